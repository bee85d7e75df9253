//! The structure of a page as its source has it: which headings, lists and tables the surviving text belongs to.
//!
//! **Invariant:** a part is a role from a short list and its place among the others, never a word, title or attribute of
//! the source; parts without surviving text do not exist. Where less than [`MIN_TOLD_SHARE`] of the text has a part, the source is
//! not followed at all.
//! **Absent:** reading a source; places on the page, which `reading` knows.

use super::tags::Branch;
pub use super::tags::Role;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The share of the text of a page that must have a part.
const MIN_TOLD_SHARE: f64 = 0.9;
/// Parts within parts.
pub const MAX_DEPTH: usize = 16;

/// One part of a page. Parts stand in the order of the source, each behind the one that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub role: Role,
    /// The number of the part that it stands in.
    pub parent: Option<u32>,
}

/// What the source says of a glyph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Belongs {
    #[default]
    Unknown,
    /// It repeats or adorns, as a page number does.
    Decoration,
    /// The number of the part whose text it is.
    Part(u32),
}

impl Belongs {
    pub fn part(self) -> Option<u32> {
        match self {
            Self::Part(part) => Some(part),
            Self::Unknown | Self::Decoration => None,
        }
    }

    pub fn is_in(self, parts: &[Part]) -> bool {
        self.part().is_none_or(|part| (part as usize) < parts.len())
    }
}

/// Where a part with this role may stand, given the role that it stands in.
pub fn fits(role: Role, within: Option<Role>) -> bool {
    match role {
        Role::Row => within == Some(Role::Table),
        Role::Cell | Role::HeaderCell | Role::RowHeaderCell => within == Some(Role::Row),
        Role::ListItem => within == Some(Role::List),
        Role::Label | Role::ListBody => within == Some(Role::ListItem),
        Role::Table | Role::List | Role::Paragraph | Role::Heading(_) => match within {
            None => true,
            Some(role) => {
                let is_cell = matches!(role, Role::Cell | Role::HeaderCell | Role::RowHeaderCell);
                is_cell || role == Role::ListBody
            }
        },
        Role::Document | Role::Figure | Role::Link => false,
    }
}

/// Whether text may stand in a part with this role.
pub fn holds_text(role: Role) -> bool {
    match role {
        Role::Paragraph
        | Role::Heading(_)
        | Role::Cell
        | Role::HeaderCell
        | Role::RowHeaderCell
        | Role::Label
        | Role::ListBody => true,
        Role::Document | Role::Table | Role::Row | Role::List | Role::ListItem => false,
        Role::Figure | Role::Link => false,
    }
}

/// Whether every part stands behind its parent, where it may, and not too deep.
pub fn are_sound(parts: &[Part]) -> bool {
    let mut depths: Vec<usize> = Vec::with_capacity(parts.len());
    for part in parts {
        let parent = match part.parent {
            None => None,
            Some(number) => match parts.get(number as usize).zip(depths.get(number as usize)) {
                Some(parent) => Some(parent),
                None => return false,
            },
        };
        let depth = parent.map_or(0, |(_, depth)| depth + 1);
        if depth >= MAX_DEPTH || !fits(part.role, parent.map(|(parent, _)| parent.role)) {
            return false;
        }
        depths.push(depth);
    }
    true
}

/// Only the parts to which something belongs, and what those stand in; `each` calls with every glyph's part, and must do
/// so in the same way twice.
pub fn used(parts: &[Part], mut each: impl FnMut(&mut dyn FnMut(&mut Belongs))) -> Vec<Part> {
    let mut used = vec![false; parts.len()];
    each(&mut |belongs| {
        let mut next = belongs.part();
        while let Some(number) = next
            && let Some(mark) = used.get_mut(number as usize)
            && !*mark
        {
            *mark = true;
            next = parts.get(number as usize).and_then(|part| part.parent);
        }
    });
    let mut numbers: Vec<Option<u32>> = vec![None; parts.len()];
    let mut kept = Vec::new();
    for (number, part) in parts.iter().enumerate().filter(|(number, _)| used[*number]) {
        numbers[number] = Some(kept.len() as u32);
        kept.push(Part {
            role: part.role,
            parent: part.parent.and_then(|parent| numbers[parent as usize]),
        });
    }
    each(&mut |belongs| {
        if let Some(number) = belongs.part() {
            let new = numbers.get(number as usize).copied().flatten();
            *belongs = new.map_or(Belongs::Unknown, Belongs::Part);
        }
    });
    kept
}

/// Whether the source tells enough of a page to be followed: `told` of `all` glyphs that are no decoration have a part.
pub fn are_followed(told: usize, all: usize) -> bool {
    told > 0 && told as f64 >= MIN_TOLD_SHARE * all as f64
}

/// The parts of a page on their way into its tree: what each holds, and what stands between them.
pub struct Arrangement {
    roles: Vec<Role>,
    parents: Vec<Option<u32>>,
    kids: Vec<Vec<u32>>,
    /// What stands in nothing: parts, and blocks of which the source says nothing.
    roots: Vec<Root>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Root {
    Part(u32),
    Loose(usize),
}

impl Arrangement {
    pub fn new(parts: &[Part]) -> Self {
        let mut kids = vec![Vec::new(); parts.len()];
        let mut roots = Vec::new();
        for (number, part) in (0..).zip(parts) {
            match part.parent.and_then(|parent| kids.get_mut(parent as usize)) {
                Some(kids) => kids.push(number),
                None => roots.push(Root::Part(number)),
            }
        }
        Self {
            roles: parts.iter().map(|part| part.role).collect(),
            parents: parts.iter().map(|part| part.parent).collect(),
            kids,
            roots,
        }
    }

