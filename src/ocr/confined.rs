//! The walls around a program that reads pictures: this program builds them around itself and then becomes the other.
//!
//! **Invariant:** the other program can open no connection and trace no process, its memory and time are limited, it writes
//! no file, and where the system can forbid it (Landlock) it reads no file but programs, libraries and what lies beside it.
//! Walls that an office demands and that cannot be built are a refusal.
//! **Absent:** walls on other systems than Linux: there it is a process of its own and no more.
//!
//! The list of system calls forbids and does not allow, other than that of an engine child: which calls a program makes that
//! others have built is not for us to know. What matters of them is forbidden.

use std::ffi::OsString;
use std::process::Command;

/// The hidden argument that makes this program another one, within walls: behind it `all` or `some`, a path, arguments.
pub const CONFINED_ARGUMENT: &str = "--confined-program";
/// The word behind it where every wall must stand.
pub(super) const ALL: &str = "all";
pub(super) const SOME: &str = "some";

/// Builds the walls and becomes the program that the arguments name; returns only when that failed.
pub fn become_program(mut arguments: impl Iterator<Item = OsString>) -> std::io::Error {
    let (Some(walls), Some(program)) = (arguments.next(), arguments.next()) else {
        return std::io::ErrorKind::InvalidInput.into();
    };
    let mut command = Command::new(&program);
    command.args(arguments);
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::process::CommandExt;
        match linux::confine(std::path::Path::new(&program)) {
            Ok(whole) if whole || walls != ALL => command.exec(),
            Ok(_) => std::io::ErrorKind::Unsupported.into(),
            Err(error) => error,
        }
    }
    #[cfg(not(target_os = "linux"))]
    {
        if walls == ALL {
            return std::io::ErrorKind::Unsupported.into();
        }
        match command.status() {
            Ok(ended) => std::process::exit(ended.code().unwrap_or(1)),
            Err(error) => error,
        }
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use landlock::{
        ABI, Access, AccessFs, AccessNet, BitFlags, LandlockStatus, Ruleset, RulesetAttr,
        RulesetCreatedAttr, RulesetError, RulesetStatus, Scope, path_beneath_rules,
    };
    use rustix::process::{Resource, Rlimit, Signal, getrlimit, setrlimit};
    use seccompiler::{BackendError, BpfProgram, SeccompAction, SeccompFilter, apply_filter};
    use std::io;
    use std::path::{Path, PathBuf};

    /// Bytes of memory; a page of 300 dots an inch takes a tenth of it.
    const MAX_MEMORY_BYTES: u64 = 2 << 30;
    /// Seconds of processor time; a full page takes less than ten.
    const MAX_SECONDS: u64 = 60;
    /// Where programs, libraries and their data are on a system of this kind.
    const SYSTEM: [&str; 6] = [
        "/usr",
        "/lib",
        "/lib64",
        "/bin",
        "/nix/store",
        "/etc/ld.so.cache",
    ];
    /// What a program asks of the machine: chance, nothing, and how many processors there are.
    const MACHINE: [&str; 4] = [
        "/dev/urandom",
        "/dev/null",
        "/proc/cpuinfo",
        "/sys/devices/system/cpu",
    ];

    /// Calls that no program needs to read a picture.
    const FORBIDDEN: [i64; 22] = [
        libc::SYS_socket,
        libc::SYS_socketpair,
        libc::SYS_connect,
        libc::SYS_bind,
        libc::SYS_listen,
        libc::SYS_accept,
        libc::SYS_accept4,
        libc::SYS_sendto,
        libc::SYS_sendmsg,
        libc::SYS_recvfrom,
        libc::SYS_recvmsg,
        libc::SYS_ptrace,
        libc::SYS_process_vm_readv,
        libc::SYS_process_vm_writev,
        libc::SYS_pidfd_getfd,
        libc::SYS_io_uring_setup,
        libc::SYS_bpf,
        libc::SYS_perf_event_open,
        libc::SYS_userfaultfd,
        libc::SYS_keyctl,
        libc::SYS_unshare,
        libc::SYS_mount,
    ];

    /// Builds the walls around this process, for good; whether all of them stand. The limits and the calls must.
    pub fn confine(program: &Path) -> io::Result<bool> {
        use rustix::process::set_parent_process_death_signal;
        set_parent_process_death_signal(Some(Signal::KILL))?;
        for (resource, most) in [
            (Resource::As, MAX_MEMORY_BYTES),
            (Resource::Cpu, MAX_SECONDS),
            (Resource::Core, 0),
            (Resource::Fsize, 0),
        ] {
            limit(resource, most)?;
        }
        let files = restrict_files(program).unwrap_or(false);
        forbid_calls()?;
        Ok(files)
    }

    fn limit(resource: Resource, most: u64) -> io::Result<()> {
        let most = getrlimit(resource).maximum.map_or(most, |m| m.min(most));
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        Ok(setrlimit(resource, limit)?)
    }

    /// Reads and runs what the program needs; writes nothing and connects to nothing. Whether that stands.
    fn restrict_files(program: &Path) -> Result<bool, RulesetError> {
        let abi = ABI::V6;
        let reads: BitFlags<AccessFs> = AccessFs::from_read(abi);
        let own = [own_folder(program)];
        let data = std::env::var_os("TESSDATA_PREFIX").map(PathBuf::from);
        let folders = SYSTEM.iter().chain(&MACHINE).map(PathBuf::from);
        let folders: Vec<PathBuf> = folders.chain(own).chain(data).collect();
        let status = Ruleset::default()
            .handle_access(AccessFs::from_all(abi))?
            .handle_access(AccessNet::from_all(abi))?
            .scope(Scope::from_all(abi))?
            .create()?
            .add_rules(path_beneath_rules(folders, reads))?
            .restrict_self()?;
        let is_there = matches!(status.landlock, LandlockStatus::Available { .. });
        Ok(is_there && status.ruleset != RulesetStatus::NotEnforced && status.no_new_privs)
    }

    /// The folder in which a program was installed: of `/opt/x/bin/y` it is `/opt/x`.
    fn own_folder(program: &Path) -> PathBuf {
        let folder = program.parent().unwrap_or(program);
        let above = folder.parent().filter(|above| above.parent().is_some());
        match folder.file_name().is_some_and(|name| name == "bin") {
            true => above.unwrap_or(folder).to_owned(),
            false => folder.to_owned(),
        }
    }

    fn forbid_calls() -> io::Result<()> {
        let failed = |_error: BackendError| io::Error::from(io::ErrorKind::Unsupported);
        let arch = std::env::consts::ARCH.try_into().map_err(failed)?;
        let filter = SeccompFilter::new(
            FORBIDDEN.iter().map(|call| (*call, Vec::new())).collect(),
            SeccompAction::Allow,
            SeccompAction::Errno(libc::EPERM as u32),
            arch,
        );
        let program = filter.and_then(BpfProgram::try_from).map_err(failed)?;
        apply_filter(&program).map_err(|_error| io::ErrorKind::Unsupported.into())
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_program_reads_what_was_installed_with_it() {
            let of = |path: &str| own_folder(Path::new(path)).display().to_string();
            assert_eq!(of("/opt/lezer/bin/tesseract"), "/opt/lezer");
            assert_eq!(of("/bin/tesseract"), "/bin");
            assert_eq!(of("/home/x/lezer/tesseract"), "/home/x/lezer");
        }
    }
}
