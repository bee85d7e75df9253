//! Where the letters of a layer of text reach on the picture they stand for: the boxes of a program that reads scans lie
//! up to three points off, and a mark made of them would leave the tops of letters.
//!
//! **Invariant:** a letter only gains ground, and only that of dark shapes near its word which no other word claims.
//! **Absent:** areas; those of a marks file stay as they are, and what an export covers is decided without this.

use super::geometry::{PagePoint, PageRect, PageSize};
use super::pixels::Pixels;
use super::rects::Rects;
use super::text::{PageChar, PageText};

/// Points around a word in which shapes are looked for, and the part of its height that this is at most.
const REACH_POINTS: f64 = 4.0;
const REACH_SHARE: f64 = 0.5;
/// A shape belongs to a word when its middle lies in the box of the word with this part of its height added above and
/// below, and at the sides.
const BESIDE_HEIGHTS: f64 = 0.35;
const AT_SIDES: f64 = 0.15;
/// A shape that is higher than this many boxes is none of its letters.
const MAX_SHAPE_HEIGHTS: f64 = 1.6;
/// Steps from letter to letter that differ by less than this, in points, are the same.
const EVEN_STEP: f64 = 0.1;
/// Fewer pixels are a speck.
const MIN_PIXELS: usize = 3;
/// A window in which light and dark differ by less than this, of 255, shows nothing.
const EVEN_TONES: u8 = 48;

/// The text with the letters of its layer as large as the shapes of the picture. `pixels` is the whole page.
pub fn settled(mut text: PageText, pixels: &Pixels, size: PageSize) -> PageText {
    let words: Vec<(usize, usize)> = text.words.clone();
    let boxes: Vec<Option<PageRect>> = words
        .iter()
        .map(|(start, end)| PageText::bounds(text.chars.get(*start..*end)?))
        .collect();
    let places = Rects::of(boxes.iter().flatten());
    let scale = pixels.width() as f64 / size.width;
    let mut gains: Vec<(usize, PageRect)> = Vec::new();
    for ((start, end), own) in words.into_iter().zip(&boxes) {
        let chars = text.chars.get(start..end).unwrap_or_default();
        let Some(own) = own.filter(|_| chars.iter().any(|c| c.invisible)) else {
            continue;
        };
        let is_claimed = |middle: PagePoint| {
            let near = places
                .near([middle.x, middle.y, middle.x, middle.y])
                .into_iter();
            let others: Vec<PageRect> = near
                .filter_map(|number| boxes.iter().flatten().nth(number).copied())
                .collect();
            !own.contains(middle) && others.iter().any(|other| other.contains(middle))
        };
        let reach = with_blank(chars, own);
        for shape in shapes(pixels, scale, &reach) {
            if belongs(&shape, &reach) && !is_claimed(shape.center()) {
                gains.extend(nearest(chars, shape.center()).map(|index| (start + index, shape)));
            }
        }
    }
    for (index, shape) in gains {
        if let Some(c) = text.chars.get_mut(index) {
            c.ink = c.ink.union(&shape);
        }
    }
    text
}

/// The box of a word and of the blank behind it, where its letters are all of one width: programs that read scans spread
/// a word and its blank over the place of the word alone, so that its last letter stands where they put the blank.
fn with_blank(chars: &[PageChar], own: PageRect) -> PageRect {
    let [.., before, last] = chars else {
        return own;
    };
    let step = |a: &PageChar, b: &PageChar| (b.origin.x - a.origin.x, b.origin.y - a.origin.y);
    let (x, y) = step(before, last);
    let is_even = chars.windows(2).all(|pair| match pair {
        [a, b] => (step(a, b).0 - x).hypot(step(a, b).1 - y) < EVEN_STEP,
        _ => true,
    });
    let behind = last.ink.translated(x, y).filter(|_| is_even);
    behind.map_or(own, |behind| own.union(&behind))
}

