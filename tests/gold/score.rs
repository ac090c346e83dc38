//! How well predictions agree with annotations.
//!
//! Takes annotated figures and traps with their places, and predictions; gives a [`Score`]. A prediction is *found* when
//! its place overlaps an annotated number's and its value is the same (a ten-thousandth of a percent either way,
//! percentages within 0.05, both ends of a range); *typed* when indicator and unit agree too; *full* when statistic,
//! municipality, period, status and the fixed breakdowns agree as well. Pairs are one to one, best agreement first, so
//! that a number found twice counts once. Precision counts every prediction of an indicator that the annotators knew;
//! recall every annotated figure. What the annotators disagreed about (`optional`) counts neither way, and a value that
//! they hold for right too (`accept`) is right.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

/// The breakdowns whose words are fixed; the others are free text and not compared.
const BREAKDOWNS: [&str; 3] = ["placement_type", "scenario", "profession"];
/// What a full agreement takes beyond indicator and unit.
const REST: [&str; 7] = ["statistic", "municipality", "period", "status", "placement_type", "scenario", "profession"];
/// The indicators that the annotators knew. Others may be right or wrong: nobody looked, so they can only spring traps.
const ANNOTATED: [&str; 17] = [
    "caseload",
    "placements",
    "preventive_measures",
    "unit_cost",
    "investment",
    "saving",
    "net_change",
    "budget",
    "expenditure",
    "deficit",
    "staff",
    "notifications",
    "follow_up_interval",
    "survey_response",
    "education_rate",
    "prevention_share",
    "segregation_rate",
];

/// Where an annotated number stands.
#[derive(Clone, Debug)]
pub enum Place {
    /// At these bytes.
    Bytes(usize, usize),
    /// Somewhere on this page, written like this: its sentence was not found in the text as it was read.
    Page(Option<u64>, String),
    /// Nowhere: its document was not read.
    Lost,
}

/// An annotated figure or a trap.
#[derive(Debug)]
pub struct Annotation {
    /// The line as it stands in the file.
    pub json: Value,
    /// Where its number stands.
    pub place: Place,
}

/// Precision, recall and their harmonic mean.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rates {
    /// How many of the predictions are right.
    pub precision: f64,
    /// How many of the annotations were predicted.
    pub recall: f64,
    /// Both in one.
    pub f1: f64,
}

impl Rates {
    fn new(right: usize, predictions: usize, gold: usize) -> Self {
        let part = |whole: usize| if whole == 0 { 0.0 } else { right as f64 / whole as f64 };
        let (precision, recall) = (part(predictions), part(gold));
        let sum = precision + recall;
        Rates { precision, recall, f1: if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum } }
    }
}

/// How a set came out.
#[derive(Debug, Default)]
pub struct Score {
    /// Annotated figures that count.
    pub gold: usize,
    /// Predictions that count.
    pub predictions: usize,
    /// Place and value.
    pub found: Rates,
    /// And indicator and unit.
    pub typed: Rates,
    /// And everything else.
    pub full: Rates,
    /// Annotated traps.
    pub traps: usize,
    /// Traps that a prediction stepped into.
    pub sprung: usize,
    /// The same for each indicator.
    pub indicators: BTreeMap<String, Tally>,
}

/// How one indicator came out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Predictions that were typed rightly.
    pub right: usize,
    /// Predictions that count.
    pub predictions: usize,
    /// Annotated figures that count.
    pub gold: usize,
    /// Traps that a prediction of it stepped into.
    pub sprung: usize,
}

