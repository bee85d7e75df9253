//! Turns what went wrong into what a person reads: once, here.
//!
//! **Invariant:** a notice names files and numbers, never document text, the contents of a mark or a person.
//! **Absent:** decisions about what to do next; the hint tells the person.

use crate::engine::{EngineError, OpenError};
use crate::export::finding::Finding;
use crate::export::folder_proof::FolderProofError;
use crate::export::outcome::{ExportError, LeftOut, LeftOutReason};
use crate::export::progress::DocumentError;
use crate::export::publish::PublishError;
use crate::i18n::{Lang, Text};
use crate::jobs::example::DemoError;
use crate::jobs::parts::PartsError;
use crate::jobs::scans::Missing;
use crate::model::edit::EditError;
use crate::model::marks_file::MarksError;
use crate::store::StoreError;
use std::io;

mod collecting;
mod findings;
mod grounds;
mod lists;
mod notice;

pub use findings::field_name;
pub use grounds::ground_text;
pub use notice::{Kind, Notice};

impl Notice {
    /// Why scans are not read.
    pub fn scans(missing: &Missing, lang: Lang) -> Self {
        let text = match missing {
            Missing::Program => lang.text(Text::ScansNone).to_owned(),
            Missing::Broken => lang.text(Text::ScansBroken).to_owned(),
            Missing::Old(version) => lang.fill(Text::ScansOld, &[version]),
            Missing::Dutch => lang.text(Text::ScansNoDutch).to_owned(),
        };
        Self::hinted(Kind::Source, text, lang.text(Text::ScansHint))
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
                OpenError::Empty => source(Text::EmptyFile, Some(Text::DamagedHint)),
                OpenError::NotAPdf => source(Text::NotAPdf, Some(Text::NotAPdfHint)),
                OpenError::Damaged => source(Text::DamagedFile, Some(Text::DamagedHint)),
                OpenError::Security => source(Text::UnsupportedSecurity, Some(Text::ResaveHint)),
                OpenError::NoPages => source(Text::NoPages, None),
                OpenError::TooManyPages(most) => Self::hinted(
                    Kind::Source,
                    lang.fill(Text::TooManyPages, &[&name, most]),
                    lang.text(Text::SplitHint),
                ),
                OpenError::PageTooLarge(page) => Self::hinted(
                    Kind::Source,
                    lang.fill(Text::PageTooLarge, &[&name, page]),
                    lang.text(Text::PageTooLargeHint),
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
            EngineError::Unconfined => Self::hinted(
                Kind::Internal,
                lang.text(Text::Unconfined).to_owned(),
                lang.text(Text::UnconfinedHint),
            ),
        }
    }

    /// A file that was taken although the engine failed over some of its pages (from 0).
    pub fn broken_pages(name: &str, pages: &[usize], lang: Lang) -> Self {
        let pages: Vec<String> = pages.iter().map(|page| (page + 1).to_string()).collect();
        let text = lang.fill(Text::BrokenPages, &[&name, &pages.join(", ")]);
        Self::hinted(Kind::Source, text, lang.text(Text::RefusedHint))
    }

    /// A folder in which there was nothing to take.
    pub fn empty_folder(name: &str, lang: Lang) -> Self {
        let text = lang.fill(Text::FolderWithoutFiles, &[&name]);
        Self::hinted(Kind::Source, text, lang.text(Text::FolderWithoutFilesHint))
    }

