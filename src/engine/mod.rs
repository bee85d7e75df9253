//! Child processes that touch PDFs, and typed calls to them.
//!
//! **Invariant:** the process that holds the dossier and the window never parses or renders a PDF. One child holds one
//! document; one request is at most one page, has a deadline, and a child that crashes or hangs costs that request.
//! **Absent:** decisions; what comes back is checked for shape and handed on.

mod answers;
mod child;
mod code_letters;
mod confinement;
mod error;
mod interpreted;
mod parent;
pub mod pool;
mod process;
mod protocol;
mod read_layer;
mod redrawn;
mod unseen;

pub use crate::pdf::{OpenError, Region};
pub use crate::redact::vector::Reason;
pub use crate::verify::{
    Check, Closeness, Covered, DeclaredArea, DeclaredPage, Doubt, Fault, FileCheck, ForeignCheck,
    PageCheck, SourcePage,
};
pub use child::serve;
#[cfg(target_os = "linux")]
pub use confinement::{allowed_calls, confine};
pub use error::EngineError;
pub use parent::{Engine, PageClock, Reader, Redacted};
pub use protocol::{DocumentFacts, RenderMode};

/// How many children work at the same time on so many pieces of work: one for each core.
pub fn workers(pieces: usize) -> usize {
    let cores = std::thread::available_parallelism();
    cores.map_or(1, std::num::NonZero::get).min(pieces)
}

/// The hidden argument that makes the program an engine child.
pub const CHILD_ARGUMENT: &str = "--engine-child";
