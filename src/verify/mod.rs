//! Asks a written file, as a stranger, what it holds.
//!
//! **Invariant:** shares no code with `redact` or `writer`: it reads bytes with its own strict reader and with PDFium,
//! which `redact` never draws with. What either finds of a covered text is a fault, since either may misread; what cannot
//! be read counts as a fault, never as clean.
//! **Absent:** repair, and any reason to trust a file because this program wrote it.
//!
//! Everything here runs in a fresh child process; what it compares with (text and pixels of the source) arrives as
//! plain data, so that a hostile source cannot reach the judge.

mod beneath;
mod clauses;
mod closeness;
mod codes;
mod compare;
mod content;
mod cut;
mod differences;
mod font;
mod foreign;
mod grammar;
mod inside;
mod labels;
mod layer;
mod letters;
mod links;
mod lost;
mod needles;
mod page;
mod page_fonts;
mod pictures;
mod reference;
mod roles;
mod schema;
mod streams;
mod structure;
mod syntax;
mod written;

pub use closeness::Closeness;
pub use differences::{Differences, differences};
pub use foreign::{Covered, check as check_foreign};
pub use layer::{unshown, unshown_of};
pub use page::{PageQuestion, source_looks};
pub use schema::check_file;
#[cfg(test)]
pub use streams::is_our_profile;
pub use written::Written;

use crate::model::blackout::label::Label;
use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::packed::Packed;
use crate::model::page::pixels::{Pixels, Spread};
use crate::model::page::text::PageText;
use serde::{Deserialize, Serialize};

/// Each thing that is checked; the report lists all of them by these names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// One revision, one cross-reference table that is right, nothing before, between or after the objects.
    Syntax,
    /// Every object and every key is on the closed list.
    ClosedList,
    /// Every object can be reached from the catalog.
    Unreachable,
    /// Every stream decodes completely and holds only what its kind may hold.
    Streams,
    /// Fonts hold exactly the glyphs that are used.
    Fonts,
    /// Every piece of content has its place in the structure tree, or is decoration.
    Structure,
    /// The file claims PDF/A-2u and PDF/UA-1 only when it keeps to their clauses.
    Claim,
    /// No covered word in any object, stream or encoding.
    Needles,
    /// The page can be opened and has the size of the source's.
    PageSize,
    /// No character can be extracted inside a black area but its label.
    TextInside,
    /// A black area has one colour outside its label.
    FlatInside,
    /// Without the black areas and labels nothing is drawn where they were.
    Beneath,
    /// The label is there in full and nothing else is in its place.
    Label,
    /// No text that the source does not have.
    TextAdded,
    /// Every word that is not drawn is shown by the picture of the page.
    Layer,
    /// The text outside the areas is still there.
    TextKept,
    /// The page looks the same outside the areas.
    Pixels,
}

impl Check {
    pub const ALL: [Check; 17] = [
        Self::Syntax,
        Self::ClosedList,
        Self::Unreachable,
        Self::Streams,
        Self::Fonts,
        Self::Structure,
        Self::Claim,
        Self::Needles,
        Self::PageSize,
        Self::TextInside,
        Self::FlatInside,
        Self::Beneath,
        Self::Label,
        Self::TextAdded,
        Self::Layer,
        Self::TextKept,
        Self::Pixels,
    ];

    /// Whether a failure means that something under an area may still be there, as opposed to a page that lost or
    /// changed something beside the areas.
    pub fn is_leak(self) -> bool {
        !matches!(
            self,
            Self::Structure
                | Self::Claim
                | Self::PageSize
                | Self::Label
                | Self::TextKept
                | Self::Pixels
        )
    }
}

/// A check that failed, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    pub check: Check,
    pub count: u32,
}

impl Fault {
    pub fn once(check: Check) -> Self {
        Self { check, count: 1 }
    }
}

/// The outcome for a whole file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FileCheck {
    pub faults: Vec<Fault>,
    /// The clauses of PDF/A-2u and PDF/UA-1 that the file does not keep to, by their numbers.
    pub unkept: Vec<String>,
    /// The black areas that the file itself declares, per page.
    pub declared: Vec<DeclaredPage>,
}

