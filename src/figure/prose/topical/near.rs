//! A number about as large as the one told last: in a settled topic it counts the same, whatever is said around it.
//!
//! Takes a number with the [`Subject`] that it would be of, gives whether it goes on with it. Refuses one of another size,
//! a few, and one that its words speak against: a noun behind it, a label or a thing of its own ahead of it, an age, a
//! part of what was just counted otherwise.

use rust_decimal::Decimal;

use crate::{
    figure::{
        Unit,
        prose::{Reader, Reading, cues::Cues, cues::Strand},
        topic::{Subject, is_rate},
        vocabulary::Hit,
    },
    pattern::Pattern,
    quantity::{Measure, Value},
};

/// How many times as many, or as few, as were told last are still about as many, in tenths.
const TENTHS: i64 = 30;
/// The fewest and the most cases that a caseworker usually has.
const USUAL: (Decimal, Decimal) = (Decimal::from_parts(12, 0, 0, false, 0), Decimal::from_parts(60, 0, 0, false, 0));
/// More numbers than a sentence has.
const MANY: usize = 12;
/// Fewer than these are of anything.
const FEWEST: Decimal = Decimal::TEN;

/// `27 af 30`, `heraf 29`: a part of what was counted right before.
static PART: Pattern = Pattern::new(
    r"(?i)\b(?:plads\s+til|af|af\s+de|heraf|hvoraf|deraf|herunder|fyldt[e]?|fylder|nr\.|kl\.)\s+(?:\p{L}+\.?\s+)?$",
);
/// `de er over 15`, `mellem 12 og 17`: an age, where children are counted.
static AGED: Pattern = Pattern::new(
    r"(?i)\b(?:er|var|bliver|blev|fylder|fyldte|fyldt)\s+(?:(?:alle|nu|allerede|langt)\s+)?(?:over|under|mellem|omkring)\s+$",
);
/// The oldest of whom the law on children speaks.
const OF_AGE: Decimal = Decimal::from_parts(23, 0, 0, false, 0);
/// `bringer det ned på `, `presser det under `: a level that something moves to.
static MOVED_TO: Pattern = Pattern::new(
    r"(?i)\b(?:(?:ned|nede|op|oppe)\s+(?:på|til|under|over|omkring)|(?:det|dem|tallet|belastningen|gennemsnittet|snittet|sagstallet)\s+(?:under|til))\s+(?:\p{L}+\.?\s+){0,2}$",
);

/// `I ungeteamet har man `, `Greve ligger på `, `ingen flere end `: who has cases, or how many are allowed.
static HOLDS: Pattern = Pattern::new(
    r"(?i)\b(?:har|havde|haft|sidder|sad|ligger|lå|nede|oppe|flest|færrest|flere|færre|mere|mindre)\s+(?:(?:i\s+gennemsnit|i\s+snit|gennemsnitligt)\s+)?(?:(?:med|på|under|over|end|omkring|mellem)\s+)?(?:(?:man|de|vi|kun|ca\.|knap|godt|op\s+til)\s+)*$|\b(?:anbefal|foreslå|oplys|meld|mener|siger|vedtag|lov)\p{L}*\s+(?:om\s+|kun\s+|højst\s+)*$|\b(?:gennemsnit|snit|sagstal)\p{L}*\s+(?:er|var|lå|ligger|på|under|over)\s+(?:på\s+)?$|\bspænd\p{L}*\s+(?:på|fra|mellem)\s+$|\b(?:måltal|normtal|loft|norm|mål|grænse)\p{L}*\s+(?:er\s+|på\s+|hedder\s+|lyder\s+på\s+)*$",
);

