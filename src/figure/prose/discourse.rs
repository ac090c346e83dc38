//! What a passage is about: numbers without evidence in their own sentence.
//!
//! Takes the readings of a sentence, gives those that are still without one what the sentence before, or the heading
//! above, is about. Refuses a number with a noun or a whole of its own, a rate, and a sentence that has words of another
//! indicator for such a number.

use std::sync::LazyLock;

use super::{Reader, Reading, lists::takes};
use crate::{
    figure::{
        RuleName, Unit,
        vocabulary::{Hit, Role},
    },
    pattern::Regex,
    quantity::{Measure, Quantity},
    reference::Takes,
};

pub(super) static ANAPHOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:fra|det|den|de|lands(?:gennemsnittet|tallet)|dette|tallet|tallene|antallet|målet|i\s+(?:19|20)\d\d|året\s+(?:før|efter)|heraf|her|stigningen|faldet|siden|nu|tidligere|en\s+(?:stigning|reduktion)|et\s+fald|der\s+er|dermed|i\s+dag|udviklingen|mål|(?-i:\p{Lu})\p{L}+\s+(?:ligger|lå|når|nåede))\b")
        .expect("a pattern")
});

/// `pr. 1.000 børn`: a rate.
static RATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:pr\.?|per|for\s+hver|ud\s+af)\s+(?:100|1\.000|1000|10\.000|tusind|hundrede)\b")
        .expect("a pattern")
});
/// Wholes that take up what was counted before.
static TAKEN_UP_WHOLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*af\s+(?:alle\s+|samtlige\s+|disse\s+|de\s+)?(?:dem|disse|børnene|sagerne|henvendelserne|tilfældene|tilfælde|sager|eleverne|børn|unge|udgifterne|pengene|midlerne|årgangen|en\s+årgang)\b")
        .expect("a pattern")
});
/// Where a number ends that has its percent sign, or its unit, from the one before it.
pub(super) static ENDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:\s*(?:[,;)]|[-–]\s)|\.(?:\s|$)|\s*$|\s+(?:og|samt|mod|til|i\s+(?:19|20)\d\d|i\s+\p{Lu}|på)\b)")
        .expect("a pattern")
});
/// What says that a number counts.
static CUE_OF_COUNT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:antal|tallet|sager|kroner|kr\.)").expect("a pattern"));
static GOES_ON: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^(?:\s+i\s+[^\s,;]+)?(?:[,;]|\s+(?:og|mod|men|til|mens)\b)").expect("a pattern"));

