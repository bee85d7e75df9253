//! The panels beside the pages, and the pages themselves, drawn from what the desk knows.
//!
//! **Invariant:** drawing changes nothing but where the reader is; everything else is wanted, and done after the frame.

use super::desk::{Desk, Tab, sizes_of, source_in};
use super::tools::Tools;
use crate::i18n::{Lang, Text};
use crate::jobs::{SourceFile, Want, Wish};
use crate::model::document::{Document, OwnedMark};
use crate::model::snap;
use crate::ui::canvas::{self, Shown};
use crate::ui::document_form::Shown as FormShown;
use crate::ui::marks_layer::{self, Hand, Layer};
use crate::ui::thumbnails::Shelf;
use crate::ui::{Wanted, documents, history, intake, overview, review, theme, thumbnails};
use egui::{Button, Ui, UiBuilder, vec2};

/// How much of the window a panel beside the pages may take, and the small pages of the left one.
const WIDEST: f32 = 0.42;
const HIGHEST: f32 = 0.5;

/// How wide the window is: of each the widths of the panels are kept, so that a larger window, or larger text, begins
/// with panels that suit it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Room {
    Narrow,
    Usual,
    Wide,
}

impl Room {
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
        format!("{panel} {self:?}").to_lowercase()
    }

    /// How wide the panel at the left opens, in points.
    fn left(self, tools: &Tools) -> f32 {
        kept_width(&self.name("documents"), tools).unwrap_or(self.panels().0)
    }

    /// How wide the panel at the right opens, in points.
    fn right(self, tools: &Tools) -> f32 {
        kept_width(&self.name("marks"), tools).unwrap_or(self.panels().1)
    }
}

fn kept_width(name: &str, tools: &Tools) -> Option<f32> {
    let width = tools.preferences.widths.get(name)?;
    Some(f32::from(*width))
}

/// Keeps the width to which a panel was pulled, for the next session.
fn keep_width(ui: &Ui, name: String, opened: f32, panel: &egui::Response, tools: &mut Tools) {
    let width = panel.rect.width().round();
    if ui.input(|i| i.pointer.any_released()) && width != opened {
        tools.preferences.widths.insert(name, width as u16);
        tools.keep_preferences();
    }
}

/// What the right panel needs to show its list and what is chosen in it, in points.
const LEAST: f32 = 380.0;

impl Desk {
    pub(super) fn left(
        &mut self,
        ui: &mut Ui,
        tools: &mut Tools,
        wanted: &mut Vec<Wanted>,
        wishes: &mut Vec<Wish>,
    ) {
        if !self.left_panel {
            return;
        }
        let here = (self.current, self.page);
        let before = std::mem::replace(&mut self.followed, here);
        let (follow_document, follow) = (before.0 != here.0, before != here);
        let (lang, dossier) = (tools.lang, self.dossier());
        let whole = ui.available_size();
        let room = Room::of(ui);
        let panel = egui::Panel::left(egui::Id::unique(("documents", room))).resizable(true);
        let opened = room.left(tools);
        let panel = panel.default_size(opened).max_size(whole.x * WIDEST);
        let shown = panel.show(ui, |ui| {
            theme::name_panel(ui, lang.text(Text::PanelLeft));
            if let Some(document) = self.current()
                && let Some(source) = self.source_of(document)
            {
                let below = egui::Panel::bottom("thumbnails").resizable(true);
                let below = below.default_size(300.0).max_size(whole.y * HIGHEST);
                below.show(ui, |ui| {
                    theme::name_panel(ui, lang.text(Text::Thumbnails));
                    ui.add_space(theme::GRID);
                    let sizes = sizes_of(document);
                    let shelf = Shelf {
                        document,
                        source: &source,
                        sizes: &sizes,
                        current: self.page,
                        follow,
                        lang,
                    };
                    let pictures = &mut tools.pictures;
                    wishes.append(&mut thumbnails::show(ui, &shelf, pictures, wanted));
                });
            }
            egui::CentralPanel::no_frame().show(ui, |ui| {
                theme::name_panel(ui, lang.text(Text::PanelDocuments));
                let chosen = &self.selected_documents;
                let shown = self.shown_documents;
                documents::show(
                    ui,
                    dossier,
                    self.current,
                    follow_document,
                    chosen,
                    shown,
                    lang,
                    wanted,
                );
            });
        });
        let name = room.name("documents");
        keep_width(ui, name, opened, &shown.response, tools);
    }

