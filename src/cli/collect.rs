//! `lakwerk collect`: parts of an export, joined to a folder that can be published.

use super::arguments::Collect;
use super::exit::Exit;
use super::terminal::{self, Counter};
use crate::engine::Engine;
use crate::error::{Kind, Notice};
use crate::export::collect::{self, Collected};
use crate::i18n::{Lang, Text};

pub fn run(command: &Collect, engine: &Engine, lang: Lang) -> Result<Exit, Notice> {
    let progress = Counter::start(lang);
    let collected = collect::collect(engine, &command.parts, &command.to, &progress);
    let target = terminal::name(&command.to);
    let collected =
        collected.map_err(|error| Notice::collect(&error, terminal::name, &target, lang))?;
    tell(&collected, command, lang);
    if collected.left_out.is_empty() && collected.unjudged.is_empty() {
        Ok(Exit::Done)
    } else {
        Ok(Exit::Partly(Kind::Findings))
    }
}

fn tell(collected: &Collected, command: &Collect, lang: Lang) {
    let (parts, documents) = (command.parts.len(), collected.documents);
    terminal::show(&lang.fill(Text::CollectDone, &[&parts, &documents, &collected.pages]));
    if collected.raster > 0 {
        terminal::show(&lang.fill(Text::ExportRaster, &[&collected.raster]));
    }
    terminal::show(&lang.fill(Text::ExportedTo, &[&command.to.display()]));
    for absent in &collected.left_out {
        terminal::report(&Notice::absent(absent, lang));
    }
    for number in &collected.unjudged {
        terminal::tell(&lang.fill(Text::LeftOutUnjudged, &[number]));
    }
}
