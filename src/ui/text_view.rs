//! The text of a page as a program will read it after the export, line by line.
//!
//! **Absent:** making it; what is shown was read from written bytes.

use super::theme;
use crate::i18n::{Lang, Text};
use crate::model::text::PageText;
use egui::{Label, ScrollArea, Ui};

/// What there is to show of a page.
pub enum Reading<'a> {
    /// It is being drawn and read.
    Working,
    Failed,
    Lines(&'a str),
}

/// Draws the text of a page, from 0.
pub fn show(ui: &mut Ui, page: usize, reading: &Reading<'_>, lang: Lang) {
    let frame = egui::Frame::NONE.inner_margin(theme::GRID * 4.0);
    frame.show(ui, |ui| {
        let page_name = lang.fill(Text::ThumbnailPage, &[&(page + 1)]);
        let title = format!("{} · {page_name}", lang.text(Text::TextViewBanner));
        ui.label(theme::bold(title));
        ui.separator();
        let area = ScrollArea::both().id_salt(("text", page));
        area.auto_shrink([false, false])
            .show(ui, |ui| match reading {
                Reading::Working => ui.label(lang.text(Text::TextViewWorking)),
                Reading::Failed => ui.label(lang.text(Text::TextViewFailed)),
                Reading::Lines("") => ui.label(lang.text(Text::TextViewNone)),
                Reading::Lines(lines) => ui.add(Label::new(*lines).selectable(true).extend()),
            });
    });
}

/// The words of a page, those that follow each other at one height on one line.
pub fn lines(text: &PageText) -> String {
    let mut out = String::new();
    let mut before: Option<(f64, f64)> = None;
    for index in 0..text.words.len() {
        let Some(bounds) = PageText::bounds(text.word(index)) else {
            continue;
        };
        let (top, bottom) = (bounds.top(), bounds.bottom());
        match before {
            Some((a, b)) if top < b && a < bottom => out.push(' '),
            Some(_) => out.push('\n'),
            None => {}
        }
        before = Some((top, bottom));
        out.push_str(&text.word_text(index));
    }
    out
}
