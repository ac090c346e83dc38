//! Whether a number can be a count of a subject, by its size and its form, and whether the noun behind it is the
//! subject's.
//!
//! Takes a number with a [`Subject`], gives yes or no. Refuses fractions of what has none, values far from the one told
//! last, and shares above a hundred.

use rust_decimal::Decimal;

use super::COUNTED;
use crate::{
    figure::{
        Unit,
        prose::Reader,
        topic::{Subject, is_rate},
        vocabulary::Role,
    },
    pattern::Pattern,
    quantity::{Quantity, Value},
};

/// A count of children of an age, who are the population.
static OTHER_COUNT: Pattern = Pattern::new(r"(?i)\b(?:antallet\s+af|antal)\s+\d+\s*-\s*\d+\s*-?\s*årige");
static COUNTRY: Pattern = Pattern::new(r"(?i)\bland(?:et|s\p{L}+)\b|\bdanmark\b|\bkommunerne\b");

/// Fewer cases than these nobody counts.
const FEWEST: Decimal = Decimal::TEN;
/// How many times as many as were told last only the country has.
const TWENTY: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

impl Reader<'_> {
    /// Whether a value can be one of the subject's: whole, where it has no fractions, and no share.
    pub(super) fn can_be(&self, quantity: &Quantity, subject: Subject) -> bool {
        let one = &self.catalogue.all()[subject.indicator];
        let rate = is_rate(subject.indicator, self.catalogue);
        let share = subject.unit == Unit::Percent;
        let coded = matches!(one.code.as_str(), "caseload" | "staff" | "follow_up_interval");
        let fractions = rate || share || subject.by_year || coded;
        let whole = !quantity.span.of(self.sentence.text).contains(',') && quantity.value.low().fract().is_zero();
        // “Om de fleste kom der kun en enkelt, om resten to”: no count beside thousands.
        let caseload = one.code.as_str() == "caseload";
        let parts = if caseload { Decimal::TEN } else { Decimal::ONE_HUNDRED };
        let tiny = quantity.value.high() > Decimal::ZERO
            && quantity.value.high() < Decimal::TEN
            && (subject.last.is_some_and(|last| last.low() > quantity.value.high() * parts)
                || caseload && quantity.value.high() < FEWEST);
        let percent = !(rate || share) || quantity.value.high() <= Decimal::ONE_HUNDRED;
        // “Antallet af 0-17-årige ventes at falde fra 8.140”: a count of others, whatever the passage is about.
        let others = !fractions && OTHER_COUNT.is_match(self.sentence.text);
        // Only the country has twenty times as many.
        let huge = subject.last.is_some_and(|last| quantity.value.low() > last.high() * TWENTY)
            && !COUNTRY.is_match(self.sentence.text);
        let possible = one.plausible(quantity.value) && quantity.value.low() >= Decimal::ZERO && !tiny && !huge;
        possible && (whole || fractions) && percent && !others
    }

    /// `Heraf kom 38 pct. fra skolerne. Året før var det 41.`: another share, which leaves out its sign.
    pub(super) fn lost_its_sign(&self, quantity: &Quantity, subject: Subject) -> bool {
        let ahead = &self.sentence.text[..quantity.span.start];
        let small = |last: Value| {
            let four = quantity.value.high().checked_mul(Decimal::from(4));
            four.is_none_or(|high| high < last.low())
        };
        let share = quantity.value.high() <= Decimal::ONE_HUNDRED;
        subject.shared && share && !COUNTED.is_match(ahead) && subject.last.is_none_or(small)
    }

    /// `Året før var det 28 sager`: whether the noun behind a number is one that the subject is counted by.
    pub(super) fn has_own_noun(&self, quantity: &Quantity, subject: Subject) -> bool {
        let behind = quantity.span.end + 1;
        // The cases of a whole department have the same noun as those of one caseworker.
        // Posts that are vacant have the noun of those that are filled.
        if Some(subject.indicator) == self.index("staff") {
            return false;
        }
        let close = |last: Value| quantity.value.high() <= last.high() * Decimal::TWO;
        if Some(subject.indicator) == self.index("caseload") && !subject.last.is_some_and(close) {
            return false;
        }
        self.sentence.hits.iter().any(|hit| {
            hit.role == Role::Counted && hit.indicator == Some(subject.indicator) && hit.span.start == behind
        })
    }
}
