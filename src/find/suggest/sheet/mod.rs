//! The text of one page laid out as the eye sees it: lines from top to bottom, cells from left to right, and in them terms.
//!
//! **Invariant:** every letter of the page stands in `text` once; a tab parts cells, a line feed parts lines, one blank parts
//! words. Terms are made of the tokens of [`crate::model::word`].
//! **Absent:** ruled lines; cells are told apart by the room between them, or by a sign that stands between all.

mod build;
mod placed;
mod seams;
mod terms;

use super::lexicon::Known;
use crate::model::word::{are_initials, is_prefix};

/// How a term is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Lower,
    /// The first letter a capital.
    Capital,
    /// All letters capitals, two or more.
    Upper,
    /// One capital without a point.
    Letter,
    /// Capitals with points: `J.P.`
    Initials,
    /// Begins with a digit.
    Number,
}

/// A word, with what a hyphen or an apostrophe joins to it; or initials.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// Bytes of [`Sheet::text`].
    pub start: usize,
    pub end: usize,
    /// Bytes of the folded letters: all, those of its first part, and those of its last.
    key: (usize, usize),
    head: (usize, usize),
    tail: (usize, usize),
    pub shape: Shape,
    /// What the lists say of it; of an ordinary word in lower case nothing is asked.
    pub known: Known,
    pub line: usize,
    pub cell: usize,
    /// Part of an e-mail address or a link.
    pub is_address: bool,
}

/// What stands between two wide gaps of a line.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    pub start: usize,
    pub end: usize,
    pub left: f64,
    pub right: f64,
    pub line: usize,
    /// Its first term and the first after it.
    pub terms: (usize, usize),
}

#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub start: usize,
    pub end: usize,
    /// Its first cell and the first after it.
    pub cells: (usize, usize),
    /// More room above it than between the lines of a paragraph.
    pub is_apart: bool,
    /// Its sentence goes on in the next line.
    pub flows: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub text: String,
    /// For each byte of `text` the characters of the page that it stands for: the first, and how many; none for blanks.
    sources: Vec<(u32, u32)>,
    run: String,
    /// Of its letters, in points.
    height: f64,
    pub terms: Vec<Term>,
    pub cells: Vec<Cell>,
    pub lines: Vec<Line>,
}

impl Sheet {
    pub fn said(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or("")
    }

    pub fn key(&self, term: &Term) -> &str {
        self.run.get(term.key.0..term.key.1).unwrap_or("")
    }

    /// The folded letters of the first part of a term: of Jansen-Bakker those of Jansen.
    pub fn head(&self, term: &Term) -> &str {
        self.run.get(term.head.0..term.head.1).unwrap_or("")
    }

    pub fn tail(&self, term: &Term) -> &str {
        self.run.get(term.tail.0..term.tail.1).unwrap_or("")
    }

    pub fn is_prefix(&self, term: &Term) -> bool {
        !matches!(term.shape, Shape::Number | Shape::Initials) && is_prefix(self.key(term))
    }

    /// What stands between a term and the next.
    pub fn gap(&self, term: usize) -> &str {
        match (self.terms.get(term), self.terms.get(term + 1)) {
            (Some(this), Some(next)) => self.said(this.end, next.start),
            (Some(this), None) => self.text.get(this.end..).unwrap_or(""),
            (None, _) => "\n",
        }
    }

    /// What stands before a term, as far as the term before it.
    pub fn gap_before(&self, term: usize) -> &str {
        match term.checked_sub(1) {
            Some(before) => self.gap(before),
            None => {
                let start = self.terms.first().map_or(0, |t| t.start);
                self.said(0, start)
            }
        }
    }

    /// Whether a term goes on in the next: one blank between them, or the end of a line that flows.
    pub fn goes_on(&self, term: usize) -> bool {
        match self.gap(term) {
            " " | " '" | " ’" | " ‘" | " `" => true,
            "/" => self.terms.get(term).is_some_and(|t| self.key(t) == "v"),
            "" | "." | ". " => self
                .terms
                .get(term)
                .is_some_and(|t| t.shape == Shape::Initials || self.is_short_prefix(t)),
            "\n" => self.terms.get(term).is_some_and(|t| {
                self.lines.get(t.line).is_some_and(|l| l.flows) || self.is_left_open(t)
            }),
            _ => false,
        }
    }

    /// A small word that a point shortens: of `v.d. Berg` either.
    fn is_short_prefix(&self, term: &Term) -> bool {
        term.shape == Shape::Lower && matches!(self.key(term), "v" | "d" | "vd" | "h" | "t")
    }

