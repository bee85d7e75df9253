//! A file that pages come from.
//!
//! **Invariant:** two files with one key are the same file, whatever else is known of them.

use crate::engine::EngineError;
use crate::model::dossier::sha256::Sha256;
use crate::store;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where its bytes are.
#[derive(Clone, Debug)]
enum Bytes {
    /// A source of a dossier, whose bytes are those it was added with.
    OfDossier(PathBuf, Sha256),
    /// A file that was written out.
    Written(PathBuf),
    /// What never stands on disk: a page as it will be published.
    InMemory(Arc<[u8]>),
}

/// A file that pages come from.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Of a source of a dossier its hash.
    pub key: String,
    bytes: Bytes,
    pub password: Option<String>,
}

impl SourceFile {
    /// A source of a dossier, at its place in that.
    pub fn of_dossier(sha256: Sha256, path: PathBuf, password: Option<String>) -> Self {
        Self {
            key: sha256.to_string(),
            bytes: Bytes::OfDossier(path, sha256),
            password,
        }
    }

    /// A file that was written out.
    pub fn written(path: PathBuf) -> Self {
        Self {
            key: path.display().to_string(),
            bytes: Bytes::Written(path),
            password: None,
        }
    }

    pub fn in_memory(key: String, bytes: Arc<[u8]>) -> Self {
        Self {
            key,
            bytes: Bytes::InMemory(bytes),
            password: None,
        }
    }

    /// The folder of the dossier of which it is a source, and its hash.
    pub fn in_dossier(&self) -> Option<(&Path, &Sha256)> {
        match &self.bytes {
            Bytes::OfDossier(path, sha256) => Some((path.parent()?.parent()?, sha256)),
            Bytes::Written(_) | Bytes::InMemory(_) => None,
        }
    }

    /// The whole file.
    ///
    /// # Errors
    /// It cannot be read, or is a source that was changed.
    pub fn read(&self) -> Result<Arc<[u8]>, EngineError> {
        match &self.bytes {
            Bytes::OfDossier(path, _) => read(store::read_source_at(path)),
            Bytes::Written(path) => read(std::fs::read(path)),
            Bytes::InMemory(bytes) => Ok(bytes.clone()),
        }
    }
}

fn read(bytes: io::Result<Vec<u8>>) -> Result<Arc<[u8]>, EngineError> {
    bytes.map(Into::into).map_err(EngineError::Read)
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
