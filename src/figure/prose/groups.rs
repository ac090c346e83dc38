//! Groups and nouns that are counted as what the text is about: `I 2018 kom der 643 henvendelser`, `nu er det 91 børn`.
//!
//! Takes a bare number, gives it the reading of the topic where its noun may mean that; gives groups behind a count that
//! they are part of the reading of the count. Refuses a group of which anything else is said, and one too large to be
//! among those told of.

use rust_decimal::Decimal;

use super::{
    Reader, Reading,
    count::RATED_AHEAD,
    services::{GROUP, Kind, TABLE, find},
};
use crate::{
    figure::{RuleName, Unit, vocabulary::Role},
    pattern::Pattern,
    quantity::{Measure, Quantity, Value},
    span::Span,
};

/// What may stand between a number and its noun.
static ADJECTIVES: Pattern = Pattern::new(r"^\s+(?:(?-i:\p{Ll}[\p{Ll}-]*(?:e|små))\s+){0,2}");
/// The rule by which a group is part of the count before it.
pub(super) const PART_OF_COUNT: RuleName = "indicator: part of the count before";
/// `, fordelt på `: from a count to the groups that it consists of; and from group to group.
static PARTS: Pattern = Pattern::new(
    r"(?i)\b(?:heraf|hvoraf|deraf|fordelt\s+på|fordele[rs]\s+sig\s+på|fordelte\s+sig\s+på|dækker\s+over)\s+(?:er\s+|var\s+|de\s+)?$",
);
static NEXT_PART: Pattern = Pattern::new(r"(?i)^\s+\p{L}+(?:,|\s+og)\s+$");

impl Reader<'_> {
    /// `I 2017 kom der 12 henvendelser`, in a text about notifications: a noun that means them there.
    pub(super) fn noun_of_topic(&self, quantity: &Quantity) -> Option<Reading> {
        let text = self.sentence.text;
        let adjectives =
            ADJECTIVES.find(&text[quantity.span.end..]).filter(|_| quantity.value != Value::Exact(Decimal::ONE))?;
        let from = quantity.span.end + adjectives.end();
        let end = text.floor_char_boundary((from + 40).min(text.len()));
        let found = find(&TABLE.nouns, &text[from..end]);
        let (kind, noun) = found.into_iter().filter(|(_, noun)| noun.start == 0).max_by_key(|(_, noun)| noun.end)?;
        let Kind::Noun(code) = kind else { return None };
        let indicator = self.index(code)?;
        let topic = self.sentence.topic;
        let words = || self.sentence.hits.iter().chain(self.sentence.heading_hits);
        let spoken = topic.subject.is_some_and(|subject| subject.indicator == indicator)
            || topic.spoken.is_some_and(|(index, _)| index == indicator)
            || topic.spoken.is_none() && self.sentence.passage == Some(indicator)
            || words().any(|hit| hit.indicator == Some(indicator) && hit.role == Role::Trigger);
        let clause = self.clause(quantity.span);
        let whole = !quantity.span.of(text).contains(',') && !self.speaks_against(clause, Kind::Against);
        let whole = whole && !RATED_AHEAD.is_match(&text[..quantity.span.start]);
        let rule = "indicator: a noun of the topic";
        (spoken && whole).then(|| self.reading(indicator, Measure::Bare, noun.shifted(from), 0.7, rule))
    }

    /// `Nu er det 91 børn`, behind a sentence on children who are placed: nothing else is said of them.
    pub(super) fn group_of_topic(&self, quantity: &Quantity) -> Option<Reading> {
        let group = quantity.span.end + GROUP.find(&self.sentence.text[quantity.span.end..])?.end();
        let subject = self.sentence.topic.subject?;
        let code = self.catalogue.all()[subject.indicator].code.as_str();
        // The children of a whole town are many more than were told of.
        let more =
            |last: Value| last.low().checked_mul(Decimal::from(4)).is_some_and(|most| quantity.value.high() > most);
        let whole = quantity.value.low().fract().is_zero() && quantity.value != Value::Exact(Decimal::ONE);
        let clause = self.clause(quantity.span);
        let other = self.sentence.hits.iter().any(|hit| {
            hit.role == Role::Trigger && hit.indicator.is_some() && hit.indicator != Some(subject.indicator)
        });
        let bare = self.light(Span::new(clause.start, quantity.span.start)).is_some()
            && self.light(Span::new(group.min(clause.end), clause.end)).is_some();
        let ours = matches!(code, "placements" | "preventive_measures") && subject.unit != Unit::Percent;
        let rule = "indicator: a group of the topic";
        (ours && whole && bare && !other && !subject.last.is_some_and(more))
            .then(|| self.reading(subject.indicator, Measure::Bare, quantity.span, 0.62, rule))
    }

    /// `131 anbragte, fordelt på 84 børn og 47 unge`, `heraf tre spæde børn`: groups that a count before them consists of.
    pub(super) fn groups_of_count(&self, readings: &mut [Option<Reading>]) {
        let text = self.sentence.text;
        let group = |one: &Quantity| one.measure == Measure::Bare && GROUP.is_match(&text[one.span.end..]);
        let counts = ["placements", "preventive_measures", "notifications"];
        self.hand_on(readings, PART_OF_COUNT, 0.08, |a, b, left, own| {
            if own.is_some() || a.span.end > b.span.start || a.measure != Measure::Bare {
                return false;
            }
            let gap = &text[a.span.end..b.span.start];
            let part = PARTS.is_match(gap) || left.rule == PART_OF_COUNT && group(a) && NEXT_PART.is_match(gap);
            part && group(b) && counts.contains(&self.catalogue.all()[left.indicator].code.as_str())
        });
    }
}
