//! The annex to a decision: the inventory, and why each ground was used.
//!
//! **Invariant:** a ground that is not used has no block; the documents of a block are those of the inventory's rows.
//! **Absent:** texts of our own in the place of the body's: what was not filled in is said to be so.

use super::docx::Docx;
use super::inventory::{Inventory, InventoryError};
use crate::model::dossier::considerations::needs_reasons;
use crate::model::ground::{Ground, GroundKind, GroundStyle, Notation};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The name of the annex in an export.
pub const NAME: &str = "overwegingen.docx";

/// What the considerations of a ground are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reasons {
    Text(String),
    /// They stand in the decision itself.
    InDecision,
    /// Nobody wrote them yet.
    Open,
    /// They were written, and hold a covered word.
    Withheld,
}

/// The annex as a text for a word processor. `day` is ISO 8601; `reasons` are by the canonical id of their ground.
///
/// # Errors
/// None in practice; the archive is written to memory.
pub fn annex(
    inventory: &Inventory,
    reasons: &BTreeMap<String, Reasons>,
    day: &str,
) -> Result<Vec<u8>, InventoryError> {
    let mut text = Docx::wide();
    let title = inventory.title.replacen("Inventarislijst", "Bijlage", 1);
    text.heading(1, &title);
    if !inventory.subtitle.is_empty() {
        text.paragraph(&inventory.subtitle);
    }
    text.heading(2, "Inventarislijst");
    let table = inventory.table();
    let rows: Vec<(Vec<String>, bool)> = table.lines.into_iter().map(|l| l.cells()).collect();
    text.table(&table.heads, &table.shares, &rows);
    text.paragraph(&inventory.count);
    let used: Vec<&Ground> = inventory.used.iter().map(|used| &used.ground).collect();
    if !used.is_empty() {
        text.turn_upright();
        text.heading(2, "Overwegingen per grond");
    }
    for ground in used {
        block(&mut text, inventory, ground, reasons);
    }
    text.finish(&title, day)
        .map_err(|_reason| InventoryError::Table)
}

fn block(
    text: &mut Docx,
    inventory: &Inventory,
    ground: &Ground,
    reasons: &BTreeMap<String, Reasons>,
) {
    text.heading(3, &capital(ground.name()));
    let rows = inventory.rows().filter(|row| row.grounds.contains(ground));
    let numbers: Vec<&str> = rows.map(|row| row.number.as_str()).collect();
    let in_words = Notation {
        style: GroundStyle::Long,
        ..inventory.notation
    };
    let law = ground.law();
    if needs_reasons(ground) || ground.kind() == GroundKind::Wob {
        text.paragraph(&format!("Artikel: {} {law}", ground.written(in_words)));
    }
    text.paragraph(&format!(
        "Op de lakkingen: {}",
        ground.written(inventory.notation)
    ));
    text.paragraph(&format!("Documenten: {}", numbers.join(", ")));
    match reasons.get(&ground.id()) {
        Some(Reasons::Text(own)) => text.paragraph(own),
        Some(Reasons::InDecision) => text.paragraph("De overwegingen staan in het besluit."),
        Some(Reasons::Withheld) => text.paragraph(
            "De overwegingen bij deze grond zijn niet opgenomen, omdat er een gelakt woord in staat.",
        ),
        Some(Reasons::Open) => text.paragraph("[De overwegingen bij deze grond zijn nog niet ingevuld.]"),
        None => {}
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}
