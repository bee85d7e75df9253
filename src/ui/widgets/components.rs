//! The parts from which views are made: buttons, rows, chips, headings, dialogs and their names.
//!
//! **Invariant:** one look for one purpose: a surface has one primary button, a row is flat and as wide as its list, an
//! icon has its name beside it or as its tip.

pub use super::dialog_frame::{body, body_room, dialog, following, list, list_height, tip_beside};

use super::icons;
use super::tokens::{self, BAR, CONTROL, GRID, ROW};
use crate::model::ground::Ground;
use egui::{Button, CornerRadius, Response, RichText, Role, Stroke, Ui, WidgetInfo, vec2};

/// A heading among ordinary text.
pub fn bold(text: impl Into<String>) -> RichText {
    RichText::new(text).family(tokens::bold_family())
}

/// What is said beside the text: counts, days, hints.
pub fn aside(ui: &Ui, text: impl Into<String>) -> RichText {
    RichText::new(text).color(tokens::palette(ui).text_2)
}

/// An icon of `icons` among text.
pub fn icon(sign: &str) -> RichText {
    RichText::new(sign).font(tokens::icon_font(tokens::ICON))
}

/// That there is a remark, or that something is to be looked at again.
pub fn flag(ui: &Ui) -> RichText {
    icon(icons::FLAG).color(tokens::palette(ui).danger)
}

/// The button that leads on from a surface: there is one.
pub fn primary(ui: &Ui, text: impl Into<String>) -> Button<'static> {
    let palette = tokens::palette(ui);
    let text = RichText::new(text).family(tokens::medium_family());
    Button::new(text.color(palette.on_accent))
        .fill(palette.accent)
        .stroke(Stroke::new(1.0, palette.accent))
}

/// A button that is an icon alone; its name is its tip, and what a screen reader says.
pub fn icon_button(ui: &mut Ui, sign: &str, name: &str, is_on: bool) -> Response {
    icon_button_sensing(ui, sign, name, is_on, egui::Sense::click())
}

/// The same, one of a list.
pub fn icon_button_sensing(
    ui: &mut Ui,
    sign: &str,
    name: &str,
    is_on: bool,
    sense: egui::Sense,
) -> Response {
    let response = ui
        .scope(|ui| {
            // As wide as it is high.
            ui.spacing_mut().button_padding = vec2((CONTROL - tokens::ICON) / 2.0 - 1.0, 0.0);
            let button = Button::selectable(is_on, icon(sign)).sense(sense);
            ui.add(button.stroke(Stroke::NONE).min_size(vec2(CONTROL, CONTROL)))
        })
        .inner;
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, is_on, name));
    response.on_hover_text(name)
}

/// Has fields that come next look as what is only to be read: they lie on the panel, and on nothing of their own.
pub fn read_only(ui: &mut Ui, is_read_only: bool) {
    let panel = ui.visuals().panel_fill;
    ui.visuals_mut().text_edit_bg_color = is_read_only.then_some(panel);
}

/// How wide a button with this text is, in points.
pub fn width_of_button(ui: &Ui, text: &str) -> f32 {
    let font = egui::TextStyle::Button.resolve(ui.style());
    let galley = ui
        .painter()
        .layout_no_wrap(text.to_owned(), font, tokens::INK);
    galley.size().x + 2.0 * ui.spacing().button_padding.x
}

/// The button after which something is gone.
pub fn danger(ui: &Ui, text: impl Into<String>) -> Button<'static> {
    let palette = tokens::palette(ui);
    let text = RichText::new(text).family(tokens::medium_family());
    Button::new(text.color(palette.danger)).stroke(Stroke::new(1.0, palette.danger))
}

/// A button without an edge, in the colour of what leads on: beside a message, or at the end of a line.
pub fn ghost(ui: &Ui, text: impl Into<String>) -> Button<'static> {
    let text = RichText::new(text).family(tokens::medium_family());
    Button::new(text.color(tokens::palette(ui).accent)).frame_when_inactive(false)
}

/// Whether the window is so low, in points, that bars are kept to one line and what can be missed is left out: on a small
/// screen, or where everything is drawn twice as large.
pub fn is_low(ctx: &egui::Context) -> bool {
    ctx.content_rect().height() < tokens::LOW
}

/// Paints what a part that floats lies on.
pub fn raise(ui: &Ui, rect: egui::Rect) {
    let visuals = ui.visuals();
    let radius = CornerRadius::same(tokens::RADIUS);
    ui.painter()
        .add(visuals.popup_shadow.as_shape(rect, radius));
    ui.painter().rect_filled(rect, radius, visuals.window_fill);
    let inside = egui::StrokeKind::Inside;
    ui.painter()
        .rect_stroke(rect, radius, visuals.window_stroke, inside);
}

