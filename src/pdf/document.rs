//! An open PDF, and what is kept of it while pages are asked about.
//!
//! **Absent:** the answers: text, pictures and looks have files of their own, each with what a document says of them.

use super::known::Known;
use super::letters::Glyphs;
use super::library::{LibraryError, pdfium};
use super::second_reading::SecondReading;
use crate::model::page::geometry::PageSize;
use pdfium_render::prelude::*;
use std::cell::{OnceCell, RefCell};

/// Why a file cannot be read as a PDF.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
pub enum OpenError {
    #[error("the file is encrypted and the password is missing or wrong")]
    Password,
    #[error("the file is empty")]
    Empty,
    #[error("the file is not a PDF")]
    NotAPdf,
    #[error("the file is damaged beyond reading")]
    Damaged,
    #[error("the file is encrypted in a way that is not supported")]
    Security,
    #[error("the file has no pages")]
    NoPages,
    #[error("the file has more than {0} pages")]
    TooManyPages(usize),
    /// The page, from 1.
    #[error("page {0} is larger than {LARGEST_PAGE} points")]
    PageTooLarge(usize),
    #[error("PDFium is not available")]
    Library,
}

impl From<LibraryError> for OpenError {
    fn from(_: LibraryError) -> Self {
        Self::Library
    }
}

/// The largest number of pages in one document.
pub const MAX_PAGES: usize = 10_000;
/// The longest side of a page in points (ISO 32000-1 Annex C). What stands on a larger one is too small in any picture
/// of the whole page to be compared, so that it could get lost unseen.
pub const LARGEST_PAGE: f64 = 14_400.0;
/// A PDF says so within this many bytes (ISO 32000-1 Annex H.3, note 13).
const HEADER_WITHIN: usize = 1024;

/// An open PDF.
pub struct Document {
    /// The page that was used last: loading a page parses all of it, and one page is asked many things in a row. It
    /// comes first, since it must be closed before the document.
    last: RefCell<Option<(usize, PdfPage<'static>)>>,
    pdf: PdfDocument<'static>,
    bytes: &'static [u8],
    user_units: OnceCell<Vec<f64>>,
    /// As a reader has it that is not PDFium, from the first time on that somebody asks; `None` when it cannot.
    parsed: OnceCell<Option<hayro_syntax::Pdf>>,
    /// Read for what its glyphs say, from the first page on of which the text is asked.
    glyphs: OnceCell<Option<Glyphs>>,
    password: Option<String>,
    second: SecondReading,
    /// What is known of the page that was asked about last: drawing it again and comparing ask the same of it.
    known: RefCell<Known>,
}

impl Document {
    /// Opens a PDF from memory.
    ///
    /// # Errors
    /// See [`OpenError`]. A file that has only an owner password opens without one.
    pub fn open(bytes: &'static [u8], password: Option<&str>) -> Result<Self, OpenError> {
        let pdf = pdfium()?.load_pdf_from_byte_slice(bytes, password);
        let pdf = pdf.map_err(|error| open_error(error, bytes))?;
        let document = Self::with(pdf, bytes, password)?;
        let is_too_large =
            |size: &PageSize| !(size.width <= LARGEST_PAGE && size.height <= LARGEST_PAGE);
        match document.page_sizes().iter().position(is_too_large) {
            Some(page) => Err(OpenError::PageTooLarge(page + 1)),
            None => Ok(document),
        }
    }

    /// Opens a PDF that was made in this process and goes with the document. Nobody asks for its units.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub fn open_own(bytes: Vec<u8>) -> Result<Self, OpenError> {
        let pdf = pdfium()?.load_pdf_from_byte_vec(bytes, None);
        Self::with(pdf.map_err(|error| open_error(error, &[]))?, &[], None)
    }

    fn with(
        pdf: PdfDocument<'static>,
        bytes: &'static [u8],
        password: Option<&str>,
    ) -> Result<Self, OpenError> {
        let pages = usize::try_from(pdf.pages().len()).unwrap_or(0);
        match pages {
            0 => Err(OpenError::NoPages),
            n if n > MAX_PAGES => Err(OpenError::TooManyPages(MAX_PAGES)),
            _ => Ok(Self {
                last: RefCell::new(None),
                pdf,
                bytes,
                user_units: OnceCell::new(),
                parsed: OnceCell::new(),
                glyphs: OnceCell::new(),
                password: password.map(str::to_owned),
                second: SecondReading::new(bytes, password),
                known: RefCell::default(),
            }),
        }
    }

