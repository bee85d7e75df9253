//! The export on the screen: what blocks it, where it goes, how far it is, what came of it.

use super::forms::export_form::ExportForm;
use super::page::canvas::COARSE;
use super::page::pictures::{Pictures, tiles};
use super::panels::checked::place_name;
use super::widgets::{components, form_verbs, tokens};
use super::{ExportIntent, Intent, Place};
use crate::error::Notice;
use crate::i18n::{Lang, Text};
use crate::jobs::export::Exported;
use crate::jobs::{ExportStage, PagePart, PageRequest, SourceFile, Underway};
use crate::model::page::geometry::PageSize;
use egui::{Context, ProgressBar, Ui};

/// A finding as the list shows it.
pub struct ListedFinding {
    pub text: String,
    pub place: Option<Place>,
}

/// How far the export is.
pub enum ExportView {
    Blocked(Vec<ListedFinding>),
    Proposed(Box<ExportForm>),
    Running,
    Failed(Notice),
    Done(Box<Outcome>),
}

/// A finished export.
pub struct Outcome {
    pub exported: Exported,
    /// What was left out and why, and where that can be mended.
    pub left_out: Vec<(Notice, Option<Place>)>,
    /// A published page.
    pub first: Option<FirstPage>,
}

/// The first page that was blackened, or the first at all where nothing was.
pub struct FirstPage {
    pub source: SourceFile,
    /// The number of its document.
    pub number: String,
    /// From 0.
    pub page: usize,
    pub size: PageSize,
    pub is_blackened: bool,
}

impl ExportView {
    /// What is proposed changed: what was typed and chosen stays.
    pub fn follow(&mut self, new: Self) {
        match (self, new) {
            (Self::Proposed(form), Self::Proposed(new)) => form.follow(*new),
            (old, new) => *old = new,
        }
    }

    /// Draws it over the window; returns the pictures it misses.
    pub fn show(
        &mut self,
        ctx: &Context,
        underway: Option<&Underway>,
        pictures: &mut Pictures,
        lang: Lang,
        intents: &mut Vec<Intent>,
    ) -> Vec<PageRequest> {
        let mut missing = Vec::new();
        let is_running = matches!(self, Self::Running);
        let modal = components::dialog(ctx, "export", 560.0, |ui| {
            components::title(ui, lang.text(Text::ExportTitle));
            // The form has its own way out, beside its verb.
            if let Self::Proposed(form) = self {
                return form.show(ui, lang, intents);
            }
            components::body(ui, f32::INFINITY, 1, |ui| match self {
                Self::Blocked(findings) => blocked_ui(ui, findings, lang, intents),
                Self::Proposed(_) => {}
                Self::Running => running_ui(ui, underway, lang),
                Self::Failed(notice) => {
                    ui.label(&notice.text);
                    notice.hint.iter().for_each(|hint| {
                        ui.label(hint);
                    });
                }
                Self::Done(outcome) => missing = done_ui(ui, outcome, pictures, lang, intents),
            });
            let away = if is_running {
                Text::GoOnWorking
            } else {
                Text::Close
            };
            let entered = form_verbs::entered(ui);
            ui.horizontal(|ui| {
                // First, and so with the keyboard: a second Enter stops nothing.
                if ui.button(lang.text(away)).clicked() || entered {
                    intents.push(Intent::Dismiss);
                }
                if let Some(underway) = underway.filter(|_| is_running) {
                    stop_ui(ui, underway, lang, intents);
                }
            });
        });
        if modal.should_close() {
            intents.push(Intent::Dismiss);
        }
        missing
    }
}

fn blocked_ui(ui: &mut Ui, findings: &[ListedFinding], lang: Lang, intents: &mut Vec<Intent>) {
    ui.label(lang.text(Text::ExportBlockedList));
    let height = components::list_height(ui.ctx(), 360.0);
    components::list(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for finding in findings {
            way_ui(ui, (&finding.text, None), finding.place, lang, intents);
        }
    });
}

/// A row with the way to what it is about, as in every list; what to do about it stands below.
fn way_ui(
    ui: &mut Ui,
    (text, hint): (&str, Option<&str>),
    place: Option<Place>,
    lang: Lang,
    intents: &mut Vec<Intent>,
) {
    let Some(place) = place else {
        ui.add(egui::Label::new(text).wrap());
        return hint_ui(ui, hint);
    };
    let go = components::aside(ui, lang.text(Text::GoTo));
    let row = components::row(ui, false, text).wrap().right_text(go);
    let row = ui.add(row);
    row.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, text));
    if row.clicked() {
        intents.push(Intent::Dismiss);
        intents.push(Intent::GoTo(place));
    }
    hint_ui(ui, hint);
}

