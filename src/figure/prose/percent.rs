//! Percentages in sentences: shares of a whole, pairs of shares, and amounts that moved by so much.
//!
//! Takes a percentage, gives its [`Reading`]: by what the whole consists of, as one of a pair, else by the trigger nearest
//! to it. Refuses shares of spending, of parents and of staff for shares of children, and a percentage beside money or a
//! caseload that nothing moves by.

use rust_decimal::Decimal;

use super::{
    REACH, Reader, Reading, clause_end,
    count::{COMPLIES, DONE_IN, foreign_noun},
    services::Kind,
};
use crate::{
    figure::{
        Unit,
        vocabulary::{Hit, Role},
    },
    pattern::Pattern,
    quantity::{Measure, Quantity},
    reference::Takes,
    span::Span,
};

/// The farthest that money may stand from the percentage by which it moved.
const REACH_MOVED: usize = 70;

/// Wholes that have no children placed for parts.
static OTHER_WHOLE: Pattern = Pattern::new(
    r"(?i)^\s*af\s+(?:de\s+|alle\s+|vores\s+|kommunens\s+|områdets\s+|årets\s+|samlede\s+)*(?:\d[\d.,]*\s+(?:mio|mia|t?\.?kr|million)|forældre|medarbejder|ansatte|\p{L}*rådgiver|lærer|familier|plejefamilier|plejeforældre|borger|deltager|ledere|\p{L}*udgift|\p{L}*budget|penge|midler|kroner|kr\.|forbrug|ressourcer|økonomi)",
);
/// Spending that is told by its parts.
static SPENDING: Pattern = Pattern::new(
    r"(?i)(?:%|pct\.?|procent|andel\p{L}*|del)\s+af\s+(?:(?:de|det|den|alle|samlede|[\p{L}-]+s)\s+){0,3}(?:\p{L}*udgift|\p{L}*budget|penge|midler|kroner|kr\.|forbrug|ressourcer|økonomi)",
);
/// Words of a rise or a fall.
pub(super) static MOVES: Pattern = Pattern::new(
    r"(?i)\b(?:stig|steg|fald|reduc|øge|vokse|vækst|ned\s+med|op\s+med|dyrere|billigere|lavere|højere|hæve|sænke)",
);

/// Who is taught as most are.
static ORDINARY: Pattern = Pattern::new(
    r"(?i)^[^.;,:]{0,50}\b(?:almindelig\p{L}*|almen\p{L}*|normal(?:området|klasse\p{L}*)|folkeskolens\s+egne)\b",
);
/// Those who are taught there, as the whole.
static TAUGHT_THERE: Pattern = Pattern::new(
    r"(?i)^\s+af\s+(?:\p{L}+\s+){0,2}?(?:elever(?:ne)?|børn(?:ene)?|unge)\s+(?:i|på)\s+(?:\p{L}+\s+)?special\p{L}*\s+(?:har|havde|er|var|får|fik|bor|kommer|kom|oplever)\b",
);
/// ` er i pleje`, ` på institution`: where those live who are the share.
static LIVE_IN: Pattern = Pattern::new(
    r"(?i)^\s+(?:af\s+(?:dem|disse|børnene|de\s+unge|de\s+anbragte)\s+)?(?:(?:er|var|bor|boede|lever|levede|skal\s+bo|opholder\s+sig|er\s+anbragt|var\s+anbragt)\s+)?(?:i|på|hos)\s+(?:(?:en|et|egen|eget|egne|den|det|kommunens)\s+)*",
);
/// `anbringelsesprocenten er `: the share of all children, ahead of a number that may lack its sign.
static PLACED_RATE: Pattern =
    Pattern::new(r"(?i)\banbringelses(?:procent|grad|kvotient|hyppighed|frekvens|andel)\p{L}*\b[^.;:\d]{0,60}:?\s*$");
