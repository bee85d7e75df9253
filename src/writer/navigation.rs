//! Links, outline and page labels as objects (ISO 32000-1 §12.3, §12.4.2, §12.5.6.5).
//!
//! **Invariant:** a link leads to the top of a page or to an address that is handed in; nothing is drawn for it, and it
//! says in words where it leads.
//! **Absent:** the place of a link in the structure tree; `tags` writes that.

use crate::model::navigation::{Bookmark, Link, Numerals, PageLabels, Target};
use crate::model::page::geometry::PageRect;
use pdf_writer::{Finish, Name, Null, Obj, Pdf, Ref, Str, TextStr};

/// A written page: its object and its height.
pub type PageAt = (Ref, f64);

/// Writes one link on a page of this height, as this object with its number in the parent tree.
pub fn link(pdf: &mut Pdf, (id, parent): (Ref, i32), link: &Link, height: f64, pages: &[PageAt]) {
    let Some(target) = &link.target else { return };
    let mut written = pdf.indirect(id).dict();
    written
        .pair(Name(b"Type"), Name(b"Annot"))
        .pair(Name(b"Subtype"), Name(b"Link"));
    written
        .insert(Name(b"Rect"))
        .array()
        .items(sides(&link.area, height));
    // Printed with the page, as PDF/A asks of every annotation (ISO 19005-2 §6.3.2).
    written.pair(Name(b"F"), 4);
    written.insert(Name(b"Border")).array().items([0, 0, 0]);
    written
        .pair(Name(b"Contents"), TextStr(&spoken(target)))
        .pair(Name(b"StructParent"), parent);
    match target {
        Target::Page(page) => destination(written.insert(Name(b"Dest")), *page, pages),
        Target::Web(address) => {
            let mut action = written.insert(Name(b"A")).dict();
            action
                .pair(Name(b"S"), Name(b"URI"))
                .pair(Name(b"URI"), Str(address.as_bytes()));
        }
    }
}

/// What is said of a link.
fn spoken(target: &Target) -> String {
    match target {
        Target::Page(page) => format!("Pagina {}", page + 1),
        Target::Web(address) => address.clone(),
    }
}

fn sides(area: &PageRect, height: f64) -> [f32; 4] {
    let place = |v: f64| ((v * 1000.0).round() / 1000.0) as f32;
    let (bottom, top) = (height - area.bottom(), height - area.top());
    [area.left(), bottom, area.right(), top].map(place)
}

/// The top of a page, at the reader's own zoom.
fn destination(obj: Obj<'_>, page: usize, pages: &[PageAt]) {
    let Some((id, height)) = pages.get(page) else {
        return obj.primitive(Null);
    };
    let mut list = obj.array();
    list.item(*id).item(Name(b"XYZ"));
    list.item(Null).item(*height as f32).item(Null);
}

/// Writes the outline, of which levels may rise by one at most; none without bookmarks.
pub fn outline(
    pdf: &mut Pdf,
    bookmarks: &[Bookmark],
    pages: &[PageAt],
    new_ref: &mut impl FnMut() -> Ref,
) -> Option<Ref> {
    if bookmarks.is_empty() {
        return None;
    }
    let root = new_ref();
    let ids: Vec<Ref> = bookmarks.iter().map(|_| new_ref()).collect();
    let level = |at: usize| bookmarks.get(at).map(|b| b.level);
    // The lines directly below one, by their places in the list.
    let kids = |from: usize, own: u8| -> Vec<usize> {
        let below = (from..bookmarks.len()).take_while(|at| level(*at) >= Some(own));
        below.filter(|at| level(*at) == Some(own)).collect()
    };
    let id = |at: &usize| ids.get(*at).copied().unwrap_or(root);
    let ends = |list: &[usize]| Some((id(list.first()?), id(list.last()?), list.len() as i32));
    let mut families = vec![(root, kids(0, 0))];
    let mut top = pdf.indirect(root).dict();
    top.pair(Name(b"Type"), Name(b"Outlines"));
    if let Some((first, last, count)) = families.first().and_then(|(_, list)| ends(list)) {
        top.pair(Name(b"First"), first)
            .pair(Name(b"Last"), last)
            .pair(Name(b"Count"), count);
    }
    top.finish();
    while let Some((parent, list)) = families.pop() {
        for (place, at) in list.iter().enumerate() {
            let Some(bookmark) = bookmarks.get(*at) else {
                continue;
            };
            let below = kids(at + 1, bookmark.level + 1);
            let mut line = pdf.indirect(id(at)).dict();
            line.pair(Name(b"Title"), TextStr(&bookmark.title))
                .pair(Name(b"Parent"), parent);
            if let Some(before) = place.checked_sub(1).and_then(|p| list.get(p)) {
                line.pair(Name(b"Prev"), id(before));
            }
            if let Some(after) = list.get(place + 1) {
                line.pair(Name(b"Next"), id(after));
            }
            if let Some((first, last, count)) = ends(&below) {
                // Closed: a reader opens what it wants.
                line.pair(Name(b"First"), first)
                    .pair(Name(b"Last"), last)
                    .pair(Name(b"Count"), -count);
            }
            if let Some(page) = bookmark.page {
                destination(line.insert(Name(b"Dest")), page, pages);
            }
            line.finish();
            families.push((id(at), below));
        }
    }
    Some(root)
}

/// Writes the labels of the pages as a number tree of one node.
pub fn labels(obj: Obj<'_>, labels: &[PageLabels]) {
    let mut tree = obj.dict();
    let mut list = tree.insert(Name(b"Nums")).array();
    for label in labels {
        list.item(label.from as i32);
        let mut written = list.push().dict();
        if let Some(numerals) = label.numerals {
            written.pair(Name(b"S"), Name(style(numerals)));
        }
        if !label.prefix.is_empty() {
            written.pair(Name(b"P"), TextStr(&label.prefix));
        }
        if label.first != 1 {
            written.pair(Name(b"St"), label.first as i32);
        }
    }
}

fn style(numerals: Numerals) -> &'static [u8] {
    match numerals {
        Numerals::Decimal => b"D",
        Numerals::UpperRoman => b"R",
        Numerals::LowerRoman => b"r",
        Numerals::UpperLetters => b"A",
        Numerals::LowerLetters => b"a",
    }
}
