//! What colleagues say of documents, as entries have it: remarks and reviews.

use super::values::{MarkId, all};
use super::words::ReviewStage;
use crate::model::dossier::remark;
use crate::model::dossier::review;
use serde::{Deserialize, Serialize};

/// What one person said.
#[derive(Serialize, Deserialize)]
pub struct Said {
    /// The account.
    by: String,
    text: String,
}

impl From<Said> for remark::Said {
    fn from(Said { by, text }: Said) -> Self {
        Self {
            by: by.into(),
            text,
        }
    }
}

impl From<remark::Said> for Said {
    fn from(remark::Said { by, text }: remark::Said) -> Self {
        Self {
            by: by.into(),
            text,
        }
    }
}

/// A remark with its answers.
#[derive(Serialize, Deserialize)]
pub struct Remark {
    /// From 0.
    page: usize,
    /// The mark that it is about, `null` for none.
    #[serde(default)]
    mark: Option<MarkId>,
    /// The remark itself, without words where a page is only to be looked at again; then the answers.
    said: Vec<Said>,
    /// Where it is left out: not.
    #[serde(default)]
    solved: bool,
}

impl From<Remark> for remark::Remark {
    fn from(remark: Remark) -> Self {
        Self {
            page: remark.page,
            mark: remark.mark.map(Into::into),
            said: all(remark.said),
            solved: remark.solved,
        }
    }
}

impl From<remark::Remark> for Remark {
    fn from(remark: remark::Remark) -> Self {
        Self {
            page: remark.page,
            mark: remark.mark.map(Into::into),
            said: all(remark.said),
            solved: remark.solved,
        }
    }
}

/// The stage of a document and who put it there. What is left out is empty, and the stage in progress.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Review {
    stage: ReviewStage,
    /// The account.
    by: String,
    /// Why it was given back, or why somebody checked their own work.
    note: String,
}

impl From<Review> for review::Review {
    fn from(review: Review) -> Self {
        Self {
            stage: review.stage.into(),
            by: review.by.into(),
            note: review.note,
        }
    }
}

impl From<review::Review> for Review {
    fn from(review: review::Review) -> Self {
        Self {
            stage: review.stage.into(),
            by: review.by.into(),
            note: review.note,
        }
    }
}