/// `Assens anbringer `, `kommunen har anbragt `: who does it, ahead of a share of all children.
static PLACES: Pattern = Pattern::new(
    r"(?i)\b(?:anbringer|anbragte|anbringe|har\s+(?:\p{L}+\s+)?anbragt|havde\s+(?:\p{L}+\s+)?anbragt)\s+(?:(?:ca\.|knap|godt|omkring|i\s+dag|kun|hele)\s+)*$",
);
/// ` af de 0-22-årige`, ` af kommunens børn`: all children.
static OF_ALL: Pattern = Pattern::new(
    r"(?i)^\s+af\s+(?:(?:alle|samtlige|kommunens|sine|deres|de|vores|byens)\s+)*(?:\d+\s*-\s*\d+\s*-?\s*årige|børn(?:ene)?\b|(?:0|nul)\s+til\s+\d+)",
);
/// More than so many percent of the children are placed nowhere.
const MOST_PLACED: Decimal = Decimal::TEN;

impl Reader<'_> {
    /// `anbringelsesprocenten er 0,9`: the share of all children who are placed.
    pub(super) fn placed_rate(&self, quantity: &Quantity) -> Option<Reading> {
        let ahead = &self.sentence.text[..quantity.span.start];
        let fits = quantity.value.high() <= MOST_PLACED && !foreign_noun(&self.sentence.text[quantity.span.end..]);
        let placements = self.index("placements").filter(|_| fits && PLACED_RATE.is_match(ahead))?;
        Some(self.reading(placements, Measure::Percent, quantity.span, 0.75, "indicator: share of all children"))
    }

    /// `58 % er i pleje, 9 % i netværket`: where children placed live, told of them before.
    pub(super) fn share_living(&self, quantity: &Quantity) -> Option<Reading> {
        let (placements, after) = (self.index("placements")?, &self.sentence.text[quantity.span.end..]);
        let spoken = self.sentence.topic.spoken.map(|(index, _)| index).or(self.sentence.passage);
        let start = quantity.span.end + LIVE_IN.find(after).filter(|_| spoken == Some(placements))?.end();
        let home = |(kind, span): &(Kind, Span)| {
            span.start >= quantity.span.end
                && matches!(kind, Kind::Placed | Kind::Kin)
                && span.start <= start
                && span.end > start
        };
        let home = self.services().iter().find(|one| home(one)).map(|(_, span)| *span)?;
        Some(self.reading(placements, quantity.measure, home, 0.72, "indicator: share who live there"))
    }

    /// `41 pct. af eleverne i specialtilbud har en sag`: a part of those who are taught there.
    pub(super) fn taught_there(&self, quantity: &Quantity) -> bool {
        TAUGHT_THERE.is_match(self.around(quantity).1)
    }

    /// `Tilsyn blev gennemført i 84 % af anbringelserne`: how often it was done.
    pub(super) fn is_compliance(&self, quantity: &Quantity) -> bool {
        let (before, after) = self.around(quantity);
        DONE_IN.is_match(before) && after.starts_with(" af ") && COMPLIES.is_match(before)
    }

    /// `Assens anbringer 0,9 pct. af de 0-22-årige`: the share of all children who are placed, by who places them.
    pub(super) fn share_of_all(&self, quantity: &Quantity) -> Option<Reading> {
        let (before, after) = self.around(quantity);
        let few = quantity.value.high() <= MOST_PLACED;
        let placements =
            self.index("placements").filter(|_| few && PLACES.is_match(before) && OF_ALL.is_match(after))?;
        let rule = "indicator: share of all children";
        Some(self.reading(placements, quantity.measure, quantity.span, 0.8, rule))
    }

    /// `63 % af de anbragte børn`: what the whole consists of decides.
    pub(super) fn share_of(&self, quantity: &Quantity) -> Option<Reading> {
        let text = self.sentence.text;
        let after = &text[quantity.span.end..];
        let of =
            after.trim_start().starts_with("af ") || after.trim_start_matches([' ', '–', '-']).starts_with("kommuner");
        if !of {
            return None;
        }
        let whole = Span::new(quantity.span.end, clause_end(text, quantity.span.end + 1));
        // Money and cases per caseworker have no parts of a whole; nor do parents consist of placements.
        let other_whole = OTHER_WHOLE.is_match(after);
        let has_parts = |index: usize| {
            let one = &self.catalogue.all()[index];
            let children = matches!(one.code.as_str(), "placements" | "preventive_measures");
            // “82 pct. af medarbejderne er uddannede” says what part of the staff is so, not how many there are.
            let staff = one.code.as_str() == "staff" && !self.moves_near(quantity.span);
            let parts = !one.takes(Takes::Money) && one.code.as_str() != "caseload" && !staff;
            parts && !(children && other_whole) && one.takes(Takes::Percent) && self.needs_met(index)
        };
        let fits = |hit: &&Hit| {
            let inside = hit.span.start >= whole.start && hit.span.start < whole.end;
            let says = matches!(hit.role, Role::Trigger | Role::Counted);
            inside && says && hit.indicator.is_some_and(has_parts)
        };
        let rate = |hit: &Hit| hit.indicator.is_some_and(|index| self.catalogue.all()[index].unit == Unit::Percent);
        let hits = || self.sentence.hits.iter().filter(fits);
        // A rate of its own (“gennemfører en ungdomsuddannelse”) is what the sentence is about, wherever it stands.
        let hit = hits().find(|hit| rate(hit)).or_else(|| hits().next())?;
        Some(self.reading(hit.indicator?, quantity.measure, hit.span, 0.88, "indicator: share of"))
    }

    /// `75/25 procent`: parts of the placements, where something speaks of them.
    pub(super) fn share_of_pair(&self, quantity: &Quantity) -> Option<Reading> {
        let pair = quantity.pair?;
        let placements = self.index("placements")?;
        let mut words = self.sentence.hits.iter().chain(self.sentence.heading_hits);
        let near = words.any(|hit| hit.indicator == Some(placements))
            || self.sentence.topic.spoken.is_some_and(|(index, _)| index == placements);
        let rule = if pair == 0 { "indicator: first of a pair" } else { "indicator: second of a pair" };
        near.then(|| self.reading(placements, quantity.measure, quantity.span, 0.75, rule))
    }

    /// Whether a word of a rise or a fall stands in the clause of a number.
    fn moves_near(&self, number: Span) -> bool {
        let text = self.sentence.text;
        let ahead = &text[..number.start];
        let from = ahead.rfind([':', ';', '.']).map_or(0, |at| at + 1);
        MOVES.is_match(&text[from..clause_end(text, number.end)])
    }

    /// The rate, or the count or amount that moved, whose word stands nearest.
    pub(super) fn nearest_rate(&self, quantity: &Quantity) -> Option<Reading> {
        let text = self.sentence.text;
        let after = &text[quantity.span.end..];
        let spending = SPENDING.is_match(text) || OTHER_WHOLE.is_match(after);
        let (hit, cost) = self.nearest_of(quantity.span, Takes::Percent, true, |hit| {
            // Of spending, only prevention has a share.
            let code = hit.indicator.map(|index| self.catalogue.all()[index].code.as_str());
            // “hvilket svarer til 1,6 procent” answers nothing.
            let amounts = code == Some("survey_response") && text[hit.span.end..].starts_with(" til ");
            !(amounts || spending && matches!(code, Some("placements" | "preventive_measures")))
        })?;
        let indicator = Some(cost).filter(|cost| *cost <= REACH).and(hit.indicator)?;
        // “94 procent mødte op til kurset om underretninger”: what stands far behind is another thing's.
        let behind = hit.span.start.checked_sub(quantity.span.end);
        let one = &self.catalogue.all()[indicator];
        if one.takes(Takes::Count)
            && behind.is_some_and(|gap| gap > 16 && !text[quantity.span.end..hit.span.start].contains(" af "))
        {
            return None;
        }
        // A percentage of money is a rise or a fall of it; anything else is a rate of something unnamed.
        let (money, caseload) = (one.takes(Takes::Money), one.code.as_str() == "caseload");
        let staff = one.code.as_str() == "staff" && !self.moves_near(quantity.span);
        // “Foreningen siger, at hvert femte barn mistrives” tells of no questionnaire.
        let unasked =
            one.code.as_str() == "survey_response" && !self.asks() && !one.needs.is_empty() && hit.role == Role::Weak;
        if staff || unasked || (money || caseload) && !MOVES.is_match(text) || money && cost > REACH_MOVED {
            return None;
        }
        // “94 procent går i en almindelig klasse, 6 i en specialklasse”: the others.
        if one.code.as_str() == "segregation_rate" && ORDINARY.is_match(after) {
            return None;
        }
        let confidence = Self::confidence(cost) - 0.08;
        Some(self.reading(indicator, quantity.measure, hit.span, confidence, "indicator: the nearest word for it"))
    }
}
