//! Which letters the programs of fonts say that their glyphs are, for files that do not say it themselves.
//!
//! **Invariant:** looks at fonts, never at text. A code of private use names nothing.

use hayro_interpret::font::OutlineGlyph;
use skrifa::{FontRef, MetadataProvider};
use std::cell::RefCell;
use std::collections::HashMap;

/// By font, then by glyph; the fonts are known by the interpreter's keys.
#[derive(Default)]
pub struct Charmaps(RefCell<HashMap<u128, HashMap<u32, char>>>);

impl Charmaps {
    /// The letter that a glyph is, where its font has a table of letters (OpenType, table `cmap`).
    pub fn letter(&self, glyph: &OutlineGlyph) -> Option<char> {
        let font = glyph.font_data()?;
        let mut known = self.0.borrow_mut();
        let letters = known
            .entry(font.cache_key)
            .or_insert_with(|| letters_of((*font.data).as_ref()));
        letters.get(&glyph.glyph_id().to_u32()).copied()
    }
}

/// The first letter of each glyph, so that a blank is no hard one.
fn letters_of(program: &[u8]) -> HashMap<u32, char> {
    let mut letters = HashMap::new();
    let Ok(font) = FontRef::new(program) else {
        return letters;
    };
    let mappings = font.charmap().mappings();
    let sound = |c: &char| !c.is_control() && !matches!(c, '\u{e000}'..='\u{f8ff}');
    let named = mappings.filter_map(|(code, glyph)| {
        let letter = char::from_u32(code).filter(sound)?;
        Some((glyph.to_u32(), letter))
    });
    for (glyph, letter) in named {
        let first = letters.entry(glyph).or_insert(letter);
        *first = letter.min(*first);
    }
    letters
}
