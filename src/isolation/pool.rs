//! Children that read many documents each, as many at a time as there are callers.
//!
//! Takes a [`Source`], gives its [`Reading`]. A child is started when there is none to spare, and used again. Refuses to
//! try a document for ever: a few pages are left out one by one, then everything from the next one on.

use std::{
    ffi::OsString,
    io,
    path::PathBuf,
    sync::{Mutex, MutexGuard, OnceLock, PoisonError, RwLock},
    time::Instant,
};

use super::{
    ending::Ending,
    process::Process,
    protocol::{LeftOut, Request},
};
use crate::{
    Result,
    document::{Limits, Memory, Part, Source, Unwatched},
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
    share: u64,
    /// Held by all who read side by side, or by the one whose document needs more than its share.
    turn: RwLock<()>,
}

impl Pool {
    /// A pool of children that run a program with these arguments, which has to [`serve`](super::serve()).
    pub fn new(program: impl Into<PathBuf>, arguments: impl IntoIterator<Item = impl Into<OsString>>) -> Self {
        Pool {
            program: program.into(),
            arguments: arguments.into_iter().map(Into::into).collect(),
            idle: Mutex::default(),
            trouble: OnceLock::new(),
            share: u64::MAX,
            turn: RwLock::default(),
        }
    }

    /// Why documents were read in this process, where no child could be started.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.get().map(String::as_str)
    }

    /// The same, whose children have so much memory each when they read side by side, in bytes. A document that needs
    /// more is read once more by itself, with all that its limits allow, so that how many read at a time changes nothing.
    #[must_use]
    pub fn sharing(self, share: u64) -> Self {
        Pool { share, ..self }
    }

    /// Reads one document.
    pub fn read(
        &self,
        source: &Source,
        limits: &Limits,
        reference: &Reference,
        memory: Option<&Memory>,
    ) -> Result<Reading> {
        let request =
            Request { source: source.clone(), limits: *limits, left_out: LeftOut::default(), memory: memory.cloned() };
        let failed = |ending: Ending| Err(ending.error(&source.name, limits));
        if self.share < limits.memory {
            let _beside_others = self.turn.read().unwrap_or_else(PoisonError::into_inner);
            let request = Request { limits: Limits { memory: self.share, ..*limits }, ..request.clone() };
            match self.attempt(Attempt { request, notices: Vec::new(), whole: false }, reference) {
                Err(Ending::Memory) => {}
                tried => return tried.unwrap_or_else(failed),
            }
        }
        let alone = (self.share < limits.memory).then(|| self.turn.write().unwrap_or_else(PoisonError::into_inner));
        let tried = self.attempt(Attempt { request, notices: Vec::new(), whole: true }, reference);
        drop(alone);
        tried.unwrap_or_else(failed)
    }

    /// Without a child a document is read in this process, unless it has ended one already.
    fn attempt(&self, mut attempt: Attempt, reference: &Reference) -> std::result::Result<Result<Reading>, Ending> {
        let begun = Instant::now();
        let mut last: Option<Ending> = None;
        loop {
            let mut child = match (self.child(last.is_some()), last) {
                (Ok(child), _) => child,
                (Err(_), Some(ending)) => return Err(ending),
                (Err(cause), None) => {
                    self.trouble.get_or_init(|| format!("{} cannot be started: {cause}", self.program.display()));
                    let Request { source, limits, memory, .. } = &attempt.request;
                    return Ok(pipeline::read_kept(source, limits, reference, &Unwatched, memory.as_ref()));
                }
            };
            let used = child.served > 0;
            match child.ask(&attempt.request) {
                Ok(answer) => {
                    if child.served < DOCUMENTS {
                        self.idle().push(child);
                    }
                    return Ok(answer.map(|reading| attempt.finish(reading)));
                }
                // What it had read before may have worn it out.
                Err((_, ending @ (Ending::Crashed(_) | Ending::Memory))) if used => last = Some(ending),
                Err((_, Ending::Memory)) if !attempt.whole => return Err(Ending::Memory),
                Err((part, ending)) if attempt.leave_out(part, &ending, begun) => last = Some(ending),
                Err((_, ending)) => return Err(ending),
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
    /// Whether it has all the memory that it can have, so that parts that need more are left out.
    whole: bool,
}

impl Attempt {
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
