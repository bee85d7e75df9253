//! What a reader of the source page can see of its text, and what PDFium calls each character.
//!
//! **Invariant:** text that changes no pixel is hidden text and never exported; neither pixels nor names under or
//! close to an area are looked at.
//! **Absent:** which glyph an area covers; a name never decides that.

use super::areas::{overlap, rect};
use super::drawing::PageFacts;
use super::glyphs::{is_blank, unturned};
use super::scene::{KeptGlyph, Kind};
use crate::model::page::geometry::PageRect;
use crate::model::page::seen::Seen;
use crate::model::page::text::{Coverage, PageChar, PageText, folded};
use crate::writer::page::TextMode;
use kurbo::{Affine, Point, Rect, Vec2};
use std::cell::Cell;

/// Something opaque of less than this side, in points, hides no text.
const MIN_COVER_POINTS: f64 = 3.0;
/// Points at the edge of something opaque that may show some of what lies beneath.
const COVER_EDGE: f64 = 0.5;
/// Ink without a width has this much around it, in points.
const HAIRLINE_POINTS: f64 = 0.01;
/// No page needs more covers than this to be judged.
const MAX_COVERS: usize = 5_000;

/// Something opaque that was drawn over the page.
struct Cover {
    rect: Rect,
    order: u32,
    picture: bool,
}

/// What can be seen of the source page.
pub struct Visibility<'p> {
    seen: Seen<'p>,
    areas: Vec<Rect>,
    covers: Vec<Cover>,
    pictures: Vec<(Rect, u32)>,
    /// Whether the last glyph that has ink was kept; blanks follow it.
    kept: Cell<bool>,
}

impl<'p> Visibility<'p> {
    pub fn new(facts: &PageFacts<'p>, areas: &[PageRect]) -> Self {
        Self {
            seen: Seen::new(facts.pixels, facts.size, areas, 1.0),
            areas: areas.iter().map(rect).collect(),
            covers: Vec::new(),
            pictures: Vec::new(),
            kept: Cell::new(false),
        }
    }

    /// Notes something opaque in an upright rectangle.
    pub fn cover(&mut self, rect: Rect, order: u32, picture: bool) {
        let large = rect.width() > MIN_COVER_POINTS && rect.height() > MIN_COVER_POINTS;
        if large && self.covers.len() < MAX_COVERS {
            self.covers.push(Cover {
                rect,
                order,
                picture,
            });
        }
    }

    /// Notes where a picture lies, and after how many steps; gives its number.
    pub fn picture(&mut self, rect: Rect, order: u32) -> usize {
        self.pictures.push((rect, order));
        self.pictures.len() - 1
    }

    /// For each picture the places over which something opaque was drawn later on.
    pub fn covered_pictures(&self) -> Vec<Vec<Rect>> {
        let covered = |(picture, order): &(Rect, u32)| {
            let later = self.covers.iter().filter(|c| c.order > *order);
            let places =
                later.map(|c| c.rect.intersect(*picture).inflate(-COVER_EDGE, -COVER_EDGE));
            let large = |r: &Rect| r.width() > 0.0 && r.height() > 0.0;
            places.filter(large).collect()
        };
        self.pictures.iter().map(covered).collect()
    }

    /// Whether something opaque was drawn over all of this later on.
    pub fn is_covered(&self, bounds: Rect, order: u32) -> bool {
        self.covers
            .iter()
            .any(|c| c.order >= order && c.rect.contains_rect(bounds))
    }

    /// How a glyph is shown in the end; `None` when nobody can see it.
    pub fn mode(&self, mode: TextMode, shown: &KeptGlyph, names: &Names<'_>) -> Option<TextMode> {
        if shown.kind == Kind::Blank {
            return self.kept.get().then_some(mode);
        }
        let mode = self.mode_of_ink(mode, shown, names);
        self.kept.set(mode.is_some());
        mode
    }

