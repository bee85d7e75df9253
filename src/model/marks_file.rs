//! The marks file: how scripts and other programs hand in marks, and how the program lists them.
//!
//! **Invariant:** a file is taken whole or not at all; every refusal names the mark by its place in the file.
//! **Absent:** snapping; areas are used as given.

use super::document::MarkFacts;
use super::geometry::{PageRect, PageSize};
use super::ground::{Ground, GroundError};
use super::mark::Mark;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One mark as it stands in the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    document: Option<String>,
    /// From 1.
    page: usize,
    areas: Vec<[f64; 4]>,
    grounds: Vec<String>,
    #[serde(default)]
    note: String,
    #[serde(default, skip_serializing)]
    facts: MarkFacts,
}

/// A mark with the number of its document, where the file names one.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedMark {
    pub document: Option<String>,
    pub mark: Mark,
    pub facts: MarkFacts,
}

/// Why a marks file is refused. Numbers count from 0, as in the file's list.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum MarksError {
    #[error("not a marks file")]
    NotMarks,
    #[error("mark {0} cannot be read")]
    Unreadable(usize),
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
}

/// Reads a marks file.
///
/// # Errors
/// The first mark that is not right.
pub fn read(json: &[u8]) -> Result<Vec<NamedMark>, MarksError> {
    let file: Value = serde_json::from_slice(json).map_err(|_reason| MarksError::NotMarks)?;
    let marks = file
        .get("marks")
        .and_then(Value::as_array)
        .ok_or(MarksError::NotMarks)?;
    marks
        .iter()
        .enumerate()
        .map(|(index, value)| read_mark(index, value))
        .collect()
}

fn read_mark(index: usize, value: &Value) -> Result<NamedMark, MarksError> {
    let entry: Entry =
        serde_json::from_value(value.clone()).map_err(|_reason| MarksError::Unreadable(index))?;
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

/// The JSON form of one mark, as `list --json` prints it.
pub fn entry(document: &str, mark: &Mark) -> Value {
    let entry = Entry {
        document: Some(document.to_owned()),
        page: mark.page + 1,
        areas: mark.areas.iter().map(|a| (*a).into()).collect(),
        grounds: mark.grounds.iter().map(Ground::id).collect(),
        note: mark.note.clone(),
        facts: MarkFacts::default(),
    };
    serde_json::to_value(entry).unwrap_or(Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let written = entry("1a", &marks[0].mark);
        assert_eq!(read_mark(0, &written).unwrap().mark, marks[0].mark);
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
        assert_eq!(mark("-1", area, r#"["5.1.2e"]"#), MarksError::Unreadable(1));
        assert!(matches!(
            mark("0", area, r#"["5.1.2e"]"#),
            MarksError::Page { index: 1, .. }
        ));
        assert_eq!(read(b"[]"), Err(MarksError::NotMarks));
        assert_eq!(
            read(br#"{"marks":[{"page":1,"areas":[[1,1,1e999,9]],"grounds":["5.1.2e"]}]}"#),
            Err(MarksError::NotMarks)
        );
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
}
