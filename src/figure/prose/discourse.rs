//! What a passage is about: numbers without evidence in their own sentence.
//!
//! Takes the readings of a sentence, gives those that are still without one what the number before them, the sentence
//! before or the heading above is about: counts, amounts and percentages alike. Refuses a number with a noun or a whole
//! of its own, a rate, and a sentence that has words of another indicator for such a number.

use rust_decimal::Decimal;

use super::{
    Reader, Reading, Sentence,
    count::foreign_noun,
    cues::{Cues, Kind, Strand},
    lists::takes,
    topical::{AS_BEFORE, TOPICAL},
};
use crate::{
    figure::{
        RuleName, Unit,
        vocabulary::{Hit, Role},
    },
    pattern::Pattern,
    quantity::{Measure, Quantity, SCALE_BEFORE},
    reference::{Catalogue, Takes},
    span::Span,
};

pub(super) static ANAPHOR: Pattern = Pattern::new(
    r"(?i)^(?:fra|det|den|de|lands(?:gennemsnittet|tallet)|dette|tallet|tallene|antallet|målet|i\s+(?:19|20)\d\d|året\s+(?:før|efter)|heraf|her|stigningen|faldet|siden|nu|tidligere|en\s+(?:stigning|reduktion)|et\s+fald|der\s+er|dermed|i\s+dag|udviklingen|mål|svar|(?-i:\p{Lu})\p{L}+\s+(?:ligger|lå|når|nåede))\b",
);

/// `pr. 1.000 børn`: a rate. `på en skala fra 1 til 10`: no count at all.
static RATE: Pattern = Pattern::new(
    r"(?i)\b(?:pr\.?|per|for\s+hver|ud\s+af|af\s+hver)\s+(?:100|1\.000|1000|10\.000|tusind|hundrede)\b|\bskala(?:en)?\b|\bpoint\b",
);
/// Wholes that take up what was counted before.
static TAKEN_UP_WHOLE: Pattern = Pattern::new(
    r"(?i)^\s*af\s+(?:alle\s+|samtlige\s+|disse\s+|de\s+)?(?:dem|disse|børnene|sagerne|henvendelserne|tilfældene|tilfælde|sager|eleverne|børn|unge|udgifterne|pengene|midlerne|årgangen|en\s+årgang)\b",
);

