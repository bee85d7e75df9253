//! What sources hold beside their pages, as entries have it: counts and page numbers, never the words.

use super::values::{Impossible, Sha256};
use crate::model::dossier::intake;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What was found in a source, in numbers; pages from 0. What is left out is none.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SourceCounts {
    attachments: usize,
    /// Attachments that are PDFs themselves.
    pdf_attachments: usize,
    comments: usize,
    /// Redactions that somebody marked and never applied.
    proposals: usize,
    /// Pages with text that cannot be seen, ascending.
    hidden_on: BTreeSet<usize>,
    /// Pages with text that can be read under or through an earlier bar, ascending.
    bars_on: BTreeSet<usize>,
    earlier_revisions: usize,
    /// Scripts, actions, hidden fields, layers that are off, private data.
    active: usize,
    /// Metadata that names a person.
    names: usize,
}

impl From<SourceCounts> for intake::SourceCounts {
    fn from(found: SourceCounts) -> Self {
        Self {
            attachments: found.attachments,
            pdf_attachments: found.pdf_attachments,
            comments: found.comments,
            proposals: found.proposals,
            hidden_on: found.hidden_on,
            bars_on: found.bars_on,
            earlier_revisions: found.earlier_revisions,
            active: found.active,
            names: found.names,
        }
    }
}

impl From<intake::SourceCounts> for SourceCounts {
    fn from(found: intake::SourceCounts) -> Self {
        Self {
            attachments: found.attachments,
            pdf_attachments: found.pdf_attachments,
            comments: found.comments,
            proposals: found.proposals,
            hidden_on: found.hidden_on,
            bars_on: found.bars_on,
            earlier_revisions: found.earlier_revisions,
            active: found.active,
            names: found.names,
        }
    }
}

/// What came of looking through a source.
#[derive(Serialize, Deserialize)]
pub struct LookedThrough {
    source: Sha256,
    /// Left out when nothing was found, or the source cannot be looked through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    found: Option<SourceCounts>,
}

impl TryFrom<LookedThrough> for intake::LookedThrough {
    type Error = Impossible;
    fn try_from(looked: LookedThrough) -> Result<Self, Impossible> {
        Ok(Self {
            source: looked.source.try_into()?,
            found: looked.found.map(Into::into),
        })
    }
}

impl From<intake::LookedThrough> for LookedThrough {
    fn from(looked: intake::LookedThrough) -> Self {
        Self {
            source: looked.source.into(),
            found: looked.found.map(Into::into),
        }
    }
}
