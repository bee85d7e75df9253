//! What people say of persons beforehand: the register of a dossier and the lists of an office.
//!
//! Lines are `treatment;text;ground;role;variants`, in CSV with semicolons and a head; `treatment` is *verbergen*, *openbaar*,
//! *altijd*, *nooit* or *patroon*, and variants of a name stand between bars.
//!
//! **Invariant:** a line that cannot be used is named by its number and the others are used; expressions are of the linear
//! engine and small, so that none can hold up the work.
//! **Absent:** files; these are values read from text.

use super::claims::Claim;
use super::kind::{Certainty, Kind};
use super::sheet::Sheet;
use crate::model::ground::Ground;
use crate::model::word::folded_text;
use regex::{Regex, RegexBuilder};
use std::collections::BTreeSet;

/// What is done with what a line names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// A person who is proposed wherever named.
    Hide,
    /// A person who acts in public: never proposed.
    Public,
    /// A text that is proposed wherever it stands.
    Always,
    /// A text that is never proposed.
    Never,
    /// A regular expression; what it finds is proposed.
    Pattern,
}

impl Treatment {
    pub const ALL: [Self; 5] = [
        Self::Hide,
        Self::Public,
        Self::Always,
        Self::Never,
        Self::Pattern,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Hide => "verbergen",
            Self::Public => "openbaar",
            Self::Always => "altijd",
            Self::Never => "nooit",
            Self::Pattern => "patroon",
        }
    }
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListLine {
    pub treatment: Treatment,
    pub text: String,
    pub ground: Option<Ground>,
    pub role: String,
    /// Other names of the same person or thing: a maiden name, a nickname.
    pub variants: Vec<String>,
}

/// A line that cannot be used: its number from 1, and what is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadLine {
    #[error("line {0} is no CSV in UTF-8")]
    Unreadable(usize),
    #[error("line {0} names no treatment")]
    Treatment(usize),
    #[error("line {0} names nobody and nothing")]
    Empty(usize),
    #[error("line {0} has a ground that does not exist")]
    Ground(usize),
    #[error("line {0} has an expression that cannot be used")]
    Pattern(usize),
}

/// The lines of a register or of one list of an office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfficeList {
    pub lines: Vec<ListLine>,
}

/// Bytes that a compiled expression of an office takes at the most.
const PATTERN: usize = 1 << 20;
const HEAD: [&str; 5] = ["behandeling", "tekst", "grond", "rol", "varianten"];
/// What parts variants.
const BAR: char = '|';

impl OfficeList {
    /// Reads a list; lines that cannot be used are named.
    pub fn parse(text: &str) -> (Self, Vec<BadLine>) {
        let (mut list, mut bad) = (Self::default(), Vec::new());
        let text = text.trim_start_matches('\u{feff}');
        let reader = csv::ReaderBuilder::new()
            .delimiter(b';')
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        for (at, row) in reader.into_records().enumerate() {
            let Ok(row) = row else {
                bad.push(BadLine::Unreadable(at + 1));
                continue;
            };
            let number = row
                .position()
                .map_or(at + 1, |p| usize::try_from(p.line()).unwrap_or(at + 1));
            let field = |n: usize| row.get(n).unwrap_or("");
            let is_head = at == 0 && field(0).eq_ignore_ascii_case(HEAD[0]);
            if is_head || row.iter().all(str::is_empty) || field(0).starts_with('#') {
                continue;
            }
            match ListLine::of(number, [field(0), field(1), field(2), field(3), field(4)]) {
                Ok(person) => list.lines.push(person),
                Err(error) => bad.push(error),
            }
        }
        (list, bad)
    }

    /// Takes in the lines of another list, unless it says the same of the same text; how many are new.
    pub fn take_in(&mut self, other: Self) -> usize {
        let before = self.lines.len();
        for line in other.lines {
            let is_known = self.lines.iter().any(|known| {
                known.treatment == line.treatment
                    && folded_text(&known.text) == folded_text(&line.text)
            });
            if !is_known {
                self.lines.push(line);
            }
        }
        self.lines.len() - before
    }

    /// The list as it is read.
    pub fn csv(&self) -> String {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(b';')
            .from_writer(Vec::new());
        // Writing to memory does not fail.
        writer.write_record(HEAD).ok();
        for line in &self.lines {
            let ground = line.ground.as_ref().map_or(String::new(), Ground::id);
            let variants = line.variants.join(&BAR.to_string());
            writer
                .write_record([
                    line.treatment.name(),
                    &line.text,
                    &ground,
                    &line.role,
                    &variants,
                ])
                .ok();
        }
        let bytes = writer.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}

impl ListLine {
    /// Somebody who is proposed wherever named.
    pub fn hidden(name: &str) -> Self {
        Self {
            treatment: Treatment::Hide,
            text: name.to_owned(),
            ground: None,
            role: String::new(),
            variants: Vec::new(),
        }
    }

