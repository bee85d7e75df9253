//! The comments of a source as a document of their own, so that they can be read, marked and published.
//!
//! **Invariant:** every comment is there with its page, its author and its whole text, in the order of the pages.
//! **Absent:** a place in the dossier; the caller gives it one.

use crate::model::dossier::intake::Comment;
use crate::writer::flow::{Flow, Paper};
use crate::writer::{Claim, FileFacts};

/// A PDF with the comments; `number` is that of their document, `date` the day of making (ISO 8601).
pub fn paper_of(comments: &[Comment], number: &str, date: &str) -> Vec<u8> {
    let title = format!("Opmerkingen bij document {number}");
    let mut flow = Flow::new(Paper::Portrait);
    flow.heading(1, &title);
    for comment in comments {
        let page = comment.page + 1;
        let kind = if comment.is_reply {
            "reactie"
        } else {
            "opmerking"
        };
        let by = match comment.author.as_str() {
            "" => format!("Pagina {page}, {kind}"),
            author => format!("Pagina {page}, {kind} van {author}"),
        };
        flow.heading(2, &by);
        comment.text.lines().for_each(|line| flow.paragraph(line));
    }
    let facts = FileFacts {
        title,
        language: "nl-NL".to_owned(),
        date: date.to_owned(),
    };
    flow.finish(&facts, Claim::Nothing, |page, pages| {
        format!("{page} / {pages}")
    })
}
