//! The open dossier with its one writer.
//!
//! **Invariant:** the dossier on the screen changes here and nowhere else; what changed is handed to the log at once, and
//! a dossier that cannot be written cannot be changed.

use super::feedback::Feedback;
use crate::clock;
use crate::error::Notice;
use crate::i18n::{Lang, Text};
use crate::jobs::SourceFile;
use crate::jobs::import::file_name;
use crate::model::dossier::Dossier;
use crate::model::dossier::account::Account;
use crate::model::dossier::document::{Document, DocumentId};
use crate::model::dossier::intake::LookedThrough;
use crate::model::edit::Edit;
use crate::model::edit::session::{Event, Exported, Session};
use crate::model::ground::Ground;
use crate::store::{self, Access, Holder, Opened};
use crate::ui::menu_bar::SaveLine;
use crate::ui::page::marks_layer::CLICKS;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A dossier while it is worked on.
pub struct OpenDossier {
    folder: PathBuf,
    session: Session,
    access: Access,
    account: Account,
    /// Of sources, by hash; never kept.
    passwords: HashMap<String, String>,
    /// What is on the screen and may still give way to what the same gesture means in the end, and since when.
    provisional: Option<(Event, Instant)>,
}

/// A gesture cannot go on after this: a click that belongs to it would have come.
const GESTURE_ENDS: Duration = CLICKS.saturating_mul(2);

impl OpenDossier {
    pub fn of(opened: Opened) -> Self {
        Self {
            folder: opened.folder,
            session: Session::new(opened.dossier),
            access: opened.access,
            account: Holder::here().account,
            passwords: HashMap::new(),
            provisional: None,
        }
    }

    /// The first edit of a new dossier; it is not for undoing.
    pub fn begin(&mut self, edit: Edit, feedback: &mut Feedback) {
        self.edit(edit, feedback);
        self.session = Session::new(self.session.now().clone());
    }

