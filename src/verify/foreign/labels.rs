//! The labels that another program prints in its boxes.
//!
//! **Invariant:** what may be a remainder of the covered text is no label.
//! **Absent:** labels of ours; their places are known.

use crate::model::page::geometry::PageRect;
use crate::model::page::seen::Seen;
use crate::model::page::text::{PageChar, PageText, folded};
use crate::verify::SourcePage;
use crate::verify::labels::stands_in;

/// Points within which a character stands where it stood in the source.
const SAME_PLACE: f64 = 2.0;
/// Points around the ink of a label that belong to it.
const LABEL_MARGIN: f64 = 1.0;

/// Takes the labels that another program put in its boxes out of the text of a page; where they stood. What has a
/// character of the source in its place, or two letters in a row of what its box covers, is no label but a remainder.
/// So is all that can be read where the source shows something beside its text: it may have been read from a picture.
pub fn take_labels(text: &mut PageText, source: &SourcePage, boxes: &[PageRect]) -> Vec<PageRect> {
    let mut labels = vec![false; text.chars.len()];
    for rect in boxes {
        let inside = |c: &&PageChar| !c.is_blank() && stands_in(c, rect);
        let covered: Vec<&PageChar> = source.text.chars.iter().filter(inside).collect();
        let stand = |(index, c): (usize, &PageChar)| inside(&c).then_some(index);
        let found: Vec<usize> = text.chars.iter().enumerate().filter_map(stand).collect();
        let shown: Vec<&PageChar> = found.iter().filter_map(|i| text.chars.get(*i)).collect();
        let inks: Vec<PageRect> = covered.iter().map(|c| c.ink).collect();
        let shows_more = Seen::new(&source.pixels, source.size, &inks, 0.0).has_contrast(rect);
        if !shows_more && !is_remainder(&shown, &covered) {
            found.into_iter().for_each(|index| labels[index] = true);
        }
    }
    let places = text.chars.iter().zip(&labels).filter(|(_, label)| **label);
    let places = places.filter_map(|(c, _)| c.ink.expanded(LABEL_MARGIN));
    let places = places.collect();
    let kept = text.chars.iter().zip(labels).filter(|(_, label)| !label);
    *text = PageText::new(kept.map(|(c, _)| c.clone()).collect(), &[]);
    places
}

fn is_remainder(shown: &[&PageChar], covered: &[&PageChar]) -> bool {
    let read = |chars: &[&PageChar]| folded(&chars.iter().map(|c| c.text).collect::<String>());
    let near = |a: &PageChar, b: &PageChar| {
        (a.origin.x - b.origin.x).hypot(a.origin.y - b.origin.y) <= SAME_PLACE
    };
    let kept = |c: &&PageChar| covered.iter().any(|s| s.text == c.text && near(c, s));
    let letters: Vec<char> = read(shown).chars().collect();
    let covered_letters = read(covered);
    let mut rows = letters.windows(letters.len().clamp(1, 2));
    let in_row = |row: &[char]| covered_letters.contains(&row.iter().collect::<String>());
    shown.iter().any(kept) || rows.any(in_row)
}
