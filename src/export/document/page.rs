//! One page on its way from source to copy: what was read of it, what was made of it, and what was found.
//!
//! **Invariant:** a page that was refused stays so; why it is a picture, or refused, is kept as names of the report.
//! **Absent:** reading, drawing and asking.

use crate::engine::{EngineError, Fault, Reason, Redacted, RenderMode, SourcePage};
use crate::export::report::ReadingReport;
use crate::find::needles::PageWords;
use crate::model::blackout::PageBlackout;
use crate::model::navigation::Link;
use crate::model::page::geometry::PageSize;
use crate::model::page::packed::Packed;
use crate::model::page::text::{Coverage, Looks, PageText};
use crate::writer::page::{CleanPage, Reading};

/// What a page of the source says, and what will be black on it.
#[derive(Default)]
pub(super) struct Read {
    pub text: PageText,
    /// By each of its readers, see [`super::page_words`]; none where nothing is covered in the whole document.
    pub words: Vec<PageWords>,
    pub blackout: PageBlackout,
    pub links: Vec<Link>,
    pub drawn: Option<Result<Redacted, EngineError>>,
    pub looks: Option<Looks>,
    pub source: Option<SourcePage<Packed>>,
}

/// One page on its way.
pub(super) struct Page {
    pub text: PageText,
    /// Which of it is seen otherwise than the file says, when that is known.
    pub looks: Option<Looks>,
    /// How it looks, without its text, where there was room to keep that.
    pub source: Option<SourcePage<Packed>>,
    pub words: Vec<PageWords>,
    pub blackout: PageBlackout,
    pub clean: Option<CleanPage>,
    /// How it was made.
    pub mode: RenderMode,
    pub refused: bool,
    pub reasons: Vec<String>,
    pub faults: Vec<Fault>,
    pub recall: f64,
    /// Whether a dark shape of a scan sticks out from an area.
    pub cut: bool,
    /// Whether its picture shows a covered word elsewhere, where its text was read from it.
    pub seen_elsewhere: bool,
    /// What came of reading its picture, where it has no other text or little of its layer is shown.
    pub reading: Option<ReadingReport>,
    /// The layer in the place of which its picture was read.
    pub layer: Reading,
    pub differing: f64,
    /// The written page was asked.
    pub checked: bool,
    /// As the source has them.
    pub links: Vec<Link>,
}

impl Page {
    pub fn new(read: Result<Read, EngineError>) -> Self {
        let (read, error) = match read {
            Ok(read) => (read, None),
            Err(error) => (Read::default(), Some(error)),
        };
        let mut page = Self {
            text: read.text,
            looks: read.looks,
            source: read.source,
            words: read.words,
            blackout: read.blackout,
            links: read.links,
            clean: None,
            mode: RenderMode::Vector,
            refused: false,
            reasons: Vec::new(),
            faults: Vec::new(),
            recall: 1.0,
            cut: false,
            seen_elsewhere: false,
            reading: None,
            layer: Reading::default(),
            differing: 0.0,
            checked: false,
        };
        error.iter().for_each(|error| page.refuse(error));
        let drawn = read.drawn.into_iter();
        drawn.for_each(|drawn| page.take(drawn, RenderMode::Vector));
        page
    }

    /// Takes what came of drawing it.
    pub fn take(&mut self, drawn: Result<Redacted, EngineError>, mode: RenderMode) {
        match drawn {
            Ok(Redacted::Page(clean, pictured)) => {
                (self.clean, self.mode) = (Some(*clean), mode);
                self.reasons
                    .extend(pictured.into_iter().filter_map(name_of));
            }
            Ok(Redacted::Unfit(reason)) if mode == RenderMode::Vector => {
                self.reasons.extend(name_of(reason));
            }
            // Every page can be a picture; who says otherwise was not asked that.
            Ok(Redacted::Unfit(_)) => self.refuse(&EngineError::Unsound),
            // Drawing again is the interpreter's work, and its letters are judged in a picture; where that fails, the page
            // can still be a picture, in the end without text.
            Err(error @ (EngineError::Crashed | EngineError::Unsound | EngineError::TimedOut))
                if mode < RenderMode::Picture =>
            {
                self.reasons.push(match error {
                    EngineError::Crashed | EngineError::Unsound if mode == RenderMode::Vector => {
                        name_of(Reason::Interpreter).unwrap_or_default()
                    }
                    _ => reason(&error).to_owned(),
                });
            }
            Err(error) => self.refuse(&error),
        }
    }

    pub fn refuse(&mut self, error: &EngineError) {
        self.refused = true;
        self.reasons.push(reason(error).to_owned());
    }

    /// Whether text lies over a picture beside the areas.
    pub fn has_open_layer(&self) -> bool {
        let zones = self.text.coverages(&self.blackout.rects());
        let mut open = self.text.chars.iter().zip(zones);
        open.any(|(c, zone)| c.invisible && zone == Coverage::Free)
    }

    /// A page that is not asked for, in the place of a page of this size.
    pub fn blank(size: PageSize) -> Self {
        Self {
            clean: Some(CleanPage::blank(size, 1.0)),
            ..Self::new(Ok(Read::default()))
        }
    }
}

/// The name of a check or a reason as the report spells it.
pub(super) fn name_of(of: impl serde::Serialize) -> Option<String> {
    let name = serde_json::to_value(of).ok()?;
    name.as_str().map(str::to_owned)
}

/// The name of what went wrong, for the report.
pub(super) fn reason(error: &EngineError) -> &'static str {
    match error {
        EngineError::Crashed => "crashed",
        EngineError::TimedOut => "timed_out",
        EngineError::Page | EngineError::Open(_) | EngineError::Read(_) | EngineError::TooLarge => {
            "unreadable"
        }
        EngineError::Unsound => "unsound_answer",
        EngineError::Start(_) => "no_engine",
        EngineError::Unconfined => "unconfined",
    }
}
