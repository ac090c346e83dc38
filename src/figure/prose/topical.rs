//! Counts that leave out what they count, because the passage is about it.
//!
//! Takes the readings of a sentence and the [`Topic`](crate::figure::topic::Topic) that it stands in, gives the bare
//! numbers that are still without a reading that of the number before them, of the sentence's own word ahead of them, or
//! of the topic. Refuses a number with a noun of its own, one whose place the words before it do not open, one that
//! nothing ties to a time, a place, an earlier number or one as large as it, a rate, and a fraction of what has no
//! fractions.

mod near;
mod order;
mod part;
mod possible;
mod subject;

use super::{
    Reader, Reading,
    count::foreign_noun,
    cues::{Cues, Strand},
    discourse::ANAPHOR,
};
use crate::{
    figure::{
        RuleName, Unit,
        topic::{Subject, is_label_line},
    },
    pattern::Pattern,
    quantity::{Measure, Quantity, Rejected},
    span::Span,
};

/// The rule by which a number counts what the topic is.
pub(crate) const TOPICAL: RuleName = "indicator: what the topic counts";
/// The rule by which numbers count what as many numbers before them did, each in its place.
pub(crate) const IN_ORDER: RuleName = "indicator: in the order told before";
/// The rule by which a number counts what the one before it in the sentence does.
pub(crate) const AS_BEFORE: RuleName = "indicator: as before in the sentence";
/// The rule by which a number is how far something is from what the topic told.
pub(crate) const FROM_IT: RuleName = "indicator: the difference to what the topic told";
/// The rule by which a line's number counts what the heading or lead-in says.
const LINE: RuleName = "indicator: line of a list";
/// The rules by which a passage gives numbers their reading.
pub(super) const NAMES: &[RuleName] = &[
    IN_ORDER,
    AS_BEFORE,
    TOPICAL,
    FROM_IT,
    LINE,
    "indicator: from the sentence before",
    "indicator: what the passage is about",
];

static LINK: Pattern = Pattern::new(r"(?i)^\s+(?:til|og|eller|mod|af)\s+$");
/// `er der nu `: people follow.
static HEADS: Pattern = Pattern::new(
    r"(?i)\b(?:(?:er|var|bliver|blev)\s+(?:der|vi)|vi\s+(?:nu\s+)?(?:er|var|bliver|blev)|udgør|udgjorde|tæller|talte|mønstrer)\s+(?:\p{L}+\s+){0,2}$",
);
/// What is of counts, though a share was told last.
static COUNTED: Pattern = Pattern::new(
    r"(?i)\b(?:tallet|antallet|stigning(?:en)?|fald(?:et)?|nedgang(?:en)?|modtaget|modtog|indløb|indkom|registreret|kom|fik)\b.{0,25}$",
);