    /// The marks or the document; returns the texts of listed pages that are missing.
    pub(super) fn right(
        &mut self,
        ui: &mut Ui,
        tools: &mut Tools,
        wanted: &mut Vec<Wanted>,
    ) -> Vec<Wish> {
        let mut missing = Vec::new();
        let (lang, dossier, can_edit) = (tools.lang, self.dossier().clone(), self.can_edit());
        // What was typed in a tab that a key has left.
        let shown = Some(self.tab).filter(|_| self.right_panel);
        if shown != Some(Tab::Marks) {
            self.marks_list.commit_note(&dossier, wanted);
        }
        if shown != Some(Tab::Document) {
            self.form.leave(&dossier, lang, wanted);
        }
        if shown.is_none() {
            return missing;
        }
        // The left panel is there already.
        let whole = ui.ctx().content_rect().width();
        let room = Room::of(ui);
        let panel = egui::Panel::right(egui::Id::unique(("marks", room))).resizable(true);
        let opened = room.right(tools);
        let panel = panel.default_size(opened).max_size(whole * WIDEST);
        let shown = panel.show(ui, |ui| {
            theme::name_panel(ui, lang.text(Text::PanelRight));
            ui.scope(|ui| self.tabs_ui(ui, lang));
            ui.separator();
            theme::roomy(ui, LEAST, |ui| match self.tab {
                Tab::Marks => {
                    let alone = self.selected_alone(&dossier);
                    if let Some((document, owned)) = &alone
                        && let Some(source) = self.source_of(document)
                        && let Some(text) = tools.facts.known_text(&source, owned.mark.page)
                    {
                        // Widening needs to know what is blank.
                        let blank = tools.facts.known_blank(&source, owned.mark.page);
                        let can_widen = can_edit && blank.is_some();
                        let meter = &mut self.width_meter;
                        meter.show(ui, document, owned, &text, can_widen, lang, wanted);
                    }
                    let (folder, passwords) = (&self.folder, &self.passwords);
                    let mut words = |document: &Document, owned: &OwnedMark| {
                        let source = source_in(folder, passwords, document)?;
                        let page = owned.mark.page;
                        let text = tools.facts.known_text(&source, page);
                        if text.is_none() {
                            let want = Want::Text(page);
                            missing.push(Wish { source, want });
                        }
                        Some(snap::covered_line(text?.as_ref(), &owned.mark.areas))
                    };
                    self.marks_list.show(
                        ui,
                        &dossier,
                        self.current,
                        &self.selected,
                        &mut words,
                        can_edit,
                        lang,
                        wanted,
                    );
                }
                Tab::Find => {
                    let mut find = std::mem::take(&mut self.find);
                    find.show(ui, &self.searched(&dossier, lang), wanted);
                    self.find = find;
                }
                Tab::Check => self.check_ui(ui, lang, wanted),
                Tab::Overview => {
                    let found = self.found();
                    overview::show(ui, &dossier, found, lang, wanted);
                }
                Tab::History => {
                    history::show(ui, &self.history.shown(), can_edit, lang, wanted);
                }
                Tab::Document => {
                    if let Some(document) = self.current.and_then(|id| dossier.document(id)) {
                        review::show(ui, &dossier, document, can_edit, lang, wanted);
                        ui.separator();
                        let mut chosen = self.chosen_documents();
                        if !chosen.contains(&document.id) {
                            chosen = vec![document.id];
                        }
                        let shown = FormShown {
                            dossier: &dossier,
                            document,
                            chosen,
                            lang,
                        };
                        ui.add_enabled_ui(can_edit, |ui| self.form.show(ui, &shown, wanted));
                    }
                }
            });
        });
        keep_width(ui, room.name("marks"), opened, &shown.response, tools);
        missing
    }

