//! Amounts that are known by the sentence before them: what they cost, what comes on top, how much that is in percent.
//!
//! Takes an amount or a percentage without strong words of its own, gives its [`Reading`]. Refuses a sentence that does
//! not take up the one before it.

use super::{Reader, Reading};
use crate::{
    figure::{RuleName, statistic::THAN},
    pattern::Pattern,
    quantity::{Measure, Quantity},
    reference::Takes,
};

/// The rule by which a percentage is that of the amount before it.
pub(crate) const PERCENT_OF_AMOUNT: RuleName = "indicator: percent of the amount";
/// How far an amount and the percentage by which it moved may stand apart, in bytes.
const APART: usize = 60;

/// `Prisen for dem er`, `Det svarer til`, `Hertil kommer`: what the sentence before spoke of, in money.
static COSTS: Pattern = Pattern::new(
    r"(?i)^(?:og\s+)?(?:(?:det|de|dette|disse|det\s+samlede)\s+(?:vil\s+)?(?:koste[rt]?|kostede|svare[rt]?\s+til|svarede\s+til|er)\b|(?:den\s+(?:samlede|årlige)\s+)?(?:pris|udgift|omkostning|lønudgift|løn|regning|merpris)(?:en|erne|ne)?\b|hertil\s+kommer|dertil\s+kommer|oveni\s+kommer|samlet\s+(?:pris|udgift)|i\s+alt\s+koster)",
);
/// `Omregnet til helår`, `På årsbasis`: a price by the day said for a year.
static FOR_A_YEAR: Pattern = Pattern::new(
    r"(?i)^(?:omregnet\s+til\s+(?:et\s+)?(?:hel)?år|på\s+(?:års|helårs)basis|(?:for|på)\s+et\s+helt\s+år|på\s+et\s+år)\b",
);
/// From an amount to the percentage by which it moved.
static LISTED: Pattern = Pattern::new(
    r"(?i)^(?:\s+(?:i|fra)\s+(?:19|20)\d\d)?,?\s+(?:og\s+)?(?:altså\s+|dermed\s+|ca\.\s+|knap\s+|godt\s+)*$",
);
static MOVED_BY: Pattern = Pattern::new(
    r"(?i)^(?:\s+(?:i|fra)\s+(?:19|20)\d\d)?\s*(?:,?\s*(?:svarende\s+til|eller|dvs\.|det\s+vil\s+sige|hvilket\s+(?:er|svarer\s+til|giver))\s+|,?\s*(?:[–-]\s+)?(?:altså\s+|dermed\s+|hvilket\s+er\s+|det\s+er\s+)?(?:en|et)\s+(?:stigning|forøgelse|vækst|fald|reduktion|nedgang|forhøjelse|nedskæring)\p{L}*\s+på\s+|\s*\()(?:i\s+alt\s+|hele\s+|ca\.\s+|knap\s+|godt\s+|cirka\s+|omkring\s+)*$",
);

/// From an amount to the next of a list: ` til opholdssteder, `, ` i 2017 og igen `.
static LIST: Pattern = Pattern::new(
    r"(?i)^\s+(?:til|på|fra|i|for|vedrørende)\s+[^.;:,()]{2,60}(?:,|,?\s+(?:og|samt))\s+(?:(?:yderligere|igen|endnu|ca\.|cirka|knap|godt|hertil)\s+)*$",
);
/// From a price to the one that was budgeted: ` mod budgetteret `.
static AGAINST: Pattern = Pattern::new(
    r"(?i)^(?:\s+i\s+(?:19|20)\d\d)?,?\s+mod\s+(?:en\s+)?(?:budgetteret|budgetterede|forudsat|forudsatte|budgettets)\s+(?:på\s+)?$",
);

impl Reader<'_> {
    /// `fordeles med 3 mio. kr. til skoler, 2 mio. kr. til plejefamilier`; `1,4 mio. kr. mod budgetteret 1,3`: an amount
    /// that goes on the list of the one before it, or is held against it.
    pub(super) fn listed_amounts(&self, readings: &mut [Option<Reading>]) {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        let unit_cost = self.index("unit_cost");
        for index in 1..readings.len() {
            let (a, b) = (&quantities[index - 1], &quantities[index]);
            let both = a.measure == Measure::Money && b.measure == Measure::Money && a.span.end <= b.span.start;
            let (Some(left), true) = (readings[index - 1], both) else { continue };
            let gap = &text[a.span.end..b.span.start];
            // Words of its own stand between the two, or right behind it.
            let next = quantities.get(index + 1).map_or(text.len(), |next| next.span.start);
            let own = |reading: Reading| reading.evidence.start >= a.span.end && reading.evidence.end <= next;
            let listed = LIST.is_match(gap) && readings[index].is_none_or(|reading| !own(reading));
            let against = Some(left.indicator) == unit_cost && AGAINST.is_match(gap);
            if listed || against {
                let confidence = left.confidence - 0.05;
                readings[index] = Some(Reading { rule: "indicator: as the number before", confidence, ..left });
            }
        }
    }

    /// `Prisen for dem er 4 mio. kr.`: what the staff, the investment or the children of the sentence before cost.
    pub(super) fn costs_of_before(&self, quantity: &Quantity) -> Option<Reading> {
        let (before, _) = self.sentence.topic.spoken?;
        let code = self.catalogue.all()[before].code.as_str();
        let text = self.sentence.text;
        let indicator = match code {
            "staff" | "caseload" | "investment" if COSTS.is_match(text) => self.index("investment")?,
            "placements" if COSTS.is_match(text) => self.index("expenditure")?,
            "unit_cost" | "daily_rate" if FOR_A_YEAR.is_match(text) => self.index("unit_cost")?,
            _ => return None,
        };
        Some(self.reading(indicator, quantity.measure, quantity.span, 0.66, "indicator: what that costs"))
    }

    /// `fra 171 til 176,5 mio. kr., en forøgelse på 3,2 %`: the percentage by which the amount before it moved.
    pub(super) fn percent_of_amounts(&self, readings: &mut [Option<Reading>]) {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        for index in 1..readings.len() {
            let (a, b) = (&quantities[index - 1], &quantities[index]);
            let pair = a.measure == Measure::Money && b.measure.is_percent() && a.span.end <= b.span.start;
            let near = pair && b.span.start - a.span.end <= APART;
            let (Some(left), true) = (readings[index - 1], near) else { continue };
            let moves = self.catalogue.all()[left.indicator].takes(Takes::Percent)
                && matches!(self.catalogue.all()[left.indicator].code.as_str(), "budget" | "expenditure" | "unit_cost");
            let gap = &text[a.span.end..b.span.start];
            let than = THAN.is_match(&text[b.span.end..]) && LISTED.is_match(gap);
            if moves && (than || super::percent::MOVES.is_match(text) && MOVED_BY.is_match(gap)) {
                let confidence = left.confidence - 0.08;
                let right = self.reading(left.indicator, b.measure, left.evidence, confidence, PERCENT_OF_AMOUNT);
                readings[index] = Some(right);
            }
        }
    }
}
