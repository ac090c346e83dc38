//! Amounts that are differences: `4 mio. kr. mere end året før`, `ventes at ende 3 mio. kr. højere`, `netto`.
//!
//! Takes an amount, gives its [`Reading`]: held against an earlier time it is a change of what is spent or budgeted, held
//! against nothing named it is held against the budget. Refuses an amount without such words right behind it.

use std::sync::LazyLock;

use super::{Reader, Reading};
use crate::{
    figure::{
        RuleName,
        statistic::THAN,
        vocabulary::{Hit, Role},
    },
    pattern::{Pattern, Regex},
    quantity::Quantity,
    span::Span,
};

/// The rule by which an amount is what goes beyond a plan.
pub(super) const BESIDE_PLAN: RuleName = "indicator: held against the plan";

/// The farthest that the word for what is compared may stand ahead of the amount, in weighted bytes.
const REACH_COMPARED: usize = 90;

static ENDS: Pattern = Pattern::new(
    r"(?i)\b(?:ende[rs]?|endte|lande[rst]?|landede|slutte[rt]?|sluttede)\s+(?:med\s+at\s+blive\s+)?(?:ca\.\s+|cirka\s+|omkring\s+|knap\s+|godt\s+|op\s+mod\s+|mellem\s+)*$",
);
static HIGHER: Pattern = Pattern::new(r"(?i)^\s+(?P<how>højere|dyrere|over|lavere|billigere|under)\s*(?:[.,;]|$)");
/// `gik vi 2 mio. kr. over`: what is beyond, or below, a budget that nobody names.
static STANDS: Pattern = Pattern::new(
    r"(?i)\b(?:ende[rs]?|endte|lande[rst]?|landede|slutte[rt]?|sluttede|er|var|bliver|blive|blev|ligge|ligger|lå|gå|gik|går|gået|ryge|ryger|røg|røget|kom|kommer|komme|kommet|skyder|skød)\s+(?:[\p{L}.]+\s+){0,4}$",
);
static OVER: Pattern = Pattern::new(
    r"(?i)^\s+(?P<how>over|under|for\s+kort)(?:\s+i\s+(?:(?:19|20)\d\d|år|fjor|alt))?\s*(?:[.,;)]|\s(?:og|mens|men|fordi)\b|$)",
);
/// The same told in percent: `eller 14 procent`, `(4,2 pct.)`.
const PERCENT: &str = r"(?:,?\s+(?:eller|altså|dvs\.|svarende\s+til)\s+(?:ca\.\s+|knap\s+|godt\s+)?\d[\d,]*\s*(?:%|pct\.|procent),?|\s+\(\d[\d,]*\s*(?:%|pct\.|procent)\))?";
/// What is planned: `end der er afsat`, `over det korrigerede budget`.
static PLAN: LazyLock<Regex> = LazyLock::new(|| {
    let plan = r"(?:\p{L}*budget\p{L}*|\p{L}*bevil\p{L}*|\p{L}*ramme|\p{L}*rammen|\p{L}*afsat|\p{L}*afsatte|forudsat|planlagt|(?:det|de)\s+forventede|forventet|ventet|ventede|vedtagne|vedtaget|aftalt|aftalte|givet|sat\s+af|sat\s+til\s+side|lagt\s+ind|regnet\s+med|oprindeligt|prioriteret|lagt\s+op\s+til|(?:råd|penge|plads)\s+til)\b";
    let whose = r"(?:(?:det|den|de|der|er|var|har|havde|\p{L}+s|\p{L}+t|\p{L}+e|byrådet|udvalget|kommunalbestyrelsen|kommunen),?\s+){0,5}?";
    Regex::new(&format!(
        r"(?i)^{PERCENT}(?:\s+(?:årligt|om\s+året|i\s+\d{{4}}))?\s+(?P<how>(?:mere|mindre|dyrere|billigere|højere|lavere|større|bedre|dårligere|ringere)(?:\s+\p{{L}}+){{0,3}}?,?\s+end\s+(?:[\p{{L}}.]+,?\s+){{0,6}}?{plan}|(?:over|under|ud\s+over|udover|inden\s+for)\s+{whose}{plan})"
    ))
    .expect("a pattern")
});
/// `over årets `, `mere end det `: a plan that another amount is held against.
static BESIDE: Pattern = Pattern::new(r"(?i)\b(?:over|under|end)\s+(?:\p{L}+\s+){0,3}$");
/// `lavere, end de ellers ville have været`: what is spent no longer.
static OTHERWISE: Pattern = Pattern::new(
    r"(?i)^\s+(?:lavere|mindre|billigere),?\s+end\s+(?:(?:de|den|det|vi)\s+)?(?:(?:ville|havde)\s+)?(?:ellers|uden)\b",
);
/// What follows an amount from which the cost is already taken.
static NET: Pattern = Pattern::new(
    r"(?i)\b(?:når|efter(?:\s+at)?|hvor|og)\b[^.;]{0,80}\b(?:trukket\s+fra|fratrukket|modregnet|fratrækkes|trækkes\s+fra|indregnet\s+udgift\p{L}*)\b",
);
/// The same, told first: `Når rådgiverne er betalt, er gevinsten`.
static NET_FIRST: Pattern = Pattern::new(
    r"(?i)\b(?:når|efter(?:\s+at)?)\b[^.;]{0,80}\b(?:trukket\s+fra|trækkes\s+fra|fratrukket|modregnet|betalt|dækket)\b[^.;]{0,90}$|\b(?:trækkes|trækker\s+(?:man|vi)|fratrækkes)\s[^.;]{0,80}\bfra\b[^.;]{0,90}$",
);

