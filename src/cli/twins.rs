//! `lakwerk twins`: pages and documents that say nearly the same, and marks taken over from one by the other.
//!
//! **Invariant:** all marks are one edit; what stays behind is named. Places alone are printed.

use super::Exit;
use super::arguments::Twins;
use super::dossier::{change, passwords, read};
use super::scans;
use super::terminal::{self, Counter};
use crate::engine::Engine;
use crate::error::{Kind, Notice};
use crate::export::document::Progress;
use crate::i18n::{Lang, Text};
use crate::jobs::SourceFile;
use crate::jobs::twins::{self, Carried, CarryJob, Sourced};
use crate::model::document::{Document, DocumentId};
use crate::model::dossier::Dossier;
use crate::model::edit::Edit;
use crate::store::{self, Holder};
use serde_json::{Value, json};
use std::sync::Arc;

pub fn run(command: &Twins, engine: &Engine, lang: Lang) -> Result<Exit, Notice> {
    let dossier = read(&command.dossier, lang)?;
    let password = terminal::password(command.password_stdin, lang)?;
    let passwords = passwords(&dossier, password.as_deref());
    let of = |document: &Arc<Document>| {
        let sha256 = document.source.as_ref()?.sha256.clone();
        let path = store::source_path(&command.dossier, &sha256);
        let password = passwords.get(&sha256).cloned();
        Some((
            document.clone(),
            SourceFile::of_dossier(sha256, path, password),
        ))
    };
    let documents: Vec<Sourced> = dossier.documents.iter().filter_map(of).collect();
    let jobs = jobs(command, &documents, lang)?;
    let progress = Counter::start(lang);
    let folder = terminal::absolute(&command.dossier, lang)?;
    scans::read(engine, &dossier, &folder, &passwords, &progress, lang);
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
        let number = number.trim().to_lowercase();
        let mut all = documents.iter();
        all.find(|(d, _)| d.number.to_lowercase() == number)
            .cloned()
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

fn show_carried(command: &Twins, carried: &[(&CarryJob, Carried)], lang: Lang) {
    if command.json {
        let row = |(job, made): &(&CarryJob, Carried)| {
            json!({
                "from": job.from.0.number,
                "to": job.to.0.number,
                "marks": made.marks.len(),
                "covered": made.covered,
                "left": made.left.iter().map(|page| page + 1).collect::<Vec<_>>(),
            })
        };
        let rows: Vec<Value> = carried.iter().map(row).collect();
        return terminal::show_json(&json!({ "version": 1, "carried": rows }));
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

fn list(
    command: &Twins,
    engine: &Engine,
    dossier: &Dossier,
    documents: &[Sourced],
    (progress, lang): (&dyn Progress, Lang),
) -> Result<Exit, Notice> {
    let found = twins::find(engine, documents, progress).ok_or_else(|| cancelled(lang))?;
    let number = |id: DocumentId| dossier.document(id).map_or("", |d| &d.number);
    let percent = |share: f64| (100.0 * share) as u8;
    if command.json {
        let place =
            |(id, page): (DocumentId, usize)| json!({ "document": number(id), "page": page + 1 });
        let pages: Vec<Value> = found
            .pages
            .iter()
            .map(
                |t| json!({ "pages": [place(t.one), place(t.other)], "percent": percent(t.share) }),
            )
            .collect();
        let documents: Vec<Value> = found
            .documents
            .iter()
            .map(|pair| {
                let both = [number(pair.places.0), number(pair.places.1)];
                json!({ "documents": both, "percent": percent(pair.share) })
            })
            .collect();
        let unread = found.unread.iter().map(|id| number(*id));
        terminal::show_json(&json!({
            "version": 1,
            "pages": pages,
            "documents": documents,
            "unread": unread.collect::<Vec<_>>(),
        }));
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
