//! Counts that leave out what they count, because the passage is about it.
//!
//! Takes the readings of a sentence and the [`Topic`](crate::figure::topic::Topic) that it stands in, gives the bare
//! numbers that are still without a reading that of the number before them, of the sentence's own word ahead of them, or
//! of the topic. Refuses a number with a noun of its own, one whose place the words before it do not open, one that
//! nothing ties to a time, a place or an earlier number, a rate, and a fraction of what has no fractions.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{
    Reader, Reading,
    count::foreign_noun,
    cues::{Cues, Opening},
    discourse::ANAPHOR,
};
use crate::{
    figure::{
        RuleName, Unit,
        topic::{Subject, has_passages, is_label_line, is_rate},
        vocabulary::{Hit, Role},
    },
    pattern::Regex,
    quantity::{Measure, Quantity, Rejected, Value},
    reference::Takes,
    span::Span,
};

/// The rule by which a number counts what the topic is.
pub(crate) const TOPICAL: RuleName = "indicator: what the topic counts";
/// The rule by which numbers count what as many numbers before them did, each in its place.
pub(crate) const IN_ORDER: RuleName = "indicator: in the order told before";
/// The rule by which a number counts what the one before it in the sentence does.
pub(crate) const AS_BEFORE: RuleName = "indicator: as before in the sentence";
/// The rule by which a line's number counts what the heading or lead-in says.
const LINE: RuleName = "indicator: line of a list";

/// `pr. 1.000 børn`: a rate. `på en skala fra 1 til 10`: no count at all.
static RATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:pr\.?|per|for\s+hver|ud\s+af|af\s+hver)\s+(?:100|1\.000|1000|10\.000|tusind|hundrede)\b|\bskala(?:en)?\b|\bpoint\b").expect("a pattern")
});
/// A count of children of an age, who are the population.
static OTHER_COUNT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:antallet\s+af|antal)\s+\d+\s*-\s*\d+\s*-?\s*årige").expect("a pattern"));
/// `De tilsvarende tal er …`, `tallene var …`: as many numbers as were told before.
static NUMBERS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:tilsvarende|samme)\s+tal\b|\b\p{L}*tallene\b").expect("a pattern"));
/// What may stand between the numbers of a row.
static ROW: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:,\s*|\s+(?:og|samt)\s+|,?\s+hhv\.\s+)$").expect("a pattern"));
static LINK: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)^\s+(?:til|og|eller|mod|af)\s+$").expect("a pattern"));
/// `er der nu `: people follow.
static HEADS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:(?:er|var|bliver|blev)\s+(?:der|vi)|vi\s+(?:nu\s+)?(?:er|var|bliver|blev))\s+(?:\p{L}+\s+){0,2}$",
    )
    .expect("a pattern")
});
/// Words by which a number goes on with what another paragraph counted.
static FAR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:(?:lands)?tallet|antallet|(?:lands)?gennemsnittet|registreret|modtaget|modtog|modtager|flest|færrest)\b").expect("a pattern")
});
/// What is of counts, though a share was told last.
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:tallet|antallet|stigning(?:en)?|fald(?:et)?|nedgang(?:en)?)\b.{0,25}$").expect("a pattern")
});
/// `, og på skolerne ned på `: from one number of a sentence to the next.
static LINKED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^.{0,40}?(?:[,;]|\b(?:og|mens|men|mod)\b).{0,60}$").expect("a pattern"));

