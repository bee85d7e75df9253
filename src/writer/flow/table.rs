//! Tables on the program's own papers.
//!
//! **Invariant:** no word is lost, and none is broken while another column has room for it; the head stands on every page.

use super::super::page::{Item, Outline, Paint};
use super::super::tags::{Node, Role};
use super::{Flow, LEADING_SIZES, MARGIN_POINTS, Sheet, TEXT_POINTS, TextStyle};
use kurbo::{Rect, Shape};

/// Space in points within a cell.
const CELL_POINTS: f64 = 3.0;

/// One row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pub cells: Vec<String>,
    /// For rows that name a group.
    pub bold: bool,
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

/// How the text of a cell looks.
fn cell_look(bold: bool) -> TextStyle {
    let size = TEXT_POINTS * 0.9;
    TextStyle { size, bold }
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
    /// A table; `shares` says how the width is divided, but for a column that would break its longest word: that gets
    /// room from the others, as far as they have it. The head is repeated on every page. A row with fewer cells than
    /// columns lets its last cell run on to the right.
    pub fn table(&mut self, head: &[String], shares: &[f64], rows: &[Row]) {
        let head = Row {
            cells: head.to_vec(),
            bold: true,
        };
        let widths = self.widths(&head, shares, rows);
        self.need(6.0 * TEXT_POINTS * LEADING_SIZES);
        let mut written = vec![self.row(&head, &widths, Some(Role::HeaderCell), None)];
        for row in rows {
            written.push(self.row(row, &widths, Some(Role::Cell), Some(&head)));
        }
        self.nodes.push(Node::Group(Role::Table, written));
        self.y += TEXT_POINTS;
    }

    /// The width of every column: its share, and no less than its longest word takes where the others can spare it.
    fn widths(&mut self, head: &Row, shares: &[f64], rows: &[Row]) -> Vec<f64> {
        let mut longest = vec![0.0_f64; shares.len()];
        let whole = rows.iter().filter(|row| row.cells.len() == shares.len());
        for row in std::iter::once(head).chain(whole) {
            let look = cell_look(row.bold);
            for (cell, longest) in row.cells.iter().zip(&mut longest) {
                for word in cell.split_whitespace() {
                    // A hundredth of a point more: added up in another order, the letters may be that much wider.
                    *longest = longest.max(self.width(word, look) + 2.0 * CELL_POINTS + 0.01);
                }
            }
        }
        widths(self.size.width - 2.0 * MARGIN_POINTS, shares, &longest)
    }

    /// One row; `role` is that of its cells, `None` for a head that is only repeated.
    fn row(&mut self, row: &Row, widths: &[f64], role: Option<Role>, head: Option<&Row>) -> Node {
        let look = cell_look(row.bold);
        let places = self.columns(widths, row.cells.len());
        let mut cells: Vec<Vec<String>> = Vec::new();
        for (cell, (_, width)) in row.cells.iter().zip(&places) {
            let lines = self.lines(cell, look, width - 2.0 * CELL_POINTS);
            cells.push(lines);
        }
        let mut parts: Vec<Vec<Node>> = vec![Vec::new(); cells.len()];
        let step = look.size * LEADING_SIZES;
        let mut from = 0;
        let longest = cells.iter().map(Vec::len).max().unwrap_or(0);
        loop {
            let left = longest - from;
            let room = ((self.bottom() - self.y - 2.0 * CELL_POINTS) / step)
                .floor()
                .max(0.0) as usize;
            // A row that fits on a page stays together.
            let whole = ((self.bottom() - MARGIN_POINTS) / step) as usize;
            if (room < left && left + 3 < whole || room == 0) && self.y > MARGIN_POINTS {
                self.pages.push(Sheet::default());
                self.y = MARGIN_POINTS;
                if let Some(head) = head {
                    self.row(head, widths, None, None);
                }
                continue;
            }
            let count = left.min(room.max(1));
            let page = self.pages.len() - 1;
            for (number, lines) in cells.iter().enumerate() {
                let x = places.get(number).map_or(MARGIN_POINTS, |place| place.0) + CELL_POINTS;
                let block = role.filter(|_| from == 0 || lines.len() > from);
                let block = block.map(|_| self.block(page, Role::Paragraph));
                for (nth, line) in lines.iter().skip(from).take(count).enumerate() {
                    let at = (x, self.y + CELL_POINTS + look.size + nth as f64 * step);
                    match block {
                        Some(block) => self.leaf_line(page, block, line, look, at),
                        None => self.line(page, line, look, at, None),
                    }
                }
                if let (Some(block), Some(parts)) = (block, parts.get_mut(number)) {
                    parts.push(Node::Block { page, block });
                }
            }
            self.y += count as f64 * step + 2.0 * CELL_POINTS;
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
        let mut x = MARGIN_POINTS;
        let mut places = Vec::new();
        for (number, own) in widths.iter().enumerate() {
            let last = number + 1 == cells;
            let reach = self.size.width - MARGIN_POINTS - x;
            places.push((x, if last { reach } else { *own }));
            x += own;
        }
        places
    }

    /// A thin line over the whole width, under what has been written.
    fn rule(&mut self, page: usize) {
        let (y, right) = (self.y, self.size.width - MARGIN_POINTS);
        let shape = Outline {
            path: Rect::new(MARGIN_POINTS, y - 0.25, right, y + 0.25).to_path(0.1),
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
    use super::super::Paper;
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
        let all = flow.size.width - 2.0 * MARGIN_POINTS;
        assert!((widths.iter().sum::<f64>() - all).abs() < 0.01);
        let lines = flow.lines(
            "raadsinformatiebrief",
            cell_look(false),
            widths[2] - 2.0 * CELL_POINTS,
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
