//! The process that reads a PDF: started, given the file, heard, and ended when its time is up.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use sysinfo::{Pid, ProcessRefreshKind, ProcessesToUpdate, System};

use super::MOST_MEMORY;
use super::told::Told;

/// What the program is asked for; a user who asks for it gets a word that is no command.
pub const ASKED: &str = "__read-pdf";
/// How long one file may take, starting the process included.
const MOST_TIME: Duration = Duration::from_millis(1_800);
/// How long apart its memory is looked at.
const LOOKS: Duration = Duration::from_millis(8);
/// The most that is heard: many times the text of any document.
const MOST_TOLD: u64 = 24 << 20;
/// How many may run at a time, since each of them may hold much.
const MOST_AT_ONCE: usize = 2;

/// A program that reads PDF when asked to.
#[derive(Debug)]
pub(crate) struct Program {
    path: PathBuf,
    running: Mutex<usize>,
    ended: Condvar,
}

/// What was heard of a file.
pub(super) struct Answer {
    told: Vec<u8>,
    pub(super) ended: Ended,
}

/// How the process ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// Of itself, with all said.
    Well,
    /// Of itself, but not as it should.
    Badly,
    /// Its time was up.
    TimeRanOut,
}

impl Answer {
    /// What was said, up to where it stops making sense.
    pub(super) fn told(&self) -> impl Iterator<Item = Told> {
        let lines = self.told.split(|byte| *byte == b'\n');
        lines.map_while(|line| serde_json::from_slice(line).ok())
    }
}

impl Program {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self {
            path,
            running: Mutex::new(0),
            ended: Condvar::new(),
        }
    }

    /// Has a file read, when few enough others are.
    pub(super) fn ask(&self, pdf: &[u8]) -> Answer {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.ended.wait_while(running, |n| *n >= MOST_AT_ONCE);
        *waited.unwrap_or_else(PoisonError::into_inner) += 1;
        let answer = self.start().map(|child| hear(child, pdf));
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.ended.notify_one();
        answer.unwrap_or(Answer {
            told: Vec::new(),
            ended: Ended::Badly,
        })
    }

    fn start(&self) -> Option<Child> {
        let mut command = Command::new(&self.path);
        command.arg(ASKED).stdin(Stdio::piped());
        // What it could say of its own failing may quote the file.
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        command.spawn().ok()
    }
}

fn hear(mut child: Child, pdf: &[u8]) -> Answer {
    let deadline = Instant::now() + MOST_TIME;
    let (to, from) = (child.stdin.take(), child.stdout.take());
    let (done, heard) = mpsc::channel();
    std::thread::scope(|scope| {
        // It may end before it has read everything, which is no fault of ours.
        scope.spawn(move || to.map(|mut to| give(&mut to, pdf)));
        scope.spawn(move || {
            let mut told = Vec::new();
            let whole = from.map(|from| from.take(MOST_TOLD).read_to_end(&mut told));
            let _ = done.send((told, matches!(whole, Some(Ok(_)))));
        });
        let mut memory = Memory::of(&child);
        let (received, stopped) = loop {
            match heard.recv_timeout(LOOKS.min(left(deadline))) {
                Ok(received) => break (Some(received), None),
                Err(RecvTimeoutError::Disconnected) => break (None, None),
                Err(RecvTimeoutError::Timeout) => {}
            }
            let stopped = if left(deadline).is_zero() {
                Ended::TimeRanOut
            } else if memory.is_too_much() {
                Ended::Badly
            } else {
                continue;
            };
            let _ = child.kill();
            break (heard.recv().ok(), Some(stopped));
        };
        let (told, whole) = received.unwrap_or_default();
        let well = end(&mut child, deadline) && whole && (told.len() as u64) < MOST_TOLD;
        let ended = if well { Ended::Well } else { Ended::Badly };
        Answer {
            told,
            ended: stopped.unwrap_or(ended),
        }
    })
}

/// The memory of a process.
struct Memory {
    /// None where this system does not tell.
    system: Option<System>,
    process: Pid,
}

impl Memory {
    fn of(child: &Child) -> Self {
        Self {
            system: System::new().ok(),
            process: Pid::from_u32(child.id()),
        }
    }

    /// Whether it holds more than it may; not every system has a limit that the process could set.
    fn is_too_much(&mut self) -> bool {
        let Some(system) = &mut self.system else {
            return false;
        };
        let of_memory = ProcessRefreshKind::nothing().with_memory();
        let only = ProcessesToUpdate::Some(std::slice::from_ref(&self.process));
        system.refresh_processes_specifics(only, true, of_memory);
        let process = system.process(self.process);
        process.is_some_and(|process| process.memory() > MOST_MEMORY)
    }
}

/// Gives a file after its length, so that the room for it is made once.
fn give(to: &mut impl Write, pdf: &[u8]) -> std::io::Result<()> {
    to.write_all(&(pdf.len() as u64).to_le_bytes())?;
    to.write_all(pdf)
}

/// Waits for the end of a process that has said all it had to say; whether it ended well.
fn end(child: &mut Child, deadline: Instant) -> bool {
    while Instant::now() < deadline {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => std::thread::sleep(Duration::from_millis(2)),
            Err(_) => break,
        }
    }
    let _ = child.kill();
    child.wait().is_ok_and(|status| status.success())
}

fn left(deadline: Instant) -> Duration {
    deadline.saturating_duration_since(Instant::now())
}
