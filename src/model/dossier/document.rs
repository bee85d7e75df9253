//! A document of the dossier: a numbered row, usually with a source file, its judgement and its marks.
//!
//! **Invariant:** the work title, which comes from a file name, is never exported; only a publication title that a
//! person gave is. Marks lie on pages that the source has.
//! **Absent:** where the source lies on disk; it is known by its hash.

use super::account::Account;
pub use super::ids::{DocumentId, MarkId};
use super::intake::Intake;
use super::mark::Mark;
use super::number::DocumentNumber;
use super::remark::Remark;
use super::review::Review;
use super::sha256::Sha256;
use crate::model::ground::{Ground, GroundKind};
use crate::model::page::geometry::{PageRect, PageSize};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a document is in the dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Numbered, in the inventory.
    #[default]
    Stuk,
    Besluit,
    Inventaris,
    Correspondentie,
}

impl Role {
    pub const ALL: [Role; 4] = [
        Self::Stuk,
        Self::Besluit,
        Self::Inventaris,
        Self::Correspondentie,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Stuk => "stuk",
            Self::Besluit => "besluit",
            Self::Inventaris => "inventaris",
            Self::Correspondentie => "correspondentie",
        }
    }
}

/// The four judgements, in the words that inventories use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Judgement {
    Openbaar,
    #[serde(rename = "Deels openbaar")]
    DeelsOpenbaar,
    #[serde(rename = "Niet openbaar")]
    NietOpenbaar,
    #[serde(rename = "Reeds openbaar")]
    ReedsOpenbaar,
}

impl Judgement {
    pub const ALL: [Judgement; 4] = [
        Self::Openbaar,
        Self::DeelsOpenbaar,
        Self::NietOpenbaar,
        Self::ReedsOpenbaar,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Openbaar => "Openbaar",
            Self::DeelsOpenbaar => "Deels openbaar",
            Self::NietOpenbaar => "Niet openbaar",
            Self::ReedsOpenbaar => "Reeds openbaar",
        }
    }

    /// Reads the words in any case.
    pub fn parse(text: &str) -> Option<Self> {
        let wanted = text.trim().to_lowercase();
        Self::ALL
            .into_iter()
            .find(|j| j.name().to_lowercase() == wanted)
    }
}

/// An earlier decision on the same document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decision {
    /// ISO 8601.
    pub date: String,
    pub reference: String,
}

/// Why a document gets no judgement of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetAside {
    /// Refused whole in an earlier decision.
    EarlierRefused,
    /// Outside what was asked for.
    OutOfScope,
    /// The same as another document of the dossier.
    DuplicateOf { document: DocumentId },
}

/// What the source was before it became a PDF, in the words of the ministries' publication platform.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceType {
    #[default]
    Pdf,
    Doc,
    Email,
    Spreadsheet,
    Presentation,
    Image,
    Html,
    Note,
    Database,
    Xml,
    Video,
    Chat,
    Unknown,
}

impl SourceType {
    pub const ALL: [SourceType; 13] = [
        Self::Pdf,
        Self::Doc,
        Self::Email,
        Self::Spreadsheet,
        Self::Presentation,
        Self::Image,
        Self::Html,
        Self::Note,
        Self::Database,
        Self::Xml,
        Self::Video,
        Self::Chat,
        Self::Unknown,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Doc => "doc",
            Self::Email => "email",
            Self::Spreadsheet => "spreadsheet",
            Self::Presentation => "presentation",
            Self::Image => "image",
            Self::Html => "html",
            Self::Note => "note",
            Self::Database => "database",
            Self::Xml => "xml",
            Self::Video => "video",
            Self::Chat => "chat",
            Self::Unknown => "unknown",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        let wanted = text.trim().to_lowercase();
        Self::ALL.into_iter().find(|t| t.name() == wanted)
    }
}

/// A source file, copied into the dossier once and known by its hash.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceRef {
    pub sha256: Sha256,
    /// Bytes.
    pub size: u64,
    /// The displayed size of each page in points.
    pub pages: Vec<PageSize>,
    /// The source opens only with a password, which is never stored.
    pub encrypted: bool,
}

/// What a person says of a mark beside its grounds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MarkFacts {
    /// Environmental information; `None` follows the document.
    pub environmental: Option<bool>,
    /// Information on emissions into the environment; `None` follows the document.
    pub emissions: Option<bool>,
    /// The third parties whom the passage concerns.
    pub parties: Vec<String>,
}

/// A mark with its identity and who made it when.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnedMark {
    pub id: MarkId,
    pub author: Account,
    /// Made together with others in one step, as by finding.
    pub bulk: bool,
    pub facts: MarkFacts,
    pub mark: Mark,
}

