//! What parent and child say to each other: length-prefixed frames of plain data.
//!
//! **Invariant:** a frame above its limit is refused before memory is taken for it.
//! **Absent:** paths, handles, closures; passwords travel here and never on a command line.

#![deny(clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

use crate::model::blackout::PageBlackout;
use crate::model::blackout::label::BlankMap;
use crate::model::dossier::intake::{PageContents, SourceContents};
use crate::model::navigation::{Guide, Link};
use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::packed::Packed;
use crate::model::page::pixels::Pixels;
use crate::model::page::text::{Looks, PageText};
use crate::model::protection::Protection;
use crate::pdf::{LARGEST_PAGE, MAX_PAGES, OpenError, Region};
use crate::redact::vector::Reason;
use crate::verify::{Closeness, Covered, FileCheck, ForeignCheck, PageCheck, SourcePage};
use crate::writer::page::{CleanPage, Reading};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};

/// The largest frame to a child: a whole source file.
pub const MAX_REQUEST: usize = 2 << 30;
/// The largest frame from a child: one page.
pub const MAX_REPLY: usize = 512 << 20;

/// Memory that is taken for a frame before a byte of it has come.
const AT_ONCE: u64 = 8 << 20;

/// How a page is made anew, the best way first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RenderMode {
    /// From the drawing calls of the source.
    Vector,
    /// As one picture with invisible text.
    Raster,
    /// As one picture without text.
    Picture,
}

/// How much of a page of the source is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SourceDetail {
    All,
    /// All but its text, to whoever has that and knows its [`Looks`].
    Looks,
}

/// One question to a child.
#[derive(Serialize, Deserialize)]
pub enum Request {
    Open {
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
        password: Option<String>,
    },
    Text(usize),
    Blank(usize),
    Render {
        page: usize,
        scale: f64,
        region: Option<Region>,
    },
    Redact {
        page: usize,
        areas: Vec<PageRect>,
        /// Time ran out over the page: its last way, a picture without text, asks nobody but PDFium.
        is_late: bool,
        mode: RenderMode,
    },
    /// What the verifier compares a written page with; asked of the child that holds the source.
    SourcePage(usize, Closeness, SourceDetail),
    /// Asked of a fresh child that holds the written file.
    CheckFile {
        needles: Vec<String>,
        areas: Vec<Vec<PageRect>>,
    },
    /// Asked of a child that holds a file which is not built as ours are.
    CheckForeign(Covered),
    CheckPage {
        page: usize,
        source: Option<Box<SourcePage<Packed>>>,
        blackout: PageBlackout,
        /// The needles, each with how often the page may show it.
        words: Vec<(String, usize)>,
    },
    /// A new source of some pages of this one and all pages of others.
    Assemble {
        first: usize,
        count: usize,
        more: Vec<serde_bytes::ByteBuf>,
    },
    /// What the file holds beside its pages.
    Contents,
    /// Text of a page that cannot be seen.
    Hidden(usize),
    /// The bytes of one attachment.
    Attachment(usize),
    /// The links of a page.
    Links(usize),
    /// Outline and page labels.
    Guide,
    /// The text of a page by its glyph codes, as the interpreter reads it.
    GlyphText(usize),
    /// The text of a page as marks are made on it: the letters of a layer reach as far as those of the picture.
    TextToMark(usize),
    /// What the work for the questions so far took.
    Spent,
    /// Which of the text of a page is seen otherwise than the file says.
    Looks(usize),
    /// The first of all: a document of so many bytes will come, and no byte of it before the answer.
    Begin {
        document: u64,
    },
    /// Which of the words that were read from the picture of a page two judges find in it, as a layer of text.
    Layer {
        page: usize,
        text: PageText,
        areas: Vec<PageRect>,
    },
}

impl Request {
    /// Under what name the processor time for it is kept.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Begin { .. } | Self::Open { .. } | Self::Spent => "open",
            Self::Text(_) | Self::TextToMark(_) => "read: text",
            Self::GlyphText(_) => "read: glyph codes",
            Self::Blank(_) => "read: blank places",
            Self::Links(_) | Self::Guide => "read: links",
            Self::Render { .. } => "show",
            Self::Redact { .. } => "draw: page",
            Self::Layer { .. } => "draw: layer",
            Self::SourcePage(..) | Self::Looks(_) => "verify: source",
            Self::CheckFile { .. } => "verify: objects",
            Self::CheckPage { .. } => "verify: page",
            Self::CheckForeign(_) => "verify: foreign",
            Self::Assemble { .. } => "assemble",
            Self::Contents | Self::Hidden(_) | Self::Attachment(_) => "inspect",
        }
    }
}

