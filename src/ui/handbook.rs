//! The handbook in the window: chapters or what was found at the left, the text at the right (F1).
//!
//! **Invariant:** it opens at the chapter of what is being done, lies over whatever is open, and leaves that as it was.
//! **Absent:** its words.

use super::widgets::picker::Picker;
use super::widgets::{components, tokens};
use crate::command::Action;
use crate::handbook::{self, Block, Chapter, Place, Span, Style, paper};
use crate::i18n::{Lang, Text};
use egui::text::{LayoutJob, TextFormat};
use egui::{
    ColorImage, Context, Key, Label, Modifiers, Rect, ScrollArea, TextureHandle, Ui, WidgetInfo,
    vec2,
};
use std::collections::HashMap;

/// Width of the whole, and of its left column, in points.
const WIDTH: f32 = 960.0;
const CHAPTERS: f32 = 230.0;
/// What of the width of the text a column of the table of keys takes at most.
const KEYS_SHARE: f32 = 0.47;
/// What of a narrow window the left column takes at most.
const NARROWEST: f32 = 0.35;
/// How high it is in a window that has room for it, what of that is around the text, and how much of what is read
/// PageDown goes on.
const HEIGHT: f32 = 620.0;
const ROOM: f32 = tokens::ROW * 2.0;
const TURN: f32 = 0.9;

/// The open handbook.
pub struct Handbook {
    picker: Picker,
    at: Place,
    /// The heading there has not been brought into view yet.
    is_due: bool,
    pictures: HashMap<String, Option<TextureHandle>>,
}

/// What was asked of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandbookRequest {
    Close,
    Print,
}

impl Handbook {
    pub fn at(chapter: Chapter) -> Self {
        let mut picker = Picker::default();
        let nth = Chapter::ALL.iter().position(|one| *one == chapter);
        picker.highlight(nth.unwrap_or_default());
        Self {
            picker,
            at: Place { chapter, block: 0 },
            is_due: true,
            pictures: HashMap::new(),
        }
    }

    /// Draws it; where a paper can be kept, it can be asked for.
    pub fn show(&mut self, ctx: &Context, can_print: bool, lang: Lang) -> Option<HandbookRequest> {
        let mut asked = None;
        let shown = components::dialog(ctx, "handbook", WIDTH, |ui| {
            components::title(ui, lang.text(Text::ActionHandbook));
            let places = self.places(ctx, lang);
            let turned = turned(ui);
            let moved = self.picker.walk(ui, places.len());
            self.picker.field_ui(ui, lang.text(Text::HandbookSearch));
            if let Some(place) = places.get(self.picker.highlighted()) {
                self.go_to(*place);
            }
            let height = components::list_height(ctx, HEIGHT) - ROOM;
            let [left, right] = columns(ui, height);
            let down = egui::Layout::top_down(egui::Align::Min);
            let column = |rect| egui::UiBuilder::new().max_rect(rect).layout(down);
            ui.scope_builder(column(left), |ui| {
                self.places_ui(ui, &places, moved, height, lang);
            });
            ui.scope_builder(column(right), |ui| self.text_ui(ui, height, turned, lang));
            ui.horizontal(|ui| {
                let close = components::primary(ui, lang.text(Text::Close));
                if ui.add(close).clicked() {
                    asked = Some(HandbookRequest::Close);
                }
                if can_print && ui.button(lang.text(Text::HandbookPrint)).clicked() {
                    asked = Some(HandbookRequest::Print);
                }
            });
        });
        asked.or(shown.should_close().then_some(HandbookRequest::Close))
    }

    /// The chapters, or the places at which stands what is looked for.
    fn places(&self, ctx: &Context, lang: Lang) -> Vec<Place> {
        let first = |chapter| Place { chapter, block: 0 };
        let words = self.picker.search.trim();
        if words.is_empty() {
            return Chapter::ALL.map(first).to_vec();
        }
        let mut places = handbook::search(words);
        let wanted = words.to_lowercase();
        let keys = key_rows(ctx, lang);
        let is_key = |(key, meaning): &(String, &str)| {
            let row = format!("{key} {meaning}").to_lowercase();
            wanted.split_whitespace().all(|word| row.contains(word))
        };
        let of_keys = first(Chapter::Keys);
        if keys.iter().any(is_key) && !places.contains(&of_keys) {
            places.push(of_keys);
        }
        places
    }

