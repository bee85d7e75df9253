//! The letters of labels and of the program's own documents: DejaVu Sans Condensed as outlines.
//!
//! **Invariant:** advances agree with the table in `model::blackout::label`, so that a label fits the place it was
//! given.
//! **Absent:** the fonts of the machine.

use super::page::Glyph;
use crate::model::blackout::label::UNITS_PER_EM;
use kurbo::BezPath;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, MetadataProvider};

/// The glyph of one character at 1000 units per em; a character the font lacks becomes a question mark.
pub fn glyph(c: char) -> Glyph {
    glyph_of(dejavu::sans_condensed::regular(), c)
}

/// The same in bold.
pub fn bold_glyph(c: char) -> Glyph {
    glyph_of(dejavu::sans_condensed::bold(), c)
}

fn glyph_of(font: &[u8], c: char) -> Glyph {
    let empty = || Glyph {
        outline: BezPath::new(),
        advance: 500,
        unicode: c.to_string(),
    };
    let Ok(font) = FontRef::new(font) else {
        return empty();
    };
    let known = font.charmap().map(c).map(|id| (id, c));
    let Some((id, c)) = known.or_else(|| font.charmap().map('?').map(|id| (id, '?'))) else {
        return empty();
    };
    let scale = 1000.0 / UNITS_PER_EM;
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let advance = f64::from(metrics.advance_width(id).unwrap_or(0.0)) * scale;
    let mut pen = Scaled {
        path: BezPath::new(),
        scale,
    };
    if let Some(outline) = font.outline_glyphs().get(id) {
        // A glyph that cannot be drawn stays empty and the check of the written label refuses the file.
        if outline
            .draw(
                DrawSettings::unhinted(Size::unscaled(), LocationRef::default()),
                &mut pen,
            )
            .is_err()
        {
            pen.path = BezPath::new();
        }
    }
    Glyph {
        outline: pen.path,
        advance: advance.round() as u16,
        unicode: c.to_string(),
    }
}

struct Scaled {
    path: BezPath,
    scale: f64,
}

impl Scaled {
    fn point(&self, x: f32, y: f32) -> (f64, f64) {
        (f64::from(x) * self.scale, f64::from(y) * self.scale)
    }
}

impl OutlinePen for Scaled {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.point(x, y));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.point(x, y));
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.point(cx, cy), self.point(x, y));
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.path
            .curve_to(self.point(ax, ay), self.point(bx, by), self.point(x, y));
    }
    fn close(&mut self) {
        self.path.close_path();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_has_a_shape_and_a_meaning() {
        let e = glyph('e');
        assert!(e.outline.elements().len() > 5 && e.unicode == "e");
        assert_eq!(
            f64::from(e.advance),
            (1134.0 * 1000.0 / UNITS_PER_EM).round()
        );
        assert_eq!(glyph('\u{4e00}').unicode, "?");
    }
}
