//! Quantities of a user's own indicators, by no rule that knows an indicator by name.
//!
//! Takes a quantity, gives its [`Claim`] where words of such an indicator stand right at it, are the noun that it counts,
//! or are tied to it; they go before the words of the catalogue, for the user gave them on purpose. A sentence that only
//! takes up the one before it goes on with that one's. Refuses a number that a clause of its own parts from the words, a
//! time that says when and not how long, and a sentence with a word against the indicator.

use std::cmp::Reverse;

use super::{
    AFTER, REACH, Reader, Reading,
    count::{RATE, foreign_noun, noun_start, reach_of_noun},
    cues::{Cues, Strand},
    further::{Claim, DIFFERS, POINT, TIED},
};
use crate::{
    figure::{
        RuleName,
        vocabulary::{Hit, Role},
    },
    pattern::Pattern,
    quantity::{Measure, Quantity},
    reference::{Indicator, Takes},
    span::Span,
};

/// The rule.
pub(super) const OWN: RuleName = "indicator: one of the user's own";
/// The rule of a number in a sentence that takes up the one before it.
const AGAIN: RuleName = "indicator: the user's own, told before";

/// The farthest that a word may stand from its number, in weighted bytes.
const NEAR: usize = 75;
/// How much nearer than a user's a word of the catalogue must stand to go before it.
const FAVOUR: usize = 45;

/// `varer 8 uger`, `et forløb på 12 uger`: how long something else lasts.
static LASTS: Pattern = Pattern::new(
    r"(?i)\b(?:var(?:er|ede|et)|løber\s+over|strækker\s+sig\s+over|(?:forløb|projekt|ophold|kursus|indsats)\s+(?:på|over|i))\s+(?:\p{L}+\.?\s+)?$",
);

/// What begins a clause that tells of something else: `…, og forløbet er på 8 uger`.
static NEXT: Pattern = Pattern::new(r"(?i);|,\s+(?:og|men|mens|samtidig|hvorimod)\b|\.\s+(?-i:\p{Lu})");
/// Ahead of a part of what was counted right before.
static PART: Pattern = Pattern::new(r"(?i)\b(?:heraf|hvoraf|deraf|herunder)\s+(?:\p{L}+\.?\s+){0,2}$");

/// The kind of quantity that a measure is.
fn kind(measure: Measure) -> Takes {
    match measure {
        Measure::Bare => Takes::Count,
        Measure::Money => Takes::Money,
        Measure::Percent | Measure::PercentPoint => Takes::Percent,
        Measure::Days | Measure::Weeks | Measure::Months | Measure::PerYear => Takes::Duration,
    }
}

