//! The marks file: how scripts and other programs hand in marks, and how the program lists them.
//!
//! **Invariant:** a file is taken whole or not at all. Every key stands once and is known, at any depth: of a key that
//! stands twice a reader would drop one, and what was to be hidden with it. Every refusal has its place: the mark by its
//! number in the file, or a line.
//! **Absent:** snapping; areas are used as given.

#![deny(clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

mod listed;

use crate::model::dossier::document::MarkFacts;
use crate::model::dossier::mark::Mark;
use crate::model::ground::{Ground, GroundError};
use crate::model::page::geometry::{PageRect, PageSize};
use listed::File;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::collections::BTreeSet;

/// A larger file is no list of marks.
pub const MAX_BYTES: usize = 64 << 20;

/// One mark as it stands in the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    document: Option<String>,
    /// From 1.
    page: usize,
    areas: Vec<[f64; 4]>,
    grounds: Vec<String>,
    #[serde(default)]
    note: String,
    #[serde(default, skip_serializing_if = "is_nothing")]
    facts: MarkFacts,
}

fn is_nothing(facts: &MarkFacts) -> bool {
    *facts == MarkFacts::default()
}

/// A mark with the number of its document, where the file names one.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedMark {
    pub document: Option<String>,
    pub mark: Mark,
    pub facts: MarkFacts,
}

/// A place in the file: line and character, from 1.
pub type Place = (usize, usize);

/// Why a marks file is refused. Numbers count from 0, as in the file's list.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum MarksError {
    #[error("not a marks file")]
    NotMarks,
    #[error("not UTF-8")]
    Encoding,
    #[error("more bytes than a marks file has")]
    TooLarge,
    #[error("no JSON, or a key that stands twice or is not known")]
    Form { place: Place },
    #[error(
        "mark {index} has a key that stands twice, is not known or is missing, or a value of another form"
    )]
    Unreadable { index: usize, place: Place },
    #[error("mark {0} has no ground")]
    NoGround(usize),
    #[error("mark {index}: {error}")]
    Ground { index: usize, error: GroundError },
    #[error("mark {0} has no area, or an area that is empty or not finite")]
    Area(usize),
    #[error("mark {index} is on page {page}, the document has {pages}")]
    Page {
        index: usize,
        page: usize,
        pages: usize,
    },
    #[error("mark {index} lies outside page {page}")]
    OutsidePage { index: usize, page: usize },
    #[error("mark {0} names no document")]
    NoDocument(usize),
    #[error("mark {0} names a document that is not in the dossier")]
    UnknownDocument(usize),
    #[error("mark {0} is not among the marks of its document")]
    NotThere(usize),
    #[error("the marks name more than one document")]
    SeveralDocuments,
}

/// Reads a marks file: a list `marks`, or what `list --json` prints of a document or of a dossier. No more is held of it
/// than its marks.
///
/// # Errors
/// What is wrong first.
pub fn read(json: &[u8]) -> Result<Vec<NamedMark>, MarksError> {
    if json.len() > MAX_BYTES {
        return Err(MarksError::TooLarge);
    }
    let text = text_of(json)?;
    let is_object = |text: &str| text.trim_start().starts_with('{');
    // A list would be taken for the values of an object in their order.
    if !is_object(text) {
        return Err(MarksError::NotMarks);
    }
    let file: File<'_> = serde_json::from_str(text).map_err(|error| MarksError::Form {
        place: (error.line(), error.column()),
    })?;
    let marks = file.marks().ok_or(MarksError::NotMarks)?;
    let read = marks.into_iter().enumerate().map(|(index, raw)| {
        let unreadable = |line, column| MarksError::Unreadable {
            index,
            place: place(text, raw, line, column),
        };
        if !is_object(raw.get()) {
            return Err(unreadable(1, 1));
        }
        let entry = serde_json::from_str(raw.get());
        let entry = entry.map_err(|error| unreadable(error.line(), error.column()))?;
        read_mark(index, entry)
    });
    read.collect()
}

