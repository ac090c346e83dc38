//! Commands that read one document and print it, carried out where the document can do no harm.
//!
//! Takes the arguments of such a command, runs this program once more with them, under a limit on memory, and gives its
//! exit code. Refuses to end as a crash ends: a document that brings the other process down is an error with its reason.

use std::{
    ffi::OsString,
    process::{Child, Command, ExitStatus},
    time::Duration,
};

use super::exit::Outcome;
use crate::{Error, ErrorKind, document::Limits, isolation, program};

/// What the program is called with before its arguments by itself. No command: nobody types it.
pub(super) const ALONE: &str = "--alone";

/// Holds this process to what reading one document may take.
pub(super) fn alone() {
    isolation::confine_this_process(Limits::default().memory);
}

/// Runs the program once more; nothing where it cannot be started.
pub(super) fn carry_out(arguments: &[OsString]) -> Option<Outcome<u8>> {
    let program = std::env::current_exe().ok()?;
    let child = Command::new(program).arg(ALONE).args(arguments.get(1..)?).spawn().ok()?;
    let Limits { time, ocr_time, .. } = Limits::default();
    Some(ended(child, time + ocr_time))
}

fn ended(mut child: Child, time: Duration) -> Outcome<u8> {
    if let Some(status) = program::within(&mut child, time)? {
        return code(status);
    }
    program::stop(&mut child);
    let message = format!("reading the document takes longer than {} seconds", time.as_secs());
    Err(Error::new(ErrorKind::Limit, message).hint("split the document").into())
}

fn code(status: ExitStatus) -> Outcome<u8> {
    status.code().and_then(|code| u8::try_from(code).ok()).ok_or_else(|| {
        Error::new(ErrorKind::Defect, "reading the document crashed")
            .caused_by(status.to_string())
            .hint("the document is nested too deeply or needs too much memory; print it to a new PDF and read that")
            .into()
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::cli::exit::Stop;

    fn shell(line: &str) -> Child {
        Command::new("sh").args(["-c", line]).spawn().expect("a shell")
    }

    #[test]
    fn an_exit_code_is_handed_on() {
        assert_eq!(ended(shell("exit 3"), Duration::from_secs(20)).ok(), Some(3));
    }

    #[test]
    fn a_crash_and_a_hang_are_errors() {
        let crash = ended(shell("kill -ABRT $$"), Duration::from_secs(20));
        assert!(matches!(crash, Err(Stop::Error(error)) if error.kind() == ErrorKind::Defect));
        let hang = ended(shell("exec sleep 20"), Duration::from_millis(50));
        assert!(matches!(hang, Err(Stop::Error(error)) if error.kind() == ErrorKind::Limit));
    }
}
