//! The papers of an export: the inventory in its forms, the annex with the considerations, the report of proof.
//!
//! **Invariant:** a paper of ours is checked as a published document is, and says that it keeps to a standard only when
//! the table of clauses holds for its bytes. No paper says what is covered.
//! **Absent:** published documents.

use super::considerations::{self, Reasons};
use super::finding::Finding;
use super::folder::{ExportError, FINDINGS_NAME, INTERNAL, PAPER_NAME, PUBLIC, REPORT_NAME, Work};
use super::inventory::{Form, Inventory};
use super::plan::ExportPlan;
use super::report_paper::{self, Answer, Proven};
use crate::engine::{Check, Engine};
use crate::model::considerations::needs_reasons;
use crate::model::document::DocumentId;
use crate::model::question::Question;
use crate::writer::Claim;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Makes a paper and asks the written bytes; without the claim when they do not keep to it.
pub(super) fn checked(
    engine: &Engine,
    make: impl Fn(Claim) -> Vec<u8>,
) -> Result<Vec<u8>, ExportError> {
    for claim in [Claim::Lasting, Claim::Nothing] {
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

impl Work<'_> {
    /// Writes the inventory in all forms and the annex; returns the path of the sheet within the export.
    pub(super) fn write_inventory(&mut self, engine: &Engine) -> Result<PathBuf, ExportError> {
        let left_out = self.files.left_out.iter().map(|l| l.document);
        let left_out: Vec<DocumentId> = left_out.collect();
        let inventory = Inventory::of(self.order.plan, &left_out);
        let day = &self.order.errand.day;
        for form in Form::ALL {
            let bytes = match form {
                Form::Pdf => checked(engine, |claim| inventory.to_pdf(day, claim))?,
                Form::Xlsx | Form::Csv | Form::Json | Form::Platform => {
                    inventory.to_bytes(form, day)?
                }
            };
            self.publish_paper(inventory.file_name(form), &bytes)?;
        }
        let annex = considerations::annex(&inventory, &self.reasons(&inventory), day)?;
        self.publish_paper(considerations::NAME.to_owned(), &annex)?;
        Ok(Path::new(PUBLIC).join(inventory.file_name(Form::Xlsx)))
    }

    fn publish_paper(&mut self, name: String, bytes: &[u8]) -> Result<(), ExportError> {
        self.files.paper(PUBLIC, &name, bytes)?;
        self.papers.push((name, super::files::hash(bytes)));
        Ok(())
    }

    /// The considerations of every ground that the inventory uses.
    fn reasons(&self, inventory: &Inventory) -> BTreeMap<String, Reasons> {
        let plan = self.order.plan;
        let answered = |wanted: &Question| plan.answers.iter().any(|(known, _)| known == wanted);
        let in_decision = answered(&Question::ConsiderationsInDecision);
        let may_tell = answered(&Question::VisibleText {
            document: None,
            field: "considerations".to_owned(),
        });
        let used = inventory.used.iter().map(|used| &used.ground);
        let reasons = used.filter(|ground| needs_reasons(ground)).map(|ground| {
            let own = plan.considerations.get(&ground.id());
            let own = own.map(|text| text.trim()).filter(|text| !text.is_empty());
            let reasons = match own {
                Some(text) if !may_tell && self.order.covered.is_told_by(text) => Reasons::Withheld,
                Some(text) => Reasons::Text(text.to_owned()),
                None if in_decision => Reasons::InDecision,
                None => Reasons::Open,
            };
            (ground.id(), reasons)
        });
        reasons.collect()
    }

    /// Writes the report of proof, for people and for programs, and what the export check found.
    pub(super) fn write_report(&self, engine: &Engine) -> Result<(), ExportError> {
        let (order, files) = (self.order, &self.files);
        let reason = self.untold(&order.reason);
        let answers = self.answers();
        let papers = self.papers.iter();
        let mut report = files.report("publication");
        report["reason"] = json!(reason);
        report["inventory"] = papers
            .map(|(name, sha256)| json!({ "name": name, "sha256": sha256 }))
            .collect();
        report["not_judged"] = json!(self.unjudged());
        report["answers"] = answers.iter().map(Answer::to_json).collect();
        files.paper(INTERNAL, REPORT_NAME, &pretty(&report)?)?;
        let findings: Vec<Value> = order.findings.iter().map(Finding::to_json).collect();
        let findings = json!({ "version": 1, "findings": findings });
        files.paper(INTERNAL, FINDINGS_NAME, &pretty(&findings)?)?;
        let papers = self.papers.iter();
        let papers = papers.map(|(name, hash)| (name.as_str(), hash.as_str(), None));
        let proven = Proven {
            title: &order.plan.facts,
            day: &order.errand.day,
            edition: "publicatieversie",
            last_entry: order.errand.last_entry,
            reason: &reason,
            warnings: Some(order.findings.iter().filter(|f| !f.blocks()).count()),
            files: files.listed().into_iter().chain(papers).collect(),
            reports: &files.reports,
            left_out: files.left_out_in_words(),
            unjudged: self.unjudged(),
            answers: &answers,
        };
        let paper = checked(engine, |claim| report_paper::bytes(&proven, claim))?;
        files.paper(INTERNAL, PAPER_NAME, &paper)
    }

    /// A reason that somebody typed, unless it says what is covered.
    fn untold(&self, reason: &str) -> String {
        if self.order.covered.is_told_by(reason) {
            "(zie het logboek)".to_owned()
        } else {
            reason.to_owned()
        }
    }

    /// The questions of the export check that were answered, with the reasons.
    fn answers(&self) -> Vec<Answer> {
        let answers = self.order.plan.answers.iter();
        let answers = answers.map(|(question, reason)| {
            let number = |id: &DocumentId| number(self.order.plan, *id);
            Answer::of(question, self.untold(reason), number)
        });
        answers.collect()
    }
}

fn number(plan: &ExportPlan, id: DocumentId) -> Option<String> {
    let planned = plan.documents.iter().map(|d| &d.document);
    let mut all = planned.chain(&plan.unjudged);
    all.find(|d| d.id == id).map(|d| d.number.clone())
}

pub(super) fn pretty(json: &Value) -> Result<Vec<u8>, ExportError> {
    Ok(serde_json::to_vec_pretty(json).map_err(io::Error::other)?)
}
