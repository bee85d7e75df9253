//! The letters of standard fonts, each page in one of them, to hold against what a picture shows.
//!
//! **Invariant:** the fonts come with PDFium, so that a page is judged alike on every machine.
//! **Absent:** judging.

use super::document::Document;
use super::library::pdfium;
use pdfium_render::prelude::*;

/// In points.
const SIZE: f32 = 20.0;
const APART: f32 = 40.0;
const COLUMNS: usize = 16;
/// Rows of letters on a page; more letters than fit are left out.
const ROWS: usize = 14;
/// The commonest of the standard fonts (ISO 32000-1 §9.6.2.2), the commonest first.
const FONTS: [PdfFontBuiltin; 6] = [
    PdfFontBuiltin::Helvetica,
    PdfFontBuiltin::TimesRoman,
    PdfFontBuiltin::HelveticaBold,
    PdfFontBuiltin::TimesBold,
    PdfFontBuiltin::Courier,
    PdfFontBuiltin::TimesItalic,
];

/// A document with a page for each font; `None` when PDFium cannot make it.
pub fn specimen(letters: &str) -> Option<Document> {
    let mut file = pdfium().ok()?.create_new_pdf().ok()?;
    let side = |cells: usize| PdfPoints::new(APART * (cells + 1) as f32);
    let height = side(ROWS);
    for built_in in FONTS {
        let font = file.fonts_mut().new_built_in(built_in);
        let paper = PdfPagePaperSize::Custom(side(COLUMNS), height);
        let mut page = file.pages_mut().create_page_at_end(paper).ok()?;
        for (number, letter) in letters.chars().take(COLUMNS * ROWS).enumerate() {
            let x = PdfPoints::new(APART * (number % COLUMNS) as f32 + APART / 2.0);
            let y = height - side(number / COLUMNS);
            let size = PdfPoints::new(SIZE);
            let objects = page.objects_mut();
            objects
                .create_text_object(x, y, letter.to_string(), font, size)
                .ok()?;
        }
    }
    Document::open_own(file.save_to_bytes().ok()?).ok()
}
