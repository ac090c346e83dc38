//! Figures in sentences: which indicator a quantity is one of, by what stands around it.
//!
//! Takes a sentence with its surroundings, gives a [`Reading`] for each quantity that has evidence: the noun that it
//! counts, the trigger nearest to it, the quantity beside it, the sentence before. Refuses a number whose noun the
//! catalogue does not know, and one that nothing near speaks for.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use super::{
    RuleName, Unit,
    vocabulary::{Hit, Role},
};
use crate::{
    quantity::{Measure, Quantity, Scan, Value},
    reference::{Catalogue, Takes},
    span::Span,
};

/// What a quantity is a figure of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Reading {
    /// The indicator's place in the catalogue.
    pub indicator: usize,
    /// What it counts.
    pub unit: Unit,
    /// The word that decided it, in the sentence; the noun or the trigger.
    pub evidence: Span,
    /// How sure that is.
    pub confidence: f64,
    /// The rule.
    pub rule: RuleName,
}

/// A sentence and what is known about it.
pub(crate) struct Sentence<'a> {
    /// The sentence.
    pub text: &'a str,
    /// Its numbers, with spans in it.
    pub scan: &'a Scan,
    /// The catalogue's words in it.
    pub hits: &'a [Hit],
    /// The catalogue's words in the headings above it.
    pub heading_hits: &'a [Hit],
    /// The indicator that the sentence before it spoke of last, with its unit.
    pub before: Option<(usize, Unit)>,
    /// Whether the document reports a survey.
    pub survey: bool,
}

/// The farthest that a trigger may stand from money or a percentage, in weighted bytes.
const REACH: usize = 190;
/// The farthest that one may stand from a bare number.
const REACH_BARE: usize = 80;
/// What a word in the sentence after the number costs more than one before it.
const AFTER: usize = 12;
/// What a sentence's lost border costs.
const LOST_BORDER: usize = 70;
/// What the end of a clause costs.
const CLAUSE: usize = 35;
/// What a weak word costs.
const WEAK: usize = 45;

static CLAUSE_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[;:()]|,|\s[–-]\s|\b(?:mens|hvorimod|hvor|men|samtidig|mod)\b|\.\s").expect("a pattern")
});

/// Words between a number and the noun it counts that are no noun: what stands before them ends the search.
const STOPS: [&str; 71] = [
    "i",
    "på",
    "til",
    "fra",
    "og",
    "eller",
    "mod",
    "pr",
    "per",
    "om",
    "ved",
    "for",
    "når",
    "hvor",
    "som",
    "der",
    "at",
    "mens",
    "men",
    "samt",
    "inden",
    "efter",
    "før",
    "med",
    "uden",
    "over",
    "under",
    "hver",
    "hvert",
    "årligt",
    "er",
    "har",
    "var",
    "blev",
    "nu",
    "allerede",
    "senest",
    "henholdsvis",
    "hhv",
    "bliver",
    "skal",
    "vil",
    "kan",
    "ligger",
    "siger",
    "svarer",
    "oplyser",
    "angiver",
    "gennemsnitligt",
    "årlig",
    "mere",
    "end",
    "af",
    "se",
    "får",
    "fik",
    "giver",
    "gav",
    "de",
    "den",
    "det",
    "kun",
    "hvis",
    "så",
    "en",
    "et",
    "bruger",
    "have",
    "havde",
    "blive",
    "ansættes",
];

