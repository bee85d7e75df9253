//! What the papers of a publication are made of, whether it was exported at once or joined from parts.
//!
//! **Invariant:** it holds nothing that a paper may not say, so that no paper has to be asked what it leaves unsaid; the
//! papers follow from it alone.
//! **Absent:** documents, and the plan.

use super::answer::Answer;
use super::considerations::Reasons;
use super::finding::{Finding, FindingReport};
use super::inventory::{Inventory, Listing};
use super::made::Made;
use super::plan::ExportPlan;
use super::request::ExportRequest;
use crate::model::dossier::considerations::needs_reasons;
use crate::model::dossier::ids::DocumentId;
use crate::model::dossier::question::Question;
use std::collections::BTreeMap;

pub(super) struct PaperFacts {
    pub made: Made,
    /// Why it goes out in spite of warnings.
    pub reason: String,
    pub listing: Listing,
    /// The considerations of every ground that the inventory uses, by its canonical id.
    pub reasons: BTreeMap<String, Reasons>,
    /// What the export check found.
    pub findings: Vec<FindingReport>,
    /// Numbers of documents about which nothing was decided.
    pub unjudged: Vec<String>,
    /// The questions of the export check that were answered.
    pub answers: Vec<Answer>,
}

impl PaperFacts {
    /// Of what was asked for; `absent` are the documents without a row.
    pub fn of(request: &ExportRequest<'_>, made: Made, absent: &[DocumentId]) -> Self {
        let listing = Listing::of(request.plan, absent);
        let unjudged = request.plan.unjudged.iter();
        Self {
            made,
            reason: untold(request, &request.reason),
            reasons: reasons(request, &listing.inventory()),
            listing,
            findings: request.findings.iter().map(Finding::report).collect(),
            unjudged: unjudged.map(|d| d.number.to_string()).collect(),
            answers: answers(request),
        }
    }

    /// How many warnings the export check gave.
    pub fn warnings(&self) -> usize {
        self.findings.iter().filter(|f| !f.blocks).count()
    }
}

fn reasons(request: &ExportRequest<'_>, inventory: &Inventory) -> BTreeMap<String, Reasons> {
    let plan = request.plan;
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
            Some(text) if !may_tell && request.covered.is_told_by(text) => Reasons::Withheld,
            Some(text) => Reasons::Text(text.to_owned()),
            None if in_decision => Reasons::InDecision,
            None => Reasons::Open,
        };
        (ground.id(), reasons)
    });
    reasons.collect()
}

/// A reason that somebody typed, unless it says what is covered.
fn untold(request: &ExportRequest<'_>, reason: &str) -> String {
    if request.covered.is_told_by(reason) {
        "(zie het logboek)".to_owned()
    } else {
        reason.to_owned()
    }
}

fn answers(request: &ExportRequest<'_>) -> Vec<Answer> {
    let answers = request.plan.answers.iter();
    let answers = answers.map(|(question, reason)| {
        let number = |id: &DocumentId| number(request.plan, *id);
        Answer::of(question, untold(request, reason), number)
    });
    answers.collect()
}

fn number(plan: &ExportPlan, id: DocumentId) -> Option<String> {
    let planned = plan.documents.iter().map(|d| &d.document);
    let mut all = planned.chain(&plan.unjudged);
    all.find(|d| d.id == id).map(|d| d.number.to_string())
}