    fn go_to(&mut self, place: Place) {
        self.is_due |= self.at != place;
        self.at = place;
    }

    fn places_ui(&mut self, ui: &mut Ui, places: &[Place], moved: bool, height: f32, lang: Lang) {
        let draw = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for (nth, place) in places.iter().enumerate() {
                let blocks = place.chapter.blocks();
                let heading = blocks.get(place.block).map(Block::text).unwrap_or_default();
                let is_at = nth == self.picker.highlighted();
                let row = match place.block {
                    0 => ui.add(components::row(ui, is_at, heading)),
                    _ => found_ui(ui, is_at, &heading, place.chapter.title()),
                };
                self.picker.follow(nth, moved, &row);
                if row.clicked() {
                    self.picker.highlight(nth);
                    self.go_to(*place);
                }
            }
            if places.is_empty() {
                ui.label(lang.text(Text::CommandsNone));
            }
        };
        let area = components::list(height).id_salt("chapters");
        area.auto_shrink([false, false]).show(ui, draw);
    }

    fn text_ui(&mut self, ui: &mut Ui, height: f32, turned: f32, lang: Lang) {
        let chapter = self.at.chapter;
        let area = ScrollArea::vertical().id_salt(("chapter", chapter as usize));
        area.max_height(height)
            .auto_shrink([false, false])
            .show(ui, |ui| {
                if turned != 0.0 {
                    let by = vec2(0.0, -turned * height * TURN);
                    ui.scroll_with_delta_animation(by, egui::style::ScrollAnimation::none());
                }
                for (nth, block) in chapter.blocks().iter().enumerate() {
                    let response = self.block_ui(ui, block, lang);
                    if self.is_due && nth == self.at.block {
                        let top = Some(egui::Align::Min);
                        response.scroll_to_me_animation(top, egui::style::ScrollAnimation::none());
                        self.is_due = false;
                    }
                }
            });
    }

    fn block_ui(&mut self, ui: &mut Ui, block: &Block, lang: Lang) -> egui::Response {
        match block {
            Block::Heading(1, text) => {
                let title = egui::RichText::new(text).text_style(tokens::title_style());
                let shown = ui.label(title);
                ui.add_space(tokens::GRID);
                shown
            }
            Block::Heading(_, text) => {
                ui.add_space(tokens::GRID * 2.0);
                ui.heading(text)
            }
            Block::Paragraph(spans) => {
                let job = set(ui, spans);
                let shown = ui.add(Label::new(job).wrap());
                ui.add_space(tokens::GRID);
                shown
            }
            Block::Item(spans) => {
                let job = set(ui, spans);
                let item = |ui: &mut Ui| {
                    ui.add_space(tokens::GRID);
                    ui.label("•");
                    ui.add(Label::new(job).wrap())
                };
                ui.horizontal_top(item).response
            }
            Block::Picture { name, alt } => self.picture_ui(ui, name, alt),
            Block::Keys => keys_ui(ui, lang),
        }
    }

    /// A picture as wide as the text; what is to be seen on it stands below, and is what a screen reader says.
    fn picture_ui(&mut self, ui: &mut Ui, name: &str, alt: &str) -> egui::Response {
        let load = || {
            let pixels = paper::pixels(name)?;
            let size = [pixels.width(), pixels.height()];
            let image = ColorImage::from_rgb(size, pixels.rgb());
            let options = egui::TextureOptions::LINEAR;
            Some(ui.ctx().load_texture(name, image, options))
        };
        let texture = self.pictures.entry(name.to_owned()).or_insert_with(load);
        if let Some(texture) = texture {
            let size = texture.size_vec2();
            let width = ui.available_width().min(size.x);
            let shown = vec2(width, size.y * width / size.x);
            let image = ui.add(egui::Image::new((texture.id(), shown)).alt_text(alt));
            let edge = egui::Stroke::new(1.0, tokens::palette(ui).line);
            let inside = egui::StrokeKind::Inside;
            ui.painter().rect_stroke(image.rect, 0.0, edge, inside);
        }
        let shown = ui.add(Label::new(components::aside(ui, alt)).wrap());
        ui.add_space(tokens::GRID * 2.0);
        shown
    }
}