/// `har givet 2 besvarelser`, `de to besvarelser`: a condition of another count, or things named before.
static CONDITION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:givet|afgivet|sendt|de|begge|disse|ved)\s*$").expect("a pattern"));
static SURVEY_VERB: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s+(?:siger|svarer|oplyser|angiver|mener|vurderer|har\s+svaret|beskriver|nævner|at\s+de\b)")
        .expect("a pattern")
});
static HIRED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^\s+(?:ansættes|ansattes|blev\s+ansat)\b").expect("a pattern"));
static PLACED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s+(?:børn\s+|unge\s+|er\s+|bor\s+|anbragt\s+)*(?:i|på|hos)\s+(?:en\s+|et\s+)?(?:\p{L}+\s+)?(?:plejefamilie|familiepleje|netværks|opholdssted|døgninstitution|institution|efterskole)").expect("a pattern")
});
static MOVES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:stig|steg|fald|reduc|øge|vokse|vækst|ned\s+med|op\s+med|dyrere|billigere|lavere|højere|hæve|sænke)",
    )
    .expect("a pattern")
});
static PLACES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\banb(?:ragt|ring)|\bopholdssted|\bplejefamili").expect("a pattern"));
static ANAPHOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:fra|det|den|de|dette|tallet|tallene|antallet|målet|i\s+(?:19|20)\d\d|året\s+(?:før|efter)|heraf|her|stigningen|faldet|siden|nu|tidligere|en\s+(?:stigning|reduktion)|et\s+fald|der\s+er|dermed|i\s+dag|udviklingen|mål)\b")
        .expect("a pattern")
});
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:\s*\)?\s*(?:i\s+(?:19|20)\d\d\s*|pr\.?\s+(?:rådgiver|medarbejder|sagsbehandler|socialrådgiver|sag|år)\s*|pr\.?\s+(?:\d+\.\s+\p{L}+\s+)?(?:(?:19|20)\d\d)?\s*|i\s+gennemsnit\s*|årligt\s*|om\s+året\s*|%\s*|,?\s*(?:og\s+)?i\s+\p{Lu}[\p{L}-]+\s+(?:Kommune\s+)?|,?\s*(?:og\s+)?(?:det\s+\p{L}+\s+)?\p{L}*scenarie\p{L}*\s+|at\s+de\s+(?:\p{L}+\s+){1,4})?(?:,\s*)?(?:(?:og|til|eller|over|mod|samt|heraf|henholdsvis|hhv\.|siden|derefter|herefter)\s+)*(?:i\s+(?:19|20)\d\d\s*,?\s*(?:og|til)?\s*)?(?:ca\.?\s*|cirka\s+|omkring\s+|knap\s+|godt\s+|yderligere\s+)?)$")
        .expect("a pattern")
});

/// The readings of a sentence's quantities, in their order.
pub(crate) fn read(sentence: &Sentence<'_>, catalogue: &Catalogue) -> Vec<Option<Reading>> {
    let reader = Reader { sentence, catalogue };
    let quantities = &sentence.scan.quantities;
    let mut readings: Vec<Option<Reading>> = quantities.iter().map(|quantity| reader.quantity(quantity)).collect();
    reader.inherit(&mut readings);
    readings
}

struct Reader<'a> {
    sentence: &'a Sentence<'a>,
    catalogue: &'a Catalogue,
}

