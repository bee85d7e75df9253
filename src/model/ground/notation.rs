//! How grounds are written in one dossier.

use serde::{Deserialize, Serialize};

/// The three ways in which grounds are written; one dossier uses one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum GroundStyle {
    /// `5.1.2e`
    #[default]
    #[serde(rename = "5.1.2e")]
    Dotted,
    /// `5.1(2)e`
    #[serde(rename = "5.1(2)e")]
    Bracketed,
    /// `5.1, tweede lid, onder e`
    #[serde(rename = "long")]
    Long,
}

/// The dossier's choice of words for passages outside the request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ScopeLabel {
    #[default]
    #[serde(rename = "buiten verzoek")]
    Verzoek,
    #[serde(rename = "buiten scope")]
    Scope,
    #[serde(rename = "buiten reikwijdte")]
    Reikwijdte,
}

impl ScopeLabel {
    pub const ALL: [ScopeLabel; 3] = [Self::Verzoek, Self::Scope, Self::Reikwijdte];

    pub fn text(self) -> &'static str {
        match self {
            Self::Verzoek => "buiten verzoek",
            Self::Scope => "buiten scope",
            Self::Reikwijdte => "buiten reikwijdte",
        }
    }
}

/// How grounds are written in one dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notation {
    pub style: GroundStyle,
    pub scope: ScopeLabel,
}
