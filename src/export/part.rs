//! A part of a publication: what an export of chosen documents writes down so that parts can be joined, wherever each of
//! them was made.
//!
//! A part is an export of its own, with the report of what it made. Beside it stands, in the internal folder, what only the
//! dossier knows: of which state it was made, which documents a whole export has and in which order, what the export check
//! holds back, and the listing from which its inventory came. Of every document each part has either the row or the number
//! and group alone; joined, the rows are those of the whole, and what is made from them is made by the same code.
//!
//! **Invariant:** nothing that the report and the inventory of the part do not say, but for the numbers and groups of documents
//! and why they are held back. Which marks a part was made with is taken on its word; with the dossier, `verify` asks that.
//! **Absent:** the bytes of documents.

use super::answer::Answer;
use super::considerations::Reasons;
use super::finding::FindingReport;
use super::inventory::{Listing, Stands};
use super::layout::{FINDINGS_NAME, INTERNAL, PUBLIC, REPORT_NAME};
use super::made::{Absent, Made, Written, program};
use super::outcome::ExportError;
use super::paper_facts::PaperFacts;
use super::papers::pretty;
use super::plan::ExportPlan;
use super::report::DocumentReport;
use super::request::Origin;
use super::staging::Staging;
use crate::model::dossier::edition::Edition;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// What only the dossier knows, in the internal folder.
const NAME: &str = "deel.json";

/// What a part says beside its report, as it stands on disk.
#[derive(Serialize, Deserialize)]
struct PartFile {
    version: u32,
    #[serde(flatten)]
    origin: Origin,
    /// Numbers of the documents of which a whole export makes files, in its order.
    documents: Vec<String>,
    /// What the export check holds back, asked for or not.
    held: Vec<Absent>,
    listing: Listing,
    reasons: BTreeMap<String, Reasons>,
    answers: Vec<Answer>,
}

/// Writes down what makes an export a part.
///
/// # Errors
/// It cannot be written.
pub(super) fn write(
    staging: &Staging<'_>,
    plan: &ExportPlan,
    origin: &Origin,
    facts: &PaperFacts,
) -> Result<(), ExportError> {
    let share = PartFile {
        version: 1,
        origin: origin.clone(),
        documents: plan
            .whole()
            .map(|d| d.document.number.to_string())
            .collect(),
        held: plan.held_back().map(|(d, f)| Absent::held(d, f)).collect(),
        listing: facts.listing.clone(),
        reasons: facts.reasons.clone(),
        answers: facts.answers.clone(),
    };
    staging.write(INTERNAL, NAME, &pretty(&share)?)
}

/// What the report of a part says.
#[derive(Deserialize)]
struct Report {
    reason: String,
    not_judged: Vec<String>,
    #[serde(flatten)]
    made: Made,
}

/// What tells whether the rest can be read.
#[derive(Deserialize)]
struct Head {
    program: String,
    edition: String,
}

#[derive(Deserialize)]
struct Findings {
    findings: Vec<FindingReport>,
}

/// A part as it lies on disk.
pub(super) struct Part {
    folder: PathBuf,
    share: PartFile,
    report: Report,
    findings: Vec<FindingReport>,
}

/// Why a folder is not taken as a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Not made by an export of chosen documents, or damaged.
    NoPart,
    /// A copy that is not for publication.
    Edition,
    /// Made by another version of the program.
    Program,
}

/// What two parts do not have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    Dossier,
    /// The dossier was changed in between.
    State,
    Day,
    /// Only one has what may be read only later.
    Deferred,
    /// The export check did not find the same, as where only one computer reads scans.
    Check,
}

impl Part {
    /// Reads what a part says of itself.
    ///
    /// # Errors
    /// It is no part that this program can join.
    pub fn read(folder: &Path) -> Result<Self, Unfit> {
        let head: Head = read(folder, REPORT_NAME)?;
        if head.edition != Edition::Publication.id() {
            return Err(Unfit::Edition);
        }
        if head.program != program() {
            return Err(Unfit::Program);
        }
        let Findings { findings } = read(folder, FINDINGS_NAME)?;
        let part = Self {
            folder: folder.to_owned(),
            share: read(folder, NAME)?,
            report: read(folder, REPORT_NAME)?,
            findings,
        };
        match part.files().iter().all(|file| is_name(&file.name)) {
            true => Ok(part),
            false => Err(Unfit::NoPart),
        }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn files(&self) -> &[Written] {
        &self.report.made.files
    }

    /// The bytes of a file of the part.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn bytes(&self, file: &Written) -> io::Result<Vec<u8>> {
        std::fs::read(self.folder.join(PUBLIC).join(&file.name))
    }

