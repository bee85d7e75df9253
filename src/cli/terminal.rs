//! What the command line prints, and where.
//!
//! **Invariant:** results go to standard output, messages to standard error, progress only to a terminal. Nothing that a
//! file, a file's name or a dossier says can steer a terminal: what is no letter is written out as its number.

use crate::engine::{EngineError, OpenError};
use crate::error::{Kind, Notice};
use crate::export::progress::{ExportStage, Progress};
use crate::export::publish;
use crate::i18n::{Lang, Text};
use crate::model::dossier::mark::Mark;
use crate::model::marks_file::{self, NamedMark};
use crate::store;
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Prints a result. A reader that closed the pipe early is not an error.
pub fn show(text: &str) {
    print(&harmless(text, |c| matches!(c, '\n' | '\t'), as_number));
}

/// Prints a result for a program; the keys of every object stand in the order of their names.
pub fn show_json(told: &impl serde::Serialize) {
    let json = serde_json::to_value(told).unwrap_or_default();
    let json = serde_json::to_string_pretty(&json).unwrap_or_default();
    // Within a string of JSON such a number is the character again.
    let escaped = |c: char| {
        let mut units = [0; 2];
        let units = c.encode_utf16(&mut units).iter();
        units.map(|unit| format!("\\u{unit:04x}")).collect()
    };
    print(&harmless(&json, |c| c == '\n', escaped));
}

fn print(text: &str) {
    let mut out = io::stdout().lock();
    let newline = if text.ends_with('\n') { "" } else { "\n" };
    let written = write!(out, "{text}{newline}").and_then(|()| out.flush());
    if written.is_err_and(|error| error.kind() != ErrorKind::BrokenPipe) {
        IS_CUT.store(true, Ordering::Relaxed);
    }
}

/// Whether a result could not be printed in full.
pub fn is_cut() -> bool {
    IS_CUT.load(Ordering::Relaxed)
}

static IS_CUT: AtomicBool = AtomicBool::new(false);

/// A text of a file as one cell of a row: it can begin no row and no cell of its own.
pub fn cell(text: &str) -> String {
    harmless(text, |_| false, as_number)
}

fn as_number(c: char) -> String {
    c.escape_unicode().to_string()
}

/// A text without characters that steer whoever shows it: controls, and those that turn, hide or break text (Unicode
/// Bidirectional Algorithm §2, line and paragraph separators, tags).
fn harmless(text: &str, is_layout: fn(char) -> bool, written: impl Fn(char) -> String) -> String {
    let steers = |c: char| {
        let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let breaks = matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
        );
        (c.is_control() || turns || breaks) && !is_layout(c)
    };
    if !text.chars().any(steers) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match steers(c) {
            true => out.push_str(&written(c)),
            false => out.push(c),
        }
    }
    out
}

/// Says something of these pages, from 1, where there are any.
pub fn show_pages(what: Text, pages: &[usize], lang: Lang) {
    let pages: Vec<String> = pages.iter().map(usize::to_string).collect();
    if !pages.is_empty() {
        show(&lang.fill(what, &[&pages.join(", ")]));
    }
}

/// Prints a message.
pub fn tell(text: &str) {
    let text = harmless(text, |c| matches!(c, '\n' | '\t'), as_number);
    writeln!(io::stderr().lock(), "lakwerk: {text}").ok();
}

pub fn report(notice: &Notice) {
    tell(&notice.text);
    let hint = notice.hint.as_deref();
    // The window has another way to it.
    let mut langs = [Lang::Dutch, Lang::English].into_iter();
    let locked = langs.find(|lang| hint == Some(lang.text(Text::PasswordHint)));
    match (locked, hint) {
        (Some(lang), _) => tell(lang.text(Text::PasswordHintTerminal)),
        (None, Some(hint)) => tell(hint),
        (None, None) => {}
    }
}

/// The name of a file as messages give it: without its folders.
pub fn name(path: &Path) -> String {
    let name = path.file_name().map_or_else(
        || path.display().to_string(),
        |n| n.to_string_lossy().into_owned(),
    );
    cell(&name)
}

/// Whether a file may be put here: not in a dossier, and not in the place of what the command reads or writes besides.
pub fn check_output(target: &Path, besides: &[&Path], lang: Lang) -> Result<(), Notice> {
    let place = |path: &Path| {
        let folder = std::fs::canonicalize(publish::folder_of(path)).ok()?;
        Some(folder.join(path.file_name()?))
    };
    let wrong = |text| {
        let text = lang.fill(text, &[&name(target)]);
        let hint = lang.text(Text::OutputOther);
        Err(Notice::hinted(Kind::Usage, text, hint))
    };
    let Some(here) = place(target) else {
        return Ok(());
    };
    let same = |other: &&Path| {
        let whole = std::fs::canonicalize(other).ok();
        place(other).as_ref() == Some(&here) || whole.is_some_and(|whole| whole == here)
    };
    if besides.iter().any(same) {
        return wrong(Text::OutputIsInput);
    }
    // Its sources lie one folder deeper.
    match here.ancestors().skip(1).take(2).any(store::is_dossier) {
        true => wrong(Text::OutputIsDossier),
        false => Ok(()),
    }
}

/// Reads a whole file that the command is to look at.
pub fn read(path: &Path, lang: Lang) -> Result<Vec<u8>, Notice> {
    ordinary(path, Kind::Source, lang)?;
    std::fs::read(path).map_err(|error| Notice::read(&error, &name(path), lang))
}

