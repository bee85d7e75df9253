//! The day and the kind of a document, as its first page or its name say them.
//!
//! **Invariant:** a day is proposed only where a label or the head of the page gives it, never one from running text; what
//! is not clear is not proposed.
//! **Absent:** titles: a title may say what is covered.

use crate::model::dossier::day;

/// Of how many words the head of a page is, and a heading.
const HEAD: usize = 80;
const HEADING: usize = 25;
/// How many words may stand between a label and its day: of the week, or the name of a place.
const BETWEEN: usize = 3;

/// What is proposed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentFacts {
    /// ISO 8601.
    pub date: Option<String>,
    pub kind: Option<&'static str>,
}

/// Words before the day of a document.
const LABELS: [&str; 8] = [
    "datum",
    "date",
    "verzonden",
    "sent",
    "verstuurd",
    "dagtekening",
    "verzenddatum",
    "briefdatum",
];
/// Words before a day that is of something else; and those that begin like *geboren*.
const OTHER: [&str; 9] = [
    "van",
    "op",
    "d.d",
    "dd",
    "tot",
    "vanaf",
    "voor",
    "uiterlijk",
    "sinds",
];
const WEEK: [&str; 7] = [
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
];

/// Words by which a kind is known.
const KINDS: [(&str, &str); 20] = [
    ("raadsinformatiebrief", "raadsinformatiebrief"),
    ("collegevoorstel", "collegevoorstel"),
    ("raadsvoorstel", "raadsvoorstel"),
    ("overeenkomst", "overeenkomst"),
    ("memorandum", "memo"),
    ("vergaderverslag", "verslag"),
    ("gespreksverslag", "verslag"),
    ("notulen", "notulen"),
    ("verslag", "verslag"),
    ("offerte", "offerte"),
    ("factuur", "factuur"),
    ("rapport", "rapport"),
    ("besluit", "besluit"),
    ("agenda", "agenda"),
    ("presentatie", "presentatie"),
    ("contract", "overeenkomst"),
    ("memo", "memo"),
    ("nota", "nota"),
    ("e-mail", "e-mail"),
    ("brief", "brief"),
];

/// Words before a paper that is another one.
const TOLD_OF: [&str; 8] = ["uw", "de", "het", "een", "onze", "deze", "dit", "over"];

/// What the words of the first page and the name of the file say.
pub fn proposed(words: &[String], name: &str) -> DocumentFacts {
    let plain: Vec<String> = words.iter().map(|word| bare(word)).collect();
    let named: Vec<String> = name
        .split(|c: char| c == '_' || c.is_whitespace())
        .map(bare)
        .collect();
    DocumentFacts {
        date: labelled(words, &plain)
            .or_else(|| in_head(words, &plain))
            .or_else(|| first_day(&named)),
        kind: mail(words, &plain)
            .or_else(|| kind_in(plain.get(..HEADING.min(plain.len())).unwrap_or(&[])))
            .or_else(|| kind_in(&named))
            .or_else(|| letter(&plain)),
    }
}

/// A word in small letters without the signs around it.
fn bare(word: &str) -> String {
    let is_sign = |c: char| !c.is_alphanumeric();
    word.trim_matches(is_sign).to_lowercase()
}

/// The day that begins at a word: in one word, or in three.
fn day_at(words: &[String], at: usize) -> Option<String> {
    let alone = words.get(at).and_then(|word| day::read(word));
    let three = || day::read(&words.get(at..at + 3)?.join(" "));
    alone.or_else(three)
}

fn first_day(words: &[String]) -> Option<String> {
    (0..words.len()).find_map(|at| day_at(words, at))
}

/// The day behind a label: the next word but for the day of the week, or after a colon a few words on.
fn labelled(words: &[String], plain: &[String]) -> Option<String> {
    let is_label = |at: &usize| {
        plain
            .get(*at)
            .is_some_and(|word| LABELS.contains(&word.as_str()))
    };
    let behind = |at: usize| {
        let has_colon = words.get(at).is_some_and(|word| word.ends_with(':'));
        let most = if has_colon { BETWEEN } else { 1 };
        let mut places = (at + 1..=at + 1 + most).take_while(|place| {
            let between = plain.get(at + 1..*place).unwrap_or(&[]);
            let is_week = |word: &String| WEEK.contains(&word.as_str());
            match has_colon {
                true => !between.iter().any(|word| is_other(word)),
                false => between.iter().all(is_week),
            }
        });
        places.find_map(|place| day_at(plain, place))
    };
    (0..plain.len()).filter(is_label).find_map(behind)
}

/// Whether a word says that the day after it is of something else.
fn is_other(word: &str) -> bool {
    OTHER.contains(&word) || word.starts_with("geb")
}

