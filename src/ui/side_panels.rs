//! The panels beside the pages: documents and small pages at the left, the tabs at the right.
//!
//! **Invariant:** the pages keep the larger part of the window, and so in a narrow one a single panel shows; the width to which a panel was pulled is remembered for
//! how wide the window is.

use super::panels::document_facts::DocumentFactsView as FormShown;
use super::panels::marks_list::Listed;
use super::panels::thumbnails::Shelf;
use super::panels::{documents, history, overview, remarks_panel, thumbnails};
use super::screen::{Screen, Views};
use super::viewing::{Came, Tab, Viewing};
use super::widgets::list_keys::{Lie, ListKeys};
use super::widgets::region::{self, Region};
use super::widgets::{components, icons, tokens};
use super::{Intent, review};
use crate::command::Action;
use crate::i18n::{Lang, Text};
use crate::jobs::suggest::Proposal;
use crate::jobs::{PagePart, PageRequest};
use crate::model::dossier::document::{Document, DocumentId, OwnedMark};
use crate::model::gesture::snap;
use egui::Ui;
use std::sync::Arc;

/// How much of the window a panel beside the pages may take, and the small pages of the left one.
const WIDEST: f32 = 0.42;
const HIGHEST: f32 = 0.5;
/// What the right panel needs to show its list and what is chosen in it, in points.
const LEAST_HEIGHT: f32 = 440.0;
/// Words that are shown beside a suggestion.
const REACH: usize = 6;

/// How wide the window is: of each the widths of the panels are kept, so that a larger window, or larger text, begins
/// with panels that suit it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum WindowWidth {
    Narrow,
    Usual,
    Wide,
}

impl WindowWidth {
    fn of(ui: &Ui) -> Self {
        match ui.ctx().content_rect().width() {
            width if width < 1000.0 => Self::Narrow,
            width if width < 1800.0 => Self::Usual,
            _ => Self::Wide,
        }
    }

    /// Widths of the panels at the left and at the right, in points.
    fn panels(self) -> (f32, f32) {
        match self {
            Self::Narrow => (150.0, 250.0),
            Self::Usual => (230.0, 300.0),
            Self::Wide => (320.0, 420.0),
        }
    }

    /// Under which the width of a panel is remembered.
    fn name(self, panel: &str) -> String {
        // The names under which versions up to now keep them.
        format!("{panel} {self:?}").to_lowercase()
    }
}

/// How wide a panel opens, in points: as it was left, else as usual.
fn opening_width(name: &str, usual: f32, screen: &Screen<'_>) -> f32 {
    let kept = screen.widths.get(name);
    kept.map_or(usual, |width| f32::from(*width))
}

/// Has the width kept to which a panel was pulled, for the next session.
fn keep_width(
    ui: &Ui,
    panel: String,
    opened: f32,
    shown: &egui::Response,
    intents: &mut Vec<Intent>,
) {
    let width = shown.rect.width().round();
    if ui.input(|i| i.pointer.any_released()) && width != opened {
        let width = width as u16;
        intents.push(Intent::KeepWidth { panel, width });
    }
}