/// The shape of an opened document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentFacts {
    pub pages: Vec<PageSize>,
}

impl DocumentFacts {
    pub(super) fn is_sound(&self) -> bool {
        let side = |v: f64| (0.0..=LARGEST_PAGE).contains(&v);
        (1..=MAX_PAGES).contains(&self.pages.len())
            && self.pages.iter().all(|p| side(p.width) && side(p.height))
    }
}

/// One answer from a child.
#[derive(Serialize, Deserialize)]
pub enum Reply {
    Opened(DocumentFacts),
    NotOpened(OpenError),
    /// The page, or what was asked of it, cannot be made.
    Nothing,
    Text(PageText),
    Blank(BlankMap),
    Pixels(Pixels),
    /// A page, and why parts of it are pictures.
    Clean(Box<CleanPage>, Vec<Reason>),
    /// The page cannot be made in the way that was asked for.
    Unfit(Reason),
    SourcePage(Box<SourcePage<Packed>>),
    FileCheck(FileCheck),
    ForeignCheck(ForeignCheck),
    PageCheck(PageCheck),
    File(#[serde(with = "serde_bytes")] Vec<u8>),
    Contents(Box<SourceContents>),
    Hidden(PageContents),
    Attachment(#[serde(with = "serde_bytes")] Vec<u8>),
    Links(Vec<Link>),
    Guide(Guide),
    /// Seconds of processor time by the name of the work.
    Spent(Vec<(String, f64)>),
    Looks(Looks),
    /// The walls that stand.
    Begun(Protection),
    /// Words of a page as a layer over it.
    Layer(Reading),
}

/// Writes one frame.
pub fn send(out: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    send_bytes(out, &written(message)?)
}

/// What a frame says, in bytes.
pub fn written(message: &impl Serialize) -> io::Result<Vec<u8>> {
    postcard::to_stdvec(message).map_err(io::Error::other)
}

/// Writes one frame that says these bytes.
pub fn send_bytes(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    out.write_all(&(bytes.len() as u64).to_le_bytes())?;
    out.write_all(bytes)?;
    out.flush()
}

/// Reads one frame of at most `limit` bytes.
pub fn receive<T: DeserializeOwned>(input: &mut impl Read, limit: usize) -> io::Result<T> {
    let bytes = receive_bytes(input, limit)?;
    postcard::from_bytes(&bytes)
        .map_err(|_malformed| io::Error::new(io::ErrorKind::InvalidData, "not a frame"))
}

/// The bytes of one frame, unread.
pub fn receive_bytes(input: &mut impl Read, limit: usize) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    input.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > limit as u64 {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "frame above the limit",
        ));
    }
    // No more memory than this before as much has come.
    let mut bytes = Vec::with_capacity(length.min(AT_ONCE) as usize);
    input.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_without_pages_or_of_pages_without_measure_is_not_believed() {
        let facts = |sides: &[f64]| DocumentFacts {
            pages: sides
                .iter()
                .map(|width| PageSize {
                    width: *width,
                    height: 842.0,
                })
                .collect(),
        };
        assert!(facts(&[595.0, 0.0, LARGEST_PAGE]).is_sound());
        assert!(!facts(&[]).is_sound());
        for side in [-1.0, LARGEST_PAGE + 1.0, f64::INFINITY, f64::NAN] {
            assert!(!facts(&[595.0, side]).is_sound(), "{side}");
        }
    }

    #[test]
    fn a_frame_comes_back_and_a_large_one_is_refused() {
        let mut wire = Vec::new();
        send(&mut wire, &Request::Text(7)).unwrap();
        let back: Request = receive(&mut wire.as_slice(), 100).unwrap();
        assert!(matches!(back, Request::Text(7)));
        assert!(receive::<Request>(&mut wire.as_slice(), 0).is_err());
        let short = &wire[..wire.len() - 1];
        assert!(receive::<Request>(&mut &short[..], 100).is_err());
    }
}
