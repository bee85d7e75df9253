//! What the screen of an open dossier shows, and what drawing it may change.
//!
//! **Invariant:** drawing changes nothing but where the reader is and what views keep for themselves; everything else is
//! wanted, and done after the frame.
//! **Absent:** drawing.

use super::chosen::Chosen;
use super::menu_bar::SaveLine;
use super::overlay::Overlay;
use super::page::marks_layer::Pointer;
use super::page::page_facts::PageFacts;
use super::page::pictures::Pictures;
use super::page::text_view::Reading;
use super::panels::Panels;
use super::panels::checked::Checked;
use super::panels::find_panel::Searched;
use super::panels::history;
use super::suggested::Suggested;
use super::viewing::Viewing;
use super::widgets::toast::{Toast, Told};
use crate::command::Action;
use crate::error::Notice;
use crate::i18n::Lang;
use crate::jobs::{SourceFile, Underway};
use crate::model::display::Display;
use crate::model::dossier::Dossier;
use crate::model::dossier::document::Document;
use crate::model::gesture::Drawn;
use crate::model::ground::Ground;
use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

/// What the screen shows.
pub struct Screen<'a> {
    pub dossier: &'a Arc<Dossier>,
    /// The source of a document as the workers know it.
    pub source_of: &'a dyn Fn(&Document) -> Option<SourceFile>,
    pub can_edit: bool,
    /// What can be asked for now.
    pub allowed: HashSet<Action>,
    /// The grounds under the digits.
    pub favourites: Vec<Ground>,
    pub save: SaveLine,
    pub notices: &'a [Notice],
    /// What was last done.
    pub told: Told<'a>,
    /// How many steps were done and not taken back.
    pub steps: usize,
    /// What the status bar tells of.
    pub underway: Option<Underway>,
    /// How far looking through documents is, or reading scans: what goes on beside the work.
    pub beside: Option<Underway>,
    /// The export that is under way.
    pub exporting: Option<Underway>,
    pub checked: Checked<'a>,
    pub suggested: Suggested<'a>,
    pub searched: Searched<'a>,
    pub history: history::HistoryView<'a>,
    /// That the document at hand is not published, and why.
    pub not_published: Option<String>,
    /// The text of the page at hand after the export.
    pub published: Reading<'a>,
    /// A page, from 0, of the document at hand as it will be published, where it was made.
    pub published_page: &'a dyn Fn(usize) -> Option<SourceFile>,
    /// Something is being done with what a source holds.
    pub is_intake_busy: bool,
    /// No mark was ever made here.
    pub needs_help: bool,
    /// What the caret takes now, on which page (from 0).
    pub caret: Option<(usize, Drawn)>,
    /// The other dossiers that were opened last.
    pub recent: &'a [PathBuf],
    /// How the window looks.
    pub display: Display,
    /// To which panels were pulled, in points.
    pub widths: &'a BTreeMap<String, u16>,
    pub lang: Lang,
}

/// What drawing may change: where the reader is, and what views keep.
pub struct Views<'a> {
    pub viewing: &'a mut Viewing,
    pub chosen: &'a Chosen,
    pub panels: &'a mut Panels,
    pub overlay: &'a mut Overlay,
    pub toast: &'a mut Toast,
    pub pointer: &'a mut Pointer,
    pub pictures: &'a mut Pictures,
    pub facts: &'a mut PageFacts,
}