fn belongs(shape: &PageRect, own: &PageRect) -> bool {
    let line = own.height().min(own.width().max(own.height() / 2.0));
    let middle = shape.center();
    let (side, above) = match own.width() >= own.height() {
        true => (AT_SIDES * line, BESIDE_HEIGHTS * line),
        false => (BESIDE_HEIGHTS * own.width(), AT_SIDES * own.width()),
    };
    let high = own.height().min(own.width());
    let lies_in = middle.x > own.left() - side
        && middle.x < own.right() + side
        && middle.y > own.top() - above
        && middle.y < own.bottom() + above;
    lies_in && shape.height().min(shape.width()) <= MAX_SHAPE_HEIGHTS * high
}

fn nearest(chars: &[PageChar], to: PagePoint) -> Option<usize> {
    let distance = |c: &PageChar| {
        let middle = c.cell.center();
        (middle.x - to.x).hypot(middle.y - to.y)
    };
    let numbered = chars.iter().enumerate();
    let nearest = numbered.min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)));
    nearest.map(|(index, _)| index)
}

/// The bounds of the connected dark shapes around a box that end before its surroundings do.
fn shapes(pixels: &Pixels, scale: f64, own: &PageRect) -> Vec<PageRect> {
    let reach = REACH_POINTS.min(REACH_SHARE * own.height().min(own.width()));
    let low = |v: f64| ((v - reach) * scale).floor().max(0.0) as usize;
    let high = |v: f64, most: usize| (((v + reach) * scale).ceil().max(0.0) as usize).min(most);
    let (left, top) = (low(own.left()), low(own.top()));
    let (right, bottom) = (
        high(own.right(), pixels.width()),
        high(own.bottom(), pixels.height()),
    );
    let (columns, rows) = (right.saturating_sub(left), bottom.saturating_sub(top));
    let light: Vec<u8> = (top..bottom)
        .flat_map(|y| (left..right).map(move |x| (x, y)))
        .map(|(x, y)| (pixels.at(x, y).iter().map(|v| u32::from(*v)).sum::<u32>() / 3) as u8)
        .collect();
    let mut dark = inked(&light);
    let mut shapes = Vec::new();
    for from in 0..dark.len() {
        if let Some([x0, y0, x1, y1]) = taken(&mut dark, columns, from) {
            // What runs on beyond the window is a rule, or the letter of another word.
            if x0 == 0 || x1 == columns || y0 == 0 || y1 == rows {
                continue;
            }
            let at = |v: usize, first: usize| (first + v) as f64 / scale;
            shapes.extend(PageRect::new(
                at(x0, left),
                at(y0, top),
                at(x1, left),
                at(y1, top),
            ));
        }
    }
    shapes
}

/// Which pixels are ink: darker than the middle between the paper and the darkest, or lighter on a dark ground.
fn inked(light: &[u8]) -> Vec<bool> {
    let mut sorted = light.to_vec();
    sorted.sort_unstable();
    let at = |part: usize| sorted.get(sorted.len() * part / 100).copied().unwrap_or(0);
    let (dark, paper) = (at(3), at(75));
    if paper.saturating_sub(dark) >= EVEN_TONES {
        let middle = (u16::from(dark) + u16::from(paper)).div_ceil(2) as u8;
        return light.iter().map(|v| *v < middle).collect();
    }
    let (ground, bright) = (at(25), at(97));
    let middle = (u16::from(ground) + u16::from(bright)).div_ceil(2) as u8;
    let differs = bright.saturating_sub(ground) >= EVEN_TONES;
    light.iter().map(|v| differs && *v > middle).collect()
}

