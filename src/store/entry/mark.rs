//! Marks, and places that may be read, as entries have them.
//!
//! **Absent:** the covered text.

use super::values::{Area, DocumentId, Ground, Impossible, all, try_all};
use crate::model::dossier::document;
use crate::model::dossier::mark;
use crate::model::edit;
use serde::{Deserialize, Serialize};

/// A mark as it is added.
#[derive(Serialize, Deserialize)]
pub struct NewMark {
    document: DocumentId,
    mark: Mark,
}

impl TryFrom<NewMark> for edit::NewMark {
    type Error = Impossible;
    fn try_from(new: NewMark) -> Result<Self, Impossible> {
        Ok(Self {
            document: new.document.into(),
            mark: new.mark.try_into()?,
        })
    }
}

impl From<edit::NewMark> for NewMark {
    fn from(new: edit::NewMark) -> Self {
        Self {
            document: new.document.into(),
            mark: new.mark.into(),
        }
    }
}

/// One passage to be hidden.
#[derive(Serialize, Deserialize)]
struct Mark {
    /// From 0.
    page: usize,
    areas: Vec<Area>,
    /// The one that was chosen first stands first; none while it is worked on.
    grounds: Vec<Ground>,
    /// Left out where it is empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    /// A frame as it was drawn or handed in, bound to no words. Left out where it is not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    free: bool,
}

impl TryFrom<Mark> for mark::Mark {
    type Error = Impossible;
    fn try_from(mark: Mark) -> Result<Self, Impossible> {
        Ok(Self {
            page: mark.page,
            areas: try_all(mark.areas)?,
            grounds: try_all(mark.grounds)?,
            note: mark.note,
            free: mark.free,
        })
    }
}

impl From<mark::Mark> for Mark {
    fn from(mark: mark::Mark) -> Self {
        Self {
            page: mark.page,
            areas: all(mark.areas),
            grounds: all(mark.grounds),
            note: mark.note,
            free: mark.free,
        }
    }
}

/// One thing about a mark that changes beside its grounds: `{"field":"emissions","value":true}`.
#[derive(Serialize, Deserialize)]
#[serde(tag = "field", content = "value", rename_all = "snake_case")]
pub enum MarkChange {
    /// Environmental information; `null` follows the document.
    Environmental(Option<bool>),
    /// Information on emissions into the environment; `null` follows the document.
    Emissions(Option<bool>),
    /// The names of the third parties whom the passage concerns.
    Parties(Vec<String>),
}

impl From<MarkChange> for edit::MarkChange {
    fn from(change: MarkChange) -> Self {
        match change {
            MarkChange::Environmental(is) => Self::Environmental(is),
            MarkChange::Emissions(is) => Self::Emissions(is),
            MarkChange::Parties(names) => Self::Parties(names),
        }
    }
}

impl From<edit::MarkChange> for MarkChange {
    fn from(change: edit::MarkChange) -> Self {
        match change {
            edit::MarkChange::Environmental(is) => Self::Environmental(is),
            edit::MarkChange::Emissions(is) => Self::Emissions(is),
            edit::MarkChange::Parties(names) => Self::Parties(names),
        }
    }
}

/// Where a suggestion was rejected.
#[derive(Serialize, Deserialize)]
pub struct RejectedPlace {
    /// From 0.
    page: usize,
    /// The first area of the suggestion.
    area: Area,
}

impl TryFrom<RejectedPlace> for document::RejectedPlace {
    type Error = Impossible;
    fn try_from(place: RejectedPlace) -> Result<Self, Impossible> {
        Ok(Self {
            page: place.page,
            area: place.area.try_into()?,
        })
    }
}

impl From<document::RejectedPlace> for RejectedPlace {
    fn from(place: document::RejectedPlace) -> Self {
        Self {
            page: place.page,
            area: place.area.into(),
        }
    }
}
