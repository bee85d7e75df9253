//! B (27, 38): words as shapes, and what sticks out of a box.

use super::*;
use skrifa::MetadataProvider;
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::prelude::{FontRef, LocationRef, Size};
use std::fmt::Write;

/// Letters as operators of a path.
struct Path(String, f32, f32);

impl OutlinePen for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        write!(self.0, "{} {} m ", x + self.1, y + self.2).unwrap();
    }
    fn line_to(&mut self, x: f32, y: f32) {
        write!(self.0, "{} {} l ", x + self.1, y + self.2).unwrap();
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (dx, dy) = (self.1, self.2);
        write!(self.0, "{} {} {} {} v ", cx + dx, cy + dy, x + dx, y + dy).unwrap();
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let (dx, dy) = (self.1, self.2);
        write!(
            self.0,
            "{} {} {} {} {} {} c ",
            ax + dx,
            ay + dy,
            bx + dx,
            by + dy,
            x + dx,
            y + dy
        )
        .unwrap();
    }
    fn close(&mut self) {
        self.0.push_str("h ");
    }
}

fn outlined(text: &str, x: f32, y: f32) -> String {
    let font = FontRef::new(dejavu::sans_condensed::regular()).unwrap();
    let mut path = Path(String::new(), x, y);
    for c in text.chars() {
        let id = font.charmap().map(c).unwrap();
        let settings = DrawSettings::unhinted(Size::new(12.0), LocationRef::default());
        font.outline_glyphs()
            .get(id)
            .unwrap()
            .draw(settings, &mut path)
            .unwrap();
        path.1 += font
            .glyph_metrics(Size::new(12.0), LocationRef::default())
            .advance_width(id)
            .unwrap();
    }
    path.0 + "f "
}

pub fn rows() -> Vec<Row> {
    let word = outlined("GEHEIM", 110.0, 175.0);
    let mut rows = vec![
        gone(27, "a word as paths", page(&word)),
        row(
            27,
            "a word as paths tells nothing",
            Proof::Same([page(&word), page(&outlined("QXZJ", 120.0, 170.0))]),
        ),
        gone(
            27,
            "a word as a clip",
            page(&format!(
                "q {} W n 1 0 0 rg 100 160 120 40 re f Q",
                word.trim_end_matches("f ")
            )),
        ),
        gone(38, "areas that cut letters", {
            let text = "BT /F 40 Tf 0.9 0 0.4 1 100 160 Tm (GEHEIM) Tj ET";
            page(text)
        }),
        row(
            38,
            "nothing of a word sticks out",
            Proof::Test(
                "tests/suite/attacks/shapes.rs",
                "nothing_of_a_covered_word_sticks_out",
            ),
        ),
    ];
    if let Proof::Gone(hidden) = &mut rows[3].proof {
        hidden.areas = vec![(0, [101.0, 105.3, 240.7, 138.9])];
        hidden.words = vec!["GEHEI"];
    }
    rows
}
#[test]
fn shapes_are_gone() {
    ask_all(&rows());
}
/// A page with nothing but a slanted word of which the area covers the middle: what is not black is white.
#[test]
fn nothing_of_a_covered_word_sticks_out() {
    for (name, text) in [
        ("slanted", "BT /F 30 Tf 1 0 0.35 1 80 160 Tm (fjÅgß) Tj ET"),
        ("outlined", "0.8 w 2 Tr BT /F 30 Tf 80 160 Td (fjÅgß) Tj ET"),
        (
            "turned",
            "BT /F 30 Tf 0.94 0.34 -0.34 0.94 90 130 Tm (fjgA) Tj ET",
        ),
    ] {
        let source = PdfMaker::new()
            .page(text.replace('Å', "\\305").replace('ß', "\\337"), "")
            .build();
        let reader = &mut Engine::new(program::path())
            .open(source.clone().into(), None)
            .unwrap();
        let ink = reader
            .text(0)
            .unwrap()
            .chars
            .iter()
            .map(|c| c.ink)
            .reduce(|a, b| a.union(&b))
            .unwrap();
        let middle = (ink.top() + ink.bottom()) / 2.0;
        let area = [
            ink.left() - 1.0,
            middle - 8.0,
            ink.right() + 1.0,
            middle + 8.0,
        ];
        let (file, _) = written(name, &source, &[(0, area)]);
        let mut stranger = Stranger::of(&file);
        stranger.boxes_hide_nothing(name);
        stranger.all_else_is_paper(0, name);
    }
}