    /// Whether a line ends with a small word that belongs before a name, as `Jan de` does: it goes on however short it is.
    fn is_left_open(&self, term: &Term) -> bool {
        let is_alone = |line: usize| self.cells_of(line).len() == 1;
        let below = self.lines.get(term.line + 1);
        let leads = self
            .lines
            .get(term.line)
            .is_some_and(|l| l.start < term.start);
        let is_title = matches!(
            self.key(term),
            "heer" | "mevrouw" | "meneer" | "dhr" | "mw" | "mevr" | "familie"
        );
        term.shape == Shape::Lower
            && (self.is_prefix(term) || is_title)
            && leads
            && !self.closes_reversed(term)
            && is_alone(term.line)
            && is_alone(term.line + 1)
            && below.is_some_and(|l| !l.is_apart)
    }

    /// Whether a small word ends a name with the family name first: `Zwart, M. op den`.
    fn closes_reversed(&self, term: &Term) -> bool {
        let line = self.lines.get(term.line);
        let said = line.map_or("", |l| self.said(l.start, term.start));
        let mut words = said.split_whitespace().rev();
        let initials = words.find(|word| !is_prefix(word));
        initials.is_some_and(are_initials) && words.next().is_some_and(|w| w.ends_with(','))
    }

    /// The first term that begins at a byte or after it.
    pub fn term_from(&self, byte: usize) -> usize {
        self.terms.partition_point(|t| t.start < byte)
    }

    pub fn cell_text(&self, cell: usize) -> &str {
        self.cells
            .get(cell)
            .map_or("", |c| self.said(c.start, c.end))
    }

    pub fn line_text(&self, line: usize) -> &str {
        self.lines
            .get(line)
            .map_or("", |l| self.said(l.start, l.end))
    }

    /// The cells of a line.
    pub fn cells_of(&self, line: usize) -> std::ops::Range<usize> {
        self.lines.get(line).map_or(0..0, |l| l.cells.0..l.cells.1)
    }

    /// The line in which a byte lies.
    pub fn line_at(&self, byte: usize) -> usize {
        self.lines.partition_point(|l| l.end < byte)
    }

    /// The cell in which a byte lies.
    pub fn cell_at(&self, byte: usize) -> usize {
        self.cells.partition_point(|c| c.end < byte)
    }

    /// The cell of another line that stands in the same column.
    pub fn same_column(&self, cell: usize, line: usize) -> Option<usize> {
        let of = self.cells.get(cell)?;
        self.cells_of(line).find(|other| {
            self.cells.get(*other).is_some_and(|other| {
                let common = other.right.min(of.right) - other.left.max(of.left);
                common > 0.0 && (common > 0.5 * (of.right - of.left).min(other.right - other.left))
            })
        })
    }

    /// The head of the column of a table in which a cell stands.
    pub fn heading(&self, cell: usize) -> Option<usize> {
        let mut line = self.cells.get(cell)?.line;
        let mut found = None;
        let mut missed = 0;
        while line > 0 && missed < 2 {
            line -= 1;
            if self.cells_of(line).len() < 2 {
                missed += 1;
                continue;
            }
            if found.is_some_and(|head| self.closes_above(head, line)) {
                break;
            }
            if let Some(above) = self.same_column(cell, line) {
                found = Some(above);
            }
            missed = 0;
        }
        found
    }

    /// Whether a line above the row of a cell is no part of its table, as a title is: that row holds nothing but words, and the
    /// line stands apart from it or has far fewer cells.
    fn closes_above(&self, cell: usize, line: usize) -> bool {
        let Some(row) = self.cells.get(cell).map(|c| c.line) else {
            return false;
        };
        let (own, above) = (self.cells_of(row).len(), self.cells_of(line).len());
        let is_head = !self.line_text(row).contains(|c: char| c.is_ascii_digit());
        let is_apart = self.lines.get(row).is_some_and(|l| l.is_apart) && above != own;
        is_head && line + 1 == row && (is_apart || 2 * above <= own)
    }

    /// What stands before a byte in its line and, if little does, at the end of the line before.
    pub fn before(&self, byte: usize, reach: usize) -> &str {
        let mut start = byte.saturating_sub(reach);
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        self.said(start, byte)
    }

    pub fn after(&self, byte: usize, reach: usize) -> &str {
        let mut end = (byte + reach).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        self.said(byte, end)
    }

    /// The characters of the page that a stretch of the text comes from: runs of them, in order.
    pub fn chars(&self, (start, end): (usize, usize)) -> Vec<(usize, usize)> {
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (at, length) in self.sources.get(start..end).unwrap_or(&[]) {
            let (at, end) = (*at as usize, (*at + *length) as usize);
            match found.last_mut() {
                _ if *length == 0 => {}
                Some(last) if last.0 <= at && at <= last.1 => last.1 = last.1.max(end),
                _ => found.push((at, end)),
            }
        }
        found.sort_unstable();
        found
    }
}
