//! The sources of a dossier: copied in once, read-only, named by their hash.

use crate::model::dossier::sha256::Sha256;
use crate::rights;
use sha2::Digest;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The folder of the sources in a dossier folder.
pub const FOLDER: &str = "bron";
/// How the name of a source begins that is not whole yet.
const ASIDE: &str = ".nieuw-";

/// Where a source lies.
pub fn source_path(dossier: &Path, sha256: &Sha256) -> PathBuf {
    dossier.join(FOLDER).join(format!("{sha256}.pdf"))
}

/// Copies a source in and returns its hash, when it is on disk for good. One that is already there is not written again,
/// unless it is no longer what it was. Whoever copies holds the dossier until an edit names the source: one that nothing
/// names is taken for left behind by the next who opens it for writing.
///
/// # Errors
/// The folder cannot be written.
pub fn add_source(dossier: &Path, bytes: &[u8]) -> io::Result<Sha256> {
    let sha256 = hash(bytes);
    let path = source_path(dossier, &sha256);
    if fs::read(&path).is_ok_and(|there| there == bytes) {
        return Ok(sha256);
    }
    let folder = dossier.join(FOLDER);
    rights::make_folder(&folder)?;
    let mut aside = rights::file_in(&folder, ASIDE)?;
    aside.write_all(bytes)?;
    set_read_only(aside.as_file())?;
    aside.as_file().sync_all()?;
    aside.persist(&path).map_err(|e| e.error)?;
    rights::sync_folder(&folder)?;
    Ok(sha256)
}

/// Reads a source and makes sure that it is still the one that was added.
///
/// # Errors
/// As [`read_source_at`].
pub fn read_source(dossier: &Path, sha256: &Sha256) -> io::Result<Vec<u8>> {
    read_source_at(&source_path(dossier, sha256))
}

/// The same of one at a path that [`source_path`] gave.
///
/// # Errors
/// It is gone or cannot be read; [`io::ErrorKind::InvalidData`] when it has changed.
pub fn read_source_at(path: &Path) -> io::Result<Vec<u8>> {
    let bytes = fs::read(path)?;
    let is_own = |stem: &OsStr| stem == hash(&bytes).as_str();
    match path.file_stem().is_some_and(is_own) {
        true => Ok(bytes),
        false => Err(io::ErrorKind::InvalidData.into()),
    }
}

/// The hashes of all sources that lie in a dossier.
pub fn all(dossier: &Path) -> Vec<Sha256> {
    let entries = fs::read_dir(dossier.join(FOLDER)).into_iter().flatten();
    let names = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter_map(|name| source_of(&name)).collect()
}

/// Removes sources that nothing names, and what a copy left behind that was ended half-way; returns the names of those
/// that are gone. For whoever writes the dossier, since nobody else copies sources in meanwhile.
pub fn remove_orphans(dossier: &Path, is_named: impl Fn(&Sha256) -> bool) -> Vec<String> {
    let mut gone = Vec::new();
    for entry in fs::read_dir(dossier.join(FOLDER))
        .into_iter()
        .flatten()
        .flatten()
    {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_aside = name.starts_with(ASIDE);
        // A file that is no source of ours is somebody's, and stays.
        let is_orphan = is_aside || source_of(&name).is_some_and(|sha256| !is_named(&sha256));
        if is_orphan && fs::remove_file(entry.path()).is_ok() && !is_aside {
            gone.push(name);
        }
    }
    gone.sort();
    gone
}

/// The hash of a source by the name of its file; `None` for any other file.
fn source_of(name: &str) -> Option<Sha256> {
    Sha256::parse(name.strip_suffix(".pdf")?)
}

fn hash(bytes: &[u8]) -> Sha256 {
    Sha256::of(sha2::Sha256::digest(bytes).into())
}

fn set_read_only(file: &File) -> io::Result<()> {
    let mut permissions = file.metadata()?.permissions();
    permissions.set_readonly(true);
    file.set_permissions(permissions)
}

/// Removes every source.
pub fn destroy(dossier: &Path) -> io::Result<()> {
    super::folder::remove_folder(&dossier.join(FOLDER))
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
        fs::write(&path, b"inhout").unwrap();
        assert!(read_source(folder.path(), &first).is_err());
        // The original makes it whole again.
        assert_eq!(add_source(folder.path(), b"inhoud").unwrap(), first);
        assert_eq!(read_source(folder.path(), &first).unwrap(), b"inhoud");
    }

    #[test]
    fn what_nothing_names_is_removed_and_told() {
        let folder = tempfile::tempdir().unwrap();
        let kept = add_source(folder.path(), b"een").unwrap();
        let gone = add_source(folder.path(), b"twee").unwrap();
        let bron = folder.path().join(FOLDER);
        for other in [".nieuw-x", "van een ander.pdf"] {
            fs::write(bron.join(other), b"x").unwrap();
        }
        let removed = remove_orphans(folder.path(), |sha256| *sha256 == kept);
        assert_eq!(removed, [format!("{gone}.pdf")]);
        let names = fs::read_dir(bron).unwrap().map(|e| e.unwrap().file_name());
        let mut names: Vec<String> = names.map(|n| n.into_string().unwrap()).collect();
        names.sort();
        let mut left = [format!("{kept}.pdf"), "van een ander.pdf".to_owned()];
        left.sort();
        assert_eq!(names, left);
    }
}