/// Scores predictions, the records as `figures --format jsonl` prints them, in that order.
pub fn score(gold: &[Annotation], traps: &[Annotation], predictions: &[Value]) -> Score {
    let (counted, others): (Vec<&Value>, Vec<&Value>) =
        predictions.iter().partition(|one| ANNOTATED.contains(&text(one, "indicator")));
    let (pairs, used) = pair(gold, &counted);
    let optional = |index: usize| gold[index].json["optional"] == true;
    let optional_hits: HashSet<usize> = pairs.iter().filter(|(g, _)| optional(*g)).map(|(_, p)| *p).collect();
    let pairs: Vec<_> = pairs.into_iter().filter(|(g, _)| !optional(*g)).collect();
    let all = |fields: &[&str], (g, p): (usize, usize)| fields.iter().all(|f| agrees(f, &gold[g].json, counted[p]));
    let typed: Vec<_> = pairs.iter().copied().filter(|one| all(&["indicator", "unit"], *one)).collect();
    let full = typed.iter().filter(|one| all(&REST, **one)).count();
    let of = (0..gold.len()).filter(|index| !optional(*index)).count();
    let predicted = counted.len() - optional_hits.len();
    let stray = counted.iter().enumerate().filter(|(index, _)| !used[*index]).map(|(_, one)| *one);
    let stray: Vec<&Value> = stray.chain(others).collect();
    let springs: Vec<&Value> =
        traps.iter().filter_map(|trap| stray.iter().copied().find(|one| meets(trap, one))).collect();
    let mut indicators: BTreeMap<String, Tally> = BTreeMap::new();
    let mut tally = |one: &Value, add: fn(&mut Tally)| {
        add(indicators.entry(text(one, "indicator").to_owned()).or_default());
    };
    gold.iter().filter(|one| one.json["optional"] != true).for_each(|one| tally(&one.json, |tally| tally.gold += 1));
    typed.iter().for_each(|(g, _)| tally(&gold[*g].json, |tally| tally.right += 1));
    let waived = |at: usize| optional_hits.contains(&at);
    let counting = counted.iter().enumerate().filter(|(at, _)| !waived(*at));
    counting.for_each(|(_, one)| tally(one, |tally| tally.predictions += 1));
    springs.iter().for_each(|one| tally(one, |tally| tally.sprung += 1));
    Score {
        gold: of,
        predictions: predicted,
        found: Rates::new(pairs.len(), predicted, of),
        typed: Rates::new(typed.len(), predicted, of),
        full: Rates::new(full, predicted, of),
        traps: traps.len(),
        sprung: springs.len(),
        indicators,
    }
}

/// One-to-one pairs of gold and prediction with the same value, best agreement first, and which predictions are in one.
fn pair(gold: &[Annotation], predictions: &[&Value]) -> (Vec<(usize, usize)>, Vec<bool>) {
    let mut candidates = Vec::new();
    for (g, one) in gold.iter().enumerate() {
        for (p, prediction) in predictions.iter().enumerate() {
            let percent = one.json["unit"] == "percent";
            if meets(one, prediction) && same_value(&one.json["value"], &prediction["value"], percent) {
                let rank = (
                    one.json["optional"] != true,
                    agrees("indicator", &one.json, prediction),
                    agrees("unit", &one.json, prediction),
                    REST.iter().filter(|field| agrees(field, &one.json, prediction)).count(),
                );
                candidates.push((rank, g, p));
            }
        }
    }
    // Stable: among equals the order of the annotations decides.
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.0));
    let (mut gold_used, mut used) = (vec![false; gold.len()], vec![false; predictions.len()]);
    let mut pairs = Vec::new();
    for (_, g, p) in candidates {
        if !gold_used[g] && !used[p] {
            (gold_used[g], used[p]) = (true, true);
            pairs.push((g, p));
        }
    }
    (pairs, used)
}

fn text<'a>(json: &'a Value, field: &str) -> &'a str {
    json[field].as_str().unwrap_or_default()
}

/// Whether a prediction stands where an annotation does.
fn meets(annotation: &Annotation, prediction: &Value) -> bool {
    if annotation.json["doc"] != prediction["doc"] {
        return false;
    }
    match &annotation.place {
        Place::Bytes(start, end) => {
            let at = |field: &str| prediction[field].as_u64().map_or(0, |byte| byte as usize);
            at("start") < *end && *start < at("end")
        }
        Place::Page(page, number) => {
            prediction["page"].as_u64() == *page && super::place::squeezed(text(prediction, "number")) == *number
        }
        Place::Lost => false,
    }
}

fn same_value(gold: &Value, prediction: &Value, percent: bool) -> bool {
    let bounds = |value: &Value| match value {
        Value::Object(range) => (range.get("low").and_then(Value::as_f64), range.get("high").and_then(Value::as_f64)),
        one => (one.as_f64(), one.as_f64()),
    };
    let close = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= if percent { 0.05 } else { 1e-6 * a.abs().max(b.abs()).max(1.0) },
        (a, b) => a.is_none() && b.is_none(),
    };
    let (gold, prediction) = (bounds(gold), bounds(prediction));
    close(gold.0, prediction.0) && close(gold.1, prediction.1)
}

/// Whether a prediction has the annotation's value of a field, or one that the annotation accepts.
fn agrees(field: &str, gold: &Value, prediction: &Value) -> bool {
    let breakdown = BREAKDOWNS.contains(&field);
    let of = |json: &'_ Value| {
        let value = if breakdown { &json["dims"][field] } else { &json[field] };
        // Nothing, null and the empty string are one: the text does not say.
        value.as_str().filter(|value| !value.is_empty()).map(str::to_owned)
    };
    let name = if breakdown { format!("dims.{field}") } else { field.to_owned() };
    let got = of(prediction);
    let accepted = gold["accept"][name.as_str()].as_array();
    got == of(gold) || accepted.is_some_and(|others| others.iter().any(|other| other.as_str() == got.as_deref()))
}
