//! Documents, their sources and what changes about them, as entries have them.

use super::intake::SourceCounts;
use super::values::{DocumentId, Ground, Impossible, Sha256, all, try_all};
use super::words::{Judgement, Role, SourceType};
use crate::model::dossier::document;
use crate::model::edit;
use crate::model::page::geometry;
use serde::{Deserialize, Serialize};

/// A document as it is added. What is left out is empty, `null` or not so.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NewDocument {
    /// `1a`; `null` takes the next free number of the group.
    number: Option<String>,
    /// Under which the inventory lists it, a year as a rule.
    group: String,
    role: Role,
    /// From the file name; internal.
    work_title: String,
    /// Confirmed by a person.
    publication_title: Option<String>,
    /// ISO 8601 (`2016-03-14`); what is no day counts as none.
    date: Option<String>,
    /// What kind of document it is, in a word: brief, offerte, memo.
    kind: String,
    /// `null` for a row of the inventory without a file.
    source: Option<SourceRef>,
    /// What a person decided; `null` leaves it to the marks.
    judgement: Option<Judgement>,
    /// Grounds of a document that is refused whole.
    grounds: Vec<Ground>,
    remark: String,
    /// What its source holds beside its pages; left out when nobody looked, as the first entries of 0.1 do.
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<SourceCounts>,
    /// Its source is still to be looked through for that. Left out where it is not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    to_look_through: bool,
}

impl TryFrom<NewDocument> for edit::NewDocument {
    type Error = Impossible;
    fn try_from(new: NewDocument) -> Result<Self, Impossible> {
        Ok(Self {
            number: new.number,
            group: new.group,
            role: new.role.into(),
            work_title: new.work_title,
            publication_title: new.publication_title,
            date: new.date,
            kind: new.kind,
            source: new.source.map(TryInto::try_into).transpose()?,
            judgement: new.judgement.map(Into::into),
            grounds: try_all(new.grounds)?,
            remark: new.remark,
            found: new.found.map(Into::into),
            to_look_through: new.to_look_through,
        })
    }
}

impl From<edit::NewDocument> for NewDocument {
    fn from(new: edit::NewDocument) -> Self {
        Self {
            number: new.number,
            group: new.group,
            role: new.role.into(),
            work_title: new.work_title,
            publication_title: new.publication_title,
            date: new.date,
            kind: new.kind,
            source: new.source.map(Into::into),
            judgement: new.judgement.map(Into::into),
            grounds: all(new.grounds),
            remark: new.remark,
            found: new.found.map(Into::into),
            to_look_through: new.to_look_through,
        }
    }
}

/// A source file in the folder of the dossier.
#[derive(Serialize, Deserialize)]
pub struct SourceRef {
    sha256: Sha256,
    /// Bytes.
    size: u64,
    pages: Vec<PageSize>,
    /// It opens only with a password, which is kept nowhere. Where it is left out: not.
    #[serde(default)]
    encrypted: bool,
}

impl TryFrom<SourceRef> for document::SourceRef {
    type Error = Impossible;
    fn try_from(source: SourceRef) -> Result<Self, Impossible> {
        Ok(Self {
            sha256: source.sha256.try_into()?,
            size: source.size,
            pages: all(source.pages),
            encrypted: source.encrypted,
        })
    }
}

impl From<document::SourceRef> for SourceRef {
    fn from(source: document::SourceRef) -> Self {
        Self {
            sha256: source.sha256.into(),
            size: source.size,
            pages: all(source.pages),
            encrypted: source.encrypted,
        }
    }
}

/// A page as it is shown, in points.
#[derive(Serialize, Deserialize)]
struct PageSize {
    width: f64,
    height: f64,
}

impl From<PageSize> for geometry::PageSize {
    fn from(PageSize { width, height }: PageSize) -> Self {
        Self { width, height }
    }
}

impl From<geometry::PageSize> for PageSize {
    fn from(geometry::PageSize { width, height }: geometry::PageSize) -> Self {
        Self { width, height }
    }
}

/// One thing about a document that changes: `{"field":"kind","value":"brief"}`. `null` is nothing, or left to the rest.
#[derive(Serialize, Deserialize)]
#[serde(tag = "field", content = "value", rename_all = "snake_case")]
pub enum Change {
    Number(String),
    Group(String),
    Role(Role),
    PublicationTitle(Option<String>),
    /// ISO 8601; what is no day counts as none.
    Date(Option<String>),
    Kind(String),
    Judgement(Option<Judgement>),
    Grounds(Vec<Ground>),
    Remark(String),
    /// ISO 8601: the day from which it may be read.
    DeferredUntil(Option<String>),
    #[serde(rename = "aside")]
    SetAside(Option<SetAside>),
    /// The decision in which it was judged before.
    Earlier(Option<Decision>),
    /// Where it can be read already.
    Link(String),
    SourceType(SourceType),
    /// The source was blackened in an earlier decision.
    Blackened(bool),
    /// Whether a file goes along; `null` is usual.
    Supplied(Option<bool>),
    /// Environmental information, unless a mark says otherwise.
    Environmental(bool),
    /// Information on emissions into the environment, unless a mark says otherwise.
    Emissions(bool),
    /// The account of whoever works on it; empty for nobody.
    Assignee(String),
}

