//! Content streams: which operators a page of ours may have, which glyphs it shows where, which black areas it declares.
//!
//! **Invariant:** an operator or operand outside the list makes the stream unreadable, and the file refused.

#![deny(clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

use super::font::Glyph;
use super::structure;
use super::syntax::{Dict, Object, Reader, Value};
use super::{DeclaredArea, DeclaredPage};
use crate::model::geometry::{PagePoint, PageRect};
use crate::model::label::{self, Label};
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

    fn place(&self, font: u32) -> Option<usize> {
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

/// What one page declares.
pub struct PageMarks {
    pub width: f64,
    pub height: f64,
    fonts: Dict,
    states: Dict,
    areas: Vec<Vec<PageRect>>,
    labels: Vec<MarkedLabel>,
    /// The names of the marked-content sequences, by their identifiers.
    pub sequences: Vec<Vec<u8>>,
    /// Operators that paint outside every mark, and the deepest nesting of states.
    pub unmarked: usize,
    pub deepest: usize,
    /// Names of pictures with where they are drawn: from the unit square to the page as the file has it.
    pub pictures: Vec<(Vec<u8>, Affine)>,
    /// In the order in which they are shown.
    pub letters: Vec<Letter>,
    /// How many of them are said to be read from the picture of the page, and how many stand in labels.
    read: usize,
    in_labels: usize,
}

/// A label as its operators draw it; the first belongs to the first area, and those beyond the areas are the legend.
#[derive(Default)]
struct MarkedLabel {
    /// Font object and code of each letter.
    shown: Vec<(u32, u16)>,
    size: f64,
    origin: Option<PagePoint>,
    white: bool,
}

impl MarkedLabel {
    fn label(&self, fonts: &Fonts) -> Option<Label> {
        let meanings = self.shown.iter();
        let meanings = meanings.filter_map(|(font, code)| fonts.meaning(*font, *code));
        let text: String = meanings.collect();
        let rect = label::text_rect(&text, self.size, self.origin?)?;
        Some(Label {
            text,
            size: self.size,
            origin: self.origin?,
            rect,
            inside: self.white,
            leader: None,
        })
    }
}

/// What a page lists of one kind of resources.
pub fn listed(page: &Dict, kind: &[u8]) -> Dict {
    let resources = page.get(b"Resources".as_slice()).and_then(Value::dict);
    let list = resources.and_then(|resources| resources.get(kind)?.dict());
    list.cloned().unwrap_or_default()
}

impl PageMarks {
    /// Of a page of which the operators are not read yet.
    pub fn of(page: &Dict) -> Self {
        let sides = page.get(b"MediaBox".as_slice()).and_then(Value::array);
        let side = |number: usize| sides.and_then(|sides| sides.get(number)?.number());
        Self {
            width: side(2).unwrap_or(0.0),
            height: side(3).unwrap_or(0.0),
            fonts: listed(page, b"Font"),
            states: listed(page, b"ExtGState"),
            areas: Vec::new(),
            labels: Vec::new(),
            sequences: Vec::new(),
            unmarked: 0,
            deepest: 0,
            pictures: Vec::new(),
            letters: Vec::new(),
            read: 0,
            in_labels: 0,
        }
    }

    /// Whether the text of the page, labels apart, is said to be read from its picture.
    pub fn is_read(&self) -> bool {
        self.read > 0
    }

    /// Whether nothing of it is drawn then, and nothing comes from elsewhere.
    fn is_read_as_a_whole(&self) -> bool {
        self.read == 0 || self.read + self.in_labels == self.letters.len()
    }

    fn has_state(&self, name: &[u8]) -> bool {
        self.states.contains_key(name)
    }

    pub fn declared(&self, fonts: &Fonts) -> DeclaredPage {
        let mut labels = self.labels.iter().map(|label| label.label(fonts));
        let areas = self.areas.iter().map(|rects| DeclaredArea {
            rects: rects.clone(),
            label: labels.next().flatten(),
        });
        DeclaredPage {
            areas: areas.collect(),
            legend: labels.collect(),
        }
    }

    /// Every rectangle that the page declares black.
    pub fn black(&self) -> impl Iterator<Item = &PageRect> {
        self.areas.iter().flatten()
    }

    fn rect(&self, operands: &[Value]) -> Option<PageRect> {
        let numbers: Vec<f64> = operands.iter().filter_map(Value::number).collect();
        let [x, y, width, height] = numbers.as_slice() else {
            return None;
        };
        PageRect::new(*x, self.height - y - height, x + width, self.height - y)
    }
}

/// Operators with the number of numeric operands they take.
const PLAIN: [(&[u8], usize); 27] = [
    (b"q", 0),
    (b"Q", 0),
    (b"cm", 6),
    (b"w", 1),
    (b"m", 2),
    (b"l", 2),
    (b"c", 6),
    (b"h", 0),
    (b"re", 4),
    (b"f", 0),
    (b"f*", 0),
    (b"W", 0),
    (b"W*", 0),
    (b"n", 0),
    (b"J", 1),
    (b"j", 1),
    (b"M", 1),
    (b"S", 0),
    (b"g", 1),
    (b"G", 1),
    (b"rg", 3),
    (b"RG", 3),
    (b"BT", 0),
    (b"ET", 0),
    (b"Tm", 6),
    (b"Tr", 1),
    (b"EMC", 0),
];

/// What holds where an operator stands (ISO 32000-1 §8.4 and §9.3).
#[derive(Clone, Copy)]
struct State {
    place: Affine,
    font: Option<u32>,
    size: f64,
    invisible: bool,
}

/// The states that are kept, the one that holds last, and the matrix of the text that is shown.
struct States {
    kept: Vec<State>,
    line: Affine,
}

/// Reads one page and returns its strings; `None` when anything in it is not on the list. Without the fonts nobody knows
/// where its letters stand.
pub fn read_page(bytes: &[u8], marks: &mut PageMarks, fonts: &Fonts) -> Option<Vec<Vec<u8>>> {
    let mut reader = Reader::new(bytes);
    let mut strings = Vec::new();
    let mut operands: Vec<Value> = Vec::new();
    let mut open_marks: Vec<Vec<u8>> = Vec::new();
    let mut states = States::new();
    loop {
        reader.skip_blanks();
        let Some(next) = reader.peek() else {
            let is_whole = operands.is_empty() && open_marks.is_empty();
            return (is_whole && marks.is_read_as_a_whole()).then_some(strings);
        };
        if !next.is_ascii_alphabetic() {
            operands.push(reader.value(0)?);
            continue;
        }
        let operator = reader.operator()?;
        marks.deepest = marks.deepest.max(states.kept.len());
        marks.unmarked += usize::from(open_marks.is_empty() && PAINTING.contains(&operator));
        match (operator, operands.as_slice()) {
            (b"Tf", [Value::Name(name), size]) => {
                let size = size.number()?;
                if in_label(&open_marks) {
                    marks.labels.last_mut()?.size = size;
                }
                let Some(Value::Ref(number)) = marks.fonts.get(name) else {
                    return None;
                };
                let state = states.kept.last_mut()?;
                (state.font, state.size) = (Some(*number), size);
            }
            (b"Tj", [Value::Text(codes)]) => {
                states.show(codes, marks, fonts, &open_marks)?;
                strings.push(codes.clone());
            }
            (b"TJ", [Value::Array(items)]) => {
                for item in items {
                    if let Value::Text(codes) = item {
                        states.show(codes, marks, fonts, &open_marks)?;
                        strings.push(codes.clone());
                    } else {
                        states.advance(-item.number()?)?;
                    }
                }
            }
            (b"Do", [Value::Name(name)]) => {
                let place = states.kept.last()?.place;
                marks.pictures.push((name.clone(), place));
            }
            // A dash pattern, and an opacity that the page's resources list.
            (b"d", [Value::Array(lengths), start]) => {
                let numbers = lengths.iter().filter(|v| v.number().is_some()).count();
                (numbers == lengths.len() && start.number().is_some()).then_some(())?;
            }
            (b"gs", [Value::Name(name)]) => marks.has_state(name).then_some(())?,
            (b"BMC", [Value::Name(name)]) => {
                (name == b"Artifact").then_some(())?;
                open_mark(name, &mut open_marks)?;
            }
            (b"BDC", [Value::Name(name), Value::Dict(properties)]) => {
                match name.as_slice() {
                    b"Lakking" => marks.areas.push(Vec::new()),
                    b"Label" | b"Legenda" => marks.labels.push(MarkedLabel::default()),
                    READ => {}
                    _ => structure::is_role(name).then_some(())?,
                }
                // Identifiers count from 0, so that none can carry anything.
                let next = Value::Int(i64::try_from(marks.sequences.len()).ok()?);
                let only = properties.len() == 1;
                let known = properties.get(b"MCID".as_slice()) == Some(&next);
                (only && known).then_some(())?;
                marks.sequences.push(name.clone());
                open_mark(name, &mut open_marks)?;
            }
            (b"EMC", []) => {
                open_marks.pop()?;
            }
            (operator, operands) => {
                let (_, count) = PLAIN.iter().find(|(name, _)| *name == operator)?;
                let numbers = operands.iter().filter(|v| v.number().is_some()).count();
                (operands.len() == *count && numbers == *count).then_some(())?;
                states.follow(operator, operands)?;
                if in_label(&open_marks) {
                    note_label(operator, operands, marks)?;
                }
                if operator == b"re" && open_marks.last().is_some_and(|m| m == b"Lakking") {
                    let rect = marks.rect(operands)?;
                    marks.areas.last_mut()?.push(rect);
                }
            }
        }
        operands.clear();
    }
}

/// The mark around words that were read from the picture of the page.
const READ: &[u8] = b"Gelezen";

/// Operators that leave something on the page.
const PAINTING: [&[u8]; 6] = [b"f", b"f*", b"S", b"Tj", b"TJ", b"Do"];

/// Marks do not stand within each other.
fn open_mark(name: &[u8], open_marks: &mut Vec<Vec<u8>>) -> Option<()> {
    open_marks.is_empty().then_some(())?;
    open_marks.push(name.to_vec());
    Some(())
}

impl States {
    fn new() -> Self {
        let first = State {
            place: Affine::IDENTITY,
            font: None,
            size: 0.0,
            invisible: false,
        };
        Self {
            kept: vec![first],
            line: Affine::IDENTITY,
        }
    }

    /// Follows an operator that has numbers or nothing.
    fn follow(&mut self, operator: &[u8], operands: &[Value]) -> Option<()> {
        let numbers: Vec<f64> = operands.iter().filter_map(Value::number).collect();
        let matrix = || Some(Affine::new(numbers.as_slice().try_into().ok()?));
        match operator {
            b"q" => self.kept.push(*self.kept.last()?),
            b"Q" => {
                self.kept.pop();
                self.kept.last()?;
            }
            b"cm" => self.kept.last_mut()?.place *= matrix()?,
            b"BT" => self.line = Affine::IDENTITY,
            b"Tm" => self.line = matrix()?,
            b"Tr" => self.kept.last_mut()?.invisible = *numbers.first()? == 3.0,
            _ => {}
        }
        Some(())
    }

    /// Moves the pen on by thousandths of the font size.
    fn advance(&mut self, by: f64) -> Option<()> {
        self.line *= Affine::translate((by * self.kept.last()?.size / 1000.0, 0.0));
        Some(())
    }

    /// Notes the codes of a shown string, and where each stands.
    fn show(
        &mut self,
        codes: &[u8],
        marks: &mut PageMarks,
        fonts: &Fonts,
        open_marks: &[Vec<u8>],
    ) -> Option<()> {
        let (codes, rest) = codes.as_chunks();
        rest.is_empty().then_some(())?;
        let in_label = in_label(open_marks);
        let is_read = open_marks.last().is_some_and(|mark| mark == READ);
        for code in codes {
            let code = u16::from_be_bytes(*code);
            // Code 0 is the empty glyph that every font must have and nothing may show.
            (code != 0).then_some(())?;
            let state = *self.kept.last()?;
            let font = state.font?;
            marks.letters.push(Letter {
                font,
                code,
                place: state.place * self.line * Affine::scale(state.size / 1000.0),
                invisible: state.invisible,
            });
            if in_label {
                marks.in_labels += 1;
                marks.labels.last_mut()?.shown.push((font, code));
            }
            if is_read {
                // What was read from a picture is not drawn a second time.
                state.invisible.then_some(())?;
                marks.read += 1;
            }
            self.advance(fonts.advance(font, code).unwrap_or(0.0))?;
        }
        Some(())
    }
}

fn in_label(open_marks: &[Vec<u8>]) -> bool {
    open_marks
        .last()
        .is_some_and(|m| m == b"Label" || m == b"Legenda")
}

/// Notes the place and colour of a label.
fn note_label(operator: &[u8], operands: &[Value], marks: &mut PageMarks) -> Option<()> {
    let height = marks.height;
    let label = marks.labels.last_mut()?;
    let numbers: Vec<f64> = operands.iter().filter_map(Value::number).collect();
    match (operator, numbers.as_slice()) {
        (b"g", [gray]) => label.white = *gray == 1.0,
        (b"Tm", [_, _, _, _, x, y]) if label.origin.is_none() => {
            label.origin = Some(PagePoint::new(*x, height - y));
        }
        _ => {}
    }
    Some(())
}
