//! How far an export is, who is told, and why it stopped.

use crate::engine::EngineError;

/// Why a document could not be worked on at all.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    #[error(transparent)]
    Source(EngineError),
    #[error("cancelled")]
    Cancelled,
}

/// Who wants to know how far it is, and may stop it.
pub trait Progress: Sync {
    /// Called before each document or file of several.
    fn subject(&self, _name: &str, _done: usize, _subjects: usize) {}
    /// Called after each page of each stage.
    fn page_done(&self, stage: ExportStage, done: usize, pages: usize);
    fn is_cancelled(&self) -> bool;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportStage {
    Reading,
    Drawing,
    Checking,
}
