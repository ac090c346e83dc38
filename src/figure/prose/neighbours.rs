//! Numbers without evidence of their own: what the number beside them or the sentence before says of them.
//!
//! Takes the readings of a sentence, gives more of them. Refuses to cross from money to counts or from one sentence to
//! another that does not take it up.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{
    Reader, Reading, bracketed::is_bracketed, compared::BESIDE_PLAN, count::foreign_noun, money::SHORT_TERM, own::OWN,
    phrases::AT_IT,
};
use crate::{
    figure::{RuleName, Unit},
    pattern::{Pattern, Regex},
    quantity::{Measure, Quantity, Value},
    reference::Takes,
};

static TAKEN_UP: Pattern = Pattern::new(
    r"(?i)\b(?:tallet|antallet|niveauet|gennemsnittet|blev\s+det\s+til|kom\s+der|nåede|(?:var|er|bliver)\s+det|vil\s+være|endte\s+på|oven\s+i\s+de|end\s+de|ud\s+over\s+de|(?:enkelte|nogle|nogen|andre)\s+(?:har|havde|er|var|sidder|ligger))\b",
);
/// What may stand behind the first of two linked numbers: when, for whom, how often.
const BEHIND: [&str; 11] = [
    r"i\s+(?:19|20)\d\d\s*",
    r"\((?:19|20)\d\d\)\s*",
    r"(?:året\s+før|sidste\s+år|i\s+år)\s*",
    r"pr\.?\s+(?:rådgiver|medarbejder|sagsbehandler|socialrådgiver|sag|år)\s*",
    r"pr\.?\s+(?:\d+\.\s+\p{L}+\s+)?(?:(?:19|20)\d\d)?\s*",
    r"i\s+gennemsnit\s*",
    r"(?:årligt|om\s+året)\s*",
    r"%\s*",
    // “39 sager, i Holstebro 27”; “ungescenariet 4”; “57 siger at de har, 6 …”
    r",?\s*(?:og\s+)?i\s+(?-i:\p{Lu})[\p{L}-]+\s+(?:Kommune\s+)?",
    r",?\s*(?:og\s+)?(?:det\s+\p{L}+\s+)?\p{L}*scenarie\p{L}*\s+",
    r"at\s+de\s+(?:\p{L}+\s+){1,4}",
];
/// What links them.
const LINKS: &str = r"(?:og|til|eller|over|mod|samt|heraf|henholdsvis|hhv\.|siden|derefter|herefter|oven\s+i\s+de|end\s+de(?:\s+nuværende)?)";
/// What makes the second a goal.
const GOALS: &str = r"(?:målet\s+er|skal\s+ned\s+på|ønskes\s+ned\s+på)\s+";
/// What may stand ahead of the second.
const AHEAD: &str = r"(?:ca\.?|cirka|omkring|knap|godt|yderligere)\s*";

/// What stands between two numbers of which one takes the other's reading.
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    let behind = BEHIND.join("|");
    let when = r"(?:i\s+(?:19|20)\d\d\s*,?\s*(?:og|til)?\s*)?";
    Regex::new(&format!(
        r"(?i)^\s*\)?\s*(?:{behind})?(?:,?\s*(?:og|men)\s+)?(?:{GOALS})?(?:[,;]\s*)?(?:{LINKS}\s+)*{when}(?:{AHEAD})?$"
    ))
    .expect("a pattern")
});

