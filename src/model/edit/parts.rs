//! Splitting a document in two and joining several into one, and moving documents in the list.
//!
//! **Invariant:** no mark is lost or moves on its page; identities of marks stay. The first part keeps the identity and
//! the number of the document. What comes of a document that is still to be looked through is so too.
//! **Absent:** the new source files, which the engine makes from the old ones.

use super::EditError;
use super::remarks;
use crate::model::dossier::Dossier;
use crate::model::dossier::document::{Document, RejectedPlace, Role, SourceRef};
use crate::model::dossier::ids::DocumentId;
use crate::model::dossier::intake::Intake;
use std::sync::Arc;

impl Dossier {
    /// Splits before page `at` (from 0); `sources` are the files of the two parts.
    pub(super) fn split(
        &mut self,
        id: DocumentId,
        at: usize,
        sources: &[SourceRef; 2],
    ) -> Result<(), EditError> {
        let place = self.place_of(id)?;
        let whole = self.documents.get(place).ok_or(EditError::NoSuchDocument)?;
        let [first, second] = sources;
        let fits =
            first.pages.len() == at && first.pages.len() + second.pages.len() == whole.pages();
        if at == 0 || second.pages.is_empty() || !fits {
            return Err(EditError::NoSuchPage);
        }
        let new = DocumentId(self.next_document);
        let mut rest = Document {
            id: new,
            number: self.next_number(&whole.group, whole.role),
            source: Some(Arc::new(second.clone())),
            publication_title: None,
            judgement: None,
            aside: None,
            grounds: Vec::new(),
            remark: String::new(),
            finished: whole
                .finished
                .iter()
                .filter(|p| **p >= at)
                .map(|p| p - at)
                .collect(),
            ..(**whole).clone()
        };
        rest.intake = whole
            .intake
            .as_ref()
            .map(|i| i.on_pages(|p| p.checked_sub(at)));
        rest.work_title = format!("{} (vanaf pagina {})", whole.work_title, at + 1);
        rest.marks = moved(whole, |page| page.checked_sub(at));
        rest.rejected = moved_places(whole, |page| page.checked_sub(at));
        rest.remarks = remarks::moved(whole, |page| page.checked_sub(at));
        let document = self.document_mut(id)?;
        document.marks.retain(|m| m.mark.page < at);
        document.finished.retain(|page| *page < at);
        document.rejected.retain(|place| place.page < at);
        document.remarks.retain(|remark| remark.page < at);
        let first_pages = |page: usize| (page < at).then_some(page);
        document.intake = document.intake.as_ref().map(|i| i.on_pages(first_pages));
        document.source = Some(Arc::new(first.clone()));
        self.next_document += 1;
        self.documents.insert(place + 1, Arc::new(rest));
        Ok(())
    }

    /// Joins documents into the first of them; `source` is the file of all their pages in order.
    pub(super) fn join(
        &mut self,
        documents: &[DocumentId],
        source: &SourceRef,
    ) -> Result<(), EditError> {
        let parts: Option<Vec<Arc<Document>>> = documents
            .iter()
            .map(|id| self.document(*id).cloned())
            .collect();
        let parts = parts.ok_or(EditError::NoSuchDocument)?;
        let pages: usize = parts.iter().map(|d| d.pages()).sum();
        let named_once = documents
            .iter()
            .all(|id| documents.iter().filter(|o| *o == id).count() == 1);
        if parts.len() < 2 || !named_once || parts.iter().any(|d| d.source.is_none()) {
            return Err(EditError::NothingToJoin);
        }
        if pages != source.pages.len() {
            return Err(EditError::NoSuchPage);
        }
        let (mut marks, mut finished, mut before) = (Vec::new(), Vec::new(), 0);
        let (mut rejected, mut remarks) = (Vec::new(), Vec::new());
        let to_look_through = parts.iter().any(|part| part.to_look_through);
        let mut intake: Option<Intake> = None;
        for part in &parts {
            marks.extend(moved(part, |page| Some(page + before)));
            rejected.extend(moved_places(part, |page| Some(page + before)));
            remarks.extend(remarks::moved(part, |page| Some(page + before)));
            finished.extend(part.finished.iter().map(|page| page + before));
            if let Some(found) = &part.intake {
                let placed = found.on_pages(|page| Some(page + before));
                intake = Some(
                    intake
                        .take()
                        .map_or(placed.clone(), |known| known.with(placed)),
                );
            }
            before += part.pages();
        }
        let [first, others @ ..] = documents else {
            return Err(EditError::NothingToJoin);
        };
        let document = self.document_mut(*first)?;
        document.marks = marks;
        document.rejected = rejected;
        document.remarks = remarks;
        document.finished = finished.into_iter().collect();
        document.intake = intake;
        document.to_look_through = to_look_through;
        document.source = Some(Arc::new(source.clone()));
        self.documents.retain(|d| !others.contains(&d.id));
        Ok(())
    }