    /// The tabs of the right panel, three in a row.
    fn tabs_ui(&mut self, ui: &mut Ui, lang: Lang) {
        const TABS: [(Tab, Text); 6] = [
            (Tab::Marks, Text::MarksTab),
            (Tab::Document, Text::DocumentTab),
            (Tab::Find, Text::FindTab),
            (Tab::Check, Text::CheckTab),
            (Tab::Overview, Text::OverviewTab),
            (Tab::History, Text::HistoryTab),
        ];
        ui.spacing_mut().item_spacing.x = theme::GRID;
        ui.spacing_mut().button_padding.x = theme::GRID;
        let width = ((ui.available_width() - 2.0 * theme::GRID) / 3.0).floor();
        // The longest name needs this; where there is less, each tab is as wide as its own.
        const NEEDED: f32 = 88.0;
        let mut tab_ui = |ui: &mut Ui, (tab, text): (Tab, Text)| {
            let button = Button::selectable(self.tab == tab, lang.text(text));
            let least = if width < NEEDED { 0.0 } else { width };
            if ui.add(button.min_size(vec2(least, theme::ROW))).clicked() {
                self.tab = tab;
            }
        };
        ui.horizontal_wrapped(|ui| TABS.into_iter().for_each(|tab| tab_ui(ui, tab)));
    }

    /// The pages; returns what they miss.
    pub(super) fn middle(
        &mut self,
        ui: &mut Ui,
        tools: &mut Tools,
        wanted: &mut Vec<Wanted>,
    ) -> Vec<Wish> {
        let lang = tools.lang;
        let panel = egui::CentralPanel::no_frame();
        let said = |ui: &mut Ui, text: &str| {
            theme::name_panel(ui, lang.text(Text::PanelPages));
            let paper = ui.visuals().panel_fill;
            ui.painter().rect_filled(ui.max_rect(), 0.0, paper);
            ui.centered_and_justified(|ui| ui.label(text));
            Vec::new()
        };
        let Some(document) = self.current().cloned() else {
            return panel
                .show(ui, |ui| said(ui, lang.text(Text::NoDocuments)))
                .inner;
        };
        if self.can_edit() && !self.preview && intake::is_open(&document) {
            let is_busy = self.answering.is_some();
            egui::Panel::top("intake").show(ui, |ui| {
                theme::name_panel(ui, lang.text(Text::PanelIntake));
                intake::show(ui, &document, is_busy, lang, wanted);
            });
        }
        let Some(source) = self.source_of(&document) else {
            let text = lang.fill(Text::DocumentWithoutFile, &[&document.number]);
            return panel.show(ui, |ui| said(ui, &text)).inner;
        };
        let needs_help = !tools.preferences.has_marked && self.can_edit() && !self.preview;
        panel
            .show(ui, |ui| {
                theme::name_panel(ui, lang.text(Text::PanelPages));
                let mut compared = self.compare(ui, tools, wanted);
                let canvas = ui.available_rect_before_wrap();
                if self.look.text {
                    self.text_ui(ui, &document, &source, tools);
                    return compared;
                }
                let mut missing = self.pages_ui(ui, &document, &source, tools, wanted);
                missing.append(&mut compared);
                if self.look.hidden && !self.preview {
                    banner(ui, canvas, lang.text(Text::HiddenBanner));
                } else if self.preview {
                    banner(ui, canvas, lang.text(Text::PreviewBanner));
                } else if needs_help {
                    banner(ui, canvas, lang.text(Text::FirstHelp));
                }
                missing
            })
            .inner
    }

    /// The pages with their marks; side by side with how they will be published, when that is wanted.
    fn pages_ui(
        &mut self,
        ui: &mut Ui,
        document: &Document,
        source: &SourceFile,
        tools: &mut Tools,
        wanted: &mut Vec<Wanted>,
    ) -> Vec<Wish> {
        if !self.look.side_by_side || self.preview {
            return self.canvas_ui(ui, document, source, self.preview, tools, wanted);
        }
        let whole = ui.available_rect_before_wrap();
        let (left, right) = whole.split_left_right_at_fraction(0.5);
        let mut wishes = Vec::new();
        for (rect, published) in [(left, false), (right, true)] {
            let side = UiBuilder::new()
                .id_salt(published)
                .max_rect(rect.shrink2(vec2(1.0, 0.0)));
            ui.scope_builder(side, |ui| {
                let missing = self.canvas_ui(ui, document, source, published, tools, wanted);
                wishes.extend(missing);
            });
        }
        wishes
    }

