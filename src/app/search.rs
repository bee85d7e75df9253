//! Searching the dossier: texts are read one source after the other, hits are gone to and marked.
//!
//! **Invariant:** all hits that were ticked become one edit, and so one step of undo.

use super::covered_hits::CoveredHits;
use super::feedback::Feedback;
use super::open_dossier::OpenDossier;
use super::outcome::{Outcome, Tasks};
use crate::engine::EngineError;
use crate::error::Kind;
use crate::i18n::{Lang, Text};
use crate::jobs::Job;
use crate::jobs::search::{self, Hit, MarkJob, MarkedHits, SourceText};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::MarkId;
use crate::model::edit::Edit;
use crate::model::gesture::snap;
use crate::model::ground::Ground;
use crate::ui::page::page_facts::PageFacts;
use crate::ui::panels::find_panel::{FindPanel, Texts};
use crate::ui::viewing::Viewing;
use std::collections::{BTreeSet, HashSet};

/// What was read for searching, and where to go.
#[derive(Default)]
pub struct Search {
    /// Texts of sources.
    pub texts: Texts,
    /// A hit whose page was gone to and whose line is not known yet.
    pub jump: Option<Hit>,
    /// Hits that marks cover already.
    pub covered: CoveredHits,
}

impl Search {
    /// Goes on with the next source that was not read.
    pub fn keep_up(&self, open: &OpenDossier, tasks: &mut Tasks) {
        if tasks.is_running(Job::ReadText) {
            return;
        }
        let unread = open.now().documents.iter().find_map(|document| {
            let is_known = self
                .texts
                .contains_key(document.source.as_ref()?.sha256.as_str());
            let source = (!is_known).then(|| open.source_of(document)).flatten();
            source.map(|source| (document.number.to_string(), source))
        });
        if let Some((number, source)) = unread {
            let key = source.key.clone();
            tasks.start(
                Job::ReadText,
                move |engine, reporter| search::read_text(engine, &source, &number, reporter),
                move |text| Outcome::TextRead(key.clone(), text),
            );
        }
    }

    pub fn take(&mut self, sha256: String, text: Option<Result<SourceText, EngineError>>) {
        self.texts.insert(sha256, text.and_then(Result::ok));
    }

    /// What was read of a source no longer holds.
    pub fn forget(&mut self, sha256: &str) {
        self.texts.remove(sha256);
    }

    /// Goes to the line of a hit whose page was gone to, once the text of the page is there.
    pub fn finish_jump(
        &mut self,
        find: &FindPanel,
        facts: &mut PageFacts,
        open: &OpenDossier,
        viewing: &mut Viewing,
    ) {
        let Some(hit) = self.jump else { return };
        let Some(document) = open.now().document(hit.document) else {
            return;
        };
        let source = open.source_of(document);
        let text = source.and_then(|s| facts.text(&s, hit.page));
        let (Some(text), Some(query)) = (text, find.query()) else {
            return;
        };
        self.jump = None;
        let top = query
            .places(&text)
            .get(hit.nth)
            .and_then(|(first, _)| text.chars.get(*first))
            .map(|c| c.ink.top());
        if let Some(top) = top {
            viewing.show_place(document, hit.page, top);
        }
    }
}

/// What is being read or marked.
pub fn busy(search: &Search, dossier: &Dossier, tasks: &Tasks, lang: Lang) -> Option<String> {
    let told = |text, job, done: Option<(usize, usize)>| {
        let status = tasks.underway(&[job])?.status;
        let (done, all) = done.unwrap_or((status.subjects_done, status.subjects));
        let nth = (done + 1).min(all);
        Some(lang.fill(text, &[&status.subject, &nth, &all]))
    };
    // Each source is read by itself: how many there are only the dossier tells.
    let sources = dossier.documents.iter().filter_map(|d| d.source.as_ref());
    let sources: HashSet<&str> = sources.map(|source| source.sha256.as_str()).collect();
    let is_read = |sha256: &&&str| search.texts.contains_key(**sha256);
    let read = (sources.iter().filter(is_read).count(), sources.len());
    told(Text::FindReading, Job::ReadText, Some(read))
        .or_else(|| told(Text::FindMarking, Job::MarkHits, None))
}

