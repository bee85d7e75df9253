//! Making the example dossier on disk.
//!
//! **Invariant:** it is made as a person would have made it: a new dossier, its sources, its marks, in that order in the
//! log.

use crate::engine::{Engine, EngineError};
use crate::example::{self, Example, ExampleDocument, ExampleError};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::SourceRef;
use crate::model::edit::{Edit, NewDocument, NewMark};
use crate::store::{self, Holder, StoreError};
use std::path::Path;
use std::sync::Arc;

/// Why the example could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error(transparent)]
    Example(#[from] ExampleError),
}

/// Makes the example in a new or empty folder, stamped with `time` (ISO 8601).
///
/// # Errors
/// The folder is not empty or cannot be written.
pub fn make(engine: &Engine, folder: &Path, time: &str) -> Result<Arc<Dossier>, DemoError> {
    let example = example::dossier()?;
    store::make(folder, |aside| fill(engine, aside, &example, time))
}

fn fill(
    engine: &Engine,
    folder: &Path,
    example: &Example,
    time: &str,
) -> Result<Arc<Dossier>, DemoError> {
    let holder = Holder::here();
    let author = holder.account.clone();
    store::change(folder, &holder, time, |dossier| {
        // Copied in while the dossier is held: sources that nothing names yet are else taken for left behind.
        let documents: Result<Vec<NewDocument>, DemoError> = example
            .documents
            .iter()
            .map(|document| stored(engine, folder, document))
            .collect();
        let documents = documents?;
        let edits = [
            Edit::SetFacts {
                facts: Box::new(example.facts.clone()),
            },
            Edit::AddDocuments { documents },
        ];
        let filled = edits
            .iter()
            .try_fold((**dossier).clone(), |now, edit| now.after(edit));
        let filled = filled.map_err(StoreError::from)?;
        let placed = filled.documents.iter().zip(&example.documents);
        let marks = placed.flat_map(|(document, row)| {
            let id = document.id;
            row.marks
                .iter()
                .cloned()
                .map(move |mark| NewMark { document: id, mark })
        });
        let marks = Edit::AddMarks {
            marks: marks.collect(),
            author,
        };
        Ok(edits.into_iter().chain([marks]).collect())
    })
}

fn stored(
    engine: &Engine,
    folder: &Path,
    document: &ExampleDocument,
) -> Result<NewDocument, DemoError> {
    let Some(file) = document.file else {
        return Ok(document.new.clone());
    };
    let reader = engine.open(file.bytes.into(), None)?;
    let sha256 = store::add_source(folder, file.bytes).map_err(StoreError::from)?;
    Ok(NewDocument {
        source: Some(SourceRef {
            sha256,
            size: file.bytes.len() as u64,
            pages: reader.facts().pages.clone(),
            encrypted: false,
        }),
        ..document.new.clone()
    })
}
