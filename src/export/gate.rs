//! The gate: what the export check says blocks does not go out, in whichever edition and however much is asked for.
//!
//! **Invariant:** every export, and every look at what one would make, passes here with everything that the check
//! found. What blocks a document holds it back; what blocks the dossier, or everything that was asked for, stops the
//! export.
//! **Absent:** finding; warnings, which a person may overrule.

use super::finding::Finding;
use crate::model::dossier::ids::DocumentId;
use std::collections::BTreeMap;

/// The documents that stay behind.
#[derive(Clone, Debug, Default)]
pub struct Gate {
    /// With the first of the findings that block each.
    held: BTreeMap<DocumentId, Finding>,
}

impl Gate {
    /// Settles which of the documents that are asked for may go out. A document that is not asked for is held as well,
    /// since an inventory would list it, and stops nothing.
    ///
    /// # Errors
    /// All that blocks the dossier and what is asked for, when nothing may go out.
    pub fn of(findings: &[Finding], asked: &[DocumentId]) -> Result<Self, Vec<Finding>> {
        let blocking: Vec<&Finding> = findings.iter().filter(|f| f.blocks()).collect();
        let mut gate = Self::default();
        for finding in &blocking {
            if let Some(document) = finding.document {
                gate.held.entry(document).or_insert((*finding).clone());
            }
        }
        let is_of_dossier = blocking.iter().any(|f| f.is_of_dossier());
        let holds_all = !asked.is_empty() && asked.iter().all(|id| gate.held.contains_key(id));
        if !is_of_dossier && !holds_all {
            return Ok(gate);
        }
        let is_asked =
            |f: &&Finding| f.is_of_dossier() || f.document.is_some_and(|id| asked.contains(&id));
        Err(blocking.into_iter().filter(is_asked).cloned().collect())
    }

    /// What holds a document back; `None` for one that may go out.
    pub fn held(&self, document: DocumentId) -> Option<&Finding> {
        self.held.get(&document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::finding::FindingKind;

    fn on(document: u32, kind: FindingKind, field: Option<&'static str>) -> Finding {
        Finding {
            document: Some(DocumentId(document)),
            field,
            ..Finding::of_dossier(kind)
        }
    }

    #[test]
    fn what_blocks_a_document_holds_it_and_what_blocks_all_stops() {
        let (one, other) = (DocumentId(1), DocumentId(2));
        let title = on(1, FindingKind::CoveredWordInTitle, Some("title"));
        let gate = Gate::of(std::slice::from_ref(&title), &[one, other]).unwrap();
        assert_eq!(gate.held(one), Some(&title));
        assert_eq!(gate.held(other), None);
        assert!(Gate::of(std::slice::from_ref(&title), &[other]).is_ok());
        assert_eq!(
            Gate::of(std::slice::from_ref(&title), &[one]).unwrap_err(),
            std::slice::from_ref(&title)
        );
        let warning = on(1, FindingKind::NoTitle, None);
        assert!(Gate::of(&[warning], &[one]).is_ok());
    }

    #[test]
    fn a_heading_of_the_inventory_is_of_the_dossier() {
        let asked = [DocumentId(2)];
        for field in ["number", "group"] {
            let heading = on(1, FindingKind::CoveredWordInTitle, Some(field));
            assert!(Gate::of(&[heading], &asked).is_err(), "{field}");
        }
        let subject = Finding::of_dossier(FindingKind::CoveredWordInTitle);
        let other = on(1, FindingKind::MarkWithoutGround, None);
        let stopped = Gate::of(&[other, subject.clone()], &asked).unwrap_err();
        assert_eq!(
            stopped,
            [subject],
            "of what is not asked for nothing is told"
        );
    }
}
