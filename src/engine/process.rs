//! A running child, and the two pipes to it.
//!
//! **Invariant:** dropping it kills it. Nobody waits longer than the deadline, not even for a child that does not read; an
//! answer is fetched only for a question, so that a child which talks unasked fills its own pipe and no memory. The time
//! of a question is what the child works on it, so that a busy computer changes no outcome.
//! **Absent:** what is asked, and what an answer is worth.

use super::CHILD_ARGUMENT;
use super::error::EngineError;
use super::protocol::{receive_bytes, send_bytes};
use std::io;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// A child asks for the pictures of a page again and again: what it gave back it keeps up to here, in bytes, where else the
/// system would take it and clear it anew each time. Other C libraries know nothing of this and do as they do.
const KEPT_MEMORY: &str =
    "glibc.malloc.mmap_threshold=33554432:glibc.malloc.trim_threshold=50331648";

/// A question in bytes, and how many its answer may have.
struct Question {
    bytes: Vec<u8>,
    longest: usize,
}

/// A page goes through a wide pipe in a few turns; where the system has no wider one, it takes more of them.
#[cfg(target_os = "linux")]
fn widen(pipe: &impl std::os::fd::AsFd) {
    rustix::pipe::fcntl_setpipe_size(pipe, PIPE_BYTES).ok();
}

#[cfg(not(target_os = "linux"))]
fn widen<T>(_: &T) {}

/// The widest pipe that Linux gives to anybody (`/proc/sys/fs/pipe-max-size`).
#[cfg(target_os = "linux")]
const PIPE_BYTES: usize = 1 << 20;

/// Of a child that does not work, or has to wait for others, this part of the time counts.
const IDLE_SHARE: u32 = 4;

/// When a question was put.
#[derive(Clone, Copy)]
struct Begun {
    at: Instant,
    /// What the child had worked before.
    worked: Option<Duration>,
}

/// How long a question may take.
#[derive(Clone, Copy)]
pub struct Deadline {
    /// Of the child's own work, or [`IDLE_SHARE`] times as long by the clock.
    pub work: Duration,
    /// By the clock.
    pub patience: Duration,
}

pub struct Process {
    child: Child,
    questions: Option<Sender<Question>>,
    answers: Receiver<io::Result<Vec<u8>>>,
}

impl Process {
    pub fn start(program: &Path) -> io::Result<Self> {
        let program = program.to_owned();
        let (questions, asked) = channel::<Question>();
        let (sender, answers) = channel();
        let (started, child) = channel();
        // A thread per child, because a pipe can be neither read nor written with a deadline. It ends with its child, and it
        // starts it as well: Linux ends a child, as this one asks for, when the thread that started it ends.
        std::thread::Builder::new()
            .name("engine child".into())
            .spawn(move || match begin(&program) {
                Ok((child, pipes)) => {
                    if started.send(Ok(child)).is_ok() {
                        exchange(pipes, &asked, &sender);
                    }
                }
                // Whoever wants it waits for it.
                Err(error) => started.send(Err(error)).unwrap_or_default(),
            })?;
        let child = child.recv().map_err(|_no_thread| io::ErrorKind::Other)??;
        Ok(Self {
            child,
            questions: Some(questions),
            answers,
        })
    }

    /// The answer to a question, of no more bytes than `longest`, and the time that it took.
    pub fn ask(
        &mut self,
        bytes: Vec<u8>,
        longest: usize,
        deadline: Deadline,
    ) -> (Result<Vec<u8>, EngineError>, Duration) {
        let begun = Begun {
            at: Instant::now(),
            worked: self.worked(),
        };
        let sent = self.questions.as_ref();
        let sent = sent.is_some_and(|asked| asked.send(Question { bytes, longest }).is_ok());
        let answer = match sent {
            true => self.answer(begun, deadline),
            false => Err(EngineError::Crashed),
        };
        let time = match answer {
            Err(EngineError::TimedOut) => deadline.work,
            _ => self.time_since(begun),
        };
        (answer, time)
    }

    fn answer(&self, begun: Begun, deadline: Deadline) -> Result<Vec<u8>, EngineError> {
        loop {
            let left = deadline.work.saturating_sub(self.time_since(begun));
            let patience = deadline.patience.saturating_sub(begun.at.elapsed());
            match self.answers.recv_timeout(left.min(patience)) {
                Ok(Ok(answer)) => return Ok(answer),
                Ok(Err(error)) if error.kind() == io::ErrorKind::InvalidData => {
                    return Err(EngineError::Unsound);
                }
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => {
                    return Err(EngineError::Crashed);
                }
                Err(RecvTimeoutError::Timeout) if left.is_zero() || patience.is_zero() => {
                    return Err(EngineError::TimedOut);
                }
                // It worked less than that: others had the processor.
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    fn time_since(&self, begun: Begun) -> Duration {
        let elapsed = begun.at.elapsed();
        match (self.worked(), begun.worked) {
            (Some(now), Some(before)) => now.saturating_sub(before).max(elapsed / IDLE_SHARE),
            _ => elapsed,
        }
    }

    /// The processor time that the child has had; `None` where the system does not tell.
    #[cfg(target_os = "linux")]
    fn worked(&self) -> Option<Duration> {
        let told = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).ok()?;
        // User and system time are the 14th and 15th field (proc_pid_stat(5)); the second may hold blanks and brackets.
        let mut fields = told.rsplit_once(')')?.1.split_ascii_whitespace().skip(11);
        let mut ticks = || fields.next()?.parse::<u64>().ok();
        Some(Duration::from_millis(
            (ticks()? + ticks()?) * TICK_MILLISECONDS,
        ))
    }

    #[cfg(not(target_os = "linux"))]
    fn worked(&self) -> Option<Duration> {
        None
    }
}

/// What Linux counts processor time in for its programs (`USER_HZ`).
#[cfg(target_os = "linux")]
const TICK_MILLISECONDS: u64 = 10;

/// A child, and the pipes to it and from it.
fn begin(program: &Path) -> io::Result<(Child, (ChildStdin, ChildStdout))> {
    let mut child = Command::new(program)
        .arg(CHILD_ARGUMENT)
        .env_clear()
        .env("GLIBC_TUNABLES", KEPT_MEMORY)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let pipes = child.stdin.take().zip(child.stdout.take());
    let (input, output) = pipes.ok_or(io::ErrorKind::BrokenPipe)?;
    widen(&input);
    widen(&output);
    Ok((child, (input, output)))
}

/// Hands over every question and fetches its answer, until one fails or nobody asks any more.
fn exchange(
    (mut input, mut output): (ChildStdin, ChildStdout),
    asked: &Receiver<Question>,
    answers: &Sender<io::Result<Vec<u8>>>,
) {
    for question in asked {
        let sent = send_bytes(&mut input, &question.bytes);
        drop(question.bytes);
        let answer = sent.and_then(|()| receive_bytes(&mut output, question.longest));
        let failed = answer.is_err();
        if answers.send(answer).is_err() || failed {
            return;
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.questions = None;
        // Both fail only for a child that is already gone.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
