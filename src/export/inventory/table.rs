//! The table of an inventory as heads, widths and rows, from which the forms for people are made.
//!
//! **Invariant:** every row has as many cells as there are heads, but for one that names a group, which has one.
//! **Absent:** how it looks.

use super::columns;
use super::listed::{Group, Inventory, Row};

/// A table for people.
pub struct Table {
    pub heads: Vec<&'static str>,
    /// How the width is divided.
    pub shares: Vec<f64>,
    pub lines: Vec<Line>,
}

/// A line of the table.
pub enum Line {
    /// `1. 2016`
    Group(String),
    Row(Vec<String>),
}

impl Line {
    pub fn cells(self) -> (Vec<String>, bool) {
        match self {
            Self::Group(heading) => (vec![heading], true),
            Self::Row(cells) => (cells, false),
        }
    }
}

impl Inventory {
    /// The heads of the columns, as the dossier has chosen them.
    pub fn heads(&self) -> Vec<&'static str> {
        columns::of(self.columns).iter().map(|c| c.head).collect()
    }

    /// The cells of a row under those heads.
    pub fn row_cells(&self, row: &Row) -> Vec<String> {
        let columns = columns::of(self.columns).iter();
        columns.map(|c| (c.cell)(self, row)).collect()
    }

    pub fn table(&self) -> Table {
        Table {
            heads: self.heads(),
            shares: columns::of(self.columns).iter().map(|c| c.share).collect(),
            lines: self
                .groups
                .iter()
                .flat_map(|group| self.lines(group))
                .collect(),
        }
    }

    fn lines(&self, group: &Group) -> Vec<Line> {
        let mut lines = Vec::new();
        if !group.heading.is_empty() {
            lines.push(Line::Group(group.heading.clone()));
        }
        lines.extend(group.rows.iter().map(|row| Line::Row(self.row_cells(row))));
        if group.rows.is_empty() {
            lines.push(Line::Row(self.empty_row(group)));
        }
        lines
    }

    /// The row of a group without documents.
    pub fn empty_row(&self, group: &Group) -> Vec<String> {
        let text = if group.is_incomplete {
            "volgt nog"
        } else {
            "n.v.t."
        };
        let heads = self.heads();
        let cell = |head: &&str| if *head == "Document" { text } else { "" };
        heads.iter().map(|head| cell(head).to_owned()).collect()
    }
}
