//! A document as a row of the list: its number and title, and below these how it is judged, how far it is and how many
//! marks it has.
//!
//! **Invariant:** in a low window a row is one line, so that the list shows as many.
//! **Absent:** what a row is for; the list knows that.

use crate::i18n::{Lang, Text};
use crate::model::dossier::document::{Document, Judgement};
use crate::ui::review::stage_sign;
use crate::ui::widgets::{components, icons, tokens};
use egui::text::{LayoutJob, TextWrapping};
use egui::{Align, FontSelection, Rect, Response, RichText, Sense, TextStyle, Ui, pos2};

/// How high a row is, in points.
pub fn height(ui: &Ui) -> f32 {
    match components::is_low(ui.ctx()) {
        true => tokens::ROW,
        false => tokens::TWO_LINES,
    }
}

/// Draws the row.
pub fn show(
    ui: &mut Ui,
    (document, title): (&Document, &str),
    is_selected: bool,
    sense: Sense,
    lang: Lang,
) -> Response {
    let height = height(ui);
    let row = components::tall_row(ui, is_selected, height).sense(sense);
    let response = ui.add(row);
    if !ui.is_rect_visible(response.rect) {
        return response;
    }
    let inner = response.rect.shrink2(egui::vec2(tokens::GRID * 2.0, 0.0));
    let is_low = height == tokens::ROW;
    let line = match is_low {
        true => tokens::ROW,
        false => tokens::ROW - tokens::GRID,
    };
    let top = Rect::from_min_max(inner.min, pos2(inner.right(), inner.top() + line));
    let top = top.translate(egui::vec2(
        0.0,
        if is_low { 0.0 } else { tokens::GRID / 2.0 },
    ));
    let signs = signs(ui, document, is_low);
    let right = paint_right(ui, top, signs);
    let sign = components::icon(sign(document));
    let left = paint_left(ui, top.with_max_x(right), vec![sign]);
    let number = components::bold(format!("{}  ", document.number));
    let names = top.with_min_x(left + tokens::GRID).with_max_x(right);
    paint_left(ui, names, vec![number, RichText::new(title)]);
    if !is_low {
        let below = Rect::from_min_max(pos2(names.left(), top.bottom()), inner.max);
        second_line(
            ui,
            below.translate(egui::vec2(0.0, -tokens::GRID / 2.0)),
            document,
            lang,
        );
    }
    response
}

/// How it is judged, and at the right how far it is and how many marks it has.
fn second_line(ui: &Ui, line: Rect, document: &Document, lang: Lang) {
    let small = |text: String| components::aside(ui, text).text_style(TextStyle::Small);
    let mut right = vec![small(progress(document))];
    if !document.marks.is_empty() {
        let pen = RichText::new(icons::MARKS).font(tokens::icon_font(tokens::SMALL));
        right.push(small("   ".to_owned()));
        right.push(pen.color(tokens::palette(ui).text_2));
        right.push(small(format!(" {}", document.marks.len())));
    }
    let right = paint_right(ui, line, right);
    let judged = document.judged();
    let judgement = judged.map_or(lang.text(Text::NotJudged), Judgement::name);
    paint_left(
        ui,
        line.with_max_x(right),
        vec![small(judgement.to_owned())],
    );
}

/// That there is a remark, at which stage of the review it is, and in a row of one line how far it is.
fn signs(ui: &Ui, document: &Document, is_low: bool) -> Vec<RichText> {
    let is_remarked = document.open_remarks().next().is_some();
    let flag = is_remarked.then(|| components::flag(ui));
    let stage = stage_sign(document.review.stage).map(components::icon);
    let progress = is_low.then(|| components::aside(ui, format!(" {}", progress(document))));
    flag.into_iter().chain(stage).chain(progress).collect()
}

/// Finished pages, and all.
fn progress(document: &Document) -> String {
    format!("{}/{}", document.finished.len(), document.pages())
}

/// Texts one after the other, in the styles of the window.
fn job(ui: &Ui, texts: Vec<RichText>, width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    for text in texts {
        text.append_to(&mut job, ui.style(), FontSelection::Default, Align::Center);
    }
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    job
}

/// Paints texts from the left of a line, cut off where it ends; returns where they end.
fn paint_left(ui: &Ui, line: Rect, texts: Vec<RichText>) -> f32 {
    let galley = ui.painter().layout_job(job(ui, texts, line.width()));
    let top = line.center().y - galley.size().y / 2.0;
    let end = line.left() + galley.size().x;
    ui.painter()
        .galley(pos2(line.left(), top), galley, tokens::palette(ui).text);
    end
}

/// Paints texts at the right end of a line; returns how far what stands before them may go.
fn paint_right(ui: &Ui, line: Rect, texts: Vec<RichText>) -> f32 {
    if texts.is_empty() {
        return line.right();
    }
    let galley = ui.painter().layout_job(job(ui, texts, line.width()));
    let left = line.right() - galley.size().x;
    let top = line.center().y - galley.size().y / 2.0;
    ui.painter()
        .galley(pos2(left, top), galley, tokens::palette(ui).text);
    left - tokens::GRID * 2.0
}

/// The icon of a judgement.
fn sign(document: &Document) -> &'static str {
    match document.judged() {
        None => icons::TO_JUDGE,
        Some(Judgement::Openbaar) => icons::PUBLIC,
        Some(Judgement::DeelsOpenbaar) => icons::PARTLY,
        Some(Judgement::NietOpenbaar) => icons::NOT_PUBLIC,
        Some(Judgement::ReedsOpenbaar) => icons::PUBLIC_ALREADY,
    }
}