/// Takes the shape with this pixel out; its bounds as left, top and the first column and row after it.
fn taken(dark: &mut [bool], columns: usize, from: usize) -> Option<[usize; 4]> {
    let mut open = vec![from];
    let (mut bounds, mut count) = ([usize::MAX, usize::MAX, 0, 0], 0);
    while let Some(index) = open.pop() {
        match dark.get_mut(index) {
            Some(is_dark) if *is_dark => *is_dark = false,
            _ => continue,
        }
        count += 1;
        let (x, y) = (index % columns, index / columns);
        bounds = [
            bounds[0].min(x),
            bounds[1].min(y),
            bounds[2].max(x + 1),
            bounds[3].max(y + 1),
        ];
        for (dx, dy) in [
            (0, 0),
            (0, 1),
            (0, 2),
            (1, 0),
            (1, 2),
            (2, 0),
            (2, 1),
            (2, 2),
        ] {
            let (x, y) = ((x + dx).checked_sub(1), (y + dy).checked_sub(1));
            if let (Some(x), Some(y)) = (x.filter(|x| *x < columns), y) {
                open.push(y * columns + x);
            }
        }
    }
    (count >= MIN_PIXELS).then_some(bounds)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: PageSize = PageSize {
        width: 200.0,
        height: 100.0,
    };

    fn rect(l: f64, t: f64, r: f64, b: f64) -> PageRect {
        PageRect::new(l, t, r, b).unwrap()
    }

    fn letter(text: char, left: f64, invisible: bool) -> PageChar {
        let cell = rect(left, 40.0, left + 6.0, 50.0);
        PageChar {
            origin: PagePoint::new(left, 48.0),
            invisible,
            ..PageChar::drawn(text, cell)
        }
    }

    /// Two words of two letters, whose shapes stand two points higher than their boxes, and a rule below them.
    fn page(invisible: bool) -> (PageText, Pixels) {
        let letters = [
            ('a', 20.0),
            ('b', 26.0),
            (' ', 32.0),
            ('c', 38.0),
            ('d', 44.0),
        ];
        let chars = letters.map(|(c, left)| letter(c, left, invisible)).to_vec();
        let mut pixels = Pixels::new(400, 200, vec![255; 240_000]).unwrap();
        for left in [21, 27, 39, 45] {
            pixels.fill(2 * left, 76, 2 * left + 8, 94, [0; 3]);
        }
        pixels.fill(0, 102, 400, 104, [0; 3]);
        (PageText::new(chars, &[]), pixels)
    }

    #[test]
    fn letters_of_a_layer_reach_as_far_as_their_shapes_and_no_further() {
        let (text, pixels) = page(true);
        let settled = settled(text.clone(), &pixels, SIZE);
        for (before, after) in text
            .chars
            .iter()
            .zip(&settled.chars)
            .filter(|(c, _)| !c.is_blank())
        {
            assert_eq!(
                after.ink,
                rect(before.ink.left(), 38.0, before.ink.right(), 50.0)
            );
        }
    }

    #[test]
    fn the_last_letter_stands_where_the_blank_was_put() {
        let (text, mut pixels) = page(true);
        pixels.fill(2 * 33, 80, 2 * 36, 94, [0; 3]);
        let settled = settled(text, &pixels, SIZE);
        let (first, last) = (settled.chars[0].ink, settled.chars[1].ink);
        assert_eq!((first.right(), last.right()), (26.0, 36.0));
    }

    #[test]
    fn letters_that_are_drawn_stay_as_they_are() {
        let (text, pixels) = page(false);
        assert_eq!(settled(text.clone(), &pixels, SIZE), text);
    }

    #[test]
    fn a_shape_in_the_box_of_another_word_is_its_own() {
        let (mut text, mut pixels) = page(true);
        pixels.fill(2 * 32, 76, 2 * 38 - 2, 94, [0; 3]);
        text.chars
            .iter_mut()
            .skip(3)
            .for_each(|c| c.cell = c.ink.translated(-4.0, 0.0).unwrap());
        text.chars.iter_mut().skip(3).for_each(|c| c.ink = c.cell);
        let settled = settled(text, &pixels, SIZE);
        assert!(settled.chars[1].ink.right() < 33.0);
    }
}
