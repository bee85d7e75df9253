//! What the parent asks of every answer before it takes it.
//!
//! **Invariant:** an answer is of the kind that was asked for, no longer than such an answer can be, finite, and points only
//! at what there is; a child that was taken over by a document can say nothing else. Whether an answer is *true* is asked
//! later, by another child.
//! **Absent:** repair. An answer that is wrong in one place is no answer.

use super::error::EngineError;
use super::protocol::{MAX_REPLY, Reply, Request};
use crate::model::blackout::label::Label;
use crate::model::dossier::intake::SourceContents;
use crate::model::navigation::{Guide, links_are_sound};
use crate::model::page::geometry::{PagePoint, PageSize};
use crate::model::page::packed::Packed;
use crate::model::page::pixels::Pixels;
use crate::model::page::text::PageText;
use crate::pdf::{MAX_ATTACHMENT, MAX_PAGES, MAX_SIDE};
use crate::verify::{DeclaredPage, Fault, FileCheck, ForeignCheck, PageCheck, SourcePage};
use crate::writer::page::CleanPage;

/// Entries of a list that an answer counts up: checks that failed, doubts, kinds of work.
const MAX_COUNTED: usize = 1_000;
/// Characters of a clause or of the name of a work.
const MAX_NAME: usize = 100;
/// Areas and lines of a legend that one page declares.
const MAX_DECLARED: usize = 100_000;
/// Lines within lines of an outline.
const MAX_LEVEL: u8 = 64;

/// The bytes of the longest answer to a question. What says little in a byte may take much memory once it is read, so
/// that an answer which is no page and no file is kept short.
pub fn longest(request: &Request) -> usize {
    match request {
        Request::Render { .. }
        | Request::Redact { .. }
        | Request::SourcePage(..)
        | Request::Blank(_)
        | Request::Layer { .. }
        | Request::Assemble { .. }
        | Request::Attachment(_) => MAX_REPLY,
        Request::Text(_) | Request::TextToMark(_) | Request::GlyphText(_) => MAX_REPLY / 2,
        Request::Contents | Request::Hidden(_) => MAX_REPLY / 8,
        Request::Open { .. }
        | Request::CheckFile { .. }
        | Request::CheckForeign(_)
        | Request::CheckPage { .. }
        | Request::Links(_)
        | Request::Guide
        | Request::Looks(_)
        | Request::Spent
        | Request::Begin { .. } => MAX_REPLY / 32,
    }
}

/// Reads an answer to a question about a document with these pages.
///
/// # Errors
/// [`EngineError::Page`] where the child says that it has none; [`EngineError::Unsound`] where it is not to be believed.
pub fn take(bytes: &[u8], request: &Request, pages: &[PageSize]) -> Result<Reply, EngineError> {
    let reply = postcard::from_bytes(bytes).map_err(|_malformed| EngineError::Unsound)?;
    match reply {
        Reply::Nothing => Err(EngineError::Page),
        reply if is_answer(request, &reply) && is_sound(&reply, request, pages) => Ok(reply),
        _ => Err(EngineError::Unsound),
    }
}

/// Whether such an answer belongs to such a question.
fn is_answer(request: &Request, reply: &Reply) -> bool {
    matches!(
        (request, reply),
        (Request::Begin { .. }, Reply::Begun(_))
            | (Request::Open { .. }, Reply::Opened(_) | Reply::NotOpened(_))
            | (
                Request::Text(_) | Request::TextToMark(_) | Request::GlyphText(_),
                Reply::Text(_)
            )
            | (Request::Blank(_), Reply::Blank(_))
            | (Request::Render { .. }, Reply::Pixels(_))
            | (Request::Redact { .. }, Reply::Clean(..) | Reply::Unfit(_))
            | (Request::SourcePage(..), Reply::SourcePage(_))
            | (Request::Looks(_), Reply::Looks(_))
            | (Request::CheckFile { .. }, Reply::FileCheck(_))
            | (Request::CheckForeign(_), Reply::ForeignCheck(_))
            | (Request::CheckPage { .. }, Reply::PageCheck(_))
            | (Request::Assemble { .. }, Reply::File(_))
            | (Request::Contents, Reply::Contents(_))
            | (Request::Hidden(_), Reply::Hidden(_))
            | (Request::Attachment(_), Reply::Attachment(_))
            | (Request::Links(_), Reply::Links(_))
            | (Request::Guide, Reply::Guide(_))
            | (Request::Layer { .. }, Reply::Layer(_))
            | (Request::Spent, Reply::Spent(_))
    )
}

