//! One page while it is set: words, lines, pictures, and the marks over some of the words.
//!
//! **Invariant:** a mark is written in the text itself, `{e|J. de Vries}`, and its areas are the line bands of exactly
//! those words, so text and marks cannot come apart.
//! **Absent:** the PDF; positions are in page space (points from the top left, y down).

use super::face::Face;
use super::scan::Picture;

pub const A4: (f64, f64) = (595.28, 841.89);

/// How high and low the line band of a text reaches from its baseline, in ems.
const RISE: f64 = 0.78;
const FALL: f64 = 0.24;

/// From the bottom of a form field to the baseline of its text.
pub const RISE_OF_FIELDS: f64 = 4.4;

#[derive(Clone, Copy)]
pub struct Style {
    pub face: Face,
    pub size: f64,
    pub leading: f64,
    pub colour: [f64; 3],
}

pub const fn style(face: Face, size: f64) -> Style {
    Style {
        face,
        size,
        leading: size * 1.35,
        colour: [0.0; 3],
    }
}

impl Style {
    pub const fn coloured(self, colour: [f64; 3]) -> Self {
        Self { colour, ..self }
    }
}

#[derive(Clone)]
pub enum Item {
    Text {
        x: f64,
        y: f64,
        style: Style,
        text: String,
    },
    /// Words that a text recogniser put over a picture; they take no ink.
    Recognised {
        x: f64,
        y: f64,
        size: f64,
        width: f64,
        text: String,
    },
    Fill {
        rect: [f64; 4],
        colour: [f64; 3],
    },
    Frame {
        rect: [f64; 4],
        width: f64,
    },
    Picture {
        rect: [f64; 4],
        picture: Picture,
    },
}

#[derive(Clone, Debug)]
pub struct Marked {
    pub grounds: Vec<&'static str>,
    pub areas: Vec<[f64; 4]>,
    /// The words, for checking; empty for a picture.
    pub text: String,
}

#[derive(Clone)]
pub enum Value {
    Text(String),
    Ticked(bool),
}

#[derive(Clone)]
pub struct Field {
    pub name: &'static str,
    pub rect: [f64; 4],
    pub value: Value,
}

impl Field {
    pub fn holds(&self, [left, top, right, bottom]: [f64; 4]) -> bool {
        let [l, t, r, b] = self.rect;
        l <= left && t <= top && right <= r && bottom <= b
    }
}

/// How a displayed page lies in its file.
#[derive(Clone, Copy, PartialEq)]
pub enum Lie {
    Plain,
    /// `/Rotate 90`.
    Turned,
    /// A `/CropBox` inside a larger sheet with a margin for the printer.
    Cropped,
}

#[derive(Clone)]
pub struct Sheet {
    pub size: (f64, f64),
    pub lie: Lie,
    pub items: Vec<Item>,
    pub marks: Vec<Marked>,
    pub links: Vec<([f64; 4], String)>,
    pub fields: Vec<Field>,
    /// What can still be read when the marks are black.
    pub open: String,
}

/// A word, in pieces that are marked or not.
type Word = Vec<(String, Option<usize>)>;

impl Sheet {
    pub fn new(size: (f64, f64)) -> Self {
        Self {
            size,
            lie: Lie::Plain,
            items: Vec::new(),
            marks: Vec::new(),
            links: Vec::new(),
            fields: Vec::new(),
            open: String::new(),
        }
    }

    pub fn a4() -> Self {
        Self::new(A4)
    }

    /// Sets one line and returns where it ends.
    pub fn text(&mut self, x: f64, y: f64, style: Style, text: &str) -> f64 {
        let words = self.words(text);
        self.line(x, y, style, &words)
    }

    /// Sets one line that ends at `right`.
    pub fn right(&mut self, right: f64, y: f64, style: Style, text: &str) {
        let words = self.words(text);
        let width = style.face.width(&joined(&words)) * style.size;
        self.line(right - width, y, style, &words);
    }

    /// Sets lines of at most this width and returns the baseline after the last.
    pub fn paragraph(&mut self, x: f64, y: f64, width: f64, style: Style, text: &str) -> f64 {
        let (mut y, mut line): (f64, Vec<Word>) = (y, Vec::new());
        for word in self.words(text) {
            line.push(word);
            if style.face.width(&joined(&line)) * style.size > width && line.len() > 1 {
                let next = line.pop().unwrap();
                self.line(x, y, style, &line);
                y += style.leading;
                line = vec![next];
            }
        }
        self.line(x, y, style, &line);
        y + style.leading
    }

    /// Sets several paragraphs, half a line apart.
    pub fn paragraphs(&mut self, x: f64, y: f64, width: f64, style: Style, all: &[&str]) -> f64 {
        all.iter().fold(y, |y, text| {
            self.paragraph(x, y, width, style, text) + style.leading * 0.55
        })
    }

