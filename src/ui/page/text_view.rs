//! The text of a page as a program will read it after the export, line by line.
//!
//! **Absent:** making it; what is shown was read from written bytes.

use crate::i18n::{Lang, Text};
use crate::model::page::geometry::PageRect;
use crate::model::page::text::PageText;
use crate::ui::widgets::{components, tokens};
use egui::{Label, ScrollArea, Ui};

/// What there is to show of a page.
pub enum Reading<'a> {
    /// It is being drawn and read.
    Working,
    Failed,
    Lines(&'a str),
}

/// Draws the text of a page, from 0; `not_published` says why it will not go out.
pub fn show(
    ui: &mut Ui,
    (page, not_published): (usize, Option<&str>),
    reading: &Reading<'_>,
    lang: Lang,
) {
    // Behind the pages nothing is painted.
    let frame = egui::Frame::NONE
        .fill(ui.visuals().panel_fill)
        .inner_margin(tokens::GRID * 4.0);
    frame.show(ui, |ui| {
        let page_name = lang.fill(Text::ThumbnailPage, &[&(page + 1)]);
        let banner = not_published.unwrap_or(lang.text(Text::TextViewBanner));
        let title = format!("{banner} · {page_name}");
        ui.label(components::bold(title));
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

/// A word this near behind a line, in its heights, belongs to it: a label stands in the middle of its area.
const REACH: f64 = 5.0;

/// The words of a page in the order of the file, those that follow each other at one height on one line. What comes
/// later and stands in a gap of a line, or behind it, is put there: the labels are written last.
pub fn lines(text: &PageText) -> String {
    let mut lines: Vec<(PageRect, Vec<(f64, String)>)> = Vec::new();
    for index in 0..text.words.len() {
        let Some(bounds) = PageText::bounds(text.word(index)) else {
            continue;
        };
        let word = (bounds.left(), text.word_text(index));
        let goes_on = |line: &PageRect| is_level(line, &bounds) && bounds.right() > line.right();
        let follows = lines.last().is_some_and(|(line, _)| goes_on(line));
        let number = if follows {
            lines.len().checked_sub(1)
        } else {
            lines.iter().position(|(line, _)| has_room(line, &bounds))
        };
        match number.and_then(|number| lines.get_mut(number)) {
            Some((line, words)) => {
                *line = line.union(&bounds);
                words.push(word);
            }
            None => lines.push((bounds, vec![word])),
        }
    }
    let line = |(_, mut words): (PageRect, Vec<(f64, String)>)| {
        words.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        let words: Vec<String> = words.into_iter().map(|(_, word)| word).collect();
        words.join(" ")
    };
    lines.into_iter().map(line).collect::<Vec<_>>().join("\n")
}

fn is_level(line: &PageRect, word: &PageRect) -> bool {
    let common = line.bottom().min(word.bottom()) - line.top().max(word.top());
    common > 0.5 * line.height().min(word.height())
}

fn has_room(line: &PageRect, word: &PageRect) -> bool {
    let after = line.right() + REACH * line.height();
    is_level(line, word) && word.left() > line.left() && word.left() < after
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::page::geometry::PagePoint;
    use crate::model::page::text::PageChar;

    #[test]
    fn a_label_stands_in_its_line_and_a_column_apart() {
        let words = [
            ("heer", 10.0, 10.0),
            (",", 80.0, 10.0),
            ("uw", 10.0, 30.0),
            ("naast", 200.0, 10.5),
            ("5.1.2e", 45.0, 11.0),
        ];
        let (mut chars, mut breaks) = (Vec::new(), Vec::new());
        for (word, left, top) in words {
            breaks.push(chars.len());
            for (n, text) in word.chars().enumerate() {
                let left = left + 5.0 * n as f64;
                let ink = PageRect::new(left, top, left + 4.0, top + 10.0).unwrap();
                chars.push(PageChar {
                    origin: PagePoint::new(left, top + 10.0),
                    ..PageChar::drawn(text, ink)
                });
            }
        }
        let text = PageText::new(chars, &breaks);
        assert_eq!(lines(&text), "heer 5.1.2e ,\nuw\nnaast");
    }
}
