//! The child's side: reads one document after another for its parent.
//!
//! Takes requests on standard input, answers on standard output. Ends as soon as its standard input does, whatever it is
//! reading: nobody waits for it any more. Refuses to take more memory than the limits allow.

use std::{
    io::{self, BufWriter, Stdout, Write as _},
    process::ExitCode,
    sync::{Mutex, PoisonError, mpsc},
    thread,
};

use super::protocol::{Answer, LeftOut, Request};
use crate::{
    Error, ErrorKind,
    document::{Part, Watch},
    panics, pipeline,
    reference::Reference,
};

/// Serves a parent until it hangs up.
pub fn serve() -> ExitCode {
    // The parent names the document; of what a panic would print, only its place helps whoever hears of it.
    panics::hush();
    never_dump();
    let (sender, requests) = mpsc::channel();
    thread::spawn(move || {
        let sent = io::stdin().lines().map_while(Result::ok).try_for_each(|line| sender.send(line));
        #[expect(clippy::exit, reason = "the document in hand may hang, and nobody wants it any more")]
        std::process::exit(i32::from(sent.is_err()));
    });
    let output = Mutex::new(BufWriter::new(io::stdout()));
    for line in requests {
        let Ok(request) = serde_json::from_str::<Request>(&line) else { return ExitCode::FAILURE };
        if put(&output, &answer(request, &output)).is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn answer(request: Request, output: &Mutex<BufWriter<Stdout>>) -> Answer {
    confine(request.limits.memory);
    panics::last();
    let Request { source, limits, left_out, memory } = request;
    // What is read without some of its parts is not the document's whole text.
    let memory = memory.filter(|_| left_out == LeftOut::default());
    let teller = Teller { output, left_out };
    match pipeline::read_kept(&source, &limits, Reference::in_use(), &teller, memory.as_ref()) {
        Ok(reading) => Answer::Read(Box::new(reading)),
        Err(error) => Answer::Refused((&located(error)).into()),
    }
}

/// A defect with its place.
fn located(error: Error) -> Error {
    match panics::last().filter(|_| error.kind() == ErrorKind::Defect) {
        Some(place) => error.caused_by(place),
        None => error,
    }
}

/// Tells the parent which part is begun, so that it knows where the child died.
struct Teller<'a> {
    output: &'a Mutex<BufWriter<Stdout>>,
    left_out: LeftOut,
}

impl Watch for Teller<'_> {
    fn begin(&self, part: Part) -> bool {
        // A parent that is gone is noticed where its requests end.
        !self.left_out.holds(part) && put(self.output, &Answer::Begun(part)).is_ok()
    }
}

fn put(output: &Mutex<BufWriter<Stdout>>, answer: &Answer) -> io::Result<()> {
    let mut output = output.lock().unwrap_or_else(PoisonError::into_inner);
    serde_json::to_writer(&mut *output, answer)?;
    output.write_all(b"\n")?;
    output.flush()
}

/// Holds this process to a memory, and what remains of it when it dies to nothing.
pub fn confine_this_process(memory: u64) {
    confine(memory);
    never_dump();
}

/// Lets an allocation beyond so many bytes fail, which ends the child. What the process writes to counts, not what it
/// only reserves: programs that it starts are under the same limit, and some reserve a lot.
#[cfg(unix)]
fn confine(memory: u64) {
    limit(rustix::process::Resource::Data, memory);
}

/// A child that dies must not leave its memory on the disk.
#[cfg(unix)]
fn never_dump() {
    limit(rustix::process::Resource::Core, 0);
}

#[cfg(unix)]
fn limit(resource: rustix::process::Resource, bytes: u64) {
    let rustix::process::Rlimit { maximum, .. } = rustix::process::getrlimit(resource);
    let current = Some(maximum.map_or(bytes, |maximum| maximum.min(bytes)));
    let _ = rustix::process::setrlimit(resource, rustix::process::Rlimit { current, maximum });
}

#[cfg(not(unix))]
fn confine(_: u64) {}

#[cfg(not(unix))]
fn never_dump() {}
