//! One page as it will be published: drawn again and written as a file of its own.
//!
//! **Invariant:** it is written as in the export, so that what is hidden in the source is in it only where it would go
//! out.
//! **Absent:** the check of those bytes; they are for the screen, and never stand on disk.

use super::document::{DocumentPlan, Source, settled};
use super::navigation::Allowing;
use crate::engine::{Engine, EngineError, Redacted, Way};
use crate::writer::{self, Claim};
use std::sync::Arc;

/// The file of a page, from 0, as it will be in the publication.
///
/// # Errors
/// The source, or this page of it, cannot be read or drawn.
pub fn page_after(
    engine: &Engine,
    source: &Source,
    plan: &DocumentPlan<'_>,
    page: usize,
) -> Result<Arc<[u8]>, EngineError> {
    let mut reader = engine.open(source.bytes.clone(), source.password.clone())?;
    let size = reader.facts().pages.get(page).copied();
    let size = size.ok_or(EngineError::Page)?;
    let (text, blackout) = settled(&mut reader, plan, page, size)?;
    let areas = blackout.rects();
    // Text that leads somewhere is written apart, which shows in its finest pixels.
    let links = reader.links(page).unwrap_or_default();
    let allowing = Allowing::new(vec![(&text, areas.as_slice())]);
    let (navigation, _) = allowing.navigation(&[&links], Default::default());
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
    Ok(writer::write(&pages, &navigation, &plan.facts, Claim::Nothing).into())
}
