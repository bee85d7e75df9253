//! The walls around a child: what it tries within them is refused, they stand before it reads, and what a system cannot
//! build is said.

use crate::pdf_maker::{PdfMaker, lines};
use crate::program::{self, Program, marks};
use lakwerk::engine::{CHILD_ARGUMENT, allowed_calls, confine};
use seccompiler::{SeccompAction, SeccompFilter, apply_filter};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Tells the test binary that it is the one that tries.
const TRIES: &str = "LAKWERK_TEST_TRIES";

/// What came of a system call: the number of the error, 0 for none.
fn call(number: i64, arguments: [i64; 6]) -> i32 {
    let [a, b, c, d, e, f] = arguments;
    #[expect(
        unsafe_code,
        reason = "only a bare call shows what the kernel says to it"
    )]
    let outcome = unsafe { libc::syscall(number, a, b, c, d, e, f) };
    match outcome {
        -1 => std::io::Error::last_os_error().raw_os_error().unwrap(),
        _ => 0,
    }
}

/// Calls with which a child could read, write, send, start or look into anything, by name.
fn attempts() -> Vec<(&'static str, i64, [i64; 6])> {
    let path = c"/proc/self/status".as_ptr() as i64;
    let program = c"/bin/true".as_ptr() as i64;
    let at = i64::from(libc::AT_FDCWD);
    let own = i64::from(std::process::id());
    let (read, map) = (i64::from(libc::PROT_READ), i64::from(libc::MAP_PRIVATE));
    let (run, bare) = (
        read | i64::from(libc::PROT_EXEC),
        map | i64::from(libc::MAP_ANONYMOUS),
    );
    let mut all = vec![
        ("openat", libc::SYS_openat, [at, path, 0, 0, 0, 0]),
        ("openat2", libc::SYS_openat2, [at, path, 0, 0, 0, 0]),
        ("unlinkat", libc::SYS_unlinkat, [at, path, 0, 0, 0, 0]),
        ("mkdirat", libc::SYS_mkdirat, [at, path, 0o700, 0, 0, 0]),
        ("renameat2", libc::SYS_renameat2, [at, path, at, path, 0, 0]),
        ("linkat", libc::SYS_linkat, [at, path, at, path, 0, 0]),
        ("fchmodat", libc::SYS_fchmodat, [at, path, 0o700, 0, 0, 0]),
        ("statx", libc::SYS_statx, [at, path, 0, 0, 0, 0]),
        (
            "memfd_create",
            libc::SYS_memfd_create,
            [path, 0, 0, 0, 0, 0],
        ),
        ("dup", libc::SYS_dup, [0; 6]),
        (
            "read of another file",
            libc::SYS_read,
            [3, path, 0, 0, 0, 0],
        ),
        (
            "write to another file",
            libc::SYS_write,
            [2, path, 1, 0, 0, 0],
        ),
        ("socket", libc::SYS_socket, [2, 1, 0, 0, 0, 0]),
        (
            "socket of the machine",
            libc::SYS_socket,
            [1, 1, 0, 0, 0, 0],
        ),
        ("connect", libc::SYS_connect, [0; 6]),
        ("bind", libc::SYS_bind, [0; 6]),
        ("sendto", libc::SYS_sendto, [0; 6]),
        ("execve", libc::SYS_execve, [program, 0, 0, 0, 0, 0]),
        ("execveat", libc::SYS_execveat, [at, program, 0, 0, 0, 0]),
        (
            "clone",
            libc::SYS_clone,
            [i64::from(libc::SIGCHLD), 0, 0, 0, 0, 0],
        ),
        ("clone3", libc::SYS_clone3, [0; 6]),
        ("ptrace", libc::SYS_ptrace, [0; 6]),
        (
            "process_vm_readv",
            libc::SYS_process_vm_readv,
            [own, 0, 0, 0, 0, 0],
        ),
        ("pidfd_open", libc::SYS_pidfd_open, [own, 0, 0, 0, 0, 0]),
        ("kill", libc::SYS_kill, [own, 0, 0, 0, 0, 0]),
        ("tgkill", libc::SYS_tgkill, [own, own, 0, 0, 0, 0]),
        ("prlimit64", libc::SYS_prlimit64, [0; 6]),
        (
            "prctl",
            libc::SYS_prctl,
            [i64::from(libc::PR_GET_DUMPABLE), 0, 0, 0, 0, 0],
        ),
        ("mount", libc::SYS_mount, [0; 6]),
        ("unshare", libc::SYS_unshare, [0; 6]),
        ("setuid", libc::SYS_setuid, [0; 6]),
        ("bpf", libc::SYS_bpf, [0; 6]),
        (
            "io_uring_setup",
            libc::SYS_io_uring_setup,
            [1, 0, 0, 0, 0, 0],
        ),
        ("keyctl", libc::SYS_keyctl, [0; 6]),
        ("userfaultfd", libc::SYS_userfaultfd, [0; 6]),
        ("perf_event_open", libc::SYS_perf_event_open, [0; 6]),
        (
            "mmap of a program",
            libc::SYS_mmap,
            [0, 4096, run, bare, -1, 0],
        ),
        ("mmap of a file", libc::SYS_mmap, [0, 4096, read, map, 0, 0]),
        (
            "mprotect to a program",
            libc::SYS_mprotect,
            [0, 4096, run, 0, 0, 0],
        ),
    ];
    #[cfg(target_arch = "x86_64")]
    all.extend([
        ("open", libc::SYS_open, [path, 0, 0, 0, 0, 0]),
        ("creat", libc::SYS_creat, [path, 0o700, 0, 0, 0, 0]),
        ("fork", libc::SYS_fork, [0; 6]),
        ("vfork", libc::SYS_vfork, [0; 6]),
    ]);
    all
}