    /// What keeps it from being joined with another.
    pub fn differs(&self, other: &Self) -> Option<Difference> {
        let (own, others) = (&self.share.origin, &other.share.origin);
        if own.version.dossier != others.version.dossier {
            Some(Difference::Dossier)
        } else if own.version.change != others.version.change {
            Some(Difference::State)
        } else if self.report.made.day != other.report.made.day {
            Some(Difference::Day)
        } else if own.with_deferred != others.with_deferred {
            Some(Difference::Deferred)
        } else if !self.is_checked_as(other) {
            Some(Difference::Check)
        } else {
            None
        }
    }

    /// Whether the check found the same, so that both know alike what a whole export has.
    fn is_checked_as(&self, other: &Self) -> bool {
        let (own, others) = (&self.share, &other.share);
        own.documents == others.documents
            && own.held == others.held
            && own.answers == others.answers
            && self.findings == other.findings
            && self.report.not_judged == other.report.not_judged
            && own.listing.is_of_the_same(&others.listing)
    }

    fn written(&self, number: &str) -> Option<&Written> {
        self.files().iter().find(|file| file.document == number)
    }

    fn absent(&self, number: &str) -> Option<&Absent> {
        let mut absent = self.report.made.left_out.iter();
        absent.find(|absent| absent.document == number)
    }

    fn document(&self, number: &str) -> Option<&DocumentReport> {
        let mut reports = self.report.made.documents.iter();
        reports.find(|report| report.document.as_deref() == Some(number))
    }
}

fn read<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<T, Unfit> {
    let bytes = std::fs::read(folder.join(INTERNAL).join(name));
    let bytes = bytes.map_err(|_unread| Unfit::NoPart)?;
    serde_json::from_slice(&bytes).map_err(|_unread| Unfit::NoPart)
}

/// Whether it is the name of a file and leads to no other folder.
fn is_name(name: &str) -> bool {
    Path::new(name).file_name() == Some(name.as_ref()) && !name.contains(['/', '\\'])
}

/// The facts of the whole, of parts that have everything in common; `None` without parts.
pub(super) fn joined(parts: &[Part]) -> Option<PaperFacts> {
    let first = parts.first()?;
    let mut reasons: Vec<&str> = Vec::new();
    for reason in parts.iter().map(|part| part.report.reason.as_str()) {
        if !reason.is_empty() && !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    let considered = parts.iter().flat_map(|part| part.share.reasons.clone());
    Some(PaperFacts {
        made: made(first, parts),
        reason: reasons.join("; "),
        listing: listing(first, parts),
        reasons: considered.collect(),
        findings: first.findings.clone(),
        unjudged: first.report.not_judged.clone(),
        answers: first.share.answers.clone(),
    })
}

/// What the parts made, in the order of a whole export. Of a document in two parts the first that has its file counts.
fn made(first: &Part, parts: &[Part]) -> Made {
    let mut made = Made {
        day: first.report.made.day.clone(),
        last_entry: 0,
        files: Vec::new(),
        left_out: first.share.held.clone(),
        documents: Vec::new(),
    };
    let entries = parts.iter().map(|part| part.report.made.last_entry);
    made.last_entry = entries.max().unwrap_or_default();
    for number in &first.share.documents {
        let published = parts.iter().find(|part| part.written(number).is_some());
        let refused = || parts.iter().find(|part| part.absent(number).is_some());
        let Some(part) = published.or_else(refused) else {
            made.left_out.push(Absent::in_no_part(number));
            continue;
        };
        made.documents.extend(part.document(number).cloned());
        match part.written(number) {
            Some(file) => made.files.push(file.clone()),
            None => made.left_out.extend(part.absent(number).cloned()),
        }
    }
    made
}

/// The listing in which every row of a part stands.
fn listing(first: &Part, parts: &[Part]) -> Listing {
    let mut listing = first.share.listing.clone();
    for part in parts {
        let others = &part.share.listing.entries;
        for (entry, other) in listing.entries.iter_mut().zip(others) {
            if matches!(other.stands, Stands::Listed(_)) {
                entry.stands = other.stands.clone();
            }
        }
    }
    listing
}
