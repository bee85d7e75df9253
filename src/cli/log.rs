//! `lakwerk log`: what was done, by whom, when, and whether the chain is whole.

use super::Exit;
use super::arguments::Log;
use super::terminal;
use crate::error::Notice;
use crate::i18n::{Lang, Text};
use crate::store::{self, LoggedEvent};
use serde_json::{Value, json};

pub fn run(command: &Log, lang: Lang) -> Result<Exit, Notice> {
    let name = terminal::name(&command.dossier);
    // A broken chain is damage, and reading says so.
    let read = store::read(&command.dossier);
    let (_, events) = read.map_err(|error| Notice::store(&error, &name, lang))?;
    if command.json {
        let entries: Vec<Value> = events.iter().map(entry).collect();
        let log = json!({ "version": 1, "whole": true, "entries": entries });
        terminal::show_json(&log);
        return Ok(Exit::Done);
    }
    for event in &events {
        terminal::show(&format!(
            "{}\t{}\t{}\t{}",
            event.sequence,
            event.time,
            terminal::cell(&event.account),
            what(event)
        ));
    }
    terminal::show(&lang.fill(Text::ChainWhole, &[&events.len()]));
    Ok(Exit::Done)
}

fn entry(event: &LoggedEvent) -> Value {
    json!({
        "sequence": event.sequence,
        "time": event.time,
        "account": event.account,
        "event": event.said(),
    })
}

/// The name of an event as the log keeps it.
fn what(event: &LoggedEvent) -> String {
    let said = event.said();
    let named = |key: &str| said.get(key).and_then(Value::as_str).map(str::to_owned);
    named("edit").or_else(|| named("what")).unwrap_or_default()
}
