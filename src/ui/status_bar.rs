//! The line below the pages: where the reader is, what kind of text the page has, how much is left to do.

use super::Intent;
use super::panels::overview::CheckCounts;
use super::widgets::{components, icons, tokens};
use crate::command::Action;
use crate::i18n::{Lang, Text};
use crate::jobs::{Job, Underway};
use crate::model::dossier::Dossier;
use crate::model::page::text::PageText;
use egui::{Role, Ui, WidgetInfo};

/// How wide the bar is that shows how far something is, in points.
const BAR: f32 = 90.0;
/// A window less wide, in points, gets two lines.
const NARROW: f32 = 900.0;

/// Where the reader is.
pub struct PageLine<'a> {
    /// From 0.
    pub page: usize,
    pub pages: usize,
    /// Screen points per page point.
    pub zoom: f64,
    pub text: Option<&'a PageText>,
}

/// What the bar shows.
pub struct Totals<'a> {
    /// Where the reader is; `None` where there are no pages.
    pub line: Option<PageLine<'a>>,
    /// What was last done.
    pub message: &'a str,
    /// What is under way: it is told instead, with the way to stop it.
    pub underway: Option<&'a Underway>,
    /// What goes on beside that: looking through documents, or reading scans.
    pub beside: Option<&'a Underway>,
    pub dossier: &'a Dossier,
    pub found: CheckCounts,
    /// Suggestions that are open.
    pub suggestions: usize,
}

/// Draws the place, what is done or was last done, the totals and the way to the export.
pub fn show(ui: &mut Ui, totals: &Totals<'_>, lang: Lang, intents: &mut Vec<Intent>) {
    let right = egui::Layout::right_to_left(egui::Align::Center);
    let left = egui::Layout::left_to_right(egui::Align::Center);
    let total = |ui: &mut Ui, intents: &mut Vec<Intent>| {
        totals_ui(ui, totals, lang, intents);
    };
    let place = |ui: &mut Ui, intents: &mut Vec<Intent>| {
        place_ui(ui, totals, lang, intents);
    };
    let size = egui::vec2(ui.available_width(), tokens::CONTROL + tokens::GRID);
    if is_short(ui) {
        // What was last done stood over the pages.
        ui.allocate_ui_with_layout(size, right, |ui| {
            totals_ui(ui, totals, lang, intents);
            ui.with_layout(left, |ui| short_place_ui(ui, totals, lang, intents));
        });
        return;
    }
    if size.x < NARROW {
        ui.allocate_ui_with_layout(size, left, |ui| place(ui, intents));
        ui.allocate_ui_with_layout(size, right, |ui| total(ui, intents));
        return;
    }
    ui.allocate_ui_with_layout(size, right, |ui| {
        total(ui, intents);
        // The message takes what is left, and is cut off there.
        ui.with_layout(left, |ui| place(ui, intents));
    });
}

/// Whether one short line is all there is room for.
fn is_short(ui: &Ui) -> bool {
    ui.ctx().content_rect().width() < NARROW && components::is_low(ui.ctx())
}

/// Where the reader is, or what is done now and the way to stop it.
fn short_place_ui(ui: &mut Ui, totals: &Totals<'_>, lang: Lang, intents: &mut Vec<Intent>) {
    ui.shrink_clip_rect(ui.max_rect());
    if let Some(line) = &totals.line {
        ui.label(lang.fill(Text::PageOf, &[&(line.page + 1), &line.pages]));
    }
    if let Some(underway) = totals.underway.or(totals.beside) {
        if underway.is_stopping {
            ui.label(lang.text(Text::Stopping));
        } else if underway.job != Job::LookThrough && ui.button(lang.text(Text::Stop)).clicked() {
            intents.push(Intent::Stop(underway.job));
        }
        ui.add(egui::Label::new(told(underway, lang)).truncate());
    } else if let Some(line) = &totals.line {
        ui.label(lang.text(text_badge(line.text)));
    }
}

/// Where the reader is, and what is done or was last done.
fn place_ui(ui: &mut Ui, totals: &Totals<'_>, lang: Lang, intents: &mut Vec<Intent>) {
    // What does not fit is cut off, and lies over nothing.
    ui.shrink_clip_rect(ui.max_rect());
    let underway = totals.underway;
    let told = underway.map(|underway| told(underway, lang));
    let message = told.as_deref().unwrap_or(totals.message);
    if let Some(line) = &totals.line {
        ui.label(lang.fill(Text::PageOf, &[&(line.page + 1), &line.pages]));
        ui.label(format!("{:.0} %", line.zoom * 100.0));
        ui.label(lang.text(text_badge(line.text)));
        if !message.is_empty() {
            ui.separator();
        }
    }
    match underway {
        Some(underway) if underway.is_stopping => {
            ui.label(lang.text(Text::Stopping));
        }
        Some(underway) if ui.button(lang.text(Text::Stop)).clicked() => {
            intents.push(Intent::Stop(underway.job));
        }
        Some(_) | None => {}
    }
    if let Some(share) = underway.and_then(share) {
        let bar = components::progress(ui, share, Some(BAR));
        bar.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, message));
    }
    // Two jobs do not fit beside the totals: the one that was asked for is told.
    if let Some(beside) = totals.beside.filter(|_| underway.is_none()) {
        beside_ui(ui, beside, lang, intents);
    }
    if !message.is_empty() {
        ui.add(egui::Label::new(message).truncate());
    }
}

