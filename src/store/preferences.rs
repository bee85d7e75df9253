//! What the program remembers of its own between sessions: which dossiers were opened, whether the first help was seen,
//! how the window looks and how wide its panels are, and the considerations that were asked to be kept.
//!
//! **Invariant:** no document text and no names of documents, but for what a person wrote and asked to be kept. What cannot be read or kept is forgotten in silence: it is
//! only convenience.

use crate::model::display::Display;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Dossiers that are remembered.
const MOST_RECENT: usize = 8;
const NAME: &str = "voorkeuren.json";

/// The preferences.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Folders of dossiers, the last first.
    pub recent: Vec<PathBuf>,
    /// The first mark was made, so the first help is no longer needed.
    pub has_marked: bool,
    pub display: Display,
    /// Widths to which panels were pulled, in points, by the name of the panel and how much room the window had.
    pub widths: BTreeMap<String, u16>,
    /// Considerations that a person asked to keep for the next dossier, by the ground.
    pub considerations: BTreeMap<String, String>,
}

impl Preferences {
    /// Reads them from a folder.
    pub fn read(folder: &Path) -> Self {
        let bytes = std::fs::read(folder.join(NAME)).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// Keeps them in a folder, which is made if need be, whole or not at all; whether that was done.
    pub fn keep(&self, folder: &Path) -> bool {
        let kept = std::fs::create_dir_all(folder).and_then(|()| {
            let mut aside = tempfile::NamedTempFile::new_in(folder)?;
            serde_json::to_writer_pretty(&mut aside, self)?;
            aside.persist(folder.join(NAME)).map_err(|e| e.error)
        });
        kept.is_ok()
    }

    /// Takes over the considerations of this folder: another window may have kept or forgotten some meanwhile.
    pub fn renew_considerations(&mut self, folder: &Path) {
        self.considerations = Self::read(folder).considerations;
    }

    pub fn opened(&mut self, dossier: &Path) {
        self.recent.retain(|path| path != dossier);
        self.recent.insert(0, dossier.to_owned());
        self.recent.truncate(MOST_RECENT);
    }

    pub fn gone(&mut self, dossier: &Path) {
        self.recent.retain(|path| path != dossier);
    }
}

/// Where this account keeps them: the state folder of the system (XDG Base Directory, Windows local application data).
pub fn usual_folder() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let given = folder("XDG_STATE_HOME").or_else(|| folder("LOCALAPPDATA"));
    let state = given.or_else(|| folder("HOME").map(|home| home.join(".local/state")));
    state
        .filter(|path| path.is_absolute())
        .map(|path| path.join("lakwerk"))
}

/// Where the example dossier goes when nobody says where: beside the person's own files, so that its export is found.
pub fn example_folder() -> PathBuf {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
    let home = home.map_or_else(std::env::temp_dir, PathBuf::from);
    home.join("Lakwerk voorbeeld").join("dossier")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_opened_comes_first_and_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut preferences = Preferences::read(folder.path());
        for name in ["a", "b", "a"] {
            preferences.opened(Path::new(name));
        }
        preferences.keep(folder.path());
        let read = Preferences::read(folder.path());
        assert_eq!(read.recent, [PathBuf::from("a"), PathBuf::from("b")]);
    }
}
