//! The inventory as a table for spreadsheets (CSV) and as data for programs (JSON).
//!
//! **Invariant:** no cell of the table is run by a spreadsheet as a formula; names in the JSON never change.
//! **Absent:** group rows; the number of a document says its group.

use super::{COLUMNS, Inventory, InventoryError};
use serde_json::{Value, json};

/// Makes a spreadsheet read UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub fn csv(inventory: &Inventory) -> Result<Vec<u8>, InventoryError> {
    let mut table = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    let failed = |_reason: csv::Error| InventoryError::Table;
    table.write_record(COLUMNS).map_err(failed)?;
    for row in inventory.rows() {
        let cells = inventory.cells(row).map(unarmed);
        table.write_record(&cells).map_err(failed)?;
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

pub fn json(inventory: &Inventory) -> String {
    let mut documents = Vec::new();
    for group in &inventory.groups {
        for row in &group.rows {
            documents.push(json!({
                "number": row.number,
                "group": group.name,
                "title": row.title,
                "date": row.date,
                "kind": row.kind,
                "pages": row.pages,
                "judgement": row.judgement.name(),
                "grounds": row.grounds.iter().map(|g| g.id()).collect::<Vec<_>>(),
                "remarks": row.remarks,
                "deferred_until": row.deferred_until,
                "file": row.file,
            }));
        }
    }
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