impl Reader<'_> {
    /// `Også antallet af anbragte stiger. Fra 87 til 131.`: what the sentence before, or the heading, is about.
    pub(super) fn carry(&self, readings: &mut [Option<Reading>]) {
        self.in_order(readings);
        if readings.iter().all(Option::is_some) {
            return;
        }
        let rate = RATE.is_match(self.sentence.text);
        let cues = Cues::of(self.sentence);
        let own = self.speaks_of_own().is_some();
        for index in 0..readings.len() {
            if readings[index].is_some() {
                continue;
            }
            readings[index] = match self.sentence.scan.quantities[index].measure {
                // What was told before a user's own figure is not taken up behind it.
                Measure::Bare if rate || own => None,
                Measure::Bare => self.topical(&cues, readings, index),
                measure if measure.is_duration() => self.rhythm_as_before(readings, index),
                _ => self.goes_on_about(&cues, readings, index).filter(|_| !rate),
            }
            .or_else(|| {
                self.spoken_of(&self.sentence.scan.quantities[index]).filter(|_| !self.behind_unread(readings, index))
            });
        }
    }

    /// `1,9 mio. kr., hvor budgettet forudsætter 1,45`: an amount that has its scale from the one before it in the sentence
    /// is one of the same where it has no words of its own; a price stays one whatever it is held against.
    pub(super) fn scaled(&self, readings: &mut [Option<Reading>]) {
        let quantities = &self.sentence.scan.quantities;
        // Prices and refunds are held against a budget of their own.
        let compares = |indicator: usize| {
            let code = &self.catalogue.all()[indicator].code;
            code.as_str() != "unit_cost" && !self.catalogue.is_further(code)
        };
        for index in 1..readings.len() {
            if !quantities[index].rules.contains(&SCALE_BEFORE) {
                continue;
            }
            let Some(at) = (0..index).rev().find(|at| quantities[*at].measure == Measure::Money) else { continue };
            let own = |reading: &Reading| reading.evidence.start >= quantities[at].span.end;
            readings[index] = match readings[at] {
                Some(left) if !compares(left.indicator) || !readings[index].is_some_and(|one| own(&one)) => {
                    Some(Reading { rule: AS_BEFORE, confidence: left.confidence - 0.1, ..left })
                }
                Some(_) => readings[index],
                None => None,
            };
        }
    }

    /// `Sygefraværet er 9 procent; på rådhuset 4`: whether a percentage stands behind one that nothing is known of.
    fn behind_unread(&self, readings: &[Option<Reading>], index: usize) -> bool {
        let quantities = &self.sentence.scan.quantities;
        let percent = |at: &usize| quantities[*at].measure == Measure::Percent;
        percent(&index)
            && (0..index)
                .rev()
                .find(percent)
                .is_some_and(|at| self.of_another_rate(&quantities[at]) && readings[at].is_none())
    }

    /// An amount or a percentage of what was told before: by its number in the sentence, else by that of the one before.
    fn goes_on_about(&self, cues: &Cues<'_>, readings: &[Option<Reading>], index: usize) -> Option<Reading> {
        let (topic, quantity) = (self.sentence.topic, &self.sentence.scan.quantities[index]);
        let takes = takes(quantity.measure)?;
        let same = |at: &usize| match takes {
            Takes::Percent => {
                let measure = self.sentence.scan.quantities[*at].measure;
                measure.is_percent() || readings[*at].is_some_and(|reading| reading.unit == Unit::Percent)
            }
            _ => self.sentence.scan.quantities[*at].measure == quantity.measure,
        };
        // What nothing is known of ends what was told before.
        let left = match (0..index).rev().find(same) {
            Some(at) => Some(readings[at]?),
            None => None,
        };
        let told = match takes {
            Takes::Percent => topic.share,
            _ => topic.amount.map(|amount| amount.indicator),
        };
        let told = told.filter(|told| topic.spoken.is_none_or(|(spoken, _)| spoken == *told));
        let (indicator, rule) = left.map(|left| (left.indicator, AS_BEFORE)).or(told.map(|told| (told, TOPICAL)))?;
        let goes_on = index > 0 && readings[index - 1].is_some_and(|left| left.indicator == indicator);
        let strand = Strand {
            of: &|one| one == indicator,
            goes_on,
            row: goes_on,
            beside: self.beside(indicator),
            spent: takes == Takes::Money,
        };
        let after = &self.sentence.text[quantity.span.end..];
        let whole = !after.trim_start().starts_with("af ") || TAKEN_UP_WHOLE.is_match(after);
        if !whole || self.sentence.survey || self.other_speaks(takes, indicator) {
            return None;
        }
        let open = cues.leave_open(self.part(index), quantity.span, strand)
            || takes == Takes::Percent && self.is_near_rate(cues, readings, index, indicator);
        let other = takes == Takes::Percent && self.of_another_rate(quantity);
        (open && !other).then(|| self.reading(indicator, quantity.measure, quantity.span, 0.6, rule))
    }

    /// What may stand beside numbers of an indicator: who notified, where the children live.
    pub(super) fn beside(&self, indicator: usize) -> Option<Kind> {
        match self.catalogue.all()[indicator].code.as_str() {
            "notifications" => Some(Kind::Source),
            "placements" => Some(Kind::Home),
            _ => None,
        }
    }

    /// From the number before it to the number after it.
    pub(super) fn part(&self, index: usize) -> Span {
        part(self.sentence, index)
    }

    /// A sentence that takes up the one before it, or stands in a passage about an indicator that has shares.
    fn spoken_of(&self, quantity: &Quantity) -> Option<Reading> {
        if quantity.measure == Measure::Bare {
            return None;
        }
        self.carried(quantity).or_else(|| self.topical_share(quantity))
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
        let own = self.other_speaks(takes, usize::MAX)
            || takes == Takes::Money && (self.comes_in(quantity) || self.is_stock(quantity));
        (self.catalogue.all()[indicator].takes(takes) && !own)
            .then(|| self.reading(indicator, quantity.measure, quantity.span, confidence, rule))
    }

    /// Whether the sentence has words of another indicator for such a number.
    fn other_speaks(&self, takes: Takes, indicator: usize) -> bool {
        let speaks = |hit: &Hit| matches!(hit.role, Role::Trigger | Role::Counted);
        // Municipalities are counted only where they answer; elsewhere they are what a comparison is with.
        let survey = self.index("survey_response");
        let of = |hit: &Hit| {
            hit.indicator.is_some_and(|index| {
                index != indicator
                    && self.catalogue.all()[index].takes(takes)
                    && (Some(index) != survey || self.needs_met(index))
            })
        };
        self.sentence.hits.iter().any(|hit| speaks(hit) && of(hit))
    }
}

/// From the number before a number to the one after it.
fn part(sentence: &Sentence<'_>, index: usize) -> Span {
    let quantities = &sentence.scan.quantities;
    let span = quantities[index].span;
    let from = index.checked_sub(1).map_or(0, |before| quantities[before].span.end.min(span.start));
    let to = quantities.get(index + 1).map_or(sentence.text.len(), |next| next.span.start.max(span.end));
    Span::new(from, to)
}

