//! A file that pages come from.
//!
//! **Invariant:** two files with one key are the same file, whatever else is known of them.

use crate::engine::EngineError;
use crate::store;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::sync::Arc;

/// Where its bytes are.
#[derive(Clone, Debug)]
enum Bytes {
    OnDisk(PathBuf),
    /// What never stands on disk: a page as it will be published.
    InMemory(Arc<[u8]>),
}

/// A file that pages come from.
#[derive(Clone, Debug)]
pub struct SourceFile {
    pub key: String,
    bytes: Bytes,
    pub password: Option<String>,
}

impl SourceFile {
    pub fn on_disk(key: String, path: PathBuf, password: Option<String>) -> Self {
        let bytes = Bytes::OnDisk(path);
        Self {
            key,
            bytes,
            password,
        }
    }

    pub fn in_memory(key: String, bytes: Arc<[u8]>) -> Self {
        Self {
            key,
            bytes: Bytes::InMemory(bytes),
            password: None,
        }
    }

    /// The whole file.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn read(&self) -> Result<Arc<[u8]>, EngineError> {
        match &self.bytes {
            Bytes::OnDisk(path) => {
                let bytes = store::read_source_at(path).map_err(EngineError::Read)?;
                Ok(bytes.into())
            }
            Bytes::InMemory(bytes) => Ok(bytes.clone()),
        }
    }
}

impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key && self.password == other.password
    }
}

impl Eq for SourceFile {}

impl Hash for SourceFile {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.key, &self.password).hash(state);
    }
}
