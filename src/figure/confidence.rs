//! How likely a figure is right: what its deciding rule says, held against how figures like it came out at first sight.
//!
//! Takes a figure with what its rule says of itself, gives a [`Judgement`]: a sum of log-odds, one for each thing that the
//! figure carries (its rule, its indicator, its unit, a table, a sum that holds …), by the rows of
//! `reference/confidence.tsv`. Refuses to judge by what no annotated document had: a new rule or a user's own indicator
//! counts neither way. A figure whose digits are lost has no value that could be right; its confidence stays what it was.

use std::borrow::Cow;

use super::{
    Figure,
    trace::{self, Verdict},
};
use crate::{
    reference::confidence::{ALL, SAID, log_odds},
    span::Span,
};

/// No figure is certain, and none is impossible.
const BOUNDS: (f64, f64) = (0.05, 0.99);

/// How a confidence came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// What the deciding rule says by itself, 0 to 1.
    pub said: f64,
    /// What speaks for and against the figure, beginning with what its rule says.
    pub terms: Vec<Term>,
    /// What comes of them, 0 to 1. Doubt about recognised digits is not in it.
    pub calibrated: f64,
}

/// One thing that a figure carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// What it is called.
    pub name: Cow<'static, str>,
    /// How much it says for the figure, or against it where it is negative; `None` where no annotated document had it, so
    /// that it counts neither way.
    pub log_odds: Option<f64>,
}

impl Judgement {
    /// Of a figure.
    pub fn of(figure: &Figure) -> Self {
        let said = Term { name: SAID.into(), log_odds: log_odds(SAID).map(|weight| weight * logit(figure.said)) };
        let others = std::iter::once(Cow::Borrowed(ALL)).chain(evidence(figure));
        let others = others.map(|name| Term { log_odds: log_odds(&name), name });
        let terms: Vec<Term> = std::iter::once(said).chain(others).collect();
        let sum: f64 = terms.iter().filter_map(|term| term.log_odds).sum();
        Judgement { said: figure.said, terms, calibrated: logistic(sum).clamp(BOUNDS.0, BOUNDS.1) }
    }
}

/// Gives each figure that has a value the confidence that figures like it have earned.
pub(super) fn calibrate(figures: &mut [Figure]) {
    for figure in figures {
        figure.said = figure.confidence;
        if figure.value.is_some() {
            let judgement = Judgement::of(figure);
            report(&judgement, figure.span);
            figure.confidence = judgement.calibrated;
        }
    }
}

/// Reports what speaks for and against the watched figure.
fn report(judgement: &Judgement, number: Span) {
    let _heard = trace::hear(trace::is_in(number));
    if !trace::is_heard() {
        return;
    }
    for Term { name, log_odds } in judgement.terms.iter().filter(|term| term.name != SAID && term.name != ALL) {
        let (rule, verdict) = match log_odds {
            Some(weight) if *weight < 0.0 => ("confidence: figures like it were less often right", Verdict::Against),
            Some(_) => ("confidence: figures like it were more often right", Verdict::Yes),
            None => ("confidence: nobody has seen figures like it", Verdict::No),
        };
        trace::report(rule, verdict, name, None);
    }
    trace::report("confidence: as figures like it came out", Verdict::Yes, "", Some(judgement.calibrated));
}

/// The things that a figure carries by which it is judged, beside what its rule says.
pub fn evidence(figure: &Figure) -> Vec<Cow<'static, str>> {
    let decided = figure.rules.iter().copied().find(|rule| rule.starts_with("indicator:"));
    let mut evidence: Vec<Cow<'static, str>> = decided.into_iter().map(Cow::Borrowed).collect();
    evidence.push(format!("measures {}", figure.indicator).into());
    evidence.push(format!("counts {}", figure.unit).into());
    let mut holds = |is: bool, name: &'static str| evidence.extend(is.then_some(Cow::Borrowed(name)));
    holds(figure.cell.is_some(), "stands in a table");
    holds(figure.municipality.is_none(), "is nobody's");
    holds(figure.period.is_none(), "is of no time");
    holds(figure.approx, "is hedged");
    for check in &figure.checks {
        let term: Cow<'static, str> =
            format!("check: {} {}", check.name, if check.holds { "holds" } else { "fails" }).into();
        // A cell may be part of two sums.
        if !evidence.contains(&term) {
            evidence.push(term);
        }
    }
    evidence
}

