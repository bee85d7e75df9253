//! One entry of the log as the file has it: a line of JSON, in shapes apart from the model and from what goes to a child.
//!
//! `{"version":1,"what":"edit","edit":"set_note","mark":3,"note":"…"}`: its version, what happened, and of an edit which
//! one; then the fields of that, as [`edit`] and the files beside it say.
//!
//! **Invariant:** what was once written can be read for ever. A field that is new has a default, and no name of one and no
//! word is changed or taken away; `tests/golden/log-entries.jsonl` holds them to that. Fields that nobody knows are passed
//! over. What has a shape that nobody knows is of a newer program; what has a known one and cannot be is damage.
//! **Absent:** covered text and search terms; what an edit does, and whether it fits, which the model knows.

mod colleagues;
mod document;
mod edit;
mod facts;
mod intake;
mod mark;
mod question;
#[cfg(test)]
mod tests;
mod values;
mod words;

use super::error::StoreError;
use crate::model::edit::session;
use edit::Edit;
use intake::LookedThrough;
use serde::{Deserialize, Serialize};
use values::{DocumentId, Impossible, all, try_all};

/// The version of the entries' JSON.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Entry {
    /// [`VERSION`], or lower.
    version: u32,
    #[serde(flatten)]
    event: Event,
}

/// What happened.
#[derive(Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
enum Event {
    /// With the fields of the edit beside `what`.
    Edit(Edit),
    Undo,
    Redo,
    /// Something went out.
    Exported(Exported),
    /// Sources were looked through for what they hold beside their pages.
    LookedThrough {
        sources: Vec<LookedThrough>,
    },
}

/// What went out. What is left out is empty.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Exported {
    /// `publication`, `reading` or `zienswijze`.
    edition: String,
    /// Why it went out in spite of warnings; empty when nobody gave a reason.
    reason: String,
    /// How many warnings there were.
    warnings: usize,
    /// Documents whose numbers others have seen now.
    numbered: Vec<DocumentId>,
}

/// What an entry says; `sequence` is its place in the log.
///
/// # Errors
/// [`StoreError::Newer`] when this program does not know its shape, [`StoreError::Damaged`] when it says what cannot be.
pub fn read(text: &str, sequence: i64) -> Result<session::Event, StoreError> {
    let entry: Result<Entry, _> = serde_json::from_str(text);
    let entry = entry.map_err(|_unknown_entry| StoreError::Newer)?;
    if entry.version > VERSION {
        return Err(StoreError::Newer);
    }
    let event = session::Event::try_from(entry.event);
    event.map_err(|Impossible| StoreError::Damaged(sequence))
}

/// An event as an entry: one line of JSON.
///
/// # Errors
/// It cannot be written as JSON.
pub fn written(event: session::Event) -> Result<String, StoreError> {
    let entry = Entry {
        version: VERSION,
        event: event.into(),
    };
    let text = serde_json::to_string(&entry);
    text.map_err(|error| StoreError::Io(std::io::Error::other(error)))
}

/// What an entry of this event says beside its version.
pub fn said(event: session::Event) -> serde_json::Value {
    serde_json::to_value(Event::from(event)).unwrap_or_default()
}

impl TryFrom<Event> for session::Event {
    type Error = Impossible;
    fn try_from(event: Event) -> Result<Self, Impossible> {
        Ok(match event {
            Event::Edit(edit) => Self::Edit(edit.try_into()?),
            Event::Undo => Self::Undo,
            Event::Redo => Self::Redo,
            Event::Exported(exported) => Self::Exported(exported.into()),
            Event::LookedThrough { sources } => Self::LookedThrough {
                sources: try_all(sources)?,
            },
        })
    }
}

impl From<session::Event> for Event {
    fn from(event: session::Event) -> Self {
        match event {
            session::Event::Edit(edit) => Self::Edit(edit.into()),
            session::Event::Undo => Self::Undo,
            session::Event::Redo => Self::Redo,
            session::Event::Exported(exported) => Self::Exported(exported.into()),
            session::Event::LookedThrough { sources } => Self::LookedThrough {
                sources: all(sources),
            },
        }
    }
}

impl From<Exported> for session::Exported {
    fn from(exported: Exported) -> Self {
        Self {
            edition: exported.edition,
            reason: exported.reason,
            warnings: exported.warnings,
            numbered: all(exported.numbered),
        }
    }
}

impl From<session::Exported> for Exported {
    fn from(exported: session::Exported) -> Self {
        Self {
            edition: exported.edition,
            reason: exported.reason,
            warnings: exported.warnings,
            numbered: all(exported.numbered),
        }
    }
}
