//! Which way up a page lies, by how well it reads: a sheet that lay on its side in the scanner reads as rubbish.
//!
//! **Absent:** reading; the caller has the picture read turned, and asks which reading is worth more.

use super::tsv::Word;

/// A word of so many letters of which the reader is this sure, of 100, is one.
const MIN_SURE_LETTERS: usize = 3;
const MIN_SURENESS: u8 = 70;
/// So many times the letters in sure words make another way up more likely than the way the page lies.
const TIMES_LIKELIER: usize = 2;

/// The turns to try, in quarters, clockwise: on a side first.
pub const TURNS: [u8; 3] = [1, 3, 2];

/// Letters in words that are surely words.
fn sure_letters(words: &[Word]) -> usize {
    let counts = words
        .iter()
        .filter(|word| word.sure >= MIN_SURENESS)
        .map(letters);
    counts.filter(|count| *count >= MIN_SURE_LETTERS).sum()
}

fn letters(word: &Word) -> usize {
    word.text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Whether at least half of what was read is surely words: no other way up is worth a try.
pub fn reads_well(words: &[Word]) -> bool {
    let all: usize = words.iter().map(letters).sum();
    all > 0 && sure_letters(words) * 2 >= all
}

/// Whether a page reads so much better turned that it must lie so.
pub fn is_better(turned: &[Word], as_it_lies: &[Word]) -> bool {
    reads_well(turned) && sure_letters(turned) > TIMES_LIKELIER * sure_letters(as_it_lies)
}
