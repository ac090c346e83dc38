//! Figures and decisions made by hand for tests, about a sentence of our own.

use super::{Decision, Draft, Mark, Moment, Verdict};
use crate::{
    comparison::sample,
    figure::{Record, Status},
    pipeline::READER_VERSION,
};

/// A caseload in a document of its own; its id is made of place and number, as in life.
pub(crate) fn caseload(number: &str) -> Record {
    let figure = sample::caseload("265", &number.replace('-', ".."), Status::Actual).0;
    at(0, Record { number: number.to_owned(), quote: format!("En rådgiver har {number} sager."), ..figure })
}

/// The same at another place.
pub(crate) fn at(start: usize, figure: Record) -> Record {
    Record { id: format!("{start}:{}", figure.number), start, end: start + figure.number.len(), ..figure }
}

pub(crate) fn draft(verdict: Verdict, figure: Record) -> Draft {
    Draft { verdict, figure, reason: "Slået op i bilaget".to_owned() }
}

/// Anne's decision on a day of March.
pub(crate) fn decided(verdict: Verdict, figure: Record) -> Decision {
    said("Anne", 1, verdict, figure)
}

/// Somebody's decision on a day of March.
pub(crate) fn said(name: &str, day: u8, verdict: Verdict, figure: Record) -> Decision {
    Decision {
        id: format!("{name}-{day}"),
        time: moment(day),
        name: name.to_owned(),
        reason: "Slået op i bilaget".to_owned(),
        verdict,
        reader: READER_VERSION,
        figure,
    }
}

/// What a figure shows of Anne's decision.
pub(crate) fn mark(verdict: Verdict) -> Mark {
    decided(verdict, caseload("31")).mark()
}

fn moment(day: u8) -> Moment {
    serde_json::from_value(format!("2026-03-{day:02}T09:30:00Z").into()).expect("a time")
}