impl TryFrom<Change> for edit::Change {
    type Error = Impossible;
    fn try_from(change: Change) -> Result<Self, Impossible> {
        Ok(match change {
            Change::Number(number) => Self::Number(number),
            Change::Group(group) => Self::Group(group),
            Change::Role(role) => Self::Role(role.into()),
            Change::PublicationTitle(title) => Self::PublicationTitle(title),
            Change::Date(day) => Self::Date(day),
            Change::Kind(kind) => Self::Kind(kind),
            Change::Judgement(judgement) => Self::Judgement(judgement.map(Into::into)),
            Change::Grounds(grounds) => Self::Grounds(try_all(grounds)?),
            Change::Remark(remark) => Self::Remark(remark),
            Change::DeferredUntil(day) => Self::DeferredUntil(day),
            Change::SetAside(aside) => Self::SetAside(aside.map(Into::into)),
            Change::Earlier(decision) => Self::Earlier(decision.map(Into::into)),
            Change::Link(link) => Self::Link(link),
            Change::SourceType(kind) => Self::SourceType(kind.into()),
            Change::Blackened(is) => Self::Blackened(is),
            Change::Supplied(is) => Self::Supplied(is),
            Change::Environmental(is) => Self::Environmental(is),
            Change::Emissions(is) => Self::Emissions(is),
            Change::Assignee(account) => Self::Assignee(account.into()),
        })
    }
}

impl From<edit::Change> for Change {
    fn from(change: edit::Change) -> Self {
        use edit::Change as Model;
        match change {
            Model::Number(number) => Self::Number(number),
            Model::Group(group) => Self::Group(group),
            Model::Role(role) => Self::Role(role.into()),
            Model::PublicationTitle(title) => Self::PublicationTitle(title),
            Model::Date(day) => Self::Date(day),
            Model::Kind(kind) => Self::Kind(kind),
            Model::Judgement(judgement) => Self::Judgement(judgement.map(Into::into)),
            Model::Grounds(grounds) => Self::Grounds(all(grounds)),
            Model::Remark(remark) => Self::Remark(remark),
            Model::DeferredUntil(day) => Self::DeferredUntil(day),
            Model::SetAside(aside) => Self::SetAside(aside.map(Into::into)),
            Model::Earlier(decision) => Self::Earlier(decision.map(Into::into)),
            Model::Link(link) => Self::Link(link),
            Model::SourceType(kind) => Self::SourceType(kind.into()),
            Model::Blackened(is) => Self::Blackened(is),
            Model::Supplied(is) => Self::Supplied(is),
            Model::Environmental(is) => Self::Environmental(is),
            Model::Emissions(is) => Self::Emissions(is),
            Model::Assignee(account) => Self::Assignee(account.into()),
        }
    }
}

/// Why a document gets no judgement of its own: `{"is":"duplicate_of","document":2}`.
#[derive(Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum SetAside {
    /// Refused whole in an earlier decision.
    EarlierRefused,
    /// Outside what was asked for.
    OutOfScope,
    /// The same as another document of the dossier.
    DuplicateOf { document: DocumentId },
}

impl From<SetAside> for document::SetAside {
    fn from(aside: SetAside) -> Self {
        match aside {
            SetAside::EarlierRefused => Self::EarlierRefused,
            SetAside::OutOfScope => Self::OutOfScope,
            SetAside::DuplicateOf { document } => Self::DuplicateOf {
                document: document.into(),
            },
        }
    }
}

impl From<document::SetAside> for SetAside {
    fn from(aside: document::SetAside) -> Self {
        match aside {
            document::SetAside::EarlierRefused => Self::EarlierRefused,
            document::SetAside::OutOfScope => Self::OutOfScope,
            document::SetAside::DuplicateOf { document } => Self::DuplicateOf {
                document: document.into(),
            },
        }
    }
}

/// An earlier decision on the same document. What is left out is empty.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Decision {
    /// ISO 8601.
    date: String,
    reference: String,
}

impl From<Decision> for document::Decision {
    fn from(Decision { date, reference }: Decision) -> Self {
        Self { date, reference }
    }
}

impl From<document::Decision> for Decision {
    fn from(document::Decision { date, reference }: document::Decision) -> Self {
        Self { date, reference }
    }
}
