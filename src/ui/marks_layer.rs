//! The marks on the pages: see-through while working, black in the preview; and the drag that makes one.
//!
//! **Invariant:** a drag begins where the button went down, not where the drag was noticed: the toolkit notices it some
//! points later, enough to leave a letter readable. The boxes shown are those of [`PageBlackout`], which the export
//! uses too.
//! **Absent:** changing anything; a finished gesture is returned.

use super::canvas::{PageOnScreen, Shown};
use super::page_facts::PageFacts;
use super::theme::{self, MarkLook};
use super::{Drawn, Wanted, ground_bar};
use crate::i18n::{Lang, Text};
use crate::jobs::SourceFile;
use crate::model::blackout::PageBlackout;
use crate::model::document::{Document, MarkId, OwnedMark};
use crate::model::geometry::{PagePoint, PageRect, PageSize};
use crate::model::ground::{Ground, Notation};
use crate::model::label::Label;
use crate::model::snap;
use crate::model::text::PageText;
use egui::{Align2, Color32, CursorIcon, FontId, Painter, Pos2, Rect, Stroke, Ui, pos2, vec2};
use std::collections::BTreeSet;

/// Side of a handle in points of the screen.
const HANDLE: f32 = 8.0;

/// What is under the hand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Drag {
    Draw(Drawn),
    Reshape {
        handle: Handle,
        from: PagePoint,
        to: PagePoint,
    },
    /// It began where nothing can be drawn.
    Idle,
}

/// A grip on one area of a mark: which edges follow the pointer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Handle {
    mark: MarkId,
    page: usize,
    area: usize,
    /// −1 left, 1 right, 0 neither; and top and bottom. Neither of all: the frame itself, by which it is moved.
    edges: (i8, i8),
}

/// What the layer needs to know.
pub struct Layer<'a> {
    pub document: &'a Document,
    pub source: &'a SourceFile,
    pub sizes: &'a [PageSize],
    pub selected: &'a BTreeSet<MarkId>,
    pub choice: &'a [Ground],
    pub notation: Notation,
    /// As it will be published; nothing can be drawn.
    pub preview: bool,
    /// Free frames, as long as it is switched on.
    pub free: bool,
    pub can_edit: bool,
    pub lang: Lang,
}

/// Paints the marks of the pages in view and follows the pointer.
pub fn show(
    ui: &mut Ui,
    shown: &Shown,
    layer: &Layer<'_>,
    facts: &mut PageFacts,
    drag: &mut Option<Drag>,
    wanted: &mut Vec<Wanted>,
) {
    let painter = ui.painter_at(shown.response.rect);
    for place in &shown.pages {
        let Some(size) = layer.sizes.get(place.page).copied() else {
            continue;
        };
        let blackout = facts.blackout(
            layer.source,
            layer.document,
            place.page,
            size,
            layer.notation,
        );
        if layer.preview {
            if let Some(blackout) = blackout {
                paint_published(&painter, place, &blackout);
            }
            continue;
        }
        let text = facts.text(layer.source, place.page);
        for owned in layer.document.marks_on(place.page) {
            paint_mark(&painter, place, owned, text.as_deref(), size, layer);
        }
        // Where the pointer or the selection is, the text can be read.
        let looked_at = looked_at(shown, layer, place);
        for area in blackout.iter().flat_map(|b| &b.areas) {
            let is_under = |r: &PageRect| looked_at.iter().any(|a| a.intersects(r));
            if !area.rects.iter().any(is_under) {
                paint_label(&painter, place, &area.label, false);
            }
        }
    }
    if layer.preview {
        *drag = None;
        return;
    }
    follow_pointer(ui, shown, layer, drag, wanted);
    if let Some(drag) = drag {
        paint_drag(&painter, shown, layer, facts, drag);
    } else {
        hover(ui, shown, layer, facts);
    }
}

