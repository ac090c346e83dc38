//! How much a figure is to be doubted, and why: what a person should look at first.
//!
//! Takes a record, gives a [`Doubt`] between 0 and 1: how unlikely it is to be right by its confidence; and each piece
//! of arithmetic that it fails halves what is left of the trust in it.

use serde::Serialize;

use crate::figure::Record;

/// How much a figure is to be doubted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Doubt {
    /// From 0, none, to 1.
    pub value: f64,
    /// Why, the heaviest first.
    pub reasons: Vec<Reason>,
}

/// Why a figure is doubted.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A check that it fails.
    Check(String),
    /// How sure the rules are of it.
    Confidence(f64),
}

/// How much a figure is to be doubted.
pub fn doubt(figure: &Record) -> Doubt {
    let failing = figure.checks.iter().filter(|check| !check.holds);
    let mut reasons: Vec<Reason> = failing.map(|check| Reason::Check(check.name.clone())).collect();
    let trust = reasons.iter().fold(figure.confidence, |trust, _| trust / 2.0);
    reasons.push(Reason::Confidence(figure.confidence));
    Doubt { value: ((1.0 - trust) * 1000.0).round() / 1000.0, reasons }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{decision::sample::caseload, figure::Check};

    #[test]
    fn a_failing_check_weighs_more_than_a_low_confidence() {
        let sure = Record { confidence: 0.9, ..caseload("31") };
        let unsure = Record { confidence: 0.6, ..caseload("31") };
        let check = |holds| Check { name: "column sum".to_owned(), holds, expected: None, with: Vec::new() };
        let failing = Record { checks: vec![check(true), check(false)], ..sure.clone() };
        let order = [&sure, &unsure, &failing].map(|figure| doubt(figure).value);
        assert!(order.is_sorted() && order[2] < 1.0, "{order:?}");
        assert_eq!(doubt(&failing).reasons[0], Reason::Check("column sum".to_owned()));
    }
}
