//! The folder of a dossier, as far as it is a folder.

use std::io;
use std::path::Path;
use std::time::SystemTime;

/// The name of the log in a dossier folder.
pub const LOG_NAME: &str = "dossier.lakwerk";

/// Whether a folder is that of a dossier.
pub fn is_dossier(folder: &Path) -> bool {
    folder.join(LOG_NAME).exists()
}

/// Removes a folder with all that is in it; that there is none is no error.
pub fn remove_folder(folder: &Path) -> io::Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// When the log was last written: a heartbeat is written too.
pub fn last_sign(folder: &Path) -> Option<SystemTime> {
    folder.join(LOG_NAME).metadata().ok()?.modified().ok()
}
