//! The names of published files: safe on every system, unique, recognisable.
//!
//! **Invariant:** no name is a device of Windows, holds a path or ends in a dot; two documents never get one name,
//! whatever the case of its letters.

use crate::model::dossier::document::Document;
use crate::model::dossier::ids::DocumentId;
use crate::model::dossier::{Dossier, FileNames};
use std::collections::{BTreeMap, BTreeSet};

/// Characters of a name without its ending; with the longest path around it, this fits every system.
const MAX_CHARACTERS: usize = 80;
/// The same in bytes: letters of rare scripts take four each, and most systems end a name at 255.
const LONGEST_BYTES: usize = 200;

/// Names of the papers of an export.
const RESERVED: [&str; 5] = [
    "inventaris",
    "inventaris-concept",
    "productierapport",
    "productierapport-concept",
    "overwegingen",
];

/// The name of the file of every document, for as long as nothing is renamed.
pub fn file_names(dossier: &Dossier) -> BTreeMap<DocumentId, String> {
    // What else stands in the folder.
    let mut taken: BTreeSet<String> = RESERVED.map(str::to_owned).into();
    let mut names = BTreeMap::new();
    for document in &dossier.documents {
        let stem = stem(document, dossier.facts.file_names);
        let numbered = (2..).map(|n: u32| match dossier.facts.file_names {
            FileNames::Platform => format!("{stem}x{n}"),
            FileNames::Number | FileNames::Title => format!("{stem} ({n})"),
        });
        let mut candidates = std::iter::once(stem.clone()).chain(numbered);
        if let Some(name) = candidates.find(|name| taken.insert(name.to_lowercase())) {
            names.insert(document.id, format!("{name}.pdf"));
        }
    }
    names
}

fn stem(document: &Document, names: FileNames) -> String {
    match (names, &document.publication_title) {
        (FileNames::Platform, _) => platform_id(document.number.as_str()),
        (FileNames::Title, Some(title)) => safe(&format!("{} {title}", document.number)),
        (FileNames::Number | FileNames::Title, _) => safe(document.number.as_str()),
    }
}

/// A number as the publication platform takes it: letters and digits alone.
pub fn platform_id(number: &str) -> String {
    let id: String = number.chars().filter(char::is_ascii_alphanumeric).collect();
    if id.is_empty() {
        "document".to_owned()
    } else {
        id
    }
}

/// A text as the name of a file.
pub fn safe(text: &str) -> String {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let plain = text.trim().chars().map(|c| {
        if c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | ',' | '(' | ')' | '&' | '+') {
            c
        } else {
            '_'
        }
    });
    let mut bytes = 0;
    let fits = |c: &char| {
        bytes += c.len_utf8();
        bytes <= LONGEST_BYTES
    };
    let cut: String = plain.take(MAX_CHARACTERS).take_while(fits).collect();
    let name = cut.trim_matches(['.', ' ']).to_owned();
    let lower = name.to_lowercase();
    let before_dot = lower.split('.').next().unwrap_or("").trim_end();
    let numbered = |device: &str| {
        let rest = before_dot.strip_prefix(device);
        rest.is_some_and(|rest| rest.chars().count() == 1)
    };
    let is_device = DEVICES.contains(&before_dot) || numbered("com") || numbered("lpt");
    if name.is_empty() || is_device {
        format!("document {name}").trim_end().to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edit::{Edit, NewDocument};

    #[test]
    fn names_are_safe() {
        assert_eq!(safe("1a"), "1a");
        assert_eq!(safe("../x/y"), "_x_y");
        for device in ["CON", "nul.txt", "com1", "LPT9.x", "aux ."] {
            assert!(safe(device).starts_with("document "), "{device}");
        }
        assert_eq!(safe(" "), "document");
        assert_eq!(safe("1a 🙈 Brief: \"spoed\""), "1a _ Brief_ _spoed_");
        assert_eq!(safe(&"é".repeat(300)).chars().count(), 80);
        assert_eq!(safe(&"𝐀".repeat(300)).len(), 200);
    }

    #[test]
    fn two_documents_never_get_one_name() {
        let row = |number: &str| NewDocument {
            number: Some(number.into()),
            ..NewDocument::default()
        };
        let add = Edit::AddDocuments {
            documents: vec![row("1/a"), row("1_a"), row("1:A")],
        };
        let mut dossier = Dossier::default().after(&add).unwrap();
        let names = |dossier: &Dossier| file_names(dossier).into_values().collect::<Vec<_>>();
        assert_eq!(names(&dossier), ["1_a.pdf", "1_a (2).pdf", "1_A (3).pdf"]);
        let papers = Edit::AddDocuments {
            documents: vec![row("Inventaris")],
        };
        let of_papers = Dossier::default().after(&papers).unwrap();
        assert_eq!(names(&of_papers), ["Inventaris (2).pdf"]);
        dossier.facts.file_names = FileNames::Platform;
        assert_eq!(names(&dossier), ["1a.pdf", "1ax2.pdf", "1Ax3.pdf"]);
    }
}
