//! `lakwerk verify`: asks a written file again, as a stranger.

use super::Exit;
use super::arguments::Verify;
use super::terminal;
use crate::engine::{Check, Engine, Fault};
use crate::error::{Kind, Notice};
use crate::export::document::Source;
use crate::export::proof::{self, Proof};
use crate::i18n::{Lang, Text};
use crate::model::mark::Mark;
use crate::model::marks_file;
use std::sync::Arc;

pub fn run(command: &Verify, engine: &Engine, lang: Lang) -> Result<Exit, Notice> {
    let name = terminal::name(&command.target);
    let bytes: Arc<[u8]> = terminal::read(&command.target, lang)?.into();
    let proof = match (&command.marks, &command.source) {
        (Some(marks), Some(source_path)) => {
            let json = terminal::read(marks, lang)?;
            let marks = marks_file::read(&json).map_err(|error| Notice::marks(&error, lang))?;
            let source = Source {
                bytes: terminal::read(source_path, lang)?.into(),
                password: terminal::password(command.password_stdin, lang)?,
            };
            let marks: Vec<&Mark> = marks.iter().map(|named| &named.mark).collect();
            proof::against_source(engine, bytes, &source, &marks)
                .map_err(|error| terminal::source_notice(&error, source_path, lang))?
        }
        _ => proof::of_file(engine, bytes)
            .map_err(|error| terminal::source_notice(&error, &command.target, lang))?,
    };
    if command.json {
        terminal::show(&proof.to_json(&name));
    }
    outcome(&proof, &name, command.json, lang)
}

fn outcome(proof: &Proof, name: &str, quiet: bool, lang: Lang) -> Result<Exit, Notice> {
    if !proof.ours && !proof.compared {
        return Err(Notice::hinted(
            Kind::NotVerified,
            lang.fill(Text::VerifyUndecided, &[&name]),
            lang.text(Text::VerifyUndecidedHint),
        ));
    }
    if !proof.ours && !quiet {
        terminal::show(lang.text(Text::VerifyForeign));
    }
    if proof.faults.is_empty() {
        if !quiet {
            terminal::show(&lang.fill(Text::VerifyClean, &[&name]));
        }
        return Ok(Exit::Done);
    }
    let names: Vec<String> = proof.faults.iter().map(check_name).collect();
    Err(Notice::new(
        Kind::NotVerified,
        lang.fill(Text::VerifyLeak, &[&name, &names.join(", ")]),
    ))
}

fn check_name(fault: &Fault) -> String {
    let name = |check: Check| serde_json::to_value(check).ok();
    name(fault.check)
        .and_then(|v| v.as_str().map(str::to_owned))
        .unwrap_or_default()
}