impl Reader<'_> {
    /// What a user's own indicators make of a quantity.
    pub(super) fn own(&self, quantity: &Quantity) -> Option<Claim> {
        let takes = kind(quantity.measure);
        let mine = || self.sentence.apart.iter().filter(|hit| hit.own);
        // “klager pr. 1.000 børn”: a number in the words is none of what they count.
        if mine().next().is_none() || mine().any(|hit| hit.span.overlaps(quantity.span)) || self.says_when(quantity) {
            return None;
        }
        let (hit, confidence) = self
            .right_at_own(quantity, takes)
            .or_else(|| self.counted_own(quantity, takes))
            .or_else(|| self.tied_own(quantity, takes))?;
        let index = hit.indicator?;
        let one = &self.catalogue.all()[index];
        if !one.plausible(quantity.value) || self.has_word(index, Role::Counter) {
            return None;
        }
        let differs = DIFFERS.is_match(&self.sentence.text[quantity.span.end..]);
        if differs || one.further && !(self.sentence.ours)(quantity.span) {
            return Some(Claim::Elsewhere);
        }
        Some(Claim::Own(self.reading(index, quantity.measure, hit.span, confidence, OWN)))
    }

    /// `41 klager, heraf 12 om anbringelser`: silences a part of what a user's own counts, which is neither all of it nor
    /// what it is about.
    pub(super) fn silence_parts_of_own(&self, readings: &mut [Option<Reading>]) {
        for (index, quantity) in self.sentence.scan.quantities.iter().enumerate().skip(1) {
            let own = readings[index - 1].is_some_and(|left| self.catalogue.all()[left.indicator].own);
            if own && quantity.measure == Measure::Bare && PART.is_match(&self.sentence.text[..quantity.span.start]) {
                readings[index] = None;
            }
        }
    }

    /// Whether a time says when something is, or how long something else lasts.
    fn says_when(&self, quantity: &Quantity) -> bool {
        let before = &self.sentence.text[..quantity.span.start];
        let length = quantity.measure.is_duration() && quantity.measure != Measure::PerYear;
        length && (POINT.is_match(before) || LASTS.is_match(before))
    }

    fn has_word(&self, indicator: usize, role: Role) -> bool {
        self.sentence.apart.iter().any(|hit| hit.role == role && hit.indicator == Some(indicator))
    }

    /// The user's words of some roles, for a kind of quantity.
    fn words_own(&self, takes: Takes, roles: &'static [Role]) -> impl Iterator<Item = &Hit> {
        let of = move |index: usize| {
            let one: &Indicator = &self.catalogue.all()[index];
            one.takes(takes) && (one.needs.is_empty() || self.has_word(index, Role::Need))
        };
        let fits = move |hit: &&Hit| hit.own && roles.contains(&hit.role) && hit.indicator.is_some_and(of);
        self.sentence.apart.iter().filter(fits)
    }

    /// Words that decide because they stand right ahead of the number, or right behind it; of several the longest.
    fn right_at_own(&self, quantity: &Quantity, takes: Takes) -> Option<(Hit, f64)> {
        let words = self.words_own(takes, &[Role::Ahead, Role::Behind]);
        let hit = words.filter(|hit| self.right_at(hit, quantity.span)).max_by_key(|hit| hit.span.len())?;
        Some((*hit, 0.9))
    }

    /// `34 klager`: the noun that a bare number counts.
    fn counted_own(&self, quantity: &Quantity, takes: Takes) -> Option<(Hit, f64)> {
        let text = self.sentence.text;
        let from = noun_start(text, quantity.span.end).filter(|_| quantity.measure == Measure::Bare)?;
        let reach = reach_of_noun(text, from);
        let words = self.words_own(takes, &[Role::Counted, Role::Trigger]);
        // “4,2 klager pr. 1.000 børn” counts no complaints, unless the words themselves say that it is a rate.
        let fits = |hit: &&Hit| reach.contains(&hit.span.start) && !RATE.is_match(&text[hit.span.end..]);
        let hit = words.filter(fits).min_by_key(|hit| (hit.span.start, Reverse(hit.span.len())))?;
        Some((*hit, if hit.role == Role::Counted { 0.9 } else { 0.85 }))
    }

    /// The nearest trigger, where no word of the catalogue is much nearer; else the nearest weak word, where none is near
    /// at all.
    fn tied_own(&self, quantity: &Quantity, takes: Takes) -> Option<(Hit, f64)> {
        let nearest = |roles: &'static [Role]| {
            let words = self.words_own(takes, roles).filter(|hit| self.is_tied(quantity, hit));
            words.map(|hit| (*hit, self.cost(quantity.span, hit.span))).min_by_key(|(_, cost)| *cost)
        };
        let main = self.nearest(quantity.span, takes, true);
        if let Some((hit, cost)) = nearest(&[Role::Trigger]) {
            let closest = main.is_none_or(|(main, at)| cost <= at + if self.differs(&main) { 0 } else { FAVOUR });
            return closest.then(|| (hit, Self::confidence(cost) - 0.05));
        }
        let (hit, cost) = nearest(&[Role::Weak]).filter(|_| self.sentence.field)?;
        main.is_none_or(|(_, at)| at > REACH).then(|| (hit, Self::confidence(cost) - 0.2))
    }

    /// Whether a word of the catalogue makes an amount what is between two of them: what is saved on interpreters is not
    /// what they cost.
    fn differs(&self, hit: &Hit) -> bool {
        let code = hit.indicator.map(|index| self.catalogue.all()[index].code.as_str());
        matches!(code, Some("saving" | "deficit" | "net_change"))
    }

    /// Whether words may be of a number: near enough for its kind, and for a count ahead of it and tied to it.
    fn is_tied(&self, quantity: &Quantity, hit: &Hit) -> bool {
        let text = self.sentence.text;
        let number = quantity.span;
        let cost = self.cost(number, hit.span);
        let ahead = hit.span.end <= number.start;
        let between =
            if ahead { Span::new(hit.span.end, number.start) } else { Span::new(number.end, hit.span.start) }.of(text);
        if NEXT.is_match(between) {
            return false;
        }
        match kind(quantity.measure) {
            Takes::Count => {
                let tied = ahead && cost <= NEAR && TIED.is_match(&text[..number.start]);
                tied && !foreign_noun(&text[number.end..])
            }
            Takes::Duration => cost <= REACH,
            // “Andel med fast kontaktperson: 82 %”: the colon right before a number ties a label to it.
            Takes::Percent => {
                let between = between.trim_end().trim_end_matches(':');
                cost <= 2 * NEAR && !between.contains([',', ';', ':'])
            }
            Takes::Money => cost <= NEAR + AFTER,
        }
    }

    /// The user's own indicator that the sentence before was about, or the heading.
    pub(super) fn speaks_of_own(&self) -> Option<usize> {
        let (index, _) = self.sentence.topic.spoken?;
        Some(index).filter(|index| self.catalogue.all()[*index].own)
    }

    /// A number that goes on with the one before it, or a sentence that takes up what was spoken of before it: `Antal
    /// klager: 14 (2022: 17)`, `Året før var den 9 uger.`
    pub(super) fn own_again(&self, readings: &[Option<Reading>], at: usize) -> Option<Claim> {
        let left = at.checked_sub(1).and_then(|before| readings[before]);
        let index = left.map(|left| left.indicator).or_else(|| self.speaks_of_own())?;
        let one = &self.catalogue.all()[index];
        let quantity = &self.sentence.scan.quantities[at];
        let fits = one.own && one.takes(kind(quantity.measure)) && one.plausible(quantity.value);
        if !fits || self.says_when(quantity) || self.has_word(index, Role::Counter) {
            return None;
        }
        // The noun of a time stands outside its number.
        let noun = if quantity.measure.is_duration() { noun_end(self.sentence.text, quantity.span.end) } else { 0 };
        let number = Span::new(quantity.span.start, quantity.span.end + noun);
        let goes_on = left.is_some();
        let strand = Strand { of: &|_| false, goes_on, row: goes_on, beside: None, spent: false };
        let cues = Cues::of(self.sentence).naming(&(self.sentence.again)(index));
        let part = self.part(at);
        let open = cues.leave_open(Span::new(part.start, part.end.max(number.end)), number, strand);
        if open {
            return Some(Claim::Own(self.reading(index, quantity.measure, quantity.span, 0.6, AGAIN)));
        }
        self.is_told_by_parts(index, quantity).then_some(Claim::Elsewhere)
    }

    /// `Klagerne fordeler sig med 20 på anbringelser og 33 på økonomi`: whether a bare number behind the name of what is
    /// told of is a part of it, unless its own noun says what it counts.
    fn is_told_by_parts(&self, index: usize, quantity: &Quantity) -> bool {
        let text = self.sentence.text;
        let names = || (self.sentence.again)(index);
        let ahead =
            |name: &Span| name.end <= quantity.span.start && !NEXT.is_match(&text[name.end..quantity.span.start]);
        quantity.measure == Measure::Bare && names().iter().any(ahead) && !foreign_noun(&text[quantity.span.end..])
    }
}

/// How long the word right behind a number is, with the blank ahead of it.
fn noun_end(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    let blank = rest.len() - rest.trim_start().len();
    blank + rest[blank..].find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len() - blank)
}
