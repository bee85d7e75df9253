//! Why a question to a child got no answer.

use super::protocol::MAX_REQUEST;
use crate::pdf::OpenError;
use std::io;

/// Why a question got no answer.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    #[error("an engine child could not be started")]
    Start(#[source] io::Error),
    #[error("the file could not be read")]
    Read(#[source] io::Error),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("the file is larger than {} GB", MAX_REQUEST >> 30)]
    TooLarge,
    #[error("the engine child crashed")]
    Crashed,
    #[error("the engine child did not answer in time")]
    TimedOut,
    #[error("the page cannot be read")]
    Page,
    #[error("the engine child answered what was not asked")]
    Unsound,
    #[error("the engine child is not confined, and must be")]
    Unconfined,
}
