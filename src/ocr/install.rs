//! Tesseract as it is installed on this computer: where it is, how old, and whether it reads Dutch.
//!
//! **Invariant:** version 5 or later with `nld`, or it is not used and it is said why.
//! **Absent:** installing it.

use super::run::{Confined, Limits, ReadError};
use super::tsv::{self, Word};
use super::{Grey, ReadPage, sideways};
use crate::model::page::geometry::PageSize;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

/// Why no scans are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No program of that name.
    Program,
    /// There is one that does not work.
    Broken,
    /// It is of this version.
    Old(String),
    /// It has no `nld`.
    Dutch,
}

/// What its files are called in the folders of `PATH`.
const NAME: &str = if cfg!(windows) {
    "tesseract.exe"
} else {
    "tesseract"
};
const LANGUAGE: &str = "nld";
const OLDEST_MAJOR: u32 = 5;
/// What it may take to say its version.
const ASKED: Limits = Limits {
    patience: Duration::from_secs(30),
    most: 1 << 16,
};
/// What it may take to read a page: on a busy computer it waits more than it works, and its work has a limit of its own.
const READ: Limits = Limits {
    patience: Duration::from_secs(240),
    most: 16 << 20,
};

/// A Tesseract that works.
#[derive(Clone, Debug)]
pub struct Tesseract {
    program: Confined,
    patience: Duration,
    version: String,
}

/// Where the first one lies in these folders, as `PATH` names them.
pub fn in_path(path: &OsStr) -> Option<PathBuf> {
    let at = |folder: PathBuf| folder.join(NAME);
    let mut found = std::env::split_paths(path)
        .filter(|f| f.is_absolute())
        .map(at);
    let found = found.find(|program| program.is_file())?;
    found.canonicalize().ok()
}

/// The Tesseract of this computer, looked for once it is needed.
#[derive(Debug)]
pub struct Installed {
    own: PathBuf,
    path: OsString,
    only_confined: bool,
    patience: Duration,
    found: OnceLock<Result<Tesseract, Missing>>,
}

impl Installed {
    /// As [`Tesseract::find`] takes them.
    pub fn new(own: &Path, path: &OsStr, only_confined: bool) -> Self {
        Self {
            own: own.to_owned(),
            path: path.to_owned(),
            only_confined,
            patience: READ.patience,
            found: OnceLock::new(),
        }
    }

    /// The same, which waits no longer than this for a page.
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// # Errors
    /// As [`Tesseract::find`].
    pub fn get(&self) -> Result<&Tesseract, &Missing> {
        let find = || Tesseract::find(&self.own, &self.path, self.only_confined);
        let patient = |tesseract| Tesseract {
            patience: self.patience,
            ..tesseract
        };
        self.found.get_or_init(|| find().map(patient)).as_ref()
    }

    /// The version that was used, once it was.
    pub fn used(&self) -> Option<&str> {
        let found = self.found.get()?.as_ref().ok()?;
        Some(found.version())
    }
}

impl Tesseract {
    /// Asks the program what it is; `own` is this program, which builds the walls around it.
    ///
    /// # Errors
    /// It is not there, does not work, is too old or reads no Dutch.
    pub fn find(own: &Path, path: &OsStr, only_confined: bool) -> Result<Self, Missing> {
        let program = Confined {
            own: own.to_owned(),
            program: in_path(path).ok_or(Missing::Program)?,
            only_confined,
        };
        let ask = |argument| {
            let said = program.run(&[argument], Vec::new(), ASKED, &|| false);
            let said = said.map_err(|_error| Missing::Broken)?;
            String::from_utf8(said).map_err(|_no_text| Missing::Broken)
        };
        let version = version(&ask("--version")?).ok_or(Missing::Broken)?;
        let major = version
            .split('.')
            .next()
            .and_then(|n| n.parse::<u32>().ok());
        if major.is_none_or(|major| major < OLDEST_MAJOR) {
            return Err(Missing::Old(version));
        }
        if !ask("--list-langs")?.lines().any(|line| line == LANGUAGE) {
            return Err(Missing::Dutch);
        }
        Ok(Self {
            program,
            patience: READ.patience,
            version,
        })
    }

    pub fn version(&self) -> &str {
        &self.version
    }

    /// Reads the picture of a page; `scale` is how many pixels a point has.
    ///
    /// # Errors
    /// The program fails, hangs or says what is no answer; or it was asked to stop.
    pub fn read(
        &self,
        picture: &Grey,
        scale: f64,
        stops: &dyn Fn() -> bool,
    ) -> Result<ReadPage, ReadError> {
        let size = PageSize {
            width: picture.width() as f64 / scale,
            height: picture.height() as f64 / scale,
        };
        let mut lies = (0, Vec::new());
        if picture.has_ink() {
            lies.1 = self.words(picture, scale, stops)?;
            if !sideways::reads_well(&lies.1) {
                for quarters in sideways::TURNS {
                    let words = self.words(&picture.turned(quarters), scale, stops)?;
                    // A photo without a word is read twice, and not four times.
                    if words.is_empty() && lies.1.is_empty() {
                        break;
                    }
                    if sideways::is_better(&words, &lies.1) {
                        lies = (quarters, words);
                        break;
                    }
                }
            }
        }
        Ok(ReadPage::of(&self.version, lies, scale, size))
    }

    /// What is read of a picture as it lies.
    fn words(
        &self,
        picture: &Grey,
        scale: f64,
        stops: &dyn Fn() -> bool,
    ) -> Result<Vec<Word>, ReadError> {
        let dots = format!("{:.0}", (scale * 72.0).clamp(70.0, 600.0));
        let arguments = [
            "stdin",
            "stdout",
            "-l",
            LANGUAGE,
            "--dpi",
            &dots,
            "-c",
            "tessedit_create_tsv=1",
            "-c",
            "tessedit_create_txt=0",
        ];
        let limits = Limits {
            patience: self.patience,
            ..READ
        };
        let said = self.program.run(&arguments, picture.pgm(), limits, stops)?;
        let pixels = |n: usize| u32::try_from(n).map_err(|_large| ReadError::Unsound);
        let size = (pixels(picture.width())?, pixels(picture.height())?);
        tsv::words(&said, size).ok_or(ReadError::Unsound)
    }
}

/// Of `tesseract 5.3.0` or `tesseract v5.0.1.20220118` the number.
fn version(said: &str) -> Option<String> {
    let first = said.lines().next()?.strip_prefix("tesseract ")?;
    let first = first.trim().trim_start_matches('v');
    let is_number = first.starts_with(|c: char| c.is_ascii_digit());
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    (is_number && first.len() < 40 && first.chars().all(is_plain)).then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_a_number_behind_the_name() {
        let of = |said: &str| version(said);
        assert_eq!(
            of("tesseract 5.3.0\n leptonica-1.82.0"),
            Some("5.3.0".to_owned())
        );
        assert_eq!(
            of("tesseract v5.0.1.20220118"),
            Some("5.0.1.20220118".to_owned())
        );
        for none in [
            "",
            "tesseract",
            "tesseract x",
            "iets anders 5.0",
            "tesseract 5/../x",
        ] {
            assert_eq!(of(none), None, "{none}");
        }
    }
}
