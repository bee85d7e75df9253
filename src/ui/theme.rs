//! Type scale, colours and fonts: the tokens from which every view is drawn.
//!
//! **Invariant:** text contrast is at least 4.5:1 in both themes; glyphs come only from the fonts set here.

use crate::model::display::{Colours, Display};
use crate::model::ground::{Ground, GroundKind};
use egui::{Color32, FontFamily, FontId, Stroke, TextStyle, Visuals};

/// Spacing grid in points.
pub const GRID: f32 = 4.0;
/// Desk behind the pages.
pub fn desk(dark: bool) -> Color32 {
    if dark {
        Color32::from_gray(0x20)
    } else {
        Color32::from_gray(0xCB)
    }
}

/// The font in which labels are printed, so that they look on the screen as they will on paper.
pub fn label_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(LABEL_FAMILY.into()))
}

const LABEL_FAMILY: &str = "label";
const BOLD_FAMILY: &str = "bold";

/// Height of a row in a list, in points: all rows are as high, so that a list of thousands draws only what is in view.
pub const ROW: f32 = 24.0;

/// A heading among ordinary text.
pub fn bold(text: impl Into<String>) -> egui::RichText {
    egui::RichText::new(text).family(FontFamily::Name(BOLD_FAMILY.into()))
}

/// A row of a list that can be selected: exactly [`ROW`] high, cut off where the panel ends.
pub fn row<'a>(
    ui: &egui::Ui,
    is_selected: bool,
    text: impl egui::IntoAtoms<'a>,
) -> egui::Button<'a> {
    egui::Button::selectable(is_selected, text)
        .truncate()
        .min_size(egui::vec2(ui.available_width(), ROW))
}

/// A bar at the left edge of the row of what is being looked at: other rows can be selected beside it.
pub fn mark_current(ui: &egui::Ui, row: egui::Rect) {
    let bar = egui::Rect::from_min_max(row.min, egui::pos2(row.left() + 3.0, row.bottom()));
    let colour = ui.visuals().selection.stroke.color;
    ui.painter().rect_filled(bar, 0.0, colour);
}

/// Adds a field that has the keyboard from this frame on when it `takes` it, so that no letter of a quick hand is lost.
pub fn field(ui: &mut egui::Ui, edit: egui::TextEdit<'_>, takes: bool) -> egui::Response {
    let id = ui.next_auto_id();
    if takes {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    ui.add(edit.id(id))
}

/// Has what stands in a field that comes next selected, so that what is typed takes its place.
pub fn select_next(ui: &egui::Ui, text: &str) {
    let id = ui.next_auto_id();
    let mut state = egui::TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let all = egui::text::CCursorRange::select_all_str(text);
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), id);
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

