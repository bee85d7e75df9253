//! Twins: pages and documents that say the same, or nearly.
//!
//! Pages are compared by runs of [`RUN`] words (shingles), each a number. Of every [`WINDOW`] runs that follow each other the
//! smallest stands for the others, so that two pages with a passage of `RUN + WINDOW - 1` words in common share one that
//! stands for it (winnowing). Pages meet by these; only those that meet are compared whole.
//!
//! **Invariant:** of a text only numbers are kept. The same pages have the same twins in the same order. What it costs grows
//! with the pages and not with their pairs.
//! **Absent:** pictures; a scan has the words that were read on it.

use crate::model::page::text::PageText;
use crate::model::word::{Words, Written, is_prefix, is_title};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Words of a run.
const RUN: usize = 4;
/// An odd number with as many ones as zeros.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
/// Runs of which one stands for all.
const WINDOW: usize = 8;
/// Twins share this many runs at least: a heading and a greeting are no page.
const LEAST: usize = 12;
/// Twins share this part of the runs of the shorter one, so that a mail is the twin of the page that quotes it.
const SHARE: f64 = 0.5;
/// Documents share this part of all their runs when one may be left out for the other.
const DUPLICATE: f64 = 0.9;
/// Of the pages that meet in one run each is compared with so many that come next,
const NEXT: usize = 4;
/// with the first, and with so many of those that lead.
const LEADING: usize = 4;

/// A word of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// The same for the same word, however it is set.
    pub number: u64,
    /// Its first character and the first after it.
    pub chars: (usize, usize),
    /// It says something by itself; a title or a tussenvoegsel does not.
    pub tells: bool,
}

/// The words of a page in their order.
pub fn words(text: &PageText) -> Vec<Word> {
    let written = text.words.iter().enumerate();
    let written: Vec<Written> = written
        .map(|(number, (start, end))| Written {
            number,
            text: text
                .chars
                .get(*start..*end)
                .unwrap_or(&[])
                .iter()
                .map(|c| c.text)
                .collect(),
            covered: false,
        })
        .collect();
    let words = Words::of(&written);
    let tokens = words.tokens.iter().enumerate();
    tokens
        .map(|(at, token)| {
            let key = words.key(at);
            let start = |word: usize| text.words.get(word).map_or(0, |(start, _)| *start);
            let (first, (from, to)) = (token.words.0, token.chars);
            // Of letters set wide each is a written word.
            let chars = match token.words.1 - first {
                1 => (start(first) + from, start(first) + to),
                _ => (start(first + from), start(first + to - 1) + 1),
            };
            Word {
                number: number(key),
                chars,
                tells: !is_prefix(key) && !is_title(key),
            }
        })
        .collect()
}

