//! What the reviewer is told: what was last done, and what could not be.
//!
//! **Invariant:** a message gives way to the next one and to the next change; each time it is said counts, also in the
//! same words; a notice stays until it is closed.

use crate::error::{Kind, Notice};
use crate::i18n::{Lang, Text};
use std::fmt::Display;

/// What stands on the screen about what was asked.
pub struct Feedback {
    pub lang: Lang,
    /// What was last done.
    message: String,
    /// How often something was said.
    said: usize,
    /// What could not be done.
    pub notices: Vec<Notice>,
}

impl Feedback {
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            message: String::new(),
            said: 0,
            notices: Vec::new(),
        }
    }

    /// What was last done, and how often something was said until then.
    pub fn message(&self) -> (&str, usize) {
        (&self.message, self.said)
    }

    pub fn say(&mut self, text: Text) {
        self.say_words(self.lang.text(text).to_owned());
    }

    /// The same with the places of the text filled in.
    pub fn say_with(&mut self, text: Text, values: &[&dyn Display]) {
        self.say_words(self.lang.fill(text, values));
    }

    /// Says this beside what was said just before of the same thing.
    pub fn say_too(&mut self, said: &str) {
        if !self.message.is_empty() {
            self.message.push_str(" · ");
        }
        self.message.push_str(said);
        self.said += 1;
    }

    /// Says this in place of what was said before.
    pub fn say_words(&mut self, words: String) {
        self.message = words;
        self.said += 1;
    }

    /// What was said last holds no longer.
    pub fn hush(&mut self) {
        self.message.clear();
    }

    /// Takes a notice away; `nth` from 0, in the order in which they came.
    pub fn close_notice(&mut self, nth: usize) {
        if nth < self.notices.len() {
            self.notices.remove(nth);
        }
    }

    /// A notice with the places of its text filled in.
    pub fn warn(&mut self, kind: Kind, text: Text, values: &[&dyn Display]) {
        let text = self.lang.fill(text, values);
        self.notices.push(Notice::new(kind, text));
    }
}
