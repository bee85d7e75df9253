//! What the pieces of a page are for a reader who cannot see it, and the structure tree of a file (ISO 32000-1 §14.7,
//! §14.8).
//!
//! **Invariant:** every piece belongs to one leaf or is decoration; leaves are numbered in the order of reading, and
//! those of one block follow each other. Every role is a standard one, so that no role map is needed.
//! **Absent:** replacement text for what can be read (`/ActualText`): only areas and pictures have words of their own.

pub mod tree;

pub use tree::{TaggedPage, TreeSource, in_order};

use kurbo::Rect;
use serde::{Deserialize, Serialize};

/// What a part of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    Document,
    Paragraph,
    /// From 1 to 6.
    Heading(u8),
    Table,
    Row,
    /// A cell that names its column.
    HeaderCell,
    /// A cell that names its row.
    RowHeaderCell,
    Cell,
    List,
    ListItem,
    /// The number or bullet of an item, and what it says.
    Label,
    ListBody,
    Figure,
    Link,
}

impl Role {
    fn name(self) -> &'static [u8] {
        match self {
            Self::Document => b"Document",
            Self::Paragraph => b"P",
            Self::Heading(1) => b"H1",
            Self::Heading(2) => b"H2",
            Self::Heading(3) => b"H3",
            Self::Heading(4) => b"H4",
            Self::Heading(5) => b"H5",
            Self::Heading(_) => b"H6",
            Self::Table => b"Table",
            Self::Row => b"TR",
            Self::HeaderCell | Self::RowHeaderCell => b"TH",
            Self::Cell => b"TD",
            Self::List => b"L",
            Self::ListItem => b"LI",
            Self::Label => b"Lbl",
            Self::ListBody => b"LBody",
            Self::Figure => b"Figure",
            Self::Link => b"Link",
        }
    }
}

/// A paragraph, a picture, a cell: what stands at one place in the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub role: Role,
    /// What is said of a picture.
    pub alt: Option<String>,
    /// Where a picture lies, in page space.
    pub bounds: Option<Rect>,
}

impl Block {
    pub fn plain(role: Role) -> Self {
        Self {
            role,
            alt: None,
            bounds: None,
        }
    }
}

/// The smallest part that has a place in the order.
struct Leaf {
    block: usize,
    /// What is said of a black area, and where it lies.
    area: Option<(String, Rect)>,
    /// The number of the link that it leads by.
    link: Option<usize>,
}

/// What the pieces of one page belong to.
#[derive(Default)]
pub struct PageTags {
    /// The leaf of each glyph and picture, in the order of drawing.
    pieces: Vec<Option<usize>>,
    areas: Vec<Option<usize>>,
    /// The leaf of each line of the legend.
    legend: Vec<usize>,
    leaves: Vec<Leaf>,
    blocks: Vec<Block>,
    /// How blocks stand in one another; empty when they only follow each other.
    tree: Vec<Branch>,
    /// The leaf of each marked-content sequence, by its identifier.
    sequences: Vec<usize>,
}

/// A part of the structure of one page.
#[derive(Clone, Debug)]
pub enum Branch {
    Block(usize),
    Group(Role, Vec<Branch>),
    /// A cell that takes some columns.
    Cell {
        role: Role,
        columns: usize,
        parts: Vec<Branch>,
    },
}

impl Branch {
    fn on(&self, page: usize) -> Node {
        let all = |parts: &[Branch]| parts.iter().map(|part| part.on(page)).collect();
        match self {
            Self::Block(block) => Node::Block {
                page,
                block: *block,
            },
            Self::Group(role, parts) => Node::Group(*role, all(parts)),
            Self::Cell {
                role,
                columns,
                parts,
            } => Node::Cell {
                role: *role,
                columns: *columns,
                parts: all(parts),
            },
        }
    }
}

impl PageTags {
    /// A page on which everything is still decoration.
    pub fn empty(pieces: usize, areas: usize) -> Self {
        Self {
            pieces: vec![None; pieces],
            areas: vec![None; areas],
            ..Self::default()
        }
    }

    pub fn add_block(&mut self, block: Block) -> usize {
        self.blocks.push(block);
        self.blocks.len() - 1
    }

    /// A new leaf at the end of the order.
    pub fn add_leaf(&mut self, block: usize) -> usize {
        self.add_link_leaf(block, None)
    }