/// The first day in the head of the page that stands there for the page: at its beginning, behind a place and a comma, or
/// behind the day of the week.
fn in_head(words: &[String], plain: &[String]) -> Option<String> {
    let stands_alone = |at: &usize| {
        let Some(before) = at.checked_sub(1) else {
            return true;
        };
        let is_week = plain
            .get(before)
            .is_some_and(|word| WEEK.contains(&word.as_str()));
        let has_comma = words.get(before).is_some_and(|word| word.ends_with(','));
        is_week || (has_comma && !plain.get(before).is_some_and(|word| is_other(word)))
    };
    let head = 0..HEAD.min(words.len());
    head.filter(stands_alone).find_map(|at| day_at(plain, at))
}

fn kind_in(words: &[String]) -> Option<&'static str> {
    // The first that is named is what the page is; what it is about comes after it.
    let kind = |at: usize| {
        let is_told_of = |before: &String| TOLD_OF.contains(&before.as_str());
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let word = words.get(at).filter(|_| !before.is_some_and(is_told_of));
        let row = KINDS
            .iter()
            .find(|(known, _)| Some(*known) == word.map(String::as_str));
        row.map(|(_, kind)| *kind)
    };
    (0..words.len()).find_map(kind)
}

/// A page that begins with the lines of a mail.
fn mail(words: &[String], plain: &[String]) -> Option<&'static str> {
    let has = |names: [&str; 2]| {
        let head = words.iter().zip(plain).take(HEAD);
        head.into_iter()
            .any(|(word, plain)| word.ends_with(':') && names.contains(&plain.as_str()))
    };
    let is_mail = has(["van", "from"]) && has(["aan", "to"]) && has(["onderwerp", "subject"]);
    is_mail.then_some("e-mail")
}

fn letter(plain: &[String]) -> Option<&'static str> {
    let begins = plain.iter().take(2 * HEAD);
    let is_letter = begins.into_iter().any(|word| word == "geachte");
    is_letter.then_some("brief")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(text: &str, name: &str) -> (String, &'static str) {
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        let facts = proposed(&words, name);
        (facts.date.unwrap_or_default(), facts.kind.unwrap_or(""))
    }

    #[test]
    fn a_day_and_a_kind_are_read_where_they_stand_for_the_document() {
        let table = [
            (
                "Gemeente Datum 14 maart 2016 Ons kenmerk Geachte heer,",
                "x",
                "2016-03-14",
                "brief",
            ),
            (
                "Van: A Verzonden: maandag 3 mei 2021 10:12 Aan: B Onderwerp: plan",
                "x",
                "2021-05-03",
                "e-mail",
            ),
            (
                "MEMO Aan: college Van: zaken Datum: 01-02-2020",
                "x",
                "2020-02-01",
                "memo",
            ),
            (
                "Den Haag, 5 juni 2019 Geachte mevrouw, op uw brief van 1 mei 2019",
                "x",
                "2019-06-05",
                "brief",
            ),
            ("Geboren op 12-03-1980 te Delft", "x", "", ""),
            ("Naam: A, geb. 12-03-1980", "x", "", ""),
            ("Datum van geboorte: 12-03-1980", "x", "", ""),
            ("uw brief, verzonden op 1 mei 2019", "x", "", ""),
            ("uw brief d.d. 1 mei 2019", "x", "", ""),
            ("vrijdag 3 mei 2019 Beste", "x", "2019-05-03", ""),
            ("Agenda commissie 1. Opening 2. Notulen", "x", "", "agenda"),
            ("Memo over de offerte", "x", "", "memo"),
            // Not of the document: a birth date, the day of another letter, running text far below.
            ("Geboren 12-03-1980 te Delft", "x", "", ""),
            (
                "Geachte heer, op uw brief van 1 mei 2019 antwoord ik",
                "x",
                "",
                "brief",
            ),
            (
                "Raadsinformatiebrief Het college brief",
                "x",
                "",
                "raadsinformatiebrief",
            ),
            ("", "2018-11-30 offerte sensoren", "2018-11-30", "offerte"),
            ("", "verslag_12-1-2017_def", "2017-01-12", "verslag"),
            ("Zomaar een tekst over een besluitvorming", "stuk", "", ""),
            ("32-13-2016 Datum: onbekend", "x", "", ""),
        ];
        for (text, name, date, kind) in table {
            assert_eq!(facts(text, name), (date.to_owned(), kind), "{text} {name}");
        }
        let far = format!("{} 4 april 2014", "woord ".repeat(HEAD + 5));
        assert_eq!(facts(&far, "x"), (String::new(), ""));
    }
}