/// The one that tries; without its orders there is none, and the orders are what the other tests give.
#[test]
fn tries() {
    if std::env::var_os(TRIES).is_none() {
        let names: BTreeSet<&str> = attempts().iter().map(|(name, _, _)| *name).collect();
        return assert_eq!(names.len(), attempts().len());
    }
    let all = attempts();
    let protection = confine(0);
    let mut out = std::io::stdout();
    writeln!(out, "\nwalls {} {}", protection.calls, protection.limits).unwrap();
    for (name, number, arguments) in all {
        writeln!(out, "tried {name}: {}", call(number, arguments)).unwrap();
    }
    std::process::exit(0);
}

#[test]
fn a_child_is_refused_all_but_computing_and_answering() {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["confinement::tries", "--exact", "--nocapture", "--quiet"]);
    let output = command.env(TRIES, "1").output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("walls true true"), "{said}");
    for (name, _, _) in attempts() {
        let refused = format!("tried {name}: {}\n", libc::EPERM);
        assert!(said.contains(&refused), "{name}: {said}");
    }
}

fn start_child() -> Child {
    let mut command = Command::new(program::path());
    command.arg(CHILD_ARGUMENT).stdin(Stdio::piped());
    command.stdout(Stdio::piped()).spawn().unwrap()
}

/// Sends a question to a child and waits for its answer; `None` when it ends without.
fn ask(child: &mut Child, question: &[u8]) -> Option<Vec<u8>> {
    let input = child.stdin.as_mut().unwrap();
    input
        .write_all(&(question.len() as u64).to_le_bytes())
        .unwrap();
    input.write_all(question).unwrap();
    let output = child.stdout.as_mut().unwrap();
    let mut length = [0; 8];
    output.read_exact(&mut length).ok()?;
    let mut answer = vec![0; usize::try_from(u64::from_le_bytes(length)).unwrap()];
    output.read_exact(&mut answer).unwrap();
    Some(answer)
}

/// That a document of no bytes will come, on the wire.
const BEGIN: [u8; 2] = [19, 0];

#[test]
fn the_walls_stand_before_a_document_is_handed_over() {
    let mut child = start_child();
    let walls = ask(&mut child, &BEGIN).unwrap();
    assert_eq!((walls[1], walls[4]), (1, 1), "calls and limits: {walls:?}");
    let read =
        |name: &str| std::fs::read_to_string(format!("/proc/{}/{name}", child.id())).unwrap();
    let status = read("status");
    for line in ["Seccomp:\t2", "NoNewPrivs:\t1", "Threads:\t1"] {
        assert!(status.contains(line), "{status}");
    }
    let limits = read("limits");
    let limit = |name: &str| {
        let line = limits.lines().find(|line| line.starts_with(name)).unwrap();
        let mut numbers = line[name.len()..].split_whitespace();
        numbers.next().unwrap().parse::<u64>().unwrap()
    };
    assert_eq!(limit("Max open files"), 3);
    assert_eq!(limit("Max file size"), 0);
    assert_eq!(limit("Max core file size"), 0);
    assert!(limit("Max address space") <= 3 << 29);
    let writable_program = read("maps").lines().any(|line| line.contains(" rwx"));
    assert!(!writable_program);
    child.kill().unwrap();
    child.wait().unwrap();
}

