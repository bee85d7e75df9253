//! A written file asked again, with or without what it was made from.
//!
//! **Invariant:** the same checks as at export; a file that was not written here is judged on its content alone.

use super::document::Source;
use crate::engine::{
    Check, DeclaredArea, DeclaredPage, Engine, EngineError, Fault, FileCheck, Look, Reader,
};
use crate::find::needles::words;
use crate::model::blackout::{BlackArea, PageBlackout};
use crate::model::geometry::PageRect;
use crate::model::ground::Notation;
use crate::model::mark::Mark;
use crate::model::text::PageText;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Proof {
    /// The file is built as ours are, to the last byte.
    pub ours: bool,
    /// It was compared with its source.
    pub compared: bool,
    pub faults: Vec<Fault>,
    /// What a file of another program lost or changed beside the boxes: no leak, and no matter of proof.
    pub remarks: Vec<Fault>,
    pub pages: usize,
}

impl Proof {
    pub fn to_json(&self, name: &str) -> String {
        let json = serde_json::json!({
            "version": 1, "file": name, "ours": self.ours, "compared": self.compared, "pages": self.pages,
            "faults": self.faults, "remarks": self.remarks, "clean": self.faults.is_empty() && (self.ours || self.compared),
        });
        serde_json::to_string_pretty(&json).unwrap_or_default()
    }
}

/// Faults that only say that a file was made by another program.
fn says_only_foreign(check: Check) -> bool {
    matches!(
        check,
        Check::Syntax | Check::ClosedList | Check::Unreachable | Check::Streams | Check::Fonts
    )
}

/// Faults of a page that lost or changed something beside its areas. A page of another size or number is none of these:
/// on it nobody knows where the areas are.
fn only_beside(check: Check) -> bool {
    matches!(check, Check::TextKept | Check::Pixels)
}

fn summed(faults: impl Iterator<Item = Fault>) -> Vec<Fault> {
    let mut counts: BTreeMap<Check, u32> = BTreeMap::new();
    faults.for_each(|f| *counts.entry(f.check).or_default() += f.count);
    counts
        .into_iter()
        .map(|(check, count)| Fault { check, count })
        .collect()
}

/// Asks a file on its own: its structure, and the black areas that it declares itself.
///
/// # Errors
/// The file cannot be opened at all.
pub fn of_file(engine: &Engine, bytes: Arc<[u8]>) -> Result<Proof, EngineError> {
    let mut reader = engine.open(bytes, None)?;
    let pages = reader.facts().pages.clone();
    let file = reader.check_file(Vec::new(), Vec::new())?;
    let ours = file.faults.is_empty();
    let mut faults = Vec::new();
    for (number, page) in file.declared.iter().enumerate() {
        faults.extend((0..unexplained(page)).map(|_| Fault {
            check: Check::Label,
            count: 1,
        }));
        let blackout = PageBlackout {
            areas: page.areas.iter().filter_map(declared).collect(),
            legend: page.legend.iter().flatten().cloned().collect(),
        };
        faults.extend(reader.check_page(number, None, &blackout, &[])?.faults);
    }
    faults.extend(file.faults);
    Ok(Proof {
        ours,
        compared: false,
        faults: summed(faults.into_iter()),
        remarks: Vec::new(),
        pages: pages.len(),
    })
}

/// How many areas have no label, lines of the legend cannot be read, and numbers have no line.
fn unexplained(page: &DeclaredPage) -> usize {
    let labels = || page.areas.iter().filter_map(|area| area.label.as_ref());
    let lines: Vec<&str> = page
        .legend
        .iter()
        .flatten()
        .map(|line| line.text.as_str())
        .collect();
    let is_number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let is_told = |text: &str| {
        let rest = |line: &str| {
            line.strip_prefix(text)
                .is_some_and(|rest| rest.starts_with(": "))
        };
        lines.iter().any(|line| rest(line))
    };
    let numbers = labels()
        .map(|label| label.text.as_str())
        .filter(|text| is_number(text));
    let untold = numbers.filter(|text| !is_told(text)).count();
    page.areas.len() - labels().count() + page.legend.len() - lines.len() + untold
}

