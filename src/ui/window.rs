//! The whole window on an open dossier: bars above and below, the panels at both sides, the pages between them, and what
//! lies over all of it.
//!
//! **Invariant:** bars and panels come first and the pages take what is left, so that a panel that opens moves no bar.

use super::overlay;
use super::screen::{Screen, Views};
use super::status_bar::{self, PageLine, Totals};
use super::{Intent, ground_bar, menu_bar, pages, side_panels, theme};
use crate::error::Notice;
use crate::i18n::{Lang, Text};
use crate::jobs::PageRequest;
use egui::Ui;

/// Draws one frame; returns the texts and pictures of pages that are missing, the most urgent first.
pub fn show(
    ui: &mut Ui,
    screen: &Screen<'_>,
    views: &mut Views<'_>,
    intents: &mut Vec<Intent>,
) -> Vec<PageRequest> {
    bars(ui, screen, views, intents);
    let mut later = side_panels::left(ui, screen, views, intents);
    later.append(&mut side_panels::right(ui, screen, views, intents));
    let mut missing = pages::show(ui, screen, views, intents);
    missing.append(&mut later);
    let over = overlay::Shown {
        notation: screen.dossier.facts.notation,
        exporting: screen.exporting.as_ref(),
        lang: screen.lang,
    };
    let overlay = &mut views.overlay;
    missing.append(&mut overlay.show(ui.ctx(), &over, views.pictures, intents));
    missing
}

fn bars(ui: &mut Ui, screen: &Screen<'_>, views: &mut Views<'_>, intents: &mut Vec<Intent>) {
    let lang = screen.lang;
    egui::Panel::top("menu").show(ui, |ui| {
        theme::name_panel(ui, lang.text(Text::PanelMenu));
        let asked = &mut views.overlay.menu;
        menu_bar::show(ui, &screen.allowed, &screen.save, asked, lang, intents);
    });
    egui::Panel::top("grounds").show(ui, |ui| {
        theme::name_panel(ui, lang.text(Text::EditFavourites));
        let shown = ground_bar::Shown {
            favourites: &screen.favourites,
            choice: &views.chosen.grounds,
            notation: screen.dossier.facts.notation,
            free: views.chosen.free,
        };
        ground_bar::show(ui, &shown, lang, intents);
    });
    if !screen.notices.is_empty() {
        egui::Panel::top("notices").show(ui, |ui| notices_ui(ui, screen.notices, lang, intents));
    }
    egui::Panel::bottom("status").show(ui, |ui| {
        theme::name_panel(ui, lang.text(Text::PanelStatus));
        status_ui(ui, screen, views, intents);
    });
}

fn notices_ui(ui: &mut Ui, notices: &[Notice], lang: Lang, intents: &mut Vec<Intent>) {
    theme::name_panel(ui, lang.text(Text::PanelNotices));
    let area = egui::ScrollArea::vertical().max_height(120.0);
    area.show(ui, |ui| {
        // What was said last is seen first, also where the rest does not fit.
        for notice in notices.iter().rev() {
            let colour = theme::wrong(ui.visuals().dark_mode);
            ui.colored_label(colour, &notice.text);
            notice.hint.iter().for_each(|hint| {
                ui.label(hint);
            });
        }
    });
    if ui.button(lang.text(Text::Close)).clicked() {
        intents.push(Intent::Dismiss);
    }
}

fn status_ui(ui: &mut Ui, screen: &Screen<'_>, views: &Views<'_>, intents: &mut Vec<Intent>) {
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
    status_bar::show(ui, &totals, screen.lang, intents);
}