impl Reader<'_> {
    /// An amount by which something is more or less than at an earlier time, or than planned.
    pub(super) fn more_or_less(&self, quantity: &Quantity) -> Option<Reading> {
        let text = self.sentence.text;
        let (before, after) = (&text[..quantity.span.start], &text[quantity.span.end..]);
        if let Some(how) = HIGHER.captures(after).and_then(|found| found.name("how")).filter(|_| ENDS.is_match(before))
        {
            let evidence = Span::new(quantity.span.end + how.start(), quantity.span.end + how.end());
            let deficit = self.index("deficit")?;
            return Some(self.reading(deficit, quantity.measure, evidence, 0.75, "indicator: more than planned"));
        }
        if let Some(how) = OVER.captures(after).and_then(|found| found.name("how")).filter(|_| self.stands(quantity)) {
            let evidence = Span::new(quantity.span.end + how.start(), quantity.span.end + how.end());
            let deficit = self.index("deficit")?;
            return Some(self.reading(deficit, quantity.measure, evidence, 0.7, "indicator: more than planned"));
        }
        if let Some(found) = OTHERWISE.find(after) {
            let evidence = Span::new(quantity.span.end + found.start(), quantity.span.end + found.end());
            let saving = self.index("saving")?;
            return Some(self.reading(
                saving,
                quantity.measure,
                evidence,
                0.8,
                "indicator: less than it would have been",
            ));
        }
        if !THAN.is_match(after) {
            return None;
        }
        let ahead = self.compares(quantity).map(|hit| (hit.indicator, hit.span));
        let spoken = self
            .sentence
            .topic
            .spoken
            .map(|(index, _)| Some(index))
            .filter(|index| index.is_some_and(|of| self.moves(of)));
        let (indicator, evidence) =
            ahead.or(spoken.map(|index| (index, quantity.span))).unwrap_or((self.index("expenditure"), quantity.span));
        Some(self.reading(indicator?, quantity.measure, evidence, 0.75, "indicator: more than before"))
    }

    /// Whether an amount is how far something stands from its budget, and nothing else is held against it.
    fn stands(&self, quantity: &Quantity) -> bool {
        STANDS.is_match(&self.sentence.text[..quantity.span.start]) && !self.comes_in(quantity)
    }

    /// `4 mio. kr. mere, end der er afsat`: what is spent goes beyond the plan, or stays below it.
    pub(super) fn beside_plan(&self, quantity: &Quantity) -> Option<Reading> {
        let how = PLAN.captures(&self.sentence.text[quantity.span.end..])?.name("how")?;
        let evidence = Span::new(quantity.span.end + how.start(), quantity.span.end + how.end());
        let deficit = self.index("deficit").filter(|_| !self.is_budget(quantity) && !self.comes_in(quantity))?;
        Some(self.reading(deficit, quantity.measure, evidence, 0.85, BESIDE_PLAN))
    }

    /// Whether it is a budget that is more or less than another.
    fn is_budget(&self, quantity: &Quantity) -> bool {
        self.compares(quantity).is_some_and(|hit| hit.indicator == self.index("budget"))
    }

    /// The word ahead of an amount that says what is compared; not one of `over budgettet`, which is of another amount.
    fn compares(&self, quantity: &Quantity) -> Option<&Hit> {
        let text = self.sentence.text;
        let behind = |hit: &Hit| {
            let from = text.ceil_char_boundary(hit.span.start.saturating_sub(40));
            BESIDE.is_match(&text[from..hit.span.start])
        };
        let fits = |hit: &&Hit| {
            matches!(hit.role, Role::Trigger | Role::Weak)
                && hit.span.end <= quantity.span.start
                && hit.indicator.is_some_and(|index| self.moves(index))
                && self.cost(quantity.span, hit.span) <= REACH_COMPARED
                && !behind(hit)
        };
        self.sentence.hits.iter().rev().find(fits)
    }

    /// Whether amounts of an indicator rise and fall from year to year.
    fn moves(&self, indicator: usize) -> bool {
        matches!(self.catalogue.all()[indicator].code.as_str(), "budget" | "expenditure" | "unit_cost" | "investment")
    }

    /// `… sparer 3 mio. kr., når udgiften til rådgiverne er trukket fra`: a saving with its cost taken off is a net one.
    pub(super) fn is_net(&self, quantity: &Quantity) -> bool {
        let text = self.sentence.text;
        NET.is_match(&text[quantity.span.end..]) || NET_FIRST.is_match(&text[..quantity.span.start])
    }
}
