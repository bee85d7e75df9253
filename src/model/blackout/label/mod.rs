//! Where the ground of a black area is printed: one layout for the preview, the writer and the verifier.
//!
//! **Invariant:** a label is never clipped, never over content and never a reason to blacken more; a line from a label
//! to its area runs over blank alone. Only what is black, blank or readable decides, and counted work, never a clock.
//! **Absent:** glyph outlines; this room measures with a table, the writer draws.
//!
//! In this order: within the area at 8 pt down to 6 pt; close to it on blank, with a thin line where it does not touch;
//! as a number in the area, close to it or in the margin beside it, which a legend on the same page explains; and on a
//! page that has no blank place for a legend, smaller within the area. Small and whole is better than hidden, and
//! putting it over content would cover more than was decided. The number stands in for "never another notation":
//! beside running text there is no other place that a reader can tell the area from.

mod legend;
mod letters;
mod room;
mod words;

pub use letters::{UNITS_PER_EM, advance};
pub use room::BlankMap;
pub use words::{Label, text_rect};

use crate::model::page::geometry::{PagePoint, PageRect, PageSize};
use legend::Legend;
use letters::printable;
use room::{Room, distance};
use words::{ASCENT, DESCENT, NUMBER_PADDING, PADDING, Words};

/// The largest and the smallest size in points at which a label is meant to be read.
const SIZES_POINTS: [f64; 3] = [8.0, 7.0, 6.0];
/// The same for a number, which is shorter and needs no more than to be told apart.
const NUMBER_SIZES_POINTS: [f64; 5] = [8.0, 7.0, 6.0, 5.0, 4.0];
/// Parts of the largest size that fits, for areas on a page without any blank place in which several labels stand.
const SHRINKING_SHARES: [f64; 6] = [1.0, 0.75, 0.5, 0.35, 0.25, 0.15];
/// Within this many points of its area a label needs no line.
const TOUCHING_POINTS: f64 = 2.0 * room::GAP;
/// Points by which the middle of a number in the margin may lie above or below that of its area.
const LEVEL_POINTS: f64 = 2.0;
/// A label further from its area than this, in points, is hard to find: a number is easier.
const REACH_POINTS: f64 = 48.0;

/// The labels of one page, placed one after the other.
pub struct Layout {
    room: Room,
    page: PageSize,
    legend: Legend,
}

