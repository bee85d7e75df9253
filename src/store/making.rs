//! Making a dossier: aside, within its own folder, then in place.
//!
//! **Invariant:** a folder holds a whole dossier or none. What a making left behind that was ended half-way stands in
//! nobody's way: the next one removes it.

use super::error::StoreError;
use super::folder::LOG_NAME;
use super::{log, sources};
use crate::rights;
use rusqlite::Connection;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::Duration;

/// How the name of the folder aside begins, and the file in it that its maker holds.
const ASIDE: &str = ".nieuw-";
const BUSY: &str = "bezig";

/// Makes a dossier in a folder that is new or empty: `fill` is given where it stands until it is whole.
///
/// # Errors
/// The folder is not empty or cannot be written; what `fill` returns. Then nothing is left, nor a folder that was not there.
pub fn make<T, E: From<StoreError>>(
    folder: &Path,
    fill: impl FnOnce(&Path) -> Result<T, E>,
) -> Result<T, E> {
    let new: Vec<&Path> = folder.ancestors().take_while(|f| is_missing(f)).collect();
    let made = make_in(folder, fill);
    if made.is_err() {
        // Only an empty folder can be removed.
        let gone = new.iter().map_while(|folder| fs::remove_dir(folder).ok());
        gone.for_each(drop);
    }
    made
}

fn is_missing(folder: &Path) -> bool {
    !folder.as_os_str().is_empty() && folder.symlink_metadata().is_err()
}

fn make_in<T, E: From<StoreError>>(
    folder: &Path,
    fill: impl FnOnce(&Path) -> Result<T, E>,
) -> Result<T, E> {
    let aside = begin(folder).map_err(E::from)?;
    let busy = File::create(aside.path().join(BUSY));
    let busy = busy.map_err(|error| E::from(error.into()))?;
    // Where files cannot be locked nobody clears up either.
    busy.try_lock().ok();
    empty(aside.path()).map_err(E::from)?;
    let filled = fill(aside.path())?;
    put_in_place(aside, busy, folder).map_err(|error| E::from(error.into()))?;
    Ok(filled)
}

fn begin(folder: &Path) -> Result<tempfile::TempDir, StoreError> {
    rights::make_folder(folder)?;
    clear_leftovers(folder)?;
    if fs::read_dir(folder)?.next().is_some() {
        return Err(StoreError::NotEmpty);
    }
    let aside = tempfile::Builder::new().prefix(ASIDE).tempdir_in(folder)?;
    fs::set_permissions(aside.path(), fs::metadata(folder)?.permissions())?;
    Ok(aside)
}

/// A dossier without entries.
fn empty(folder: &Path) -> Result<(), StoreError> {
    let bron = folder.join(sources::FOLDER);
    fs::create_dir(&bron)?;
    rights::share(&bron, folder)?;
    let path = folder.join(LOG_NAME);
    File::create_new(&path)?;
    rights::share(&path, folder)?;
    log::create(&mut Connection::open(path)?)
}

/// The sources first: a folder without a log is no dossier.
fn put_in_place(aside: tempfile::TempDir, busy: File, folder: &Path) -> io::Result<()> {
    rights::sync_folder(&aside.path().join(sources::FOLDER))?;
    rights::sync_folder(aside.path())?;
    let put = |name| fs::rename(aside.path().join(name), folder.join(name));
    put(sources::FOLDER)?;
    if let Err(error) = put(LOG_NAME) {
        sources::destroy(folder)?;
        return Err(error);
    }
    drop(busy);
    // What is left of it stands in nobody's way.
    aside.close().ok();
    rights::sync_folder(folder)?;
    match folder.parent() {
        Some(above) => rights::sync_folder(above),
        None => Ok(()),
    }
}

fn clear_leftovers(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let aside = entry.path();
        if !entry.file_name().to_string_lossy().starts_with(ASIDE) || !aside.is_dir() {
            continue;
        }
        let held = File::options().write(true).open(aside.join(BUSY));
        if held.is_ok_and(|busy| is_held(&busy)) {
            continue;
        }
        // Ended between the two steps of putting it in place.
        let moved = aside.join(LOG_NAME).exists() && !aside.join(sources::FOLDER).exists();
        if moved && !folder.join(LOG_NAME).exists() {
            sources::destroy(folder)?;
        }
        fs::remove_dir_all(aside)?;
    }
    Ok(())
}

/// Whether somebody is at work there. What a process held that was ended is free a moment later, when those that it was
/// starting are gone too.
fn is_held(busy: &File) -> bool {
    const LOOKS: usize = 20;
    const PAUSE: Duration = Duration::from_millis(50);
    !(0..LOOKS).any(|look| {
        if look > 0 {
            std::thread::sleep(PAUSE);
        }
        busy.try_lock().is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_ended_half_way_stands_in_nobodys_way() {
        let folder = tempfile::tempdir().unwrap();
        let dossier = folder.path().join("d");
        // As a making leaves it that is ended at once, while it fills, and between its last steps.
        let leftovers = [&[][..], &["bron", LOG_NAME], &[LOG_NAME]];
        for left in leftovers {
            let aside = dossier.join(".nieuw-abc");
            fs::create_dir_all(&aside).unwrap();
            for name in left {
                match *name == LOG_NAME {
                    true => fs::write(aside.join(name), "half").unwrap(),
                    false => fs::create_dir(aside.join(name)).unwrap(),
                }
            }
            if left == [LOG_NAME] {
                fs::create_dir(dossier.join("bron")).unwrap();
            }
            make(&dossier, |_| Ok::<_, StoreError>(())).unwrap();
            assert!(!aside.exists() && dossier.join(LOG_NAME).exists());
            assert!(matches!(
                make(&dossier, |_| Ok::<_, StoreError>(())),
                Err(StoreError::NotEmpty)
            ));
            fs::remove_dir_all(&dossier).unwrap();
        }
    }

    #[test]
    fn a_making_that_fails_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let failed = make(folder.path(), |_| Err::<(), _>(StoreError::Lost));
        assert!(matches!(failed, Err(StoreError::Lost)));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        let deep = folder.path().join("een/twee");
        let failed = make(&deep, |_| Err::<(), _>(StoreError::Lost));
        assert!(failed.is_err() && !folder.path().join("een").exists());
    }
}
