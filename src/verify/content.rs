//! Content streams: which operators a page of ours may have, which glyphs it shows where, which black areas it declares.
//!
//! **Invariant:** an operator or operand outside the list makes the stream unreadable, and the file refused.

#![deny(clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

use super::page_fonts::{Fonts, Letter};
use super::roles::is_role;
use super::syntax::{Dict, Reader, Value};
use super::{DeclaredArea, DeclaredPage};
use crate::model::blackout::label::{self, Label};
use crate::model::page::geometry::{PagePoint, PageRect};
use kurbo::Affine;

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
    let mut page = PageReader {
        marks,
        fonts,
        strings: Vec::new(),
        open_marks: Vec::new(),
        states: States::new(),
    };
    let mut operands: Vec<Value> = Vec::new();
    loop {
        reader.skip_blanks();
        let Some(next) = reader.peek() else {
            let is_whole = operands.is_empty() && page.open_marks.is_empty();
            return (is_whole && page.marks.is_read_as_a_whole()).then_some(page.strings);
        };
        if next.is_ascii_alphabetic() {
            page.operator(reader.operator()?, &operands)?;
            operands.clear();
        } else {
            operands.push(reader.value(0)?);
        }
    }
}

/// A page on its way from the first operator to the last.
struct PageReader<'m> {
    marks: &'m mut PageMarks,
    fonts: &'m Fonts,
    strings: Vec<Vec<u8>>,
    open_marks: Vec<Vec<u8>>,
    states: States,
}

impl PageReader<'_> {
    /// One operator; `None` for what is not on the list.
    fn operator(&mut self, operator: &[u8], operands: &[Value]) -> Option<()> {
        let paints = PAINTING.contains(&operator);
        self.marks.deepest = self.marks.deepest.max(self.states.kept.len());
        self.marks.unmarked += usize::from(self.open_marks.is_empty() && paints);
        match (operator, operands) {
            (b"Tf", [Value::Name(name), size]) => self.font(name, size.number()?),
            (b"Tj", [Value::Text(codes)]) => self.show(codes),
            (b"TJ", [Value::Array(items)]) => items.iter().try_for_each(|item| {
                if let Value::Text(codes) = item {
                    self.show(codes)
                } else {
                    self.states.advance(-item.number()?)
                }
            }),
            (b"Do", [Value::Name(name)]) => {
                let place = self.states.kept.last()?.place;
                self.marks.pictures.push((name.clone(), place));
                Some(())
            }
            // A dash pattern, and an opacity that the page's resources list.
            (b"d", [Value::Array(lengths), start]) => {
                let numbers = lengths.iter().filter(|v| v.number().is_some()).count();
                (numbers == lengths.len() && start.number().is_some()).then_some(())
            }
            (b"gs", [Value::Name(name)]) => self.marks.has_state(name).then_some(()),
            (b"BMC", [Value::Name(name)]) => {
                (name == b"Artifact").then_some(())?;
                open_mark(name, &mut self.open_marks)
            }
            (b"BDC", [Value::Name(name), Value::Dict(properties)]) => self.mark(name, properties),
            (b"EMC", []) => self.open_marks.pop().map(|_| ()),
            (operator, operands) => self.plain(operator, operands),
        }
    }

    fn font(&mut self, name: &[u8], size: f64) -> Option<()> {
        if in_label(&self.open_marks) {
            self.marks.labels.last_mut()?.size = size;
        }
        let Some(Value::Ref(number)) = self.marks.fonts.get(name) else {
            return None;
        };
        let state = self.states.kept.last_mut()?;
        (state.font, state.size) = (Some(*number), size);
        Some(())
    }

    fn show(&mut self, codes: &[u8]) -> Option<()> {
        self.states
            .show(codes, self.marks, self.fonts, &self.open_marks)?;
        self.strings.push(codes.to_vec());
        Some(())
    }

    /// Begins a marked-content sequence.
    fn mark(&mut self, name: &[u8], properties: &Dict) -> Option<()> {
        match name {
            b"Lakking" => self.marks.areas.push(Vec::new()),
            b"Label" | b"Legenda" => self.marks.labels.push(MarkedLabel::default()),
            READ => {}
            _ => is_role(name).then_some(())?,
        }
        // Identifiers count from 0, so that none can carry anything.
        let next = Value::Int(i64::try_from(self.marks.sequences.len()).ok()?);
        let only = properties.len() == 1;
        let known = properties.get(b"MCID".as_slice()) == Some(&next);
        (only && known).then_some(())?;
        self.marks.sequences.push(name.to_vec());
        open_mark(name, &mut self.open_marks)
    }

    /// An operator of the list that takes numbers and nothing else.
    fn plain(&mut self, operator: &[u8], operands: &[Value]) -> Option<()> {
        let (_, count) = PLAIN.iter().find(|(name, _)| *name == operator)?;
        let numbers = operands.iter().filter(|v| v.number().is_some()).count();
        (operands.len() == *count && numbers == *count).then_some(())?;
        self.states.follow(operator, operands)?;
        if in_label(&self.open_marks) {
            note_label(operator, operands, self.marks)?;
        }
        if operator == b"re" && self.open_marks.last().is_some_and(|m| m == b"Lakking") {
            let rect = self.marks.rect(operands)?;
            self.marks.areas.last_mut()?.push(rect);
        }
        Some(())
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
