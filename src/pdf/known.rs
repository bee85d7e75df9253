//! What was found out of one page: drawing it again and comparing ask the same of it.
//!
//! **Absent:** finding it out.

use super::object_key::Key;
use crate::model::page::pixels::{Pixels, Spread};
use crate::model::page::text::{Looks, PageText};
use std::collections::HashMap;
use std::rc::Rc;

/// What was found out of one page.
#[derive(Default)]
pub(super) struct Known {
    pub page: usize,
    pub reading: Option<Rc<TextByObject>>,
    pub looks: Option<Rc<Looks>>,
    pub spreads: Option<Rc<Spreads>>,
    /// Whole pictures by the bits of their scales.
    pub pictures: Vec<(u64, Rc<Pixels>)>,
}

/// The numbers of the characters of each text object.
pub(super) type ByObject = HashMap<Key, Vec<usize>>;

/// The text of a page and of its annotations, with the objects that the characters of the page itself belong to, and how
/// many these are.
pub(super) type TextByObject = (PageText, ByObject, usize);

/// How far the pictures of a page spread what an area covers.
#[derive(Default)]
pub struct Spreads {
    /// Of those of which it shows.
    pub shown: Vec<Spread>,
    /// Of those of which samples hang together.
    pub coded: Vec<Spread>,
}