impl Reader<'_> {
    fn index(&self, code: &str) -> Option<usize> {
        self.catalogue.all().iter().position(|one| one.code.as_str() == code)
    }

    fn quantity(&self, quantity: &Quantity) -> Option<Reading> {
        let reading = match quantity.measure {
            Measure::Bare => self.bare(quantity),
            Measure::Money => self.money(quantity),
            Measure::Percent | Measure::PercentPoint => self.percent(quantity),
            Measure::Weeks | Measure::Months | Measure::PerYear => self.duration(quantity),
        }?;
        (!self.countered(reading.indicator, quantity)).then_some(reading)
    }

    /// Whether a word near the quantity speaks against the indicator, or against all.
    fn countered(&self, indicator: usize, quantity: &Quantity) -> bool {
        self.sentence.hits.iter().any(|hit| {
            let against = hit.role == Role::Counter && hit.indicator.is_none_or(|of| of == indicator);
            let money = hit.indicator.is_some() || quantity.measure == Measure::Money;
            let near = hit.indicator.is_some() || self.cost(quantity.span, hit.span) <= 60;
            against && money && near
        })
    }

    /// How far a word is from a number, weighted.
    fn cost(&self, number: Span, word: Span) -> usize {
        let (gap, extra) = if word.end <= number.start {
            (Span::new(word.end, number.start), 0)
        } else if number.end <= word.start {
            // A capital inside a sentence begins another one whose border was lost.
            let lost_border = word.of(self.sentence.text).starts_with(char::is_uppercase);
            (Span::new(number.end, word.start), if lost_border { AFTER + LOST_BORDER } else { AFTER })
        } else {
            return 0;
        };
        let between = gap.of(self.sentence.text);
        let crossed = self
            .sentence
            .scan
            .quantities
            .iter()
            .filter(|other| gap.contains(other.span) && other.measure != Measure::Bare)
            .count();
        // “Regnskab, anbringelser: 141,2 mio. kr.”: the colon right before a number ties its label to it.
        let tied = between.trim_end().ends_with(':') && word.end <= number.start;
        let breaks = CLAUSE_END.find_iter(between).count().min(6) - usize::from(tied);
        gap.len() + extra + CLAUSE * breaks + 20 * crossed
    }

    /// The nearest trigger of an indicator that takes the kind, and what it costs.
    fn nearest(&self, number: Span, takes: Takes, weak: bool) -> Option<(Hit, usize)> {
        let fits = |hit: &&Hit| {
            let role = hit.role == Role::Trigger || weak && hit.role == Role::Weak;
            role && hit.indicator.is_some_and(|index| self.catalogue.all()[index].takes(takes) && self.needs_met(index))
        };
        let priced = |hit: &Hit| (*hit, self.cost(number, hit.span) + if hit.role == Role::Weak { WEAK } else { 0 });
        self.sentence.hits.iter().filter(fits).map(priced).min_by_key(|(_, cost)| *cost)
    }

    fn needs_met(&self, indicator: usize) -> bool {
        let none = self.catalogue.all()[indicator].needs.is_empty();
        let met = |hit: &Hit| hit.role == Role::Need && hit.indicator == Some(indicator);
        let surveyed = self.sentence.survey && self.catalogue.all()[indicator].code.as_str() == "survey_response";
        none || surveyed || self.sentence.hits.iter().any(met) || self.sentence.heading_hits.iter().any(met)
    }

    fn reading(&self, indicator: usize, measure: Measure, evidence: Span, confidence: f64, rule: RuleName) -> Reading {
        let unit = match measure {
            Measure::Percent | Measure::PercentPoint => Unit::Percent,
            Measure::Weeks => Unit::Weeks,
            Measure::Months => Unit::Months,
            Measure::PerYear => Unit::PerYear,
            Measure::Bare | Measure::Money => self.catalogue.all()[indicator].unit,
        };
        Reading { indicator, unit, evidence, confidence, rule }
    }

    /// How sure a trigger at that distance is.
    fn confidence(cost: usize) -> f64 {
        match cost {
            0..=25 => 0.9,
            26..=60 => 0.82,
            61..=110 => 0.7,
            _ => 0.55,
        }
    }

    fn bare(&self, quantity: &Quantity) -> Option<Reading> {
        let text = self.sentence.text;
        let after = &text[quantity.span.end..];
        if CONDITION.is_match(&text[..quantity.span.start]) {
            return None;
        }
        if let Some(reading) = self.counted(quantity) {
            return Some(reading);
        }
        if PLACED.is_match(after) && PLACES.is_match(text) {
            let placements = self.index("placements")?;
            return Some(self.reading(placements, Measure::Bare, quantity.span, 0.8, "indicator: placed with"));
        }
        if HIRED.is_match(after) {
            return Some(self.reading(self.index("staff")?, Measure::Bare, quantity.span, 0.75, "indicator: hired"));
        }
        if self.sentence.survey && SURVEY_VERB.is_match(after) {
            let survey = self.index("survey_response")?;
            let reading = self.reading(survey, Measure::Bare, quantity.span, 0.8, "indicator: answers");
            return Some(Reading { unit: Unit::Municipalities, ..reading });
        }
        if foreign_noun(after) {
            return None;
        }
        let (hit, cost) = self.nearest(quantity.span, Takes::Count, false)?;
        let (indicator, before) = (hit.indicator?, hit.span.end <= quantity.span.start);
        let code = self.catalogue.all()[indicator].code.as_str();
        let label = text[..quantity.span.start].trim_end().ends_with(':');
        let countable = !(code == "survey_response" || code == "staff" && !label);
        // Nobody places half a child: a fraction is a rate or an amount whose unit stands elsewhere.
        let whole = matches!(code, "placements" | "notifications" | "preventive_measures");
        if whole && !quantity.value.low().fract().is_zero() {
            return None;
        }
        let gap = if before { &text[hit.span.end..quantity.span.start] } else { "" };
        let mark = footnote_mark(gap, quantity.span.of(text), after);
        if !(before && countable && cost <= REACH_BARE && !mark) {
            return None;
        }
        let reading =
            self.reading(indicator, Measure::Bare, hit.span, Self::confidence(cost) - 0.1, "indicator: named before");
        // “Årsværk, rådgivere: 44,3”: the whole label says what is counted.
        let label = Span::new(hit.span.start, quantity.span.start);
        Some(if code == "staff" { Reading { unit: Unit::Fte, evidence: label, ..reading } } else { reading })
    }

    /// The noun that a number counts: within three words after it, none of them a preposition or a verb.
    fn counted(&self, quantity: &Quantity) -> Option<Reading> {
        let text = self.sentence.text;
        let from = noun_start(text, quantity.span.end)?;
        // A capital begins another sentence, whose border a conversion lost: “forløb 1 Flere kommuner …”
        if text[from..].starts_with(char::is_uppercase) && quantity.span.start > 0 {
            return None;
        }
        let reach = reach_of_noun(text, from);
        let hit = self
            .sentence
            .hits
            .iter()
            .filter(|hit| hit.role == Role::Counted && reach.contains(&hit.span.start))
            .filter(|hit| hit.indicator.is_some_and(|index| self.needs_met(index)))
            .max_by_key(|hit| (std::cmp::Reverse(hit.span.start), hit.span.len()))?;
        let indicator = hit.indicator?;
        let one = quantity.rules.contains(&"number: word") && quantity.value == Value::Exact(Decimal::ONE);
        let counts_one = matches!(self.catalogue.all()[indicator].code.as_str(), "staff" | "survey_response");
        // “én underretning”, “én familie” names a kind, not a count.
        if one && !counts_one {
            return None;
        }
        let noun = hit.span.of(text).to_lowercase();
        let reading = self.reading(indicator, Measure::Bare, hit.span, 0.92, "indicator: counted noun");
        let unit = match self.catalogue.all()[indicator].code.as_str() {
            "staff"
                if noun.contains("årsværk")
                    || noun.starts_with("fuldtids")
                    || after_noun(text, hit.span).contains("årsværk") =>
            {
                Unit::Fte
            }
            "survey_response" if noun.contains("kommune") => Unit::Municipalities,
            "survey_response" => Unit::Responses,
            _ => reading.unit,
        };
        Some(Reading { unit, ..reading })
    }

    fn money(&self, quantity: &Quantity) -> Option<Reading> {
        let (hit, cost) = match self.nearest(quantity.span, Takes::Money, true) {
            Some((hit, cost)) if cost <= REACH => (hit, cost),
            _ => return self.price(quantity).or_else(|| self.from_heading(quantity, Takes::Money)),
        };
        let weak = if hit.role == Role::Weak { 0.12 } else { 0.0 };
        Some(self.reading(
            hit.indicator?,
            quantity.measure,
            hit.span,
            Self::confidence(cost) - weak,
            "indicator: nearest trigger",
        ))
    }

    /// `22 socialrådgivere … 11 mio. kr.`: the price of the staff that the item begins with, or that the sentence before
    /// a lone amount spoke of.
    fn price(&self, quantity: &Quantity) -> Option<Reading> {
        let text = self.sentence.text;
        let staff = self.index("staff")?;
        let first = self.sentence.scan.quantities.first()?;
        let closes = text.len() - quantity.span.end <= 2;
        let item = closes
            && first.span.start <= 3
            && first.span != quantity.span
            && self.counted(first).is_some_and(|reading| reading.indicator == staff);
        let lone = closes
            && quantity.span.start <= 4
            && self
                .sentence
                .before
                .is_some_and(|(indicator, _)| indicator == staff || Some(indicator) == self.index("investment"));
        let investment = self.index("investment")?;
        (item || lone)
            .then(|| self.reading(investment, quantity.measure, quantity.span, 0.7, "indicator: price of the item"))
    }

    /// What the headings speak of, when the sentence itself says nothing.
    fn from_heading(&self, quantity: &Quantity, takes: Takes) -> Option<Reading> {
        let hit = self.sentence.heading_hits.iter().rev().find(|hit| {
            hit.role == Role::Trigger && hit.indicator.is_some_and(|index| self.catalogue.all()[index].takes(takes))
        })?;
        Some(self.reading(hit.indicator?, quantity.measure, Span::default(), 0.45, "indicator: heading"))
    }

    fn percent(&self, quantity: &Quantity) -> Option<Reading> {
        let text = self.sentence.text;
        let after = &text[quantity.span.end..];
        // “63 % af de anbragte børn”: what the whole consists of decides.
        let of =
            after.trim_start().starts_with("af ") || after.trim_start_matches([' ', '–', '-']).starts_with("kommuner");
        if of {
            let end = clause_end(text, quantity.span.end + 1);
            let inside = |hit: &&Hit| {
                hit.span.start >= quantity.span.end
                    && hit.span.start < end
                    && matches!(hit.role, Role::Trigger | Role::Counted)
            };
            let fits = |hit: &&Hit| {
                hit.indicator
                    .is_some_and(|index| self.catalogue.all()[index].takes(Takes::Percent) && self.needs_met(index))
            };
            let not_money =
                |hit: &&Hit| hit.indicator.is_some_and(|index| !self.catalogue.all()[index].takes(Takes::Money));
            let rate = |hit: &Hit| hit.indicator.is_some_and(|index| self.catalogue.all()[index].unit == Unit::Percent);
            let hits = || self.sentence.hits.iter().filter(inside).filter(fits).filter(not_money);
            // A rate of its own (“gennemfører en ungdomsuddannelse”) is what the sentence is about, wherever it stands.
            if let Some(hit) = hits().find(|hit| rate(hit)).or_else(|| hits().next()) {
                return Some(self.reading(hit.indicator?, quantity.measure, hit.span, 0.88, "indicator: share of"));
            }
        }
        if let Some(pair) = quantity.pair {
            let placements = self.index("placements")?;
            let near = self
                .sentence
                .hits
                .iter()
                .chain(self.sentence.heading_hits)
                .any(|hit| hit.indicator == Some(placements))
                || self.sentence.before.is_some_and(|(index, _)| index == placements);
            let rule = if pair == 0 { "indicator: first of a pair" } else { "indicator: second of a pair" };
            return near.then(|| self.reading(placements, quantity.measure, quantity.span, 0.75, rule));
        }
        let (hit, cost) = self.nearest(quantity.span, Takes::Percent, true).filter(|(_, cost)| *cost <= REACH)?;
        let indicator = hit.indicator?;
        // A percentage of money is a rise or a fall of it; anything else is a rate of something unnamed.
        let money = self.catalogue.all()[indicator].takes(Takes::Money);
        if money && !MOVES.is_match(text) {
            return None;
        }
        let confidence = Self::confidence(cost) - 0.08;
        Some(self.reading(indicator, quantity.measure, hit.span, confidence, "indicator: nearest trigger"))
    }

    fn duration(&self, quantity: &Quantity) -> Option<Reading> {
        let follow_up = self.index("follow_up_interval")?;
        let of = |hit: &&Hit| hit.indicator == Some(follow_up) && hit.role == Role::Trigger;
        if let Some(hit) = self.sentence.hits.iter().filter(of).min_by_key(|hit| self.cost(quantity.span, hit.span)) {
            return Some(self.reading(follow_up, quantity.measure, hit.span, 0.85, "indicator: follow-up"));
        }
        let heading = self.sentence.heading_hits.iter().any(|hit| of(&hit));
        let carried = self.sentence.before.is_some_and(|(indicator, _)| indicator == follow_up);
        let rhythm = self.sentence.text[..quantity.span.start].to_lowercase();
        let rhythmic =
            ["hver", "herefter", "efter", "rytme", "første gang", "derefter"].iter().any(|word| rhythm.contains(word))
                || quantity.rules.contains(&"number: rhythm");
        (carried && rhythmic || heading && rhythmic && carried)
            .then(|| self.reading(follow_up, quantity.measure, quantity.span, 0.7, "indicator: follow-up goes on"))
    }

    /// Gives what has no evidence of its own the reading of the quantity beside it, or of the sentence before.
    fn inherit(&self, readings: &mut [Option<Reading>]) {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        // The noun that the first one counts stands between them: “39 sager, i Holstebro 27”.
        let linked = |a: &Quantity, b: &Quantity, left: Option<Reading>| {
            let noun =
                left.map(|left| left.evidence).filter(|noun| noun.start >= a.span.end && noun.end <= b.span.start);
            let from = noun.map_or(a.span.end, |noun| noun.end);
            from <= b.span.start && kind(a.measure) == kind(b.measure) && LINK.is_match(&text[from..b.span.start])
        };
        for index in 1..readings.len() {
            // A trigger behind the number belongs to what comes next when the number goes on a list.
            let behind = |reading: &Reading| {
                quantities[index].measure == Measure::Money && reading.evidence.start >= quantities[index].span.end
            };
            if let Some(left) = readings[index - 1]
                && readings[index]
                    .is_none_or(|reading| behind(&reading) && left.evidence.end <= quantities[index - 1].span.start)
                && linked(&quantities[index - 1], &quantities[index], Some(left))
                && (quantities[index].measure != Measure::Bare
                    || !foreign_noun(&text[quantities[index].span.end..])
                    || SURVEY_VERB.is_match(&text[quantities[index].span.end..]))
            {
                readings[index] = Some(Reading {
                    rule: "indicator: as the number before",
                    confidence: left.confidence - 0.05,
                    ..left
                });
            }
        }
        for index in (1..readings.len()).rev() {
            if let (None, Some(right)) = (readings[index - 1], readings[index])
                && linked(&quantities[index - 1], &quantities[index], None)
                && (quantities[index - 1].measure != Measure::Bare
                    || !foreign_noun(&text[quantities[index - 1].span.end..]))
            {
                readings[index - 1] = Some(Reading {
                    rule: "indicator: as the number after",
                    confidence: right.confidence - 0.05,
                    ..right
                });
            }
        }
        self.pairs_of_counts(readings);
        self.among_them(readings);
        self.parts_of_sum(readings);
        self.goals(readings);
        self.carry(readings);
    }

    /// `63 af 65 kommuner`: the first counts what the second does.
    fn pairs_of_counts(&self, readings: &mut [Option<Reading>]) {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        for index in 1..readings.len() {
            let (a, b) = (&quantities[index - 1], &quantities[index]);
            if a.measure == Measure::Bare
                && b.measure == Measure::Bare
                && a.span.end <= b.span.start
                && text[a.span.end..b.span.start].trim() == "af"
                && let Some(reading) = readings[index]
            {
                readings[index - 1] = Some(Reading { rule: "indicator: so many of them", ..reading });
            }
        }
    }

    /// `3 psykologer fra PPR (heraf en ekstra …)`: a number without a noun, one of those before it.
    fn among_them(&self, readings: &mut [Option<Reading>]) {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        for index in 1..readings.len() {
            let (a, b) = (&quantities[index - 1], &quantities[index]);
            let heraf = a.span.end <= b.span.start
                && b.span.start - a.span.end <= 80
                && text[..b.span.start].trim_end().to_lowercase().ends_with("heraf");
            if let (Some(left), None) = (readings[index - 1], readings[index])
                && heraf
                && a.measure == Measure::Bare
                && b.measure == Measure::Bare
            {
                readings[index] =
                    Some(Reading { rule: "indicator: among them", confidence: left.confidence - 0.1, ..left });
            }
        }
    }

    /// `12 rådgivere i to bølger: syv i 2023 og fem i 2024`: behind a colon, numbers that add up to the one before it.
    fn parts_of_sum(&self, readings: &mut [Option<Reading>]) {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        for whole in 0..readings.len() {
            let Some(reading) = readings[whole].filter(|_| quantities[whole].measure == Measure::Bare) else {
                continue;
            };
            let parts = whole + 1..readings.len();
            let colon = parts
                .clone()
                .next()
                .is_some_and(|next| text[quantities[whole].span.end..quantities[next].span.start].contains(':'));
            let free = parts.clone().all(|part| readings[part].is_none() && quantities[part].measure == Measure::Bare);
            let sum: Decimal = parts.clone().map(|part| quantities[part].value.low()).sum();
            if colon && free && parts.len() >= 2 && Value::Exact(sum) == quantities[whole].value {
                for part in parts {
                    readings[part] = Some(Reading { rule: "indicator: parts of the sum", ..reading });
                }
            }
        }
    }

    /// `3 %-målsætningen`: a goal known by its number is about what the sentence or its heading is about.
    fn goals(&self, readings: &mut [Option<Reading>]) {
        let rate = |index: usize| self.catalogue.all()[index].takes == [Takes::Percent];
        let spoken = self
            .sentence
            .before
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

    /// `Også antallet af anbragte stiger. Fra 87 til 131.`: a sentence that takes up the one before it.
    fn carry(&self, readings: &mut [Option<Reading>]) {
        let Some((indicator, unit)) = self.sentence.before else { return };
        let code = self.catalogue.all()[indicator].code.as_str();
        let own = self.sentence.hits.iter().any(|hit| matches!(hit.role, Role::Trigger | Role::Counted));
        if own || matches!(code, "follow_up_interval" | "staff") || !ANAPHOR.is_match(self.sentence.text) {
            return;
        }
        for (quantity, reading) in self.sentence.scan.quantities.iter().zip(readings) {
            let takes = match quantity.measure {
                Measure::Bare => Takes::Count,
                Measure::Money => Takes::Money,
                Measure::Percent | Measure::PercentPoint => Takes::Percent,
                _ => continue,
            };
            let bare_noun = quantity.measure == Measure::Bare && foreign_noun(&self.sentence.text[quantity.span.end..]);
            if reading.is_none() && self.catalogue.all()[indicator].takes(takes) && !bare_noun {
                let mut carried = self.reading(
                    indicator,
                    quantity.measure,
                    quantity.span,
                    0.6,
                    "indicator: from the sentence before",
                );
                if quantity.measure == Measure::Bare && unit != Unit::Percent {
                    carried.unit = unit;
                }
                *reading = Some(carried);
            }
        }
    }
}

