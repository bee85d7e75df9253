//! How a reader gets about in a document: links, outline, page labels; as plain data, rebuilt from an allow-list.
//!
//! **Invariant:** a link leads to a page of the document or to a web address; nothing here starts anything.
//! **Absent:** deciding what may be published; `export` asks that of every part.

use crate::model::page::geometry::PageRect;
use serde::{Deserialize, Serialize};

/// No page has more links, and no document more bookmarks or ranges of labels.
pub const MAX_LINKS: usize = 2_000;
pub const MAX_BOOKMARKS: usize = 1_000;
/// No text here is longer, in characters.
pub const MAX_TEXT: usize = 2_000;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// From 0.
    Page(usize),
    Web(String),
}

/// A place on a page that leads somewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    pub area: PageRect,
    /// `None` for what no copy may do: another file, a script, a mail.
    pub target: Option<Target>,
}

/// A line of the outline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmark {
    pub title: String,
    /// From 0; at most one more than that of the line before.
    pub level: u8,
    /// From 0; `None` when it leads to no page of the document.
    pub page: Option<usize>,
}

/// How pages are numbered (ISO 32000-1 §12.4.2, table 159).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Numerals {
    Decimal,
    UpperRoman,
    LowerRoman,
    UpperLetters,
    LowerLetters,
}

/// The labels of the pages from one on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageLabels {
    /// The first page, from 0.
    pub from: usize,
    pub numerals: Option<Numerals>,
    pub prefix: String,
    pub first: u32,
}

/// What a document has beside its pages to find the way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guide {
    pub bookmarks: Vec<Bookmark>,
    /// How many more the source has than are read.
    pub beyond: usize,
    pub labels: Vec<PageLabels>,
}

impl Guide {
    /// Whether the lengths are those of an honest child.
    pub fn is_sound(&self) -> bool {
        let short = |text: &String| text.chars().count() <= MAX_TEXT;
        self.bookmarks.len() <= MAX_BOOKMARKS
            && self.labels.len() <= MAX_BOOKMARKS
            && self.bookmarks.iter().all(|b| short(&b.title))
            && self.labels.iter().all(|l| short(&l.prefix))
    }
}

/// Whether the links of a page are those of an honest child.
pub fn links_are_sound(links: &[Link]) -> bool {
    let short = |link: &Link| match &link.target {
        Some(Target::Web(address)) => address.chars().count() <= MAX_TEXT,
        Some(Target::Page(_)) | None => true,
    };
    links.len() <= MAX_LINKS && links.iter().all(short)
}

/// What a published file has of all this.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Navigation {
    /// By page; shorter than the document where the last pages have none.
    pub links: Vec<Vec<Link>>,
    pub guide: Guide,
}

impl Navigation {
    pub fn links_of(&self, page: usize) -> &[Link] {
        self.links.get(page).map_or(&[], Vec::as_slice)
    }

    pub fn is_empty(&self) -> bool {
        self.links.iter().all(Vec::is_empty) && self.guide == Guide::default()
    }
}

/// An address with its escaped bytes (`%41`) as they are read (RFC 3986 §2.1).
pub fn unescaped(address: &[u8]) -> Vec<u8> {
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|d| u8::try_from(d).ok())
    };
    let mut read = Vec::with_capacity(address.len());
    let mut rest = address;
    while let [first, after @ ..] = rest {
        let escaped = match rest {
            [b'%', high, low, ..] => digit(*high).zip(digit(*low)),
            _ => None,
        };
        let (byte, after) = match (escaped, after) {
            (Some((high, low)), [_, _, after @ ..]) => ((high << 4) | low, after),
            _ => (*first, after),
        };
        read.push(byte);
        rest = after;
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_bytes_are_read_and_all_else_stays() {
        assert_eq!(unescaped(b"a%4A%4aans%zz%"), b"aJJans%zz%");
        assert_eq!(unescaped(b"%+4%2"), b"%+4%2", "a sign is no digit");
        assert_eq!(unescaped(b"%C3%AB%2541"), "ë%41".as_bytes());
    }
}