impl Reader<'_> {
    /// Whether two numbers are tied to each other. The noun that the first one counts stands between them: `39 sager, i
    /// Holstebro 27`.
    fn linked(&self, a: &Quantity, b: &Quantity, left: Option<Reading>) -> bool {
        let text = self.sentence.text;
        let noun = left.map(|left| left.evidence).filter(|noun| noun.start >= a.span.end && noun.end <= b.span.start);
        let from = noun.map_or(a.span.end, |noun| noun.end);
        let by_day = b.measure == Measure::Money && SHORT_TERM.is_match(&text[b.span.end..]);
        from <= b.span.start
            && !by_day
            && kind(a.measure) == kind(b.measure)
            && LINK.is_match(&text[from..b.span.start])
    }

    /// Whether a number counts something of its own, by the noun behind it.
    fn has_noun(&self, quantity: &Quantity) -> bool {
        quantity.measure == Measure::Bare && foreign_noun(&self.sentence.text[quantity.span.end..])
    }

    /// Gives what has no evidence of its own the reading of the quantity before it.
    pub(super) fn as_before_it(&self, readings: &mut [Option<Reading>]) {
        // “83 mio. kr. eller 2 mio. kr. under budgettet”: what an amount is held against is its own.
        let settled = |reading: &Reading| [BESIDE_PLAN, AT_IT, OWN].contains(&reading.rule);
        self.hand_on(readings, "indicator: as the number before", 0.05, |a, b, left, own| {
            // A trigger behind the number belongs to what comes next when the number goes on a list.
            let behind = |own: &Reading| b.measure == Measure::Money && own.evidence.start >= b.span.end;
            own.is_none_or(|own| behind(&own) && !settled(&own) && left.evidence.end <= a.span.start)
                && self.linked(a, b, Some(left))
                && !self.has_noun(b)
        });
    }

    /// Gives what has no evidence of its own the reading of the quantity behind it.
    pub(super) fn as_behind_it(&self, readings: &mut [Option<Reading>]) {
        let quantities = &self.sentence.scan.quantities;
        for index in (1..readings.len()).rev() {
            let (a, b) = (&quantities[index - 1], &quantities[index]);
            if let (None, Some(right)) = (readings[index - 1], readings[index])
                && self.linked(a, b, None)
                && !self.has_noun(a)
            {
                let confidence = right.confidence - 0.05;
                readings[index - 1] = Some(Reading { rule: "indicator: as the number after", confidence, ..right });
            }
        }
    }

    /// Gives a number the reading of the one before it where that fits, from the first to the last: `fits` is told both
    /// numbers and what each has been read as.
    pub(super) fn hand_on(
        &self,
        readings: &mut [Option<Reading>],
        rule: RuleName,
        doubt: f64,
        fits: impl Fn(&Quantity, &Quantity, Reading, Option<Reading>) -> bool,
    ) {
        for (index, pair) in self.sentence.scan.quantities.windows(2).enumerate() {
            if let Some(left) = readings[index]
                && fits(&pair[0], &pair[1], left, readings[index + 1])
            {
                readings[index + 1] = Some(Reading { rule, confidence: left.confidence - doubt, ..left });
            }
        }
    }

    /// What stands between two bare numbers, the second without a reading of its own.
    fn between_bare(&self, a: &Quantity, b: &Quantity, own: Option<Reading>) -> Option<&str> {
        let bare = a.measure == Measure::Bare && b.measure == Measure::Bare && own.is_none();
        (bare && a.span.end <= b.span.start).then(|| &self.sentence.text[a.span.end..b.span.start])
    }

    /// `47 sager på bordet; i dag er tallet nede på 34`: a bare number that “tallet” ties to the one before it.
    pub(super) fn taken_up(&self, readings: &mut [Option<Reading>]) {
        self.hand_on(readings, "indicator: taken up again", 0.1, |a, b, _, own| {
            let tied = |gap: &str| gap.len() <= 90 && TAKEN_UP.is_match(gap);
            self.between_bare(a, b, own).is_some_and(tied) && !self.has_noun(b)
        });
    }

    /// `63 af 65 kommuner`, `18 ud af 60 anbragte`: the first counts what the second does.
    pub(super) fn pairs_of_counts(&self, readings: &mut [Option<Reading>]) {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        for index in 1..readings.len() {
            let (a, b) = (&quantities[index - 1], &quantities[index]);
            if a.measure == Measure::Bare
                && b.measure == Measure::Bare
                && a.span.end <= b.span.start
                && matches!(text[a.span.end..b.span.start].trim(), "af" | "ud af" | "af de" | "ud af de")
                && let Some(reading) = readings[index].filter(|one| Some(one.indicator) != self.index("staff"))
            {
                readings[index - 1] = Some(Reading { rule: "indicator: so many of them", ..reading });
            }
        }
    }

    /// `En tredjedel (26) svarer`: the number behind a share of answers.
    pub(super) fn in_brackets(&self, readings: &mut [Option<Reading>]) {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        let survey = self.index("survey_response");
        for index in 1..readings.len() {
            let (a, b) = (&quantities[index - 1], &quantities[index]);
            if let (Some(share), None) = (readings[index - 1], readings[index])
                && is_bracketed(text, a, b)
                && b.measure == Measure::Bare
                && Some(share.indicator) == survey
            {
                let of = text[b.span.end..].trim_start_matches([')', ' ']).to_lowercase();
                let unit = if of.starts_with("af kommun") { Unit::Municipalities } else { Unit::Responses };
                readings[index] = Some(Reading { unit, rule: "indicator: behind its share", ..share });
            }
        }
    }

    /// `3 psykologer fra PPR (heraf en ekstra …)`: a number without a noun, one of those before it.
    pub(super) fn among_them(&self, readings: &mut [Option<Reading>]) {
        self.hand_on(readings, "indicator: among them", 0.1, |a, b, _, own| {
            let among = |gap: &str| gap.len() <= 80 && gap.trim_end().to_lowercase().ends_with("heraf");
            self.between_bare(a, b, own).is_some_and(among)
        });
    }

    /// `12 rådgivere i to bølger: syv i 2023 og fem i 2024`: behind a colon, numbers that add up to the one before it.
    pub(super) fn parts_of_sum(&self, readings: &mut [Option<Reading>]) {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        for whole in 0..readings.len() {
            let Some(reading) = readings[whole].filter(|_| quantities[whole].measure == Measure::Bare) else {
                continue;
            };
            let after = quantities[whole].span.end;
            let Some(colon) = text[after..].find(':').map(|at| after + at) else { continue };
            let parts = quantities.partition_point(|one| one.span.start < colon)..readings.len();
            let free = parts.clone().all(|part| readings[part].is_none() && quantities[part].measure == Measure::Bare);
            if !free || parts.len() < 2 {
                continue;
            }
            let sum = parts.clone().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(quantities[part].value.low()));
            if sum.map(Value::Exact) == Some(quantities[whole].value) {
                for part in parts {
                    readings[part] = Some(Reading { rule: "indicator: parts of the sum", ..reading });
                }
            }
        }
    }

    /// `3 %-målsætningen`: a goal known by its number is about what the sentence or its heading is about.
    pub(super) fn goals(&self, readings: &mut [Option<Reading>]) {
        let rate = |index: usize| self.catalogue.all()[index].takes == [Takes::Percent];
        let spoken = self
            .sentence
            .topic
            .spoken
            .map(|(index, _)| index)
            .into_iter()
            .chain(self.sentence.heading_hits.iter().filter_map(|hit| hit.indicator))
            .find(|index| rate(*index));
        for (quantity, reading) in self.sentence.scan.quantities.iter().zip(readings) {
            let goal =
                quantity.measure == Measure::Percent && self.sentence.text[quantity.span.end..].starts_with("-mål");
            if let (None, true, Some(indicator)) = (&reading, goal, spoken) {
                *reading = Some(self.reading(
                    indicator,
                    quantity.measure,
                    quantity.span,
                    0.65,
                    "indicator: a goal by its number",
                ));
            }
        }
    }
}

/// Measures that can take each other's reading.
pub(super) fn kind(measure: Measure) -> u8 {
    match measure {
        Measure::Bare => 0,
        Measure::Money => 1,
        Measure::Percent | Measure::PercentPoint => 2,
        Measure::Weeks | Measure::Months | Measure::PerYear => 3,
        Measure::Days => 4,
    }
}
