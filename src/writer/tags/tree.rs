//! The structure tree as objects (ISO 32000-1 §14.7).
//!
//! **Absent:** what belongs where; the tags of pages and the nodes say it.

use super::{Block, Node, PageTags, Role};
use pdf_writer::{Finish, Name, Pdf, Ref, TextStr};
use std::collections::BTreeMap;

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

/// The tree of a file, before it is written.
pub struct TreeSource<'a> {
    pub pages: &'a [TaggedPage],
    pub nodes: &'a [Node],
    /// The first number that is free in the parent tree.
    pub next_parent: i32,
}

/// Writes the tree under `root`.
pub fn write(pdf: &mut Pdf, root: Ref, source: &TreeSource<'_>, new_ref: &mut impl FnMut() -> Ref) {
    let TreeSource {
        pages,
        nodes,
        next_parent,
    } = *source;
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
        let area = |leaf: usize| {
            let (spoken, bounds) = tagged.tags.leaves.get(leaf)?.area.as_ref()?;
            Some(Block {
                role: Role::Figure,
                alt: Some(spoken.clone()),
                bounds: Some(*bounds),
            })
        };
        let link = |leaf: usize| tagged.tags.leaves.get(leaf).and_then(|l| l.link);
        let sequences_of = |some: &[(usize, usize)]| -> Vec<Kid> {
            some.iter().map(|(_, s)| Kid::Sequence(*s)).collect()
        };
        // A paragraph of one black area is that area.
        let alone = sequences.first().and_then(|(first, _)| {
            let all = sequences.iter().all(|(leaf, _)| leaf == first);
            area(*first).filter(|_| all && what.role == Role::Paragraph)
        });
        if let Some(figure) = alone {
            return Some(self.element(parent, page, &figure, sequences_of(&sequences)));
        }
        let id = (self.new_ref)();
        let mut kids = Vec::new();
        let mut rest = sequences.as_slice();
        while let Some((leaf, sequence)) = rest.first() {
            let run = |belongs: &dyn Fn(usize) -> bool| {
                let count = rest.iter().take_while(|(leaf, _)| belongs(*leaf)).count();
                rest.split_at(count)
            };
            rest = match (area(*leaf), link(*leaf)) {
                (Some(figure), _) => {
                    let (own, after) = run(&|other| other == *leaf);
                    let element = self.element(id, page, &figure, sequences_of(own));
                    kids.push(Kid::Element(element));
                    after
                }
                (None, Some(number)) => {
                    let (own, after) = run(&|other| link(other) == Some(number));
                    kids.extend(self.link(id, page, number, sequences_of(own)));
                    after
                }
                (None, None) => {
                    kids.push(Kid::Sequence(*sequence));
                    rest.get(1..).unwrap_or_default()
                }
            };
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
