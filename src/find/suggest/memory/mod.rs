//! What the pages of one dossier say together: who is named in a strong context, who acts in public, what is a place.
//!
//! **Invariant:** it is made of the claims of pages alone and kept nowhere; a person who acts in public by function is never
//! proposed.
//! **Absent:** the register on disk.

mod codes;
mod full;
mod holders;
mod public;

use super::claims::Claim;
use super::kind::Kind;
use super::page_claims::PageClaims;
use super::person::found::{FoundName, Strength};
use super::person::{guard, verbs};
use super::register::Rules;
use super::sheet::{Shape, Sheet, Term};
use crate::find::suggest::person::capital::is_capital;
use crate::model::word::{folded_text, is_title};
use full::Full;
use std::collections::{BTreeMap, BTreeSet};

/// Letters of a family name of which one may be misread.
const FUZZY: usize = 6;
/// Words behind a name in which its code may stand.
const REACH: usize = 8;

#[derive(Clone, Debug, Default)]
pub struct Memory {
    persons: BTreeSet<Full>,
    public: BTreeSet<Full>,
    /// Family names, with the prefixes they were seen with.
    pub(super) families: BTreeMap<String, BTreeSet<String>>,
    pub(super) givens: BTreeSet<String>,
    /// Codes of letters that were introduced in brackets behind a name, as written.
    pub(super) codes: BTreeSet<String>,
    /// Parts of the local parts of e-mail addresses.
    pub(super) mailed: BTreeSet<String>,
    /// Family names of whom running text names with a first name.
    borne: BTreeSet<String>,
    /// Words in lower case.
    lower: BTreeSet<String>,
    /// The codes that the names of all persons make, and not those of public ones.
    made_codes: BTreeSet<String>,
    /// Names of users, made of the first letter of a person and the family name.
    pub(super) users: BTreeSet<String>,
    /// Family names without one of their letters.
    misread: BTreeMap<String, BTreeSet<String>>,
    /// Names of the register and the office's lists: proposed wherever they stand with a capital.
    pub(super) registered: BTreeSet<String>,
    places: BTreeSet<String>,
    /// Words with a capital that stand where a place does: behind `in`, `te`, `naar`.
    placed: BTreeSet<String>,
    /// Words of capitals that stand in running text.
    abbreviations: BTreeSet<String>,
    rules: Rules,
}

