//! `lakwerk handbook` and `lakwerk licences`: what comes with the program, to be read elsewhere.

use super::arguments::Handbook;
use super::exit::Exit;
use super::terminal;
use crate::clock;
use crate::error::Notice;
use crate::export::publish;
use crate::handbook::paper;
use crate::i18n::{Lang, Text};
use crate::pdf;
use crate::ui::forms::about::LIBRARIES;
use crate::ui::handbook::key_rows;

pub fn run(command: &Handbook, lang: Lang) -> Result<Exit, Notice> {
    terminal::check_output(&command.to, &[], lang)?;
    let keys = key_rows(&egui::Context::default(), Lang::Dutch);
    let title = Lang::Dutch.text(Text::HandbookPaper);
    let bytes = paper::write(title, &keys, &clock::today());
    let name = terminal::name(&command.to);
    publish::file(&command.to, &bytes, command.force)
        .map_err(|error| Notice::publish(&error, &name, lang))?;
    Ok(Exit::Done)
}

pub fn licences() -> Exit {
    terminal::show(LIBRARIES);
    terminal::show(pdf::licences());
    Exit::Done
}
