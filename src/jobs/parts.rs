//! The files for splitting and joining documents.
//!
//! **Invariant:** every page of a new source shows and says what the page it came from does, or there is no edit.
//! **Absent:** numbers and marks; the edit that is returned moves them.

use crate::engine::{Engine, EngineError, Reader};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::{Document, SourceRef};
use crate::model::dossier::ids::DocumentId;
use crate::model::edit::Edit;
use crate::store;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Why documents cannot be split or joined. Names and pages are for people: pages count from 1.
#[derive(Debug, thiserror::Error)]
pub enum PartsError {
    #[error("a document is not in the dossier")]
    NoDocument,
    #[error("a document has no file, or there are too few of them")]
    NothingToJoin,
    #[error("there is no such page to split at")]
    NoPage { number: String, page: usize },
    #[error("a source is encrypted")]
    Encrypted(String),
    #[error("a page would look different")]
    Differs { number: String, page: usize },
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error("the dossier cannot be written")]
    Store(#[from] io::Error),
}

/// Makes the sources of the two parts of a document that is split before page `at` (from 0), and the edit.
///
/// # Errors
/// There is no such page, or the parts would not be what the whole is. Nothing is changed then.
pub fn split(
    engine: &Engine,
    folder: &Path,
    dossier: &Dossier,
    id: DocumentId,
    at: usize,
) -> Result<Edit, PartsError> {
    let document = dossier.document(id).ok_or(PartsError::NoDocument)?;
    let pages = document.pages();
    if at == 0 || at >= pages {
        return Err(PartsError::NoPage {
            number: document.number.to_string(),
            page: at + 1,
        });
    }
    let mut whole = opened(engine, folder, document)?;
    let mut part = |first: usize, count: usize| {
        let bytes = whole.assemble(first, count, &[])?;
        let places = (0..count).map(|page| (first + page, page));
        kept(
            engine,
            folder,
            bytes,
            document.number.as_str(),
            &mut [(&mut whole, places.collect())],
        )
    };
    let sources = Box::new([part(0, at)?, part(at, pages - at)?]);
    Ok(Edit::SplitDocument {
        document: id,
        at,
        sources,
    })
}

/// Makes the source of joined documents, in the order given, and the edit.
///
/// # Errors
/// There are fewer than two, one has no file, or the whole would not be what its parts are. Nothing is changed then.
pub fn join(
    engine: &Engine,
    folder: &Path,
    dossier: &Dossier,
    ids: &[DocumentId],
) -> Result<Edit, PartsError> {
    let documents: Option<Vec<&Arc<Document>>> =
        ids.iter().map(|id| dossier.document(*id)).collect();
    let documents = documents.ok_or(PartsError::NoDocument)?;
    let [first, rest @ ..] = documents.as_slice() else {
        return Err(PartsError::NothingToJoin);
    };
    if rest.is_empty() {
        return Err(PartsError::NothingToJoin);
    }
    let mut readers = Vec::new();
    for document in &documents {
        readers.push(opened(engine, folder, document)?);
    }
    let mut more: Vec<Arc<[u8]>> = Vec::new();
    for document in rest {
        let source = document.source.as_ref().ok_or(PartsError::NothingToJoin)?;
        more.push(store::read_source(folder, &source.sha256)?.into());
    }
    let bytes = match readers.first_mut() {
        Some(reader) => reader.assemble(0, first.pages(), &more)?,
        None => return Err(PartsError::NothingToJoin),
    };
    let mut before = 0;
    let mut origins: Vec<(&mut Reader, Vec<(usize, usize)>)> = Vec::new();
    for (reader, document) in readers.iter_mut().zip(&documents) {
        let places = (0..document.pages())
            .map(|page| (page, before + page))
            .collect();
        before += document.pages();
        origins.push((reader, places));
    }
    let source = kept(engine, folder, bytes, first.number.as_str(), &mut origins)?;
    Ok(Edit::JoinDocuments {
        documents: ids.to_vec(),
        source,
    })
}

fn opened(engine: &Engine, folder: &Path, document: &Document) -> Result<Reader, PartsError> {
    let source = document.source.as_ref().ok_or(PartsError::NothingToJoin)?;
    if source.encrypted {
        return Err(PartsError::Encrypted(document.number.to_string()));
    }
    let bytes = store::read_source(folder, &source.sha256)?;
    Ok(engine.open(bytes.into(), None)?)
}

/// Pixels per point at which pages are compared: a lost letter shows.
const COMPARED_AT: f64 = 1.0;

/// Compares a new source with where its pages came from (page there, page here) and keeps it.
fn kept(
    engine: &Engine,
    folder: &Path,
    bytes: Vec<u8>,
    number: &str,
    origins: &mut [(&mut Reader, Vec<(usize, usize)>)],
) -> Result<SourceRef, PartsError> {
    let mut new = engine.open(bytes.clone().into(), None)?;
    for (origin, places) in origins {
        for (there, here) in places.iter().copied() {
            let same_text = origin.text(there)? == new.text(here)?;
            let before = origin.render(there, COMPARED_AT, None)?;
            if !same_text || before != new.render(here, COMPARED_AT, None)? {
                return Err(PartsError::Differs {
                    number: number.to_owned(),
                    page: there + 1,
                });
            }
        }
    }
    let sha256 = store::add_source(folder, &bytes)?;
    Ok(SourceRef {
        sha256,
        size: bytes.len() as u64,
        pages: new.facts().pages.clone(),
        encrypted: false,
    })
}
