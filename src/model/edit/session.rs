//! A dossier while it is worked on: now, what was, what was undone.
//!
//! **Invariant:** undo swaps whole snapshots, so there is no inverse of an edit that could be wrong; unchanged
//! documents are shared between snapshots.
//! **Absent:** disk; the store keeps what this room says happened.

use super::{Edit, EditError};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::Document;
use crate::model::dossier::ids::DocumentId;
use crate::model::dossier::intake::{Intake, LookedThrough, SourceCounts};
use crate::model::dossier::number::DocumentNumber;
use crate::model::dossier::sha256::Sha256;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// Steps that can be undone.
const MAX_STEPS: usize = 1000;

/// What happened, as the log keeps it.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    Edit(Edit),
    Undo,
    Redo,
    /// Something went out. It cannot be undone, and it freezes numbers.
    Exported(Exported),
    /// Sources were looked through. That is no step: what they hold was so before somebody looked.
    LookedThrough {
        sources: Vec<LookedThrough>,
    },
}

/// What went out, as the log keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// `publication`, `reading` or `zienswijze`.
    pub edition: String,
    /// Why it went out in spite of warnings; empty when nobody gave a reason.
    pub reason: String,
    /// How many warnings there were.
    pub warnings: usize,
    /// Documents whose numbers others have seen now.
    pub numbered: Vec<DocumentId>,
}

/// Which dossier, and in which state: the same wherever a copy of it lies, and whatever went out or was looked through
/// since.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// What the chain of the log says at the first entry, in hexadecimal.
    pub dossier: String,
    /// The same at the last entry that changed something.
    pub change: String,
}

struct Step {
    before: Arc<Dossier>,
    edit: Edit,
}

/// A dossier with its recent past.
///
/// ```
/// use lakwerk::model::edit::{Edit, NewDocument};
/// use lakwerk::model::edit::session::Session;
///
/// let mut session = Session::default();
/// let documents = vec![NewDocument::default()];
/// session.edit(Edit::AddDocuments { documents })?;
/// assert_eq!(session.now().documents.len(), 1);
/// session.undo();
/// assert!(session.now().documents.is_empty());
/// session.redo();
/// assert_eq!(session.now().documents.len(), 1);
/// # Ok::<(), lakwerk::model::edit::EditError>(())
/// ```
#[derive(Default)]
pub struct Session {
    now: Arc<Dossier>,
    past: Vec<Step>,
    future: Vec<Step>,
    /// How many steps of the past are older than this session: Ctrl+Z stops before them.
    older: usize,
    /// How many of the oldest steps were forgotten.
    forgotten: usize,
}

impl Session {
    /// Goes on from a dossier; older steps cannot be undone here.
    pub fn new(now: Arc<Dossier>) -> Self {
        Self {
            now,
            past: Vec::new(),
            future: Vec::new(),
            older: 0,
            forgotten: 0,
        }
    }

    /// The same session with the whole past behind it, as the log tells it; `None` when the log tells of another
    /// state. Undo still stops at the start of this session.
    pub fn with_past(&self, mut whole: Session) -> Option<Session> {
        let own = self.past.len() - self.older;
        whole.older = whole.past.len().checked_sub(own)?;
        (*whole.now == *self.now).then_some(whole)
    }

    /// Takes one step back that may be older than this session.
    pub fn undo_older(&mut self) -> Option<Edit> {
        let edit = self.take_back()?;
        self.older = self.older.min(self.past.len());
        Some(edit)
    }

    /// The step that would be taken back next.
    pub fn last_edit(&self) -> Option<&Edit> {
        self.past.last().map(|step| &step.edit)
    }

    /// The same with the dossier before it.
    pub fn last_step(&self) -> Option<(&Edit, &Arc<Dossier>)> {
        self.past.last().map(|step| (&step.edit, &step.before))
    }

    /// How many steps were done and not taken back, forgotten ones included: one more after each.
    pub fn steps(&self) -> usize {
        self.past.len() + self.forgotten
    }

    pub fn now(&self) -> &Arc<Dossier> {
        &self.now
    }