/// Draws the panel at the left, when it is open; returns the pictures that are missing.
pub fn left(
    ui: &mut Ui,
    screen: &Screen<'_>,
    views: &mut Views<'_>,
    intents: &mut Vec<Intent>,
) -> Vec<PageRequest> {
    let mut missing = Vec::new();
    let is_narrow = WindowWidth::of(ui) == WindowWidth::Narrow;
    views.viewing.fit_panels(is_narrow);
    if !views.viewing.left_panel {
        return missing;
    }
    let came = views.viewing.follow();
    let whole = ui.available_size();
    let window = WindowWidth::of(ui);
    let name = window.name("documents");
    let opened = opening_width(&name, window.panels().0, screen);
    let panel_id = egui::Id::unique(("documents", window));
    let panel = egui::Panel::left(panel_id).resizable(true);
    let panel = panel.default_size(opened).max_size(whole.x * WIDEST);
    let shown = panel.show(ui, |ui| {
        components::name_panel(ui, screen.lang.text(Text::PanelLeft));
        missing = thumbnails_ui(ui, screen, views, (came, whole.y * HIGHEST), intents);
        egui::CentralPanel::no_frame().show(ui, |ui| {
            components::name_panel(ui, screen.lang.text(Text::PanelDocuments));
            region::begin(ui, Region::Documents);
            let list = documents::List {
                dossier: screen.dossier,
                current: views.viewing.document,
                follow: came.document,
                selected: &views.chosen.documents,
                show: views.viewing.listed,
                account: screen.checked.account,
                allowed: &screen.allowed,
                lang: screen.lang,
            };
            documents::show(ui, &list, intents);
        });
    });
    name_edge(ui, panel_id, screen.lang);
    keep_width(ui, name, opened, &shown.response, intents);
    missing
}

/// Gives what a panel is pulled by a name: the toolkit has one in English alone.
fn name_edge(ui: &Ui, panel: egui::Id, lang: Lang) {
    let edge = ui.scope_id().with(panel).with("__resize");
    ui.ctx().accesskit_node_builder(edge, |node| {
        node.set_label(lang.text(Text::PanelEdge));
    });
}

/// The small pages of the document at hand, below the list.
fn thumbnails_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    views: &mut Views<'_>,
    (came, highest): (Came, f32),
    intents: &mut Vec<Intent>,
) -> Vec<PageRequest> {
    // In a low window the list of documents needs all of it.
    let document = views.viewing.current(screen.dossier);
    let Some(document) = document.filter(|_| !components::is_low(ui.ctx())) else {
        return Vec::new();
    };
    // The one page of a document is there to be seen already.
    let source = (screen.source_of)(document).filter(|_| document.pages() > 1);
    let Some(source) = source else {
        return Vec::new();
    };
    // As high as its rows, up to a part of the window: one page needs no half of the list.
    let width = ui.available_width();
    let needed = thumbnails::height(document.pages(), width) + tokens::GRID * 6.0;
    let below = egui::Panel::bottom("thumbnails").resizable(false);
    let below = below.exact_size(needed.min(highest));
    let draw = |ui: &mut Ui| {
        components::name_panel(ui, screen.lang.text(Text::Thumbnails));
        region::begin(ui, Region::Thumbnails);
        ui.add_space(tokens::GRID);
        let shelf = Shelf {
            document,
            source: &source,
            sizes: document.sizes(),
            quarters_of: &|page| views.viewing.quarters_of(page),
            current: views.viewing.page,
            follow: came.page,
            allowed: &screen.allowed,
            lang: screen.lang,
        };
        thumbnails::show(ui, &shelf, views.pictures, intents)
    };
    below.show(ui, draw).inner
}

/// Draws the tabs at the right, when they are open; returns the texts of listed pages that are missing.
pub fn right(
    ui: &mut Ui,
    screen: &Screen<'_>,
    views: &mut Views<'_>,
    intents: &mut Vec<Intent>,
) -> Vec<PageRequest> {
    let mut missing = Vec::new();
    let lang = screen.lang;
    let panels = &mut views.panels;
    panels.keep_left(views.viewing, screen.dossier, lang, intents);
    rail(ui, views.viewing, lang, intents);
    if !views.viewing.right_panel {
        return missing;
    }
    // The left panel is there already.
    let whole = ui.ctx().content_rect().width();
    let window = WindowWidth::of(ui);
    let name = window.name("marks");
    let opened = opening_width(&name, window.panels().1, screen);
    let panel_id = egui::Id::unique(("marks", window));
    let panel = egui::Panel::right(panel_id).resizable(true);
    let panel = panel.default_size(opened).max_size(whole * WIDEST);
    let shown = panel.show(ui, |ui| {
        components::name_panel(ui, lang.text(Text::PanelRight));
        region::begin(ui, Region::Panel);
        components::within(ui, |ui| {
            let (name, _) = face(views.viewing.tab);
            components::painted_heading(ui, lang.text(name));
            components::roomy(ui, LEAST_HEIGHT, |ui| {
                tab_ui(ui, screen, views, &mut missing, intents);
            });
        });
    });
    name_edge(ui, panel_id, lang);
    keep_width(ui, name, opened, &shown.response, intents);
    missing
}

