//! Type scale, colours and fonts: the tokens from which every view is drawn.
//!
//! **Invariant:** text contrast is at least 4.5:1 in both themes; glyphs come only from the fonts set here.

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
    // Neighbours in the closed list differ.
    let place = Ground::all().position(|g| g == *ground).unwrap_or(0);
    let index = place % COLOURS.len();
    MarkLook {
        colour: COLOURS.get(index).copied().unwrap_or(Color32::GRAY),
        hatch: Some(20.0 + 22.0 * index as f32),
    }
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
            let family = if name == TextStyle::Monospace {
                FontFamily::Monospace
            } else {
                FontFamily::Proportional
            };
            (name, FontId::new(size, family))
        })
        .collect();
        style.spacing.item_spacing = egui::vec2(GRID * 2.0, GRID);
        style.spacing.button_padding = egui::vec2(GRID * 2.0, GRID);
    });
    for (theme, mut visuals) in [
        (egui::Theme::Light, Visuals::light()),
        (egui::Theme::Dark, Visuals::dark()),
    ] {
        let dark = theme == egui::Theme::Dark;
        let text = if dark {
            Color32::from_gray(0xE6)
        } else {
            Color32::from_gray(0x1A)
        };
        visuals.override_text_color = Some(text);
        visuals.selection.stroke = Stroke::new(2.0, text);
        // Fields and buttons have an edge also when nothing points at them.
        let edge = if dark {
            Color32::from_gray(0x8A)
        } else {
            Color32::from_gray(0x76)
        };
        visuals.widgets.inactive.bg_stroke = Stroke::new(1.0, edge);
        ctx.set_visuals_of(theme, visuals);
    }
    let mut fonts = egui::FontDefinitions::default();
    // Hack holds the marks and arrows that the proportional font lacks.
    if let Some(family) = fonts.families.get_mut(&FontFamily::Proportional) {
        family.push("Hack".to_owned());
    }
    let label = egui::FontData::from_static(dejavu::sans_condensed::regular());
    fonts
        .font_data
        .insert(LABEL_FAMILY.to_owned(), label.into());
    fonts.families.insert(
        FontFamily::Name(LABEL_FAMILY.into()),
        vec![LABEL_FAMILY.to_owned()],
    );
    ctx.set_fonts(fonts);
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = false;
        // Where the system does not say: as light as the pages.
        options.fallback_theme = egui::Theme::Light;
        // Less is a click; more is a drag.
        options.input_options.max_click_dist = 3.0;
    });
}
