//! The system's own dialogs for files and folders.
//!
//! **Invariant:** off the window's thread; where the system has no such dialog it is as if Cancel was pressed, and the
//! typed path, the drop and the argument remain.

use std::path::PathBuf;

/// PDFs to add.
pub fn files(title: &str) -> Vec<PathBuf> {
    let dialog = rfd::FileDialog::new().set_title(title);
    dialog
        .add_filter("PDF", &["pdf", "PDF"])
        .pick_files()
        .unwrap_or_default()
}

/// The folder of a dossier.
pub fn folder(title: &str) -> Vec<PathBuf> {
    let dialog = rfd::FileDialog::new().set_title(title);
    dialog.pick_folder().into_iter().collect()
}
