//! The inventory as the ministries' publication platform imports it: the *productierapport*.
//!
//! **Invariant:** fourteen columns in the platform's order on the first sheet, every cell text; a judgement is one of
//! the platform's four words, for anything else becomes *Niet openbaar* there without a word.
//! **Absent:** group rows, titles above the table, and labels the platform does not know: those go to *Toelichting*.

use super::listed::{Inventory, InventoryError, Row};
use crate::export::names::platform_id;
use crate::model::ground::Ground;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, IgnoreError, Workbook};
use std::collections::{BTreeMap, BTreeSet};

/// The second column: what an id is unique within. Until the end of 2026 the platform takes *Matter*, which it puts after
/// the body's own prefix; from 2027 it takes *Publicatiecontext* alone. A report must not have both.
fn context_head(day: &str) -> &'static str {
    match day < "2027-01-01" {
        true => "Matter",
        false => "Publicatiecontext",
    }
}

/// The columns but for the second.
const COLUMNS: [&str; 13] = [
    "ID",
    "Family",
    "Email Thread ID",
    "Document",
    "File Type",
    "Datum",
    "Beoordeling",
    "Opgeschort",
    "Beoordelingsgrond",
    "Toelichting",
    "Publieke Link",
    "Gerelateerd ID",
    "Zaaknummer",
];

/// Characters that fit in *Toelichting*.
const LONGEST_NOTE: usize = 1000;

pub fn bytes(inventory: &Inventory, day: &str) -> Result<Vec<u8>, InventoryError> {
    let moment = ExcelDateTime::parse_from_str(day).map_err(|_reason| InventoryError::Day)?;
    let mut book = Workbook::new();
    let properties = DocProperties::new().set_title("Productierapport");
    book.set_properties(&properties.set_creation_datetime(&moment));
    let sheet = book.add_worksheet();
    sheet.set_name("Productierapport")?;
    let text = Format::new().set_num_format("@");
    let [id, rest @ ..] = COLUMNS;
    let heads = [id, context_head(day)].into_iter().chain(rest);
    for (column, head) in (0..).zip(heads) {
        sheet.write_string_with_format(0, column, head, &text)?;
    }
    let mut taken = BTreeSet::new();
    let ids = inventory.rows().map(|row| unique_id(row, &mut taken));
    let ids: Vec<String> = ids.collect();
    let numbers = inventory.rows().map(|row| row.number.as_str());
    let id_of: BTreeMap<&str, &str> = numbers.zip(ids.iter().map(String::as_str)).collect();
    let mut last = 0;
    for ((line, row), id) in (1..).zip(inventory.rows()).zip(&ids) {
        let related = row.duplicate_of.as_deref();
        let related = related.and_then(|number| id_of.get(number).copied());
        for (column, cell) in (0..).zip(cells(inventory, row, id, related, day)) {
            sheet.write_string_with_format(line, column, cell, &text)?;
        }
        last = line;
    }
    sheet.ignore_error_range(0, 0, last, 13, IgnoreError::NumberStoredAsText)?;
    sheet.set_freeze_panes(1, 0)?;
    Ok(book.save_to_buffer()?)
}

/// The id under which the platform looks for the file; the name of the file where that is an id.
fn unique_id(row: &Row, taken: &mut BTreeSet<String>) -> String {
    let of_file = row
        .file
        .as_deref()
        .and_then(|name| name.strip_suffix(".pdf"));
    let plain = of_file.filter(|stem| stem.chars().all(|c| c.is_ascii_alphanumeric()));
    let id = plain.map_or_else(|| platform_id(&row.number), str::to_owned);
    let numbered = (2..).map(|n: u32| format!("{id}x{n}"));
    let mut candidates = std::iter::once(id.clone()).chain(numbered);
    candidates
        .find(|id| taken.insert(id.to_lowercase()))
        .unwrap_or(id)
}

/// The cells of a row under its id; `related` is the id of the document that it repeats.
fn cells(
    inventory: &Inventory,
    row: &Row,
    id: &str,
    related: Option<&str>,
    day: &str,
) -> [String; 14] {
    let mut grounds: Vec<&str> = row
        .grounds
        .iter()
        .filter_map(Ground::platform_label)
        .collect();
    grounds.dedup();
    let without_label = row.grounds.iter().filter(|g| g.platform_label().is_none());
    let without_label = without_label.map(|g| g.written(inventory.notation));
    let notes: Vec<String> = without_label
        .chain((!row.remarks.is_empty()).then(|| row.remarks.clone()))
        .collect();
    let is_deferred = row
        .deferred_until
        .as_deref()
        .is_some_and(|until| until > day);
    let date = row
        .date
        .clone()
        .filter(|date| date.parse::<jiff::civil::Date>().is_ok());
    let case = inventory.reference.clone();
    let context = platform_id(&case);
    // The whole number of a document, which the platform looks up as it stands.
    let related = related.map(|id| format!("{context}-{id}"));
    [
        id.to_owned(),
        context,
        String::new(),
        String::new(),
        row.title.clone(),
        row.source_type.name().to_owned(),
        date.unwrap_or_default(),
        row.judgement.name().to_owned(),
        if is_deferred { "ja" } else { "" }.to_owned(),
        grounds.join(";"),
        notes.join(". ").chars().take(LONGEST_NOTE).collect(),
        row.link.clone(),
        related.unwrap_or_default(),
        case,
    ]
}
