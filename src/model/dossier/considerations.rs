//! Why a ground is used: which grounds of a dossier need reasons, and a first text for each to work from.
//!
//! **Invariant:** every ground that needs reasons has a template; what stands between square brackets is for a person
//! to fill in, so that a template is never taken for the reasons themselves.
//! **Absent:** texts of decisions by others; the wording is our own.

use super::Dossier;
use super::document::SetAside;
use crate::model::ground::{Ground, GroundKind};
use std::collections::BTreeSet;

impl Dossier {
    /// The grounds in use for which a decision must give reasons, in law order. What an earlier decision refused was
    /// motivated there.
    pub fn grounds_to_motivate(&self) -> BTreeSet<Ground> {
        let judged = self.documents.iter().filter(|d| d.judged().is_some());
        let judged = judged.filter(|d| d.aside != Some(SetAside::EarlierRefused));
        let used = judged.flat_map(|d| d.listed_grounds());
        used.filter(needs_reasons).collect()
    }
}

/// Whether something is still to be filled in.
pub fn is_open(text: &str) -> bool {
    text.contains('[')
}

/// Whether a decision must say why a ground is used; a passage outside the request needs no ground.
pub fn needs_reasons(ground: &Ground) -> bool {
    !matches!(
        ground.kind(),
        GroundKind::OutOfScope | GroundKind::Duplicate | GroundKind::Wob
    )
}

/// A first text for the considerations of a ground.
pub fn template(ground: &Ground) -> String {
    match (ground.usual_considerations(), ground.kind()) {
        (Some(text), GroundKind::Relative) => format!("{text} {WEIGHED}"),
        (Some(text), _) => text.to_owned(),
        (None, _) => format!(
            "In [omschrijving van de documenten] staan passages waarvoor geldt: {}. [Toelichting.]",
            ground.name()
        ),
    }
}

/// What a relative ground asks for besides (article 5.1, third paragraph).
const WEIGHED: &str =
    "Dit belang weegt hier zwaarder dan het algemene belang van openbaarheid, omdat [toelichting].";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ground_that_needs_reasons_has_a_template_to_fill_in() {
        let offered = Ground::offered().filter(needs_reasons);
        for ground in offered {
            let text = template(&ground);
            assert!(text.ends_with('.') && text.len() > 80, "{text}");
            assert!(is_open(&text), "{text}");
            let is_relative = ground.kind() == GroundKind::Relative;
            assert_eq!(text.contains(WEIGHED), is_relative, "{}", ground.id());
            assert!(ground.usual_considerations().is_some(), "{}", ground.id());
        }
        let other = Ground::parse("8.8 Gemeentewet, artikel 25").unwrap();
        assert!(template(&other).contains(other.name()));
    }
}
