//! What was checked and with which outcome: the proof that goes with a published document.
//!
//! **Invariant:** no text of a document, no coordinates, no hash of a source.

use crate::engine::Check;
use serde::{Deserialize, Serialize};

/// The version of this form.
const VERSION: u32 = 1;

/// What became of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Drawn again and verified.
    Verified,
    /// Verified as one picture with invisible text.
    Raster,
    /// Not published.
    Refused,
}

/// One page in the report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageReport {
    /// From 1.
    pub page: usize,
    pub verdict: Verdict,
    /// Why a page is raster or refused, or has parts that became pictures: names of checks, or of what went wrong.
    pub reasons: Vec<String>,
    pub boxes: usize,
    /// What came of reading its picture; absent where it has text of its own that is shown, or nothing on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<ReadingReport>,
}

/// What came of reading the picture of a page that has no other text, or of whose layer it shows little.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadingReport {
    /// What can be read on it can be searched.
    Read,
    /// Nothing on it could be read for certain.
    NothingRead,
    /// No more could be read than its layer says that is shown.
    LayerKept,
    /// There is no program that reads.
    NoProgram,
    /// The program failed, or took too long.
    Failed,
    /// What was read did not pass the check.
    NotVerified,
}

impl ReadingReport {
    /// Whether what can be read is there to be searched.
    pub fn is_done(self) -> bool {
        matches!(self, Self::Read | Self::NothingRead | Self::LayerKept)
    }
}

impl PageReport {
    /// The reason that is told where a dark shape of a scan sticks out from an area.
    pub(super) const CUT_SHAPES: &str = "cut_shapes";

    /// The reason that is told where the picture of a page shows a covered word elsewhere.
    pub(super) const SEEN_ELSEWHERE: &str = "covered_word_in_picture";

    /// The reason that is told where the picture of a page shows little of what its layer of text says.
    pub(super) const LAYER_NOT_SHOWN: &str = "layer_not_shown";

    pub fn has_cut_shapes(&self) -> bool {
        self.reasons.iter().any(|reason| reason == Self::CUT_SHAPES)
    }

    pub fn lacks_layer(&self) -> bool {
        let mut reasons = self.reasons.iter();
        reasons.any(|reason| reason == Self::LAYER_NOT_SHOWN)
    }

    pub fn shows_covered_words(&self) -> bool {
        let mut reasons = self.reasons.iter();
        reasons.any(|reason| reason == Self::SEEN_ELSEWHERE)
    }
}

/// The outcome of one check over all pages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CheckReport {
    pub name: Check,
    pub result: CheckResult,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<Figure>,
}

/// The figure that a check tells beside its outcome.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// The share of the source's characters that the worst page kept.
    LowestRecall(f64),
    /// The share of pixels in which the worst page differs.
    HighestShare(f64),
    /// How often something was found.
    Found(u32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CheckResult {
    #[serde(rename = "passed")]
    Passed,
    #[serde(rename = "failed")]
    Failed,
    #[serde(rename = "not run")]
    NotRun,
}

/// How much of links, outline and page labels went along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NavigationReport {
    pub links: Counted,
    pub bookmarks: Counted,
    /// Ranges of pages that are numbered alike.
    pub page_labels: Counted,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    pub kept: usize,
    pub dropped: usize,
}

impl Counted {
    pub fn of(kept: usize, all: usize) -> Self {
        let dropped = all.saturating_sub(kept);
        Self { kept, dropped }
    }
}

impl NavigationReport {
    /// Nothing went along after all.
    pub fn drop_all(&mut self) {
        for counted in [&mut self.links, &mut self.bookmarks, &mut self.page_labels] {
            *counted = Counted::of(0, counted.kept + counted.dropped);
        }
    }
}

/// One document in the report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentReport {
    pub version: u32,
    /// The number in the dossier; null for a file on its own.
    pub document: Option<String>,
    pub pages: Vec<PageReport>,
    pub verdict: Verdict,
    pub checks: Vec<CheckReport>,
    /// Whether so few names of a reference list fit somewhere that the width tells who it is; absent where no name is
    /// covered. A number would measure the name itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub few_names_fit: Option<bool>,
    /// Absent where the source has no links, outline and page labels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub navigation: Option<NavigationReport>,
    /// The program and version that read pictures of pages, where one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_by: Option<String>,
    pub program: String,
}

impl DocumentReport {
    pub fn new(
        document: Option<String>,
        pages: Vec<PageReport>,
        checks: Vec<CheckReport>,
        published: bool,
    ) -> Self {
        let raster = pages.iter().any(|p| p.verdict == Verdict::Raster);
        let verdict = match (published, raster) {
            (false, _) => Verdict::Refused,
            (true, true) => Verdict::Raster,
            (true, false) => Verdict::Verified,
        };
        let program = format!("Lakwerk {}", env!("CARGO_PKG_VERSION"));
        Self {
            version: VERSION,
            document,
            pages,
            verdict,
            checks,
            few_names_fit: None,
            navigation: None,
            read_by: None,
            program,
        }
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}
