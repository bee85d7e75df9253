//! What the export check finds: something a person must judge, with its place.
//!
//! **Invariant:** what blocks is a closed list; everything else is a warning that a person may overrule. A finding
//! that is written down holds no text of a document and no place within a page.
//! **Absent:** words for people; `error` has them.

use crate::model::dossier::document::Document;
use crate::model::dossier::ids::{DocumentId, MarkId};
use crate::model::dossier::question::Question;
use crate::model::ground::{Ground, GroundKind};
use crate::model::page::geometry::PageRect;
use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident: $id:literal, $rule:literal, $blocks:literal;)*) => {
        /// What was found.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum FindingKind { $($(#[$doc])* $name),* }

        impl FindingKind {
            pub const ALL: &[FindingKind] = &[$(FindingKind::$name),*];

            /// The name in listings and reports; it never changes.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id),* }
            }

            /// The rule it comes from; empty for what blocks.
            pub fn rule(self) -> &'static str {
                match self { $(Self::$name => $rule),* }
            }

            pub fn blocks(self) -> bool {
                match self { $(Self::$name => $blocks),* }
            }
        }
    };
}

kinds! {
    /// A mark without a ground.
    MarkWithoutGround: "mark_without_ground", "", true;
    /// Article 5.1.4 holds until the addressee knows: it needs a date.
    TemporaryWithoutDate: "temporary_without_date", "", true;
    /// A covered word stands in a publication title, a file name or a heading of the inventory.
    CoveredWordInTitle: "covered_word_in_title", "", true;
    /// Nobody knows yet what its source hides.
    NotLookedThrough: "not_looked_through", "", true;
    /// Article 5.1.5 is residual: not beside a ground of the first two paragraphs.
    ResidualBesideOther: "residual_beside_other", "R1", false;
    /// Article 5.1.5 does not hold for environmental information.
    ResidualOnEnvironment: "residual_on_environment", "R2", false;
    /// Article 5.1.6 holds for environmental information alone.
    EnvironmentGroundElsewhere: "environment_ground_elsewhere", "R3", false;
    /// Article 5.1.7: information on emissions.
    GroundOnEmissions: "ground_on_emissions", "R4", false;
    /// No reasons for a ground that is used.
    NoConsiderations: "no_considerations", "R5", false;
    /// Reasons in which something is still to be filled in.
    ConsiderationsOpen: "considerations_open", "R5", false;
    /// Article 5.3 asks for reasons why a relative ground still weighs.
    OlderThanFiveYears: "older_than_five_years", "R6", false;
    /// Whether it is older than five years is not known.
    NoDocumentDate: "no_document_date", "R6", false;
    RefusedWithoutGround: "refused_without_ground", "R7", false;
    OpenWithMarks: "open_with_marks", "R7", false;
    /// Everything that is covered is outside the request.
    OnlyOutOfScope: "only_out_of_scope", "R7", false;
    /// Partly open, and nothing of it is covered.
    NothingCovered: "nothing_covered", "R7", false;
    /// A ground that was typed, of which no box on the page tells.
    GroundWithoutMark: "ground_without_mark", "R7", false;
    NotJudged: "not_judged", "R7", false;
    PagesNotFinished: "pages_not_finished", "R8", false;
    /// Marks by the word and searches find nothing on such a page.
    PageWithoutText: "page_without_text", "R8", false;
    HalfWord: "half_word", "R8", false;
    /// A name that is covered on grounds that are not about persons.
    NameOnOtherGround: "name_on_other_ground", "R8", false;
    /// What is covered in one place can be read in another.
    ReadableElsewhere: "readable_elsewhere", "R8", false;
    /// What is covered on a page can be read on one that says the same.
    TwinDiffers: "twin_differs", "R8", false;
    /// A ground of the act before the Woo on a document without an earlier decision.
    WobGround: "wob_ground", "R9", false;
    /// Article 5.2.2 is a power to disclose.
    PowerToDisclose: "power_to_disclose", "R9", false;
    /// Nobody has confirmed a title for publication.
    NoTitle: "no_title", "R9", false;
    /// The publication platform would not match the file to its row.
    PlatformName: "platform_name", "R9", false;
    /// Attachments, comments or hidden text of the source that nobody has decided about.
    IntakeOpen: "intake_open", "R9", false;
    /// The source could not be read, so its text was not checked.
    SourceUnreadable: "source_unreadable", "R9", false;
    /// It says what another document says, or nearly.
    NearDuplicate: "near_duplicate", "R9", false;
}

impl FindingKind {
    /// Whether it is mended in the form of its document.
    pub fn is_of_document(self) -> bool {
        matches!(
            self,
            Self::TemporaryWithoutDate
                | Self::CoveredWordInTitle
                | Self::NoDocumentDate
                | Self::RefusedWithoutGround
                | Self::OpenWithMarks
                | Self::NothingCovered
                | Self::GroundWithoutMark
                | Self::NotJudged
                | Self::WobGround
                | Self::NoTitle
                | Self::PlatformName
        )
    }

