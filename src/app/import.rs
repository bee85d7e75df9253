//! Imports: started, and taken in; and passwords of files and sources.
//!
//! **Invariant:** documents that were read become one edit, or of a long import a few: each takes in at least as many as
//! came before it. What could not be read is named.

use super::feedback::Feedback;
use super::open_dossier::OpenDossier;
use super::outcome::{Outcome, Tasks};
use crate::engine::{Engine, EngineError, OpenError};
use crate::error::{Kind, Notice};
use crate::i18n::{Lang, Text};
use crate::jobs::background::Coming;
use crate::jobs::import::{Imported, Inspection, SkipReason, Skipped, file_name, import};
use crate::jobs::task::Reporter;
use crate::jobs::{Job, SourceFile};
use crate::model::dossier::document::{Document, DocumentId};
use crate::model::edit::{Edit, NewDocument};
use crate::ui::Locked;
use crate::ui::forms::dialogs::{Dialog, PasswordForm};
use crate::ui::viewing::Viewing;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long an import goes on before what has come of it is taken in.
pub const PAUSE: Duration = Duration::from_millis(500);

/// What has come of an import so far.
#[derive(Default)]
pub struct Arriving {
    coming: Coming<NewDocument>,
    /// Handed over and not taken in yet.
    waiting: Vec<NewDocument>,
    /// When something was last taken in, or the import began.
    taken: Option<Instant>,
    added: usize,
    /// In which the documents go.
    group: String,
    /// The first of them in the dossier.
    first: Option<DocumentId>,
}

impl Arriving {
    /// Starts copying files and folders in; what comes of them goes into a group.
    pub fn start(
        &mut self,
        (paths, password): (Vec<PathBuf>, Option<String>),
        group: String,
        open: &OpenDossier,
        tasks: &mut Tasks,
    ) {
        let (folder, coming) = (open.folder().to_owned(), Coming::default());
        *self = Self {
            coming: coming.clone(),
            taken: Some(Instant::now()),
            group,
            ..Self::default()
        };
        let work = move |engine: &Engine, reporter: &Reporter| {
            let (password, look) = (password.as_deref(), Inspection::Later(&coming));
            import(engine, &folder, &paths, password, look, reporter)
        };
        tasks.start(Job::Import, work, Outcome::Imported);
    }

    /// Takes in what has come, while more is on its way; the first document of the import when it is among that.
    pub fn keep_up(
        &mut self,
        open: &mut OpenDossier,
        feedback: &mut Feedback,
    ) -> Option<DocumentId> {
        self.waiting.extend(self.coming.take());
        let is_due = self.taken.is_some_and(|at| at.elapsed() >= PAUSE);
        if !is_due || self.waiting.len() < self.added.max(1) {
            return None;
        }
        self.take_in(Vec::new(), open, feedback)
    }

    /// Adds what has come, and these, as one edit; the first document of the import when it is among them.
    fn take_in(
        &mut self,
        more: Vec<NewDocument>,
        open: &mut OpenDossier,
        feedback: &mut Feedback,
    ) -> Option<DocumentId> {
        let waiting = self.waiting.drain(..).chain(self.coming.take()).chain(more);
        let documents: Vec<NewDocument> = waiting
            .map(|document| NewDocument {
                group: self.group.clone(),
                ..document
            })
            .collect();
        let (count, first) = (documents.len(), open.now().next_document_id());
        if count == 0 || !open.edit(Edit::AddDocuments { documents }, feedback) {
            return None;
        }
        self.added += count;
        self.taken = Some(Instant::now());
        let is_first = self.first.is_none();
        self.first.get_or_insert(first);
        is_first.then_some(first)
    }

    /// Takes in the end of an import and says how many documents came; the first of them when it is not shown yet.
    pub fn end(
        &mut self,
        imported: &mut Imported,
        open: &mut OpenDossier,
        feedback: &mut Feedback,
    ) -> Option<DocumentId> {
        open.unlock(std::mem::take(&mut imported.passwords));
        let documents = std::mem::take(&mut imported.documents);
        let before = self.added;
        let first = self.take_in(documents, open, feedback);
        let (all, rest) = (self.added, self.added - before);
        match (imported.stopped, before) {
            _ if all == 0 => {}
            (true, _) => feedback.say_with(Text::ImportStopped, &[&all]),
            (false, 0) => feedback.say_with(Text::Imported, &[&all]),
            // Who takes that back takes back no more than what came last.
            (false, _) => feedback.say_with(Text::ImportedRest, &[&rest, &all]),
        }
        self.first
            .into_iter()
            .for_each(|first| tell_same(first, open, feedback));
        first
    }

    /// Whether documents have come that are not taken in yet.
    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Whether a document came of it.
    pub fn has_added(&self) -> bool {
        self.first.is_some()
    }
}

