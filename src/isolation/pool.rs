//! Children that read many documents each, as many at a time as there are callers.
//!
//! Takes a [`Source`], gives its [`Reading`]. A child is started when there is none to spare, and used again. Refuses to
//! try a document for ever: a few pages are left out one by one, then everything from the next one on.

use std::{
    ffi::OsString,
    io,
    path::PathBuf,
    sync::{Mutex, MutexGuard, OnceLock, PoisonError},
    time::Instant,
};

use super::{
    ending::Ending,
    process::Process,
    protocol::{LeftOut, Request},
};
use crate::{
    Result,
    document::{Limits, Part, Source},
    notice::Notice,
    pipeline::{self, Reading},
    reference::Reference,
};

/// Documents that one child reads; another one then starts with tidy memory.
const DOCUMENTS: usize = 256;
/// Parts of a document that are left out one by one.
const PARTS: usize = 8;

/// Child processes that read documents.
#[derive(Debug)]
pub struct Pool {
    program: PathBuf,
    arguments: Vec<OsString>,
    idle: Mutex<Vec<Process>>,
    trouble: OnceLock<String>,
}

impl Pool {
    /// A pool of children that run a program with these arguments, which has to [`serve`](super::serve()).
    pub fn new(program: impl Into<PathBuf>, arguments: impl IntoIterator<Item = impl Into<OsString>>) -> Self {
        Pool {
            program: program.into(),
            arguments: arguments.into_iter().map(Into::into).collect(),
            idle: Mutex::default(),
            trouble: OnceLock::new(),
        }
    }

    /// Why documents were read in this process, where no child could be started.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.get().map(String::as_str)
    }

    /// Reads one document. Without a child it is read in this process, unless it has ended one already.
    pub fn read(&self, source: &Source, limits: &Limits, reference: &Reference) -> Result<Reading> {
        let begun = Instant::now();
        let mut attempt = Attempt::new(source, limits);
        let mut last: Option<Ending> = None;
        loop {
            let mut child = match (self.child(last.is_some()), last) {
                (Ok(child), _) => child,
                (Err(_), Some(ending)) => return Err(ending.error(&source.name, limits)),
                (Err(cause), None) => {
                    self.trouble.get_or_init(|| format!("{} cannot be started: {cause}", self.program.display()));
                    return pipeline::read(source, limits, reference);
                }
            };
            let used = child.served > 0;
            match child.ask(&attempt.request) {
                Ok(answer) => {
                    if child.served < DOCUMENTS {
                        self.idle().push(child);
                    }
                    return answer.map(|reading| attempt.finish(reading));
                }
                // What it had read before may have worn it out.
                Err((_, ending @ (Ending::Crashed(_) | Ending::Memory))) if used => last = Some(ending),
                Err((part, ending)) if attempt.leave_out(part, &ending, begun) => last = Some(ending),
                Err((_, ending)) => return Err(ending.error(&source.name, limits)),
            }
        }
    }

    /// A child to spare, or a new one.
    fn child(&self, new: bool) -> io::Result<Process> {
        let spare = if new { None } else { self.idle().pop() };
        spare.map_or_else(|| Process::start(&self.program, &self.arguments), Ok)
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Process>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is asked of the next child, and what is to be said of what is no longer asked.
struct Attempt {
    request: Request,
    notices: Vec<Notice>,
}

impl Attempt {
    fn new(source: &Source, limits: &Limits) -> Self {
        let request = Request { source: source.clone(), limits: *limits, left_out: LeftOut::default() };
        Attempt { request, notices: Vec::new() }
    }

    /// Asks for less, where there is something that can be left out.
    fn leave_out(&mut self, part: Part, ending: &Ending, begun: Instant) -> bool {
        let Request { limits, left_out, .. } = &mut self.request;
        if part == Part::Rest || left_out.from.is_some() || left_out.holds(part) {
            return false;
        }
        let enough = left_out.parts.len() >= PARTS || begun.elapsed() >= limits.time;
        match part {
            Part::Page(page) if enough => left_out.from = Some(page),
            _ => left_out.parts.push(part),
        }
        self.notices.push(ending.notice(part, limits, left_out.from.is_some()));
        true
    }

    fn finish(self, mut reading: Reading) -> Reading {
        reading.document.notices.extend(self.notices);
        reading
    }
}