    /// A new leaf at the end of the order, within a link.
    pub fn add_link_leaf(&mut self, block: usize, link: Option<usize>) -> usize {
        let area = None;
        self.leaves.push(Leaf { block, area, link });
        self.leaves.len() - 1
    }

    /// The next glyph or picture, in the order of drawing.
    pub fn push_piece(&mut self, leaf: Option<usize>) {
        self.pieces.push(leaf);
    }

    pub fn put(&mut self, piece: usize, leaf: usize) {
        if let Some(place) = self.pieces.get_mut(piece) {
            *place = Some(leaf);
        }
    }

    pub fn put_area(&mut self, area: usize, leaf: usize) {
        if let Some(place) = self.areas.get_mut(area) {
            *place = Some(leaf);
        }
    }

    /// Says what an area is called and where it lies.
    pub fn describe_area(&mut self, area: usize, spoken: String, bounds: Rect) {
        if let Some(leaf) = self.area(area).and_then(|leaf| self.leaves.get_mut(leaf)) {
            leaf.area = Some((spoken, bounds));
        }
    }

    /// The next line of the legend, a paragraph at the end of the page.
    pub fn add_legend_line(&mut self) {
        let block = self.add_block(Block::plain(Role::Paragraph));
        if !self.tree.is_empty() {
            self.tree.push(Branch::Block(block));
        }
        let leaf = self.add_leaf(block);
        self.legend.push(leaf);
    }

    pub fn legend(&self, line: usize) -> Option<usize> {
        self.legend.get(line).copied()
    }

    pub fn piece(&self, piece: usize) -> Option<usize> {
        self.pieces.get(piece).copied().flatten()
    }

    pub fn area(&self, area: usize) -> Option<usize> {
        self.areas.get(area).copied().flatten()
    }

    /// Says how the blocks stand in one another; every block must have one place in it.
    pub fn set_tree(&mut self, tree: Vec<Branch>) {
        self.tree = tree;
    }

    fn nodes(&self, page: usize) -> Vec<Node> {
        if self.tree.is_empty() {
            let blocks = 0..self.blocks.len();
            return blocks.map(|block| Node::Block { page, block }).collect();
        }
        self.tree.iter().map(|branch| branch.on(page)).collect()
    }

    /// Whether content of one leaf may stand in the same sequence as that of another: the same, or the next of its
    /// block.
    pub fn goes_on(&self, from: usize, to: usize) -> bool {
        let block = |leaf: usize| {
            let leaf = self.leaves.get(leaf).filter(|leaf| leaf.area.is_none());
            leaf.map(|leaf| (leaf.block, leaf.link))
        };
        from == to || (to == from + 1 && block(from).is_some() && block(from) == block(to))
    }

    /// The identifier of a new sequence that begins with this leaf, and the name that it bears.
    pub fn open(&mut self, leaf: usize) -> (i32, &'static [u8]) {
        let block = self.leaves.get(leaf).and_then(|l| self.blocks.get(l.block));
        let name = block.map_or(b"P".as_slice(), |block| block.role.name());
        self.sequences.push(leaf);
        (self.sequences.len() as i32 - 1, name)
    }

    #[cfg(test)]
    pub fn leaves(&self) -> usize {
        self.leaves.len()
    }

    #[cfg(test)]
    pub fn block_of(&self, leaf: usize) -> Option<usize> {
        self.leaves.get(leaf).map(|leaf| leaf.block)
    }

    pub fn is_tagged(&self) -> bool {
        !self.sequences.is_empty()
    }
}

/// Makes headings begin at the first level and skip none (ISO 14289-1 §7.4.2), whatever a source left out.
pub fn level_headings<'a>(pages: impl Iterator<Item = &'a mut PageTags>) {
    let mut last = 0;
    for block in pages.flat_map(|tags| &mut tags.blocks) {
        if let Role::Heading(level) = &mut block.role {
            *level = (*level).min(last + 1);
            last = *level;
        }
    }
}

/// A node of the structure tree.
#[derive(Clone, Debug)]
pub enum Node {
    Group(Role, Vec<Node>),
    /// A cell that takes some columns; its parts may stand on several pages.
    Cell {
        role: Role,
        columns: usize,
        parts: Vec<Node>,
    },
    Block {
        page: usize,
        block: usize,
    },
    /// The links of a page under which nothing stands that is read.
    Links {
        page: usize,
    },
}