    /// Applies what happened.
    ///
    /// # Errors
    /// An edit that does not fit, and nothing changes. Undo without a past is no error and does nothing.
    pub fn apply(&mut self, event: &Event) -> Result<(), EditError> {
        match event {
            Event::Edit(edit) => self.edit(edit.clone()),
            Event::Undo => {
                self.undo();
                Ok(())
            }
            Event::Redo => {
                self.redo();
                Ok(())
            }
            Event::Exported(exported) => {
                self.exported(exported);
                Ok(())
            }
            Event::LookedThrough { sources } => {
                self.looked_through(sources);
                Ok(())
            }
        }
    }

    /// The single place where a dossier changes.
    ///
    /// # Errors
    /// The edit does not fit.
    pub fn edit(&mut self, edit: Edit) -> Result<(), EditError> {
        let next = Arc::new(self.now.after(&edit)?);
        let before = std::mem::replace(&mut self.now, next);
        self.past.push(Step { before, edit });
        self.future.clear();
        if self.past.len() > MAX_STEPS {
            self.past.remove(0);
            self.forgotten += 1;
            self.older = self.older.saturating_sub(1);
        }
        Ok(())
    }

    /// Freezes the numbers that went out, now and in every state that undo and redo lead to.
    pub fn exported(&mut self, exported: &Exported) {
        let numbers: Vec<(String, DocumentId)> = exported
            .numbered
            .iter()
            .filter_map(|id| {
                Some((
                    DocumentNumber::key(self.now.document(*id)?.number.as_str()),
                    *id,
                ))
            })
            .collect();
        for dossier in self.states() {
            Arc::make_mut(dossier)
                .frozen
                .extend(numbers.iter().cloned());
        }
    }

    /// Notes what sources hold on the documents that wait for it, now and in every state that undo and redo lead to.
    pub fn looked_through(&mut self, sources: &[LookedThrough]) {
        let found = sources.iter().map(|one| (&one.source, &one.found));
        let found: HashMap<&Sha256, _> = found.collect();
        // States share a document that did not change between them, and go on sharing it. The old ones are held, so that
        // none of their places is used again.
        let mut looked: HashMap<*const Document, (Arc<Document>, Arc<Document>)> = HashMap::new();
        let awaits = |document: &Document| {
            let source = document.source.as_ref();
            let source = source.filter(|_| document.to_look_through)?;
            found.get(&source.sha256).copied()
        };
        for dossier in self.states() {
            if !dossier.documents.iter().any(|d| awaits(d).is_some()) {
                continue;
            }
            for document in &mut Arc::make_mut(dossier).documents {
                let Some(found) = awaits(document) else {
                    continue;
                };
                let (_, new) = looked.entry(Arc::as_ptr(document)).or_insert_with(|| {
                    let new = Document {
                        to_look_through: false,
                        intake: with(document.intake.clone(), found.clone()),
                        ..(**document).clone()
                    };
                    (document.clone(), Arc::new(new))
                });
                *document = new.clone();
            }
        }
    }

    /// The dossier now, and all that undo and redo lead to.
    fn states(&mut self) -> impl Iterator<Item = &mut Arc<Dossier>> {
        let steps = self.past.iter_mut().chain(&mut self.future);
        std::iter::once(&mut self.now).chain(steps.map(|step| &mut step.before))
    }

    /// Whether a state agrees with the numbers that went out.
    fn keeps_numbers(dossier: &Dossier) -> bool {
        dossier.frozen.iter().all(|(number, id)| {
            let of_document = dossier.document(*id);
            let holder = dossier.by_number(number);
            of_document.is_none_or(|d| d.number.is(number)) && holder.is_none_or(|d| d.id == *id)
        })
    }

    /// Takes the last edit back and returns it. A step that would change a number that went out is not taken back.
    pub fn undo(&mut self) -> Option<Edit> {
        if self.can_undo() {
            self.take_back()
        } else {
            None
        }
    }

    /// Takes the last edit back as if it had never been made: it cannot be done again.
    pub fn withdraw(&mut self) {
        if self.can_undo()
            && let Some(step) = self.past.pop()
        {
            self.now = step.before;
        }
    }