/// The areas on a page that are pointed at or selected.
fn looked_at(shown: &Shown, layer: &Layer<'_>, place: &PageOnScreen) -> Vec<PageRect> {
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

fn paint_published(painter: &Painter, place: &PageOnScreen, blackout: &PageBlackout) {
    for rect in blackout.rects() {
        painter.rect_filled(place.rect_to_screen(&rect), 0.0, Color32::BLACK);
    }
    for area in &blackout.areas {
        paint_label(painter, place, &area.label, true);
    }
}

fn paint_label(painter: &Painter, place: &PageOnScreen, label: &Label, published: bool) {
    /// Height of the font above the baseline, as a part of its size (DejaVu Sans, hhea).
    const ASCENT: f32 = 0.928;
    let colour = match (label.inside, published) {
        (true, true) => Color32::WHITE,
        _ => Color32::BLACK,
    };
    if !published {
        let plate = Color32::from_white_alpha(0xD8);
        painter.rect_filled(place.rect_to_screen(&label.rect), 1.0, plate);
    }
    if let Some((from, to)) = label.leader {
        let line = [place.to_screen(from), place.to_screen(to)];
        painter.line_segment(line, Stroke::new(0.5 * place.zoom as f32, colour));
    }
    let size = (label.size * place.zoom) as f32;
    let origin = place.to_screen(label.origin);
    let top_left = pos2(origin.x, origin.y - ASCENT * size);
    painter.text(
        top_left,
        Align2::LEFT_TOP,
        &label.text,
        theme::label_font(size),
        colour,
    );
}

/// The areas of a mark as they will be black; as drawn while the page is not known.
fn grown_areas(areas: &[PageRect], text: Option<&PageText>, size: PageSize) -> Vec<PageRect> {
    match text {
        Some(text) => areas.iter().filter_map(|a| text.grown(*a, size)).collect(),
        None => areas.to_vec(),
    }
}

fn paint_mark(
    painter: &Painter,
    place: &PageOnScreen,
    owned: &OwnedMark,
    text: Option<&PageText>,
    size: PageSize,
    layer: &Layer<'_>,
) {
    let look = theme::mark_look(&owned.mark.grounds);
    let is_selected = layer.selected.contains(&owned.id);
    for area in grown_areas(&owned.mark.areas, text, size) {
        let rect = place.rect_to_screen(&area);
        paint_area(painter, rect, look, if is_selected { 2.5 } else { 1.2 });
    }
    if is_selected && layer.can_edit {
        for (_, rect) in handles(owned, place) {
            painter.rect_filled(rect, 1.0, Color32::WHITE);
            let outline = Stroke::new(1.5, Color32::BLACK);
            painter.rect_stroke(rect, 1.0, outline, egui::StrokeKind::Inside);
        }
    }
}

fn paint_area(painter: &Painter, rect: Rect, look: MarkLook, edge: f32) {
    painter.rect_filled(rect, 0.0, look.colour.gamma_multiply(0.25));
    let inner = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let ink = look.colour.gamma_multiply(0.5);
    let step = 7.0;
    match look.hatch {
        Some(angle) => {
            let slope = angle.to_radians().tan().clamp(-4.0, 4.0);
            let rise = rect.width() * slope;
            let lines = ((rect.height() + rise.abs()) / step).ceil().min(2_000.0) as usize;
            let first = rect.top() - rise.max(0.0);
            for line in 0..=lines {
                let left = first + line as f32 * step;
                let ends = [pos2(rect.left(), left), pos2(rect.right(), left + rise)];
                inner.line_segment(ends, Stroke::new(1.0, ink));
            }
        }
        None => {
            let columns = (rect.width() / step).ceil().min(500.0) as usize;
            let rows = (rect.height() / step).ceil().min(500.0) as usize;
            for (column, row) in (0..columns).flat_map(|c| (0..rows).map(move |r| (c, r))) {
                let at = rect.min + vec2(column as f32 + 0.5, row as f32 + 0.5) * step;
                inner.circle_filled(at, 1.2, ink);
            }
        }
    }
    let outline = Stroke::new(edge, look.colour);
    painter.rect_stroke(rect, 0.0, outline, egui::StrokeKind::Inside);
}

/// The grips of a mark: a text mark is made longer or shorter by the word, a free frame by its edges and corners.
fn handles(owned: &OwnedMark, place: &PageOnScreen) -> Vec<(Handle, Rect)> {
    /// A frame with sides shorter than this, in points of the screen, has grips at its corners only.
    const ROOM: f32 = 4.0 * HANDLE;
    const TEXT: [(i8, i8); 2] = [(-1, 0), (1, 0)];
    const FREE: [(i8, i8); 8] = [
        (-1, -1),
        (0, -1),
        (1, -1),
        (-1, 0),
        (1, 0),
        (-1, 1),
        (0, 1),
        (1, 1),
    ];
    let edges: &[(i8, i8)] = if owned.mark.free { &FREE } else { &TEXT };
    let areas = owned.mark.areas.iter().enumerate();
    areas
        .flat_map(|(area, rect)| {
            let rect = place.rect_to_screen(rect);
            let fits = move |edges: &&(i8, i8)| match **edges {
                (0, _) => rect.width() >= ROOM,
                (_, 0) if owned.mark.free => rect.height() >= ROOM,
                _ => true,
            };
            edges.iter().filter(fits).map(move |edges| {
                let at = rect.center()
                    + vec2(
                        rect.width() / 2.0 * f32::from(edges.0),
                        rect.height() / 2.0 * f32::from(edges.1),
                    );
                let handle = Handle {
                    mark: owned.id,
                    page: owned.mark.page,
                    area,
                    edges: *edges,
                };
                // Outside the frame, so that a grip hides nothing of the text.
                let out = vec2(f32::from(edges.0), f32::from(edges.1)) * (HANDLE / 2.0);
                (
                    handle,
                    Rect::from_center_size(at + out, vec2(HANDLE, HANDLE)),
                )
            })
        })
        .collect()
}

fn handle_at(shown: &Shown, layer: &Layer<'_>, pos: Pos2) -> Option<Handle> {
    shown.pages.iter().find_map(|place| {
        let marks = layer.document.marks_on(place.page);
        let mut selected = marks.filter(|m| layer.selected.contains(&m.id));
        selected.find_map(|owned| {
            let grips = handles(owned, place).into_iter();
            let mut under = grips.filter(|(_, rect)| rect.expand(3.0).contains(pos));
            let grip = under.next().map(|(handle, _)| handle);
            grip.or_else(|| frame_at(owned, place, pos))
        })
    })
}

/// The frame of a free mark: a drag that starts on its line moves it.
fn frame_at(owned: &OwnedMark, place: &PageOnScreen, pos: Pos2) -> Option<Handle> {
    /// How near to the line is on the line, in points of the screen.
    const NEAR: f32 = 3.0;
    let is_on_line = |area: &PageRect| {
        let rect = place.rect_to_screen(area);
        rect.expand(NEAR).contains(pos) && !rect.shrink(NEAR).contains(pos)
    };
    let area = owned.mark.areas.iter().position(is_on_line);
    area.filter(|_| owned.mark.free).map(|area| Handle {
        mark: owned.id,
        page: owned.mark.page,
        area,
        edges: (0, 0),
    })
}

/// The topmost mark at a place of the screen.
fn mark_at<'a>(shown: &Shown, layer: &Layer<'a>, pos: Pos2) -> Option<&'a OwnedMark> {
    let place = shown.pages.iter().find(|p| p.rect.contains(pos))?;
    let point = place.to_page(pos);
    let marks: Vec<_> = layer.document.marks_on(place.page).collect();
    let hit = |m: &&&std::sync::Arc<OwnedMark>| m.mark.areas.iter().any(|a| a.contains(point));
    marks.iter().rev().find(hit).map(|m| &***m)
}

