//! Turns what went wrong into what a person reads: once, here.
//!
//! **Invariant:** a notice names files and numbers, never document text, the contents of a mark or a person.
//! **Absent:** decisions about what to do next; the hint tells the person.

use crate::engine::{EngineError, OpenError};
use crate::export::document::DocumentError;
use crate::export::publish::PublishError;
use crate::i18n::{Lang, Text};
use crate::model::marks_file::MarksError;
use std::io;

/// What kind of trouble it is; decides the exit code and the colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Wrong use, wrong input that the user made, existing output.
    Usage,
    /// A source that cannot be read.
    Source,
    /// Something did not verify.
    NotVerified,
    /// No display to open a window on.
    NoDisplay,
    /// A fault of the program.
    Internal,
    /// Reading or writing failed.
    Io,
    Cancelled,
}

/// A message for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub kind: Kind,
    pub text: String,
    /// What the person can do.
    pub hint: Option<String>,
}

impl Notice {
    pub fn new(kind: Kind, text: String) -> Self {
        Self {
            kind,
            text,
            hint: None,
        }
    }

    pub fn hinted(kind: Kind, text: String, hint: &str) -> Self {
        Self {
            kind,
            text,
            hint: Some(hint.to_owned()),
        }
    }

    /// `name` is the name of the file that was read.
    pub fn engine(error: &EngineError, name: &str, lang: Lang) -> Self {
        let source = |text, hint: Option<Text>| Self {
            kind: Kind::Source,
            text: lang.fill(text, &[&name]),
            hint: hint.map(|h| lang.text(h).to_owned()),
        };
        match error {
            EngineError::Open(open) => match open {
                OpenError::Password => source(Text::PasswordNeeded, Some(Text::PasswordHint)),
                OpenError::Format => source(Text::NotAPdf, None),
                OpenError::Security => source(Text::UnsupportedSecurity, Some(Text::ResaveHint)),
                OpenError::NoPages => source(Text::NoPages, None),
                OpenError::TooManyPages(most) => Self::hinted(
                    Kind::Source,
                    lang.fill(Text::TooManyPages, &[&name, most]),
                    lang.text(Text::SplitHint),
                ),
                OpenError::Library => Self::hinted(
                    Kind::Internal,
                    lang.text(Text::EngineStart).to_owned(),
                    lang.text(Text::ReinstallHint),
                ),
            },
            EngineError::Read(error) => Self::read(error, name, lang),
            EngineError::TooLarge => source(Text::FileTooLarge, Some(Text::SplitHint)),
            EngineError::Crashed
            | EngineError::TimedOut
            | EngineError::Page
            | EngineError::Unsound => source(Text::EngineFailed, Some(Text::ResaveHint)),
            EngineError::Start(_) => Self::hinted(
                Kind::Internal,
                lang.text(Text::EngineStart).to_owned(),
                lang.text(Text::ReinstallHint),
            ),
        }
    }

    pub fn document(error: &DocumentError, name: &str, lang: Lang) -> Self {
        match error {
            DocumentError::Source(engine) => Self::engine(engine, name, lang),
            DocumentError::Cancelled => {
                Self::new(Kind::Cancelled, lang.text(Text::Cancelled).to_owned())
            }
        }
    }

    pub fn marks(error: &MarksError, lang: Lang) -> Self {
        let hint = match error {
            MarksError::NotMarks => Text::MarksForm,
            _ => Text::NothingDoneHint,
        };
        let text = match error {
            MarksError::NotMarks => lang.text(Text::MarksNotMarks).to_owned(),
            MarksError::Unreadable(index) => lang.fill(Text::MarkUnreadable, &[index]),
            MarksError::NoGround(index) => lang.fill(Text::MarkNoGround, &[index]),
            MarksError::Ground { index, error } => lang.fill(Text::MarkGround, &[index, error]),
            MarksError::Area(index) => lang.fill(Text::MarkArea, &[index]),
            MarksError::Page { index, page, pages } => {
                lang.fill(Text::MarkPage, &[index, page, pages])
            }
            MarksError::OutsidePage { index, page } => lang.fill(Text::MarkOutside, &[index, page]),
            MarksError::NoDocument(index) => lang.fill(Text::MarkNoDocument, &[index]),
            MarksError::UnknownDocument(index) => lang.fill(Text::MarkUnknownDocument, &[index]),
        };
        Self::hinted(Kind::Usage, text, lang.text(hint))
    }

    pub fn publish(error: &PublishError, name: &str, lang: Lang) -> Self {
        match error {
            PublishError::Exists => Self::hinted(
                Kind::Usage,
                lang.fill(Text::OutputExists, &[&name]),
                lang.text(Text::OutputExistsHint),
            ),
            PublishError::NoFolder => Self::new(Kind::Io, lang.fill(Text::NoFolder, &[&name])),
            PublishError::Io(error) => Self::write(error, name, lang),
        }
    }

    pub fn read(error: &io::Error, name: &str, lang: Lang) -> Self {
        Self::new(
            Kind::Io,
            lang.fill(Text::CannotRead, &[&name, &io_reason(error, lang)]),
        )
    }

    pub fn write(error: &io::Error, name: &str, lang: Lang) -> Self {
        Self::new(
            Kind::Io,
            lang.fill(Text::CannotWrite, &[&name, &io_reason(error, lang)]),
        )
    }
}

fn io_reason(error: &io::Error, lang: Lang) -> &'static str {
    lang.text(match error.kind() {
        io::ErrorKind::NotFound => Text::IoNotFound,
        io::ErrorKind::PermissionDenied => Text::IoPermission,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Text::IoFull,
        io::ErrorKind::ReadOnlyFilesystem => Text::IoReadOnly,
        _ => Text::IoOther,
    })
}
