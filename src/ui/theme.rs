//! Type scale, colours and fonts: the tokens from which every view is drawn.
//!
//! **Invariant:** text contrast is at least 4.5:1 in both themes; glyphs come only from the fonts set here.

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
    ctx.set_fonts(fonts);
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
}
