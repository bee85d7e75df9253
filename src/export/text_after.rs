//! The text of one page as a program reads it from the written file: the page is drawn again, written and read.
//!
//! **Invariant:** it is read from written bytes, so that what is hidden in the source is in it only where it would go
//! out.
//! **Absent:** the check of those bytes; they are read and dropped, and never stand on disk.

use super::document::{DocumentPlan, Source, settled};
use crate::engine::{Engine, EngineError, Redacted, Way};
use crate::model::navigation::Navigation;
use crate::model::text::PageText;
use crate::writer::{self, Claim};

/// The text of a page, from 0, as it will be in the publication.
///
/// # Errors
/// The source, or this page of it, cannot be read or drawn.
pub fn text_after(
    engine: &Engine,
    source: &Source,
    plan: &DocumentPlan<'_>,
    page: usize,
) -> Result<PageText, EngineError> {
    let mut reader = engine.open(source.bytes.clone(), source.password.clone())?;
    let size = reader.facts().pages.get(page).copied();
    let size = size.ok_or(EngineError::Page)?;
    let (_, blackout) = settled(&mut reader, plan, page, size)?;
    let areas = blackout.rects();
    let drawn = match reader.redact(page, &areas, Way::Vector) {
        Ok(Redacted::Unfit(_)) | Err(EngineError::Crashed | EngineError::Unsound) => {
            reader.redact(page, &areas, Way::Raster)?
        }
        drawn => drawn?,
    };
    let Redacted::Page(clean, _) = drawn else {
        return Err(EngineError::Unsound);
    };
    let pages = [(&*clean, &blackout)];
    let navigation = Navigation::default();
    let bytes = writer::write(&pages, &navigation, &plan.facts, Claim::Nothing);
    engine.open(bytes.into(), None)?.text(0)
}
