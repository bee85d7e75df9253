//! The facts of a dossier as entries have them.

use super::words::{FileNames, GroundStyle, InventoryColumns, Numbering, ScopeLabel};
use crate::model::dossier;
use crate::model::ground;
use serde::{Deserialize, Serialize};

/// What the decision is about. What is left out is empty, or the first of its list; days are ISO 8601 (`2022-05-09`),
/// and what is no day counts as none.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    title: String,
    /// The public body.
    body: String,
    /// The requester's own reference.
    requester_reference: String,
    /// The reference of the public body.
    reference: String,
    /// The day of the request.
    received: String,
    /// The day of the decision.
    decided: String,
    /// In words.
    period: String,
    subject: String,
    /// The day from which five years are counted back; empty takes the day of the decision, else today. Older entries of
    /// 0.1 leave it out, with all that follows but the notation.
    reference_day: String,
    notation: Notation,
    numbering: Numbering,
    file_names: FileNames,
    columns: InventoryColumns,
}

/// How grounds are written in the dossier; both or none.
#[derive(Default, Serialize, Deserialize)]
struct Notation {
    style: GroundStyle,
    scope: ScopeLabel,
}

impl From<Facts> for dossier::Facts {
    fn from(facts: Facts) -> Self {
        Self {
            title: facts.title,
            body: facts.body,
            requester_reference: facts.requester_reference,
            reference: facts.reference,
            received: facts.received,
            decided: facts.decided,
            period: facts.period,
            subject: facts.subject,
            reference_day: facts.reference_day,
            notation: ground::Notation {
                style: facts.notation.style.into(),
                scope: facts.notation.scope.into(),
            },
            numbering: facts.numbering.into(),
            file_names: facts.file_names.into(),
            columns: facts.columns.into(),
        }
    }
}

impl From<dossier::Facts> for Facts {
    fn from(facts: dossier::Facts) -> Self {
        Self {
            title: facts.title,
            body: facts.body,
            requester_reference: facts.requester_reference,
            reference: facts.reference,
            received: facts.received,
            decided: facts.decided,
            period: facts.period,
            subject: facts.subject,
            reference_day: facts.reference_day,
            notation: Notation {
                style: facts.notation.style.into(),
                scope: facts.notation.scope.into(),
            },
            numbering: facts.numbering.into(),
            file_names: facts.file_names.into(),
            columns: facts.columns.into(),
        }
    }
}
