//! What a source holds beside what its pages show.
//!
//! **Invariant:** reads, never decides: what is listed here is what the objects of the file say, capped in number and
//! length.
//! **Absent:** text on the pages that cannot be seen; `hidden` asks each page for that.

mod annotations;
mod forms;
mod hidden;
mod metadata;
mod objects;
mod revisions;
mod words;

pub use hidden::{Cover, Remains, hidden_text};
pub(super) use words::{decoded, shortened};

use super::document::Document;
use crate::model::dossier::intake::{MAX_ENTRIES, SourceContents};
use hayro_syntax::Pdf;
use std::sync::Arc;

/// The largest attachment that is handed out, in bytes.
pub const MAX_ATTACHMENT: usize = 256 << 20;

impl Document {
    /// What the file holds beside its pages.
    pub fn contents(&self, password: Option<&str>) -> SourceContents {
        let mut contents = SourceContents::default();
        revisions::read(self.bytes(), &mut contents);
        let Some(pdf) = syntax(self.bytes(), password) else {
            contents.unreadable = true;
            return contents;
        };
        let objects = objects::read(&pdf, &mut contents);
        forms::layers(&pdf, &objects.groups, &mut contents);
        annotations::read(self, &pdf, &mut contents);
        forms::read(&objects, &mut contents);
        metadata::read(&pdf, &mut contents);
        cap(&mut contents);
        contents
    }

    /// The bytes of one attachment, in the order of [`SourceContents::attachments`]; `None` when there is none such,
    /// when it cannot be decoded or is too large.
    pub fn attachment(&self, number: usize, password: Option<&str>) -> Option<Vec<u8>> {
        let pdf = syntax(self.bytes(), password)?;
        objects::attachment(&pdf, number).filter(|bytes| bytes.len() <= MAX_ATTACHMENT)
    }
}

pub(super) fn syntax(bytes: &'static [u8], password: Option<&str>) -> Option<Pdf> {
    let data = Arc::new(bytes);
    match password {
        Some(password) => Pdf::new_with_password(data, password),
        None => Pdf::new(data),
    }
    .ok()
}

fn cap(contents: &mut SourceContents) {
    contents.attachments.truncate(MAX_ENTRIES);
    contents.comments.truncate(MAX_ENTRIES);
    contents.proposals.truncate(MAX_ENTRIES / 10);
    contents.layers.truncate(MAX_ENTRIES);
    contents.actions.truncate(MAX_ENTRIES);
    contents.fields.truncate(MAX_ENTRIES);
    contents.links.truncate(MAX_ENTRIES);
    contents.metadata.truncate(MAX_ENTRIES);
    contents.signatures.truncate(MAX_ENTRIES);
}
