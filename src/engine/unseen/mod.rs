//! Leaves out the shapes of a page that nobody sees: the page is drawn with and without them.
//!
//! **Invariant:** a shape goes only where the page looks the same without it, and nothing under an area is asked.
//! **Absent:** text, of which the source itself is asked.
//!
//! The order of drawing was the alternative: it would need every way in which a page can cover, clip or fade.

use crate::model::blackout::PageBlackout;
use crate::model::geometry::{PageRect, PageSize};
use crate::model::pixels::Pixels;
use crate::model::rects::Rects;
use crate::pdf::{Document, Region};
use crate::redact::hidden_pictures;
use crate::redact::outlines::{self, Inked};
use crate::writer;
use crate::writer::page::CleanPage;
use kurbo::Rect;
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

/// Pixels per point, and the longest side in pixels.
const SCALE: f64 = 2.0;
const MOST_PIXELS: f64 = 4_000.0;
/// A channel that changes by no more than this does not change.
const CHANGED: u8 = 2;
/// Letters that differ by no more than this from what is around them nobody reads: a contrast of about 1.3 to 1 on paper.
const READ: u8 = 29;
/// A picture that changes no channel by more than this shows nothing.
const PICTURED: u8 = 8;
/// So many letters beside each other may be a word.
const WORD: usize = 3;
/// Shapes that lie over one another are taken away in so many turns at most.
const MOST_TURNS: usize = 8;
/// More shapes than this in such places are no page that anybody reads.
const MOST_SHARED: usize = 2_000;

/// The page as it is written, and its only page as PDFium opens it.
pub fn written(page: &CleanPage) -> Option<Document> {
    let file = writer::write_to_look_at(page, &PageBlackout::default());
    Document::open_own(file).ok()
}

/// A page that was looked at.
pub struct Looked {
    pub page: CleanPage,
    /// Where shapes stood that are like letters and that nobody sees.
    pub letters: Vec<Rect>,
    /// The page as it is written, where it was opened for this.
    pub written: Option<Document>,
}

/// How a source shows a page, without traces of what the areas cover.
pub struct Shown<'a> {
    pub clean: &'a dyn Fn() -> Option<Rc<Pixels>>,
    pub areas: &'a [PageRect],
}

