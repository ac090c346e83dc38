//! How well records agree with annotations.
//!
//! Takes annotated figures and traps, then document after document with its records; gives a [`Score`]. A record is *found* when
//! its place overlaps an annotated number's and its value is the same; *typed* when indicator and unit agree too; *full*
//! when statistic, municipality, period, status and the fixed breakdowns agree as well. Pairs are one to one, best
//! agreement first, so that a number found twice counts once. Precision counts every record of an indicator that the
//! annotators knew, recall every annotated figure; what they disagreed about (`optional`) counts neither way.

use std::collections::BTreeMap;

use super::{
    Annotation, Calibration, FIELDS, Place,
    agreement::{TYPED, agrees, same_value},
};
use crate::{Error, ErrorKind, Result, document::Document, figure::Record, reference::Reference};

/// Precision, recall and their harmonic mean.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rates {
    /// How many of the records are right, 0 to 1.
    pub precision: f64,
    /// How many of the annotated figures were found, 0 to 1.
    pub recall: f64,
    /// Both in one.
    pub f1: f64,
}

impl Rates {
    fn new(right: usize, records: usize, gold: usize) -> Self {
        let part = |whole: usize| if whole == 0 { 0.0 } else { right as f64 / whole as f64 };
        let (precision, recall) = (part(records), part(gold));
        let sum = precision + recall;
        Rates { precision, recall, f1: if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum } }
    }
}

/// How annotated documents came out.
#[derive(Debug, Default)]
pub struct Score {
    /// Annotated figures that count.
    pub gold: usize,
    /// Records that count.
    pub predictions: usize,
    /// Records of indicators that the annotators did not look for; they can only spring traps.
    pub outside: usize,
    /// Place and value.
    pub found: Rates,
    /// And indicator and unit.
    pub typed: Rates,
    /// And everything else.
    pub full: Rates,
    /// Of the found, how many have each of [`FIELDS`] right, 0 to 1.
    pub fields: [f64; FIELDS.len()],
    /// Annotated traps.
    pub traps: usize,
    /// Traps that a record stepped into.
    pub sprung: usize,
    /// The same for each indicator.
    pub indicators: BTreeMap<String, Tally>,
    /// What the confidence is worth.
    pub calibration: Calibration,
    /// What is wrong: figures that were missed, records that are none, wrong fields.
    pub misses: Vec<Miss>,
}

/// How one indicator came out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Annotated figures whose records are typed rightly.
    pub right: usize,
    /// Records that count.
    pub predictions: usize,
    /// Annotated figures that count.
    pub gold: usize,
    /// Traps that a record of it stepped into.
    pub sprung: usize,
}

/// Something that is not as it was annotated.
#[derive(Clone, Debug)]
pub enum Miss {
    /// A figure that was not found.
    Missed(Box<Annotation>),
    /// A record that is no annotated figure.
    False(Box<Record>),
    /// A record with some fields of [`FIELDS`] wrong.
    Wrong(Box<Annotation>, Box<Record>, Vec<&'static str>),
}

/// Scores annotated documents one after another, so that none has to be kept.
#[derive(Debug, Default)]
pub struct Scorer<'a> {
    /// Figures and traps by document.
    annotated: BTreeMap<&'a str, [Vec<&'a Annotation>; 2]>,
    score: Score,
    found: usize,
    typed: usize,
    full: usize,
    fields: [usize; FIELDS.len()],
    confidences: Vec<(f64, bool)>,
}

/// An annotation with the place of its number.
struct Placed<'a> {
    annotation: &'a Annotation,
    place: Place,
}

impl<'a> Scorer<'a> {
    /// A scorer for annotated figures and traps.
    pub fn new(gold: &'a [Annotation], traps: &'a [Annotation]) -> Self {
        let mut scorer = Scorer { score: Score { traps: traps.len(), ..Score::default() }, ..Scorer::default() };
        for (sort, all) in [gold, traps].into_iter().enumerate() {
            for one in all {
                scorer.annotated.entry(&one.doc).or_default()[sort].push(one);
            }
        }
        scorer
    }

    /// The documents that anything is annotated in, as the annotations call them.
    pub fn documents(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.annotated.keys().copied().collect::<Vec<_>>().into_iter()
    }

    /// Counts the records of one document: `None` for one that could not be read, whose figures are misses.
    ///
    /// Gives for each record whether it is typed rightly, nothing for one that does not count.
    pub fn add(&mut self, doc: &str, document: Option<&Document>, records: &[Record]) -> Result<Vec<Option<bool>>> {
        let Some([gold, traps]) = self.annotated.get(doc) else { return Ok(vec![None; records.len()]) };
        let (gold, traps) = (placed(gold, document)?, placed(traps, document)?);
        Ok(self.count_all(&gold, &traps, records))
    }

    /// The score of all that was counted.
    pub fn finish(self) -> Score {
        let rates = |right| Rates::new(right, self.score.predictions, self.score.gold);
        let (found, typed, full) = (rates(self.found), rates(self.typed), rates(self.full));
        let fields = self.fields.map(|right| if self.found == 0 { 0.0 } else { right as f64 / self.found as f64 });
        Score { found, typed, full, fields, calibration: Calibration::of(self.confidences), ..self.score }
    }

