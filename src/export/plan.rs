//! What an export will make: settled before anything is written.
//!
//! **Invariant:** a plan exists only when nothing blocks; PDFs and inventory are made from the same plan, so the
//! inventory cannot disagree with the boxes.
//! **Absent:** files and pixels.

use crate::model::document::{Document, DocumentId, Judgement, MarkId, Role, natural};
use crate::model::dossier::{Dossier, Facts};
use crate::model::ground::Ground;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Something that stands in the way of publication, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub kind: FindingKind,
    pub document: DocumentId,
    /// The document's number, for the list.
    pub number: String,
    /// From 0.
    pub page: Option<usize>,
    pub mark: Option<MarkId>,
}

/// The closed list of what blocks an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingKind {
    /// A mark without a ground.
    MarkWithoutGround,
    /// Article 5.1.4 holds until the addressee knows: it needs a date.
    TemporaryWithoutDate,
    /// Two documents would get the same file name.
    SameFileName,
}

/// A document in the plan.
#[derive(Clone, Debug)]
pub struct PlannedDocument {
    pub document: Arc<Document>,
    /// Name of the published file; `None` for a row without a file.
    pub file_name: Option<String>,
}

/// Everything an export will make.
#[derive(Clone, Debug)]
pub struct ExportPlan {
    pub facts: Facts,
    pub documents: Vec<PlannedDocument>,
    /// Groups of the inventory in order, also those without documents.
    pub groups: Vec<String>,
    /// Documents about which nothing was decided: left out, and named.
    pub unjudged: Vec<Arc<Document>>,
    /// The documents of which files are made now; `None` for all.
    selected: Option<Vec<DocumentId>>,
}

impl ExportPlan {
    /// Settles what a dossier will become; with `only`, files are made of these documents alone, and what blocks the
    /// others does not count.
    ///
    /// # Errors
    /// Everything that blocks, each with its place.
    pub fn of(dossier: &Dossier, only: Option<&[DocumentId]>) -> Result<Self, Vec<Finding>> {
        let is_wanted = |d: &Document| only.is_none_or(|ids| ids.contains(&d.id));
        let all: Vec<&Arc<Document>> = dossier.documents.iter().collect();
        let wanted = all.iter().filter(|d| is_wanted(d));
        let mut findings: Vec<Finding> = wanted.flat_map(|d| blocking(d)).collect();
        let mut names = BTreeSet::new();
        let mut documents = Vec::new();
        let mut unjudged = Vec::new();
        for document in ordered(&all) {
            if document.judged().is_none() {
                unjudged.push(document.clone());
                continue;
            }
            let file_name = document.is_exported().then(|| file_name(&document.number));
            if let Some(name) = &file_name
                && !names.insert(name.to_lowercase())
                && is_wanted(document)
            {
                findings.push(finding(FindingKind::SameFileName, document));
            }
            documents.push(PlannedDocument {
                document: document.clone(),
                file_name,
            });
        }
        if findings.is_empty() {
            let groups = groups(&documents);
            Ok(Self {
                facts: dossier.facts.clone(),
                documents,
                groups,
                unjudged,
                selected: only.map(<[DocumentId]>::to_vec),
            })
        } else {
            Err(findings)
        }
    }

    /// Documents of which a blackened file is made.
    pub fn files(&self) -> impl Iterator<Item = &PlannedDocument> {
        let files = self.documents.iter().filter(|d| d.file_name.is_some());
        files.filter(|d| self.is_selected(d.document.id))
    }

