//! The screen of an open dossier: bars above and below, the panels at both sides, the pages between them, and what lies
//! over all of it.
//!
//! **Invariant:** drawing changes nothing but where the reader is and what views keep for themselves; everything else is
//! wanted, and done after the frame.

use super::check_panel::Checked;
use super::chosen::Chosen;
use super::find_panel::Searched;
use super::marks_layer::Pointer;
use super::menu_bar::{self, SaveLine};
use super::overlay::{self, Overlay};
use super::page_facts::PageFacts;
use super::panels::Panels;
use super::pictures::Pictures;
use super::status_bar::{self, PageLine, Totals};
use super::text_view::Reading;
use super::viewing::Viewing;
use super::{Wanted, ground_bar, history, pages, side_panels, theme};
use crate::command::Action;
use crate::error::Notice;
use crate::i18n::{Lang, Text};
use crate::jobs::{SourceFile, Underway, Wish};
use crate::model::document::Document;
use crate::model::dossier::Dossier;
use crate::model::ground::Ground;
use egui::Ui;
use std::collections::{BTreeMap, HashSet};
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
    pub message: &'a str,
    /// What the status bar tells of.
    pub underway: Option<Underway>,
    /// The export that is under way.
    pub exporting: Option<Underway>,
    pub checked: Checked<'a>,
    pub searched: Searched<'a>,
    pub history: history::Shown<'a>,
    /// The text of the page at hand after the export.
    pub published: Reading<'a>,
    /// Something is being done with what a source holds.
    pub is_intake_busy: bool,
    /// No mark was ever made here.
    pub needs_help: bool,
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
    pub pointer: &'a mut Pointer,
    pub pictures: &'a mut Pictures,
    pub facts: &'a mut PageFacts,
}

/// Draws one frame; returns the texts and pictures of pages that are missing, the most urgent first.
pub fn show(
    ui: &mut Ui,
    screen: &Screen<'_>,
    views: &mut Views<'_>,
    wanted: &mut Vec<Wanted>,
) -> Vec<Wish> {
    bars(ui, screen, views, wanted);
    let mut later = side_panels::left(ui, screen, views, wanted);
    later.append(&mut side_panels::right(ui, screen, views, wanted));
    let mut missing = pages::show(ui, screen, views, wanted);
    missing.append(&mut later);
    let over = overlay::Shown {
        notation: screen.dossier.facts.notation,
        exporting: screen.exporting.as_ref(),
        lang: screen.lang,
    };
    let overlay = &mut views.overlay;
    missing.append(&mut overlay.show(ui.ctx(), &over, views.pictures, wanted));
    missing
}

fn bars(ui: &mut Ui, screen: &Screen<'_>, views: &Views<'_>, wanted: &mut Vec<Wanted>) {
    let lang = screen.lang;
    egui::Panel::top("menu").show(ui, |ui| {
        theme::name_panel(ui, lang.text(Text::PanelMenu));
        menu_bar::show(ui, &screen.allowed, &screen.save, lang, wanted);
    });
    egui::Panel::top("grounds").show(ui, |ui| {
        theme::name_panel(ui, lang.text(Text::EditFavourites));
        let (notation, choice) = (screen.dossier.facts.notation, &views.chosen.grounds);
        ground_bar::show(ui, &screen.favourites, choice, notation, lang, wanted);
    });
    if !screen.notices.is_empty() {
        egui::Panel::top("notices").show(ui, |ui| notices_ui(ui, screen.notices, lang, wanted));
    }
    egui::Panel::bottom("status").show(ui, |ui| {
        theme::name_panel(ui, lang.text(Text::PanelStatus));
        status_ui(ui, screen, views, wanted);
    });
}

fn notices_ui(ui: &mut Ui, notices: &[Notice], lang: Lang, wanted: &mut Vec<Wanted>) {
    theme::name_panel(ui, lang.text(Text::PanelNotices));
    let area = egui::ScrollArea::vertical().max_height(120.0);
    area.show(ui, |ui| {
        for notice in notices {
            let colour = theme::wrong(ui.visuals().dark_mode);
            ui.colored_label(colour, &notice.text);
            notice.hint.iter().for_each(|hint| {
                ui.label(hint);
            });
        }
    });
    if ui.button(lang.text(Text::Close)).clicked() {
        wanted.push(Wanted::Dismiss);
    }
}

fn status_ui(ui: &mut Ui, screen: &Screen<'_>, views: &Views<'_>, wanted: &mut Vec<Wanted>) {
    let (viewing, facts) = (&views.viewing, &views.facts);
    let document = viewing.current(screen.dossier);
    let document = document.filter(|d| d.source.is_some());
    let source = document.and_then(|d| (screen.source_of)(d));
    let text = source.and_then(|source| facts.known_text(&source, viewing.page));
    let line = document.map(|d| PageLine {
        page: viewing.page,
        pages: d.pages(),
        zoom: viewing.zoom().unwrap_or(1.0),
        text: text.as_deref(),
    });
    let totals = Totals {
        line,
        message: screen.message,
        underway: screen.underway.as_ref(),
        dossier: screen.dossier,
        found: screen.checked.found(),
    };
    status_bar::show(ui, &totals, screen.lang, wanted);
}
