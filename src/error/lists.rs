//! What of a list of persons cannot be used, as a sentence.
//!
//! **Invariant:** the name of the list and the number of the line; never what stands there.
//! **Absent:** reading lists.

use super::notice::Notice;
use crate::i18n::{Lang, Text};
use crate::jobs::lists::{BadLine, ListFault};

impl Notice {
    pub fn list(fault: &ListFault, lang: Lang) -> String {
        let Some(line) = &fault.line else {
            return lang.fill(Text::ListUnread, &[&fault.list]);
        };
        let (text, number) = match line {
            BadLine::Unreadable(number) => (Text::ListUnreadable, number),
            BadLine::Treatment(number) => (Text::ListTreatment, number),
            BadLine::Empty(number) => (Text::ListEmpty, number),
            BadLine::Ground(number) => (Text::ListGround, number),
            BadLine::Pattern(number) => (Text::ListPattern, number),
        };
        lang.fill(text, &[&fault.list, number])
    }
}