fn follow_pointer(
    ui: &Ui,
    shown: &Shown,
    layer: &Layer<'_>,
    drag: &mut Option<Drag>,
    wanted: &mut Vec<Wanted>,
) {
    let response = &shown.response;
    let (origin, pointer, modifiers) = ui.input(|i| {
        (
            i.pointer.press_origin(),
            i.pointer.latest_pos(),
            i.modifiers,
        )
    });
    if response.clicked()
        && let Some(pos) = response.interact_pointer_pos()
    {
        let hit = mark_at(shown, layer, pos).map(|m| m.id);
        let mut selected = layer.selected.clone();
        match hit {
            Some(mark) if modifiers.command || modifiers.shift => {
                if !selected.remove(&mark) {
                    selected.insert(mark);
                }
            }
            Some(mark) => selected = BTreeSet::from([mark]),
            None => selected.clear(),
        }
        wanted.push(Wanted::SelectMarks(selected));
    }
    if response.drag_started_by(egui::PointerButton::Primary)
        && let Some(origin) = origin
    {
        *drag = Some(begin(shown, layer, origin, modifiers.command));
    }
    if let (Some(drag), Some(pos)) = (drag.as_mut(), pointer) {
        move_to(shown, drag, pos);
    }
    if drag.is_none()
        && let Some((from, to)) = flick(ui, response)
    {
        let mut whole = begin(shown, layer, from, modifiers.command);
        move_to(shown, &mut whole, to);
        if let Drag::Draw(drawn) = whole {
            wanted.push(Wanted::Draw(drawn));
        }
        return;
    }
    if response.drag_stopped() {
        match drag.take() {
            Some(Drag::Draw(drawn)) => wanted.push(Wanted::Draw(drawn)),
            Some(Drag::Reshape { handle, from, to }) => {
                wanted.extend(reshaped(layer, handle, from, to));
            }
            _ => {}
        }
    }
}