impl Layout {
    /// `black` are all black rectangles of the page, `read` is where letters stand that stay: no label covers either,
    /// except that it may stand in its own area.
    pub fn new<'a>(
        black: impl Iterator<Item = &'a PageRect>,
        read: impl Iterator<Item = &'a PageRect>,
        blank: &BlankMap,
        page: PageSize,
    ) -> Self {
        Self {
            room: Room::new(blank, black.chain(read), page),
            page,
            legend: Legend::default(),
        }
    }

    /// A label that stands there already.
    pub fn take(&mut self, rect: PageRect) {
        self.room.take(rect);
    }

    /// Steps of work done.
    #[cfg(test)]
    fn done(&self) -> u64 {
        self.room.done()
    }

    /// Places the label of one black area, which may consist of several lines. `None` when there is no area, or none
    /// that a text can be told apart in.
    pub fn place(&mut self, text: &str, areas: &[PageRect]) -> Option<Label> {
        if text.is_empty() {
            return Label::none(areas);
        }
        let words = Words::new(printable(text), PADDING);
        let roomy = by_room(areas, &words);
        let placed = self
            .within(&words, &SIZES_POINTS, &roomy)
            .or_else(|| self.close_to(&words, &SIZES_POINTS, areas))
            .or_else(|| self.numbered(&words.text, areas, &roomy))
            .or_else(|| self.shrunk(&words, &roomy))?;
        Some(self.taken(placed))
    }

    /// Places the label of a passage that stays readable: in a blank place close to it or in the margin beside it, never
    /// over the passage; where there is none, over what stands above it. `None` only when there is no area.
    pub fn place_apart(&mut self, text: &str, areas: &[PageRect]) -> Option<Label> {
        let words = Words::new(printable(text), PADDING);
        let [.., size] = SIZES_POINTS;
        let placed = self
            .close_to(&words, &SIZES_POINTS, areas)
            .or_else(|| self.in_the_margin(&words, size, areas));
        let placed = placed.or_else(|| {
            let first = areas.first()?;
            let bottom = (first.top() - size * DESCENT).max(size * ASCENT);
            words.at(size, PagePoint::new(first.left(), bottom))
        })?;
        Some(self.taken(placed))
    }

    /// What explains the numbers, in their order.
    pub fn legend(self) -> Vec<Label> {
        self.legend.lines
    }

    fn taken(&mut self, label: Label) -> Label {
        self.room.take(label.rect);
        if let Some(line) = label.leader {
            self.room.take_line(line);
        }
        label
    }

    fn within(&self, words: &Words, sizes: &[f64], roomy: &[&PageRect]) -> Option<Label> {
        let places = sizes.iter().flat_map(|size| {
            let fitting = roomy.iter().filter(|area| *size <= words.fit(area));
            fitting.flat_map(|area| words.insides(*size, area))
        });
        self.apart(places)
    }

    /// The first label that keeps a letter's width apart from others, or a reader of the text would join them to one
    /// word.
    fn apart(&self, mut places: impl Iterator<Item = Label>) -> Option<Label> {
        places.find(|label| self.room.is_apart(&label.rect, label.size / 2.0))
    }

    /// In the nearest blank place within reach from which a line can be drawn.
    fn close_to(&mut self, words: &Words, sizes: &[f64], areas: &[PageRect]) -> Option<Label> {
        // Where the smallest has no place, a larger one has none either.
        let smallest = self.close_at(words, *sizes.last()?, areas)?;
        let larger = sizes.iter().take(sizes.len() - 1);
        let mut larger = larger.filter_map(|size| self.close_at(words, *size, areas));
        Some(larger.next().unwrap_or(smallest))
    }

    fn close_at(&mut self, words: &Words, size: f64, areas: &[PageRect]) -> Option<Label> {
        let linked = |room: &mut Room, place: &PageRect| {
            leader(place, areas).is_none_or(|line| room.is_clear(line, areas))
        };
        let reach = (REACH_POINTS, REACH_POINTS);
        let place = |area| self.room.nearest(words.beside(size), area, reach, linked);
        let places = areas.iter().filter_map(place);
        let (_, place) = places.min_by(|a, b| a.0.total_cmp(&b.0))?;
        let label = words.in_place(size, &place)?;
        Some(Label {
            leader: leader(&place, areas),
            ..label
        })
    }

    /// In the nearest blank place beside the line of an area, however far; who reads the line finds it.
    fn in_the_margin(&mut self, words: &Words, size: f64, areas: &[PageRect]) -> Option<Label> {
        let reach = (self.page.width, 0.0);
        let beside = |area: &PageRect| {
            let level =
                |place: &PageRect| (place.center().y - area.center().y).abs() < LEVEL_POINTS;
            let size = words.beside(size);
            let is_level = |_: &mut Room, place: &PageRect| level(place);
            self.room.nearest(size, area, reach, is_level)
        };
        let places = areas.iter().filter_map(beside);
        let (_, place) = places.min_by(|a, b| a.0.total_cmp(&b.0))?;
        words.in_place(size, &place)
    }

    /// A number that the legend explains; `None` when the legend has no place for its line.
    fn numbered(&mut self, text: &str, areas: &[PageRect], roomy: &[&PageRect]) -> Option<Label> {
        let number = self.legend.number(text, &mut self.room)?;
        let number = Words::new(number.to_string(), NUMBER_PADDING);
        let [.., size] = SIZES_POINTS;
        self.within(&number, &NUMBER_SIZES_POINTS, roomy)
            .or_else(|| self.close_to(&number, &[size], areas))
            .or_else(|| self.in_the_margin(&number, size, areas))
            .or_else(|| self.shrunk(&number, roomy))
    }

    /// As large as the area allows, beside the labels of overlapping areas.
    fn shrunk(&self, words: &Words, roomy: &[&PageRect]) -> Option<Label> {
        let area = roomy.first()?;
        let largest = words.fit(area).clamp(0.1, SIZES_POINTS[0]);
        let smaller = SHRINKING_SHARES.iter().map(|part| largest * part);
        let places = smaller.flat_map(|size| words.rows(size, area));
        self.apart(places)
            .or_else(|| words.centered(largest, area.center()))
    }
}