    fn line(&mut self, x: f64, y: f64, style: Style, words: &[Word]) -> f64 {
        let text = joined(words);
        let (mut at, mut last) = (x, None);
        for (number, word) in words.iter().enumerate() {
            if number > 0 {
                at += style.face.advance(' ') * style.size;
                self.open.push(' ');
            }
            for (piece, mark) in word {
                let end = at + style.face.width(piece) * style.size;
                match mark {
                    Some(mark) => {
                        self.cover(
                            *mark,
                            [at, y - RISE * style.size, end, y + FALL * style.size],
                            last == Some(*mark),
                        );
                        self.marks[*mark].text.push_str(piece);
                        self.open.push('■');
                    }
                    None => self.open.push_str(piece),
                }
                (at, last) = (end, *mark);
            }
        }
        self.open.push('\n');
        self.items.push(Item::Text { x, y, style, text });
        at
    }

    fn cover(&mut self, mark: usize, area: [f64; 4], goes_on: bool) {
        let areas = &mut self.marks[mark].areas;
        match areas.last_mut() {
            Some(before) if goes_on => before[2] = area[2],
            _ => areas.push(area),
        }
    }

    fn words(&mut self, text: &str) -> Vec<Word> {
        let (mut words, mut word): (Vec<Word>, Word) = (Vec::new(), Vec::new());
        for (number, part) in text.split(['{', '}']).enumerate() {
            let (mark, part) = if number % 2 == 1 {
                let (code, part) = part.split_once('|').unwrap();
                self.marks.push(Marked {
                    grounds: grounds(code),
                    areas: Vec::new(),
                    text: String::new(),
                });
                (Some(self.marks.len() - 1), part)
            } else {
                (None, part)
            };
            for (number, piece) in part.split(' ').enumerate() {
                if number > 0 && !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                if !piece.is_empty() {
                    word.push((piece.to_owned(), mark));
                }
            }
        }
        if !word.is_empty() {
            words.push(word);
        }
        words
    }

    pub fn fill(&mut self, rect: [f64; 4], colour: [f64; 3]) {
        self.items.push(Item::Fill { rect, colour });
    }

    pub fn frame(&mut self, rect: [f64; 4], width: f64) {
        self.items.push(Item::Frame { rect, width });
    }

    /// A thin horizontal line.
    pub fn rule(&mut self, left: f64, right: f64, y: f64) {
        self.fill([left, y - 0.3, right, y + 0.3], [0.45; 3]);
    }

    pub fn picture(&mut self, rect: [f64; 4], picture: Picture) {
        self.items.push(Item::Picture { rect, picture });
    }

    /// Hides what is no text, such as a signature.
    pub fn hide(&mut self, area: [f64; 4], code: &str) {
        self.marks.push(Marked {
            grounds: grounds(code),
            areas: vec![area],
            text: String::new(),
        });
    }

    /// A text that leads somewhere.
    pub fn link(&mut self, x: f64, y: f64, style: Style, text: &str, target: &str) -> f64 {
        let end = self.text(x, y, style, text);
        let rect = [x, y - RISE * style.size, end, y + FALL * style.size];
        self.links.push((rect, target.to_owned()));
        end
    }

    /// Sets a line that lies outside the displayed page.
    pub fn unseen(&mut self, x: f64, y: f64, style: Style, text: &str) {
        let text = text.to_owned();
        self.items.push(Item::Text { x, y, style, text });
    }

    /// A filled-in field of a form; its text is drawn by the field, not by the page.
    pub fn field(&mut self, name: &'static str, rect: [f64; 4], text: &str) {
        let baseline = super::paper::field_baseline(rect);
        self.text(
            rect[0] + super::paper::FIELD_INSET,
            baseline,
            super::paper::FIELD,
            text,
        );
        let Some(Item::Text { text, .. }) = self.items.pop() else {
            panic!("a line sets one text");
        };
        let value = Value::Text(text);
        self.fields.push(Field { name, rect, value });
    }

    /// A check box of 10 points with its label.
    pub fn tick(&mut self, name: &'static str, x: f64, y: f64, on: bool, label: Style, text: &str) {
        let (rect, value) = ([x, y - 8.5, x + 10.0, y + 1.5], Value::Ticked(on));
        self.fields.push(Field { name, rect, value });
        self.text(x + 16.0, y, label, text);
    }
}

fn joined(words: &[Word]) -> String {
    let whole = |word: &Word| {
        word.iter()
            .map(|(piece, _)| piece.as_str())
            .collect::<String>()
    };
    words.iter().map(whole).collect::<Vec<_>>().join(" ")
}

/// The grounds behind the letters used in the texts.
fn grounds(code: &str) -> Vec<&'static str> {
    let one = |letter| match letter {
        'c' => "5.1.1c",
        'd' => "5.1.1d",
        'n' => "5.1.1e",
        'e' => "5.1.2e",
        'h' => "5.1.2h",
        'i' => "5.1.2i",
        'p' => "5.2.1",
        's' => "scope",
        _ => panic!("no ground behind {letter}"),
    };
    code.chars().map(one).collect()
}
