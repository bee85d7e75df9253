//! Which shapes of a page nobody sees.

use super::around::{Around, written};
use crate::model::page::geometry::PageSize;
use crate::model::page::pixels::Pixels;
use crate::model::page::rects::Rects;
use crate::pdf::Document;
use crate::redact::outlines::{self, Inked};
use crate::writer::page::CleanPage;
use kurbo::Rect;
use std::collections::BTreeSet;
use std::ops::Range;

/// A channel that changes by no more than this does not change.
const MAX_UNCHANGED: u8 = 2;
/// Letters that differ by no more than this from what is around them nobody reads: a contrast of about 1.3 to 1 on paper.
const MAX_UNREAD: u8 = 29;
/// Shapes that lie over one another are taken away in so many turns at most.
const MOST_TURNS: usize = 8;
/// More shapes than this in such places are no page that anybody reads.
const MOST_SHARED: usize = 2_000;

/// The shapes that nobody sees, by number, and the page as it is written.
pub fn unseen_shapes(page: &CleanPage) -> Option<(BTreeSet<usize>, Document)> {
    let shapes = outlines::shapes(page);
    let around = around_all(&shapes, page.size)?;
    let look = |page: &CleanPage| around.look(&written(page)?);
    let written = written(page)?;
    let whole = around.look(&written)?;
    let bare = look(&outlines::without(page, &|_| true))?;
    let differs =
        |other: &Pixels, shape: &Inked| around.differs(&whole, other, shape.bounds, least(shape));
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
    let alone = Alone::of(&around, &shapes, [&whole, &bare]);
    for turn in turns(&shapes, &shown, |number| !alone.shows(number)) {
        let other = look(&outlines::without(page, &|number| turn.contains(&number)))?;
        let same = |number: &&usize| shapes.get(**number).is_some_and(|s| !differs(&other, s));
        unseen.extend(turn.iter().filter(same).copied());
    }
    Some((unseen, written))
}

/// The shapes over or under which another one lies, and of which is to be asked, each in a turn with others that lie clear
/// of it.
fn turns(
    shapes: &[Inked],
    shown: &BTreeSet<usize>,
    is_asked: impl Fn(usize) -> bool,
) -> Vec<BTreeSet<usize>> {
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
    let shared = placed.iter().filter(is_shared);
    for (number, shape) in shared.filter(|(number, _)| is_asked(*number)) {
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

/// `None` without shapes.
fn around_all(shapes: &[Inked], size: PageSize) -> Option<Around> {
    let places: Vec<Rect> = shapes.iter().map(|shape| shape.bounds).collect();
    Around::of(&places, size)
}

/// By how much a channel must differ for the shape to be seen.
fn least(shape: &Inked) -> u8 {
    if shape.is_letter {
        MAX_UNREAD
    } else {
        MAX_UNCHANGED
    }
}

/// Which shapes show where no other shape has ink. They need not be taken away one after the other: a pixel that only one
/// shape can have inked, and that is another one without all shapes, is another one without that shape.
struct Alone<'a> {
    around: &'a Around,
    shapes: &'a [Inked],
    /// The page as it is, and without all shapes.
    pictures: [&'a Pixels; 2],
    places: Rects,
}

impl<'a> Alone<'a> {
    fn of(around: &'a Around, shapes: &'a [Inked], pictures: [&'a Pixels; 2]) -> Self {
        let mut places = Rects::default();
        let reaches = shapes.iter().map(|shape| shape.reach);
        reaches.for_each(|r| places.add([r.x0, r.y0, r.x1, r.y1]));
        Self {
            around,
            shapes,
            pictures,
            places,
        }
    }

    fn shows(&self, number: usize) -> bool {
        let Some(shape) = self.shapes.get(number) else {
            return false;
        };
        let [whole, bare] = self.pictures;
        let (columns, rows) = self.around.pixels(shape.bounds);
        let others = self.others(number, shape);
        rows.take_while(|y| *y < whole.height()).any(|y| {
            let here = others.iter().filter(|(_, rows)| rows.contains(&y));
            let here: Vec<&Range<usize>> = here.map(|(columns, _)| columns).collect();
            let row = |of: &'a Pixels| of.row(y, columns.start, columns.end).chunks_exact(3);
            let pixels = columns.clone().zip(row(whole).zip(row(bare)));
            let differs = |(a, b): (&[u8], &[u8])| {
                let pair = a.iter().zip(b);
                pair.into_iter().any(|(v, w)| v.abs_diff(*w) > least(shape))
            };
            let mut differing = pixels.filter(|(_, pair)| differs(*pair));
            differing.any(|(x, _)| !here.iter().any(|columns| columns.contains(&x)))
        })
    }

    /// The columns and rows in which other shapes may have ink, with a pixel more around.
    fn others(&self, number: usize, shape: &Inked) -> Vec<(Range<usize>, Range<usize>)> {
        let pixel = 2.0 / self.around.scale;
        let more = |r: Rect| r.inflate(pixel, pixel);
        let Rect { x0, y0, x1, y1 } = more(more(shape.bounds));
        let near = self.places.near([x0, y0, x1, y1]).into_iter();
        let others = near.filter(|other| *other != number);
        let reach = |other: usize| Some(more(self.shapes.get(other)?.reach));
        others
            .filter_map(|other| Some(self.around.pixels(reach(other)?)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::unseen::tests::{letter, page, rect};
    use kurbo::BezPath;

    #[test]
    fn a_shape_shows_alone_where_no_other_can_have_ink() {
        let alone = |over: BezPath| {
            let page = page(vec![letter(), over]);
            let shapes = outlines::shapes(&page);
            let around = around_all(&shapes, page.size).unwrap();
            let look = |page: &CleanPage| around.look(&written(page).unwrap()).unwrap();
            let (whole, bare) = (look(&page), look(&outlines::without(&page, &|_| true)));
            Alone::of(&around, &shapes, [&whole, &bare]).shows(0)
        };
        assert!(alone(rect(0.0, 50.0, 100.0, 51.0)), "beside a rule");
        assert!(!alone(rect(30.0, 30.0, 70.0, 70.0)), "wholly under it");
        assert!(!alone(rect(40.0, 36.0, 52.0, 60.0)), "just under it");
    }
}