/// Makes sure that there is a file that ends: a device or a pipe may wait for ever. `kind` is what it is that there is none.
fn ordinary(path: &Path, kind: Kind, lang: Lang) -> Result<(), Notice> {
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => Ok(()),
        Ok(metadata) => {
            let text = match metadata.is_dir() {
                true => Text::IsFolder,
                false => Text::NoOrdinaryFile,
            };
            Err(Notice::new(kind, lang.fill(text, &[&name(path)])))
        }
        Err(error) => Err(match error.kind() {
            ErrorKind::NotFound => Notice {
                kind,
                ..Notice::read(&error, &name(path), lang)
            },
            _ => Notice::read(&error, &name(path), lang),
        }),
    }
}

/// Reads the marks of a file, and no more of it than a marks file may have.
pub fn marks(path: &Path, lang: Lang) -> Result<Vec<NamedMark>, Notice> {
    ordinary(path, Kind::Usage, lang)?;
    let unread = |error| Notice::read(&error, &name(path), lang);
    let file = std::fs::File::open(path).map_err(unread)?;
    let mut json = Vec::new();
    let most = marks_file::MAX_BYTES as u64 + 1;
    file.take(most).read_to_end(&mut json).map_err(unread)?;
    marks_file::read(&json).map_err(|error| Notice::marks(&error, lang))
}

/// The marks for a file on its own.
pub fn marks_of_one(path: &Path, lang: Lang) -> Result<Vec<Mark>, Notice> {
    let marks = marks_file::of_one(marks(path, lang)?);
    marks.map_err(|error| Notice::marks(&error, lang))
}

/// The first line of standard input.
pub fn password(asked: bool, lang: Lang) -> Result<Option<String>, Notice> {
    if !asked {
        return Ok(None);
    }
    let mut text = String::new();
    let read = io::stdin().lock().take(4096).read_to_string(&mut text);
    read.map_err(|error| Notice::read(&error, "stdin", lang))?;
    Ok(Some(text.lines().next().unwrap_or("").to_owned()))
}

/// A path that does not depend on where the program was started.
pub fn absolute(path: &Path, lang: Lang) -> Result<PathBuf, Notice> {
    std::path::absolute(path).map_err(|error| Notice::read(&error, &name(path), lang))
}

/// Progress on a terminal, nothing elsewhere; stopped by Ctrl+C.
pub struct Counter {
    lang: Lang,
    stop: Arc<AtomicBool>,
}

impl Counter {
    /// Listens to Ctrl+C from now on: the first asks the work to stop, so that nothing is left half-made.
    pub fn start(lang: Lang) -> Self {
        let stop: Arc<AtomicBool> = Arc::default();
        let asked = stop.clone();
        let pressed = move || {
            if asked.swap(true, Ordering::Relaxed) {
                std::process::exit(i32::from(super::exit::exit_code(Kind::Cancelled)));
            }
        };
        // Where the system offers no such signal the work cannot be stopped, and that is all.
        ctrlc::set_handler(pressed).ok();
        Self { lang, stop }
    }
}

impl Progress for Counter {
    fn subject(&self, name: &str, done: usize, subjects: usize) {
        let mut err = io::stderr().lock();
        if err.is_terminal() {
            writeln!(err, "{} ({}/{subjects})", cell(name), done + 1).ok();
        }
    }

    fn page_done(&self, stage: ExportStage, done: usize, pages: usize) {
        let mut err = io::stderr().lock();
        if !err.is_terminal() {
            return;
        }
        let name = self.lang.text(match stage {
            ExportStage::Reading => Text::StageReading,
            ExportStage::Drawing => Text::StageDrawing,
            ExportStage::Checking => Text::StageChecking,
        });
        let end = if done == pages { "\n" } else { "" };
        write!(err, "\r{name} {done}/{pages}{end}")
            .and_then(|()| err.flush())
            .ok();
    }

    fn is_cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// A source that cannot be opened, with the password that was tried if any, as a message.
pub fn source_notice(error: &EngineError, name: &str, tried: Option<&str>, lang: Lang) -> Notice {
    match error {
        EngineError::Open(OpenError::Password) if tried.is_some() => {
            Notice::new(Kind::Source, lang.fill(Text::PasswordWrong, &[&name]))
        }
        _ => Notice::engine(error, name, lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_a_terminal_and_json_says_the_same() {
        let evil = "a\u{1b}[31m\u{9b}2J\u{7f}\r\u{202e}b\u{2066}\u{feff}é\n\tz";
        let plain = cell(evil);
        assert!(!plain.chars().any(|c| c.is_control() || c > 'é'), "{plain}");
        assert!(plain.starts_with("a\\u{1b}[31m\\u{9b}2J") && plain.contains('é'));
        assert_eq!(
            cell("Wob-verzoek (3) – ‘besluit’"),
            "Wob-verzoek (3) – ‘besluit’"
        );
        let escaped = |c: char| format!("\\u{:04x}", c as u32);
        let json = serde_json::to_string(evil).unwrap();
        let shown = harmless(&json, |c| c == '\n', escaped);
        assert!(!shown.chars().any(|c| c.is_control() || c > 'é'), "{shown}");
        assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), evil);
    }
}
