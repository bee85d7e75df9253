//! A written file asked again, with or without what it was made from.
//!
//! **Invariant:** the same checks as at export; a file that was not written here is judged on its content alone.

use super::document::{Source, page_words};
use crate::engine::{
    Check, Closeness, Covered, DeclaredArea, DeclaredPage, Doubt, Engine, EngineError, Fault,
    FileCheck, PageCheck, Reader,
};
use crate::find::needles::{PageWords, allowed, needles};
use crate::model::blackout::{BlackArea, PageBlackout};
use crate::model::dossier::mark::Mark;
use crate::model::ground::Notation;
use crate::model::page::geometry::PageRect;
use crate::model::page::text::{Coverage, PageText, folded};
use crate::model::word::covered::CoveredWords;
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
    /// What cannot be read, so that it may hold anything.
    pub undecided: Vec<Undecided>,
    /// The clauses of PDF/A-2u and PDF/UA-1 that the file does not keep to, whether it claims them or not.
    pub unkept: Vec<String>,
    /// What a file of another program lost or changed beside the boxes: no leak, and no matter of proof.
    pub remarks: Vec<Fault>,
    /// Pages, from 1, of a scan of which a dark shape sticks out from an area.
    pub cut_shapes: Vec<usize>,
    /// Pages, from 1, of which the picture shows a covered word and the text was read from it.
    pub covered_words_in_picture: Vec<usize>,
    pub pages: usize,
}

/// A reason why nothing can be said of some parts of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Undecided {
    pub reason: Doubt,
    pub count: u32,
}

/// What can be said of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// All of it was asked, and nothing was found.
    Clean,
    /// Something was found that should be gone, or something is not as it must be.
    Leak,
    /// Nothing was found, and not all of it could be asked.
    Undecided,
}

impl Proof {
    pub fn verdict(&self) -> Verdict {
        match (self.faults.is_empty(), self.undecided.is_empty()) {
            (true, true) => Verdict::Clean,
            (true, false) => Verdict::Undecided,
            (false, _) if self.says_nothing() => Verdict::Undecided,
            (false, _) => Verdict::Leak,
        }
    }

    /// Without marks and source the faults of another program's file say only that it is no file of ours.
    pub fn says_nothing(&self) -> bool {
        !self.ours && !self.compared
    }

    /// The form for programs, of a file with this name.
    pub fn report<'a>(&'a self, file: &'a str) -> ProofReport<'a> {
        ProofReport {
            version: 1,
            file,
            proof: self,
            verdict: self.verdict(),
            clean: self.verdict() == Verdict::Clean,
        }
    }
}

/// What programs are told of a file that was asked again.
#[derive(Serialize)]
pub struct ProofReport<'a> {
    version: u32,
    file: &'a str,
    #[serde(flatten)]
    proof: &'a Proof,
    verdict: Verdict,
    clean: bool,
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

fn counted(doubts: Vec<(Doubt, u32)>) -> Vec<Undecided> {
    let mut counts: BTreeMap<Doubt, u32> = BTreeMap::new();
    doubts
        .into_iter()
        .for_each(|(reason, count)| *counts.entry(reason).or_default() += count);
    let counts = counts.into_iter();
    counts
        .map(|(reason, count)| Undecided { reason, count })
        .collect()
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
        faults.extend((0..unexplained(page)).map(|_| Fault::once(Check::Label)));
        let blackout = PageBlackout {
            areas: page.areas.iter().filter_map(declared).collect(),
            legend: page.legend.iter().flatten().cloned().collect(),
        };
        faults.extend(reader.check_page(number, None, &blackout, &[])?.faults);
    }
    faults.extend(file.faults);
    let no_source = Undecided {
        reason: Doubt::NoSource,
        count: 1,
    };
    Ok(Proof {
        ours,
        compared: false,
        faults: summed(faults.into_iter()),
        undecided: Some(no_source).filter(|_| !ours).into_iter().collect(),
        unkept: file.unkept,
        remarks: Vec::new(),
        cut_shapes: Vec::new(),
        covered_words_in_picture: Vec::new(),
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
    let (mut faults, mut doubts) = if ours {
        (file.faults, Vec::new())
    } else {
        // Judged on its content alone.
        let foreign = written.check_foreign(covered(&pages, &needles))?;
        (foreign.faults, foreign.doubts)
    };
    if written.facts().pages.len() != sizes.len() {
        faults.push(Fault::once(Check::PageSize));
    }
    let (mut cut_shapes, mut covered_words_in_picture) = (Vec::new(), Vec::new());
    for (number, settled) in pages.iter().enumerate().take(written.facts().pages.len()) {
        let words = allowed(&needles, &settled.words);
        let check = compared(&mut original, &mut written, number, settled, &words)?;
        doubts.extend(check.doubts);
        cut_shapes.extend((check.cut > 0).then_some(number + 1));
        covered_words_in_picture.extend((check.seen_elsewhere > 0).then_some(number + 1));
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
        undecided: counted(doubts),
        unkept: file.unkept,
        remarks: summed(remarks.into_iter()),
        cut_shapes,
        covered_words_in_picture,
        pages: sizes.len(),
    })
}

