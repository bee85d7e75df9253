//! Measuring and widening the marks of documents whose pages are read for it.
//!
//! **Invariant:** what is widened is one list of edits, to be kept as one gesture.
//! **Absent:** covered words; numbers and areas alone come back.

use super::SourceFile;
use crate::engine::{Engine, EngineError, Reader};
use crate::find::width::{Fit, fits};
use crate::model::blackout::widen::{self, Paper};
use crate::model::dossier::document::Document;
use crate::model::dossier::ids::MarkId;
use crate::model::edit::Edit;
use crate::model::page::geometry::PageRect;
use std::collections::BTreeSet;

/// What fits in a place of a mark.
pub struct Measured {
    pub mark: MarkId,
    /// From 0.
    pub page: usize,
    pub fit: Fit,
}

/// Measures every mark of a document.
///
/// # Errors
/// The source cannot be read.
pub fn measure(
    engine: &Engine,
    document: &Document,
    source: &SourceFile,
) -> Result<Vec<Measured>, EngineError> {
    let mut measured = Vec::new();
    let mut reader = open(engine, source)?;
    for page in pages(document) {
        let text = reader.text(page)?;
        let size = reader.facts().pages.get(page).copied();
        let grown = |area: &PageRect| size.and_then(|size| text.grown(*area, size));
        let marks = document.marks_on(page);
        let placed: Vec<(MarkId, PageRect)> = marks
            .flat_map(|m| m.mark.areas.iter().map(|area| (m.id, area)))
            .filter_map(|(mark, area)| Some((mark, grown(area)?)))
            .collect();
        let black: Vec<PageRect> = placed.iter().map(|(_, area)| *area).collect();
        for (mark, area) in &placed {
            let mark = *mark;
            let of = fits(&text, area, &black).into_iter();
            measured.extend(of.map(|fit| Measured { mark, page, fit }));
        }
    }
    Ok(measured)
}

/// The edits that widen every mark of a document.
///
/// # Errors
/// The source cannot be read.
pub fn widen(
    engine: &Engine,
    document: &Document,
    source: &SourceFile,
) -> Result<Vec<Edit>, EngineError> {
    let mut edits = Vec::new();
    let mut reader = open(engine, source)?;
    for page in pages(document) {
        let (text, blank) = (reader.text(page)?, reader.blank_map(page)?);
        let size = reader.facts().pages.get(page).copied();
        let paper = Paper {
            text: &text,
            blank: &blank,
            size: size.ok_or(EngineError::Page)?,
        };
        let marks: Vec<MarkId> = document.marks_on(page).map(|m| m.id).collect();
        edits.append(&mut widen::edits(document, page, &marks, &paper));
    }
    Ok(edits)
}

fn open(engine: &Engine, source: &SourceFile) -> Result<Reader, EngineError> {
    let bytes = source.read()?;
    engine.open(bytes, source.password.clone())
}

fn pages(document: &Document) -> BTreeSet<usize> {
    document.marks.iter().map(|m| m.mark.page).collect()
}
