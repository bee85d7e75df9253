//! The structure tree of a source (ISO 32000-1 §14.7): which marked content of which page is a heading, a cell, an item.
//!
//! **Invariant:** only roles get out, and only where they may stand in one another; every other element counts as
//! what it stands in. A tree that loops ends.
//! **Absent:** titles, replacement texts, attributes; what is hidden in them stays in the source.

use crate::writer::parts::{Belongs, MAX_DEPTH, Part, Role, fits, holds_text};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, Name, Object, ObjectIdentifier};
use std::collections::{HashMap, HashSet};

/// Elements in elements; deeper ones are left out.
const MAX_LEVELS: usize = 64;
/// Elements of one file; more are no document that anybody reads.
const MAX_ELEMENTS: usize = 500_000;

/// The parts of a whole source.
#[derive(Default)]
pub struct Structure {
    parts: Vec<Part>,
    /// The part of each marked content of each page, by the identifier of the page.
    pages: HashMap<ObjectIdentifier, HashMap<i32, u32>>,
}

impl Structure {
    /// Of a source without a tree this is empty.
    pub fn of(pdf: &Pdf) -> Self {
        let xref = pdf.xref();
        let catalog = xref.get::<Dict<'_>>(xref.root_id());
        let tree = catalog.and_then(|catalog| catalog.get::<Dict<'_>>(b"StructTreeRoot"));
        let mut reader = Reader {
            made: Self::default(),
            roles: tree
                .as_ref()
                .and_then(|tree| tree.get::<Dict<'_>>(b"RoleMap"))
                .unwrap_or_else(Dict::empty),
            seen: HashSet::new(),
            count: 0,
        };
        if let Some(tree) = tree {
            reader.kids(&tree, &mut Place::default());
        }
        reader.made
    }

    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The parts of the marked contents of a page.
    pub fn page(&self, page: &Dict<'_>) -> Option<&HashMap<i32, u32>> {
        self.pages.get(&page.obj_id()?)
    }
}

/// Where in the tree the reader is.
#[derive(Clone, Copy, Default)]
struct Place {
    /// The part that the element is, or stands in.
    part: Option<u32>,
    /// The part that its own text has, once it has any.
    text: Option<u32>,
    page: Option<ObjectIdentifier>,
    element: Option<ObjectIdentifier>,
    level: usize,
}

struct Reader<'a> {
    made: Structure,
    roles: Dict<'a>,
    seen: HashSet<ObjectIdentifier>,
    count: usize,
}

impl<'a> Reader<'a> {
    fn kids(&mut self, element: &Dict<'a>, place: &mut Place) {
        match element.get::<Object<'_>>(b"K") {
            Some(Object::Array(kids)) => {
                for kid in kids.iter::<Object<'_>>() {
                    self.kid(&kid, place);
                }
            }
            Some(kid) => self.kid(&kid, place),
            None => {}
        }
    }

    fn kid(&mut self, kid: &Object<'a>, place: &mut Place) {
        match kid {
            Object::Number(number) => {
                let page = place.page;
                self.content(number.as_i64() as i32, page, place);
            }
            Object::Dict(dict) => match dict.get::<Name<'_>>(b"Type").as_deref() {
                Some(b"MCR") if dict.contains_key(b"Stm") => {}
                Some(b"MCR") => {
                    let page = dict.get_ref(b"Pg").map(Into::into).or(place.page);
                    if let Some(number) = dict.get::<i32>(b"MCID") {
                        self.content(number, page, place);
                    }
                }
                Some(b"OBJR") => {}
                _ => self.element(dict, place),
            },
            _ => {}
        }
    }

    fn element(&mut self, element: &Dict<'a>, place: &mut Place) {
        // An element that is written within another bears the number of that.
        let id = element.obj_id();
        let is_new = id == place.element || id.is_none_or(|id| self.seen.insert(id));
        self.count += 1;
        if !is_new || place.level >= MAX_LEVELS || self.count > MAX_ELEMENTS {
            return;
        }
        let name = element.get::<Name<'_>>(b"S");
        let role = name.as_ref().and_then(|name| self.role(name));
        let part = role.and_then(|role| self.part(role, place.part));
        let goes_on = part.is_none() && name.is_some_and(|name| is_inline(&name));
        let mut inner = Place {
            part: part.or(place.part),
            text: place.text.filter(|_| goes_on),
            page: element.get_ref(b"Pg").map(Into::into).or(place.page),
            element: id,
            level: place.level + 1,
        };
        self.kids(element, &mut inner);
        if goes_on {
            place.text = inner.text;
        }
    }

    /// What a name of the source stands for, by the standard or by the source's own list.
    fn role(&self, name: &[u8]) -> Option<Role> {
        if let Some(role) = standard(name) {
            return Some(role);
        }
        let mut name = self.roles.get::<Name<'_>>(name)?;
        for _ in 0..4 {
            if let Some(role) = standard(&name) {
                return Some(role);
            }
            name = self.roles.get::<Name<'_>>(&*name)?;
        }
        None
    }

    fn role_of(&self, part: Option<u32>) -> Option<Role> {
        Some(self.made.parts.get(part? as usize)?.role)
    }

    /// A new part with this role, in the nearest part that may hold it; `None` when it counts as what it stands in.
    fn part(&mut self, role: Role, within: Option<u32>) -> Option<u32> {
        let mut role = role;
        let mut parent = within;
        if role == Role::Paragraph && self.role_of(within) == Some(Role::ListItem) {
            role = Role::ListBody;
        }
        let stands_anywhere = fits(role, None);
        if stands_anywhere
            && matches!(
                self.role_of(within),
                Some(Role::Paragraph | Role::Label | Role::Heading(_))
            )
            && !matches!(role, Role::Table | Role::List)
        {
            return None;
        }
        while !fits(role, self.role_of(parent)) {
            if !stands_anywhere {
                return None;
            }
            parent = self.made.parts.get(parent? as usize)?.parent;
        }
        let mut depth = 0;
        let mut above = parent;
        while let Some(part) = above.and_then(|part| self.made.parts.get(part as usize)) {
            depth += 1;
            above = part.parent;
        }
        (depth < MAX_DEPTH).then_some(())?;
        self.made.parts.push(Part { role, parent });
        Some(self.made.parts.len() as u32 - 1)
    }

    fn content(&mut self, number: i32, page: Option<ObjectIdentifier>, place: &mut Place) {
        if place.text.is_none() {
            let own = place
                .part
                .filter(|_| self.role_of(place.part).is_some_and(holds_text));
            place.text = own.or_else(|| self.part(Role::Paragraph, place.part));
        }
        if let (Some(page), Some(part)) = (page, place.text) {
            let contents = self.made.pages.entry(page).or_default();
            contents.insert(number, part);
        }
    }
}

