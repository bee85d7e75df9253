//! What was checked is what goes out: a change after *gecontroleerd* takes it away.

use crate::model::dossier::Dossier;
use crate::model::dossier::account::Account;
use crate::model::dossier::document::Document;
use crate::model::dossier::ids::DocumentId;
use crate::model::dossier::review::{Review, ReviewStage};
use std::sync::Arc;

impl Document {
    /// What is checked of it: not who works on it, nor what is said of it.
    fn content(&self) -> Self {
        Self {
            remarks: Vec::new(),
            assignee: Account::default(),
            ..self.clone()
        }
    }
}

impl Dossier {
    /// Documents that an edit changed lose *gecontroleerd*.
    pub(super) fn reset_checked(&mut self, before: &Dossier) {
        let is_stale = |(place, document): &(usize, &Arc<Document>)| {
            if document.review.stage != ReviewStage::Checked {
                return false;
            }
            // As a rule it stands where it stood.
            let there = before.documents.get(*place).filter(|d| d.id == document.id);
            let known = there.or_else(|| before.document(document.id));
            let is_other = |known: &Arc<Document>| {
                !Arc::ptr_eq(known, document)
                    && known.review == document.review
                    && known.content() != document.content()
            };
            known.is_none_or(is_other)
        };
        let stale = self.documents.iter().enumerate().filter(is_stale);
        let stale: Vec<DocumentId> = stale.map(|(_, d)| d.id).collect();
        for id in stale {
            if let Ok(document) = self.document_mut(id) {
                document.review = Review::default();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edit::Edit;
    use crate::model::edit::tests::{draw, small};

    fn reviewed(dossier: &Dossier, stage: ReviewStage) -> Dossier {
        let edit = Edit::Review {
            documents: vec![DocumentId(0)],
            review: Review {
                stage,
                by: "B".into(),
                note: String::new(),
            },
        };
        dossier.after(&edit).unwrap()
    }

    #[test]
    fn a_change_takes_checked_away_and_leaves_ready() {
        let stage = |d: &Dossier| d.documents[0].review.stage;
        let ready = reviewed(&small(), ReviewStage::Ready);
        assert_eq!(
            stage(&ready.after(&draw(0, 10.0)).unwrap()),
            ReviewStage::Ready
        );
        let checked = reviewed(&ready, ReviewStage::Checked);
        assert_eq!(stage(&checked), ReviewStage::Checked);
        let changed = checked.after(&draw(0, 10.0)).unwrap();
        assert_eq!(stage(&changed), ReviewStage::InProgress);
        let elsewhere = Edit::SetName {
            account: "B".into(),
            name: "Mw. B".into(),
        };
        let named = checked.after(&elsewhere).unwrap();
        assert_eq!(
            (stage(&named), named.name_of(&"B".into())),
            (ReviewStage::Checked, "Mw. B")
        );
        assert_eq!(named.name_of(&"C".into()), "C");
    }

    #[test]
    fn marks_that_were_made_together_are_known_as_such() {
        let Edit::AddMarks { marks, author } = draw(0, 10.0) else {
            unreachable!()
        };
        let twice = [marks.clone(), marks].concat();
        let edit = Edit::AddMarks {
            marks: twice,
            author,
        };
        let dossier = small().after(&draw(1, 10.0)).unwrap().after(&edit).unwrap();
        let bulk: Vec<bool> = dossier.documents[0].marks.iter().map(|m| m.bulk).collect();
        assert_eq!(bulk, [false, true, true]);
    }
}
