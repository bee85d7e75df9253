//! One run of a confined program: bytes in, bytes out, within a time.
//!
//! **Invariant:** nobody waits longer than the patience or after being asked to stop; what does not end by then is killed
//! with all that it started. What it says beyond a limit is refused, and what it says of errors is not read.
//! **Absent:** what the bytes are.

use super::confined::{ALL, CONFINED_ARGUMENT, SOME};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Why a page was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error("the program cannot be started")]
    Start,
    #[error("the program failed")]
    Failed,
    #[error("the program did not end in time")]
    TimedOut,
    #[error("the program said what is no answer")]
    Unsound,
    #[error("it was asked to stop")]
    Stopped,
}

/// How long between two looks at whether it should stop.
const LOOK: Duration = Duration::from_millis(50);

/// A program that is run within walls.
#[derive(Clone, Debug)]
pub struct Confined {
    /// This program, which builds the walls and becomes the other.
    pub own: PathBuf,
    pub program: PathBuf,
    /// Whether every wall must stand.
    pub only_confined: bool,
}

/// What a run may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub patience: Duration,
    /// Bytes of its answer.
    pub most: usize,
}

impl Confined {
    /// What it answers.
    ///
    /// # Errors
    /// It cannot be started, fails, answers too much, or not in time.
    pub fn run(
        &self,
        arguments: &[&str],
        input: Vec<u8>,
        limits: Limits,
        stops: &dyn Fn() -> bool,
    ) -> Result<Vec<u8>, ReadError> {
        let until = Instant::now() + limits.patience;
        let mut running = Running(self.start(arguments).map_err(|_io| ReadError::Start)?);
        let answer = exchange(&mut running.0, input, limits.most)?;
        let answer = wait(&answer, until, stops)?.map_err(|_io| ReadError::Failed)?;
        if answer.len() > limits.most {
            return Err(ReadError::Unsound);
        }
        match running.ended(until, stops)? {
            true => Ok(answer),
            false => Err(ReadError::Failed),
        }
    }

    fn start(&self, arguments: &[&str]) -> io::Result<Child> {
        let mut command = Command::new(&self.own);
        command
            .arg(CONFINED_ARGUMENT)
            .arg(if self.only_confined { ALL } else { SOME })
            .arg(&self.program)
            .args(arguments)
            .env_clear()
            .env("LC_ALL", "C")
            .env("OMP_THREAD_LIMIT", "1")
            .current_dir(Path::new(if cfg!(unix) { "/" } else { "." }))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        for kept in ["TESSDATA_PREFIX", "SystemRoot", "PATH"] {
            if let Some(value) = std::env::var_os(kept) {
                command.env(kept, value);
            }
        }
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        command.spawn()
    }
}

/// A process, killed when it is let go.
struct Running(Child);

impl Running {
    /// Whether it ended well.
    fn ended(&mut self, until: Instant, stops: &dyn Fn() -> bool) -> Result<bool, ReadError> {
        loop {
            match self.0.try_wait() {
                Ok(Some(status)) => return Ok(status.success()),
                Ok(None) if Instant::now() >= until => return Err(ReadError::TimedOut),
                Ok(None) if stops() => return Err(ReadError::Stopped),
                Ok(None) => std::thread::sleep(Duration::from_millis(2)),
                Err(_) => return Ok(false),
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // What it started is of its group. All of this fails only for what is already gone.
        #[cfg(unix)]
        if let Ok(id) = i32::try_from(self.0.id())
            && let Some(group) = rustix::process::Pid::from_raw(id)
            && matches!(self.0.try_wait(), Ok(None))
        {
            rustix::process::kill_process_group(group, rustix::process::Signal::KILL).ok();
        }
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// Hands the input over and receives the answer, both on threads that end with the process.
fn exchange(
    child: &mut Child,
    input: Vec<u8>,
    most: usize,
) -> Result<Receiver<io::Result<Vec<u8>>>, ReadError> {
    let pipes = child.stdin.take().zip(child.stdout.take());
    let (mut to, from) = pipes.ok_or(ReadError::Start)?;
    let (sender, answer) = channel();
    // A program that does not read its input closes the pipe: then its answer says what it is worth.
    std::thread::spawn(move || to.write_all(&input).ok());
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = from.take(most as u64 + 1).read_to_end(&mut bytes);
        // Nobody may be waiting any more.
        sender.send(read.map(|_| bytes)).ok();
    });
    Ok(answer)
}

fn wait<T>(answer: &Receiver<T>, until: Instant, stops: &dyn Fn() -> bool) -> Result<T, ReadError> {
    loop {
        let left = until.saturating_duration_since(Instant::now());
        match answer.recv_timeout(LOOK.min(left)) {
            Ok(answer) => return Ok(answer),
            Err(RecvTimeoutError::Disconnected) => return Err(ReadError::Failed),
            Err(RecvTimeoutError::Timeout) if left.is_zero() => return Err(ReadError::TimedOut),
            Err(RecvTimeoutError::Timeout) if stops() => return Err(ReadError::Stopped),
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}
