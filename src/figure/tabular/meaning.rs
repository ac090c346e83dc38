//! What a cell is a figure of: its indicator, unit, statistic and value.
//!
//! Takes a number with its row and column, gives a [`Meaning`] or nothing.

use rust_decimal::Decimal;

use super::{
    Reader,
    cells::Number,
    columns::{Column, Header},
    follow_up, further,
    indicator::{Question, SPENT_AGAINST_SAVED},
    magnitude::factor,
};
use crate::{
    figure::{
        RuleName, Statistic, Unit,
        trace::{self, Verdict},
    },
    pattern::Pattern,
    quantity::{Measure, Scale, Value},
    reference::{Account, Takes},
};

/// What a cell is a figure of.
#[derive(Clone, Debug)]
pub(super) struct Meaning {
    pub indicator: usize,
    pub unit: Unit,
    pub statistic: Statistic,
    /// The value, scale applied and sign settled.
    pub value: Decimal,
    /// Whether the row is a total.
    pub total: bool,
    /// What it is among a budget's columns or rows.
    pub account: Option<Account>,
    pub confidence: f64,
    pub rule: RuleName,
    pub unit_rule: RuleName,
}

impl Meaning {
    /// The rule that its statistic tells of.
    pub(super) fn statistic_rule(&self) -> RuleName {
        match self.statistic {
            Statistic::Change => "statistic: a change",
            Statistic::Share => "statistic: a share",
            Statistic::Max => "statistic: the highest",
            Statistic::Min => "statistic: the lowest",
            Statistic::Level | Statistic::Mean => "statistic: the indicator's own",
        }
    }
}

pub(super) static TOTAL: Pattern =
    Pattern::new(r"(?i)^(?:\W*)(?:i\s+alt|ialt|total\w*|sum|samlet|hele\s+kommunen|alle)\b|\bi\s+alt\b|\btotal\b");
pub(super) static STARTS_TOTAL: Pattern = Pattern::new(r"(?i)^\W*(?:i\s+alt|ialt|total|sum|samlet)\b");
pub(super) static CHANGE: Pattern = Pattern::new(
    r"(?i)^\+\s?/\s?[-–−]|^Δ|til/?-?afgang|\bændring|\budvikling\b|\bforskel|\bdifference|\bvækst\b|\bstigning|\bfald\b",
);
static NET: Pattern = Pattern::new(r"(?i)^netto\b");
/// What came in a period, or went.
static MOVED: Pattern = Pattern::new(r"(?i)^(?:ind|ud|tilgang|afgang|til|fra|nye|ophørte|primo|ultimo)\b");
static SHARE: Pattern = Pattern::new(r"(?i)\bandel|\bprocentdel|\bfordeling\b|\bpct\.?\s+af");
static HIGHEST: Pattern = Pattern::new(r"(?i)\b(?:højeste?|maks\p{L}*|flest|størst)\b");
static LOWEST: Pattern = Pattern::new(r"(?i)\b(?:laveste?|mindst|færrest|minimum)\b");
/// A row that counts, whatever unit of money stands above it.
static COUNTS: Pattern =
    Pattern::new(r"(?i)\bantal\b|^underretning(?:er|erne)?\b|\bårsværk|\bhelårs\p{L}+|\bpladser\b|\bpersoner\b");

/// What a further indicator would be, were it about children.
const NOT_OURS: RuleName = "against: a further indicator's, but not of children or only a difference";
/// A bare amount below this is no money where no unit is stated.
const SMALLEST_AMOUNT: i64 = 1_000;

/// A cell with its heads, and the figures found beside and above it.
pub(super) struct Cell<'a> {
    pub reader: &'a Reader<'a>,
    pub number: &'a Number,
    pub head: Option<&'a Column>,
    pub header: &'a Header,
    /// The figure above it in its column.
    pub above: Option<&'a Meaning>,
    /// The figure before it in its row.
    pub before: Option<&'a Meaning>,
}