/// The roles that are followed, by their names in ISO 32000-1 §14.8.4 and ISO 32000-2 §14.8.4.
fn standard(name: &[u8]) -> Option<Role> {
    Some(match name {
        b"P" | b"Caption" | b"Note" | b"FENote" | b"BibEntry" | b"Code" => Role::Paragraph,
        b"H" | b"H1" | b"Title" => Role::Heading(1),
        b"H2" => Role::Heading(2),
        b"H3" => Role::Heading(3),
        b"H4" => Role::Heading(4),
        b"H5" => Role::Heading(5),
        b"H6" => Role::Heading(6),
        b"Table" => Role::Table,
        b"TR" => Role::Row,
        b"TH" => Role::HeaderCell,
        b"TD" => Role::Cell,
        b"L" | b"TOC" => Role::List,
        b"LI" | b"TOCI" => Role::ListItem,
        b"Lbl" => Role::Label,
        b"LBody" => Role::ListBody,
        _ => return None,
    })
}

/// Whether an element is a stretch of a line, so that its text goes on from what stands before it.
fn is_inline(name: &[u8]) -> bool {
    const NAMES: [&[u8]; 9] = [
        b"Span",
        b"Link",
        b"Reference",
        b"Quote",
        b"Em",
        b"Strong",
        b"Sub",
        b"Annot",
        b"NonStruct",
    ];
    NAMES.contains(&name)
}

/// What the marked content that is open says of what is drawn.
pub struct Marked<'p> {
    contents: Option<&'p HashMap<i32, u32>>,
    open: Vec<Belongs>,
}

impl<'p> Marked<'p> {
    pub fn new(contents: Option<&'p HashMap<i32, u32>>) -> Self {
        Self {
            contents,
            open: Vec::new(),
        }
    }

    pub fn begin(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let number = properties.and_then(|properties| properties.get::<i32>(b"MCID"));
        let part = number.and_then(|number| self.contents?.get(&number).copied());
        let belongs = match part {
            Some(part) => Belongs::Part(part),
            None if tag == b"Artifact" => Belongs::Decoration,
            None => self.now(),
        };
        self.open.push(belongs);
    }

    pub fn end(&mut self) {
        self.open.pop();
    }

    pub fn now(&self) -> Belongs {
        self.open.last().copied().unwrap_or_default()
    }
}
