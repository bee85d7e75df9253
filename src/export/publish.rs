//! Putting finished files where they belong, whole or not at all.
//!
//! **Invariant:** a file appears under its name only complete and synced; an existing file is never overwritten unless
//! that was asked for.

use crate::rights;
use std::io::{self, Write};
use std::path::Path;

/// Why a file was not put in place.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    #[error("the target exists")]
    Exists,
    #[error("the folder does not exist")]
    NoFolder,
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Whether a file could be put in place later: asked before long work is done.
pub fn check_target(path: &Path, overwrite: bool) -> Result<(), PublishError> {
    if path.symlink_metadata().is_ok() && !overwrite {
        return Err(PublishError::Exists);
    }
    if folder_of(path).is_dir() {
        Ok(())
    } else {
        Err(PublishError::NoFolder)
    }
}

/// Writes a file aside in the same folder and renames it.
pub fn file(path: &Path, bytes: &[u8], overwrite: bool) -> Result<(), PublishError> {
    check_target(path, overwrite)?;
    let mut aside = rights::file_in(folder_of(path), ".lakwerk-")?;
    aside.write_all(bytes)?;
    aside.as_file().sync_all()?;
    if overwrite {
        aside.persist(path).map_err(|e| PublishError::Io(e.error))?;
    } else {
        aside
            .persist_noclobber(path)
            .map_err(|e| match e.error.kind() {
                io::ErrorKind::AlreadyExists => PublishError::Exists,
                _ => PublishError::Io(e.error),
            })?;
    }
    Ok(rights::sync_folder(folder_of(path))?)
}

/// The folder that a path lies in.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_existing_file_stays_unless_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1a.pdf");
        file(&path, b"one", false).unwrap();
        assert!(matches!(
            file(&path, b"two", false),
            Err(PublishError::Exists)
        ));
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        file(&path, b"two", true).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing is left aside"
        );
        let nowhere = folder.path().join("no/1a.pdf");
        assert!(matches!(
            file(&nowhere, b"x", false),
            Err(PublishError::NoFolder)
        ));
    }
}