/// The name of a tab and its icon.
fn face(tab: Tab) -> (Text, &'static str) {
    match tab {
        Tab::Marks => (Text::MarksTab, icons::MARKS),
        Tab::Suggestions => (Text::SuggestionsTab, icons::SUGGESTIONS),
        Tab::Document => (Text::DocumentTab, icons::DOCUMENT),
        Tab::Find => (Text::FindTab, icons::FIND),
        Tab::Check => (Text::CheckTab, icons::CHECK),
        Tab::Remarks => (Text::RemarksTab, icons::REMARKS),
        Tab::Overview => (Text::OverviewTab, icons::OVERVIEW),
        Tab::History => (Text::HistoryTab, icons::HISTORY),
    }
}

/// The tabs as a column of icons at the right edge, there also while the panel is closed.
fn rail(ui: &mut Ui, viewing: &mut Viewing, lang: Lang, intents: &mut Vec<Intent>) {
    let frame = egui::Frame::side_top_panel(ui.style()).inner_margin(tokens::GRID);
    let panel = egui::Panel::right("rail").resizable(false).frame(frame);
    let width = tokens::CONTROL + 2.0 * tokens::GRID;
    panel.exact_size(width).show(ui, |ui| {
        components::name_panel(ui, lang.text(Text::PanelTabs));
        region::begin(ui, Region::Tabs);
        if components::is_low(ui.ctx()) {
            // All of them at once where they can be: a tab that is scrolled away is not found.
            ui.spacing_mut().item_spacing.y = 0.0;
            components::following(egui::ScrollArea::vertical(), ui, |ui| {
                tabs_ui(ui, viewing, lang);
                rail_foot(ui, lang, intents);
            });
            return;
        }
        tabs_ui(ui, viewing, lang);
        let foot = egui::Layout::bottom_up(egui::Align::Min);
        ui.with_layout(foot, |ui| rail_foot(ui, lang, intents));
    });
}

/// What helps with the window itself, below the tabs.
fn rail_foot(ui: &mut Ui, lang: Lang, intents: &mut Vec<Intent>) {
    for (action, sign) in [
        (Action::Handbook, icons::HELP),
        (Action::Display, icons::SETTINGS),
    ] {
        let name = lang.text(action.text());
        if components::icon_button(ui, sign, name, false).clicked() {
            intents.push(Intent::Do(action));
        }
    }
}

fn tabs_ui(ui: &mut Ui, viewing: &mut Viewing, lang: Lang) {
    let at = Tab::ALL.iter().position(|tab| *tab == viewing.tab);
    let keys = ListKeys::new(ui, "tabs", Lie::Column, Tab::ALL.len(), at, |_| true);
    for (nth, tab) in Tab::ALL.into_iter().enumerate() {
        let (text, sign) = face(tab);
        let (name, is_on) = (lang.text(text), viewing.shows(tab));
        let button = components::icon_button_sensing(ui, sign, name, is_on, keys.sense(nth));
        if keys.take(nth, &button) {
            viewing.open(tab);
        }
    }
}