    fn mode_of_ink(
        &self,
        mode: TextMode,
        shown: &KeptGlyph,
        names: &Names<'_>,
    ) -> Option<TextMode> {
        let mut mode = mode;
        match shown.kind {
            Kind::Layer => {
                let middle = shown.ink.center();
                let over_picture = self.pictures.iter().any(|(p, _)| p.contains(middle));
                over_picture.then_some(())?;
            }
            Kind::Drawn => {
                let later = self
                    .covers
                    .iter()
                    .filter(|c| c.order > shown.order && c.rect.contains_rect(shown.ink));
                for cover in later {
                    if !cover.picture {
                        return None;
                    }
                    // Text under a scan is its text layer, whatever its colour, and may lie beside its picture.
                    mode = TextMode::Invisible;
                }
                // PDFium is asked as well; where it reads no character, only the ink can tell.
                let margin = shown.ink.height() / 2.0;
                let around = shown.ink.inflate(margin, margin);
                let is_layer = mode == TextMode::Invisible;
                if is_layer && self.areas.iter().any(|a| overlap(*a, around)) {
                    return None;
                }
            }
            Kind::Hidden => return None,
            Kind::Named | Kind::Blank => {}
        }
        let r = shown.ink.inflate(HAIRLINE_POINTS, HAIRLINE_POINTS);
        let ink = PageRect::new(r.x0, r.y0, r.x1, r.y1)?;
        let shows = match mode {
            TextMode::Fill(paint) => self.seen.shows(&ink, Some(paint.colour)),
            TextMode::Stroke(..) | TextMode::FillStroke(..) => self.seen.shows(&ink, None),
            TextMode::Invisible | TextMode::Read => match names.layer(shown)? {
                Layer::OfPicture => true,
                // Its picture was made of the ink.
                Layer::OfInk => self.seen.shows_layer(&ink),
            },
        };
        shows.then_some(mode)
    }
}

/// What shows a glyph that is not drawn again.
enum Layer {
    /// A picture of the source, of which it is known that it shows the word.
    OfPicture,
    /// Its own ink, which became a picture.
    OfInk,
}

/// Side in points of the cells in which characters are looked up.
const CELL_POINTS: f64 = 8.0;
/// Two engines start the same glyph this near to each other, in points.
const SAME_START: f64 = 0.6;
/// A glyph is looked for this far along its line, in points.
pub const DISPLACED: f64 = 40.0;

/// The numbers of characters by the cells that they are in, row by row: those of a row stand together.
struct Cells(Vec<((i32, i32), usize)>);

impl Cells {
    fn of(text: &PageText, place: fn(&PageChar) -> Point) -> Self {
        let numbered = text.chars.iter().enumerate();
        let mut cells: Vec<_> = numbered.map(|(index, c)| (cell(place(c)), index)).collect();
        cells.sort_unstable();
        Self(cells)
    }

    /// The characters in so many columns and rows around that of a point.
    fn around(&self, at: Point, across: i32, down: i32) -> impl Iterator<Item = usize> + '_ {
        let (row, column) = cell(at);
        let (first, last) = (column - across, column + across);
        (row - down..=row + down).flat_map(move |row| {
            let start = self.0.partition_point(|(cell, _)| *cell < (row, first));
            let rest = self.0.get(start..).unwrap_or_default().iter();
            let here = rest.take_while(move |(cell, _)| *cell <= (row, last));
            here.map(|(_, index)| *index)
        })
    }
}

/// The characters of the page as PDFium reads them, by place.
pub struct Names<'p> {
    text: &'p PageText,
    zones: Vec<Coverage>,
    /// What each of them means, see [`folded`].
    meanings: Vec<String>,
    /// By where they start, and by the middle of their ink.
    starts: Cells,
    middles: Cells,
    /// The character that the glyph drawn last was found to be, and how far it was moved.
    last: Cell<Option<(usize, Vec2)>>,
}

/// Row and column.
fn cell(point: Point) -> (i32, i32) {
    let whole = |v: f64| (v / CELL_POINTS).floor().clamp(-1e6, 1e6) as i32;
    (whole(point.y), whole(point.x))
}

fn start(c: &PageChar) -> Point {
    Point::new(c.origin.x, c.origin.y)
}

fn middle(c: &PageChar) -> Point {
    let middle = c.ink.center();
    Point::new(middle.x, middle.y)
}

impl<'p> Names<'p> {
    pub fn new(text: &'p PageText, areas: &[PageRect]) -> Self {
        let meanings = text.chars.iter().map(|c| folded(&c.text.to_string()));
        Self {
            text,
            zones: text.coverages(areas),
            meanings: meanings.collect(),
            starts: Cells::of(text, start),
            middles: Cells::of(text, middle),
            last: Cell::new(None),
        }
    }

