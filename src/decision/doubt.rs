//! How much a figure is to be doubted, and why: what a person should look at first.
//!
//! Takes a record and what another document says otherwise; gives a [`Doubt`] between 0 and 1. It begins with how unlikely
//! the figure is to be right by its confidence; each check that it fails, and each other document that contradicts it,
//! halves what is left of the trust in it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{figure::Record, finding::Finding};

/// How much a figure is to be doubted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Doubt {
    /// From 0, none, to 1.
    #[serde(rename = "doubt")]
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
    /// The kind of thing that other documents make of it.
    Finding(&'static str),
    /// How sure the rules are of it.
    Confidence(f64),
}

/// What lies between documents, by the ids of the figures that take part.
#[derive(Debug, Default)]
pub struct Between(BTreeMap<String, Vec<&'static str>>);

impl Between {
    /// Sorts findings by figure; those inside a document are checks of its records already.
    pub fn of(findings: &[Finding]) -> Self {
        let mut by_figure: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| finding.between_documents) {
            for claim in &finding.claims {
                by_figure.entry(claim.id.clone()).or_default().push(finding.kind.name());
            }
        }
        Between(by_figure)
    }
}

/// How much a figure is to be doubted.
pub fn doubt(figure: &Record, between: &Between) -> Doubt {
    let failing = figure.checks.iter().filter(|check| !check.holds);
    let others = between.0.get(&figure.id).into_iter().flatten();
    let mut reasons: Vec<Reason> = failing.map(|check| Reason::Check(check.name.clone())).collect();
    reasons.extend(others.map(|kind| Reason::Finding(kind)));
    let trust = reasons.iter().fold(figure.confidence, |trust, _| trust / 2.0);
    reasons.push(Reason::Confidence(figure.confidence));
    Doubt { value: ((1.0 - trust) * 1000.0).round() / 1000.0, reasons }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        comparison::sample,
        decision::sample::caseload,
        figure::{Check, Status},
        finding::findings,
        reference::Reference,
    };

    #[test]
    fn a_failing_check_weighs_more_than_a_low_confidence() {
        let sure = Record { confidence: 0.9, ..caseload("31") };
        let unsure = Record { confidence: 0.6, ..caseload("31") };
        let check = |holds| Check { name: "column sum".to_owned(), holds, expected: None, with: Vec::new() };
        let failing = Record { checks: vec![check(true), check(false)], ..sure.clone() };
        let order = [&sure, &unsure, &failing].map(|figure| doubt(figure, &Between::default()).value);
        assert!(order.is_sorted() && order[2] < 1.0, "{order:?}");
        assert_eq!(doubt(&failing, &Between::default()).reasons[0], Reason::Check("column sum".to_owned()));
    }

    #[test]
    fn another_document_that_says_otherwise_is_a_reason() {
        let counted = |doc: &str, value: &str, id: &str| {
            let made = sample::placed("265", value, Status::Actual).period("2018").dim("placement_type", "total");
            let quote = format!("Der var {value} anbragte børn i Roskilde Kommune i 2018.");
            Record { id: id.to_owned(), ..made.doc(doc, 1).quote(&quote, value).0 }
        };
        let records = [counted("a.txt", "212", "a"), counted("om b.txt", "221", "b")];
        let between = Between::of(&findings(&records, Reference::in_use()));
        for record in &records {
            assert_eq!(doubt(record, &between).reasons[0], Reason::Finding("contradiction"));
        }
        assert_eq!(doubt(&caseload("31"), &between).reasons.len(), 1);
    }
}