fn tab_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    views: &mut Views<'_>,
    missing: &mut Vec<PageRequest>,
    intents: &mut Vec<Intent>,
) {
    let (lang, can_edit) = (screen.lang, screen.can_edit);
    match views.viewing.tab {
        Tab::Marks => marks_ui(ui, screen, views, missing, intents),
        Tab::Suggestions => suggestions_ui(ui, screen, views, missing, intents),
        Tab::Find => views.panels.find.show(ui, &screen.searched, intents),
        Tab::Check => views.panels.check.show(ui, &screen.checked, intents),
        Tab::Remarks => {
            let shown = remarks_panel::RemarksView {
                dossier: screen.dossier,
                can_edit,
                lang,
            };
            views.panels.remarks.show(ui, &shown, intents);
        }
        Tab::Overview => {
            overview::show(ui, screen.dossier, screen.checked.found(), lang, intents);
        }
        Tab::History => history::show(ui, &screen.history, can_edit, lang, intents),
        Tab::Document => document_ui(ui, screen, views, intents),
    }
}

/// The list of marks and, below it, how much the width of the chosen one tells.
fn marks_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    views: &mut Views<'_>,
    missing: &mut Vec<PageRequest>,
    intents: &mut Vec<Intent>,
) {
    let (chosen, facts) = (views.chosen, &mut *views.facts);
    let alone = chosen.mark().and_then(|mark| screen.dossier.mark(mark));
    if let Some((document, owned)) = alone
        && let Some(source) = (screen.source_of)(document)
        && let Some(text) = facts.known_text(&source, owned.mark.page)
    {
        // Widening needs to know what is blank.
        let blank = facts.known_blank(&source, owned.mark.page);
        let can_widen = screen.can_edit && blank.is_some();
        let meter = &mut views.panels.width;
        meter.measure(document, owned, &text);
        meter.show(ui, can_widen, screen.lang, intents);
    }
    let mut words = |document: &Document, owned: &OwnedMark| {
        let source = (screen.source_of)(document)?;
        let page = owned.mark.page;
        let covered = facts.covered(&source, page, &owned.mark.areas);
        if covered.is_none() {
            let part = PagePart::Text(page);
            missing.push(PageRequest { source, part });
        }
        covered
    };
    let listed = Listed {
        dossier: screen.dossier,
        current: views.viewing.document,
        selected: &chosen.marks,
        can_edit: screen.can_edit,
        allowed: &screen.allowed,
        lang: screen.lang,
    };
    views.panels.marks.show(ui, &listed, &mut words, intents);
}

/// What may have to go, with its words where its page is at hand.
fn suggestions_ui(
    ui: &mut Ui,
    screen: &Screen<'_>,
    views: &mut Views<'_>,
    missing: &mut Vec<PageRequest>,
    intents: &mut Vec<Intent>,
) {
    let facts = &*views.facts;
    let mut words = |proposal: &Proposal| {
        let document = screen.dossier.document(proposal.document)?;
        let source = (screen.source_of)(document)?;
        let text = facts.known_text(&source, proposal.page);
        if text.is_none() {
            let part = PagePart::Text(proposal.page);
            missing.push(PageRequest { source, part });
        }
        Some(snap::context(text?.as_ref(), &proposal.areas, REACH))
    };
    let panel = &mut views.panels.suggestions;
    panel.show(ui, &screen.suggested, &mut words, intents);
}

/// The stage of the document at hand and what the inventory says of it.
fn document_ui(ui: &mut Ui, screen: &Screen<'_>, views: &mut Views<'_>, intents: &mut Vec<Intent>) {
    let (dossier, lang, can_edit) = (screen.dossier, screen.lang, screen.can_edit);
    let Some(document) = views.viewing.current(dossier) else {
        return;
    };
    review::show(ui, dossier, document, can_edit, lang, intents);
    ui.separator();
    let ids = views.chosen.documents_or(views.viewing.document, dossier);
    let is_chosen = |id: &DocumentId| match ids.contains(&document.id) {
        true => ids.contains(id),
        false => *id == document.id,
    };
    let all = dossier.documents.iter().map(Arc::as_ref);
    let chosen = all.filter(|d: &&Document| is_chosen(&d.id)).collect();
    let shown = FormShown {
        dossier,
        document,
        chosen,
        lang,
    };
    let form = &mut views.panels.form;
    ui.add_enabled_ui(can_edit, |ui| form.show(ui, &shown, intents));
}
