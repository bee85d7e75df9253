//! Where the keyboard is: fields that take it, rows that lend it to the page, and the ring around what has it.
//!
//! **Invariant:** whatever has the keyboard has a ring, in every view.

use super::{region, tokens};
use egui::{Context, Stroke, StrokeKind};

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

/// Whether nothing has the keyboard: the first field of a dialog takes it then.
pub fn is_free(ui: &egui::Ui) -> bool {
    ui.memory(|memory| memory.focused().is_none())
}

/// A dialog that is open: who had the keyboard before it, and in which passes it was drawn.
#[derive(Clone, Copy)]
struct Opened {
    dialog: egui::Id,
    before: Option<egui::Id>,
    /// What of it has the keyboard.
    within: Option<egui::Id>,
    first: u64,
    last: u64,
}

/// Passes in which what a dialog opens over lets go of the keyboard, and a field of the dialog takes it.
const TAKING_PASSES: u64 = 2;

/// Takes the keyboard from who has it, for a dialog that opens over it; what is told of something below the pointer goes.
pub fn set_aside(ctx: &Context) {
    // The toolkit would keep a tip as long as the pointer rests there, over what opened.
    ctx.memory_mut(egui::Memory::reset_areas);
    let Some(id) = ctx.memory(|memory| memory.focused()) else {
        return;
    };
    ctx.memory_mut(|memory| memory.surrender_focus(id));
    ctx.data_mut(|data| data.insert_temp(set_aside_id(), Some(id)));
}

/// Who had the keyboard when it was set aside; asked once.
fn aside(ctx: &Context) -> Option<egui::Id> {
    let id = ctx.data_mut(|data| data.remove_temp::<Option<egui::Id>>(set_aside_id()));
    id.flatten()
}

fn set_aside_id() -> egui::Id {
    egui::Id::unique("had the keyboard")
}

/// Says that a dialog is drawn from here on. One of which no field took the keyboard when it opened has it at its first
/// control, so that Tab, arrows and the space bar are its own.
pub fn enter(ui: &mut egui::Ui, dialog: egui::Id) {
    let pass = ui.ctx().cumulative_pass_nr();
    let known: Option<Opened> = ui.data(|data| data.get_temp(opened()));
    let open = known.filter(|open| open.dialog == dialog && open.last + 2 > pass);
    let mut open = open.unwrap_or_else(|| Opened {
        dialog,
        before: aside(ui.ctx()).or(ui.memory(|memory| memory.focused())),
        within: None,
        first: pass,
        last: pass,
    });
    open.last = pass;
    open.within = ui.memory(|memory| memory.focused());
    ui.data_mut(|data| data.insert_temp(opened(), open));
    if pass == open.first + TAKING_PASSES && is_free(ui) {
        region::first_control(ui, dialog.with("begin"));
    } else if pass < open.first + TAKING_PASSES {
        ui.request_repaint();
    }
}

/// Gives the keyboard back to who had it before a dialog that is closed. After everything else was drawn.
fn give_back(ctx: &Context) {
    let known: Option<Opened> = ctx.data(|data| data.get_temp(opened()));
    let closed = known.filter(|open| open.last < ctx.cumulative_pass_nr());
    let Some(closed) = closed else {
        return;
    };
    ctx.data_mut(|data| data.remove::<Opened>(opened()));
    let before = closed.before.filter(|id| ctx.read_response(*id).is_some());
    let focused = ctx.memory(|memory| memory.focused());
    if let Some(before) = before.filter(|_| focused.is_none() || focused == closed.within) {
        ctx.memory_mut(|memory| memory.request_focus(before));
    }
}

fn opened() -> egui::Id {
    egui::Id::unique("open dialog")
}

/// Lets the keys of the page work while the keyboard is here: on the page itself, and on rows that stand for what is on
/// it.
pub fn lend_keys(response: &egui::Response) {
    if response.has_focus() {
        let id = response.id;
        response.ctx.data_mut(|data| data.insert_temp(lender(), id));
    }
}

/// Takes the keys of the page back from a widget that lent them.
pub fn withhold_keys(ctx: &egui::Context, id: egui::Id) {
    if lends_keys(ctx, id) {
        ctx.data_mut(|data| data.remove::<egui::Id>(lender()));
    }
}

/// Whether the keys of the page work while the keyboard is at this widget.
pub fn lends_keys(ctx: &egui::Context, focused: egui::Id) -> bool {
    ctx.data(|data| data.get_temp::<egui::Id>(lender())) == Some(focused)
}

/// Has keys that a row knows itself left to it while it has the keyboard.
pub fn claim(response: &egui::Response, keys: &[egui::Key]) {
    if response.has_focus() {
        let claimed = (response.id, keys.to_vec());
        response
            .ctx
            .data_mut(|data| data.insert_temp(claimer(), claimed));
    }
}

/// Whether the widget that has the keyboard knows this key itself.
pub fn is_claimed(ctx: &egui::Context, key: egui::Key) -> bool {
    let focused = ctx.memory(|memory| memory.focused());
    let claimed: Option<(egui::Id, Vec<egui::Key>)> = ctx.data(|data| data.get_temp(claimer()));
    claimed.is_some_and(|(id, keys)| focused == Some(id) && keys.contains(&key))
}

fn claimer() -> egui::Id {
    egui::Id::unique("knows keys itself")
}

fn lender() -> egui::Id {
    egui::Id::unique("lends the keys of the page")
}

/// Scrolls what came to have the keyboard into view; to be asked within what scrolls, after that was drawn. Once, so that
/// whoever scrolls on by hand is not called back.
pub fn follow(ui: &egui::Ui) {
    let Some(id) = ui.memory(|memory| memory.focused()) else {
        return;
    };
    let Some(response) = ui.ctx().read_response(id) else {
        return;
    };
    let followed = ui.scope_id().with("followed");
    let before = ui.data_mut(|data| data.get_temp(followed));
    ui.data_mut(|data| data.insert_temp(followed, id));
    let is_within = response.layer_id == ui.layer_id() && ui.min_rect().intersects(response.rect);
    if before != Some(id) && is_within {
        let around = response.rect.expand(tokens::GRID * 2.0);
        ui.scroll_to_rect_animation(around, None, egui::style::ScrollAnimation::none());
    }
}

/// Draws the ring around what has the keyboard; a field shows it by its own edge. After everything else was drawn.
pub fn ring(ctx: &Context) {
    give_back(ctx);
    if let Some(pages) = region::ringed_pages(ctx) {
        let painter = ctx.layer_painter(egui::LayerId::background());
        painter.rect_stroke(pages, 0.0, stroke(ctx), StrokeKind::Inside);
    }
    let Some(id) = ctx.memory(|memory| memory.focused()) else {
        return;
    };
    let Some(response) = ctx.read_response(id) else {
        return;
    };
    let reach = tokens::RING_GAP + tokens::RING;
    let clip = response.interact_rect.expand(reach);
    let painter = ctx.layer_painter(response.layer_id).with_clip_rect(clip);
    let rect = response.rect.expand(tokens::RING_GAP);
    painter.rect_stroke(
        rect,
        f32::from(tokens::RADIUS),
        stroke(ctx),
        StrokeKind::Outside,
    );
}

fn stroke(ctx: &Context) -> Stroke {
    let colour = ctx.global_style().visuals.selection.stroke.color;
    Stroke::new(tokens::RING, colour)
}