    fn count_all(&mut self, gold: &[Placed<'_>], traps: &[Placed<'_>], records: &[Record]) -> Vec<Option<bool>> {
        let catalogue = &Reference::in_use().catalogue;
        let (places, others): (Vec<usize>, Vec<usize>) =
            (0..records.len()).partition(|&at| !catalogue.is_further(&records[at].indicator));
        let (counted, others): (Vec<&Record>, Vec<&Record>) =
            (places.iter().map(|&at| &records[at]).collect(), others.iter().map(|&at| &records[at]).collect());
        self.score.outside += others.len();
        let pairs = pairs(gold, &counted);
        let partner = |at: usize| pairs.iter().find(|(_, record)| *record == at).map(|(annotation, _)| *annotation);
        let mut judged = vec![None; records.len()];
        for (at, record) in counted.iter().enumerate() {
            let partner = partner(at).map(|annotation| gold[annotation].annotation);
            if partner.is_none_or(|annotation| !annotation.optional) {
                judged[places[at]] = Some(self.count(record, partner));
            }
        }
        for (index, one) in gold.iter().enumerate().filter(|(_, one)| !one.annotation.optional) {
            self.score.gold += 1;
            self.tally(one.annotation.text("indicator")).gold += 1;
            if !pairs.iter().any(|(annotation, _)| *annotation == index) {
                self.score.misses.push(Miss::Missed(Box::new(one.annotation.clone())));
            }
        }
        let stray: Vec<&Record> =
            (0..counted.len()).filter(|at| partner(*at).is_none()).map(|at| counted[at]).collect();
        for trap in traps {
            if let Some(record) = stray.iter().chain(&others).find(|record| trap.place.meets(record)) {
                self.score.sprung += 1;
                self.tally(Some(record.indicator.as_str())).sprung += 1;
            }
        }
        judged
    }

    /// Counts a record with the annotated figure that it is, if any; gives whether it is typed rightly.
    fn count(&mut self, record: &Record, gold: Option<&Annotation>) -> bool {
        self.score.predictions += 1;
        let agreed: Vec<bool> =
            gold.map_or_else(Vec::new, |gold| (0..FIELDS.len()).map(|field| agrees(field, gold, record)).collect());
        let typed = !agreed.is_empty() && agreed[..TYPED].iter().all(|agreed| *agreed);
        self.confidences.push((record.confidence, typed));
        // One that is right by another indicator that is accepted too counts with the annotated one.
        let annotated = gold.filter(|_| typed).and_then(|gold| gold.text("indicator"));
        self.tally(annotated.or(Some(record.indicator.as_str()))).predictions += 1;
        let Some(gold) = gold else {
            self.score.misses.push(Miss::False(Box::new(record.clone())));
            return false;
        };
        self.found += 1;
        self.fields.iter_mut().zip(&agreed).for_each(|(sum, agreed)| *sum += usize::from(*agreed));
        if typed {
            self.typed += 1;
            self.tally(gold.text("indicator")).right += 1;
        }
        if agreed.iter().all(|agreed| *agreed) {
            self.full += 1;
            return true;
        }
        let wrong = FIELDS.iter().zip(&agreed).filter(|(_, agreed)| !**agreed).map(|(field, _)| *field).collect();
        self.score.misses.push(Miss::Wrong(Box::new(gold.clone()), Box::new(record.clone()), wrong));
        typed
    }

    fn tally(&mut self, indicator: Option<&str>) -> &mut Tally {
        self.score.indicators.entry(indicator.unwrap_or_default().to_owned()).or_default()
    }
}

/// The annotations of one document with their places.
fn placed<'a>(all: &[&'a Annotation], document: Option<&Document>) -> Result<Vec<Placed<'a>>> {
    let located = all.iter().map(|annotation| {
        let place = Place::of(annotation, document).ok_or_else(|| {
            let words = annotation.quote.as_deref().or(annotation.number.as_deref()).unwrap_or_default();
            let message = format!("“{words}” is annotated in {}, but does not stand there", annotation.doc);
            Error::new(ErrorKind::Damaged, message)
                .hint("correct the quote, its occurrence or its number, or take the line out")
        })?;
        Ok(Placed { annotation, place })
    });
    located.collect()
}

/// One-to-one pairs of annotation and record with the same value, best agreement first.
fn pairs(gold: &[Placed<'_>], records: &[&Record]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (index, one) in gold.iter().enumerate() {
        for (at, record) in records.iter().enumerate() {
            if one.place.meets(record) && same_value(one.annotation, record) {
                let agreed: Vec<bool> = (0..FIELDS.len()).map(|field| agrees(field, one.annotation, record)).collect();
                let rest = agreed[TYPED..].iter().filter(|agreed| **agreed).count();
                candidates.push(((!one.annotation.optional, agreed[0], agreed[1], rest), index, at));
            }
        }
    }
    // Stable: among equals the order of the annotations decides.
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.0));
    let (mut gold_used, mut used) = (vec![false; gold.len()], vec![false; records.len()]);
    candidates.retain(|(_, index, at)| {
        let free = !gold_used[*index] && !used[*at];
        if free {
            (gold_used[*index], used[*at]) = (true, true);
        }
        free
    });
    candidates.into_iter().map(|(_, index, at)| (index, at)).collect()
}