/// The areas in which a text fits largest come first.
fn by_room<'a>(areas: &'a [PageRect], words: &Words) -> Vec<&'a PageRect> {
    let mut roomy: Vec<&PageRect> = areas.iter().collect();
    roomy.sort_by(|a, b| words.fit(b).total_cmp(&words.fit(a)));
    roomy
}

/// The line from a label to the nearest of its areas; `None` where it touches that.
fn leader(place: &PageRect, areas: &[PageRect]) -> Option<(PagePoint, PagePoint)> {
    let nearest = areas
        .iter()
        .min_by(|a, b| distance(place, a).total_cmp(&distance(place, b)))?;
    (distance(place, nearest) > TOUCHING_POINTS).then(|| closest_points(place, nearest))
}

fn closest_points(label: &PageRect, area: &PageRect) -> (PagePoint, PagePoint) {
    let along = |a0: f64, a1: f64, b0: f64, b1: f64| {
        if a1 < b0 {
            (a1, b0)
        } else if b1 < a0 {
            (a0, b1)
        } else {
            let middle = (a0.max(b0) + a1.min(b1)) / 2.0;
            (middle, middle)
        }
    };
    let (lx, ax) = along(label.left(), label.right(), area.left(), area.right());
    let (ly, ay) = along(label.top(), label.bottom(), area.top(), area.bottom());
    (PagePoint::new(lx, ly), PagePoint::new(ax, ay))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: PageSize = PageSize {
        width: 200.0,
        height: 200.0,
    };

    fn rect(l: f64, t: f64, r: f64, b: f64) -> PageRect {
        PageRect::new(l, t, r, b).unwrap()
    }

    fn empty() -> BlankMap {
        BlankMap::new(PAGE, |_, _| false)
    }

    fn layout(black: &[PageRect], blank: &BlankMap) -> Layout {
        Layout::new(black.iter(), [].iter(), blank, PAGE)
    }

    fn placed(area: PageRect, blank: &BlankMap) -> Label {
        layout(&[area], blank).place("5.1.2e", &[area]).unwrap()
    }

    #[test]
    fn the_label_of_a_readable_passage_stands_in_a_blank_place_beside_it() {
        let passage = rect(50.0, 50.0, 120.0, 64.0);
        // Ink on the passage and on the lines around it, but not at the right.
        let lines = |column: usize, row: usize| column < 70 && row > 10 && row < 45;
        let blank = BlankMap::new(PAGE, lines);
        let place = |blank: &BlankMap| {
            let placed = layout(&[passage], blank).place_apart("5.1.2e", &[passage]);
            placed.unwrap()
        };
        let label = place(&blank);
        assert!(blank.is_blank(&label.rect) && !label.rect.intersects(&passage));
        let full = BlankMap::new(PAGE, |_, _| true);
        assert!(place(&full).rect.bottom() <= passage.top() + 0.01);
    }

    #[test]
    fn a_roomy_area_holds_its_label_at_eight_points() {
        let area = rect(50.0, 50.0, 120.0, 64.0);
        let label = placed(area, &empty());
        assert!(label.inside && label.size == 8.0 && label.leader.is_none());
        assert!(area.contains_rect(&label.rect));
    }

    #[test]
    fn a_low_area_holds_it_smaller() {
        let area = rect(50.0, 50.0, 120.0, 57.5);
        let label = placed(area, &empty());
        assert!(label.inside && label.size == 6.0);
        assert!(area.contains_rect(&label.rect));
    }

    #[test]
    fn a_small_area_has_it_beside_on_blank() {
        let area = rect(50.0, 50.0, 58.0, 57.0);
        let ink = BlankMap::new(PAGE, |column, row| column > 28 && (24..30).contains(&row));
        let label = placed(area, &ink);
        assert!(!label.inside && label.size == 8.0);
        assert!(ink.is_blank(&label.rect) && !label.rect.intersects(&area));
        assert!(label.leader.is_none());
    }

    #[test]
    fn a_label_that_does_not_touch_its_area_gets_a_line_over_blank() {
        let area = rect(100.0, 100.0, 104.0, 105.0);
        // Blank but for short strokes left and right, above and below.
        let near = |v: usize, low: usize, high: usize| (low..high).contains(&v);
        let ink = BlankMap::new(PAGE, |x, y| {
            let cross = near(y, 44, 48) || near(y, 58, 60);
            near(x, 30, 45) && near(y, 44, 60)
                || near(x, 57, 70) && near(y, 44, 60)
                || near(x, 48, 50) && cross
        });
        let label = placed(area, &ink);
        let (from, to) = label.leader.unwrap();
        assert!(!label.inside && label.text == "5.1.2e");
        assert!(
            label.rect.expanded(0.1).unwrap().contains(from)
                && area.expanded(0.1).unwrap().contains(to)
        );
        let on_line = |part: f64| {
            PagePoint::new(
                from.x + (to.x - from.x) * part,
                from.y + (to.y - from.y) * part,
            )
        };
        for step in 0..=20 {
            let p = on_line(f64::from(step) / 20.0);
            let spot = rect(p.x - 0.3, p.y - 0.3, p.x + 0.3, p.y + 0.3);
            assert!(ink.is_blank(&spot), "{p:?}");
        }
    }

    /// Ink from edge to edge but for the margins.
    fn page_of_text() -> BlankMap {
        BlankMap::new(PAGE, |x, y| (10..90).contains(&x) && (10..85).contains(&y))
    }

    #[test]
    fn an_area_amid_text_gets_a_number_that_the_legend_explains() {
        let blank = page_of_text();
        let areas = [
            rect(100.0, 100.0, 104.0, 108.0),
            rect(100.0, 124.0, 101.0, 132.0),
            rect(60.0, 100.0, 66.0, 109.0),
        ];
        let mut layout = layout(&areas, &blank);
        let mut place = |n: usize, text: &str| layout.place(text, &areas[n..=n]).unwrap();
        let (first, narrow, other) = (place(0, "5.1.2e"), place(1, "5.1.2e"), place(2, "5.1.1c"));
        assert_eq!([&*first.text, &*narrow.text, &*other.text], ["1", "1", "2"]);
        assert!(first.inside && first.size >= 4.0 && areas[0].contains_rect(&first.rect));
        // Too narrow for a number: that stands in the margin beside its line.
        assert!(!narrow.inside && narrow.leader.is_none() && blank.is_blank(&narrow.rect));
        assert!(narrow.rect.top() < 128.0 && narrow.rect.bottom() > 128.0);
        let legend = layout.legend();
        let lines: Vec<&str> = legend.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(lines, ["1: 5.1.2e", "2: 5.1.1c"]);
        assert!(
            legend
                .iter()
                .all(|line| blank.is_blank(&line.rect) && line.size >= 6.0)
        );
        assert!(!legend[0].rect.intersects(&legend[1].rect));
    }

    #[test]
    fn what_can_be_read_is_as_good_as_ink() {
        let area = rect(50.0, 50.0, 58.0, 57.0);
        let pale = rect(0.0, 0.0, 200.0, 110.0);
        let blank = empty();
        let mut layout = Layout::new([area].iter(), [pale].iter(), &blank, PAGE);
        let label = layout.place("5.1.2e", &[area]).unwrap();
        assert!(label.inside || label.rect.top() > 110.0, "{label:?}");
    }

    #[test]
    fn thousands_of_labels_take_work_in_proportion() {
        let page = PageSize {
            width: 595.0,
            height: 842.0,
        };
        let blank = BlankMap::new(page, |x, y| {
            (20..275).contains(&x) && (20..390).contains(&y) && y % 6 < 5 && x % 4 < 3
        });
        let work = |count: usize| {
            let box_of = |n: usize| {
                let (left, top) = (
                    40.0 + 5.0 * (n % 100) as f64,
                    40.0 + 13.0 * (n / 100) as f64,
                );
                rect(left, top, left + 3.0 + (n % 3) as f64, top + 9.0)
            };
            let areas: Vec<PageRect> = (0..count).map(box_of).collect();
            let mut layout = Layout::new(areas.iter(), [].iter(), &blank, page);
            for (n, area) in areas.iter().enumerate() {
                let text = ["5.1.2e", "5.1.1c", "5.1.2e + 5.1.1c"][n % 3];
                assert!(layout.place(text, std::slice::from_ref(area)).is_some());
            }
            layout.done()
        };
        let (some, all) = (work(1000), work(5000));
        assert!(all < 6 * some && all < 20_000_000, "{some} {all}");
    }

    #[test]
    fn where_nothing_is_blank_it_shrinks_and_stays_whole() {
        let area = rect(100.0, 100.0, 105.0, 105.0);
        let label = placed(area, &BlankMap::new(PAGE, |_, _| true));
        assert!(label.inside && label.size < 6.0 && area.contains_rect(&label.rect));
    }

    fn both(areas: [PageRect; 2]) -> [Label; 2] {
        let mut layout = layout(&areas, &empty());
        let mut place = |n: usize, text: &str| layout.place(text, &areas[n..=n]).unwrap();
        [place(0, "5.1.2e"), place(1, "5.1.1c")]
    }

    #[test]
    fn two_labels_do_not_meet() {
        let [first, second] = both([rect(50.0, 50.0, 55.0, 56.0), rect(50.0, 58.0, 55.0, 64.0)]);
        assert!(!first.rect.intersects(&second.rect));
    }

    #[test]
    fn the_labels_of_overlapping_areas_do_not_meet() {
        let area = rect(50.0, 50.0, 150.0, 64.0);
        let [first, second] = both([area, area]);
        assert!(first.inside && second.inside && !first.rect.intersects(&second.rect));
    }

    #[test]
    fn the_widths_are_those_of_the_font() {
        use skrifa::MetadataProvider;
        let font = skrifa::FontRef::new(dejavu::sans_condensed::regular()).unwrap();
        let metrics = font.glyph_metrics(
            skrifa::instance::Size::unscaled(),
            skrifa::instance::LocationRef::default(),
        );
        for c in (0x20..0x180)
            .filter_map(char::from_u32)
            .filter(|c| !c.is_control())
        {
            let glyph = font.charmap().map(c).unwrap();
            assert_eq!(
                advance(c).map(f32::from),
                metrics.advance_width(glyph),
                "{c:?}"
            );
        }
    }

    #[test]
    fn no_ground_in_any_notation_sticks_out_of_its_place() {
        use crate::model::ground::{Ground, GroundStyle, Notation, ScopeLabel};
        use skrifa::MetadataProvider;
        let font = skrifa::FontRef::new(dejavu::sans_condensed::regular()).unwrap();
        let metrics = font.glyph_metrics(
            skrifa::instance::Size::unscaled(),
            skrifa::instance::LocationRef::default(),
        );
        let em = UNITS_PER_EM;
        let styles = [
            GroundStyle::Dotted,
            GroundStyle::Bracketed,
            GroundStyle::Long,
        ];
        let notations = styles
            .into_iter()
            .flat_map(|style| ScopeLabel::ALL.map(|scope| Notation { style, scope }));
        for text in notations.flat_map(|n| Ground::all().map(move |g| g.written(n))) {
            let place = text_rect(&text, 1.0, PagePoint::new(0.0, 0.0)).unwrap();
            let mut x = 0.0;
            for c in text.chars() {
                let glyph = font.charmap().map(c).unwrap();
                if let Some(ink) = metrics.bounds(glyph).filter(|ink| ink.x_max > ink.x_min) {
                    let [left, right] = [ink.x_min, ink.x_max].map(|v| x + f64::from(v) / em);
                    let [top, bottom] = [-ink.y_max, -ink.y_min].map(|v| f64::from(v) / em);
                    let within = place.left() <= left && right <= place.right();
                    assert!(
                        within && place.top() <= top && bottom <= place.bottom(),
                        "{text}: {c}"
                    );
                }
                x += f64::from(advance(c).unwrap()) / em;
            }
        }
    }
}