/// What the file says, without the mark that some programs put before UTF-8.
fn text_of(json: &[u8]) -> Result<&str, MarksError> {
    // JSON begins with two characters of ASCII (RFC 4627 §3).
    if json.iter().take(2).any(|byte| *byte == 0) {
        return Err(MarksError::Encoding);
    }
    let text = std::str::from_utf8(json).map_err(|_reason| MarksError::Encoding)?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Where in a file stands what a part of it has at this line and character.
fn place(text: &str, part: &RawValue, line: usize, column: usize) -> Place {
    // The part is borrowed from the text.
    let at = part.get().as_ptr() as usize - text.as_ptr() as usize;
    let before = text.get(..at).unwrap_or("");
    let lines = before.matches('\n').count();
    let last = before.len() - before.rfind('\n').map_or(0, |end| end + 1);
    let column = if line == 1 { last + column } else { column };
    (lines + line, column)
}

/// The marks for a file on its own, which may name a document and need not.
///
/// # Errors
/// They name several.
pub fn of_one(marks: Vec<NamedMark>) -> Result<Vec<Mark>, MarksError> {
    let named: BTreeSet<&Option<String>> = marks.iter().map(|mark| &mark.document).collect();
    match named.len() {
        0 | 1 => Ok(marks.into_iter().map(|named| named.mark).collect()),
        _ => Err(MarksError::SeveralDocuments),
    }
}

fn read_mark(index: usize, entry: Entry) -> Result<NamedMark, MarksError> {
    if entry.grounds.is_empty() {
        return Err(MarksError::NoGround(index));
    }
    let grounds: Result<Vec<Ground>, GroundError> = entry
        .grounds
        .iter()
        .map(|text| Ground::parse(text))
        .collect();
    let grounds = grounds.map_err(|error| MarksError::Ground { index, error })?;
    let areas: Option<Vec<PageRect>> = entry
        .areas
        .iter()
        .map(|[l, t, r, b]| PageRect::new(*l, *t, *r, *b))
        .collect();
    let areas = areas
        .filter(|areas| !areas.is_empty())
        .ok_or(MarksError::Area(index))?;
    let page = entry.page.checked_sub(1).ok_or(MarksError::Page {
        index,
        page: 0,
        pages: 0,
    })?;
    Ok(NamedMark {
        document: entry.document,
        facts: entry.facts,
        mark: Mark {
            page,
            areas,
            grounds,
            note: entry.note,
            free: true,
        },
    })
}

/// Checks a mark against the pages of its document.
///
/// # Errors
/// A page that is not there, an area of which nothing lies on its page.
pub fn check(index: usize, mark: &Mark, pages: &[PageSize]) -> Result<(), MarksError> {
    let page = mark.page + 1;
    let outside = MarksError::Page {
        index,
        page,
        pages: pages.len(),
    };
    let size = pages.get(mark.page).ok_or(outside)?;
    let surface = size.rect().ok_or(MarksError::OutsidePage { index, page })?;
    let all_on_page = mark.areas.iter().all(|area| area.intersects(&surface));
    if all_on_page {
        Ok(())
    } else {
        Err(MarksError::OutsidePage { index, page })
    }
}

/// One mark as `list --json` prints it, with what it says beside its grounds.
pub fn entry(document: &str, mark: &Mark, facts: &MarkFacts) -> Entry {
    Entry {
        document: Some(document.to_owned()),
        page: mark.page + 1,
        areas: mark.areas.iter().map(|a| (*a).into()).collect(),
        grounds: mark.grounds.iter().map(Ground::id).collect(),
        note: mark.note.clone(),
        facts: facts.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn refused(marks: &str) -> MarksError {
        read(format!("{{\"marks\":[{marks}]}}").as_bytes()).unwrap_err()
    }

    const GOOD: &str =
        r#"{"page":1,"areas":[[72.0,100.5,190.2,114.0]],"grounds":["art. 5.1(2)e"]}"#;

    #[test]
    fn a_mark_is_read_and_written() {
        let marks = read(format!("{{\"marks\":[{GOOD}]}}").as_bytes()).unwrap();
        assert_eq!(
            (marks[0].mark.page, marks[0].mark.grounds[0].id()),
            (0, "5.1.2e".to_owned())
        );
        let written = entry("1a", &marks[0].mark, &MarkFacts::default());
        let written = json!({ "marks": [written] }).to_string();
        assert_eq!(read(written.as_bytes()).unwrap()[0].mark, marks[0].mark);
    }

    #[test]
    fn every_refusal_names_the_mark() {
        let after_good = |mark: &str| refused(&format!("{GOOD},{mark}"));
        let mark = |page: &str, areas: &str, grounds: &str| {
            after_good(&format!(
                r#"{{"page":{page},"areas":{areas},"grounds":{grounds}}}"#
            ))
        };
        let area = "[[1,1,9,9]]";
        assert_eq!(mark("1", "[]", r#"["5.1.2e"]"#), MarksError::Area(1));
        assert_eq!(
            mark("1", "[[9,1,1,9]]", r#"["5.1.2e"]"#),
            MarksError::Area(1)
        );
        assert_eq!(mark("1", area, "[]"), MarksError::NoGround(1));
        assert!(matches!(
            mark("1", area, r#"["5.1.2"]"#),
            MarksError::Ground { index: 1, .. }
        ));
        assert!(matches!(
            mark("-1", area, r#"["5.1.2e"]"#),
            MarksError::Unreadable { index: 1, .. }
        ));
        assert!(matches!(
            mark("0", area, r#"["5.1.2e"]"#),
            MarksError::Page { index: 1, .. }
        ));
        assert_eq!(read(b"[]"), Err(MarksError::NotMarks));
        assert!(matches!(
            mark("1", "[[1,1,1e999,9]]", r#"["5.1.2e"]"#),
            MarksError::Unreadable { index: 1, .. }
        ));
    }

    #[test]
    fn a_key_stands_once_and_is_known_at_any_depth() {
        let mark = |more: &str| {
            format!(
                r#"{{"marks":[{GOOD},{{"page":1,"areas":[[1,1,9,9]],"grounds":["5.1.2e"]{more}}}]}}"#
            )
        };
        assert_eq!(read(mark("").as_bytes()).unwrap().len(), 2);
        for more in [
            r#","areas":[[20,20,30,30]]"#,
            r#","page":1"#,
            r#","\u0061reas":[[20,20,30,30]]"#,
            r#","colour":"red""#,
            r#","facts":{"parties":["A"],"parties":[]}"#,
            r#","facts":{"party":"A"}"#,
            r#","note":"a","note":"b""#,
        ] {
            let refused = read(mark(more).as_bytes()).unwrap_err();
            let is_second = matches!(
                refused,
                MarksError::Unreadable {
                    index: 1,
                    place: (1, _)
                }
            );
            assert!(is_second, "{more}: {refused}");
        }
        let list = format!("[{GOOD}]");
        for file in [
            format!(r#"{{"marks":[],"marks":{list}}}"#),
            format!(r#"{{"marks":{list},"marks":[]}}"#),
            format!(r#"{{"mark\u0073":{list},"marks":[]}}"#),
            format!(r#"{{"marks":{list},"kleur":1}}"#),
            format!(r#"{{"marks":{list},"number":"1a","number":"1b"}}"#),
            format!(r#"{{"marks":{list},"earlier":{{"date":"","date":""}}}}"#),
            format!(r#"{{"marks":{list},"earlier":{{"day":""}}}}"#),
            format!(
                r#"{{"facts":{{"notation":{{"style":1,"style":2}}}},"documents":[{{"marks":{list}}}]}}"#
            ),
            format!(r#"{{"documents":[{{"marks":{list},"aside":[{{"a":1,"a":2}}]}}]}}"#),
            format!(r#"{{"documents":[{{"marks":{list},"marks":[]}}]}}"#),
            format!(r#"{{"documents":[{{"documents":[{{"marks":{list}}}]}}]}}"#),
            format!(r#"{{"marks":{list}}} {{"marks":[]}}"#),
            format!(r#"{{"marks":{list}"#),
        ] {
            let refused = read(file.as_bytes()).unwrap_err();
            assert!(
                matches!(refused, MarksError::Form { place: (1, _) }),
                "{file}: {refused}"
            );
        }
        for no_marks in ["{}", "[]", "[[]]", "", "{\"facts\":{}}", "{\"marks\":null}"] {
            assert_eq!(
                read(no_marks.as_bytes()),
                Err(MarksError::NotMarks),
                "{no_marks}"
            );
        }
    }

    #[test]
    fn a_file_is_utf_8_with_or_without_its_mark() {
        let file = format!("{{\"marks\":[{GOOD}]}}");
        let marked = format!("\u{feff}{file}");
        assert_eq!(read(marked.as_bytes()), read(file.as_bytes()));
        assert!(read(marked.as_bytes()).is_ok());
        for wide in [file, marked] {
            let little: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = wide.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(read(&little), Err(MarksError::Encoding));
            assert_eq!(read(&big), Err(MarksError::Encoding));
        }
    }

    #[test]
    fn a_refusal_has_its_line_and_character() {
        let file =
            format!("{{\"marks\": [\n  {GOOD},\n  {{ \"page\": 1,\n    \"page\": 2 }}\n] }}");
        let refused = read(file.as_bytes()).unwrap_err();
        assert_eq!(
            refused,
            MarksError::Unreadable {
                index: 1,
                place: (4, 10)
            }
        );
        let positional = format!("{{\"marks\": [{GOOD},\n  [\"1a\", 1] ] }}");
        let refused = read(positional.as_bytes()).unwrap_err();
        assert_eq!(
            refused,
            MarksError::Unreadable {
                index: 1,
                place: (2, 3)
            }
        );
        let large = vec![b' '; MAX_BYTES + 1];
        assert_eq!(read(&large), Err(MarksError::TooLarge));
    }

    #[test]
    fn marks_of_several_documents_are_none_of_one_file() {
        let of = |files: &str| {
            let all = format!(r#"{{"documents":[{files}]}}"#);
            of_one(read(all.as_bytes()).unwrap())
        };
        let named = |number: &str| {
            let mark = GOOD.replacen('{', &format!(r#"{{"document":"{number}","#), 1);
            format!(r#"{{"number":"{number}","marks":[{mark}]}}"#)
        };
        assert_eq!(of(&named("1a")).unwrap().len(), 1);
        let two = [named("1a"), named("1b")].join(",");
        assert_eq!(of(&two), Err(MarksError::SeveralDocuments));
    }

    #[test]
    fn a_mark_must_lie_on_its_page() {
        let pages = [PageSize {
            width: 100.0,
            height: 100.0,
        }];
        let mark = |page, right: f64| Mark {
            page,
            areas: vec![PageRect::new(right - 10.0, 0.0, right, 10.0).unwrap()],
            grounds: vec![],
            note: String::new(),
            free: false,
        };
        assert!(check(0, &mark(0, 105.0), &pages).is_ok());
        assert!(matches!(
            check(0, &mark(0, 200.0), &pages),
            Err(MarksError::OutsidePage { .. })
        ));
        assert!(matches!(
            check(3, &mark(1, 50.0), &pages),
            Err(MarksError::Page {
                index: 3,
                page: 2,
                pages: 1
            })
        ));
    }

    /// Spoilt files, with a fixed seed: each is refused with a place, or says the same when it is written again.
    #[test]
    fn a_spoilt_file_is_refused_or_says_what_it_says() {
        let honest = format!(
            "{{\"marks\":[{GOOD},{{\"document\":\"1a\",\"page\":2,\"areas\":[[1e2,2,3E2,4]],\"grounds\":[\"5.1.2e\",\"scope\"],\"note\":\"é\"}}]}}"
        );
        let evil = [
            "1e999",
            "-0",
            "1e-400",
            "NaN",
            "null",
            "\u{feff}",
            "\\ud800",
            "[[[[",
            "9".repeat(40).as_str(),
        ]
        .map(str::to_owned);
        let mut state = 17_u64;
        let mut chance = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005);
            state = state.wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        let (mut taken, mut refused) = (0, 0);
        for _ in 0..20_000 {
            let mut bytes = honest.clone().into_bytes();
            let place = chance(bytes.len());
            let end = (place + chance(12)).min(bytes.len());
            match chance(4) {
                0 => bytes[place] ^= 1 << chance(8),
                1 => bytes
                    .splice(place..end, evil[chance(evil.len())].bytes())
                    .for_each(drop),
                2 => bytes.drain(place..end).for_each(drop),
                _ => {
                    let again = bytes[place..end].to_vec();
                    bytes.splice(place..place, again).for_each(drop);
                }
            }
            let Ok(marks) = read(&bytes) else {
                refused += 1;
                continue;
            };
            taken += 1;
            for named in marks {
                let written = json!({ "marks": [entry("1a", &named.mark, &named.facts)] });
                let again = read(written.to_string().as_bytes()).unwrap().remove(0).mark;
                let sides = |mark: &Mark| -> Vec<f64> {
                    let areas = mark.areas.iter().map(|area| <[f64; 4]>::from(*area));
                    areas.collect::<Vec<_>>().concat()
                };
                // The last digit of a number may be lost in reading it.
                let near = |(a, b): (&f64, &f64)| (a - b).abs() <= a.abs() * 1e-12;
                let (before, after) = (sides(&named.mark), sides(&again));
                assert!(before.len() == after.len() && before.iter().zip(&after).all(near));
                let areas = named.mark.areas.clone();
                assert_eq!(Mark { areas, ..again }, named.mark);
            }
        }
        assert!(taken > 500 && refused > 5_000, "{taken} {refused}");
    }
}