/// Without a key of chance, so that it is the same each time.
fn number(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// A page as it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page(Vec<u64>);

impl Page {
    pub fn of(words: &[Word]) -> Self {
        Self(words.iter().map(|word| word.number).collect())
    }

    /// Whether it says nothing, or nothing that could be read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The run that begins at each word.
    fn runs(&self) -> Vec<u64> {
        // Those of words are spread already.
        let mix = |run: u64, word: &u64| (run ^ word).wrapping_mul(SPREAD).rotate_left(29);
        let run = |words: &[u64]| words.iter().fold(0, mix);
        self.0.windows(RUN).map(run).collect()
    }

    /// The runs that stand for the others, in order.
    fn standing(&self) -> Vec<u64> {
        let runs = self.runs();
        let smallest = |window: &[u64]| window.iter().min().copied();
        ordered(runs.windows(WINDOW).filter_map(smallest).collect())
    }
}

/// Each number once, in order.
fn ordered(mut numbers: Vec<u64>) -> Vec<u64> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Two pages, or two documents, that say the same or nearly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair<T = usize> {
    /// The places of pages in their list, or the documents: the smaller first.
    pub places: (T, T),
    /// How much of what they say they share: of pages of what the shorter says, of documents of all.
    pub share: f64,
}

/// The pages that are twins. Where many are alike, each is paired with those near it, and with some of those that lead.
pub fn pages(all: &[Page], leads: impl Fn(usize) -> bool) -> Vec<Pair> {
    let standing: Vec<Vec<u64>> = all.iter().map(Page::standing).collect();
    let runs: Vec<Vec<u64>> = all.iter().map(|page| ordered(page.runs())).collect();
    let is_likely = |(one, other): (usize, usize), met: usize| {
        let count = |place: usize| standing.get(place).map_or(0, Vec::len);
        4 * met >= count(one).min(count(other))
    };
    let met = meetings(&standing, leads).into_iter();
    let met = met.filter(|(places, met)| is_likely(*places, *met));
    // In the order of the list, whatever the order of the table.
    let met: BTreeSet<(usize, usize)> = met.map(|(places, _)| places).collect();
    let pair = |places: (usize, usize)| {
        let (one, other) = (runs.get(places.0)?, runs.get(places.1)?);
        let shared = common(one, other);
        let share = shared as f64 / one.len().min(other.len()).max(1) as f64;
        (shared >= LEAST && share >= SHARE).then_some(Pair { places, share })
    };
    met.into_iter().filter_map(pair).collect()
}

/// Pages that share runs that stand for others, and how many.
fn meetings(
    standing: &[Vec<u64>],
    leads: impl Fn(usize) -> bool,
) -> HashMap<(usize, usize), usize> {
    let pages = standing.iter().enumerate();
    let mut places: Vec<(u64, usize)> = pages
        .flat_map(|(place, runs)| runs.iter().map(move |run| (*run, place)))
        .collect();
    places.sort_unstable();
    let mut met = HashMap::new();
    for group in places.chunk_by(|a, b| a.0 == b.0) {
        let group: Vec<usize> = group.iter().map(|(_, place)| *place).collect();
        let leading = group.iter().copied().filter(|place| leads(*place));
        let heads: BTreeSet<usize> = leading
            .take(LEADING)
            .chain(group.first().copied())
            .collect();
        for (nth, page) in group.iter().enumerate() {
            let next = group.iter().skip(nth + 1).take(NEXT);
            let near: BTreeSet<usize> = next.chain(&heads).copied().collect();
            for other in near.into_iter().filter(|other| other != page) {
                *met.entry((*page.min(&other), *page.max(&other)))
                    .or_insert(0) += 1;
            }
        }
    }
    met
}

/// How many numbers two ordered lists have in common.
fn common(one: &[u64], other: &[u64]) -> usize {
    let mut rest = other;
    let is_there = |number: &&u64| {
        let smaller = rest.iter().take_while(|known| known < number).count();
        rest = rest.get(smaller..).unwrap_or(&[]);
        rest.first() == Some(number)
    };
    one.iter().filter(is_there).count()
}

/// The documents of which one may be left out for the other. `of` says of which document each page is, in order; `pairs`
/// are the twins among the pages. A document with a page that says nothing is like no other: what is on it is not known.
pub fn documents<T: Copy + Ord>(all: &[Page], of: &[T], pairs: &[Pair]) -> Vec<Pair<T>> {
    let mut pages: BTreeMap<T, Vec<&Page>> = BTreeMap::new();
    for (page, document) in all.iter().zip(of) {
        pages.entry(*document).or_default().push(page);
    }
    let owner = |place: usize| of.get(place).copied();
    let met: BTreeSet<(T, T)> = pairs
        .iter()
        .filter_map(|pair| owner(pair.places.0).zip(owner(pair.places.1)))
        .filter(|(one, other)| one != other)
        .map(|(one, other)| (one.min(other), one.max(other)))
        .collect();
    let pair = |places: (T, T)| {
        let share = resemblance(pages.get(&places.0)?, pages.get(&places.1)?)?;
        (share >= DUPLICATE).then_some(Pair { places, share })
    };
    met.into_iter().filter_map(pair).collect()
}

/// The part of all runs of two documents that both have; nothing when that is not worth counting.
fn resemblance(one: &[&Page], other: &[&Page]) -> Option<f64> {
    let is_known = |pages: &[&Page]| pages.iter().all(|page| !page.is_empty());
    let length = |pages: &[&Page]| pages.iter().map(|page| page.0.len()).sum::<usize>() as f64;
    let (short, long) = (
        length(one).min(length(other)),
        length(one).max(length(other)),
    );
    if !is_known(one) || !is_known(other) || short < DUPLICATE * long {
        return None;
    }
    // Over the ends of pages, which may lie elsewhere in the other.
    let runs = |pages: &[&Page]| {
        let words = pages.iter().flat_map(|page| page.0.iter().copied());
        ordered(Page(words.collect()).runs())
    };
    let (one, other) = (runs(one), runs(other));
    let shared = common(&one, &other);
    Some(shared as f64 / (one.len() + other.len() - shared).max(1) as f64)
}

/// The words of a page, each with that of its twin that stands in its place, where both say the same.
///
/// A run that each has once holds both together, and the words before and after it as long as they are the same. So what was moved
/// as a whole is found as well, as a quoted mail is.
pub fn aligned(page: &Page, twin: &Page) -> Vec<(usize, usize)> {
    let (own, there) = (once(page), once(twin));
    let mut rest = there.as_slice();
    let anchor = |(run, at): (u64, usize)| {
        rest = rest.get(rest.partition_point(|(known, _)| *known < run)..)?;
        let (known, there) = rest.first()?;
        (*known == run).then_some((at, *there))
    };
    let mut anchors: Vec<(usize, usize)> = own.into_iter().filter_map(anchor).collect();
    anchors.sort_unstable();
    let mut held = Held {
        page,
        twin,
        places: vec![None; page.0.len()],
        taken: vec![false; twin.0.len()],
    };
    for (at, there) in anchors {
        held.hold((at..page.0.len()).zip(there..twin.0.len()));
        held.hold((0..at).rev().zip((0..there).rev()));
    }
    let places = held.places.into_iter().enumerate();
    places
        .filter_map(|(at, there)| Some((at, there?)))
        .collect()
}

/// The runs that a page has once, in order, and where each begins.
fn once(page: &Page) -> Vec<(u64, usize)> {
    let runs = page.runs().into_iter().enumerate();
    let mut runs: Vec<(u64, usize)> = runs.map(|(at, run)| (run, at)).collect();
    runs.sort_unstable();
    let same = runs.chunk_by(|a, b| a.0 == b.0);
    same.filter_map(|same| <[_; 1]>::try_from(same).ok())
        .flatten()
        .collect()
}

/// Words of two pages, held together.
struct Held<'a> {
    page: &'a Page,
    twin: &'a Page,
    places: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Held<'_> {
    /// Goes on as long as the words are the same and neither is held.
    fn hold(&mut self, steps: impl Iterator<Item = (usize, usize)>) {
        for (at, there) in steps {
            let places = (self.places.get_mut(at), self.taken.get_mut(there));
            let (Some(place @ None), Some(taken @ false)) = places else {
                return;
            };
            if self.page.0.get(at) != self.twin.0.get(there) {
                return;
            }
            (*place, *taken) = (Some(there), true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page that says this.
    fn page(text: &str) -> Page {
        let words = Words::of_text(text);
        let keys = (0..words.tokens.len()).map(|at| number(words.key(at)));
        Page(keys.collect())
    }

    /// So many words that nothing else has.
    fn prose(seed: usize, words: usize) -> String {
        let words: Vec<String> = (0..words).map(|n| format!("w{seed}x{n}")).collect();
        words.join(" ")
    }

    fn places(pairs: &[Pair]) -> Vec<(usize, usize)> {
        pairs.iter().map(|pair| pair.places).collect()
    }

    #[test]
    fn a_page_is_the_twin_of_what_says_the_same_or_quotes_it() {
        let mail = prose(1, 40);
        let all = [
            page(&mail),
            page(&prose(2, 300)),
            page(&format!("{} {mail} {}", prose(3, 200), prose(4, 90))),
            page(&mail.replace("w1x7 ", "w1x7a ")),
        ];
        let pairs = pages(&all, |_| false);
        assert_eq!(places(&pairs), [(0, 2), (0, 3), (2, 3)]);
        assert_eq!(pairs[0].share, 1.0);
        assert!(pairs[1].share < 0.95);
    }

    #[test]
    fn a_letterhead_makes_no_twins() {
        let letter = |seed| page(&format!("{} {}", prose(0, 40), prose(seed, 120)));
        let all: Vec<Page> = (1..20).map(letter).collect();
        assert_eq!(pages(&all, |_| false), []);
        let short = [page(&prose(1, 10)), page(&prose(1, 10))];
        assert_eq!(pages(&short, |_| false), [], "a heading is no page");
    }

    #[test]
    fn among_many_alike_each_meets_those_that_lead() {
        let form = |seed| page(&format!("{} {}", prose(0, 200), prose(seed, 5)));
        let all: Vec<Page> = (1..101).map(form).collect();
        let pairs = pages(&all, |place| place == 50);
        let of_last: Vec<usize> = pairs
            .iter()
            .filter(|pair| pair.places.1 == 99)
            .map(|pair| pair.places.0)
            .collect();
        assert_eq!(of_last, [0, 50, 95, 96, 97, 98]);
        assert!(pairs.len() < 100 * (NEXT + 2));
    }

    #[test]
    fn words_are_held_together_wherever_they_were_moved() {
        let held = |one: &str, other: &str| aligned(&page(one), &page(other));
        let (head, tail) = ("aan de heer van", "op uw verzoek toegekend");
        let both = |name: &str| format!("{head} {name} {tail}");
        let later = held(&both("Jansen"), &format!("kopie {}", both("Jansen")));
        assert_eq!(later, (0..9).map(|at| (at, at + 1)).collect::<Vec<_>>());
        let other = held(&both("Jansen"), &both("Bakker"));
        assert!(!other.contains(&(4, 4)) && other.contains(&(5, 5)));
        let moved = held(&both("Jansen"), &format!("{tail} {head} Jansen"));
        assert!(moved.contains(&(4, 8)) && moved.contains(&(8, 3)));
        let again = format!("{head} {tail} {head}");
        let whole = held(&again, &again);
        assert_eq!(whole.len(), 12, "also what stands before a run, said twice");
        let twice = held(&format!("{head} {head}"), head);
        assert_eq!(twice, [], "which of both is not known");
    }

    #[test]
    fn documents_are_alike_whatever_their_pages() {
        let text = prose(1, 400);
        let (head, tail) = text.split_at(1500);
        let all = [
            page(&text),
            page(head),
            page(tail),
            page(&format!("{} {}", prose(1, 400), prose(2, 100))),
        ];
        let pairs = pages(&all, |_| false);
        let alike = documents(&all, &[0, 1, 1, 2], &pairs);
        assert_eq!(places(&alike), [(0, 1)]);
        let unread = [page(&text), page(&text), Page::default()];
        let pairs = pages(&unread, |_| false);
        assert_eq!(documents(&unread, &[0, 1, 1], &pairs), []);
    }

    #[test]
    #[ignore = "measures"]
    fn five_thousand_pages() {
        let form = |n: usize| page(&format!("{} {}", prose(n % 40, 300), prose(1000 + n, 200)));
        let all: Vec<Page> = (0..5000).map(form).collect();
        let begun = std::time::Instant::now();
        let pairs = pages(&all, |place| place % 3 == 0);
        let paired = begun.elapsed();
        let held: usize = pairs
            .iter()
            .map(|pair| {
                let (one, other) = pair.places;
                aligned(&all[one], &all[other]).len()
            })
            .sum();
        eprintln!(
            "{} twins in {paired:?}, {held} words held in {:?}",
            pairs.len(),
            begun.elapsed()
        );
    }
}
