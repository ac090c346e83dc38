//! What parent and child say to each other: one JSON object a line.
//!
//! The parent sends a [`Request`]; the child answers with what it begins, and at last with a reading or an error.

use serde::{Deserialize, Serialize};

use crate::{
    Error, ErrorKind,
    document::{Limits, Memory, PageNumber, Part, Source},
    pipeline::Reading,
};

/// A document to be read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Request {
    pub source: Source,
    pub limits: Limits,
    pub left_out: LeftOut,
    pub memory: Option<Memory>,
}

/// What of a document is not to be read, since it has ended a child before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LeftOut {
    pub parts: Vec<Part>,
    /// Everything from this page on.
    pub from: Option<PageNumber>,
}

impl LeftOut {
    pub fn holds(&self, part: Part) -> bool {
        let late = matches!((part, self.from), (Part::Page(page), Some(from)) if page >= from);
        late || self.parts.contains(&part)
    }
}

/// A line from the child.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Answer {
    Begun(Part),
    Read(Box<Reading>),
    Refused(Refusal),
}

/// An error on its way from one process to another.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Refusal {
    kind: ErrorKind,
    message: String,
    causes: Vec<String>,
    hint: Option<String>,
}

impl From<&Error> for Refusal {
    fn from(error: &Error) -> Self {
        Refusal {
            kind: error.kind(),
            message: error.to_string(),
            causes: error.causes().collect(),
            hint: error.advice().map(str::to_owned),
        }
    }
}

impl From<Refusal> for Error {
    fn from(Refusal { kind, message, causes, hint }: Refusal) -> Self {
        let after = |cause: Option<Error>, message: String| {
            let error = Error::new(kind, message);
            match cause {
                Some(cause) => error.caused_by(cause),
                None => error,
            }
        };
        let cause = causes.into_iter().rev().fold(None, |cause, message| Some(after(cause, message)));
        let error = after(cause, message);
        match hint {
            Some(hint) => error.hint(hint),
            None => error,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_crosses_with_its_causes_and_its_hint() {
        let cause = Error::new(ErrorKind::Unreadable, "the disk").caused_by("a scratch");
        let error = Error::new(ErrorKind::Damaged, "a.pdf is damaged").caused_by(cause).hint("fetch it again");
        let line = serde_json::to_string(&Refusal::from(&error)).expect("JSON");
        let crossed = Error::from(serde_json::from_str::<Refusal>(&line).expect("a refusal"));
        assert_eq!(crossed.one_line(), "a.pdf is damaged: the disk: a scratch");
        assert_eq!((crossed.kind(), crossed.advice()), (ErrorKind::Damaged, Some("fetch it again")));
    }

    #[test]
    fn pages_are_left_out_one_by_one_or_from_one_on() {
        let page = |number| PageNumber::new(number).expect("a page");
        let left_out = LeftOut { parts: vec![Part::Page(page(2))], from: Some(page(5)) };
        let held = [1, 2, 3, 5, 6].map(|number| left_out.holds(Part::Page(page(number))));
        assert_eq!(held, [false, true, false, true, true]);
        assert!(!left_out.holds(Part::SecondLook) && !left_out.holds(Part::Rest));
    }
}
