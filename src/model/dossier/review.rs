//! Four eyes: how far a document is in being reviewed, and by whom.
//!
//! **Absent:** who last worked on a document; the log knows, and `app` asks it before somebody checks their own work.

use super::account::Account;

/// How far a document is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ReviewStage {
    /// In bewerking.
    #[default]
    InProgress,
    /// Gereed: the first reader is done.
    Ready,
    /// Gecontroleerd: the second reader agrees.
    Checked,
    /// Teruggegeven, with a note.
    Returned,
}

impl ReviewStage {
    pub const ALL: [ReviewStage; 4] =
        [Self::InProgress, Self::Ready, Self::Checked, Self::Returned];
}

/// The stage of a document and who put it there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    pub stage: ReviewStage,
    /// Empty in the beginning.
    pub by: Account,
    /// Why it was given back, or why somebody checked their own work.
    pub note: String,
}

impl Review {
    /// The stage that a document goes to next when its reader is done with it.
    pub fn next(&self) -> ReviewStage {
        match self.stage {
            ReviewStage::InProgress | ReviewStage::Returned => ReviewStage::Ready,
            ReviewStage::Ready => ReviewStage::Checked,
            ReviewStage::Checked => ReviewStage::InProgress,
        }
    }
}
