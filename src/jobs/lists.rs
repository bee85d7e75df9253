//! The register of a dossier and the lists of the office as rules for suggestions.
//!
//! **Invariant:** a line or a list that cannot be used is named, without its text, and the rest is used.
//! **Absent:** the folder of the office in settings; it is the system's.

pub use crate::find::suggest::BadLine;
use crate::find::suggest::{OfficeList, Rules};
use crate::store::lists::{self, ListFile};
pub use crate::store::lists::{REGISTER, is_list, office_folder};
use std::io;
use std::path::Path;

/// What of a list cannot be used.
#[derive(Debug)]
pub struct ListFault {
    /// The name of the file.
    pub list: String,
    /// The line; `None` where the whole list cannot be read.
    pub line: Option<BadLine>,
}

/// The register of a dossier, without the lines that cannot be used; `None` where there is none.
pub fn register(dossier: &Path) -> Option<OfficeList> {
    let text = lists::register(dossier)?.text.ok()?;
    Some(OfficeList::parse(&text).0)
}

/// Keeps the register of a dossier; one that says nothing is deleted.
///
/// # Errors
/// The folder cannot be written.
pub fn keep_register(dossier: &Path, list: &OfficeList) -> io::Result<()> {
    match list.lines.is_empty() {
        true => lists::delete_register(dossier),
        false => lists::keep_register(dossier, &list.csv()),
    }
}

/// The register of a dossier as it is written; `None` where there is none that can be read.
pub fn register_text(dossier: &Path) -> Option<String> {
    lists::register(dossier)?.text.ok()
}

/// Writes the register of a dossier as it was; without a text there was none.
///
/// # Errors
/// The folder cannot be written.
pub fn restore_register(dossier: &Path, text: Option<&str>) -> io::Result<()> {
    match text {
        Some(text) => lists::keep_register(dossier, text),
        None => lists::delete_register(dossier),
    }
}

/// Reads the register of a dossier and the lists of the office.
pub fn read(dossier: &Path) -> (Rules, Vec<ListFault>) {
    let files = lists::office_lists(&lists::office_folder());
    let files = files.into_iter().chain(lists::register(dossier));
    let (mut read, mut faults) = (Vec::new(), Vec::new());
    for file in files {
        let (list, bad) = parsed(file);
        read.push(list);
        faults.extend(bad);
    }
    (Rules::of(read.iter()), faults)
}

/// Reads a list that stands anywhere.
pub fn of_file(path: &Path) -> (OfficeList, Vec<ListFault>) {
    parsed(lists::list(path))
}

fn parsed(ListFile { name, text }: ListFile) -> (OfficeList, Vec<ListFault>) {
    let fault = |line| ListFault {
        list: name.clone(),
        line,
    };
    let Ok(text) = text else {
        return (OfficeList::default(), vec![fault(None)]);
    };
    let (list, bad) = OfficeList::parse(&text);
    let faults = bad.into_iter().map(|line| fault(Some(line)));
    (list, faults.collect())
}