/// Measures that can take each other's reading.
fn kind(measure: Measure) -> u8 {
    match measure {
        Measure::Bare => 0,
        Measure::Money => 1,
        Measure::Percent | Measure::PercentPoint => 2,
        Measure::Weeks | Measure::Months | Measure::PerYear => 3,
    }
}

/// Where the noun may begin that a number ending at `end` counts: past “) af”, “stk.” and the hyphen of a broken word.
fn noun_start(text: &str, end: usize) -> Option<usize> {
    static SKIP: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)^(?:\)\s+af\s+(?:de\s+|alle\s+)?|\s+af\s+(?:de\s+|alle\s+)?(?:besvarelserne)?|\s+stk\.\s+|\s+|-\s?)",
        )
        .expect("a pattern")
    });
    let rest = &text[end..];
    if rest.trim_start().starts_with("af besvarelserne") {
        return Some(end + rest.find("besvarelserne")?);
    }
    let skip = SKIP.find(rest)?;
    Some(end + if skip.as_str().contains("af") && !skip.as_str().starts_with(')') { 1 } else { skip.end() })
}

/// The places at which the counted noun may begin: the first three words, up to a preposition, verb or punctuation.
fn reach_of_noun(text: &str, from: usize) -> std::ops::Range<usize> {
    let mut at = from;
    for (index, word) in text[from..].split_inclusive(char::is_whitespace).enumerate() {
        let bare = word.trim().trim_end_matches(['.', ',', ';', ':', ')']).to_lowercase();
        // “131 børn og unge anbragt”: the group may be named with “og” inside.
        let group = matches!(bare.as_str(), "og") && text[from..at].trim_end().to_lowercase().ends_with("børn");
        if index > 0 && STOPS.contains(&bare.as_str()) && !group || index >= 4 {
            break;
        }
        at += word.len();
        if word.trim_end().ends_with(['.', ',', ';', ':', ')']) {
            break;
        }
    }
    from..at.max(from + 1)
}

