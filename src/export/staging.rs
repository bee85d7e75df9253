//! The folder in which an export grows, beside its target, until it is put in place in one step.
//!
//! **Invariant:** nothing stands at the target before [`Staging::put_in_place`]; what nobody works at is cleared away by the
//! next export.
//! **Absent:** what is written in it.

use super::layout::{BUSY, INTERNAL};
use super::outcome::ExportError;
use super::publish::{self, PublishError};
use crate::rights;
use std::fs::File;
use std::io;
use std::path::Path;

/// An export on its way to its target.
pub(super) struct Staging<'a> {
    target: &'a Path,
    /// The folder of the documents within the export.
    folder: &'static str,
    aside: tempfile::TempDir,
    /// Held as long as this export works: what nobody holds was left by one that was killed.
    busy: File,
}

impl<'a> Staging<'a> {
    /// Makes the folders of an export for `target`, which is new or an empty folder.
    ///
    /// # Errors
    /// Nothing can be written at or beside the target.
    pub fn begin(target: &'a Path, folder: &'static str) -> Result<Self, ExportError> {
        check_target(target)?;
        clear_leftovers(publish::folder_of(target));
        let aside = tempfile::Builder::new()
            .prefix(ASIDE)
            .tempdir_in(publish::folder_of(target))?;
        let busy = File::create(aside.path().join(BUSY))?;
        // Where files cannot be locked nobody clears up either.
        busy.try_lock().ok();
        for folder in [folder, INTERNAL] {
            let folder = aside.path().join(folder);
            std::fs::create_dir(&folder)?;
            rights::share(&folder, publish::folder_of(target))?;
        }
        Ok(Self {
            target,
            folder,
            aside,
            busy,
        })
    }

    /// Where it grows.
    pub fn path(&self) -> &Path {
        self.aside.path()
    }

    /// Writes a file in one of the folders of the export.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&self, folder: &str, name: &str, bytes: &[u8]) -> Result<(), ExportError> {
        let path = self.path().join(folder).join(name);
        Ok(publish::file(&path, bytes, false)?)
    }

    /// Puts everything at the target, in one step.
    ///
    /// # Errors
    /// The target cannot be written; then nothing is left behind.
    pub fn put_in_place(self) -> Result<(), ExportError> {
        self.give_rights()?;
        std::fs::remove_file(self.path().join(BUSY))?;
        drop(self.busy);
        if self.target.is_dir() {
            // Only an empty folder can be removed; it is made room for.
            std::fs::remove_dir(self.target)?;
        }
        std::fs::rename(self.aside.path(), self.target)?;
        rights::sync_folder(publish::folder_of(self.target))?;
        // It is no longer there to be removed.
        let _moved = self.aside.keep();
        Ok(())
    }

    /// The folder aside is nobody else's until now; a folder in it has the rights of any new one.
    fn give_rights(&self) -> io::Result<()> {
        let usual = std::fs::metadata(self.path().join(self.folder))?.permissions();
        std::fs::set_permissions(self.path(), usual)?;
        for folder in [self.folder, INTERNAL] {
            rights::sync_folder(&self.path().join(folder))?;
        }
        rights::sync_folder(self.path())
    }
}

/// How the name of a folder aside begins, and the file in it that its export holds.
const ASIDE: &str = ".lakwerk-export-";

/// Removes what exports left here that were killed. A folder that is being made or put in place has nothing to hold and
/// stays; so does one that cannot be removed, since it hinders nobody.
fn clear_leftovers(folder: &Path) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|e| e.file_name().to_string_lossy().starts_with(ASIDE)) {
        let held = File::options().write(true).open(entry.path().join(BUSY));
        if held.is_ok_and(|busy| busy.try_lock().is_ok()) {
            std::fs::remove_dir_all(entry.path()).ok();
        }
    }
}

/// Whether an export could be put at `target`: asked before long work is done.
///
/// # Errors
/// It exists and is not empty, or its folder does not exist.
pub fn check_target(target: &Path) -> Result<(), ExportError> {
    match std::fs::read_dir(target).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Ok(()),
        Ok(false) => Err(ExportError::NotEmpty),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Ok(publish::check_target(target, false)?)
        }
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(PublishError::Exists.into())
        }
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_export_left_is_cleared_and_one_at_work_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let left = |name: &str| {
            let aside = folder.path().join(format!("{ASIDE}{name}"));
            std::fs::create_dir_all(aside.join("openbaar")).unwrap();
            std::fs::write(aside.join("openbaar/1.pdf"), "x").unwrap();
            aside
        };
        let (killed, working, new) = (left("a"), left("b"), left("c"));
        std::fs::write(killed.join(BUSY), "").unwrap();
        let busy = File::create(working.join(BUSY)).unwrap();
        busy.try_lock().unwrap();
        std::fs::write(folder.path().join("export.pdf"), "x").unwrap();
        clear_leftovers(folder.path());
        assert!(!killed.exists() && working.exists() && new.exists());
        assert!(folder.path().join("export.pdf").exists());
        drop(busy);
        clear_leftovers(folder.path());
        assert!(!working.exists());
    }

    #[test]
    fn a_target_with_something_in_it_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(check_target(folder.path()).is_ok());
        assert!(check_target(&folder.path().join("export")).is_ok());
        std::fs::write(folder.path().join("1a.pdf"), "x").unwrap();
        assert!(matches!(
            check_target(folder.path()),
            Err(ExportError::NotEmpty)
        ));
        let file = folder.path().join("1a.pdf");
        assert!(matches!(
            check_target(&file),
            Err(ExportError::Publish(PublishError::Exists))
        ));
        let nowhere = folder.path().join("a/b");
        assert!(matches!(
            check_target(&nowhere),
            Err(ExportError::Publish(PublishError::NoFolder))
        ));
    }
}
