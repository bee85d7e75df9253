//! The sources of a dossier: copied in once, read-only, named by their hash.

use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The folder of the sources in a dossier folder.
pub const FOLDER: &str = "bron";

/// Where a source lies.
pub fn source_path(dossier: &Path, sha256: &str) -> PathBuf {
    dossier.join(FOLDER).join(format!("{sha256}.pdf"))
}

/// Copies a source in and returns its hash. A source that is already there is not written again.
///
/// # Errors
/// The folder cannot be written.
pub fn add_source(dossier: &Path, bytes: &[u8]) -> io::Result<String> {
    let sha256 = hash(bytes);
    let path = source_path(dossier, &sha256);
    if path.metadata().is_ok_and(|m| m.len() == bytes.len() as u64) {
        return Ok(sha256);
    }
    let folder = dossier.join(FOLDER);
    fs::create_dir_all(&folder)?;
    let mut aside = tempfile::Builder::new()
        .prefix(".nieuw-")
        .tempfile_in(&folder)?;
    aside.write_all(bytes)?;
    set_read_only(aside.as_file())?;
    aside.as_file().sync_all()?;
    aside.persist(&path).map_err(|e| e.error)?;
    Ok(sha256)
}

/// Reads a source and makes sure that it is still the one that was added.
///
/// # Errors
/// It is gone, cannot be read, or has changed.
pub fn read_source(dossier: &Path, sha256: &str) -> io::Result<Vec<u8>> {
    let bytes = fs::read(source_path(dossier, sha256))?;
    if hash(&bytes) == sha256 {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::InvalidData.into())
    }
}

fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|b| format!("{b:02x}")).collect()
}

fn set_read_only(file: &File) -> io::Result<()> {
    let mut permissions = file.metadata()?.permissions();
    permissions.set_readonly(true);
    file.set_permissions(permissions)
}

/// Removes every source.
pub fn destroy(dossier: &Path) -> io::Result<()> {
    match fs::remove_dir_all(dossier.join(FOLDER)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_source_is_kept_once_and_read_only() {
        let folder = tempfile::tempdir().unwrap();
        let first = add_source(folder.path(), b"inhoud").unwrap();
        assert_eq!(add_source(folder.path(), b"inhoud").unwrap(), first);
        let path = source_path(folder.path(), &first);
        assert!(fs::metadata(&path).unwrap().permissions().readonly());
        assert_eq!(fs::read_dir(folder.path().join(FOLDER)).unwrap().count(), 1);
        assert_eq!(read_source(folder.path(), &first).unwrap(), b"inhoud");
        fs::remove_file(&path).unwrap();
        fs::write(&path, b"anders").unwrap();
        assert!(read_source(folder.path(), &first).is_err());
    }
}
