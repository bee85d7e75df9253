//! Copies that are not for publication: for the second reader, and for a third party.
//!
//! **Invariant:** every page says that it is not public, every name begins with it, and nothing stands in a folder that
//! may be uploaded. What is black in a copy is as gone as in a publication, and checked in the same way. No copy names a
//! document by its title, which may say what concerns another party.
//! **Absent:** the inventory; a copy has none.

use super::document::{Overlay, Passage};
use super::files::{EditionDocument, Files};
use super::gate::Gate;
use super::layout::{COPIES, INTERNAL, PAPER_NAME, REPORT_NAME};
use super::made::ExportReport;
use super::names::safe;
use super::outcome::{ExportError, Exported};
use super::papers::{checked, for_programs};
use super::progress::Progress;
use super::report_paper::{self, Proven};
use super::request::ExportInputs;
use crate::engine::Engine;
use crate::model::dossier::Dossier;
use crate::model::dossier::document::Document;
use crate::model::dossier::edition::Edition;
use crate::model::dossier::mark::Mark;
use crate::model::ground::Notation;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// Every name of a copy begins so.
const PREFIX: &str = "NIET-OPENBAAR_";
/// The title of a copy begins so.
const TITLE: &str = "NIET OPENBAAR – Document ";

/// Whether a file of ours says itself, in its title, that it is no publication.
pub fn is_copy(bytes: &[u8]) -> bool {
    let title = format!("\"x-default\">{TITLE}");
    let title = title.as_bytes();
    bytes.windows(title.len()).any(|part| part == title)
}

/// What is asked for.
pub struct CopyRequest<'a> {
    pub inputs: ExportInputs<'a>,
    pub dossier: &'a Dossier,
    /// The publication is no copy.
    pub edition: &'a Edition,
    /// These documents of the edition.
    pub documents: Vec<&'a Arc<Document>>,
    /// Which of them stay behind.
    pub gate: Gate,
}

/// Makes, verifies and puts in place the copies of an edition.
///
/// # Errors
/// It was cancelled, there is no document in it, or the target cannot be written; then nothing is left behind.
pub fn export(
    engine: &Engine,
    request: &CopyRequest<'_>,
    progress: &dyn Progress,
) -> Result<Exported, ExportError> {
    if request.documents.is_empty() {
        return Err(ExportError::NoPassages);
    }
    let mut copies = Copies {
        request,
        files: Files::begin(&request.inputs, COPIES)?,
        taken: BTreeSet::new(),
    };
    for (done, document) in request.documents.iter().enumerate() {
        if let Some(finding) = request.gate.held(document.id) {
            copies.files.hold(document, finding);
            continue;
        }
        progress.subject(document.number.as_str(), done, request.documents.len());
        let wanted = copies.wanted(document);
        copies.files.write(engine, &wanted, progress)?;
    }
    copies.report(engine)?;
    let paper = PathBuf::from(INTERNAL).join(PAPER_NAME);
    copies.files.publish(Vec::new(), paper)
}

struct Copies<'a> {
    request: &'a CopyRequest<'a>,
    files: Files<'a>,
    /// Names in lower case.
    taken: BTreeSet<String>,
}

impl<'a> Copies<'a> {
    fn wanted(&mut self, document: &'a Document) -> EditionDocument<'a> {
        let notation = self.request.dossier.facts.notation;
        let marks = document.marks.iter();
        let (seen, black): (Vec<_>, Vec<_>) = marks.partition(|m| self.request.edition.shows(m));
        EditionDocument {
            document,
            name: self.name(document),
            title: format!("{TITLE}{}", document.number),
            marks: black.into_iter().map(|m| &m.mark).collect(),
            notation,
            overlay: Some(Overlay {
                seen: seen.iter().map(|m| passage(&m.mark, notation)).collect(),
                words: across(self.request.edition).to_owned(),
            }),
        }
    }

    /// By its number alone.
    fn name(&mut self, document: &Document) -> String {
        let stem = format!("{PREFIX}{}", safe(document.number.as_str()));
        let numbered = (2..).map(|n: u32| format!("{stem} ({n})"));
        let mut names = std::iter::once(stem.clone()).chain(numbered);
        let free = names.find(|name| self.taken.insert(name.to_lowercase()));
        format!("{}.pdf", free.unwrap_or(stem))
    }

    fn report(&self, engine: &Engine) -> Result<(), ExportError> {
        let (request, staging, made) = (self.request, &self.files.staging, self.files.made());
        let report = ExportReport {
            folder: Some(COPIES),
            ..made.report(request.edition.id())
        };
        staging.write(INTERNAL, REPORT_NAME, &for_programs(&report)?)?;
        let proven = Proven {
            title: &request.dossier.facts,
            edition: match request.edition {
                Edition::Zienswijze(_) => "zienswijzeversie",
                Edition::Publication | Edition::Reading => "leesversie",
            },
            reason: "",
            warnings: None,
            made: &made,
            papers: &[],
            unjudged: &[],
            answers: &[],
        };
        let paper = checked(engine, |claim| report_paper::bytes(&proven, claim))?;
        staging.write(INTERNAL, PAPER_NAME, &paper)
    }
}

fn passage(mark: &Mark, notation: Notation) -> Passage {
    Passage {
        page: mark.page,
        areas: mark.areas.clone(),
        label: mark.label_text(notation),
    }
}

/// What stands across every page.
fn across(edition: &Edition) -> &'static str {
    match edition {
        Edition::Zienswijze(_) => "CONCEPT – niet openbaar",
        Edition::Publication | Edition::Reading => "LEESVERSIE – niet openbaar",
    }
}
