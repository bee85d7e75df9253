//! `lakwerk twins`: pages and documents that say nearly the same, and marks taken over from one by the other.
//!
//! **Invariant:** all marks are one edit; what stays behind is named. Places alone are printed.

use super::arguments::Twins;
use super::dossier::{Sources, change, passwords, read};
use super::exit::Exit;
use super::scans;
use super::terminal::{self, Counter};
use crate::engine::Engine;
use crate::error::{Kind, Notice};
use crate::export::progress::Progress;
use crate::i18n::{Lang, Text};
use crate::jobs::SourceFile;
use crate::jobs::twins::{self, Carried, CarryJob, Sourced};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::Document;
use crate::model::dossier::ids::DocumentId;
use crate::model::edit::Edit;
use crate::store::{self, Holder};
use serde::Serialize;
use std::sync::Arc;

pub fn run(command: &Twins, engine: &Engine, lang: Lang) -> Result<Exit, Notice> {
    let dossier = read(&command.dossier, lang)?;
    let password = terminal::password(command.password_stdin, lang)?;
    let passwords = passwords(&dossier, password.as_deref());
    let of = |document: &Arc<Document>| {
        let sha256 = document.source.as_ref()?.sha256.clone();
        let path = store::source_path(&command.dossier, &sha256);
        let password = passwords.get(sha256.as_str()).cloned();
        Some((
            document.clone(),
            SourceFile::of_dossier(sha256, path, password),
        ))
    };
    let documents: Vec<Sourced> = dossier.documents.iter().filter_map(of).collect();
    let jobs = jobs(command, &documents, lang)?;
    let progress = Counter::start(lang);
    let folder = terminal::absolute(&command.dossier, lang)?;
    let sources = Sources {
        folder: &folder,
        passwords: &passwords,
    };
    scans::read(engine, &dossier, &sources, &progress, lang);
    if jobs.is_empty() {
        return list(command, engine, &dossier, &documents, (&progress, lang));
    }
    let mut carried = Vec::new();
    for job in &jobs {
        let made = twins::carry(engine, job, &progress);
        let number = format!("{}, {}", job.from.0.number, job.to.0.number);
        let made = made.map_err(|error| Notice::engine(&error, &number, lang))?;
        if made.stopped {
            return Err(cancelled(lang));
        }
        carried.push((job, made));
    }
    add(command, &dossier, &carried, lang)?;
    show_carried(command, &carried, lang);
    Ok(match carried.iter().all(|(_, made)| made.left.is_empty()) {
        true => Exit::Done,
        false => Exit::Partly(Kind::Findings),
    })
}

fn cancelled(lang: Lang) -> Notice {
    Notice::new(Kind::Cancelled, lang.text(Text::Cancelled).to_owned())
}

/// `FROM=TO`, by their numbers.
fn jobs(command: &Twins, documents: &[Sourced], lang: Lang) -> Result<Vec<CarryJob>, Notice> {
    let named = |number: &str| {
        let mut all = documents.iter();
        all.find(|(d, _)| d.number.is(number)).cloned()
    };
    let job = |said: &String| {
        let (from, to) = said.split_once('=')?;
        let (from, to) = (named(from)?, named(to)?);
        (from.0.id != to.0.id).then_some(CarryJob { from, to })
    };
    let of = |said: &String| {
        let wrong = || Notice::new(Kind::Usage, lang.fill(Text::CarryWrong, &[said]));
        job(said).ok_or_else(wrong)
    };
    command.carry.iter().map(of).collect()
}

fn add(
    command: &Twins,
    dossier: &Arc<Dossier>,
    carried: &[(&CarryJob, Carried)],
    lang: Lang,
) -> Result<(), Notice> {
    let marks = carried.iter().flat_map(|(_, made)| made.marks.clone());
    let edit = Edit::AddMarks {
        marks: marks.collect(),
        author: Holder::here().account,
    };
    if carried.iter().all(|(_, made)| made.marks.is_empty()) {
        return Ok(());
    }
    change(&command.dossier, lang, |now| {
        // The marks fit the dossier that was read, and no other.
        if *now != **dossier {
            return Err(Notice::hinted(
                Kind::Dossier,
                lang.fill(Text::DossierLost, &[&terminal::name(&command.dossier)]),
                lang.text(Text::DossierLostHint),
            ));
        }
        Ok(vec![edit])
    })
    .map(drop)
}

