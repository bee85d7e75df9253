//! Laying a page out: words into lines and cells, letters into text.
//!
//! **Invariant:** what is joined or parted here is decided by the places of words and by signs, never by what they say.
//! **Absent:** terms, see [`super::terms`]; asking the sheet, see [`super`].

use super::super::misread;
use super::placed::{LEADING, Placed};
use super::seams;
use super::{Cell, Line, Sheet};
use crate::model::page::geometry::PageRect;
use crate::model::page::text::{PageChar, PageText};
use crate::model::word::{Words, Written, is_prefix};

/// A gap wider than this many times the height of its line parts two cells.
const GAP: f64 = 0.95;
/// Words of one line lie no further above each other than this part of their height.
const SKEW: f64 = 0.5;
/// A line whose end lies further left than this part of the block's width does not go on in the next.
const FULL: f64 = 0.72;
/// Nor does a line shorter than this many times the height of the page's letters.
const LONG: f64 = 18.0;
/// Signs of which each line of a table in plain text has at least this many.
const DELIMITERS: usize = 2;

/// The words of the page in the order of their lines, and where in the text they start.
#[derive(Default)]
struct WrittenWords {
    words: Vec<Written>,
    starts: Vec<usize>,
}

impl Sheet {
    pub fn of(page: &PageText) -> Self {
        let mut sheet = Self::default();
        let mut written = WrittenWords::default();
        let mut before: Option<PageRect> = None;
        let mut rows = rows(page);
        seams::join_over_seams(page, &mut rows, cells);
        let mut heights: Vec<f64> = rows.iter().flatten().map(|p| p.rect.height()).collect();
        heights.sort_by(f64::total_cmp);
        sheet.height = heights.get(heights.len() / 2).copied().unwrap_or_default();
        for row in rows {
            sheet.add_row(page, &row, before, &mut written);
            let own = row.iter().filter(|p| !p.moved).map(|p| p.rect);
            before = own.reduce(|a, b| a.union(&b)).or(before);
        }
        sheet.set_flow();
        sheet.split_delimited();
        sheet.add_terms(&Words::of(&written.words), &written.starts);
        sheet
    }

    fn add_row(
        &mut self,
        page: &PageText,
        row: &[Placed],
        before: Option<PageRect>,
        written: &mut WrittenWords,
    ) {
        let own = row.iter().filter(|p| !p.moved).map(|p| p.rect);
        let Some(rect) = own.reduce(|a, b| a.union(&b)) else {
            return;
        };
        if !self.lines.is_empty() {
            self.push('\n', None);
        }
        let first = self.cells.len();
        let start = self.text.len();
        let mut last: Option<PageRect> = None;
        for placed in row {
            if placed.moved {
                // Behind a hyphen it is the rest of the word, which its line end tells; else the next word.
                let is_rest = self.text.ends_with(seams::is_hyphen);
                self.push(if is_rest { '\n' } else { ' ' }, None);
            } else {
                self.part(page, placed, last);
                last = Some(placed.rect);
            }
            self.add_word(page, placed.word, written);
            if let Some(cell) = self.cells.last_mut() {
                cell.end = self.text.len();
                if !placed.moved {
                    cell.right = placed.rect.right();
                }
            }
        }
        self.lines.push(Line {
            start,
            end: self.text.len(),
            cells: (first, self.cells.len()),
            is_apart: before.is_none_or(|b| rect.top() - b.bottom() > LEADING * rect.height()),
            flows: false,
        });
    }

    /// Parts a word from the one before it in its line, by a gap or a bar into a cell of its own.
    fn part(&mut self, page: &PageText, placed: &Placed, last: Option<PageRect>) {
        let chars = page.word(placed.word);
        let is_bar = matches!(chars, [c] if c.text == '|' || c.text == '¦');
        let gap = last.map(|last| placed.rect.left() - last.right());
        let height = last.map_or(placed.rect.height(), |l| {
            l.height().min(placed.rect.height())
        });
        match gap {
            Some(gap) if gap > GAP * height || is_bar => self.push('\t', None),
            Some(_) if self.text.ends_with('|') => self.push('\t', None),
            Some(_) => self.push(' ', None),
            None => {}
        }
        if gap.is_none() || self.text.ends_with('\t') {
            self.cells.push(Cell {
                start: self.text.len(),
                end: self.text.len(),
                left: placed.rect.left(),
                right: placed.rect.right(),
                line: self.lines.len(),
                terms: (0, 0),
            });
        }
    }

