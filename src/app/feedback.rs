//! What the reviewer is told: what was last done, and what could not be.
//!
//! **Invariant:** a message gives way to the next one and to the next change; each time it is said counts, also in the
//! same words; a notice stays until it is closed.

use crate::error::{Kind, Notice};
use crate::i18n::{Lang, Text};
use crate::ui::Intent;
use crate::ui::widgets::toast::Told;
use std::fmt::Display;

/// What stands on the screen about what was asked.
pub struct Feedback {
    pub lang: Lang,
    /// What was last done.
    message: String,
    /// What belongs to whatever is said of the same act.
    with_next: Option<String>,
    /// How often something was said.
    said: usize,
    /// What takes back what was last done, where that is no step of the dossier.
    back: Option<Intent>,
    /// What could not be done, the last at the end.
    notices: Vec<Notice>,
}

impl Feedback {
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            message: String::new(),
            with_next: None,
            said: 0,
            back: None,
            notices: Vec::new(),
        }
    }

    /// What was last done, as the window tells it.
    pub fn told(&self) -> Told<'_> {
        Told {
            text: &self.message,
            times: self.said,
            back: self.back.as_ref(),
        }
    }

    pub fn say(&mut self, text: Text) {
        self.say_words(self.lang.text(text).to_owned());
    }

    /// The same with the places of the text filled in.
    pub fn say_with(&mut self, text: Text, values: &[&dyn Display]) {
        self.say_words(self.lang.fill(text, values));
    }

    /// Says how many there were of each of these beside what was said just before; of what there was none, nothing.
    pub fn count_too(&mut self, counts: &[(Text, usize)]) {
        for (text, count) in counts.iter().filter(|(_, count)| *count > 0) {
            self.say_too(&self.lang.fill(*text, &[count]));
        }
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
        self.back = None;
        if let Some(more) = self.with_next.take() {
            self.say_too(&more);
        }
    }

    /// Says this, beside whatever else is said of the same act.
    pub fn say_with_next(&mut self, words: String) {
        self.say_words(words.clone());
        self.with_next = Some(words);
    }

    /// Another act begins.
    pub fn begin_act(&mut self) {
        self.with_next = None;
    }

    /// What was said just before is taken back by this.
    pub fn offer_back(&mut self, back: Intent) {
        self.back = Some(back);
    }

    pub fn take_back(&mut self) -> Option<Intent> {
        self.back.take()
    }

    /// What was said last holds no longer.
    pub fn hush(&mut self) {
        self.message.clear();
        (self.back, self.with_next) = (None, None);
    }

    /// What could not be done, in the order in which it was told.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Tells what could not be done. What stands there already stays one notice, and is the last again.
    pub fn notify(&mut self, notice: Notice) {
        self.withdraw(&notice);
        self.notices.push(notice);
    }

    /// Takes a notice away that holds no longer.
    pub fn withdraw(&mut self, notice: &Notice) {
        self.notices.retain(|told| told != notice);
    }

    /// All notices were read.
    pub fn close_notices(&mut self) {
        self.notices.clear();
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
        self.notify(Notice::new(kind, text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_again_is_one_notice_and_the_last() {
        let mut feedback = Feedback::new(Lang::Dutch);
        for text in [Text::ImportBusy, Text::PartsAgain, Text::ImportBusy] {
            feedback.warn(Kind::Usage, text, &[]);
        }
        let told: Vec<&str> = feedback.notices().iter().map(|n| n.text.as_str()).collect();
        let said = |text| Lang::Dutch.text(text);
        assert_eq!(told, [said(Text::PartsAgain), said(Text::ImportBusy)]);
    }
}