    fn take_back(&mut self) -> Option<Edit> {
        self.past
            .last()
            .filter(|step| Self::keeps_numbers(&step.before))?;
        let step = self.past.pop()?;
        let undone = std::mem::replace(&mut self.now, step.before);
        let edit = step.edit.clone();
        self.future.push(Step {
            before: undone,
            edit: step.edit,
        });
        Some(edit)
    }

    /// Does the last undone edit again and returns it.
    pub fn redo(&mut self) -> Option<Edit> {
        self.future
            .last()
            .filter(|step| Self::keeps_numbers(&step.before))?;
        let step = self.future.pop()?;
        let before = std::mem::replace(&mut self.now, step.before);
        let edit = step.edit.clone();
        self.past.push(Step {
            before,
            edit: step.edit,
        });
        Some(edit)
    }

    pub fn can_undo(&self) -> bool {
        self.past.len() > self.older
    }

    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}

/// What was known before of pages that were joined with others, and what was found in all of them now.
fn with(known: Option<Intake>, found: Option<SourceCounts>) -> Option<Intake> {
    let found = found.map(Intake::of);
    match (known, found) {
        (Some(known), Some(found)) => Some(known.with(found)),
        (known, found) => known.or(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dossier::document::SourceRef;
    use crate::model::dossier::ids::{DocumentId, MarkId};
    use crate::model::edit::tests::{draw, small};
    use crate::model::edit::{Change, NewDocument};
    use crate::model::page::geometry::PageSize;
    use proptest::prelude::*;

    fn any_edit() -> impl Strategy<Value = Edit> {
        prop_oneof![
            (0..4_usize, 0.0..400.0_f64).prop_map(|(page, left)| draw(page, left)),
            (0..6_u64).prop_map(|id| Edit::RemoveMarks {
                marks: vec![MarkId(id)]
            }),
            (0..6_u64).prop_map(|id| Edit::SetNote {
                mark: MarkId(id),
                note: "x".into()
            }),
            (0..4_usize, any::<bool>()).prop_map(|(page, finished)| Edit::FinishPages {
                document: DocumentId(0),
                pages: vec![page],
                finished,
            }),
        ]
    }

    proptest! {
        #[test]
        fn undoing_everything_gives_the_beginning_and_redoing_the_end(
            edits in prop::collection::vec(any_edit(), 1..40),
        ) {
            let start = Arc::new(small());
            let mut session = Session::new(start.clone());
            let done = edits.into_iter().filter(|e| session.edit(e.clone()).is_ok()).count();
            let end = session.now().clone();
            for _ in 0..done {
                prop_assert!(session.undo().is_some());
            }
            prop_assert_eq!(session.now(), &start);
            for _ in 0..done {
                prop_assert!(session.redo().is_some());
            }
            prop_assert_eq!(session.now(), &end);
        }
    }

    #[test]
    fn older_steps_are_taken_back_one_by_one_and_ctrl_z_stops_before_them() {
        let mut whole = Session::new(Arc::new(small()));
        whole.edit(draw(0, 10.0)).unwrap();
        whole.edit(draw(1, 10.0)).unwrap();
        let mut session = Session::new(whole.now().clone());
        session.edit(draw(2, 10.0)).unwrap();
        whole.edit(draw(2, 10.0)).unwrap();
        let mut session = session.with_past(whole).unwrap();
        assert!(session.undo().is_some() && session.undo().is_none());
        assert!(session.undo_older().is_some() && session.undo_older().is_some());
        assert_eq!(**session.now(), small());
        assert!(session.undo_older().is_none());
        assert!(session.redo().is_some());
        assert!(session.can_undo(), "what this session did again is its own");
        let other = Session::new(Arc::new(Dossier::default()));
        assert!(session.with_past(other).is_none());
    }

    #[test]
    fn a_new_edit_ends_what_could_be_redone() {
        let mut session = Session::new(Arc::new(small()));
        session.edit(draw(0, 10.0)).unwrap();
        session.undo();
        session.edit(draw(1, 10.0)).unwrap();
        assert!(!session.can_redo() && session.can_undo());
    }

    /// Of a source that is known by a letter.
    fn hash(source: &str) -> Sha256 {
        Sha256::of([source.as_bytes()[0]; 32])
    }

    /// What was found in a source: so many comments.
    fn looked_through(source: &str, comments: usize) -> Event {
        let found = Some(SourceCounts {
            comments,
            ..SourceCounts::default()
        });
        let source = hash(source);
        Event::LookedThrough {
            sources: vec![LookedThrough { source, found }],
        }
    }

    /// Adds a document whose source is to be looked through.
    fn add(source: &str) -> Edit {
        let size = PageSize {
            width: 595.0,
            height: 842.0,
        };
        let source = SourceRef {
            sha256: hash(source),
            size: 1,
            pages: vec![size],
            encrypted: false,
        };
        Edit::AddDocuments {
            documents: vec![NewDocument {
                source: Some(source),
                to_look_through: true,
                ..NewDocument::default()
            }],
        }
    }

    #[test]
    fn what_was_looked_through_is_so_whatever_is_undone_or_done_again() {
        let waits = |session: &Session| session.now().to_look_through().count();
        let comments = |session: &Session| {
            let of = |d: &Arc<Document>| d.intake.as_ref().map(|i| i.found.comments);
            let documents = session.now().documents.iter();
            documents.filter_map(of).collect::<Vec<_>>()
        };
        let mut session = Session::new(Arc::new(small()));
        session.edit(add("a")).unwrap();
        session.edit(add("b")).unwrap();
        session.edit(draw(0, 10.0)).unwrap();
        session.undo();
        assert_eq!(waits(&session), 2);
        session.apply(&looked_through("a", 3)).unwrap();
        assert_eq!((waits(&session), comments(&session)), (1, vec![3]));
        session.redo();
        assert_eq!((waits(&session), comments(&session)), (1, vec![3]));
        for (left, found) in [(1, vec![3]), (0, vec![3]), (0, vec![])] {
            session.undo();
            assert_eq!((waits(&session), comments(&session)), (left, found));
        }
        // The second was not there when its source was looked through.
        session.apply(&looked_through("b", 1)).unwrap();
        session.redo();
        session.redo();
        assert_eq!((waits(&session), comments(&session)), (0, vec![3, 1]));
        // Once is enough.
        session.apply(&looked_through("a", 9)).unwrap();
        assert_eq!(comments(&session), [3, 1]);
    }

    #[test]
    fn states_share_a_document_that_was_looked_through() {
        let mut session = Session::new(Arc::new(small()));
        session.edit(add("a")).unwrap();
        session.edit(draw(0, 10.0)).unwrap();
        session.apply(&looked_through("a", 3)).unwrap();
        let document = |session: &Session| session.now().documents.get(1).cloned();
        let after = document(&session).unwrap();
        session.undo();
        assert!(Arc::ptr_eq(&after, &document(&session).unwrap()));
    }

    #[test]
    fn a_number_that_went_out_stays_whatever_is_undone() {
        let mut session = Session::new(Arc::new(small()));
        let renumber = |number: &str| Edit::ChangeDocuments {
            documents: vec![DocumentId(0)],
            change: Change::Number(number.into()),
        };
        session.edit(renumber("7")).unwrap();
        session.edit(draw(0, 10.0)).unwrap();
        session.exported(&Exported {
            numbered: vec![DocumentId(0)],
            ..Exported::default()
        });
        assert!(session.undo().is_some(), "a mark can still be taken back");
        assert!(session.undo().is_none(), "a number cannot");
        assert_eq!(session.edit(renumber("8")), Err(EditError::NumberFrozen));
        assert_eq!(session.now().documents[0].number.as_str(), "7");
        let gone = Edit::RemoveDocuments {
            documents: vec![DocumentId(0)],
        };
        session.edit(gone).unwrap();
        let again = NewDocument {
            number: Some("7".into()),
            ..NewDocument::default()
        };
        let again = Edit::AddDocuments {
            documents: vec![again],
        };
        assert_eq!(session.edit(again), Err(EditError::NumberInUse));
    }
}