/// A place that was found: its heading, whole, above the title of its chapter.
fn found_ui(ui: &mut Ui, is_at: bool, heading: &str, chapter: &str) -> egui::Response {
    let palette = tokens::palette(ui);
    let font = egui::TextStyle::Body.resolve(ui.style());
    let mut job = LayoutJob::default();
    for (text, colour) in [(heading, palette.text), (chapter, palette.text_2)] {
        let line = if job.is_empty() { "" } else { "\n" };
        let format = TextFormat::simple(font.clone(), colour);
        job.append(&format!("{line}{text}"), 0.0, format);
    }
    // Of two lines at least, with room around them.
    let size = vec2(ui.available_width(), tokens::ROW * 1.5);
    let row = ui.add(components::row(ui, is_at, job).wrap().min_size(size));
    let (enabled, said) = (ui.is_enabled(), format!("{heading} {chapter}"));
    let info = || WidgetInfo::selected(egui::Role::Button, enabled, is_at, said.clone());
    row.widget_info(info);
    row
}

/// The room for the chapters and that for the text, with a line between them.
fn columns(ui: &mut Ui, height: f32) -> [Rect; 2] {
    let size = vec2(ui.available_width(), height);
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    let at = rect.left() + CHAPTERS.min(size.x * NARROWEST);
    let (left, right) = rect.split_left_right_at_x(at);
    let line = egui::Stroke::new(1.0, tokens::palette(ui).line);
    ui.painter().vline(at + tokens::GRID, rect.y_range(), line);
    let text = right.with_min_x(right.left() + tokens::GRID * 4.0);
    [left, text]
}

/// Screens by which PageDown and PageUp go on.
fn turned(ui: &Ui) -> f32 {
    let taken = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    f32::from(taken(Key::PageDown)) - f32::from(taken(Key::PageUp))
}

/// Every key and gesture with what it does: the one table for the screen and for paper.
pub fn key_rows(ctx: &Context, lang: Lang) -> Vec<(String, &'static str)> {
    let gestures = [
        (Text::Digits, Text::KeysDigits),
        (Text::ShiftDigits, Text::KeysSecond),
        (Text::DoubleClick, Text::KeysDouble),
        (Text::TripleClick, Text::KeysTriple),
        (Text::CtrlDouble, Text::KeysCell),
        (Text::CtrlTriple, Text::KeysColumn),
        (Text::CtrlDrag, Text::KeysCtrlDrag),
        (Text::ShiftDrag, Text::KeysShiftDrag),
        (Text::Arrows, Text::KeysArrows),
        (Text::AltLetter, Text::KeysMenus),
        (Text::ContextKeys, Text::KeysContext),
    ];
    let gestures = gestures.map(|(key, meaning)| (lang.text(key).to_owned(), lang.text(meaning)));
    let actions = Action::ALL
        .iter()
        .filter_map(|action| Some((action.keys(ctx)?, lang.text(action.text()))));
    gestures.into_iter().chain(actions).collect()
}

/// Every key with what it does, in two columns.
fn keys_ui(ui: &mut Ui, lang: Lang) -> egui::Response {
    let keys = key_rows(ui.ctx(), lang);
    let width = ui.available_width() * KEYS_SHARE;
    let grid = egui::Grid::new("keys").striped(true).max_col_width(width);
    let shown = grid.show(ui, |ui| {
        for head in [Text::KeyColumn, Text::MeaningColumn] {
            ui.label(components::bold(lang.text(head)));
        }
        ui.end_row();
        for (key, meaning) in keys {
            ui.add(Label::new(components::bold(key)).wrap());
            ui.add(Label::new(meaning).wrap());
            ui.end_row();
        }
    });
    shown.response
}

/// Text with its names and keys set apart.
fn set(ui: &Ui, spans: &[Span]) -> LayoutJob {
    let palette = tokens::palette(ui);
    let body = egui::TextStyle::Body.resolve(ui.style());
    let mut job = LayoutJob::default();
    for span in spans {
        let family = match span.style {
            Style::Plain => body.family.clone(),
            Style::Name | Style::Key => tokens::medium_family(),
        };
        let bare = TextFormat::default();
        let background = match span.style {
            Style::Key => palette.hover,
            Style::Plain | Style::Name => bare.background,
        };
        let format = TextFormat {
            font_id: egui::FontId::new(body.size, family),
            color: palette.text,
            background,
            ..bare
        };
        job.append(&span.text, 0.0, format);
    }
    job
}
