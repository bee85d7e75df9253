//! Days and kinds proposed for documents that have none yet.
//!
//! **Invariant:** what a person filled in is never proposed over; a document that cannot be read gets what its name says.
//! **Absent:** doing it: the changes are one edit, which can be taken back.

use super::{SourceFile, scans};
use crate::engine::Engine;
use crate::export::progress::Progress;
use crate::find::document_facts::proposed;
use crate::model::dossier::document::Document;
use crate::model::edit::{Change, Edit};
use std::sync::Arc;

/// One change for each day and each kind that is known.
pub fn propose(
    engine: &Engine,
    documents: &[(Arc<Document>, SourceFile)],
    progress: &dyn Progress,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (done, (document, source)) in documents.iter().enumerate() {
        if progress.is_cancelled() {
            return Vec::new();
        }
        progress.subject(document.number.as_str(), done, documents.len());
        if document.date.is_some() && !document.kind.is_empty() {
            continue;
        }
        let words = first_words(engine, source).unwrap_or_default();
        let facts = proposed(&words, &document.work_title);
        let date = facts.date.filter(|_| document.date.is_none());
        let kind = facts.kind.filter(|_| document.kind.is_empty());
        let date = date.map(|date| Change::Date(Some(date)));
        let kind = kind.map(|kind| Change::Kind(kind.to_owned()));
        edits.extend(
            date.into_iter()
                .chain(kind)
                .map(|change| Edit::ChangeDocuments {
                    documents: vec![document.id],
                    change,
                }),
        );
    }
    edits
}

/// The words of the first page.
fn first_words(engine: &Engine, source: &SourceFile) -> Option<Vec<String>> {
    let bytes = source.read().ok()?;
    let mut reader = engine.open(bytes, source.password.clone()).ok()?;
    let text = scans::text(&mut reader, source, 0).ok()?;
    Some(
        (0..text.words.len())
            .map(|word| text.word_text(word))
            .collect(),
    )
}