    pub fn now(&self) -> &Arc<Dossier> {
        self.session.now()
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Who is working here.
    pub fn account(&self) -> &Account {
        &self.account
    }

    pub fn can_edit(&self) -> bool {
        match &self.access {
            Access::Write(writer) => !writer.state().failed,
            Access::ReadOnly(_) | Access::Unwritable => false,
        }
    }

    /// The single place where the dossier on the screen changes; `false`, with the reason said, when it did not.
    pub fn edit(&mut self, edit: Edit, feedback: &mut Feedback) -> bool {
        let is_done = self.edit_for_now(edit, feedback);
        self.keep();
        is_done
    }

    /// The same for an edit that [`Self::withdraw`] may take back without a trace, as long as the gesture goes on.
    pub fn edit_for_now(&mut self, edit: Edit, feedback: &mut Feedback) -> bool {
        self.keep();
        if !self.can_edit() {
            feedback.say_words(self.save_line(feedback.lang).text);
            return false;
        }
        let (edit, judged) = self.now().with_judgement(edit);
        match self.session.edit(edit.clone()) {
            Ok(()) => {
                feedback.hush();
                self.tell_judged(&judged, feedback);
                self.provisional = Some((Event::Edit(edit), Instant::now()));
                true
            }
            Err(error) => {
                let notice = Notice::edit(error, feedback.lang);
                feedback.notify(notice);
                false
            }
        }
    }

    /// Says of documents that they are no longer open as a whole.
    fn tell_judged(&self, judged: &[DocumentId], feedback: &mut Feedback) {
        let numbers = judged.iter().filter_map(|id| self.now().document(*id));
        let numbers: Vec<&str> = numbers.map(|d| d.number.as_str()).collect();
        if !numbers.is_empty() {
            let text = feedback
                .lang
                .fill(Text::NowPartlyOpen, &[&numbers.join(", ")]);
            feedback.say_with_next(text);
        }
    }

    /// Takes the last edit back: it was on the way to what the gesture means.
    pub fn withdraw(&mut self) {
        match self.provisional.take() {
            Some(_) => self.session.withdraw(),
            None => drop(self.undo()),
        }
    }

    /// Hands what is on the screen to the log.
    pub fn keep(&mut self) {
        if let Some((event, _)) = self.provisional.take() {
            self.hand_on(event);
        }
    }

    /// The same once the gesture cannot go on; until then, how long that takes.
    pub fn keep_when_due(&mut self) -> Option<Duration> {
        let (_, since) = self.provisional.as_ref()?;
        let left = GESTURE_ENDS.saturating_sub(since.elapsed());
        if left.is_zero() {
            self.keep();
            return None;
        }
        Some(left)
    }

    fn record(&mut self, event: Event) {
        self.keep();
        self.hand_on(event);
    }

    fn hand_on(&self, event: Event) {
        if let Access::Write(writer) = &self.access {
            writer.record(event, &clock::moment());
        }
    }

    /// How many steps were done and not taken back.
    pub fn steps(&self) -> usize {
        self.session.steps()
    }

    pub fn can_undo(&self) -> bool {
        self.session.can_undo()
    }

    pub fn can_redo(&self) -> bool {
        self.session.can_redo()
    }

    /// The edit that undo would take back.
    pub fn last_edit(&self) -> Option<&Edit> {
        self.session.last_edit()
    }

    /// Takes the last step of this session back.
    pub fn undo(&mut self) -> Option<Edit> {
        let edit = self.session.undo()?;
        self.record(Event::Undo);
        Some(edit)
    }

    pub fn redo(&mut self) -> Option<Edit> {
        let edit = self.session.redo()?;
        self.record(Event::Redo);
        Some(edit)
    }

    /// Puts what the log tells before this session, so that older steps can be taken back too; `false` when the log
    /// tells of another dossier than this.
    pub fn extend_past(&mut self, whole: Session) -> bool {
        let session = self.session.with_past(whole);
        let is_same = session.is_some();
        self.session = session.unwrap_or_else(|| std::mem::take(&mut self.session));
        is_same
    }

    /// Takes the last step back, of whichever session it is.
    pub fn undo_older(&mut self) -> Option<Edit> {
        let edit = self.session.undo_older()?;
        self.record(Event::Undo);
        Some(edit)
    }

    /// Something went out.
    pub fn exported(&mut self, event: &Exported) {
        self.session.exported(event);
        self.record(Event::Exported(event.clone()));
    }

    /// Sources were looked through.
    pub fn looked_through(&mut self, sources: Vec<LookedThrough>) {
        if !sources.is_empty() && self.can_edit() {
            self.session.looked_through(&sources);
            self.record(Event::LookedThrough { sources });
        }
    }

    /// The number of the last entry of the log that is kept.
    pub fn last_entry(&self) -> i64 {
        match &self.access {
            Access::Write(writer) => writer.state().last_entry,
            Access::ReadOnly(_) | Access::Unwritable => 0,
        }
    }

    /// Whether entries of the log are still to be kept.
    pub fn is_saving(&self) -> bool {
        let is_waiting =
            matches!(&self.access, Access::Write(writer) if writer.state().waiting > 0);
        is_waiting || self.provisional.is_some()
    }

    /// Says once why the dossier has become read-only while it was worked on, and what is lost with it.
    pub fn tell_failed_saving(&self, feedback: &mut Feedback) {
        let Access::Write(writer) = &self.access else {
            return;
        };
        if let Some(error) = writer.take_failure() {
            let lang = feedback.lang;
            let notice = Notice::store(&error, &file_name(&self.folder), lang);
            let hint = lang.text(Text::SaveFailedHint);
            let Notice { kind, text, .. } = notice;
            feedback.notify(Notice::hinted(kind, text, hint));
        }
    }

    /// How saving stands.
    pub fn save_line(&self, lang: Lang) -> SaveLine {
        let (text, is_wrong) = match &self.access {
            Access::ReadOnly(holder) => (lang.fill(Text::ReadOnlyBy, &[&holder.account]), true),
            Access::Unwritable => (lang.text(Text::ReadOnly).to_owned(), true),
            Access::Write(writer) => {
                let state = writer.state();
                let waiting = state.waiting + usize::from(self.provisional.is_some());
                match (state.failed, waiting, state.saved) {
                    (true, ..) => (lang.text(Text::SaveFailed).to_owned(), true),
                    (_, 0, None) => (lang.text(Text::Saved).to_owned(), false),
                    (_, 0, Some(moment)) => {
                        let time = moment.get(11..16).unwrap_or("").to_owned();
                        (lang.fill(Text::SavedAt, &[&time]), false)
                    }
                    (_, waiting, _) => (lang.fill(Text::Saving, &[&waiting]), false),
                }
            }
        };
        SaveLine {
            text,
            is_wrong,
            account: self.now().name_of(&self.account).to_owned(),
        }
    }

    /// The grounds under the digits.
    pub fn favourites(&self) -> Vec<Ground> {
        let own = &self.now().favourites;
        match own.is_empty() {
            true => Ground::usual(),
            false => own.clone(),
        }
    }

    /// The source of a document, with the password that was typed for it.
    pub fn source_of(&self, document: &Document) -> Option<SourceFile> {
        let source = document.source.as_ref()?;
        Some(SourceFile::of_dossier(
            source.sha256.clone(),
            store::source_path(&self.folder, &source.sha256),
            self.passwords.get(source.sha256.as_str()).cloned(),
        ))
    }

    /// Whether a document cannot be read before its password is given.
    pub fn is_locked(&self, document: &Document) -> bool {
        let source = document.source.as_ref();
        source.is_some_and(|s| s.encrypted && !self.passwords.contains_key(s.sha256.as_str()))
    }

    /// Passwords of sources, by hash.
    pub fn passwords(&self) -> &HashMap<String, String> {
        &self.passwords
    }

    /// Passwords were typed for sources.
    pub fn unlock(&mut self, passwords: impl IntoIterator<Item = (String, String)>) {
        self.passwords.extend(passwords);
    }
}

impl Drop for OpenDossier {
    fn drop(&mut self) {
        self.keep();
    }
}