impl Reader<'_> {
    /// Whether a number goes on with its subject by its size.
    pub(super) fn is_near(
        &self,
        cues: &Cues<'_>,
        readings: &[Option<Reading>],
        index: usize,
        subject: Subject,
    ) -> bool {
        let (text, span) = (self.sentence.text, self.sentence.scan.quantities[index].span);
        // As many staff as there are cases are of anything; a row of a table that runs on has no words to tell by.
        if Some(subject.indicator) == self.index("staff") || self.sentence.scan.quantities.len() > MANY {
            return false;
        }
        let topic = self.sentence.topic;
        let told = [Some(subject), topic.subject, topic.beside, self.sentence.told].into_iter().flatten();
        let mut last = told.filter(|told| told.indicator == subject.indicator).filter_map(|told| told.last);
        let value = self.sentence.scan.quantities[index].value;
        let few = value.low() < FEWEST && !is_rate(subject.indicator, self.catalogue);
        let close = !few && last.any(|last| is_close(value, last)) || self.is_usual(index, subject);
        // Numbers side by side are cells, one without words a cell or a page's.
        let cell = text[span.end..].trim_start().starts_with(|c: char| c.is_ascii_digit())
            || !text.contains(char::is_alphabetic);
        let ahead = &text[..span.start];
        let aged = value.high() <= OF_AGE && AGED.is_match(ahead) && Some(subject.indicator) != self.index("caseload");
        if cell || !close || aged || PART.is_match(ahead) || self.counted_with(cues, readings, index) {
            return false;
        }
        let strand = Strand {
            of: &|one| one == subject.indicator,
            goes_on: true,
            row: false,
            beside: self.beside(subject.indicator),
            spent: false,
        };
        cues.are_nouns_of_none(self.part(index), span, strand)
    }

    /// `Thisted kan fremvise 88 pct.`, behind an education rate: a percentage about as large.
    pub(in crate::figure::prose) fn is_near_rate(
        &self,
        cues: &Cues<'_>,
        readings: &[Option<Reading>],
        index: usize,
        indicator: usize,
    ) -> bool {
        let rate = is_rate(indicator, self.catalogue);
        let level = self.sentence.scan.quantities[index].measure == Measure::Percent;
        rate && level && self.is_near(cues, readings, index, Subject::of(indicator, Unit::Percent))
    }

    /// `Hvor mange sager har en rådgiver? Skive ligger på 33`: as many cases as a caseworker has, where none were told.
    fn is_usual(&self, index: usize, subject: Subject) -> bool {
        let value = self.sentence.scan.quantities[index].value;
        let none = subject.last.is_none() && Some(subject.indicator) == self.index("caseload");
        none && value.low() >= USUAL.0 && value.high() <= USUAL.1 && self.is_held_at(index)
    }

    /// Whether the number before it counts a thing of its own, which this one goes on to count: `47 deltagere, og 52 er
    /// tilmeldt`; not where its own words begin anew: `to nye teams, og sagstallet er 31`.
    fn counted_with(&self, cues: &Cues<'_>, readings: &[Option<Reading>], index: usize) -> bool {
        let Some(before) = index.checked_sub(1) else { return false };
        let (one, number) = (&self.sentence.scan.quantities[before], self.sentence.scan.quantities[index].span);
        let other = readings[before].is_none() && one.measure == Measure::Bare && !one.is_one_in_words();
        let between = &self.sentence.text[one.span.end.min(number.start)..number.start];
        // “Undersøgelser: 52 (49)”: the same of an earlier time.
        let closed = between.contains(')');
        // “Svømning for 65+: 380”: what is labelled is no count of ours either.
        let label = between.trim_end().ends_with(':') && !between.contains(char::is_alphabetic);
        if other && (between.trim() == "(" || label) {
            return true;
        }
        other && !closed && cues.counts_other(one.span) && !cues.begin_anew(self.part(index), number)
    }

    /// `Tre rådgivere mere vil bringe det ned på 36`: behind staff, the cases that they have.
    pub(super) fn held_by_staff(&self, index: usize) -> Option<Subject> {
        let caseload = self.index("caseload");
        let topic = self.sentence.topic;
        let told = [topic.beside, topic.subject].into_iter().flatten().find(|told| Some(told.indicator) == caseload)?;
        self.is_held_at(index).then_some(told)
    }

    /// `Køge har et måltal på 25`: the cases told above, in another paragraph.
    pub(super) fn told_above(&self, index: usize) -> Option<Subject> {
        let caseload = self.index("caseload");
        let free = self.sentence.topic.subject.is_none_or(|subject| subject.last.is_none());
        self.sentence.told.filter(|told| {
            let other =
                |hit: &Hit| hit.indicator != Some(told.indicator) && self.says_counted(hit, Some(told.indicator));
            Some(told.indicator) == caseload && free && self.is_held_at(index) && !self.sentence.hits.iter().any(other)
        })
    }

    /// Whether the words right ahead of a number say that somebody has so many, or that it is a level.
    fn is_held_at(&self, index: usize) -> bool {
        let ahead = &self.sentence.text[self.part(index).start..self.sentence.scan.quantities[index].span.start];
        MOVED_TO.is_match(ahead) || HOLDS.is_match(ahead)
    }
}

/// Whether a value is about as large as another.
fn is_close(value: Value, last: Value) -> bool {
    let within = |small: Decimal, large: Decimal| {
        let most = small.checked_mul(Decimal::new(TENTHS, 1));
        most.is_none_or(|most| large <= most)
    };
    within(value.low(), last.high()) && within(last.low(), value.high())
}