/// Its input stays open, so that only the system can tell it that nobody is there any more.
#[test]
fn a_child_ends_with_the_program_that_started_it() {
    let script = "exec 3<&0; \"$0\" \"$1\" <&3 & echo $!; wait";
    let mut command = Command::new("sh");
    command.arg("-c").arg(script).arg(program::path());
    command.arg(CHILD_ARGUMENT).stdin(Stdio::piped());
    let mut parent = command.stdout(Stdio::piped()).spawn().unwrap();
    // The child itself says nothing before it is asked.
    let mut child = String::new();
    let mut said = BufReader::new(parent.stdout.as_mut().unwrap());
    said.read_line(&mut child).unwrap();
    let child = child.trim();
    assert!(ask(&mut parent, &BEGIN).is_some());
    let lives = || {
        let stat = std::fs::read_to_string(format!("/proc/{child}/stat"));
        // Who has ended and was not waited for is a zombie.
        stat.is_ok_and(|stat| !stat.contains(") Z "))
    };
    assert!(lives());
    // Waiting would close it.
    let input = parent.stdin.take();
    parent.kill().unwrap();
    parent.wait().unwrap();
    let end = Instant::now() + Duration::from_secs(20);
    while lives() {
        assert!(Instant::now() < end);
        std::thread::sleep(Duration::from_millis(5));
    }
    drop(input);
}

#[test]
fn a_child_that_is_handed_a_document_without_walls_takes_nothing() {
    let mut child = start_child();
    let document = PdfMaker::new().page(lines(&["Jansen"]), "").build();
    let length = u8::try_from(document.len() & 0x7F).unwrap() | 0x80;
    let more = u8::try_from(document.len() >> 7).unwrap();
    let open = [&[0, length, more], document.as_slice(), &[0]].concat();
    assert_eq!(ask(&mut child, &open), None);
    assert!(!child.wait().unwrap().success());
}

/// Runs the program on a system whose kernel has no Landlock.
fn on_an_old_kernel(mut command: Command) -> Output {
    let run = move || {
        let rules = [(libc::SYS_landlock_create_ruleset, Vec::new())];
        let filter = SeccompFilter::new(
            rules.into(),
            SeccompAction::Allow,
            SeccompAction::Errno(libc::ENOSYS as u32),
            std::env::consts::ARCH.try_into().unwrap(),
        );
        let program: seccompiler::BpfProgram = filter.unwrap().try_into().unwrap();
        // It holds for this thread and what it starts.
        apply_filter(&program).unwrap();
        command.output().unwrap()
    };
    std::thread::spawn(run).join().unwrap()
}

const ONLY_CONFINED: &str = "LAKWERK_ONLY_CONFINED";
const FILES: &str = "geen bestanden (Landlock): ";

#[test]
fn a_wall_that_cannot_be_built_is_said_and_the_work_goes_on() {
    let program = Program::new();
    let said = |output: Output| String::from_utf8(output.stdout).unwrap();
    let here = said(program.run(&["--version"]));
    let missing = i64::from(libc::ENOSYS);
    let has_landlock = i64::from(call(libc::SYS_landlock_create_ruleset, [0, 0, 1, 0, 0, 0]));
    let stands = match has_landlock == missing {
        true => "NIET ACTIEF",
        false => "actief",
    };
    assert!(here.contains(&format!("{FILES}{stands}")), "{here}");
    assert!(here.contains("(seccomp): actief"), "{here}");
    let old = said(on_an_old_kernel(program.command(&["--version"])));
    assert!(old.contains(&format!("{FILES}NIET ACTIEF")), "{old}");
    assert!(old.contains("(seccomp): actief"), "{old}");
    let source = PdfMaker::new().page(lines(&["Aan Jansen"]), "").build();
    program.write("in.pdf", source);
    program.write("m.json", marks(1, &[[38.0, 38.0, 90.0, 54.0]]).to_string());
    let redact = ["redact", "in.pdf", "--marks", "m.json", "--to", "uit.pdf"];
    let made = on_an_old_kernel(program.command(&redact));
    assert_eq!(made.status.code(), Some(0), "{made:?}");
    assert!(program.file("uit.pdf").exists());
}

#[test]
fn an_office_can_refuse_to_read_where_a_wall_is_missing() {
    let program = Program::new();
    let source = PdfMaker::new().page(lines(&["Aan Jansen"]), "").build();
    program.write("in.pdf", source);
    let refused = |arguments: &[&str]| {
        let mut command = program.command(arguments);
        command.env(ONLY_CONFINED, "1");
        let output = on_an_old_kernel(command);
        assert_eq!(output.status.code(), Some(70), "{output:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("alleen volledig afgeschermd"), "{said}");
    };
    refused(&["inspect", "in.pdf"]);
    refused(&["demo", "d"]);
    refused(&["--version"]);
    assert_eq!(program.names(), ["in.pdf"]);
    let engine = lakwerk::engine::Engine::new(program::path());
    if engine.protection().unwrap().is_whole() {
        let mut command = program.command(&["inspect", "in.pdf"]);
        let output = command.env(ONLY_CONFINED, "1").output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    }
}

/// What a child may still do is written down for who reads no code.
#[test]
fn the_readme_names_every_call_that_a_child_may_make() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let named: BTreeSet<&str> = readme.split('`').collect();
    let missing: Vec<&str> = allowed_calls().filter(|c| !named.contains(c)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
