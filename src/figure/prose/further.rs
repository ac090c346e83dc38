//! Quantities of the further indicators: refunds, volumes, times, prices a day.
//!
//! Takes a quantity, gives its [`Claim`] where a further indicator's word stands closer to it than any word of a main
//! one. What is claimed for adults or another service becomes no figure, but none of a main indicator either: eight weeks
//! of processing are no follow-up, whoever waits. Refuses what only the sentence's far end speaks for.

use super::{
    AFTER, REACH, Reader, Reading,
    count::{foreign_noun, noun_start, reach_of_noun},
};
use crate::{
    figure::vocabulary::{Hit, Role},
    pattern::Pattern,
    quantity::{Measure, Quantity},
    reference::Takes,
    span::Span,
};

/// What a further indicator makes of a quantity.
pub(super) enum Claim {
    /// It is one of it.
    Figure(Reading),
    /// It is one of a user's own.
    Own(Reading),
    /// It would be, were it about children, and not only what two of it differ by.
    Elsewhere,
}

/// The farthest that a word may stand from money, a percentage or a count, in weighted bytes.
const NEAR: usize = 75;
/// The farthest that a word against it may stand.
const AGAINST: usize = 60;
/// A unit right behind the amount: `2.300 kr. pr. døgn`.
const BEHIND: usize = AFTER + 2;

/// A time that says when, not how long: `drøftes igen om 3 måneder`, `de seneste 12 måneder`.
pub(super) static POINT: Pattern =
    Pattern::new(r"(?i)\b(?:om|efter|hver|hvert|inden|næste|seneste|sidste|første|siden|for)\s+(?:ca\.?\s+)?$");

/// A difference of two times or prices: `to uger kortere end`.
pub(super) static DIFFERS: Pattern = Pattern::new(
    r"(?i)^\s+(?:\p{L}+\s+)?(?:kortere|længere|hurtigere|langsommere|færre|flere|mere|mindre|lavere|højere|dyrere|billigere)\b",
);

/// What compares an amount with another of the same kind.
static COMPARED: Pattern = Pattern::new(
    r"(?i)\b(?:mens|mod|hvor|og)\b[^.;]*\b(?:landsgennemsnit\p{L}*|landstal\p{L}*|landsplan|hele\s+landet|gennemsnit\p{L}*|året\s+før|i\s+(?-i:\p{Lu})\p{L}+)\s+(?:er|var|lå\s+på|ligger\s+på)?\s*$",
);

/// What ties words to the count that comes: `Antal sager: 612`, `antallet af helårspersoner steg til 42`.
pub(super) static TIED: Pattern = Pattern::new(
    r"(?i)(?:[:=(]|\b(?:til|fra|på|er|var|udgør|udgjorde|blev|bliver|mod|og|med|alt))\s*(?:(?:ca\.?|cirka|omkring|knap|godt|over|mindst|i\s+alt)\s*)?$",
);

