//! `lakwerk redact`: one file without a dossier, through the same export and verification.

use super::arguments::Redact;
use super::exit::Exit;
use super::mark;
use super::terminal::{self, Counter};
use crate::clock;
use crate::engine::Engine;
use crate::error::{Kind, Notice};
use crate::export::document::{DocumentPlan, Draft, Source, draft};
use crate::export::publish;
use crate::export::report::{DocumentReport, PageReport, Verdict};
use crate::i18n::{Lang, Text};
use crate::jobs::scans;
use crate::model::dossier::mark::Mark;
use crate::model::ground::Notation;
use crate::model::marks_file;
use crate::writer::FileFacts;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub fn run(command: &Redact, engine: &Engine, lang: Lang) -> Result<Exit, Notice> {
    let name = terminal::name(&command.input);
    let (to, report) = (Some(&command.to), command.report.as_ref());
    for (target, other) in [(to, report), (report, to)] {
        let Some(target) = target else {
            continue;
        };
        let besides = [Some(&command.input), Some(&command.marks), other];
        let besides: Vec<&Path> = besides
            .into_iter()
            .flatten()
            .map(PathBuf::as_path)
            .collect();
        terminal::check_output(target, &besides, lang)?;
        publish::check_target(target, command.force)
            .map_err(|error| Notice::publish(&error, &terminal::name(target), lang))?;
    }
    let marks = terminal::marks_of_one(&command.marks, lang)?;
    mark::tell_powers(marks.iter(), lang);
    let bytes: Arc<[u8]> = terminal::read(&command.input, lang)?.into();
    let password = terminal::password(command.password_stdin, lang)?;
    let source = Source { bytes, password };

    let reader = engine.open(source.bytes.clone(), source.password.clone());
    let reader = reader.map_err(|error| {
        terminal::source_notice(&error, &name, source.password.as_deref(), lang)
    })?;
    for (index, mark) in marks.iter().enumerate() {
        marks_file::check(index, mark, &reader.facts().pages)
            .map_err(|error| Notice::marks(&error, lang))?;
    }
    drop(reader);

    let marks: Vec<&Mark> = marks.iter().collect();
    let installed = scans::installed(engine);
    let plan = DocumentPlan {
        number: None,
        marks,
        notation: Notation::default(),
        facts: FileFacts {
            title: command.title.clone(),
            language: "nl-NL".to_owned(),
            date: clock::today(),
        },
        reading: (!command.without_reading).then_some(&installed),
    };
    let made = draft(engine, &source, &plan, None, &Counter::start(lang))
        .map_err(|error| Notice::document(&error, &name, lang))?;
    put_in_place(command, &made, lang)?;
    if made.file.is_none() {
        return Err(refusal(&name, &made, lang));
    }
    let raster = made
        .report
        .pages
        .iter()
        .filter(|p| p.verdict == Verdict::Raster)
        .count();
    terminal::show(&lang.fill(Text::Written, &[&made.report.pages.len(), &raster]));
    tell_of_pictures(&made.report, lang);
    Ok(Exit::Done)
}

/// Writes the file and its report. A report never speaks of a file that could not be put in place.
fn put_in_place(command: &Redact, made: &Draft, lang: Lang) -> Result<(), Notice> {
    let put = |path: &Path, bytes: &[u8]| {
        publish::file(path, bytes, command.force)
            .map_err(|error| Notice::publish(&error, &terminal::name(path), lang))
    };
    if let Some(file) = &made.file {
        put(&command.to, file.bytes())?;
    }
    if let Some(path) = &command.report {
        put(path, made.report.to_json().as_bytes())?;
    }
    Ok(())
}

/// Says what is to be known of pages that are pictures.
fn tell_of_pictures(report: &DocumentReport, lang: Lang) {
    let pages = |wanted: &dyn Fn(&PageReport) -> bool| {
        let pages = report.pages.iter().filter(|page| wanted(page));
        pages.map(|page| page.page).collect::<Vec<usize>>()
    };
    let is_unread = |page: &PageReport| page.reading.is_some_and(|r| !r.is_done());
    let unread = pages(&|page| is_unread(page) && !page.lacks_layer());
    terminal::show_pages(Text::CutShapes, &pages(&PageReport::has_cut_shapes), lang);
    terminal::show_pages(
        Text::SeenElsewhere,
        &pages(&PageReport::shows_covered_words),
        lang,
    );
    terminal::show_pages(Text::PicturesUnread, &unread, lang);
    terminal::show_pages(Text::LayerNotShown, &pages(&PageReport::lacks_layer), lang);
}

fn refusal(name: &str, made: &Draft, lang: Lang) -> Notice {
    if made.told_by_title {
        let text = lang.fill(Text::RefusedTitle, &[&name]);
        return Notice::hinted(Kind::NotVerified, text, lang.text(Text::RemedyWordInTitle));
    }
    let report = &made.report;
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