/// The group in which a new document goes: that of the document at hand.
pub fn usual_group(open: &OpenDossier, viewing: &Viewing) -> String {
    let dossier = open.now();
    let near = viewing.current(dossier).or(dossier.documents.last());
    near.map(|d| d.group.clone()).unwrap_or_default()
}

/// Names the new documents, from this one on, whose file is in the dossier already.
fn tell_same(first: DocumentId, open: &OpenDossier, feedback: &mut Feedback) {
    let documents = &open.now().documents;
    let file = |d: &Document| d.source.as_ref().map(|source| source.sha256.clone());
    for new in documents.iter().filter(|d| d.id >= first) {
        let mut others = documents.iter().filter(|d| d.id < new.id);
        if let Some(other) = others.find(|d| file(d).is_some() && file(d) == file(new)) {
            let values: [&dyn Display; 2] = [&new.number, &other.number];
            feedback.warn(Kind::Source, Text::SameFile, &values);
        }
    }
}

/// Names what was not read, or not whole; `added` when something was. A password is asked for in a dialog that is free.
pub fn tell_skipped(
    imported: Imported,
    added: bool,
    dialog: &mut Option<Dialog>,
    feedback: &mut Feedback,
) {
    let lang = feedback.lang;
    let missed = imported.skipped.len() + imported.empty.len();
    match (added, missed) {
        (_, 0) => {}
        (true, _) => {
            feedback.say_too(&lang.fill(Text::NotImported, &[&missed]));
        }
        (false, _) => feedback.say_with(Text::NotImported, &[&missed]),
    }
    for folder in &imported.empty {
        feedback.notify(empty_notice(folder, lang));
    }
    for (path, pages) in &imported.broken {
        let notice = Notice::broken_pages(&file_name(path), pages, lang);
        feedback.notify(notice);
    }
    for skipped in imported.skipped {
        if skipped.needs_password() && dialog.is_none() {
            *dialog = Some(password_dialog(&skipped, lang));
        } else {
            feedback.notify(skip_notice(&skipped, lang));
        }
    }
}

/// Asks for the password of a source of the dossier that does not open without one.
pub fn ask_password(source: SourceFile, open: &OpenDossier, lang: Lang) -> Option<Dialog> {
    let of_source = |d: &&Arc<Document>| {
        let own = d.source.as_ref();
        own.is_some_and(|own| own.sha256 == *source.key)
    };
    let document = open.now().documents.iter().find(of_source)?;
    if open.passwords().get(&source.key) != source.password.as_ref() {
        return None;
    }
    let name = format!("{} {}", document.number, document.work_title);
    let SourceFile { key, password, .. } = source;
    let wrong = password.map(|_| lang.fill(Text::PasswordWrong, &[&name]));
    Some(Dialog::Password(PasswordForm {
        locked: Locked::Source(key),
        name,
        typed: String::new(),
        wrong,
    }))
}

fn password_dialog(skipped: &Skipped, lang: Lang) -> Dialog {
    let name = file_name(&skipped.path);
    let is_wrong = matches!(skipped.reason, SkipReason::WrongPassword);
    Dialog::Password(PasswordForm {
        locked: Locked::File(skipped.path.clone()),
        wrong: is_wrong.then(|| lang.fill(Text::PasswordWrong, &[&name])),
        name,
        typed: String::new(),
    })
}

/// What is said when no password was given for a file that is to be added.
pub fn left_locked(dialog: &Dialog, lang: Lang) -> Option<Notice> {
    match dialog {
        Dialog::Password(PasswordForm {
            locked: Locked::File(_),
            name,
            ..
        }) => Some(locked_notice(name, lang)),
        _ => None,
    }
}

/// What is said of a folder without files.
pub fn empty_notice(folder: &Path, lang: Lang) -> Notice {
    Notice::empty_folder(&file_name(folder), lang)
}

fn locked_notice(name: &str, lang: Lang) -> Notice {
    let text = lang.fill(Text::PasswordNeeded, &[&name]);
    Notice::hinted(Kind::Source, text, lang.text(Text::PasswordAddAgain))
}

fn skip_notice(skipped: &Skipped, lang: Lang) -> Notice {
    let name = file_name(&skipped.path);
    match &skipped.reason {
        SkipReason::Engine(EngineError::Open(OpenError::Password)) | SkipReason::WrongPassword => {
            locked_notice(&name, lang)
        }
        SkipReason::Engine(error) => Notice::engine(error, &name, lang),
        SkipReason::Store(error) => Notice::not_added(error, &name, lang),
        SkipReason::NoFile => Notice::new(Kind::Source, lang.fill(Text::NoOrdinaryFile, &[&name])),
    }
}
