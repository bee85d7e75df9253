//! Glyphs of which the file does not say which letters they are: readers show their codes, and those may have been given out
//! in the order in which the words of the page use them, also those that are covered.
//!
//! **Invariant:** looks at fonts, never at text.
//! **Absent:** glyphs that the interpreter names by nothing at all; it says so itself.

use super::charmaps::Charmaps;
use super::glyphs::cleaned;
use crate::model::page::geometry::PagePoint;
use hayro_interpret::font::OutlineGlyph;
use hayro_interpret::hayro_syntax::object::{Dict, Name, Stream};
use hayro_interpret::hayro_syntax::page::Page;

/// Forms within forms, and dictionaries of one page that are looked at.
const MAX_DEPTH: usize = 8;
const MOST_HOLDERS: usize = 2_000;
/// A font whose letters are not those of the Latin alphabet (ISO 32000-1 table 123).
const SYMBOLIC_FLAG: u32 = 4;

/// A glyph of which the file does not say to everybody which letter it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unnamed {
    /// Where it starts on its baseline.
    pub origin: PagePoint,
    /// Its number in the text of the file.
    pub code: u32,
    /// It leaves ink, whatever its code would be.
    pub is_drawn: bool,
    /// The file says which letter it is after all, but not to who takes the codes of small drawings for letters.
    pub is_misread: bool,
}

/// The programs of the fonts of a page whose codes nothing names: symbolic ones without an encoding or a table of meanings.
/// A reader that shows their codes as letters guesses, and is right only where the font draws just these letters.
///
/// The name of a font was the alternative: another subset of the same font has that name too.
#[derive(Default)]
pub struct UnnamedFonts {
    programs: Vec<Vec<u8>>,
    charmaps: Charmaps,
}

impl UnnamedFonts {
    /// `are_letters` says of a program whether it draws the letters that its codes are.
    pub fn of(page: &Page<'_>, are_letters: &dyn Fn(&[u8]) -> bool) -> Self {
        let mut found: Vec<Vec<u8>> = Vec::new();
        let mut open: Vec<(Dict<'_>, usize)> = vec![(page.raw().clone(), 0)];
        // Resources may be inherited from the tree of pages.
        let mut node = page.raw().clone();
        for _ in 0..MAX_DEPTH {
            let Some(parent) = node.get::<Dict<'_>>(b"Parent".as_slice()) else {
                break;
            };
            open.push((parent.clone(), MAX_DEPTH));
            node = parent;
        }
        let mut looked_at = 0;
        while let Some((holder, depth)) = open.pop() {
            looked_at += 1;
            let resources = holder.get::<Dict<'_>>(b"Resources".as_slice());
            let Some(resources) = resources.filter(|_| looked_at <= MOST_HOLDERS) else {
                continue;
            };
            if let Some(fonts) = resources.get::<Dict<'_>>(b"Font".as_slice()) {
                let names: Vec<Name<'_>> = fonts.keys().collect();
                let fonts = names.iter().filter_map(|name| fonts.get(name.as_ref()));
                found.extend(fonts.filter_map(|font: Dict<'_>| unnamed(&font)));
            }
            let forms = resources.get::<Dict<'_>>(b"XObject".as_slice());
            if let Some(forms) = forms.filter(|_| depth < MAX_DEPTH) {
                let names: Vec<Name<'_>> = forms.keys().collect();
                let forms = names.iter().filter_map(|name| forms.get(name.as_ref()));
                open.extend(forms.map(|form: Stream<'_>| (form.dict().clone(), depth + 1)));
            }
        }
        found.retain(|program| !are_letters(program));
        Self {
            programs: found,
            charmaps: Charmaps::default(),
        }
    }

    pub fn has(&self, glyph: &OutlineGlyph) -> bool {
        if self.programs.is_empty() {
            return false;
        }
        let Some(font) = glyph.font_data() else {
            return false;
        };
        let program = (*font.data).as_ref();
        self.programs.iter().any(|unnamed| unnamed == program)
    }

    /// What a glyph says that it is, by the file or else by the program of its font.
    pub fn name(&self, glyph: &OutlineGlyph) -> String {
        if self.has(glyph) {
            return String::new();
        }
        let name = cleaned(glyph.as_unicode());
        match name.is_empty() {
            true => self
                .charmaps
                .letter(glyph)
                .map(String::from)
                .unwrap_or_default(),
            false => name,
        }
    }
}

/// The program of a font whose codes nothing names.
fn unnamed(font: &Dict<'_>) -> Option<Vec<u8>> {
    let is_named = [b"ToUnicode".as_slice(), b"Encoding"]
        .iter()
        .any(|key| font.contains_key(key));
    let descriptor = font.get::<Dict<'_>>(b"FontDescriptor".as_slice())?;
    let flags = descriptor.get::<u32>(b"Flags".as_slice()).unwrap_or(0);
    if is_named || flags & SYMBOLIC_FLAG == 0 {
        return None;
    }
    let program = descriptor.get::<Stream<'_>>(b"FontFile2".as_slice())?;
    Some(program.decoded_data().ok()?.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use hayro_interpret::hayro_syntax::Pdf;
    use std::fmt::Write;
    use std::sync::Arc;

    /// The programs without names of a page with one font of these keys.
    fn found(keys: &str) -> Vec<Vec<u8>> {
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            // The resources are inherited.
            "<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</Font<</F 4 0 R>>>>>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>".to_owned(),
            format!("<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Arial{keys}>>"),
            "<</Length 7>>stream\nprogram\nendstream".to_owned(),
        ];
        let mut file = "%PDF-1.7\n".to_owned();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
        for (number, object) in objects.iter().enumerate() {
            writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
            writeln!(file, "{} 0 obj\n{object}\nendobj", number + 1).unwrap();
        }
        let start = file.len();
        write!(
            file,
            "{table}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"
        )
        .unwrap();
        let pdf = Pdf::new(Arc::new(file.into_bytes())).unwrap();
        UnnamedFonts::of(&pdf.pages()[0], &|_| false).programs
    }

    #[test]
    fn a_symbolic_font_without_an_encoding_names_nothing() {
        let descriptor = |flags: u32| format!("/FontDescriptor<</Flags {flags}/FontFile2 5 0 R>>");
        assert_eq!(found(&descriptor(4)), [b"program".to_vec()]);
        assert!(found(&descriptor(32)).is_empty(), "Latin letters");
        let encoded = format!("{}/Encoding/WinAnsiEncoding", descriptor(4));
        assert!(found(&encoded).is_empty(), "named by its encoding");
        let meant = format!("{}/ToUnicode 5 0 R", descriptor(4));
        assert!(found(&meant).is_empty(), "named by its table");
    }
}
