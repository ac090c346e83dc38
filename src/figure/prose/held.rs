//! Amounts that another amount settles: the plan that it is held against, and the parts that it is made of.
//!
//! Takes the readings of a sentence, gives `mod budgettets 85 mio. kr.` the budget, or what was hoped for of the same kind,
//! and `hvoraf 8 mio. kr.` that of its whole. Refuses a part that is larger than its whole, and one whose own clause
//! tells what it is.

use super::{AS_BEFORE, Reader, Reading};
use crate::{
    figure::RuleName,
    pattern::Pattern,
    quantity::{Measure, Quantity},
    span::Span,
};

/// The rules by which an amount is what another is held against; each tells its status too.
pub(crate) const BUDGETED: RuleName = "indicator: what was budgeted";
pub(crate) const HOPED: RuleName = "indicator: what was expected";
pub(super) const PART: RuleName = "indicator: part of the amount";

/// From an amount to the one it is held against.
static AGAINST: Pattern = Pattern::new(
    r"(?i)^[^.;:]{0,40}?(?:\b(?:(?:hvor|hvorimod|mens)\s+(?:(?:der|vi|det|årets|\p{L}+e)\s+){0,3}(?:\p{L}*budget\p{L}*|rammen|bevillingen|var|er)|mod|imod|over\s+for|ift\.|i\s+forhold\s+til|sammenlignet\s+med|sammenholdt\s+med)\b|\()[^.;:()]{0,60}$",
);
/// What was granted, and what was only reckoned with.
static GRANTED: Pattern = Pattern::new(
    r"(?i)\b(?:\p{L}*budget\p{L}*|bevil\p{L}*|\p{L}*afsat\p{L}*|\p{L}*rammen?|givet|vedtag\p{L}*|sat\s+af)\b",
);
static RECKONED: Pattern = Pattern::new(
    r"(?i)\b(?:forudsat\p{L}*|forvente(?:t|de)|vente(?:t|de)|planlagt\p{L}*|beregnet|anslået|skønnet|aftalt|regnet\s+med)\b",
);
/// The same, right behind the amount: `85 mio. kr. i budgettet`, `85 mio. kr., som var afsat`.
static GRANTED_BEHIND: Pattern = Pattern::new(
    r"(?i)^(?:,?\s+(?:der|som)\s+(?:er|var|blev|oprindeligt)|\s+(?:var|er|blev))?\s+(?:i\s+(?:det\s+)?(?:\p{L}+\s+)?budget\p{L}*|budgetteret|afsat|bevilget|givet|sat\s+af)\b",
);
/// From an amount to a part of it.
static OF_WHICH: Pattern = Pattern::new(
    r"(?i)^[^.;]{0,80}?\b(?:hvoraf|heraf|deraf|herunder|fordelt|fordeler\s+sig|fordelte\s+sig|delt|nemlig|og\s+resten|,\s+resten)\b[^.;]{0,60}$",
);
/// From a part to the next one.
static NEXT_PART: Pattern =
    Pattern::new(r"(?i)^\s+[^.;()\d]{2,70}?(?:,|\bog\b|\bsamt\b|\bmens\b)\s+(?:[^.;()\d]{0,50}\s)?$");

/// Rules by which an amount goes on what another before it began.
const GOES_ON: [RuleName; 3] = [PART, AS_BEFORE, "indicator: as the number before"];

/// The rule that tells what is done with an amount: its own, or that of the amount that it goes on from.
pub(crate) fn told_by(readings: &[Option<Reading>], index: usize) -> RuleName {
    let Some(own) = readings[index] else { return PART };
    let before = readings[..index].iter().rev().flatten();
    let same = before.take_while(|one| one.indicator == own.indicator).map(|one| one.rule);
    let began = same.into_iter().find(|rule| !GOES_ON.contains(rule));
    if GOES_ON.contains(&own.rule) { began.unwrap_or(own.rule) } else { own.rule }
}

/// What all that is spent is called.
static OUTCOME: Pattern = Pattern::new(r"(?i)\b(?:prognose|skøn|\p{L}*regnskab|\p{L}*forbrug|\p{L}*udgift|resultat)");
/// What begins a sentence that parts what was told before.
static REST: Pattern = Pattern::new(
    r"(?i)^(?:heraf|deraf|af\s+(?:dem|disse|det|beløbet|pengene|midlerne)|resten|restbeløbet|det\s+resterende|de\s+resterende)\b",
);
/// What begins one that explains it.
static EXPLAINS: Pattern = Pattern::new(
    r"(?i)^(?:(?:afvigelsen|merforbruget|mindreforbruget|merudgiften|underskuddet|overskridelsen|det|dette|årsagen)\s+)(?:\p{L}+\s+){0,3}?(?:skyldes|forklares|dækker\s+over|består\s+af|fordeler\s+sig|sammensætter\s+sig|kommer\s+fra|vedrører|stammer\s+fra|kan\s+henføres|henføres|er)\b",
);
/// The word by which a part lies below the budget.
static LESS: Pattern = Pattern::new(r"(?i)\b(?:mindreforbrug|mindreudgift\p{L}*|færre|lavere|mindre)\b[^.;(]*\(?$");