    pub fn role(&self, part: u32) -> Option<Role> {
        self.roles.get(part as usize).copied()
    }

    fn parent(&self, part: u32) -> Option<u32> {
        self.parents.get(part as usize).copied().flatten()
    }

    /// The cell in which a part stands, or that it is.
    pub fn cell_of(&self, part: u32) -> Option<u32> {
        let mut next = Some(part);
        while let Some(number) = next {
            if self
                .role(number)
                .is_some_and(|role| fits(role, Some(Role::Row)))
            {
                return next;
            }
            next = self.parent(number);
        }
        None
    }

    /// The cells of the row in which a cell stands.
    pub fn row_of(&self, cell: u32) -> &[u32] {
        let row = self
            .parent(cell)
            .and_then(|row| self.kids.get(row as usize));
        row.map_or(&[], Vec::as_slice)
    }

    /// A new cell beside another, for what the source said nothing of that survives.
    pub fn add_cell(&mut self, beside: u32, behind: bool) -> Option<u32> {
        let row = self.parent(beside)?;
        let cells = self.kids.get_mut(row as usize)?;
        let at = cells.iter().position(|cell| *cell == beside)?;
        let new = self.roles.len() as u32;
        cells.insert(at + usize::from(behind), new);
        self.roles.push(Role::Cell);
        self.parents.push(Some(row));
        self.kids.push(Vec::new());
        Some(new)
    }

    /// Puts a block of which the source says nothing behind a part, or first of all.
    pub fn add_loose(&mut self, number: usize, behind: Option<u32>) {
        let mut top = behind;
        while let Some(parent) = top.and_then(|part| self.parent(part)) {
            top = Some(parent);
        }
        let after = top.and_then(|top| self.roots.iter().position(|r| *r == Root::Part(top)));
        let mut at = after.map_or(0, |after| after + 1);
        while matches!(self.roots.get(at), Some(Root::Loose(_))) {
            at += 1;
        }
        self.roots.insert(at, Root::Loose(number));
    }

    /// The tree. `block` makes a block of what belongs to a part, with this role, or of loose content; it is called in
    /// the order of reading.
    pub fn tree(&self, block: &mut impl FnMut(Content, Role) -> Option<usize>) -> Vec<Branch> {
        let root = |root: &Root| match root {
            Root::Part(part) => self.branch(*part, block),
            Root::Loose(number) => block(Content::Loose(*number), Role::Paragraph)
                .map(Branch::Block)
                .into_iter()
                .collect(),
        };
        self.roots.iter().flat_map(root).collect()
    }

    fn branch(
        &self,
        part: u32,
        block: &mut impl FnMut(Content, Role) -> Option<usize>,
    ) -> Vec<Branch> {
        let Some(role) = self.role(part) else {
            return Vec::new();
        };
        let kids = self.kids.get(part as usize).map_or(&[][..], Vec::as_slice);
        let is_plain = matches!(role, Role::Paragraph | Role::Heading(_) | Role::Label);
        if is_plain || (role == Role::ListBody && kids.is_empty()) {
            let own = block(Content::Part(part), role).map(Branch::Block);
            return own.into_iter().collect();
        }
        let mut within: Vec<Branch> = Vec::new();
        if holds_text(role) {
            within.extend(block(Content::Part(part), Role::Paragraph).map(Branch::Block));
        }
        for kid in kids {
            within.extend(self.branch(*kid, block));
        }
        if within.is_empty() {
            return Vec::new();
        }
        vec![match role {
            Role::Row => Branch::Group(role, rowed(within)),
            Role::Table => Branch::Group(role, evened(within)),
            Role::Cell | Role::HeaderCell | Role::RowHeaderCell => Branch::Cell {
                role,
                columns: 1,
                parts: within,
            },
            _ => Branch::Group(role, within),
        }]
    }
}

/// What a block is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Content {
    Part(u32),
    Loose(usize),
}

/// The cells of a row: where some hold data, those that name something name the row.
fn rowed(mut cells: Vec<Branch>) -> Vec<Branch> {
    let is_data = |cell: &Branch| {
        matches!(
            cell,
            Branch::Cell {
                role: Role::Cell,
                ..
            }
        )
    };
    if cells.iter().any(is_data) {
        for cell in &mut cells {
            if let Branch::Cell { role, .. } = cell
                && *role == Role::HeaderCell
            {
                *role = Role::RowHeaderCell;
            }
        }
    }
    cells
}

/// The rows of a table, all of as many columns: the last cell of a shorter row takes the rest.
fn evened(mut rows: Vec<Branch>) -> Vec<Branch> {
    let cells = |row: &Branch| match row {
        Branch::Group(Role::Row, cells) => cells.len(),
        _ => 0,
    };
    let most = rows.iter().map(cells).max().unwrap_or(0);
    for row in &mut rows {
        if let Branch::Group(Role::Row, cells) = row {
            let rest = most - cells.len() + 1;
            if let Some(Branch::Cell { columns, .. }) = cells.last_mut() {
                *columns = rest;
            }
        }
    }
    rows
}

/// Fragments by what they belong to.
pub type Contents<T> = BTreeMap<Content, Vec<T>>;
