//! The middle of the screen: the pages of the document at hand with their marks and what was found on them, or their
//! text, or why there are none.
//!
//! **Invariant:** what stands over the pages, a banner or a line, does not move them.

use super::compare;
use super::context_menu::{self, Offered, Pointed};
use super::found_on_page;
use super::page::canvas::{self, CanvasFrame, Shown};
use super::page::marks_layer::{self, Layer, Pointer};
use super::page::page_layout::PageOnScreen;
use super::page::text_view;
use super::screen::{Screen, Views};
use super::widgets::region::{self, Region};
use super::widgets::{components, notices, tokens};
use super::{Intent, Place, intake, status_bar};
use crate::i18n::Text;
use crate::jobs::{Job, PageRequest, SourceFile};
use crate::model::dossier::document::Document;
use egui::{Ui, UiBuilder, vec2};

/// How wide a line over the pages is at most, in points.
const LINE: f32 = 500.0;

/// Draws the pages; returns the texts and pictures that are missing.
pub fn show(
    ui: &mut Ui,
    screen: &Screen<'_>,
    views: &mut Views<'_>,
    intents: &mut Vec<Intent>,
) -> Vec<PageRequest> {
    let lang = screen.lang;
    let panel = egui::CentralPanel::no_frame();
    let Some(document) = views.viewing.current(screen.dossier) else {
        let text = match &screen.underway {
            Some(underway) if underway.job == Job::Import => status_bar::told(underway, lang),
            _ => lang.text(Text::NoDocuments).to_owned(),
        };
        panel.show(ui, |ui| said_ui(ui, &text, screen, views, intents));
        return Vec::new();
    };
    if screen.can_edit && !views.viewing.mode.preview && intake::is_open(document) {
        let is_busy = screen.is_intake_busy;
        egui::Panel::top("intake").show(ui, |ui| {
            components::name_panel(ui, lang.text(Text::PanelIntake));
            intake::show(ui, document, is_busy, lang, intents);
        });
    }
    let Some(source) = (screen.source_of)(document) else {
        let text = lang.fill(Text::DocumentWithoutFile, &[&document.number]);
        panel.show(ui, |ui| said_ui(ui, &text, screen, views, intents));
        return Vec::new();
    };
    let draw = |ui: &mut Ui| {
        components::name_panel(ui, lang.text(Text::PanelPages));
        region::begin(ui, Region::Pages);
        let mut compared = compare::show(ui, screen, views, intents);
        let canvas = ui.available_rect_before_wrap();
        if views.viewing.mode.as_text {
            let not_published = screen.not_published.as_deref();
            let page = (views.viewing.page, not_published);
            text_view::show(ui, page, &screen.published, lang);
            messages_ui(ui, canvas, screen, views, intents);
            return compared;
        }
        let at_hand = AtHand {
            screen,
            document,
            source,
        };
        let mut missing = sides_ui(ui, &at_hand, views, intents);
        missing.append(&mut compared);
        over_pages(ui, canvas, &at_hand, views, intents);
        missing
    };
    panel.show(ui, draw).inner
}

/// The document whose pages are shown, and where they come from.
struct AtHand<'a> {
    screen: &'a Screen<'a>,
    document: &'a Document,
    source: SourceFile,
}

/// The pages as they are, or as they will be published.
#[derive(Clone, Copy)]
struct Side<'a> {
    at_hand: &'a AtHand<'a>,
    is_published: bool,
}

/// A sentence in the place of pages.
fn said_ui(
    ui: &mut Ui,
    text: &str,
    screen: &Screen<'_>,
    views: &Views<'_>,
    intents: &mut Vec<Intent>,
) {
    components::name_panel(ui, screen.lang.text(Text::PanelPages));
    region::begin(ui, Region::Pages);
    let paper = ui.visuals().panel_fill;
    ui.painter().rect_filled(ui.max_rect(), 0.0, paper);
    let place = ui.max_rect();
    ui.centered_and_justified(|ui| ui.label(text));
    messages_ui(ui, place, screen, views, intents);
}

/// Notices, and what was last done.
fn messages_ui(
    ui: &mut Ui,
    place: egui::Rect,
    screen: &Screen<'_>,
    views: &Views<'_>,
    intents: &mut Vec<Intent>,
) {
    views.toast.show(ui, place, screen.lang, intents);
    notices::show(ui, place, screen.notices, screen.lang, intents);
}

/// What stands over the pages: the frame of the preview, a line, notices, and what was last done.
fn over_pages(
    ui: &mut Ui,
    canvas: egui::Rect,
    at_hand: &AtHand<'_>,
    views: &Views<'_>,
    intents: &mut Vec<Intent>,
) {
    let screen = at_hand.screen;
    let mode = views.viewing.mode;
    if mode.preview || mode.without_marks {
        let frame = egui::Stroke::new(tokens::BAR, tokens::palette(ui).accent);
        let inside = egui::StrokeKind::Inside;
        ui.painter().rect_stroke(canvas, 0.0, frame, inside);
    }
    let not_published = screen.not_published.as_deref();
    let not_published = not_published.filter(|_| mode.preview || mode.side_by_side);
    if let Some(text) = not_published {
        line_ui(ui, canvas, text);
    } else if !mode.preview
        && !mode.without_marks
        && let Some(text) = line_over(at_hand)
    {
        let is_free = !components::is_low(ui.ctx()) || !views.toast.is_up(ui);
        if is_free {
            line_ui(ui, canvas, screen.lang.text(text));
        }
    }
    messages_ui(ui, canvas, screen, views, intents);
}

