//! The papers of an export: the inventory in its forms, the annex with the considerations, the report of proof.
//!
//! **Invariant:** a paper of ours is checked as a published document is, and says that it keeps to a standard only when
//! the table of clauses holds for its bytes. No paper says what is covered.
//! **Absent:** published documents.

use super::answer::Answer;
use super::considerations;
use super::finding::FindingReport;
use super::hash::hash;
use super::inventory::{Form, Inventory};
use super::layout::{FINDINGS_NAME, INTERNAL, PAPER_NAME, PUBLIC, REPORT_NAME};
use super::made::{ExportReport, Listed, Publication};
use super::outcome::ExportError;
use super::paper_facts::PaperFacts;
use super::report_paper::{self, Proven};
use super::staging::Staging;
use crate::engine::{Check, Engine};
use crate::model::dossier::edition::Edition;
use crate::writer::Claim;
use serde::Serialize;
use std::io;
use std::path::{Path, PathBuf};

/// Makes a paper and asks the written bytes; without the claim when they do not keep to it.
pub(super) fn checked(
    engine: &Engine,
    make: impl Fn(Claim) -> Vec<u8>,
) -> Result<Vec<u8>, ExportError> {
    for claim in [Claim::PdfAAndUa, Claim::Nothing] {
        let bytes = make(claim);
        let mut reader = engine
            .open(bytes.clone().into(), None)
            .map_err(|_unread| ExportError::Paper)?;
        let nothing = vec![Vec::new(); reader.facts().pages.len()];
        let check = reader.check_file(Vec::new(), nothing);
        let faults = check.map_err(|_unread| ExportError::Paper)?.faults;
        if faults.is_empty() {
            return Ok(bytes);
        }
        if faults.iter().any(|fault| fault.check != Check::Claim) {
            return Err(ExportError::Paper);
        }
    }
    Err(ExportError::Paper)
}

/// Writes the papers of a publication beside its documents; returns the path of the sheet within the export.
///
/// # Errors
/// A paper cannot be made, or not be written.
pub(super) fn write(
    engine: &Engine,
    staging: &Staging<'_>,
    facts: &PaperFacts,
) -> Result<PathBuf, ExportError> {
    let inventory = facts.listing.inventory();
    let written = write_inventory(engine, staging, facts, &inventory)?;
    write_report(engine, staging, facts, &written)?;
    Ok(Path::new(PUBLIC).join(inventory.file_name(Form::Xlsx)))
}

/// Writes the inventory in all forms and the annex; returns their names and hashes.
fn write_inventory(
    engine: &Engine,
    staging: &Staging<'_>,
    facts: &PaperFacts,
    inventory: &Inventory,
) -> Result<Vec<Listed>, ExportError> {
    let day = &facts.made.day;
    let mut written = Vec::new();
    let mut publish = |name: String, bytes: &[u8]| {
        staging.write(PUBLIC, &name, bytes)?;
        let sha256 = hash(bytes);
        written.push(Listed { name, sha256 });
        Ok::<(), ExportError>(())
    };
    for form in Form::ALL {
        let bytes = match form {
            Form::Pdf => checked(engine, |claim| inventory.to_pdf(day, claim))?,
            Form::Xlsx | Form::Csv | Form::Json | Form::Platform => {
                inventory.to_bytes(form, day)?
            }
        };
        publish(inventory.file_name(form), &bytes)?;
    }
    let annex = considerations::annex(inventory, &facts.reasons, day)?;
    publish(considerations::NAME.to_owned(), &annex)?;
    Ok(written)
}

/// Writes the report of proof, for people and for programs, and what the export check found.
fn write_report(
    engine: &Engine,
    staging: &Staging<'_>,
    facts: &PaperFacts,
    papers: &[Listed],
) -> Result<(), ExportError> {
    let report = ExportReport {
        inventory: papers,
        publication: Some(Publication {
            reason: &facts.reason,
            not_judged: &facts.unjudged,
            answers: facts.answers.iter().map(Answer::report).collect(),
        }),
        ..facts.made.report(Edition::Publication.id())
    };
    staging.write(INTERNAL, REPORT_NAME, &for_programs(&report)?)?;
    let findings = FindingsReport {
        version: 1,
        findings: &facts.findings,
    };
    staging.write(INTERNAL, FINDINGS_NAME, &for_programs(&findings)?)?;
    let proven = Proven {
        title: &facts.listing.facts,
        edition: "publicatieversie",
        reason: &facts.reason,
        warnings: Some(facts.warnings()),
        made: &facts.made,
        papers,
        unjudged: &facts.unjudged,
        answers: &facts.answers,
    };
    let paper = checked(engine, |claim| report_paper::bytes(&proven, claim))?;
    staging.write(INTERNAL, PAPER_NAME, &paper)
}

/// What the export check found, for programs.
#[derive(Serialize)]
struct FindingsReport<'a> {
    version: u32,
    findings: &'a [FindingReport],
}

/// The bytes of a report: the keys of every object stand in the order of their names.
pub(super) fn for_programs(report: &impl Serialize) -> Result<Vec<u8>, ExportError> {
    pretty(&serde_json::to_value(report).map_err(io::Error::other)?)
}

pub(super) fn pretty(json: &impl Serialize) -> Result<Vec<u8>, ExportError> {
    Ok(serde_json::to_vec_pretty(json).map_err(io::Error::other)?)
}
