//! The grounds on which a passage may be withheld: a closed list, its names, spellings and parser.
//!
//! **Invariant:** a [`Ground`] exists in the list below, so a mark can never carry a ground the law does not know;
//! the order of the list is the order in which inventories print grounds: absolute, relative, other, another law,
//! Wob, outside the request.
//! **Absent:** whether a ground fits a passage; that is a person's judgement.
//!
//! Sources: Wet open overheid, artikelen 5.1, 5.2, 5.4, 5.4a and 8.8; Wet openbaarheid van bestuur, artikelen 10
//! and 11 (only for documents decided under that act).

mod citation;
mod error;
mod list;
mod notation;

pub use error::{GroundError, LimitKind};
pub use list::GroundKind;
pub use notation::{GroundStyle, Notation, ScopeLabel};

use GroundKind::{Duplicate, OutOfScope, Wob};
use citation::{Citation, other_law, parse_words};
use list::{Entry, LIST};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;

/// A ground on which a passage is withheld.
///
/// Its canonical id (`5.1.2e`, `10.2e`, `scope`, `dubbel`, `8.8 <wet en artikel>`) is what is stored.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ground(Inner);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Inner {
    /// Index in [`LIST`].
    Listed(usize),
    /// Act and article, as the reviewer typed them.
    OtherLaw(String),
}

impl Ground {
    /// Every listed ground in the order of the inventory.
    pub fn all() -> impl Iterator<Item = Ground> {
        (0..LIST.len()).map(|index| Ground(Inner::Listed(index)))
    }

    /// The grounds a reviewer may choose for a document judged under the Woo: without the Wob, and without 5.2.2,
    /// which is a power to disclose and only kept where it was imported.
    pub fn offered() -> impl Iterator<Item = Ground> {
        Self::all().filter(|g| g.kind() != Wob && g.id() != "5.2.2")
    }

    /// The grounds under the digits 1 to 9 until a dossier has its own: the first three are nine boxes out of ten.
    pub fn usual() -> Vec<Ground> {
        const IDS: [&str; 9] = [
            "5.1.2e", "5.1.1c", "scope", "5.2.1", "5.1.2i", "5.1.1e", "5.1.1d", "5.1.2b", "5.1.2f",
        ];
        IDS.iter().filter_map(|id| Self::parse(id).ok()).collect()
    }

    /// Reads any usual spelling.
    ///
    /// # Errors
    /// A truncated code, a group, a limit or duty, and anything else outside the list, each with what was meant.
    pub fn parse(text: &str) -> Result<Ground, GroundError> {
        if text.trim().is_empty() {
            return Err(GroundError::Empty);
        }
        if let Some(row) = parse_words(text) {
            return Ok(Ground(Inner::Listed(row)));
        }
        if let Some(rest) = other_law(text) {
            return rest.map(|law| Ground(Inner::OtherLaw(law)));
        }
        let citation = Citation::read(text).ok_or(GroundError::Unknown)?;
        citation.ground().map(|row| Ground(Inner::Listed(row)))
    }

