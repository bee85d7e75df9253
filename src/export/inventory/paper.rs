//! The inventory as a paper that can be read aloud: headings, a table with heads, page numbers at the foot.
//!
//! **Absent:** the claim that it keeps to a standard, unless the caller has had that checked.

use super::listed::Inventory;
use super::words;
use crate::writer::flow::{Flow, Paper, Row};
use crate::writer::{Claim, FileFacts};

/// The bytes of a PDF. `day` is the only moment it names (ISO 8601).
pub fn bytes(inventory: &Inventory, day: &str, claim: Claim) -> Vec<u8> {
    let mut flow = Flow::new(Paper::Landscape);
    flow.heading(1, &inventory.title);
    if !inventory.subtitle.is_empty() {
        flow.paragraph(&inventory.subtitle);
    }
    if let Some(missing) = words::missing(&inventory.missing) {
        flow.paragraph(&missing);
    }
    let table = inventory.table();
    let heads: Vec<String> = table.heads.iter().map(|head| (*head).to_owned()).collect();
    let rows = table.lines.into_iter().map(|line| {
        let (cells, bold) = line.cells();
        Row { cells, bold }
    });
    flow.table(&heads, &table.shares, &rows.collect::<Vec<_>>());
    flow.paragraph(&inventory.count);
    if !inventory.used.is_empty() {
        flow.heading(2, "Gebruikte gronden");
        inventory
            .used
            .iter()
            .for_each(|used| flow.paragraph(&used.meaning));
    }
    let facts = FileFacts {
        title: inventory.title.clone(),
        language: "nl-NL".to_owned(),
        date: day.to_owned(),
    };
    flow.finish(&facts, claim, |page, pages| {
        format!("Pagina {page} van {pages}")
    })
}
