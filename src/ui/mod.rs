//! Draws what is, and returns what was asked.
//!
//! **Invariant:** a view gets what it shows and returns [`Intent`]; it has no means to change a dossier, to read a file
//! or to start work.
//! **Absent:** state of the dossier; `app` keeps it.

pub mod about;
pub mod ask;
pub mod canvas;
pub mod check_panel;
pub mod checked;
pub mod chosen;
pub mod clipping;
pub mod command_palette;
mod compare;
pub mod components;
pub mod considerations_form;
mod context_menu;
pub mod dialogs;
pub mod display_form;
pub mod document_facts;
pub mod document_form;
pub mod documents;
pub mod export_form;
pub mod export_view;
pub mod facts_form;
pub mod favourites_form;
pub mod find_panel;
pub mod finding_facts;
pub mod findings_tree;
pub mod focus;
mod form_verbs;
mod found_on_page;
pub mod ground_bar;
pub mod ground_picker;
pub mod handbook;
pub mod history;
pub mod icons;
pub mod intake;
pub mod list_keys;
pub mod mark_facts;
pub mod marks_layer;
pub mod marks_list;
pub mod menu_bar;
mod notices;
pub mod overlay;
pub mod overview;
pub mod page_facts;
pub mod page_layout;
mod pages;
pub mod panels;
pub mod picker;
pub mod pictures;
pub mod region;
pub mod remarks_panel;
pub mod review;
pub mod screen;
mod side_panels;
pub mod start;
pub mod status_bar;
pub mod suggested;
pub mod suggestion_facts;
pub mod suggestions_panel;
pub mod text_view;
pub mod thumbnails;
pub mod toast;
pub mod tokens;
pub mod tree;
pub mod viewing;
pub mod width_meter;
pub mod window;

use crate::command::Action;
use crate::jobs::Job;
use crate::jobs::search::Hit;
use crate::model::caret::Arrow;
use crate::model::display::Display;
use crate::model::document::{DocumentId, MarkId};
use crate::model::edit::Edit;
use crate::model::gesture::Gesture;
use crate::model::ground::Ground;
use crate::model::review::ReviewStage;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// A place in the dossier to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub document: DocumentId,
    pub page: Option<usize>,
    pub mark: Option<MarkId>,
}

/// What a person asked for in a view.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    Do(Action),
    Edit(Edit),
    GoTo(Place),
    /// A place where something was found.
    GoToHit(Hit),
    /// Marks at these places, as one edit.
    MarkHits(Vec<Hit>),
    SelectDocuments(BTreeSet<DocumentId>),
    SelectMarks(BTreeSet<MarkId>),
    /// A ground by its chip or in the list of all grounds; as a second one beside what is chosen.
    Choose {
        ground: Ground,
        second: bool,
    },
    /// Something was done over a page of the document at hand.
    Gesture(Gesture),
    /// The caret on the page.
    Caret(CaretIntent),
    /// The mark at hand on other pages of its document.
    Repeat(RepeatOn),
    /// A stage of the review for the documents at hand.
    Review(Vec<DocumentId>, ReviewStage, String),
    SetName(String),
    /// The last step, also one of an earlier session.
    TakeBack,
    /// Marks or documents of this kind are listed.
    ListMarks(marks_list::Filter),
    ListDocuments(documents::Show),
    /// The handbook as a PDF beside the dossier.
    PrintHandbook,
    /// A ground comes under a digit (from 0) of this dossier.
    Favour {
        ground: Ground,
        digit: usize,
    },
    /// The window is to look like this.
    Display(Display),
    /// A text for a ground is to be offered in the next dossier too, or none any more.
    KeepConsideration {
        ground: Ground,
        text: Option<String>,
    },
    /// A password was typed.
    Unlock(Locked, String),
    /// The export view: start, show.
    Export(ExportIntent),
    /// A file or folder whose path was typed.
    Import(PathBuf),
    /// What is under way is to end.
    Stop(Job),
    /// A panel was pulled to this width, in points; under which name it is remembered.
    KeepWidth {
        panel: String,
        width: u16,
    },
    /// The export check: run, settle, answer.
    Check(checked::CheckIntent),
    /// Remarks to colleagues.
    Remark(remarks_panel::RemarkIntent),
    /// What may have to go: gone to, marked, rejected.
    Suggest(suggested::SuggestIntent),
    /// Something is to be done with what a source holds beside its pages.
    Intake(intake::IntakeIntent),
    Destroy,
    /// The dossier closes, unless something is being written: then that is asked about.
    Close(Then),
    /// The dossier is to close although something is being written.
    Leave(Leaving),
    /// A notice (from 0) was read.
    CloseNotice(usize),
    /// A dialog was closed without doing anything.
    Dismiss,
    /// A drag began over pages that cannot be drawn on: why is to be said.
    DrawInVain,
}

/// What closes: the dossier, or the window with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaving {
    Dossier(Then),
    Window,
}

/// What comes after a dossier that closes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Then {
    #[default]
    Start,
    /// Files are chosen for a new dossier.
    New,
    /// A dossier is chosen.
    Choose,
    Open(PathBuf),
}

/// What keys ask of the caret on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaretIntent {
    Step {
        arrow: Arrow,
        extends: bool,
    },
    /// What it takes becomes a mark.
    Mark,
}

/// On which pages a mark is repeated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RepeatOn {
    #[default]
    All,
    Odd,
    Even,
    /// As typed: `2-5, 9`.
    These(String),
}

/// What a password is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Locked {
    /// A file that is to be added.
    File(PathBuf),
    /// A source in the dossier, by its hash.
    Source(String),
}

/// What can be asked for while exporting.
#[derive(Clone, Debug, PartialEq)]
pub enum ExportIntent {
    Start(Box<export_form::ExportForm>),
    Show(PathBuf),
}