/// Paints the edge of an area on which something can be dropped.
pub fn dashed_edge(ui: &Ui, rect: egui::Rect) {
    dashed(
        ui.painter(),
        rect,
        Stroke::new(1.5, tokens::palette(ui).edge),
    );
}

/// Paints a dashed line around an area.
pub fn dashed(painter: &egui::Painter, rect: egui::Rect, edge: Stroke) {
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
    ];
    let mut around = corners.to_vec();
    around.extend(corners.first());
    painter.extend(egui::Shape::dashed_line(&around, edge, GRID * 1.5, GRID));
}

/// A row of a list that can be selected: exactly [`ROW`] high, cut off where the panel ends.
pub fn row<'a>(ui: &Ui, is_selected: bool, text: impl egui::IntoAtoms<'a>) -> Button<'a> {
    // Small, or it would be as high as a button, which is more than a list counts for it.
    Button::selectable(is_selected, text)
        .small()
        .truncate()
        .stroke(Stroke::NONE)
        .corner_radius(CornerRadius::ZERO)
        .min_size(vec2(ui.available_width(), ROW))
}

/// A row that can be selected and on which its view paints, as high as it says.
pub fn tall_row(ui: &Ui, is_selected: bool, height: f32) -> Button<'static> {
    Button::selectable(is_selected, "")
        .small()
        .stroke(Stroke::NONE)
        .corner_radius(CornerRadius::ZERO)
        .min_size(vec2(ui.available_width(), height))
}

/// Draws those rows of a list that are in view, of which each is as high as it says. `wanted` is brought into view, at once:
/// nothing glides here.
pub fn uneven_rows(
    ui: &mut Ui,
    heights: &[f32],
    wanted: Option<usize>,
    mut draw: impl FnMut(&mut Ui, usize),
) {
    let mut tops = vec![0.0];
    for height in heights {
        let top = tops.last().copied().unwrap_or_default();
        tops.push(top + height + ui.spacing().item_spacing.y);
    }
    let area = egui::ScrollArea::vertical().id_salt("uneven rows");
    let area = area.auto_shrink([false, false]);
    area.show_viewport(ui, |ui, seen| {
        ui.set_height(tops.last().copied().unwrap_or_default());
        let (top, across) = (ui.max_rect().top(), ui.max_rect().x_range());
        let place = |row: usize| {
            let from = top + tops.get(row).copied().unwrap_or_default();
            let to = from + heights.get(row).copied().unwrap_or_default();
            egui::Rect::from_x_y_ranges(across, from..=to)
        };
        if let Some(row) = wanted {
            let none = egui::style::ScrollAnimation::none();
            ui.scroll_to_rect_animation(place(row), None, none);
        }
        let first = tops.partition_point(|top| *top <= seen.min.y);
        let last = tops.partition_point(|top| *top < seen.max.y);
        for row in first.saturating_sub(1)..last.min(heights.len()) {
            let within = egui::UiBuilder::new().max_rect(place(row));
            ui.scope_builder(within, |ui| draw(ui, row));
        }
    });
}

/// How much of something is done, as a bar as wide as this, or as there is room.
pub fn progress(ui: &mut Ui, share: f32, width: Option<f32>) -> Response {
    let palette = tokens::palette(ui);
    ui.scope(|ui| {
        // Its track would be as light as the panel.
        ui.visuals_mut().extreme_bg_color = palette.line;
        let fill = match share > 0.0 {
            true => palette.accent,
            // A bar of nothing would be a dot.
            false => palette.line,
        };
        let bar = egui::ProgressBar::new(share).fill(fill);
        let bar = bar.desired_height(GRID * 1.5).corner_radius(GRID);
        ui.add(bar.desired_width(width.unwrap_or(ui.available_width())))
    })
    .inner
}

/// A choice of what a list shows, under a name.
pub fn filter<T: PartialEq + Copy>(
    ui: &mut Ui,
    (id, name): (&str, &str),
    chosen: &mut T,
    choices: impl IntoIterator<Item = T>,
    text: impl Fn(T) -> &'static str,
) {
    let label = ui.label(name);
    egui::ComboBox::from_id_salt(id)
        .selected_text(text(*chosen))
        .show_ui(ui, |ui| {
            for one in choices {
                ui.selectable_value(chosen, one, text(one));
            }
        })
        .response
        .labelled_by(label.id);
}

/// A passage among the words before and after it.
pub fn in_context(ui: &mut Ui, [before, passage, after]: [String; 3]) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = GRID;
        ui.label(before);
        ui.label(bold(passage).background_color(tokens::found(false)));
        ui.label(after);
    });
}

/// Draws a part that is the same from frame to frame, whatever stands before it: a menu that it opens stays open.
pub fn lasting<R>(ui: &mut Ui, name: (&str, u64), add: impl FnOnce(&mut Ui) -> R) -> R {
    let scope = egui::UiBuilder::new().scope_id(egui::Id::unique(name));
    ui.scope_builder(scope, add).inner
}

