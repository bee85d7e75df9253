//! What is known of a word by itself: an ordinary Dutch word, a first name, a family name, a name of something else.
//!
//! **Invariant:** the lists are data and come from `assets/woorden`, with their licences at their head and beside them; see
//! `.ci/words.py`. Every word is folded, as [`crate::model::word`] folds it.
//! **Absent:** what one dossier says of a word.

use std::io::Read;
use std::sync::LazyLock;

const PACKED: &[u8] = include_bytes!("../../../assets/woorden/woorden.zz");
/// The shortest first part of a compound, and the shortest second part.
const HEAD: usize = 4;
const TAIL: usize = 3;
/// So many parts a compound has at the most.
const PARTS: usize = 3;

/// What the lists say of a word; it may be several of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// An ordinary word, written in lower case.
    pub word: bool,
    pub first: bool,
    pub family: bool,
    /// A name, nearly always of a person.
    pub person: bool,
    /// A name of anything else: a town, a country, a firm.
    pub proper: bool,
}

impl Known {
    pub fn of(key: &str) -> Self {
        let known = Self {
            word: LISTS.words.contains(key),
            first: LISTS.first.contains(key),
            family: LISTS.family.contains(key),
            person: LISTS.person.contains(key),
            proper: LISTS.proper.contains(key),
        };
        // A name is no word because an ending or a compound would make one of it: `Hans` of `han`.
        let word = known.word || !known.name() && is_word(key);
        Self { word, ..known }
    }

    /// On a list of names of persons.
    pub fn name(self) -> bool {
        self.first || self.family || self.person
    }
}

/// Whether a word, folded, is ordinary Dutch: listed, listed with -s, or made of such words.
pub fn is_word(key: &str) -> bool {
    is_made_of(key, PARTS)
}

fn is_made_of(key: &str, parts: usize) -> bool {
    let is_listed = |key: &str| LISTS.words.contains(key);
    if is_listed(key) || key.strip_suffix('s').is_some_and(is_listed) {
        return true;
    }
    if parts < 2 || key.len() < HEAD + TAIL + 2 || !key.is_ascii() {
        return false;
    }
    (HEAD..=key.len() - TAIL).any(|cut| {
        let (head, tail) = key.split_at(cut);
        let joined = tail.strip_prefix('s').filter(|tail| tail.len() > TAIL);
        is_listed(head)
            && (is_made_of(tail, parts - 1)
                || joined.is_some_and(|tail| is_made_of(tail, parts - 1)))
    })
}

/// Sorted words in one text.
#[derive(Default)]
struct Sorted {
    text: String,
    ends: Vec<usize>,
}

impl Sorted {
    /// Adds a line: a letter for how much it shares with the one before it, and the rest.
    fn add(&mut self, line: &str) {
        let start = self.text.len();
        let shared = line.bytes().next().unwrap_or(b'A').saturating_sub(b'A');
        let shared = self
            .word(self.ends.len().wrapping_sub(1))
            .get(..usize::from(shared));
        let shared = shared.unwrap_or("").to_owned();
        self.text.push_str(&shared);
        self.text.push_str(line.get(1..).unwrap_or(""));
        if self.text.len() > start {
            self.ends.push(self.text.len());
        }
    }

    fn word(&self, at: usize) -> &str {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(at);
        end.and_then(|end| self.text.get(start.copied().unwrap_or(0)..*end))
            .unwrap_or("")
    }

    fn contains(&self, key: &str) -> bool {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.word(middle).cmp(key) {
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        false
    }
}

#[derive(Default)]
struct Lists {
    words: Sorted,
    first: Sorted,
    family: Sorted,
    person: Sorted,
    proper: Sorted,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut text = String::new();
    // Data of the program itself: a test reads it whole.
    flate2::read::ZlibDecoder::new(PACKED)
        .read_to_string(&mut text)
        .ok();
    let mut lists = Lists::default();
    let mut section = "";
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with('[') {
            section = line;
            continue;
        }
        match section {
            "[woorden]" => lists.words.add(line),
            "[voornamen]" => lists.first.add(line),
            "[achternamen]" => lists.family.add(line),
            "[persoonsnamen]" => lists.person.add(line),
            "[eigennamen]" => lists.proper.add(line),
            _ => {}
        }
    }
    lists
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_whole_and_carry_their_licences() {
        let mut text = String::new();
        let mut packed = flate2::read::ZlibDecoder::new(PACKED);
        packed.read_to_string(&mut text).unwrap();
        let beside = include_str!("../../../assets/woorden/LICENTIES.txt");
        for said in [&text, beside] {
            assert!(said.contains("OpenTaal") && said.contains("Redistribution and use"));
            assert!(said.contains("Faker") && said.contains("Permission is hereby granted"));
        }
        let counts = [
            &LISTS.words,
            &LISTS.first,
            &LISTS.family,
            &LISTS.person,
            &LISTS.proper,
        ];
        let counts = counts.map(|list| list.ends.len());
        assert_eq!(counts, [195_235, 19_294, 23_741, 17_235, 32_798]);
    }

    #[test]
    fn a_word_is_known_for_what_it_is() {
        for word in [
            "gemeente",
            "vergunningen",
            "omgevingsvergunning",
            "bakker",
            "kerkstraat",
        ] {
            assert!(Known::of(word).word, "{word}");
        }
        for name in [
            "fatima",
            "tjeerd",
            "kees",
            "mark",
            "rogier",
            "chinedu",
            "kovalenko",
        ] {
            let known = Known::of(name);
            assert!(known.name(), "{name}");
        }
        assert!(Known::of("willemsen").family && !Known::of("willemsen").word);
        assert!(Known::of("amsterdam").proper && !Known::of("amsterdam").name());
        // Listed names, of which an ending would make words.
        for name in ["lars", "jens", "winters"] {
            assert!(Known::of(name).name() && !Known::of(name).word, "{name}");
        }
    }
}