    /// The character that PDFium starts where this glyph starts; else the one whose ink lies where this ink
    /// lies, since glyphs that are written downwards are placed by another point.
    fn nearest(&self, origin: Point, ink: Rect, counts: fn(&PageChar) -> bool) -> Option<usize> {
        let reach = (ink.width().max(ink.height()) * 0.3).clamp(0.5, CELL_POINTS);
        let distance = |index: usize, place: fn(&PageChar) -> Point, to: Point| {
            let c = self.text.chars.get(index).filter(|c| counts(c))?;
            Some(((place(c) - to).hypot(), index))
        };
        let near = |cells: &Cells, to: Point, place: fn(&PageChar) -> Point, reach: f64| {
            let found = cells.around(to, 1, 1);
            found
                .filter_map(|index| distance(index, place, to))
                .filter(|(distance, _)| *distance <= reach)
                .collect::<Vec<_>>()
        };
        let closest = |found: Vec<(f64, usize)>| {
            let by_distance =
                |a: &(f64, usize), b: &(f64, usize)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
            found
                .into_iter()
                .min_by(by_distance)
                .map(|(_, index)| index)
        };
        // Several characters may start in one place: marks above a letter, the parts of a ligature.
        let together = near(&self.starts, origin, start, SAME_START);
        let together = together
            .into_iter()
            .filter_map(|(_, index)| distance(index, middle, ink.center()));
        closest(together.collect())
            .or_else(|| closest(near(&self.middles, ink.center(), middle, reach)))
    }

    /// Whether PDFium starts this glyph elsewhere in its line: none starts here, and one of this meaning (any,
    /// where nobody knows it) starts a little further along. Fonts that a file does not bring have other widths in other
    /// engines, and text moves.
    pub fn is_displaced(&self, name: &str, place: Affine) -> bool {
        let at = place * Point::ZERO;
        let [a, b, ..] = place.as_coeffs();
        let along = |c: &PageChar| {
            let (dx, dy) = (c.origin.x - at.x, c.origin.y - at.y);
            if a.abs() >= b.abs() {
                (dx.abs(), dy.abs())
            } else {
                (dy.abs(), dx.abs())
            }
        };
        let steps = (DISPLACED / CELL_POINTS).ceil() as i32;
        let (across, down) = if a.abs() >= b.abs() {
            (steps, 1)
        } else {
            (1, steps)
        };
        let folded_name = folded(name);
        let mut further = false;
        for index in self.starts.around(at, across, down) {
            let (Some(c), Some(meaning)) = (self.text.chars.get(index), self.meanings.get(index))
            else {
                continue;
            };
            let (moved, beside) = along(c);
            if moved.hypot(beside) <= SAME_START {
                return false;
            }
            let meant = name.is_empty() || folded_name.contains(meaning);
            further |= beside < 1.0 && moved <= DISPLACED && meant && !c.is_blank();
        }
        further
    }

    /// How far PDFium moved a glyph along its line: what follows a character of which it knows another width is
    /// found by its order and its meaning. `None` when it stands here, or when nobody can tell where it went.
    pub fn follow(&self, name: &str, place: Affine) -> Option<Vec2> {
        let at = place * Point::ZERO;
        let last = self.last.get();
        let next = last.and_then(|(index, _)| self.after(index, name));
        let moved = next.and_then(|index| self.moved(index, place));
        let as_before = |moved: &Vec2| {
            last.is_some_and(|(_, before)| {
                before != Vec2::ZERO && (*moved - before).hypot() <= SAME_START
            })
        };
        if let (Some(index), Some(moved)) = (next, moved.filter(as_before)) {
            self.last.set(Some((index, moved)));
            return Some(moved);
        }
        // Where a word is written twice in one place, the one that goes on is meant.
        let here = self.starting_at(at);
        let best =
            here.min_by_key(|index| (Some(*index) != next, !self.is_meant(*index, name), *index));
        match (best, next, moved) {
            (Some(index), ..) if self.is_meant(index, name) => {
                self.last.set(Some((index, Vec2::ZERO)))
            }
            (_, Some(index), Some(moved)) => {
                self.last.set(Some((index, moved)));
                return Some(moved);
            }
            (Some(index), ..) => self.last.set(Some((index, Vec2::ZERO))),
            (None, ..) if is_blank(name) && !name.is_empty() => {}
            (None, ..) => self.last.set(None),
        }
        None
    }

    fn is_meant(&self, index: usize, name: &str) -> bool {
        let (c, meaning) = (self.text.chars.get(index), self.meanings.get(index));
        c.zip(meaning)
            .is_some_and(|(c, meaning)| match c.is_blank() {
                true => !name.is_empty() && is_blank(name),
                // A bracket that PDFium turned around is the same one.
                false if name.is_empty() => false,
                false => {
                    meaning == name
                        || folded(name).contains(meaning)
                        || !name.chars().any(char::is_alphanumeric)
                            && unturned(name) == unturned(meaning)
                }
            })
    }

