//! The program's own papers: headings, paragraphs and tables that flow over pages, tagged as what they are.
//!
//! **Invariant:** no word is lost: what does not fit is broken, between words where it can be, and goes on on the next
//! page. Numbers of pages, rules and repeated table heads are decoration to a screen reader.
//! **Absent:** pictures, black areas, and text of any other direction than left to right.

use super::file::{Claim, FileFacts, write_tagged};
use super::lettering;
use super::page::{CleanPage, Glyph, Item, Outline, Paint, PlacedGlyph, TextMode, TextRun};
use super::parts::Belongs;
use super::picture::Packing;
use super::tags::{Block, Node, PageTags, Role};
use crate::model::blackout::PageBlackout;
use crate::model::geometry::PageSize;
use crate::model::navigation::Navigation;
use kurbo::{Affine, Rect, Shape};
use std::collections::HashMap;

/// Size in points of text, and of headings by their level.
const TEXT: f64 = 10.0;
const HEADINGS: [f64; 3] = [16.0, 13.0, 11.0];
/// From one line to the next, in sizes of text.
const LEADING: f64 = 1.3;
/// Space in points around the text of a page, within a cell, and of the line at the foot.
const MARGIN: f64 = 48.0;
const CELL: f64 = 3.0;
const FOOT: f64 = 8.0;

/// The two ways in which an A4 sheet lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    Portrait,
    Landscape,
}

impl Paper {
    fn size(self) -> PageSize {
        let (width, height) = match self {
            Self::Portrait => (595.28, 841.89),
            Self::Landscape => (841.89, 595.28),
        };
        PageSize { width, height }
    }
}

/// One row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pub cells: Vec<String>,
    /// For rows that name a group.
    pub bold: bool,
}

/// A paper under construction.
pub struct Flow {
    size: PageSize,
    pages: Vec<Sheet>,
    nodes: Vec<Node>,
    letters: HashMap<(char, bool), Glyph>,
    /// Where the next line begins, from the top.
    y: f64,
}

/// One page under construction.
#[derive(Default)]
struct Sheet {
    items: Vec<Item>,
    glyphs: Vec<Glyph>,
    known: HashMap<(char, bool), u32>,
    tags: PageTags,
}

/// A row of a table with so many columns; the last cell of fewer takes the rest.
fn row_of(role: Role, cells: Vec<Vec<Node>>, columns: usize) -> Node {
    let count = cells.len();
    let cells = cells.into_iter().enumerate().map(|(number, parts)| {
        let rest = if number + 1 == count {
            columns.saturating_sub(number).max(1)
        } else {
            1
        };
        Node::Cell {
            role,
            columns: rest,
            parts,
        }
    });
    Node::Group(Role::Row, cells.collect())
}

/// How a line of text looks.
#[derive(Clone, Copy)]
struct Look {
    size: f64,
    bold: bool,
}

/// How the text of a cell looks.
fn cell_look(bold: bool) -> Look {
    let size = TEXT * 0.9;
    Look { size, bold }
}

/// Divides a width over columns: to each its share, and no less than its longest word takes where the others can spare it.
/// A word of more than a third of the width, such as an address, is broken rather than squeeze all the others.
pub fn widths(all: f64, shares: &[f64], longest: &[f64]) -> Vec<f64> {
    let total: f64 = shares.iter().sum::<f64>().max(0.001);
    let shares: Vec<f64> = shares.iter().map(|share| all * share / total).collect();
    let longest = longest.iter().map(|word| word.min(all / 3.0));
    let pairs = || shares.iter().copied().zip(longest.clone());
    let lacking: f64 = pairs().map(|(share, word)| (word - share).max(0.0)).sum();
    let spare: f64 = pairs().map(|(share, word)| (share - word).max(0.0)).sum();
    // What is lacking is taken from those with room, and granted as far as it goes.
    let (taken, granted) = (
        (lacking / spare.max(0.001)).min(1.0),
        (spare / lacking.max(0.001)).min(1.0),
    );
    let settled = pairs().map(|(share, word)| match share < word {
        true => share + (word - share) * granted,
        false => share - (share - word) * taken,
    });
    settled.collect()
}

impl Flow {
    pub fn new(paper: Paper) -> Self {
        Self {
            size: paper.size(),
            pages: vec![Sheet::default()],
            nodes: Vec::new(),
            letters: HashMap::new(),
            y: MARGIN,
        }
    }

