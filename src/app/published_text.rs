//! The text of the page at hand after the export, made beside the window and kept until the page or its document
//! changes.
//!
//! **Invariant:** one page at a time: what is being drawn is finished first.

use super::open_dossier::OpenDossier;
use super::outcome::{Outcome, PageNow, Tasks};
use crate::clock;
use crate::engine::{Engine, EngineError};
use crate::export::document::{DocumentPlan, Source};
use crate::export::text_after::text_after;
use crate::jobs::{Job, SourceFile};
use crate::store;
use crate::ui::text_view::{self, Reading};
use crate::ui::viewing::Viewing;
use crate::writer::FileFacts;

/// The page at hand.
fn at_hand(open: &OpenDossier, viewing: &Viewing) -> Option<PageNow> {
    Some(PageNow {
        document: viewing.current(open.now())?.clone(),
        page: viewing.page,
        notation: open.now().facts.notation,
    })
}

/// What was read last, and of which page; no text when that failed.
#[derive(Default)]
pub struct PublishedText {
    read: Option<(PageNow, Option<String>)>,
}

impl PublishedText {
    /// Has the page at hand read, when its text is what is shown and is not known.
    pub fn keep_up(&self, open: &OpenDossier, viewing: &Viewing, tasks: &mut Tasks) {
        let asked = at_hand(open, viewing).filter(|_| viewing.mode.as_text);
        let Some(asked) = asked.filter(|asked| !self.is_known(asked)) else {
            return;
        };
        let Some(source) = open.source_of(&asked.document) else {
            return;
        };
        if !tasks.is_running(Job::ReadPublished) {
            let page = asked.clone();
            tasks.start(
                Job::ReadPublished,
                move |engine, _| read(engine, &source, &page),
                move |lines| Outcome::PublishedRead(asked.clone(), lines),
            );
        }
    }

    pub fn take(&mut self, asked: PageNow, lines: Option<Result<String, EngineError>>) {
        self.read = Some((asked, lines.and_then(Result::ok)));
    }

    fn is_known(&self, asked: &PageNow) -> bool {
        let known = self.read.as_ref();
        known.is_some_and(|(known, _)| known.is(asked))
    }

    /// What there is to show of the page at hand.
    pub fn reading(&self, open: &OpenDossier, viewing: &Viewing) -> Reading<'_> {
        let asked = at_hand(open, viewing);
        let is_known = asked.is_some_and(|asked| self.is_known(&asked));
        match self.read.as_ref().filter(|_| is_known) {
            Some((_, Some(lines))) => Reading::Lines(lines),
            Some((_, None)) => Reading::Failed,
            None => Reading::Working,
        }
    }
}

fn read(engine: &Engine, source: &SourceFile, asked: &PageNow) -> Result<String, EngineError> {
    let bytes = store::read_source_at(&source.path).map_err(EngineError::Read)?;
    let source = Source {
        bytes: bytes.into(),
        password: source.password.clone(),
    };
    let plan = DocumentPlan {
        number: None,
        marks: asked.document.marks.iter().map(|m| &m.mark).collect(),
        notation: asked.notation,
        facts: FileFacts {
            title: String::new(),
            language: "nl-NL".to_owned(),
            date: clock::today(),
        },
    };
    let text = text_after(engine, &source, &plan, asked.page)?;
    Ok(text_view::lines(&text))
}
