//! The marks on the pages: see-through while working, black in the preview; and the drag that makes one.
//!
//! **Invariant:** the boxes shown are those of [`PageBlackout`], which the export uses too.
//! **Absent:** changing anything; a finished gesture is returned.

mod gesture;
mod grips;
mod layer;
mod pointer;
mod spoken;
mod tabs;

pub use gesture::pulled_by;
pub use layer::{Layer, pointed, pointed_suggestion};
pub use pointer::{CLICKS, Pointer};

use gesture::{draw_in_vain, follow_pointer};
use grips::{grip_at, grips};
use layer::mark_at;

use super::canvas::CanvasFrame;
use super::page_facts::PageFacts;
use super::page_layout::PageOnScreen;
use crate::find::halves::halves;
use crate::i18n::Text;
use crate::model::blackout::PageBlackout;
use crate::model::blackout::label::Label;
use crate::model::display::Labels;
use crate::model::dossier::document::OwnedMark;
use crate::model::gesture::{Drawn, Gesture, pulled};
use crate::model::ground;
use crate::model::page::geometry::{PagePoint, PageRect};
use crate::ui::Intent;
use crate::ui::widgets::icons;
use crate::ui::widgets::tokens::{self, MarkLook};
use egui::epaint::TextShape;
use egui::{Align2, CursorIcon, FontId, Painter, Pos2, Rect, Stroke, Ui, pos2, vec2};

/// The marks of a page as the reviewer works on them, or black as they are published.
fn paint_page(
    painter: &Painter,
    shown: &CanvasFrame,
    place: &PageOnScreen,
    layer: &Layer<'_>,
    facts: &mut PageFacts,
) {
    let Some(size) = layer.sizes.get(place.page).copied() else {
        return;
    };
    let blackout = facts.blackout(
        layer.source,
        layer.document,
        place.page,
        size,
        layer.dossier.facts.notation,
    );
    if layer.preview {
        if let Some(blackout) = blackout.filter(|_| !place.is_published) {
            paint_published(painter, place, &blackout);
        }
        return;
    }
    let mut words = None;
    for owned in layer.document.marks_on(place.page) {
        let areas = facts.grown(layer.source, place.page, size, &owned.mark.areas);
        paint_mark(painter, place, (owned, &areas), layer);
        if layer.labels == Labels::Small {
            let of_page = || facts.word_bodies(layer.source, place.page);
            let words = words.get_or_insert_with(of_page);
            tabs::paint(painter, place, (owned, &areas), words, layer);
        }
    }
    match layer.labels {
        Labels::Printed => {
            let looked_at = looked_at(shown, layer, place);
            blackout.iter().for_each(|blackout| {
                paint_printed_labels(painter, place, blackout, &looked_at);
            });
        }
        Labels::Small | Labels::None => {}
    }
}

/// Paints the marks of the pages in view and follows the pointer.
pub fn show(
    ui: &mut Ui,
    shown: &CanvasFrame,
    layer: &Layer<'_>,
    facts: &mut PageFacts,
    pointer: &mut Pointer,
    intents: &mut Vec<Intent>,
) {
    spoken::name(ui, shown, layer, facts);
    let painter = ui.painter_at(shown.response.rect);
    if layer.hidden {
        return draw_in_vain(ui, shown, pointer, intents);
    }
    for place in &shown.pages {
        paint_page(&painter, shown, place, layer, facts);
    }
    if layer.preview {
        return draw_in_vain(ui, shown, pointer, intents);
    }
    paint_caret(&painter, shown, layer);
    follow_pointer(ui, shown, layer, pointer, intents);
    match &pointer.drag {
        Some(drag) => paint_drag(&painter, shown, layer, facts, drag),
        None if pointer.is_dragging() => {}
        None => hover(ui, shown, layer, facts),
    }
}

