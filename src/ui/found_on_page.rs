//! What was looked for on the pages in view, and what is readable there by the finding that is looked at.
//!
//! **Invariant:** only the passages of the tab that shows are painted.

use super::page::canvas::CanvasFrame;
use super::panels::find_panel::FindPanel;
use super::screen::Views;
use super::suggested::Suggested;
use super::viewing::{Tab, Viewing};
use super::widgets::components;
use super::widgets::tokens;
use crate::jobs::SourceFile;
use crate::model::page::geometry::PageRect;
use crate::model::page::text::PageText;
use egui::Ui;

/// What is painted over words stands out around them by this much, so that it does not cut through letters.
const AROUND: f32 = 1.5;
const ROUNDED: f32 = 2.0;
/// The line under a hit, under the one that was gone to, and around a suggestion: told apart without colour.
const EDGE: f32 = 1.0;
const EDGE_AT: f32 = 2.5;
const EDGE_SUGGESTED: f32 = 1.5;

/// Paints a line under each hit, a thicker one under the one that was gone to, and a field over what is readable.
pub fn paint(ui: &Ui, shown: &CanvasFrame, source: &SourceFile, views: &Views<'_>) {
    let painter = ui.painter_at(shown.response.rect);
    for place in &shown.pages {
        let Some(text) = views.facts.known_text(source, place.page) else {
            continue;
        };
        for area in readable(views, place.page) {
            let rect = place.rect_to_screen(area).expand(AROUND);
            painter.rect_filled(rect, ROUNDED, tokens::found(true));
        }
        for (lines, is_at) in hits(&views.panels.find, views.viewing, place.page, &text) {
            for line in lines {
                let rect = place.rect_to_screen(&line).expand(AROUND);
                painter.rect_filled(rect, ROUNDED, tokens::found(is_at));
                let edge = egui::Stroke::new(if is_at { EDGE_AT } else { EDGE }, tokens::FOUND);
                painter.hline(rect.x_range(), rect.bottom(), edge);
            }
        }
    }
}

/// Paints a dashed edge around each suggestion on the pages in view, and a field over the one that is looked at.
pub fn paint_suggestions(
    ui: &Ui,
    shown: &CanvasFrame,
    suggested: &Suggested<'_>,
    views: &Views<'_>,
) {
    let painter = ui.painter_at(shown.response.rect);
    let at = views.panels.suggestions.chosen();
    let at = at.filter(|_| views.viewing.shows(Tab::Suggestions));
    let here = suggested.proposals.iter();
    let here = here.filter(|p| Some(p.document) == views.viewing.document);
    for proposal in here {
        let Some(place) = shown.pages.iter().find(|p| p.page == proposal.page) else {
            continue;
        };
        let look = tokens::mark_look(proposal.ground.as_slice());
        let edge = egui::Stroke::new(EDGE_SUGGESTED, look.colour);
        for area in &proposal.areas {
            let rect = place.rect_to_screen(area).expand(AROUND);
            if at == Some(proposal) {
                painter.rect_filled(rect, ROUNDED, tokens::found(true));
            }
            components::dashed(&painter, rect, edge);
        }
    }
}

/// What is readable by the chosen finding on a page of the document at hand.
fn readable<'a>(views: &'a Views<'_>, page: usize) -> &'a [PageRect] {
    let viewing = &views.viewing;
    let finding = views.panels.check.chosen();
    let finding = finding.filter(|_| viewing.shows(Tab::Check));
    let here = finding.filter(|f| f.document == viewing.document && f.page == Some(page));
    here.map_or(&[], |f| &f.areas)
}

/// The hits on a page, each as the lines it takes; and whether it is the one that was gone to.
fn hits(
    find: &FindPanel,
    viewing: &Viewing,
    page: usize,
    text: &PageText,
) -> Vec<(Vec<PageRect>, bool)> {
    let Some(query) = find.query().filter(|_| viewing.shows(Tab::Find)) else {
        return Vec::new();
    };
    let is_here =
        |hit: &crate::jobs::search::Hit| Some(hit.document) == viewing.document && hit.page == page;
    let at = find.at.filter(is_here);
    let lines = |(first, end): (usize, usize)| {
        let words = text.words.iter().filter_map(move |(start, stop)| {
            let part = ((*start).max(first), (*stop).min(end));
            (part.0 < part.1).then_some(part)
        });
        words
            .filter_map(|(a, b)| PageText::bounds(text.chars.get(a..b)?))
            .collect()
    };
    let places = query.places(text).into_iter().enumerate();
    places
        .map(|(nth, place)| (lines(place), at.is_some_and(|hit| hit.nth == nth)))
        .collect()
}
