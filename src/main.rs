//! One match: the window, a command, an engine child, or a program within walls.

use lakwerk::cli::{self, Invocation};
use lakwerk::{app, error};
use lakwerk::{engine, ocr};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    if arguments
        .next()
        .is_some_and(|a| a == ocr::CONFINED_ARGUMENT)
    {
        // It returns only when it failed; of why, nobody reads.
        drop(ocr::become_program(arguments));
        return ExitCode::FAILURE;
    }
    let is_child = std::env::args_os()
        .nth(1)
        .is_some_and(|a| a == engine::CHILD_ARGUMENT);
    if is_child {
        let served = engine::serve();
        return if served.is_ok() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        };
    }
    let Ok(program) = std::env::current_exe() else {
        return ExitCode::from(cli::exit_code(error::Kind::Internal));
    };
    let engine = cli::engine(program);
    match cli::run(&engine) {
        Invocation::Ended(code) => ExitCode::from(code),
        Invocation::Window { dossier, lang } => match app::run(engine, dossier, lang) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => ExitCode::from(cli::no_window(&error, lang)),
        },
    }
}