/// What the caret takes, in the colour of what has the keyboard.
fn paint_caret(painter: &Painter, shown: &CanvasFrame, layer: &Layer<'_>) {
    let Some((page, drawn)) = layer.caret else {
        return;
    };
    let place = shown.pages.iter().find(|place| place.page == *page);
    for (place, area) in place
        .iter()
        .flat_map(|place| drawn.areas.iter().map(move |a| (place, a)))
    {
        let rect = place.rect_to_screen(area);
        painter.rect_filled(rect, 0.0, tokens::CARET.gamma_multiply(tokens::MARKED));
        let edge = Stroke::new(tokens::RING, tokens::CARET);
        painter.rect_stroke(rect, 0.0, edge, egui::StrokeKind::Outside);
    }
}

/// The areas on a page that are pointed at or selected.
fn looked_at(shown: &CanvasFrame, layer: &Layer<'_>, place: &PageOnScreen) -> Vec<PageRect> {
    let pointed = shown.response.hover_pos().and_then(|pos| {
        let hit = place.rect.contains(pos).then(|| mark_at(shown, layer, pos));
        hit.flatten().map(|m| m.id)
    });
    let marks = layer.document.marks_on(place.page);
    let is_meant =
        |m: &&std::sync::Arc<OwnedMark>| Some(m.id) == pointed || layer.selected.contains(&m.id);
    marks
        .filter(is_meant)
        .flat_map(|m| m.mark.areas.iter().copied())
        .collect()
}

/// The labels as on paper, but not over what is looked at: there the text can be read.
fn paint_printed_labels(
    painter: &Painter,
    place: &PageOnScreen,
    blackout: &PageBlackout,
    looked_at: &[PageRect],
) {
    for area in &blackout.areas {
        let is_under = |r: &PageRect| looked_at.iter().any(|a| a.intersects(r));
        if !area.rects.iter().any(is_under) {
            paint_label(painter, place, &area.label, false);
        }
    }
    for line in &blackout.legend {
        paint_label(painter, place, line, false);
    }
}

fn paint_published(painter: &Painter, place: &PageOnScreen, blackout: &PageBlackout) {
    for rect in blackout.rects() {
        painter.rect_filled(place.rect_to_screen(&rect), 0.0, tokens::INK);
    }
    for label in blackout.labels() {
        paint_label(painter, place, label, true);
    }
}

fn paint_label(painter: &Painter, place: &PageOnScreen, label: &Label, published: bool) {
    /// Height of the font above the baseline, as a part of its size (DejaVu Sans, hhea).
    const ASCENT: f64 = 0.928;
    let colour = match (label.inside, published) {
        (true, true) => tokens::PAPER,
        _ => tokens::INK,
    };
    if !published {
        let plate = tokens::PLATE;
        painter.rect_filled(place.rect_to_screen(&label.rect), 1.0, plate);
    }
    // A line to the area is of the publication: over text that is read now it would be in the way.
    if let Some((from, to)) = label.leader.filter(|_| published) {
        let line = [place.to_screen(from), place.to_screen(to)];
        painter.line_segment(line, Stroke::new(0.5 * place.zoom as f32, colour));
    }
    let size = (label.size * place.zoom) as f32;
    let top_left = PagePoint::new(label.origin.x, label.origin.y - ASCENT * label.size);
    let galley = painter.layout_no_wrap(label.text.clone(), tokens::label_font(size), colour);
    let text = TextShape::new(place.to_screen(top_left), galley, colour);
    painter.add(text.with_angle(place.angle()));
}

/// The edge of a mark, of one that is selected, and of one that is being drawn, in points of the screen.
const EDGE: f32 = 1.2;
const EDGE_SELECTED: f32 = 2.5;
const EDGE_DRAWN: f32 = 2.0;

