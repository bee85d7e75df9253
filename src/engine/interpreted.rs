//! A source as the interpreter reads it, and a copy of it for files that only PDFium can read.
//!
//! **Invariant:** a page is drawn from the copy only where the interpreter cannot read it in the file itself; whichever it
//! was, the page is compared with the source before it is believed.
//! **Absent:** judgement of what was drawn.

use crate::model::geometry::PageRect;
use crate::redact::vector::{Drawing, PageFacts, Reason, Source};
use std::cell::{OnceCell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};

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

    fn page(
        &self,
        draw: impl FnOnce(&Source) -> Result<Drawing, Reason>,
    ) -> Result<Drawing, Reason> {
        let mut source = self.source.borrow_mut();
        let open = source.get_or_insert_with(|| Source::open(self.bytes, self.password.as_deref()));
        let open = open.as_ref().ok_or(Reason::Interpreter)?;
        // A panic over one page leaves the interpreter's caches in doubt, so that they are made anew.
        catch_unwind(AssertUnwindSafe(|| draw(open))).unwrap_or_else(|_panic| {
            *source = None;
            Err(Reason::Interpreter)
        })
    }
}

/// A source file for the interpreter.
pub struct Interpreted {
    file: File,
    copy: OnceCell<Option<File>>,
}

impl Interpreted {
    pub fn new(bytes: &'static [u8], password: Option<&str>) -> Self {
        Self {
            file: File::new(bytes, password),
            copy: OnceCell::new(),
        }
    }

    /// Draws a page again; `copied` writes the same pages as a sound file without encryption.
    ///
    /// # Errors
    /// As [`Source::page`], and [`Reason::Interpreter`] when neither file can be read.
    pub fn page(
        &self,
        page: usize,
        facts: &PageFacts<'_>,
        [areas, beneath]: [&[PageRect]; 2],
        copied: impl FnOnce() -> Option<Vec<u8>>,
    ) -> Result<Drawing, Reason> {
        let draw = |source: &Source| source.page(page, facts, areas, beneath);
        let drawn = self.file.page(draw);
        if !matches!(drawn, Err(Reason::Interpreter)) || self.file.bytes.len() > LARGEST_COPY {
            return drawn;
        }
        let copy = || Some(File::new(Vec::leak(copied()?), None));
        match self.copy.get_or_init(copy) {
            Some(copy) => copy.page(draw),
            None => drawn,
        }
    }
}