/// A drag that began and ended between two frames, which the toolkit reports as nothing.
fn flick(ui: &Ui, response: &egui::Response) -> Option<(Pos2, Pos2)> {
    let (mut from, mut whole) = (None, None);
    ui.input(|i| {
        for event in &i.events {
            if let egui::Event::PointerButton {
                pos,
                button: egui::PointerButton::Primary,
                pressed,
                ..
            } = event
            {
                if *pressed {
                    from = Some(*pos);
                } else if let Some(from) = from.take() {
                    whole = Some((from, *pos));
                }
            }
        }
    });
    let reach = ui.options(|o| o.input_options.max_click_dist);
    whole.filter(|(from, to)| {
        response.contains_pointer() && response.rect.contains(*from) && from.distance(*to) > reach
    })
}

fn begin(shown: &Shown, layer: &Layer<'_>, origin: Pos2, command: bool) -> Drag {
    if !layer.can_edit {
        return Drag::Idle;
    }
    if let Some(handle) = handle_at(shown, layer, origin)
        && let Some(place) = shown.pages.iter().find(|p| p.page == handle.page)
    {
        let from = place.to_page(origin);
        let to = from;
        return Drag::Reshape { handle, from, to };
    }
    let Some(place) = shown.pages.iter().find(|p| p.rect.contains(origin)) else {
        return Drag::Idle;
    };
    let from = place.to_page(origin);
    Drag::Draw(Drawn {
        page: place.page,
        from,
        to: from,
        free: command || layer.free,
    })
}

/// Moves the end of a drag, within its page.
fn move_to(shown: &Shown, drag: &mut Drag, pos: Pos2) {
    let page = match drag {
        Drag::Draw(drawn) => drawn.page,
        Drag::Reshape { handle, .. } => handle.page,
        Drag::Idle => return,
    };
    let Some(place) = shown.pages.iter().find(|p| p.page == page) else {
        return;
    };
    let end = place.to_page(place.rect.clamp(pos));
    match drag {
        Drag::Draw(drawn) => drawn.to = end,
        Drag::Reshape { to, .. } => *to = end,
        Drag::Idle => {}
    }
}

/// A mark with one area pulled to a new shape; of a text mark the rectangle still has to be settled on words.
fn reshaped(layer: &Layer<'_>, handle: Handle, from: PagePoint, to: PagePoint) -> Option<Wanted> {
    let owned = layer.document.mark(handle.mark)?;
    let held = held(layer, owned, handle, from, to)?;
    let mut areas = owned.mark.areas.clone();
    *areas.get_mut(handle.area)? = held;
    Some(Wanted::Reshape {
        mark: handle.mark,
        areas,
    })
}

