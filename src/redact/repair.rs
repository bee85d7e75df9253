//! Repairs a page that was drawn again, where it does not look or read as its source does.
//!
//! **Invariant:** what is added comes from what a reader sees of the source beside the areas, under the same rules as a
//! page that is one picture; every pixel of an area, and one around it, is black.
//! **Absent:** finding out what differs; that is told by whoever looked at both.

use super::invisible_text::Layer;
use super::vector::patch::pixels_of_page;
use super::vector::{PageFacts, Reason};
use crate::model::page::geometry::{PagePoint, PageRect};
use crate::model::page::rects::Rects;
use crate::model::page::text::{PageChar, PageText};
use crate::writer::page::{CleanPage, Item, PlacedGlyph, TextMode, TextRun};
use crate::writer::picture::Picture;
use kurbo::{Point, Rect};

/// A page of which more than this share differs is better shown as one picture.
const MAX_REPAIRED_SHARE: f64 = 0.5;
/// More pieces than this make a page a patchwork, which is better shown as one picture too.
const MOST_PIECES: usize = 60;
/// Points beside a letter along its line, and above and below it, that belong to it: two engines draw it a little apart.
const BESIDE_LETTER: (f64, f64) = (0.25, 1.5);
/// Two readers start the same glyph this near to each other, in points.
const SAME_START: f64 = 1.0;

/// What is to be repaired.
#[derive(Default)]
pub struct Faults<'a> {
    /// Where the page looks different.
    pub places: &'a [PageRect],
    /// Characters of the source that are missing, by number.
    pub missing: &'a [usize],
    /// Where glyphs start that nobody can see in the source: what is missing there was left out on purpose.
    pub unseen: &'a [PagePoint],
    /// Where characters start that the source does not have.
    pub added: &'a [PagePoint],
}

/// Puts pictures of the source over the places that differ, takes meanings back that the source does not have, and adds
/// the characters that are missing as a layer.
///
/// # Errors
/// Too much differs.
pub fn repaired(
    mut page: CleanPage,
    facts: &PageFacts<'_>,
    areas: &[PageRect],
    faults: &Faults<'_>,
) -> Result<CleanPage, Reason> {
    let surface: f64 = faults.places.iter().map(PageRect::surface).sum();
    let most = MAX_REPAIRED_SHARE * facts.size.width * facts.size.height;
    if surface > most || faults.places.len() > MOST_PIECES {
        return Err(Reason::Appearance);
    }
    unname(&mut page, faults.added);
    let kurbo = |r: &PageRect| Rect::new(r.left(), r.top(), r.right(), r.bottom());
    let paper = Rect::new(0.0, 0.0, facts.size.width, facts.size.height);
    let black: Vec<Rect> = areas.iter().map(kurbo).collect();
    for place in faults.places {
        let pixels = (facts.clean)();
        let pixels = pixels.and_then(|pixels| pixels_of_page(&pixels, paper, &black, kurbo(place)));
        let picture =
            pixels.and_then(|(pixels, place, _)| Some((Picture::of_page(&pixels)?, place)));
        let (picture, place) = picture.ok_or(Reason::Appearance)?;
        let number = page.pictures.len() as u32;
        page.pictures.push(picture);
        page.items.push(Item::Picture {
            picture: number,
            place,
            alpha: 255,
        });
    }
    add_layer(&mut page, facts, faults);
    Ok(page)
}

/// The places with all of each letter that they show a part of, so that none is half a picture; those that then meet are
/// one. Letters close to an area decide nothing.
pub fn with_whole_letters(
    places: &[PageRect],
    text: &PageText,
    areas: &[PageRect],
) -> Vec<PageRect> {
    let is_shown = |c: &&PageChar| !c.hidden && !c.invisible && !c.is_blank();
    let inks = text.chars.iter().filter(is_shown);
    let inks: Vec<PageRect> = inks.filter_map(around).collect();
    let (letters, index) = (Rects::of(&inks), Rects::of(areas));
    let mut whole: Vec<PageRect> = Vec::new();
    for place in places {
        let near = letters.near((*place).into());
        let near = near.into_iter().filter_map(|number| inks.get(number));
        let near = near.filter(|ink| ink.intersects(place));
        let near = near.filter(|ink| !index.meets(ink));
        let mut grown = near.fold(*place, |grown, ink| grown.union(ink));
        while let Some(met) = whole.iter().position(|other| other.intersects(&grown)) {
            grown = grown.union(&whole.swap_remove(met));
        }
        whole.push(grown);
    }
    whole
}

