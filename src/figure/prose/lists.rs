//! Lists in a line: numbers whose own words are a label, and whose indicator the lead-in or the first of them names.
//!
//! Takes the readings of a sentence, gives the items of its lists theirs. Refuses an item with a noun of its own behind
//! it, and a list whose lead-in names no indicator that its numbers can be of.

use super::{Reader, Reading, count::foreign_noun, neighbours::kind};
use crate::{
    figure::{
        RuleName, Unit,
        vocabulary::{Hit, Role},
    },
    pattern::Pattern,
    quantity::{Measure, Quantity, Value},
    reference::{Takes, lexicon::STOPS},
    span::Span,
};

/// The rule by which an item has the indicator of its lead-in; what is counted stands in its label.
pub(crate) const ITEM: RuleName = "indicator: item of a list";
/// The longest label, in bytes.
const LABEL: usize = 70;

/// `) , dagtilbud (`: from one number in brackets to the next.
static BRACKETS: Pattern = Pattern::new(r"^\)\s*(?:[,;]|og\b)\s*(?P<label>[^\d().;:]{2,60})\($");
/// ` fra skoler, `: the words of one number, up to the next.
static BEHIND: Pattern = Pattern::new(
    r"(?i)^\s+(?:af\s+\p{L}+\s+)?(?P<word>fra|hos|på|i|til|om|med|er|var|kom|gik|handler|skyldes)\s+[^\d.;:()]{2,60}?(?:,|;|\s+og)\s+$",
);
static PREPOSITION: Pattern =
    Pattern::new(r"(?i)^\s+(?:af\s+\p{L}+\s+)?(?:fra|hos|på|i|til|om|med|er|var|kom|gik|handler|skyldes)\s");
/// A lead-in by whose words amounts with a stated unit are accounts.
static ACCOUNTED: Pattern = Pattern::new(r"(?i)\b(?:opgørelse|opgjort|udgift|omkostning|brugt)");

