//! The walls that a child builds around itself before it reads a stranger's file.
//!
//! **Invariant:** built after everything the child loads is loaded and before the document is handed to it; each wall that
//! is told to stand was tried. Within them a child computes and answers on standard output, and does nothing else.
//! **Absent:** walls on other systems than Linux: there a child is a process of its own and no more.
//!
//! Two walls stand before files and network: Landlock, which the kernel keeps for whatever way leads there, and the list of
//! system calls, which has no call that opens anything. A call that is not on the list fails and does not kill, since
//! libraries try things that they can do without (the time zone of the machine, for one).

use crate::model::protection::Protection;
use std::io;

/// The memory a child may take beside three times its document, in bytes: a page over which an engine runs wild must
/// not take the machine with it.
#[cfg(target_os = "linux")]
const MEMORY_BYTES: u64 = 3 << 29;

/// Leaves nothing behind: a child goes with its parent, and no core dump holds document text.
#[cfg(target_os = "linux")]
pub fn begin() -> io::Result<()> {
    use rustix::process::{
        DumpableBehavior, Signal, set_dumpable_behavior, set_parent_process_death_signal,
    };
    set_parent_process_death_signal(Some(Signal::KILL))?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    Ok(())
}

/// Builds the walls for a child that will hold a document of so many bytes, for good. What this system cannot build is
/// left out and told.
#[cfg(target_os = "linux")]
pub fn confine(document: u64) -> Protection {
    let [files, network] = landlock::restrict().unwrap_or_default();
    let files = files && fails_with(std::fs::File::open("/").err(), libc::EACCES);
    let limits = limit_all(MEMORY_BYTES.saturating_add(document.saturating_mul(3))).is_ok();
    let calls = seccomp::restrict().is_ok() && opens_nothing();
    Protection {
        calls,
        files,
        network,
        limits,
    }
}

#[cfg(target_os = "linux")]
fn fails_with(error: Option<io::Error>, code: i32) -> bool {
    error.and_then(|error| error.raw_os_error()) == Some(code)
}

/// Whether the list of calls refuses a file and a connection.
#[cfg(target_os = "linux")]
fn opens_nothing() -> bool {
    use rustix::net::{AddressFamily, SocketType, socket};
    let file = std::fs::File::open("/").err();
    let connection = socket(AddressFamily::INET, SocketType::STREAM, None).err();
    fails_with(file, libc::EPERM) && fails_with(connection.map(Into::into), libc::EPERM)
}

/// Memory for computing, and nothing that a file would need.
#[cfg(target_os = "linux")]
fn limit_all(memory: u64) -> io::Result<()> {
    use rustix::process::Resource::{As, Core, Fsize, Nofile};
    const FILES_OPEN_ALREADY: u64 = 3;
    for (resource, most) in [
        (As, memory),
        (Core, 0),
        (Fsize, 0),
        (Nofile, FILES_OPEN_ALREADY),
    ] {
        limit(resource, most)?;
    }
    Ok(())
}

#[cfg(target_os = "linux")]
fn limit(resource: rustix::process::Resource, most: u64) -> io::Result<()> {
    use rustix::process::{Rlimit, getrlimit, setrlimit};
    // A limit that is lower already cannot be raised, and need not be.
    let most = getrlimit(resource).maximum.map_or(most, |m| m.min(most));
    let limit = Rlimit {
        current: Some(most),
        maximum: Some(most),
    };
    Ok(setrlimit(resource, limit)?)
}

#[cfg(target_os = "linux")]
mod landlock {
    use landlock::{
        ABI, Access, AccessFs, AccessNet, LandlockStatus, Ruleset, RulesetAttr, RulesetError,
        RulesetStatus, Scope,
    };

    /// Forbids all files and connections; says which of the two stand.
    pub fn restrict() -> Result<[bool; 2], RulesetError> {
        let status = Ruleset::default()
            .handle_access(AccessFs::from_all(ABI::V6))?
            .handle_access(AccessNet::from_all(ABI::V6))?
            .scope(Scope::from_all(ABI::V6))?
            .create()?
            .restrict_self()?;
        let LandlockStatus::Available { effective_abi, .. } = status.landlock else {
            return Ok([false, false]);
        };
        let stands = status.ruleset != RulesetStatus::NotEnforced && status.no_new_privs;
        Ok([stands, stands && effective_abi >= ABI::V4])
    }
}

