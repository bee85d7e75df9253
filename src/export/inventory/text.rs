//! The inventory as a table for spreadsheets (CSV) and as data for programs (JSON).
//!
//! **Invariant:** no cell of the table is run by a spreadsheet as a formula; names in the JSON never change.
//! **Absent:** group rows; the number of a document says its group.

use super::columns::{Cell, FULL};
use super::listed::{Group, Inventory, InventoryError, Row};
use serde::Serialize;
use std::collections::BTreeMap;

/// Makes a spreadsheet read UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub fn csv(inventory: &Inventory) -> Result<Vec<u8>, InventoryError> {
    let mut table = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    let failed = |_reason: csv::Error| InventoryError::Table;
    table
        .write_record(FULL.iter().map(|c| c.head))
        .map_err(failed)?;
    for row in inventory.rows() {
        let cells = FULL.iter().map(|c| unarmed((c.cell)(inventory, row)));
        table
            .write_record(cells.collect::<Vec<_>>())
            .map_err(failed)?;
    }
    table.into_inner().map_err(|_reason| InventoryError::Table)
}

/// A cell that a spreadsheet would run as a formula gets an apostrophe, which makes it text.
fn unarmed(cell: String) -> String {
    if cell
        .trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
    {
        format!("'{cell}")
    } else {
        cell
    }
}

/// The inventory for programs.
#[derive(Serialize)]
struct Report<'a> {
    title: &'a str,
    subtitle: &'a str,
    concept: bool,
    missing: MissingReport<'a>,
    groups: Vec<GroupReport<'a>>,
    documents: Vec<BTreeMap<&'static str, Cell>>,
    grounds: Vec<GroundReport<'a>>,
    count: &'a str,
}

#[derive(Serialize)]
struct MissingReport<'a> {
    unjudged: &'a [String],
    left_out: &'a [String],
}

#[derive(Serialize)]
struct GroupReport<'a> {
    name: &'a str,
    heading: &'a str,
    documents: usize,
    complete: bool,
}

#[derive(Serialize)]
struct GroundReport<'a> {
    ground: String,
    label: String,
    meaning: &'a str,
}

/// A row: what its columns say, and what no column says.
fn document(group: &Group, row: &Row) -> BTreeMap<&'static str, Cell> {
    let columns = FULL.iter().filter_map(|c| c.json);
    let columns = columns.map(|(name, cell)| (name, cell(row)));
    let others = [
        ("group", Cell::Text(Some(group.name.clone()))),
        ("deferred_until", Cell::Text(row.deferred_until.clone())),
        ("file", Cell::Text(row.file.clone())),
    ];
    columns.chain(others).collect()
}

fn report(inventory: &Inventory) -> Report<'_> {
    let groups = inventory.groups.iter();
    let used = inventory.used.iter();
    let documents = groups
        .clone()
        .flat_map(|group| group.rows.iter().map(move |row| document(group, row)));
    Report {
        title: &inventory.title,
        subtitle: &inventory.subtitle,
        concept: inventory.is_concept(),
        missing: MissingReport {
            unjudged: &inventory.missing.unjudged,
            left_out: &inventory.missing.left_out,
        },
        documents: documents.collect(),
        groups: groups
            .map(|group| GroupReport {
                name: &group.name,
                heading: &group.heading,
                documents: group.rows.len(),
                complete: !group.is_incomplete,
            })
            .collect(),
        grounds: used
            .map(|used| GroundReport {
                ground: used.ground.id(),
                label: used.ground.written(inventory.notation),
                meaning: &used.meaning,
            })
            .collect(),
        count: &inventory.count,
    }
}

/// The keys of every object stand in the order of their names.
pub fn json(inventory: &Inventory) -> Result<String, InventoryError> {
    let report = serde_json::to_value(report(inventory));
    let report = report.map_err(|_reason| InventoryError::Table)?;
    Ok(format!("{report:#}\n"))
}