/// A bar at the left edge of the row of what is being looked at: other rows can be selected beside it.
pub fn mark_current(ui: &Ui, row: egui::Rect) {
    let bar = egui::Rect::from_min_max(row.min, egui::pos2(row.left() + BAR, row.bottom()));
    ui.painter()
        .rect_filled(bar, 0.0, tokens::palette(ui).accent);
}

/// Draws a panel's contents within the width that the panel has: what needs more is cut off, and the panel stays as wide.
pub fn within<R>(ui: &mut egui::Ui, add: impl FnOnce(&mut egui::Ui) -> R) -> R {
    let rect = ui.available_rect_before_wrap();
    let inner = egui::UiBuilder::new()
        .max_rect(rect)
        .layout(egui::Layout::top_down(egui::Align::Min));
    let added = add(&mut ui.new_child(inner));
    ui.allocate_space(rect.size());
    added
}

/// Has every list begin at its top, whatever it was scrolled to in the last dossier.
pub fn begin_lists_at_top(ctx: &egui::Context) {
    ctx.data_mut(|data| data.remove_by_type::<egui::containers::scroll_area::State>());
}

/// Brings a row of a list into view; `first` is the first row that is drawn. At once: nothing glides here.
pub fn follow_row(ui: &egui::Ui, first: usize, row: usize) {
    let top = ui.max_rect().top();
    let below = (row as f32 - first as f32) * (ROW + ui.spacing().item_spacing.y);
    let place = egui::pos2(ui.max_rect().left(), top + below);
    let rect = egui::Rect::from_min_size(place, egui::vec2(1.0, ROW));
    ui.scroll_to_rect_animation(rect, None, egui::style::ScrollAnimation::none());
}

/// A heading that is there for the eye alone: what it heads has its name in another way.
pub fn painted_heading(ui: &mut Ui, text: &str) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), egui::Sense::hover());
    let font = egui::TextStyle::Heading.resolve(ui.style());
    let colour = tokens::palette(ui).text;
    let left = egui::Align2::LEFT_CENTER;
    ui.painter()
        .text(rect.left_center(), left, text, font, colour);
}

/// A heading in a list: exactly [`ROW`] high.
pub fn heading_row(ui: &mut egui::Ui, text: &str) {
    said_in_row(ui, bold(text));
}

/// The heading of a panel, as high as those that are painted.
pub fn panel_heading(ui: &mut egui::Ui, text: &str) -> Response {
    said_in_row(ui, bold(text).text_style(egui::TextStyle::Heading))
}

fn said_in_row(ui: &mut egui::Ui, text: RichText) -> Response {
    let size = egui::vec2(ui.available_width(), ROW);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let draw = |ui: &mut Ui| {
        ui.set_height(ROW);
        ui.label(text)
    };
    ui.allocate_ui_with_layout(size, layout, draw).inner
}

/// The colour of a ground before its row.
pub fn swatch(ui: &mut Ui, ground: &Ground) {
    let size = vec2(BAR, ROW - GRID * 2.0);
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    let look = tokens::mark_look(std::slice::from_ref(ground));
    ui.painter().rect_filled(rect, 1.0, look.colour);
}

/// A ground as a button with its colour at its left edge; a chosen one is filled with a tint of it, and has a ring.
pub fn ground_chip(
    ui: &mut Ui,
    ground: &Ground,
    is_chosen: bool,
    text: (RichText, RichText),
    sense: egui::Sense,
) -> Response {
    let look = tokens::mark_look(std::slice::from_ref(ground));
    let mut chip = Button::selectable(is_chosen, text).stroke(Stroke::NONE);
    chip = chip.sense(sense);
    if is_chosen {
        let ring = Stroke::new(tokens::RING, tokens::palette(ui).text);
        chip = chip
            .fill(look.colour.gamma_multiply(tokens::CHOSEN))
            .stroke(ring);
    }
    let response = ui.add(chip.min_size(vec2(0.0, CONTROL)));
    let inner = response.rect.shrink2(vec2(tokens::RING, GRID));
    let bar = egui::Rect::from_min_size(inner.min, vec2(BAR, inner.height()));
    ui.painter().rect_filled(bar, 1.0, look.colour);
    response
}

/// What is switched on and cannot be overlooked: filled with the accent, a click ends it.
pub fn mode_chip(ui: &mut Ui, text: &str) -> Response {
    ui.add(primary(ui, text).min_size(vec2(0.0, CONTROL)))
}

/// One of several buttons that stand as one.
pub struct Segment<'a, T> {
    pub means: T,
    /// An icon of `icons`.
    pub sign: &'a str,
    pub name: &'a str,
    pub is_on: bool,
    pub is_enabled: bool,
}

