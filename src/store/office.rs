//! What an office decides for its computers, beside its lists.
//!
//! **Invariant:** a decision that makes the program stricter cannot be undone by whoever runs it; what cannot be looked up
//! counts as decided.

use std::io::ErrorKind;
use std::path::PathBuf;

/// The file in the office's folder that is there where strangers' files are read only within all walls.
pub const ONLY_CONFINED: &str = "afscherming-verplicht";
/// The same decision, for one start of the program.
const ONLY_CONFINED_VARIABLE: &str = "LAKWERK_ONLY_CONFINED";

/// The folder of an office on this computer.
pub fn folder() -> PathBuf {
    match std::env::var_os("ProgramData") {
        Some(data) if cfg!(windows) => PathBuf::from(data).join("Lakwerk"),
        _ => PathBuf::from("/etc/lakwerk"),
    }
}

/// Whether strangers' files may be read only by a process with all walls around it.
pub fn demands_confinement() -> bool {
    let asked = std::env::var_os(ONLY_CONFINED_VARIABLE).is_some_and(|value| !value.is_empty());
    asked || is_there(&folder().join(ONLY_CONFINED))
}

fn is_there(path: &std::path::Path) -> bool {
    !matches!(path.symlink_metadata(), Err(error) if error.kind() == ErrorKind::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_that_cannot_be_looked_up_counts() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(ONLY_CONFINED);
        assert!(!is_there(&path));
        std::fs::write(&path, "").unwrap();
        assert!(is_there(&path));
        // A path through a file is no answer of the kind "not there".
        assert!(is_there(&path.join("x")));
    }
}