    /// A heading of level 1 to 3; levels must not be skipped.
    pub fn heading(&mut self, level: u8, text: &str) {
        let size = HEADINGS
            .get(usize::from(level.max(1)) - 1)
            .copied()
            .unwrap_or(TEXT);
        let look = Look { size, bold: true };
        // A heading does not stand alone at the foot of a page.
        self.need(size * LEADING + 3.0 * TEXT * LEADING);
        self.text(text, look, Role::Heading(level.max(1)));
        self.y += size * 0.3;
    }

    pub fn paragraph(&mut self, text: &str) {
        let look = Look {
            size: TEXT,
            bold: false,
        };
        self.text(text, look, Role::Paragraph);
        self.y += TEXT * 0.6;
    }

    /// A table; `shares` says how the width is divided, but for a column that would break its longest word: that gets
    /// room from the others, as far as they have it. The head is repeated on every page. A row with fewer cells than
    /// columns lets its last cell run on to the right.
    pub fn table(&mut self, head: &[String], shares: &[f64], rows: &[Row]) {
        let head = Row {
            cells: head.to_vec(),
            bold: true,
        };
        let widths = self.widths(&head, shares, rows);
        self.need(6.0 * TEXT * LEADING);
        let mut written = vec![self.row(&head, &widths, Some(Role::HeaderCell), None)];
        for row in rows {
            written.push(self.row(row, &widths, Some(Role::Cell), Some(&head)));
        }
        self.nodes.push(Node::Group(Role::Table, written));
        self.y += TEXT;
    }

    /// The bytes; `foot` says what stands at the foot of page x of y.
    pub fn finish(
        mut self,
        facts: &FileFacts,
        claim: Claim,
        foot: impl Fn(usize, usize) -> String,
    ) -> Vec<u8> {
        let count = self.pages.len();
        let look = Look {
            size: FOOT,
            bold: false,
        };
        for number in 0..count {
            let words = foot(number + 1, count);
            let x = self.size.width - MARGIN - self.width(&words, look);
            let y = self.size.height - MARGIN / 2.0;
            self.line(number, &words, look, (x, y), None);
        }
        let mut clean = Vec::with_capacity(count);
        let mut tags = Vec::with_capacity(count);
        for sheet in self.pages {
            tags.push(sheet.tags);
            clean.push(CleanPage {
                size: self.size,
                user_unit: 1.0,
                items: sheet.items,
                glyphs: sheet.glyphs,
                pictures: Vec::new(),
                parts: Vec::new(),
                raster: false,
            });
        }
        let nothing = PageBlackout::default();
        let pages = clean.iter().zip(tags);
        let pages = pages.map(|(page, tags)| (page, &nothing, tags)).collect();
        write_tagged(
            pages,
            Some(self.nodes),
            &Navigation::default(),
            facts,
            (claim, Packing::Small),
        )
    }

    fn bottom(&self) -> f64 {
        self.size.height - MARGIN
    }

    /// Begins a page when less than this height is left.
    fn need(&mut self, height: f64) {
        if self.y + height > self.bottom() && self.y > MARGIN {
            self.pages.push(Sheet::default());
            self.y = MARGIN;
        }
    }

    fn width(&mut self, text: &str, look: Look) -> f64 {
        let units: f64 = text.chars().map(|c| self.advance(c, look.bold)).sum();
        units * look.size / 1000.0
    }

    fn letter(&mut self, c: char, bold: bool) -> &Glyph {
        let made = || {
            if bold {
                lettering::bold_glyph(c)
            } else {
                lettering::glyph(c)
            }
        };
        self.letters.entry((c, bold)).or_insert_with(made)
    }

    fn advance(&mut self, c: char, bold: bool) -> f64 {
        f64::from(self.letter(c, bold).advance)
    }

    /// Breaks text between words to lines of at most this width; a word that is longer is broken within.
    fn lines(&mut self, text: &str, look: Look, width: f64) -> Vec<String> {
        let mut lines = vec![String::new()];
        for (number, part) in text.split('\n').enumerate() {
            if number > 0 {
                lines.push(String::new());
            }
            for word in part.split_whitespace() {
                let line = lines.last().cloned().unwrap_or_default();
                let longer = if line.is_empty() {
                    word.to_owned()
                } else {
                    format!("{line} {word}")
                };
                if self.width(&longer, look) <= width {
                    lines.pop();
                    lines.push(longer);
                    continue;
                }
                if line.is_empty() {
                    lines.pop();
                }
                lines.extend(self.pieces(word, look, width));
            }
        }
        lines
    }