    /// Moves documents before another, or to the end, in the order in which they stand; they take its group.
    pub(super) fn move_before(
        &mut self,
        documents: &[DocumentId],
        before: Option<DocumentId>,
    ) -> Result<(), EditError> {
        let target = before.map(|id| self.document(id).cloned().ok_or(EditError::NoSuchDocument));
        let target = target.transpose()?;
        if documents.iter().any(|id| self.document(*id).is_none()) {
            return Err(EditError::NoSuchDocument);
        }
        if before.is_some_and(|id| documents.contains(&id)) {
            return Ok(());
        }
        let (mut moving, mut staying): (Vec<_>, Vec<_>) = std::mem::take(&mut self.documents)
            .into_iter()
            .partition(|d| documents.contains(&d.id));
        if let Some(target) = target.filter(|t| t.role == Role::Stuk) {
            for document in moving.iter_mut().filter(|d| d.group != target.group) {
                Arc::make_mut(document).group.clone_from(&target.group);
            }
        }
        let end = staying.len();
        let place = before
            .and_then(|id| staying.iter().position(|d| d.id == id))
            .unwrap_or(end);
        staying.splice(place..place, moving);
        self.documents = staying;
        Ok(())
    }

    fn place_of(&self, id: DocumentId) -> Result<usize, EditError> {
        let place = self.documents.iter().position(|d| d.id == id);
        place.ok_or(EditError::NoSuchDocument)
    }
}

/// The marks of a document on other pages; those without a new page stay behind.
fn moved(
    document: &Document,
    page: impl Fn(usize) -> Option<usize>,
) -> Vec<Arc<crate::model::dossier::document::OwnedMark>> {
    let on_new_page = document.marks.iter().filter_map(|owned| {
        let mut owned = (**owned).clone();
        owned.mark.page = page(owned.mark.page)?;
        Some(Arc::new(owned))
    });
    on_new_page.collect()
}

/// The places of a document where suggestions were rejected, on other pages.
fn moved_places(document: &Document, page: impl Fn(usize) -> Option<usize>) -> Vec<RejectedPlace> {
    let on_new_page = document.rejected.iter().filter_map(|place| {
        let page = page(place.page)?;
        Some(RejectedPlace { page, ..*place })
    });
    on_new_page.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dossier::sha256::Sha256;
    use crate::model::edit::tests::{draw, small};
    use crate::model::edit::{Edit, NewDocument};
    use crate::model::page::geometry::PageSize;
    use proptest::prelude::*;

    fn source(pages: usize) -> SourceRef {
        let size = PageSize {
            width: 595.0,
            height: 842.0,
        };
        SourceRef {
            sha256: Sha256::of([pages as u8; 32]),
            size: 1,
            pages: vec![size; pages],
            encrypted: false,
        }
    }

    proptest! {
        #[test]
        fn splitting_and_joining_again_keeps_every_mark_on_its_page(
            at in 1..3_usize,
            pages in prop::collection::vec(0..3_usize, 0..12),
        ) {
            let marked = pages.iter().fold(small(), |dossier, page| {
                dossier.after(&draw(*page, 10.0)).unwrap()
            });
            let split = Edit::SplitDocument {
                document: DocumentId(0),
                at,
                sources: Box::new([source(at), source(3 - at)]),
            };
            let parts = marked.after(&split).unwrap();
            prop_assert_eq!(parts.marks(), marked.marks());
            prop_assert_eq!(parts.documents[1].number.as_str(), "1b");
            let join = Edit::JoinDocuments {
                documents: parts.documents.iter().map(|d| d.id).collect(),
                source: source(3),
            };
            let joined = parts.after(&join).unwrap();
            let places = |d: &Dossier| {
                let mut all: Vec<_> = d.documents[0].marks.iter().map(|m| (m.id, m.mark.page)).collect();
                all.sort();
                all
            };
            prop_assert_eq!(places(&joined), places(&marked));
        }
    }

    #[test]
    fn what_comes_of_a_document_that_is_to_be_looked_through_is_so_too() {
        let waits = |dossier: &Dossier| -> Vec<bool> {
            dossier
                .documents
                .iter()
                .map(|d| d.to_look_through)
                .collect()
        };
        let new = NewDocument {
            source: Some(source(3)),
            to_look_through: true,
            ..NewDocument::default()
        };
        let documents = vec![new];
        let dossier = small().after(&Edit::AddDocuments { documents }).unwrap();
        let split = Edit::SplitDocument {
            document: DocumentId(1),
            at: 1,
            sources: Box::new([source(1), source(2)]),
        };
        let parts = dossier.after(&split).unwrap();
        assert_eq!(waits(&parts), [false, true, true]);
        let join = |first: u32, other: u32, pages| Edit::JoinDocuments {
            documents: vec![DocumentId(first), DocumentId(other)],
            source: source(pages),
        };
        assert_eq!(waits(&parts.after(&join(0, 2, 5)).unwrap()), [true, true]);
    }

    #[test]
    fn what_cannot_be_split_or_joined_is_refused() {
        let dossier = small();
        let split = |at, first, second| {
            dossier.after(&Edit::SplitDocument {
                document: DocumentId(0),
                at,
                sources: Box::new([source(first), source(second)]),
            })
        };
        assert_eq!(split(0, 0, 3), Err(EditError::NoSuchPage));
        assert_eq!(split(2, 1, 2), Err(EditError::NoSuchPage));
        let alone = Edit::JoinDocuments {
            documents: vec![DocumentId(0)],
            source: source(3),
        };
        assert_eq!(dossier.after(&alone), Err(EditError::NothingToJoin));
    }
}
