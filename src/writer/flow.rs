//! The program's own papers: headings, paragraphs and tables that flow over pages, tagged as what they are.
//!
//! **Invariant:** no word is lost: what does not fit is broken, between words where it can be, and goes on on the next
//! page. Numbers of pages, rules and repeated table heads are decoration to a screen reader.
//! **Absent:** black areas, and text of any other direction than left to right.

mod table;

pub use table::{Row, widths};

use super::claim::{Claim, FileFacts};
use super::file::write_tagged;
use super::lettering;
use super::page::{CleanPage, Glyph, Item, Paint, PlacedGlyph, TextMode, TextRun};
use super::parts::Belongs;
use super::picture::{Packing, Picture};
use super::tags::{Block, Node, PageTags, Role};
use crate::model::blackout::PageBlackout;
use crate::model::navigation::Navigation;
use crate::model::page::geometry::PageSize;
use crate::model::page::pixels::Pixels;
use kurbo::{Affine, Rect};
use std::collections::HashMap;

/// Size in points of text, and of headings by their level.
const TEXT_POINTS: f64 = 10.0;
const HEADING_POINTS: [f64; 3] = [16.0, 13.0, 11.0];
/// From one line to the next, in sizes of text.
const LEADING_SIZES: f64 = 1.3;
/// Space in points around the text of a page, before an item of a list, and of the line at the foot.
const MARGIN_POINTS: f64 = 48.0;
const INDENT_POINTS: f64 = 14.0;
const FOOT_POINTS: f64 = 8.0;

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
    pictures: Vec<Picture>,
    known: HashMap<(char, bool), u32>,
    tags: PageTags,
}

/// How a line of text looks.
#[derive(Clone, Copy)]
struct TextStyle {
    size: f64,
    bold: bool,
}

const PLAIN: TextStyle = TextStyle {
    size: TEXT_POINTS,
    bold: false,
};

impl Flow {
    pub fn new(paper: Paper) -> Self {
        Self {
            size: paper.size(),
            pages: vec![Sheet::default()],
            nodes: Vec::new(),
            letters: HashMap::new(),
            y: MARGIN_POINTS,
        }
    }

    /// A heading of level 1 to 3; levels must not be skipped.
    pub fn heading(&mut self, level: u8, text: &str) {
        let size = HEADING_POINTS
            .get(usize::from(level.max(1)) - 1)
            .copied()
            .unwrap_or(TEXT_POINTS);
        let look = TextStyle { size, bold: true };
        // A heading does not stand alone at the foot of a page.
        self.need(size * LEADING_SIZES + 3.0 * TEXT_POINTS * LEADING_SIZES);
        self.add(text, look, Role::Heading(level.max(1)));
        self.y += size * 0.3;
    }

    pub fn paragraph(&mut self, text: &str) {
        self.add(text, PLAIN, Role::Paragraph);
        self.y += TEXT_POINTS * 0.6;
    }

    /// An item of a list; those that follow each other are one list.
    pub fn item(&mut self, text: &str) {
        self.need(TEXT_POINTS * LEADING_SIZES);
        let at = (MARGIN_POINTS + INDENT_POINTS / 3.0, self.y + TEXT_POINTS);
        let page = self.pages.len() - 1;
        let bullet = self.block(page, Role::Label);
        self.leaf_line(page, bullet, "•", PLAIN, at);
        let mut parts = vec![Node::Block {
            page,
            block: bullet,
        }];
        parts.extend(self.text(text, PLAIN, Role::ListBody, MARGIN_POINTS + INDENT_POINTS));
        self.y += TEXT_POINTS * 0.3;
        let item = Node::Group(Role::ListItem, parts);
        match self.nodes.last_mut() {
            Some(Node::Group(Role::List, items)) => items.push(item),
            _ => self.nodes.push(Node::Group(Role::List, vec![item])),
        }
    }

