//! Which pictures of a page nobody sees.
//!
//! **Invariant:** what hides another picture stays, although nobody sees it.

use super::around::{Around, high, low, written};
use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::pixels::Pixels;
use crate::redact::hidden_pictures;
use crate::redact::traces::Traceless;
use crate::writer::page::CleanPage;
use kurbo::Rect;
use std::collections::BTreeSet;

/// A picture that changes no channel by more than this shows nothing.
const MAX_UNPICTURED: u8 = 8;
/// Pictures that lie over one another are taken away in so many turns at most.
const MOST_TURNS: usize = 8;
/// More pictures than this in such places are no page that anybody reads.
const MOST_SHARED: usize = 2_000;

/// How a source shows a page, without traces of what the areas cover.
pub struct SourceView<'a> {
    pub clean: &'a dyn Fn() -> Option<Traceless>,
    pub areas: &'a [PageRect],
}

impl SourceView<'_> {
    /// Whether a place shows one colour beside the areas.
    fn is_even(&self, place: Rect, size: PageSize) -> bool {
        let Some(pixels) = (self.clean)() else {
            return true;
        };
        let scale = pixels.width() as f64 / size.width;
        let (columns, rows) = (
            low(place.x0, scale)..high(place.x1, scale).min(pixels.width()),
            low(place.y0, scale)..high(place.y1, scale).min(pixels.height()),
        );
        let areas: Vec<[usize; 4]> = self.areas.iter().map(|a| around(a, scale)).collect();
        let mut known: Option<[(u8, u8); 3]> = None;
        for y in rows {
            for x in columns.clone() {
                let is_in =
                    |[l, t, r, b]: &[usize; 4]| (*l..*r).contains(&x) && (*t..*b).contains(&y);
                if areas.iter().any(is_in) {
                    continue;
                }
                let colour = pixels.at(x, y);
                let range = known.get_or_insert(colour.map(|v| (v, v)));
                for ((least, most), v) in range.iter_mut().zip(colour) {
                    (*least, *most) = (v.min(*least), v.max(*most));
                    if most.abs_diff(*least) > MAX_UNPICTURED {
                        return false;
                    }
                }
            }
        }
        true
    }
}

/// The pixels of an area and one around it: left, top, and the first after right and bottom.
fn around(area: &PageRect, scale: f64) -> [usize; 4] {
    let (left, top) = (low(area.left(), scale), low(area.top(), scale));
    let (right, bottom) = (high(area.right(), scale), high(area.bottom(), scale));
    [
        left.saturating_sub(1),
        top.saturating_sub(1),
        right + 1,
        bottom + 1,
    ]
}

/// The pictures that nobody sees, by number in the order of drawing: without each of them the page looks the same.
pub fn unseen_pictures(page: &CleanPage, source: &SourceView<'_>) -> Option<BTreeSet<usize>> {
    let asked = hidden_pictures::doubtful(page, &|place| source.is_even(place, page.size));
    let placed = asked.clone();
    let places: Vec<Rect> = asked.iter().map(|(_, place)| *place).collect();
    let around = Around::of(&places, page.size)?;
    let look = |goes: &BTreeSet<usize>| {
        let without = hidden_pictures::without(page, &|number| goes.contains(&number));
        around.look(&written(&without)?)
    };
    let whole = look(&BTreeSet::new())?;
    let bare = look(&asked.iter().map(|(number, _)| *number).collect())?;
    let differs =
        |other: &Pixels, place: Rect| around.differs(&whole, other, place, MAX_UNPICTURED);
    let (shown, hidden): (Vec<_>, Vec<_>) = asked
        .into_iter()
        .partition(|(_, place)| differs(&bare, *place));
    let mut unseen: BTreeSet<usize> = hidden.into_iter().map(|(number, _)| number).collect();
    // Of two that lie over one another and look the same, the second is asked when the first is gone.
    for turn in clear_turns(shown) {
        let mut goes = unseen.clone();
        goes.extend(turn.iter().map(|(number, _)| *number));
        let other = look(&goes)?;
        let same = turn.iter().filter(|(_, place)| !differs(&other, *place));
        unseen.extend(same.map(|(number, _)| *number));
    }
    // What hides another picture is itself not seen, and yet it stays: without it the other one would be.
    for _ in 0..MOST_TURNS {
        let left = look(&unseen)?;
        let uncovers = |number: &usize| {
            let place = placed.iter().find(|(other, _)| other == number);
            place.is_none_or(|(_, place)| differs(&left, *place))
        };
        let stays: Vec<usize> = unseen.iter().copied().filter(uncovers).collect();
        if stays.is_empty() {
            return Some(unseen);
        }
        stays.iter().for_each(|number| {
            unseen.remove(number);
        });
    }
    None
}

/// Places that meet others, each in a turn with some that lie clear of it.
fn clear_turns(placed: Vec<(usize, Rect)>) -> Vec<Vec<(usize, Rect)>> {
    let meets = |a: &Rect, b: &Rect| a.intersect(*b).area() > 0.0;
    let mut turns: Vec<Vec<(usize, Rect)>> = Vec::new();
    if placed.len() > MOST_SHARED {
        return turns;
    }
    for (number, place) in &placed {
        let is_shared = |(other, rect): &(usize, Rect)| other != number && meets(place, rect);
        if !placed.iter().any(is_shared) {
            continue;
        }
        let clear = |turn: &Vec<(usize, Rect)>| !turn.iter().any(|(_, rect)| meets(place, rect));
        let nth = turns.iter().position(clear).unwrap_or(turns.len());
        if nth == turns.len() && nth < MOST_TURNS {
            turns.push(Vec::new());
        }
        let turn = turns.get_mut(nth);
        turn.into_iter()
            .for_each(|turn| turn.push((*number, *place)));
    }
    turns
}
