//! `lakwerk mark`: adds the marks of a file to a dossier, or says anew what is known of marks that are there.
//!
//! **Invariant:** a file is taken whole, as one step of undo, or not at all.
//! **Absent:** snapping; areas are used as given.

use super::arguments::Mark as Arguments;
use super::dossier::change;
use super::exit::Exit;
use super::terminal;
use crate::error::{Kind, Notice};
use crate::i18n::{Lang, Text};
use crate::model::dossier::Dossier;
use crate::model::dossier::document::{Document, MarkFacts, OwnedMark};
use crate::model::dossier::ids::MarkId;
use crate::model::dossier::mark::Mark;
use crate::model::edit::{Edit, MarkChange, NewMark};
use crate::model::ground::Ground;
use crate::model::marks_file::{self, MarksError, NamedMark};
use crate::store::Holder;
use std::sync::Arc;

pub fn run(command: &Arguments, lang: Lang) -> Result<Exit, Notice> {
    let marks = terminal::marks(&command.marks, lang)?;
    let count = marks.len();
    tell_powers(marks.iter().map(|named| &named.mark), lang);
    let (decide, done): (fn(&Dossier, Vec<NamedMark>) -> _, _) = match command.update {
        true => (updated, Text::MarksUpdated),
        false => (added, Text::MarksAdded),
    };
    change(&command.dossier, lang, |dossier| {
        let edits = decide(dossier, marks);
        let edits = edits.map_err(|error| Notice::marks(&error, lang))?;
        Ok(match edits.len() {
            0 | 1 => edits,
            _ => vec![Edit::Together { edits }],
        })
    })?;
    terminal::show(&lang.fill(done, &[&count]));
    Ok(Exit::Done)
}

/// Says of marks that name a power to disclose that it is no ground.
pub fn tell_powers<'a>(mut marks: impl Iterator<Item = &'a Mark>, lang: Lang) {
    let is_power = |ground: &Ground| ground.id() == "5.2.2";
    if marks.any(|mark| mark.grounds.iter().any(is_power)) {
        let text = lang.text(Text::FindingPower).to_owned();
        let hint = lang.text(Text::RemedyPower);
        terminal::report(&Notice::hinted(Kind::Findings, text, hint));
    }
}

fn added(dossier: &Dossier, marks: Vec<NamedMark>) -> Result<Vec<Edit>, MarksError> {
    let facts: Vec<MarkFacts> = marks.iter().map(|named| named.facts.clone()).collect();
    let new = marks.into_iter().enumerate().map(|(index, named)| {
        let document = document(dossier, index, &named)?;
        let pages = document.source.as_ref().map_or(&[][..], |s| &s.pages);
        marks_file::check(index, &named.mark, pages)?;
        Ok(NewMark {
            document: document.id,
            mark: named.mark,
        })
    });
    let marks = new.collect::<Result<Vec<NewMark>, MarksError>>()?;
    let author = Holder::here().account;
    let mut edits = vec![Edit::AddMarks { marks, author }];
    let ids = (dossier.next_mark_id().0..).map(MarkId);
    let said = ids.zip(facts);
    edits.extend(said.flat_map(|(id, facts)| facts_of(id, &MarkFacts::default(), facts)));
    Ok(edits)
}

/// What differs between the marks of a file and the same marks of the dossier, which it knows by document, page and
/// areas.
fn updated(dossier: &Dossier, marks: Vec<NamedMark>) -> Result<Vec<Edit>, MarksError> {
    let mut edits = Vec::new();
    for (index, named) in marks.into_iter().enumerate() {
        let document = document(dossier, index, &named)?;
        let same = |owned: &&Arc<OwnedMark>| {
            (owned.mark.page, &owned.mark.areas) == (named.mark.page, &named.mark.areas)
        };
        let mut known = document.marks.iter().filter(same).peekable();
        known.peek().ok_or(MarksError::NotThere(index))?;
        for owned in known {
            if owned.mark.grounds != named.mark.grounds {
                edits.push(Edit::SetGrounds {
                    marks: vec![owned.id],
                    grounds: named.mark.grounds.clone(),
                });
            }
            if owned.mark.note != named.mark.note {
                edits.push(Edit::SetNote {
                    mark: owned.id,
                    note: named.mark.note.clone(),
                });
            }
            edits.extend(facts_of(owned.id, &owned.facts, named.facts.clone()));
        }
    }
    Ok(edits)
}

fn document<'a>(
    dossier: &'a Dossier,
    index: usize,
    named: &NamedMark,
) -> Result<&'a Document, MarksError> {
    let number = named.document.as_ref();
    let number = number.ok_or(MarksError::NoDocument(index))?;
    let known = dossier.by_number(number);
    known
        .map(AsRef::as_ref)
        .ok_or(MarksError::UnknownDocument(index))
}

/// What a file says of a mark beside its grounds, as edits, as far as it is not so already.
fn facts_of(id: MarkId, known: &MarkFacts, said: MarkFacts) -> Vec<Edit> {
    let changes = [
        (
            said.environmental != known.environmental,
            MarkChange::Environmental(said.environmental),
        ),
        (
            said.emissions != known.emissions,
            MarkChange::Emissions(said.emissions),
        ),
        (
            said.parties != known.parties,
            MarkChange::Parties(said.parties),
        ),
    ];
    let new = changes.into_iter().filter(|(is_new, _)| *is_new);
    let edits = new.map(|(_, change)| Edit::ChangeMarks {
        marks: vec![id],
        change,
    });
    edits.collect()
}