impl Reader<'_> {
    /// The claim of a further indicator to a quantity, if its evidence is the closest.
    pub(super) fn further(&self, quantity: &Quantity) -> Option<Claim> {
        if self.sentence.apart.iter().all(|hit| hit.own) {
            return None;
        }
        let before = &self.sentence.text[..quantity.span.start];
        let (hit, confidence) = match quantity.measure {
            Measure::Bare => self.volume(quantity),
            Measure::Money => self.closer(quantity, Takes::Money, NEAR),
            Measure::Percent => self.in_time(quantity),
            Measure::Days | Measure::Weeks | Measure::Months if !POINT.is_match(before) => {
                self.closer(quantity, Takes::Duration, REACH)
            }
            Measure::Days | Measure::Weeks | Measure::Months => None,
            Measure::PercentPoint | Measure::PerYear => None,
        }?;
        let index = hit.indicator?;
        let one = &self.catalogue.all()[index];
        let against = |hit: &Hit| {
            hit.role == Role::Counter && hit.indicator == Some(index) && self.cost(quantity.span, hit.span) <= AGAINST
        };
        let need = |hit: &Hit| hit.role == Role::Need && hit.indicator == Some(index);
        let met = one.needs.is_empty() || self.sentence.apart.iter().any(need);
        if !met || !one.plausible(quantity.value) || self.sentence.apart.iter().any(against) {
            return None;
        }
        let differs = DIFFERS.is_match(&self.sentence.text[quantity.span.end..]);
        if differs || !(self.sentence.ours)(quantity.span) {
            return Some(Claim::Elsewhere);
        }
        let reading = self.reading(index, quantity.measure, hit.span, confidence, "indicator: a further one");
        let unit = if quantity.measure == Measure::Bare { one.unit } else { reading.unit };
        Some(Claim::Figure(Reading { unit, ..reading }))
    }

    /// `… 9.310 kr. pr. 0-22-årig, mens landsgennemsnittet var 9.870 kr.`: what the one before it is compared with.
    pub(super) fn compared(&self, before: Option<(&Quantity, Reading)>, quantity: &Quantity) -> Option<Reading> {
        let (other, reading) = before.filter(|(_, reading)| self.catalogue.all()[reading.indicator].further)?;
        let near =
            other.measure == quantity.measure && (1..=70).contains(&(quantity.span.start.checked_sub(other.span.end)?));
        let gap = near.then(|| &self.sentence.text[other.span.end..quantity.span.start])?;
        let rule = "indicator: compared with the one before";
        COMPARED.is_match(gap).then_some(Reading { rule, confidence: reading.confidence - 0.08, ..reading })
    }

    /// The nearest word of a further indicator that takes the kind, and what it costs.
    fn near(&self, number: Span, takes: Takes, reach: usize) -> Option<(Hit, usize)> {
        let fits = |hit: &&Hit| {
            let of = !hit.own && hit.role == Role::Trigger;
            of && hit.indicator.is_some_and(|index| self.catalogue.all()[index].takes(takes))
        };
        let priced = |hit: &Hit| (*hit, self.cost(number, hit.span));
        let nearest = self.sentence.apart.iter().filter(fits).map(priced).min_by_key(|(_, cost)| *cost);
        nearest.filter(|(_, cost)| *cost <= reach)
    }

    /// Whether the amount is for each of something that the word does not say: `3,79 kr. pr. km`.
    fn for_another(&self, quantity: &Quantity, hit: &Hit) -> bool {
        let after = self.sentence.text[quantity.span.end..].trim_start();
        let each = after.starts_with("pr. ") || after.starts_with("per ");
        each && (hit.span.start > quantity.span.end + BEHIND || hit.span.end <= quantity.span.start)
    }

    /// The nearest word, where none of a main indicator is nearer, or where it is the number's own unit.
    fn closer(&self, quantity: &Quantity, takes: Takes, reach: usize) -> Option<(Hit, f64)> {
        let (hit, cost) = self.near(quantity.span, takes, reach).filter(|(hit, _)| !self.for_another(quantity, hit))?;
        let unit = hit.span.start >= quantity.span.end && cost <= BEHIND;
        // “Et døgn på opholdssted koster …” holds “opholdssted koster” and says more.
        let closest = self.nearest(quantity.span, takes, true).is_none_or(|(main, others)| {
            cost < others || cost == others && hit.span.contains(main.span) && hit.span != main.span
        });
        (unit || closest).then_some((hit, Self::confidence(cost) - 0.05))
    }

    /// `612 aktive sager`, `Antallet af helårspersoner: 42`: the noun behind the number, or the words ahead of it.
    fn volume(&self, quantity: &Quantity) -> Option<(Hit, f64)> {
        let text = self.sentence.text;
        let after = &text[quantity.span.end..];
        let noun = noun_start(text, quantity.span.end).and_then(|from| {
            let reach = reach_of_noun(text, from);
            let counted = |hit: &&Hit| !hit.own && hit.role == Role::Counted && reach.contains(&hit.span.start);
            self.sentence.apart.iter().filter(counted).min_by_key(|hit| hit.span.start)
        });
        if let Some(hit) = noun {
            return Some((*hit, 0.88));
        }
        if foreign_noun(after) || !TIED.is_match(&text[..quantity.span.start]) {
            return None;
        }
        let (hit, cost) = self.near(quantity.span, Takes::Count, NEAR)?;
        let main = self.nearest(quantity.span, Takes::Count, false);
        // “Antallet af sager steg fra 480 til 512” is no caseload: too many for one.
        let main = main.filter(|(main, _)| {
            main.indicator.is_some_and(|index| self.catalogue.all()[index].plausible(quantity.value))
        });
        let ahead = hit.span.end <= quantity.span.start;
        (ahead && main.is_none_or(|(_, main)| cost < main)).then_some((hit, Self::confidence(cost) - 0.1))
    }

    /// `92 pct. af underretningerne er vurderet inden for 24 timer`: a share of what was done in time, whatever was done.
    fn in_time(&self, quantity: &Quantity) -> Option<(Hit, f64)> {
        let (hit, cost) = self.near(quantity.span, Takes::Percent, 2 * NEAR)?;
        let between = if hit.span.start >= quantity.span.end {
            Span::new(quantity.span.end, hit.span.start)
        } else {
            Span::new(hit.span.end, quantity.span.start)
        };
        let apart = between.of(self.sentence.text).contains([',', ';', ':']);
        (!apart).then_some((hit, Self::confidence(cost) - 0.05))
    }
}
