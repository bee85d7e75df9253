//! The whole window on an open dossier: bars above and below, the panels at both sides, the pages between them, and what
//! lies over all of it.
//!
//! **Invariant:** bars and panels come first and the pages take what is left, so that a panel that opens moves no bar.

use super::forms::command_palette::Commands;
use super::ground_bar::Preview;
use super::overlay;
use super::page::text_view::Reading;
use super::screen::{Screen, Views};
use super::status_bar::{self, PageLine, Totals};
use super::viewing::Viewing;
use super::widgets::region::{self, Region};
use super::widgets::{components, focus};
use super::{Intent, ground_bar, menu_bar, pages, side_panels};
use crate::i18n::Text;
use crate::jobs::PageRequest;
use egui::Ui;
use std::sync::Arc;

/// Draws one frame; returns the texts and pictures of pages that are missing, the most urgent first.
pub fn show(
    ui: &mut Ui,
    screen: &Screen<'_>,
    views: &mut Views<'_>,
    intents: &mut Vec<Intent>,
) -> Vec<PageRequest> {
    views.toast.follow(ui, screen.told, screen.steps);
    bars(ui, screen, views, intents);
    let mut later = side_panels::left(ui, screen, views, intents);
    later.append(&mut side_panels::right(ui, screen, views, intents));
    let mut missing = pages::show(ui, screen, views, intents);
    missing.append(&mut later);
    let over = overlay::OverlayView {
        notation: screen.dossier.facts.notation,
        exporting: screen.exporting.as_ref(),
        commands: Commands {
            dossier: screen.dossier,
            document: views.viewing.current(screen.dossier).map(Arc::as_ref),
            allowed: &screen.allowed,
            display: screen.display,
            recent: screen.recent,
            lang: screen.lang,
        },
        lang: screen.lang,
    };
    let overlay = &mut views.overlay;
    missing.append(&mut overlay.show(ui.ctx(), &over, views.pictures, intents));
    focus::ring(ui.ctx());
    missing
}

fn bars(ui: &mut Ui, screen: &Screen<'_>, views: &mut Views<'_>, intents: &mut Vec<Intent>) {
    let lang = screen.lang;
    egui::Panel::top("menu").show(ui, |ui| {
        components::name_panel(ui, lang.text(Text::PanelMenu));
        region::begin(ui, Region::Menu);
        let trail = trail(screen, views.viewing);
        let bar = menu_bar::Bar {
            allowed: &screen.allowed,
            save: &screen.save,
            trail: &trail,
            recent: screen.recent,
        };
        menu_bar::show(ui, &bar, &mut views.overlay.menu, lang, intents);
    });
    egui::Panel::top("grounds").show(ui, |ui| {
        components::name_panel(ui, lang.text(Text::EditFavourites));
        region::begin(ui, Region::Grounds);
        let mut on_screen = views.viewing.on_screen.iter();
        let is_made = on_screen.all(|page| (screen.published_page)(*page).is_some());
        let shown = ground_bar::GroundBarView {
            favourites: &screen.favourites,
            choice: &views.chosen.grounds,
            notation: screen.dossier.facts.notation,
            free: views.chosen.free,
            mode: views.viewing.mode,
            two_pages: views.viewing.has_two_pages(),
            preview: match (is_made, &screen.published) {
                (true, _) => Preview::Made,
                (false, Reading::Failed) => Preview::Failed,
                (false, _) => Preview::Making,
            },
            is_published: screen.not_published.is_none(),
            allowed: &screen.allowed,
        };
        ground_bar::show(ui, &shown, lang, intents);
    });
    egui::Panel::bottom("status").show(ui, |ui| {
        components::name_panel(ui, lang.text(Text::PanelStatus));
        region::begin(ui, Region::Status);
        status_ui(ui, screen, views, intents);
    });
}

/// Where the reader is: the dossier, the document, its page.
fn trail(screen: &Screen<'_>, viewing: &Viewing) -> String {
    let facts = &screen.dossier.facts;
    let named = [&facts.reference, &facts.title]
        .into_iter()
        .find(|name| !name.is_empty());
    let mut parts: Vec<String> = named.cloned().into_iter().collect();
    if let Some(document) = viewing.current(screen.dossier) {
        parts.push(format!("{} {}", document.number, document.known_title()));
    }
    parts.join(" › ")
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
        // What stands over the pages does not stand here too.
        message: if views.toast.is_up(ui) {
            ""
        } else {
            screen.told.text
        },
        underway: screen.underway.as_ref(),
        beside: screen.beside.as_ref(),
        dossier: screen.dossier,
        found: screen.checked.found(),
        suggestions: screen.suggested.proposals.len(),
    };
    status_bar::show(ui, &totals, screen.lang, intents);
}
