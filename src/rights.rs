//! Who may read and write what the program makes.
//!
//! **Invariant:** the umask of the account holds for every file and folder. In a folder that is shared by a group (with the
//! setgid bit, as an administrator sets it) the group gets what the account has itself, as far as that folder gives it, so
//! that the next colleague can go on with what this one made.
//! **Absent:** owners and access lists; those are the system's.

use std::io;
use std::path::Path;

/// A temporary file with this beginning, in a folder; its rights are those that any new file there gets.
///
/// # Errors
/// The folder cannot be written.
pub fn file_in(folder: &Path, prefix: &str) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    let builder = {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666))
    };
    let file = builder.tempfile_in(folder)?;
    share(file.path(), folder)?;
    Ok(file)
}

#[cfg(unix)]
mod unix {
    use std::fs::{metadata, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    const SETGID: u32 = 0o2000;
    const OWNER: u32 = 0o700;
    const GROUP: u32 = 0o070;

    /// Gives the group of a shared folder its part of what was made in it.
    pub fn share(made: &super::Path, folder: &super::Path) -> super::io::Result<()> {
        let of_folder = metadata(folder)?.permissions().mode();
        if of_folder & SETGID == 0 {
            return Ok(());
        }
        let mut rights = metadata(made)?.permissions();
        let mode = rights.mode();
        let shared = mode | (((mode & OWNER) >> 3) & of_folder & GROUP);
        if shared != mode {
            rights.set_mode(shared);
            set_permissions(made, rights)?;
        }
        Ok(())
    }
}

#[cfg(unix)]
pub use unix::share;

#[cfg(not(unix))]
pub fn share(_made: &Path, _folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Makes a folder and those it stands in, shared where they stand in a shared one.
///
/// # Errors
/// One cannot be made.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = match folder.parent() {
        Some(above) if !above.as_os_str().is_empty() => above,
        _ => Path::new("."),
    };
    make_folder(above)?;
    match std::fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists || !folder.is_dir() => {
            Err(error)
        }
        _ => share(folder, above),
    }
}

/// Makes sure that the names in a folder are there after a power cut. Where a system has no such thing, nothing is done.
///
/// # Errors
/// The folder cannot be opened or synced.
#[cfg(unix)]
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    match std::fs::File::open(folder)?.sync_all() {
        // Some network file systems know no such call for a folder.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        synced => synced,
    }
}

#[cfg(not(unix))]
pub fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_shared_folder_gives_its_group_what_the_account_has() {
        let folder = tempfile::tempdir().unwrap();
        let set = |path: &Path, mode| {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
        };
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let file = folder.path().join("a");
        std::fs::write(&file, "").unwrap();
        let shared = |of_folder, own| {
            set(folder.path(), of_folder);
            set(&file, own);
            share(&file, folder.path()).unwrap();
            mode(&file)
        };
        assert_eq!(shared(0o2770, 0o600), 0o660);
        assert_eq!(shared(0o2770, 0o400), 0o440);
        assert_eq!(
            shared(0o2750, 0o644),
            0o644,
            "the folder gives no more than reading"
        );
        assert_eq!(shared(0o770, 0o600), 0o600, "not shared");
        set(folder.path(), 0o2770);
        make_folder(&folder.path().join("x/y")).unwrap();
        assert_eq!(mode(&folder.path().join("x/y")) & 0o070, 0o070);
    }
}
