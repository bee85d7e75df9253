//! Which characters of a page are seen: the page is drawn with its text, without it, and once more without each text of
//! which only that can tell.
//!
//! **Invariant:** a character that is drawn counts as hidden only where its text can be taken away and nothing changes,
//! or where nobody could read it: off the page, or too small.
//! **Absent:** why it is hidden. A text that cannot be told from others, since too many lie over one another, counts as
//! hidden.
//!
//! The order of drawing was the alternative: it would need every way in which a page can cover, clip or fade.

use super::document::Document;
use super::known::ByObject;
use super::object_key::{self, Key};
use super::page_objects::MAX_DEPTH;
use super::reference::{Reference, scale};
use super::render::picture;
use crate::model::page::geometry::{PageRect, PageSize};
use crate::model::page::pixels::Pixels;
use crate::model::page::rects::Rects;
use crate::model::page::text::{Looks, PageChar, PageText, folded};
use pdfium_render::prelude::*;
use std::cell::LazyCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

/// Points around the ink of a character in which its edge is drawn.
const EDGE_POINTS: f64 = 0.75;
/// A character that stands this near to the same one, in points, is there to make it bold.
const BOLD_POINTS: f64 = 1.0;
/// Texts that lie over one another are taken away in so many turns at most.
const MOST_TURNS: usize = 12;
/// More characters than this in such places are no page that anybody reads.
const MOST_SHARED: usize = 20_000;
/// A character of which less than this share lies on the page is off it.
const ON_PAGE: f64 = 0.1;
/// What PDFium says of a fill that is no colour.
const WHITE: [u8; 3] = [255; 3];
/// Side of the cells in which characters are looked up, in points.
const CELL_POINTS: f64 = 16.0;

impl Document {
    /// Which of the text of a page is seen otherwise than the file says; `None` when the page cannot be read.
    pub fn looks(&self, page: usize) -> Option<Rc<Looks>> {
        if let Some(looks) = self.known(page, |known| known.looks.clone()) {
            return Some(looks);
        }
        let looks = Rc::new(self.looked_at(page)?);
        self.known(page, |known| known.looks = Some(looks.clone()));
        Some(looks)
    }

    /// The page as it is looked at for that.
    pub fn look(&self, page: usize, size: PageSize) -> Option<Rc<Pixels>> {
        self.picture(page, scale(size))
    }

    fn looked_at(&self, page: usize) -> Option<Looks> {
        let reading = self.reading(page)?;
        let (text, objects, own) = &*reading;
        let size = self.page_size(page)?;
        let paper = size.rect()?;
        let is_lost =
            |c: &PageChar| !c.invisible && (c.is_unreadable() || c.ink.share_in(&paper) < ON_PAGE);
        let all = text.chars.iter().enumerate();
        let lost = all.filter(|(_, c)| is_lost(c)).map(|(index, _)| index);
        let mut looks = Looks {
            hidden: lost.collect(),
            ..Looks::default()
        };
        let text = text.clone().as_it_looks(&looks);
        let undrawn = self.undrawn(page, size, &text, *own);
        let own = self.own_ink(page, size, &text, objects).unwrap_or_default();
        looks.hidden.extend(undrawn.unwrap_or_default());
        looks.hidden.extend(own.unseen);
        looks.seen_through = own.seen_through;
        Some(looks)
    }

    /// What can be told of the ink of the characters themselves; `None` when that is nothing.
    fn own_ink(
        &self,
        page: usize,
        size: PageSize,
        text: &PageText,
        objects: &ByObject,
    ) -> Option<OwnInk> {
        // Text that is not drawn has no colour.
        let is_drawn = |c: &PageChar| (!c.invisible || c.colour.is_some()) && !c.is_blank();
        if !text.chars.iter().any(is_drawn) {
            return Some(OwnInk::default());
        }
        let scale = scale(size);
        let whole = self.picture(page, scale)?;
        let (bare, taken) = self.without(page, scale, |_| true)?;
        let look = Reference::new(scale, whole);
        let groups = Groups::of(text, objects, &taken);
        let places = LazyCell::new(|| Rects::of(text.chars.iter().map(|c| &c.ink)));
        let mut own = OwnInk::default();
        let (mut shared, mut doubtful) = (Vec::new(), Vec::new());
        for (index, c) in text.chars.iter().enumerate() {
            if groups.of_char(index).is_none() || c.hidden || !is_drawn(c) {
                continue;
            }
            let pale = c.colour.is_some_and(|ink| look.is_pale(&bare, &c.ink, ink))
                && !groups.is_pattern(text, index, |ink| look.shows(&bare, ink), &places);
            match (look.changes(&bare, &c.ink) && !pale, c.invisible) {
                (false, false) => own.unseen.push(index),
                // The layer of a picture; whether that shows it is another question.
                (false, true) => {}
                // Text under a picture that one can see through, or another text that lies over it.
                (true, true) => doubtful.push(index),
                (true, false) => shared.push(index),
            }
        }
        let beside = |ink: &PageRect, others: &[PageRect]| look.changes_beside(&bare, ink, others);
        let (hidden_perhaps, twins) = groups.doubtful(text, &shared, beside);
        doubtful.extend(hidden_perhaps);
        let (turns, unasked) = groups.turns(text, &doubtful, &twins);
        own.unseen.extend(unasked);
        for turn in turns {
            let (without, _) = self.without(page, scale, |key| groups.has(key, &turn))?;
            for index in &doubtful {
                let is_asked = groups
                    .of_char(*index)
                    .is_some_and(|group| turn.contains(&group));
                let Some(c) = text.chars.get(*index).filter(|_| is_asked) else {
                    continue;
                };
                match (look.changes(&without, &c.ink), c.invisible) {
                    (false, false) => own.unseen.push(*index),
                    (true, true) => own.seen_through.push(*index),
                    _ => {}
                }
            }
        }
        Some(own)
    }

