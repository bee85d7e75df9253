//! Leaves out the shapes of a page that nobody sees: the page is drawn with and without them.
//!
//! **Invariant:** a shape goes only where the page looks the same without it, and nothing under an area is asked.
//! **Absent:** text, of which the source itself is asked.
//!
//! The order of drawing was the alternative: it would need every way in which a page can cover, clip or fade.

use crate::model::blackout::PageBlackout;
use crate::model::geometry::{PageRect, PageSize};
use crate::model::navigation::Navigation;
use crate::model::pixels::Pixels;
use crate::pdf::Document;
use crate::redact::outlines::{self, Inked};
use crate::writer::page::CleanPage;
use crate::writer::{self, Claim, FileFacts};
use kurbo::Rect;
use std::collections::BTreeSet;

/// Pixels per point, and the longest side in pixels.
const SCALE: f64 = 2.0;
const MOST_PIXELS: f64 = 4_000.0;
/// A channel that changes by no more than this does not change.
const CHANGED: u8 = 2;
/// Letters that differ by no more than this from what is around them nobody reads: a contrast of about 1.3 to 1 on paper.
const READ: u8 = 29;
/// So many letters beside each other may be a word.
const WORD: usize = 3;
/// Shapes that lie over one another are taken away in so many turns at most.
const MOST_TURNS: usize = 8;
/// More shapes than this in such places are no page that anybody reads.
const MOST_SHARED: usize = 2_000;

/// The page as it is written, and its only page as PDFium opens it.
pub fn written(page: &CleanPage) -> Option<Document> {
    let nothing = PageBlackout::default();
    let (nowhere, facts) = (Navigation::default(), FileFacts::default());
    let written = writer::write(&[(page, &nothing)], &nowhere, &facts, Claim::Nothing);
    Document::open_own(written).ok()
}

/// The page without the shapes that nobody sees, and where those of them stand that are like letters; the page as it was,
/// where that cannot be told.
pub fn without_unseen(page: CleanPage) -> (CleanPage, Vec<Rect>) {
    match unseen(&page) {
        Some(unseen) if !unseen.is_empty() => {
            let left = outlines::without(&page, &|number| unseen.contains(&number));
            let shapes = outlines::shapes(&page).into_iter().enumerate();
            let letters =
                shapes.filter(|(number, shape)| shape.is_letter && unseen.contains(number));
            (left, letters.map(|(_, shape)| shape.bounds).collect())
        }
        _ => (page, Vec::new()),
    }
}

/// The lines on which letters stand that may be words.
pub fn lines(mut letters: Vec<Rect>) -> Vec<PageRect> {
    letters.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut lines: Vec<(Rect, usize)> = Vec::new();
    for bounds in letters {
        let follows = |line: &Rect| {
            let gap = (bounds.x0 - line.x1).max(line.x0 - bounds.x1);
            gap < line.height() && bounds.y0 < line.y1 && bounds.y1 > line.y0
        };
        match lines.iter_mut().rev().find(|(line, _)| follows(line)) {
            Some((line, count)) => (*line, *count) = (line.union(bounds), *count + 1),
            None => lines.push((bounds, 1)),
        }
    }
    let words = lines.into_iter().filter(|(_, count)| *count >= WORD);
    words
        .filter_map(|(r, _)| PageRect::new(r.x0, r.y0, r.x1, r.y1))
        .collect()
}

fn unseen(page: &CleanPage) -> Option<BTreeSet<usize>> {
    let shapes = outlines::shapes(page);
    if shapes.is_empty() {
        return None;
    }
    let PageSize { width, height } = page.size;
    let scale = SCALE.min(MOST_PIXELS / width.max(height));
    let look = |page: &CleanPage| written(page)?.render(0, scale, None);
    let whole = look(page)?;
    let bare = look(&outlines::without(page, &|_| true))?;
    let differs = |other: &Pixels, shape: &Inked| differs(&whole, other, scale, shape);
    let all = shapes.iter().enumerate();
    let (shown, mut unseen): (BTreeSet<usize>, BTreeSet<usize>) = all.fold(
        (BTreeSet::new(), BTreeSet::new()),
        |(mut shown, mut unseen), (number, shape)| {
            let set = if differs(&bare, shape) {
                &mut shown
            } else {
                &mut unseen
            };
            set.insert(number);
            (shown, unseen)
        },
    );
    for turn in turns(&shapes, &shown) {
        let other = look(&outlines::without(page, &|number| turn.contains(&number)))?;
        let same = |number: &&usize| shapes.get(**number).is_some_and(|s| !differs(&other, s));
        unseen.extend(turn.iter().filter(same).copied());
    }
    Some(unseen)
}

/// The shapes over or under which another one lies, each in a turn with others that lie clear of it.
fn turns(shapes: &[Inked], shown: &BTreeSet<usize>) -> Vec<BTreeSet<usize>> {
    let placed: Vec<(usize, Rect)> = shown
        .iter()
        .filter_map(|n| Some((*n, shapes.get(*n)?.bounds)))
        .collect();
    let meets = |a: &Rect, b: &Rect| a.intersect(*b).area() > 0.0;
    if placed.len() > MOST_SHARED {
        return Vec::new();
    }
    let is_shared = |(number, shape): &&(usize, Rect)| {
        placed
            .iter()
            .any(|(other, place)| other != number && meets(shape, place))
    };
    let mut turns: Vec<(BTreeSet<usize>, Vec<Rect>)> = Vec::new();
    for (number, shape) in placed.iter().filter(is_shared) {
        let clear = |others: &[Rect]| !others.iter().any(|other| meets(shape, other));
        if let Some((turn, others)) = turns.iter_mut().find(|(_, others)| clear(others)) {
            turn.insert(*number);
            others.push(*shape);
        } else if turns.len() < MOST_TURNS {
            turns.push((BTreeSet::from([*number]), vec![*shape]));
        }
    }
    turns.into_iter().map(|(turn, _)| turn).collect()
}

fn differs(a: &Pixels, b: &Pixels, scale: f64, shape: &Inked) -> bool {
    let least = if shape.is_letter { READ } else { CHANGED };
    let shape = shape.bounds;
    let low = |v: f64| ((v * scale).floor() - 1.0).max(0.0) as usize;
    let high = |v: f64, most: usize| (((v * scale).ceil() + 1.0).max(0.0) as usize).min(most);
    let (right, bottom) = (high(shape.x1, a.width()), high(shape.y1, a.height()));
    let mut rows = low(shape.y0)..bottom;
    rows.any(|y| {
        (low(shape.x0)..right).any(|x| {
            let pair = a.at(x, y).into_iter().zip(b.at(x, y));
            pair.into_iter().any(|(v, w)| v.abs_diff(w) > least)
        })
    })
}
