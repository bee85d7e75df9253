//! What the pieces of a page are for a reader who cannot see it, and the structure tree of a file (ISO 32000-1 §14.7,
//! §14.8).
//!
//! **Invariant:** every piece belongs to one leaf or is decoration; leaves are numbered in the order of reading, and
//! those of one block follow each other. Every role is a standard one, so that no role map is needed.
//! **Absent:** replacement text for what can be read (`/ActualText`): only areas and pictures have words of their own.

use kurbo::Rect;
use pdf_writer::{Finish, Name, Pdf, Ref, TextStr};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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

/// A written page with what its sequences belong to.
pub struct TaggedPage {
    pub id: Ref,
    pub height: f64,
    pub tags: PageTags,
    /// The objects of its links, with their numbers in the parent tree.
    pub links: Vec<(Ref, i32)>,
}

/// What every page holds, one after the other.
pub fn in_order(pages: &[TaggedPage]) -> Vec<Node> {
    let nodes = pages.iter().enumerate().flat_map(|(page, tagged)| {
        let rest = (!tagged.links.is_empty()).then_some(Node::Links { page });
        tagged.tags.nodes(page).into_iter().chain(rest)
    });
    nodes.collect()
}

/// Writes the tree under `root`.
pub fn write(
    pdf: &mut Pdf,
    root: Ref,
    pages: &[TaggedPage],
    nodes: &[Node],
    next_parent: i32,
    new_ref: &mut impl FnMut() -> Ref,
) {
    let (document, numbers) = (new_ref(), new_ref());
    let mut tree = Tree {
        pdf,
        pages,
        kids: pages.iter().map(|page| by_block(&page.tags)).collect(),
        owners: pages
            .iter()
            .map(|p| vec![None; p.tags.sequences.len()])
            .collect(),
        linked: pages.iter().map(|p| vec![None; p.links.len()]).collect(),
        new_ref,
    };
    tree.group(document, root, Role::Document, nodes);
    let (owners, linked) = (tree.owners, tree.linked);
    pdf.indirect(root)
        .dict()
        .pair(Name(b"Type"), Name(b"StructTreeRoot"))
        .pair(Name(b"K"), document)
        .pair(Name(b"ParentTree"), numbers)
        .pair(Name(b"ParentTreeNextKey"), next_parent);
    let mut written = pdf.indirect(numbers).dict();
    let mut list = written.insert(Name(b"Nums")).array();
    for (page, owners) in owners.into_iter().enumerate() {
        if !owners.is_empty() {
            list.item(page as i32);
            list.push().array().items(owners.into_iter().flatten());
        }
    }
    for (page, elements) in pages.iter().zip(linked) {
        for ((_, number), element) in page.links.iter().zip(elements) {
            if let Some(element) = element {
                list.item(*number).item(element);
            }
        }
    }
}

/// The sequences of each block in the order of reading: leaf and identifier.
fn by_block(tags: &PageTags) -> BTreeMap<usize, Vec<(usize, usize)>> {
    let mut kids: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (sequence, leaf) in tags.sequences.iter().enumerate() {
        if let Some(at) = tags.leaves.get(*leaf) {
            kids.entry(at.block).or_default().push((*leaf, sequence));
        }
    }
    kids.values_mut().for_each(|list| list.sort_unstable());
    kids
}

struct Tree<'a, R> {
    pdf: &'a mut Pdf,
    pages: &'a [TaggedPage],
    kids: Vec<BTreeMap<usize, Vec<(usize, usize)>>>,
    /// The element of every sequence.
    owners: Vec<Vec<Option<Ref>>>,
    /// The element of every link.
    linked: Vec<Vec<Option<Ref>>>,
    new_ref: &'a mut R,
}

/// What stands in an element.
enum Kid {
    Sequence(usize),
    Element(Ref),
    /// The object of a link.
    Object(Ref),
}