fn after_noun(text: &str, noun: Span) -> String {
    text[noun.end..].trim_start_matches(['-', ' ', '\n']).split_whitespace().next().unwrap_or_default().to_lowercase()
}

/// Whether the word after a number is a noun of its own: not a preposition, verb or the start of something new.
pub(crate) fn foreign_noun(after: &str) -> bool {
    let Some(rest) = after.strip_prefix([' ', '\u{a0}', '\n', '-']) else { return false };
    let word: String = rest.trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
    let degree = matches!(word.as_str(), "tilbage" | "lavere" | "højere" | "flere" | "færre" | "mindre" | "yderligere");
    word.chars().count() > 1 && word.starts_with(char::is_lowercase) && !degree && !STOPS.contains(&word.as_str())
}

/// A lone small number right behind a word and before the end: a footnote's mark, not its value.
fn footnote_mark(gap: &str, number: &str, after: &str) -> bool {
    let small = number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit());
    let ends = after.is_empty()
        || after.starts_with(['.', ',', ';'])
        || after.trim_start().starts_with(char::is_lowercase) && !after.trim_start().starts_with("i ");
    small && number.len() == 1 && gap.trim().is_empty() && ends
}

/// Where the clause ends that runs on from `from`.
fn clause_end(text: &str, from: usize) -> usize {
    static END: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[;:]|\.\s|,\s+(?:mens|og\s+\d)|\bmens\b|\bog\s+\d").expect("a pattern"));
    let mut start = from.min(text.len());
    while !text.is_char_boundary(start) {
        start += 1;
    }
    END.find(&text[start..]).map_or(text.len(), |end| start + end.start())
}
