//! One thing at a time, also when a frame was slow: what the hand did since the last one is handed on in its order.
//!
//! **Invariant:** no press is lost and none overtakes another: a key finds the window as the press before it left it.
//! **Absent:** keys that repeat because they are held; they would go on after the finger is gone.

use egui::{Context, Event, RawInput};

/// What waits for the next frame.
#[derive(Default)]
pub struct PressQueue {
    late: Vec<Event>,
}

impl PressQueue {
    /// Leaves the events up to the second press in `input`, and keeps the rest.
    pub fn take(&mut self, ctx: &Context, input: &mut RawInput) {
        let mut events = std::mem::take(&mut self.late);
        events.append(&mut input.events);
        self.late = later(&mut events, ctx.text_edit_focused());
        input.events = events;
    }

    /// Whether another frame is needed at once.
    pub fn is_behind(&self) -> bool {
        !self.late.is_empty()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Press {
    Key,
    Button,
}

/// Takes the events off that belong to a later frame. Keys that are typed into a field stay together.
fn later(events: &mut Vec<Event>, is_typing: bool) -> Vec<Event> {
    let press = |event: &Event| match event {
        Event::Key {
            pressed: true,
            repeat: false,
            ..
        } => Some(Press::Key),
        Event::PointerButton { pressed: true, .. } => Some(Press::Button),
        _ => None,
    };
    let mut presses = events
        .iter()
        .enumerate()
        .filter_map(|(at, e)| Some((at, press(e)?)));
    let Some((_, first)) = presses.next() else {
        return Vec::new();
    };
    let stays = |next: Press| is_typing && first == Press::Key && next == Press::Key;
    match presses.find(|(_, next)| !stays(*next)) {
        Some((at, _)) => events.split_off(at),
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Key, Modifiers, PointerButton, pos2};

    fn key(key: Key, repeat: bool) -> [Event; 2] {
        [true, false].map(|pressed| Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat,
            modifiers: Modifiers::NONE,
        })
    }

    fn drag() -> [Event; 3] {
        let button = |pressed| Event::PointerButton {
            pos: pos2(1.0, 1.0),
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        [
            button(true),
            Event::PointerMoved(pos2(9.0, 9.0)),
            button(false),
        ]
    }

    /// The events as they are handed on, frame by frame.
    fn frames(events: Vec<Event>, is_typing: bool) -> Vec<Vec<Event>> {
        let mut frames = vec![events];
        while let Some(last) = frames.last_mut() {
            let rest = later(last, is_typing);
            if rest.is_empty() {
                break;
            }
            frames.push(rest);
        }
        frames
    }

    #[test]
    fn a_ground_a_drag_and_another_ground_come_one_after_the_other() {
        let events = [
            key(Key::Num1, false).to_vec(),
            drag().to_vec(),
            key(Key::Num2, false).to_vec(),
        ];
        assert_eq!(frames(events.concat(), false), events);
        let steps = [key(Key::Z, false).to_vec(), key(Key::Z, false).to_vec()];
        assert_eq!(frames(steps.concat(), false), steps);
    }

    #[test]
    fn what_is_typed_and_what_is_held_stays_together() {
        let typed = [key(Key::A, false), key(Key::B, false)].concat();
        assert_eq!(frames(typed.clone(), true).len(), 1);
        let clicked = [typed.clone(), drag().to_vec()];
        assert_eq!(frames(clicked.concat(), true), clicked);
        let held = [key(Key::N, false), key(Key::N, true), key(Key::N, true)].concat();
        assert_eq!(frames(held.clone(), false), [held]);
    }
}