impl Reader<'_> {
    /// The items of lists: behind a colon, in brackets, or each with its words behind it.
    pub(super) fn lists(&self, readings: &mut [Option<Reading>]) {
        self.behind_lead(readings);
        for index in 1..readings.len() {
            self.goes_on(readings, index);
        }
    }

    /// `Antallet af anbragte fordelte sig således: plejefamilier 41, institutioner 17`.
    fn behind_lead(&self, readings: &mut [Option<Reading>]) {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        let Some(last) = quantities.last() else { return };
        // The first colon that two numbers follow begins the list.
        let Some(colon) = text[..last.span.start].find(':') else { return };
        let first = quantities.partition_point(|one| one.span.start < colon);
        let labelled = first + 1 < quantities.len() && names(&text[colon + 1..quantities[first].span.start]);
        if !labelled {
            return;
        }
        let mut from = colon + 1;
        for index in first..quantities.len() {
            let one = &quantities[index];
            let label = Span::new(from, one.span.start).trimmed(text);
            from = one.span.end;
            let item = label.len() <= LABEL && names(label.of(text)) && !foreign_noun(&text[one.span.end..]);
            if item && let Some(reading) = self.item(one, label, colon, readings[index]) {
                readings[index] = Some(reading);
            }
        }
    }

    /// The reading of an item: its label's own words before the lead-in's where the two speak of one thing.
    fn item(&self, one: &Quantity, label: Span, colon: usize, own: Option<Reading>) -> Option<Reading> {
        let takes = takes(one.measure)?;
        let text = self.sentence.text;
        let fits = |hit: &&Hit| {
            matches!(hit.role, Role::Trigger | Role::Counted)
                && hit.indicator.is_some_and(|index| self.catalogue.all()[index].takes(takes) && self.needs_met(index))
        };
        let weak = |hit: &&Hit| {
            hit.role == Role::Weak && hit.indicator.is_some_and(|index| self.catalogue.all()[index].takes(takes))
        };
        let in_lead = || self.sentence.hits.iter().filter(|hit| hit.span.end <= colon).filter(fits);
        let in_label = || self.sentence.hits.iter().filter(|hit| label.contains(hit.span));
        let labelled = in_label().rfind(fits);
        if takes == Takes::Money {
            if let Some(hit) = labelled.or_else(|| in_label().rfind(weak)) {
                return Some(self.reading(hit.indicator?, one.measure, label, 0.8, ITEM));
            }
            let accounted = ACCOUNTED.is_match(&text[..colon]) && one.rules.contains(&"unit: stated before the list");
            let expenditure = self.index("expenditure").filter(|_| accounted);
            let indicator = in_lead().next_back().and_then(|hit| hit.indicator).or(expenditure)?;
            return Some(self.reading(indicator, one.measure, label, 0.72, ITEM));
        }
        // “Vi er: rådgivere 18, psykologer 3”: posts are counted by their own name.
        let post = labelled.filter(|hit| hit.indicator == self.index("staff"));
        let lead = in_lead().next_back().or(post).filter(|_| matches!(one.value, Value::Exact(_)))?;
        let indicator = lead.indicator?;
        let money = self.catalogue.all()[indicator].takes(Takes::Money);
        let caseload = Some(indicator) == self.index("caseload");
        // “Status på underretninger og anbragte: underretninger 310, anbragte 41”: each label says which.
        let both = labelled.is_some_and(|hit| {
            hit.indicator != lead.indicator && in_lead().any(|other| other.indicator == hit.indicator)
        });
        let counted = own.is_some_and(|own| own.rule == "indicator: counted noun");
        if money || caseload || both || counted {
            return None;
        }
        let mut reading = self.reading(indicator, one.measure, label, 0.78, ITEM);
        if reading.unit == Unit::Persons && lead.span.of(text).to_lowercase().contains("årsværk") {
            reading.unit = Unit::Fte;
        }
        Some(reading)
    }

    /// A number that goes on the list of the one before it: `skoler (310), politi (45)`, `310 fra skoler, 45 fra politi`.
    fn goes_on(&self, readings: &mut [Option<Reading>], index: usize) {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        let (a, b) = (&quantities[index - 1], &quantities[index]);
        let (Some(left), None) = (readings[index - 1], readings[index]) else { return };
        if kind(a.measure) != kind(b.measure) || a.measure == Measure::Money || a.span.end > b.span.start {
            return;
        }
        let gap = &text[a.span.end..b.span.start];
        let after = &text[b.span.end..];
        let bracket = BRACKETS.captures(gap).and_then(|found| found.name("label")).filter(|_| after.starts_with(')'));
        let behind = BEHIND.is_match(gap) && PREPOSITION.is_match(after);
        if self.speaks_between(Span::new(a.span.end, b.span.start), left.indicator, a.measure) {
            return;
        }
        let confidence = left.confidence - 0.05;
        if let Some(label) = bracket {
            let evidence = Span::new(a.span.end + label.start(), a.span.end + label.end());
            readings[index] = Some(Reading { evidence, confidence, rule: ITEM, ..left });
        } else if behind {
            readings[index] =
                Some(Reading { evidence: Span::default(), confidence, rule: "indicator: list goes on", ..left });
        }
    }

    /// Whether a word of another indicator that takes the same kind stands in a part of the sentence.
    fn speaks_between(&self, part: Span, indicator: usize, measure: Measure) -> bool {
        let Some(takes) = takes(measure) else { return true };
        self.sentence.hits.iter().any(|hit| {
            let other = hit.indicator.is_some_and(|of| of != indicator && self.catalogue.all()[of].takes(takes));
            other && matches!(hit.role, Role::Trigger | Role::Counted) && part.contains(hit.span)
        })
    }
}

/// Whether a label has a word: more than a hedge or a preposition.
fn names(label: &str) -> bool {
    let word = |word: &str| word.chars().count() > 2 && !STOPS.contains(word.to_lowercase().as_str());
    label.split(|c: char| !c.is_alphabetic()).any(word)
}

/// The kind of number that an indicator must take for the measure.
pub(super) fn takes(measure: Measure) -> Option<Takes> {
    match measure {
        Measure::Bare => Some(Takes::Count),
        Measure::Money => Some(Takes::Money),
        Measure::Percent | Measure::PercentPoint => Some(Takes::Percent),
        Measure::Days | Measure::Weeks | Measure::Months | Measure::PerYear => None,
    }
}