    /// Adds the letters of a word, as they were meant.
    fn add_word(&mut self, page: &PageText, word: usize, written: &mut WrittenWords) {
        let from = page.words.get(word).map_or(0, |w| w.0);
        let seen: Vec<char> = page.word(word).iter().map(|c| c.text).collect();
        let mut start = self.text.len();
        for (c, source) in misread::corrected(&seen) {
            if source.is_none() {
                self.write(start, written);
                start = self.text.len() + 1;
            }
            self.push(c, source.map(|(at, length)| (from + at, length)));
        }
        self.write(start, written);
    }

    /// Takes what was written from a byte on as a word.
    fn write(&self, start: usize, written: &mut WrittenWords) {
        written.starts.push(start);
        written.words.push(Written {
            number: written.words.len(),
            text: self.text.get(start..).unwrap_or("").to_owned(),
            covered: false,
        });
    }

    fn push(&mut self, c: char, source: Option<(usize, usize)>) {
        self.text.push(c);
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let source = source.map_or((0, 0), |(at, length)| (number(at), number(length)));
        self.sources.resize(self.text.len(), source);
    }

    /// Says of each line whether its sentence goes on in the next.
    fn set_flow(&mut self) {
        for at in 0..self.lines.len().saturating_sub(1) {
            let (Some(line), Some(next)) = (self.lines.get(at), self.lines.get(at + 1)) else {
                continue;
            };
            let alone = |line: &Line| {
                let cells = self.cells.get(line.cells.0..line.cells.1).unwrap_or(&[]);
                let [cell] = cells else { return None };
                Some((cell.left, cell.right))
            };
            let (Some(this), Some(below)) = (alone(line), alone(next)) else {
                continue;
            };
            let near = self
                .lines
                .get(at.saturating_sub(6)..(at + 7).min(self.lines.len()));
            let widest = near.unwrap_or(&[]).iter().filter_map(alone);
            let widest = widest.map(|(_, right)| right).fold(0.0, f64::max);
            let wide = this.1 - this.0 > (FULL * (widest - this.0)).max(LONG * self.height);
            let is_full = wide || self.is_narrow_text(at, widest);
            let flows = is_full && !next.is_apart && (this.0 - below.0).abs() < 30.0;
            let said = self.text.get(line.start..line.end).unwrap_or("");
            let last = said.rsplit([' ', '\t']).next().unwrap_or("");
            let ended = said.ends_with(['.', ':', '!', '?', ';'])
                && !crate::model::word::are_initials(last);
            if let Some(line) = self.lines.get_mut(at) {
                line.flows = flows && !ended;
            }
        }
    }

    /// Whether a line of a narrow column is running text, and so full that the first word of the next had no room in it.
    fn is_narrow_text(&self, at: usize, edge: f64) -> bool {
        let said = |line: &Line| self.text.get(line.start..line.end).unwrap_or("");
        let (Some(this), Some(next)) = (self.lines.get(at), self.lines.get(at + 1)) else {
            return false;
        };
        let is_plain = |word: &str| word.chars().all(char::is_lowercase) && !is_prefix(word);
        let is_text = |line: &Line| said(line).split(' ').any(is_plain);
        let cell = self.cells.get(this.cells.0);
        let follows = self.cells.get(next.cells.0);
        let (Some(cell), Some(follows)) = (cell, follows) else {
            return false;
        };
        let first = said(next).split(' ').next().unwrap_or("");
        let letters = said(next).chars().count().max(1) as f64;
        let width = (first.chars().count() as f64 + 1.0) * (follows.right - follows.left) / letters;
        is_text(this) && is_text(next) && cell.right + width > edge
    }