    /// The page as it looks without some of its texts, and the texts that were taken away.
    fn without(
        &self,
        page: usize,
        scale: f64,
        goes: impl Fn(&Key) -> bool,
    ) -> Option<(Pixels, HashSet<Key>)> {
        self.with_page(page, |page| {
            let mut taken = HashSet::new();
            let objects = || page.objects().iter();
            objects().for_each(|object| take_away(object, &goes, &mut taken, 0));
            let pixels = picture(page, scale, None);
            // Others are shown the same reading of the page.
            let back = objects().map(|object| put_back(object, 0));
            (back.filter(|done| !done).count() == 0).then_some(())?;
            Some((pixels?, taken))
        })
    }
}

fn take_away(
    mut object: PdfPageObject<'_>,
    goes: &impl Fn(&Key) -> bool,
    taken: &mut HashSet<Key>,
    depth: usize,
) {
    match &object {
        PdfPageObject::Text(text) => {
            if let Some(key) = object_key::key(text).filter(|key| goes(key))
                && object.set_inactive().is_ok()
            {
                taken.insert(key);
            }
        }
        PdfPageObject::XObjectForm(form) if depth < MAX_DEPTH => {
            let objects = form.iter();
            objects.for_each(|object| take_away(object, goes, taken, depth + 1));
        }
        _ => {}
    }
}

/// Whether the texts of an object are drawn again.
fn put_back(mut object: PdfPageObject<'_>, depth: usize) -> bool {
    match &object {
        PdfPageObject::Text(_) => object.set_active().is_ok(),
        PdfPageObject::XObjectForm(form) if depth < MAX_DEPTH => {
            let back = form.iter().map(|object| put_back(object, depth + 1));
            back.filter(|done| !done).count() == 0
        }
        _ => true,
    }
}

/// Characters by what their own ink does, as their numbers.
#[derive(Default)]
struct OwnInk {
    /// Drawn, and nothing changes without them.
    unseen: Vec<usize>,
    /// Under a picture, and seen through it.
    seen_through: Vec<usize>,
}

/// The text objects that were found again, numbered by their first characters.
struct Groups {
    keys: Vec<Key>,
    /// The text of each character.
    chars: Vec<Option<usize>>,
}

impl Groups {
    fn of(text: &PageText, objects: &ByObject, taken: &HashSet<Key>) -> Self {
        let first = |(key, chars): (&Key, &Vec<usize>)| {
            let first = chars
                .iter()
                .min()
                .filter(|first| **first < text.chars.len());
            first
                .filter(|_| taken.contains(key))
                .map(|first| (*first, *key))
        };
        let mut found: Vec<(usize, Key)> = objects.iter().filter_map(first).collect();
        found.sort_unstable();
        let keys: Vec<Key> = found.into_iter().map(|(_, key)| key).collect();
        let mut chars = vec![None; text.chars.len()];
        for (number, key) in keys.iter().enumerate() {
            for index in objects.get(key).into_iter().flatten() {
                if let Some(c) = chars.get_mut(*index) {
                    *c = Some(number);
                }
            }
        }
        Self { keys, chars }
    }

    fn of_char(&self, index: usize) -> Option<usize> {
        self.chars.get(index).copied().flatten()
    }

    /// Whether a character is filled with a pattern, of which PDFium says that it is white: it shows, and no other text there
    /// does.
    fn is_pattern(
        &self,
        text: &PageText,
        index: usize,
        shows: impl Fn(&PageRect) -> bool,
        places: &Rects,
    ) -> bool {
        let c = text.chars.get(index);
        let Some(c) = c.filter(|c| c.colour == Some(WHITE) && shows(&c.ink)) else {
            return false;
        };
        let Some(around) = c.ink.expanded(EDGE_POINTS) else {
            return false;
        };
        let mut near = places.near(around.into()).into_iter();
        !near.any(|other| {
            let there = text.chars.get(other);
            self.of_char(other) != self.of_char(index)
                && there.is_some_and(|there| there.ink.intersects(&around))
        })
    }

