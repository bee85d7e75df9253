//! The example dossier: papers of an invented municipality, to try the program on.
//!
//! **Invariant:** every file that the list names is part of the program, so the example opens on any machine.
//! **Absent:** disk; whoever makes a dossier of it stores the bytes and measures their pages.

use crate::model::dossier::Facts;
use crate::model::dossier::document::{Judgement, Role};
use crate::model::dossier::mark::Mark;
use crate::model::edit::NewDocument;
use crate::model::ground::Ground;
use crate::model::marks_file::{self, MarksError};
use serde::Deserialize;
use serde_json::{Value, json};

/// The example as it is added to an empty dossier.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    pub facts: Facts,
    /// In the order of their numbers.
    pub documents: Vec<ExampleDocument>,
}

/// One row of the example.
#[derive(Clone, Debug, PartialEq)]
pub struct ExampleDocument {
    /// Without its source, which is known once the bytes are stored.
    pub new: NewDocument,
    /// `None` for a row without a file.
    pub file: Option<ExampleFile>,
    /// Pages from 0, areas in page space.
    pub marks: Vec<Mark>,
}

/// A source file that is part of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExampleFile {
    pub name: &'static str,
    pub bytes: &'static [u8],
}

/// Why the list in the program cannot be read; a fault of the program.
#[derive(Debug, thiserror::Error)]
pub enum ExampleError {
    #[error("the list of the example dossier cannot be read")]
    List(#[from] serde_json::Error),
    #[error("marks of the example dossier cannot be read: {0}")]
    Marks(#[from] MarksError),
    #[error("a file of the example dossier is not part of the program")]
    File,
}

const LIST: &str = include_str!("../assets/voorbeeld/dossier.json");

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [$(ExampleFile {
            name: $name,
            bytes: include_bytes!(concat!("../assets/voorbeeld/", $name)),
        }),*]
    };
}

static FILES: [ExampleFile; 11] = files![
    "uitnodiging-offerte.pdf",
    "offerte-telsensoren.pdf",
    "memo-beoordeling.pdf",
    "e-mail-gunning.pdf",
    "aanvraag-vergoeding.pdf",
    "bestelling-45001187.pdf",
    "afleverbon-17-2209.pdf",
    "brief-bewoner.pdf",
    "overeenkomst-beheer.pdf",
    "kwetsbaarheden.pdf",
    "factsheet-verlichting.pdf",
];

#[derive(Deserialize)]
struct List {
    facts: Facts,
    documents: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    number: String,
    group: String,
    role: Role,
    publication_title: String,
    work_title: String,
    date: String,
    kind: String,
    file: Option<String>,
    judgement: Option<Judgement>,
    grounds: Vec<Ground>,
    remark: String,
    marks: Value,
}

/// The facts and documents of the example.
///
/// # Errors
/// The list does not fit the program it is part of.
pub fn dossier() -> Result<Example, ExampleError> {
    let list: List = serde_json::from_str(LIST)?;
    let documents: Result<_, ExampleError> = list.documents.into_iter().map(document).collect();
    Ok(Example {
        facts: list.facts,
        documents: documents?,
    })
}

fn document(entry: Entry) -> Result<ExampleDocument, ExampleError> {
    let marks = marks_file::read(json!({ "marks": entry.marks }).to_string().as_bytes())?;
    let file = match &entry.file {
        Some(name) => Some(
            FILES
                .iter()
                .find(|f| f.name == name)
                .ok_or(ExampleError::File)?,
        ),
        None => None,
    };
    Ok(ExampleDocument {
        new: NewDocument {
            number: Some(entry.number),
            group: entry.group,
            role: entry.role,
            work_title: entry.work_title,
            publication_title: Some(entry.publication_title),
            date: Some(entry.date),
            kind: entry.kind,
            source: None,
            judgement: entry.judgement,
            grounds: entry.grounds,
            remark: entry.remark,
            found: None,
            to_look_through: false,
        },
        file: file.copied(),
        marks: marks.into_iter().map(|named| named.mark).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_list_names_every_file_once() {
        let example = dossier().unwrap();
        let files: Vec<&str> = example
            .documents
            .iter()
            .flat_map(|d| d.file)
            .map(|f| f.name)
            .collect();
        let names: BTreeSet<&str> = files.iter().copied().collect();
        assert_eq!(names, FILES.iter().map(|f| f.name).collect());
        assert_eq!(files.len(), names.len());
        assert!(FILES.iter().all(|f| f.bytes.starts_with(b"%PDF-")));
        assert_eq!(example.facts.received, "2022-02-14");
    }

    #[test]
    fn at_least_ten_documents_are_exported_and_every_kind_of_row_occurs() {
        let documents = dossier().unwrap().documents;
        let judged = |judgement| {
            documents
                .iter()
                .filter(|d| d.new.judgement == Some(judgement))
                .count()
        };
        assert!(documents.iter().filter(|d| !d.marks.is_empty()).count() >= 10);
        assert_eq!(judged(Judgement::NietOpenbaar), 1);
        assert_eq!(judged(Judgement::ReedsOpenbaar), 1);
        assert_eq!(documents.iter().filter(|d| d.file.is_none()).count(), 1);
        let groups: BTreeSet<&str> = documents.iter().map(|d| d.new.group.as_str()).collect();
        assert_eq!(groups, BTreeSet::from(["2016", "2017", "2018"]));
    }

    #[test]
    fn every_mark_lies_on_its_page() {
        for document in dossier().unwrap().documents {
            let Some(file) = document.file else { continue };
            let pdf = crate::pdf::Document::open(file.bytes, None).unwrap();
            let pages = pdf.page_sizes();
            for (index, mark) in document.marks.iter().enumerate() {
                marks_file::check(index, mark, &pages).unwrap();
                let page = pages[mark.page].rect().unwrap();
                assert!(
                    mark.areas.iter().all(|area| page.contains_rect(area)),
                    "{} {index}",
                    file.name
                );
            }
        }
    }
}
