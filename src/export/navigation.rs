//! Which links, lines of the outline and page labels of a source go along with its copy.
//!
//! **Invariant:** something goes along only when its words can be read one after the other on a page of the copy, outside
//! every black area, and when it leads to a page or a web address: a name of words that each stand somewhere is still a
//! name. What is under an area has no say: two sources that differ only there keep the same. All that stays behind is
//! counted.
//! **Absent:** reading and writing.

use super::readable::{Readable, keys};
use super::report::{Counted, NavigationReport};
use crate::model::navigation::{Bookmark, Guide, Link, Navigation, PageLabels, Target, unescaped};
use crate::model::page::geometry::PageRect;
use crate::model::page::text::PageText;
use unicode_normalization::UnicodeNormalization;

/// A title or prefix that is longer says more than where to go.
const MAX_TITLE: usize = 300;
const MAX_PREFIX: usize = 6;
/// Parts of an address that every address has.
const USUAL: [&str; 3] = ["http", "https", "www"];

/// What decides.
pub struct Allowing<'a> {
    areas: Vec<&'a [PageRect]>,
    readable: Readable,
}

impl<'a> Allowing<'a> {
    /// `pages` are the texts of the source with what is black on each.
    pub fn new(pages: Vec<(&'a PageText, &'a [PageRect])>) -> Self {
        let readable = Readable::of(&pages);
        let areas = pages.iter().map(|(_, areas)| *areas).collect();
        Self { areas, readable }
    }

    /// What goes along; the report is `None` where the source has nothing of the kind.
    pub fn navigation(
        &self,
        links: &[&[Link]],
        guide: Guide,
    ) -> (Navigation, Option<NavigationReport>) {
        let kept: Vec<Vec<Link>> = links
            .iter()
            .enumerate()
            .map(|(page, links)| {
                let may = |link: &&Link| self.may_lead(page, link);
                links.iter().filter(may).cloned().collect()
            })
            .collect();
        let lines = self.bookmarks(&guide.bookmarks);
        let labels = self.labels(&guide.labels);
        let count = |lists: &mut dyn Iterator<Item = usize>| lists.sum::<usize>();
        let report = NavigationReport {
            links: Counted::of(
                count(&mut kept.iter().map(Vec::len)),
                count(&mut links.iter().map(|l| l.len())),
            ),
            bookmarks: Counted::of(lines.len(), guide.bookmarks.len() + guide.beyond),
            page_labels: Counted::of(labels.len(), guide.labels.len()),
        };
        let navigation = Navigation {
            links: kept,
            guide: Guide {
                bookmarks: lines,
                beyond: 0,
                labels,
            },
        };
        let told = (report != NavigationReport::default()).then_some(report);
        (navigation, told)
    }

    fn has_page(&self, page: usize) -> bool {
        page < self.areas.len()
    }

    fn may_lead(&self, page: usize, link: &Link) -> bool {
        let areas = self.areas.get(page).copied().unwrap_or(&[]);
        // A link that lies against an area may be that of covered words.
        let near = |area: &PageRect| area.expanded(1.0).is_some_and(|a| a.intersects(&link.area));
        let leads = match &link.target {
            Some(Target::Page(page)) => self.has_page(*page),
            Some(Target::Web(address)) => is_web(address) && self.shows_address(address),
            None => false,
        };
        leads && !areas.iter().any(near)
    }

    /// Whether an address can be read as a whole, but for the parts that every address has.
    fn shows_address(&self, address: &str) -> bool {
        let address = String::from_utf8_lossy(&unescaped(address.as_bytes())).into_owned();
        let keys = keys(&address).filter(|key| !USUAL.contains(&key.as_str()));
        is_plain(&address) && self.readable.has_in_a_row(&keys.collect::<Vec<_>>())
    }