    /// Whether it follows from the words of sources, so that only reading them again can find it.
    pub fn is_of_texts(self) -> bool {
        matches!(
            self,
            Self::CoveredWordInTitle
                | Self::PageWithoutText
                | Self::HalfWord
                | Self::NameOnOtherGround
                | Self::ReadableElsewhere
                | Self::TwinDiffers
                | Self::SourceUnreadable
                | Self::NearDuplicate
        )
    }
}

/// Something that a person must judge.
///
/// ```
/// use lakwerk::export::finding::{Finding, FindingKind};
///
/// let finding = Finding::of_dossier(FindingKind::NoConsiderations);
/// assert_eq!((finding.kind.id(), finding.kind.rule()), ("no_considerations", "R5"));
/// assert!(!finding.blocks(), "a person may overrule it");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub kind: FindingKind,
    /// `None` for the dossier as a whole.
    pub document: Option<DocumentId>,
    /// The document's number, for the list.
    pub number: String,
    /// From 0.
    pub page: Option<usize>,
    pub mark: Option<MarkId>,
    pub ground: Option<Ground>,
    /// A field of the document or the dossier in which it was found.
    pub field: Option<&'static str>,
    /// What is readable, for the screen.
    pub areas: Vec<PageRect>,
    /// Where the same is covered.
    pub hidden: Option<Hidden>,
    /// The document that says the same.
    pub twin: Option<Twin>,
    /// How a person can answer it once and for all.
    pub question: Option<Question>,
}

/// A covered passage that can be read elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Hidden {
    pub document: DocumentId,
    pub number: String,
    pub page: usize,
    pub mark: MarkId,
    /// Findings of one passage have the same number.
    pub passage: usize,
    /// For the screen alone.
    pub words: String,
}

/// A document that says the same as another, or nearly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twin {
    pub document: DocumentId,
    pub number: String,
    /// How much of what both say is the same.
    pub percent: u8,
}

impl Finding {
    /// On the dossier as a whole.
    pub fn of_dossier(kind: FindingKind) -> Self {
        Self {
            kind,
            document: None,
            number: String::new(),
            page: None,
            mark: None,
            ground: None,
            field: None,
            areas: Vec::new(),
            hidden: None,
            twin: None,
            question: None,
        }
    }

    pub fn of(kind: FindingKind, document: &Document) -> Self {
        Self {
            document: Some(document.id),
            number: document.number.to_string(),
            ..Self::of_dossier(kind)
        }
    }

    pub fn blocks(&self) -> bool {
        self.kind.blocks()
    }

    /// Whether it is of the dossier as a whole: also a number or a group, which an inventory names of a document that
    /// is left out.
    pub fn is_of_dossier(&self) -> bool {
        self.document.is_none() || matches!(self.field, Some("number" | "group"))
    }

    /// The form for listings and reports: places, no text.
    pub fn report(&self) -> FindingReport {
        let hidden = self.hidden.as_ref();
        FindingReport {
            kind: self.kind.id().to_owned(),
            rule: self.kind.rule().to_owned(),
            blocks: self.blocks(),
            document: self.document.map(|_| self.number.clone()),
            page: self.page.map(|page| page + 1),
            mark: self.mark.map(|mark| mark.0),
            ground: self.ground.as_ref().map(untyped_id),
            field: self.field.map(str::to_owned),
            hidden_in: hidden.map(|h| HiddenIn {
                document: h.number.clone(),
                page: h.page + 1,
                mark: h.mark.0,
            }),
            passage: hidden.map(|h| h.passage),
            twin: self.twin.as_ref().map(|t| TwinReport {
                document: t.number.clone(),
                percent: t.percent,
            }),
        }
    }
}

/// The id of a ground without what a person typed of another law, which may name somebody.
fn untyped_id(ground: &Ground) -> String {
    match ground.kind() {
        GroundKind::OtherLaw => "8.8".to_owned(),
        _ => ground.id(),
    }
}

/// A finding as programs are told it; pages count from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingReport {
    kind: String,
    rule: String,
    pub blocks: bool,
    /// Numbers of documents, here and below.
    document: Option<String>,
    page: Option<usize>,
    mark: Option<u64>,
    ground: Option<String>,
    field: Option<String>,
    hidden_in: Option<HiddenIn>,
    passage: Option<usize>,
    twin: Option<TwinReport>,
}

/// Where the same is covered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct HiddenIn {
    document: String,
    page: usize,
    mark: u64,
}

/// The document that says the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct TwinReport {
    document: String,
    percent: u8,
}