/// Has the panel look for what a mark covers.
pub fn look_everywhere(
    mark: MarkId,
    open: &OpenDossier,
    facts: &mut PageFacts,
    find: &mut FindPanel,
    feedback: &mut Feedback,
) {
    let Some((document, owned)) = open.now().mark(mark) else {
        return;
    };
    let source = open.source_of(document);
    let text = source.and_then(|s| facts.text(&s, owned.mark.page));
    match text.map(|text| snap::covered_line(&text, &owned.mark.areas)) {
        Some(line) if !line.is_empty() => find.look_for(line),
        _ => feedback.say(Text::FindNoWords),
    }
}

/// Marks hits with these grounds.
pub fn mark_hits(
    hits: &[Hit],
    grounds: &[Ground],
    open: &OpenDossier,
    find: &FindPanel,
    tasks: &mut Tasks,
) {
    let Some(query) = find.query().cloned() else {
        return;
    };
    let meant: BTreeSet<_> = hits.iter().map(|hit| hit.document).collect();
    let documents = meant.into_iter().filter_map(|id| {
        let document = open.now().document(id)?.clone();
        let source = open.source_of(&document)?;
        let own: Vec<Hit> = hits.iter().copied().filter(|h| h.document == id).collect();
        Some((document, source, own))
    });
    let job = MarkJob {
        query,
        documents: documents.collect(),
        grounds: grounds.to_vec(),
    };
    tasks.start(
        Job::MarkHits,
        move |engine, reporter| search::mark(engine, &job, reporter),
        Outcome::HitsMarked,
    );
}

/// Takes in the marks of hits.
pub fn take_marked(made: Option<MarkedHits>, open: &mut OpenDossier, feedback: &mut Feedback) {
    let made = made.unwrap_or_default();
    let (count, covered) = (made.marks.len(), made.covered);
    let edit = Edit::AddMarks {
        marks: made.marks,
        author: open.account().to_owned(),
    };
    if made.stopped || (count > 0 && !open.edit(edit, feedback)) {
        return;
    }
    feedback.say_with(Text::FindMarked, &[&count]);
    feedback.count_too(&[
        (Text::FindMarkedAlready, covered),
        (Text::FindMarkedUnseen, made.unplaced),
    ]);
    if !made.unread.is_empty() {
        let numbers = made.unread.join(", ");
        feedback.warn(Kind::Source, Text::FindUnread, &[&numbers]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::progress::Progress;
    use crate::jobs::search::SourceText;
    use crate::model::dossier::document::SourceRef;
    use crate::model::dossier::sha256::Sha256;
    use crate::model::edit::NewDocument;

    #[test]
    fn reading_tells_which_document_of_how_many() {
        let document = |first: u8| NewDocument {
            source: Some(SourceRef {
                pages: Vec::new(),
                sha256: Sha256::of([first; 32]),
                size: 0,
                encrypted: false,
            }),
            ..NewDocument::default()
        };
        // The last is the same file as the first.
        let documents = [1, 2, 3, 1].map(document).to_vec();
        let dossier = Dossier::default().after(&Edit::AddDocuments { documents });
        let mut search = Search::default();
        search.take(
            Sha256::of([1; 32]).to_string(),
            Some(Ok(SourceText::default())),
        );
        let engine = crate::engine::Engine::new("unused".into());
        let mut tasks = Tasks::new(engine, std::sync::Arc::new(|| {}));
        let (sender, told) = std::sync::mpsc::channel();
        tasks.start(
            Job::ReadText,
            move |_, reporter| {
                reporter.subject("1b", 0, 1);
                sender.send(()).unwrap();
                while !reporter.is_cancelled() {
                    std::thread::yield_now();
                }
            },
            |_| Outcome::LookedThrough(None),
        );
        told.recv().unwrap();
        let said = busy(&search, &dossier.unwrap(), &tasks, Lang::Dutch);
        assert_eq!(said.unwrap(), "Lezen: document 1b (2 van 3)");
    }
}
