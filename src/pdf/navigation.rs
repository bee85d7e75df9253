//! Links, outline and page labels of a source.
//!
//! **Invariant:** only what leads to a page or to a web address is told; of everything else only that it is there.
//! **Absent:** places within a page: a link leads to the top of its page.

use super::document::Document;
use super::inspect::{shortened, syntax};
use super::page_space::ToPageSpace;
use crate::model::navigation::{
    Bookmark, Guide, Link, MAX_BOOKMARKS, MAX_LINKS, MAX_TEXT, Numerals, PageLabels, Target,
};
use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};
use pdfium_render::prelude::*;

/// Bookmarks beyond those that are read are counted up to here: an outline may go round in a circle.
const MAX_COUNTED: usize = 100_000;
/// Levels of an outline, and of a number tree.
const MAX_DEPTH: u8 = 8;

impl Document {
    /// The links of a page; `None` when it cannot be read.
    pub fn links(&self, page: usize) -> Option<Vec<Link>> {
        self.with_page(page, |page| {
            let space = ToPageSpace::of(page)?;
            let mut links: Vec<Link> = Vec::new();
            for link in page.links().iter().take(MAX_LINKS) {
                let area = link.rect().ok().and_then(|rect| space.rect(&rect));
                let target = led(link.action(), || link.destination());
                let found = area.map(|area| Link { area, target });
                // PDFium tells a link once more for every other annotation before it.
                links.extend(found.filter(|link| links.last() != Some(link)));
            }
            Some(links)
        })
    }

    /// Outline and page labels.
    pub fn guide(&self, password: Option<&str>) -> Guide {
        let mut guide = Guide::default();
        let mut next = self.pdf().bookmarks().root();
        while let Some(bookmark) = next.filter(|_| guide.beyond < MAX_COUNTED) {
            add(&bookmark, 0, &mut guide);
            next = bookmark.next_sibling();
        }
        Guide {
            labels: self.labels(password).unwrap_or_default(),
            ..guide
        }
    }

    fn labels(&self, password: Option<&str>) -> Option<Vec<PageLabels>> {
        let pdf = syntax(self.bytes(), password)?;
        let root = pdf.xref().root_id();
        let catalog = pdf.xref().get::<Dict<'_>>(root)?;
        let tree = catalog.get::<Dict<'_>>(b"PageLabels")?;
        let mut labels = Vec::new();
        number_tree(&tree, 0, &mut labels);
        Some(labels)
    }
}

fn page_of(destination: &PdfDestination<'_>) -> Option<Target> {
    let page = destination.page_index().ok()?;
    usize::try_from(page).ok().map(Target::Page)
}

/// Where an action leads, or without one a destination. An action goes first: PDFium gives the destination of one that
/// leads to another file as well.
fn led<'a>(
    action: Option<PdfAction<'a>>,
    destination: impl FnOnce() -> Option<PdfDestination<'a>>,
) -> Option<Target> {
    let Some(action) = action else {
        return page_of(&destination()?);
    };
    if let Some(local) = action.as_local_destination_action() {
        return page_of(&local.destination().ok()?);
    }
    let address = action.as_uri_action()?.uri().ok()?;
    (address.chars().count() <= MAX_TEXT).then_some(Target::Web(address))
}

fn add(bookmark: &PdfBookmark<'_>, level: u8, guide: &mut Guide) {
    if guide.bookmarks.len() < MAX_BOOKMARKS {
        guide.bookmarks.push(line(bookmark, level));
    } else {
        guide.beyond += 1;
    }
    let mut next = bookmark.first_child().filter(|_| level < MAX_DEPTH);
    while let Some(kid) = next.filter(|_| guide.beyond < MAX_COUNTED) {
        add(&kid, level + 1, guide);
        next = kid.next_sibling();
    }
}

fn line(bookmark: &PdfBookmark<'_>, level: u8) -> Bookmark {
    let target = led(bookmark.action(), || bookmark.destination());
    Bookmark {
        title: shortened(&bookmark.title().unwrap_or_default())
            .chars()
            .take(MAX_TEXT)
            .collect(),
        level,
        page: match target {
            Some(Target::Page(page)) => Some(page),
            Some(Target::Web(_)) | None => None,
        },
    }
}

fn number_tree(node: &Dict<'_>, depth: u8, labels: &mut Vec<PageLabels>) {
    if let Some(list) = node.get::<Array<'_>>(b"Nums") {
        let mut from = None;
        for value in list.iter::<Object<'_>>().take(2 * MAX_BOOKMARKS) {
            match (value, from.take()) {
                (Object::Number(number), None) => from = usize::try_from(number.as_i64()).ok(),
                (Object::Dict(label), Some(from)) => labels.push(labelled(&label, from)),
                _ => {}
            }
        }
    }
    let kids = node.get::<Array<'_>>(b"Kids").filter(|_| depth < MAX_DEPTH);
    for kid in kids.iter().flat_map(|kids| kids.iter::<Dict<'_>>()) {
        if labels.len() < MAX_BOOKMARKS {
            number_tree(&kid, depth + 1, labels);
        }
    }
    labels.truncate(MAX_BOOKMARKS);
}

fn labelled(label: &Dict<'_>, from: usize) -> PageLabels {
    let style = label.get::<Name<'_>>(b"S");
    let prefix = label.get::<PdfString<'_>>(b"P");
    PageLabels {
        from,
        numerals: match style.as_ref().map(|s| s.as_ref()) {
            Some(b"D") => Some(Numerals::Decimal),
            Some(b"R") => Some(Numerals::UpperRoman),
            Some(b"r") => Some(Numerals::LowerRoman),
            Some(b"A") => Some(Numerals::UpperLetters),
            Some(b"a") => Some(Numerals::LowerLetters),
            _ => None,
        },
        prefix: prefix.map_or_else(String::new, |p| {
            super::inspect::decoded(p.as_bytes())
                .chars()
                .take(MAX_TEXT)
                .collect()
        }),
        first: label.get::<u32>(b"St").unwrap_or(1),
    }
}
