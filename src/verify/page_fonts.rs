//! The fonts of a file of ours: which codes they have, what those mean, and which are used.

#![deny(clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

use super::font::Glyph;
use super::syntax::{Dict, Object, Value};
use kurbo::Affine;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of the fonts of a file.
#[derive(Default)]
pub struct Fonts {
    /// Codes shown, per font object.
    used: BTreeMap<u32, BTreeSet<u16>>,
    /// The advances, per font object.
    advances: BTreeMap<u32, Vec<f64>>,
    /// The programs and the meanings, in the order in which they were read.
    pub programs: Vec<Vec<Glyph>>,
    pub meanings: Vec<BTreeMap<u16, String>>,
    /// Font objects in the same order.
    order: Vec<u32>,
}

impl Fonts {
    /// Notes a font after its parts have been read.
    pub fn describe(&mut self, number: u32, font: &Dict, objects: &BTreeMap<u32, Object>) {
        self.order.push(number);
        let Some(Value::Array(descendants)) = font.get(b"DescendantFonts".as_slice()) else {
            return;
        };
        let Some(Value::Ref(descendant)) = descendants.first() else {
            return;
        };
        let Some(Object {
            value: Value::Dict(cid),
            ..
        }) = objects.get(descendant)
        else {
            return;
        };
        if let Some(Value::Array(widths)) = cid.get(b"W".as_slice())
            && let Some(Value::Array(list)) = widths.get(1)
        {
            let widths = list.iter().map(|w| w.number().unwrap_or(f64::NAN));
            self.advances.insert(number, widths.collect());
        }
    }

    /// Every font has as many advances as glyphs, and each glyph but the empty first is shown somewhere.
    pub fn hold_exactly_what_is_used(&self) -> bool {
        self.order.len() == self.programs.len()
            && self.order.len() == self.meanings.len()
            && self
                .order
                .iter()
                .zip(&self.programs)
                .zip(&self.meanings)
                .all(|((font, program), meanings)| {
                    let glyphs = program.len();
                    let used = self.used.get(font);
                    let shown = used.map_or(0, BTreeSet::len);
                    let highest = used
                        .and_then(|u| u.last())
                        .map_or(0, |code| usize::from(*code));
                    let known = meanings
                        .keys()
                        .all(|code| used.is_some_and(|u| u.contains(code)));
                    self.advances.get(font).map(Vec::len) == Some(glyphs)
                        && shown + 1 == glyphs
                        && highest + 1 == glyphs
                        && known
                })
    }

    /// The advances that fonts list are those of their programs, to a unit.
    pub fn widths_agree(&self) -> bool {
        let pairs = self.order.iter().zip(&self.programs);
        self.order.len() == self.programs.len()
            && pairs.into_iter().all(|(font, program)| {
                self.advances.get(font).is_some_and(|listed| {
                    let near = |(a, b): (&f64, &Glyph)| (a - f64::from(b.advance)).abs() <= 1.0;
                    listed.len() == program.len() && listed.iter().zip(program).all(near)
                })
            })
    }

    /// Every code that is shown stands for characters other than U+0000, U+FEFF and U+FFFE.
    pub fn every_code_means_something(&self) -> bool {
        let means =
            |text: &String| !text.is_empty() && !text.contains(['\u{0}', '\u{feff}', '\u{fffe}']);
        self.order.iter().enumerate().all(|(place, font)| {
            let meanings = self.meanings.get(place);
            let mut codes = self.used.get(font).into_iter().flatten();
            codes.all(|code| meanings.and_then(|m| m.get(code)).is_some_and(means))
        })
    }

    /// Notes which codes are shown.
    pub fn note_used(&mut self, letters: &[Letter]) {
        for letter in letters {
            self.used
                .entry(letter.font)
                .or_default()
                .insert(letter.code);
        }
    }

    pub fn place(&self, font: u32) -> Option<usize> {
        self.order.iter().position(|number| *number == font)
    }

    /// What a code stands for.
    pub fn meaning(&self, font: u32, code: u16) -> Option<&str> {
        let meanings = self.meanings.get(self.place(font)?)?;
        meanings.get(&code).map(String::as_str)
    }

    /// What is drawn for a code.
    pub fn glyph(&self, font: u32, code: u16) -> Option<&Glyph> {
        self.programs.get(self.place(font)?)?.get(usize::from(code))
    }

    /// How far a code takes the pen, in thousandths of the font size.
    pub fn advance(&self, font: u32, code: u16) -> Option<f64> {
        self.advances.get(&font)?.get(usize::from(code)).copied()
    }
}

/// A code that a page shows.
pub struct Letter {
    /// Font object.
    pub font: u32,
    pub code: u16,
    /// From thousandths of the font size to the page as the file has it.
    pub place: Affine,
    pub invisible: bool,
}
