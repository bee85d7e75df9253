//! Copies that are not for publication: for the second reader, and for a third party.
//!
//! **Invariant:** every page says that it is not public, every name begins with it, and nothing stands in a folder that
//! may be uploaded. What is black in a copy is as gone as in a publication, and checked in the same way. No copy names a
//! document by its title, which may say what concerns another party.
//! **Absent:** the inventory; a copy has none.

use super::document::{DocumentError, DocumentPlan, Overlay, Progress, Source, draft_copy};
use super::folder::{
    ExportError, Exported, INTERNAL, LeftOut, LeftOutReason, PAPER_NAME, REPORT_NAME,
};
use super::folder::{check_target, hash, put_in_place};
use super::names::safe;
use super::papers::checked;
use super::publish;
use super::report::{DocumentReport, Verdict};
use super::report_paper::{self, Proven};
use crate::engine::{Engine, EngineError};
use crate::model::document::{Document, SourceRef};
use crate::model::dossier::Dossier;
use crate::model::edition::Edition;
use crate::model::ground::Notation;
use crate::model::mark::Mark;
use crate::writer::FileFacts;
use crate::writer::overlay::Seen;
use serde_json::json;
use std::collections::{BTreeSet, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder of copies within an export.
pub const FOLDER: &str = "niet-openbaar";
/// Every name of a copy begins so.
const PREFIX: &str = "NIET-OPENBAAR_";

/// What is asked for.
pub struct CopyOrder<'a> {
    pub dossier: &'a Dossier,
    /// The publication is no copy.
    pub edition: &'a Edition,
    /// These documents of the edition.
    pub documents: Vec<&'a Arc<Document>>,
    /// New, or an empty folder.
    pub target: &'a Path,
    /// ISO 8601.
    pub day: String,
    /// Passwords of sources that open only with one, by their hash.
    pub passwords: HashMap<String, String>,
    pub sources: &'a (dyn Fn(&SourceRef) -> io::Result<Vec<u8>> + Sync),
    pub last_entry: i64,
}

/// Makes, verifies and puts in place the copies of an edition.
///
/// # Errors
/// It was cancelled, there is no document in it, or the target cannot be written; then nothing is left behind.
pub fn export(
    engine: &Engine,
    order: &CopyOrder<'_>,
    progress: &dyn Progress,
) -> Result<Exported, ExportError> {
    check_target(order.target)?;
    if order.documents.is_empty() {
        return Err(ExportError::NoPassages);
    }
    let aside = tempfile::Builder::new()
        .prefix(".lakwerk-export-")
        .tempdir_in(publish::folder_of(order.target))?;
    for folder in [FOLDER, INTERNAL] {
        std::fs::create_dir(aside.path().join(folder))?;
    }
    let mut copies = Copies {
        order,
        aside: aside.path(),
        taken: BTreeSet::new(),
        written: Vec::new(),
        reports: Vec::new(),
        left_out: Vec::new(),
    };
    for (done, document) in order.documents.iter().enumerate() {
        progress.subject(&document.number, done, order.documents.len());
        copies.write(engine, document, progress)?;
        if progress.is_cancelled() {
            return Err(ExportError::Cancelled);
        }
    }
    copies.report(engine)?;
    let exported = copies.outcome();
    put_in_place(aside, order.target)?;
    Ok(exported)
}

struct Copy {
    name: String,
    sha256: String,
    pages: usize,
    raster: usize,
}

struct Copies<'a> {
    order: &'a CopyOrder<'a>,
    aside: &'a Path,
    taken: BTreeSet<String>,
    written: Vec<Copy>,
    reports: Vec<DocumentReport>,
    left_out: Vec<LeftOut>,
}