/// The numbers of a sentence that are amounts whose scale the amount before them says, with what it multiplies by:
/// `1,9 mio. kr., hvor budgettet forudsætter 1,45`.
pub(crate) fn scales(sentence: &Sentence<'_>, catalogue: &Catalogue) -> Vec<(usize, Decimal)> {
    let quantities = &sentence.scan.quantities;
    let bare = |one: &Quantity| {
        let noun = || foreign_noun(&sentence.text[one.span.end..]) && !is_part(sentence, one);
        one.measure == Measure::Bare && !noun()
    };
    let told = sentence.topic.amount.and_then(|amount| Some((amount.value, amount.factor?)));
    let Some(first) = quantities.iter().position(|one| one.measure == Measure::Money).or(told.map(|_| 0)) else {
        return Vec::new();
    };
    let mut found = labelled(sentence);
    if !quantities[first..].iter().any(bare) {
        return found;
    }
    let cues = Cues::of(sentence);
    let mut before = told.map(|told| (told, false));
    for (index, one) in quantities.iter().enumerate() {
        if one.measure == Measure::Money {
            before = one.factor(sentence.text).map(|factor| ((one.value, factor), true));
        }
        let Some(((value, factor), here)) = before.filter(|_| bare(one)) else { continue };
        // In the sentence what the amount is for may be named, across sentences only what money is.
        let fits = |index: usize| here || catalogue.all()[index].takes(Takes::Money);
        let strand = Strand { of: &fits, goes_on: here, row: here, beside: None, spent: here };
        if is_amount(one, one.span.of(sentence.text), value.high(), factor, here)
            && found.iter().all(|(known, _)| *known != index)
            && (cues.leave_open(part(sentence, index), one.span, strand) || here && is_part(sentence, one))
        {
            found.push((index, factor));
        }
    }
    found
}

/// `12 mio. kr., hvoraf 8,3 vedrører anbringelser, 2,2 merudgifter`: whether a number is one of the parts of an amount.
fn is_part(sentence: &Sentence<'_>, one: &Quantity) -> bool {
    static PARTS: Pattern = Pattern::new(r"(?i)kr\.[^.;]{0,60}\b(?:hvoraf|heraf|deraf|fordelt)\b[^.;]{0,120}$");
    static OTHER: Pattern = Pattern::new(
        r"(?i)^\s+(?:pct|procent|%|årsværk|stilling|fuldtid|sager|børn|unge|anbragte|anbringelser|uger|måneder|dage|år)",
    );
    let written = one.span.of(sentence.text);
    written.contains(',')
        && PARTS.is_match(&sentence.text[..one.span.start])
        && !OTHER.is_match(&sentence.text[one.span.end..])
}

/// `budget 68,0, regnskab 72,9, afvigelse 4,9 mio. kr.`: numbers behind a word for money, or held against an amount,
/// that have their scale from the one that ends the row.
fn labelled(sentence: &Sentence<'_>) -> Vec<(usize, Decimal)> {
    static LABEL: Pattern =
        Pattern::new(r"(?i)\b(?:\p{L}*budget|regnskab|\p{L}*forbrug|afvigelse)(?:\s+(?:i\s+)?(?:19|20)\d\d)?:?\s+$");
    let quantities = &sentence.scan.quantities;
    let Some(first) = quantities.iter().position(|one| one.measure == Measure::Money) else { return Vec::new() };
    let Some(factor) = quantities[first].factor(sentence.text) else { return Vec::new() };
    let value = quantities[first].value.high();
    static MOD: Pattern = Pattern::new(r"(?i)^\s+(?:mod|imod)\s+(?:\p{L}+\s+){0,3}$");
    let held = |one: &Quantity| {
        let gap = sentence.text.get(one.span.end..quantities[first].span.start);
        gap.is_some_and(|gap| MOD.is_match(gap))
    };
    let fits = |one: &Quantity| {
        let scaled = is_amount(one, one.span.of(sentence.text), value, factor, true);
        one.measure == Measure::Bare && scaled && (held(one) || LABEL.is_match(&sentence.text[..one.span.start]))
    };
    (0..first).filter(|index| fits(&quantities[*index])).map(|index| (index, factor)).collect()
}

/// How many times an amount may be larger or smaller than the one whose scale it has.
const APART: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// Whether a number looks like an amount of that scale, and comes to about as much as the amount before it.
fn is_amount(one: &Quantity, written: &str, before: Decimal, factor: Decimal, here: bool) -> bool {
    let Some(value) = one.value.times(factor) else { return false };
    let thousands = here && factor == Decimal::ONE_THOUSAND && one.value.high() >= Decimal::ONE_HUNDRED;
    let looks = if factor == Decimal::ONE { written.contains('.') } else { written.contains(',') || thousands };
    let (low, high) = (value.high().min(before), value.high().max(before));
    looks && low > Decimal::ZERO && low.checked_mul(APART).is_some_and(|most| most >= high)
}
