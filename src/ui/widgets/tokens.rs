//! The tokens from which every view is drawn: colours, sizes, type and fonts.
//!
//! **Invariant:** text contrast is at least 4.5:1 and that of edges 3:1 in both themes; no view has a colour or a size of
//! text of its own.
//! **Absent:** drawing; `components` does.

use crate::model::display::{Colours, Display};
use crate::model::ground::{Ground, GroundKind};
use egui::style::{Selection, WidgetVisuals, Widgets};
use egui::{Color32, CornerRadius, FontFamily, FontId, Shadow, Stroke, TextStyle, Ui, Visuals};
use std::sync::LazyLock;

/// Spacing grid in points.
pub const GRID: f32 = 4.0;
/// Height of a row in a list, in points: all rows are as high, so that a list of thousands draws only what is in view.
pub const ROW: f32 = 26.0;
/// Height of a row of two lines, in points.
pub const TWO_LINES: f32 = 44.0;
/// Height of a button or a field, and the side of a button that is an icon, in points.
pub const CONTROL: f32 = 28.0;
/// A window less high than this, in points, is low.
pub const LOW: f32 = 560.0;
/// Rounding of buttons, fields and of what floats, in points; rows have none.
pub const RADIUS: u8 = 6;
/// Width of the bar at the left edge of what is looked at, in points.
pub const BAR: f32 = 3.0;
/// Width of the ring around what has the keyboard, and its distance from it, in points.
pub const RING: f32 = 2.0;
pub const RING_GAP: f32 = 1.0;

/// Sizes of text, in points.
pub const SMALL: f32 = 12.0;
pub const BODY: f32 = 13.0;
pub const HEADING: f32 = 15.0;
pub const TITLE: f32 = 20.0;
/// An icon beside text of the usual size, and one that stands alone in the middle of a surface.
pub const ICON: f32 = 16.0;
pub const PICTURE: f32 = 40.0;

/// The colours of one theme.
pub struct Palette {
    /// Behind the pages.
    pub desk: Color32,
    /// Bars and panels.
    pub panel: Color32,
    /// What floats, and buttons.
    pub raised: Color32,
    /// Fields.
    pub field: Color32,
    /// Pointed at.
    pub hover: Color32,
    /// Selected rows and chosen buttons.
    pub selection: Color32,
    pub text: Color32,
    /// What is said beside the text: counts, days, hints.
    pub text_2: Color32,
    /// The one colour of what leads on: primary buttons, links, what has the keyboard.
    pub accent: Color32,
    pub on_accent: Color32,
    /// Between surfaces.
    pub line: Color32,
    /// Around fields and buttons.
    pub edge: Color32,
    pub danger: Color32,
    pub warning: Color32,
    /// Behind a warning.
    pub warning_fill: Color32,
    pub ok: Color32,
}

const fn hex(rgb: u32) -> Color32 {
    let [_, r, g, b] = rgb.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

const LIGHT: Palette = Palette {
    desk: hex(0xC9CED6),
    panel: hex(0xF6F7F9),
    raised: hex(0xFFFFFF),
    field: hex(0xFFFFFF),
    hover: hex(0xE8EBEF),
    selection: hex(0xDCE8FB),
    text: hex(0x1F2328),
    text_2: hex(0x57606A),
    accent: hex(0x0B57D0),
    on_accent: hex(0xFFFFFF),
    line: hex(0xD8DDE3),
    edge: hex(0x848D97),
    danger: hex(0xB3261E),
    warning: hex(0x8A5A00),
    warning_fill: hex(0xFFF4DC),
    ok: hex(0x146C2E),
};

const DARK: Palette = Palette {
    desk: hex(0x0E1012),
    panel: hex(0x1D2024),
    raised: hex(0x262A2F),
    field: hex(0x15181B),
    hover: hex(0x31363D),
    selection: hex(0x26405F),
    text: hex(0xE6E8EB),
    text_2: hex(0xA8B1BB),
    accent: hex(0x8AB4F8),
    on_accent: hex(0x0E1012),
    line: hex(0x363C43),
    edge: hex(0x767F89),
    danger: hex(0xFF9A8A),
    warning: hex(0xF2C063),
    warning_fill: hex(0x3A2F14),
    ok: hex(0x7CCB8B),
};

/// The colours of the theme that holds.
pub fn palette(ui: &Ui) -> &'static Palette {
    of_theme(ui.visuals().dark_mode)
}

fn of_theme(dark: bool) -> &'static Palette {
    if dark { &DARK } else { &LIGHT }
}

/// The paper of a page, and the ink of what is printed on it: the same in every theme.
pub const PAPER: Color32 = Color32::WHITE;
pub const INK: Color32 = Color32::BLACK;
/// What shows a picture as it is.
pub const UNTINTED: Color32 = Color32::WHITE;
/// The note beside the pointer: it lies on paper in every theme.
pub const NOTE_FILL: Color32 = hex(0xFFF4DC);
pub const NOTE_EDGE: Color32 = hex(0x848D97);
/// The caret on the paper of a page.
pub const CARET: Color32 = hex(0x0B57D0);
/// What cannot be shown, said on the paper of a page.
pub const ALARM: Color32 = hex(0xB3261E);
/// Behind a label that lies over the text of a page.
pub const PLATE: Color32 = Color32::from_rgba_premultiplied(0xD8, 0xD8, 0xD8, 0xD8);
/// Size of the tab that names the ground of an area while it is worked on, in points.
pub const TAB: f32 = 9.0;