impl Reader<'_> {
    /// `de 0-6-årige udgør 31 pct., de 7-13-årige 42`, `i Ringe 5,1 og i Nyborg 7,2 pct.`: a percentage whose sign was
    /// said with the one before it, or will be with the next.
    pub(super) fn elided(&self, readings: &mut [Option<Reading>]) {
        for index in 1..readings.len() {
            // A count named before is none where its sign is left out.
            let free =
                |left: Reading, one: Reading| one.rule == "indicator: named before" && one.indicator == left.indicator;
            if let Some(left) = readings[index - 1]
                && readings[index].is_none_or(|one| free(left, one))
                && self.shares_sign(left, index - 1, index)
            {
                let confidence = left.confidence - 0.1;
                readings[index] = Some(Reading { rule: "indicator: percent said before", confidence, ..left });
            }
        }
        for index in (1..readings.len()).rev() {
            if let (None, Some(right)) = (readings[index - 1], readings[index])
                && self.shares_sign(right, index, index - 1)
            {
                let confidence = right.confidence - 0.1;
                readings[index - 1] = Some(Reading { rule: "indicator: percent said behind", confidence, ..right });
            }
        }
    }

    /// Whether a bare number goes on a list of percentages: nothing between the two says that it counts something.
    fn shares_sign(&self, reading: Reading, known: usize, bare: usize) -> bool {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        let (one, other) = (&quantities[known.min(bare)], &quantities[known.max(bare)]);
        let number = &quantities[bare];
        let fits = reading.unit == Unit::Percent && number.measure == Measure::Bare && one.span.end <= other.span.start;
        if !fits || number.value.high() > rust_decimal::Decimal::ONE_HUNDRED {
            return false;
        }
        let gap = &text[one.span.end..other.span.start];
        let counts = |hit: &Hit| {
            hit.span.start >= one.span.end
                && hit.span.end <= other.span.start
                && matches!(hit.role, Role::Trigger | Role::Counted)
        };
        gap.len() <= 70
            && GOES_ON.is_match(gap)
            && ENDS.is_match(&text[number.span.end..])
            && !CUE_OF_COUNT.is_match(gap)
            && !self.sentence.hits.iter().any(counts)
    }

    /// `Også antallet af anbragte stiger. Fra 87 til 131.`: what the sentence before, or the heading, is about.
    pub(super) fn carry(&self, readings: &mut [Option<Reading>]) {
        for (quantity, reading) in self.sentence.scan.quantities.iter().zip(readings.iter_mut()) {
            if reading.is_none() && quantity.measure != Measure::Bare {
                *reading = self.carried(quantity).or_else(|| self.topical_share(quantity));
            }
        }
        self.in_order(readings);
        self.topical(readings);
    }

    /// A sentence that begins by taking up the one before it.
    fn carried(&self, quantity: &Quantity) -> Option<Reading> {
        let (indicator, _) = self.sentence.topic.spoken?;
        let code = self.catalogue.all()[indicator].code.as_str();
        if matches!(code, "follow_up_interval" | "staff") || !ANAPHOR.is_match(self.sentence.text) {
            return None;
        }
        self.about(quantity, indicator, 0.6, "indicator: from the sentence before")
    }

    /// A share in a passage about an indicator that has shares.
    fn topical_share(&self, quantity: &Quantity) -> Option<Reading> {
        let text = self.sentence.text;
        let after = &text[quantity.span.end..];
        let whole = !after.trim_start().starts_with("af ") || TAKEN_UP_WHOLE.is_match(after);
        if self.sentence.survey || RATE.is_match(text) || quantity.measure != Measure::Percent || !whole {
            return None;
        }
        let topic = |index: &usize| self.catalogue.all()[*index].is_topic();
        let headed = || {
            let spoken = self.sentence.heading_hits.iter().rev().filter(|hit| hit.role == Role::Trigger);
            spoken.filter_map(|hit| hit.indicator).next()
        };
        // What the sentence before spoke of is nearer than any heading, also where it is nothing of the kind.
        let near = match self.sentence.lead.or(self.sentence.topic.spoken.map(|(index, _)| index)) {
            Some(index) => Some(index).filter(topic),
            None => headed().filter(topic),
        };
        let indicator = near.or(self.sentence.passage)?;
        let one = &self.catalogue.all()[indicator];
        // Of children placed and cases so many percent are of anything, too.
        let shared = one.takes == [Takes::Percent] || one.code.as_str() == "notifications";
        shared.then(|| self.about(quantity, indicator, 0.55, "indicator: what the passage is about"))?
    }

    /// The reading of what was spoken of, where the sentence has no words of its own for such a number.
    fn about(&self, quantity: &Quantity, indicator: usize, confidence: f64, rule: RuleName) -> Option<Reading> {
        let takes = takes(quantity.measure)?;
        if takes == Takes::Percent && self.of_another_rate(quantity) {
            return None;
        }
        let speaks = |hit: &Hit| matches!(hit.role, Role::Trigger | Role::Counted);
        // Municipalities are counted only where they answer; elsewhere they are what a comparison is with.
        let survey = self.index("survey_response");
        let of = |hit: &Hit| {
            hit.indicator.is_some_and(|index| {
                self.catalogue.all()[index].takes(takes) && (Some(index) != survey || self.needs_met(index))
            })
        };
        let own = self.sentence.hits.iter().any(|hit| speaks(hit) && of(hit));
        (self.catalogue.all()[indicator].takes(takes) && !own)
            .then(|| self.reading(indicator, quantity.measure, quantity.span, confidence, rule))
    }
}
