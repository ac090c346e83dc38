//! The parent's side of one child.
//!
//! Takes a request, gives the child's answer, or how and on which part the child ended. Refuses to wait longer than the
//! limits allow: the child is killed with all that it has started.

use std::{
    ffi::OsString,
    io::{self, BufRead as _, BufReader, PipeReader, Read as _, Write as _},
    path::Path,
    process::{Child, ChildStdin, Command, ExitStatus, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    thread,
    time::{Duration, Instant},
};

use super::{
    ending::Ending,
    protocol::{Answer, Request},
};
use crate::{
    Result,
    document::{Limits, Part},
    pipeline::Reading,
    program,
};

/// The longest line that is taken from a child: the reading of a document at all its limits stays below.
const LINE: u64 = 256 << 20;
/// Lines that may wait to be heard.
const LINES: usize = 64;
/// What is kept of what a child says that is no answer: the runtime's last words are short.
const LAST_WORDS: usize = 4096;

/// A child.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    requests: ChildStdin,
    lines: Receiver<Vec<u8>>,
    /// How many documents it has read.
    pub served: usize,
}

impl Process {
    /// Starts a child. Its standard error goes the way of its answers, where it garbles nobody's terminal and its last
    /// words are heard.
    pub fn start(program: &Path, arguments: &[OsString]) -> io::Result<Self> {
        let (output, input) = io::pipe()?;
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped()).stdout(input.try_clone()?).stderr(input);
        // A group of its own: an interruption from the keyboard is the parent's to answer.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        // The end of its output is only seen where nobody else can write to it.
        drop(command);
        let requests = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let (sender, lines) = sync_channel(LINES);
        let process = Process { child, requests, lines, served: 0 };
        thread::Builder::new().name("child".to_owned()).spawn(move || relay(output, &sender))?;
        Ok(process)
    }

    /// Has a document read. A child that ended is of no further use.
    pub fn ask(&mut self, request: &Request) -> std::result::Result<Result<Reading>, (Part, Ending)> {
        let (mut part, mut begun, mut last_words) = (Part::Rest, Instant::now(), String::new());
        if self.send(request).is_err() {
            return Err((part, self.ending(&last_words)));
        }
        loop {
            let limit = longest(part, &request.limits);
            match self.lines.recv_timeout(patience(limit).saturating_sub(begun.elapsed())) {
                Ok(line) if line.starts_with(b"{") => match serde_json::from_slice(&line) {
                    Ok(Answer::Begun(next)) => (part, begun) = (next, Instant::now()),
                    Ok(Answer::Read(reading)) => return Ok(Ok(self.served_by(*reading))),
                    Ok(Answer::Refused(refusal)) => return Ok(Err(self.served_by(refusal).into())),
                    Err(cause) => return Err((part, Ending::Crashed(format!("its answer makes no sense: {cause}")))),
                },
                Ok(line) if last_words.len() < LAST_WORDS => last_words.push_str(&String::from_utf8_lossy(&line)),
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return Err((part, Ending::Late(limit))),
                Err(RecvTimeoutError::Disconnected) => return Err((part, self.ending(&last_words))),
            }
        }
    }

    fn send(&mut self, request: &Request) -> io::Result<()> {
        let mut line = serde_json::to_vec(request)?;
        line.push(b'\n');
        self.requests.write_all(&line)
    }

    fn served_by<T>(&mut self, answer: T) -> T {
        self.served += 1;
        answer
    }

    fn ending(&mut self, last_words: &str) -> Ending {
        Ending::of(last_words, self.status())
    }

    /// How a child ended that has closed its output: it is gone in a moment, or it never will be.
    fn status(&mut self) -> Option<ExitStatus> {
        for _ in 0..50 {
            match self.child.try_wait() {
                Ok(None) => thread::sleep(Duration::from_millis(2)),
                Ok(status) => return status,
                Err(_) => return None,
            }
        }
        None
    }
}

impl Drop for Process {
    /// Nothing is left behind: neither the child nor what it started.
    fn drop(&mut self) {
        program::stop(&mut self.child);
    }
}

/// The longest that a part may take. Between parts the child looks at the time of the whole document itself, so that
/// only a part can hang.
fn longest(part: Part, limits: &Limits) -> Duration {
    match part {
        Part::Page(_) => limits.page_time,
        Part::Recognition(_) => limits.ocr_time.max(limits.time),
        Part::SecondLook | Part::Rest => limits.time,
    }
}

/// How long a child is waited for that has to keep to a time itself: it says more than one that was killed.
fn patience(time: Duration) -> Duration {
    time + time / 8
}

/// Hands a child's lines on, until it ends or nobody listens.
fn relay(output: PipeReader, lines: &SyncSender<Vec<u8>>) {
    let mut output = BufReader::new(output);
    loop {
        let mut line = Vec::new();
        match (&mut output).take(LINE).read_until(b'\n', &mut line) {
            Ok(1..) if lines.send(line).is_ok() => {}
            _ => return,
        }
    }
}
