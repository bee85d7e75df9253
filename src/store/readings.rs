//! What was read from the pictures of pages, kept beside the sources so that it is read once.
//!
//! **Invariant:** it is derived: whoever deletes the folder loses nothing but the time of reading. It holds text of the
//! sources and so has their rights, and goes with them. Nothing in the log tells of it.
//! **Absent:** what a reading is; here it is bytes.

use crate::model::dossier::sha256::Sha256;
use crate::rights;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The folder of the readings in a dossier folder.
pub const FOLDER: &str = "gelezen";
const ENDING: &str = ".gelezen";
/// How the name of a reading begins that is not whole yet.
const ASIDE: &str = ".nieuw-";
/// Bytes of one page at the most.
const MAX_BYTES: u64 = 16 << 20;

/// What is kept.
#[derive(Clone, Copy, Debug)]
pub enum Kept<'a> {
    /// Which pages of a source have no text.
    Scans(&'a Sha256),
    /// What was read of a page of a source, from 0.
    Page(&'a Sha256, usize),
    /// Of which pages of the dossier was told that they cannot be read.
    Told,
}

/// A page is counted from 1 in the name.
fn path(dossier: &Path, kept: Kept<'_>) -> PathBuf {
    let name = match kept {
        Kept::Scans(sha256) => format!("{sha256}-scans{ENDING}"),
        Kept::Page(sha256, page) => format!("{sha256}-{}{ENDING}", page + 1),
        Kept::Told => format!("gemeld{ENDING}"),
    };
    dossier.join(FOLDER).join(name)
}

/// What is kept; `None` where nothing is, or it cannot be read back.
pub fn reading(dossier: &Path, kept: Kept<'_>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path(dossier, kept)).ok()?;
    let read = file.take(MAX_BYTES + 1).read_to_end(&mut bytes).ok()?;
    (read as u64 <= MAX_BYTES).then_some(bytes)
}

/// Keeps it, whole or not at all.
///
/// # Errors
/// The folder cannot be written.
pub fn keep_reading(dossier: &Path, kept: Kept<'_>, bytes: &[u8]) -> io::Result<()> {
    // A dossier that was destroyed meanwhile does not come back.
    if !dossier.is_dir() {
        return Err(io::ErrorKind::NotFound.into());
    }
    let folder = dossier.join(FOLDER);
    rights::make_folder(&folder)?;
    let mut aside = rights::file_in(&folder, ASIDE)?;
    aside.write_all(bytes)?;
    aside.persist(path(dossier, kept)).map_err(|e| e.error)?;
    Ok(())
}

/// Removes the readings of sources that nothing names, and what a reading left behind that was ended half-way.
pub fn remove_orphans(dossier: &Path, is_named: impl Fn(&Sha256) -> bool) {
    let entries = fs::read_dir(dossier.join(FOLDER)).into_iter().flatten();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let of = name.strip_suffix(ENDING).and_then(|n| n.rsplit_once('-'));
        let is_needed = |sha256: &str| Sha256::parse(sha256).is_some_and(|of| is_named(&of));
        let is_orphan = of.is_some_and(|(sha256, _)| !is_needed(sha256));
        if is_orphan || name.starts_with(ASIDE) {
            // One that stays is found again the next time.
            fs::remove_file(entry.path()).ok();
        }
    }
}

/// Removes every reading.
///
/// # Errors
/// Something cannot be removed; that there is nothing is no error.
pub fn destroy(dossier: &Path) -> io::Result<()> {
    super::folder::remove_folder(&dossier.join(FOLDER))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_is_kept_by_source_and_page_and_goes_with_its_source() {
        let dossier = tempfile::tempdir().unwrap();
        let (kept, gone) = (Sha256::of([0xAA; 32]), Sha256::of([0xBB; 32]));
        for (sha256, page) in [(&kept, 0), (&kept, 11), (&gone, 0)] {
            keep_reading(dossier.path(), Kept::Page(sha256, page), b"gelezen").unwrap();
        }
        fs::write(dossier.path().join(FOLDER).join(".nieuw-x"), "half").unwrap();
        remove_orphans(dossier.path(), |sha256| *sha256 == kept);
        let there =
            |sha256: &Sha256, page| reading(dossier.path(), Kept::Page(sha256, page)).is_some();
        assert!(there(&kept, 0) && there(&kept, 11) && !there(&kept, 1) && !there(&gone, 0));
        assert_eq!(
            fs::read_dir(dossier.path().join(FOLDER)).unwrap().count(),
            2
        );
        destroy(dossier.path()).unwrap();
        destroy(dossier.path()).unwrap();
        let no_dossier = dossier.path().join("weg");
        assert!(keep_reading(&no_dossier, Kept::Page(&kept, 0), b"x").is_err());
        assert!(!no_dossier.exists());
        assert!(!there(&kept, 0) && !dossier.path().join(FOLDER).exists());
    }
}
