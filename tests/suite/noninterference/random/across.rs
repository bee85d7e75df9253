//! What is there on both sides, and of which a part lies under an area.
//!
//! **Absent:** pictures; see `pictures`.

use super::{Area, Side};
use std::fmt::Write;

impl Side {
    /// A clip of which corners lie under the area, over what is shown.
    pub fn clip_across(&mut self, [left, bottom, right, top]: Area) {
        let (x, y) = (
            self.secret.between(left, right),
            self.secret.between(bottom, top),
        );
        let (far, low) = (left - 40.0, bottom);
        self.draw(format!(
            "q {far:.2} {low:.2} m {left:.2} {low:.2} l {x:.2} {y:.2} l {left:.2} {top:.2} l {far:.2} {top:.2} l h W n \
             0.8 g {far:.2} {low:.2} {:.2} {:.2} re f 0 g Q",
            right - far,
            top - bottom
        ));
    }

    /// A shape of which corners lie under the area.
    pub fn path_across(&mut self, [left, bottom, right, top]: Area) {
        let (x, y) = (
            self.secret.between(left, right),
            self.secret.between(bottom, top),
        );
        let far = left - 30.0;
        let end = self.shown.one(&["f", "S"]);
        self.draw(format!(
            "0.7 g 1.5 w 1 j {far:.2} {bottom:.2} m {left:.2} {bottom:.2} l {x:.2} {y:.2} l {left:.2} {top:.2} l {far:.2} {top:.2} l h {end} 0 g 0 j"
        ));
    }

    /// Brackets in one line with what may run from right to left.
    pub fn mirrored(&mut self, [left, bottom, right, _]: Area) {
        let hebrew = self.secret.below(2) == 0;
        let first = if hebrew { 0x5D0 } else { 0x61 } + self.secret.below(20);
        let map = format!(
            "/CIDInit begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <41> <44> <{first:04x}> endbfrange endcmap"
        );
        let map = self.maker.stream("", map);
        let font = self.maker.object(format!(
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode {map} 0 R>>"
        ));
        let name = self.name();
        write!(self.fonts, "/{name} {font} 0 R").unwrap();
        let brackets = self
            .shown
            .one(&["\\(a\\) [b]", "\\(", "] {c} <", "\\253 d \\273"]);
        let y = bottom + 6.0;
        self.draw(format!(
            "BT /{name} 9 Tf {left:.2} {y:.2} Td (ABCD) Tj ET BT /F 9 Tf {:.2} {y:.2} Td ({brackets}) Tj ET",
            right + 8.0
        ));
    }

    /// A replacement text around what is shown and what is covered.
    pub fn replaced(&mut self, [left, bottom, right, _]: Area) {
        let length = 1 + self.secret.below(12);
        let (says, word) = (self.secret.word(length), self.secret.word(3));
        let y = bottom + 6.0;
        self.draw(format!(
            "/Span<</ActualText(Geachte {says})>>BDC BT /F 9 Tf {:.2} {y:.2} Td (Geachte) Tj ET BT /C 6 Tf {left:.2} {y:.2} Td ({word}) Tj ET EMC \
             BT /F 9 Tf {:.2} {y:.2} Td (en) Tj ET",
            left - 46.0,
            right + 8.0
        ));
    }

    /// Lines of which some corners lie under the area, as fine as one likes.
    pub fn strokes_across(&mut self, [left, bottom, right, top]: Area) {
        let width = self.shown.between(0.1, 4.0);
        let join = self.shown.below(3);
        let y = self.shown.between(bottom + 2.0, top - 2.0);
        let mut path = format!("{:.2} {y:.2} m {:.2} {y:.2} l ", left - 33.3, left + 2.0);
        for _ in 0..self.secret.below(5) {
            let (x, y) = (
                self.secret.between(left + 4.0, right - 4.0),
                self.secret.between(bottom + 4.0, top - 4.0),
            );
            write!(path, "{x:.2} {y:.2} l ").unwrap();
        }
        self.draw(format!("{width} w {join} j {path} S 1 w 0 j"));
    }
}
