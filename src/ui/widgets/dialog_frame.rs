//! What a dialog lies in: its frame, what of it is scrolled, and what stays in view.
//!
//! **Invariant:** the foot of a dialog is in view in every window that has room for a few lines.
//! **Absent:** what is in it.

use super::focus;
use super::tokens::{CONTROL, GRID, ROW};

/// What lies over the window until it is answered; in a small window it is narrower, and what does not fit is scrolled to.
pub fn dialog<R>(
    ctx: &egui::Context,
    name: &str,
    width: f32,
    add: impl FnOnce(&mut egui::Ui) -> R,
) -> egui::ModalResponse<R> {
    let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(GRID * 4.0);
    let room = dialog_room(ctx);
    let modal = egui::Modal::new(egui::Id::unique(name)).frame(frame);
    modal.show(ctx, |ui| {
        ui.set_width(width.min(room.x));
        focus::enter(ui, egui::Id::unique(name));
        following(list(room.y), ui, add)
    })
}

/// Draws what a dialog holds between its title and its foot, at most so high; where the window has less room it is
/// scrolled, so that the foot stays in view. The foot has so many lines of buttons or text.
pub fn body<R>(
    ui: &mut egui::Ui,
    most: f32,
    foot: usize,
    add: impl FnOnce(&mut egui::Ui) -> R,
) -> R {
    let room = body_room(ui, most, foot);
    following(list(room).id_salt("body of a dialog"), ui, add)
}

/// How high the body of a dialog is at most, from here on.
pub fn body_room(ui: &egui::Ui, most: f32, foot: usize) -> f32 {
    let spacing = ui.spacing().item_spacing.y;
    let above = ui.cursor().top() - ui.min_rect().top();
    // A form may leave some space above it.
    let below = foot as f32 * (CONTROL + GRID + spacing) + GRID * 3.0;
    let room = dialog_room(ui.ctx()).y - above - below;
    room.min(most).max(ROW * 2.0)
}

/// Tells more of a part of a dialog that is pointed at: beside the dialog where there is room, so that no other part of
/// it is covered.
pub fn tip_beside(ui: &egui::Ui, response: &egui::Response, text: &str) {
    use egui::RectAlign;
    // What is scrolled is as wide as the dialog within its frame.
    let across = ui.clip_rect().x_range().expand(GRID * 4.0);
    let line = egui::Rect::from_x_y_ranges(across, response.rect.y_range());
    let mut tip = egui::Tooltip::for_enabled(response);
    tip.popup = tip.popup.anchor(line).align(RectAlign::RIGHT_START);
    let others = [RectAlign::LEFT_START, RectAlign::BOTTOM_START];
    tip.popup = tip.popup.align_alternatives(&others);
    tip.show(|ui| ui.label(text));
}

/// The room that a dialog has, in points.
fn dialog_room(ctx: &egui::Context) -> egui::Vec2 {
    ctx.content_rect().size() - egui::Vec2::splat(GRID * 16.0)
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

/// Draws a form within what scrolls: where the keyboard goes, the form goes too.
pub fn following<R>(
    area: egui::ScrollArea,
    ui: &mut egui::Ui,
    add: impl FnOnce(&mut egui::Ui) -> R,
) -> R {
    let draw = |ui: &mut egui::Ui| {
        let added = add(ui);
        focus::follow(ui);
        added
    };
    area.show(ui, draw).inner
}
