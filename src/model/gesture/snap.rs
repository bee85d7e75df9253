//! From a drag over text to areas: exactly the words that were touched, and no word beside them.
//!
//! **Invariant:** an area holds the ink of every touched word, and the ink of no other word wherever the page leaves
//! room; the parts of a word that the law lets stay (an e-mail's domain, a closing comma, a euro sign) are words of
//! their own.
//! **Absent:** growing; what an area really covers is asked of [`PageText::grown`] as everywhere.

use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::text::{PageChar, PageText};

/// An area reaches this far beyond the ink of its words where there is room, in points.
const AIR_POINTS: f64 = 1.0;
/// An area stays this far from other words, in points.
const CLEAR_POINTS: f64 = 1.0;
/// The part of a character's cell, from above and below, that does not count as touched: lines stand close.
const UNTOUCHED_SHARE: f64 = 0.2;

/// The first character of a part of a word and the first after it.
pub(super) type Part = (usize, usize);

/// The areas for a drag: one for each line or column of touched words; none when it touches no word.
pub fn snapped(text: &PageText, drag: &PageRect, page: PageSize) -> Vec<PageRect> {
    areas_of(text, &touched(text, drag), page)
}

/// The areas for the characters from `first` up to `end`: one for each line that they take.
pub fn covering(text: &PageText, (first, end): (usize, usize), page: PageSize) -> Vec<PageRect> {
    let within = |(start, stop): &(usize, usize)| {
        let part = ((*start).max(first), (*stop).min(end));
        (part.0 < part.1).then_some(part)
    };
    let parts: Vec<Part> = text.words.iter().filter_map(within).collect();
    areas_of(text, &parts, page)
}

/// The areas for parts of words: one for each line that they take.
pub fn areas_of(text: &PageText, parts: &[(usize, usize)], page: PageSize) -> Vec<PageRect> {
    let runs = runs(text, parts);
    runs.iter()
        .filter_map(|run| area(text, *run, page))
        .collect()
}

/// The words that these areas cover, as one line of text for the screen.
pub fn covered_line(text: &PageText, areas: &[PageRect]) -> String {
    let inside = |c: &PageChar| areas.iter().any(|area| area.contains(c.ink.center()));
    let mut words: Vec<String> = Vec::new();
    for (start, end) in &text.words {
        let word = text.chars.get(*start..*end).unwrap_or(&[]);
        let covered: String = word.iter().filter(|c| inside(c)).map(|c| c.text).collect();
        if !covered.is_empty() {
            words.push(covered);
        }
    }
    words.join(" ")
}

/// The words that these areas cover with at most `reach` words before and after them, for the screen.
pub fn context(text: &PageText, areas: &[PageRect], reach: usize) -> [String; 3] {
    let inside = |word: &usize| {
        let chars = text.word(*word).iter();
        let mut centers = chars.map(|c| c.ink.center());
        centers.any(|center| areas.iter().any(|area| area.contains(center)))
    };
    let count = text.words.len();
    let Some(first) = (0..count).find(inside) else {
        return <[String; 3]>::default();
    };
    let last = (0..count).rev().find(inside).unwrap_or(first);
    let line = |words: std::ops::Range<usize>| {
        let words: Vec<String> = words.map(|word| text.word_text(word)).collect();
        words.join(" ")
    };
    [
        line(first.saturating_sub(reach)..first),
        line(first..last + 1),
        line(last + 1..(last + 1 + reach).min(count)),
    ]
}

fn touched(text: &PageText, drag: &PageRect) -> Vec<Part> {
    let core = |c: &PageChar| {
        let shy = if is_vertical(c) {
            (c.cell.width() * UNTOUCHED_SHARE, 0.0)
        } else {
            (0.0, c.cell.height() * UNTOUCHED_SHARE)
        };
        PageRect::new(
            c.cell.left() + shy.0,
            c.cell.top() + shy.1,
            c.cell.right() - shy.0,
            c.cell.bottom() - shy.1,
        )
        .unwrap_or(c.cell)
    };
    let is_touched = |part: &Part| {
        let chars = text.chars.get(part.0..part.1).unwrap_or(&[]);
        chars.iter().any(|c| core(c).intersects(drag))
    };
    let words = 0..text.words.len();
    words
        .flat_map(|word| parts(text, word))
        .filter(is_touched)
        .collect()
}

