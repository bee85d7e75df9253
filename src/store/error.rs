//! Why a dossier cannot be opened or kept.

use super::holder::Holder;
use crate::model::edit::EditError;
use std::io;
use std::time::SystemTime;

/// Why a dossier cannot be opened or kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("there is no dossier here")]
    NotADossier,
    #[error("the folder is not empty")]
    NotEmpty,
    #[error("the dossier was made by a newer version")]
    Newer,
    /// At this entry of the log; 0: as a file.
    #[error("the dossier is damaged at entry {0}")]
    Damaged(i64),
    /// With when it last said that it is at work, as the file system has it.
    #[error("the dossier is in use")]
    InUse(Holder, Option<SystemTime>),
    #[error("another program has taken the dossier over")]
    Lost,
    #[error(transparent)]
    Unfit(#[from] EditError),
    #[error("the database reports an error")]
    Database(#[source] rusqlite::Error),
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl StoreError {
    /// What SQLite says in its own words, as the system would have said it.
    fn of_database(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let kind = match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => io::ErrorKind::StorageFull,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                io::ErrorKind::PermissionDenied
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => return Self::Damaged(0),
            Some(ErrorCode::SystemIoFailure) if is_short(&error) => return Self::Damaged(0),
            // A table, a column or a value that is not what this program writes.
            Some(ErrorCode::Unknown | ErrorCode::TypeMismatch) | None => return Self::Damaged(0),
            _ => return Self::Database(error),
        };
        Self::Io(kind.into())
    }

    pub fn is_unwritable(&self) -> bool {
        matches!(self, Self::Io(error) if error.kind() == io::ErrorKind::PermissionDenied)
    }
}

/// Whether the file ended before what it says that it holds (SQLITE_IOERR_SHORT_READ).
fn is_short(error: &rusqlite::Error) -> bool {
    const SHORT_READ: i32 = 522;
    error
        .sqlite_error()
        .is_some_and(|e| e.extended_code == SHORT_READ)
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::of_database(error)
    }
}