impl Reader<'_> {
    /// A bare number whose noun was left out.
    pub(super) fn topical(&self, cues: &Cues<'_>, readings: &[Option<Reading>], index: usize) -> Option<Reading> {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        let quantity = &quantities[index];
        // “fra to til fire årlige møder”: the noun stands behind the second.
        let linked = quantities.get(index + 1).is_some_and(|next| {
            next.span.start >= quantity.span.end
                && LINK.is_match(&text[quantity.span.end..next.span.start])
                && foreign_noun(&text[next.span.end..])
        });
        // “Tre Ege Skolen” is a name, “færre end fem” a limit.
        let named = quantity.span.of(text).starts_with(char::is_uppercase)
            && text[..quantity.span.start].contains(char::is_alphabetic);
        let limit = text[..quantity.span.start].trim_end().to_lowercase().ends_with("færre end");
        // “De tre andre har 239”: those who were named before.
        let others = text[..quantity.span.start].trim_end().to_lowercase().ends_with("de")
            && [" andre", " øvrige", " sidste"].iter().any(|word| text[quantity.span.end..].starts_with(word));
        if linked || named || limit || others || quantity.is_one_in_words() {
            return None;
        }
        let found = self.subject(readings, index);
        // “Med fire nye kolleger kom vi ned på 35”: what staff have is nearer than how many they are.
        let staffed = found.is_some_and(|(subject, ..)| Some(subject.indicator) == self.index("staff"));
        let topical = || {
            let (subject, rule, confidence) = found?;
            let share = self.lost_its_sign(quantity, subject);
            let subject = if share { Subject::of(subject.indicator, Unit::Percent) } else { subject };
            self.by_topic(cues, readings, index, (subject, rule, confidence))
        };
        let held = || {
            let subject = self.held_by_staff(index).or_else(|| self.told_above(index))?;
            let free = !self.counts_another(cues, quantity, subject) && self.can_be(quantity, subject);
            let near = free && self.is_near(cues, readings, index, subject);
            near.then(|| self.counting(subject, quantity, 0.55, TOPICAL))
        };
        if staffed { held().or_else(topical) } else { topical().or_else(held) }
    }

    /// What a number counts whose subject is found; nothing where its words speak against it.
    fn by_topic(
        &self,
        cues: &Cues<'_>,
        readings: &[Option<Reading>],
        index: usize,
        (subject, rule, confidence): subject::Found,
    ) -> Option<Reading> {
        let quantity = &self.sentence.scan.quantities[index];
        if self.is_from_it(quantity, subject) {
            return Some(self.counting(subject, quantity, confidence, FROM_IT));
        }
        if let Some(fits) = self.is_of_them(quantity, subject) {
            return fits.then(|| self.counting(subject, quantity, confidence, rule));
        }
        if self.counts_another(cues, quantity, subject) || !self.can_be(quantity, subject) {
            return None;
        }
        if self.stands_for(cues, readings, index, subject) {
            return Some(self.counting(subject, quantity, confidence, rule));
        }
        let near = self.is_near(cues, readings, index, subject);
        near.then(|| self.counting(subject, quantity, confidence - 0.05, rule))
    }

    /// Whether the noun behind a number is another one than the subject's.
    fn counts_another(&self, cues: &Cues<'_>, quantity: &Quantity, subject: Subject) -> bool {
        cues.counts_other(quantity.span) && !self.has_own_noun(quantity, subject)
    }

    /// Whether the words around a number leave it to the topic to say what it counts.
    fn stands_for(&self, cues: &Cues<'_>, readings: &[Option<Reading>], index: usize, subject: Subject) -> bool {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        let span = quantities[index].span;
        // “Sagstallet? 29.” answers; a number without a dot is a cell.
        let answer =
            text.ends_with('.') && text.len() <= 12 && quantities.len() == 1 && !text.contains(char::is_alphabetic);
        // “I dag er der 26”: staff who are there; other numbers behind a sentence on staff are of anything.
        let staff = self.catalogue.all()[subject.indicator].code.as_str() == "staff";
        let told = index > 0 && readings[index - 1].is_some_and(|left| left.indicator == subject.indicator);
        // “22 stillinger, hvoraf 4 er vakante”
        if staff && self.only_mentioned(&quantities[index], span) {
            return false;
        }
        if staff && !told && !HEADS.is_match(&text[..span.start]) {
            return false;
        }
        let listed = subject.titled || index > 0 && readings[index - 1].is_some();
        let line = listed && self.sentence.topic.labelled && is_label_line(text);
        if line || answer || self.sentence.lead == Some(subject.indicator) {
            return true;
        }
        let part = self.part(index);
        let Some(goes_on) = self.continues(readings, index, subject) else { return false };
        let strand = Strand {
            of: &|one| one == subject.indicator,
            goes_on,
            row: goes_on && !staff,
            beside: self.beside(subject.indicator),
            spent: false,
        };
        let taken_up = ANAPHOR.is_match(text) && index == 0;
        cues.leave_open(part, span, strand) || taken_up && cues.are_silent(part, span, strand)
    }

    /// Whether a number goes on from the one before it; nothing where that one counts something else.
    fn continues(&self, readings: &[Option<Reading>], index: usize, subject: Subject) -> Option<bool> {
        let (part, quantities) = (self.part(index), &self.sentence.scan.quantities);
        // “fra 612 i de første fem måneder til 598”: a time between two numbers parts them from nothing.
        let before = (0..index).rev().find(|at| !quantities[*at].measure.is_duration() || readings[*at].is_some());
        let Some(before) = before else { return Some(false) };
        let Some(left) = readings[before] else {
            // “Huset har 14 værelser, i 2019 kom der 3 til”: the number before it counts something else.
            let bare = quantities[before].measure == Measure::Bare && !quantities[before].is_one_in_words();
            let other = bare && !self.has_own_noun(&quantities[before], subject);
            return (!other).then_some(false);
        };
        let year = |span: Span| self.sentence.scan.dates.iter().any(|date| date.span.overlaps(span));
        let start = quantities[index].span.start;
        let other = |one: &Rejected| part.contains(one.span) && one.span.end <= start && !year(one.span);
        Some(left.indicator == subject.indicator && !self.sentence.scan.rejected.iter().any(other))
    }

    fn counting(&self, subject: Subject, quantity: &Quantity, confidence: f64, rule: RuleName) -> Reading {
        let line = subject.titled && self.sentence.topic.labelled && is_label_line(self.sentence.text);
        let rule = if line && rule == TOPICAL { LINE } else { rule };
        Reading { indicator: subject.indicator, unit: subject.unit, evidence: quantity.span, confidence, rule }
    }
}
