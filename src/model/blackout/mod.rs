//! What will be black on one page and what stands on it: the settled outcome of all marks of that page.
//!
//! **Invariant:** preview, writer and verifier get the same [`PageBlackout`]; nobody lays out a second time. An area for
//! which there is no label stays black without one.
//! **Absent:** who made which mark.

pub mod label;
pub mod widen;

use crate::model::dossier::mark::Mark;
use crate::model::ground::Notation;
use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::text::PageText;
use label::{BlankMap, Label, Layout};
use serde::{Deserialize, Serialize};

/// One visually separate black area with its label.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BlackArea {
    /// The rectangles it consists of: one, or consecutive lines of one mark.
    pub rects: Vec<PageRect>,
    pub label: Label,
    /// The replacement text for a screen reader.
    pub spoken: String,
}

/// Everything that is black on one page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PageBlackout {
    pub areas: Vec<BlackArea>,
    /// The lines at the foot of the page that say what the numbers in areas stand for.
    pub legend: Vec<Label>,
}

impl PageBlackout {
    /// Settles the marks of one page: areas grown to the ink they touch, joined into visually separate groups, in
    /// reading order, each with its label. The order in which the marks were made has no influence, nor have words that
    /// were read from the picture of the page: those are not in the source, of which the copy is made.
    pub fn of(
        marks: &[&Mark],
        notation: Notation,
        text: &PageText,
        blank: &BlankMap,
        page: PageSize,
    ) -> Self {
        let nothing = PageText::default();
        let text = if text.is_from_picture() {
            &nothing
        } else {
            text
        };
        let given: Vec<PageRect> = marks.iter().flat_map(|m| &m.areas).copied().collect();
        let mut grown = text.all_grown(&given, page).into_iter();
        let mut groups: Vec<(Vec<PageRect>, String, String)> = Vec::new();
        for mark in marks {
            let rects = grown.by_ref().take(mark.areas.len()).flatten();
            for group in visually_separate(rects.collect()) {
                groups.push((group, mark.label_text(notation), mark.spoken()));
            }
        }
        groups.sort_by(|a, b| reading_order(&a.0, &b.0).then_with(|| a.1.cmp(&b.1)));
        groups.dedup();
        let black: Vec<PageRect> = groups
            .iter()
            .flat_map(|(rects, ..)| rects)
            .copied()
            .collect();
        let read = text.beside(&black).map(|c| &c.ink);
        let mut layout = Layout::new(black.iter(), read, blank, page);
        let mut areas = Vec::new();
        for (rects, text, spoken) in groups {
            // An area without its label is a slip; a passage that stays readable for want of one would be a leak.
            let placed = layout.place(&text, &rects);
            let Some(label) = placed.or_else(|| Label::none(&rects)) else {
                continue;
            };
            areas.push(BlackArea {
                rects,
                label,
                spoken,
            });
        }
        let legend = layout.legend();
        Self { areas, legend }
    }

    /// As [`PageBlackout::of`], for a page that a mark covers whole: nothing needs to be known of what stands on it.
    /// `None` for any other page.
    pub fn of_covered(marks: &[&Mark], notation: Notation, page: PageSize) -> Option<Self> {
        let covers = |mark: &&Mark| page.is_covered_by(&mark.areas);
        marks.iter().any(covers).then(|| {
            let blank = BlankMap::new(page, |_, _| true);
            Self::of(marks, notation, &PageText::default(), &blank, page)
        })
    }

    /// One area with the label 5.1.2e on a blank page.
    #[cfg(test)]
    pub fn of_one(area: PageRect, page: PageSize) -> Self {
        let mark = Mark {
            page: 0,
            areas: vec![area],
            grounds: crate::model::ground::Ground::parse("5.1.2e")
                .into_iter()
                .collect(),
            note: String::new(),
            free: false,
        };
        let (text, blank) = (PageText::default(), BlankMap::new(page, |_, _| false));
        Self::of(&[&mark], Notation::default(), &text, &blank, page)
    }

    /// Every black rectangle.
    pub fn rects(&self) -> Vec<PageRect> {
        self.areas
            .iter()
            .flat_map(|a| a.rects.iter().copied())
            .collect()
    }

    /// Every label that says something, and every line of the legend.
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        let labels = self.areas.iter().map(|area| &area.label);
        labels
            .filter(|label| !label.text.is_empty())
            .chain(&self.legend)
    }

    pub fn is_empty(&self) -> bool {
        self.areas.is_empty()
    }
}