/// What a page declares of its black areas.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DeclaredPage {
    pub areas: Vec<DeclaredArea>,
    /// The lines of the legend; `None` for one that cannot be read.
    pub legend: Vec<Option<Label>>,
}

/// A black area as the file's own marks declare it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeclaredArea {
    pub rects: Vec<PageRect>,
    pub label: Option<Label>,
}

/// Why nothing can be said of a part of a file that another program wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// Without marks and source nobody knows what should be gone.
    NoSource,
    /// Its strings and streams are encrypted.
    Encrypted,
    /// An attachment holds pictures, or cannot be opened.
    Attachment,
    /// An earlier revision holds pictures, drawings, or letters that nothing explains.
    EarlierRevision,
    /// A small picture of a page.
    Thumbnail,
    /// A picture that no page shows.
    UnusedPicture,
    /// Lines and curves that no page shows.
    UnusedDrawing,
    /// Text that no page shows, in codes of which the file does not say what they mean.
    FontCodes,
    /// A stream that cannot be unpacked.
    Stream,
    /// Something like letters in a pattern, a mask or a gradient, or beneath an area in codes without meaning.
    Beneath,
    /// A picture with samples that no reader shows, or shows as one tone.
    Samples,
}

/// What a file of another program holds anywhere in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ForeignCheck {
    pub faults: Vec<Fault>,
    /// What cannot be read, and how often.
    pub doubts: Vec<(Doubt, u32)>,
}

/// The outcome for one page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PageCheck {
    pub faults: Vec<Fault>,
    /// The share of the source's characters outside the areas that is still there; 1 without such characters.
    pub recall: f64,
    /// The share of pixels outside the areas that differ.
    pub differing: f64,
    /// Areas of a scan at whose edge a dark shape sticks out.
    pub cut: u32,
    /// Covered words that the picture of the page shows elsewhere, where its text was read from that picture: nothing was
    /// left behind, but a mark may be missing.
    pub seen_elsewhere: u32,
    /// Whether the file says that the text of the page was read from its picture.
    pub is_read: bool,
    /// What a page of another program holds that nobody sees, and how often.
    pub doubts: Vec<(Doubt, u32)>,
}

impl PageCheck {
    /// Whether nothing is wrong but how the page looks, and perhaps that it lost its text, as a picture does: worth
    /// another, closer look.
    pub fn only_looks_wrong(&self) -> bool {
        let is = |check: Check| move |fault: &Fault| fault.check == check;
        let (looks, text) = (is(Check::Pixels), is(Check::TextKept));
        self.faults.iter().any(looks) && self.faults.iter().all(|f| looks(f) || text(f))
    }
}

/// What a written page is compared with: the source page as PDFium reads and shows it. From one process to another it goes
/// with its picture [`Packed`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourcePage<P = Pixels> {
    pub size: PageSize,
    pub closeness: Closeness,
    pub text: PageText,
    pub pixels: P,
    /// Pictures that show what an area covers also beside it.
    pub spread: Vec<Spread>,
}

impl SourcePage<Packed> {
    pub fn is_sound(&self) -> bool {
        self.size.rect().is_some() && self.text.is_sound() && self.pixels.is_sound()
    }

    /// `None` where it is not sound.
    pub fn unpacked(self) -> Option<SourcePage> {
        let pixels = self.pixels.unpacked()?;
        Some(SourcePage {
            size: self.size,
            closeness: self.closeness,
            text: self.text,
            pixels,
            spread: self.spread,
        })
    }
}

impl SourcePage {
    pub fn packed(self) -> SourcePage<Packed> {
        SourcePage {
            size: self.size,
            closeness: self.closeness,
            text: self.text,
            pixels: Packed::of(&self.pixels),
            spread: self.spread,
        }
    }

    /// The areas, and where the page may look otherwise because of what lies under them.
    fn not_compared(&self, mut areas: Vec<PageRect>) -> Vec<PageRect> {
        let around = |area: &PageRect| {
            self.spread
                .iter()
                .filter_map(|s| s.around(area))
                .collect::<Vec<_>>()
        };
        let beside: Vec<PageRect> = areas.iter().flat_map(around).collect();
        areas.extend(beside);
        areas
    }
}