/// Whether nothing has the keyboard: the first field of a dialog takes it then.
pub fn is_free(ui: &egui::Ui) -> bool {
    ui.memory(|memory| memory.focused().is_none())
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

/// Lets the keys of the page work while the keyboard is here: on the page itself, and on rows that stand for what is on
/// it.
pub fn lend_keys(response: &egui::Response) {
    if response.has_focus() {
        let id = response.id;
        response.ctx.data_mut(|data| data.insert_temp(lender(), id));
    }
}

/// Whether the keys of the page work while the keyboard is at this widget.
pub fn lends_keys(ctx: &egui::Context, focused: egui::Id) -> bool {
    ctx.data(|data| data.get_temp::<egui::Id>(lender())) == Some(focused)
}

fn lender() -> egui::Id {
    egui::Id::unique("lends the keys of the page")
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

/// What lies over the window until it is answered; in a small window it is narrower, and what does not fit is scrolled to.
pub fn dialog<R>(
    ctx: &egui::Context,
    name: &str,
    width: f32,
    add: impl FnOnce(&mut egui::Ui) -> R,
) -> egui::ModalResponse<R> {
    let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(GRID * 4.0);
    let room = ctx.content_rect().size() - egui::Vec2::splat(GRID * 16.0);
    let modal = egui::Modal::new(egui::Id::unique(name)).frame(frame);
    modal.show(ctx, |ui| {
        ui.set_width(width.min(room.x));
        list(room.y).show(ui, add).inner
    })
}

/// How high a list within a dialog is: as high as wanted, in a small window less, so that the buttons stay in view.
pub fn list_height(ctx: &egui::Context, wanted: f32) -> f32 {
    let around = ROW * 7.0;
    wanted
        .min(ctx.content_rect().height() - around)
        .max(ROW * 4.0)
}

/// A list that is as high as what is in it, at most this high. What it lies in grows with it.
pub fn list(height: f32) -> egui::ScrollArea {
    let area = egui::ScrollArea::vertical().max_height(height);
    area.min_scrolled_height(height)
}

/// Draws a panel that needs some height; where there is less, it is scrolled.
pub fn roomy<R>(ui: &mut egui::Ui, least: f32, add: impl FnOnce(&mut egui::Ui) -> R) -> R {
    if ui.available_height() >= least {
        return add(ui);
    }
    let area = egui::ScrollArea::vertical().id_salt("roomy");
    let shown = area.auto_shrink([false, false]).show(ui, |ui| {
        let size = egui::vec2(ui.available_width(), least);
        let layout = egui::Layout::top_down(egui::Align::Min);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            ui.set_min_size(size);
            add(ui)
        })
        .inner
    });
    shown.inner
}

/// Shows the window as a person wants it.
pub fn show_as(ctx: &egui::Context, display: Display) {
    ctx.set_theme(match display.colours {
        Colours::System => egui::ThemePreference::System,
        Colours::Light => egui::ThemePreference::Light,
        Colours::Dark => egui::ThemePreference::Dark,
    });
    ctx.set_zoom_factor(display.factor());
}

/// A heading in a list: exactly [`ROW`] high.
pub fn heading_row(ui: &mut egui::Ui, text: &str) {
    let size = egui::vec2(ui.available_width(), ROW);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_height(ROW);
        ui.label(bold(text));
    });
}

/// A colour-blind-safe set (Okabe and Ito, 2008).
const COLOURS: [Color32; 7] = [
    Color32::from_rgb(0xE6, 0x9F, 0x00),
    Color32::from_rgb(0x56, 0xB4, 0xE9),
    Color32::from_rgb(0x00, 0x9E, 0x73),
    Color32::from_rgb(0xF0, 0xE4, 0x42),
    Color32::from_rgb(0x00, 0x72, 0xB2),
    Color32::from_rgb(0xD5, 0x5E, 0x00),
    Color32::from_rgb(0xCC, 0x79, 0xA7),
];

/// How marks with a ground are drawn while they are worked on: colour and pattern, since colour says nothing alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarkLook {
    pub colour: Color32,
    /// The angle of the hatching in degrees; `None` for dots.
    pub hatch: Option<f32>,
}

/// How much of its colour a mark lays over the text while it is worked on.
pub const MARKED: f32 = 0.25;

/// The look of a mark by its first ground.
pub fn mark_look(grounds: &[Ground]) -> MarkLook {
    let Some(ground) = grounds.first() else {
        return MarkLook {
            colour: Color32::from_rgb(0xC0, 0x1C, 0x1C),
            hatch: Some(0.0),
        };
    };
    if ground.kind() == GroundKind::OutOfScope {
        return MarkLook {
            colour: Color32::from_gray(0x80),
            hatch: None,
        };
    }
    // The grounds that are used most differ in colour; where a colour comes back, the hatching differs.
    let most_used = Ground::usual()
        .into_iter()
        .filter(|g| g.kind() != GroundKind::OutOfScope);
    let place = most_used
        .chain(Ground::all())
        .position(|g| g == *ground)
        .unwrap_or(0);
    let (index, round) = (place % COLOURS.len(), place / COLOURS.len());
    MarkLook {
        colour: COLOURS.get(index).copied().unwrap_or(Color32::GRAY),
        hatch: Some((25.0 + 26.0 * index as f32 + 63.0 * round as f32) % 180.0),
    }
}