fn reading_order(a: &[PageRect], b: &[PageRect]) -> std::cmp::Ordering {
    let key = |rects: &[PageRect]| {
        rects.first().map_or((0.0, 0.0, 0.0, 0.0), |r| {
            (r.top(), r.left(), r.bottom(), r.right())
        })
    };
    let (a, b) = (key(a), key(b));
    a.0.total_cmp(&b.0)
        .then(a.1.total_cmp(&b.1))
        .then(a.2.total_cmp(&b.2))
        .then(a.3.total_cmp(&b.3))
}

/// Splits the rectangles of one mark into groups that look like one black area: the next line, close below or
/// overlapping, with a common stretch.
fn visually_separate(mut rects: Vec<PageRect>) -> Vec<Vec<PageRect>> {
    rects.sort_by(|a, b| reading_order(std::slice::from_ref(a), std::slice::from_ref(b)));
    let mut groups: Vec<Vec<PageRect>> = Vec::new();
    for rect in rects {
        let joined = groups
            .iter_mut()
            .find(|group| group.iter().any(|r| look_like_one(r, &rect)));
        match joined {
            Some(group) => group.push(rect),
            None => groups.push(vec![rect]),
        }
    }
    groups
}

fn look_like_one(a: &PageRect, b: &PageRect) -> bool {
    let line = a.height().min(b.height());
    let gap = (b.top() - a.bottom()).max(a.top() - b.bottom());
    let common = a.right().min(b.right()) - a.left().max(b.left());
    gap < line && common > 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ground::Ground;
    use crate::model::page::text::PageChar;

    fn rect(l: f64, t: f64, r: f64, b: f64) -> PageRect {
        PageRect::new(l, t, r, b).unwrap()
    }

    fn mark(areas: Vec<PageRect>, ground: &str) -> Mark {
        Mark {
            page: 0,
            areas,
            grounds: vec![Ground::parse(ground).unwrap()],
            note: String::new(),
            free: false,
        }
    }

    const PAGE: PageSize = PageSize {
        width: 400.0,
        height: 400.0,
    };

    fn blackout(marks: &[&Mark]) -> PageBlackout {
        let blank = BlankMap::new(PAGE, |_, _| false);
        PageBlackout::of(
            marks,
            Notation::default(),
            &PageText::default(),
            &blank,
            PAGE,
        )
    }

    #[test]
    fn consecutive_lines_are_one_area_and_another_column_is_not() {
        let lines = mark(
            vec![
                rect(100.0, 50.0, 300.0, 62.0),
                rect(50.0, 64.0, 160.0, 76.0),
                rect(320.0, 200.0, 380.0, 212.0),
            ],
            "5.1.2e",
        );
        let areas = blackout(&[&lines]).areas;
        assert_eq!(
            areas.iter().map(|a| a.rects.len()).collect::<Vec<_>>(),
            [2, 1]
        );
        assert!(areas.iter().all(|a| a.label.text == "5.1.2e"));
    }

    #[test]
    fn words_that_were_read_from_the_picture_change_nothing() {
        let letter = |ink| PageChar {
            invisible: true,
            ..PageChar::drawn('a', ink)
        };
        let letters = vec![letter(rect(95.0, 48.0, 105.0, 64.0))];
        let across = mark(vec![rect(100.0, 50.0, 200.0, 62.0)], "5.1.2e");
        let blank = BlankMap::new(PAGE, |_, _| false);
        let with =
            |text: PageText| PageBlackout::of(&[&across], Notation::default(), &text, &blank, PAGE);
        let read = with(PageText::read_from_picture(letters.clone(), &[]));
        assert_eq!(read, blackout(&[&across]));
        assert_ne!(with(PageText::new(letters, &[])), read);
    }

    #[test]
    fn an_area_stays_black_when_its_label_has_no_place() {
        // So far from the origin that a small label has no width left to be told apart.
        let far = 1e18;
        let page = PageSize {
            width: 2.0 * far,
            height: 2.0 * far,
        };
        let area = rect(far, far, far + 128.0, far + 128.0);
        let blank = BlankMap::new(page, |_, _| true);
        let text = PageText::default();
        let black = PageBlackout::of(
            &[&mark(vec![area], "5.1.2e")],
            Notation::default(),
            &text,
            &blank,
            page,
        );
        assert_eq!(black.rects(), [area]);
        assert_eq!(black.areas[0].label.text, "");
    }

    #[test]
    fn the_order_of_the_marks_has_no_influence() {
        let (a, b) = (
            mark(vec![rect(10.0, 10.0, 90.0, 22.0)], "5.1.2e"),
            mark(vec![rect(10.0, 40.0, 14.0, 44.0)], "5.1.1c"),
        );
        assert_eq!(blackout(&[&a, &b]), blackout(&[&b, &a]));
        assert_eq!(blackout(&[&a, &b, &a]), blackout(&[&b, &a]));
    }
}
