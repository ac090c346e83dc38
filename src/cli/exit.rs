//! How a command ends: the exit codes of the contract, and what stops a command.

use std::io;

use crate::{Error, ErrorKind};

/// How a command ended, as the shell sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExitCode {
    /// Done.
    Done,
    /// Done, and nothing was found.
    NothingFound,
    /// It could not be done.
    Failed,
    /// Done, but some documents could not be read.
    SomeUnread,
    /// Broken off; the index is intact.
    Interrupted,
}

impl ExitCode {
    /// The number.
    pub fn number(self) -> u8 {
        match self {
            ExitCode::Done => 0,
            ExitCode::NothingFound => 1,
            ExitCode::Failed => 2,
            ExitCode::SomeUnread => 3,
            ExitCode::Interrupted => 130,
        }
    }

    /// The one that tells more where both hold.
    pub fn merge(self, other: ExitCode) -> ExitCode {
        let weight = |code| match code {
            ExitCode::Done => 0,
            ExitCode::NothingFound => 1,
            ExitCode::SomeUnread => 2,
            ExitCode::Interrupted => 3,
            ExitCode::Failed => 4,
        };
        if weight(other) > weight(self) { other } else { self }
    }

    /// Done, or nothing found.
    pub fn found(something: bool) -> ExitCode {
        if something { ExitCode::Done } else { ExitCode::NothingFound }
    }
}

/// What stops a command.
#[derive(Debug)]
pub(super) enum Stop {
    /// Trouble that a person should hear of.
    Error(Error),
    /// Whoever read the output has enough, as `head` does.
    BrokenPipe,
}

/// What commands give.
pub(super) type Outcome<T = ExitCode> = Result<T, Stop>;

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Stop::Error(error)
    }
}

/// Commands meet bare I/O errors only while they write their output.
impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Stop::BrokenPipe;
        }
        Stop::Error(Error::new(ErrorKind::Output, "the output cannot be written").caused_by(error))
    }
}

impl From<serde_json::Error> for Stop {
    fn from(error: serde_json::Error) -> Self {
        io::Error::from(error).into()
    }
}

impl From<csv::Error> for Stop {
    fn from(error: csv::Error) -> Self {
        // The crate's own conversion would hide a broken pipe.
        match error.into_kind() {
            csv::ErrorKind::Io(error) => error.into(),
            kind => io::Error::other(format!("{kind:?}")).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_before_130_before_three_before_one() {
        use ExitCode::{Done, Failed, Interrupted, NothingFound, SomeUnread};
        let order = [Failed, Interrupted, SomeUnread, NothingFound, Done];
        for (index, &code) in order.iter().enumerate() {
            for &lesser in &order[index..] {
                assert_eq!(code.merge(lesser), code);
                assert_eq!(lesser.merge(code), code);
            }
        }
        assert_eq!(order.map(ExitCode::number), [2, 130, 3, 1, 0]);
    }
}
