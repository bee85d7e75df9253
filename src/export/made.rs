//! What an export made, as its report for programs says it: the files with their hashes, what was checked, what was left
//! out.
//!
//! **Invariant:** no text of a document, no coordinates, no hash of a source; what is read from a report and written
//! again has the same bytes.

use super::finding::Finding;
use super::report::DocumentReport;
use crate::model::document::Document;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A written file with the pages it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Written {
    pub name: String,
    /// The number of its document.
    pub document: String,
    pub sha256: String,
    pub pages: usize,
    /// Those of them that are published as a picture.
    pub raster: usize,
}

/// A document that was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absent {
    /// Its number.
    pub document: String,
    /// The name of the reason.
    pub reason: String,
    /// The pages (from 1) that did not verify.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<usize>,
}

impl Absent {
    pub const NOT_VERIFIED: &str = "not_verified";
    pub const SOURCE_UNREADABLE: &str = "source_unreadable";
    /// Of an export that was joined from parts.
    pub const IN_NO_PART: &str = "in_no_part";

    /// What the export check holds back.
    pub(super) fn held(document: &Document, finding: &Finding) -> Self {
        Self::of(&document.number, finding.kind.id())
    }

    pub(super) fn in_no_part(number: &str) -> Self {
        Self::of(number, Self::IN_NO_PART)
    }

    fn of(number: &str, reason: &str) -> Self {
        Self {
            document: number.to_owned(),
            reason: reason.to_owned(),
            pages: Vec::new(),
        }
    }

    /// The reason as the report for people has it, in Dutch.
    pub(super) fn in_words(&self) -> String {
        match (self.reason.as_str(), self.pages.as_slice()) {
            (Self::NOT_VERIFIED, []) => "de controle van het hele bestand vond een fout",
            (Self::NOT_VERIFIED, pages) => {
                let pages: Vec<String> = pages.iter().map(usize::to_string).collect();
                return format!("de controle vond een fout op pagina {}", pages.join(", "));
            }
            (Self::SOURCE_UNREADABLE, _) => "de bron is niet te lezen",
            (Self::IN_NO_PART, _) => "zit in geen van de delen",
            ("mark_without_ground", _) => "een lakking heeft geen weigeringsgrond",
            ("temporary_without_date", _) => "grond 5.1.4 vraagt om een datum",
            ("covered_word_in_title", _) => {
                "een gelakt woord staat in een tekst die naar buiten gaat"
            }
            _ => "de controle vóór export houdt het tegen",
        }
        .to_owned()
    }
}

/// What an export of any edition made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Made {
    /// ISO 8601.
    pub day: String,
    /// The number of the last entry of the log.
    pub last_entry: i64,
    pub files: Vec<Written>,
    pub left_out: Vec<Absent>,
    pub documents: Vec<DocumentReport>,
}

/// The program as reports name it.
pub(super) fn program() -> String {
    format!("Lakwerk {}", env!("CARGO_PKG_VERSION"))
}

impl Made {
    /// What the report of every edition says.
    pub fn report(&self, edition: &str) -> Value {
        json!({
            "version": 1,
            "program": program(),
            "day": self.day,
            "edition": edition,
            "last_entry": self.last_entry,
            "files": self.files,
            "left_out": self.left_out,
            "documents": self.documents,
        })
    }
}
