//! The system's own dialogs for files and folders.
//!
//! **Invariant:** off the window's thread; where the system has no such dialog that is told, so that the way by a typed
//! path can be shown.

use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What came of a dialog.
pub enum Chosen {
    /// None when it was cancelled.
    Paths(Vec<PathBuf>),
    /// The system has no such dialog: it answered before a person can.
    NoDialog,
}

impl Chosen {
    fn of(since: Instant, paths: Vec<PathBuf>) -> Self {
        const QUICKEST_HAND: Duration = Duration::from_millis(250);
        if paths.is_empty() && since.elapsed() < QUICKEST_HAND {
            Self::NoDialog
        } else {
            Self::Paths(paths)
        }
    }
}

/// PDFs to add, or lists of persons.
pub fn files(title: &str) -> Chosen {
    let since = Instant::now();
    let dialog = rfd::FileDialog::new().set_title(title);
    let dialog = dialog.add_filter("PDF", &["pdf", "PDF"]);
    let files = dialog.add_filter("CSV", &["csv", "CSV"]).pick_files();
    Chosen::of(since, files.unwrap_or_default())
}

/// The folder of a dossier.
pub fn folder(title: &str) -> Chosen {
    let since = Instant::now();
    let dialog = rfd::FileDialog::new().set_title(title);
    Chosen::of(since, dialog.pick_folder().into_iter().collect())
}