/// The area under the hand, pulled or moved.
fn held(
    layer: &Layer<'_>,
    owned: &OwnedMark,
    handle: Handle,
    from: PagePoint,
    to: PagePoint,
) -> Option<PageRect> {
    let area = owned.mark.areas.get(handle.area)?;
    if handle.edges == (0, 0) {
        let page = layer.sizes.get(handle.page)?.rect()?;
        moved(area, from, to, &page)
    } else {
        pulled(area, handle.edges, to, owned.mark.free)
    }
}

/// An area moved as the pointer moved, as far as the page goes.
fn moved(area: &PageRect, from: PagePoint, to: PagePoint, page: &PageRect) -> Option<PageRect> {
    let (left, right) = (page.left() - area.left(), page.right() - area.right());
    let (top, bottom) = (page.top() - area.top(), page.bottom() - area.bottom());
    let dx = (to.x - from.x).max(left).min(right);
    let dy = (to.y - from.y).max(top).min(bottom);
    area.translated(dx, dy)
}

fn pulled(area: &PageRect, edges: (i8, i8), to: PagePoint, free: bool) -> Option<PageRect> {
    let side = |edge: i8, low: f64, high: f64, to: f64| match edge {
        -1 => (to.min(high - 1.0), high),
        1 => (low, to.max(low + 1.0)),
        _ => (low, high),
    };
    let (left, right) = side(edges.0, area.left(), area.right(), to.x);
    let (top, bottom) = side(edges.1, area.top(), area.bottom(), to.y);
    // The middle of the line touches its words and not those of the next.
    let shy = if free { 0.0 } else { area.height() * 0.35 };
    PageRect::new(left, top + shy, right, bottom - shy)
}

fn paint_drag(
    painter: &Painter,
    shown: &Shown,
    layer: &Layer<'_>,
    facts: &mut PageFacts,
    drag: &Drag,
) {
    let (page, areas, grounds) = match drag {
        Drag::Draw(drawn) => {
            let text = facts.text(layer.source, drawn.page);
            let Some(size) = layer.sizes.get(drawn.page).copied() else {
                return;
            };
            let settled = settled(drawn, text.as_deref(), size);
            (drawn.page, settled.0, layer.choice)
        }
        Drag::Reshape { handle, from, to } => {
            let Some(owned) = layer.document.mark(handle.mark) else {
                return;
            };
            let pulled = held(layer, owned, *handle, *from, *to);
            let text = facts.text(layer.source, handle.page);
            let size = layer.sizes.get(handle.page).copied();
            let areas = match (pulled, text, size) {
                (Some(area), Some(text), Some(size)) if !owned.mark.free => {
                    snap::snapped(&text, &area, size)
                }
                (pulled, ..) => pulled.into_iter().collect(),
            };
            (handle.page, areas, owned.mark.grounds.as_slice())
        }
        Drag::Idle => return,
    };
    let Some(place) = shown.pages.iter().find(|p| p.page == page) else {
        return;
    };
    let (text, size) = (
        facts.text(layer.source, page),
        layer.sizes.get(page).copied(),
    );
    let look = theme::mark_look(grounds);
    if let Some(size) = size {
        for area in grown_areas(&areas, text.as_deref(), size) {
            paint_area(painter, place.rect_to_screen(&area), look, 2.0);
        }
    }
}

/// The areas that a drag makes, and whether they are bound to no words: asked for, on a page without text, or where
/// no word was touched.
pub fn settled(drawn: &Drawn, text: Option<&PageText>, size: PageSize) -> (Vec<PageRect>, bool) {
    let Some(rect) = drawn.rect() else {
        return (Vec::new(), true);
    };
    let words = match text {
        Some(text) if !drawn.free => snap::snapped(text, &rect, size),
        _ => Vec::new(),
    };
    if !words.is_empty() {
        return (words, false);
    }
    let free = size.rect().and_then(|page| rect.intersection(&page));
    (free.into_iter().collect(), true)
}