impl Shown<'_> {
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
                    if most.abs_diff(*least) > PICTURED {
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

/// The page without the pictures and shapes that nobody sees; the page as it was, where that cannot be told.
pub fn without_unseen(page: CleanPage, shown: &Shown<'_>) -> Looked {
    let page = match unseen_pictures(&page, shown) {
        Some(unseen) if !unseen.is_empty() => {
            hidden_pictures::without(&page, &|number| unseen.contains(&number))
        }
        _ => page,
    };
    let Some((unseen, written)) = unseen(&page) else {
        return Looked {
            page,
            letters: Vec::new(),
            written: None,
        };
    };
    if unseen.is_empty() {
        return Looked {
            page,
            letters: Vec::new(),
            written: Some(written),
        };
    }
    let shapes = outlines::shapes(&page).into_iter().enumerate();
    let letters = shapes.filter(|(number, shape)| shape.is_letter && unseen.contains(number));
    Looked {
        letters: letters.map(|(_, shape)| shape.bounds).collect(),
        page: outlines::without(&page, &|number| unseen.contains(&number)),
        written: None,
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

/// The pictures that nobody sees, by number in the order of drawing: without each of them the page looks the same.
fn unseen_pictures(page: &CleanPage, shown: &Shown<'_>) -> Option<BTreeSet<usize>> {
    let asked = hidden_pictures::doubtful(page, &|place| shown.is_even(place, page.size));
    let placed = asked.clone();
    let places: Vec<Rect> = asked.iter().map(|(_, place)| *place).collect();
    let around = Around::of_places(&places, page.size)?;
    let look = |goes: &BTreeSet<usize>| {
        let without = hidden_pictures::without(page, &|number| goes.contains(&number));
        around.look(&written(&without)?)
    };
    let whole = look(&BTreeSet::new())?;
    let bare = look(&asked.iter().map(|(number, _)| *number).collect())?;
    let differs =
        |other: &Pixels, place: Rect| around.places_differ(&whole, other, place, PICTURED);
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

/// The shapes that nobody sees, by number, and the page as it is written.
fn unseen(page: &CleanPage) -> Option<(BTreeSet<usize>, Document)> {
    let shapes = outlines::shapes(page);
    let around = Around::of(&shapes, page.size)?;
    let look = |page: &CleanPage| around.look(&written(page)?);
    let written = written(page)?;
    let whole = around.look(&written)?;
    let bare = look(&outlines::without(page, &|_| true))?;
    let differs = |other: &Pixels, shape: &Inked| around.differs(&whole, other, shape);
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

/// The part of a page around all shapes: beside it nobody asks anything.
struct Around {
    scale: f64,
    region: Region,
}

impl Around {
    /// `None` without shapes.
    fn of(shapes: &[Inked], size: PageSize) -> Option<Self> {
        let places: Vec<Rect> = shapes.iter().map(|shape| shape.bounds).collect();
        Self::of_places(&places, size)
    }

    /// `None` without places.
    fn of_places(places: &[Rect], size: PageSize) -> Option<Self> {
        let PageSize { width, height } = size;
        let scale = SCALE.min(MOST_PIXELS / width.max(height));
        let all = places.iter().copied().reduce(|a, b| a.union(b))?;
        let (right, bottom) = (high(all.x1, scale), high(all.y1, scale));
        let most = |length: f64| (length * scale).round().max(1.0) as usize;
        let (left, top) = (low(all.x0, scale), low(all.y0, scale));
        let (left, top) = (left.min(most(width) - 1), top.min(most(height) - 1));
        let region = Region {
            left,
            top,
            width: right.min(most(width)).max(left + 1) - left,
            height: bottom.min(most(height)).max(top + 1) - top,
        };
        Some(Self { scale, region })
    }

    fn look(&self, document: &Document) -> Option<Pixels> {
        document.render(0, self.scale, Some(self.region))
    }

    fn differs(&self, a: &Pixels, b: &Pixels, shape: &Inked) -> bool {
        self.places_differ(a, b, shape.bounds, least(shape))
    }

    /// Whether a channel differs by more than `least` somewhere in a place.
    fn places_differ(&self, a: &Pixels, b: &Pixels, place: Rect, least: u8) -> bool {
        let (columns, rows) = self.pixels(place);
        let (left, right) = (columns.start, columns.end);
        rows.into_iter().take_while(|y| *y < a.height()).any(|y| {
            let pair = a.row(y, left, right).iter().zip(b.row(y, left, right));
            pair.into_iter().any(|(v, w)| v.abs_diff(*w) > least)
        })
    }

    /// The columns and rows of what is looked at in which a place lies.
    fn pixels(&self, place: Rect) -> (Range<usize>, Range<usize>) {
        let Rect { x0, y0, x1, y1 } = place;
        let from = |v: f64, start: usize| low(v, self.scale).saturating_sub(start);
        let to = |v: f64, start: usize| high(v, self.scale).saturating_sub(start);
        let Region { left, top, .. } = self.region;
        (from(x0, left)..to(x1, left), from(y0, top)..to(y1, top))
    }
}

/// By how much a channel must differ for the shape to be seen.
fn least(shape: &Inked) -> u8 {
    if shape.is_letter { READ } else { CHANGED }
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

/// The first pixel of a shape, and the first after it, with one around.
fn low(v: f64, scale: f64) -> usize {
    ((v * scale).floor() - 1.0).max(0.0) as usize
}

fn high(v: f64, scale: f64) -> usize {
    ((v * scale).ceil() + 1.0).max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::writer::page::{Item, Outline, Paint};
    use crate::writer::picture::Picture;
    use crate::writer::samples::Samples;
    use kurbo::{BezPath, Shape};

    fn page(shapes: Vec<BezPath>) -> CleanPage {
        let fill = |path| Item::Fill {
            shape: Outline {
                path,
                even_odd: false,
            },
            paint: Paint {
                colour: [0; 3],
                alpha: 255,
            },
        };
        CleanPage {
            size: PageSize {
                width: 100.0,
                height: 100.0,
            },
            user_unit: 1.0,
            items: shapes.into_iter().map(fill).collect(),
            glyphs: vec![],
            pictures: vec![],
            parts: Vec::new(),
            raster: false,
        }
    }

    fn letter() -> BezPath {
        let corners = [(40, 40), (44, 40), (44, 56), (52, 56), (52, 60), (40, 60)];
        let mut path = BezPath::new();
        path.move_to((40.0, 36.0));
        for (x, y) in corners {
            path.line_to((f64::from(x), f64::from(y)));
        }
        path.close_path();
        path
    }

    fn rect(left: f64, top: f64, right: f64, bottom: f64) -> BezPath {
        Rect::new(left, top, right, bottom).to_path(0.1)
    }

    /// Nobody knows how the source looks, so that every picture is asked.
    const UNKNOWN: Shown<'static> = Shown {
        clean: &|| None,
        areas: &[],
    };

    #[test]
    fn a_letter_under_another_shape_goes_and_one_that_a_rule_crosses_stays() {
        let covered = without_unseen(page(vec![letter(), rect(30.0, 30.0, 70.0, 70.0)]), &UNKNOWN);
        assert_eq!((covered.page.items.len(), covered.letters.len()), (1, 1));
        let crossed = without_unseen(page(vec![letter(), rect(0.0, 50.0, 100.0, 51.0)]), &UNKNOWN);
        assert_eq!((crossed.page.items.len(), crossed.letters.len()), (2, 0));
    }

    #[test]
    fn a_picture_that_nobody_sees_goes_with_its_samples() {
        let name = |alpha| {
            let samples = Samples::new(8, 8, 1, (0..64).map(|v| (v % 7) * 20).collect()).unwrap();
            let place = kurbo::Affine::new([40.0, 0.0, 0.0, -20.0, 20.0, 60.0]);
            let item = Item::Picture {
                picture: 0,
                place,
                alpha,
            };
            (samples.coded(None).unwrap(), item)
        };
        let left = |alpha, over: Vec<BezPath>| {
            let mut made = page(over);
            let (picture, item) = name(alpha);
            made.items.insert(0, item);
            for item in &mut made.items {
                if let Item::Fill { paint, .. } = item {
                    paint.colour = [255; 3];
                }
            }
            made.pictures.push(picture);
            let left = without_unseen(made, &UNKNOWN).page;
            (left.pictures.len(), left.items.len())
        };
        assert_eq!(left(255, vec![]), (1, 1), "in sight");
        let half = || rect(10.0, 30.0, 45.0, 70.0);
        assert_eq!(left(255, vec![half()]), (1, 2), "half in sight");
        let both = vec![half(), rect(40.0, 30.0, 70.0, 70.0)];
        assert_eq!(left(255, both), (0, 2), "under two shapes together");
        assert_eq!(left(2, vec![]), (0, 0), "fainter than anybody sees");
    }

    #[test]
    fn a_picture_in_the_colour_of_its_ground_goes() {
        let name = || Samples::new(8, 8, 1, (0..64).map(|v| (v % 7) * 20).collect()).unwrap();
        let even = |tone: u8| Samples::new(8, 8, 1, vec![tone; 64]).unwrap();
        let white = Pixels::new(200, 200, vec![255; 120_000]).unwrap();
        let white = Rc::new(white);
        let shown = Shown {
            clean: &|| Some(white.clone()),
            areas: &[],
        };
        let left = |mut picture: Picture, mask: Option<Picture>| {
            picture.mask = mask.map(Box::new);
            let mut made = page(vec![]);
            made.pictures.push(picture);
            made.items.push(Item::Picture {
                picture: 0,
                place: kurbo::Affine::new([40.0, 0.0, 0.0, -20.0, 20.0, 60.0]),
                alpha: 255,
            });
            without_unseen(made, &shown).page.pictures.len()
        };
        let coded = |samples: Samples| samples.coded(None).unwrap();
        assert_eq!(
            left(coded(even(255)), Some(coded(name()))),
            0,
            "through a mask"
        );
        let pale = (0..64).map(|v| 250 + (v % 6) as u8).collect();
        let pale = Samples::new(8, 8, 1, pale).unwrap();
        assert_eq!(left(coded(pale), None), 0, "hardly another tone");
        assert_eq!(left(coded(even(0)), Some(coded(name()))), 1, "in sight");
    }

    #[test]
    fn a_white_stencil_that_covers_a_part_of_a_picture_stays() {
        let mut made = page(vec![]);
        // Ink beside the stencil and ink right under it, with paper around that.
        let is_ink = |x: usize| (2..4).contains(&x) || (10..14).contains(&x);
        let scan = (0..24 * 8).map(|at| if is_ink(at % 24) { 0 } else { 255 });
        let dark = Samples::new(24, 8, 1, scan.collect()).unwrap();
        let stencil = Samples::new(8, 8, 1, vec![255; 64]).unwrap();
        made.pictures = vec![dark.coded(None).unwrap(), stencil.stencil().unwrap()];
        let at = |left: f64, width: f64| kurbo::Affine::new([width, 0.0, 0.0, -20.0, left, 60.0]);
        made.items = vec![
            Item::Picture {
                picture: 0,
                place: at(20.0, 60.0),
                alpha: 255,
            },
            Item::Stencil {
                picture: 1,
                place: at(40.0, 20.0),
                paint: Paint {
                    colour: [255; 3],
                    alpha: 255,
                },
            },
        ];
        let left = without_unseen(made, &UNKNOWN).page;
        assert_eq!((left.pictures.len(), left.items.len()), (2, 2));
    }

    #[test]
    fn one_of_two_equal_pictures_stays() {
        let mut made = page(vec![]);
        let samples = Samples::new(8, 8, 1, (0..64).map(|v| (v % 7) * 20).collect()).unwrap();
        let place = kurbo::Affine::new([40.0, 0.0, 0.0, -20.0, 20.0, 60.0]);
        for number in 0..2 {
            made.pictures.push(samples.coded(None).unwrap());
            made.items.push(Item::Picture {
                picture: number,
                place,
                alpha: 255,
            });
        }
        let left = without_unseen(made, &UNKNOWN).page;
        assert_eq!((left.pictures.len(), left.items.len()), (1, 1));
    }

    #[test]
    fn a_shape_shows_alone_where_no_other_can_have_ink() {
        let alone = |over: BezPath| {
            let page = page(vec![letter(), over]);
            let shapes = outlines::shapes(&page);
            let around = Around::of(&shapes, page.size).unwrap();
            let look = |page: &CleanPage| around.look(&written(page).unwrap()).unwrap();
            let (whole, bare) = (look(&page), look(&outlines::without(&page, &|_| true)));
            Alone::of(&around, &shapes, [&whole, &bare]).shows(0)
        };
        assert!(alone(rect(0.0, 50.0, 100.0, 51.0)), "beside a rule");
        assert!(!alone(rect(30.0, 30.0, 70.0, 70.0)), "wholly under it");
        assert!(!alone(rect(40.0, 36.0, 52.0, 60.0)), "just under it");
    }
}
