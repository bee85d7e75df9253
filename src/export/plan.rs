//! What an export will make: settled before anything is written.
//!
//! **Invariant:** what blocks a document keeps it out of the plan's files and rows, and what blocks the dossier keeps the
//! plan from being; PDFs and inventory are made from the same plan, so the inventory cannot disagree with the boxes.
//! **Absent:** files and pixels.

pub use super::finding::{Finding, FindingKind};
use super::gate::Gate;
use super::names::file_names;
use crate::model::dossier::document::{Document, Judgement, Role, SetAside, natural};
use crate::model::dossier::ids::DocumentId;
use crate::model::dossier::question::Question;
use crate::model::dossier::{Dossier, Facts};
use crate::model::ground::Ground;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A document in the plan.
#[derive(Clone, Debug)]
pub struct PlannedDocument {
    pub document: Arc<Document>,
    /// Name of the published file; `None` for a row without a file.
    pub file_name: Option<String>,
    /// The number of the document that it is the same as.
    pub duplicate_of: Option<String>,
}

/// Which documents get a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// These alone; `None` for all.
    pub only: Option<Vec<DocumentId>>,
    /// Today (ISO 8601): what may be read only later is held back.
    pub day: String,
    /// What may be read only later goes along.
    pub with_deferred: bool,
}

impl Selection {
    fn wants(&self, id: DocumentId) -> bool {
        self.only.as_ref().is_none_or(|ids| ids.contains(&id))
    }

    fn holds_back(&self, document: &Document) -> bool {
        !self.with_deferred && document.is_deferred(&self.day)
    }
}

/// Everything an export will make.
///
/// ```
/// use lakwerk::export::finding::{Finding, FindingKind};
/// use lakwerk::export::plan::{ExportPlan, Selection};
/// use lakwerk::model::dossier::Dossier;
/// use lakwerk::model::edit::{Edit, NewDocument};
///
/// let documents = vec![NewDocument::default()];
/// let dossier = Dossier::default().after(&Edit::AddDocuments { documents })?;
/// let plan = ExportPlan::of(&dossier, &Selection::default(), &[]).expect("nothing stops it");
/// assert_eq!(plan.unjudged.len(), 1, "what nobody judged is left out, and named");
/// let told = Finding::of_dossier(FindingKind::CoveredWordInTitle);
/// assert!(ExportPlan::of(&dossier, &Selection::default(), &[told]).is_err());
/// # Ok::<(), lakwerk::model::edit::EditError>(())
/// ```
#[derive(Clone, Debug)]
pub struct ExportPlan {
    pub facts: Facts,
    /// The dossier's own reasons, by the canonical id of their ground.
    pub considerations: BTreeMap<String, String>,
    /// Questions of the export check that were answered, with the reason.
    pub answers: Vec<(Question, String)>,
    pub documents: Vec<PlannedDocument>,
    /// Groups of the inventory in order, also those without documents.
    pub groups: Vec<String>,
    /// Documents about which nothing was decided: left out, and named.
    pub unjudged: Vec<Arc<Document>>,
    /// The documents of which files are made now; `None` for all.
    selected: Option<Vec<DocumentId>>,
    gate: Gate,
}

impl ExportPlan {
    /// Settles what a dossier will become after a check that found this. Of what is not selected no files are made.
    ///
    /// # Errors
    /// What stops the export, each with its place.
    pub fn of(
        dossier: &Dossier,
        selection: &Selection,
        findings: &[Finding],
    ) -> Result<Self, Vec<Finding>> {
        let all: Vec<&Arc<Document>> = dossier.documents.iter().collect();
        let judged = all.iter().filter(|d| d.judged().is_some());
        let asked = judged.map(|d| d.id).filter(|id| selection.wants(*id));
        let gate = Gate::of(findings, &asked.collect::<Vec<DocumentId>>())?;
        let names = file_names(dossier);
        let (mut documents, mut unjudged) = (Vec::new(), Vec::new());
        for document in ordered(&all) {
            if document.judged().is_none() {
                unjudged.push(document.clone());
                continue;
            }
            let has_file = document.is_exported() && !selection.holds_back(document);
            let duplicate_of = match document.aside {
                Some(SetAside::DuplicateOf { document }) => dossier.document(document),
                _ => None,
            };
            documents.push(PlannedDocument {
                document: document.clone(),
                file_name: names.get(&document.id).filter(|_| has_file).cloned(),
                duplicate_of: duplicate_of.map(|d| d.number.to_string()),
            });
        }
        let groups = groups(&documents, &dossier.facts.period);
        Ok(Self {
            facts: dossier.facts.clone(),
            considerations: dossier.considerations.clone(),
            answers: dossier.answers.clone(),
            documents,
            groups,
            unjudged,
            selected: selection.only.clone(),
            gate,
        })
    }

