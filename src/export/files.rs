//! The files of an export on their way: each document is made and verified, then written aside or left out and named.
//!
//! **Invariant:** every edition writes its documents here, so that none is written in a second way; nothing stands at
//! the target before [`Files::put_in_place`].
//! **Absent:** which documents there are, and what is written beside them.

use super::document::{DocumentError, DocumentPlan, Overlay, Progress, Source, draft};
use super::finding::Finding;
use super::folder::{ExportError, INTERNAL, LeftOut, LeftOutReason};
use super::publish::{self, PublishError};
use super::report::{DocumentReport, Verdict};
use crate::engine::{Engine, EngineError};
use crate::model::document::{Document, SourceRef};
use crate::model::ground::Notation;
use crate::model::mark::Mark;
use crate::ocr::Installed;
use crate::rights;
use crate::writer::FileFacts;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// What an export of any edition is made from, and where it goes.
pub struct Errand<'a> {
    /// New, or an empty folder.
    pub target: &'a Path,
    /// ISO 8601 day that files and papers carry.
    pub day: String,
    /// Passwords of sources that open only with one, by their hash.
    pub passwords: HashMap<String, String>,
    /// The bytes of a source.
    pub sources: &'a (dyn Fn(&SourceRef) -> io::Result<Vec<u8>> + Sync),
    /// The number of the last entry of the log.
    pub last_entry: i64,
    /// What reads the pages of a copy that are pictures.
    pub reading: Option<&'a Installed>,
}

/// A document as one edition has it.
pub(super) struct Wanted<'a> {
    pub document: &'a Document,
    /// The name of the file.
    pub name: String,
    /// The title in the file.
    pub title: String,
    /// What is black.
    pub marks: Vec<&'a Mark>,
    pub notation: Notation,
    /// What makes it unlike a publication.
    pub overlay: Option<Overlay>,
}

/// A written file with the pages it has.
pub(super) struct Written {
    pub name: String,
    pub sha256: String,
    pub pages: usize,
    pub raster: usize,
}

/// The files of an export.
pub(super) struct Files<'a> {
    pub errand: &'a Errand<'a>,
    aside: tempfile::TempDir,
    /// Held as long as this export works: what nobody holds was left by one that was killed.
    busy: File,
    /// The folder of the documents within the export.
    folder: &'static str,
    pub written: Vec<Written>,
    pub reports: Vec<DocumentReport>,
    pub left_out: Vec<LeftOut>,
}

impl<'a> Files<'a> {
    /// Makes the folders aside.
    ///
    /// # Errors
    /// Nothing can be written at or beside the target.
    pub fn begin(errand: &'a Errand<'a>, folder: &'static str) -> Result<Self, ExportError> {
        check_target(errand.target)?;
        clear_leftovers(publish::folder_of(errand.target));
        let aside = tempfile::Builder::new()
            .prefix(ASIDE)
            .tempdir_in(publish::folder_of(errand.target))?;
        let busy = File::create(aside.path().join(BUSY))?;
        // Where files cannot be locked nobody clears up either.
        busy.try_lock().ok();
        for folder in [folder, INTERNAL] {
            let folder = aside.path().join(folder);
            std::fs::create_dir(&folder)?;
            rights::share(&folder, publish::folder_of(errand.target))?;
        }
        Ok(Self {
            errand,
            aside,
            busy,
            folder,
            written: Vec::new(),
            reports: Vec::new(),
            left_out: Vec::new(),
        })
    }

    /// Makes and verifies a document and writes it aside, or leaves it out.
    ///
    /// # Errors
    /// It was cancelled, or nothing can be written.
    pub fn write(
        &mut self,
        engine: &Engine,
        wanted: &Wanted<'_>,
        progress: &dyn Progress,
    ) -> Result<(), ExportError> {
        let document = wanted.document;
        let Some(source) = &document.source else {
            return Ok(());
        };
        let bytes = match (self.errand.sources)(source) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.leave_out(document, LeftOutReason::Source(EngineError::Read(error)));
                return Ok(());
            }
        };
        let source = Source {
            bytes: bytes.into(),
            password: self.errand.passwords.get(&source.sha256).cloned(),
        };
        let plan = DocumentPlan {
            number: Some(document.number.clone()),
            marks: wanted.marks.clone(),
            notation: wanted.notation,
            facts: FileFacts {
                title: wanted.title.clone(),
                language: "nl-NL".to_owned(),
                date: self.errand.day.clone(),
            },
            reading: self.errand.reading,
        };
        let made = match draft(engine, &source, &plan, wanted.overlay.as_ref(), progress) {
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
                self.paper(self.folder, &wanted.name, file.bytes())?;
                self.written.push(Written {
                    name: wanted.name.clone(),
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
        match progress.is_cancelled() {
            true => Err(ExportError::Cancelled),
            false => Ok(()),
        }
    }

    fn leave_out(&mut self, document: &Document, reason: LeftOutReason) {
        self.left_out.push(LeftOut {
            document: document.id,
            number: document.number.clone(),
            reason,
        });
    }

    /// Leaves out what the export check holds back.
    pub fn hold(&mut self, document: &Document, finding: &Finding) {
        self.leave_out(document, LeftOutReason::Held(Box::new(finding.clone())));
    }

    /// Writes what stands beside the documents, in one of the folders of the export.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn paper(&self, folder: &str, name: &str, bytes: &[u8]) -> Result<(), ExportError> {
        let path = self.aside.path().join(folder).join(name);
        Ok(publish::file(&path, bytes, false)?)
    }

    /// What the report of every edition says.
    pub fn report(&self, edition: &str) -> Value {
        let files = self.written.iter();
        let left_out = self.left_out.iter();
        json!({
            "version": 1,
            "program": format!("Lakwerk {}", env!("CARGO_PKG_VERSION")),
            "day": self.errand.day,
            "edition": edition,
            "last_entry": self.errand.last_entry,
            "files": files
                .map(|w| json!({ "name": w.name, "sha256": w.sha256, "pages": w.pages }))
                .collect::<Vec<_>>(),
            "left_out": left_out
                .map(|l| json!({ "document": l.number, "reason": l.reason.name() }))
                .collect::<Vec<_>>(),
            "documents": self.reports,
        })
    }

    /// Name, hash and pages of every written document.
    pub fn listed(&self) -> Vec<(&str, &str, Option<usize>)> {
        let written = self.written.iter();
        let listed = written.map(|w| (w.name.as_str(), w.sha256.as_str(), Some(w.pages)));
        listed.collect()
    }

    /// The number of every document that was left out, and why.
    pub fn left_out_in_words(&self) -> Vec<(&str, String)> {
        let left_out = self.left_out.iter();
        let told = left_out.map(|l| (l.number.as_str(), l.reason.in_words()));
        told.collect()
    }

    /// Puts everything at the target, in one step.
    ///
    /// # Errors
    /// The target cannot be written; then nothing is left behind.
    pub fn put_in_place(self) -> Result<Placed, ExportError> {
        let target = self.errand.target;
        self.give_rights()?;
        std::fs::remove_file(self.aside.path().join(BUSY))?;
        drop(self.busy);
        if target.is_dir() {
            // Only an empty folder can be removed; it is made room for.
            std::fs::remove_dir(target)?;
        }
        std::fs::rename(self.aside.path(), target)?;
        rights::sync_folder(publish::folder_of(target))?;
        // It is no longer there to be removed.
        let _moved = self.aside.keep();
        Ok(Placed {
            target: target.to_owned(),
            written: self.written,
            left_out: self.left_out,
        })
    }
}