impl Reader<'_> {
    /// `De tilsvarende tal for Ringe er 84, 49 og 12`: as many as the sentence before had, in its order.
    pub(super) fn in_order(&self, readings: &mut [Option<Reading>]) {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        let Some(subject) = self.sentence.topic.subject else { return };
        let row = quantities.len() >= 2
            && quantities.len() == self.sentence.topic.row.len()
            && quantities.iter().all(|one| one.measure == Measure::Bare && !foreign_noun(&text[one.span.end..]))
            && quantities.windows(2).all(|pair| ROW.is_match(&text[pair[0].span.end..pair[1].span.start]));
        if !row || !NUMBERS.is_match(&text[..quantities[0].span.start]) {
            return;
        }
        for (quantity, reading) in quantities.iter().zip(readings) {
            let own = reading.filter(|own| own.indicator != subject.indicator);
            if own.is_none() && self.can_be(quantity, subject) {
                *reading = Some(self.counting(subject, quantity, 0.6, IN_ORDER));
            }
        }
    }

    /// Bare numbers whose noun was left out.
    pub(super) fn topical(&self, readings: &mut [Option<Reading>]) {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        // “fra to til fire årlige møder”: the noun stands behind the second.
        let linked = |index: usize| {
            quantities.get(index + 1).is_some_and(|next| {
                next.span.start >= quantities[index].span.end
                    && LINK.is_match(&text[quantities[index].span.end..next.span.start])
                    && foreign_noun(&text[next.span.end..])
            })
        };
        let open = |index: usize, readings: &[Option<Reading>]| {
            readings[index].is_none()
                && quantities[index].measure == Measure::Bare
                && !foreign_noun(&text[quantities[index].span.end..])
                && !linked(index)
                && !one_in_words(&quantities[index])
        };
        if !(0..readings.len()).any(|index| open(index, readings)) || self.sentence.survey || RATE.is_match(text) {
            return;
        }
        let cues = Cues::of(text, self.sentence.scan, self.sentence.places);
        for index in 0..readings.len() {
            if open(index, readings)
                && let Some((subject, rule, confidence)) = self.subject(readings, index)
                && self.can_be(&quantities[index], subject)
                && self.stands_for(&cues, readings, index, subject)
            {
                readings[index] = Some(self.counting(subject, &quantities[index], confidence, rule));
            }
        }
    }

    /// What a number without a noun can count: what the last figure or word ahead of it in the sentence does, else the
    /// topic where the sentence has no words of another indicator.
    fn subject(&self, readings: &[Option<Reading>], index: usize) -> Option<(Subject, RuleName, f64)> {
        let start = self.sentence.scan.quantities[index].span.start;
        let counts = |hit: &Hit| {
            let takes =
                |index: usize| self.catalogue.all()[index].takes(Takes::Count) || is_rate(index, self.catalogue);
            let role = hit.role == Role::Trigger
                || hit.role == Role::Counted && hit.indicator.is_some_and(|one| self.needs_met(one));
            role && hit.indicator.is_some_and(takes)
        };
        let before = (0..index).rev().find_map(|at| Some((at, readings[at]?)));
        let from = before.map_or(0, |(at, _)| self.sentence.scan.quantities[at].span.start);
        let word = self.sentence.hits.iter().rev().filter(|hit| hit.span.end <= start && hit.span.start >= from);
        let word = word.filter(|hit| counts(hit)).find_map(|hit| hit.indicator);
        if let Some((at, left)) = before
            && self.sentence.scan.quantities[at].measure == Measure::Bare
            && word.is_none_or(|word| word == left.indicator)
        {
            let titled = false;
            let subject = Subject { indicator: left.indicator, unit: left.unit, titled, last: None, shared: false };
            return has_passages(left.indicator, self.catalogue).then_some((subject, AS_BEFORE, 0.62));
        }
        let subject = self.sentence.topic.subject.or_else(|| self.passage());
        let other = self
            .sentence
            .hits
            .iter()
            .any(|hit| counts(hit) && subject.is_none_or(|known| hit.indicator != Some(known.indicator)));
        if let Some(word) = word.filter(|word| is_rate(*word, self.catalogue)) {
            let subject = Subject { indicator: word, unit: Unit::Percent, titled: false, last: None, shared: false };
            return Some((subject, AS_BEFORE, 0.6));
        }
        let subject = subject.filter(|_| !other)?;
        Some((subject, TOPICAL, if subject.titled { 0.55 } else { 0.6 }))
    }

    /// What the passage was about before this paragraph, where the sentence takes it up by name.
    fn passage(&self) -> Option<Subject> {
        let indicator = self.sentence.passage.filter(|index| !is_rate(*index, self.catalogue))?;
        let unit = self.catalogue.all()[indicator].unit;
        FAR.is_match(self.sentence.text).then_some(Subject {
            indicator,
            unit,
            titled: false,
            last: None,
            shared: false,
        })
    }

    /// Whether a value can be one of the subject's: whole, where it has no fractions, and no share.
    fn can_be(&self, quantity: &Quantity, subject: Subject) -> bool {
        let one = &self.catalogue.all()[subject.indicator];
        let rate = is_rate(subject.indicator, self.catalogue);
        let fractions = rate || matches!(one.code.as_str(), "caseload" | "staff");
        let whole = quantity.value.low().fract().is_zero();
        let percent = !rate || quantity.value.high() <= Decimal::ONE_HUNDRED;
        // “Heraf kom 38 pct. fra skolerne. Året før var det 41.”: another share, which has lost its sign.
        let four = Decimal::from(4);
        let ahead = &self.sentence.text[..quantity.span.start];
        let share = subject.shared
            && !COUNTED.is_match(ahead)
            && subject
                .last
                .is_none_or(|last| quantity.value.high().checked_mul(four).is_none_or(|high| high < last.low()));
        // “Antallet af 0-17-årige ventes at falde fra 8.140”: a count of others, whatever the passage is about.
        let others = !fractions && OTHER_COUNT.is_match(self.sentence.text);
        one.plausible(quantity.value) && (whole || fractions) && percent && !share && !others
    }

    /// Whether the words around a number leave it to the topic to say what it counts.
    fn stands_for(&self, cues: &Cues<'_>, readings: &[Option<Reading>], index: usize, subject: Subject) -> bool {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        let span = quantities[index].span;
        // “Sagstallet? 29.” answers; a number without a dot is a cell.
        let answer = text.ends_with('.') && text.len() <= 12 && !text.contains(char::is_alphabetic);
        // “I dag er der 26”: staff who are there; other numbers behind a sentence on staff are of anything.
        let staff = self.catalogue.all()[subject.indicator].code.as_str() == "staff";
        if staff && !HEADS.is_match(&text[..span.start]) {
            return false;
        }
        let line = subject.titled && self.sentence.topic.labelled && is_label_line(text);
        if line || answer || self.sentence.lead == Some(subject.indicator) {
            return true;
        }
        let from = index.checked_sub(1).map_or(0, |before| quantities[before].span.end.min(span.start));
        let to = quantities.get(index + 1).map_or(text.len(), |next| next.span.start.max(span.end));
        let scan = self.sentence.scan;
        let year = |span: Span| scan.dates.iter().any(|date| date.span.overlaps(span));
        let other = |one: &&Rejected| one.span.start >= from && one.span.end <= span.start && !year(one.span);
        let goes_on = index > 0
            && readings[index - 1].is_some_and(|left| left.indicator == subject.indicator)
            && scan.rejected.iter().find(other).is_none();
        match cues.opening(span) {
            // “Fra 87 til 131.”
            Some(Opening::Own) if ANAPHOR.is_match(text) => true,
            Some(Opening::Own) if goes_on && LINKED.is_match(&text[from..span.start]) => true,
            Some(Opening::Own | Opening::Bracket) => cues.tied(Span::new(from, to), span),
            Some(Opening::Row) => goes_on,
            None => false,
        }
    }

    fn counting(&self, subject: Subject, quantity: &Quantity, confidence: f64, rule: RuleName) -> Reading {
        let line = subject.titled && self.sentence.topic.labelled && is_label_line(self.sentence.text);
        let rule = if line && rule == TOPICAL { LINE } else { rule };
        Reading { indicator: subject.indicator, unit: subject.unit, evidence: quantity.span, confidence, rule }
    }
}

/// “én”, “under ét”: the number that is mostly none.
pub(super) fn one_in_words(quantity: &Quantity) -> bool {
    quantity.rules.contains(&"number: word") && quantity.value == Value::Exact(Decimal::ONE)
}