    /// A picture over the width of the text, with what is to be seen on it.
    pub fn picture(&mut self, pixels: &Pixels, alt: &str) {
        let Some(picture) = Picture::of_page(pixels) else {
            return;
        };
        let width = self.size.width - 2.0 * MARGIN_POINTS;
        let height = width * pixels.height() as f64 / pixels.width() as f64;
        self.need(height);
        let bounds = Rect::new(
            MARGIN_POINTS,
            self.y,
            MARGIN_POINTS + width,
            self.y + height,
        );
        let page = self.pages.len() - 1;
        let Some(sheet) = self.pages.last_mut() else {
            return;
        };
        let block = sheet.tags.add_block(Block {
            role: Role::Figure,
            alt: Some(alt.to_owned()),
            bounds: Some(bounds),
        });
        let leaf = sheet.tags.add_leaf(block);
        sheet.tags.push_piece(Some(leaf));
        sheet.items.push(Item::Picture {
            picture: sheet.pictures.len() as u32,
            place: Affine::new([width, 0.0, 0.0, -height, MARGIN_POINTS, bounds.y1]),
            alpha: 255,
        });
        sheet.pictures.push(picture);
        self.nodes.push(Node::Block { page, block });
        self.y += height + TEXT_POINTS;
    }

    /// What comes next begins a page.
    pub fn new_page(&mut self) {
        self.need(self.size.height);
    }

    /// The bytes; `foot` says what stands at the foot of page x of y.
    pub fn finish(
        mut self,
        facts: &FileFacts,
        claim: Claim,
        foot: impl Fn(usize, usize) -> String,
    ) -> Vec<u8> {
        let count = self.pages.len();
        let look = TextStyle {
            size: FOOT_POINTS,
            bold: false,
        };
        for number in 0..count {
            let words = foot(number + 1, count);
            let x = self.size.width - MARGIN_POINTS - self.width(&words, look);
            let y = self.size.height - MARGIN_POINTS / 2.0;
            self.line(number, &words, look, (x, y), None);
        }
        let mut clean = Vec::with_capacity(count);
        let mut tags = Vec::with_capacity(count);
        for sheet in self.pages {
            tags.push(sheet.tags);
            clean.push(CleanPage {
                items: sheet.items,
                glyphs: sheet.glyphs,
                pictures: sheet.pictures,
                ..CleanPage::blank(self.size, 1.0)
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
        self.size.height - MARGIN_POINTS
    }

    /// Begins a page when less than this height is left.
    fn need(&mut self, height: f64) {
        if self.y + height > self.bottom() && self.y > MARGIN_POINTS {
            self.pages.push(Sheet::default());
            self.y = MARGIN_POINTS;
        }
    }

    fn width(&mut self, text: &str, look: TextStyle) -> f64 {
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
    fn lines(&mut self, text: &str, look: TextStyle, width: f64) -> Vec<String> {
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
    fn pieces(&mut self, word: &str, look: TextStyle, width: f64) -> Vec<String> {
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

    /// Text over the whole width, as an element of its own.
    fn add(&mut self, text: &str, look: TextStyle, role: Role) {
        let parts = self.text(text, look, role, MARGIN_POINTS);
        self.nodes.extend(parts);
    }

    /// Text from a left side to the right margin, over as many pages as it takes.
    fn text(&mut self, text: &str, look: TextStyle, role: Role, left: f64) -> Vec<Node> {
        let lines = self.lines(text, look, self.size.width - MARGIN_POINTS - left);
        let step = look.size * LEADING_SIZES;
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
            self.leaf_line(page, block, &line, look, (left, self.y + look.size));
            self.y += step;
        }
        let parts = parts.into_iter();
        parts
            .map(|(page, block)| Node::Block { page, block })
            .collect()
    }

    fn block(&mut self, page: usize, role: Role) -> usize {
        self.pages
            .get_mut(page)
            .map_or(0, |sheet| sheet.tags.add_block(Block::plain(role)))
    }

    /// A line that is read.
    fn leaf_line(
        &mut self,
        page: usize,
        block: usize,
        text: &str,
        look: TextStyle,
        at: (f64, f64),
    ) {
        let leaf = self
            .pages
            .get_mut(page)
            .map(|sheet| sheet.tags.add_leaf(block));
        self.line(page, text, look, at, leaf);
    }

    /// Draws a line; without a leaf it is decoration.
    fn line(
        &mut self,
        page: usize,
        text: &str,
        look: TextStyle,
        at: (f64, f64),
        leaf: Option<usize>,
    ) {
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
}
