//! Lists that are one stop of the Tab key: arrows, Home, End, PageUp and PageDown go through their rows.
//!
//! **Invariant:** of a list one row at most can be come to with Tab: the one that has the keyboard, else the one at
//! hand. A list that has the keyboard keeps it until the row that it goes to is drawn, however quick the hand is, and while the row that has it is out of sight.
//! **Absent:** drawing rows; whoever draws one asks how it senses and whether it was gone to.

use super::{components, focus};
use egui::{Event, EventFilter, FocusDirection, Id, Key, Modifiers, Response, Sense, Ui};

/// How many rows PageUp and PageDown go.
const PAGE: usize = 10;

/// How the rows lie, which says which arrows go where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lie {
    /// Below each other.
    Column,
    /// Beside each other.
    Line,
    /// In rows of so many.
    Grid(usize),
}

/// What is kept between frames.
#[derive(Clone, Copy, Default)]
struct Kept {
    row: usize,
    /// The row at hand in the last frame.
    at: Option<usize>,
    /// The widget of that row, when it had the keyboard.
    widget: Option<Id>,
    /// The row was gone to and has not been drawn since.
    is_due: bool,
    /// The keyboard is to come to the list.
    is_entered: bool,
    /// The row that has the keyboard was scrolled out of sight: the list has it meanwhile.
    is_away: bool,
    /// The last pass in which that row had the keyboard, and the last in which it was drawn with it.
    had: u64,
    drawn: u64,
}

/// The keys of a list in this frame.
pub struct ListKeys {
    id: Id,
    row: usize,
    /// The keyboard went to that row in this frame, or it is due there.
    is_due: bool,
    /// It was asked for there, and nothing is chosen by that.
    is_entered: bool,
    is_away: bool,
    has_keyboard: bool,
    /// Keys that its rows know themselves.
    claimed: &'static [Key],
    /// The keys of the page work in it.
    lends: bool,
}

/// Keys that go through a list while it has the keyboard, whatever they do on the page.
const OWN: [Key; 4] = [Key::Home, Key::End, Key::PageUp, Key::PageDown];

impl ListKeys {
    /// A list of so many rows; `at` is the row at hand, to which Tab comes, and `stops` tells which rows are more than
    /// a heading.
    pub fn new(
        ui: &Ui,
        name: &str,
        lie: Lie,
        rows: usize,
        at: Option<usize>,
        stops: impl Fn(usize) -> bool,
    ) -> Self {
        let id = Id::unique(("keys of a list", name));
        let mut kept: Kept = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let focused = ui.memory(|memory| memory.focused());
        let is_held = focused == Some(id);
        let has_row = focused.is_some() && focused == kept.widget;
        let pass = ui.ctx().cumulative_pass_nr();
        // The toolkit takes the keyboard from what is not drawn any more.
        let is_lost = focused.is_none() && kept.had + 1 == pass && kept.drawn < kept.had;
        if has_row {
            kept.had = pass;
        }
        kept.is_away = is_lost || (kept.is_away && is_held);
        let has_keyboard = is_held || has_row || is_lost;
        // Whoever has gone on with something else meanwhile is not called back.
        kept.is_entered &= is_held;
        kept.is_due &= has_keyboard;
        if has_keyboard {
            keep_arrows(ui);
            let next = walked(ui, lie, rows, kept.row, &stops);
            kept.is_due |= next.is_some();
            kept.is_entered &= next.is_none();
            // What was done moved what is at hand: keys go on from there, or they would do it to another.
            let moved = at.filter(|_| at != kept.at && next.is_none());
            kept.is_entered |= moved.is_some_and(|row| row != kept.row);
            kept.row = next.or(moved).unwrap_or(kept.row);
        } else {
            kept.row = at.unwrap_or(kept.row);
        }
        kept.at = at;
        kept.row = kept.row.min(rows.saturating_sub(1));
        if !stops(kept.row) {
            kept.row = (0..rows).find(|row| stops(*row)).unwrap_or(kept.row);
        }
        // A list that is filled anew keeps the keyboard meanwhile.
        kept.is_entered |= has_keyboard && rows == 0;
        kept.is_away &= !kept.is_due && !kept.is_entered;
        if kept.is_due || kept.is_entered || kept.is_away {
            hold(ui, id);
        }
        kept.is_due = rows > 0 && (kept.is_due || kept.is_entered);
        ui.data_mut(|data| data.insert_temp(id, kept));
        Self {
            id,
            row: kept.row,
            is_due: kept.is_due,
            is_entered: kept.is_entered,
            is_away: kept.is_away,
            has_keyboard: has_keyboard && !kept.is_entered && !kept.is_away,
            claimed: &[],
            lends: true,
        }
    }

    /// The same, of a list beside a field in which one types on: a letter that comes too early is none for the page.
    pub fn beside_field(self, ui: &Ui) -> Self {
        focus::withhold_keys(ui.ctx(), self.id);
        Self {
            lends: false,
            ..self
        }
    }

    /// The same, of rows that know these keys themselves.
    pub fn claiming(self, claimed: &'static [Key]) -> Self {
        Self { claimed, ..self }
    }