/// What `--carry --json` prints.
#[derive(Serialize)]
struct PrintedCarried<'a> {
    version: u32,
    carried: Vec<PrintedCarrying<'a>>,
}

/// The marks of one document that were taken over by another.
#[derive(Serialize)]
struct PrintedCarrying<'a> {
    from: &'a str,
    to: &'a str,
    marks: usize,
    covered: usize,
    /// Pages (from 1) of marks that stay behind, one for each mark.
    left: Vec<usize>,
}

fn show_carried(command: &Twins, carried: &[(&CarryJob, Carried)], lang: Lang) {
    if command.json {
        let carried = carried.iter().map(|(job, made)| PrintedCarrying {
            from: job.from.0.number.as_str(),
            to: job.to.0.number.as_str(),
            marks: made.marks.len(),
            covered: made.covered,
            left: made.left.iter().map(|page| page + 1).collect(),
        });
        return terminal::show_json(&PrintedCarried {
            version: 1,
            carried: carried.collect(),
        });
    }
    for (job, made) in carried {
        let (from, to) = (&job.from.0.number, &job.to.0.number);
        let count = made.marks.len();
        terminal::show(&lang.fill(Text::CarryDone, &[from, to, &count, &made.covered]));
        if !made.left.is_empty() {
            let pages = made.left_on();
            terminal::tell(&lang.fill(Text::CarryLeft, &[from, &pages]));
        }
    }
}

/// What `--json` prints.
#[derive(Serialize)]
struct Printed<'a> {
    version: u32,
    pages: Vec<PrintedPages<'a>>,
    documents: Vec<PrintedDocuments<'a>>,
    /// Numbers of documents.
    unread: Vec<&'a str>,
}

#[derive(Serialize)]
struct PrintedPages<'a> {
    pages: [PrintedPage<'a>; 2],
    percent: u8,
}

#[derive(Serialize)]
struct PrintedPage<'a> {
    document: &'a str,
    /// From 1.
    page: usize,
}

#[derive(Serialize)]
struct PrintedDocuments<'a> {
    documents: [&'a str; 2],
    percent: u8,
}

fn percent(share: f64) -> u8 {
    (100.0 * share) as u8
}

/// `number` gives the number of a document.
fn printed<'a>(found: &twins::Twins, number: impl Fn(DocumentId) -> &'a str) -> Printed<'a> {
    let page = |(document, page)| PrintedPage {
        document: number(document),
        page: page + 1,
    };
    let pages = found.pages.iter().map(|t| PrintedPages {
        pages: [page(t.one), page(t.other)],
        percent: percent(t.share),
    });
    let documents = found.documents.iter().map(|pair| PrintedDocuments {
        documents: [number(pair.places.0), number(pair.places.1)],
        percent: percent(pair.share),
    });
    Printed {
        version: 1,
        pages: pages.collect(),
        documents: documents.collect(),
        unread: found.unread.iter().map(|id| number(*id)).collect(),
    }
}

fn list(
    command: &Twins,
    engine: &Engine,
    dossier: &Dossier,
    documents: &[Sourced],
    (progress, lang): (&dyn Progress, Lang),
) -> Result<Exit, Notice> {
    let found = twins::find(engine, documents, progress).ok_or_else(|| cancelled(lang))?;
    let number = |id: DocumentId| dossier.document(id).map_or("", |d| d.number.as_str());
    if command.json {
        terminal::show_json(&printed(&found, number));
    } else {
        for t in &found.pages {
            let place = |(id, page): (DocumentId, usize)| {
                lang.fill(
                    Text::FindingPlace,
                    &[&terminal::cell(number(id)), &(page + 1)],
                )
            };
            let (one, other) = (place(t.one), place(t.other));
            terminal::show(&format!("{one}\t{other}\t{} %", percent(t.share)));
        }
        for pair in &found.documents {
            let (earlier, later) = (number(pair.places.0), number(pair.places.1));
            let values: [&dyn std::fmt::Display; 3] = [&later, &earlier, &percent(pair.share)];
            terminal::show(&lang.fill(Text::TwinDocuments, &values));
        }
        let totals: [&dyn std::fmt::Display; 2] = [&found.pages.len(), &found.documents.len()];
        terminal::show(&lang.fill(Text::TwinTotals, &totals));
    }
    for id in &found.unread {
        terminal::tell(&lang.fill(Text::TwinUnread, &[&number(*id)]));
    }
    Ok(match found.unread.is_empty() {
        true => Exit::Done,
        false => Exit::Partly(Kind::Source),
    })
}