/// The parts of a word that go or stay each on their own.
///
/// Courts had domains and extensions released that were blackened by habit: the local part of an e-mail address and
/// its domain are two, so are the host and the path of a link. What stands around a word stays: brackets, quotes,
/// closing punctuation, `€` and `%`. A word that is nothing else is one part.
pub fn parts(text: &PageText, word: usize) -> Vec<Part> {
    let Some((first, end)) = text.words.get(word).copied() else {
        return Vec::new();
    };
    let chars: Vec<char> = text.word(word).iter().map(|c| c.text).collect();
    let is_bare = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '#' | '+');
    let Some(begin) = chars.iter().position(is_bare) else {
        return vec![(first, end)];
    };
    let bare_end = chars.iter().rposition(is_bare).map_or(end, |last| last + 1);
    let cuts = cuts(chars.get(begin..bare_end).unwrap_or(&[]));
    let mut parts = Vec::new();
    let mut from = begin;
    for (cut, after) in cuts {
        parts.push((first + from, first + begin + cut));
        from = begin + after;
    }
    parts.push((first + from, first + bare_end));
    parts.retain(|(start, end)| start < end);
    parts
}

/// Where a word falls apart: where a part ends and where the next begins.
fn cuts(word: &[char]) -> Vec<(usize, usize)> {
    if let Some(at) = word.iter().position(|c| *c == '@') {
        return vec![(at, at + 1)];
    }
    let text: String = word.iter().collect::<String>().to_lowercase();
    let host = if text.starts_with("https://") {
        8
    } else if text.starts_with("http://") {
        7
    } else if text.starts_with("www.") {
        0
    } else {
        return Vec::new();
    };
    let path = word.iter().skip(host).position(|c| *c == '/');
    path.map(|at| (host + at, host + at + 1))
        .into_iter()
        .collect()
}

/// Joins parts that follow each other in one line with nothing between them but what belongs to neither.
fn runs(text: &PageText, parts: &[Part]) -> Vec<Part> {
    let mut runs: Vec<Part> = Vec::new();
    for part in parts {
        match runs.last_mut() {
            Some(run) if follows(text, *run, *part) => run.1 = part.1,
            _ => runs.push(*part),
        }
    }
    runs
}

fn follows(text: &PageText, run: Part, part: Part) -> bool {
    let between = text.chars.get(run.1..part.0).unwrap_or(&[]);
    if between.iter().any(|c| c.text.is_alphanumeric()) {
        return false;
    }
    let (Some(last), Some(next)) = (text.chars.get(run.1 - 1), text.chars.get(part.0)) else {
        return false;
    };
    let quarters = last.quarters();
    let (last, next) = (
        last.cell.turned_back(quarters),
        next.cell.turned_back(quarters),
    );
    let line = last.height().min(next.height());
    let common = last.bottom().min(next.bottom()) - last.top().max(next.top());
    let gap = next.left() - last.right();
    common > line / 2.0 && gap < line && gap > -line
}

fn is_vertical(c: &PageChar) -> bool {
    let angle = f64::from(c.angle).rem_euclid(180.0);
    (45.0..135.0).contains(&angle)
}

/// The rectangle as it would lie if the text of `c` ran from side to side.
fn upright(c: &PageChar, rect: PageRect) -> PageRect {
    if is_vertical(c) {
        transposed(rect)
    } else {
        rect
    }
}

fn transposed(rect: PageRect) -> PageRect {
    PageRect::new(rect.top(), rect.left(), rect.bottom(), rect.right()).unwrap_or(rect)
}

/// The area of a run: the band of its line, kept clear of everything else.
fn area(text: &PageText, run: Part, page: PageSize) -> Option<PageRect> {
    let chars = text.chars.get(run.0..run.1)?;
    let model = chars.first()?;
    let inked = || chars.iter().filter(|c| !c.is_blank());
    let ink = inked()
        .map(|c| upright(model, c.ink))
        .reduce(|a, b| a.union(&b))?;
    let band = inked()
        .map(|c| upright(model, c.cell))
        .reduce(|a, b| a.union(&b))?;
    let mut edges = Edges {
        left: ink.left() - AIR_POINTS,
        top: band.top().min(ink.top()),
        right: ink.right() + AIR_POINTS,
        bottom: band.bottom().max(ink.bottom()),
    };
    let others = text.chars.iter().enumerate();
    for (_, other) in others.filter(|(i, c)| !(run.0..run.1).contains(i) && !c.is_blank()) {
        edges.withdraw(&ink, &upright(model, other.ink));
    }
    let area = PageRect::new(edges.left, edges.top, edges.right, edges.bottom)?;
    let area = if is_vertical(model) {
        transposed(area)
    } else {
        area
    };
    area.intersection(&page.rect()?)
}

