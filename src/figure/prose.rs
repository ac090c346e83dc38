//! Figures in sentences: which indicator a quantity is one of, by what stands around it.
//!
//! Takes a sentence with its surroundings, gives a [`Reading`] for each quantity that has evidence: the noun that it
//! counts, the trigger nearest to it, the quantity beside it, the sentence before. Refuses a number whose noun the
//! catalogue does not know, and one that nothing near speaks for.

mod apposed;
mod bracketed;
mod caseload;
mod clause;
mod compared;
mod count;
mod cues;
mod deeds;
mod discourse;
pub(super) mod done;
mod dropped;
mod follow_up;
mod foreign;
mod further;
mod groups;
pub(super) mod held;
mod lists;
mod money;
mod neighbours;
mod order;
mod own;
mod percent;
mod phrases;
mod places;
mod respondents;
mod served;
mod services;
mod spending;
mod staffed;
mod subject;
mod survey;
mod taken_up;
mod topical;

pub(crate) use count::foreign_noun;
pub(crate) use discourse::scales;
pub(crate) use lists::ITEM;
pub(crate) use served::PLACED;
pub(crate) use staffed::{ARRIVING, LEAVING};
pub(crate) use taken_up::PERCENT_OF_AMOUNT;
pub(crate) use topical::{AS_BEFORE, FROM_IT, IN_ORDER, TOPICAL};

use std::cell::{Cell, OnceCell};

use self::{deeds::Deeds, further::Claim};
use super::{
    RuleName, Unit,
    topic::{Subject, Topic},
    trace,
    vocabulary::{Hit, Role},
};
use crate::{
    pattern::{Pattern, Regex},
    quantity::{Measure, Quantity, Scan},
    reference::{Catalogue, Takes},
    span::Span,
};

/// What a quantity is a figure of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Reading {
    /// The indicator's place in the catalogue.
    pub indicator: usize,
    /// What it counts.
    pub unit: Unit,
    /// The word that decided it, in the sentence; the noun or the trigger.
    pub evidence: Span,
    /// How sure that is.
    pub confidence: f64,
    /// The rule.
    pub rule: RuleName,
}

/// A sentence and what is known about it.
pub(crate) struct Sentence<'a> {
    /// The sentence.
    pub text: &'a str,
    /// Its numbers, with spans in it.
    pub scan: &'a Scan,
    /// The catalogue's words in it.
    pub hits: &'a [Hit],
    /// The words in it of the indicators that stand apart from the main ones.
    pub apart: &'a [Hit],
    /// Where it names an indicator of the user's own again.
    pub again: &'a dyn Fn(usize) -> Vec<Span>,
    /// Whether a number in it is about children and young people.
    pub ours: &'a dyn Fn(Span) -> bool,
    /// Whether a number in it is of a service that is none of ours.
    pub other_service: &'a dyn Fn(Span) -> bool,
    /// The catalogue's words in the headings above it.
    pub heading_hits: &'a [Hit],
    /// What the passage is about.
    pub topic: &'a Topic,
    /// The places that it names.
    pub places: &'a [Span],
    /// The indicator that the passage is about, which may be longer than the paragraph.
    pub passage: Option<usize>,
    /// What was counted last, in whichever paragraph.
    pub told: Option<Subject>,
    /// The indicator of the lead-in of the list that it is an item of.
    pub lead: Option<usize>,
    /// Whether the document reports a survey.
    pub survey: bool,
    /// Whether the sentence or the document speaks of our field.
    pub field: bool,
}

/// The farthest that a trigger may stand from money or a percentage, in weighted bytes.
const REACH: usize = 190;
/// What a word in the sentence after the number costs more than one before it.
const AFTER: usize = 12;
/// What a sentence's lost border costs.
const LOST_BORDER: usize = 70;
/// What the end of a clause costs.
const CLAUSE: usize = 35;
/// What a word of the next clause costs that has an amount of its own there.
const NEXT_CLAUSE: usize = 60;
/// What a weak word costs.
const WEAK: usize = 45;

