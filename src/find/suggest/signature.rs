//! Where a signature may stand: under a closing formula, beside or below a word that asks for one, in a column of them.
//!
//! **Invariant:** no letter of the page stands in such a place, so that what is drawn there is no text.
//! **Absent:** whether anything is drawn there; that is asked of the page.

use super::beside::expression;
use super::person::closing;
use super::sheet::Sheet;
use crate::model::page::geometry::PageRect;
use crate::model::page::text::PageText;
use regex::Regex;
use std::sync::LazyLock;

/// A cell that asks for a signature and says nothing else.
static ASKS: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)^\W*(?:handtekening(?:en)?|paraaf|signatuur|signature|voor (?:akkoord|gezien|ontvangst)|ondertekening)(?:\s\p{L}+){0,3}\s*:?\W*$",
    )
});
/// How far a place reaches where nothing ends it, in points.
const WIDEST: f64 = 240.0;
const HIGHEST: f64 = 90.0;
/// Lower than this there is no room for a signature, in points.
const LEAST: f64 = 13.0;
/// Between a place and the letters beside it, in points.
const APART: f64 = 1.5;
/// Of a table, with the rule between two columns in it.
const RULE: f64 = 8.0;

/// The places of a page.
pub fn places(sheet: &Sheet, page: &PageText) -> Vec<PageRect> {
    let laid = Laid { sheet, page };
    let mut found = Vec::new();
    for cell in 0..sheet.cells.len() {
        let said = sheet.cell_text(cell);
        if ASKS.is_match(said) {
            found.extend(laid.beside(cell));
            found.extend(laid.below(cell, 0.0));
            found.extend(laid.column(cell));
        } else if closing::closes(said) {
            found.extend(laid.below(cell, WIDEST / 8.0));
        }
    }
    found.retain(|place| laid.is_free(place));
    found
}

/// A page and its letters.
struct Laid<'a> {
    sheet: &'a Sheet,
    page: &'a PageText,
}

impl Laid<'_> {
    /// What the letters of a stretch take.
    fn bounds(&self, start: usize, end: usize) -> Option<PageRect> {
        let runs = self.sheet.chars((start, end)).into_iter();
        let chars = runs.filter_map(|(from, to)| self.page.chars.get(from..to));
        let ink = chars.flatten().filter(|c| !c.is_blank()).map(|c| c.ink);
        ink.reduce(|a, b| a.union(&b))
    }

    fn cell(&self, cell: usize) -> Option<PageRect> {
        let of = self.sheet.cells.get(cell)?;
        self.bounds(of.start, of.end)
    }

    /// Where the next cell of the line begins.
    fn next_left(&self, cell: usize) -> Option<f64> {
        let line = self.sheet.cells.get(cell)?.line;
        let next = Some(cell + 1).filter(|next| self.sheet.cells_of(line).contains(next))?;
        Some(self.cell(next)?.left())
    }

    /// Right of a cell, as high as the lines around it leave.
    fn beside(&self, cell: usize) -> Option<PageRect> {
        let (of, own) = (self.sheet.cells.get(cell)?, self.cell(cell)?);
        if self.next_left(cell).is_some() {
            return None;
        }
        let line = |line: Option<usize>| {
            let line = self.sheet.lines.get(line?)?;
            self.bounds(line.start, line.end)
        };
        let above =
            line(of.line.checked_sub(1)).map_or(own.top() - HIGHEST, |r| r.bottom() + APART);
        let under = line(Some(of.line + 1)).map_or(own.bottom() + HIGHEST, |r| r.top() - APART);
        let top = above.max(own.top() - HIGHEST / 3.0);
        let bottom = under.min(own.bottom() + HIGHEST / 3.0);
        let left = own.right() + APART;
        PageRect::new(left, top.max(0.0), left + WIDEST, bottom)
    }

    /// From a cell down to the next letters of its column, this much wider at the left.
    fn below(&self, cell: usize, wider: f64) -> Option<PageRect> {
        let (of, own) = (self.sheet.cells.get(cell)?, self.cell(cell)?);
        let right = self
            .next_left(cell)
            .map_or(own.left() + WIDEST, |left| left - RULE);
        let left = (own.left() - wider).max(0.0);
        let is_there = |r: &PageRect| r.left() < right && left < r.right();
        let cells = self.sheet.cells.iter().enumerate();
        let under = cells
            .filter(|(_, other)| other.line > of.line)
            .filter_map(|(other, _)| self.cell(other))
            .filter(|r| is_there(r) && r.top() > own.bottom());
        let next = under.map(|r| r.top() - APART).fold(f64::MAX, f64::min);
        let bottom = next.min(own.bottom() + HIGHEST);
        let top = own.bottom() + APART;
        (bottom - top >= LEAST)
            .then(|| PageRect::new(left, top, right, bottom))
            .flatten()
    }

    /// In a table: the cells below a head, in the lines that have none of their own there.
    fn column(&self, head: usize) -> Vec<PageRect> {
        let (Some(of), Some(own)) = (self.sheet.cells.get(head), self.cell(head)) else {
            return Vec::new();
        };
        let right = self
            .next_left(head)
            .map_or(own.left() + WIDEST / 2.0, |left| left - RULE);
        let is_table = self.sheet.cells_of(of.line).len() > 1;
        let rows = (of.line + 1..self.sheet.lines.len())
            .take_while(|line| is_table && !self.sheet.cells_of(*line).is_empty());
        let row = |line: usize| {
            if self.sheet.same_column(head, line).is_some() {
                return None;
            }
            let line = self.sheet.lines.get(line)?;
            let of = self.bounds(line.start, line.end)?;
            PageRect::new(own.left(), of.top() - APART, right, of.bottom() + APART)
        };
        rows.filter_map(row).collect()
    }

    fn is_free(&self, place: &PageRect) -> bool {
        let letters = self.page.chars.iter().filter(|c| !c.is_blank());
        let meets = |r: &PageRect| {
            r.left() < place.right()
                && place.left() < r.right()
                && r.top() < place.bottom()
                && place.top() < r.bottom()
        };
        !letters.map(|c| &c.ink).any(meets)
    }
}