struct Edges {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Edges {
    /// Keeps clear of another glyph, but never gives up ink that is to be covered.
    fn withdraw(&mut self, ink: &PageRect, other: &PageRect) {
        let beside = other.bottom() > self.top && other.top() < self.bottom;
        let above_or_below = other.right() > ink.left() && other.left() < ink.right();
        if above_or_below && other.center().y < ink.center().y {
            self.top = self.top.max(other.bottom() + 0.1).min(ink.top());
        } else if above_or_below {
            self.bottom = self.bottom.min(other.top() - 0.1).max(ink.bottom());
        } else if beside && other.center().x < ink.center().x {
            self.left = self.left.max(other.right() + CLEAR_POINTS).min(ink.left());
        } else if beside {
            self.right = self.right.min(other.left() - CLEAR_POINTS).max(ink.right());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::page::geometry::PagePoint;

    const PAGE: PageSize = PageSize {
        width: 600.0,
        height: 300.0,
    };

    fn char_at(text: char, left: f64, top: f64) -> PageChar {
        PageChar {
            cell: PageRect::new(left, top, left + 6.0, top + 14.0).unwrap(),
            origin: PagePoint::new(left, top + 11.0),
            ..PageChar::drawn(
                text,
                PageRect::new(left + 0.5, top + 3.0, left + 5.5, top + 11.0).unwrap(),
            )
        }
    }

    /// Lines of six points a character, 13 points apart.
    fn page(lines: &[&str]) -> PageText {
        let (mut chars, mut breaks) = (Vec::new(), Vec::new());
        for (row, line) in lines.iter().enumerate() {
            breaks.push(chars.len());
            let line = line.chars().enumerate();
            chars.extend(line.map(|(i, c)| char_at(c, 6.0 * i as f64, 20.0 + 13.0 * row as f64)));
        }
        PageText::new(chars, &breaks)
    }

    /// What a drag over some columns of some rows covers.
    fn drag(text: &PageText, columns: (f64, f64), rows: (usize, usize)) -> (String, Vec<PageRect>) {
        let y = |row: usize| 20.0 + 13.0 * row as f64 + 7.0;
        let drag = PageRect::new(
            6.0 * columns.0,
            y(rows.0) - 1.0,
            6.0 * columns.1,
            y(rows.1) + 1.0,
        );
        let areas = snapped(text, &drag.unwrap(), PAGE);
        (covered_line(text, &areas), areas)
    }

    #[test]
    fn a_drag_takes_whole_words_and_only_those_it_touches() {
        let text = page(&["aan de heer Jansen te Utrecht", "die hier woont"]);
        assert_eq!(drag(&text, (14.0, 15.0), (0, 0)).0, "Jansen");
        assert_eq!(drag(&text, (8.0, 15.0), (0, 0)).0, "heer Jansen");
        let (words, areas) = drag(&text, (10.0, 15.0), (0, 1));
        assert_eq!((words.as_str(), areas.len()), ("heer Jansen woont", 2));
        assert_eq!(drag(&text, (40.0, 50.0), (0, 0)).1, []);
    }

    #[test]
    fn nothing_untouched_is_covered_even_after_growing() {
        let text = page(&[
            "aan de heer Jansen te Utrecht",
            "die hier woont en gelijk",
            "heeft gekregen van",
        ]);
        for column in 0..28 {
            for row in 0..3 {
                let (words, areas) = drag(
                    &text,
                    (f64::from(column), f64::from(column) + 0.5),
                    (row, row),
                );
                let grown: Vec<PageRect> =
                    areas.iter().filter_map(|a| text.grown(*a, PAGE)).collect();
                assert_eq!(covered_line(&text, &grown), words);
                assert_eq!(text.covered_words(&grown).join(" "), words);
            }
        }
    }

    #[test]
    fn an_address_falls_apart_and_punctuation_stays() {
        let text =
            page(&["(j.jansen@voorbeeld.nl), € 14.250,50 en 12%; https://zaak.nl/p/jansen."]);
        let parts: Vec<String> = (0..text.words.len())
            .flat_map(|word| parts(&text, word))
            .map(|(a, b)| text.chars[a..b].iter().map(|c| c.text).collect())
            .collect();
        let expected = [
            "j.jansen",
            "voorbeeld.nl",
            "€",
            "14.250,50",
            "en",
            "12",
            "https://zaak.nl",
            "p/jansen",
        ];
        assert_eq!(parts, expected);
        assert_eq!(drag(&text, (3.0, 4.0), (0, 0)).0, "j.jansen");
        assert_eq!(drag(&text, (3.0, 15.0), (0, 0)).0, "j.jansen@voorbeeld.nl");
    }

    #[test]
    fn text_that_runs_upwards_is_taken_by_the_word() {
        let turned = |c: &PageChar| PageChar {
            ink: transposed(c.ink),
            cell: transposed(c.cell),
            angle: 90.0,
            ..c.clone()
        };
        let level = page(&["aan de heer Jansen"]);
        let text = PageText::new(level.chars.iter().map(turned).collect(), &[]);
        let touch = PageRect::new(26.0, 6.0 * 14.0, 28.0, 6.0 * 15.0).unwrap();
        let areas = snapped(&text, &touch, PAGE);
        assert_eq!(covered_line(&text, &areas), "Jansen");
        assert!(areas[0].height() > areas[0].width());
    }
}