    /// A file that could not be copied into the dossier.
    pub fn not_added(error: &io::Error, name: &str, lang: Lang) -> Self {
        let text = lang.fill(Text::NotAdded, &[&name, &io_reason(error, lang)]);
        Self::new(Kind::Io, text)
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
            MarksError::NotMarks | MarksError::TooLarge | MarksError::Form { .. } => {
                Text::MarksForm
            }
            MarksError::Encoding => Text::MarksEncodingHint,
            _ => Text::NothingDoneHint,
        };
        let text = match error {
            MarksError::NotMarks => lang.text(Text::MarksNotMarks).to_owned(),
            MarksError::Encoding => lang.text(Text::MarksEncoding).to_owned(),
            MarksError::TooLarge => lang.text(Text::MarksTooLarge).to_owned(),
            MarksError::Form {
                place: (line, column),
            } => lang.fill(Text::MarksKeys, &[line, column]),
            MarksError::Unreadable {
                index,
                place: (line, column),
            } => lang.fill(Text::MarkUnreadable, &[index, line, column]),
            MarksError::SeveralDocuments => lang.text(Text::MarksSeveral).to_owned(),
            MarksError::NoGround(index) => lang.fill(Text::MarkNoGround, &[index]),
            MarksError::Ground { index, error } => {
                lang.fill(Text::MarkGround, &[index, &ground_text(error, lang)])
            }
            MarksError::Area(index) => lang.fill(Text::MarkArea, &[index]),
            MarksError::Page { index, page: 0, .. } => lang.fill(Text::MarkPageZero, &[index]),
            MarksError::Page { index, page, pages } => {
                lang.fill(Text::MarkPage, &[index, page, pages])
            }
            MarksError::OutsidePage { index, page } => lang.fill(Text::MarkOutside, &[index, page]),
            MarksError::NoDocument(index) => lang.fill(Text::MarkNoDocument, &[index]),
            MarksError::UnknownDocument(index) => lang.fill(Text::MarkUnknownDocument, &[index]),
            MarksError::NotThere(index) => lang.fill(Text::MarkNotThere, &[index]),
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

    /// `name` is the name of the dossier's folder.
    pub fn store(error: &StoreError, name: &str, lang: Lang) -> Self {
        let notice =
            |kind, text, hint| Self::hinted(kind, lang.fill(text, &[&name]), lang.text(hint));
        match error {
            StoreError::NotADossier => {
                notice(Kind::Usage, Text::NotADossier, Text::NotADossierHint)
            }
            StoreError::NotEmpty => {
                notice(Kind::Usage, Text::FolderNotEmpty, Text::FolderNotEmptyHint)
            }
            StoreError::Newer => notice(Kind::Dossier, Text::DossierNewer, Text::DossierNewerHint),
            StoreError::Damaged(_) => notice(
                Kind::Dossier,
                Text::DossierDamaged,
                Text::DossierDamagedHint,
            ),
            StoreError::InUse(holder, last_sign) => Self::hinted(
                Kind::Dossier,
                lang.fill(
                    Text::DossierInUse,
                    &[
                        &name,
                        &holder.account,
                        &holder.host_name(),
                        &moment(*last_sign),
                    ],
                ),
                lang.text(Text::DossierInUseHint),
            ),
            StoreError::Lost => notice(Kind::Dossier, Text::DossierLost, Text::DossierLostHint),
            StoreError::Unfit(error) => Self::edit(*error, lang),
            StoreError::Database(_) => {
                Self::new(Kind::Io, lang.fill(Text::DossierDatabase, &[&name]))
            }
            StoreError::Io(error) => Self::write(error, name, lang),
        }
    }

    /// Documents that were to be split or joined.
    pub fn parts(error: &PartsError, lang: Lang) -> Self {
        let usage = |text| Self::new(Kind::Usage, text);
        match error {
            PartsError::NoDocument => usage(lang.text(Text::NoSuchDocument).to_owned()),
            PartsError::NothingToJoin => usage(lang.text(Text::NothingToJoin).to_owned()),
            PartsError::NoPage { number, page } => {
                usage(lang.fill(Text::PartNoPage, &[number, page]))
            }
            PartsError::Encrypted(number) => Self::hinted(
                Kind::Usage,
                lang.fill(Text::PartEncrypted, &[number]),
                lang.text(Text::PartEncryptedHint),
            ),
            PartsError::Differs { number, page } => {
                Self::new(Kind::Source, lang.fill(Text::PartDiffers, &[number, page]))
            }
            PartsError::Engine(error) => Self::engine(error, "", lang),
            PartsError::Store(error) => Self::write(error, "", lang),
        }
    }

    /// `name` is the name of the folder of the example.
    pub fn demo(error: &DemoError, name: &str, lang: Lang) -> Self {
        match error {
            DemoError::Store(error) => Self::store(error, name, lang),
            DemoError::Engine(error) => Self::engine(error, name, lang),
            DemoError::Example(_) => Self::hinted(
                Kind::Internal,
                lang.text(Text::EngineStart).to_owned(),
                lang.text(Text::ReinstallHint),
            ),
        }
    }

    /// `name` is the name of the export folder.
    pub fn folder_proof(error: &FolderProofError, name: &str, lang: Lang) -> Self {
        match error {
            FolderProofError::Cancelled => {
                Self::new(Kind::Cancelled, lang.text(Text::Cancelled).to_owned())
            }
            FolderProofError::NoReport(_) | FolderProofError::BadReport => {
                Self::new(Kind::NotVerified, lang.fill(Text::VerifyNoReport, &[&name]))
            }
            FolderProofError::Io(error) => Self::read(error, name, lang),
            FolderProofError::Engine(error) => Self::engine(error, name, lang),
        }
    }

    pub fn edit(error: EditError, lang: Lang) -> Self {
        let text = match error {
            EditError::NumberInUse => Text::NumberInUse,
            EditError::EmptyNumber => Text::EmptyNumber,
            EditError::NoSuchDocument => Text::NoSuchDocument,
            EditError::NoSuchMark => Text::NoSuchMark,
            EditError::NoSuchPage => Text::NoSuchPage,
            EditError::NoSuchRemark => Text::NoSuchRemark,
            EditError::NoArea => Text::NoArea,
            EditError::NumberFrozen => Text::NumberFrozen,
            EditError::NothingToJoin => Text::NothingToJoin,
            EditError::OwnDuplicate => Text::OwnDuplicate,
        };
        Self::new(Kind::Usage, lang.text(text).to_owned())
    }

    /// `name` is the name of the folder that was to be made.
    pub fn export(error: &ExportError, name: &str, lang: Lang) -> Self {
        match error {
            ExportError::Cancelled => {
                Self::new(Kind::Cancelled, lang.text(Text::Cancelled).to_owned())
            }
            ExportError::NotEmpty => Self::hinted(
                Kind::Usage,
                lang.fill(Text::FolderNotEmpty, &[&name]),
                lang.text(Text::FolderNotEmptyHint),
            ),
            ExportError::Publish(PublishError::Exists) => Self::hinted(
                Kind::Usage,
                lang.fill(Text::OutputExists, &[&name]),
                lang.text(Text::FolderNotEmptyHint),
            ),
            ExportError::Publish(error) => Self::publish(error, name, lang),
            ExportError::NoPassages => Self::hinted(
                Kind::Findings,
                lang.text(Text::NoPassages).to_owned(),
                lang.text(Text::NoPassagesHint),
            ),
            ExportError::Inventory(_) | ExportError::Paper => {
                Self::new(Kind::Internal, lang.text(Text::InventoryFailed).to_owned())
            }
            ExportError::Io(error) => Self::write(error, name, lang),
        }
    }

    /// One finding: what it is, and what to do about it.
    pub fn finding(finding: &Finding, lang: Lang) -> Self {
        let (text, remedy) = findings::words(finding, lang);
        Self::hinted(Kind::Findings, text, &remedy)
    }

    /// One document that was left out of an export.
    pub fn left_out(left_out: &LeftOut, lang: Lang) -> Self {
        match &left_out.reason {
            LeftOutReason::NotVerified(_) => Self::absent(&left_out.named(), lang),
            LeftOutReason::Held(finding) => {
                let (text, remedy) = findings::words(finding, lang);
                let text = lang.fill(Text::LeftOutHeld, &[&text]);
                Self::hinted(Kind::Findings, text, &remedy)
            }
            LeftOutReason::Source(error) => Self::engine(error, &left_out.number, lang),
        }
    }

    pub fn read(error: &io::Error, name: &str, lang: Lang) -> Self {
        let kind = match error.kind() {
            // A source that is no longer what was added is damage to the dossier.
            io::ErrorKind::InvalidData => Kind::Dossier,
            _ => Kind::Io,
        };
        Self::new(
            kind,
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

/// A moment as a clock on the wall shows it.
fn moment(time: Option<std::time::SystemTime>) -> String {
    let time = time.and_then(|time| jiff::Timestamp::try_from(time).ok());
    time.map_or_else(
        || "?".to_owned(),
        |time| {
            let zone = jiff::tz::TimeZone::system();
            time.to_zoned_datetime(zone)
                .strftime("%Y-%m-%d %H:%M")
                .to_string()
        },
    )
}

fn io_reason(error: &io::Error, lang: Lang) -> &'static str {
    lang.text(match error.kind() {
        io::ErrorKind::NotFound => Text::IoNotFound,
        io::ErrorKind::PermissionDenied => Text::IoPermission,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Text::IoFull,
        io::ErrorKind::ReadOnlyFilesystem => Text::IoReadOnly,
        io::ErrorKind::InvalidData => Text::SourceChanged,
        _ => Text::IoOther,
    })
}
