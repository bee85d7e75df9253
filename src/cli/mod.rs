//! The command line: the same product without a window.
//!
//! **Invariant:** calls the same code as the window; one short message on standard error when something is wrong, an
//! exit code that scripts can rely on, and no document text in either.
//! **Absent:** work of its own.

mod add;
mod arguments;
mod change;
mod check;
mod collect;
mod dossier;
mod english;
mod exit;
mod export;
mod find;
mod handbook;
mod inspect;
mod inspected;
mod listing;
mod log;
mod looking;
mod mark;
mod parts;
mod redact;
mod register;
mod scans;
mod settings;
mod suggest;
mod terminal;
mod twins;
mod verify;
mod width;

use crate::app::WindowError;
use crate::engine::Engine;
use crate::error::{Kind, Notice};
use crate::i18n::{self, Lang, Text};
use crate::store;
pub use arguments::Arguments;
use arguments::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};
pub use exit::{Exit, exit_code};
use std::path::PathBuf;

/// What the arguments ask for.
pub enum Invocation {
    Window {
        dossier: Option<PathBuf>,
        lang: Lang,
    },
    /// A command ran; this is its exit code.
    Ended(u8),
}

/// The engine of this computer: its office may want more than the system gives by itself.
pub fn engine(program: PathBuf) -> Engine {
    Engine::new(program).only_confined(store::office::demands_confinement())
}

/// Reads the arguments and runs the command they name.
pub fn run(engine: &Engine) -> Invocation {
    let arguments = match Arguments::read(arguments::lang_of(std::env::args_os())) {
        Ok(arguments) => arguments,
        Err(error) => return Invocation::Ended(usage(&error, engine)),
    };
    let lang = arguments.lang();
    let Some(command) = arguments.command else {
        return Invocation::Window {
            dossier: arguments.dossier,
            lang,
        };
    };
    let admitted = engine.admits_any();
    let outcome = admitted.map_err(|error| Notice::engine(&error, "", lang));
    let outcome = outcome.and_then(|()| carry_out(command, engine, lang));
    // A list of which the end is missing must not pass for the whole.
    let outcome = match outcome {
        Ok(_) if terminal::is_cut() => {
            let text = lang.text(Text::OutputCut).to_owned();
            Err(Notice::new(Kind::Io, text))
        }
        outcome => outcome,
    };
    Invocation::Ended(match outcome {
        Ok(exit) => exit.code(),
        Err(notice) => {
            terminal::report(&notice);
            exit_code(notice.kind)
        }
    })
}

fn carry_out(command: Command, engine: &Engine, lang: Lang) -> Result<Exit, Notice> {
    match command {
        Command::Demo(command) => dossier::demo(&command, engine, lang),
        Command::New(command) => dossier::new(&command, lang),
        Command::Add(command) => add::run(&command, engine, lang),
        Command::Change(command) => change::run(&command, lang),
        Command::Split(command) => parts::split(&command, engine, lang),
        Command::Join(command) => parts::join(&command, engine, lang),
        Command::Check(command) => check::run(&command, engine, lang),
        Command::Log(command) => log::run(&command, lang),
        Command::Takeover(command) => dossier::take_over(&command, lang),
        Command::Rescue(command) => dossier::rescue(&command, lang),
        Command::Mark(command) => mark::run(&command, lang),
        Command::Find(command) => find::run(&command, engine, lang),
        Command::Suggest(command) => suggest::run(&command, engine, lang),
        Command::Register(command) => register::run(&command, lang),
        Command::List(command) => dossier::list(&command, lang),
        Command::Export(command) => export::run(&command, engine, lang),
        Command::Collect(command) => collect::run(&command, engine, lang),
        Command::Inspect(command) => inspect::run(&command, engine, lang),
        Command::Redact(command) => redact::run(&command, engine, lang),
        Command::Twins(command) => twins::run(&command, engine, lang),
        Command::Width(command) => width::run(&command, engine, lang),
        Command::Verify(command) => verify::run(&command, engine, lang),
        Command::Handbook(command) => handbook::run(&command, lang),
        Command::Licences => Ok(handbook::licences()),
    }
}

/// Says why there is no window and what works without one; returns the exit code.
pub fn no_window(error: &WindowError, lang: Lang) -> u8 {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let has_display = !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY");
    let (kind, text, hint) = match error {
        WindowError::NotOpened(said) if has_display => (
            Kind::NoDisplay,
            lang.fill(Text::NoWindow, &[said]),
            Text::NoWindowHint,
        ),
        // Without a display nothing else is worth saying.
        WindowError::NotOpened(_) => (
            Kind::NoDisplay,
            lang.text(Text::NoDisplay).to_owned(),
            Text::NoDisplayHint,
        ),
        WindowError::Broken => (
            Kind::Internal,
            lang.text(Text::WindowBroken).to_owned(),
            Text::WindowBrokenHint,
        ),
    };
    terminal::report(&Notice::hinted(kind, text, lang.text(hint)));
    exit_code(kind)
}

/// Says which walls stand around the processes that read files, and whether that is enough for the office.
fn protection(engine: &Engine, lang: Lang) -> u8 {
    let protection = engine.protection();
    if let Ok(protection) = &protection {
        terminal::show(&i18n::protection::lines(protection, lang).join("\n"));
    }
    match protection.and_then(|protection| engine.admit(&protection)) {
        Ok(()) => 0,
        Err(error) => {
            let notice = Notice::engine(&error, "", lang);
            terminal::report(&notice);
            exit_code(notice.kind)
        }
    }
}

/// Help and version go to standard output; anything else is one message and exit code 2.
fn usage(error: &clap::Error, engine: &Engine) -> u8 {
    let lang = arguments::lang_of(std::env::args_os());
    match error.kind() {
        ErrorKind::DisplayHelp => {
            let help = error.render().to_string();
            terminal::show(&match lang {
                Lang::Dutch => arguments::in_dutch(&help),
                Lang::English => help,
            });
            return 0;
        }
        ErrorKind::DisplayVersion => {
            terminal::show(&error.render().to_string());
            return protection(engine, lang);
        }
        _ => {}
    }
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let text = match error.kind() {
        ErrorKind::UnknownArgument => lang.fill(Text::UsageUnknown, &[&argument]),
        ErrorKind::InvalidSubcommand => lang.fill(
            Text::UsageUnknown,
            &[&context(ContextKind::InvalidSubcommand)],
        ),
        ErrorKind::MissingRequiredArgument => lang.fill(Text::UsageMissing, &[&argument]),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            lang.fill(Text::UsageValue, &[&argument])
        }
        _ => lang.text(Text::UsageWrong).to_owned(),
    };
    terminal::report(&Notice::hinted(
        Kind::Usage,
        text,
        lang.text(Text::UsageHint),
    ));
    exit_code(Kind::Usage)
}
