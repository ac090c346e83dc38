//! A number about as large as the one told last: in a settled topic it counts the same, whatever is said around it.
//!
//! Takes a number with the [`Subject`] that it would be of, gives whether it goes on with it. Refuses one of another size,
//! a few, and one that its words speak against: a noun behind it, a label or a thing of its own ahead of it, an age, a
//! part of what was just counted otherwise.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::{
    figure::{
        prose::{Reader, Reading, cues::Cues, cues::Strand},
        topic::Subject,
        vocabulary::Hit,
    },
    pattern::Regex,
    quantity::{Measure, Value},
};

/// How many times as many, or as few, as were told last are still about as many, in tenths.
const TENTHS: i64 = 26;
/// More numbers than a sentence has.
const MANY: usize = 12;
/// Fewer than these are of anything.
const FEWEST: Decimal = Decimal::TEN;

/// `27 af 30`, `heraf 29`: a part of what was counted right before.
static PART: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:af|af\s+de|heraf|hvoraf|deraf|herunder|fyldt[e]?|fylder|nr\.|kl\.)\s+(?:\p{L}+\.?\s+)?$")
        .expect("a pattern")
});
/// What ends a clause, so that a thing counted before it has nothing to do with what follows.
static APART: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)[.:;,()]|\s[–-]\s|\b(?:og|men|mens|så)\b").expect("a pattern"));
/// `bringer det ned på `, `presser det under `: a level that something moves to.
static MOVED_TO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:(?:ned|nede|op|oppe)\s+(?:på|til|under|over|omkring)|(?:det|dem|tallet|belastningen|gennemsnittet|snittet|sagstallet)\s+(?:under|til))\s+(?:\p{L}+\.?\s+){0,2}$").expect("a pattern")
});

/// `I ungeteamet har man `, `Greve ligger på `, `ingen flere end `: who has cases, or how many are allowed.
static HOLDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:har|havde|haft|sidder|sad|ligger|lå|nede|oppe|flest|færrest|flere|færre|mere|mindre)\s+(?:(?:med|på|under|over|end|omkring|mellem)\s+)?(?:(?:man|de|vi|kun|ca\.|knap|godt|op\s+til)\s+)*$|\bspænd\p{L}*\s+(?:på|fra|mellem)\s+$|\b(?:måltal|normtal|loft|norm|mål|grænse)\p{L}*\s+(?:er\s+|på\s+|hedder\s+|lyder\s+på\s+)*$").expect("a pattern")
});

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
        let close = last.any(|last| is_close(self.sentence.scan.quantities[index].value, last));
        // Numbers side by side are cells.
        let cell = text[span.end..].trim_start().starts_with(|c: char| c.is_ascii_digit());
        if cell || !close || PART.is_match(&text[..span.start]) || self.counted_with(readings, index) {
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

    /// Whether the number before it counts a thing of its own in the same clause, or is itself without a reading.
    fn counted_with(&self, readings: &[Option<Reading>], index: usize) -> bool {
        let Some(before) = index.checked_sub(1) else { return false };
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        let one = &quantities[before];
        let between = &text[one.span.end.min(quantities[index].span.start)..quantities[index].span.start];
        let bare = one.measure == Measure::Bare && !one.is_one_in_words();
        readings[before].is_none() && bare && !APART.is_match(between) && !MOVED_TO.is_match(between)
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
            let other = |hit: &Hit| hit.indicator != Some(told.indicator) && self.says_counted(hit, Some(told.indicator));
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
    value.low() >= FEWEST && within(value.low(), last.high()) && within(last.low(), value.high())
}
