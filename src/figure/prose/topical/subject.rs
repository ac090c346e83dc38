//! What a number without a noun counts: what the number before it does, what a word ahead of it says, or the topic.
//!
//! Takes the readings of the numbers before it, gives a [`Subject`] with the rule and how sure it is. Refuses the topic
//! where the sentence has words of another indicator, and a small number beside a percentage that nothing moves.

use rust_decimal::Decimal;

use super::{AS_BEFORE, COUNTED, TOPICAL};
use crate::{
    figure::{
        RuleName, Unit,
        prose::{Reader, Reading},
        topic::{Subject, has_passages, is_rate},
        vocabulary::{Hit, Role},
    },
    pattern::Pattern,
    quantity::Measure,
    reference::Takes,
};

/// A subject, the rule that found it, and how sure that is.
pub(super) type Found = (Subject, RuleName, f64);

/// Words by which a number goes on with what was counted before something else was.
static FAR: Pattern = Pattern::new(
    r"(?i)\b(?:(?:lands)?tallet|antallet|(?:lands)?gennemsnittet|registreret|modtaget|modtog|modtager|flest|færrest)\b",
);
/// `, hvorimod naboens tal voksede til `.
static FROM_OR_TO: Pattern = Pattern::new(
    r"(?i)\b(?:steg|stig|fald|voks|øge|gik|gået|ned|op)\p{L}*\s(?:[^,;]{0,40}\s)?(?:fra|til|med)\s+(?:\p{L}+\.?\s+){0,2}$",
);
static BACK_OR_ON: Pattern = Pattern::new(r"(?i)^\s+(?:tilbage|frem|ned|op)\b");

impl Reader<'_> {
    /// What the last figure or word ahead of it in the sentence counts, else the topic where the sentence has no words of
    /// another indicator.
    pub(super) fn subject(&self, readings: &[Option<Reading>], index: usize) -> Option<Found> {
        let quantities = &self.sentence.scan.quantities;
        let start = quantities[index].span.start;
        let before = (0..index).rev().find_map(|at| Some((at, readings[at]?)));
        let told = before.map(|(_, left)| left.indicator).or(self.sentence.topic.subject.map(|one| one.indicator));
        let from = before.map_or(0, |(at, _)| quantities[at].span.start);
        let mut ahead = self.sentence.hits.iter().rev().filter(|hit| hit.span.end <= start && hit.span.start >= from);
        let word = ahead.find(|hit| self.says_counted(hit, told)).and_then(|hit| hit.indicator);
        if let Some((at, left)) = before
            && (quantities[at].measure == Measure::Bare || quantities[at].measure.is_duration())
            && word.is_none_or(|word| word == left.indicator)
        {
            return self.as_before(readings, index, at, left);
        }
        if let Some(beside) = self.beside_percent(readings, index) {
            return beside;
        }
        if let Some(word) = word.filter(|word| is_rate(*word, self.catalogue)) {
            return Some((Subject::of(word, Unit::Percent), AS_BEFORE, 0.6));
        }
        let subject =
            self.follow_ups_told(&quantities[index]).or(self.sentence.topic.subject).or_else(|| self.passage())?;
        let other = |hit: &Hit| hit.indicator != Some(subject.indicator) && self.says_counted(hit, told);
        let sure = if subject.titled { 0.55 } else { 0.6 };
        (!self.sentence.hits.iter().any(other)).then_some((subject, TOPICAL, sure))
    }

    /// Whether a word says what numbers near it count, beside what was told.
    pub(super) fn says_counted(&self, hit: &Hit, told: Option<usize>) -> bool {
        let Some(of) = hit.indicator else { return false };
        let says = hit.role == Role::Trigger || hit.role == Role::Counted && self.needs_met(of);
        // “18 sager hver, hvor deres kolleger sidder med 33”: who has the cases is not counted.
        let holds = Some(of) == self.index("staff") && told == self.index("caseload");
        says && (self.catalogue.all()[of].takes(Takes::Count) || is_rate(of, self.catalogue)) && !holds
    }

    /// What the number before it counts.
    fn as_before(&self, readings: &[Option<Reading>], index: usize, at: usize, left: Reading) -> Option<Found> {
        let quantities = &self.sentence.scan.quantities;
        let (quantity, before) = (&quantities[index], &quantities[at]);
        // “en nedgang på 6 pct., hvorimod Tårnbys tal voksede til 702”: what moves without a sign is counted.
        let moves = FROM_OR_TO.is_match(&self.sentence.text[self.part(index).start..quantity.span.start]);
        let counted = moves || quantity.value.high() > Decimal::ONE_HUNDRED;
        let signed = left.unit == Unit::Percent && !is_rate(left.indicator, self.catalogue);
        let unit = if signed && counted { self.catalogue.all()[left.indicator].unit } else { left.unit };
        let last = Some(before.value).filter(|_| unit == left.unit);
        let told = self.sentence.topic.subject.filter(|told| told.indicator == left.indicator);
        let by_year = told.is_some_and(|told| told.by_year) || self.sentence.text.contains("helår");
        let subject = Subject { last, by_year, ..Subject::of(left.indicator, unit) };
        let passes = has_passages(left.indicator, self.catalogue)
            || before.measure.is_duration() && self.is_rhythm_again(readings, index);
        passes.then_some((subject, AS_BEFORE, 0.62))
    }

    /// `88 pct., og Aalborg ligger på 83`: beside a percentage a small number is another where the indicator is a rate;
    /// else it is a count only where it moves: `med 27 %, mens de anonyme er gået tre tilbage`.
    fn beside_percent(&self, readings: &[Option<Reading>], index: usize) -> Option<Option<Found>> {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        let span = quantities[index].span;
        let signed = |at: &usize| {
            let one = &quantities[*at];
            one.measure.is_percent() && one.span.of(text).contains(|c: char| c.is_ascii_digit())
        };
        let at = (0..index).rev().find(signed)?;
        if quantities[index].value.high() > Decimal::ONE_HUNDRED || COUNTED.is_match(&text[..span.start]) {
            return None;
        }
        let Some(left) = readings[at] else {
            return self.sentence.topic.subject.is_none().then_some(None);
        };
        let back = BACK_OR_ON.is_match(&text[span.end..]);
        let moves = back || FROM_OR_TO.is_match(&text[self.part(index).start..span.start]);
        let unit = match (is_rate(left.indicator, self.catalogue), moves) {
            (true, _) => Unit::Percent,
            (false, true) => self.catalogue.all()[left.indicator].unit,
            (false, false) => return Some(None),
        };
        Some(Some((Subject::of(left.indicator, unit), AS_BEFORE, 0.6)))
    }

    /// What the passage was about before this paragraph.
    fn passage(&self) -> Option<Subject> {
        let indicator =
            self.sentence.passage.filter(|index| !self.sentence.survey && !is_rate(*index, self.catalogue))?;
        if self.sentence.topic.ended && !FAR.is_match(self.sentence.text) {
            return None;
        }
        let told = self.sentence.told.filter(|told| told.indicator == indicator);
        let (last, by_year) = (told.and_then(|told| told.last), told.is_some_and(|told| told.by_year));
        Some(Subject { last, by_year, ..Subject::of(indicator, self.catalogue.all()[indicator].unit) })
    }
}
