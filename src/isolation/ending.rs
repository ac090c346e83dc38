//! How a child ended before it had read its document, in words.

use std::{fmt, process::ExitStatus, time::Duration};

use crate::{
    Error, ErrorKind,
    document::{Limits, Part},
    notice::Notice,
};

/// How a child ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// It died, for a reason in words where it is known.
    Crashed(String),
    /// It did not get the memory that it asked for.
    Memory,
    /// It was stopped because a part took longer than this.
    Late(Duration),
}

impl Ending {
    /// From what the child said last, as the language's runtime does, and how the system says that it ended.
    pub fn of(last_words: &str, status: Option<ExitStatus>) -> Self {
        if last_words.contains("memory allocation of") {
            Ending::Memory
        } else if last_words.contains("overflowed its stack") {
            Ending::Crashed("it is nested too deeply".to_owned())
        } else {
            Ending::Crashed(status.map_or_else(|| "no answer".to_owned(), |status| status.to_string()))
        }
    }

    /// What is missing of a document whose part ended a child: this part, or everything from here on.
    pub fn notice(&self, part: Part, limits: &Limits, from_here_on: bool) -> Notice {
        let words = self.words(limits);
        match part {
            Part::Page(page) if from_here_on => {
                Notice::partial(format!("pages from {page} on were left out: reading them {words}"))
            }
            Part::Page(page) => Notice::partial(format!("reading it {words}")).on_page(page),
            Part::Recognition(page) => {
                Notice::partial(format!("its picture was not read: recognising text in it {words}")).on_page(page)
            }
            Part::SecondLook | Part::Rest => {
                Notice::partial(format!("its numbers were not read a second time: doing so {words}"))
            }
        }
    }

    /// Why a document was not read at all.
    pub fn error(&self, name: &str, limits: &Limits) -> Error {
        let message = format!("{name} was not read: reading it {}", self.words(limits));
        match self {
            Ending::Crashed(_) => Error::new(ErrorKind::Defect, message).hint(
                "please report it with the document, if it may be shown, and leave it out with a line in .nogletalignore",
            ),
            Ending::Memory | Ending::Late(_) => Error::new(ErrorKind::Limit, message)
                .hint("split the document, or leave it out with a line in .nogletalignore"),
        }
    }

    fn words(&self, limits: &Limits) -> impl fmt::Display {
        match self {
            Ending::Crashed(reason) => format!("crashed ({reason})"),
            Ending::Memory => format!("takes more than {} MB of memory", limits.memory >> 20),
            Ending::Late(time) => format!("takes longer than {} seconds", time.as_secs_f64()),
        }
    }
}
