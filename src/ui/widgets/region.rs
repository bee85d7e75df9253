//! The parts of the window that F6 goes round.
//!
//! **Invariant:** the pages are one of them: there nothing else has the keyboard, so that the keys are those of the page.

use egui::{Context, FocusDirection, Id, Rect, Sense, Ui};
use std::collections::BTreeMap;

/// A part of the window, in the order of F6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Region {
    Menu,
    Grounds,
    Documents,
    Thumbnails,
    Pages,
    Panel,
    Tabs,
    Status,
}

/// Where the parts lie, and in which pass each was last drawn.
type Places = BTreeMap<Region, (Rect, u64)>;

fn places_id() -> Id {
    Id::unique("parts of the window")
}

/// Whether the keyboard came to the pages with F6: they have the ring then.
fn ringed_id() -> Id {
    Id::unique("F6 came to the pages")
}

/// The part to which the keyboard goes as soon as that is drawn.
fn wanted_id() -> Id {
    Id::unique("part that has the keyboard next")
}

/// Says that what is drawn from here on is a part of the window.
pub fn begin(ui: &mut Ui, region: Region) {
    let (rect, pass) = (ui.max_rect(), ui.ctx().cumulative_pass_nr());
    ui.data_mut(|data| {
        let places: &mut Places = data.get_temp_mut_or_default(places_id());
        places.insert(region, (rect, pass));
    });
    let wanted: Option<Option<Region>> = ui.data(|data| data.get_temp(wanted_id()));
    if wanted.flatten() != Some(region) {
        return;
    }
    ui.data_mut(|data| data.insert_temp(wanted_id(), None::<Region>));
    first_control(ui, Id::unique(("begin of a part", region)));
}

/// Gives the keyboard to the first control that is drawn after this: to a stop that is there for this once, from where it
/// goes on.
pub(super) fn first_control(ui: &mut Ui, stop: Id) {
    ui.memory_mut(|memory| {
        memory.request_focus(stop);
        memory.move_focus(FocusDirection::Next);
    });
    let at = Rect::from_min_size(ui.max_rect().min, egui::Vec2::ZERO);
    ui.interact(at, stop, Sense::focusable_noninteractive());
}

/// Goes to the part after the one that has the keyboard, or before it.
pub fn go(ctx: &Context, forward: bool) {
    let there = drawn(ctx);
    let here = current(ctx, &there);
    let order: Vec<Region> = there.keys().copied().collect();
    let at = order.iter().position(|region| *region == here);
    let by = if forward {
        1
    } else {
        order.len().saturating_sub(1)
    };
    let next = at.and_then(|at| order.get((at + by) % order.len()));
    let Some(next) = next.copied() else {
        return;
    };
    if next == Region::Pages {
        ctx.memory_mut(egui::Memory::stop_text_input);
    }
    let wanted = Some(next).filter(|next| *next != Region::Pages);
    ctx.data_mut(|data| {
        data.insert_temp(wanted_id(), wanted);
        data.insert_temp(ringed_id(), wanted.is_none());
    });
    ctx.request_repaint();
}

/// The parts that the last frame drew.
fn drawn(ctx: &Context) -> Places {
    let pass = ctx.cumulative_pass_nr();
    let places: Places = ctx
        .data(|data| data.get_temp(places_id()))
        .unwrap_or_default();
    let is_now = |(_, (_, drawn)): &(Region, (Rect, u64))| drawn + 2 > pass;
    places.into_iter().filter(is_now).collect()
}

/// The part that has the keyboard.
fn current(ctx: &Context, there: &Places) -> Region {
    let focused = ctx.memory(|memory| memory.focused());
    let at = focused.and_then(|id| Some(ctx.read_response(id)?.rect.center()));
    let holds = |at: &egui::Pos2| {
        // The smallest: the list of documents lies in the panel of the small pages.
        let around = there.iter().filter(|(_, (rect, _))| rect.contains(*at));
        let smallest = around.min_by(|(_, (a, _)), (_, (b, _))| a.area().total_cmp(&b.area()));
        smallest.map(|(region, _)| *region)
    };
    at.as_ref().and_then(holds).unwrap_or(Region::Pages)
}

/// The place of the pages while F6 has brought the keyboard there and nothing else has taken it.
pub fn ringed_pages(ctx: &Context) -> Option<Rect> {
    let is_free = ctx.memory(|memory| memory.focused()).is_none();
    let is_left = !is_free || ctx.input(|i| i.pointer.any_pressed());
    if is_left {
        ctx.data_mut(|data| data.insert_temp(ringed_id(), false));
    }
    let came = ctx
        .data(|data| data.get_temp::<bool>(ringed_id()))
        .unwrap_or_default();
    let places = came.then(|| drawn(ctx));
    places.and_then(|places| places.get(&Region::Pages).map(|(rect, _)| *rect))
}