    /// Documents of which a blackened file is made.
    pub fn files(&self) -> impl Iterator<Item = &PlannedDocument> {
        self.whole().filter(|d| self.is_selected(d.document.id))
    }

    /// Documents of which one is made when all are asked for.
    pub fn whole(&self) -> impl Iterator<Item = &PlannedDocument> {
        let files = self.documents.iter().filter(|d| d.file_name.is_some());
        files.filter(|d| self.held(d.document.id).is_none())
    }

    /// What holds a document back.
    pub fn held(&self, id: DocumentId) -> Option<&Finding> {
        self.gate.held(id)
    }

    /// Documents that were asked for and are held back, each with what holds it.
    pub fn withdrawn(&self) -> impl Iterator<Item = (&Arc<Document>, &Finding)> {
        self.held_back().filter(|(d, _)| self.is_selected(d.id))
    }

    /// The same, of all documents.
    pub fn held_back(&self) -> impl Iterator<Item = (&Arc<Document>, &Finding)> {
        let documents = self.documents.iter().map(|d| &d.document);
        documents.filter_map(|d| Some((d, self.held(d.id)?)))
    }

    /// Whether the inventory has a row for a document: it is not held back, and its file, if it has one, is asked for.
    pub fn lists(&self, planned: &PlannedDocument) -> bool {
        let id = planned.document.id;
        self.held(id).is_none() && (planned.file_name.is_none() || self.is_selected(id))
    }

    fn is_selected(&self, id: DocumentId) -> bool {
        self.selected.as_ref().is_none_or(|ids| ids.contains(&id))
    }

    /// The grounds in use, in law order.
    pub fn grounds(&self) -> Vec<Ground> {
        let mut grounds: Vec<Ground> = self
            .documents
            .iter()
            .flat_map(|d| d.document.listed_grounds())
            .collect();
        grounds.sort();
        grounds.dedup();
        grounds
    }

    /// How many documents of the inventory have this judgement.
    pub fn count(&self, judgement: Judgement) -> usize {
        let stukken = self
            .documents
            .iter()
            .filter(|d| d.document.role == Role::Stuk);
        stukken
            .filter(|d| d.document.judged() == Some(judgement))
            .count()
    }
}

/// By group and number, as people count: 2a before 10a.
fn ordered<'a>(documents: &[&'a Arc<Document>]) -> Vec<&'a Arc<Document>> {
    let mut sorted = documents.to_vec();
    sorted.sort_by_cached_key(|d| (d.role != Role::Stuk, natural(d.number.as_str())));
    sorted
}

/// The groups that occur; where all are years, also the years between, and those of the period that was asked for.
fn groups(documents: &[PlannedDocument], period: &str) -> Vec<String> {
    let stukken = documents.iter().filter(|d| d.document.role == Role::Stuk);
    let named: BTreeSet<String> = stukken.map(|d| d.document.group.clone()).collect();
    let years: Option<Vec<u16>> = named.iter().map(|g| g.parse().ok()).collect();
    let asked = years_in(period);
    let mut all: Vec<u16> = years.unwrap_or_default();
    if !all.is_empty() {
        all.extend(asked);
    }
    match (all.iter().min(), all.iter().max()) {
        (Some(first), Some(last)) if last - first < 50 => {
            (*first..=*last).map(|y| y.to_string()).collect()
        }
        _ => named.into_iter().collect(),
    }
}

