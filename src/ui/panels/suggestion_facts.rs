//! What is known of a suggestion, or of all below a heading, and what can be done about it.
//!
//! **Absent:** doing it; it is asked for.

use super::checked::place_name;
use crate::find::suggest::{Certainty, Kind};
use crate::i18n::Text;
use crate::jobs::suggest::Proposal;
use crate::model::ground::{self, Ground};
use crate::ui::Intent;
use crate::ui::suggested::{SuggestIntent, Suggested};
use crate::ui::widgets::components;
use egui::{Button, Ui};

/// The name of a kind.
pub fn kind_text(kind: Kind) -> Text {
    match kind {
        Kind::Bsn => Text::KindBsn,
        Kind::Iban => Text::KindIban,
        Kind::Card => Text::KindCard,
        Kind::Email => Text::KindEmail,
        Kind::Phone => Text::KindPhone,
        Kind::Plate => Text::KindPlate,
        Kind::Number => Text::KindNumber,
        Kind::BirthDate => Text::KindBirthDate,
        Kind::Address => Text::KindAddress,
        Kind::Person => Text::KindPerson,
        Kind::Initials => Text::KindInitials,
        Kind::Signature => Text::KindSignature,
        Kind::Listed => Text::KindListed,
    }
}

/// How sure a detector is, in words.
pub fn certainty_text(certainty: Certainty) -> Text {
    match certainty {
        Certainty::Low => Text::CertaintyLow,
        Certainty::Medium => Text::CertaintyMedium,
        Certainty::High => Text::CertaintyHigh,
    }
}

/// A suggestion in words.
pub struct Said {
    pub place: String,
    /// Its ground, as it will be printed; what is said where a person must choose one.
    pub ground: String,
    /// Its kind, how sure it is, and its ground.
    pub what: String,
}

pub fn said(proposal: &Proposal, suggested: &Suggested<'_>) -> Said {
    let lang = suggested.lang;
    let document = suggested.dossier.document(proposal.document);
    let number = document.map_or("", |document| document.number.as_str());
    let ground = proposal.ground.as_ref().map_or_else(
        || lang.text(Text::SuggestNoGround).to_owned(),
        |ground: &Ground| ground.written(suggested.dossier.facts.notation),
    );
    let kind = lang.text(kind_text(proposal.kind));
    let certainty = lang.text(certainty_text(proposal.certainty));
    Said {
        place: place_name(number, Some(proposal.page), lang),
        what: format!("{kind}, {certainty}, {ground}"),
        ground,
    }
}

/// One suggestion, with the words before it, its own and those after it.
pub fn of_one(
    ui: &mut Ui,
    one: &Proposal,
    words: Option<[String; 3]>,
    suggested: &Suggested<'_>,
    intents: &mut Vec<Intent>,
) {
    let lang = suggested.lang;
    let said = said(one, suggested);
    let name = words.as_ref().map(|[_, passage, _]| passage.clone());
    match words {
        Some(words) => components::in_context(ui, words),
        None => {
            ui.label("…");
        }
    }
    ui.label(components::aside(ui, said.what));
    let same: Vec<Proposal> = suggested
        .proposals
        .iter()
        .filter(|p| p.same == one.same)
        .cloned()
        .collect();
    let person = name.filter(|_| one.kind == Kind::Person);
    let count = same.len();
    ui.horizontal_wrapped(|ui| {
        ways_ui(ui, vec![one.clone()], true, suggested, intents);
        if let Some(name) = person.clone().filter(|_| count < 2) {
            public_ui(ui, (name, count), suggested, intents);
        }
    });
    if count > 1 {
        ui.label(components::aside(
            ui,
            lang.fill(Text::SuggestSame, &[&count]),
        ));
        ui.horizontal_wrapped(|ui| {
            ways_ui(ui, same, true, suggested, intents);
            if let Some(name) = person {
                public_ui(ui, (name, count), suggested, intents);
            }
        });
    }
}

/// The button by which somebody is never suggested again, and how many suggestions say that name.
fn public_ui(
    ui: &mut Ui,
    (name, count): (String, usize),
    suggested: &Suggested<'_>,
    intents: &mut Vec<Intent>,
) {
    let lang = suggested.lang;
    let text = counted(lang.text(Text::SuggestPublic).to_owned(), count, suggested);
    let button = ui.add_enabled(suggested.can_edit, Button::new(text));
    let button = button.on_hover_text(lang.text(Text::SuggestPublicHelp));
    if button.clicked() {
        intents.push(Intent::Suggest(SuggestIntent::Public(name)));
    }
}

/// The words of a button, with how many it is for.
fn counted(text: String, count: usize, suggested: &Suggested<'_>) -> String {
    match count {
        1 => text,
        _ => suggested.lang.fill(Text::FilterCount, &[&text, &count]),
    }
}

/// All suggestions below a heading; `is_seen` when all of them were listed.
pub fn of_many(
    ui: &mut Ui,
    name: &str,
    many: &[Proposal],
    is_seen: bool,
    suggested: &Suggested<'_>,
    intents: &mut Vec<Intent>,
) {
    let lang = suggested.lang;
    let head = lang.fill(Text::CheckPlaces, &[&name, &many.len()]);
    ui.add(egui::Label::new(components::bold(head)).wrap());
    if !is_seen {
        ui.add(egui::Label::new(lang.text(Text::SuggestSeeFirst)).wrap());
    }
    ui.horizontal_wrapped(|ui| {
        ways_ui(ui, many.to_vec(), is_seen, suggested, intents);
    });
}

/// The buttons: marked on their own grounds, on those at hand, or rejected.
fn ways_ui(
    ui: &mut Ui,
    some: Vec<Proposal>,
    is_seen: bool,
    suggested: &Suggested<'_>,
    intents: &mut Vec<Intent>,
) {
    let (lang, count) = (suggested.lang, some.len());
    let can = suggested.can_edit && is_seen;
    let counted = |text: String| counted(text, count, suggested);
    let grounds = suggested.grounds;
    let accept = Button::new(counted(lang.text(Text::SuggestAccept).to_owned()));
    if ui.add_enabled(can, accept).clicked() {
        let intent = SuggestIntent::Accept(some.clone(), None);
        intents.push(Intent::Suggest(intent));
    }
    let differs = |p: &Proposal| p.ground.as_ref() != grounds.first() || grounds.len() > 1;
    if !grounds.is_empty() && some.iter().any(differs) {
        let written = ground::written(grounds, suggested.dossier.facts.notation);
        let text = lang.fill(Text::SuggestAcceptOn, &[&written]);
        if ui.add_enabled(can, Button::new(counted(text))).clicked() {
            let intent = SuggestIntent::Accept(some.clone(), Some(grounds.to_vec()));
            intents.push(Intent::Suggest(intent));
        }
    }
    let reject = Button::new(counted(lang.text(Text::SuggestReject).to_owned()));
    if ui.add_enabled(can, reject).clicked() {
        intents.push(Intent::Suggest(SuggestIntent::Reject(some)));
    }
}