/// The log-odds of a probability, kept away from certainty.
pub fn logit(probability: f64) -> f64 {
    let probability = probability.clamp(0.01, BOUNDS.1);
    (probability / (1.0 - probability)).ln()
}

/// The probability of log-odds.
pub fn logistic(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::{Document, DocumentId, Kind},
        figure::{Bounds, extract},
        layout::Layout,
        reference::Reference,
    };

    fn figures(text: &str) -> Vec<Figure> {
        let document = Document::new(DocumentId([0; 32]), Kind::Text, text.to_owned());
        let bounds = Bounds { deadline: None, figures: 100, all_languages: false };
        extract(&document, &Layout::of(&document), Reference::in_use(), bounds).figures
    }

    #[test]
    fn a_confidence_is_the_sum_of_its_terms() {
        let found = figures("Greve Kommune\n\nEn rådgiver har i gennemsnit 31 sager i 2019.");
        let judgement = Judgement::of(&found[0]);
        let sum: f64 = judgement.terms.iter().filter_map(|term| term.log_odds).sum();
        assert!((logistic(sum) - found[0].confidence).abs() < 1e-9, "{judgement:?}");
        assert_eq!((judgement.said, judgement.calibrated), (found[0].said, found[0].confidence));
        let named = |term: &str| judgement.terms.iter().any(|one| one.name == term);
        assert!(named(ALL) && named(SAID) && named("measures caseload") && !named("is of no time"), "{judgement:?}");
    }

    #[test]
    fn sums_that_hold_and_fields_that_are_empty_are_evidence() {
        let table = "Greve Kommune\n\nAnbragte børn\n\nType\t2018\nPlejefamilier\t40\nInstitutioner\t20\nI alt\t60";
        let found = figures(table);
        assert!(!found.is_empty());
        for figure in &found {
            let carried = evidence(figure);
            assert!(carried.contains(&"stands in a table".into()), "{carried:?}");
            assert!(carried.contains(&"check: column sum holds".into()), "{carried:?}");
        }
        let bare = evidence(&figures("Der er 31 sager pr. rådgiver.")[0]);
        assert!(bare.contains(&"is nobody's".into()) && bare.contains(&"is of no time".into()), "{bare:?}");
    }

    #[test]
    fn what_no_document_had_counts_neither_way() {
        let mut figure = figures("Greve Kommune\n\nEn rådgiver har i gennemsnit 31 sager.").remove(0);
        let before = Judgement::of(&figure).calibrated;
        figure.rules.insert(0, "indicator: a rule of tomorrow");
        figure.checks.push(crate::figure::Check::new("a check of tomorrow", true));
        let weight = |term: &str| log_odds(term).unwrap_or_default();
        let known = figure.rules.iter().copied().filter(|rule| rule.starts_with("indicator:")).nth(1).expect("a rule");
        let wanted = logistic(logit(before) - weight(known));
        let judgement = Judgement::of(&figure);
        assert!((judgement.calibrated - wanted).abs() < 1e-9, "{judgement:?}");
        let unknown: Vec<_> = judgement.terms.iter().filter(|term| term.log_odds.is_none()).collect();
        assert_eq!(unknown.len(), 2, "{unknown:?}");
    }

    #[test]
    fn lost_digits_keep_the_confidence_that_they_had() {
        let found = figures("Greve Kommune\n\nAnbringelserne vurderes at koste ca. kr. i 2019.");
        assert!(!found.is_empty() && found.iter().all(|figure| figure.value.is_none()), "{found:?}");
        assert!(found.iter().all(|figure| figure.confidence == figure.said));
    }
}