/// The years that a text names: `1 januari 2016 tot en met 2022`.
fn years_in(text: &str) -> Vec<u16> {
    let words = text.split(|c: char| !c.is_ascii_digit());
    let years = words
        .filter(|word| word.len() == 4)
        .filter_map(|word| word.parse().ok());
    years.filter(|year| (1900..2100).contains(year)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::export::check::facts;
    use crate::model::dossier::ids::MarkId;
    use crate::model::edit::tests::{draw, small};
    use crate::model::edit::{Change, Edit, NewDocument};

    fn plan(dossier: &Dossier, selection: &Selection) -> Result<ExportPlan, Vec<Finding>> {
        ExportPlan::of(dossier, selection, &facts(dossier, "2026-11-25"))
    }

    fn with(dossier: &Dossier, edits: &[Edit]) -> Dossier {
        edits.iter().fold(dossier.clone(), |dossier, edit| {
            dossier.after(edit).unwrap()
        })
    }

    #[test]
    fn what_blocks_has_a_place() {
        let marked = with(&small(), &[draw(2, 10.0), draw(0, 10.0)]);
        let retag = |mark, ground: &[&str]| Edit::SetGrounds {
            marks: vec![MarkId(mark)],
            grounds: ground.iter().map(|g| Ground::parse(g).unwrap()).collect(),
        };
        let blocked = with(&marked, &[retag(0, &[]), retag(1, &["5.1.4"])]);
        let found = plan(&blocked, &Selection::default()).unwrap_err();
        let places: Vec<_> = found.iter().map(|f| (f.kind, f.page, f.mark)).collect();
        assert_eq!(
            places,
            [
                (FindingKind::MarkWithoutGround, Some(2), Some(MarkId(0))),
                (FindingKind::TemporaryWithoutDate, Some(0), Some(MarkId(1))),
            ]
        );
        let dated = Edit::ChangeDocuments {
            documents: vec![DocumentId(0)],
            change: Change::DeferredUntil(Some("2027-01-01".into())),
        };
        assert!(
            plan(
                &with(&blocked, &[retag(0, &["5.1.2e"]), dated]),
                &Selection::default()
            )
            .is_ok()
        );
    }

    #[test]
    fn an_unjudged_document_is_left_out_and_named() {
        let none = plan(&small(), &Selection::default()).unwrap();
        assert_eq!((none.files().count(), none.unjudged.len()), (0, 1));
        let plan = plan(&with(&small(), &[draw(0, 10.0)]), &Selection::default()).unwrap();
        assert_eq!(
            plan.files()
                .map(|d| d.file_name.as_deref())
                .collect::<Vec<_>>(),
            [Some("1a.pdf")]
        );
        assert_eq!(plan.count(Judgement::DeelsOpenbaar), 1);
        assert_eq!(plan.grounds(), [Ground::parse("5.1.2e").unwrap()]);
    }

    #[test]
    fn years_between_are_listed() {
        let row = |group: &str| NewDocument {
            group: group.into(),
            judgement: Some(Judgement::NietOpenbaar),
            ..NewDocument::default()
        };
        let add = Edit::AddDocuments {
            documents: vec![row("2016"), row("2018")],
        };
        let dossier = with(&Dossier::default(), &[add]);
        let plan = plan(&dossier, &Selection::default()).unwrap();
        assert_eq!(plan.groups, ["2016", "2017", "2018"]);
    }

    #[test]
    fn what_may_be_read_only_later_is_held_back_unless_asked() {
        let until = |day: &str| Edit::ChangeDocuments {
            documents: vec![DocumentId(0)],
            change: Change::DeferredUntil(Some(day.into())),
        };
        let files = |until_day, with_deferred| {
            let dossier = with(&small(), &[draw(0, 10.0), until(until_day)]);
            let selection = Selection {
                day: "2026-11-25".into(),
                with_deferred,
                only: None,
            };
            plan(&dossier, &selection).unwrap().files().count()
        };
        assert_eq!(files("2026-11-26", false), 0);
        assert_eq!(files("2026-11-26", true), 1);
        assert_eq!(
            files("2026-11-25", false),
            1,
            "on the day itself it may be read"
        );
    }
}