impl<R: FnMut() -> Ref> Tree<'_, R> {
    fn group(&mut self, id: Ref, parent: Ref, role: Role, nodes: &[Node]) {
        let kids = self.elements(id, nodes);
        let mut element = self.pdf.indirect(id).dict();
        element
            .pair(Name(b"S"), Name(role.name()))
            .pair(Name(b"P"), parent);
        element.insert(Name(b"K")).array().items(kids);
    }

    fn cell(&mut self, id: Ref, parent: Ref, role: Role, columns: usize, parts: &[Node]) {
        let kids = self.elements(id, parts);
        let mut element = self.pdf.indirect(id).dict();
        element
            .pair(Name(b"S"), Name(role.name()))
            .pair(Name(b"P"), parent);
        element.insert(Name(b"K")).array().items(kids);
        let scope: Option<&[u8]> = match role {
            Role::HeaderCell => Some(b"Column"),
            Role::RowHeaderCell => Some(b"Row"),
            _ => None,
        };
        if scope.is_none() && columns < 2 {
            return;
        }
        let mut about = element.insert(Name(b"A")).dict();
        about.pair(Name(b"O"), Name(b"Table"));
        if let Some(scope) = scope {
            about.pair(Name(b"Scope"), Name(scope));
        }
        if columns > 1 {
            about.pair(Name(b"ColSpan"), columns as i32);
        }
    }

    /// The elements of some nodes, in their order.
    fn elements(&mut self, id: Ref, nodes: &[Node]) -> Vec<Ref> {
        let mut kids = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                Node::Group(role, nodes) => {
                    let kid = (self.new_ref)();
                    self.group(kid, id, *role, nodes);
                    kids.push(kid);
                }
                Node::Cell {
                    role,
                    columns,
                    parts,
                } => {
                    let kid = (self.new_ref)();
                    self.cell(kid, id, *role, *columns, parts);
                    kids.push(kid);
                }
                Node::Block { page, block } => kids.extend(self.block(id, *page, *block)),
                Node::Links { page } => kids.extend(self.links(id, *page)),
            }
        }
        kids
    }

    /// The element of a block; none for a block of which nothing was drawn.
    fn block(&mut self, parent: Ref, page: usize, block: usize) -> Option<Ref> {
        let tagged = self.pages.get(page)?;
        let sequences = self.kids.get_mut(page)?.remove(&block).unwrap_or_default();
        let what = tagged.tags.blocks.get(block)?;
        if sequences.is_empty() {
            return None;
        }
        let area = |leaf: usize| tagged.tags.leaves.get(leaf).and_then(|l| l.area.as_ref());
        let link = |leaf: usize| tagged.tags.leaves.get(leaf).and_then(|l| l.link);
        // A paragraph of one black area is that area.
        let alone = sequences.first().and_then(|(first, _)| {
            let all = sequences.iter().all(|(leaf, _)| leaf == first);
            area(*first).filter(|_| all && what.role == Role::Paragraph)
        });
        if let Some((spoken, bounds)) = alone {
            let figure = Block {
                role: Role::Figure,
                alt: Some(spoken.clone()),
                bounds: Some(*bounds),
            };
            let kids = sequences.iter().map(|(_, s)| Kid::Sequence(*s)).collect();
            return Some(self.element(parent, page, &figure, kids));
        }
        let id = (self.new_ref)();
        let mut kids = Vec::new();
        let mut rest = sequences.as_slice();
        while let Some((leaf, sequence)) = rest.first() {
            let same = rest.iter().take_while(|(other, _)| other == leaf).count();
            match area(*leaf) {
                Some((spoken, bounds)) => {
                    let figure = Block {
                        role: Role::Figure,
                        alt: Some(spoken.clone()),
                        bounds: Some(*bounds),
                    };
                    let own = rest
                        .iter()
                        .take(same)
                        .map(|(_, s)| Kid::Sequence(*s))
                        .collect();
                    kids.push(Kid::Element(self.element(id, page, &figure, own)));
                    rest = rest.get(same..).unwrap_or_default();
                }
                None => match link(*leaf) {
                    Some(number) => {
                        let count = rest.iter().take_while(|(l, _)| link(*l) == Some(number));
                        let count = count.count();
                        let own = rest.iter().take(count).map(|(_, s)| Kid::Sequence(*s));
                        kids.extend(self.link(id, page, number, own.collect()));
                        rest = rest.get(count..).unwrap_or_default();
                    }
                    None => {
                        kids.push(Kid::Sequence(*sequence));
                        rest = rest.get(1..).unwrap_or_default();
                    }
                },
            }
        }
        self.write_element(id, parent, page, what, kids);
        Some(id)
    }

    /// A link with what stands in it; a second time only what stands in it.
    fn link(&mut self, parent: Ref, page: usize, number: usize, own: Vec<Kid>) -> Vec<Kid> {
        let object = self.pages.get(page).and_then(|p| p.links.get(number));
        let element = self.linked.get(page).and_then(|p| p.get(number));
        let (Some((object, _)), Some(None)) = (object, element) else {
            return own;
        };
        let kids = std::iter::once(Kid::Object(*object)).chain(own).collect();
        let element = self.element(parent, page, &Block::plain(Role::Link), kids);
        if let Some(place) = self.linked.get_mut(page).and_then(|p| p.get_mut(number)) {
            *place = Some(element);
        }
        vec![Kid::Element(element)]
    }

    /// The links of a page that have no element yet.
    fn links(&mut self, parent: Ref, page: usize) -> Vec<Ref> {
        let count = self.linked.get(page).map_or(0, Vec::len);
        let kids = (0..count).flat_map(|number| self.link(parent, page, number, Vec::new()));
        let elements = kids.filter_map(|kid| match kid {
            Kid::Element(element) => Some(element),
            Kid::Sequence(_) | Kid::Object(_) => None,
        });
        elements.collect()
    }

    fn element(&mut self, parent: Ref, page: usize, what: &Block, kids: Vec<Kid>) -> Ref {
        let id = (self.new_ref)();
        self.write_element(id, parent, page, what, kids);
        id
    }

    fn write_element(&mut self, id: Ref, parent: Ref, page: usize, what: &Block, kids: Vec<Kid>) {
        let Some(tagged) = self.pages.get(page) else {
            return;
        };
        for kid in &kids {
            if let Kid::Sequence(sequence) = kid
                && let Some(owner) = self.owners.get_mut(page).and_then(|o| o.get_mut(*sequence))
            {
                *owner = Some(id);
            }
        }
        let mut element = self.pdf.indirect(id).dict();
        element
            .pair(Name(b"S"), Name(what.role.name()))
            .pair(Name(b"P"), parent)
            .pair(Name(b"Pg"), tagged.id);
        match kids.as_slice() {
            [] => {}
            [Kid::Sequence(one)] => {
                element.pair(Name(b"K"), *one as i32);
            }
            kids => {
                let mut list = element.insert(Name(b"K")).array();
                for kid in kids {
                    match kid {
                        Kid::Sequence(sequence) => list.item(*sequence as i32),
                        Kid::Element(element) => list.item(*element),
                        Kid::Object(object) => {
                            let mut reference = list.push().dict();
                            reference
                                .pair(Name(b"Type"), Name(b"OBJR"))
                                .pair(Name(b"Obj"), *object)
                                .pair(Name(b"Pg"), tagged.id);
                            continue;
                        }
                    };
                }
            }
        }
        if let Some(alt) = &what.alt {
            element.pair(Name(b"Alt"), TextStr(alt));
        }
        if let Some(r) = &what.bounds {
            let mut about = element.insert(Name(b"A")).dict();
            about.pair(Name(b"O"), Name(b"Layout"));
            let place = |v: f64| ((v * 10.0).round() / 10.0) as f32;
            let (bottom, top) = (tagged.height - r.y1, tagged.height - r.y0);
            let sides = [r.x0, bottom, r.x1, top].map(place);
            about.insert(Name(b"BBox")).array().items(sides);
        }
        element.finish();
    }
}