fn declared(area: &DeclaredArea) -> Option<BlackArea> {
    let label = area.label.clone()?;
    Some(BlackArea {
        rects: area.rects.clone(),
        label,
        spoken: String::new(),
    })
}

/// Asks a file everything that can be asked with its source and the marks at hand.
///
/// # Errors
/// The source or the file cannot be opened or read.
pub fn against_source(
    engine: &Engine,
    bytes: Arc<[u8]>,
    source: &Source,
    marks: &[&Mark],
    notation: Notation,
) -> Result<Proof, EngineError> {
    let mut original = engine.open(source.bytes.clone(), source.password.clone())?;
    let mut written = engine.open(bytes, None)?;
    let sizes = original.facts().pages.clone();
    let mut pages = settled(&mut original, marks, notation, true)?;
    let (mut needles, mut file) = asked(&mut written, &pages)?;
    let ours = !file.faults.iter().any(|f| says_only_foreign(f.check));
    if !ours {
        // Another program lets no area grow: it blackens what was marked.
        pages = settled(&mut original, marks, notation, false)?;
        (needles, file) = asked(&mut written, &pages)?;
    }
    let mut faults: Vec<Fault> = file
        .faults
        .into_iter()
        .filter(|f| !says_only_foreign(f.check))
        .collect();
    if written.facts().pages.len() != sizes.len() {
        faults.push(Fault {
            check: Check::PageSize,
            count: 1,
        });
    }
    for (number, (_, blackout)) in pages.iter().enumerate().take(written.facts().pages.len()) {
        let page = original.source_page(number, Look::Usual)?;
        let mut check = written.check_page(number, Some(page), blackout, &needles)?;
        if check.only_looks_wrong() {
            let page = original.source_page(number, Look::Close)?;
            check = written.check_page(number, Some(page), blackout, &needles)?;
        }
        // Another program prints other labels, or none. A page of ours that keeps no text at all is a picture without.
        let textless = ours && check.recall == 0.0;
        let counts = |f: &Fault| match f.check {
            Check::Label => ours,
            Check::TextKept => !textless,
            _ => true,
        };
        faults.extend(check.faults.into_iter().filter(counts));
    }
    let is_remark = |fault: &Fault| !ours && only_beside(fault.check);
    let (remarks, faults): (Vec<Fault>, Vec<Fault>) = faults.into_iter().partition(is_remark);
    Ok(Proof {
        ours,
        compared: true,
        faults: summed(faults.into_iter()),
        remarks: summed(remarks.into_iter()),
        pages: sizes.len(),
    })
}

/// The text of each page of the source and what must be black on it, grown to the ink that it touches or as it was marked.
fn settled(
    source: &mut Reader,
    marks: &[&Mark],
    notation: Notation,
    grown: bool,
) -> Result<Vec<(PageText, PageBlackout)>, EngineError> {
    let sizes = source.facts().pages.clone();
    let mut pages = Vec::new();
    for (number, size) in sizes.into_iter().enumerate() {
        let text = source.text(number)?;
        let here: Vec<&Mark> = marks.iter().copied().filter(|m| m.page == number).collect();
        let blackout = if here.is_empty() {
            PageBlackout::default()
        } else {
            let blank = source.blank_map(number)?;
            let nothing = PageText::default();
            let ink = if grown { &text } else { &nothing };
            PageBlackout::of(&here, notation, ink, &blank, size)
        };
        pages.push((text, blackout));
    }
    Ok(pages)
}

/// The words that may stand nowhere in a file, and what the file says as a whole.
fn asked(
    written: &mut Reader,
    pages: &[(PageText, PageBlackout)],
) -> Result<(Vec<String>, FileCheck), EngineError> {
    let rects: Vec<Vec<PageRect>> = pages.iter().map(|(_, b)| b.rects()).collect();
    let texts = pages.iter().zip(&rects);
    let words = words(texts.map(|((text, _), r)| (text, r.as_slice())));
    let file = written.check_file(words.needles.clone(), rects)?;
    Ok((words.needles, file))
}
