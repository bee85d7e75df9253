//! From the pointer's events, in their order, to clicks and drags.
//!
//! **Invariant:** no step is lost and no two become one, however much happens between two frames: every press, move
//! and release is read in turn, with the keys that were down at that moment. The toolkit's own answer is one for each
//! frame, and forgets a drag whose press and release it sees together.
//! **Absent:** what is under the pointer, and what a drag is for.

use crate::model::gesture::Gesture;
use egui::{Event, Modifiers, PointerButton, Pos2};
use std::time::Duration;

/// How long after a click the next one still belongs to it.
pub const CLICKS: Duration = Duration::from_millis(450);

/// The pointer of the reviewer, from one frame to the next.
#[derive(Default)]
pub struct Pointer {
    press: Option<Press>,
    last: Option<Click>,
    /// What is being drawn or pulled; `None` also while a drag goes on that began where nothing can be drawn.
    pub(super) drag: Option<Gesture>,
}

/// A button that is down.
struct Press {
    at: Pos2,
    modifiers: Modifiers,
    /// It was moved too far to be a click.
    is_drag: bool,
}

struct Click {
    at: Pos2,
    /// Seconds.
    time: f64,
    /// How many in a row this was.
    count: usize,
}

/// A part of what the pointer does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step {
    /// The first, second or third click at one place.
    Click {
        at: Pos2,
        count: usize,
        modifiers: Modifiers,
    },
    /// A drag, from where the button went down.
    Begin {
        at: Pos2,
        modifiers: Modifiers,
    },
    Move(Pos2),
    End(Pos2),
}

/// What parts a click from a drag, in points of the screen, and when it happens, in seconds.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    pub time: f64,
    pub reach: f32,
}

impl Pointer {
    /// Lets go of what it holds: nothing is drawn or pulled.
    pub fn drop_all(&mut self) {
        self.press = None;
        self.drag = None;
    }

    /// Whether a button that went down on the pages was moved too far for a click.
    pub(super) fn is_dragging(&self) -> bool {
        self.press.as_ref().is_some_and(|press| press.is_drag)
    }

    /// What an event means; `lands` says whether a press at a place is one on the pages.
    pub(super) fn take(
        &mut self,
        event: &Event,
        moment: Moment,
        lands: impl Fn(Pos2) -> bool,
    ) -> Vec<Step> {
        match event {
            Event::PointerMoved(pos) => self.moved(*pos, moment),
            Event::PointerButton {
                pos,
                button: PointerButton::Primary,
                pressed: true,
                modifiers,
            } => {
                self.press = lands(*pos).then_some(Press {
                    at: *pos,
                    modifiers: *modifiers,
                    is_drag: false,
                });
                Vec::new()
            }
            Event::PointerButton {
                pos,
                button: PointerButton::Primary,
                pressed: false,
                ..
            } => self.released(*pos, moment),
            _ => Vec::new(),
        }
    }

    fn moved(&mut self, to: Pos2, moment: Moment) -> Vec<Step> {
        let Some(press) = &mut self.press else {
            return Vec::new();
        };
        let begins = !press.is_drag && press.at.distance(to) > moment.reach;
        press.is_drag |= begins;
        let begin = begins.then_some(Step::Begin {
            at: press.at,
            modifiers: press.modifiers,
        });
        let moves = press.is_drag.then_some(Step::Move(to));
        begin.into_iter().chain(moves).collect()
    }

    fn released(&mut self, at: Pos2, moment: Moment) -> Vec<Step> {
        let mut steps = self.moved(at, moment);
        let Some(press) = self.press.take() else {
            return steps;
        };
        if press.is_drag {
            self.last = None;
            steps.push(Step::End(at));
            return steps;
        }
        let follows = |last: &Click| {
            moment.time - last.time <= CLICKS.as_secs_f64()
                && last.at.distance(press.at) <= moment.reach
        };
        let before = self.last.as_ref().filter(|last| follows(last));
        let count = before.map_or(1, |last| last.count % 3 + 1);
        self.last = Some(Click {
            at: press.at,
            time: moment.time,
            count,
        });
        steps.push(Step::Click {
            at: press.at,
            count,
            modifiers: press.modifiers,
        });
        steps
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    const A: Pos2 = pos2(10.0, 10.0);
    const B: Pos2 = pos2(60.0, 12.0);
    const C: Pos2 = pos2(10.0, 40.0);
    const D: Pos2 = pos2(90.0, 40.0);

    fn button(pos: Pos2, pressed: bool) -> Event {
        Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        }
    }