impl Files<'_> {
    /// The folder aside is nobody else's until now; a folder in it has the rights of any new one.
    fn give_rights(&self) -> std::io::Result<()> {
        let usual = std::fs::metadata(self.aside.path().join(self.folder))?.permissions();
        std::fs::set_permissions(self.aside.path(), usual)?;
        for folder in [self.folder, INTERNAL] {
            rights::sync_folder(&self.aside.path().join(folder))?;
        }
        rights::sync_folder(self.aside.path())
    }
}

/// Files that are where they were asked for.
pub(super) struct Placed {
    pub target: PathBuf,
    pub written: Vec<Written>,
    pub left_out: Vec<LeftOut>,
}

/// How the name of a folder aside begins, and the file in it that its export holds.
const ASIDE: &str = ".lakwerk-export-";
const BUSY: &str = "bezig";

/// Removes what exports left here that were killed. A folder that is being made or put in place has nothing to hold and
/// stays; so does one that cannot be removed, since it hinders nobody.
fn clear_leftovers(folder: &Path) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|e| e.file_name().to_string_lossy().starts_with(ASIDE)) {
        let held = File::options().write(true).open(entry.path().join(BUSY));
        if held.is_ok_and(|busy| busy.try_lock().is_ok()) {
            std::fs::remove_dir_all(entry.path()).ok();
        }
    }
}

/// Whether an export could be put at `target`: asked before long work is done.
///
/// # Errors
/// It exists and is not empty, or its folder does not exist.
pub fn check_target(target: &Path) -> Result<(), ExportError> {
    match std::fs::read_dir(target).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Ok(()),
        Ok(false) => Err(ExportError::NotEmpty),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Ok(publish::check_target(target, false)?)
        }
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(PublishError::Exists.into())
        }
        Err(error) => Err(error.into()),
    }
}

/// SHA-256 in lower-case hexadecimal.
pub(super) fn hash(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_export_left_is_cleared_and_one_at_work_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let left = |name: &str| {
            let aside = folder.path().join(format!("{ASIDE}{name}"));
            std::fs::create_dir_all(aside.join("openbaar")).unwrap();
            std::fs::write(aside.join("openbaar/1.pdf"), "x").unwrap();
            aside
        };
        let (killed, working, new) = (left("a"), left("b"), left("c"));
        std::fs::write(killed.join(BUSY), "").unwrap();
        let busy = File::create(working.join(BUSY)).unwrap();
        busy.try_lock().unwrap();
        std::fs::write(folder.path().join("export.pdf"), "x").unwrap();
        clear_leftovers(folder.path());
        assert!(!killed.exists() && working.exists() && new.exists());
        assert!(folder.path().join("export.pdf").exists());
        drop(busy);
        clear_leftovers(folder.path());
        assert!(!working.exists());
    }

    #[test]
    fn a_target_with_something_in_it_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(check_target(folder.path()).is_ok());
        assert!(check_target(&folder.path().join("export")).is_ok());
        std::fs::write(folder.path().join("1a.pdf"), "x").unwrap();
        assert!(matches!(
            check_target(folder.path()),
            Err(ExportError::NotEmpty)
        ));
        let file = folder.path().join("1a.pdf");
        assert!(matches!(
            check_target(&file),
            Err(ExportError::Publish(PublishError::Exists))
        ));
        let nowhere = folder.path().join("a/b");
        assert!(matches!(
            check_target(&nowhere),
            Err(ExportError::Publish(PublishError::NoFolder))
        ));
    }
}
