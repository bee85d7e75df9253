//! Where to go next: the next page, document or mark that is asked for.
//!
//! **Invariant:** nothing is gone to here; a place is returned, or none when there is no next.

use crate::model::dossier::Dossier;
use crate::model::dossier::document::{Document, DocumentId};
use crate::ui::Place;
use crate::ui::chosen::Chosen;
use crate::ui::panels::marks_list::Row;
use crate::ui::viewing::Viewing;
use std::sync::Arc;

/// A document, where the reader left it.
pub fn document(document: DocumentId) -> Place {
    Place {
        document,
        page: None,
        mark: None,
    }
}

/// Where the document at hand stands in the list.
fn position(dossier: &Dossier, viewing: &Viewing) -> Option<usize> {
    let mut documents = dossier.documents.iter();
    documents.position(|d| Some(d.id) == viewing.document)
}

/// The document so many after the one at hand.
pub fn beside(by: isize, dossier: &Dossier, viewing: &Viewing) -> Option<Place> {
    let here = position(dossier, viewing).unwrap_or(0);
    let there = dossier.documents.get(here.saturating_add_signed(by))?;
    Some(document(there.id))
}

/// Where to go when these go and the one at hand is among them: to the next that stays, else to the one before.
pub fn nearest_left(gone: &[DocumentId], dossier: &Dossier, viewing: &Viewing) -> Option<Place> {
    let here = position(dossier, viewing)?;
    let (before, after) = dossier.documents.split_at_checked(here)?;
    let stays = |d: &&Arc<Document>| !gone.contains(&d.id);
    let next = after.iter().find(stays);
    let left = next.or_else(|| before.iter().rev().find(stays))?;
    Some(document(left.id)).filter(|place| Some(place.document) != viewing.document)
}

/// The next page that is not finished, in this document or a later one, then from the beginning.
pub fn next_unfinished(dossier: &Dossier, viewing: &Viewing) -> Option<Place> {
    next_page(dossier, viewing, |document, page| {
        !document.finished.contains(&page)
    })
}

/// The next page with a remark that is still open, in this document or a later one, then from the beginning.
pub fn next_remark(dossier: &Dossier, viewing: &Viewing) -> Option<Place> {
    next_page(dossier, viewing, Document::is_remarked)
}

/// The next page of which something holds, after the one at hand, then from the beginning, that one itself last.
fn next_page(
    dossier: &Dossier,
    viewing: &Viewing,
    is_it: impl Fn(&Document, usize) -> bool,
) -> Option<Place> {
    let count = dossier.documents.len();
    let here = position(dossier, viewing).unwrap_or(0);
    let from = |index: usize, from: usize| {
        let document = dossier.documents.get(index)?;
        let page = (from..document.pages()).find(|page| is_it(document, *page))?;
        Some(Place {
            document: document.id,
            page: Some(page),
            mark: None,
        })
    };
    from(here, viewing.page + 1)
        .or_else(|| (1..=count).find_map(|step| from((here + step) % count.max(1), 0)))
}

/// The next document that nobody has judged, from the one at hand on, then from the beginning.
pub fn next_to_judge(dossier: &Dossier, viewing: &Viewing) -> Option<Place> {
    let documents = &dossier.documents;
    let here = position(dossier, viewing);
    let after = documents.iter().cycle().skip(here.map_or(0, |at| at + 1));
    let mut after = after.take(documents.len());
    let found = after.find(|d| d.judged().is_none())?;
    Some(document(found.id))
}

/// The next or the previous mark of those that the list shows, in its order.
pub fn next_mark(
    forward: bool,
    rows: &[Row],
    dossier: &Dossier,
    viewing: &Viewing,
    chosen: &Chosen,
) -> Option<Place> {
    let order = |id: DocumentId| dossier.documents.iter().position(|d| d.id == id);
    let places: Vec<Place> = rows.iter().map(place_of).collect();
    let is_chosen = |p: &Place| p.mark.is_some_and(|mark| chosen.marks.contains(&mark));
    let selected = places.iter().position(is_chosen);
    let here = viewing.document.map(|id| (order(id), Some(viewing.page)));
    let there = |p: &Place| Some((order(p.document), p.page));
    let next = match (selected, forward) {
        (Some(at), true) => at.checked_add(1),
        (Some(at), false) => at.checked_sub(1),
        // Nothing is selected: from the page at hand on.
        (None, true) => places.iter().position(|p| match p.mark {
            Some(_) => there(p) >= here,
            None => there(p) > here,
        }),
        (None, false) => places.iter().rposition(|p| there(p) < here),
    };
    let ends = match forward {
        true => places.first(),
        false => places.last(),
    };
    next.and_then(|at| places.get(at)).or(ends).copied()
}

fn place_of(row: &Row) -> Place {
    match row {
        Row::Mark(document, owned) => Place {
            document: document.id,
            page: Some(owned.mark.page),
            mark: Some(owned.id),
        },
        Row::Page(document, page) => Place {
            document: document.id,
            page: Some(*page),
            mark: None,
        },
    }
}
