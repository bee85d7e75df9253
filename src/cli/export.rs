//! `lakwerk export`: a dossier to a folder that can be published.

use super::arguments::Export;
use super::dossier::{Sources, hold, passwords};
use super::exit::Exit;
use super::looking;
use super::terminal::{self, Counter};
use crate::clock;
use crate::engine::Engine;
use crate::error::{Kind, Notice};
use crate::export::outcome::{Exported, LeftOutReason};
use crate::i18n::{Lang, Text};
use crate::jobs::export::{self, Edition, ExportJob, Outcome, Selection, Stopped};
use crate::jobs::scans;
use crate::model::dossier::Dossier;
use crate::model::dossier::ids::DocumentId;
use crate::model::edit::session::Event;
use std::sync::Arc;

pub fn run(command: &Export, engine: &Engine, lang: Lang) -> Result<Exit, Notice> {
    let edition = edition(command, lang)?;
    if command.only.is_some() && (edition != Edition::Publication || command.documents.is_some()) {
        let text = lang.text(Text::InventoryAlone).to_owned();
        return Err(Notice::new(Kind::Usage, text));
    }
    let folder = terminal::absolute(&command.dossier, lang)?;
    let name = terminal::name(&folder);
    // Held until the log says what went out, so that nobody changes a number meanwhile.
    let held = hold(&folder, lang)?;
    let proposed = || export::proposed_target(&folder, &clock::now());
    let password = terminal::password(command.password_stdin, lang)?;
    let reason = reason(command, lang)?;
    let passwords = passwords(&held.0, password.as_deref());
    let progress = Counter::start(lang);
    let sources = Sources {
        folder: &folder,
        passwords: &passwords,
    };
    let (dossier, writer) = looking::through(engine, held, &sources, &progress, lang)?;
    let job = ExportJob {
        edition,
        selection: Selection {
            only: chosen(&dossier, command.documents.as_deref(), lang)?,
            day: clock::today(),
            with_deferred: command.with_deferred,
        },
        target: command.to.clone().unwrap_or_else(proposed),
        passwords,
        dossier,
        folder: folder.clone(),
        day: clock::today(),
        only_inventory: command.only.is_some(),
        reason,
        last_entry: writer.state().last_entry,
        reading: (!command.without_reading).then(|| Arc::new(scans::installed(engine))),
        version: Some(writer.version().clone()),
    };
    match export::run(engine, &job, &progress) {
        Ok(Outcome { exported, event }) => {
            let warnings = event.warnings;
            writer.record(Event::Exported(event), &clock::moment());
            let kept = writer.finish();
            kept.map_err(|error| Notice::store(&error, &name, lang))?;
            if warnings > 0 && job.reason.is_empty() {
                terminal::tell(&lang.fill(Text::ExportWarnings, &[&warnings]));
            }
            Ok(tell(&exported, &job, password.as_deref(), lang))
        }
        Err(Stopped::Export(error)) => {
            Err(Notice::export(&error, &terminal::name(&job.target), lang))
        }
        Err(Stopped::Findings(findings)) => {
            let notices = findings.iter().map(|f| Notice::finding(f, lang));
            notices.for_each(|notice| terminal::report(&notice));
            Err(Notice::new(
                Kind::Findings,
                lang.fill(Text::ExportBlocked, &[&findings.len()]),
            ))
        }
    }
}

/// Names the documents that have a row and no file: what is public only later, and what is not to be published.
fn tell_without_file(exported: &Exported, job: &ExportJob, lang: Lang) {
    if job.edition != Edition::Publication || job.only_inventory {
        return;
    }
    let Selection {
        only,
        day,
        with_deferred,
    } = &job.selection;
    let is_named = |id: DocumentId| exported.left_out.iter().any(|left| left.document == id);
    let asked = job.dossier.documents.iter().filter(|d| {
        let is_chosen = only.as_ref().is_none_or(|ids| ids.contains(&d.id));
        is_chosen && d.source.is_some() && d.judged().is_some() && !is_named(d.id)
    });
    let (open, withheld): (Vec<_>, Vec<_>) = asked.partition(|d| d.is_exported());
    let later = open.iter().filter(|d| !with_deferred && d.is_deferred(day));
    let later: Vec<String> = later
        .filter_map(|d| Some(format!("{} ({})", d.number, d.deferred_until.as_deref()?)))
        .collect();
    let withheld: Vec<&str> = withheld.iter().map(|d| d.number.as_str()).collect();
    if !later.is_empty() {
        terminal::show(&lang.fill(Text::ExportLater, &[&later.join(", ")]));
    }
    if !withheld.is_empty() {
        terminal::show(&lang.fill(Text::ExportWithheld, &[&withheld.join(", ")]));
    }
}

fn edition(command: &Export, lang: Lang) -> Result<Edition, Notice> {
    Edition::parse(command.edition.trim()).ok_or_else(|| {
        let text = lang.fill(Text::UnknownEdition, &[&command.edition]);
        Notice::new(Kind::Usage, text)
    })
}

/// Why it goes out in spite of warnings: nothing where that was not said, and never only blanks.
fn reason(command: &Export, lang: Lang) -> Result<String, Notice> {
    match command.reason.as_deref().map(str::trim) {
        Some("") => {
            let text = lang.text(Text::ReasonEmpty).to_owned();
            let hint = lang.text(Text::ReasonEmptyHint);
            Err(Notice::hinted(Kind::Usage, text, hint))
        }
        reason => Ok(reason.unwrap_or_default().to_owned()),
    }
}

fn chosen(
    dossier: &Dossier,
    numbers: Option<&[String]>,
    lang: Lang,
) -> Result<Option<Vec<DocumentId>>, Notice> {
    let found = |number: &String| match dossier.by_number(number) {
        Some(document) => Ok(document.id),
        None => Err(Notice::new(
            Kind::Usage,
            lang.fill(Text::UnknownDocument, &[number]),
        )),
    };
    numbers
        .map(|numbers| numbers.iter().map(found).collect())
        .transpose()
}

fn tell(exported: &Exported, job: &ExportJob, tried: Option<&str>, lang: Lang) -> Exit {
    if job.only_inventory {
        terminal::show(lang.text(Text::InventoryDone));
    } else {
        terminal::show(&lang.fill(Text::ExportDone, &[&exported.files.len(), &exported.pages]));
    }
    if exported.raster > 0 {
        terminal::show(&lang.fill(Text::ExportRaster, &[&exported.raster]));
    }
    terminal::show(&lang.fill(Text::ExportedTo, &[&exported.target.display()]));
    tell_without_file(exported, job, lang);
    for left_out in &exported.left_out {
        terminal::report(&match &left_out.reason {
            LeftOutReason::Source(error) => {
                terminal::source_notice(error, &left_out.number, tried, lang)
            }
            LeftOutReason::NotVerified(_) | LeftOutReason::Held(_) => {
                Notice::left_out(left_out, lang)
            }
        });
    }
    for number in &exported.unjudged {
        terminal::tell(&lang.fill(Text::LeftOutUnjudged, &[number]));
    }
    if exported.left_out.is_empty() && exported.unjudged.is_empty() {
        Exit::Done
    } else {
        Exit::Partly(Kind::Findings)
    }
}
