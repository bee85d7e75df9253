//! The order of a page whose source says what its text is.
//!
//! **Invariant:** every fragment has one place: text in its part, a black area in the part of what stands beside it in
//! its line, pictures and text without a part behind what precedes them on the page.
//! **Absent:** what stood under an area: its part is not asked.

use super::pieces::{CELL_GAP, Fragment, Kind, Line, add_fragments};
use crate::writer::parts::{Arrangement, Belongs, Content, Contents, Part, Role, holds_text};
use crate::writer::tags::{Block, PageTags};
use kurbo::{Affine, Rect};
use std::collections::BTreeMap;

/// Puts the blocks of a page, in the order of their places, into the parts of its source.
pub fn add(tags: &mut PageTags, parts: &[Part], ordered: Vec<(Vec<Line>, Affine)>, words: &str) {
    let mut filling = Filling::new(parts, &ordered);
    for (number, (lines, _)) in ordered.iter().enumerate() {
        filling.block(number, lines);
    }
    let Filling {
        arrangement,
        mut contents,
        ..
    } = filling;
    let tree = arrangement.tree(&mut |content, role| {
        let fragments = contents.remove(&content)?;
        let mut block = Block::plain(role);
        if let Content::Loose(number) = content
            && fragments.iter().all(|f| f.kind == Kind::Picture)
        {
            let bounds = fragments.iter().map(|f| f.rect).reduce(|a, b| a.union(b));
            let to_page = ordered.get(number).map(|(_, to_page)| *to_page)?;
            block = Block {
                role: Role::Figure,
                alt: Some(words.to_owned()),
                bounds: bounds.map(|r| to_page.transform_rect_bbox(r)),
            };
        }
        add_fragments(tags, block, &fragments)
    });
    tags.set_tree(tree);
}

struct Filling<'a> {
    arrangement: Arrangement,
    contents: Contents<&'a Fragment>,
    /// Where the text of each cell lies.
    cells: BTreeMap<u32, Rect>,
    /// The part of what was placed last.
    last: Option<u32>,
}

impl<'a> Filling<'a> {
    fn new(parts: &[Part], ordered: &'a [(Vec<Line>, Affine)]) -> Self {
        let mut filling = Self {
            arrangement: Arrangement::new(parts),
            contents: Contents::new(),
            cells: BTreeMap::new(),
            last: None,
        };
        let lines = ordered.iter().flat_map(|(lines, _)| lines);
        for fragment in lines.flat_map(|line| &line.fragments) {
            let part = fragment.part.part();
            if let Some(cell) = part.and_then(|part| filling.arrangement.cell_of(part)) {
                filling.reach(cell, fragment.rect);
            }
        }
        filling
    }

    fn reach(&mut self, cell: u32, rect: Rect) {
        let bounds = self.cells.entry(cell).or_insert(rect);
        *bounds = bounds.union(rect);
    }

    fn put(&mut self, content: Content, fragment: &'a Fragment) {
        self.contents.entry(content).or_default().push(fragment);
    }

    fn block(&mut self, number: usize, lines: &'a [Line]) {
        let mut loose = false;
        for (at, line) in lines.iter().enumerate() {
            let mut places: Vec<Option<u32>> =
                line.fragments.iter().map(|f| f.part.part()).collect();
            for (nth, fragment) in line.fragments.iter().enumerate() {
                if fragment.part == Belongs::Decoration {
                    continue;
                }
                let place = fragment
                    .part
                    .part()
                    .or_else(|| self.beside(line, nth, &places))
                    .or_else(|| self.around(lines, at));
                if let Some(part) = place {
                    self.put(Content::Part(part), fragment);
                    self.last = place;
                    if let Some(place) = places.get_mut(nth) {
                        *place = Some(part);
                    }
                } else if fragment.kind != Kind::Blank {
                    if !loose {
                        self.arrangement.add_loose(number, self.last);
                        loose = true;
                    }
                    self.put(Content::Loose(number), fragment);
                }
            }
        }
    }

    /// The part of what stands beside a fragment in its line; in a row of a table the cell in which it stands.
    fn beside(&mut self, line: &Line, nth: usize, places: &[Option<u32>]) -> Option<u32> {
        let fragment = line.fragments.get(nth)?;
        if fragment.kind == Kind::Picture {
            return None;
        }
        let pairs = || line.fragments.iter().zip(places).enumerate();
        let before = pairs()
            .filter(|(n, _)| *n < nth)
            .filter_map(|(_, (other, place))| Some((other, (*place)?)))
            .next_back();
        let behind = pairs()
            .filter(|(n, _)| *n > nth)
            .find_map(|(_, (other, place))| Some((other, (*place)?)));
        let near = |gap: f64, other: &Fragment| gap < CELL_GAP * other.em.max(fragment.em);
        let close_before =
            before.filter(|(other, _)| near(fragment.rect.x0 - other.rect.x1, other));
        let close_behind =
            behind.filter(|(other, _)| near(other.rect.x0 - fragment.rect.x1, other));
        if let Some((_, part)) = close_before.or(close_behind) {
            return Some(part);
        }
        let cell = |found: Option<(&Fragment, u32)>| self.arrangement.cell_of(found?.1);
        match (cell(before), cell(behind)) {
            (Some(cell), _) => self.cell_beside(cell, true, fragment.rect),
            (None, Some(cell)) => self.cell_beside(cell, false, fragment.rect),
            (None, None) => before.or(behind).map(|(_, part)| part),
        }
    }

    /// The cell of a row above or below which a place lies; a new one where there is none.
    fn cell_beside(&mut self, cell: u32, behind: bool, place: Rect) -> Option<u32> {
        let middle = place.center().x;
        let in_column = |other: &u32| {
            let bounds = self.cells.get(other);
            bounds.is_some_and(|r| (r.x0..r.x1).contains(&middle))
        };
        let known = self
            .arrangement
            .row_of(cell)
            .iter()
            .copied()
            .find(in_column);
        let found = known.or_else(|| self.arrangement.add_cell(cell, behind))?;
        self.reach(found, place);
        Some(found)
    }

    /// The part of running text of which a line without any known text is one.
    fn around(&self, lines: &[Line], at: usize) -> Option<u32> {
        let lone = lines
            .get(at)?
            .fragments
            .iter()
            .any(|f| f.kind == Kind::Picture);
        if lone {
            return None;
        }
        let known = |line: &Line| line.fragments.iter().rev().find_map(|f| f.part.part());
        let above = lines.iter().take(at).rev().find_map(known);
        let below = || lines.iter().skip(at + 1).find_map(known);
        let part = above.or_else(below)?;
        self.arrangement
            .role(part)
            .filter(|role| holds_text(*role))?;
        Some(part)
    }
}