    /// The line, where it can be used.
    pub fn checked(self) -> Option<Self> {
        let ground = self.ground.as_ref().map_or(String::new(), Ground::id);
        let variants = self.variants.join(&BAR.to_string());
        let fields = [self.text.trim(), &ground, self.role.trim(), &variants];
        let [text, ground, role, variants] = fields;
        Self::of(0, [self.treatment.name(), text, ground, role, variants]).ok()
    }

    /// Its name and its other names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.text)
            .chain(&self.variants)
            .map(String::as_str)
    }

    /// Reads variants as they are written between bars; those that say nothing are left out.
    pub fn variants_of(said: &str) -> Vec<String> {
        let parts = said.split(BAR).map(str::trim);
        parts
            .filter(|part| !folded_text(part).is_empty())
            .map(str::to_owned)
            .collect()
    }

    fn of(
        number: usize,
        [treatment, text, ground, role, variants]: [&str; 5],
    ) -> Result<Self, BadLine> {
        let of = |t: &Treatment| t.name().eq_ignore_ascii_case(treatment);
        let treatment = Treatment::ALL
            .into_iter()
            .find(of)
            .ok_or(BadLine::Treatment(number))?;
        let is_pattern = treatment == Treatment::Pattern;
        if text.is_empty() || !is_pattern && folded_text(text).is_empty() {
            return Err(BadLine::Empty(number));
        }
        let ground = match ground {
            "" => None,
            said => Some(Ground::parse(said).map_err(|_unknown| BadLine::Ground(number))?),
        };
        if is_pattern {
            pattern(text).ok_or(BadLine::Pattern(number))?;
        }
        Ok(Self {
            treatment,
            text: text.to_owned(),
            ground,
            role: role.to_owned(),
            variants: Self::variants_of(variants),
        })
    }
}

/// An expression of an office; none that matches nothing at all.
fn pattern(text: &str) -> Option<Regex> {
    let made = RegexBuilder::new(text)
        .size_limit(PATTERN)
        .dfa_size_limit(PATTERN)
        .build()
        .ok()?;
    (!made.is_match("")).then_some(made)
}

/// An expression for a text as whole words, whatever its case and blanks.
fn literal(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(regex::escape).collect();
    format!(r"(?i)\b{}\b", words.join(r"\s+"))
}

/// What lists say, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    persons: Vec<ListLine>,
    public: Vec<String>,
    never: BTreeSet<String>,
    /// Expressions with the kind and ground of what they find.
    patterns: Vec<(Regex, Option<Ground>)>,
}

impl Rules {
    pub fn of<'a>(lists: impl Iterator<Item = &'a OfficeList>) -> Self {
        let mut rules = Self::default();
        for line in lists.flat_map(|list| &list.lines) {
            match line.treatment {
                Treatment::Hide => rules.persons.push(line.clone()),
                Treatment::Public => rules.public.extend(line.names().map(str::to_owned)),
                Treatment::Never => rules.never.extend(line.names().map(folded_text)),
                Treatment::Always => {
                    let made = line.names().filter_map(|name| pattern(&literal(name)));
                    let made = made.map(|pattern| (pattern, line.ground.clone()));
                    rules.patterns.extend(made);
                }
                Treatment::Pattern => rules
                    .patterns
                    .extend(pattern(&line.text).map(|p| (p, line.ground.clone()))),
            }
        }
        rules
    }

    pub(super) fn persons(&self) -> impl Iterator<Item = &str> {
        self.persons.iter().flat_map(ListLine::names)
    }

    pub(super) fn public(&self) -> impl Iterator<Item = &str> {
        self.public.iter().map(String::as_str)
    }

    pub(super) fn is_never(&self, said: &str) -> bool {
        !self.never.is_empty() && self.never.contains(&folded_text(said))
    }

    pub(super) fn claims(&self, sheet: &Sheet) -> Vec<Claim> {
        let found = self.patterns.iter().flat_map(|(pattern, ground)| {
            pattern
                .find_iter(&sheet.text)
                .filter(|hit| !hit.is_empty())
                .map(|hit| Claim {
                    kind: Kind::Listed,
                    certainty: Certainty::High,
                    detector: "list of the office",
                    at: (hit.start(), hit.end()),
                    ground: ground.clone(),
                })
        });
        found.collect()
    }
}