fn is_sound(reply: &Reply, request: &Request, pages: &[PageSize]) -> bool {
    let size = page_of(request).and_then(|page| pages.get(page));
    match reply {
        Reply::Opened(facts) => facts.is_sound(),
        Reply::Text(text) => text_is_sound(text),
        Reply::Blank(map) => map.is_sound(),
        Reply::Pixels(pixels) => pixels_are_sound(pixels),
        Reply::Clean(page, reasons) => clean_is_sound(page, size) && reasons.len() <= MAX_COUNTED,
        Reply::SourcePage(page) => source_is_sound(page, size),
        Reply::FileCheck(check) => file_is_sound(check),
        Reply::ForeignCheck(check) => foreign_is_sound(check),
        Reply::PageCheck(check) => page_is_sound(check),
        Reply::Contents(contents) => contents.is_sound() && contents_lie_on_pages(contents),
        Reply::Hidden(hidden) => hidden.is_sound(),
        Reply::Attachment(bytes) => bytes.len() <= MAX_ATTACHMENT,
        Reply::Links(links) => links_are_sound(links),
        Reply::Guide(guide) => guide.is_sound() && guide_is_flat(guide),
        Reply::Layer(reading) => size.is_some_and(|size| reading.is_sound(*size)),
        Reply::Spent(spent) => {
            let named = |name: &str| name.len() <= MAX_NAME;
            let all = spent.iter();
            spent.len() <= MAX_COUNTED && all.clone().all(|(n, s)| named(n) && s.is_finite())
        }
        // Numbers of characters, which are looked up and never trusted to be there.
        Reply::Looks(_) => true,
        Reply::NotOpened(_)
        | Reply::Nothing
        | Reply::Unfit(_)
        | Reply::File(_)
        | Reply::Begun(_) => true,
    }
}

/// The page that a question is about, from 0.
fn page_of(request: &Request) -> Option<usize> {
    match request {
        Request::Redact { page, .. }
        | Request::Layer { page, .. }
        | Request::SourcePage(page, ..) => Some(*page),
        _ => None,
    }
}

fn point_is_finite(point: &PagePoint) -> bool {
    point.x.is_finite() && point.y.is_finite()
}

fn text_is_sound(text: &PageText) -> bool {
    let placed =
        |c: &crate::model::page::text::PageChar| point_is_finite(&c.origin) && c.angle.is_finite();
    text.is_sound() && text.chars.iter().all(placed)
}

fn pixels_are_sound(pixels: &Pixels) -> bool {
    pixels.is_sound() && sides_are_sound(pixels.width(), pixels.height())
}

fn sides_are_sound(width: usize, height: usize) -> bool {
    let side = |length: usize| (1..=MAX_SIDE).contains(&length);
    side(width) && side(height)
}

fn clean_is_sound(page: &CleanPage, size: Option<&PageSize>) -> bool {
    // Whoever draws a page has read no picture.
    page.is_sound() && Some(&page.size) == size && !page.is_read()
}

fn source_is_sound(page: &SourcePage<Packed>, size: Option<&PageSize>) -> bool {
    let reach = |reach: f64| reach.is_finite() && reach >= 0.0;
    page.is_sound()
        && Some(&page.size) == size
        && text_is_sound(&page.text)
        && sides_are_sound(page.pixels.width(), page.pixels.height())
        && page.spread.iter().all(|spread| reach(spread.reach))
}

fn faults_are_sound(faults: &[Fault]) -> bool {
    faults.len() <= MAX_COUNTED
}

fn file_is_sound(check: &FileCheck) -> bool {
    faults_are_sound(&check.faults)
        && check.unkept.len() <= MAX_COUNTED
        && check.unkept.iter().all(|clause| clause.len() <= MAX_NAME)
        && check.declared.len() <= MAX_PAGES
        && check.declared.iter().all(declared_is_sound)
}

fn declared_is_sound(page: &DeclaredPage) -> bool {
    let labels = page.areas.iter().map(|area| &area.label);
    let few = |length: usize| length <= MAX_DECLARED;
    few(page.areas.len())
        && few(page.legend.len())
        && page.areas.iter().all(|area| few(area.rects.len()))
        && labels.chain(&page.legend).flatten().all(label_is_sound)
}

fn label_is_sound(label: &Label) -> bool {
    let ends = label.leader.iter().flat_map(|(from, to)| [from, to]);
    label.size.is_finite()
        && label.text.chars().count() <= crate::model::dossier::intake::MAX_TEXT
        && ends.chain([&label.origin]).all(point_is_finite)
}

fn foreign_is_sound(check: &ForeignCheck) -> bool {
    faults_are_sound(&check.faults) && check.doubts.len() <= MAX_COUNTED
}

fn page_is_sound(check: &PageCheck) -> bool {
    let share = |share: f64| (0.0..=1.0).contains(&share);
    faults_are_sound(&check.faults)
        && check.doubts.len() <= MAX_COUNTED
        && share(check.recall)
        && share(check.differing)
}

/// No page number is one that no document has. A second reader may count a few pages more than PDFium does.
fn contents_lie_on_pages(contents: &SourceContents) -> bool {
    let comments = contents.comments.iter().map(|c| c.page);
    let proposals = contents.proposals.iter().map(|p| p.page);
    let links = contents.links.iter().map(|l| l.page);
    comments
        .chain(proposals)
        .chain(links)
        .all(|page| page < MAX_PAGES)
}

fn guide_is_flat(guide: &Guide) -> bool {
    guide.bookmarks.iter().all(|line| line.level <= MAX_LEVEL)
}

#[cfg(test)]
mod tests;