static CLAUSE_END: Pattern =
    Pattern::new(r"(?i)[;:()]|,|\s[–-]\s|\b(?:mens|hvorimod|hvor|men|samtidig|mod)\b|\.\s+(?-i:\p{Lu})");

/// The readings of a sentence's quantities, in their order.
pub(crate) fn read(sentence: &Sentence<'_>, catalogue: &Catalogue) -> Vec<Option<Reading>> {
    let (deeds, services, ends, cuts, money) = Default::default();
    let reader = Reader { sentence, catalogue, deeds, services, ends, cuts, money };
    let quantities = &sentence.scan.quantities;
    let watched = trace::watched(quantities.iter().map(|one| one.span));
    let mut readings: Vec<Option<Reading>> = Vec::with_capacity(quantities.len());
    for index in 0..quantities.len() {
        let _heard = trace::hear(watched == Some(index));
        readings.push(reader.by_itself(index, &readings));
    }
    reader.pass_over(&mut readings, watched);
    readings
}

/// A word near a number, and what it costs.
type Near = Option<(Hit, usize)>;

struct Reader<'a> {
    sentence: &'a Sentence<'a>,
    catalogue: &'a Catalogue,
    /// What is done with money in it, once an amount asks.
    deeds: OnceCell<Deeds>,
    /// The words of services in the sentence; looked for when first asked.
    services: OnceCell<Vec<(services::Kind, Span)>>,
    /// Where its clauses end, and where those end that are about money alone; looked for once, asked for every number.
    ends: OnceCell<Vec<Span>>,
    cuts: OnceCell<Vec<Span>>,
    /// The amount that a word for money was looked for last, and the nearest with what it costs.
    money: Cell<Option<(Span, Near)>>,
}

