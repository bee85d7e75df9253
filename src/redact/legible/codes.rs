//! Whether a font draws the letters that its codes are, where its file names none of them: programs that make fonts smaller
//! often leave the names away and the codes as they were.
//!
//! **Invariant:** looks at the program of the font, never at a text.
//! **Absent:** fonts of which the file names the letters.
//!
//! The order of the codes was the alternative: codes given out as the words of a page use them are in an order too.

use super::alphabet::{DrawnLetter, drawn_letters, rasterised, standard_fonts};
use kurbo::{Affine, BezPath, Shape as _};
use std::sync::OnceLock;

/// Side in cells of the picture to which every letter is stretched.
const SIDE: usize = 16;
/// Letters and digits of a font that must be recognised, and the share of those that it draws.
const FEWEST: usize = 4;
const SHARE: (usize, usize) = (9, 10);
/// Letters that look the same once they are stretched.
const ALIKE: [&str; 13] = [
    "cC", "oO0QD", "sS5", "vV", "wW", "xX", "zZ2", "kK", "pP", "uU", "lI1ij", "8B", "69gq",
];

type Picture = [f32; SIDE * SIDE];

/// Whether a TrueType program without names draws, for most codes of letters and digits, just these.
pub fn are_letters(program: &[u8]) -> bool {
    let keys = "/Subtype/TrueType/FirstChar 33/LastChar 255/FontDescriptor<</Type/FontDescriptor\
                /FontName/AAAAAA+F/Flags 4/FontBBox[0 -200 1000 800]/ItalicAngle 0/Ascent 800/Descent -200\
                /CapHeight 700/StemV 80/FontFile2 4 0 R>>";
    let drawn = drawn_letters(&[keys.to_owned()], program);
    let Some(letters) = drawn.into_iter().next() else {
        return false;
    };
    let asked = letters.iter().filter(|drawn| {
        // What stands for all that the font does not have is no letter.
        let is_same =
            |other: &DrawnLetter| other.code != drawn.code && other.outline == drawn.outline;
        !letters.iter().any(is_same)
    });
    let asked = asked.filter_map(known);
    let asked: Vec<(char, Picture)> = asked.collect();
    let shown = asked
        .iter()
        .filter(|(letter, picture)| is_shown(*letter, picture))
        .count();
    let (part, whole) = SHARE;
    shown >= FEWEST && shown * whole >= asked.len() * part
}

/// Whether no letter that looks otherwise is more like a picture than this one.
fn is_shown(letter: char, picture: &Picture) -> bool {
    let likeness = |known: &Picture| picture.iter().zip(known).map(|(a, b)| a * b).sum::<f32>();
    let all = standard()
        .iter()
        .map(|(other, known)| (*other, likeness(known)));
    let best = all.max_by(|a, b| a.1.total_cmp(&b.1));
    best.is_some_and(|(other, _)| are_alike(other, letter))
}

fn are_alike(a: char, b: char) -> bool {
    a == b
        || ALIKE
            .iter()
            .any(|letters| letters.contains(a) && letters.contains(b))
}

/// The letters and digits of the standard fonts.
fn standard() -> &'static [(char, Picture)] {
    static LETTERS: OnceLock<Vec<(char, Picture)>> = OnceLock::new();
    LETTERS.get_or_init(|| {
        let fonts = drawn_letters(&standard_fonts(), &[]);
        let letters = fonts.iter().flatten().filter_map(known);
        letters.collect()
    })
}

/// The letter or digit that a code is, and what is drawn for it.
fn known(drawn: &DrawnLetter) -> Option<(char, Picture)> {
    let letter = char::from_u32(drawn.code).filter(char::is_ascii_alphanumeric)?;
    Some((letter, picture(&drawn.outline)?))
}

/// An outline stretched to a square, brought to a mean of zero and a length of one; `None` without ink.
fn picture(outline: &BezPath) -> Option<Picture> {
    let bounds = outline.bounding_box();
    let side = SIDE as f64;
    if bounds.width() <= 0.0 || bounds.height() <= 0.0 {
        return None;
    }
    let place = Affine::scale_non_uniform(side / bounds.width(), -side / bounds.height())
        * Affine::translate((-bounds.x0, -bounds.y1));
    let ink = rasterised(&(place * outline), SIDE, SIDE);
    let mut picture: Picture = ink.try_into().ok()?;
    let mean = picture.iter().sum::<f32>() / picture.len() as f32;
    picture.iter_mut().for_each(|v| *v -= mean);
    let length = picture.iter().map(|v| v * v).sum::<f32>().sqrt();
    picture.iter_mut().for_each(|v| *v /= length.max(1e-6));
    Some(picture)
}