    /// A word in pieces of at most this width; at least one character each.
    fn pieces(&mut self, word: &str, look: Look, width: f64) -> Vec<String> {
        let mut pieces = vec![String::new()];
        let mut filled = 0.0;
        for c in word.chars() {
            let wide = self.advance(c, look.bold) * look.size / 1000.0;
            if filled + wide > width && filled > 0.0 {
                pieces.push(String::new());
                filled = 0.0;
            }
            filled += wide;
            if let Some(piece) = pieces.last_mut() {
                piece.push(c);
            }
        }
        pieces
    }

    /// Text over the whole width, as one element, over as many pages as it takes.
    fn text(&mut self, text: &str, look: Look, role: Role) {
        let lines = self.lines(text, look, self.size.width - 2.0 * MARGIN);
        let step = look.size * LEADING;
        let mut parts: Vec<(usize, usize)> = Vec::new();
        for line in lines {
            self.need(step);
            let page = self.pages.len() - 1;
            let block = match parts.last() {
                Some((last, block)) if *last == page => *block,
                _ => self.block(page, role),
            };
            if parts.last() != Some(&(page, block)) {
                parts.push((page, block));
            }
            self.leaf_line(page, block, &line, look, (MARGIN, self.y + look.size));
            self.y += step;
        }
        let parts = parts.into_iter();
        self.nodes
            .extend(parts.map(|(page, block)| Node::Block { page, block }));
    }

    fn block(&mut self, page: usize, role: Role) -> usize {
        self.pages
            .get_mut(page)
            .map_or(0, |sheet| sheet.tags.add_block(Block::plain(role)))
    }

    /// A line that is read.
    fn leaf_line(&mut self, page: usize, block: usize, text: &str, look: Look, at: (f64, f64)) {
        let leaf = self
            .pages
            .get_mut(page)
            .map(|sheet| sheet.tags.add_leaf(block));
        self.line(page, text, look, at, leaf);
    }

    /// Draws a line; without a leaf it is decoration.
    fn line(&mut self, page: usize, text: &str, look: Look, at: (f64, f64), leaf: Option<usize>) {
        let scale = look.size / 1000.0;
        let (mut x, y) = at;
        let mut glyphs = Vec::new();
        for c in text.chars() {
            let letter = self.letter(c, look.bold).clone();
            let Some(sheet) = self.pages.get_mut(page) else {
                return;
            };
            let next = sheet.glyphs.len() as u32;
            let glyph = *sheet.known.entry((c, look.bold)).or_insert(next);
            let advance = f64::from(letter.advance) * scale;
            if glyph == next {
                sheet.glyphs.push(letter);
            }
            sheet.tags.push_piece(leaf);
            let place = Affine::new([scale, 0.0, 0.0, -scale, x, y]);
            glyphs.push(PlacedGlyph {
                glyph,
                place,
                part: Belongs::Unknown,
            });
            x += advance;
        }
        let black = Paint {
            colour: [0; 3],
            alpha: 255,
        };
        let mode = TextMode::Fill(black);
        if let Some(sheet) = self.pages.get_mut(page).filter(|_| !glyphs.is_empty()) {
            sheet.items.push(Item::Text(TextRun { glyphs, mode }));
        }
    }

    /// The width of every column: its share, and no less than its longest word takes where the others can spare it.
    fn widths(&mut self, head: &Row, shares: &[f64], rows: &[Row]) -> Vec<f64> {
        let mut longest = vec![0.0_f64; shares.len()];
        let whole = rows.iter().filter(|row| row.cells.len() == shares.len());
        for row in std::iter::once(head).chain(whole) {
            let look = cell_look(row.bold);
            for (cell, longest) in row.cells.iter().zip(&mut longest) {
                for word in cell.split_whitespace() {
                    // A hair more, or the sum of the letters may be found too wide for it.
                    *longest = longest.max(self.width(word, look) + 2.0 * CELL + 0.01);
                }
            }
        }
        widths(self.size.width - 2.0 * MARGIN, shares, &longest)
    }

