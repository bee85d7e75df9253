//! A second reading of a file, which nobody is shown, so that it may be changed.

use super::library::pdfium;
use pdfium_render::prelude::*;
use std::cell::OnceCell;

/// The second reading of a file; opened when the first page with annotations is asked for.
pub(super) struct SecondReading {
    bytes: &'static [u8],
    password: Option<String>,
    pdf: OnceCell<Option<PdfDocument<'static>>>,
}

impl SecondReading {
    pub(super) fn new(bytes: &'static [u8], password: Option<&str>) -> Self {
        Self {
            bytes,
            password: password.map(str::to_owned),
            pdf: OnceCell::new(),
        }
    }

    /// `None` when it cannot be read.
    pub(super) fn pdf(&self) -> Option<&PdfDocument<'static>> {
        let open = || {
            let password = self.password.as_deref();
            let pdf = pdfium()
                .ok()?
                .load_pdf_from_byte_slice(self.bytes, password);
            pdf.ok()
        };
        self.pdf.get_or_init(open).as_ref()
    }
}