/// What was found out about a cell, before its value is settled.
struct Found {
    indicator: usize,
    confidence: f64,
    rule: RuleName,
    measure: Measure,
    counted: bool,
}

impl Cell<'_> {
    fn label(&self) -> &str {
        self.reader.label(self.number.row)
    }

    fn column(&self) -> &str {
        self.head.map_or("", |head| head.text.as_str())
    }

    /// Whether the column holds differences: `Netto` does beside what came and what went.
    fn is_change(&self) -> bool {
        let moved = || NET.is_match(self.column()) && self.header.any(&MOVED);
        is_change(self.column()) || moved()
    }

    fn total(&self) -> bool {
        TOTAL.is_match(self.label())
    }

    /// What the cell is a figure of, if its row, column, stub, neighbours or title say.
    pub(super) fn meaning(&self) -> Option<Meaning> {
        let of_column = self.head.and_then(|head| head.account).filter(|_| !self.reader.deviates);
        let account = of_column.or_else(|| self.reader.account(self.number.row));
        if account == Some(Account::Rest) {
            return trace::refuse("against: what is left of a budget");
        }
        let scale = self.reader.scale(self.number, self.head, self.header);
        if let Some(claim) = further::of(self.reader, self.head, self.header, self.number, scale) {
            match &claim {
                Some(meaning) => trace::decided(meaning.rule),
                None => trace::report(NOT_OURS, Verdict::Against, "", None),
            }
            return claim;
        }
        let deviates = account == Some(Account::Deviation);
        if self.is_change() && self.number.column > 1 && !deviates {
            return trace::told("indicator: the row's other cells", self.change(scale));
        }
        let interval = follow_up::of(self.reader, self.head, self.number, scale);
        if let Some(interval) = trace::told("indicator: follow-up in a table", interval) {
            return Some(interval);
        }
        self.kinds(scale).iter().find_map(|&(takes, measure)| self.read_as(takes, measure, scale, account))
    }

    /// What the cell is as an amount, a count or a share.
    fn read_as(
        &self,
        takes: Takes,
        measure: Measure,
        scale: Option<Scale>,
        account: Option<Account>,
    ) -> Option<Meaning> {
        trace::decided(match takes {
            Takes::Money => "cell: tried as an amount",
            Takes::Percent => "cell: tried as a share",
            _ => "cell: tried as a count",
        });
        let money = scale.filter(|scale| scale.measure == Measure::Money);
        // A unit in the title is the amounts'; a row that counts things below the same title counts all the same.
        let counted = takes == Takes::Count && money.is_some();
        // A few kroner are no amount in these documents: the unit above is another column's.
        let small = money.is_some_and(|scale| scale.factor == Decimal::ONE) && self.number.unit.is_none();
        if measure == Measure::Money && small && self.number.value.abs() < Decimal::ONE_HUNDRED {
            return trace::refuse("against: less than a hundred kroner");
        }
        // The whole of a breakdown is all of it: “I alt 100 %” says nothing.
        if measure == Measure::Percent && self.total() && self.number.value == Decimal::ONE_HUNDRED {
            return trace::refuse("against: the whole of a breakdown");
        }
        if takes == Takes::Money && self.reader.elsewhere[self.number.row] {
            return trace::refuse("against: another service");
        }
        let (indicator, confidence, rule) = self.question(takes).answer()?;
        if counted && let Some(reason) = self.is_no_count(indicator, rule) {
            return trace::refuse(reason);
        }
        let own = &self.reader.reference.catalogue.all()[indicator];
        if own.code.as_str() == "staff" && self.reader.elsewhere[self.number.row] {
            return trace::refuse("against: another service");
        }
        let negative = self.number.value.is_sign_negative() && !CHANGE.is_match(self.label());
        if takes == Takes::Count && (negative || !own.plausible(Value::Exact(self.number.value))) {
            return trace::refuse("against: too large or too small for it");
        }
        self.finish(Found { indicator, confidence, rule, measure, counted }, scale, account)
    }

    /// Why a number below a unit of money is no count, if it is none.
    fn is_no_count(&self, indicator: usize, rule: RuleName) -> Option<RuleName> {
        // A title that counts and states no unit of money speaks for every cell: “Antal indsatser pr. år”.
        let titled = || {
            let own = |title: &&str| COUNTS.is_match(title) && self.reader.stated(title).is_none();
            self.reader.titles.first().is_some_and(own)
        };
        let named = matches!(rule, "indicator: the row's label" | "indicator: the column's head")
            || COUNTS.is_match(self.column())
            || titled();
        // A fraction below a unit of money is an amount, unless what is counted is worked in parts of a week.
        let code = self.reader.reference.catalogue.all()[indicator].code.as_str();
        let parted = || matches!(code, "caseload" | "staff") || COUNTS.is_match(self.label());
        let fraction = || self.number.span.of(self.reader.text()).contains(',') && !parted();
        // Thousands below a unit of money are counted only where the row or the column says that it counts.
        let thousands = self.number.value >= Decimal::ONE_THOUSAND;
        let unsaid = || ![self.label(), self.column()].iter().any(|text| COUNTS.is_match(text));
        (!named || fraction() || thousands && unsaid()).then_some("against: an amount, not a count")
    }

    fn question(&self, takes: Takes) -> Question<'_> {
        let group = self.above.filter(|_| self.total() || self.label().is_empty());
        let (reader, row) = (self.reader, self.number.row);
        let negative = self.number.value.is_sign_negative();
        let amount = self.number.unit.is_some_and(|unit| unit.measure == Measure::Money);
        Question { reader, row, head: self.head, header: self.header, takes, amount, negative, group }
    }

    /// What the number may be, by its unit and its size.
    fn kinds(&self, scale: Option<Scale>) -> &'static [(Takes, Measure)] {
        const MONEY: (Takes, Measure) = (Takes::Money, Measure::Money);
        const COUNT: (Takes, Measure) = (Takes::Count, Measure::Bare);
        // A unit in the column's own head is the cell's, whatever its row counts.
        let amount = self.reader.stated(self.column()).is_some_and(|scale| scale.measure == Measure::Money);
        let effect =
            self.reader.effects[self.number.row].is_some() && !self.label().to_lowercase().starts_with("antal");
        let counts = || {
            // “2½ årsværk” in a label is what is paid for.
            let counted = self.label().contains(char::is_numeric);
            let united = counted || self.reader.stated(self.label()).is_some() || self.number.unit.is_some();
            !united && !effect && [self.label(), self.column()].iter().any(|text| COUNTS.is_match(text))
        };
        match scale.map(|scale| scale.measure) {
            Some(Measure::Money) if amount || effect => &[MONEY],
            Some(Measure::Money) if counts() => &[COUNT],
            Some(Measure::Money) => &[MONEY, COUNT],
            // No main indicator is a length of time in a table.
            Some(measure) if measure.is_duration() || measure == Measure::PerYear => &[],
            Some(_) => &[(Takes::Percent, Measure::Percent)],
            None if self.number.value.abs() >= Decimal::from(SMALLEST_AMOUNT) && !counts() => &[MONEY, COUNT],
            None => &[COUNT],
        }
    }

    /// A column that says how much the row's figures changed: it is about what they are about, or about nothing.
    fn change(&self, scale: Option<Scale>) -> Option<Meaning> {
        let total = || self.above.filter(|_| STARTS_TOTAL.is_match(self.label()));
        let before = self.before.filter(|before| before.statistic != Statistic::Change).or_else(total)?;
        let percent = self.number.unit.or_else(|| self.reader.stated(self.column()));
        let percent = percent.is_some_and(|unit| unit.measure.is_percent());
        let code = self.reader.reference.catalogue.all()[before.indicator].code.as_str();
        let money = matches!(before.unit, Unit::Dkk | Unit::DkkPerCase);
        let stated = scale.filter(|scale| money && !percent && scale.measure == Measure::Money);
        let times = stated.map_or(Decimal::ONE, |scale| factor(self.reader, self.number, scale.factor).0);
        Some(Meaning {
            unit: if percent { Unit::Percent } else { before.unit },
            statistic: if code == "net_change" { Statistic::Level } else { Statistic::Change },
            value: self.number.value.checked_mul(times)?.normalize(),
            total: self.total(),
            account: None,
            confidence: before.confidence - 0.04,
            rule: "indicator: the row's other cells",
            unit_rule: if percent { "unit: percent of change" } else { before.unit_rule },
            ..before.clone()
        })
    }

    fn finish(&self, found: Found, scale: Option<Scale>, account: Option<Account>) -> Option<Meaning> {
        let code = self.reader.reference.catalogue.all()[found.indicator].code.as_str();
        let (times, plausible) = match (found.measure, scale) {
            (Measure::Money, Some(scale)) => factor(self.reader, self.number, scale.factor),
            _ => (Decimal::ONE, None),
        };
        let unit_rule = match (scale, found.measure) {
            _ if found.counted => "unit: the indicator's own",
            (Some(_), _) if self.number.unit.is_some() => "unit: in the cell",
            (Some(_), _) => plausible.unwrap_or("unit: stated for the table"),
            (None, Measure::Money) => "unit: by magnitude",
            (None, _) => "unit: the indicator's own",
        };
        let value = self.number.value.checked_mul(times)?.normalize();
        let effect = found.rule == SPENT_AGAINST_SAVED;
        let account = if effect && code == "budget" { Some(Account::Supplement) } else { account };
        let spent = code == "investment" && effect;
        let positive = spent || code == "saving" || code == "deficit" && account != Some(Account::Deviation);
        // A row that lies on either side of zero counts what was not spent below it.
        let either = code == "deficit"
            && self.reader.amounts(self.number.row).iter().any(|(_, value)| !value.is_sign_negative());
        let under = either || self.label().to_lowercase().contains("mindreforbrug");
        let doubt = if unit_rule == "unit: by magnitude" { 0.05 } else { 0.0 };
        Some(Meaning {
            indicator: found.indicator,
            unit: self.reader.unit(found.indicator, found.measure, self.number.row, self.head, &self.header.stub),
            statistic: self.statistic(code, found.measure, account),
            value: if positive && !under { value.abs() } else { value },
            total: self.total(),
            account,
            confidence: found.confidence - doubt,
            rule: found.rule,
            unit_rule,
        })
    }

    fn statistic(&self, code: &str, measure: Measure, account: Option<Account>) -> Statistic {
        let percent = measure == Measure::Percent;
        let (label, column) = (self.label(), self.column());
        // A row of differences below rows of numbers; one of money may be an effect.
        let differs = percent || measure == Measure::Bare && CHANGE.find(label).is_some_and(|found| found.start() == 0);
        let change = CHANGE.is_match(column) || CHANGE.is_match(label) && differs;
        match code {
            "budget" if account == Some(Account::Supplement) => Statistic::Change,
            "deficit" if account == Some(Account::Deviation) && !percent => Statistic::Level,
            _ if change && !matches!(code, "net_change" | "saving" | "investment") => Statistic::Change,
            _ if percent && !SHARE.is_match(column) && code == "deficit" => Statistic::Change,
            _ if percent => Statistic::Share,
            "caseload" if [label, column].iter().any(|text| HIGHEST.is_match(text)) => Statistic::Max,
            "caseload" if [label, column].iter().any(|text| LOWEST.is_match(text)) => Statistic::Min,
            "caseload" | "unit_cost" => Statistic::Mean,
            _ => Statistic::Level,
        }
    }
}

/// Whether a column holds differences.
pub(super) fn is_change(column: &str) -> bool {
    CHANGE.is_match(column)
}
