//! The inventory as a table for spreadsheets (CSV) and as data for programs (JSON).
//!
//! **Invariant:** no cell of the table is run by a spreadsheet as a formula; names in the JSON never change.
//! **Absent:** group rows; the number of a document says its group.

use super::columns::FULL;
use super::{Group, Inventory, InventoryError, Row};
use serde_json::{Map, Value, json};

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

/// A row for programs.
fn data(group: &Group, row: &Row) -> Value {
    let columns = FULL.iter().filter_map(|c| c.json);
    let columns = columns.map(|(name, value)| (name.to_owned(), value(row)));
    let mut data: Map<String, Value> = columns.collect();
    for (name, value) in [
        ("group", json!(group.name)),
        ("deferred_until", json!(row.deferred_until)),
        ("file", json!(row.file)),
    ] {
        data.insert(name.to_owned(), value);
    }
    Value::Object(data)
}

pub fn json(inventory: &Inventory) -> String {
    let of_group =
        |group: &Group| -> Vec<Value> { group.rows.iter().map(|row| data(group, row)).collect() };
    let documents: Vec<Value> = inventory.groups.iter().flat_map(of_group).collect();
    let groups = inventory.groups.iter().map(|group| {
        json!({
            "name": group.name,
            "heading": group.heading,
            "documents": group.rows.len(),
            "complete": !group.is_incomplete,
        })
    });
    let used = inventory.used.iter().map(|used| {
        json!({
            "ground": used.ground.id(),
            "label": used.ground.written(inventory.notation),
            "meaning": used.meaning,
        })
    });
    let whole = json!({
        "title": inventory.title,
        "subtitle": inventory.subtitle,
        "concept": inventory.is_concept(),
        "missing": {
            "unjudged": inventory.missing.unjudged,
            "left_out": inventory.missing.left_out,
        },
        "groups": groups.collect::<Vec<Value>>(),
        "documents": documents,
        "grounds": used.collect::<Vec<Value>>(),
        "count": inventory.count,
    });
    format!("{whole:#}\n")
}
