//! What each thing that a figure carries says for or against it: a logistic regression on first looks.
//!
//! Takes looks, gives a [`Model`]: the log-odds of each term. The regression is drawn towards saying nothing (ridge), so
//! that a rule seen a few times counts little, and figures of one document by one rule count as the root of their number:
//! ten cells of one table are wrong together. Refuses terms of one document only, which say nothing of the next.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use nogletal::{
    figure::confidence::{logistic, logit},
    reference::confidence::{ALL, SAID},
};

use crate::looks::Look;

/// How strongly terms are drawn towards saying nothing, in figures' worth: of 3, 6, 12 and 25, what was best on documents
/// left out hardly depended on it.
const RIDGE: f64 = 12.0;
/// The two that every figure has are drawn nowhere.
const FREE: f64 = 0.001;
const ROUNDS: usize = 30;
const STILL: f64 = 1e-6;

const PREFACE: &str = "\
# What each thing that a figure carries says for or against it, in log-odds, and how many figures of how many documents it
# was learnt from. Written by `NOGLETAL_FIT=1 cargo test --test calibration` from tests/calibration/first_looks.tsv, never
# by hand; a test says when it is out of date.
term\tlog_odds\tfigures\tdocuments";

/// The log-odds of terms.
#[derive(Clone, Debug, Default)]
pub struct Model {
    weights: BTreeMap<String, f64>,
}

/// The terms of a look with how often each counts.
fn terms(look: &Look) -> impl Iterator<Item = (&str, f64)> {
    let carried = look.evidence.iter().map(|term| (term.as_str(), 1.0));
    [(ALL, 1.0), (SAID, logit(look.said))].into_iter().chain(carried)
}

impl Model {
    /// Fitted to looks, beginning from another model.
    pub fn fit(looks: &[&Look], from: &Model) -> Self {
        let names: Vec<String> =
            support(looks).into_iter().filter(|(_, (_, documents))| *documents > 1).map(|(name, _)| name).collect();
        let place: BTreeMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
        let rows: Vec<Row> = rows(looks, &place);
        let ridge: Vec<f64> =
            names.iter().map(|name| if [ALL, SAID].contains(&name.as_str()) { FREE } else { RIDGE }).collect();
        let mut weights: Vec<f64> =
            names.iter().map(|name| from.weights.get(name).copied().unwrap_or_default()).collect();
        for _ in 0..ROUNDS {
            let step = newton(&rows, &ridge, &weights);
            weights.iter_mut().zip(&step).for_each(|(weight, step)| *weight += step);
            if step.iter().all(|step| step.abs() < STILL) {
                break;
            }
        }
        Model { weights: names.into_iter().zip(weights).collect() }
    }

    /// What the model says of figures that carry a look's evidence.
    pub fn confidence(&self, look: &Look) -> f64 {
        logistic(terms(look).map(|(term, value)| self.weights.get(term).map_or(0.0, |weight| weight * value)).sum())
    }

    /// As the program keeps it.
    pub fn table(&self, looks: &[&Look]) -> String {
        let support = support(looks);
        let mut text = format!("{PREFACE}\n");
        for (term, weight) in &self.weights {
            let (figures, documents) = support[term];
            let _ = writeln!(text, "{term}\t{weight:.3}\t{figures}\t{documents}");
        }
        text
    }
}

/// How many figures of how many documents have each term.
fn support(looks: &[&Look]) -> BTreeMap<String, (usize, usize)> {
    let mut support: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for look in looks {
        for (term, _) in terms(look) {
            let (figures, documents) = support.entry(term).or_default();
            *figures += look.figures;
            documents.insert(&look.document);
        }
    }
    support.into_iter().map(|(term, (figures, documents))| (term.to_owned(), (figures, documents.len()))).collect()
}

/// A look as the regression sees it.
struct Row {
    terms: Vec<(usize, f64)>,
    weight: f64,
    right: f64,
}