/// The colour of a ground at the left edge of its chip or row.
pub fn band(ui: &egui::Ui, rect: egui::Rect, ground: &Ground) {
    let mut band = rect.shrink(1.0);
    band.set_right(band.left() + GRID + 1.0);
    let look = mark_look(std::slice::from_ref(ground));
    ui.painter().rect_filled(band, 2.0, look.colour);
}

/// The colour of a ground before its row.
pub fn swatch(ui: &mut egui::Ui, ground: &Ground) {
    let size = egui::vec2(GRID + 1.0, ROW - GRID * 2.0);
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    let look = mark_look(std::slice::from_ref(ground));
    ui.painter().rect_filled(rect, 2.0, look.colour);
}

/// The colour of what was found on a page.
pub const FOUND: Color32 = Color32::from_rgb(0x8A, 0x2B, 0xE2);

/// Its shade over the text; `is_at`: the place that was gone to.
pub fn found(is_at: bool) -> Color32 {
    FOUND.gamma_multiply(if is_at { 0.3 } else { 0.12 })
}

/// The colour in which something wrong is said.
pub fn wrong(dark: bool) -> Color32 {
    if dark {
        Color32::from_rgb(0xFF, 0x9A, 0x8A)
    } else {
        Color32::from_rgb(0xA8, 0x10, 0x10)
    }
}

/// Sets fonts and styles once.
pub fn apply(ctx: &egui::Context) {
    ctx.all_styles_mut(|style| {
        style.text_styles = [
            (TextStyle::Small, 11.0),
            (TextStyle::Body, 13.0),
            (TextStyle::Button, 13.0),
            (TextStyle::Monospace, 13.0),
            (TextStyle::Heading, 16.0),
            (TextStyle::Name("title".into()), 22.0),
        ]
        .into_iter()
        .map(|(name, size)| {
            let family = match name {
                TextStyle::Monospace => FontFamily::Monospace,
                TextStyle::Heading => FontFamily::Name(BOLD_FAMILY.into()),
                _ => FontFamily::Proportional,
            };
            (name, FontId::new(size, family))
        })
        .collect();
        style.spacing.item_spacing = egui::vec2(GRID * 2.0, GRID);
        style.spacing.button_padding = egui::vec2(GRID * 2.0, GRID);
    });
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        ctx.set_visuals_of(theme, visuals(theme == egui::Theme::Dark));
    }
    ctx.set_fonts(fonts());
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = false;
        // Where the system does not say: as light as the pages.
        options.fallback_theme = egui::Theme::Light;
        // Less is a click; more is a drag.
        options.input_options.max_click_dist = 3.0;
    });
}

/// The colours of a theme.
fn visuals(dark: bool) -> Visuals {
    let (mut visuals, text, edge, link) = if dark {
        let link = Color32::from_rgb(0x7C, 0xBE, 0xFF);
        let greys = (Color32::from_gray(0xE6), Color32::from_gray(0x8A));
        (Visuals::dark(), greys.0, greys.1, link)
    } else {
        let link = Color32::from_rgb(0x00, 0x4C, 0x99);
        let greys = (Color32::from_gray(0x1A), Color32::from_gray(0x76));
        (Visuals::light(), greys.0, greys.1, link)
    };
    visuals.override_text_color = Some(text);
    visuals.hyperlink_color = link;
    visuals.selection.stroke = Stroke::new(2.0, text);
    // Fields and buttons have an edge also when nothing points at them.
    visuals.widgets.inactive.bg_stroke = Stroke::new(1.0, edge);
    visuals
}

