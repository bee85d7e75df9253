//! `lakwerk export`: a dossier to a folder that can be published.

use super::Exit;
use super::arguments::Export;
use super::dossier::read;
use super::terminal::{self, Counter};
use crate::clock;
use crate::engine::Engine;
use crate::error::{Kind, Notice};
use crate::export::folder::Exported;
use crate::i18n::{Lang, Text};
use crate::jobs::export::{self, ExportJob, Stopped};
use crate::model::document::DocumentId;
use crate::model::dossier::Dossier;
use std::path::PathBuf;

pub fn run(command: &Export, engine: &Engine, lang: Lang) -> Result<Exit, Notice> {
    let dossier = read(&command.dossier, lang)?;
    let folder = terminal::absolute(&command.dossier, lang)?;
    let proposed = || export::proposed_target(&folder, &clock::now());
    let password = terminal::password(command.password_stdin, lang)?;
    let encrypted = dossier.documents.iter().filter_map(|d| d.source.clone());
    let passwords = encrypted
        .filter(|source| source.encrypted)
        .filter_map(|source| Some((source.sha256.clone(), password.clone()?)))
        .collect();
    let job = ExportJob {
        only: chosen(&dossier, command.documents.as_deref(), lang)?,
        target: command.to.clone().unwrap_or_else(proposed),
        dossier,
        folder: folder.clone(),
        day: clock::today(),
        passwords,
        only_inventory: command.only.is_some(),
    };
    let progress = Counter::start(lang);
    match export::run(engine, &job, &progress) {
        Ok(exported) => Ok(tell(&exported, job.only_inventory, lang)),
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

fn tell(exported: &Exported, only_inventory: bool, lang: Lang) -> Exit {
    if only_inventory {
        terminal::show(lang.text(Text::InventoryDone));
    } else {
        terminal::show(&lang.fill(Text::ExportDone, &[&exported.files.len(), &exported.pages]));
    }
    if exported.raster > 0 {
        terminal::show(&lang.fill(Text::ExportRaster, &[&exported.raster]));
    }
    let target: PathBuf = exported.target.clone();
    terminal::show(&lang.fill(Text::ExportedTo, &[&target.display()]));
    for left_out in &exported.left_out {
        terminal::report(&Notice::left_out(left_out, lang));
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