    /// The character after another that may be this glyph; one of two engines may know a blank that the other does not.
    fn after(&self, index: usize, name: &str) -> Option<usize> {
        let is_blank_there = self
            .text
            .chars
            .get(index + 1)
            .is_some_and(PageChar::is_blank);
        if self.is_meant(index + 1, name) {
            Some(index + 1)
        } else {
            (is_blank_there && self.is_meant(index + 2, name)).then_some(index + 2)
        }
    }

    /// From a glyph to where a character starts, if that is further along its line.
    fn moved(&self, index: usize, place: Affine) -> Option<Vec2> {
        let moved = start(self.text.chars.get(index)?) - place * Point::ZERO;
        let [a, b, ..] = place.as_coeffs();
        let length = a.hypot(b).max(1e-9);
        let along = (moved.x * a + moved.y * b) / length;
        let across = (moved.y * a - moved.x * b) / length;
        let further = (SAME_START..=DISPLACED).contains(&along.abs());
        (further && across.abs() < SAME_START).then_some(moved)
    }

    /// The characters that start in a place.
    fn starting_at(&self, at: Point) -> impl Iterator<Item = usize> + '_ {
        self.starts.around(at, 1, 1).filter(move |index| {
            let c = self.text.chars.get(*index);
            c.is_some_and(|c| (start(c) - at).hypot() <= SAME_START)
        })
    }

    /// Whether PDFium knows that this glyph changes nothing: every character of its meaning that starts here,
    /// or every one where none has its meaning.
    pub fn is_hidden(&self, name: &str, place: Affine) -> bool {
        let here: Vec<usize> = self.starting_at(place * Point::ZERO).collect();
        let hidden = |index: &usize| {
            let c = self.text.chars.get(*index);
            c.is_some_and(|c| c.hidden && (c.invisible || !c.is_unreadable()))
        };
        let meant = || here.iter().filter(|index| self.is_meant(**index, name));
        match meant().next() {
            Some(_) => meant().all(hidden),
            None => !here.is_empty() && here.iter().all(hidden),
        }
    }

    /// Whether PDFium knows of a letter here, and of no shape: no font has it.
    pub fn is_shapeless(&self, place: Affine) -> bool {
        let here = self.starting_at(place * Point::ZERO);
        let mut chars = here.filter_map(|index| self.text.chars.get(index));
        chars.any(|c| c.hidden && !c.is_blank() && c.ink == c.cell)
    }

    /// Whether this glyph is too small to be read: it keeps its ink, as a line of a drawing, and loses its meaning.
    pub fn is_unreadable(&self, place: Affine) -> bool {
        let here = self.starting_at(place * Point::ZERO);
        let mut chars = here
            .filter_map(|index| self.text.chars.get(index))
            .peekable();
        chars.peek().is_some() && chars.all(PageChar::is_unreadable)
    }

    /// What PDFium reads where this glyph is: one letter, or all of a glyph that stands for several. What
    /// nobody sees is no witness of what is seen.
    pub fn read(&self, origin: Point, ink: Rect) -> Option<String> {
        let index = self.nearest(origin, ink, |c| !c.hidden)?;
        let (before, after) = self.text.chars.split_at_checked(index)?;
        let first = after.first()?;
        let is_one = |c: &&PageChar| c.origin == first.origin && c.ink == first.ink;
        let start = index - before.iter().rev().take_while(is_one).count();
        let glyph = self.text.chars.get(start..)?.iter().take_while(is_one);
        Some(glyph.map(|c| c.text).collect())
    }

    /// What shows a glyph that is not drawn; `None` where PDFium reads nothing that anybody sees.
    fn layer(&self, shown: &KeptGlyph) -> Option<Layer> {
        let start = shown.place * Point::ZERO;
        let index = self.nearest(start, shown.ink, |c| !c.hidden)?;
        let c = self.text.chars.get(index)?;
        Some(if c.invisible {
            Layer::OfPicture
        } else {
            Layer::OfInk
        })
    }

    /// Whether the word of an invisible glyph keeps clear of the areas, as far as PDFium knows.
    pub fn layer_is_clear(&self, origin: Point, ink: Rect) -> bool {
        self.nearest(origin, ink, |_| true)
            .is_none_or(|index| self.text.survives(index, &self.zones))
    }
}
