//! The walls around a process that reads strangers' files.
//!
//! **Invariant:** a wall that was not proved to stand does not stand.
//! **Absent:** how they are built; see `engine::confinement`.

use serde::{Deserialize, Serialize};

/// One wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wall {
    /// Only the system calls on a list (seccomp).
    Calls,
    /// No file of the system (Landlock).
    Files,
    /// No connection (Landlock, from its fourth version on).
    Network,
    /// Memory, no new file descriptor, no file that grows, no core dump (resource limits).
    Limits,
}

/// Which walls stand around a process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protection {
    pub calls: bool,
    pub files: bool,
    pub network: bool,
    pub limits: bool,
}

impl Protection {
    /// Every wall, and whether it stands.
    pub fn walls(&self) -> [(Wall, bool); 4] {
        [
            (Wall::Calls, self.calls),
            (Wall::Files, self.files),
            (Wall::Network, self.network),
            (Wall::Limits, self.limits),
        ]
    }

    /// Whether every wall stands.
    pub fn is_whole(&self) -> bool {
        self.walls().iter().all(|(_, stands)| *stands)
    }
}