/// How much of it is done, where that is known.
fn share(underway: &Underway) -> Option<f32> {
    let status = &underway.status;
    let part = status.pages_done as f32 / status.pages.max(1) as f32;
    let done = status.subjects_done as f32 + part.min(1.0);
    match (underway.job, status.subjects) {
        (_, 0) => None,
        (Job::Repeat, _) => Some(part.min(1.0)),
        (_, subjects) => Some((done / subjects as f32).min(1.0)),
    }
}

/// How far it is, and the way to stop reading scans. Nothing goes out before it was looked through, so that is not stopped.
fn beside_ui(ui: &mut Ui, beside: &Underway, lang: Lang, intents: &mut Vec<Intent>) {
    if beside.job == Job::LookThrough {
        ui.label(told(beside, lang));
        return;
    }
    let (nth, pages) = (beside.status.pages_done + 1, beside.status.pages);
    ui.label(lang.fill(Text::ScansReading, &[&nth, &pages]));
    let stop = components::ghost(ui, lang.text(Text::ScansStop));
    if ui.add(stop).clicked() {
        intents.push(Intent::Stop(beside.job));
    }
}

/// How far something is that is under way.
pub fn told(underway: &Underway, lang: Lang) -> String {
    let status = &underway.status;
    let nth = (status.subjects_done + 1).min(status.subjects);
    let (subject, subjects) = (&status.subject, status.subjects);
    let (done, pages) = (status.pages_done, status.pages);
    match underway.job {
        Job::Export => lang.fill(Text::ExportShort, &[subject, &nth, &subjects]),
        Job::Import if subjects == 0 => lang.text(Text::ImportBegins).to_owned(),
        Job::ProposeFacts | Job::CoveredNames => {
            lang.fill(Text::FactsReading, &[subject, &nth, &subjects])
        }
        Job::LookThrough if pages > 1 => lang.fill(
            Text::LookingPage,
            &[subject, &nth, &subjects, &done, &pages],
        ),
        Job::LookThrough => lang.fill(Text::Looking, &[subject, &nth, &subjects]),
        Job::Repeat => lang.fill(Text::RepeatRunning, &[&done, &pages]),
        Job::Carry => lang.fill(Text::CarryRunning, &[subject]),
        _ if pages > 1 => lang.fill(
            Text::ImportingPage,
            &[subject, &nth, &subjects, &done, &pages],
        ),
        _ => lang.fill(Text::Importing, &[subject, &nth, &subjects]),
    }
}

/// The totals and the way out, from the right.
fn totals_ui(ui: &mut Ui, totals: &Totals<'_>, lang: Lang, intents: &mut Vec<Intent>) {
    let Totals { dossier, found, .. } = totals;
    let export = components::primary(ui, lang.text(Text::ActionExport));
    if ui.add(export).clicked() {
        intents.push(Intent::Do(Action::Export));
    }
    // Icons leave room for the counts.
    let is_short = is_short(ui);
    let check = lang.text(Text::ActionCheck);
    let check = match is_short {
        true => components::icon_button(ui, icons::CHECK, check, false),
        false => ui.button(check),
    };
    if check.clicked() {
        intents.push(Intent::Do(Action::Check));
    }
    if totals.suggestions > 0 {
        let text = lang.fill(Text::SuggestTotals, &[&totals.suggestions]);
        let look = match is_short {
            true => components::icon_button(ui, icons::SUGGESTIONS, &text, false),
            false => ui.add(components::ghost(ui, text)),
        };
        if look.clicked() {
            intents.push(Intent::Do(Action::Suggestions));
        }
    }
    let documents = dossier.documents.iter();
    let open: usize = documents.map(|d| d.pages() - d.finished.len()).sum();
    let mut text = lang.fill(Text::Totals, &[&dossier.marks(), &open]);
    if found.is_known {
        text = lang.fill(
            Text::TotalsFound,
            &[&text, &(found.blocking + found.warnings)],
        );
    }
    if found.is_known && !found.is_fresh {
        // More may come of the texts.
        text.push('…');
    }
    let response = ui.add(egui::Label::new(text).truncate());
    if found.is_known && !found.is_fresh {
        response.on_hover_text(lang.text(Text::CheckOld));
    }
}

/// Real text, the invisible text of a scan, or none: what can be searched, and what a drag can hold on to.
fn text_badge(text: Option<&PageText>) -> Text {
    match text {
        None => Text::TextUnknown,
        Some(text) if text.words.is_empty() => Text::TextNone,
        Some(text) if text.is_from_picture() => Text::TextFromPicture,
        Some(text) if text.chars.iter().all(|c| c.invisible || c.is_blank()) => Text::TextHidden,
        Some(_) => Text::TextReal,
    }
}