    /// The displayed size of every page; a page that cannot be read counts as empty (0 × 0).
    pub fn page_sizes(&self) -> Vec<PageSize> {
        let pages = self.pdf.pages();
        (0..pages.len())
            .map(|index| match pages.page_size(index) {
                Ok(rect) => PageSize {
                    width: f64::from(rect.width().value),
                    height: f64::from(rect.height().value),
                },
                Err(_) => PageSize {
                    width: 0.0,
                    height: 0.0,
                },
            })
            .collect()
    }

    /// The displayed size of a page; `None` when it cannot be read.
    pub(super) fn page_size(&self, page: usize) -> Option<PageSize> {
        let rect = self.pdf.pages().page_size(i32::try_from(page).ok()?).ok()?;
        Some(PageSize {
            width: f64::from(rect.width().value),
            height: f64::from(rect.height().value),
        })
    }

    /// Points per unit of a page (ISO 32000-1 §14.11.2); 1 where the file does not say or is encrypted.
    pub fn user_unit(&self, page: usize) -> f64 {
        let read = || self.parsed().map(user_units).unwrap_or_default();
        let units = self.user_units.get_or_init(read);
        units.get(page).copied().unwrap_or(1.0)
    }

    pub(super) fn pdf(&self) -> &PdfDocument<'static> {
        &self.pdf
    }

    /// The bytes of the file; none for one that was made in this process.
    pub(super) fn bytes(&self) -> &'static [u8] {
        self.bytes
    }

    /// The file as a reader has it that is not PDFium; `None` when it cannot be read without a password.
    pub(super) fn parsed(&self) -> Option<&hayro_syntax::Pdf> {
        let read = || hayro_syntax::Pdf::new(std::sync::Arc::new(self.bytes)).ok();
        self.parsed.get_or_init(read).as_ref()
    }

    /// What is known of a page; of any other page it is forgotten.
    pub(super) fn known<T>(&self, page: usize, ask: impl FnOnce(&mut Known) -> T) -> T {
        let mut known = self.known.borrow_mut();
        if known.page != page {
            *known = Known {
                page,
                ..Known::default()
            };
        }
        ask(&mut known)
    }

    /// A reading of its own of the file; none of one that was made in this process, which has no replacement texts.
    pub(super) fn glyphs(&self) -> Option<&Glyphs> {
        let open = || Glyphs::open(self.bytes.into(), self.password.as_deref());
        let made_here = self.bytes.is_empty();
        (!made_here).then(|| self.glyphs.get_or_init(open).as_ref())?
    }

    /// Another reading of the file, which nobody is shown and which may be changed.
    pub(super) fn second(&self) -> &SecondReading {
        &self.second
    }

    /// Calls `ask` with a page; `None` when the page cannot be loaded.
    pub(super) fn with_page<T>(
        &self,
        index: usize,
        ask: impl FnOnce(&PdfPage<'static>) -> Option<T>,
    ) -> Option<T> {
        let mut last = self.last.borrow_mut();
        if last.as_ref().is_none_or(|(loaded, _)| *loaded != index) {
            *last = None;
            let page = self.pdf.pages().get(i32::try_from(index).ok()?).ok()?;
            *last = Some((index, page));
        }
        last.as_ref().and_then(|(_, page)| ask(page))
    }
}

fn user_units(pdf: &hayro_syntax::Pdf) -> Vec<f64> {
    let unit = |page: &hayro_syntax::page::Page<'_>| page.raw().get::<f32>("UserUnit");
    let units = pdf
        .pages()
        .iter()
        .map(|page| unit(page).map_or(1.0, f64::from));
    units.map(|unit| unit.clamp(0.01, 1_000_000.0)).collect()
}

fn open_error(error: PdfiumError, bytes: &[u8]) -> OpenError {
    match error {
        PdfiumError::PdfiumLibraryInternalError(PdfiumInternalError::PasswordError) => {
            OpenError::Password
        }
        PdfiumError::PdfiumLibraryInternalError(PdfiumInternalError::SecurityError) => {
            OpenError::Security
        }
        _ if bytes.is_empty() => OpenError::Empty,
        _ => {
            let head = bytes.get(..HEADER_WITHIN).unwrap_or(bytes);
            match head.windows(5).any(|found| found == b"%PDF-") {
                true => OpenError::Damaged,
                false => OpenError::NotAPdf,
            }
        }
    }
}
