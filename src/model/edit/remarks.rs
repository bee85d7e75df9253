//! The remarks of a document.
//!
//! **Invariant:** a remark keeps its place in the list of its document, whether it is solved or not; what is said of a
//! document does not change what of it was checked.

use super::EditError;
use crate::model::dossier::Dossier;
use crate::model::dossier::document::Document;
use crate::model::dossier::ids::{DocumentId, MarkId};
use crate::model::dossier::remark::Remark;

impl Document {
    /// The remarks that are still open, each with its place in the list.
    pub fn open_remarks(&self) -> impl Iterator<Item = (usize, &Remark)> {
        let remarks = self.remarks.iter().enumerate();
        remarks.filter(|(_, remark)| !remark.solved)
    }

    /// Where a page, from 0, is only to be looked at again: the place of that in the list.
    pub fn bare_remark(&self, page: usize) -> Option<usize> {
        let mut open = self.open_remarks();
        let found = open.find(|(_, remark)| remark.page == page && remark.is_bare());
        found.map(|(nth, _)| nth)
    }

    /// Whether a mark has a remark that is still open.
    pub fn is_mark_remarked(&self, mark: MarkId) -> bool {
        self.open_remarks()
            .any(|(_, remark)| remark.mark == Some(mark))
    }

    /// Whether a page, from 0, has a remark that is still open.
    pub fn is_remarked(&self, page: usize) -> bool {
        self.open_remarks().any(|(_, remark)| remark.page == page)
    }
}

impl Dossier {
    pub(super) fn add_remark(&mut self, id: DocumentId, remark: &Remark) -> Result<(), EditError> {
        let document = self.document_mut(id)?;
        if remark.page >= document.pages() {
            return Err(EditError::NoSuchPage);
        }
        document.remarks.push(remark.clone());
        Ok(())
    }

    pub(super) fn remark_mut(
        &mut self,
        id: DocumentId,
        remark: usize,
    ) -> Result<&mut Remark, EditError> {
        let remarks = &mut self.document_mut(id)?.remarks;
        remarks.get_mut(remark).ok_or(EditError::NoSuchRemark)
    }
}

/// The remarks of a document on other pages; those that have none there are left out.
pub(super) fn moved(document: &Document, to: impl Fn(usize) -> Option<usize>) -> Vec<Remark> {
    let moved = document.remarks.iter().filter_map(|remark| {
        Some(Remark {
            page: to(remark.page)?,
            ..remark.clone()
        })
    });
    moved.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dossier::remark::Said;
    use crate::model::dossier::review::{Review, ReviewStage};
    use crate::model::edit::Edit;
    use crate::model::edit::tests::small;

    fn said(text: &str) -> Said {
        Said {
            by: "A".into(),
            text: text.into(),
        }
    }

    #[test]
    fn a_remark_is_answered_solved_and_opened_again_and_leaves_checked_as_it_is() {
        let document = DocumentId(0);
        let checked = Review {
            stage: ReviewStage::Checked,
            by: "B".into(),
            note: String::new(),
        };
        let remark = Remark {
            page: 0,
            mark: None,
            said: vec![said("Is dit een functienaam?")],
            solved: false,
        };
        let edits = [
            Edit::Review {
                documents: vec![document],
                review: checked.clone(),
            },
            Edit::AddRemark { document, remark },
            Edit::AnswerRemark {
                document,
                remark: 0,
                said: said("Ja."),
            },
            Edit::SolveRemark {
                document,
                remark: 0,
                solved: true,
            },
        ];
        let mut dossier = small();
        for edit in edits {
            dossier = dossier.after(&edit).unwrap();
        }
        let kept = &dossier.documents[0];
        assert_eq!(kept.review, checked);
        assert_eq!(kept.remarks[0].said.len(), 2);
        assert!(!kept.is_remarked(0) && kept.open_remarks().next().is_none());
        let again = Edit::SolveRemark {
            document,
            remark: 0,
            solved: false,
        };
        assert!(dossier.after(&again).unwrap().documents[0].is_remarked(0));
        let nowhere = Edit::SolveRemark {
            document,
            remark: 7,
            solved: true,
        };
        assert_eq!(dossier.after(&nowhere), Err(EditError::NoSuchRemark));
    }
}
