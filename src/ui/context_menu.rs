//! The menu under the other button of the pointer: what can be done with a mark, a suggestion, a page or a document, with
//! the keys. The key for it opens that of what has the keyboard, else that of the page.
//!
//! **Invariant:** its rows are actions of the one list, greyed as in the menus; those of a suggestion do what its buttons
//! beside the pages do.

use super::menu_bar::{action_rows, walk};
use super::suggested::{SuggestIntent, Suggested};
use super::{Intent, Place};
use crate::command::Action;
use crate::i18n::{Lang, Text};
use crate::jobs::suggest::Proposal;
use crate::model::dossier::document::{DocumentId, MarkId};
use crate::model::ground;
use egui::{Button, Context, Id, Popup, Response, Ui};
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

/// What a key asked the menu of: what had the keyboard, or nothing for the page at hand.
type Asked = Option<Id>;

fn asked_id() -> Id {
    Id::unique("menu asked for by key")
}

/// A key asks for the menu of what has the keyboard.
pub fn ask(ctx: &Context) {
    let focused: Asked = ctx.memory(|memory| memory.focused());
    ctx.data_mut(|data| data.insert_temp(asked_id(), Some(focused)));
}

/// Whether the menu of this is asked for in this frame, by key.
fn is_asked_by_key(response: &Response, is_page: bool) -> bool {
    let asked: Option<Asked> = response
        .ctx
        .data(|data| data.get_temp::<Option<Asked>>(asked_id()))
        .flatten();
    match asked {
        Some(Some(id)) => id == response.id,
        Some(None) => is_page,
        None => false,
    }
}

/// Whether the menu of this is asked for in this frame, by pointer or by key.
fn is_asked(response: &Response) -> bool {
    response.secondary_clicked() || is_asked_by_key(response, false)
}

/// The menu of this, at the pointer that asks for it. One that a key asks for opens below what it is of, has the keyboard
/// in its first row, and gives it back.
pub fn menu(response: &Response, rows: impl FnOnce(&mut Ui) -> Vec<Response>) {
    menu_at(response, (response.rect.left_bottom(), false), rows);
}

fn menu_at(
    response: &Response,
    (place, is_page): (egui::Pos2, bool),
    rows: impl FnOnce(&mut Ui) -> Vec<Response>,
) {
    let mut popup = Popup::context_menu(response);
    let (ctx, id) = (&response.ctx, popup.get_id());
    let (by_key, first) = (id.with("by key"), id.with("first row"));
    if is_asked_by_key(response, is_page) {
        ctx.data_mut(|data| {
            data.insert_temp(asked_id(), None::<Asked>);
            data.insert_temp(by_key, true);
            data.insert_temp(first, true);
        });
        Popup::open_id(ctx, id);
        ctx.request_repaint();
    } else if response.secondary_clicked() {
        ctx.data_mut(|data| data.insert_temp(by_key, false));
    }
    let is_by_key = ctx.data(|data| data.get_temp(by_key)).unwrap_or(false);
    if is_by_key {
        popup = popup.at_position(place);
    }
    let shown = popup.show(|ui| {
        let rows = rows(ui);
        // A menu is drawn unseen once, to find out how large it is.
        let is_first = ui.data(|data| data.get_temp(first)).unwrap_or(false);
        if is_first && !ui.is_sizing_pass() {
            ui.data_mut(|data| data.insert_temp(first, false));
            rows.first().into_iter().for_each(Response::request_focus);
        }
        walk(ui, &rows);
    });
    if is_by_key && shown.is_some() && !Popup::is_id_open(ctx, id) {
        ctx.data_mut(|data| data.insert_temp(by_key, false));
        match is_page {
            true => ctx.memory_mut(egui::Memory::stop_text_input),
            false => response.request_focus(),
        }
    }
}

/// What can be asked for now, and in which language.
#[derive(Clone, Copy)]
pub struct Offered<'a> {
    pub allowed: &'a HashSet<Action>,
    pub lang: Lang,
}

/// What lies under the pointer on the pages.
pub struct Pointed<'a> {
    /// The page, where it is not the one at hand.
    pub other_page: Option<Place>,
    pub mark: Option<MarkId>,
    /// Where the other button was clicked on one in this frame.
    pub suggestion: Option<&'a Proposal>,
    pub suggested: &'a Suggested<'a>,
}

