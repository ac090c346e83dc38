//! What stops the work: one opaque [`Error`] with a kind, a sentence, a cause and a hint.
//!
//! The library says what happened and what to do next; only the binary prints it. What does not stop the work is a
//! [`Notice`](crate::notice::Notice) instead.

use std::{error, fmt};

use serde::{Deserialize, Serialize};

/// What sort of trouble it is; programs branch on this, people read the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ErrorKind {
    /// The command as given makes no sense: an unknown code, a query that cannot be parsed.
    Usage,
    /// A file, folder or index that was named is not there.
    Missing,
    /// The system refused to hand over the bytes: permissions, a broken link, a failing disk.
    Unreadable,
    /// The content is of a kind that no reader takes.
    Unsupported,
    /// The content claims a format but does not keep to it.
    Damaged,
    /// The content is locked with a password.
    Encrypted,
    /// A limit on size, time, memory or depth was reached.
    Limit,
    /// A reader gave up in a way that it should not: a defect of ours.
    Defect,
    /// The index is from another version, or damaged.
    Index,
    /// Another process is writing the index.
    Locked,
    /// The output could not be written.
    Output,
}

/// An error with everything a person needs: what happened, why, and what to do next.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    message: String,
    hint: Option<String>,
    source: Option<Box<dyn error::Error + Send + Sync>>,
}

/// The library's results.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error of a kind, with a sentence that names the thing and what happened to it.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error(Box::new(Inner { kind, message: message.into(), hint: None, source: None }))
    }

    /// The same with its cause.
    #[must_use]
    pub fn caused_by(mut self, source: impl Into<Box<dyn error::Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// The same with what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// The same with the place that it is about, such as `table.toml, line 3`, before the sentence.
    #[must_use]
    pub fn at(mut self, place: &str) -> Self {
        self.0.message = format!("{place}: {}", self.0.message);
        self
    }

    /// What sort of trouble it is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What to do next, where something can be done.
    pub fn advice(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }

    /// The message and its causes in one line, for a list of failures.
    pub fn one_line(&self) -> String {
        self.causes().fold(self.0.message.clone(), |line, cause| line + ": " + &cause)
    }

    /// What its causes say, the nearest first.
    pub fn causes(&self) -> impl Iterator<Item = String> {
        std::iter::successors(error::Error::source(self), |cause| cause.source()).map(ToString::to_string)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("message", &self.0.message)
            .field("hint", &self.0.hint)
            .field("source", &self.0.source)
            .finish()
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