impl Reader<'_> {
    fn index(&self, code: &str) -> Option<usize> {
        self.catalogue.position(code)
    }

    /// What stands before a quantity, and what behind it.
    fn around(&self, quantity: &Quantity) -> (&str, &str) {
        (&self.sentence.text[..quantity.span.start], &self.sentence.text[quantity.span.end..])
    }

    /// What a quantity is before the others of the sentence have their say.
    fn by_itself(&self, index: usize, readings: &[Option<Reading>]) -> Option<Reading> {
        let quantities = &self.sentence.scan.quantities;
        let quantity = &quantities[index];
        let before = index.checked_sub(1).and_then(|before| Some((&quantities[before], readings[before]?)));
        let own = self.own(quantity).or_else(|| self.own_again(readings, index));
        match own.or_else(|| self.further(quantity)) {
            Some(Claim::Own(reading)) => {
                self.report(reading, quantity);
                Some(reading)
            }
            // Who receives a measure of the catalogue is counted there.
            Some(Claim::Figure(reading)) => {
                let found = self.measure_received(quantity).unwrap_or(reading);
                self.report(found, quantity);
                Some(found)
            }
            Some(Claim::Elsewhere) => {
                trace::against("against: a further indicator's, but not of children or only a difference", true);
                None
            }
            None => {
                let compared = self.compared(before, quantity);
                if let Some(reading) = compared {
                    self.report(reading, quantity);
                }
                compared.or_else(|| self.quantity(quantity))
            }
        }
    }

    /// Whether money, staff or cases are those of another service: roads, elderly care, libraries.
    fn is_elsewhere(&self, reading: Reading, quantity: &Quantity) -> bool {
        let one = &self.catalogue.all()[reading.indicator];
        let anybodys = one.takes(Takes::Money) || matches!(one.code.as_str(), "staff" | "caseload");
        anybodys && (self.sentence.other_service)(quantity.span)
    }

    /// The word near the quantity that speaks against the indicator, or against all.
    fn countered(&self, indicator: usize, quantity: &Quantity) -> Option<Span> {
        let speaks = |hit: &&Hit| {
            let against = hit.role == Role::Counter && hit.indicator.is_none_or(|of| of == indicator);
            let money = hit.indicator.is_some() || quantity.measure == Measure::Money;
            // Money has many words near it; a word against it must stand beside it. Other words speak for the sentence.
            let own = hit.indicator.is_some() && quantity.measure != Measure::Money;
            let near = own || self.cost(quantity.span, hit.span) <= 60 && !self.is_beyond_next(quantity, hit);
            // “84 mio. kr. før refusion” tells how an amount is told.
            let told = || clause::CHEAPER.is_match(&self.sentence.text[..hit.span.start]);
            against && money && near && !told() && !(quantity.measure.is_duration() && self.meets_family(hit))
        };
        self.sentence.hits.iter().find(speaks).map(|hit| hit.span)
    }

    /// `1,9 mio. kr., hvoraf refusionen dækker 0,5`: whether a word behind an amount has an amount of its own there.
    fn is_beyond_next(&self, quantity: &Quantity, hit: &Hit) -> bool {
        let gap = Span::new(quantity.span.end, hit.span.start.max(quantity.span.end));
        quantity.measure == Measure::Money && !self.ends(gap).is_empty() && self.has_number(hit.span)
    }

    /// How far a word is from a number, weighted.
    fn cost(&self, number: Span, word: Span) -> usize {
        let (gap, extra) = if word.end <= number.start {
            (Span::new(word.end, number.start), 0)
        } else if number.end <= word.start {
            // A capital inside a sentence begins another one whose border was lost.
            let lost_border = word.of(self.sentence.text).starts_with(char::is_uppercase);
            (Span::new(number.end, word.start), if lost_border { AFTER + LOST_BORDER } else { AFTER })
        } else {
            return 0;
        };
        // Beyond every reach the exact cost does not matter; counting clauses there would take time squared.
        if gap.len() > REACH {
            return gap.len() + extra;
        }
        let between = gap.of(self.sentence.text);
        let crossed = self
            .sentence
            .scan
            .quantities
            .iter()
            .filter(|other| gap.contains(other.span) && other.measure != Measure::Bare)
            .count();
        // “Regnskab, anbringelser: 141,2 mio. kr.”: the colon right before a number ties its label to it.
        let tied = between.trim_end().ends_with(':') && word.end <= number.start;
        // “budgettet 92 mio. kr. og forbruget 97”: what an “og” behind the number begins is the next one's.
        let and = usize::from(number.end <= word.start && between.contains(" og "));
        let ends = self.ends(gap).len().min(6);
        // “udgifterne stiger til 69 mio. kr.; budgettet var 61”: a word of the next clause is of the amount there.
        let of_next = if number.end <= word.start && ends > 0 && self.has_amount(word) { NEXT_CLAUSE } else { 0 };
        // “67 mio. kr., 2 mio. kr. mere end i budgettet”: a word behind another amount is of that one.
        let beyond = if number.end <= word.start && ends > 0 && self.amount_between(gap) { NEXT_CLAUSE } else { 0 };
        gap.len() + extra + of_next + beyond + CLAUSE * (and + ends - usize::from(tied)) + 20 * crossed
    }

    /// The ends of clauses in a part of the sentence.
    fn ends(&self, part: Span) -> &[Span] {
        within(self.ends.get_or_init(|| all(&CLAUSE_END, self.sentence.text)), part)
    }

    /// Whether a number stands behind a word, in its clause.
    fn has_number(&self, word: Span) -> bool {
        let quantities = &self.sentence.scan.quantities;
        let next = quantities.get(quantities.partition_point(|one| one.span.start < word.end));
        next.is_some_and(|next| self.ends(Span::new(word.end, next.span.start)).is_empty())
    }

    /// Whether an amount stands in a gap.
    fn amount_between(&self, gap: Span) -> bool {
        let quantities = &self.sentence.scan.quantities;
        let from = quantities.partition_point(|one| one.span.start < gap.start);
        let inside = quantities[from..].iter().take_while(|one| one.span.end <= gap.end);
        inside.into_iter().any(|one| one.measure == Measure::Money)
    }

    /// Whether an amount stands behind a word, in its clause.
    fn has_amount(&self, word: Span) -> bool {
        let quantities = &self.sentence.scan.quantities;
        let next = quantities.get(quantities.partition_point(|one| one.span.start < word.end));
        next.is_some_and(|next| {
            let gap = Span::new(word.end, next.span.start);
            next.measure == Measure::Money && gap.len() <= 60 && self.ends(gap).is_empty()
        })
    }

    /// The nearest trigger of an indicator that takes the kind, and what it costs.
    fn nearest(&self, number: Span, takes: Takes, weak: bool) -> Option<(Hit, usize)> {
        self.nearest_of(number, takes, weak, |_| true)
    }

    /// The same, of those that a condition lets through.
    fn nearest_of(&self, number: Span, takes: Takes, weak: bool, of: impl Fn(&Hit) -> bool) -> Option<(Hit, usize)> {
        let fits = |hit: &&Hit| {
            // “Ny asfalt koster 4 mio. kr.”: a weak word is one of ours only where the text is about our field.
            let role = hit.role == Role::Trigger || weak && self.sentence.field && hit.role == Role::Weak;
            role && hit.indicator.is_some_and(|index| self.catalogue.all()[index].takes(takes) && self.needs_met(index))
        };
        let priced = |hit: &Hit| (*hit, self.cost(number, hit.span) + if hit.role == Role::Weak { WEAK } else { 0 });
        self.sentence.hits.iter().filter(fits).filter(|hit| of(hit)).map(priced).min_by_key(|(_, cost)| *cost)
    }

    fn needs_met(&self, indicator: usize) -> bool {
        let none = self.catalogue.all()[indicator].needs.is_empty();
        let met = |hit: &Hit| hit.role == Role::Need && hit.indicator == Some(indicator);
        let surveyed = self.sentence.survey && self.catalogue.all()[indicator].code.as_str() == "survey_response";
        // “Sagstallet er 44. Målet er højst 27 sager”: the sentence before said whose cases.
        let spoken = self.sentence.topic.spoken.is_some_and(|(index, _)| index == indicator);
        none || surveyed || spoken || self.sentence.hits.iter().any(met) || self.sentence.heading_hits.iter().any(met)
    }

    fn reading(&self, indicator: usize, measure: Measure, evidence: Span, confidence: f64, rule: RuleName) -> Reading {
        let unit = match measure {
            Measure::Percent | Measure::PercentPoint => Unit::Percent,
            Measure::Days => Unit::Days,
            Measure::Weeks => Unit::Weeks,
            Measure::Months => Unit::Months,
            Measure::PerYear => Unit::PerYear,
            // Answers that are counted are municipalities where the sentence speaks of them, else responses.
            Measure::Bare if self.catalogue.all()[indicator].code.as_str() == "survey_response" => {
                self.who_answered(evidence)
            }
            Measure::Bare | Measure::Money => self.catalogue.all()[indicator].unit,
        };
        Reading { indicator, unit, evidence, confidence, rule }
    }

    /// How sure a trigger at that distance is.
    fn confidence(cost: usize) -> f64 {
        match cost {
            0..=25 => 0.9,
            26..=60 => 0.82,
            61..=110 => 0.7,
            _ => 0.55,
        }
    }
}

/// Where a pattern stands in a text.
fn all(pattern: &Regex, text: &str) -> Vec<Span> {
    pattern.find_iter(text).map(|one| Span::new(one.start(), one.end())).collect()
}

/// Those of some places, in order, that lie in a part of the text.
fn within(places: &[Span], part: Span) -> &[Span] {
    let first = places.partition_point(|place| place.start < part.start);
    let last = places.partition_point(|place| place.end <= part.end);
    &places[first..last.max(first)]
}

/// Where the clause ends that runs on from `from`.
fn clause_end(text: &str, from: usize) -> usize {
    static END: Pattern = Pattern::new(r"[;:]|\.\s+(?-i:\p{Lu})|,\s+(?:mens|og\s+\d)|\bmens\b|\bog\s+\d");
    let start = text.ceil_char_boundary(from);
    END.find(&text[start..]).map_or(text.len(), |end| start + end.start())
}