impl Reader<'_> {
    /// Amounts that are held against the one before them, or are parts of it.
    pub(super) fn held_and_parted(&self, readings: &mut [Option<Reading>]) {
        let quantities = &self.sentence.scan.quantities;
        let money: Vec<usize> =
            (0..quantities.len()).filter(|index| quantities[*index].measure == Measure::Money).collect();
        self.part_of_before(readings, &money);
        let mut whole = None;
        for pair in money.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            if quantities[a].span.end > quantities[b].span.start {
                continue;
            }
            if self.hold(readings, a, b) {
                continue;
            }
            whole = self.part_of(readings, whole, a, b);
        }
    }

    /// `88 mio. kr. mod budgettets 85`: the second is the budget, the first what is spent unless its words say otherwise.
    fn hold(&self, readings: &mut [Option<Reading>], a: usize, b: usize) -> bool {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        let (left, right) = (&quantities[a], &quantities[b]);
        let gap = Span::new(left.span.end, right.span.start);
        let between = gap.of(text);
        if !AGAINST.is_match(between) {
            return false;
        }
        let after = &text[right.span.end..];
        let granted = GRANTED.is_match(between) || GRANTED_BEHIND.is_match(after);
        let reckoned = !granted && RECKONED.is_match(between);
        let own = |reading: Reading| reading.rule == super::compared::BESIDE_PLAN;
        if !(granted || reckoned) || readings[b].is_some_and(own) {
            return false;
        }
        // The word for the budget is the second's, however near it stands.
        let borrowed = |one: Reading| Some(one.indicator) == self.index("budget") && one.evidence.start >= gap.start;
        if readings[a].is_none_or(borrowed) && self.may_be_spent(left) {
            readings[a] = self.spent_or_told(left, gap);
        }
        let Some(first) = readings[a] else { return false };
        let code = self.catalogue.all()[first.indicator].code.as_str();
        let (indicator, rule) = match code {
            "expenditure" | "budget" | "deficit" if granted => (self.index("budget"), BUDGETED),
            "expenditure" if between.contains("forudsat") => (self.index("budget"), BUDGETED),
            "unit_cost" | "investment" if granted || between.contains("forudsat") => (Some(first.indicator), BUDGETED),
            "saving" | "net_change" | "expenditure" | "deficit" | "unit_cost" | "investment" => {
                (Some(first.indicator), HOPED)
            }
            _ => return false,
        };
        let Some(indicator) = indicator else { return false };
        readings[b] =
            Some(Reading { indicator, rule, evidence: right.span, confidence: first.confidence - 0.05, ..first });
        true
    }

    /// `12 mio. kr., hvoraf 8 skyldes anbringelser og 3 forebyggelse`: what the whole is. Gives the whole of the next.
    fn part_of(&self, readings: &mut [Option<Reading>], whole: Option<usize>, a: usize, b: usize) -> Option<usize> {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        let gap = &text[quantities[a].span.end..quantities[b].span.start];
        let whole = match whole {
            _ if OF_WHICH.is_match(gap) => a,
            Some(whole) if NEXT_PART.is_match(gap) => whole,
            _ => return None,
        };
        let reading = readings[whole]?;
        let smaller = quantities[b].value.high().abs() < quantities[whole].value.high().abs();
        let remedied = self.thing_of(self.clause_of(quantities[b].span)) == Some(super::deeds::Kind::Remedy);
        if !smaller
            || remedied
            || self.has_own_words(readings[b], quantities[a].span.end)
            || self.comes_in(&quantities[b])
        {
            return None;
        }
        readings[b] = Some(Reading { rule: PART, confidence: reading.confidence - 0.08, ..reading });
        Some(whole)
    }

    /// `… et minus på 5 mio. kr. Heraf kan 3 tilskrives aflastning`: parts of the amount that the sentence before told.
    fn part_of_before(&self, readings: &mut [Option<Reading>], money: &[usize]) {
        let Some(told) = self.sentence.topic.amount else { return };
        let text = self.sentence.text;
        let explains = EXPLAINS.find(text).map(|found| found.end());
        let Some(from) = REST.find(text).map(|found| found.end()).or(explains) else { return };
        let deficit = self.index("deficit");
        if explains.is_some() && Some(told.indicator) != deficit {
            return;
        }
        for index in money {
            let quantity = &self.sentence.scan.quantities[*index];
            let smaller = quantity.value.high().abs() < told.value.high().abs();
            let own = explains.is_none() && self.has_own_words(readings[*index], 0);
            if !smaller || own || self.comes_in(quantity) {
                return;
            }
            let evidence = LESS.find(&text[from.min(quantity.span.start)..quantity.span.start]);
            let start = from.min(quantity.span.start);
            let evidence = evidence.map_or(quantity.span, |one| Span::new(start + one.start(), start + one.end()));
            readings[*index] = Some(self.reading(told.indicator, Measure::Money, evidence, 0.6, PART));
        }
    }

    /// Whether an amount has words of its own behind another: the one that words right at it, or its verb, decide.
    fn has_own_words(&self, reading: Option<Reading>, from: usize) -> bool {
        let weak = ["indicator: the nearest word for it", "indicator: the heading", super::done::COSTS];
        reading.is_some_and(|one| {
            let own = one.evidence.start >= from;
            own && (!weak.contains(&one.rule) || one.confidence > 0.8)
        })
    }

    /// What is held against a budget without words of its own: what was told before where it names nothing, else what is
    /// spent on what it names.
    fn spent_or_told(&self, quantity: &Quantity, gap: Span) -> Option<Reading> {
        let clause = self.clause_of(quantity.span);
        let named = OUTCOME.is_match(clause.of(self.sentence.text)) || self.thing_of(clause).is_some();
        let told = self.sentence.topic.amount.map(|amount| amount.indicator).filter(|_| !named);
        let indicator = if named { self.index("expenditure") } else { told };
        Some(self.reading(indicator?, Measure::Money, gap, 0.66, "indicator: held against the budget"))
    }

    /// Whether money can have been spent on what is ours.
    fn may_be_spent(&self, quantity: &Quantity) -> bool {
        self.sentence.field && !self.is_other_money(quantity) && !(self.sentence.other_service)(quantity.span)
    }
}
