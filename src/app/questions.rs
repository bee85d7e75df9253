//! The forms and questions that actions open.
//!
//! **Invariant:** each is filled with what the dossier says now.
//! **Absent:** the answers; they come back as intents.

use super::open_dossier::OpenDossier;
use crate::jobs::check::{Finding, FindingKind};
use crate::jobs::lists;
use crate::model::dossier::Dossier;
use crate::model::dossier::document::{DocumentId, MarkId};
use crate::ui::RepeatOn;
use crate::ui::forms::ask::Ask;
use crate::ui::forms::considerations_form::ConsiderationsForm;
use crate::ui::forms::dialogs::{DestroyForm, Dialog};
use crate::ui::forms::facts_form::FactsForm;
use crate::ui::forms::favourites_form::FavouritesForm;
use crate::ui::forms::register_form::RegisterForm;
use crate::ui::viewing::Viewing;
use std::collections::BTreeMap;

/// To which page; only where there are any.
pub fn page(dossier: &Dossier, viewing: &Viewing) -> Option<Dialog> {
    let document = viewing.current(dossier).filter(|d| d.pages() > 0)?;
    Some(Dialog::Ask(Ask::Page {
        document: document.id,
        pages: document.pages(),
        typed: String::new(),
    }))
}

/// On which pages a mark is repeated.
pub fn repeat(mark: MarkId, dossier: &Dossier) -> Option<Dialog> {
    let (document, owned) = dossier.mark(mark)?;
    let (page, notation) = (owned.mark.page + 1, dossier.facts.notation);
    let grounds = owned.mark.label_text(notation);
    Some(Dialog::Ask(Ask::Repeat {
        mark,
        of: format!("{} p. {page} {grounds}", document.number),
        on: RepeatOn::All,
    }))
}

/// How whoever works here is called.
pub fn name(open: &OpenDossier) -> Dialog {
    let account = open.account().to_owned();
    let typed = open.now().name_of(&account).to_owned();
    Dialog::Ask(Ask::Name { account, typed })
}

/// Why documents are given back.
pub fn give_back(documents: Vec<DocumentId>) -> Dialog {
    let note = String::new();
    Dialog::Ask(Ask::GiveBack { documents, note })
}

/// The grounds under the digits.
pub fn favourites(open: &OpenDossier) -> Dialog {
    let notation = open.now().facts.notation;
    Dialog::Favourites(FavouritesForm::of(open.favourites(), notation))
}

/// Who is always hidden, and who acts in public.
pub fn register(open: &OpenDossier) -> Dialog {
    let known = lists::register(open.folder()).unwrap_or_default();
    let notation = open.now().facts.notation;
    Dialog::Register(RegisterForm::of(known, notation))
}

/// Why each ground is used.
pub fn considerations(dossier: &Dossier, own: &BTreeMap<String, String>) -> Dialog {
    Dialog::Considerations(ConsiderationsForm::of(dossier, own))
}

/// The facts of the dossier.
pub fn facts(dossier: &Dossier) -> Dialog {
    Dialog::Facts(Box::new(FactsForm::of(&dossier.facts)))
}

/// The form of the dossier in which a finding is mended.
pub fn form_for(finding: &Finding, dossier: &Dossier, own: &BTreeMap<String, String>) -> Dialog {
    let is_reasons = matches!(
        finding.kind,
        FindingKind::NoConsiderations | FindingKind::ConsiderationsOpen
    );
    match is_reasons || finding.field == Some("considerations") {
        true => considerations(dossier, own),
        false => facts(dossier),
    }
}

/// The name of the dossier that is to be destroyed.
pub fn destroy(open: &OpenDossier) -> Dialog {
    Dialog::Destroy(DestroyForm {
        folder: open.folder().display().to_string(),
        name: open.now().facts.title.clone(),
        typed: String::new(),
    })
}
