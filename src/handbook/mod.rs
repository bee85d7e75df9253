//! The handbook: chapters in Dutch, the same in the window and on paper.
//!
//! **Invariant:** what a chapter names in backticks is a key, a command or a word of the dossier; what it names in
//! italics stands in the window; every picture that it shows is there.
//! **Absent:** drawing it; keys, which are named by the table of actions.

pub mod paper;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// One chapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chapter {
    Beginning,
    Marking,
    Grounds,
    Suggestions,
    Searching,
    Documents,
    Check,
    Export,
    Together,
    Promises,
    Keys,
}

impl Chapter {
    pub const ALL: [Self; 11] = [
        Self::Beginning,
        Self::Marking,
        Self::Grounds,
        Self::Suggestions,
        Self::Searching,
        Self::Documents,
        Self::Check,
        Self::Export,
        Self::Together,
        Self::Promises,
        Self::Keys,
    ];

    fn source(self) -> &'static str {
        match self {
            Self::Beginning => include_str!("../../assets/handboek/01-beginnen.md"),
            Self::Marking => include_str!("../../assets/handboek/02-lakken.md"),
            Self::Grounds => include_str!("../../assets/handboek/03-gronden.md"),
            Self::Suggestions => include_str!("../../assets/handboek/04-suggesties.md"),
            Self::Searching => include_str!("../../assets/handboek/05-zoeken.md"),
            Self::Documents => include_str!("../../assets/handboek/06-documenten.md"),
            Self::Check => include_str!("../../assets/handboek/07-controle.md"),
            Self::Export => include_str!("../../assets/handboek/08-exporteren.md"),
            Self::Together => include_str!("../../assets/handboek/09-samen.md"),
            Self::Promises => include_str!("../../assets/handboek/10-belofte.md"),
            Self::Keys => include_str!("../../assets/handboek/11-toetsen.md"),
        }
    }

    /// What stands in it, its own heading first.
    pub fn blocks(self) -> Vec<Block> {
        Reader::read(self.source())
    }

    /// What it is called.
    pub fn title(self) -> &'static str {
        let first = self.source().lines().next().unwrap_or_default();
        first.trim_start_matches("# ")
    }
}

/// A picture of the window, as PNG; `.ci/handbook` makes them from the window itself.
pub fn picture(name: &str) -> Option<&'static [u8]> {
    macro_rules! pictures {
        ($($name:literal),* $(,)?) => {
            match name {
                $($name => Some(include_bytes!(concat!("../../assets/handboek/", $name)).as_slice()),)*
                _ => None,
            }
        };
    }
    pictures!(
        "bevinding.png",
        "document.png",
        "gronden.png",
        "lakking-gekozen.png",
        "lakkingen.png",
        "overzicht.png",
        "suggesties.png",
        "zo-gepubliceerd.png",
        "zoeken.png",
    )
}

/// How a piece of text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Plain,
    /// The name of something in the window.
    Name,
    /// A key, a command, or something typed.
    Key,
}

/// A piece of text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub text: String,
    pub style: Style,
}

/// A part of a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// From level 1.
    Heading(u8, String),
    Paragraph(Vec<Span>),
    /// An item of a list.
    Item(Vec<Span>),
    Picture {
        name: String,
        /// What is to be seen on it.
        alt: String,
    },
    /// The table of keys.
    Keys,
}

impl Block {
    /// What it says.
    pub fn text(&self) -> String {
        match self {
            Self::Heading(_, text) | Self::Picture { alt: text, .. } => text.clone(),
            Self::Paragraph(spans) | Self::Item(spans) => text_of(spans),
            Self::Keys => String::new(),
        }
    }
}

pub fn text_of(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// A place where what is looked for stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub chapter: Chapter,
    /// Of its blocks, the heading above it.
    pub block: usize,
}

/// The sections in which all of these words stand, those that have them in their heading first.
pub fn search(words: &str) -> Vec<Place> {
    let words = words.to_lowercase();
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut found: Vec<(bool, Place)> = Vec::new();
    for chapter in Chapter::ALL {
        let blocks = chapter.blocks();
        let is_heading = |block: &Block| matches!(block, Block::Heading(..));
        let starts = blocks.iter().enumerate();
        let starts: Vec<usize> = starts
            .filter(|(_, b)| is_heading(b))
            .map(|(n, _)| n)
            .collect();
        for (nth, start) in starts.iter().enumerate() {
            let end = starts.get(nth + 1).copied().unwrap_or(blocks.len());
            let section = blocks.iter().take(end).skip(*start).map(Block::text);
            let section: Vec<String> = section.map(|text| text.to_lowercase()).collect();
            let has = |texts: &[String]| {
                (words.iter()).all(|word| texts.iter().any(|text| text.contains(word)))
            };
            let in_heading = section.get(..1).is_some_and(has);
            if in_heading || has(&section) {
                let block = *start;
                found.push((!in_heading, Place { chapter, block }));
            }
        }
    }
    found.sort_by_key(|(is_below, _)| *is_below);
    found.into_iter().map(|(_, place)| place).collect()
}

