//! One entry of the log as the file has it.
//!
//! **Invariant:** what was once written can be read for ever, and is written again as it was.

#[cfg(test)]
mod tests;

use super::StoreError;
use crate::model::session::Event;
use serde::{Deserialize, Serialize};

/// The version of the entries' JSON.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Entry {
    version: u32,
    #[serde(flatten)]
    event: Event,
}

/// What an entry says.
///
/// # Errors
/// [`StoreError::Newer`] when this program does not know its shape.
pub fn read(text: &str) -> Result<Event, StoreError> {
    let entry: Result<Entry, _> = serde_json::from_str(text);
    let entry = entry.map_err(|_unknown_entry| StoreError::Newer)?;
    if entry.version > VERSION {
        return Err(StoreError::Newer);
    }
    Ok(entry.event)
}

/// An event as an entry: one line of JSON.
///
/// # Errors
/// It cannot be written as JSON.
pub fn written(event: Event) -> Result<String, StoreError> {
    let entry = Entry {
        version: VERSION,
        event,
    };
    let text = serde_json::to_string(&entry);
    text.map_err(|error| StoreError::Io(std::io::Error::other(error)))
}