fn paint_mark(
    painter: &Painter,
    place: &PageOnScreen,
    (owned, areas): (&OwnedMark, &[PageRect]),
    layer: &Layer<'_>,
) {
    let look = tokens::mark_look(&owned.mark.grounds);
    let is_selected = layer.selected.contains(&owned.id);
    for area in areas {
        let rect = place.rect_to_screen(area);
        paint_area(
            painter,
            rect,
            look,
            if is_selected { EDGE_SELECTED } else { EDGE },
        );
    }
    if layer.document.is_mark_remarked(owned.id)
        && let Some(first) = owned.mark.areas.first()
    {
        let corner = place.rect_to_screen(first).right_top();
        let (middle, font) = (Align2::CENTER_CENTER, tokens::icon_font(tokens::ICON));
        painter.text(corner, middle, icons::FLAG, font, tokens::ALARM);
    }
    if is_selected && layer.can_edit {
        for (_, rect) in grips(owned, place) {
            painter.rect_filled(rect, 1.0, tokens::PAPER);
            let outline = Stroke::new(1.5, tokens::INK);
            painter.rect_stroke(rect, 1.0, outline, egui::StrokeKind::Inside);
        }
    }
}

/// From one line or dot of a pattern to the next, and the radius of a dot, in points of the screen.
const STEP: f32 = 7.0;
const DOT: f32 = 1.2;
/// Lines of a pattern, and dots of it in one direction, at most: an area as large as a page at the largest zoom costs no
/// more.
const MOST_LINES: f32 = 2_000.0;
const MOST_DOTS: f32 = 500.0;
/// Lines rise by this many times what they go aside, at most: one that stood upright would rise without end.
const STEEPEST: f32 = 4.0;

fn paint_area(painter: &Painter, rect: Rect, look: MarkLook, edge: f32) {
    painter.rect_filled(rect, 0.0, look.colour.gamma_multiply(tokens::MARKED));
    let inner = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let ink = look.colour.gamma_multiply(0.5);
    match look.hatch {
        Some(angle) => {
            let slope = angle.to_radians().tan().clamp(-STEEPEST, STEEPEST);
            let rise = rect.width() * slope;
            let lines = ((rect.height() + rise.abs()) / STEP).ceil().min(MOST_LINES) as usize;
            let first = rect.top() - rise.max(0.0);
            for line in 0..=lines {
                let left = first + line as f32 * STEP;
                let ends = [pos2(rect.left(), left), pos2(rect.right(), left + rise)];
                inner.line_segment(ends, Stroke::new(1.0, ink));
            }
        }
        None => {
            let columns = (rect.width() / STEP).ceil().min(MOST_DOTS) as usize;
            let rows = (rect.height() / STEP).ceil().min(MOST_DOTS) as usize;
            for (column, row) in (0..columns).flat_map(|c| (0..rows).map(move |r| (c, r))) {
                let at = rect.min + vec2(column as f32 + 0.5, row as f32 + 0.5) * STEP;
                inner.circle_filled(at, DOT, ink);
            }
        }
    }
    let outline = Stroke::new(edge, look.colour);
    painter.rect_stroke(rect, 0.0, outline, egui::StrokeKind::Inside);
}

fn paint_drag(
    painter: &Painter,
    shown: &CanvasFrame,
    layer: &Layer<'_>,
    facts: &mut PageFacts,
    drag: &Gesture,
) {
    let page = drag.page();
    let place = shown.pages.iter().find(|p| p.page == page);
    let (Some(place), Some(size)) = (place, layer.sizes.get(page).copied()) else {
        return;
    };
    let text = facts.text(layer.source, page);
    let (areas, grounds) = match drag {
        Gesture::Draw { from, to, free, .. } => {
            let drawn = Drawn::of(*from, *to, *free, text.as_deref(), size);
            (drawn.areas, layer.choice)
        }
        Gesture::Pull {
            mark,
            grip,
            from,
            to,
            ..
        } => {
            let Some(owned) = layer.document.mark(*mark) else {
                return;
            };
            let areas = pulled(&owned.mark, *grip, (*from, *to), text.as_deref(), size);
            (areas.unwrap_or_default(), owned.mark.grounds.as_slice())
        }
        Gesture::Take { .. } => return,
    };
    let is_half = text
        .as_ref()
        .is_some_and(|text| !halves(text, &areas).is_empty());
    if let Some(pos) = shown.response.hover_pos().filter(|_| is_half) {
        say_at(painter, pos, layer.lang.text(Text::HalfPointer).to_owned());
    }
    let look = tokens::mark_look(grounds);
    for area in facts.grown(layer.source, page, size, &areas) {
        paint_area(painter, place.rect_to_screen(&area), look, EDGE_DRAWN);
    }
}

