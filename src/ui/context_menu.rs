//! The menu under the other button of the pointer: what can be done with a mark, a page or a document, with the keys.
//!
//! **Invariant:** its rows are actions of the one list, greyed as in the menus.

use super::menu_bar::action_rows;
use super::{Intent, Place};
use crate::command::Action;
use crate::i18n::Lang;
use crate::model::document::{DocumentId, MarkId};
use egui::Response;
use std::collections::{BTreeSet, HashSet};

const OF_MARK: [Action; 8] = [
    Action::EditNote,
    Action::Remark,
    Action::ChooseGround,
    Action::TakeWhole,
    Action::RepeatMark,
    Action::LookEverywhere,
    Action::Widen,
    Action::Delete,
];

const OF_PAGE: [Action; 11] = [
    Action::FinishPage,
    Action::LookLater,
    Action::Remark,
    Action::CoverPage,
    Action::Caret,
    Action::FreeFrame,
    Action::Preview,
    Action::SideBySide,
    Action::TextView,
    Action::TurnPage,
    Action::SplitHere,
];

const OF_DOCUMENT: [Action; 9] = [
    Action::AssignToMe,
    Action::JudgeOpen,
    Action::ReportReady,
    Action::Approve,
    Action::GiveBack,
    Action::TakeUp,
    Action::ConfirmTitles,
    Action::Join,
    Action::RemoveDocuments,
];

/// What can be asked for now, and in which language.
#[derive(Clone, Copy)]
pub struct Offered<'a> {
    pub allowed: &'a HashSet<Action>,
    pub lang: Lang,
}

/// The menu of the pages; `pointed` is the mark under the pointer, which is selected when the menu comes.
pub fn over_page(
    response: &Response,
    pointed: Option<MarkId>,
    selected: &BTreeSet<MarkId>,
    offered: Offered<'_>,
    intents: &mut Vec<Intent>,
) {
    if response.secondary_clicked() {
        let keeps = pointed.is_some_and(|mark| selected.contains(&mark));
        let chosen: BTreeSet<MarkId> = pointed.into_iter().collect();
        intents.extend((!keeps).then_some(Intent::SelectMarks(chosen)));
    }
    let actions: &[Action] = if selected.is_empty() {
        &OF_PAGE
    } else {
        &OF_MARK
    };
    show(response, actions, offered, intents);
}

/// The menu of a row of the list of marks.
pub fn over_mark(
    response: &Response,
    mark: MarkId,
    selected: &BTreeSet<MarkId>,
    offered: Offered<'_>,
    intents: &mut Vec<Intent>,
) {
    if response.secondary_clicked() && !selected.contains(&mark) {
        intents.push(Intent::SelectMarks(BTreeSet::from([mark])));
    }
    show(response, &OF_MARK, offered, intents);
}

/// The menu of a row of the list of documents.
pub fn over_document(
    response: &Response,
    document: DocumentId,
    selected: &BTreeSet<DocumentId>,
    offered: Offered<'_>,
    intents: &mut Vec<Intent>,
) {
    if response.secondary_clicked() && !selected.contains(&document) {
        intents.push(Intent::SelectDocuments(BTreeSet::from([document])));
        intents.push(Intent::GoTo(Place {
            document,
            page: None,
            mark: None,
        }));
    }
    show(response, &OF_DOCUMENT, offered, intents);
}

fn show(response: &Response, actions: &[Action], offered: Offered<'_>, intents: &mut Vec<Intent>) {
    response.context_menu(|ui| {
        action_rows(ui, actions, offered.allowed, offered.lang, intents);
    });
}
