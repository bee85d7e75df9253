//! `lakwerk log`: what was done, by whom, when, and whether the chain is whole.

use super::arguments::Log;
use super::exit::Exit;
use super::terminal;
use crate::error::Notice;
use crate::i18n::{Lang, Text};
use crate::store::{self, LoggedEvent};
use serde::Serialize;
use serde_json::Value;

pub fn run(command: &Log, lang: Lang) -> Result<Exit, Notice> {
    let name = terminal::name(&command.dossier);
    // A broken chain is damage, and reading says so.
    let read = store::read(&command.dossier);
    let (_, events) = read.map_err(|error| Notice::store(&error, &name, lang))?;
    if command.json {
        terminal::show_json(&Printed {
            version: 1,
            whole: true,
            entries: events.iter().map(entry).collect(),
        });
        return Ok(Exit::Done);
    }
    for event in &events {
        terminal::show(&format!(
            "{}\t{}\t{}\t{}",
            event.sequence,
            event.time,
            terminal::cell(event.account.as_str()),
            what(event)
        ));
    }
    terminal::show(&lang.fill(Text::ChainWhole, &[&events.len()]));
    Ok(Exit::Done)
}

/// What `--json` prints.
#[derive(Serialize)]
struct Printed<'a> {
    version: u32,
    /// A log of which the chain is broken is not printed.
    whole: bool,
    entries: Vec<PrintedEntry<'a>>,
}

#[derive(Serialize)]
struct PrintedEntry<'a> {
    sequence: i64,
    /// ISO 8601 with zone.
    time: &'a str,
    account: &'a str,
    /// As the log keeps it.
    event: Value,
}

fn entry(event: &LoggedEvent) -> PrintedEntry<'_> {
    PrintedEntry {
        sequence: event.sequence,
        time: &event.time,
        account: event.account.as_str(),
        event: event.said(),
    }
}

/// The name of an event as the log keeps it.
fn what(event: &LoggedEvent) -> String {
    let said = event.said();
    let named = |key: &str| said.get(key).and_then(Value::as_str).map(str::to_owned);
    named("edit").or_else(|| named("what")).unwrap_or_default()
}