/// A place where a suggestion was rejected: what stands there may be read. It is known by its place alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RejectedPlace {
    /// From 0.
    pub page: usize,
    /// The first area of the suggestion.
    pub area: PageRect,
}

/// A document of the dossier.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub id: DocumentId,
    /// `1a`; unique in the dossier.
    pub number: DocumentNumber,
    /// The group under which the inventory lists it, a year as a rule.
    pub group: String,
    pub role: Role,
    /// From the file name; internal.
    pub work_title: String,
    /// Confirmed by a person; `None` until then.
    pub publication_title: Option<String>,
    /// ISO 8601.
    pub date: Option<String>,
    /// What kind of document it is, in a word: brief, offerte, memo.
    pub kind: String,
    /// `None` for a row of the inventory without a file.
    pub source: Option<Arc<SourceRef>>,
    /// What a person decided; `None` leaves it to the marks.
    pub judgement: Option<Judgement>,
    /// Grounds of a document that is refused whole.
    pub grounds: Vec<Ground>,
    pub remark: String,
    /// ISO 8601: the day from which it may be read.
    pub deferred_until: Option<String>,
    pub aside: Option<SetAside>,
    /// The decision in which it was judged before.
    pub earlier: Option<Decision>,
    /// Where it can be read already.
    pub link: String,
    pub source_type: SourceType,
    /// The source was blackened in an earlier decision: its grounds are typed, not drawn.
    pub blackened: bool,
    /// Whether a file goes along; `None` is usual: yes, but for what is public already.
    pub supplied: Option<bool>,
    /// Environmental information, unless a mark says otherwise.
    pub environmental: bool,
    /// Information on emissions into the environment, unless a mark says otherwise.
    pub emissions: bool,
    pub marks: Vec<Arc<OwnedMark>>,
    /// Pages that a person has finished, from 0.
    pub finished: BTreeSet<usize>,
    /// Where suggestions were rejected.
    pub rejected: Vec<RejectedPlace>,
    /// What colleagues said of its pages.
    pub remarks: Vec<Remark>,
    /// Whoever works on it; empty for nobody.
    pub assignee: Account,
    pub review: Review,
    /// What its source holds beside its pages; `None` when nobody looked.
    pub intake: Option<Intake>,
    /// Its source is still to be looked through for that; until then it does not go out.
    pub to_look_through: bool,
}

impl Document {
    /// The title under which the document goes out; until one is given, its number.
    pub fn title(&self) -> String {
        self.publication_title
            .clone()
            .unwrap_or_else(|| format!("Document {}", self.number))
    }

    /// The title under which it is known to its reviewers: that of its publication, else the internal one.
    pub fn known_title(&self) -> &str {
        let given = self.publication_title.as_ref();
        given.unwrap_or(&self.work_title)
    }

    pub fn pages(&self) -> usize {
        self.sizes().len()
    }

    /// The displayed sizes of its pages; none without a source.
    pub fn sizes(&self) -> &[PageSize] {
        self.source.as_ref().map_or(&[], |s| &s.pages)
    }

    /// Whether a suggestion with this area on a page was rejected.
    pub fn is_rejected(&self, page: usize, area: &PageRect) -> bool {
        let mut here = self.rejected.iter().filter(|place| place.page == page);
        here.any(|place| area.share_in(&place.area) > 0.5)
    }

    /// The judgement that holds: that of what stands aside, a person's, else partly open when something is covered,
    /// else none yet.
    pub fn judged(&self) -> Option<Judgement> {
        if self.aside.is_some() {
            return Some(Judgement::NietOpenbaar);
        }
        let covered = !self.marks.is_empty() || (self.blackened && !self.grounds.is_empty());
        self.judgement
            .or(covered.then_some(Judgement::DeelsOpenbaar))
    }

    /// Whether a blackened file of it is published.
    pub fn is_exported(&self) -> bool {
        let usual = match self.judged() {
            Some(Judgement::Openbaar | Judgement::DeelsOpenbaar) => true,
            Some(Judgement::ReedsOpenbaar) => false,
            Some(Judgement::NietOpenbaar) | None => return false,
        };
        self.source.is_some() && self.supplied.unwrap_or(usual)
    }

    /// Whether it goes out only after a day (ISO 8601).
    pub fn is_deferred(&self, day: &str) -> bool {
        self.deferred_until
            .as_deref()
            .is_some_and(|until| until > day)
    }