impl Copies<'_> {
    fn write(
        &mut self,
        engine: &Engine,
        document: &Document,
        progress: &dyn Progress,
    ) -> Result<(), ExportError> {
        let Some(source) = &document.source else {
            return Ok(());
        };
        let bytes = match (self.order.sources)(source) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.leave_out(document, LeftOutReason::Source(EngineError::Read(error)));
                return Ok(());
            }
        };
        let source = Source {
            bytes: bytes.into(),
            password: self.order.passwords.get(&source.sha256).cloned(),
        };
        let notation = self.order.dossier.facts.notation;
        let (seen, black): (Vec<_>, Vec<_>) = document
            .marks
            .iter()
            .partition(|m| self.order.edition.shows(m));
        let plan = DocumentPlan {
            number: Some(document.number.clone()),
            marks: black.iter().map(|m| &m.mark).collect(),
            notation,
            facts: FileFacts {
                title: format!("NIET OPENBAAR – Document {}", document.number),
                language: "nl-NL".to_owned(),
                date: self.order.day.clone(),
            },
        };
        let overlay = Overlay {
            seen: seen.iter().map(|m| passage(&m.mark, notation)).collect(),
            words: across(self.order.edition).to_owned(),
        };
        let made = match draft_copy(engine, &source, &plan, &overlay, progress) {
            Ok(made) => made,
            Err(DocumentError::Cancelled) => return Err(ExportError::Cancelled),
            Err(DocumentError::Source(error)) => {
                self.leave_out(document, LeftOutReason::Source(error));
                return Ok(());
            }
        };
        let pages = |verdict| {
            let of_verdict = made.report.pages.iter().filter(|p| p.verdict == verdict);
            of_verdict.map(|p| p.page).collect::<Vec<usize>>()
        };
        match &made.file {
            Some(file) => {
                let name = self.name(document);
                publish::file(&self.aside.join(FOLDER).join(&name), file.bytes(), false)?;
                self.written.push(Copy {
                    name,
                    sha256: hash(file.bytes()),
                    pages: made.report.pages.len(),
                    raster: pages(Verdict::Raster).len(),
                });
            }
            None => {
                let refused = pages(Verdict::Refused);
                self.leave_out(document, LeftOutReason::NotVerified(refused));
            }
        }
        self.reports.push(made.report);
        Ok(())
    }

    /// By its number alone.
    fn name(&mut self, document: &Document) -> String {
        let stem = format!("{PREFIX}{}", safe(&document.number));
        let numbered = (2..).map(|n: u32| format!("{stem} ({n})"));
        let mut names = std::iter::once(stem.clone()).chain(numbered);
        let free = names.find(|name| self.taken.insert(name.to_lowercase()));
        format!("{}.pdf", free.unwrap_or(stem))
    }

    fn leave_out(&mut self, document: &Document, reason: LeftOutReason) {
        self.left_out.push(LeftOut {
            document: document.id,
            number: document.number.clone(),
            reason,
        });
    }

    fn report(&self, engine: &Engine) -> Result<(), ExportError> {
        let order = self.order;
        let report = json!({
            "version": 1,
            "program": format!("Lakwerk {}", env!("CARGO_PKG_VERSION")),
            "day": order.day,
            "edition": order.edition.id(),
            "folder": FOLDER,
            "last_entry": order.last_entry,
            "files": self.written
                .iter()
                .map(|w| json!({ "name": w.name, "sha256": w.sha256, "pages": w.pages }))
                .collect::<Vec<_>>(),
            "inventory": [],
            "left_out": self.left_out
                .iter()
                .map(|l| json!({ "document": l.number, "reason": l.reason.name() }))
                .collect::<Vec<_>>(),
            "documents": self.reports,
        });
        let json = serde_json::to_vec_pretty(&report).map_err(io::Error::other)?;
        publish::file(&self.aside.join(INTERNAL).join(REPORT_NAME), &json, false)?;
        let files = self.written.iter();
        let left_out = self.left_out.iter();
        let proven = Proven {
            title: &order.dossier.facts,
            day: &order.day,
            edition: match order.edition {
                Edition::Zienswijze(_) => "zienswijzeversie",
                Edition::Publication | Edition::Reading => "leesversie",
            },
            last_entry: order.last_entry,
            reason: "",
            warnings: None,
            files: files
                .map(|w| (w.name.as_str(), w.sha256.as_str(), Some(w.pages)))
                .collect(),
            reports: &self.reports,
            left_out: left_out
                .map(|l| (l.number.as_str(), l.reason.in_words()))
                .collect(),
            unjudged: Vec::new(),
            answers: &[],
        };
        let paper = checked(engine, |claim| report_paper::bytes(&proven, claim))?;
        Ok(publish::file(
            &self.aside.join(INTERNAL).join(PAPER_NAME),
            &paper,
            false,
        )?)
    }

    fn outcome(self) -> Exported {
        Exported {
            target: self.order.target.to_owned(),
            pages: self.written.iter().map(|w| w.pages).sum(),
            raster: self.written.iter().map(|w| w.raster).sum(),
            unjudged: Vec::new(),
            inventory: PathBuf::from(INTERNAL).join(PAPER_NAME),
            files: self.written.into_iter().map(|w| w.name).collect(),
            left_out: self.left_out,
        }
    }
}

fn passage(mark: &Mark, notation: Notation) -> (usize, Seen) {
    let label = match mark.grounds.is_empty() {
        true => "zonder grond".to_owned(),
        false => mark.label_text(notation),
    };
    let areas = mark.areas.clone();
    (mark.page, Seen { areas, label })
}

/// What stands across every page.
fn across(edition: &Edition) -> &'static str {
    match edition {
        Edition::Zienswijze(_) => "CONCEPT – niet openbaar",
        Edition::Publication | Edition::Reading => "LEESVERSIE – niet openbaar",
    }
}
