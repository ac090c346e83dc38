//! Decisions: what a person has settled about figures, once and for all.
//!
//! Takes a [`Ledger`] (`decisions.jsonl`, one [`Decision`] a line) and the figures that the rules read in a document;
//! gives the figures as they are to be published ([`Settlement`]). A decision is anchored in the document's content, not
//! in its name, and in the place and the words of the number, not in the rules: it outlives reindexing, moving and new
//! rules. Refuses a ledger with a line that it cannot read, and never applies to one document what was decided about
//! another: where the content has changed, the decision is [`Stale`] until somebody confirms or retires it.

mod anchor;
mod correction;
mod doubt;
mod ledger;
mod moment;
#[cfg(test)]
pub(crate) mod sample;
mod settle;
mod stale;

use serde::{Deserialize, Serialize};

pub use correction::{FIELDS, correct, current};
pub use doubt::{Between, Doubt, Reason, doubt};
pub use ledger::{Draft, Ledger};
pub use moment::Moment;
pub use settle::{Ruling, Settlement};
pub use stale::{Present, Stale, Standing, Tally, confirmed};

use crate::figure::Record;

/// What a person says of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is right as it stands.
    Accept,
    /// It is right as it stands here, whatever the rules read.
    Correct,
    /// It is no figure.
    Reject,
    /// What was decided about it no longer holds; the rules decide again.
    Retire,
}

impl Verdict {
    /// Whether it makes a number a figure that a person stands behind.
    pub fn verifies(self) -> bool {
        matches!(self, Verdict::Accept | Verdict::Correct)
    }

    /// The name that the ledger and the records use.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Accept => "accept",
            Verdict::Correct => "correct",
            Verdict::Reject => "reject",
            Verdict::Retire => "retire",
        }
    }
}

/// One line of the ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Its own name, made of everything else in it.
    pub id: String,
    /// When it was made.
    pub time: Moment,
    /// Who made it.
    pub name: String,
    /// Why.
    pub reason: String,
    /// What it says.
    pub verdict: Verdict,
    /// The version of the reader that counted the figure's offsets; see
    /// [`READER_VERSION`](crate::pipeline::READER_VERSION).
    pub reader: u32,
    /// The figure as decided: where it stands (document, place, number, quote) and what it means. What is rejected or
    /// retired is here as it was read.
    pub figure: Record,
}

impl Decision {
    /// What a record shows of it.
    pub fn mark(&self) -> Mark {
        Mark { verdict: self.verdict, name: self.name.clone(), reason: self.reason.clone(), time: self.time }
    }

    /// Whether two decisions come to the same: no figure, or a figure with this meaning.
    fn agrees(&self, other: &Decision) -> bool {
        let (one, two) = (self.verdict.verifies(), other.verdict.verifies());
        one == two && (!one || same_meaning(&self.figure, &other.figure))
    }
}

/// Who settled a figure, how and why; the key `decision` of its record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// What was said of it.
    pub verdict: Verdict,
    /// By whom.
    pub name: String,
    /// Why.
    pub reason: String,
    /// When.
    pub time: Moment,
}

impl Mark {
    /// One text a column: verdict, name, reason, time.
    pub fn fields(&self) -> [String; 4] {
        [self.verdict.name().to_owned(), self.name.clone(), self.reason.clone(), self.time.to_string()]
    }
}

/// Whether two records say the same, wherever they say it.
fn same_meaning(a: &Record, b: &Record) -> bool {
    (&a.indicator, a.statistic, &a.municipality, a.value, a.approx)
        == (&b.indicator, b.statistic, &b.municipality, b.value, b.approx)
        && (a.unit, a.period, a.status, &a.dims) == (b.unit, b.period, b.status, &b.dims)
}