/// The font of the printed labels is that of the window too: it is easier to read than a light face, and holds most of
/// the marks and arrows that are drawn.
fn fonts() -> egui::FontDefinitions {
    let mut fonts = egui::FontDefinitions::default();
    for (name, bytes) in [
        (LABEL_FAMILY, dejavu::sans_condensed::regular()),
        (BOLD_FAMILY, dejavu::sans_condensed::bold()),
    ] {
        let font = egui::FontData::from_static(bytes);
        fonts.font_data.insert(name.to_owned(), font.into());
    }
    let usual = fonts.families.entry(FontFamily::Proportional).or_default();
    usual.insert(0, LABEL_FAMILY.to_owned());
    // What is in none of the others.
    usual.push("Hack".to_owned());
    let mut bold = usual.clone();
    bold.insert(0, BOLD_FAMILY.to_owned());
    let families = [
        (LABEL_FAMILY, vec![LABEL_FAMILY.to_owned()]),
        (BOLD_FAMILY, bold),
    ];
    for (name, family) in families {
        fonts.families.insert(FontFamily::Name(name.into()), family);
    }
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Contrast as WCAG 2.1 defines it.
    fn contrast(a: Color32, b: Color32) -> f32 {
        let luminance = |colour: Color32| {
            let linear = egui::Rgba::from(colour);
            0.2126 * linear.r() + 0.7152 * linear.g() + 0.0722 * linear.b()
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_can_be_read_on_everything_it_stands_on() {
        for dark in [false, true] {
            let visuals = visuals(dark);
            let text = visuals.override_text_color.unwrap();
            let widgets = &visuals.widgets;
            for paper in [
                visuals.panel_fill,
                visuals.window_fill,
                visuals.extreme_bg_color,
                visuals.selection.bg_fill,
                widgets.inactive.weak_bg_fill,
                widgets.hovered.weak_bg_fill,
                widgets.active.weak_bg_fill,
            ] {
                assert!(contrast(text, paper) >= 4.5, "{dark} {paper:?}");
            }
            let strong = visuals.strong_text_color();
            for ink in [visuals.hyperlink_color, wrong(dark), strong] {
                assert!(contrast(ink, visuals.panel_fill) >= 4.5, "{dark} {ink:?}");
                assert!(contrast(ink, visuals.window_fill) >= 4.5, "{dark} {ink:?}");
            }
            // The chosen ground is printed the other way round.
            assert!(contrast(visuals.panel_fill, text) >= 4.5);
            let edge = widgets.inactive.bg_stroke.color;
            assert!(contrast(edge, visuals.panel_fill) >= 3.0);
            // What has the keyboard has a ring around it.
            let ring = visuals.selection.stroke;
            assert!(ring.width >= 2.0 && contrast(ring.color, visuals.panel_fill) >= 3.0);
        }
    }

    /// A see-through colour over white paper.
    fn on_paper(colour: Color32) -> Color32 {
        let through = 255 - colour.a();
        let part = |c: u8| c.saturating_add(through);
        Color32::from_rgb(part(colour.r()), part(colour.g()), part(colour.b()))
    }

    #[test]
    fn the_text_of_a_page_can_be_read_through_a_mark_and_through_what_was_found() {
        let marks = Ground::all().map(|g| mark_look(&[g]).colour);
        let shades = marks
            .chain([mark_look(&[]).colour])
            .map(|colour| colour.gamma_multiply(MARKED))
            .chain([found(false), found(true)]);
        for shade in shades {
            let paper = on_paper(shade);
            assert!(contrast(Color32::BLACK, paper) >= 4.5, "{shade:?}");
        }
    }

    #[test]
    fn no_two_of_the_usual_grounds_look_the_same() {
        let looks: BTreeSet<String> = Ground::usual()
            .iter()
            .map(|g| format!("{:?}", mark_look(std::slice::from_ref(g))))
            .collect();
        assert_eq!(looks.len(), Ground::usual().len());
        let colour = |id: &str| mark_look(&[Ground::parse(id).unwrap()]).colour;
        assert_ne!(colour("5.1.2e"), colour("5.1.1c"));
    }
}
