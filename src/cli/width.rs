//! `lakwerk width`: what the widths of the marks tell, and widening them over blank.
//!
//! **Invariant:** all marks are widened as one edit. Of covered words nothing is printed: how many names fit.

use super::arguments::Width;
use super::dossier::{Sources, change, passwords, read};
use super::exit::Exit;
use super::terminal;
use crate::engine::Engine;
use crate::error::{Kind, Notice};
use crate::find::width::Summary;
use crate::i18n::{Lang, Text};
use crate::jobs::SourceFile;
use crate::jobs::width::{self, Measured};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::Document;
use crate::model::edit::Edit;
use serde::Serialize;
use std::sync::Arc;

pub fn run(command: &Width, engine: &Engine, lang: Lang) -> Result<Exit, Notice> {
    let mut dossier = read(&command.dossier, lang)?;
    let password = terminal::password(command.password_stdin, lang)?;
    let sources = Sources {
        folder: &command.dossier,
        passwords: &passwords(&dossier, password.as_deref()),
    };
    let mut widened = 0;
    if command.widen {
        let each = |d: &Arc<Document>, s: &SourceFile| width::widen(engine, d, s);
        let edits: Vec<Edit> = of_all(command, &dossier, &sources, lang, each)?
            .into_iter()
            .flat_map(|(_, edits)| edits)
            .collect();
        let shapes = edits.iter().filter(|e| matches!(e, Edit::SetAreas { .. }));
        widened = shapes.count();
        if widened > 0 {
            dossier = change(&command.dossier, lang, |now| {
                // The edits fit the dossier that was read, and no other.
                if *now != *dossier {
                    let name = terminal::name(&command.dossier);
                    return Err(Notice::hinted(
                        Kind::Dossier,
                        lang.fill(Text::DossierLost, &[&name]),
                        lang.text(Text::DossierLostHint),
                    ));
                }
                Ok(vec![Edit::Together { edits }])
            })?;
        }
    }
    let each = |d: &Arc<Document>, s: &SourceFile| width::measure(engine, d, s);
    let measured = of_all(command, &dossier, &sources, lang, each)?;
    show(command, &measured, widened, lang);
    Ok(Exit::Done)
}

type OfEach<T> = Vec<(Arc<Document>, T)>;

/// Does the same for every document that was asked for and has a source.
fn of_all<T>(
    command: &Width,
    dossier: &Dossier,
    sources: &Sources<'_>,
    lang: Lang,
    each: impl Fn(&Arc<Document>, &SourceFile) -> Result<T, crate::engine::EngineError>,
) -> Result<OfEach<T>, Notice> {
    for number in &command.documents {
        if dossier.by_number(number).is_none() {
            let text = lang.fill(Text::UnknownDocument, &[number]);
            return Err(Notice::new(Kind::Usage, text));
        }
    }
    let asked = |d: &&Arc<Document>| {
        command.documents.is_empty() || command.documents.iter().any(|n| n == d.number.as_str())
    };
    let mut all = Vec::new();
    let marked = dossier.documents.iter().filter(|d| !d.marks.is_empty());
    for document in marked.filter(asked) {
        let Some((number, source)) = sources.of(document) else {
            continue;
        };
        let tried = source.password.as_deref();
        let made = each(document, &source);
        let made = made.map_err(|error| terminal::source_notice(&error, &number, tried, lang))?;
        all.push((document.clone(), made));
    }
    Ok(all)
}

/// What `--json` prints.
#[derive(Serialize)]
struct Printed<'a> {
    places: Vec<PrintedPlace<'a>>,
    /// Absent where nothing was measured.
    sum: Option<Summary>,
    widened: usize,
}

/// How many names of a list of so many fit in a place.
#[derive(Serialize)]
struct PrintedPlace<'a> {
    document: &'a str,
    /// From 1.
    page: usize,
    fit: usize,
    of: usize,
}

fn show(command: &Width, measured: &OfEach<Vec<Measured>>, widened: usize, lang: Lang) {
    let all = || {
        measured
            .iter()
            .flat_map(|(d, list)| list.iter().map(move |m| (d, m)))
    };
    if command.json {
        let places = all().map(|(document, m)| PrintedPlace {
            document: document.number.as_str(),
            page: m.page + 1,
            fit: m.fit.fit,
            of: m.fit.of,
        });
        return terminal::show_json(&Printed {
            places: places.collect(),
            sum: Summary::of(all().map(|(_, m)| m.fit)),
            widened,
        });
    }
    for (document, m) in all() {
        let values: [&dyn std::fmt::Display; 4] =
            [&document.number, &(m.page + 1), &m.fit.fit, &m.fit.of];
        terminal::show(&lang.fill(Text::WidthRow, &values));
    }
    if command.widen {
        terminal::tell(&lang.fill(Text::Widened, &[&widened]));
    }
}