    fn entry(&self) -> Option<&'static Entry> {
        match self.0 {
            Inner::Listed(index) => LIST.get(index),
            Inner::OtherLaw(_) => None,
        }
    }

    /// The canonical id.
    pub fn id(&self) -> String {
        match &self.0 {
            Inner::Listed(_) => self.entry().map_or(String::new(), |e| e.id.to_owned()),
            Inner::OtherLaw(law) => format!("8.8 {law}"),
        }
    }

    pub fn kind(&self) -> GroundKind {
        self.entry().map_or(GroundKind::OtherLaw, |e| e.kind)
    }

    /// The name in full, in Dutch.
    pub fn name(&self) -> &str {
        match &self.0 {
            Inner::Listed(_) => self.entry().map_or("", |e| e.name),
            Inner::OtherLaw(law) => law,
        }
    }

    /// The act it is a ground of: `Woo` or `Wob`.
    pub fn law(&self) -> &'static str {
        if self.kind() == Wob { "Wob" } else { "Woo" }
    }

    /// Whether information older than five years asks for reasons why it still holds (article 5.3 Woo).
    pub fn fades(&self) -> bool {
        self.entry().is_some_and(|e| e.fades)
    }

    /// The label of the ministries' publication platform; `None` where it knows none.
    pub fn platform_label(&self) -> Option<&'static str> {
        self.entry()?.platform
    }

    /// A first text for the considerations; `None` where there are no usual words.
    pub fn usual_considerations(&self) -> Option<&'static str> {
        let text = self.entry()?.considerations;
        (!text.is_empty()).then_some(text)
    }

    /// The name for a button or a spoken text, in Dutch.
    pub fn short_name(&self) -> &str {
        match &self.0 {
            Inner::Listed(_) => self.entry().map_or("", |e| e.short),
            Inner::OtherLaw(law) => law,
        }
    }

    /// The ground as it stands on boxes and in inventories.
    pub fn written(&self, notation: Notation) -> String {
        let Some(entry) = self.entry() else {
            return self.id();
        };
        match entry.kind {
            OutOfScope => return notation.scope.text().to_owned(),
            Duplicate => return "dubbel".to_owned(),
            _ => {}
        }
        match notation.style {
            GroundStyle::Dotted => entry.id.to_owned(),
            GroundStyle::Bracketed => entry.bracketed(),
            GroundStyle::Long => entry.in_words(),
        }
    }

    /// The ground as it is written, with its name where it does not say itself what it is.
    pub fn named(&self, notation: Notation) -> String {
        let written = self.written(notation);
        if matches!(self.kind(), OutOfScope | Duplicate) {
            return written;
        }
        format!("{written} {}", self.short_name())
    }

    /// What a screen reader says for a box: "Weggelakt: artikel 5.1, tweede lid, onder e, Woo, …".
    pub fn spoken(&self) -> String {
        match (&self.0, self.entry()) {
            (Inner::OtherLaw(law), _) => format!("Weggelakt: artikel 8.8 Woo, {law}"),
            (_, Some(e)) if e.kind == OutOfScope => "Weggelakt: valt buiten het verzoek".to_owned(),
            (_, Some(e)) if e.kind == Duplicate => {
                "Weggelakt: staat al in een ander document".to_owned()
            }
            (_, Some(e)) => {
                let law = self.law();
                format!("Weggelakt: artikel {}, {law}, {}", e.in_words(), e.short)
            }
            (_, None) => "Weggelakt".to_owned(),
        }
    }

    fn rank(&self) -> (usize, &str) {
        let first_wob = LIST
            .iter()
            .position(|e| e.kind == Wob)
            .unwrap_or(LIST.len());
        match &self.0 {
            Inner::Listed(index) if *index < first_wob => (*index, ""),
            Inner::Listed(index) => (*index + 1, ""),
            Inner::OtherLaw(law) => (first_wob, law),
        }
    }
}

/// Several grounds as they stand on boxes.
pub fn written(grounds: &[Ground], notation: Notation) -> String {
    let written: Vec<String> = grounds.iter().map(|g| g.written(notation)).collect();
    written.join(" + ")
}

impl PartialOrd for Ground {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ground {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl fmt::Debug for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ground({})", self.id())
    }
}

impl TryFrom<String> for Ground {
    type Error = GroundError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Ground::parse(&text)
    }
}

