//! A covered passage and where it can be read, side by side below the pages, in words and as they look.
//!
//! **Invariant:** each side is the way to its place.
//! **Absent:** what a finding is; the check says it.

use super::Intent;
use super::page::clipping::Clipping;
use super::page::page_facts::PageFacts;
use super::page::pictures::Pictures;
use super::panels::checked::{CheckIntent, place_name};
use super::screen::{Screen, Views};
use super::viewing::Tab;
use super::widgets::components;
use crate::i18n::{Lang, Text};
use crate::jobs::check::{self, Finding};
use crate::jobs::{PagePart, PageRequest};
use crate::model::dossier::document::DocumentId;
use crate::model::gesture::snap;
use crate::model::page::geometry::PageRect;
use egui::Ui;

/// Words that are shown beside a passage.
const REACH: usize = 9;

/// Draws both places of the chosen finding, when it has two; returns the texts and pictures that are missing.
pub fn show(
    ui: &mut Ui,
    screen: &Screen<'_>,
    views: &mut Views<'_>,
    intents: &mut Vec<Intent>,
) -> Vec<PageRequest> {
    let mut missing = Vec::new();
    let finding = views.panels.check.chosen();
    let finding = finding.filter(|_| views.viewing.shows(Tab::Check));
    let Some((finding, hidden)) = finding.and_then(|f| Some((f, f.hidden.as_ref()?))) else {
        return missing;
    };
    let (dossier, lang) = (screen.dossier, screen.lang);
    let mut side = |document: DocumentId, page: usize, areas: &[PageRect]| {
        place(screen, views.facts, (document, page, areas), &mut missing)
    };
    let owned = dossier.document(hidden.document);
    let owned = owned.and_then(|document| document.mark(hidden.mark));
    let covered = owned.and_then(|owned| side(hidden.document, hidden.page, &owned.mark.areas));
    let readable = match (finding.document, finding.page) {
        (Some(document), Some(page)) => side(document, page, &finding.areas),
        _ => finding.field.map(|field| {
            let name = lang.text(crate::error::field_name(field));
            let said = check::saying(dossier, finding).unwrap_or_default();
            Side {
                words: Some([format!("{name}:"), said, String::new()]),
                clipping: None,
            }
        }),
    };
    let sides = [covered, readable].map(Option::unwrap_or_default);
    let panel = egui::Panel::bottom("compare");
    let pictures = panel.show(ui, |ui| {
        components::name_panel(ui, lang.text(Text::PanelCompare));
        sides_ui(ui, finding, sides, views.pictures, lang, intents)
    });
    missing.extend(pictures.inner);
    missing
}

/// A place in words and as it looks; what is not at hand is asked for.
fn place(
    screen: &Screen<'_>,
    facts: &PageFacts,
    (document, page, areas): (DocumentId, usize, &[PageRect]),
    missing: &mut Vec<PageRequest>,
) -> Option<Side> {
    let document = screen.dossier.document(document)?;
    let source = (screen.source_of)(document)?;
    let text = facts.known_text(&source, page);
    if text.is_none() {
        let (source, part) = (source.clone(), PagePart::Text(page));
        missing.push(PageRequest { source, part });
    }
    let name = place_name(document.number.as_str(), Some(page), screen.lang);
    let size = document.sizes().get(page).copied();
    let clipping = size.map(|size| Clipping {
        source,
        page,
        size,
        areas: areas.to_vec(),
        name: screen.lang.fill(Text::PictureOf, &[&name]),
    });
    let words = text.map(|text| snap::context(&text, areas, REACH));
    Some(Side { words, clipping })
}

/// One of the two places of a passage.
#[derive(Default)]
struct Side {
    /// The words before it, itself, and those after it, where the text of its page is at hand.
    words: Option<[String; 3]>,
    /// The place as it looks; `None` in a field of the dossier.
    clipping: Option<Clipping>,
}

/// A covered passage and where it can be read, side by side, in words and as they look; each head is the way to its
/// place. Returns the pictures that are missing.
fn sides_ui(
    ui: &mut Ui,
    finding: &Finding,
    [covered, readable]: [Side; 2],
    pictures: &mut Pictures,
    lang: Lang,
    intents: &mut Vec<Intent>,
) -> Vec<PageRequest> {
    let mut missing = Vec::new();
    let Some(hidden) = &finding.hidden else {
        return missing;
    };
    ui.columns(2, |columns| {
        let sides = [
            (
                Text::CheckHiddenAt,
                place_name(&hidden.number, Some(hidden.page), lang),
                covered,
                CheckIntent::GoToHidden(Box::new(finding.clone())),
            ),
            (
                Text::CheckReadableAt,
                place_name(&finding.number, finding.page, lang),
                readable,
                CheckIntent::GoTo(Box::new(finding.clone())),
            ),
        ];
        for (ui, (text, place, side, intent)) in columns.iter_mut().zip(sides) {
            if ui.link(lang.fill(text, &[&place])).clicked() {
                intents.push(Intent::Check(intent));
            }
            if let Some(clipping) = side.clipping {
                missing.extend(clipping.show(ui, pictures));
            }
            match side.words {
                Some(words) => components::in_context(ui, words),
                None => {
                    ui.label("…");
                }
            }
        }
    });
    missing
}
