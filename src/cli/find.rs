//! `lakwerk find`: looks for texts in all documents, and marks what was found.
//!
//! **Invariant:** all marks are one edit; a place that several texts name is one place. What was looked for and found is printed nowhere: only where it stands.

use super::arguments::Find;
use super::dossier::{Sources, change, passwords, read};
use super::exit::Exit;
use super::scans;
use super::terminal::{self, Counter};
use crate::engine::{Engine, EngineError};
use crate::error::{Kind, Notice};
use crate::export::progress::Progress;
use crate::find::search::{Options, Query, QueryError};
use crate::i18n::{Lang, Text};
use crate::jobs::search::{self, PlacedHit};
use crate::model::dossier::Dossier;
use crate::model::dossier::ids::DocumentId;
use crate::model::edit::{Edit, NewMark};
use crate::model::ground::Ground;
use crate::model::page::geometry::PageRect;
use crate::store::Holder;
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};
use std::io::ErrorKind;

/// What was found in the whole dossier.
#[derive(Default)]
struct Hits {
    /// With the numbers of their documents, which stand together.
    hits: Vec<(String, PlacedHit)>,
    /// What is known of the hits already: their document, page and areas.
    places: HashSet<(DocumentId, usize, Vec<[u64; 4]>)>,
    /// Pages without text.
    without: usize,
    /// Numbers of documents that cannot be read.
    unread: Vec<String>,
}

impl Hits {
    fn add(&mut self, number: &str, hit: PlacedHit) {
        let exact = |area: &PageRect| <[f64; 4]>::from(*area).map(f64::to_bits);
        let areas: Vec<[u64; 4]> = hit.areas.iter().map(exact).collect();
        let is_placed = !areas.is_empty();
        let is_new = self.places.insert((hit.hit.document, hit.hit.page, areas));
        if is_new || !is_placed {
            self.hits.push((number.to_owned(), hit));
        }
    }
}

pub fn run(command: &Find, engine: &Engine, lang: Lang) -> Result<Exit, Notice> {
    let queries = queries(command, lang)?;
    let grounds: Result<Vec<Ground>, _> = command.ground.iter().map(|g| Ground::parse(g)).collect();
    let grounds = grounds.map_err(|error| Notice::ground(&error, lang))?;
    let dossier = read(&command.dossier, lang)?;
    let password = terminal::password(command.password_stdin, lang)?;
    let sources = Sources {
        folder: &command.dossier,
        passwords: &passwords(&dossier, password.as_deref()),
    };
    let found = found(engine, &dossier, &sources, &queries, lang)?;
    if command.mark {
        mark(command, &found, &grounds, lang)?;
    }
    show(command, &found, lang);
    Ok(if found.unread.is_empty() {
        Exit::Done
    } else {
        Exit::Partly(Kind::Source)
    })
}

fn queries(command: &Find, lang: Lang) -> Result<Vec<Query>, Notice> {
    let options = Options {
        whole_words: command.whole_words,
        same_case: command.same_case,
        regex: command.regex,
    };
    let texts = command.texts.iter();
    let queries: Result<Vec<Query>, QueryError> =
        texts.map(|text| Query::new(text, options)).collect();
    queries.map_err(|error| {
        let text = match error {
            QueryError::Empty => Text::FindNothing,
            QueryError::NotRegex => Text::FindNotRegex,
        };
        Notice::new(Kind::Usage, lang.text(text).to_owned())
    })
}

fn found(
    engine: &Engine,
    dossier: &Dossier,
    sources: &Sources<'_>,
    queries: &[Query],
    lang: Lang,
) -> Result<Hits, Notice> {
    let progress = Counter::start(lang);
    scans::read(engine, dossier, sources, &progress, lang);
    let mut found = Hits::default();
    for (done, document) in dossier.documents.iter().enumerate() {
        progress.subject(document.number.as_str(), done, dossier.documents.len());
        if let Some((number, source)) = sources.of(document) {
            for (nth, query) in queries.iter().enumerate() {
                match search::find(engine, query, document, &source, &progress) {
                    Ok((hits, without)) => {
                        hits.into_iter().for_each(|hit| found.add(&number, hit));
                        found.without += if nth == 0 { without } else { 0 };
                    }
                    // What is searched must be what was added.
                    Err(EngineError::Read(error)) if error.kind() == ErrorKind::InvalidData => {
                        return Err(Notice::read(&error, &number, lang));
                    }
                    Err(error) => {
                        let tried = source.password.as_deref();
                        let notice = terminal::source_notice(&error, &number, tried, lang);
                        terminal::report(&notice);
                        found.unread.push(number);
                        break;
                    }
                }
            }
        }
        if progress.is_cancelled() {
            let text = lang.text(Text::Cancelled).to_owned();
            return Err(Notice::new(Kind::Cancelled, text));
        }
    }
    Ok(found)
}

fn mark(command: &Find, found: &Hits, grounds: &[Ground], lang: Lang) -> Result<(), Notice> {
    let fresh = found.hits.iter().filter(|(_, hit)| !hit.covered);
    let marks: Vec<NewMark> = fresh
        .filter(|(_, hit)| !hit.areas.is_empty())
        .map(|(_, hit)| hit.clone().mark(grounds))
        .collect();
    if marks.is_empty() {
        return Ok(());
    }
    let author = Holder::here().account;
    change(&command.dossier, lang, |_| {
        Ok(vec![Edit::AddMarks { marks, author }])
    })?;
    Ok(())
}

fn show(command: &Find, found: &Hits, lang: Lang) {
    if command.json {
        return terminal::show_json(&printed(found));
    }
    for of_one in found.hits.chunk_by(|(a, _), (b, _)| a == b) {
        let mut pages: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for (_, hit) in of_one {
            let (count, covered) = pages.entry(hit.hit.page + 1).or_default();
            *count += 1;
            *covered += usize::from(hit.covered);
        }
        let number = of_one.first().map_or("", |(number, _)| number.as_str());
        for (page, (count, covered)) in &pages {
            terminal::show(&match covered {
                0 if *count == 1 => lang.fill(Text::FindPlace, &[&number, page]),
                0 => lang.fill(Text::FindRow, &[&number, page, count]),
                _ => lang.fill(Text::FindRowCovered, &[&number, page, count, covered]),
            });
        }
    }
    if found.without > 0 {
        terminal::tell(&lang.fill(Text::FindWithout, &[&found.without]));
    }
}

/// What `--json` prints.
#[derive(Serialize)]
struct Printed<'a> {
    hits: Vec<PrintedHit<'a>>,
    pages_without_text: usize,
    /// Numbers of documents.
    not_read: &'a [String],
}

#[derive(Serialize)]
struct PrintedHit<'a> {
    document: &'a str,
    /// From 1.
    page: usize,
    areas: &'a [PageRect],
    covered: bool,
}

fn printed(found: &Hits) -> Printed<'_> {
    let hits = found.hits.iter().map(|(number, found)| PrintedHit {
        document: number,
        page: found.hit.page + 1,
        areas: &found.areas,
        covered: found.covered,
    });
    Printed {
        hits: hits.collect(),
        pages_without_text: found.without,
        not_read: &found.unread,
    }
}
