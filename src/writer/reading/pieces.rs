//! What has a place in the order of a page, and the lines that it makes.

use crate::writer::parts::Belongs;
use crate::writer::tags::{Block, PageTags};
use kurbo::Rect;

/// Glyphs further apart than this many ems are in different words or cells.
const WORD_GAP_EMS: f64 = 0.9;
/// Pieces of a line further apart than this many ems are cells or columns.
pub const CELL_GAP: f64 = 1.3;

/// Something that has a place in the order: glyphs that follow each other, a black area, or a picture.
#[derive(Clone, Debug)]
pub struct Fragment {
    /// In the frame of its direction of reading.
    pub rect: Rect,
    pub em: f64,
    pub kind: Kind,
    pub chars: usize,
    /// Numbers of the glyphs or pictures that it consists of.
    pub pieces: Vec<usize>,
    /// The number of the link that it lies in.
    pub link: Option<usize>,
    /// What the source says of it.
    pub part: Belongs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Blank,
    Area(usize),
    Picture,
}

/// Pieces of one line, or the cells of one row.
#[derive(Clone, Debug)]
pub struct Line {
    pub rect: Rect,
    pub em: f64,
    pub fragments: Vec<Fragment>,
    /// The row is made of cells that stand apart.
    pub is_row: bool,
    /// Number of the column of lines it stands in, and whether that is running text.
    pub chain: usize,
    pub prose: bool,
}

impl Fragment {
    pub fn goes_on_with(&self, next: &Rect, em: f64) -> bool {
        let baseline = (next.y1 - 0.22 * em) - (self.rect.y1 - 0.22 * self.em);
        let gap = next.x0 - self.rect.x1;
        let like = em / self.em;
        baseline.abs() < 0.25 * em
            && (0.6..1.67).contains(&like)
            && gap > -0.6 * em
            && gap < WORD_GAP_EMS * em
    }
}

impl Line {
    pub fn of(fragment: Fragment) -> Self {
        Self {
            rect: fragment.rect,
            em: fragment.em,
            fragments: vec![fragment],
            is_row: false,
            chain: 0,
            prose: false,
        }
    }

    pub fn join(&mut self, other: Line) {
        self.rect = self.rect.union(other.rect);
        self.em = self.em.max(other.em);
        self.fragments.extend(other.fragments);
    }

    pub fn chars(&self) -> usize {
        self.fragments.iter().map(|f| f.chars).sum()
    }
}

/// Puts fragments at the end of the order as one block; `None` when they are blanks, which are decoration.
pub fn add_fragments(tags: &mut PageTags, block: Block, fragments: &[&Fragment]) -> Option<usize> {
    if fragments.iter().all(|f| f.kind == Kind::Blank) {
        return None;
    }
    let number = tags.add_block(block);
    for fragment in fragments {
        let leaf = tags.add_link_leaf(number, fragment.link);
        match fragment.kind {
            Kind::Area(area) => tags.put_area(area, leaf),
            _ => fragment.pieces.iter().for_each(|p| tags.put(*p, leaf)),
        }
    }
    Some(number)
}
