//! Content streams: which operators a page of ours may have, which glyphs it shows, which black areas it declares.
//!
//! **Invariant:** an operator or operand outside the list makes the stream unreadable, and the file refused.

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
    /// The advances within the programs and the meanings, in the order in which they were read.
    pub programs: Vec<Vec<i32>>,
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
                    let near = |(a, b): (&f64, &i32)| (a - f64::from(*b)).abs() <= 1.0;
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

    fn meaning(&self, font: u32, codes: &[u16]) -> String {
        let place = self.order.iter().position(|number| *number == font);
        let meanings = place.and_then(|place| self.meanings.get(place));
        codes
            .iter()
            .filter_map(|code| meanings?.get(code))
            .map(String::as_str)
            .collect()
    }
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
}

/// A label as its operators draw it; the first belongs to the first area, and those beyond the areas are the legend.
#[derive(Default)]
struct MarkedLabel {
    /// Font object and codes of each string shown.
    shown: Vec<(u32, Vec<u16>)>,
    size: f64,
    origin: Option<PagePoint>,
    white: bool,
}

impl MarkedLabel {
    fn label(&self, fonts: &Fonts) -> Option<Label> {
        let text: String = self
            .shown
            .iter()
            .map(|(font, codes)| fonts.meaning(*font, codes))
            .collect();
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

impl PageMarks {
    pub fn new((width, height): (f64, f64), fonts: Dict, states: Dict) -> Self {
        Self {
            width,
            height,
            fonts,
            states,
            areas: Vec::new(),
            labels: Vec::new(),
            sequences: Vec::new(),
            unmarked: 0,
            deepest: 0,
            pictures: Vec::new(),
        }
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

/// Reads one page and returns its strings; `None` when anything in it is not on the list.
pub fn read_page(bytes: &[u8], marks: &mut PageMarks, fonts: &mut Fonts) -> Option<Vec<Vec<u8>>> {
    let mut reader = Reader::new(bytes);
    let mut strings = Vec::new();
    let mut operands: Vec<Value> = Vec::new();
    let mut open_marks: Vec<Vec<u8>> = Vec::new();
    let mut font = None;
    let mut places = vec![Affine::IDENTITY];
    loop {
        reader.skip_blanks();
        let Some(next) = reader.peek() else {
            return (operands.is_empty() && open_marks.is_empty()).then_some(strings);
        };
        if !next.is_ascii_alphabetic() {
            operands.push(reader.value(0)?);
            continue;
        }
        let operator = reader.operator()?;
        marks.deepest = marks.deepest.max(places.len());
        marks.unmarked += usize::from(open_marks.is_empty() && PAINTING.contains(&operator));
        match (operator, operands.as_slice()) {
            (b"Tf", [Value::Name(name), size]) => {
                let size = size.number()?;
                if in_label(&open_marks) {
                    marks.labels.last_mut()?.size = size;
                }
                match marks.fonts.get(name) {
                    Some(Value::Ref(number)) => font = Some(*number),
                    _ => return None,
                }
            }
            (b"Tj", [Value::Text(codes)]) => {
                show(codes, font?, marks, fonts, &open_marks)?;
                strings.push(codes.clone());
            }
            (b"TJ", [Value::Array(items)]) => {
                for item in items {
                    match item {
                        Value::Text(codes) => {
                            show(codes, font?, marks, fonts, &open_marks)?;
                            strings.push(codes.clone());
                        }
                        other => {
                            other.number()?;
                        }
                    }
                }
            }
            (b"Do", [Value::Name(name)]) => marks.pictures.push((name.clone(), *places.last()?)),
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
                follow_place(operator, operands, &mut places)?;
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

/// Operators that leave something on the page.
const PAINTING: [&[u8]; 6] = [b"f", b"f*", b"S", b"Tj", b"TJ", b"Do"];

/// Marks do not stand within each other.
fn open_mark(name: &[u8], open_marks: &mut Vec<Vec<u8>>) -> Option<()> {
    open_marks.is_empty().then_some(())?;
    open_marks.push(name.to_vec());
    Some(())
}

/// Keeps the transformation that holds (ISO 32000-1 §8.3.4).
fn follow_place(operator: &[u8], operands: &[Value], places: &mut Vec<Affine>) -> Option<()> {
    match operator {
        b"q" => places.push(*places.last()?),
        b"Q" => {
            places.pop();
            places.last()?;
        }
        b"cm" => {
            let numbers: Vec<f64> = operands.iter().filter_map(Value::number).collect();
            let coefficients: [f64; 6] = numbers.try_into().ok()?;
            let place = places.last_mut()?;
            *place *= Affine::new(coefficients);
        }
        _ => {}
    }
    Some(())
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

/// Notes the codes of a shown string, and to which label they belong.
fn show(
    codes: &[u8],
    font: u32,
    marks: &mut PageMarks,
    fonts: &mut Fonts,
    open_marks: &[Vec<u8>],
) -> Option<()> {
    codes.len().is_multiple_of(2).then_some(())?;
    let codes: Vec<u16> = codes
        .chunks_exact(2)
        .map(|c| u16::from_be_bytes([c[0], c[1]]))
        .collect();
    // Code 0 is the empty glyph that every font must have and nothing may show.
    (!codes.contains(&0)).then_some(())?;
    fonts.used.entry(font).or_default().extend(&codes);
    if in_label(open_marks) {
        marks.labels.last_mut()?.shown.push((font, codes));
    }
    Some(())
}
