//! What was read of one page before the others of its dossier had their say.
//!
//! **Absent:** reading it; the head of the folder has that.

use super::claims::Claim;
use super::person::found::Names;
use super::sheet::Sheet;
use crate::model::page::geometry::PageRect;

/// A page that was read for what may have to go.
#[derive(Clone, Debug, Default)]
pub struct PageClaims {
    pub(super) sheet: Sheet,
    pub(super) claims: Vec<Claim>,
    pub(super) names: Names,
    pub(super) signatures: Vec<PageRect>,
}