/// The pointer says what a drag would do; a mark says whose it is.
fn hover(ui: &Ui, shown: &Shown, layer: &Layer<'_>, facts: &mut PageFacts) {
    let Some(pos) = shown.response.hover_pos() else {
        return;
    };
    if let Some(handle) = handle_at(shown, layer, pos) {
        ui.ctx().set_cursor_icon(match handle.edges {
            (0, 0) => CursorIcon::Move,
            (_, 0) => CursorIcon::ResizeHorizontal,
            (0, _) => CursorIcon::ResizeVertical,
            (across, down) if across == down => CursorIcon::ResizeNwSe,
            _ => CursorIcon::ResizeNeSw,
        });
        return;
    }
    if let Some(owned) = mark_at(shown, layer, pos) {
        shown
            .response
            .clone()
            .on_hover_ui_at_pointer(|ui| describe(ui, owned, layer));
    }
    let Some(place) = shown.pages.iter().find(|p| p.rect.contains(pos)) else {
        return;
    };
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
    if !layer.choice.is_empty() {
        says.push(ground_bar::written(layer.choice, layer.notation));
    }
    if free {
        says.push(layer.lang.text(Text::FreePointer).to_owned());
    } else if !has_text {
        says.push(layer.lang.text(Text::NoTextPointer).to_owned());
    }
    if !says.is_empty() {
        let painter = ui.painter_at(shown.response.rect);
        let (text, font) = (says.join(" · "), FontId::proportional(11.0));
        let galley = painter.layout_no_wrap(text, font, Color32::BLACK);
        let rect = Rect::from_min_size(pos + vec2(12.0, 14.0), galley.size());
        painter.rect_filled(rect.expand(2.0), 2.0, Color32::from_white_alpha(0xE0));
        painter.galley(rect.min, galley, Color32::BLACK);
    }
}

fn describe(ui: &mut Ui, owned: &OwnedMark, layer: &Layer<'_>) {
    for ground in &owned.mark.grounds {
        ui.label(format!(
            "{} {}",
            ground.written(layer.notation),
            ground.name()
        ));
    }
    if owned.mark.grounds.is_empty() {
        ui.label(layer.lang.text(Text::WithoutGround));
    }
    ui.label(layer.lang.fill(Text::MadeBy, &[&owned.author]));
    if !owned.mark.note.is_empty() {
        ui.label(&owned.mark.note);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pulled_edge_follows_the_pointer_and_never_passes_its_opposite() {
        let area = PageRect::new(10.0, 10.0, 50.0, 20.0).unwrap();
        let at = |x, y| PagePoint::new(x, y);
        let pull = |edges, to| pulled(&area, edges, to, true).unwrap();
        assert_eq!(pull((1, 0), at(80.0, 99.0)).right(), 80.0);
        assert_eq!(
            pull((-1, 1), at(0.0, 30.0)),
            PageRect::new(0.0, 10.0, 50.0, 30.0).unwrap()
        );
        assert_eq!(pull((-1, 0), at(90.0, 0.0)).left(), 49.0);
    }

    #[test]
    fn a_moved_frame_stays_on_its_page() {
        let page = PageRect::new(0.0, 0.0, 100.0, 100.0).unwrap();
        let area = PageRect::new(10.0, 10.0, 50.0, 20.0).unwrap();
        let at = |x, y| PagePoint::new(x, y);
        let moved = |to| moved(&area, at(10.0, 15.0), to, &page).unwrap();
        assert_eq!(
            moved(at(15.0, 25.0)),
            PageRect::new(15.0, 20.0, 55.0, 30.0).unwrap()
        );
        assert_eq!(
            moved(at(-90.0, 999.0)),
            PageRect::new(0.0, 90.0, 40.0, 100.0).unwrap()
        );
    }

    #[test]
    fn a_drag_where_no_word_is_makes_a_free_frame() {
        let size = PageSize {
            width: 100.0,
            height: 100.0,
        };
        let drawn = Drawn {
            page: 0,
            from: PagePoint::new(90.0, 40.0),
            to: PagePoint::new(120.0, 20.0),
            free: false,
        };
        let (areas, free) = settled(&drawn, Some(&PageText::default()), size);
        assert!(free);
        assert_eq!(areas, [PageRect::new(90.0, 20.0, 100.0, 40.0).unwrap()]);
    }
}