impl Memory {
    /// Learns from the pages of a dossier, and from what its register and the office's lists say.
    pub fn of<'a>(pages: impl Iterator<Item = &'a PageClaims> + Clone, rules: Rules) -> Self {
        let mut memory = Self {
            rules,
            ..Self::default()
        };
        let persons: Vec<Full> = memory.rules.persons().map(Full::of_text).collect();
        for full in persons {
            memory
                .registered
                .extend([full.family.clone(), full.given.clone()]);
            memory.learn_full(full);
        }
        memory.public = memory.rules.public().map(Full::of_text).collect();
        for page in pages.clone() {
            memory.learn_public(&page.sheet);
            memory.learn_placed(&page.sheet);
        }
        for page in pages.clone() {
            memory.learn_page(page);
        }
        for page in pages {
            memory.learn_codes(page);
        }
        memory.make_indices();
        memory
    }

    fn make_indices(&mut self) {
        self.made_codes = self.persons.iter().flat_map(Full::codes).collect();
        self.users.extend(self.persons.iter().flat_map(Full::users));
        for code in self.public.iter().flat_map(Full::codes) {
            self.made_codes.remove(&code);
        }
        for user in self.public.iter().flat_map(Full::users) {
            self.users.remove(&user);
        }
        for family in self.families.keys().filter(|f| f.len() >= FUZZY) {
            for shorter in shortened(family) {
                self.misread
                    .entry(shorter)
                    .or_default()
                    .insert(family.clone());
            }
        }
    }

    fn learn_page(&mut self, page: &PageClaims) {
        let sheet = &page.sheet;
        for term in &sheet.terms {
            if term.shape == Shape::Lower
                && !term.is_address
                && sheet.key(term).len() > 2
                && !self.lower.contains(sheet.key(term))
            {
                self.lower.insert(sheet.key(term).to_owned());
            }
        }
        self.learn_abbreviations(sheet);
        for claim in &page.claims {
            match claim.kind {
                Kind::Address => self.learn_places(sheet, claim),
                Kind::Email => self.learn_mail(sheet, claim),
                _ => {}
            }
        }
        self.learn_unknown(page);
        self.learn_borne(page);
        let strong = page
            .names
            .found
            .iter()
            .filter(|f| f.strength == Strength::Strong && f.kind == Kind::Person);
        for found in strong {
            if found.detector == "login" {
                let user = sheet.terms.get(found.terms.0).map(|t| sheet.key(t));
                self.users.extend(user.map(str::to_owned));
                continue;
            }
            if !self.is_public(sheet, found.terms) && !self.is_place(sheet, found) {
                let mut full = Full::of(sheet, found.terms);
                // Where a label, a title or initials say that it is a person, an odd name is one too.
                let in_text = matches!(
                    found.detector,
                    "prose" | "list" | "record" | "header" | "title"
                );
                full.is_doubtful &= in_text && full.prefix_starts.len() < 2;
                self.learn_full(full);
            }
        }
    }

    /// Family names that running text alone gives, where no list knows either word of the name for anything else.
    fn learn_unknown(&mut self, page: &PageClaims) {
        let sheet = &page.sheet;
        let is_pair = |f: &&FoundName| {
            let terms = sheet.terms.get(f.terms.0..f.terms.1).unwrap_or(&[]);
            let is_plain = |t: &Term| {
                t.shape == Shape::Capital
                    && !t.known.word
                    && !t.known.proper
                    && sheet.key(t).len() > 3
            };
            f.strength == Strength::Likely
                && f.detector == "prose"
                && terms.len() == 2
                && (terms.iter().all(is_plain) || self.is_borne_name(sheet, terms))
        };
        let found: Vec<&FoundName> = page.names.found.iter().filter(is_pair).collect();
        for found in found {
            if !self.is_public(sheet, found.terms) && !self.is_place(sheet, found) {
                let mut full = Full::of(sheet, found.terms);
                full.is_doubtful = false;
                self.learn_full(full);
            }
        }
    }

    /// A listed first name before a word that a list has as a name of something else, and that this dossier never uses so.
    fn is_borne_name(&self, sheet: &Sheet, terms: &[Term]) -> bool {
        let [given, family] = terms else { return false };
        let key = sheet.key(family);
        (given.known.first || given.known.person)
            && !given.known.word
            && !given.known.proper
            && family.shape == Shape::Capital
            && key.len() > 3
            && !guard::is_street_name(key)
            && !self.placed.contains(key)
            && !self.places.contains(key)
    }

    fn learn_placed(&mut self, sheet: &Sheet) {
        for (at, term) in sheet.terms.iter().enumerate().skip(1) {
            let before = sheet.terms.get(at - 1).map_or("", |t| sheet.key(t));
            let is_place = matches!(before, "in" | "te" | "naar" | "uit" | "gemeente" | "rond");
            if is_place && is_capital(term) {
                self.placed.insert(sheet.key(term).to_owned());
            }
        }
    }

    /// Family names behind a listed first name, of whom no public function is said: whoever bears one is not the public person
    /// of that name alone.
    fn learn_borne(&mut self, page: &PageClaims) {
        let sheet = &page.sheet;
        let is_named = |f: &&FoundName| {
            let first = sheet.terms.get(f.terms.0);
            f.kind == Kind::Person
                && f.terms.1 > f.terms.0 + 1
                && first.is_some_and(|t| (t.known.first || t.known.person) && !t.known.word)
        };
        for found in page.names.found.iter().filter(is_named) {
            let full = Full::of(sheet, found.terms);
            if !full.family.is_empty() && !self.is_public(sheet, found.terms) {
                self.borne.insert(full.family);
            }
        }
    }

    fn learn_abbreviations(&mut self, sheet: &Sheet) {
        let is_lower = |at: usize| sheet.terms.get(at).is_some_and(|t| t.shape == Shape::Lower);
        for (at, term) in sheet.terms.iter().enumerate().skip(1) {
            // `JZ vraagt`: what acts is somebody.
            let acts = sheet.goes_on(at)
                && (sheet.terms.get(at + 1)).is_some_and(|t| verbs::VERBS.contains(sheet.key(t)));
            let in_text = sheet.goes_on(at - 1) && is_lower(at - 1)
                || sheet.goes_on(at) && is_lower(at + 1) && !acts;
            if term.shape == Shape::Upper && sheet.key(term).len() < 6 && in_text {
                self.abbreviations.insert(sheet.key(term).to_owned());
            }
        }
    }

    fn learn_full(&mut self, full: Full) {
        let is_long = full.family.len() > 2 || full.family.len() == 2 && !full.prefixes.is_empty();
        if is_long && !full.is_doubtful {
            self.families
                .entry(full.family.clone())
                .or_default()
                .insert(full.prefixes.clone());
        }
        // `Mo`, who speaks or signs: too short for a family name that is looked for everywhere.
        if full.family.len() == 2 && full.given.is_empty() && full.initials.is_empty() {
            self.givens.insert(full.family.clone());
        }
        self.givens.extend(full.others.iter().cloned());
        if full.given.len() > 1 && (!full.is_doubtful || full.family.is_empty()) {
            self.givens.insert(full.given.clone());
        }
        self.persons.insert(full);
    }

    fn learn_places(&mut self, sheet: &Sheet, claim: &Claim) {
        let (first, end) = (sheet.term_from(claim.at.0), sheet.term_from(claim.at.1));
        for at in first..end {
            let Some(term) = sheet.terms.get(at) else {
                continue;
            };
            let behind_code = (first..at)
                .any(|b| sheet.terms.get(b).is_some_and(|t| t.shape == Shape::Number))
                && at > first + 1;
            if is_capital(term)
                && sheet.key(term).len() > 2
                && (behind_code || guard::is_street_name(sheet.key(term)))
            {
                self.places.insert(sheet.key(term).to_owned());
            }
        }
    }

    fn learn_mail(&mut self, sheet: &Sheet, claim: &Claim) {
        let said = sheet.said(claim.at.0, claim.at.1);
        let local = said.split('@').next().unwrap_or("");
        for part in local.split(|c: char| !c.is_alphabetic()) {
            let key = folded_text(part);
            if key.len() >= 4 && !super::lexicon::is_word(&key) {
                self.mailed.insert(key);
            }
        }
    }

    /// Those whom the text gives a public function.
    fn learn_public(&mut self, sheet: &Sheet) {
        for at in 0..sheet.terms.len() {
            if let Some(found) = public::before_party(sheet, at) {
                self.public.insert(Full::of(sheet, found));
            }
        }
        for at in 0..sheet.terms.len() {
            if !public::is_function(sheet, at) {
                continue;
            }
            for found in public::names(sheet, at) {
                let full = Full::of(sheet, found);
                if full.family.len() > 2 || full.given.len() > 2 {
                    self.public.insert(full);
                }
            }
        }
    }

    fn learn_codes(&mut self, page: &PageClaims) {
        let sheet = &page.sheet;
        for found in &page.names.found {
            let Some(code) = sheet.terms.get(found.terms.1) else {
                continue;
            };
            let said = sheet.said(code.start, code.end);
            let opens = sheet.gap(found.terms.1 - 1);
            let is_code = matches!(code.shape, Shape::Upper | Shape::Capital)
                && (2..=5).contains(&said.len());
            if is_code
                && matches!(opens, " (" | " [" | "\n(")
                && found.strength == Strength::Strong
                && !self.is_public(sheet, found.terms)
            {
                let full = Full::of(sheet, found.terms);
                if full.fits_code(&said.to_lowercase()) {
                    self.codes.insert(said.to_owned());
                }
            }
        }
        self.learn_codes_behind(page);
        let beside = codes::beside(page);
        let beside = beside.filter(|(of, _)| !self.is_public(sheet, *of));
        let beside: Vec<String> = beside.map(|(_, code)| code.to_owned()).collect();
        self.codes.extend(beside);
        for found in page.names.found.iter().filter(|f| f.kind == Kind::Initials) {
            let said = sheet
                .terms
                .get(found.terms.0)
                .map_or("", |t| sheet.said(t.start, t.end));
            self.codes.insert(said.to_owned());
        }
    }

    /// Codes in brackets further on in the line of a name: `Jan Zwart (voorzitter, JZ)`, `Jan Zwart - bewoner (JZ)`.
    fn learn_codes_behind(&mut self, page: &PageClaims) {
        let sheet = &page.sheet;
        let is_strong = |f: &&FoundName| f.strength == Strength::Strong && f.kind == Kind::Person;
        for found in page.names.found.iter().filter(is_strong) {
            let begun = |other: &FoundName| other.terms.0 >= found.terms.1;
            let next = page.names.found.iter().filter(|other| begun(other));
            let next = next.map(|other| other.terms.0).min();
            let line = sheet.terms.get(found.terms.0).map(|t| t.line);
            let end = next.unwrap_or(sheet.terms.len());
            let on_line = |at: &usize| sheet.terms.get(*at).map(|t| t.line) == line;
            let bracketed = (found.terms.1..end.min(found.terms.1 + REACH))
                .take_while(on_line)
                .find(|at| sheet.gap(*at).starts_with([')', ']']));
            let Some(code) = bracketed.and_then(|at| sheet.terms.get(at)) else {
                continue;
            };
            let said = sheet.said(code.start, code.end);
            let capitals = said.chars().filter(|c| c.is_uppercase()).count();
            let is_code = capitals >= 2 && (2..=5).contains(&said.chars().count());
            let full = Full::of(sheet, found.terms);
            if is_code
                && full.fits_code(&said.to_lowercase())
                && !self.is_public(sheet, found.terms)
            {
                self.codes.insert(said.to_owned());
            }
        }
    }

    /// Whether a code is made of the first letters of somebody whom the dossier names in full.
    pub(super) fn is_code_of_someone(&self, code: &str) -> bool {
        self.made_codes.contains(code) && !self.abbreviations.contains(code)
    }

    /// Whether a word is a remembered family name but for one letter.
    pub(super) fn is_near_family(&self, key: &str) -> bool {
        let mut shorter = shortened(key).chain([key.to_owned()]);
        shorter.any(|s| {
            let known = self.misread.get(&s).into_iter().flatten();
            let known = known
                .map(String::as_str)
                .chain(self.families.get_key_value(&s).map(|(k, _)| k.as_str()));
            known.into_iter().any(|known| is_near(known, key))
        })
    }

    /// Whether a family name is borne by somebody who does not act in public.
    fn is_private(&self, family: &str) -> bool {
        self.borne.contains(family) || self.persons.iter().any(|p| p.family == family)
    }

    pub(super) fn is_lower(&self, key: &str) -> bool {
        self.lower.contains(key)
    }

    /// Whether all words of a name are ordinary words in this dossier.
    pub(super) fn is_ordinary(&self, sheet: &Sheet, (first, end): (usize, usize)) -> bool {
        let terms = sheet.terms.get(first..end).unwrap_or(&[]);
        terms.iter().all(|t| {
            t.shape != Shape::Initials && (sheet.is_prefix(t) || self.is_lower(sheet.key(t)))
        })
    }

    /// A street or a town that addresses of the dossier name, where nothing else says that it is a person.
    pub(super) fn is_place(&self, sheet: &Sheet, found: &FoundName) -> bool {
        let terms = sheet.terms.get(found.terms.0..found.terms.1).unwrap_or(&[]);
        let [.., last] = terms else { return false };
        let named = terms.iter().any(|t| t.shape == Shape::Initials)
            || matches!(
                found.detector,
                "title" | "salutation" | "header" | "closing" | "reversed" | "column"
            );
        let is_place = self.places.contains(sheet.key(last));
        let given = terms.len() > 1
            && terms.first().is_some_and(|t| {
                !t.known.word && !sheet.is_prefix(t) && !self.places.contains(sheet.key(t))
            });
        is_place && !named && !given
    }

    pub(super) fn is_place_name(&self, key: &str) -> bool {
        self.places.contains(key)
    }

    /// Whether a name is that of somebody who acts in public.
    pub(super) fn is_public(&self, sheet: &Sheet, terms: (usize, usize)) -> bool {
        if !self.is_named_so(sheet, terms) && public::is_beside_function(sheet, terms) {
            return true;
        }
        let full = Full::of(sheet, terms);
        let before = terms.0.checked_sub(1).and_then(|at| sheet.terms.get(at));
        let is_titled = before.is_some_and(|t| is_title(sheet.key(t)));
        let is_private = is_titled || !full.family.is_empty() && self.is_private(&full.family);
        holders::holds(&full, is_private)
            || self
                .public
                .iter()
                .any(|public| public.is_same(&full, |family| self.is_private(family)))
    }

    /// Whether one word for a function is the family name of a person of the dossier: `Dijkgraaf`.
    fn is_named_so(&self, sheet: &Sheet, (first, end): (usize, usize)) -> bool {
        let only = sheet.terms.get(first).filter(|_| end == first + 1);
        only.is_some_and(|t| {
            t.shape == Shape::Capital
                && guard::is_public_function(sheet.key(t))
                && self.families.contains_key(sheet.key(t))
        })
    }

    /// What rules of the office and the dossier hide by themselves.
    pub(super) fn own_rules(&self, sheet: &Sheet) -> Vec<Claim> {
        self.rules.claims(sheet)
    }

    /// Whether a rule says that this is never hidden.
    pub(super) fn is_never(&self, sheet: &Sheet, claim: &Claim) -> bool {
        self.rules.is_never(sheet.said(claim.at.0, claim.at.1))
    }
}

/// A word without each of its letters in turn.
fn shortened(key: &str) -> impl Iterator<Item = String> {
    key.char_indices().map(|(at, c)| {
        let (before, behind) = (key.get(..at), key.get(at + c.len_utf8()..));
        [before.unwrap_or(""), behind.unwrap_or("")].concat()
    })
}

/// One letter other, more or less.
fn is_near(known: &str, key: &str) -> bool {
    let (a, b) = (known.as_bytes(), key.as_bytes());
    if a.len() < FUZZY || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (ra, rb) = (a.get(same..).unwrap_or(&[]), b.get(same..).unwrap_or(&[]));
    let tail = |x: &[u8], y: &[u8]| {
        x.iter()
            .rev()
            .zip(y.iter().rev())
            .take_while(|(x, y)| x == y)
            .count()
    };
    let back = tail(ra, rb);
    ra.len().saturating_sub(back) <= 1 && rb.len().saturating_sub(back) <= 1
}
