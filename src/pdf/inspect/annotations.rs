//! Annotations with their places: comments, links, and redactions that were marked and never applied.

use super::words::long_text;
use super::words::{name, text, without_markup};
use crate::model::dossier::intake::{Comment, Link, Proposal, SourceContents};
use crate::model::page::geometry::PageRect;
use crate::pdf::document::Document;
use crate::pdf::page_space::ToPageSpace;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Object};

/// Annotations on one page that are looked at.
const MAX_PER_PAGE: usize = 5_000;

pub fn read(document: &Document, pdf: &Pdf, contents: &mut SourceContents) {
    for (number, page) in pdf.pages().iter().enumerate() {
        let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots") else {
            continue;
        };
        let space = document.with_page(number, |page| ToPageSpace::of(page));
        for annotation in annotations.iter::<Dict<'_>>().take(MAX_PER_PAGE) {
            look(&annotation, number, space.as_ref(), contents);
        }
    }
}

fn look(
    annotation: &Dict<'_>,
    page: usize,
    space: Option<&ToPageSpace>,
    contents: &mut SourceContents,
) {
    let kind = name(annotation, "Subtype");
    let area = corners(annotation, "Rect").and_then(|c| spanned(&c, space));
    match kind.as_str() {
        // A popup shows what its parent says.
        "Popup" | "Widget" | "TrapNet" | "PrinterMark" => {}
        "Link" => {
            contents
                .links
                .extend(target(annotation).map(|target| Link { page, target, area }))
        }
        "Redact" => {
            let quads = corners(annotation, "QuadPoints").unwrap_or_default();
            let quads = quads
                .chunks_exact(8)
                .filter_map(|quad| spanned(quad, space));
            let mut areas: Vec<PageRect> = quads.take(1_000).collect();
            if areas.is_empty() {
                areas.extend(area);
            }
            contents.proposals.push(Proposal {
                page,
                areas,
                overlay: text(annotation, "OverlayText"),
                author: text(annotation, "T"),
            });
        }
        // Text that is typed onto the page is seen there.
        "FreeText" if annotation.contains_key(b"AP") && !annotation.contains_key(b"IRT") => {}
        _ => {
            let mut said = text(annotation, "Contents");
            if said.is_empty() {
                let rich = annotation.get::<Object<'_>>(b"RC").map(long_text);
                said = without_markup(&rich.unwrap_or_default());
            }
            if !said.is_empty() {
                contents.comments.push(Comment {
                    page,
                    kind,
                    author: text(annotation, "T"),
                    text: said,
                    is_reply: annotation.contains_key(b"IRT"),
                    area,
                });
            }
        }
    }
}

/// Where a link leads outside the document.
fn target(annotation: &Dict<'_>) -> Option<String> {
    let action = annotation.get::<Dict<'_>>(b"A")?;
    let target = match name(&action, "S").as_str() {
        "URI" => text(&action, "URI"),
        "GoToR" | "Launch" | "GoToE" => {
            let file = action.get::<Dict<'_>>(b"F");
            file.map_or_else(|| text(&action, "F"), |spec| text(&spec, "F"))
        }
        _ => return None,
    };
    (!target.is_empty()).then_some(target)
}

fn corners(annotation: &Dict<'_>, key: &str) -> Option<Vec<f64>> {
    let array = annotation.get::<Array<'_>>(key.as_bytes())?;
    let numbers = array.iter::<f32>().take(8_000).map(f64::from);
    Some(numbers.collect())
}

/// The upright rectangle around points in user space.
fn spanned(points: &[f64], space: Option<&ToPageSpace>) -> Option<PageRect> {
    let rects = points
        .chunks_exact(2)
        .map(|p| space.map(|s| s.point(p[0], p[1])));
    let points: Option<Vec<_>> = rects.collect();
    let points = points?;
    let edge = |of: fn(f64, f64) -> f64,
                side: fn(&crate::model::page::geometry::PagePoint) -> f64| {
        points.iter().map(side).reduce(of)
    };
    PageRect::new(
        edge(f64::min, |p| p.x)?,
        edge(f64::min, |p| p.y)?,
        edge(f64::max, |p| p.x)?,
        edge(f64::max, |p| p.y)?,
    )
}