    fn bookmarks(&self, lines: &[Bookmark]) -> Vec<Bookmark> {
        let mut kept: Vec<Bookmark> = Vec::new();
        for line in lines {
            let leads = line.page.is_some_and(|page| self.has_page(page));
            if !leads || !self.may_be_read(&line.title) {
                continue;
            }
            // What stood below a line that is gone moves up.
            let deepest = kept.last().map_or(0, |before| before.level + 1);
            kept.push(Bookmark {
                level: line.level.min(deepest),
                title: line.title.trim().to_owned(),
                ..*line
            });
        }
        kept
    }

    fn may_be_read(&self, title: &str) -> bool {
        !title.trim().is_empty()
            && title.chars().count() <= MAX_TITLE
            && is_plain(title)
            && self.readable.has_in_a_row(&keys(title).collect::<Vec<_>>())
    }

    /// All or none: a range that is left out would number its pages wrongly.
    fn labels(&self, labels: &[PageLabels]) -> Vec<PageLabels> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ' ' | '/');
        let sound = |label: &PageLabels| {
            let prefix = &label.prefix;
            self.has_page(label.from)
                && (1..1_000_000).contains(&label.first)
                && prefix.chars().count() <= MAX_PREFIX
                && prefix.chars().all(plain)
                && keys(prefix).filter(|key| key.len() == 1).count() <= 2
                && keys(prefix).filter(|key| is_letter(key)).count() <= 1
                && keys(prefix).all(|key| key.len() == 1 || self.readable.has_in_a_row(&[key]))
        };
        let rising = labels.windows(2).all(|pair| match pair {
            [a, b] => a.from < b.from,
            _ => true,
        });
        let from_first = labels.first().is_some_and(|label| label.from == 0);
        if rising && from_first && labels.iter().all(sound) {
            labels.to_vec()
        } else {
            Vec::new()
        }
    }
}

/// Whether a key is one letter, as that of an annex.
fn is_letter(key: &str) -> bool {
    key.len() == 1 && key.chars().all(char::is_alphabetic)
}

/// Whether a title or address is made of letters, digits and the signs of running text alone: whatever else it held, nobody would ask
/// whether that is a word.
fn is_plain(title: &str) -> bool {
    const SIGNS: &str = "–—‘’‚“”„…•·§°€£©®«»№²³½¼×→←";
    let is_sign =
        |c: char| c == ' ' || c == '\u{a0}' || c.is_ascii_punctuation() || SIGNS.contains(c);
    let over_letters = |c: char| {
        matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
    };
    let mut letters = title.nfc();
    letters.all(|c| is_sign(c) || c.is_alphanumeric() && !over_letters(c))
}

