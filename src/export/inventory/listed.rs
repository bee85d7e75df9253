//! An inventory as plain rows, from which every form is made.
//!
//! **Absent:** where the rows come from, and the forms.

use crate::model::dossier::InventoryColumns;
use crate::model::dossier::document::{Judgement, SourceType};
use crate::model::ground::{Ground, Notation};
use serde::{Deserialize, Serialize};

/// One document as the inventory lists it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub number: String,
    /// The publication title.
    pub title: String,
    /// ISO 8601, as the dossier has it.
    pub date: Option<String>,
    pub kind: String,
    /// 0 for a row without a file.
    pub pages: usize,
    pub judgement: Judgement,
    /// In law order, each once.
    pub grounds: Vec<Ground>,
    pub remarks: String,
    /// ISO 8601.
    pub deferred_until: Option<String>,
    /// Name of the published file.
    pub file: Option<String>,
    /// What the source was before it became a PDF.
    pub source_type: SourceType,
    /// Where it can be read already.
    pub link: String,
    /// The number of the document that it is the same as.
    pub duplicate_of: Option<String>,
}

/// The documents of one group, a year as a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub name: String,
    /// `1. 2016`; empty where documents have no group.
    pub heading: String,
    pub rows: Vec<Row>,
    /// Documents of this group are still missing.
    pub is_incomplete: bool,
}

/// Numbers of documents that belong in the inventory and are not in it yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// Nothing was decided about them.
    pub unjudged: Vec<String>,
    /// Judged, but held back by the export check, refused by that of the written file, or not asked for.
    pub left_out: Vec<String>,
}

impl Missing {
    pub fn is_empty(&self) -> bool {
        self.unjudged.is_empty() && self.left_out.is_empty()
    }
}

/// A ground that the inventory uses, for the list below the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Used {
    pub ground: Ground,
    /// What it means, in a Dutch sentence.
    pub meaning: String,
}

/// The inventory as plain rows, from which every form is made.
#[derive(Clone, Debug, PartialEq)]
pub struct Inventory {
    /// "Inventarislijst bij Woo-verzoek van 21 april 2022, kenmerk …".
    pub title: String,
    /// The public body, the subject and the period, as far as they are known.
    pub subtitle: String,
    pub groups: Vec<Group>,
    pub missing: Missing,
    pub used: Vec<Used>,
    /// The line for the letter: "29 documenten: 20 deels openbaar, …".
    pub count: String,
    /// Of the public body.
    pub reference: String,
    pub notation: Notation,
    pub columns: InventoryColumns,
}

/// Why an inventory could not be made.
#[derive(Debug, thiserror::Error)]
pub enum InventoryError {
    #[error("the day is not a date")]
    Day,
    #[error("the sheet could not be made: {0}")]
    Sheet(#[from] rust_xlsxwriter::XlsxError),
    #[error("the table could not be made")]
    Table,
}

impl Inventory {
    /// Whether documents are still missing.
    pub fn is_concept(&self) -> bool {
        !self.missing.is_empty()
    }

    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.groups.iter().flat_map(|g| &g.rows)
    }
}