    fn has(&self, key: &Key, turn: &BTreeSet<usize>) -> bool {
        turn.iter().any(|group| self.keys.get(*group) == Some(key))
    }

    /// Those of some characters at which nothing changes but where other texts are drawn too: what changes may be those.
    /// `beside` says whether something changes in a place beside some others. With them the texts that set the same letters
    /// in the same places once more, to make them bold: only together can they be taken away.
    fn doubtful(
        &self,
        text: &PageText,
        among: &[usize],
        beside: impl Fn(&PageRect, &[PageRect]) -> bool,
    ) -> (Vec<usize>, Vec<(usize, usize)>) {
        let mut cells: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
        let cell = |v: f64| (v / CELL_POINTS).floor() as i64;
        let cells_of = |r: &PageRect| {
            let (left, right) = (cell(r.left()), cell(r.right()));
            (cell(r.top())..=cell(r.bottom()))
                .flat_map(move |y| (left..=right).map(move |x| (x, y)))
        };
        for (index, c) in text.chars.iter().enumerate() {
            if self.of_char(index).is_some() && !c.is_blank() {
                cells_of(&c.ink).for_each(|at| cells.entry(at).or_default().push(index));
            }
        }
        let (mut doubtful, mut twins) = (Vec::new(), Vec::new());
        for index in among {
            let Some(c) = text.chars.get(*index) else {
                continue;
            };
            let near = cells_of(&c.ink).filter_map(|at| cells.get(&at)).flatten();
            let others = near.filter(|o| self.of_char(**o) != self.of_char(*index));
            let (mut inks, mut same) = (Vec::new(), Vec::new());
            for other in others {
                let Some(twin) = text.chars.get(*other) else {
                    continue;
                };
                let apart = (twin.origin.x - c.origin.x).hypot(twin.origin.y - c.origin.y);
                if apart <= BOLD_POINTS
                    && folded(&twin.text.to_string()) == folded(&c.text.to_string())
                {
                    same.extend(self.of_char(*index).zip(self.of_char(*other)));
                } else {
                    inks.extend(
                        twin.ink
                            .expanded(EDGE_POINTS)
                            .filter(|ink| ink.intersects(&c.ink)),
                    );
                }
            }
            if !inks.is_empty() && !beside(&c.ink, &inks) {
                doubtful.push(*index);
                twins.append(&mut same);
            }
        }
        (doubtful, twins)
    }

    /// The texts of these characters, each in a turn with others that lie clear of it; and the characters of which no
    /// turn asks, since too much lies over one another.
    fn turns(
        &self,
        text: &PageText,
        doubtful: &[usize],
        twins: &[(usize, usize)],
    ) -> (Vec<BTreeSet<usize>>, Vec<usize>) {
        if doubtful.len() > MOST_SHARED {
            return (Vec::new(), doubtful.to_vec());
        }
        // All letters of a text go with it: what changes where they stood says nothing of another.
        let mut inks: HashMap<usize, Vec<PageRect>> = HashMap::new();
        for (index, c) in text.chars.iter().enumerate() {
            if let Some(group) = self.of_char(index).filter(|_| !c.is_blank()) {
                inks.entry(group).or_default().push(c.ink);
            }
        }
        let mut turns: Vec<(BTreeSet<usize>, Vec<PageRect>)> = Vec::new();
        let groups: BTreeSet<usize> = doubtful.iter().filter_map(|i| self.of_char(*i)).collect();
        for group in groups {
            let together = with_twins(group, twins);
            let own = together.iter().filter_map(|one| inks.get(one)).flatten();
            let own: Vec<PageRect> = own.copied().collect();
            let clear =
                |others: &[PageRect]| !others.iter().any(|o| own.iter().any(|i| i.intersects(o)));
            if turns.iter().any(|(turn, _)| together.is_subset(turn)) {
                continue;
            }
            if let Some((turn, others)) = turns.iter_mut().find(|(_, others)| clear(others)) {
                turn.extend(together);
                others.extend(own);
            } else if turns.len() < MOST_TURNS {
                turns.push((together, own));
            }
        }
        let turns: Vec<BTreeSet<usize>> = turns.into_iter().map(|(turn, _)| turn).collect();
        let is_asked = |index: &usize| {
            let group = self.of_char(*index);
            group.is_some_and(|group| turns.iter().any(|turn| turn.contains(&group)))
        };
        let unasked = doubtful.iter().copied().filter(|index| !is_asked(index));
        let unasked = unasked.collect();
        (turns, unasked)
    }
}

/// A text with those that set its letters once more, and with theirs.
fn with_twins(group: usize, twins: &[(usize, usize)]) -> BTreeSet<usize> {
    let mut together = BTreeSet::from([group]);
    loop {
        let linked = twins
            .iter()
            .filter(|(a, b)| together.contains(a) != together.contains(b));
        let more: Vec<usize> = linked.flat_map(|(a, b)| [*a, *b]).collect();
        if more.is_empty() {
            return together;
        }
        together.extend(more);
    }
}