impl From<Ground> for String {
    fn from(ground: Ground) -> String {
        ground.id()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> String {
        Ground::parse(text)
            .unwrap_or_else(|e| panic!("{text}: {e}"))
            .id()
    }

    #[test]
    fn every_usual_spelling_is_read() {
        for text in [
            "5.1.2e",
            "5.1(2)e",
            "5.1 (2) e",
            "art. 5.1.2.e",
            "Artikel 5.1, tweede lid, onder e, Woo",
            "5.1 lid 2 sub e",
            "5.1.2 E",
            "artikel 5.1 lid 2 aanhef en onder e van de Woo",
            "Woo 5.1.2e",
            "5.1.2(e)",
        ] {
            assert_eq!(id(text), "5.1.2e", "{text}");
        }
        assert_eq!(id("5.2(1)"), "5.2.1");
        assert_eq!(id("art 10(2)e Wob"), "10.2e");
        assert_eq!(id("11.1"), "11.1");
        assert_eq!(id("Buiten  scope"), "scope");
        assert_eq!(id("dubbel"), "dubbel");
        assert_eq!(id("5.4a"), "5.4a");
        assert_eq!(
            id("8.8 Wet politiegegevens, artikel 7"),
            "8.8 Wet politiegegevens, artikel 7"
        );
        assert_eq!(
            id("art. 8.8 Woo: Politiewet 2012 art. 65"),
            "8.8 Politiewet 2012 art. 65"
        );
    }

    #[test]
    fn what_is_no_ground_is_refused_and_says_what_was_meant() {
        let refused = |text: &str| Ground::parse(text).unwrap_err();
        assert_eq!(
            refused("5.1(2)"),
            GroundError::Truncated("5.1.2".into(), 'a', 'i')
        );
        assert_eq!(
            refused("5.1.2j"),
            GroundError::NoSuchPart("5.1.2j".into(), 'a', 'i')
        );
        assert_eq!(
            refused("5.1.1f"),
            GroundError::NoSuchPart("5.1.1f".into(), 'a', 'e')
        );
        assert!(matches!(refused("5.1"), GroundError::Group(..)));
        assert!(matches!(refused("5.1.3"), GroundError::Limit(..)));
        assert!(matches!(refused("5.3"), GroundError::Limit(..)));
        assert!(matches!(refused("7.9"), GroundError::NoSuchArticle(_)));
        assert_eq!(refused("8.8"), GroundError::OtherLawWithoutName);
        assert_eq!(refused(" "), GroundError::Empty);
        assert_eq!(refused("J. Jansen"), GroundError::Unknown);
        assert!(Ground::parse("10.2e Woo").is_err());
        assert!(Ground::parse("5.1.2e Wob").is_err());
        assert_eq!(refused("Jansen 5.1.2e"), GroundError::Unknown);
    }

    #[test]
    fn each_ground_reads_back_from_each_way_of_writing_it() {
        for ground in Ground::all() {
            for style in [
                GroundStyle::Dotted,
                GroundStyle::Bracketed,
                GroundStyle::Long,
            ] {
                for scope in ScopeLabel::ALL {
                    let written = ground.written(Notation { style, scope });
                    assert_eq!(Ground::parse(&written).as_ref(), Ok(&ground), "{written}");
                }
            }
            assert_eq!(Ground::parse(&ground.id()).as_ref(), Ok(&ground));
        }
    }

    #[test]
    fn the_order_is_that_of_the_law() {
        let mut grounds: Vec<Ground> = ["scope", "10.2e", "8.8 Wpg", "5.2.1", "5.1.2e", "5.1.1c"]
            .iter()
            .map(|g| Ground::parse(g).unwrap())
            .collect();
        grounds.sort();
        let ids: Vec<String> = grounds.iter().map(Ground::id).collect();
        assert_eq!(
            ids,
            ["5.1.1c", "5.1.2e", "5.2.1", "8.8 Wpg", "10.2e", "scope"]
        );
    }

    #[test]
    fn styles_and_spoken_text_follow_the_published_forms() {
        let ground = Ground::parse("5.1.2e").unwrap();
        let written = |style| {
            ground.written(Notation {
                style,
                ..Notation::default()
            })
        };
        assert_eq!(written(GroundStyle::Bracketed), "5.1(2)e");
        assert_eq!(written(GroundStyle::Long), "5.1, tweede lid, onder e");
        assert_eq!(
            ground.spoken(),
            "Weggelakt: artikel 5.1, tweede lid, onder e, Woo, persoonlijke levenssfeer"
        );
        assert_eq!(
            Ground::parse("scope").unwrap().spoken(),
            "Weggelakt: valt buiten het verzoek"
        );
    }
}