/// A letter with what belongs to it.
fn around(c: &PageChar) -> Option<PageRect> {
    let (along, across) = BESIDE_LETTER;
    let (x, y) = match c.quarters() % 2 {
        0 => (along, across),
        _ => (across, along),
    };
    let r = &c.ink;
    PageRect::new(r.left() - x, r.top() - y, r.right() + x, r.bottom() + y)
}

fn add_layer(page: &mut CleanPage, facts: &PageFacts<'_>, faults: &Faults<'_>) {
    let missing = faults.missing.iter();
    let chars = missing.filter_map(|index| facts.text.chars.get(*index));
    let is_unseen = |c: &&PageChar| {
        let near = |p: &PagePoint| (p.x - c.origin.x).hypot(p.y - c.origin.y) <= SAME_START;
        faults.unseen.iter().any(near)
    };
    let layer = Layer::of(chars.filter(|c| !c.hidden && !is_unseen(c)));
    if layer.placed.is_empty() {
        return;
    }
    let first = page.glyphs.len() as u32;
    page.glyphs.extend(layer.glyphs);
    let glyphs = layer.placed.into_iter().map(|placed| PlacedGlyph {
        glyph: first + placed.glyph,
        ..placed
    });
    page.items.push(Item::Text(TextRun {
        glyphs: glyphs.collect(),
        mode: TextMode::Invisible,
    }));
}

/// Takes the letters that start in these places out of the layers of a page.
pub fn without_layer_at(page: &mut CleanPage, starts: &[PagePoint]) {
    let is_near = |at: Point| {
        let mut near = starts.iter().map(|p| (p.x - at.x).hypot(p.y - at.y));
        near.any(|distance| distance <= SAME_START)
    };
    each_run(&mut page.items, &mut |run| {
        if run.mode == TextMode::Invisible {
            run.glyphs
                .retain(|placed| !is_near(placed.place * Point::ZERO));
        }
    });
}

/// Gives the glyphs that start in these places another without a meaning.
fn unname(page: &mut CleanPage, starts: &[PagePoint]) {
    if starts.is_empty() {
        return;
    }
    let CleanPage { items, glyphs, .. } = page;
    let mut unnamed = |placed: &mut PlacedGlyph| {
        let at = placed.place * Point::ZERO;
        let near = |p: &PagePoint| (p.x - at.x).hypot(p.y - at.y) <= SAME_START;
        let named = glyphs
            .get(placed.glyph as usize)
            .filter(|g| !g.unicode.is_empty());
        if let Some(named) = named
            && starts.iter().any(near)
        {
            let mut nameless = named.clone();
            nameless.unicode.clear();
            placed.glyph = glyphs.len() as u32;
            glyphs.push(nameless);
        }
    };
    each_run(items, &mut |run| {
        run.glyphs.iter_mut().for_each(&mut unnamed)
    });
}

fn each_run(items: &mut [Item], change: &mut impl FnMut(&mut TextRun)) {
    for item in items {
        match item {
            Item::Text(run) => change(run),
            Item::Clip { items, .. } => each_run(items, change),
            Item::Picture { .. }
            | Item::Stencil { .. }
            | Item::Fill { .. }
            | Item::Stroke { .. }
            | Item::Marker { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(left: f64) -> PageChar {
        PageChar::drawn('a', PageRect::new(left, 100.0, left + 5.0, 108.0).unwrap())
    }

    #[test]
    fn a_piece_cuts_no_letter_and_meets_no_other() {
        let text = PageText::new(vec![letter(10.0), letter(40.0), letter(70.0)], &[]);
        let rect = |left: f64, right: f64| PageRect::new(left, 104.0, right, 120.0).unwrap();
        let whole = |areas: &[PageRect]| {
            with_whole_letters(&[rect(12.0, 30.0), rect(29.0, 42.0)], &text, areas)
        };
        let pieces = whole(&[]);
        assert_eq!(pieces.len(), 1, "they meet");
        for letter in &text.chars[..2] {
            assert!(pieces[0].contains_rect(&letter.ink), "{pieces:?}");
        }
        let area = PageRect::new(8.0, 90.0, 16.0, 110.0).unwrap();
        assert!(
            whole(&[area])[0].left() > 11.0,
            "not for a letter under an area"
        );
    }
}