fn hint_ui(ui: &mut Ui, hint: Option<&str>) {
    if let Some(hint) = hint {
        let hint = components::aside(ui, hint);
        ui.add(egui::Label::new(hint).wrap());
    }
}

fn running_ui(ui: &mut Ui, underway: Option<&Underway>, lang: Lang) {
    let Some(Underway { status, .. }) = underway else {
        return;
    };
    let nth = status.subjects_done + 1;
    ui.label(lang.fill(
        Text::ExportRunning,
        &[&status.subject, &nth, &status.subjects],
    ));
    let stage = status.stage.map_or(Text::StageReading, stage_text);
    ui.label(lang.fill(
        Text::ExportStage,
        &[&lang.text(stage), &status.pages_done, &status.pages],
    ));
    let within = match status.stage {
        None | Some(ExportStage::Reading) => 0.0,
        Some(ExportStage::Drawing) => 1.0,
        Some(ExportStage::Checking) => 2.0,
    };
    let pages = status.pages_done as f32 / status.pages.max(1) as f32;
    let document = (within + pages) / 3.0;
    let share = (status.subjects_done as f32 + document) / status.subjects.max(1) as f32;
    let percent = format!("{:.0} %", share * 100.0);
    ui.add(ProgressBar::new(share).text(percent));
}

fn stop_ui(ui: &mut Ui, underway: &Underway, lang: Lang, intents: &mut Vec<Intent>) {
    if underway.is_stopping {
        ui.label(lang.text(Text::Stopping));
    } else if ui.button(lang.text(Text::Stop)).clicked() {
        intents.push(Intent::Stop(underway.job));
    }
}

/// The name of a stage.
pub fn stage_text(stage: ExportStage) -> Text {
    match stage {
        ExportStage::Reading => Text::StageReading,
        ExportStage::Drawing => Text::StageDrawing,
        ExportStage::Checking => Text::StageChecking,
    }
}

fn done_ui(
    ui: &mut Ui,
    outcome: &Outcome,
    pictures: &mut Pictures,
    lang: Lang,
    intents: &mut Vec<Intent>,
) -> Vec<PageRequest> {
    let exported = &outcome.exported;
    let done = lang.fill(Text::ExportDone, &[&exported.files.len(), &exported.pages]);
    ui.label(components::bold(done));
    if exported.raster > 0 {
        ui.label(lang.fill(Text::ExportRaster, &[&exported.raster]));
    }
    ui.label(lang.fill(Text::ExportedTo, &[&exported.target.display()]));
    ui.horizontal(|ui| {
        let folder = ui.button(lang.text(Text::OpenFolder));
        if ui.memory(|m| m.focused().is_none()) {
            folder.request_focus();
        }
        if folder.clicked() {
            let path = exported.target.clone();
            intents.push(Intent::Export(ExportIntent::Show(path)));
        }
        if ui.button(lang.text(Text::OpenInventory)).clicked() {
            let path = exported.target.join(&exported.inventory);
            intents.push(Intent::Export(ExportIntent::Show(path)));
        }
    });
    if !outcome.left_out.is_empty() {
        ui.label(lang.text(Text::ExportConcept));
        components::list(140.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for (notice, place) in &outcome.left_out {
                let text = (notice.text.as_str(), notice.hint.as_deref());
                way_ui(ui, text, *place, lang, intents);
            }
        });
    }
    match &outcome.first {
        Some(first) => first_ui(ui, first, pictures, lang),
        None => Vec::new(),
    }
}

/// The picture of a published page.
fn first_ui(
    ui: &mut Ui,
    first: &FirstPage,
    pictures: &mut Pictures,
    lang: Lang,
) -> Vec<PageRequest> {
    let FirstPage { source, size, .. } = first;
    let text = match first.is_blackened {
        true => Text::FirstPageExported,
        false => Text::FirstPageAtAll,
    };
    let place = place_name(&first.number, Some(first.page), lang);
    ui.label(lang.fill(text, &[&place]));
    let mut missing = Vec::new();
    let scale = (220.0 / size.width).min(300.0 / size.height);
    let extent = egui::vec2((size.width * scale) as f32, (size.height * scale) as f32);
    let (rect, _) = ui.allocate_exact_size(extent, egui::Sense::hover());
    let edge = ui.visuals().widgets.noninteractive.bg_stroke;
    ui.painter()
        .rect_stroke(rect, 0.0, edge, egui::StrokeKind::Outside);
    for tile in tiles(first.page, *size, COARSE * 2).filter(|t| (t.row, t.column) == (0, 0)) {
        match pictures.get(source, tile) {
            Some(texture) => {
                let whole = egui::Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
                ui.painter().image(texture, rect, whole, tokens::PAPER);
            }
            None => missing.push(PageRequest {
                source: source.clone(),
                part: PagePart::Tile(tile),
            }),
        }
    }
    missing
}
