//! The handbook as a PDF that is tagged as what it is.

use super::{Block, Chapter, picture, text_of};
use crate::model::page::pixels::Pixels;
use crate::writer::flow::{Flow, Paper, Row};
use crate::writer::{Claim, FileFacts};

/// The bytes; keys come with what they mean.
pub fn write(title: &str, keys: &[(String, &'static str)], today: &str) -> Vec<u8> {
    let mut paper = Flow::new(Paper::Portrait);
    for (nth, chapter) in Chapter::ALL.into_iter().enumerate() {
        if nth > 0 {
            paper.new_page();
        }
        for block in chapter.blocks() {
            block_on(&mut paper, &block, keys);
        }
    }
    let facts = FileFacts {
        title: title.to_owned(),
        language: "nl-NL".to_owned(),
        date: today.to_owned(),
    };
    paper.finish(&facts, Claim::PdfAAndUa, |page, of| {
        format!("{title}  {page} / {of}")
    })
}

fn block_on(paper: &mut Flow, block: &Block, keys: &[(String, &'static str)]) {
    match block {
        Block::Heading(level, text) => paper.heading(*level, text),
        Block::Paragraph(spans) => paper.paragraph(&text_of(spans)),
        Block::Item(spans) => paper.item(&text_of(spans)),
        Block::Picture { name, alt } => {
            if let Some(pixels) = pixels(name) {
                paper.picture(&pixels, alt);
            }
        }
        Block::Keys => {
            let rows = keys.iter().map(|(key, meaning)| Row {
                cells: vec![key.clone(), (*meaning).to_owned()],
                bold: false,
            });
            let head = ["Toets".to_owned(), "Betekenis".to_owned()];
            paper.table(&head, &[0.3, 0.7], &rows.collect::<Vec<_>>());
        }
    }
}

/// A picture of the window, read.
pub fn pixels(name: &str) -> Option<Pixels> {
    let read = image::load_from_memory(picture(name)?).ok()?.to_rgb8();
    Pixels::new(
        read.width() as usize,
        read.height() as usize,
        read.into_raw(),
    )
}
