//! The judgement of documents in which something comes to be covered.
//!
//! **Invariant:** what a person judged open and then covers in part is no longer open: the judgement follows the marks
//! again, in the same step.

use super::{Change, Edit};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::{DocumentId, Judgement};

impl Dossier {
    /// The edit with what it means for the judgement of documents, and those whose judgement it changes.
    pub fn with_judgement(&self, edit: Edit) -> (Edit, Vec<DocumentId>) {
        let mut marked = Vec::new();
        take_marked(&edit, &mut marked);
        let is_open = |id: &DocumentId| {
            let document = self.document(*id);
            document.is_some_and(|d| d.judgement == Some(Judgement::Openbaar))
        };
        marked.retain(is_open);
        marked.sort_unstable();
        marked.dedup();
        if marked.is_empty() {
            return (edit, marked);
        }
        let judged = Edit::ChangeDocuments {
            documents: marked.clone(),
            change: Change::Judgement(None),
        };
        let edits = vec![edit, judged];
        (Edit::Together { edits }, marked)
    }
}

impl Edit {
    /// Whether it makes marks, with or without what that means for a judgement.
    pub fn makes_marks(&self) -> bool {
        match self {
            Self::AddMarks { .. } => true,
            Self::Together { edits } => edits.first().is_some_and(Self::makes_marks),
            _ => false,
        }
    }
}

/// The documents in which an edit makes marks.
fn take_marked(edit: &Edit, marked: &mut Vec<DocumentId>) {
    match edit {
        Edit::AddMarks { marks, .. } => marked.extend(marks.iter().map(|new| new.document)),
        Edit::Together { edits } => edits.iter().for_each(|edit| take_marked(edit, marked)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dossier::document::SourceRef;
    use crate::model::dossier::mark::Mark;
    use crate::model::dossier::sha256::Sha256;
    use crate::model::edit::{NewDocument, NewMark};
    use crate::model::page::geometry::{PageRect, PageSize};

    fn dossier() -> Dossier {
        let size = PageSize {
            width: 200.0,
            height: 200.0,
        };
        let source = SourceRef {
            pages: vec![size],
            sha256: Sha256::of([0; 32]),
            size: 0,
            encrypted: false,
        };
        let document = NewDocument {
            source: Some(source),
            ..NewDocument::default()
        };
        let documents = vec![document.clone(), document];
        let dossier = Dossier::default().after(&Edit::AddDocuments { documents });
        dossier.unwrap()
    }

    #[test]
    fn what_is_judged_open_and_then_covered_in_part_is_no_longer_open() {
        let open = dossier().after(&Edit::ChangeDocuments {
            documents: vec![DocumentId(0)],
            change: Change::Judgement(Some(Judgement::Openbaar)),
        });
        let open = open.unwrap();
        let mark = |document| NewMark {
            document: DocumentId(document),
            mark: Mark {
                page: 0,
                areas: vec![PageRect::new(1.0, 1.0, 9.0, 9.0).unwrap()],
                grounds: Vec::new(),
                note: String::new(),
                free: true,
            },
        };
        let marks = |of: &[u32]| Edit::AddMarks {
            marks: of.iter().map(|document| mark(*document)).collect(),
            author: "a".into(),
        };
        let (edit, judged) = open.with_judgement(marks(&[0, 1, 0]));
        assert_eq!(judged, [DocumentId(0)]);
        assert!(edit.makes_marks());
        let after = open.after(&edit).unwrap();
        let judgements = after.documents.iter().map(|d| d.judged());
        let part = Some(Judgement::DeelsOpenbaar);
        assert_eq!(judgements.collect::<Vec<_>>(), [part, part]);
        // Where nobody judged it open, the edit is what it was.
        let (edit, judged) = open.with_judgement(marks(&[1]));
        assert_eq!((edit, judged), (marks(&[1]), Vec::new()));
    }
}