    /// One row; `role` is that of its cells, `None` for a head that is only repeated.
    fn row(&mut self, row: &Row, widths: &[f64], role: Option<Role>, head: Option<&Row>) -> Node {
        let look = cell_look(row.bold);
        let places = self.columns(widths, row.cells.len());
        let mut cells: Vec<Vec<String>> = Vec::new();
        for (cell, (_, width)) in row.cells.iter().zip(&places) {
            let lines = self.lines(cell, look, width - 2.0 * CELL);
            cells.push(lines);
        }
        let mut parts: Vec<Vec<Node>> = vec![Vec::new(); cells.len()];
        let step = look.size * LEADING;
        let mut from = 0;
        let longest = cells.iter().map(Vec::len).max().unwrap_or(0);
        loop {
            let left = longest - from;
            let room = ((self.bottom() - self.y - 2.0 * CELL) / step)
                .floor()
                .max(0.0) as usize;
            // A row that fits on a page stays together.
            let whole = ((self.bottom() - MARGIN) / step) as usize;
            if (room < left && left + 3 < whole || room == 0) && self.y > MARGIN {
                self.pages.push(Sheet::default());
                self.y = MARGIN;
                if let Some(head) = head {
                    self.row(head, widths, None, None);
                }
                continue;
            }
            let count = left.min(room.max(1));
            let page = self.pages.len() - 1;
            for (number, lines) in cells.iter().enumerate() {
                let x = places.get(number).map_or(MARGIN, |place| place.0) + CELL;
                let block = role.filter(|_| from == 0 || lines.len() > from);
                let block = block.map(|_| self.block(page, Role::Paragraph));
                for (nth, line) in lines.iter().skip(from).take(count).enumerate() {
                    let at = (x, self.y + CELL + look.size + nth as f64 * step);
                    match block {
                        Some(block) => self.leaf_line(page, block, line, look, at),
                        None => self.line(page, line, look, at, None),
                    }
                }
                if let (Some(block), Some(parts)) = (block, parts.get_mut(number)) {
                    parts.push(Node::Block { page, block });
                }
            }
            self.y += count as f64 * step + 2.0 * CELL;
            self.rule(page);
            from += count;
            if from >= longest {
                let role = role.unwrap_or(Role::Cell);
                return row_of(role, parts, widths.len());
            }
        }
    }

    /// Left side and width of each column; the last of fewer cells reaches to the right margin.
    fn columns(&self, widths: &[f64], cells: usize) -> Vec<(f64, f64)> {
        let mut x = MARGIN;
        let mut places = Vec::new();
        for (number, own) in widths.iter().enumerate() {
            let last = number + 1 == cells;
            let reach = self.size.width - MARGIN - x;
            places.push((x, if last { reach } else { *own }));
            x += own;
        }
        places
    }

    /// A thin line over the whole width, under what has been written.
    fn rule(&mut self, page: usize) {
        let (y, right) = (self.y, self.size.width - MARGIN);
        let shape = Outline {
            path: Rect::new(MARGIN, y - 0.25, right, y + 0.25).to_path(0.1),
            even_odd: false,
        };
        let paint = Paint {
            colour: [150; 3],
            alpha: 255,
        };
        if let Some(sheet) = self.pages.get_mut(page) {
            sheet.items.push(Item::Fill { shape, paint });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: [&str; 3]) -> Row {
        Row {
            cells: cells.map(str::to_owned).to_vec(),
            bold: false,
        }
    }

    #[test]
    fn no_column_breaks_a_word_while_another_has_room() {
        let mut flow = Flow::new(Paper::Landscape);
        let (head, rows) = (
            row(["Nr.", "Document", "Soort"]),
            [row(["1a", "Over het plan", "raadsinformatiebrief"])],
        );
        let shares = [10.0, 80.0, 10.0];
        let widths = flow.widths(&head, &shares, &rows);
        let all = flow.size.width - 2.0 * MARGIN;
        assert!((widths.iter().sum::<f64>() - all).abs() < 0.01);
        let lines = flow.lines(
            "raadsinformatiebrief",
            cell_look(false),
            widths[2] - 2.0 * CELL,
        );
        assert_eq!(lines, ["raadsinformatiebrief"]);
        // Nothing is taken where nothing is lacking.
        let plain = flow.widths(&head, &[20.0, 40.0, 40.0], &rows);
        assert!((plain[0] - all * 0.2).abs() < 0.01);
        // Words that cannot all be whole share what there is.
        let long = "raadsinformatiebrief".repeat(3);
        let widths = flow.widths(&head, &shares, &[row([&long, &long, &long])]);
        assert!((widths.iter().sum::<f64>() - all).abs() < 0.01);
        assert!(widths.iter().all(|width| *width > 50.0));
    }
}
