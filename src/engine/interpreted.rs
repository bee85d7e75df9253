//! A source as the interpreter reads it, and two copies that PDFium makes of it: one with the appearances that PDFium
//! gives to notes and fields, and one of bare pages for a file that only PDFium can read.
//!
//! **Invariant:** a page is drawn from a copy only where the file itself lacks what the page shows, or cannot be read;
//! whichever it was, the page is compared with the source before it is believed.
//! **Absent:** judgement of what was drawn.

use crate::model::page::geometry::{PageRect, PageSize};
use crate::redact::traces::Trace;
use crate::redact::vector::{Drawing, GlyphReading, PageFacts, Reason, Source};
use std::cell::{OnceCell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

/// Bytes up to which a copy is made: it is held in memory beside the file.
const LARGEST_COPY: usize = 100_000_000;

/// One file, opened when its first page is drawn.
struct File {
    bytes: &'static [u8],
    password: Option<String>,
    /// The outer `None` before it is opened, the inner one when it cannot be.
    source: RefCell<Option<Option<Source>>>,
}

impl File {
    fn new(bytes: &'static [u8], password: Option<&str>) -> Self {
        Self {
            bytes,
            password: password.map(str::to_owned),
            source: RefCell::new(None),
        }
    }

    fn page<T>(&self, ask: impl FnOnce(&Source) -> Result<T, Reason>) -> Result<T, Reason> {
        self.with(ask).unwrap_or(Err(Reason::Interpreter))
    }

    /// `None` when the file cannot be read.
    fn with<T>(&self, ask: impl FnOnce(&Source) -> T) -> Option<T> {
        let mut source = self.source.borrow_mut();
        let open = source.get_or_insert_with(|| Source::open(self.bytes, self.password.as_deref()));
        let open = open.as_ref()?;
        let answer = catch_unwind(AssertUnwindSafe(|| ask(open))).ok();
        if answer.is_none() {
            // A panic over one page leaves the interpreter's caches in doubt, so that they are made anew.
            *source = None;
        }
        answer
    }
}

/// A source file for the interpreter.
pub struct Interpreted {
    file: File,
    /// The pages with notes or fields that have no appearance of their own.
    lacking: OnceCell<Vec<usize>>,
    /// With an appearance for each note and field that has none of its own.
    dressed: OnceCell<Option<File>>,
    /// The pages alone, in a sound file without encryption.
    bare: OnceCell<Option<File>>,
}

/// Who writes the copies, when they are needed.
pub trait Copies {
    /// The same file with an appearance for each note and field on these pages (from 0) that has none of its own.
    fn dressed(&self, pages: &[usize]) -> Option<Vec<u8>>;
    /// The pages alone, in a sound file without encryption.
    fn bare(&self) -> Option<Vec<u8>>;
}

impl Interpreted {
    pub fn new(bytes: &'static [u8], password: Option<&str>) -> Self {
        Self {
            file: File::new(bytes, password),
            lacking: OnceCell::new(),
            dressed: OnceCell::new(),
            bare: OnceCell::new(),
        }
    }

    /// As [`Source::traces`]; none of a page that the interpreter cannot read.
    pub fn traces(&self, page: usize, size: PageSize, areas: &[PageRect]) -> Vec<Trace> {
        if areas.is_empty() {
            return Vec::new();
        }
        let found = self.file.with(|source| source.traces(page, size, areas));
        found.and_then(Result::ok).unwrap_or_default()
    }

    /// Draws a page again.
    ///
    /// # Errors
    /// As [`Source::page`], and [`Reason::Interpreter`] when none of the files can be read.
    pub fn page(
        &self,
        page: usize,
        facts: &PageFacts<'_>,
        [areas, beneath]: [&[PageRect]; 2],
        copies: &impl Copies,
    ) -> Result<Drawing, Reason> {
        self.ask(page, areas, copies, |source| {
            source.page(page, facts, areas, beneath)
        })
    }

    /// Reads a page by its glyph codes.
    ///
    /// # Errors
    /// As [`Source::read`], and [`Reason::Interpreter`] when none of the files can be read.
    pub fn read(
        &self,
        page: usize,
        size: PageSize,
        copies: &impl Copies,
    ) -> Result<Rc<GlyphReading>, Reason> {
        self.ask(page, &[], copies, |source| source.read(page, size))
    }

    /// Asks about a page in the file that shows it whole.
    fn ask<T>(
        &self,
        page: usize,
        areas: &[PageRect],
        copies: &impl Copies,
        ask: impl Fn(&Source) -> Result<T, Reason>,
    ) -> Result<T, Reason> {
        let may_copy = self.file.bytes.len() <= LARGEST_COPY;
        let dressed = may_copy
            .then(|| self.dressed(page, areas, copies))
            .flatten();
        let answer = dressed.unwrap_or(&self.file).page(&ask);
        if !matches!(answer, Err(Reason::Interpreter)) || !may_copy {
            return answer;
        }
        let bare = || Some(File::new(Vec::leak(copies.bare()?), None));
        match self.bare.get_or_init(bare) {
            Some(bare) => bare.page(&ask),
            None => answer,
        }
    }

    /// The copy with appearances, where this page needs one.
    fn dressed(&self, page: usize, areas: &[PageRect], copies: &impl Copies) -> Option<&File> {
        let find = || self.file.with(Source::pages_lacking_appearances);
        let lacking = self.lacking.get_or_init(|| find().unwrap_or_default());
        lacking.binary_search(&page).ok()?;
        let wants = |source: &Source| source.wants_appearances(page, areas);
        self.file.with(wants).filter(|wants| *wants)?;
        let dress = || {
            let password = self.file.password.as_deref();
            Some(File::new(Vec::leak(copies.dressed(lacking)?), password))
        };
        self.dressed.get_or_init(dress).as_ref()
    }
}