/// An address of the web, without the name of a user.
fn is_web(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    let rest = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    host.is_some_and(|host| !host.is_empty() && !host.contains('@'))
        && address.bytes().all(|b| b.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::navigation::Numerals;
    use crate::model::page::geometry::PagePoint;
    use crate::model::page::text::PageChar;

    fn rect(left: f64, right: f64) -> PageRect {
        PageRect::new(left, 0.0, right, 10.0).unwrap()
    }

    /// Ten points a character; the names in the second word and the third are covered.
    fn page() -> (PageText, Vec<PageRect>) {
        let line = "besluit Jansen Bos Het besluit op voorbeeld.nl/besluit en Bossen A";
        let chars = line.chars().enumerate();
        let chars = chars.map(|(i, text)| PageChar {
            origin: PagePoint::new(i as f64 * 10.0, 10.0),
            ..PageChar::drawn(text, rect(i as f64 * 10.0, i as f64 * 10.0 + 9.0))
        });
        (PageText::new(chars.collect(), &[]), vec![rect(80.0, 179.0)])
    }

    fn asked(links: &[Link], guide: Guide) -> (Navigation, NavigationReport) {
        let (text, areas) = page();
        let allowing = Allowing::new(vec![(&text, &areas)]);
        let (navigation, report) = allowing.navigation(&[links], guide);
        (navigation, report.unwrap_or_default())
    }

    #[test]
    fn links_stay_behind_that_tell_or_start_something() {
        let web = |address: &str| Some(Target::Web(address.to_owned()));
        let link = |target| Link {
            area: rect(0.0, 60.0),
            target,
        };
        let links = [
            link(web("https://voorbeeld.nl/besluit")),
            link(Some(Target::Page(0))),
            link(web("https://www.voorbeeld.nl/%62esluit")),
            link(web("https://voorbeeld.nl/j%61nsen")),
            link(web("https://voorbeeld.nl/j%2561nsen")),
            link(web("https://voorbeeld.nl/elders")),
            // Each of its words stands there, but not beside one another; and letters that are none to whoever asks for words.
            link(web("https://voorbeeld.nl/en/besluit")),
            link(web("https://voorbeeld.nl/besluit/%e2%a0%8b")),
            link(web("https://voorbeeld.nl/?naam=Bos")),
            link(web("https://piet@voorbeeld.nl/")),
            link(web("mailto:info@voorbeeld.nl")),
            link(web("javascript:alert(1)")),
            link(Some(Target::Page(7))),
            link(None),
            Link {
                area: rect(60.0, 90.0),
                target: web("https://voorbeeld.nl/"),
            },
        ];
        let (navigation, report) = asked(&links, Guide::default());
        assert_eq!(navigation.links_of(0), &links[..3]);
        assert_eq!((report.links.kept, report.links.dropped), (3, 12));
    }

    #[test]
    fn titles_stay_behind_that_name_what_is_covered() {
        let line = |title: &str, level, page| Bookmark {
            title: title.to_owned(),
            level,
            page,
        };
        let bookmarks = vec![
            line("Bezwaar van Jansen", 0, Some(0)),
            line("Het besluit op", 1, Some(0)),
            line("Familie Bos", 1, Some(0)),
            line("Bossen", 2, Some(0)),
            line("Besluit", 0, None),
            line("Niet te lezen", 0, Some(0)),
            // Letters that are none to whoever asks for words: of a font of signs, of flags, set above others, in braille.
            line("\u{f04a}\u{f061}\u{f06e}", 0, Some(0)),
            line("\u{1f1e7}\u{1f1f4}\u{1f1f8}", 0, Some(0)),
            line("Het\u{366}\u{368}\u{369}", 0, Some(0)),
            line("\u{280b}\u{2815}", 0, Some(0)),
            line("A A A", 0, Some(0)),
            // Each of its words stands there, but not beside one another.
            line("Besluit en voorbeeld", 0, Some(0)),
            // What is covered stands between them.
            line("Besluit Het besluit", 0, Some(0)),
        ];
        let guide = Guide {
            bookmarks,
            beyond: 40,
            labels: Vec::new(),
        };
        let (navigation, report) = asked(&[], guide);
        let kept: Vec<(&str, u8)> = navigation
            .guide
            .bookmarks
            .iter()
            .map(|b| (b.title.as_str(), b.level))
            .collect();
        assert_eq!(kept, [("Het besluit op", 0), ("Bossen", 1)]);
        assert_eq!(report.bookmarks, Counted::of(2, 53));
    }

    #[test]
    fn labels_are_numbers_and_not_headings() {
        let label = |prefix: &str| {
            vec![PageLabels {
                from: 0,
                numerals: Some(Numerals::LowerRoman),
                prefix: prefix.to_owned(),
                first: 3,
            }]
        };
        let kept = |labels: Vec<PageLabels>| {
            let guide = Guide {
                labels,
                ..Guide::default()
            };
            asked(&[], guide).0.guide.labels.len()
        };
        assert_eq!(kept(label("A-")), 1);
        assert_eq!(kept(label("")), 1);
        assert_eq!(kept(label("Bos")), 0);
        assert_eq!(kept(label("B.o.s")), 0, "spelled");
        assert_eq!(kept(label("Aan de heer")), 0);
    }
}