/// A box that can be ticked before a row of a list. It is no stop of the Tab key: the keys of its row tick it.
pub fn tick(ui: &mut Ui, is_on: &mut bool) -> Response {
    let size = vec2(ui.spacing().icon_width, ROW);
    let (place, mut response) = ui.allocate_exact_size(size, egui::Sense::CLICK);
    if response.clicked() {
        *is_on = !*is_on;
        response.mark_changed();
    }
    let (small, big) = ui.spacing().icon_rectangles(place);
    let look = ui.style().interact(&response);
    let (radius, inside) = (tokens::RADIUS / 2, egui::StrokeKind::Inside);
    ui.painter()
        .rect(big, radius, look.bg_fill, look.bg_stroke, inside);
    if *is_on {
        let sign = [
            egui::pos2(small.left(), small.center().y),
            egui::pos2(small.center().x, small.bottom()),
            small.right_top(),
        ];
        ui.painter().line(sign.to_vec(), look.fg_stroke);
    }
    response
}

/// One of several choices of which one holds; how it senses its list says.
pub fn radio(ui: &mut Ui, is_on: bool, text: &str, sense: egui::Sense) -> Response {
    let words = egui::WidgetText::from(text);
    let words = words.into_galley(ui, None, f32::INFINITY, egui::TextStyle::Button);
    let before = ui.spacing().icon_width + ui.spacing().icon_spacing;
    let height = words.size().y.max(ui.spacing().interact_size.y);
    let (place, response) = ui.allocate_exact_size(vec2(before + words.size().x, height), sense);
    let look = *ui.style().interact(&response);
    let (small, big) = ui.spacing().icon_rectangles(place);
    ui.painter().circle(
        big.center(),
        big.width() / 2.0,
        look.bg_fill,
        look.bg_stroke,
    );
    if is_on {
        let dot = look.fg_stroke.color;
        ui.painter()
            .circle_filled(small.center(), small.width() / 3.0, dot);
    }
    let top = place.center().y - words.size().y / 2.0;
    let at = egui::pos2(place.left() + before, top);
    ui.painter().galley(at, words, look.text_color());
    let (enabled, name) = (ui.is_enabled(), text.to_owned());
    response.widget_info(move || {
        egui::WidgetInfo::selected(egui::Role::RadioButton, enabled, is_on, &name)
    });
    response
}

/// Buttons of which each is on or off, as one; returns what the one that was clicked means.
pub fn segments<T: Copy>(ui: &mut Ui, parts: &[Segment<'_, T>]) -> Option<T> {
    let mut clicked = None;
    let size = vec2(parts.len() as f32 * CONTROL, CONTROL);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let row = ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for part in parts {
            let draw = |ui: &mut Ui| icon_button(ui, part.sign, part.name, part.is_on);
            if ui.add_enabled_ui(part.is_enabled, draw).inner.clicked() {
                clicked = Some(part.means);
            }
        }
    });
    let edge = Stroke::new(1.0, tokens::palette(ui).line);
    let inside = egui::StrokeKind::Inside;
    ui.painter()
        .rect_stroke(row.response.rect, tokens::RADIUS, edge, inside);
    clicked
}

/// The panel or dialog that a part of the window lies in, for a screen reader.
fn holder(ui: &egui::Ui) -> Option<egui::Id> {
    let holds = |kind: egui::UiKind| kind.is_panel() || kind == egui::UiKind::Modal;
    let mut around = ui.stack().iter();
    let found = around.find(|part| part.kind().is_some_and(holds));
    found.map(|part| part.unique_id)
}

/// Gives the panel around a name.
pub fn name_panel(ui: &egui::Ui, name: &str) {
    if let Some(id) = holder(ui) {
        let ctx = ui.ctx();
        ctx.accesskit_node_builder(id, |node| node.set_label(name));
    }
}

/// The heading of a dialog, which is its name too. The dots of the menu, which announce a question, end here.
pub fn title(ui: &mut egui::Ui, text: &str) {
    let heading = ui.heading(text.trim_end_matches('…'));
    if let Some(id) = holder(ui) {
        let named = heading.id.accesskit_id();
        let ctx = ui.ctx();
        ctx.accesskit_node_builder(id, |node| node.push_labelled_by(named));
    }
}

/// Draws a panel that needs some height; where there is less, it is scrolled.
pub fn roomy<R>(ui: &mut egui::Ui, least: f32, add: impl FnOnce(&mut egui::Ui) -> R) -> R {
    if ui.available_height() >= least {
        return add(ui);
    }
    let area = egui::ScrollArea::vertical().id_salt("roomy");
    following(area.auto_shrink([false, false]), ui, |ui| {
        let size = egui::vec2(ui.available_width(), least);
        let layout = egui::Layout::top_down(egui::Align::Min);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            ui.set_min_size(size);
            add(ui)
        })
        .inner
    })
}
