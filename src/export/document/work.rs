//! What a document is made of, and how far it is.
//!
//! **Absent:** making it.

use super::page::Page;
use crate::engine::{Engine, Fault, PageClock, Reader};
use crate::export::progress::Progress;
use crate::export::report::NavigationReport;
use crate::model::dossier::mark::Mark;
use crate::model::ground::Notation;
use crate::model::navigation::Navigation;
use crate::ocr::Installed;
use crate::writer::{Claim, FileFacts};
use std::sync::Arc;

/// A source file as the program holds it.
#[derive(Clone)]
pub struct Source {
    pub bytes: Arc<[u8]>,
    pub password: Option<String>,
}

/// What is to be made of a source.
pub struct DocumentPlan<'a> {
    pub number: Option<String>,
    pub marks: Vec<&'a Mark>,
    pub notation: Notation,
    pub facts: FileFacts,
    /// What reads the pages of the copy that are pictures, so that they can be searched; without it they are not read.
    pub reading: Option<&'a Installed>,
}

/// Bytes that were verified. There is no other way to come by them than [`Verified::of`].
#[derive(Clone, Debug)]
pub struct Verified(Vec<u8>);

impl Verified {
    /// The bytes, when neither the file nor any of its pages has a fault and every page was asked.
    pub(super) fn of(bytes: Vec<u8>, file_faults: &[Fault], pages: &[Page]) -> Option<Self> {
        let sound = |page: &Page| page.checked && !page.refused && page.faults.is_empty();
        (file_faults.is_empty() && !pages.is_empty() && pages.iter().all(sound))
            .then_some(Self(bytes))
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// A document on its way from source to verified bytes.
pub(super) struct Work<'a> {
    pub engine: &'a Engine,
    pub plan: &'a DocumentPlan<'a>,
    pub progress: &'a dyn Progress,
    pub sources: Vec<Reader>,
    /// The one page that is asked for, or all.
    pub only: Option<usize>,
    pub pages: Vec<Page>,
    /// The time that each page may take.
    pub clocks: Vec<PageClock>,
    /// What the file says it keeps to; nothing more once the check has found that it does not.
    pub claim: Claim,
    /// What goes along of links, outline and page labels, and how much that is.
    pub navigation: Navigation,
    pub told: Option<NavigationReport>,
}