/// The system calls that a child may still make, by what they are for: name, number, and what an argument must be.
#[cfg(target_os = "linux")]
mod seccomp {
    use seccompiler::{
        BackendError, BpfProgram, Error, SeccompAction, SeccompCmpArgLen, SeccompCmpOp,
        SeccompCondition, SeccompFilter, SeccompRule, apply_filter_all_threads,
    };

    /// What is asked of one argument of a call: its place, and what it must be.
    type Demand = (u8, SeccompCmpOp, u64);

    /// No memory becomes a program.
    const NOT_EXECUTABLE: Demand = (2, SeccompCmpOp::MaskedEq(libc::PROT_EXEC as u64), 0);
    const ANONYMOUS: u64 = libc::MAP_ANONYMOUS as u64;

    const ALLOWED: &[(&str, i64, &[Demand])] = &[
        // Questions in, answers out.
        ("read", libc::SYS_read, &[(0, SeccompCmpOp::Eq, 0)]),
        ("write", libc::SYS_write, &[(0, SeccompCmpOp::Eq, 1)]),
        ("close", libc::SYS_close, &[]),
        // Memory.
        ("brk", libc::SYS_brk, &[]),
        (
            "mmap",
            libc::SYS_mmap,
            &[
                NOT_EXECUTABLE,
                (3, SeccompCmpOp::MaskedEq(ANONYMOUS), ANONYMOUS),
            ],
        ),
        ("munmap", libc::SYS_munmap, &[]),
        ("mremap", libc::SYS_mremap, &[]),
        ("mprotect", libc::SYS_mprotect, &[NOT_EXECUTABLE]),
        ("madvise", libc::SYS_madvise, &[]),
        // Time, chance, and what it is itself.
        ("clock_gettime", libc::SYS_clock_gettime, &[]),
        ("getrandom", libc::SYS_getrandom, &[]),
        ("getpid", libc::SYS_getpid, &[]),
        ("gettid", libc::SYS_gettid, &[]),
        ("sysinfo", libc::SYS_sysinfo, &[]),
        // Waiting.
        ("futex", libc::SYS_futex, &[]),
        ("sched_yield", libc::SYS_sched_yield, &[]),
        ("restart_syscall", libc::SYS_restart_syscall, &[]),
        // Faults and the end: a crash must end the child and not begin again.
        ("rt_sigaction", libc::SYS_rt_sigaction, &[]),
        ("rt_sigprocmask", libc::SYS_rt_sigprocmask, &[]),
        ("rt_sigreturn", libc::SYS_rt_sigreturn, &[]),
        ("sigaltstack", libc::SYS_sigaltstack, &[]),
        ("exit", libc::SYS_exit, &[]),
        ("exit_group", libc::SYS_exit_group, &[]),
    ];

    /// The names of the calls.
    pub fn allowed() -> impl Iterator<Item = &'static str> {
        ALLOWED.iter().map(|(name, _, _)| *name)
    }

    /// Refuses every other call from now on.
    pub fn restrict() -> Result<(), Error> {
        apply_filter_all_threads(&program()?)
    }

    fn program() -> Result<BpfProgram, BackendError> {
        let rules = ALLOWED.iter().map(|(_, number, demands)| {
            let demands = demands.iter().map(|(place, demand, value)| {
                let length = SeccompCmpArgLen::Qword;
                SeccompCondition::new(*place, length, demand.clone(), *value)
            });
            let demands = demands.collect::<Result<Vec<_>, _>>()?;
            let rule = match demands.is_empty() {
                true => Vec::new(),
                false => vec![SeccompRule::new(demands)?],
            };
            Ok((*number, rule))
        });
        let filter = SeccompFilter::new(
            rules.collect::<Result<_, BackendError>>()?,
            SeccompAction::Errno(libc::EPERM as u32),
            SeccompAction::Allow,
            std::env::consts::ARCH.try_into()?,
        )?;
        filter.try_into()
    }
}

/// The names of the system calls that a child may make.
#[cfg(target_os = "linux")]
pub fn allowed_calls() -> impl Iterator<Item = &'static str> {
    seccomp::allowed()
}

#[cfg(not(target_os = "linux"))]
pub fn begin() -> io::Result<()> {
    Ok(())
}

#[cfg(not(target_os = "linux"))]
pub fn confine(_document: u64) -> Protection {
    Protection::default()
}
