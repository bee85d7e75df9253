//! Four eyes: how far the documents at hand are, and the step that comes next.

use super::Intent;
use super::widgets::{components, icons};
use crate::command::Action;
use crate::i18n::{Lang, Text};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::Document;
use crate::model::dossier::review::ReviewStage;
use egui::Ui;

/// The name of a stage.
pub fn stage_text(stage: ReviewStage) -> Text {
    match stage {
        ReviewStage::InProgress => Text::StageInProgress,
        ReviewStage::Ready => Text::StageReady,
        ReviewStage::Checked => Text::StageChecked,
        ReviewStage::Returned => Text::StageReturned,
    }
}

/// The icon of a stage behind a document in the list; none while it is worked on.
pub fn stage_sign(stage: ReviewStage) -> Option<&'static str> {
    match stage {
        ReviewStage::InProgress => None,
        ReviewStage::Ready => Some(icons::READY),
        ReviewStage::Checked => Some(icons::CHECKED),
        ReviewStage::Returned => Some(icons::RETURNED),
    }
}

/// The stage of a document, by whom, with which note; and what can be done.
pub fn show(
    ui: &mut Ui,
    dossier: &Dossier,
    document: &Document,
    can_edit: bool,
    lang: Lang,
    intents: &mut Vec<Intent>,
) {
    let review = &document.review;
    let stage = lang.text(stage_text(review.stage));
    ui.horizontal_wrapped(|ui| {
        ui.label(components::bold(format!("{}:", lang.text(Text::FourEyes))));
        if review.by.is_empty() {
            ui.label(stage);
        } else {
            let by = dossier.name_of(&review.by);
            ui.label(lang.fill(Text::StageBy, &[&stage, &by]));
        }
    });
    if !review.note.is_empty() {
        ui.label(&review.note);
    }
    ui.horizontal_wrapped(|ui| {
        let steps: &[Action] = match review.stage {
            ReviewStage::InProgress | ReviewStage::Returned => &[Action::ReportReady],
            ReviewStage::Ready => &[Action::Approve, Action::GiveBack, Action::TakeUp],
            ReviewStage::Checked => &[Action::GiveBack, Action::TakeUp],
        };
        for action in steps {
            let button = egui::Button::new(lang.text(action.text()));
            if ui.add_enabled(can_edit, button).clicked() {
                intents.push(Intent::Do(*action));
            }
        }
    });
}