    /// What the pointer does with events that come in these frames, as a time and its events.
    fn steps(frames: &[(f64, Vec<Event>)]) -> Vec<Step> {
        let mut pointer = Pointer::default();
        let mut found = Vec::new();
        for (time, events) in frames {
            let moment = Moment {
                time: *time,
                reach: 3.0,
            };
            for event in events {
                found.extend(pointer.take(event, moment, |pos| pos.x < 500.0));
            }
        }
        found
    }

    fn begin(at: Pos2) -> Step {
        let modifiers = Modifiers::NONE;
        Step::Begin { at, modifiers }
    }

    #[test]
    fn a_drag_is_whole_however_its_events_fall_into_frames() {
        let events = [
            button(A, true),
            Event::PointerMoved(pos2(30.0, 11.0)),
            Event::PointerMoved(B),
            button(B, false),
        ];
        // Every way to part four events into frames: none, one or more between two.
        for cuts in 0..8_u32 {
            let mut frames: Vec<(f64, Vec<Event>)> = vec![(0.0, Vec::new())];
            for (place, event) in events.iter().enumerate() {
                if place > 0 && cuts & (1 << (place - 1)) != 0 {
                    frames.push((place as f64, Vec::new()));
                }
                frames.last_mut().unwrap().1.push(event.clone());
            }
            let found = steps(&frames);
            assert_eq!(found.first(), Some(&begin(A)), "{cuts}");
            assert_eq!(found.last(), Some(&Step::End(B)), "{cuts}");
        }
    }

    #[test]
    fn two_drags_in_one_frame_are_two() {
        let events = vec![
            button(A, true),
            Event::PointerMoved(B),
            button(B, false),
            Event::PointerMoved(C),
            button(C, true),
            Event::PointerMoved(D),
            button(D, false),
        ];
        let (at_b, at_d) = (Step::Move(B), Step::Move(D));
        let expected = [
            begin(A),
            at_b,
            at_b,
            Step::End(B),
            begin(C),
            at_d,
            at_d,
            Step::End(D),
        ];
        assert_eq!(steps(&[(0.0, events)]), expected);
    }

    #[test]
    fn clicks_are_counted_also_within_one_frame() {
        let counts = |frames: &[(f64, Vec<Event>)]| -> Vec<usize> {
            let of = |step: &Step| match step {
                Step::Click { count, .. } => Some(*count),
                _ => None,
            };
            steps(frames).iter().filter_map(of).collect()
        };
        let click = |at| [button(at, true), button(at, false)];
        assert_eq!(
            counts(&[(0.0, [click(A), click(A), click(A), click(A)].concat())]),
            [1, 2, 3, 1]
        );
        assert_eq!(
            counts(&[(0.0, click(A).to_vec()), (1.0, click(A).to_vec())]),
            [1, 1]
        );
        assert_eq!(counts(&[(0.0, [click(A), click(B)].concat())]), [1, 1]);
        // A button that is held long without moving is still a click.
        assert_eq!(
            counts(&[(0.0, vec![button(A, true)]), (5.0, vec![button(A, false)])]),
            [1]
        );
    }

    #[test]
    fn what_begins_beside_the_pages_is_left_to_others() {
        let beside = pos2(600.0, 10.0);
        let events = vec![
            button(beside, true),
            Event::PointerMoved(A),
            button(A, false),
        ];
        assert_eq!(steps(&[(0.0, events)]), []);
    }
}