/// What one line over the pages says: that nobody knows yet what the document hides, or how to begin.
fn line_over(at_hand: &AtHand<'_>) -> Option<Text> {
    let AtHand {
        screen,
        document,
        source,
    } = at_hand;
    if !screen.can_edit {
        return None;
    }
    let is_locked =
        document.source.as_ref().is_some_and(|s| s.encrypted) && source.password.is_none();
    match (document.to_look_through, is_locked) {
        (true, true) => Some(Text::LookLocked),
        (true, false) => Some(Text::LookNow),
        (false, _) => screen.needs_help.then_some(Text::FirstHelp),
    }
}

/// A line over the top of the pages; where they are narrow, a few. In a low window it lies at their foot, from where they
/// can be scrolled away.
fn line_ui(ui: &mut Ui, canvas: egui::Rect, text: &str) {
    let room = (canvas.width() - tokens::GRID * 8.0).clamp(0.0, LINE);
    let font = egui::FontId::new(tokens::BODY, tokens::bold_family());
    let colour = tokens::palette(ui).text;
    let lines = ui.painter().layout(text.to_owned(), font, colour, room);
    let size = lines.size() + vec2(tokens::GRID * 8.0, tokens::GRID * 3.0);
    let gap = vec2(0.0, size.y / 2.0 + tokens::GRID * 2.0);
    let middle = match components::is_low(ui.ctx()) {
        true => canvas.center_bottom() - gap,
        false => canvas.center_top() + gap,
    };
    let rect = egui::Rect::from_center_size(middle, size);
    components::raise(ui, rect);
    ui.put(rect, egui::Label::new(lines).selectable(false));
}

/// The pages with their marks; side by side with how they will be published, when that is wanted.
fn sides_ui(
    ui: &mut Ui,
    at_hand: &AtHand<'_>,
    views: &mut Views<'_>,
    intents: &mut Vec<Intent>,
) -> Vec<PageRequest> {
    let mode = views.viewing.mode;
    if !mode.side_by_side || mode.preview {
        let side = Side {
            at_hand,
            is_published: mode.preview,
        };
        return canvas_ui(ui, side, views, intents);
    }
    let whole = ui.available_rect_before_wrap();
    let line = tokens::palette(ui).line;
    ui.painter().rect_filled(whole, 0.0, line);
    let (left, right) = whole.split_left_right_at_fraction(0.5);
    let mut missing = Vec::new();
    for (rect, is_published) in [(left, false), (right, true)] {
        let place = UiBuilder::new()
            .id_salt(is_published)
            .max_rect(rect.shrink2(vec2(1.0, 0.0)));
        let side = Side {
            at_hand,
            is_published,
        };
        ui.scope_builder(place, |ui| {
            missing.extend(canvas_ui(ui, side, views, intents));
        });
    }
    missing
}

/// The pages of one side with what lies on them; returns what is missing, the most urgent first.
fn canvas_ui(
    ui: &mut Ui,
    side: Side<'_>,
    views: &mut Views<'_>,
    intents: &mut Vec<Intent>,
) -> Vec<PageRequest> {
    let AtHand {
        document, source, ..
    } = side.at_hand;
    let mut shown = pages_ui(ui, side, views);
    let pressed = pressed_page(ui, &shown);
    views.viewing.follow_canvas(shown.current, pressed);
    shown.current = views.viewing.page;
    views.viewing.on_screen = shown.pages.iter().map(|place| place.page).collect();
    marks_ui(ui, &shown, side, views, intents);
    say_failures(ui, &shown, side.at_hand, views, intents);
    let mut facts: Vec<PageRequest> = Vec::new();
    for place in &shown.pages {
        let has_marks = document.marks_on(place.page).next().is_some();
        facts.append(&mut views.facts.missing(source, place.page, has_marks));
    }
    // Coarse pictures come first, then what marks need, then sharp pictures.
    let sharp = shown
        .requests
        .split_off(shown.coarse.min(shown.requests.len()));
    let coarse = shown.requests.into_iter();
    coarse.chain(facts).chain(sharp).collect()
}

