//! The dossier at a glance: how far it is, what is left, each figure with the way there.
//!
//! **Invariant:** nothing is counted per person.

use super::documents::{self, title};
use super::marks_list::Filter;
use super::review::stage_text;
use super::{Place, Wanted, theme};
use crate::command::Action;
use crate::i18n::{Lang, Text};
use crate::model::dossier::Dossier;
use crate::model::ground::Ground;
use crate::model::review::Stage;
use egui::{ProgressBar, ScrollArea, Ui};
use std::collections::BTreeMap;

/// How many marks carry each ground, in law order.
pub fn marks_per_ground(dossier: &Dossier) -> BTreeMap<Ground, usize> {
    let mut counts: BTreeMap<&Ground, usize> = BTreeMap::new();
    let marks = dossier.documents.iter().flat_map(|d| &d.marks);
    for ground in marks.flat_map(|m| &m.mark.grounds) {
        *counts.entry(ground).or_default() += 1;
    }
    let counts = counts.into_iter();
    counts.map(|(ground, n)| (ground.clone(), n)).collect()
}

/// Draws the figures.
pub fn show(ui: &mut Ui, dossier: &Dossier, lang: Lang, wanted: &mut Vec<Wanted>) {
    let jump = |ui: &mut Ui, text: String, to: Wanted, wanted: &mut Vec<Wanted>| {
        if ui.add(theme::row(ui, false, text)).clicked() {
            wanted.push(to);
        }
    };
    let documents = &dossier.documents;
    let all = documents.len();
    let judged = documents.iter().filter(|d| d.judged().is_some()).count();
    let pages: usize = documents.iter().map(|d| d.pages()).sum();
    let finished: usize = documents.iter().map(|d| d.finished.len()).sum();
    ui.spacing_mut().item_spacing.y = 1.0;
    jump(
        ui,
        lang.fill(Text::OverviewJudged, &[&judged, &all]),
        Wanted::ListDocuments(documents::Show::ToJudge),
        wanted,
    );
    let share = finished as f32 / pages.max(1) as f32;
    let progress = ProgressBar::new(share).desired_height(6.0);
    let bar = ui.add(progress);
    let said = lang.fill(Text::Progress, &[&finished, &pages]);
    bar.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, said.clone())
    });
    jump(
        ui,
        lang.fill(Text::OverviewOpen, &[&(pages - finished)]),
        Wanted::Do(Action::NextUnfinished),
        wanted,
    );
    let intake = dossier.unanswered_intake();
    let (first, count) = intake.fold((None, 0_usize), |(first, n), (document, _)| {
        (first.or(Some(document.id)), n + 1)
    });
    if let Some(document) = first {
        let place = Place {
            document,
            page: None,
            mark: None,
        };
        let text = lang.fill(Text::OverviewIntake, &[&count]);
        jump(ui, text, Wanted::GoTo(place), wanted);
    }
    for stage in Stage::ALL {
        let count = documents.iter().filter(|d| d.review.stage == stage).count();
        let text = lang.fill(
            Text::OverviewStage,
            &[&lang.text(stage_text(stage)), &count],
        );
        let to = Wanted::ListDocuments(documents::Show::Stage(stage));
        jump(ui, text, to, wanted);
    }
    theme::heading_row(ui, lang.text(Text::OverviewGrounds));
    let bare = documents.iter().flat_map(|d| &d.marks);
    let bare = bare.filter(|m| m.mark.grounds.is_empty()).count();
    if bare > 0 {
        let text = lang.fill(Text::OverviewNoGround, &[&bare]);
        let to = Wanted::ListMarks(Filter::WithoutGround);
        jump(ui, text, to, wanted);
    }
    for (ground, count) in marks_per_ground(dossier) {
        let written = ground.written(dossier.facts.notation);
        let text = lang.fill(
            Text::OverviewGround,
            &[&written, &ground.short_name(), &count],
        );
        jump(ui, text, Wanted::ListMarks(Filter::Ground(ground)), wanted);
    }
    documents_ui(ui, dossier, lang, wanted);
}

/// How far each document is.
fn documents_ui(ui: &mut Ui, dossier: &Dossier, lang: Lang, wanted: &mut Vec<Wanted>) {
    theme::heading_row(ui, lang.text(Text::OverviewDocuments));
    let documents = &dossier.documents;
    ScrollArea::vertical()
        .id_salt("progress")
        .auto_shrink([false, false])
        .show_rows(ui, theme::ROW, documents.len(), |ui, range| {
            for document in documents.get(range).unwrap_or(&[]) {
                let (finished, pages) = (document.finished.len(), document.pages());
                let marks = document.marks.len();
                let row = theme::row(
                    ui,
                    false,
                    format!("{} {}", document.number, title(document)),
                );
                let row = ui.add(row.right_text(format!("{finished}/{pages} · {marks}")));
                let said = lang.fill(
                    Text::OverviewDocument,
                    &[
                        &document.number,
                        &title(document),
                        &finished,
                        &pages,
                        &marks,
                    ],
                );
                row.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::Role::Button, true, said.clone())
                });
                // How far it is, as a line below the row.
                let mut line = row.rect;
                line.set_top(line.bottom() - 3.0);
                line.set_right(line.left() + line.width() * finished as f32 / pages.max(1) as f32);
                let colour = ui.visuals().selection.bg_fill;
                ui.painter().rect_filled(line, 1.0, colour);
                if row.on_hover_text(said.clone()).clicked() {
                    let open = (0..pages).find(|page| !document.finished.contains(page));
                    wanted.push(Wanted::GoTo(Place {
                        document: document.id,
                        page: open,
                        mark: None,
                    }));
                }
            }
        });
}
