//! The type faces of the example dossier: which are embedded, and how wide their letters are.
//!
//! **Invariant:** a width here is the width a reader uses, so that the place of every word is known when it is set.
//! **Absent:** kerning and shaping.
//!
//! Source of the widths of the standard fonts: Adobe's font metrics, Technical Note 5609.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, MetadataProvider};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Face {
    Helvetica,
    HelveticaBold,
    Times,
    TimesBold,
    Courier,
    Sans,
    SansBold,
    Condensed,
    Serif,
    SerifBold,
}

#[rustfmt::skip]
const HELVETICA: [u16; 95] = [278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584];
#[rustfmt::skip]
const HELVETICA_BOLD: [u16; 95] = [278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584];
#[rustfmt::skip]
const TIMES: [u16; 95] = [250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541];
#[rustfmt::skip]
const TIMES_BOLD: [u16; 95] = [250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520];

impl Face {
    /// The name and widths of a font that every reader has; `None` for one that is embedded.
    pub fn standard(self) -> Option<(&'static str, &'static [u16; 95])> {
        const MONO: [u16; 95] = [600; 95];
        match self {
            Self::Helvetica => Some(("Helvetica", &HELVETICA)),
            Self::HelveticaBold => Some(("Helvetica-Bold", &HELVETICA_BOLD)),
            Self::Times => Some(("Times-Roman", &TIMES)),
            Self::TimesBold => Some(("Times-Bold", &TIMES_BOLD)),
            Self::Courier => Some(("Courier", &MONO)),
            _ => None,
        }
    }

    /// The name and program of a font that is embedded.
    pub fn program(self) -> (&'static str, &'static [u8]) {
        match self {
            Self::SansBold => ("DejaVuSans-Bold", dejavu::sans::bold()),
            Self::Condensed => ("DejaVuSansCondensed", dejavu::sans_condensed::regular()),
            Self::Serif => ("DejaVuSerif", dejavu::serif::regular()),
            Self::SerifBold => ("DejaVuSerif-Bold", dejavu::serif::bold()),
            _ => ("DejaVuSans", dejavu::sans::regular()),
        }
    }

    pub fn font(self) -> FontRef<'static> {
        FontRef::new(self.program().1).unwrap()
    }

    /// The width of a letter, in ems.
    pub fn advance(self, c: char) -> f64 {
        let Some((_, widths)) = self.standard() else {
            let font = self.font();
            let glyph = font.charmap().map(c).unwrap_or_else(|| panic!("no {c}"));
            let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
            return f64::from(metrics.advance_width(glyph).unwrap()) / 2048.0;
        };
        let ascii = |c: char| f64::from(widths[c as usize - 32]) / 1000.0;
        match c {
            ' '..='~' => ascii(c),
            _ if self == Self::Courier => 0.6,
            'é' | 'ë' | 'è' => ascii('e'),
            'ö' | 'ó' => ascii('o'),
            'ü' => ascii('u'),
            '€' | '–' => ascii('0'),
            'ï' => 0.278,
            '•' => 0.35,
            '×' => ascii('+'),
            _ => panic!("no width of {c}"),
        }
    }

    pub fn width(self, text: &str) -> f64 {
        text.chars().map(|c| self.advance(c)).sum()
    }

    /// The outline of a letter as closed polygons, in ems, y upwards. Curves become eight lines each: the same on
    /// every machine.
    pub fn outline(self, c: char) -> Vec<Vec<(f64, f64)>> {
        let font = self.font();
        let mut pen = Polygons::default();
        if let Some(glyph) = font.charmap().map(c)
            && let Some(outline) = font.outline_glyphs().get(glyph)
        {
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            outline.draw(settings, &mut pen).unwrap();
        }
        pen.done
    }
}

/// The code of a letter in WinAnsiEncoding (ISO 32000-1 annex D.2).
pub fn win_ansi(c: char) -> u8 {
    match c {
        '€' => 0x80,
        '–' => 0x96,
        '•' => 0x95,
        _ => u8::try_from(u32::from(c)).unwrap(),
    }
}

#[derive(Default)]
struct Polygons {
    done: Vec<Vec<(f64, f64)>>,
    at: (f64, f64),
}

impl Polygons {
    fn add(&mut self, point: (f64, f64)) {
        self.at = point;
        self.done.last_mut().unwrap().push(point);
    }
}

fn em(x: f32, y: f32) -> (f64, f64) {
    (f64::from(x) / 2048.0, f64::from(y) / 2048.0)
}

impl OutlinePen for Polygons {
    fn move_to(&mut self, x: f32, y: f32) {
        self.done.push(Vec::new());
        self.add(em(x, y));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.add(em(x, y));
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (from, control, to) = (self.at, em(cx, cy), em(x, y));
        for step in 1..=8 {
            let t = f64::from(step) / 8.0;
            let mix = |a: f64, b: f64, c: f64| {
                (1.0 - t) * (1.0 - t) * a + 2.0 * t * (1.0 - t) * b + t * t * c
            };
            self.add((mix(from.0, control.0, to.0), mix(from.1, control.1, to.1)));
        }
    }
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, x: f32, y: f32) {
        self.line_to(x, y);
    }
    fn close(&mut self) {}
}
