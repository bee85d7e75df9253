//! The inventory: one row for each document of the decision, from the plan that also makes the files.
//!
//! **Invariant:** a row says what the plan says, so the inventory cannot disagree with the boxes; work titles never
//! occur in it; while a document is missing it calls itself a concept.
//! **Absent:** files; the forms below become bytes.

pub mod clip;
mod columns;
mod paper;
mod platform;
mod rows;
mod sheet;
mod table;
mod text;
mod words;

use crate::model::document::{DocumentId, Judgement, SourceType};
use crate::model::dossier::InventoryColumns;
use crate::model::ground::{Ground, Notation};
use crate::writer::Claim;
use serde::{Deserialize, Serialize};

pub use super::plan::ExportPlan;
pub use rows::{Listing, Stands};
pub use words::long_date;

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

/// The form of an inventory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Xlsx,
    /// Can be read aloud.
    Pdf,
    Csv,
    Json,
    /// For the ministries' publication platform.
    Platform,
}

impl Form {
    pub const ALL: [Form; 5] = [Self::Xlsx, Self::Pdf, Self::Csv, Self::Json, Self::Platform];

    pub fn extension(self) -> &'static str {
        match self {
            Self::Xlsx | Self::Platform => "xlsx",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

impl Inventory {
    /// The rows of a plan, without the documents whose file was refused or is not asked for.
    pub fn of(plan: &ExportPlan, left_out: &[DocumentId]) -> Self {
        Listing::of(plan, left_out).inventory()
    }

    /// Whether documents are still missing.
    pub fn is_concept(&self) -> bool {
        !self.missing.is_empty()
    }

    /// `inventaris.xlsx`, or `inventaris-CONCEPT.xlsx` while documents are missing.
    pub fn file_name(&self, form: Form) -> String {
        let concept = if self.is_concept() { "-CONCEPT" } else { "" };
        let name = match form {
            Form::Xlsx | Form::Pdf | Form::Csv | Form::Json => "inventaris",
            Form::Platform => "productierapport",
        };
        format!("{name}{concept}.{}", form.extension())
    }

    /// The bytes of one form. `day` is the day of writing, `2026-11-23`; the paper claims nothing.
    ///
    /// # Errors
    /// A day that is no date, a sheet that a reader could not open.
    pub fn to_bytes(&self, form: Form, day: &str) -> Result<Vec<u8>, InventoryError> {
        match form {
            Form::Xlsx => self.to_xlsx(day),
            Form::Pdf => Ok(self.to_pdf(day, Claim::Nothing)),
            Form::Csv => self.to_csv(),
            Form::Json => self.to_json().map(String::into_bytes),
            Form::Platform => platform::bytes(self, day),
        }
    }

    /// The paper; it claims to keep to standards when `claim` says so, which the caller has to check.
    pub fn to_pdf(&self, day: &str, claim: Claim) -> Vec<u8> {
        paper::bytes(self, day, claim)
    }

    /// The sheet that goes with a decision. `day` is the only moment it names.
    ///
    /// # Errors
    /// A day that is no date, more rows than a sheet has.
    pub fn to_xlsx(&self, day: &str) -> Result<Vec<u8>, InventoryError> {
        sheet::bytes(self, day)
    }

    /// Semicolons, a byte order mark and CRLF: what a Dutch spreadsheet opens as columns.
    ///
    /// # Errors
    /// None in practice; the table is written to memory.
    pub fn to_csv(&self) -> Result<Vec<u8>, InventoryError> {
        text::csv(self)
    }

    /// For programs: canonical grounds, ISO dates, stable names.
    ///
    /// # Errors
    /// None in practice; the text is written to memory.
    pub fn to_json(&self) -> Result<String, InventoryError> {
        text::json(self)
    }

    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.groups.iter().flat_map(|g| &g.rows)
    }
}

#[cfg(test)]
mod tests;