    /// The grounds the inventory lists, in law order, each once.
    pub fn listed_grounds(&self) -> Vec<Ground> {
        let whole = self.judged() == Some(Judgement::NietOpenbaar);
        let from_marks = self
            .marks
            .iter()
            .filter(|_| !whole)
            .flat_map(|m| m.mark.grounds.iter());
        let mut grounds: Vec<Ground> = from_marks.chain(&self.grounds).cloned().collect();
        if self.aside == Some(SetAside::OutOfScope) {
            grounds.extend(Ground::all().filter(|g| g.kind() == GroundKind::OutOfScope));
        }
        grounds.sort();
        grounds.dedup();
        grounds
    }

    /// Whether a mark is environmental information, and whether it is on emissions: its own word, else the document's.
    pub fn environment_of(&self, mark: &OwnedMark) -> (bool, bool) {
        (
            mark.facts.environmental.unwrap_or(self.environmental),
            mark.facts.emissions.unwrap_or(self.emissions),
        )
    }

    /// Whether every ground is one of "outside the request".
    pub fn is_only_out_of_scope(&self) -> bool {
        let grounds = self.listed_grounds();
        !grounds.is_empty() && grounds.iter().all(|g| g.kind() == GroundKind::OutOfScope)
    }

    /// Whether its source goes out as it is: no mark, and it was not blackened before.
    pub fn is_uncovered(&self) -> bool {
        self.is_exported() && self.marks.is_empty() && !self.blackened
    }

    /// Whether a ground is listed of which no mark tells, though its source was not blackened before.
    pub fn has_ground_without_mark(&self) -> bool {
        let is_of_mark =
            |ground: &Ground| self.marks.iter().any(|m| m.mark.grounds.contains(ground));
        !self.blackened && self.grounds.iter().any(|ground| !is_of_mark(ground))
    }

    pub fn mark(&self, id: MarkId) -> Option<&Arc<OwnedMark>> {
        self.marks.iter().find(|m| m.id == id)
    }

    /// The marks of one page, in the order in which they were made.
    pub fn marks_on(&self, page: usize) -> impl Iterator<Item = &Arc<OwnedMark>> {
        self.marks.iter().filter(move |m| m.mark.page == page)
    }
}

/// A title to propose for publication, from a work title: without the marks of versions and file names. A person
/// confirms it, for it may hold a name.
pub fn proposed_title(work_title: &str) -> String {
    const ENDINGS: [&str; 8] = [
        ".docx", ".doc", ".pdf", ".xlsx", ".xls", ".pptx", ".msg", ".eml",
    ];
    const VERSIONS: [&str; 6] = ["def", "definitief", "concept", "kopie", "getekend", "final"];
    let lower = work_title.to_lowercase();
    let ending = ENDINGS
        .iter()
        .find(|e| lower.ends_with(*e))
        .map_or(0, |e| e.len());
    let bare = work_title
        .get(..work_title.len() - ending)
        .unwrap_or(work_title);
    let mut words: Vec<&str> = bare
        .split(|c: char| c.is_whitespace() || c == '_')
        .collect();
    words.retain(|word| !word.is_empty());
    let is_version = |word: &&str| {
        let word = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        let number = word.strip_prefix('v').unwrap_or(&word);
        let counted = word.starts_with('v') && number.parse::<f64>().is_ok();
        VERSIONS.contains(&word.as_str()) || counted
    };
    while words.len() > 1 && words.last().is_some_and(is_version) {
        words.pop();
    }
    let title = words.join(" ");
    let mut chars = title.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// Text and numbers in turn, so that numbers compare as numbers and `z` comes before `aa`.
pub fn natural(number: &str) -> Vec<(u64, usize, String)> {
    let mut parts: Vec<(u64, usize, String)> = Vec::new();
    let mut rest = number.to_lowercase();
    while !rest.is_empty() {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        rest = rest.split_off(digits.len());
        let letters: String = rest.chars().take_while(|c| !c.is_ascii_digit()).collect();
        rest = rest.split_off(letters.len());
        parts.push((
            digits.parse().unwrap_or(0),
            letters.chars().count(),
            letters,
        ));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_sort_as_people_count() {
        let mut numbers = ["10a", "2aa", "2b", "1a", "2z"];
        numbers.sort_by_key(|n| natural(n));
        assert_eq!(numbers, ["1a", "2b", "2z", "2aa", "10a"]);
    }

    #[test]
    fn a_proposed_title_is_without_versions() {
        assert_eq!(proposed_title("offerte_2018_DEF_v2.docx"), "Offerte 2018");
        assert_eq!(proposed_title("scan0041"), "Scan0041");
        assert_eq!(proposed_title("concept"), "Concept");
        assert_eq!(proposed_title(" "), "");
    }

    #[test]
    fn judgements_are_read_in_any_case() {
        assert_eq!(
            Judgement::parse(" deels Openbaar "),
            Some(Judgement::DeelsOpenbaar)
        );
        assert_eq!(Judgement::parse("geheim"), None);
    }
}
