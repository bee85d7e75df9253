//! How long the detectors take for a page of text.

use crate::pdf_maker::{PdfMaker, lines};
use lakwerk::engine::Engine;
use lakwerk::find::suggest::{Memory, PageClaims, Rules};
use std::time::Instant;

/// Pages that are read.
const PAGES: usize = 5000;
const TEXT: [&str; 8] = [
    "Op 3 mei 2024 heeft de heer J.P. van den Berg gebeld over de vergunning.",
    "Volgens mevrouw Zwartveld is de brief naar Kerkstraat 12a, 1234 AB Ede gestuurd.",
    "De gemeente heeft het bezwaar ontvangen en in behandeling genomen op grond van artikel 6.",
    "Zij is te bereiken op 06-12345678 of a.zwartveld@mailhuis.nl; BSN 111222333.",
    "Het college van burgemeester en wethouders besluit conform het advies van de commissie.",
    "De kosten bedragen 1.200 euro en komen ten laste van het budget Openbare Ruimte.",
    "Afgesproken is dat Berg contact opneemt met de aannemer over de planning van de werken.",
    "De voorzitter sluit de vergadering om 21.30 uur en dankt allen voor hun komst.",
];

pub fn measure(engine: &Engine) {
    let mut maker = PdfMaker::new();
    let text: Vec<&str> = TEXT.iter().cycle().take(48).copied().collect();
    maker.page(lines(&text), "/MediaBox[0 -600 700 300]");
    let mut reader = engine.open(maker.build().into(), None).unwrap();
    let page = reader.text(0).unwrap();
    // The lists are unpacked once.
    PageClaims::of(&page);
    let start = Instant::now();
    let pages: Vec<PageClaims> = (0..PAGES).map(|_| PageClaims::of(&page)).collect();
    let memory = Memory::of(pages.iter(), Rules::default());
    let found: usize = pages.iter().map(|r| r.suggestions(&memory).len()).sum();
    println!(
        "suggestions of {PAGES} pages: {:.2} ms a page of {} words (goal 2), {} found on it",
        super::milliseconds(start.elapsed()) / PAGES as f64,
        page.words.len(),
        found / PAGES
    );
}