/// A page of the source, and what must be black on it.
struct Settled {
    text: PageText,
    /// By each of its readers.
    words: Vec<PageWords>,
    blackout: PageBlackout,
}

/// The pages of the source, with areas grown to the ink that they touch or as they were marked.
fn settled(
    source: &mut Reader,
    marks: &[&Mark],
    notation: Notation,
    grown: bool,
) -> Result<Vec<Settled>, EngineError> {
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
        let areas = blackout.rects();
        let words = page_words(source, number, &text, &areas, false)?;
        pages.push(Settled {
            text,
            words,
            blackout,
        });
    }
    Ok(pages)
}

/// Asks a written page everything. Where only its looks are wrong it is looked at once more, closely.
fn compared(
    original: &mut Reader,
    written: &mut Reader,
    number: usize,
    settled: &Settled,
    words: &[(String, usize)],
) -> Result<PageCheck, EngineError> {
    let page = original.source_page(number, Closeness::Usual)?;
    let check = written.check_page(number, Some(page), &settled.blackout, words)?;
    if !check.only_looks_wrong() {
        return Ok(check);
    }
    let page = original.source_page(number, Closeness::Close)?;
    written.check_page(number, Some(page), &settled.blackout, words)
}

/// The words that may stand nowhere in a file, and what the file says as a whole.
fn asked(written: &mut Reader, pages: &[Settled]) -> Result<(Vec<String>, FileCheck), EngineError> {
    let rects = pages.iter().map(|page| page.blackout.rects()).collect();
    let needles = needles(pages.iter().flat_map(|page| &page.words));
    let file = written.check_file(needles.clone(), rects)?;
    Ok((needles, file))
}

/// Longer needles are looked for across the gaps between words, where they may be read by chance.
const ACROSS_WORDS: usize = 6;

/// What may be read nowhere in a file of another program: the needles without the marks around them, and what is covered
/// by the rule for all texts.
fn covered(pages: &[Settled], needles: &[String]) -> Covered {
    let mut told = CoveredWords::default();
    for page in pages {
        for area in &page.blackout.areas {
            told.add(&(), &page.text, &area.rects);
        }
    }
    let texts: Vec<(&PageText, Vec<PageRect>)> = pages
        .iter()
        .map(|page| (&page.text, page.blackout.rects()))
        .collect();
    let open = open_letters(&texts);
    let letters = |word: &String| word.chars().filter(|c| c.is_alphanumeric()).count();
    let bare = |word: &String| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let by_chance = bare != *word || letters(&bare) >= ACROSS_WORDS;
        (letters(&bare) > 3 && !(by_chance && open.contains(&bare))).then_some(bare)
    };
    Covered {
        words: needles.iter().filter_map(bare).collect(),
        told: told.without_readable(&texts),
    }
}

/// What stands beside the areas, folded, blanks left out.
fn open_letters(pages: &[(&PageText, Vec<PageRect>)]) -> String {
    let mut open = String::new();
    for (text, areas) in pages {
        let zones = text.coverages(areas);
        let numbered = text.words.iter().enumerate();
        let readable = numbered.filter(|(_, (start, end))| {
            let word = zones.get(*start..*end).unwrap_or_default();
            word.iter().any(|zone| *zone != Coverage::Covered)
        });
        readable.for_each(|(word, _)| open.push_str(&text.word_text(word)));
    }
    folded(&open)
}
