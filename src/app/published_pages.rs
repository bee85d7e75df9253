//! Pages as they will be published, made beside the window and kept until what is on them changes.
//!
//! **Invariant:** one page at a time is made: what is being drawn is finished first. A page is made and asked as the export
//! does it, so that one which goes out as a picture is shown as that. Words are read from the pictures of a page only for
//! who looks at its text, since that takes seconds.

use super::open_dossier::OpenDossier;
use super::outcome::{Outcome, PageNow, PublishedPage, Tasks};
use crate::clock;
use crate::engine::Engine;
use crate::export::document::{DocumentPlan, Source, page_after};
use crate::export::progress::{DocumentError, Progress};
use crate::i18n::{Lang, Text};
use crate::jobs::scans::{self, Installed};
use crate::jobs::{Job, SourceFile};
use crate::model::dossier::day;
use crate::model::dossier::document::{Judgement, SetAside};
use crate::ui::page::text_view::{self, Reading};
use crate::ui::viewing::Viewing;
use crate::writer::FileFacts;
use std::collections::VecDeque;
use std::ffi::OsString;

/// Pages that are kept.
const MAX_PAGES: usize = 24;

/// The pages that were made, the last first; nothing in the place of one that cannot be.
#[derive(Default)]
pub struct PublishedPages {
    known: VecDeque<(PageNow, Option<PublishedPage>)>,
    /// How many were begun: each file is known by its number.
    begun: usize,
}

impl PublishedPages {
    /// Has the pages made that are looked at as they will be published and are not known; `programs` is where the program
    /// that reads pictures is looked for.
    pub fn keep_up(
        &mut self,
        open: &OpenDossier,
        viewing: &Viewing,
        programs: Option<&OsString>,
        tasks: &mut Tasks,
    ) {
        if tasks.is_running(Job::MakePublished) {
            return;
        }
        let wanted = wanted(viewing).into_iter();
        let wanted = wanted.filter_map(|page| page_now(open, viewing, page));
        let mut missing = wanted.filter(|asked| self.page(asked).is_none());
        let Some(asked) = missing.next() else {
            return;
        };
        let source = viewing.current(open.now());
        let Some(source) = source.and_then(|document| open.source_of(document)) else {
            return;
        };
        self.begun += 1;
        let (page, key) = (asked.clone(), format!("as published {}", self.begun));
        let programs = programs.filter(|_| asked.is_read).cloned();
        tasks.start(
            Job::MakePublished,
            move |engine, reporter| {
                let reading = programs.map(|path| scans::installed_in(engine, &path));
                made(engine, &source, (&page, reading.as_ref()), key, reporter)
            },
            move |page| Outcome::PublishedMade(asked.clone(), page),
        );
    }

    pub fn take(&mut self, asked: PageNow, page: Option<Result<PublishedPage, DocumentError>>) {
        self.known.push_front((asked, page.and_then(Result::ok)));
        self.known.truncate(MAX_PAGES);
    }

    /// What was made of a page as it is now.
    fn page(&self, asked: &PageNow) -> Option<&Option<PublishedPage>> {
        let mut known = self.known.iter().filter(|(known, _)| known == asked);
        known.next().map(|(_, page)| page)
    }

    /// The file of a page, from 0, of the document at hand, when it was made as it is now.
    pub fn file(&self, open: &OpenDossier, viewing: &Viewing, page: usize) -> Option<SourceFile> {
        let asked = page_now(open, viewing, page)?;
        let page = self.page(&asked)?.as_ref()?;
        Some(page.file.clone())
    }

    /// What text there is to show of the page at hand.
    pub fn reading(&self, open: &OpenDossier, viewing: &Viewing) -> Reading<'_> {
        let asked = page_now(open, viewing, viewing.page);
        match asked.and_then(|asked| self.page(&asked)) {
            Some(Some(page)) => Reading::Lines(&page.lines),
            Some(None) => Reading::Failed,
            None => Reading::Working,
        }
    }
}

/// That the document at hand is not published as it is now judged, and why; `None` where it is.
pub fn why_not(open: &OpenDossier, viewing: &Viewing, lang: Lang) -> Option<String> {
    let document = viewing.current(open.now())?;
    let is_deferred = document.is_deferred(&clock::today());
    if document.is_exported() && !is_deferred {
        return None;
    }
    let until = day::shown(document.deferred_until.as_deref().unwrap_or_default());
    let why = match (document.aside, document.judged()) {
        (Some(SetAside::EarlierRefused), _) => lang.text(Text::AsideRefused).to_owned(),
        (Some(SetAside::OutOfScope), _) => lang.text(Text::AsideScope).to_owned(),
        (Some(SetAside::DuplicateOf { document }), _) => {
            let of = open.now().document(document);
            lang.fill(
                Text::AsideDuplicate,
                &[&of.map_or("?", |d| d.number.as_str())],
            )
        }
        (None, None) => lang.text(Text::NotJudged).to_owned(),
        (None, Some(judgement)) if is_deferred && judgement != Judgement::NietOpenbaar => {
            lang.fill(Text::DeferredUntil, &[&until])
        }
        (None, Some(Judgement::Openbaar | Judgement::DeelsOpenbaar)) => {
            lang.text(Text::FileNotSupplied).to_owned()
        }
        (None, Some(judgement)) => judgement.name().to_owned(),
    };
    Some(lang.fill(Text::NotPublishedFor, &[&why]))
}

/// The pages, from 0, that are looked at as they will be published, the page at hand first.
fn wanted(viewing: &Viewing) -> Vec<usize> {
    let mode = viewing.mode;
    let mut pages = Vec::new();
    if mode.as_text || mode.preview || mode.side_by_side {
        pages.push(viewing.page);
    }
    if mode.preview || mode.side_by_side {
        pages.extend(&viewing.on_screen);
    }
    pages
}

/// A page of the document at hand as it is now.
fn page_now(open: &OpenDossier, viewing: &Viewing, page: usize) -> Option<PageNow> {
    let document = viewing.current(open.now())?;
    Some(PageNow {
        source: document.source.as_ref()?.sha256.to_string(),
        page: Some(page).filter(|page| *page < document.pages())?,
        marks: document.marks_on(page).cloned().collect(),
        notation: open.now().facts.notation,
        is_read: viewing.mode.as_text,
    })
}

fn made(
    engine: &Engine,
    source: &SourceFile,
    (asked, reading): (&PageNow, Option<&Installed>),
    key: String,
    progress: &dyn Progress,
) -> Result<PublishedPage, DocumentError> {
    let unread = DocumentError::Source;
    let source = Source {
        bytes: source.read().map_err(unread)?,
        password: source.password.clone(),
    };
    let plan = DocumentPlan {
        number: None,
        marks: asked.marks.iter().map(|owned| &owned.mark).collect(),
        notation: asked.notation,
        facts: FileFacts {
            title: String::new(),
            language: "nl-NL".to_owned(),
            date: clock::today(),
        },
        reading,
    };
    let bytes = page_after(engine, &source, &plan, asked.page, progress)?;
    let written = engine.open(bytes.clone(), None);
    let text = written.and_then(|mut written| written.text(asked.page));
    let text = text.map_err(unread)?;
    Ok(PublishedPage {
        file: SourceFile::in_memory(key, bytes),
        lines: text_view::lines(&text),
    })
}
