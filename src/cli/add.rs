//! `lakwerk add`: sources and rows without a file into a dossier.

use super::arguments::Add;
use super::dossier::{hold, keep};
use super::exit::Exit;
use super::settings::{self, day};
use super::terminal::{self, Counter};
use crate::engine::Engine;
use crate::error::{Kind, Notice};
use crate::i18n::{Lang, Text};
use crate::jobs::import::{Imported, Inspection, SkipReason, Skipped, import};
use crate::model::dossier::Dossier;
use crate::model::edit::{Edit, NewDocument};
use crate::model::ground::Ground;
use crate::store::Writer;
use std::sync::Arc;

pub fn run(command: &Add, engine: &Engine, lang: Lang) -> Result<Exit, Notice> {
    let pattern = pattern(command, lang)?;
    // Held while files are copied in, so that nobody takes them for left behind.
    let held = hold(&command.dossier, lang)?;
    let imported = if command.no_file {
        Imported {
            documents: vec![NewDocument::default()],
            ..Imported::default()
        }
    } else {
        let password = terminal::password(command.password_stdin, lang)?;
        let progress = Counter::start(lang);
        let imported = import(
            engine,
            &command.dossier,
            &command.files,
            password.as_deref(),
            Inspection::Now,
            &progress,
        );
        if imported.stopped {
            let text = lang.text(Text::NothingAdded).to_owned();
            return Err(Notice::new(Kind::Cancelled, text));
        }
        imported
    };
    let sources = imported.documents;
    if sources.len() > 1 && (command.number.is_some() || command.title.is_some()) {
        let text = lang.text(Text::OneDocumentOnly).to_owned();
        return Err(Notice::new(Kind::Usage, text));
    }
    let documents: Vec<NewDocument> = sources
        .into_iter()
        .map(|source| NewDocument {
            work_title: source.work_title,
            source: source.source,
            found: source.found,
            to_look_through: source.to_look_through,
            ..pattern.clone()
        })
        .collect();
    add(command, held, documents, lang)?;
    let empty = imported.empty.iter();
    let empty = empty.map(|folder| Notice::empty_folder(&terminal::name(folder), lang));
    empty.for_each(|notice| terminal::report(&notice));
    let broken = imported
        .broken
        .iter()
        .map(|(path, pages)| Notice::broken_pages(&terminal::name(path), pages, lang));
    broken.for_each(|notice| terminal::report(&notice));
    let skipped = imported.skipped;
    let notices = skipped.iter().map(|s| notice(s, lang));
    notices.for_each(|notice| terminal::report(&notice));
    // A disk that is full is worse than a file that is no PDF.
    let unwritable = |s: &Skipped| matches!(s.reason, SkipReason::Store(_));
    Ok(match skipped.iter().any(unwritable) {
        _ if skipped.is_empty() && imported.empty.is_empty() => Exit::Done,
        true => Exit::Partly(Kind::Io),
        false => Exit::Partly(Kind::Source),
    })
}

fn add(
    command: &Add,
    held: (Arc<Dossier>, Writer),
    documents: Vec<NewDocument>,
    lang: Lang,
) -> Result<(), Notice> {
    let count = documents.len();
    let edits = match count {
        0 => Vec::new(),
        _ => vec![Edit::AddDocuments { documents }],
    };
    let dossier = keep(&command.dossier, held, edits, lang)?;
    let added = dossier.documents.iter();
    for document in added.skip(dossier.documents.len() - count) {
        let title = document
            .publication_title
            .as_ref()
            .unwrap_or(&document.work_title);
        terminal::show(&format!(
            "{}\t{}\t{}",
            terminal::cell(document.number.as_str()),
            terminal::cell(title),
            document.pages()
        ));
    }
    Ok(())
}

/// What every added document gets.
fn pattern(command: &Add, lang: Lang) -> Result<NewDocument, Notice> {
    let wrong = |text| Err(Notice::new(Kind::Usage, text));
    match (command.no_file, command.files.is_empty()) {
        (false, true) => return wrong(lang.text(Text::NothingToAdd).to_owned()),
        (true, false) => return wrong(lang.text(Text::NoFileWithFile).to_owned()),
        _ => {}
    }
    let role = settings::role(&command.role, lang)?;
    let judgement = command.judgement.as_deref();
    let judgement = judgement
        .map(|text| settings::judgement(text, lang))
        .transpose()?;
    let grounds: Result<Vec<Ground>, _> = command.ground.iter().map(|g| Ground::parse(g)).collect();
    let date = command.date.as_deref().map(|text| day(text, lang));
    Ok(NewDocument {
        number: command.number.clone(),
        group: command.group.clone(),
        role,
        publication_title: command.title.clone(),
        date: date.transpose()?,
        kind: command.kind.clone(),
        judgement,
        grounds: grounds.map_err(|error| Notice::ground(&error, lang))?,
        remark: command.remark.clone(),
        ..NewDocument::default()
    })
}

fn notice(skipped: &Skipped, lang: Lang) -> Notice {
    let name = terminal::name(&skipped.path);
    match &skipped.reason {
        SkipReason::Engine(error) => Notice::engine(error, &name, lang),
        SkipReason::WrongPassword => {
            Notice::new(Kind::Source, lang.fill(Text::PasswordWrong, &[&name]))
        }
        SkipReason::Store(error) => Notice::not_added(error, &name, lang),
        SkipReason::NoFile => Notice::new(Kind::Source, lang.fill(Text::NoOrdinaryFile, &[&name])),
    }
}
