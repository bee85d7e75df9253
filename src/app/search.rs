//! Searching the dossier at the desk: texts are read one source after the other, hits are gone to and marked.
//!
//! **Invariant:** all hits that were ticked become one edit, and so one step of undo.

use super::desk::{Desk, Pending};
use super::tools::Tools;
use crate::i18n::{Lang, Text};
use crate::jobs::search::{self, Hit, MarkJob, MarkedHits};
use crate::jobs::task::{Look, Task};
use crate::model::edit::Edit;
use crate::model::geometry::PageRect;
use crate::model::snap;
use crate::model::text::PageText;
use crate::ui::Place;
use crate::ui::find_panel::Searched;
use crate::ui::palette::Palette;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Desk {
    /// Takes what was read and goes on with the next source, as long as the panel is open.
    pub(super) fn go_on_searching(&mut self, tools: &mut Tools) {
        if let Some((sha256, task)) = &self.reading {
            let read = match task.look() {
                Look::Running => return,
                Look::Done(read) => read.ok(),
                Look::Broken => None,
            };
            self.texts.insert(sha256.clone(), read);
            self.reading = None;
        }
        if !self.finds {
            return;
        }
        let dossier = self.dossier().clone();
        let unread = dossier.documents.iter().find_map(|document| {
            let is_known = self.texts.contains_key(&document.source.as_ref()?.sha256);
            let source = (!is_known).then(|| self.source_of(document)).flatten();
            source.map(|source| (document.number.clone(), source))
        });
        if let Some((number, source)) = unread {
            let engine = tools.engine.clone();
            let key = source.key.clone();
            let task = Task::start(tools.wake.clone(), move |reporter| {
                search::read_text(&engine, &source, &number, reporter)
            });
            self.reading = Some((key, task));
        }
    }

    /// What the panel searches.
    pub(super) fn searched<'a>(
        &'a self,
        dossier: &'a Arc<crate::model::dossier::Dossier>,
        lang: Lang,
    ) -> Searched<'a> {
        let told = |text, subject: &str| lang.fill(text, &[&subject]);
        let reading = self.reading.as_ref().map(|(_, task)| task.status());
        let marking = self.marking.as_ref().map(|task| task.status());
        Searched {
            dossier,
            current: self.current,
            texts: &self.texts,
            busy: reading
                .map(|status| told(Text::FindReading, &status.subject))
                .or_else(|| marking.map(|status| told(Text::FindMarking, &status.subject))),
            can_edit: self.can_edit(),
            lang,
        }
    }

    /// Looks everywhere for what the selected mark covers.
    pub(super) fn look_everywhere(&mut self, tools: &mut Tools) {
        self.open_find();
        let dossier = self.dossier().clone();
        let selected = self.selected.iter().next().and_then(|id| {
            let of =
                |d: &Arc<crate::model::document::Document>| Some((d.clone(), d.mark(*id)?.clone()));
            dossier.documents.iter().find_map(of)
        });
        let Some((document, owned)) = selected else {
            return;
        };
        let source = self.source_of(&document);
        let text = source.and_then(|s| tools.facts.text(&s, owned.mark.page));
        match text.map(|text| snap::covered_line(&text, &owned.mark.areas)) {
            Some(line) if !line.is_empty() => self.find.look_for(line),
            _ => tools
                .lang
                .text(Text::FindNoWords)
                .clone_into(&mut self.message),
        }
    }

    /// Goes to the page of a hit now, and to its line once the text of the page is there.
    pub(super) fn go_to_hit(&mut self, hit: Hit) {
        self.go_to(Place {
            document: hit.document,
            page: Some(hit.page),
            mark: None,
        });
        self.find.at = Some(hit);
        self.jump = Some(hit);
    }

    pub(super) fn finish_jump(&mut self, tools: &mut Tools) {
        let Some(hit) = self.jump else { return };
        let document = self.dossier().document(hit.document).cloned();
        let source = document.and_then(|d| self.source_of(&d));
        let text = source.and_then(|s| tools.facts.text(&s, hit.page));
        let (Some(text), Some(query)) = (text, self.find.query()) else {
            return;
        };
        self.jump = None;
        let top = query
            .places(&text)
            .get(hit.nth)
            .and_then(|(first, _)| text.chars.get(*first))
            .map(|c| c.ink.top());
        if let (Some(top), Some((view, layout))) = (top, self.view(hit.document)) {
            view.show_place(hit.page, top, layout);
        }
    }

    /// The hits on a page, each as the lines it takes; and whether it is the one that was gone to.
    pub(super) fn hits_on(&self, page: usize, text: &PageText) -> Vec<(Vec<PageRect>, bool)> {
        let Some(query) = self.find.query().filter(|_| self.finds) else {
            return Vec::new();
        };
        let at = self
            .find
            .at
            .filter(|hit| Some(hit.document) == self.current && hit.page == page);
        let lines = |(first, end): (usize, usize)| {
            let words = text.words.iter().filter_map(move |(start, stop)| {
                let part = ((*start).max(first), (*stop).min(end));
                (part.0 < part.1).then_some(part)
            });
            words
                .filter_map(|(a, b)| PageText::bounds(text.chars.get(a..b)?))
                .collect()
        };
        let places = query.places(text).into_iter().enumerate();
        places
            .map(|(nth, place)| (lines(place), at.is_some_and(|hit| hit.nth == nth)))
            .collect()
    }

    /// Marks hits with the ground at hand; without one the palette asks for it first.
    pub(super) fn mark_hits(&mut self, hits: Vec<Hit>, tools: &mut Tools) {
        if self.choice.is_empty() {
            self.pending = Some(Pending::Hits(hits));
            self.palette = Some(Palette::new(self.favourites(), true));
            return;
        }
        let Some(query) = self.find.query().cloned() else {
            return;
        };
        let dossier = self.dossier().clone();
        let meant: BTreeSet<_> = hits.iter().map(|hit| hit.document).collect();
        let documents = meant.into_iter().filter_map(|id| {
            let document = dossier.document(id)?.clone();
            let source = self.source_of(&document)?;
            let own: Vec<Hit> = hits.iter().copied().filter(|h| h.document == id).collect();
            Some((document, source, own))
        });
        let job = MarkJob {
            query,
            documents: documents.collect(),
            grounds: self.choice.clone(),
        };
        let engine = tools.engine.clone();
        self.marking = Some(Task::start(tools.wake.clone(), move |reporter| {
            search::mark(&engine, &job, reporter)
        }));
    }

    pub(super) fn take_marked(&mut self, lang: Lang) {
        let made = match self.marking.as_ref().map(Task::look) {
            Some(Look::Done(made)) => made,
            Some(Look::Broken) => MarkedHits::default(),
            Some(Look::Running) | None => return,
        };
        self.marking = None;
        let (count, covered) = (made.marks.len(), made.covered);
        let edit = Edit::AddMarks {
            marks: made.marks,
            author: self.account.clone(),
        };
        if made.stopped || (count > 0 && !self.edit(edit, lang)) {
            return;
        }
        self.message = lang.fill(Text::FindMarked, &[&count, &covered]);
        if !made.unread.is_empty() {
            let numbers = made.unread.join(", ");
            let text = lang.fill(Text::FindUnread, &[&numbers]);
            let notice = crate::error::Notice::new(crate::error::Kind::Source, text);
            self.notices.push(notice);
        }
    }
}
