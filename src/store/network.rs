//! Whether a folder lies on another machine.
//!
//! **Absent:** any connection; the system is asked what kind of file system it is.

use std::path::Path;

/// Kinds of file systems that reach over a network, by the numbers in `linux/magic.h` and the heads of their drivers: NFS,
/// SMB, CIFS, SMB2, AFS, 9P, Ceph, Coda, and FUSE, by which most others come.
#[cfg(target_os = "linux")]
const REMOTE: [u32; 9] = [
    0x6969,
    0x517B,
    0xFF53_4D42,
    0xFE53_4D42,
    0x5346_414F,
    0x0102_1997,
    0x00C3_6400,
    0x7375_7245,
    0x6573_5546,
];

/// Whether a folder lies on a network share, as far as the system says so.
#[cfg(target_os = "linux")]
pub fn is_remote(folder: &Path) -> bool {
    // The kind is a number of 32 bits, in whatever width and sign the system has it.
    rustix::fs::statfs(folder).is_ok_and(|system| REMOTE.contains(&(system.f_type as u32)))
}

/// Whether a folder lies on a network share: one that is named by its server.
#[cfg(not(target_os = "linux"))]
pub fn is_remote(folder: &Path) -> bool {
    folder.to_string_lossy().starts_with(r"\\")
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_this_machine_is_no_share() {
        assert!(!is_remote(Path::new("/proc")));
        assert!(!is_remote(Path::new("/nergens")));
    }
}
