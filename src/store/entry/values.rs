//! What stands within many entries: who is meant, where, and on what ground.

use crate::model::dossier::document;
use crate::model::dossier::sha256;
use crate::model::ground;
use crate::model::page::geometry;
use serde::{Deserialize, Serialize};

/// A value that has the shape of one and cannot be: an area without a surface, a ground that does not exist.
#[derive(Debug)]
pub struct Impossible;

/// Each of a list as what it becomes, where all can.
pub fn all<A, B: From<A>>(list: Vec<A>) -> Vec<B> {
    list.into_iter().map(B::from).collect()
}

/// The same where one may be impossible.
pub fn try_all<A, B: TryFrom<A, Error = Impossible>>(list: Vec<A>) -> Result<Vec<B>, Impossible> {
    list.into_iter().map(B::try_from).collect()
}

/// A document, by what it was given when it was added: the first has 0, and none is used twice.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub struct DocumentId(u32);

impl From<DocumentId> for document::DocumentId {
    fn from(DocumentId(id): DocumentId) -> Self {
        Self(id)
    }
}

impl From<document::DocumentId> for DocumentId {
    fn from(document::DocumentId(id): document::DocumentId) -> Self {
        Self(id)
    }
}

/// A mark, likewise.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub struct MarkId(u64);

impl From<MarkId> for document::MarkId {
    fn from(MarkId(id): MarkId) -> Self {
        Self(id)
    }
}

impl From<document::MarkId> for MarkId {
    fn from(document::MarkId(id): document::MarkId) -> Self {
        Self(id)
    }
}

/// `[left, top, right, bottom]` in points from the top left of the page as it is shown, y downwards. Impossible unless
/// left < right and top < bottom.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub struct Area([f64; 4]);

impl TryFrom<Area> for geometry::PageRect {
    type Error = Impossible;
    fn try_from(Area([left, top, right, bottom]): Area) -> Result<Self, Impossible> {
        Self::new(left, top, right, bottom).ok_or(Impossible)
    }
}

impl From<geometry::PageRect> for Area {
    fn from(area: geometry::PageRect) -> Self {
        Self([area.left(), area.top(), area.right(), area.bottom()])
    }
}

/// The SHA-256 of a source in 64 lower-case hexadecimal digits, which is its name; anything else is impossible.
#[derive(Serialize, Deserialize)]
pub struct Sha256(String);

impl TryFrom<Sha256> for sha256::Sha256 {
    type Error = Impossible;
    fn try_from(Sha256(digits): Sha256) -> Result<Self, Impossible> {
        Self::parse(&digits).ok_or(Impossible)
    }
}

impl From<sha256::Sha256> for Sha256 {
    fn from(sha256: sha256::Sha256) -> Self {
        Self(sha256.to_string())
    }
}

/// A ground by its canonical id: `5.1.2e`, `10.2e`, `scope`, `dubbel`, `8.8 <act and article>`. Any usual spelling is
/// read; what is no ground of the list is impossible.
#[derive(Serialize, Deserialize)]
pub struct Ground(String);

impl TryFrom<Ground> for ground::Ground {
    type Error = Impossible;
    fn try_from(Ground(id): Ground) -> Result<Self, Impossible> {
        Self::parse(&id).ok().ok_or(Impossible)
    }
}

impl From<ground::Ground> for Ground {
    fn from(ground: ground::Ground) -> Self {
        Self(ground.id())
    }
}