const LABEL_FAMILY: &str = "label";
const MEDIUM_FAMILY: &str = "medium";
const BOLD_FAMILY: &str = "bold";
const ICON_FAMILY: &str = "icons";
const TITLE_STYLE: &str = "title";

/// The font in which labels are printed, so that they look on the screen as they will on paper.
pub fn label_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(LABEL_FAMILY.into()))
}

/// The weight of names and headings.
pub fn bold_family() -> FontFamily {
    FontFamily::Name(BOLD_FAMILY.into())
}

/// The weight of buttons that lead on.
pub fn medium_family() -> FontFamily {
    FontFamily::Name(MEDIUM_FAMILY.into())
}

/// The font of the icons.
pub fn icon_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(ICON_FAMILY.into()))
}

/// The style of the title of a surface.
pub fn title_style() -> TextStyle {
    TextStyle::Name(TITLE_STYLE.into())
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

/// A colour-blind-safe set (Okabe and Ito, 2008).
const COLOURS: [Color32; 7] = [
    hex(0xE69F00),
    hex(0x56B4E9),
    hex(0x009E73),
    hex(0xF0E442),
    hex(0x0072B2),
    hex(0xD55E00),
    hex(0xCC79A7),
];

/// How marks with a ground are drawn while they are worked on: colour and pattern, since colour says nothing alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarkLook {
    pub colour: Color32,
    /// The angle of the hatching in degrees; `None` for dots.
    pub hatch: Option<f32>,
}

/// How much of its colour a mark lays over the text while it is worked on.
pub const MARKED: f32 = 0.18;

/// The look of a mark by its first ground.
pub fn mark_look(grounds: &[Ground]) -> MarkLook {
    let Some(ground) = grounds.first() else {
        return MarkLook {
            colour: hex(0xC01C1C),
            hatch: Some(0.0),
        };
    };
    if ground.kind() == GroundKind::OutOfScope {
        return MarkLook {
            colour: hex(0x808080),
            hatch: None,
        };
    }
    let place = in_order().iter().position(|g| g == ground).unwrap_or(0);
    let (index, round) = (place % COLOURS.len(), place / COLOURS.len());
    MarkLook {
        colour: COLOURS.get(index).copied().unwrap_or(Color32::GRAY),
        hatch: Some((25.0 + 26.0 * index as f32 + 63.0 * round as f32) % 180.0),
    }
}

/// The grounds as they get their looks: those that are used most differ in colour; where a colour comes back, the hatching
/// differs. Read once, since every mark in view asks in every frame.
fn in_order() -> &'static [Ground] {
    static ORDER: LazyLock<Vec<Ground>> = LazyLock::new(|| {
        let most_used = Ground::usual()
            .into_iter()
            .filter(|g| g.kind() != GroundKind::OutOfScope);
        most_used.chain(Ground::all()).collect()
    });
    &ORDER
}

/// How much of its colour the chip of a chosen ground has.
pub const CHOSEN: f32 = 0.25;

/// What is written on the colour of a mark: the darker or the lighter ink, whichever can be read better.
pub fn ink_on(colour: Color32) -> Color32 {
    let linear = egui::Rgba::from(colour);
    let luminance = 0.2126 * linear.r() + 0.7152 * linear.g() + 0.0722 * linear.b();
    // Where both contrasts are the same (WCAG 2.1).
    if luminance > 0.179 { INK } else { PAPER }
}

/// The colour of what was found on a page.
pub const FOUND: Color32 = hex(0x8A2BE2);

/// Its shade over the text; `is_at`: the place that was gone to.
pub fn found(is_at: bool) -> Color32 {
    FOUND.gamma_multiply(if is_at { 0.3 } else { 0.12 })
}