/// Reads a chapter.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    spans: Vec<Span>,
    style: Option<Style>,
    level: u8,
    in_item: bool,
    picture: Option<String>,
}

impl Reader {
    fn read(source: &str) -> Vec<Block> {
        let mut reader = Self::default();
        for event in Parser::new_ext(source, Options::empty()) {
            reader.take(event);
        }
        reader.blocks
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => self.level = number(level),
            Event::Start(Tag::Item) => self.in_item = true,
            Event::Start(Tag::Emphasis | Tag::Strong) => self.style = Some(Style::Name),
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.picture = Some(dest_url.into_string())
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong) => self.style = None,
            Event::End(TagEnd::Heading(_)) => {
                let text = text_of(&std::mem::take(&mut self.spans));
                self.blocks.push(Block::Heading(self.level, text));
            }
            Event::End(TagEnd::Image) => {
                let alt = text_of(&std::mem::take(&mut self.spans));
                let name = self.picture.take().unwrap_or_default();
                self.blocks.push(Block::Picture { name, alt });
            }
            Event::End(TagEnd::Paragraph) => self.end_text(),
            Event::End(TagEnd::Item) => {
                self.end_text();
                self.in_item = false;
            }
            Event::Text(text) => self.push(&text, self.style.unwrap_or(Style::Plain)),
            Event::Code(text) => self.push(&text, Style::Key),
            Event::SoftBreak | Event::HardBreak => self.push(" ", Style::Plain),
            _ => {}
        }
    }

    fn push(&mut self, text: &str, style: Style) {
        match self.spans.last_mut().filter(|last| last.style == style) {
            Some(last) => last.text.push_str(text),
            None => self.spans.push(Span {
                text: text.to_owned(),
                style,
            }),
        }
    }

    fn end_text(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        if spans.is_empty() {
            return;
        }
        self.blocks.push(match self.in_item {
            _ if text_of(&spans) == "{toetsen}" => Block::Keys,
            true => Block::Item(spans),
            false => Block::Paragraph(spans),
        });
    }
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_chapter_is_read_whole_with_pictures_that_are_there() {
        let mut pictures = 0;
        for chapter in Chapter::ALL {
            let blocks = chapter.blocks();
            let first = Block::Heading(1, chapter.title().to_owned());
            assert_eq!(blocks.first(), Some(&first));
            let mut level = 0;
            for block in &blocks {
                match block {
                    Block::Heading(next, _) => {
                        assert!(*next <= level + 1, "{block:?}");
                        level = *next;
                    }
                    Block::Picture { name, alt } => {
                        pictures += 1;
                        assert!(picture(name).is_some() && !alt.is_empty(), "{name}");
                    }
                    Block::Keys => assert_eq!(chapter, Chapter::Keys),
                    Block::Paragraph(_) | Block::Item(_) => assert!(!block.text().is_empty()),
                }
            }
            // No word of the source is lost on the way.
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
            let read: usize = blocks.iter().map(|block| letters(&block.text())).sum();
            let names = blocks.iter().map(|block| match block {
                Block::Picture { name, .. } => letters(name),
                Block::Keys => letters("toetsen"),
                _ => 0,
            });
            assert_eq!(read + names.sum::<usize>(), letters(chapter.source()));
        }
        assert!(pictures >= 8, "{pictures}");
    }

    #[test]
    fn what_is_looked_for_is_found_in_its_heading_first() {
        let found = search("inventarislijst");
        let first = found.first().unwrap();
        assert_eq!(first.chapter, Chapter::Export);
        let blocks = first.chapter.blocks();
        assert_eq!(
            blocks.get(first.block),
            Some(&Block::Heading(2, "De inventarislijst".to_owned()))
        );
        assert!(found.len() > 2);
        assert_eq!(search("kurkentrekker"), []);
    }
}
