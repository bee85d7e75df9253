//! A dossier: the facts of one request and its documents.
//!
//! **Invariant:** numbers of documents are unique; identities are never used twice.
//! **Absent:** history; a dossier is what is true now.

pub mod account;
pub mod considerations;
pub mod day;
pub mod document;
pub mod edition;
pub mod ids;
pub mod intake;
pub mod mark;
pub mod number;
pub mod question;
pub mod remark;
pub mod review;
pub mod setting;
pub mod sha256;

use crate::model::ground::{Ground, Notation};
use account::Account;
use document::{Document, OwnedMark, Role};
use ids::{DocumentId, MarkId};
use intake::Part;
use question::Question;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What the decision is about. Nothing of it is needed to start.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    pub title: String,
    /// The public body.
    pub body: String,
    /// The requester's own reference.
    pub requester_reference: String,
    /// The reference of the public body.
    pub reference: String,
    /// ISO 8601: the day of the request.
    pub received: String,
    /// ISO 8601: the day of the decision.
    pub decided: String,
    pub period: String,
    pub subject: String,
    /// ISO 8601: the day from which five years are counted back; empty takes the day of the decision, else today.
    pub reference_day: String,
    pub notation: Notation,
    pub numbering: Numbering,
    pub file_names: FileNames,
    pub columns: InventoryColumns,
}

/// How documents are numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Numbering {
    /// `1a`, `1b` per group, a year as a rule.
    #[default]
    Group,
    /// `1`, `2`, `3` through the whole dossier.
    Running,
    /// The ids of another system, kept as they are.
    External,
}

impl Numbering {
    pub const ALL: [Numbering; 3] = [Self::Group, Self::Running, Self::External];

    pub fn name(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Running => "running",
            Self::External => "external",
        }
    }
}

/// How published files are named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileNames {
    /// `1a.pdf`
    #[default]
    Number,
    /// `1a Titel.pdf`
    Title,
    /// Letters and digits alone, as the ministries' publication platform matches files to rows.
    Platform,
}

impl FileNames {
    pub const ALL: [FileNames; 3] = [Self::Number, Self::Title, Self::Platform];

    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Title => "title",
            Self::Platform => "platform",
        }
    }
}

/// Which columns the inventory for people has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum InventoryColumns {
    #[default]
    Full,
    /// Document, grounds, remarks: as decisions print it.
    Three,
}

impl InventoryColumns {
    pub const ALL: [InventoryColumns; 2] = [Self::Full, Self::Three];

    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Three => "three",
        }
    }
}

/// Everything that is true about one request.
///
/// ```
/// use lakwerk::model::dossier::Dossier;
/// use lakwerk::model::edit::{Edit, NewDocument};
///
/// let document = NewDocument {
///     group: "2016".to_owned(),
///     work_title: "brief van 3 mei".to_owned(),
///     ..NewDocument::default()
/// };
/// let documents = vec![document];
/// let dossier = Dossier::default().after(&Edit::AddDocuments { documents })?;
/// let brief = dossier.by_number("1A").expect("numbers are known in any case");
/// assert_eq!(brief.title(), "Document 1a", "a file name is no title");
/// # Ok::<(), lakwerk::model::edit::EditError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dossier {
    pub facts: Facts,
    pub documents: Vec<Arc<Document>>,
    /// Grounds under the digits 1 to 9.
    pub favourites: Vec<Ground>,
    /// Why a ground is used in this dossier, by its canonical id; without an entry the template holds.
    pub considerations: BTreeMap<String, String>,
    /// Questions of the export check that a person answered, with the reason.
    pub answers: Vec<(Question, String)>,
    /// How accounts are called on the screen.
    pub names: BTreeMap<Account, String>,
    /// Numbers that were given out, in lower case, and whose they are for ever.
    pub frozen: BTreeMap<String, DocumentId>,
    pub(super) next_document: u32,
    pub(super) next_mark: u64,
}

impl Dossier {
    pub fn document(&self, id: DocumentId) -> Option<&Arc<Document>> {
        self.documents.iter().find(|d| d.id == id)
    }

    /// The document with this number, whatever the case of its letters.
    pub fn by_number(&self, number: &str) -> Option<&Arc<Document>> {
        self.documents.iter().find(|d| d.number.is(number))
    }

    /// How an account is called on the screen.
    pub fn name_of<'a>(&'a self, account: &'a Account) -> &'a str {
        self.names
            .get(account)
            .map_or(account.as_str(), String::as_str)
    }

    pub fn next_document_id(&self) -> DocumentId {
        DocumentId(self.next_document)
    }

    pub fn next_mark_id(&self) -> MarkId {
        MarkId(self.next_mark)
    }

    pub fn marks(&self) -> usize {
        self.documents.iter().map(|d| d.marks.len()).sum()
    }

    /// A mark with its document.
    pub fn mark(&self, id: MarkId) -> Option<(&Arc<Document>, &Arc<OwnedMark>)> {
        let mut documents = self.documents.iter();
        documents.find_map(|document| Some((document, document.mark(id)?)))
    }

    /// Those of the marks that are there, in one walk: a selection may be as large as the dossier.
    pub fn marks_among<'a>(
        &'a self,
        wanted: &'a BTreeSet<MarkId>,
    ) -> impl Iterator<Item = &'a Arc<OwnedMark>> {
        let all = self.documents.iter().flat_map(|d| &d.marks);
        all.filter(|owned| wanted.contains(&owned.id))
    }

    /// How many marks carry each ground, in law order.
    pub fn marks_per_ground(&self) -> BTreeMap<Ground, usize> {
        // Every frame counts all marks: each costs a hash here, and the order of the law is made of the few at the end.
        let mut counts: HashMap<&Ground, usize> = HashMap::new();
        let marks = self.documents.iter().flat_map(|d| &d.marks);
        for ground in marks.flat_map(|m| &m.mark.grounds) {
            *counts.entry(ground).or_insert(0) += 1;
        }
        let counts = counts.into_iter();
        counts.map(|(g, count)| (g.clone(), count)).collect()
    }

    /// Documents whose source holds more than its pages show, with the parts that nobody has decided about.
    pub fn unanswered_intake(&self) -> impl Iterator<Item = (&Arc<Document>, Vec<Part>)> {
        self.documents.iter().filter_map(|document| {
            let open = document.intake.as_ref()?.open();
            (!open.is_empty()).then_some((document, open))
        })
    }

    /// Documents whose source is still to be looked through.
    pub fn to_look_through(&self) -> impl Iterator<Item = &Arc<Document>> {
        self.documents.iter().filter(|d| d.to_look_through)
    }

    /// The groups of the inventory in order of first document, with their numbered documents.
    pub fn groups(&self) -> Vec<(String, Vec<&Arc<Document>>)> {
        let mut groups: Vec<(String, Vec<&Arc<Document>>)> = Vec::new();
        for document in self.documents.iter().filter(|d| d.role == Role::Stuk) {
            match groups.iter_mut().find(|(name, _)| *name == document.group) {
                Some((_, documents)) => documents.push(document),
                None => groups.push((document.group.clone(), vec![document])),
            }
        }
        groups.sort_by(|a, b| a.0.cmp(&b.0));
        groups
    }
}