    fn canvas_ui(
        &mut self,
        ui: &mut Ui,
        document: &Document,
        source: &SourceFile,
        published: bool,
        tools: &mut Tools,
        wanted: &mut Vec<Wanted>,
    ) -> Vec<Wish> {
        let sizes = sizes_of(document);
        let mut name = format!("{} {}", document.number, document.work_title);
        if published && !self.preview {
            name = tools.lang.fill(Text::AsPublished, &[&name]);
        }
        self.canvas = ui.available_size();
        let Some((view, layout)) = self.view(document.id) else {
            return Vec::new();
        };
        let mut shown = canvas::show(ui, view, source, &sizes, layout, &mut tools.pictures, &name);
        self.page = shown.current;
        let layer = Layer {
            document,
            source,
            sizes: &sizes,
            selected: &self.selected,
            choice: &self.choice,
            dossier: self.session.now(),
            preview: published,
            hidden: self.look.hidden && !published,
            free: self.free,
            can_edit: self.can_edit(),
            lang: tools.lang,
        };
        let facts = &mut tools.facts;
        // The side that cannot be drawn on leaves the hand alone.
        let mut none = Hand::default();
        let hand = if published && self.look.side_by_side {
            &mut none
        } else {
            &mut self.hand
        };
        marks_layer::show(ui, &shown, &layer, facts, hand, wanted);
        if !published {
            self.paint_hits(ui, &shown, source, tools);
        }
        say_failures(ui, &shown, source, tools);
        let mut wishes: Vec<Wish> = Vec::new();
        for place in &shown.pages {
            let has_marks = document.marks_on(place.page).next().is_some();
            wishes.append(&mut tools.facts.missing(source, place.page, has_marks));
        }
        // Coarse pictures come first, then what marks need, then sharp pictures.
        let sharp = shown.wishes.split_off(shown.coarse.min(shown.wishes.len()));
        shown
            .wishes
            .into_iter()
            .chain(wishes)
            .chain(sharp)
            .collect()
    }

    /// Draws a line under what was found, a thicker one under the place that was gone to.
    fn paint_hits(&self, ui: &Ui, shown: &Shown, source: &SourceFile, tools: &Tools) {
        let painter = ui.painter_at(shown.response.rect);
        for place in &shown.pages {
            let Some(text) = tools.facts.known_text(source, place.page) else {
                continue;
            };
            for area in self.found_on(place.page) {
                let rect = place.rect_to_screen(area).expand(1.5);
                painter.rect_filled(rect, 2.0, theme::found(true));
            }
            for (lines, is_at) in self.hits_on(place.page, &text) {
                for line in lines {
                    let rect = place.rect_to_screen(&line).expand(1.5);
                    painter.rect_filled(rect, 2.0, theme::found(is_at));
                    let edge = egui::Stroke::new(if is_at { 2.5 } else { 1.0 }, theme::FOUND);
                    painter.hline(rect.x_range(), rect.bottom(), edge);
                }
            }
        }
    }
}

/// A line over the top of the pages, which stay where they are.
fn banner(ui: &mut Ui, canvas: egui::Rect, text: &str) {
    let text = egui::RichText::new(text).strong();
    let size = egui::vec2(canvas.width().min(520.0), 28.0);
    let middle = egui::pos2(canvas.center().x, canvas.top() + size.y / 2.0 + 4.0);
    let rect = egui::Rect::from_center_size(middle, size);
    ui.painter()
        .rect_filled(rect, 4.0, ui.visuals().window_fill());
    let edge = ui.visuals().window_stroke();
    ui.painter()
        .rect_stroke(rect, 4.0, edge, egui::StrokeKind::Inside);
    ui.put(rect, egui::Label::new(text).selectable(false));
}

/// Says on a page that it cannot be shown.
fn say_failures(ui: &Ui, shown: &Shown, source: &SourceFile, tools: &Tools) {
    for place in shown.pages.iter() {
        if tools.has_failed(source, place.page) {
            ui.painter_at(shown.response.rect).text(
                place.rect.center(),
                egui::Align2::CENTER_CENTER,
                tools.lang.text(Text::PageFailed),
                egui::FontId::proportional(16.0),
                theme::wrong(false),
            );
        }
    }
}
