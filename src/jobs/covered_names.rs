//! The names of persons that marks of a dossier cover, as lines for a register or for a list of the office.
//!
//! **Invariant:** marks keep no words: the names are read anew from the sources, and handed to who asked for them.
//! **Absent:** keeping them, which a person decides.

use super::SourceFile;
use super::suggest::{self, Proposal};
use crate::engine::Engine;
use crate::export::progress::Progress;
use crate::find::suggest::{Kind, ListLine, OfficeList, Rules};
use crate::model::dossier::document::{Document, OwnedMark};
use crate::model::ground::Ground;
use crate::model::page::geometry::PageRect;
use std::sync::Arc;

/// A name of which less than this part is covered is not hidden.
const WHOLE: f64 = 0.9;

/// Who is covered, each once, with the ground of the first mark where one was chosen; documents that cannot be read are
/// passed over. Nobody where it was stopped.
pub fn covered(
    engine: &Engine,
    documents: &[(Arc<Document>, SourceFile)],
    rules: Rules,
    progress: &dyn Progress,
) -> OfficeList {
    let bare = documents.iter().map(|(document, source)| {
        let bare = Document {
            marks: Vec::new(),
            rejected: Vec::new(),
            ..(**document).clone()
        };
        (Arc::new(bare), source.clone())
    });
    let bare: Vec<(Arc<Document>, SourceFile)> = bare.collect();
    let proposed = suggest::propose(engine, &bare, rules, progress);
    let mut found = OfficeList::default();
    for (document, source) in documents {
        let of_document = proposed
            .proposals
            .iter()
            .filter(|p| p.document == document.id);
        let persons = of_document.filter(|p| p.kind == Kind::Person);
        let (hidden, grounds): (Vec<&Proposal>, Vec<Option<Ground>>) = persons
            .filter_map(|p| Some((p, hidden_on(document, p)?)))
            .unzip();
        let Ok(names) = suggest::texts(engine, source, &hidden) else {
            continue;
        };
        let lines = names.iter().zip(grounds).filter_map(|(name, ground)| {
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            ListLine {
                ground,
                ..ListLine::hidden(&name)
            }
            .checked()
        });
        found.take_in(OfficeList {
            lines: lines.collect(),
        });
    }
    found
}

/// The first ground of the mark that covers what was proposed; `None` where it is not covered whole.
fn hidden_on(document: &Document, proposal: &Proposal) -> Option<Option<Ground>> {
    let covers = |area: &PageRect| {
        let is_in = |owned: &&Arc<OwnedMark>| {
            let mut areas = owned.mark.areas.iter();
            areas.any(|mark| area.share_in(mark) > WHOLE)
        };
        document.marks_on(proposal.page).find(is_in)
    };
    let marks: Option<Vec<_>> = proposal.areas.iter().map(covers).collect();
    Some(marks?.first()?.mark.grounds.first().cloned())
}