fn rows(looks: &[&Look], place: &BTreeMap<&str, usize>) -> Vec<Row> {
    let rule = |look: &Look| (look.document.clone(), look.evidence[0].clone());
    let mut together: BTreeMap<(String, String), usize> = BTreeMap::new();
    looks.iter().for_each(|look| *together.entry(rule(look)).or_default() += look.figures);
    let row = |look: &&Look| Row {
        terms: terms(look).filter_map(|(term, value)| Some((*place.get(term)?, value))).collect(),
        weight: look.figures as f64 / (together[&rule(look)] as f64).sqrt(),
        right: look.right as f64 / look.figures as f64,
    };
    looks.iter().map(row).collect()
}

/// One step of Newton's method on the penalised likelihood.
fn newton(rows: &[Row], ridge: &[f64], weights: &[f64]) -> Vec<f64> {
    let mut curvature = vec![vec![0.0; weights.len()]; weights.len()];
    let mut slope: Vec<f64> = ridge.iter().zip(weights).map(|(ridge, weight)| -ridge * weight).collect();
    ridge.iter().enumerate().for_each(|(at, ridge)| curvature[at][at] = *ridge);
    for row in rows {
        let confidence = logistic(row.terms.iter().map(|(at, value)| weights[*at] * value).sum());
        let spread = row.weight * confidence * (1.0 - confidence);
        for (at, value) in &row.terms {
            slope[*at] += row.weight * (row.right - confidence) * value;
            row.terms.iter().for_each(|(other, factor)| curvature[*at][*other] += spread * value * factor);
        }
    }
    solved(curvature, slope)
}

/// The solution of symmetric, positive definite equations, by elimination.
fn solved(mut left: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    for at in 0..right.len() {
        let pivot = left[at].clone();
        for below in at + 1..right.len() {
            let factor = left[below][at] / pivot[at];
            if factor != 0.0 {
                (at..right.len()).for_each(|column| left[below][column] -= factor * pivot[column]);
                right[below] -= factor * right[at];
            }
        }
    }
    for at in (0..right.len()).rev() {
        let known: f64 = (at + 1..right.len()).map(|column| left[at][column] * right[column]).sum();
        right[at] = (right[at] - known) / left[at][at];
    }
    right
}

/// A look at figures of one rule in a document.
#[cfg(test)]
pub fn look(document: &str, rule: &str, figures: usize, right: usize) -> Look {
    let (look, evidence) = ("a look".to_owned(), vec![rule.to_owned()]);
    Look { look, document: document.to_owned(), said: 0.8, evidence, figures, right }
}

#[test]
fn a_rule_that_is_right_more_often_says_more_and_one_document_says_nothing() {
    let mut looks: Vec<Look> = Vec::new();
    for at in 0..30 {
        looks.push(look(&format!("a{at}"), "good", 10, 9));
        looks.push(look(&format!("b{at}"), "bad", 10, 5));
    }
    looks.push(look("c", "lone", 10, 0));
    let every: Vec<&Look> = looks.iter().collect();
    let model = Model::fit(&every, &Model::default());
    let says = |rule| model.confidence(&look("d", rule, 1, 1));
    // Drawn towards each other, but not far after thirty documents each.
    assert!((0.78..0.9).contains(&says("good")) && (0.5..0.6).contains(&says("bad")), "{model:?}");
    assert!(!model.weights.contains_key("lone") && model.table(&every).contains("\nbad\t-"), "{model:?}");
}

#[test]
fn many_figures_of_one_table_are_few_proofs() {
    let says = |documents: usize| {
        let wrong = (0..documents).map(|at| look(&format!("wrong {at}"), "a rule", 60 / documents, 0));
        let right = (0..20).map(|at| look(&format!("right {at}"), "a rule", 1, 1));
        let others = (0..20).map(|at| look(&format!("other {at}"), "another", 4, 3));
        let looks: Vec<Look> = wrong.chain(right).chain(others).collect();
        Model::fit(&looks.iter().collect::<Vec<_>>(), &Model::default()).weights["a rule"]
    };
    assert!(says(1) > says(4) + 0.1 && says(4) > says(20) + 0.1, "{} {} {}", says(1), says(4), says(20));
}
