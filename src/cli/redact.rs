//! `lakwerk redact`: one file without a dossier, through the same export and verification.

use super::Exit;
use super::arguments::Redact;
use super::terminal::{self, Counter};
use crate::clock;
use crate::engine::Engine;
use crate::error::{Kind, Notice};
use crate::export::document::{DocumentPlan, Source, draft};
use crate::export::publish;
use crate::export::report::{DocumentReport, Verdict};
use crate::i18n::{Lang, Text};
use crate::model::ground::Notation;
use crate::model::mark::Mark;
use crate::model::marks_file;
use crate::writer::FileFacts;
use std::sync::Arc;

pub fn run(command: &Redact, engine: &Engine, lang: Lang) -> Result<Exit, Notice> {
    let name = terminal::name(&command.input);
    for target in [Some(&command.to), command.report.as_ref()]
        .into_iter()
        .flatten()
    {
        publish::check_target(target, command.force)
            .map_err(|error| Notice::publish(&error, &terminal::name(target), lang))?;
    }
    let marks = terminal::marks_of_one(&command.marks, lang)?;
    let bytes: Arc<[u8]> = terminal::read(&command.input, lang)?.into();
    let password = terminal::password(command.password_stdin, lang)?;
    let source = Source { bytes, password };

    let reader = engine.open(source.bytes.clone(), source.password.clone());
    let reader = reader.map_err(|error| {
        terminal::source_notice(&error, &command.input, source.password.as_deref(), lang)
    })?;
    for (index, mark) in marks.iter().enumerate() {
        marks_file::check(index, mark, &reader.facts().pages)
            .map_err(|error| Notice::marks(&error, lang))?;
    }
    drop(reader);

    let marks: Vec<&Mark> = marks.iter().collect();
    let plan = DocumentPlan {
        number: None,
        marks,
        notation: Notation::default(),
        facts: FileFacts {
            title: command.title.clone(),
            language: "nl-NL".to_owned(),
            date: clock::today(),
        },
    };
    let made = draft(engine, &source, &plan, None, &Counter::start(lang))
        .map_err(|error| Notice::document(&error, &name, lang))?;
    // A report never speaks of a file that could not be put in place.
    if let Some(file) = &made.file {
        publish::file(&command.to, file.bytes(), command.force)
            .map_err(|error| Notice::publish(&error, &terminal::name(&command.to), lang))?;
    }
    if let Some(path) = &command.report {
        publish::file(path, made.report.to_json().as_bytes(), command.force)
            .map_err(|error| Notice::publish(&error, &terminal::name(path), lang))?;
    }
    if made.file.is_none() {
        return Err(refusal(&name, &made.report, lang));
    }
    let raster = made
        .report
        .pages
        .iter()
        .filter(|p| p.verdict == Verdict::Raster)
        .count();
    terminal::show(&lang.fill(Text::Written, &[&made.report.pages.len(), &raster]));
    let cut: Vec<usize> = made
        .report
        .pages
        .iter()
        .filter(|p| p.has_cut_shapes())
        .map(|p| p.page)
        .collect();
    terminal::show_cut_shapes(&cut, lang);
    Ok(Exit::Done)
}

fn refusal(name: &str, report: &DocumentReport, lang: Lang) -> Notice {
    let bad: Vec<String> = report
        .pages
        .iter()
        .filter(|p| p.verdict == Verdict::Refused)
        .map(|p| p.page.to_string())
        .collect();
    let text = if bad.is_empty() {
        lang.fill(Text::RefusedFile, &[&name])
    } else {
        lang.fill(Text::Refused, &[&name, &bad.len(), &bad.join(", ")])
    };
    Notice::hinted(Kind::NotVerified, text, lang.text(Text::RefusedHint))
}
