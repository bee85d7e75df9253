//! `lakwerk change`: facts of documents or of the dossier, order, groups, numbers, considerations and answers.
//!
//! **Invariant:** everything that one command asks for is one edit, done whole or not at all.

use super::arguments::Change as Arguments;
use super::dossier::change;
use super::exit::Exit;
use super::{settings, terminal};
use crate::error::{Kind, Notice};
use crate::i18n::{Lang, Text};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::proposed_title;
use crate::model::dossier::ids::DocumentId;
use crate::model::dossier::question::Question;
use crate::model::edit::{Change, Edit};
use crate::model::ground::Ground;

pub fn run(command: &Arguments, lang: Lang) -> Result<Exit, Notice> {
    let mut count = 0;
    let changed = change(&command.dossier, lang, |dossier| {
        let ids = chosen(dossier, &command.documents, lang)?;
        count = ids.len();
        let edits = edits(command, dossier, &ids, lang)?;
        if edits.is_empty() {
            let text = lang.text(Text::NothingToChange).to_owned();
            return Err(Notice::new(Kind::Usage, text));
        }
        Ok(vec![Edit::Together { edits }])
    })?;
    if command.documents.is_empty() {
        terminal::show(lang.text(Text::FactsChanged));
    } else {
        terminal::show(&lang.fill(Text::DocumentsChanged, &[&count]));
    }
    if command.renumber && changed.wants_running_numbers() {
        terminal::tell(lang.text(Text::WantsRunning));
    }
    Ok(Exit::Done)
}

/// The documents with these numbers.
pub fn chosen(
    dossier: &Dossier,
    numbers: &[String],
    lang: Lang,
) -> Result<Vec<DocumentId>, Notice> {
    let found = |number: &String| match dossier.by_number(number) {
        Some(document) => Ok(document.id),
        None => Err(Notice::new(
            Kind::Usage,
            lang.fill(Text::UnknownDocument, &[number]),
        )),
    };
    numbers.iter().map(found).collect()
}

/// The facts of the documents that are named, else those of the dossier.
fn facts(
    command: &Arguments,
    dossier: &Dossier,
    ids: &[DocumentId],
    lang: Lang,
) -> Result<Vec<Edit>, Notice> {
    if !command.documents.is_empty() {
        let change = |setting: &String| {
            Ok(Edit::ChangeDocuments {
                documents: ids.to_vec(),
                change: settings::change(dossier, setting, lang)?,
            })
        };
        return command.set.iter().map(change).collect();
    }
    if command.set.is_empty() {
        return Ok(Vec::new());
    }
    let mut facts = dossier.facts.clone();
    command
        .set
        .iter()
        .try_for_each(|s| settings::fact(&mut facts, s, lang))?;
    Ok(vec![Edit::SetFacts {
        facts: Box::new(facts),
    }])
}

fn edits(
    command: &Arguments,
    dossier: &Dossier,
    ids: &[DocumentId],
    lang: Lang,
) -> Result<Vec<Edit>, Notice> {
    let mut edits = facts(command, dossier, ids, lang)?;
    if command.confirm_titles {
        edits.extend(titles(dossier, ids));
    }
    if let Some(before) = &command.before {
        let before = (before != "end").then(|| std::slice::from_ref(before));
        let before = before
            .map(|number| chosen(dossier, number, lang))
            .transpose()?;
        edits.push(Edit::MoveDocuments {
            documents: ids.to_vec(),
            before: before.and_then(|ids| ids.first().copied()),
        });
    }
    if command.group_by_year {
        edits.extend(dossier.grouped_by_year());
    }
    for text in &command.considerations {
        let (ground, text) = settings::pair(text, lang)?;
        let ground = Ground::parse(ground);
        edits.push(Edit::SetConsiderations {
            ground: ground.map_err(|error| Notice::ground(&error, lang))?,
            text: text.to_owned(),
        });
    }
    for answer in &command.answer {
        edits.extend(answers(answer, ids, lang)?);
    }
    if command.renumber {
        // The order that the edits before have made.
        let now = dossier.after(&Edit::Together {
            edits: edits.clone(),
        });
        let now = now.map_err(|error| Notice::edit(error, lang))?;
        edits.push(Edit::SetNumbers {
            numbers: now.renumbered(),
        });
    }
    Ok(edits)
}

/// The proposed titles of documents that have none; of all, where none are named.
fn titles(dossier: &Dossier, ids: &[DocumentId]) -> Vec<Edit> {
    let wanted = dossier
        .documents
        .iter()
        .filter(|d| ids.is_empty() || ids.contains(&d.id));
    let untitled = wanted.filter(|d| d.publication_title.is_none());
    let titled = untitled.filter_map(|d| {
        let title = Some(proposed_title(&d.work_title)).filter(|t| !t.is_empty())?;
        Some(Edit::ChangeDocuments {
            documents: vec![d.id],
            change: Change::PublicationTitle(Some(title)),
        })
    });
    titled.collect()
}

const QUESTIONS: &str = "in-decision, five-years";

fn answers(answer: &str, ids: &[DocumentId], lang: Lang) -> Result<Vec<Edit>, Notice> {
    let (key, reason) = settings::pair(answer, lang)?;
    let questions = match key.trim() {
        "in-decision" => vec![Question::ConsiderationsInDecision],
        "five-years" if ids.is_empty() => vec![Question::OlderThanFiveYears {
            document: None,
            ground: None,
        }],
        "five-years" => {
            let of = |id: &DocumentId| Question::OlderThanFiveYears {
                document: Some(*id),
                ground: None,
            };
            ids.iter().map(of).collect()
        }
        _ => {
            let text = lang.fill(Text::UnknownStyle, &[&key, &QUESTIONS]);
            return Err(Notice::new(Kind::Usage, text));
        }
    };
    let reason = (!reason.trim().is_empty()).then(|| reason.trim().to_owned());
    let answered = questions.into_iter().map(|question| Edit::Answer {
        question,
        reason: reason.clone(),
    });
    Ok(answered.collect())
}
