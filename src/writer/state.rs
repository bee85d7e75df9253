//! What the operators written so far have set, so that nothing is said twice.
//!
//! **Invariant:** follows the same nesting as the operators that save and restore (ISO 32000-1 §8.4.2).
//! **Absent:** operators.

use super::page::StrokeStyle;

/// The parameters that hold at a place in a content stream; `None` where nothing has been said.
#[derive(Clone, Debug)]
pub struct State {
    pub fill: Option<[u8; 3]>,
    pub stroke: Option<[u8; 3]>,
    pub alpha: u8,
    pub style: Option<StrokeStyle>,
}

const FIRST: State = State {
    fill: None,
    stroke: None,
    alpha: 255,
    style: None,
};

/// The states of all open levels.
pub struct States {
    now: State,
    outer: Vec<State>,
}

impl Default for States {
    fn default() -> Self {
        Self {
            now: FIRST,
            outer: Vec::new(),
        }
    }
}

impl States {
    pub fn current(&mut self) -> &mut State {
        &mut self.now
    }

    pub fn save(&mut self) {
        self.outer.push(self.now.clone());
    }

    pub fn restore(&mut self) {
        self.now = self.outer.pop().unwrap_or(FIRST);
    }
}
