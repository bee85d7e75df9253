//! `lakwerk handbook` and `lakwerk licences`: what comes with the program, to be read elsewhere.

use super::arguments::Handbook;
use super::exit::Exit;
use super::terminal;
use crate::clock;
use crate::error::{Kind, Notice};
use crate::handbook::paper;
use crate::i18n::{Lang, Text};
use crate::pdf;
use crate::ui::forms::about::LIBRARIES;
use crate::ui::handbook::key_rows;
use std::fs::File;
use std::io::{ErrorKind, Write};

pub fn run(command: &Handbook, lang: Lang) -> Result<Exit, Notice> {
    let keys = key_rows(&egui::Context::default(), Lang::Dutch);
    let title = Lang::Dutch.text(Text::HandbookPaper);
    let bytes = paper::write(title, &keys, &clock::today());
    let name = terminal::name(&command.to);
    let opened = match command.force {
        true => File::create(&command.to),
        false => File::create_new(&command.to),
    };
    let written = opened.and_then(|mut file| file.write_all(&bytes));
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Notice::hinted(
            Kind::Usage,
            lang.fill(Text::OutputExists, &[&name]),
            lang.text(Text::OutputExistsHint),
        ),
        _ => Notice::write(&error, &name, lang),
    })?;
    Ok(Exit::Done)
}

pub fn licences() -> Exit {
    terminal::show(LIBRARIES);
    terminal::show(pdf::licences());
    Exit::Done
}