/// Sets fonts and styles once.
pub fn apply(ctx: &egui::Context) {
    ctx.all_styles_mut(|style| {
        let usual = |size| FontId::new(size, FontFamily::Proportional);
        style.text_styles = [
            (TextStyle::Small, usual(SMALL)),
            (TextStyle::Body, usual(BODY)),
            (TextStyle::Button, usual(BODY)),
            (TextStyle::Monospace, FontId::monospace(BODY)),
            (TextStyle::Heading, FontId::new(HEADING, bold_family())),
            (title_style(), FontId::new(TITLE, bold_family())),
        ]
        .into();
        style.spacing.item_spacing = egui::vec2(GRID * 2.0, GRID);
        style.spacing.button_padding = egui::vec2(GRID * 2.0 + 2.0, GRID);
        style.spacing.interact_size.y = CONTROL;
        style.spacing.menu_margin = egui::Margin::same(GRID as i8);
        style.spacing.scroll = egui::style::ScrollStyle::thin();
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

/// The colours of a theme as the toolkit wants them.
fn visuals(dark: bool) -> Visuals {
    let palette = of_theme(dark);
    let usual = if dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    let shadow = Shadow {
        offset: [0, 4],
        blur: 16,
        spread: 0,
        color: Color32::from_black_alpha(if dark { 120 } else { 45 }),
    };
    let radius = CornerRadius::same(RADIUS);
    Visuals {
        widgets: widgets(palette),
        selection: Selection {
            bg_fill: palette.selection,
            stroke: Stroke::new(RING, palette.accent),
        },
        // Chosen buttons would be written in the colour of their edge.
        override_text_color: Some(palette.text),
        weak_text_color: Some(palette.text_2),
        hyperlink_color: palette.accent,
        warn_fg_color: palette.warning,
        error_fg_color: palette.danger,
        panel_fill: palette.panel,
        window_fill: palette.raised,
        window_stroke: Stroke::new(1.0, palette.line),
        window_corner_radius: radius,
        menu_corner_radius: radius,
        window_shadow: shadow,
        popup_shadow: shadow,
        extreme_bg_color: palette.field,
        faint_bg_color: palette.hover,
        striped: false,
        ..usual
    }
}

fn widgets(palette: &Palette) -> Widgets {
    let of = |fill: Color32, edge: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, edge),
        corner_radius: CornerRadius::same(RADIUS),
        fg_stroke: Stroke::new(1.5, palette.text),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: WidgetVisuals {
            fg_stroke: Stroke::new(1.0, palette.text),
            ..of(palette.panel, palette.line)
        },
        inactive: of(palette.raised, palette.edge),
        hovered: of(palette.hover, palette.edge),
        active: of(palette.selection, palette.accent),
        open: of(palette.selection, palette.accent),
    }
}

/// Inter for the window, the font of the printed labels for these and for signs that Inter lacks.
fn fonts() -> egui::FontDefinitions {
    let mut fonts = egui::FontDefinitions::default();
    const REGULAR: &str = "regular";
    let files: [(&str, &'static [u8]); 5] = [
        (
            REGULAR,
            include_bytes!("../../../assets/fonts/Inter-Regular.ttf"),
        ),
        (
            MEDIUM_FAMILY,
            include_bytes!("../../../assets/fonts/Inter-Medium.ttf"),
        ),
        (
            BOLD_FAMILY,
            include_bytes!("../../../assets/fonts/Inter-SemiBold.ttf"),
        ),
        (
            ICON_FAMILY,
            include_bytes!("../../../assets/fonts/icons.ttf"),
        ),
        (LABEL_FAMILY, dejavu::sans_condensed::regular()),
    ];
    for (name, bytes) in files {
        let font = egui::FontData::from_static(bytes);
        fonts.font_data.insert(name.to_owned(), font.into());
    }
    let usual = fonts.families.entry(FontFamily::Proportional).or_default();
    usual.insert(0, LABEL_FAMILY.to_owned());
    // What is in none of the others.
    usual.push("Hack".to_owned());
    let after = |first: &str| [vec![first.to_owned()], usual.clone()].concat();
    let families = [
        (LABEL_FAMILY, vec![LABEL_FAMILY.to_owned()]),
        (MEDIUM_FAMILY, after(MEDIUM_FAMILY)),
        (BOLD_FAMILY, after(BOLD_FAMILY)),
        (ICON_FAMILY, vec![ICON_FAMILY.to_owned()]),
    ];
    let regular = after(REGULAR);
    *usual = regular;
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
        for palette in [&LIGHT, &DARK] {
            let papers = [
                palette.panel,
                palette.raised,
                palette.field,
                palette.hover,
                palette.selection,
            ];
            for paper in papers {
                assert!(contrast(palette.text, paper) >= 7.0, "{paper:?}");
                assert!(contrast(palette.text_2, paper) >= 4.5, "{paper:?}");
                for ink in [palette.accent, palette.danger, palette.ok] {
                    assert!(contrast(ink, paper) >= 4.5, "{ink:?} {paper:?}");
                }
                assert!(contrast(palette.accent, paper) >= 3.0);
            }
            for paper in [palette.panel, palette.raised, palette.warning_fill] {
                assert!(contrast(palette.warning, paper) >= 4.5, "{paper:?}");
            }
            assert!(contrast(palette.text, palette.warning_fill) >= 7.0);
            assert!(contrast(palette.on_accent, palette.accent) >= 4.5);
            for paper in [palette.panel, palette.raised, palette.field] {
                assert!(contrast(palette.edge, paper) >= 3.0, "{paper:?}");
            }
        }
        assert!(contrast(INK, NOTE_FILL) >= 7.0);
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
    fn the_ground_on_a_tab_can_be_read() {
        for colour in Ground::all().map(|g| mark_look(&[g]).colour) {
            assert!(contrast(ink_on(colour), colour) >= 4.5, "{colour:?}");
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
