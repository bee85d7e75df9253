//! What an export made, as its report for programs says it: the files with their hashes, what was checked, what was left
//! out.
//!
//! **Invariant:** no text of a document, no coordinates, no hash of a source; what is read from a report and written
//! again has the same bytes.

use super::answer::AnswerReport;
use super::finding::Finding;
use super::report::DocumentReport;
use crate::model::dossier::document::Document;
use serde::{Deserialize, Serialize};

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

/// What the report says of a published file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Listed {
    pub name: String,
    pub sha256: String,
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
        Self::of(document.number.as_str(), finding.kind.id())
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

/// The report of an export for programs.
#[derive(Serialize)]
pub(super) struct ExportReport<'a> {
    pub version: u32,
    pub program: String,
    pub edition: &'a str,
    #[serde(flatten)]
    pub made: &'a Made,
    /// What stands beside the documents.
    pub inventory: &'a [Listed],
    /// Where the files stand; absent: in the public folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub folder: Option<&'a str>,
    /// Absent for copies that are not for publication.
    #[serde(flatten)]
    pub publication: Option<Publication<'a>>,
}

/// What the report of a publication says beside that of a copy.
#[derive(Serialize)]
pub(super) struct Publication<'a> {
    /// Why it went out in spite of warnings.
    pub reason: &'a str,
    /// Numbers of documents about which nothing was decided.
    pub not_judged: &'a [String],
    pub answers: Vec<AnswerReport<'a>>,
}

impl Made {
    /// The report of an edition of which nothing else is known.
    pub fn report<'a>(&'a self, edition: &'a str) -> ExportReport<'a> {
        ExportReport {
            version: 1,
            program: program(),
            edition,
            made: self,
            inventory: &[],
            folder: None,
            publication: None,
        }
    }
}