/// The bare pages.
fn pages_ui(ui: &mut Ui, side: Side<'_>, views: &mut Views<'_>) -> CanvasFrame {
    let AtHand {
        screen,
        document,
        source,
    } = side.at_hand;
    let mut name = format!("{} {}", document.number, document.work_title);
    if side.is_published && !views.viewing.mode.preview {
        name = screen.lang.fill(Text::AsPublished, &[&name]);
    }
    views.viewing.canvas = ui.available_size();
    let (view, layout) = views.viewing.view(document);
    let none = |_: usize| None;
    let shown = Shown {
        source,
        published: match side.is_published {
            true => screen.published_page,
            false => &none,
        },
        sizes: document.sizes(),
        layout,
        name: &name,
    };
    canvas::show(ui, view, &shown, views.pictures)
}

/// The page on which a button of the pointer was pressed and is held.
fn pressed_page(ui: &Ui, shown: &CanvasFrame) -> Option<usize> {
    let pos = ui.input(|i| i.pointer.press_origin())?;
    let mut pages = shown.pages.iter();
    let place = pages.find(|place| place.rect.contains(pos))?;
    let is_held = shown.response.is_pointer_button_down_on();
    is_held.then_some(place.page)
}

/// What lies on the pages: marks, what was found, and the menu of what is pointed at.
fn marks_ui(
    ui: &mut Ui,
    shown: &CanvasFrame,
    side: Side<'_>,
    views: &mut Views<'_>,
    intents: &mut Vec<Intent>,
) {
    let AtHand {
        screen,
        document,
        source,
    } = side.at_hand;
    let (mode, published) = (views.viewing.mode, side.is_published);
    let layer = Layer {
        document,
        source,
        sizes: document.sizes(),
        selected: &views.chosen.marks,
        choice: &views.chosen.grounds,
        dossier: screen.dossier,
        preview: published,
        hidden: mode.without_marks && !published,
        free: views.chosen.free,
        labels: screen.display.labels,
        caret: screen.caret.as_ref(),
        suggestions: screen.suggested.proposals,
        can_edit: screen.can_edit,
        lang: screen.lang,
    };
    // The side that cannot be drawn on leaves the pointer alone.
    let mut none = Pointer::default();
    let pointer = match published && mode.side_by_side {
        true => &mut none,
        false => &mut *views.pointer,
    };
    marks_layer::show(ui, shown, &layer, views.facts, pointer, intents);
    if let Some(by) = marks_layer::pulled_by(ui, shown, pointer) {
        let (view, _) = views.viewing.view(document);
        view.scroll(vec2(0.0, by));
        ui.ctx().request_repaint();
    }
    if !published {
        found_on_page::paint(ui, shown, source, views);
        if !layer.hidden {
            found_on_page::paint_suggestions(ui, shown, &screen.suggested, views);
        }
        menu_ui(shown, &layer, screen, intents);
    }
}

/// The menu of what is pointed at.
fn menu_ui(shown: &CanvasFrame, layer: &Layer<'_>, screen: &Screen<'_>, intents: &mut Vec<Intent>) {
    let offered = Offered {
        allowed: &screen.allowed,
        lang: screen.lang,
    };
    let pos = shown.response.hover_pos();
    let on = |pos: egui::Pos2| shown.pages.iter().find(|place| place.rect.contains(pos));
    let other = pos.and_then(on).filter(|place| place.page != shown.current);
    let pointed = Pointed {
        other_page: other.map(|place| Place {
            document: layer.document.id,
            page: Some(place.page),
            mark: None,
        }),
        mark: marks_layer::pointed(shown, layer),
        suggestion: marks_layer::pointed_suggestion(shown, layer),
        suggested: &screen.suggested,
    };
    context_menu::over_page(&shown.response, &pointed, layer.selected, offered, intents);
}

/// Says on a page that it cannot be shown; where only a password is missing, it is asked for there.
fn say_failures(
    ui: &mut Ui,
    shown: &CanvasFrame,
    at_hand: &AtHand<'_>,
    views: &Views<'_>,
    intents: &mut Vec<Intent>,
) {
    let (document, source, lang) = (at_hand.document, &at_hand.source, at_hand.screen.lang);
    let is_locked = document.source.as_ref().is_some_and(|s| s.encrypted);
    let text = lang.text(match is_locked {
        true => Text::PageLocked,
        false => Text::PageFailed,
    });
    let failed = |place: &&PageOnScreen| views.facts.has_failed(source, place.page);
    for (nth, place) in shown.pages.iter().filter(failed).enumerate() {
        let at = place.rect.intersect(shown.response.rect).center();
        ui.painter_at(shown.response.rect).text(
            at,
            egui::Align2::CENTER_CENTER,
            text,
            egui::FontId::proportional(tokens::HEADING),
            tokens::ALARM,
        );
        // One question for the whole document.
        if is_locked && nth == 0 {
            let below = at + egui::vec2(0.0, tokens::CONTROL * 1.5);
            let room = egui::vec2(tokens::CONTROL * 6.0, tokens::CONTROL);
            let button = components::primary(ui, lang.text(Text::GivePassword));
            let place = egui::Rect::from_center_size(below, room);
            if ui.put(place, button).clicked() {
                intents.push(Intent::AskPassword(document.id));
            }
        }
    }
}
