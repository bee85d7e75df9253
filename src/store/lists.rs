//! Lists of persons on disk: the register in the folder of a dossier, and the lists that an office puts on its computers.
//!
//! **Invariant:** the register is a file of its own, outside the log, and can be deleted without a trace in it. The lists of
//! the office are read and never written.
//! **Absent:** what a line says; see `find::suggest`.

use crate::rights;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The name of the register in the folder of a dossier.
pub const REGISTER: &str = "register.csv";
/// Bytes of one list at the most.
const MAX_BYTES: u64 = 16 << 20;
/// Lists in a folder at the most.
const MAX_LISTS: usize = 100;

/// A list as it stands on disk.
#[derive(Debug)]
pub struct ListFile {
    pub name: String,
    /// UTF-8 text, or why there is none.
    pub text: io::Result<String>,
}

/// The register of a dossier; `None` where it has none.
pub fn register(dossier: &Path) -> Option<ListFile> {
    let path = dossier.join(REGISTER);
    path.exists().then(|| list(&path))
}

/// A list wherever it stands.
pub fn list(path: &Path) -> ListFile {
    ListFile {
        name: path
            .file_name()
            .map_or_else(String::new, |n| n.to_string_lossy().into_owned()),
        text: read(path),
    }
}

/// Whether a file is a list by its name.
pub fn is_list(path: &Path) -> bool {
    path.extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("csv"))
}

/// Keeps the register of a dossier, whole or not at all.
///
/// # Errors
/// The folder cannot be written.
pub fn keep_register(dossier: &Path, text: &str) -> io::Result<()> {
    let mut aside = rights::file_in(dossier, ".nieuw-")?;
    aside.write_all(text.as_bytes())?;
    aside.as_file().sync_all()?;
    aside.persist(dossier.join(REGISTER)).map_err(|e| e.error)?;
    rights::sync_folder(dossier)
}

/// Deletes the register of a dossier.
///
/// # Errors
/// It cannot be deleted; that there was none is no error.
pub fn delete_register(dossier: &Path) -> io::Result<()> {
    match std::fs::remove_file(dossier.join(REGISTER)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Where an office puts its lists: the folder that `LAKWERK_LISTS` names, else that of the system.
pub fn office_folder() -> PathBuf {
    let given = std::env::var_os("LAKWERK_LISTS").map(PathBuf::from);
    given.unwrap_or_else(|| super::office::folder().join("lijsten"))
}

/// The lists in a folder, by name; none where there is no folder.
pub fn office_lists(folder: &Path) -> Vec<ListFile> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|e| e.path()).collect();
    paths.retain(|path| is_list(path));
    paths.sort();
    paths.truncate(MAX_LISTS);
    paths.iter().map(|path| list(path)).collect()
}

fn read(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let read = std::fs::File::open(path)?
        .take(MAX_BYTES + 1)
        .read_to_string(&mut text)?;
    if read as u64 > MAX_BYTES {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(text)
}