/// The pointer says what a drag would do; a mark says whose it is.
fn hover(ui: &Ui, shown: &CanvasFrame, layer: &Layer<'_>, facts: &mut PageFacts) {
    let Some(pos) = shown.response.hover_pos() else {
        return;
    };
    if let Some((_, grip)) = grip_at(shown, layer, pos) {
        ui.ctx().set_cursor_icon(match grip.edges {
            (0, 0) => CursorIcon::Move,
            (_, 0) => CursorIcon::ResizeHorizontal,
            (0, _) => CursorIcon::ResizeVertical,
            (across, down) if across == down => CursorIcon::ResizeNwSe,
            _ => CursorIcon::ResizeNeSw,
        });
        return;
    }
    let owned = mark_at(shown, layer, pos);
    let Some(place) = shown.pages.iter().find(|p| p.rect.contains(pos)) else {
        return;
    };
    if let Some(owned) = owned {
        // Above it: what is read next stays in view.
        let areas = owned.mark.areas.iter();
        let mut areas = areas.map(|area| place.rect_to_screen(area));
        let under = areas.find(|area| area.contains(pos));
        let mut tip = egui::Tooltip::for_enabled(&shown.response);
        tip.popup = tip.popup.anchor(under.unwrap_or(Rect::from_pos(pos)));
        tip.popup = tip.popup.align(egui::RectAlign::TOP_START);
        tip.show(|ui| describe(ui, owned, layer));
    }
    if !layer.can_edit {
        return;
    }
    let has_text = facts
        .text(layer.source, place.page)
        .is_none_or(|text| !text.words.is_empty());
    let free = layer.free || ui.input(|i| i.modifiers.command);
    let icon = if free || !has_text {
        CursorIcon::Crosshair
    } else {
        CursorIcon::Text
    };
    ui.ctx().set_cursor_icon(icon);
    let mut says: Vec<String> = Vec::new();
    // Over a mark it would look like the label of that, beside it.
    if !layer.choice.is_empty() && owned.is_none() {
        says.push(ground::written(layer.choice, layer.dossier.facts.notation));
    }
    if free {
        says.push(layer.lang.text(Text::FreePointer).to_owned());
    } else if !has_text {
        says.push(layer.lang.text(Text::NoTextPointer).to_owned());
    }
    if !says.is_empty() {
        let painter = ui.painter_at(shown.response.rect);
        say_at(&painter, pos, says.join(" · "));
    }
}

/// A few words beside the pointer, above the line that it is on: the next one is what is read.
fn say_at(painter: &Painter, pos: Pos2, text: String) {
    let galley = painter.layout_no_wrap(text, FontId::proportional(tokens::SMALL), tokens::INK);
    let foot = pos + vec2(12.0, -14.0 - galley.size().y);
    let rect = Rect::from_min_size(foot, galley.size());
    let plate = rect.expand2(vec2(4.0, 2.0));
    // With an edge, or it would look as if it stood on the page.
    painter.rect_filled(plate, 3.0, tokens::NOTE_FILL);
    let edge = Stroke::new(1.0, tokens::NOTE_EDGE);
    painter.rect_stroke(plate, 3.0, edge, egui::StrokeKind::Inside);
    painter.galley(rect.min, galley, tokens::INK);
}

fn describe(ui: &mut Ui, owned: &OwnedMark, layer: &Layer<'_>) {
    for ground in &owned.mark.grounds {
        ui.label(format!(
            "{} {}",
            ground.written(layer.dossier.facts.notation),
            ground.name()
        ));
    }
    if owned.mark.grounds.is_empty() {
        ui.label(layer.lang.text(Text::WithoutGround));
    }
    let author = layer.dossier.name_of(&owned.author);
    ui.label(layer.lang.fill(Text::MadeBy, &[&author]));
    if !owned.mark.note.is_empty() {
        ui.label(&owned.mark.note);
    }
}
