//! Arithmetic within a sentence or a row: shares of counts, changes between two numbers, sums of parts.
//!
//! Takes the records of one document in their order, gives each that takes part a check. Refuses numbers that only stand
//! near each other: the words between them must say that the one follows from the others. What is merely rounded holds;
//! what is hedged is never wrong.

mod changes;
mod parts;
mod rows;
mod shares;

use rust_decimal::Decimal;

use super::{Kind, topic};
use crate::{
    figure::{Check, Record},
    quantity::{LARGEST, Value},
};

/// What each check is called, and what one that fails is a finding of; those without only ever say that they hold.
pub(super) const CHECKS: [(&str, &str, Kind); 8] = [
    ("column sum", "summen af kolonnen", Kind::Sum),
    ("row sum", "summen af rækken", Kind::Sum),
    ("total and correction", "totalen og det, den rettes med", Kind::Sum),
    ("investment and saving", "investering minus besparelse", Kind::Sum),
    (parts::NAME, "summen af delene", Kind::Sum),
    (rows::NAME, "ændring gange pris", Kind::Sum),
    (shares::NAME, "andelen af antallene", Kind::Percentage),
    (changes::NAME, "ændringen fra det første tal til det sidste", Kind::Change),
];

/// What a failed check is a finding of.
pub(super) fn kind(check: &str) -> Option<Kind> {
    CHECKS.iter().find(|(name, ..)| *name == check).map(|(.., kind)| *kind)
}

/// A number that should follow from others, by their places among the records.
struct Outcome {
    name: &'static str,
    whole: usize,
    others: Vec<usize>,
    expected: Decimal,
    holds: bool,
}

/// The records that share a sentence or a row, which is their quote.
struct Said<'a> {
    quote: &'a str,
    records: &'a [Record],
    /// Where each number stands in the quote.
    places: Vec<(usize, usize)>,
    /// The place of the first among the document's records.
    first: usize,
}

impl<'a> Said<'a> {
    fn new(records: &'a [Record], first: usize) -> Self {
        let quote = records[0].quote.as_str();
        let mut from = 0;
        let place = |record: &Record| {
            // A quote that was mended may not have the number as it is written.
            let Some(at) = topic::place(&quote[from..], &record.number) else { return (from, from) };
            let start = from + at;
            from = start + record.number.len();
            (start, from)
        };
        Said { quote, records, places: records.iter().map(place).collect(), first }
    }

    /// What stands between two of its numbers.
    fn between(&self, one: usize, other: usize) -> &'a str {
        self.quote.get(self.places[one].1..self.places[other].0).unwrap_or_default()
    }

    /// What stands ahead of a number.
    fn ahead(&self, one: usize) -> &'a str {
        &self.quote[..self.places[one].0]
    }

    /// The exact value of a number that nothing hedges.
    fn firm(&self, one: usize) -> Option<Decimal> {
        match self.records[one].value {
            Some(Value::Exact(value)) if !self.records[one].approx && value.abs() <= LARGEST.into() => Some(value),
            _ => None,
        }
    }

    /// Whether two count the same.
    fn alike(&self, one: usize, other: usize) -> bool {
        let what = |at: usize| {
            let record = &self.records[at];
            (&record.indicator, record.unit, record.statistic, &record.municipality)
        };
        what(one) == what(other)
    }

    fn outcome(&self, name: &'static str, whole: usize, others: &[usize], expected: Decimal, holds: bool) -> Outcome {
        let others = others.iter().map(|other| self.first + other).collect();
        Outcome { name, whole: self.first + whole, others, expected, holds }
    }
}

/// Checks what the records of a document say together.
pub(super) fn check(records: &mut [Record]) {
    let mut outcomes = Vec::new();
    let mut first = 0;
    for same in records.chunk_by(|a, b| a.quote == b.quote) {
        let said = Said::new(same, first);
        if same[0].cell.is_none() {
            outcomes.extend(shares::outcomes(&said));
            outcomes.extend(changes::outcomes(&said));
            outcomes.extend(parts::outcomes(&said));
        } else {
            outcomes.extend(rows::outcomes(&said));
        }
        first += same.len();
    }
    // A table none of whose rows comes out was not understood.
    let understood = |name: &str| outcomes.iter().any(|one| one.holds && one.name == name);
    let rows = understood(rows::NAME);
    outcomes.retain(|one| one.holds || records[one.whole].cell.is_none() || rows && one.name == rows::NAME);
    outcomes.extend(shares::answered(records));
    outcomes.iter().for_each(|one| mark(records, one));
}

fn mark(records: &mut [Record], one: &Outcome) {
    let members = || one.others.iter().copied().chain([one.whole]);
    let ids: Vec<String> = members().map(|at| records[at].id.clone()).collect();
    for at in members() {
        let own = records[at].id.clone();
        let check = Check::new(one.name, one.holds).with(ids.iter().filter(|id| **id != own).cloned());
        records[at].checks.push(if at == one.whole { check.expecting(Value::Exact(one.expected)) } else { check });
    }
}
