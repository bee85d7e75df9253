//! The columns of the inventory: one row for each, with everything that the forms ask of it.
//!
//! **Invariant:** a new column is a row here and nothing elsewhere in the program, which a key of
//! `assets/schema/inventory.json` tells others; names in the JSON never change.
//! **Absent:** what a row says ([`super::rows`]), and the platform's report, whose columns are not ours to choose.

use super::listed::{Inventory, Row};
use super::words;
use crate::model::dossier::InventoryColumns;
use crate::model::ground::{Ground, GroundStyle};
use serde::Serialize;

/// A column of the inventory.
pub struct Column {
    pub head: &'static str,
    /// Its part of the width of a paper, in parts of all shares together.
    pub share: f64,
    pub width: Width,
    pub is_centred: bool,
    /// As people read it.
    pub cell: fn(&Inventory, &Row) -> String,
    /// Name and value for programs; `None` where the column repeats what another one says.
    pub json: Option<Json>,
}

/// The name of a column for programs, and what a row says there.
type Json = (&'static str, fn(&Row) -> Cell);

/// What a row says in a column, for programs.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Cell {
    Text(Option<String>),
    Count(usize),
    List(Vec<String>),
}

impl Cell {
    fn of(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

/// The width of a column of a sheet.
pub enum Width {
    Pixels(u32),
    /// As wide as the longest number asks.
    Number,
    /// As wide as grounds are in the notation of the dossier.
    Grounds,
    /// What the others leave.
    Rest,
}

use Width::{Grounds, Number, Pixels, Rest};

/// Every column, in order; what programs get.
#[rustfmt::skip]
pub static FULL: &[Column] = &[
    Column { head: "Nr.", share: 5.0, width: Number, is_centred: false,
             cell: |_, row| row.number.clone(), json: Some(("number", |row| Cell::of(&row.number))) },
    Column { head: "Document", share: 24.0, width: Rest, is_centred: false,
             cell: |_, row| row.title.clone(), json: Some(("title", |row| Cell::of(&row.title))) },
    Column { head: "Datum", share: 9.0, width: Pixels(84), is_centred: true,
             cell: |_, row| row.date.as_deref().map(words::short_date).unwrap_or_default(), json: Some(("date", |row| Cell::Text(row.date.clone()))) },
    Column { head: "Soort", share: 10.0, width: Pixels(100), is_centred: false,
             cell: |_, row| row.kind.clone(), json: Some(("kind", |row| Cell::of(&row.kind))) },
    Column { head: "Pag.", share: 4.5, width: Pixels(44), is_centred: true,
             cell: |_, row| pages(row), json: Some(("pages", |row| Cell::Count(row.pages))) },
    Column { head: "Beoordeling", share: 11.0, width: Pixels(110), is_centred: false,
             cell: |_, row| row.judgement.name().to_owned(), json: Some(("judgement", |row| Cell::of(row.judgement.name()))) },
    Column { head: "Weigeringsgrond(en)", share: 15.0, width: Grounds, is_centred: false,
             cell: grounds, json: Some(("grounds", |row| ids(row))) },
    Column { head: "Opmerkingen", share: 20.0, width: Pixels(205), is_centred: false,
             cell: |_, row| row.remarks.clone(), json: Some(("remarks", |row| Cell::of(&row.remarks))) },
];

/// The columns that decisions print.
#[rustfmt::skip]
static THREE: &[Column] = &[
    Column { head: "Document", share: 45.0, width: Rest, is_centred: false,
             cell: |_, row| format!("{} {}", row.number, row.title), json: None },
    Column { head: "Weigeringsgronden Woo", share: 25.0, width: Pixels(260), is_centred: false, cell: grounds, json: None },
    Column { head: "Opmerkingen", share: 30.0, width: Pixels(300), is_centred: false,
             cell: |_, row| row.remarks.clone(), json: None },
];

/// The columns of a preset.
pub fn of(preset: InventoryColumns) -> &'static [Column] {
    match preset {
        InventoryColumns::Full => FULL,
        InventoryColumns::Three => THREE,
    }
}

fn pages(row: &Row) -> String {
    match row.pages {
        0 => String::new(),
        pages => pages.to_string(),
    }
}

fn grounds(inventory: &Inventory, row: &Row) -> String {
    let written = row.grounds.iter().map(|g| g.written(inventory.notation));
    let written: Vec<String> = written.collect();
    written.join(words::between(&inventory.used, inventory.notation))
}

fn ids(row: &Row) -> Cell {
    Cell::List(row.grounds.iter().map(Ground::id).collect())
}

/// The widths of columns in pixels, together `page`: the column of [`Width::Rest`] gets what the others leave.
pub fn widths(inventory: &Inventory, page: u32) -> Vec<u32> {
    let fixed = |column: &Column| match column.width {
        Pixels(pixels) => pixels,
        Number => {
            let longest = inventory.rows().map(|r| r.number.chars().count()).max();
            12 + 7 * longest.unwrap_or(0).clamp(4, 16) as u32
        }
        Grounds => match inventory.notation.style {
            GroundStyle::Long => 180,
            GroundStyle::Dotted | GroundStyle::Bracketed => 150,
        },
        Rest => 0,
    };
    let columns = of(inventory.columns);
    let others: u32 = columns.iter().map(fixed).sum();
    let width = |column: &Column| match column.width {
        Rest => page.saturating_sub(others),
        Pixels(_) | Number | Grounds => fixed(column),
    };
    columns.iter().map(width).collect()
}
