//! The inventory: one row for each document of the decision, from the plan that also makes the files.
//!
//! **Invariant:** a row says what the plan says, so the inventory cannot disagree with the boxes; work titles never
//! occur in it; while a document is missing it calls itself a concept.
//! **Absent:** files; the forms below become bytes.

mod asked;
pub mod clip;
mod columns;
mod listed;
mod paper;
mod platform;
mod rows;
mod sheet;
mod table;
mod text;
mod words;

pub use super::plan::ExportPlan;
pub use asked::agrees;
pub use listed::{Group, Inventory, InventoryError, Missing, Row, Used};
pub use rows::{Listing, Stands};
pub use words::long_date;

use crate::model::dossier::ids::DocumentId;
use crate::writer::Claim;

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
}

#[cfg(test)]
mod tests;