    /// Documents that have a file, of which none is made now.
    pub fn unselected(&self) -> impl Iterator<Item = &PlannedDocument> {
        let files = self.documents.iter().filter(|d| d.file_name.is_some());
        files.filter(|d| !self.is_selected(d.document.id))
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
    sorted.sort_by_cached_key(|d| (d.role != Role::Stuk, natural(&d.number)));
    sorted
}

fn finding(kind: FindingKind, document: &Document) -> Finding {
    Finding {
        kind,
        document: document.id,
        number: document.number.clone(),
        page: None,
        mark: None,
    }
}

fn blocking(document: &Arc<Document>) -> Vec<Finding> {
    let mut found = Vec::new();
    let temporary = |grounds: &[Ground]| {
        grounds.iter().any(|g| g.id() == "5.1.4") && document.deferred_until.is_none()
    };
    for owned in &document.marks {
        let place = |kind| Finding {
            page: Some(owned.mark.page),
            mark: Some(owned.id),
            ..finding(kind, document)
        };
        if owned.mark.grounds.is_empty() {
            found.push(place(FindingKind::MarkWithoutGround));
        }
        if temporary(&owned.mark.grounds) {
            found.push(place(FindingKind::TemporaryWithoutDate));
        }
    }
    if temporary(&document.grounds) {
        found.push(finding(FindingKind::TemporaryWithoutDate, document));
    }
    found
}

/// The name of a published file: the number, safe on every system.
pub fn file_name(number: &str) -> String {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let safe: String = number
        .trim()
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.') {
                c
            } else {
                '_'
            }
        })
        .take(80)
        .collect();
    let safe = safe.trim_matches(['.', ' ']).to_owned();
    let lower = safe.to_lowercase();
    let device = DEVICES.contains(&lower.as_str())
        || (lower.len() == 4 && (lower.starts_with("com") || lower.starts_with("lpt")));
    if safe.is_empty() || device {
        format!("document {safe}.pdf")
    } else {
        format!("{safe}.pdf")
    }
}

/// The groups that occur; where all are years, also the years between.
fn groups(documents: &[PlannedDocument]) -> Vec<String> {
    let stukken = documents.iter().filter(|d| d.document.role == Role::Stuk);
    let named: BTreeSet<String> = stukken.map(|d| d.document.group.clone()).collect();
    let years: Option<Vec<u16>> = named.iter().map(|g| g.parse().ok()).collect();
    match years.as_deref() {
        Some([first, .., last]) if last - first < 50 => {
            (*first..=*last).map(|y| y.to_string()).collect()
        }
        _ => named.into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::model::edit::tests::{draw, small};
    use crate::model::edit::{Change, Edit, NewDocument};

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
        let found = ExportPlan::of(&blocked, None).unwrap_err();
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
        assert!(ExportPlan::of(&with(&blocked, &[retag(0, &["5.1.2e"]), dated]), None).is_ok());
    }

    #[test]
    fn an_unjudged_document_is_left_out_and_named() {
        let plan = ExportPlan::of(&small(), None).unwrap();
        assert_eq!((plan.files().count(), plan.unjudged.len()), (0, 1));
        let plan = ExportPlan::of(&with(&small(), &[draw(0, 10.0)]), None).unwrap();
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
    fn years_between_are_listed_and_names_that_collide_block() {
        let row = |group: &str, number: Option<&str>| NewDocument {
            group: group.into(),
            number: number.map(str::to_owned),
            judgement: Some(Judgement::NietOpenbaar),
            ..NewDocument::default()
        };
        let add = |documents| Edit::AddDocuments { documents };
        let dossier = with(
            &Dossier::default(),
            &[add(vec![row("2016", None), row("2018", None)])],
        );
        assert_eq!(
            ExportPlan::of(&dossier, None).unwrap().groups,
            ["2016", "2017", "2018"]
        );
        let source = small().documents[0].source.as_deref().cloned();
        let open = |number: &str| NewDocument {
            judgement: Some(Judgement::Openbaar),
            source: source.clone(),
            ..row("2016", Some(number))
        };
        let twins = with(&Dossier::default(), &[add(vec![open("1/a"), open("1_a")])]);
        assert_eq!(
            ExportPlan::of(&twins, None).unwrap_err()[0].kind,
            FindingKind::SameFileName
        );
    }

    #[test]
    fn file_names_are_safe() {
        assert_eq!(file_name("1a"), "1a.pdf");
        assert_eq!(file_name("../x/y"), "_x_y.pdf");
        assert_eq!(file_name("CON"), "document CON.pdf");
        assert_eq!(file_name(" "), "document .pdf");
    }
}