    /// Parts lines at semicolons or bars where those stand for columns: in two lines after each other equally many.
    fn split_delimited(&mut self) {
        let delimiter = if self.text.matches('|').count() > self.text.matches(';').count() {
            '|'
        } else {
            ';'
        };
        let count = |sheet: &Self, line: &Line| {
            let said = sheet.text.get(line.start..line.end).unwrap_or("");
            let is_mail = said.contains('@') && said.contains('<');
            if is_mail {
                0
            } else {
                said.matches(delimiter).count()
            }
        };
        let counts: Vec<usize> = self.lines.iter().map(|line| count(self, line)).collect();
        let is_table = |at: usize| {
            let here = counts.get(at).copied().unwrap_or(0);
            let like = |other: Option<&usize>| other == Some(&here);
            let above = at.checked_sub(1).and_then(|above| counts.get(above));
            here >= DELIMITERS && (like(above) || like(counts.get(at + 1)))
        };
        if !(0..counts.len()).any(is_table) {
            return;
        }
        let mut cells = Vec::new();
        for (at, line) in self.lines.iter_mut().enumerate() {
            let first = cells.len();
            if is_table(at) {
                let said = self.text.get(line.start..line.end).unwrap_or("");
                let mut start = line.start;
                for (column, part) in said.split(delimiter).enumerate() {
                    let left = 1000.0 * column as f64;
                    let end = start + part.len();
                    cells.push(Cell {
                        start: end - part.trim_start().len(),
                        end: start
                            + part
                                .trim_end()
                                .len()
                                .max(end - start - part.trim_start().len()),
                        left,
                        right: left + 900.0,
                        line: at,
                        terms: (0, 0),
                    });
                    start = end + 1;
                }
            } else {
                cells.extend_from_slice(self.cells.get(line.cells.0..line.cells.1).unwrap_or(&[]));
            }
            line.cells = (first, cells.len());
        }
        self.cells = cells;
    }
}

/// The cells of a row: the first word of each and the first after it.
fn cells(row: &[Placed]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut last: Option<&PageRect> = None;
    for (at, placed) in row.iter().enumerate() {
        let parts = last.is_none_or(|last| {
            let height = last.height().min(placed.rect.height());
            !placed.moved && placed.rect.left() - last.right() > GAP * height
        });
        match found.last_mut() {
            Some(cell) if !parts => cell.1 = at + 1,
            _ => found.push((at, at + 1)),
        }
        if !placed.moved {
            last = Some(&placed.rect);
        }
    }
    found
}

/// The words of a page in lines from top to bottom, each from left to right; turned lines after the others.
fn rows(page: &PageText) -> Vec<Vec<Placed>> {
    let mut words: Vec<Placed> = Vec::new();
    for (word, (start, end)) in page.words.iter().enumerate() {
        let chars = page.chars.get(*start..*end).unwrap_or(&[]);
        let quarters = chars.first().map_or(0, PageChar::quarters);
        let rect = chars.iter().map(|c| c.cell).reduce(|a, b| a.union(&b));
        if let Some(rect) = rect {
            words.push(Placed {
                word,
                rect: rect.turned_back(quarters),
                quarters,
                moved: false,
            });
        }
    }
    let middle = |p: &Placed| p.rect.center().y;
    words.sort_by(|a, b| {
        a.quarters
            .cmp(&b.quarters)
            .then(middle(a).total_cmp(&middle(b)))
    });
    let mut rows: Vec<Vec<Placed>> = Vec::new();
    for placed in words {
        let fits = rows.last().and_then(|row| row.last()).is_some_and(|last| {
            let height = last.rect.height().min(placed.rect.height());
            last.quarters == placed.quarters && middle(&placed) - middle(last) < SKEW * height
        });
        match rows.last_mut() {
            Some(row) if fits => row.push(placed),
            _ => rows.push(vec![placed]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.rect.left().total_cmp(&b.rect.left()));
    }
    rows
}

impl Sheet {
    /// A text that stands on no page, as one line of one cell.
    pub fn of_line(text: &str) -> Self {
        let mut sheet = Self::default();
        let (mut written, mut starts) = (Vec::new(), Vec::new());
        for word in text.split_whitespace() {
            if !sheet.text.is_empty() {
                sheet.push(' ', None);
            }
            starts.push(sheet.text.len());
            word.chars().for_each(|c| sheet.push(c, None));
            written.push(Written {
                number: written.len(),
                text: word.to_owned(),
                covered: false,
            });
        }
        let end = sheet.text.len();
        sheet.cells.push(Cell {
            start: 0,
            end,
            left: 0.0,
            right: 1.0,
            line: 0,
            terms: (0, 0),
        });
        sheet.lines.push(Line {
            start: 0,
            end,
            cells: (0, 1),
            is_apart: true,
            flows: false,
        });
        sheet.add_terms(&Words::of(&written), &starts);
        sheet
    }
}
