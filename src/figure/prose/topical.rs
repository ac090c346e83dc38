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
    cues::{Cues, Strand},
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
        r"(?i)\b(?:(?:er|var|bliver|blev)\s+(?:der|vi)|vi\s+(?:nu\s+)?(?:er|var|bliver|blev)|udgør|udgjorde|tæller|talte|mønstrer)\s+(?:\p{L}+\s+){0,2}$",
    )
    .expect("a pattern")
});
/// Words by which a number goes on with what was counted before something else was.
static FAR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:(?:lands)?tallet|antallet|(?:lands)?gennemsnittet|registreret|modtaget|modtog|modtager|flest|færrest)\b").expect("a pattern")
});
/// What is of counts, though a share was told last.
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:tallet|antallet|stigning(?:en)?|fald(?:et)?|nedgang(?:en)?|modtaget|modtog|indløb|indkom|registreret|kom|fik)\b.{0,25}$").expect("a pattern")
});
/// `, hvorimod naboens tal voksede til `.
static FROM_OR_TO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:steg|stig|fald|voks|øge|gik|gået|ned|op)\p{L}*\s(?:[^,;]{0,40}\s)?(?:fra|til|med)\s+(?:\p{L}+\.?\s+){0,2}$").expect("a pattern")
});
static BACK_OR_ON: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^\s+(?:tilbage|frem|ned|op)\b").expect("a pattern"));
static COUNTRY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\bland(?:et|s\p{L}+)\b|\bdanmark\b|\bkommunerne\b").expect("a pattern"));
/// Fewer cases than these nobody counts.
const FEWEST: Decimal = Decimal::TEN;
const TWENTY: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

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
        if linked || named || limit || one_in_words(quantity) {
            return None;
        }
        let (subject, rule, confidence) = self.subject(readings, index)?;
        let subject =
            if self.lost_its_sign(quantity, subject) { Subject::of(subject.indicator, Unit::Percent) } else { subject };
        if cues.counts_other(quantity.span) && !self.has_own_noun(quantity, subject) {
            return None;
        }
        let stands = self.can_be(quantity, subject) && self.stands_for(cues, readings, index, subject);
        stands.then(|| self.counting(subject, quantity, confidence, rule))
    }

    /// `Året før var det 28 sager`: whether the noun behind a number is one that the subject is counted by.
    fn has_own_noun(&self, quantity: &Quantity, subject: Subject) -> bool {
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
        // “18 sager hver, hvor deres kolleger sidder med 33”: who has the cases is not counted.
        let holds = |index: usize| {
            let of = |code: &str| self.index(code) == Some(index);
            let told = before.and_then(|(at, _)| readings[at]).map(|left| left.indicator);
            of("staff") && told.or(self.sentence.topic.subject.map(|one| one.indicator)) == self.index("caseload")
        };
        let counts = |hit: &Hit| counts(hit) && !hit.indicator.is_some_and(holds);
        let word = word.filter(|hit| counts(hit)).find_map(|hit| hit.indicator);
        let measure = |at: usize| self.sentence.scan.quantities[at].measure;
        if let Some((at, left)) = before
            && (measure(at) == Measure::Bare || measure(at).is_duration())
            && word.is_none_or(|word| word == left.indicator)
        {
            let last = Some(self.sentence.scan.quantities[at].value);
            // “en nedgang på 6 pct., hvorimod Tårnbys tal voksede til 702”: what moves without a sign is counted.
            let one = &self.catalogue.all()[left.indicator];
            let quantity = &self.sentence.scan.quantities[index];
            let moves = FROM_OR_TO.is_match(&self.sentence.text[self.part(index).start..start]);
            let counted = moves || quantity.value.high() > Decimal::ONE_HUNDRED;
            let signed = left.unit == Unit::Percent && !is_rate(left.indicator, self.catalogue);
            let unit = if signed && counted { one.unit } else { left.unit };
            let last = last.filter(|_| unit == left.unit);
            let subject = Subject { last, ..Subject::of(left.indicator, unit) };
            let passes = has_passages(left.indicator, self.catalogue) || measure(at).is_duration();
            return passes.then_some((subject, AS_BEFORE, 0.62));
        }
        if let Some(beside) = self.beside_percent(readings, index) {
            return beside;
        }
        let subject = self.sentence.topic.subject.or_else(|| self.passage());
        let other = self
            .sentence
            .hits
            .iter()
            .any(|hit| counts(hit) && subject.is_none_or(|known| hit.indicator != Some(known.indicator)));
        if let Some(word) = word.filter(|word| is_rate(*word, self.catalogue)) {
            return Some((Subject::of(word, Unit::Percent), AS_BEFORE, 0.6));
        }
        let subject = subject.filter(|_| !other)?;
        Some((subject, TOPICAL, if subject.titled { 0.55 } else { 0.6 }))
    }

    /// `88 pct., og Aalborg ligger på 83`: beside a percentage a small number is another where the indicator is a rate;
    /// else it is a count only where it moves: `med 27 %, mens de anonyme er gået tre tilbage`.
    fn beside_percent(&self, readings: &[Option<Reading>], index: usize) -> Option<Option<(Subject, RuleName, f64)>> {
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
        Some(Subject::of(indicator, self.catalogue.all()[indicator].unit))
    }

    /// `Heraf kom 38 pct. fra skolerne. Året før var det 41.`: another share, which leaves out its sign.
    fn lost_its_sign(&self, quantity: &Quantity, subject: Subject) -> bool {
        let ahead = &self.sentence.text[..quantity.span.start];
        let small = |last: Value| {
            let four = quantity.value.high().checked_mul(Decimal::from(4));
            four.is_none_or(|high| high < last.low())
        };
        subject.shared && !COUNTED.is_match(ahead) && subject.last.is_none_or(small)
    }

    /// Whether a value can be one of the subject's: whole, where it has no fractions, and no share.
    fn can_be(&self, quantity: &Quantity, subject: Subject) -> bool {
        let one = &self.catalogue.all()[subject.indicator];
        let rate = is_rate(subject.indicator, self.catalogue);
        let share = subject.unit == Unit::Percent;
        let fractions = rate || share || matches!(one.code.as_str(), "caseload" | "staff");
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
        let year = |span: Span| self.sentence.scan.dates.iter().any(|date| date.span.overlaps(span));
        let other = |one: &Rejected| part.contains(one.span) && one.span.end <= span.start && !year(one.span);
        // “fra 612 i de første fem måneder til 598”: a time between two numbers parts them from nothing.
        let before = (0..index).rev().find(|at| !quantities[*at].measure.is_duration() || readings[*at].is_some());
        let goes_on = before
            .is_some_and(|before| readings[before].is_some_and(|left| left.indicator == subject.indicator))
            && !self.sentence.scan.rejected.iter().any(other);
        // “Huset har 14 værelser, i 2019 kom der 3 til”: the number before it counts something else.
        let interrupted = before.is_some_and(|before| {
            let bare = quantities[before].measure == Measure::Bare && !one_in_words(&quantities[before]);
            readings[before].is_none() && bare && !self.has_own_noun(&quantities[before], subject)
        });
        let row = goes_on && !staff;
        let strand = Strand {
            of: &|one| one == subject.indicator,
            goes_on,
            row,
            beside: self.beside(subject.indicator),
            spent: false,
        };
        let taken_up = ANAPHOR.is_match(text) && index == 0;
        !interrupted && (cues.leave_open(part, span, strand) || taken_up && cues.are_silent(part, span, strand))
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