/// The menu of the pages; what is under the pointer is selected when the menu comes.
pub fn over_page(
    response: &Response,
    pointed: &Pointed<'_>,
    selected: &BTreeSet<MarkId>,
    offered: Offered<'_>,
    intents: &mut Vec<Intent>,
) {
    let id = response.id.with("suggestion of the menu");
    let page_id = response.id.with("page of the menu");
    if response.secondary_clicked() {
        let keeps = pointed.mark.is_some_and(|mark| selected.contains(&mark));
        let chosen: BTreeSet<MarkId> = pointed.mark.into_iter().collect();
        intents.extend((!keeps).then_some(Intent::SelectMarks(chosen)));
        let one = pointed.suggestion.cloned();
        let choose = |one: &Proposal| SuggestIntent::Choose(Box::new(one.clone()));
        intents.extend(one.iter().map(choose).map(Intent::Suggest));
        // Until the next menu: it is drawn long after the click.
        response.ctx.data_mut(|data| {
            data.insert_temp(id, one);
            data.insert_temp(page_id, pointed.other_page);
        });
    } else if is_asked_by_key(response, true) {
        response.ctx.data_mut(|data| {
            data.insert_temp(id, None::<Proposal>);
            data.insert_temp(page_id, None::<Place>);
        });
    }
    let actions: &[Action] = if selected.is_empty() {
        &OF_PAGE
    } else {
        &OF_MARK
    };
    let of: Option<Proposal> = response.ctx.data(|data| data.get_temp(id)).flatten();
    let of = of.filter(|one| selected.is_empty() && pointed.suggested.proposals.contains(one));
    let page: Option<Place> = response.ctx.data(|data| data.get_temp(page_id)).flatten();
    let middle = response.rect.center();
    menu_at(response, (middle, true), |ui| {
        let mut rows = Vec::new();
        if let Some(one) = of {
            let one = (std::slice::from_ref(&one), true);
            rows.append(&mut suggestion_rows(ui, one, pointed.suggested, intents));
            ui.separator();
        }
        let before = intents.len();
        rows.append(&mut action_rows(
            ui,
            actions,
            offered.allowed,
            offered.lang,
            intents,
        ));
        // What is asked for is for the page that was pointed at.
        if intents.len() > before && selected.is_empty() {
            let go = page.map(Intent::GoTo);
            intents.splice(before..before, go);
        }
        rows
    });
}

/// The menu of a small page.
pub fn over_small_page(
    response: &Response,
    place: Place,
    offered: Offered<'_>,
    intents: &mut Vec<Intent>,
) {
    if is_asked(response) {
        intents.push(Intent::SelectMarks(BTreeSet::new()));
        intents.push(Intent::GoTo(place));
    }
    show(response, &OF_PAGE, offered, intents);
}

/// The menu of a row of the list of suggestions; whether it is asked for in this frame. All below a heading is answered
/// once it was listed.
pub fn over_suggestions(
    response: &Response,
    some: impl Fn() -> Vec<Proposal>,
    is_listed: bool,
    suggested: &Suggested<'_>,
    intents: &mut Vec<Intent>,
) -> bool {
    let is_asked = is_asked(response);
    menu(response, |ui| {
        suggestion_rows(ui, (&some(), is_listed), suggested, intents)
    });
    is_asked
}

/// Suggestions are marked, or may be read.
fn suggestion_rows(
    ui: &mut Ui,
    (some, is_listed): (&[Proposal], bool),
    suggested: &Suggested<'_>,
    intents: &mut Vec<Intent>,
) -> Vec<Response> {
    let lang = suggested.lang;
    let own = some.first().map_or(&[][..], |one| one.ground.as_slice());
    let grounds = match (own, some) {
        ([], [_]) => suggested.grounds,
        (own, _) => own,
    };
    let differs = |one: &Proposal| one.ground.as_slice() != own;
    let accept = match grounds {
        _ if some.iter().any(differs) => lang.text(Text::SuggestAccept).to_owned(),
        [] => lang.text(Text::SuggestMenuAsk).to_owned(),
        _ => {
            let notation = suggested.dossier.facts.notation;
            let written = ground::written(grounds, notation);
            lang.fill(Text::SuggestMenuAccept, &[&written])
        }
    };
    let counted = |text: String| match some.len() {
        1 => text,
        count => lang.fill(Text::FilterCount, &[&text, &count]),
    };
    let asked = |intent| match is_listed {
        true => intent,
        false => SuggestIntent::ListFirst,
    };
    let ways = [
        (
            counted(accept),
            asked(SuggestIntent::Accept(some.to_vec(), None)),
        ),
        (
            counted(lang.text(Text::SuggestMenuReject).to_owned()),
            asked(SuggestIntent::Reject(some.to_vec())),
        ),
    ];
    let row = |(text, intent)| {
        let row = ui.add_enabled(suggested.can_edit, Button::new(text));
        if row.clicked() {
            intents.push(Intent::Suggest(intent));
            ui.close();
        }
        row
    };
    let rows = ways.into_iter().map(row);
    rows.filter(Response::enabled).collect()
}

/// The menu of a row of the list of marks.
pub fn over_mark(
    response: &Response,
    mark: MarkId,
    selected: &BTreeSet<MarkId>,
    offered: Offered<'_>,
    intents: &mut Vec<Intent>,
) {
    if is_asked(response) && !selected.contains(&mark) {
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
    if is_asked(response) && !selected.contains(&document) {
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
    menu(response, |ui| {
        action_rows(ui, actions, offered.allowed, offered.lang, intents)
    });
}