    /// Has the keyboard come to a list as soon as that is drawn, and to its row at hand once there is one.
    pub fn enter(ctx: &egui::Context, name: &str) {
        let id = Id::unique(("keys of a list", name));
        ctx.memory_mut(|memory| memory.request_focus(id));
        ctx.data_mut(|data| {
            let mut kept: Kept = data.get_temp(id).unwrap_or_default();
            kept.is_entered = true;
            data.insert_temp(id, kept);
        });
    }

    /// The row that can be come to with Tab.
    pub fn row(&self) -> usize {
        self.row
    }

    /// Whether that row has the keyboard.
    pub fn has_keyboard(&self) -> bool {
        self.has_keyboard
    }

    /// How a row senses: all are clicked, one is come to with Tab.
    pub fn sense(&self, row: usize) -> Sense {
        match row == self.row {
            true => Sense::click(),
            false => Sense::CLICK,
        }
    }

    /// The row to which the keyboard goes and that was not drawn yet.
    pub fn due(&self) -> Option<usize> {
        self.is_due.then_some(self.row)
    }

    /// Brings the row that was gone to into view; the rows are of one height, and `first` is the first that is drawn.
    pub fn follow(&self, ui: &Ui, first: usize) {
        if self.is_due {
            components::follow_row(ui, first, self.row);
        }
    }

    /// Gives a row that was drawn the keyboard when that went there; whether it was clicked or gone to.
    pub fn take(&self, row: usize, response: &Response) -> bool {
        if row != self.row {
            if response.clicked() {
                self.keep(response, |kept| kept.row = row);
            }
            return response.clicked();
        }
        if self.is_due || self.is_away {
            response.request_focus();
        }
        if response.has_focus() {
            let arrows = EventFilter {
                vertical_arrows: true,
                horizontal_arrows: true,
                ..EventFilter::default()
            };
            let ctx = &response.ctx;
            ctx.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
            let (widget, pass) = (Some(response.id), ctx.cumulative_pass_nr());
            self.keep(response, |kept| {
                (kept.widget, kept.drawn) = (widget, pass);
                (kept.is_due, kept.is_entered, kept.is_away) = (false, false, false);
            });
        }
        if self.lends {
            focus::lend_keys(response);
        }
        focus::claim(response, &[&OWN, self.claimed].concat());
        response.clicked() || (self.is_due && !self.is_entered)
    }

    fn keep(&self, response: &Response, change: impl FnOnce(&mut Kept)) {
        let change = |data: &mut egui::util::IdTypeMap| {
            let mut kept: Kept = data.get_temp(self.id).unwrap_or_default();
            change(&mut kept);
            data.insert_temp(self.id, kept);
        };
        response.ctx.data_mut(change);
    }
}

/// Has the list itself keep the keyboard for its row: one that is scrolled to is drawn a frame later, and a list that is
/// filled beside the work later still.
fn hold(ui: &Ui, id: Id) {
    ui.memory_mut(|memory| memory.request_focus(id));
    let place = ui.available_rect_before_wrap();
    let list = ui.interact(place, id, Sense::focusable_noninteractive());
    focus::lend_keys(&list);
    focus::claim(&list, &OWN);
}

/// The toolkit would move the keyboard on by arrows that the list knows itself, and out of it: what has just come to have
/// the keyboard cannot tell it so.
fn keep_arrows(ui: &Ui) {
    let is_arrow = |event: &Event| {
        matches!(
            event,
            Event::Key {
                key: Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown,
                pressed: true,
                ..
            }
        )
    };
    if ui.input(|input| input.raw.events.iter().any(is_arrow)) {
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
}

/// The row that keys go to from this one.
fn walked(
    ui: &Ui,
    lie: Lie,
    rows: usize,
    from: usize,
    stops: &impl Fn(usize) -> bool,
) -> Option<usize> {
    let taken = |key| {
        ui.input_mut(|i| {
            // With Shift a range is chosen: the row says what that means.
            i.consume_key(Modifiers::NONE, key) || i.consume_key(Modifiers::SHIFT, key)
        })
    };
    let last = rows.checked_sub(1)?;
    let (line, column) = match lie {
        Lie::Column => (None, Some(1)),
        Lie::Line => (Some(1), None),
        Lie::Grid(columns) => (Some(1), Some(columns)),
    };
    let keys = [
        (
            Key::ArrowLeft,
            line.map(|by| from.saturating_sub(by)),
            false,
        ),
        (Key::ArrowRight, line.map(|by| from + by), true),
        (
            Key::ArrowUp,
            column.map(|by| from.saturating_sub(by)),
            false,
        ),
        (Key::ArrowDown, column.map(|by| from + by), true),
        (Key::PageUp, Some(from.saturating_sub(PAGE)), false),
        (Key::PageDown, Some(from + PAGE), true),
        (Key::Home, Some(0), true),
        (Key::End, Some(last), false),
    ];
    let (_, to, is_forward) = keys
        .into_iter()
        .filter(|(_, to, _)| to.is_some())
        .find(|(key, ..)| taken(*key))?;
    let to = to?.min(last);
    let beyond = |row: &usize| stops(*row);
    let found = match is_forward {
        true => (to..rows).find(beyond),
        false => (0..=to).rev().find(beyond),
    };
    found.filter(|row| *row != from)
}
