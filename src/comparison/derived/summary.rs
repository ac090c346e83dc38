//! Statistics over the municipalities of a table: how many, quartiles, extremes, means.
//!
//! Takes the finished columns, gives a [`Summary`] for each statistic and the notes that name the rules. Every Danish
//! municipality counts once, with the value that its cell shows; countries, groups and places abroad do not. Refuses to
//! put together values of different status, unit, statistic, breakdown or kind of money: such a column stays empty, and a
//! note says why. A range is no number in its middle: the statistic is reckoned from all lower and from all upper ends,
//! and is a range itself.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{Aggregate, Derived, Ratio, Summary, Summed, quotient};
use crate::{
    comparison::{Column, Comparison, Measure, Names, Observation, scope},
    figure::Unit,
    present::{self, Lang},
    quantity::Value,
};

/// Adds the statistics that are asked for, and their notes.
pub(super) fn add(table: &mut Comparison, asked: &[Aggregate]) {
    if asked.is_empty() || table.rows.is_empty() {
        return;
    }
    let columns: Vec<Values<'_>> = (0..table.columns.len()).map(|index| Values::of(table, index)).collect();
    let wanted = Aggregate::ALL.into_iter().filter(|one| asked.contains(one));
    let summaries: Vec<Summary> = wanted
        .map(|aggregate| Summary { aggregate, cells: columns.iter().map(|one| one.summed(aggregate)).collect() })
        .filter(|summary| summary.cells.iter().any(Option::is_some))
        .collect();
    let notes = notes(&table.columns, &columns, &summaries, asked);
    table.summaries = summaries;
    table.notes.extend(notes);
}

/// In what the values of a column differ, so that nothing can be made of all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mixed {
    Status,
    Unit,
    Statistic,
    Scope,
    Period,
}

/// The values of one column, one a municipality.
struct Values<'a> {
    used: Vec<&'a Observation>,
    /// How many municipalities show parts and no value of the whole.
    in_parts: usize,
    mixed: Option<Mixed>,
}

impl<'a> Values<'a> {
    fn of(table: &'a Comparison, index: usize) -> Self {
        let mut values = Values { used: Vec::new(), in_parts: 0, mixed: None };
        // What is recommended is one value for all.
        if table.columns[index].derived == Some(Derived::Norm) {
            return values;
        }
        for row in table.rows.iter().filter(|row| row.municipality.is_municipality()) {
            let mut leads = row.cells[index].leads();
            match (leads.next(), leads.next()) {
                (Some(only), None) => values.used.push(only),
                (Some(_), Some(_)) => values.in_parts += 1,
                (None, _) => {}
            }
        }
        let changes = matches!(table.columns[index].measure, Measure::Change | Measure::ChangePercent);
        values.mixed = mixed(&values.used, changes);
        values
    }

    fn summed(&self, aggregate: Aggregate) -> Option<Summed> {
        let first = self.used.first().filter(|_| self.mixed.is_none())?;
        let unit = if aggregate == Aggregate::Count { Unit::Municipalities } else { first.unit };
        let value = match aggregate {
            Aggregate::Count => Value::Exact(Decimal::from(self.used.len())),
            Aggregate::RatioOfSums => self.ratio_of_sums()?,
            _ => {
                let ends = |end: fn(Value) -> Decimal| over(aggregate, self.used.iter().map(|one| end(one.value)));
                range(ends(Value::low)?, ends(Value::high)?)
            }
        };
        let hedged = |one: &&&Observation| one.approx;
        let approx = match aggregate {
            Aggregate::Count => false,
            // One of the values, and so as hedged as that one.
            Aggregate::Minimum => self.used.iter().filter(hedged).any(|one| one.value.low() == value.low()),
            Aggregate::Maximum => self.used.iter().filter(hedged).any(|one| one.value.high() == value.high()),
            _ => self.used.iter().any(|one| one.approx),
        };
        Some(Summed { value, approx, unit })
    }

    fn ratio_of_sums(&self) -> Option<Value> {
        let ratios: Vec<Ratio> = self.used.iter().map(|one| one.ratio).collect::<Option<_>>()?;
        let divisor = sum(ratios.iter().map(|one| one.denominator.low()))?;
        let factor = Decimal::from(ratios.first()?.factor);
        let end = |end: fn(Value) -> Decimal| {
            quotient(sum(ratios.iter().map(|one| end(one.numerator)))?.checked_mul(factor)?, divisor)
        };
        Some(range(end(Value::low)?, end(Value::high)?))
    }

    /// The years that the values are for, where they are not all of one.
    fn years(&self) -> Option<(u16, u16)> {
        let years: Vec<(u16, u16)> = self.used.iter().filter_map(|one| Some(one.period?.years())).collect();
        let first = years.iter().map(|(first, _)| *first).min()?;
        let last = years.iter().map(|(_, last)| *last).max()?;
        (first != last).then_some((first, last))
    }
}

fn range(low: Decimal, high: Decimal) -> Value {
    if low == high { Value::Exact(low) } else { Value::range(low, high) }
}

/// In what values differ; of changes also the time must be one, for more changes in five years than in one.
fn mixed(values: &[&Observation], changes: bool) -> Option<Mixed> {
    let first = values.first()?;
    let differ = |same: &dyn Fn(&Observation) -> bool| !values.iter().all(|one| same(one));
    let scope = scope::parts(&first.dims);
    if differ(&|one| one.status == first.status) {
        Some(Mixed::Status)
    } else if differ(&|one| one.unit == first.unit) {
        Some(Mixed::Unit)
    } else if differ(&|one| one.statistic == first.statistic) {
        Some(Mixed::Statistic)
    } else if differ(&|one| scope::parts(&one.dims) == scope) {
        Some(Mixed::Scope)
    } else if changes && differ(&|one| one.period == first.period) {
        Some(Mixed::Period)
    } else {
        None
    }
}

/// A statistic over numbers; `None` over none, and where decimals end.
fn over(aggregate: Aggregate, numbers: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    let mut sorted: Vec<Decimal> = numbers.collect();
    sorted.sort_unstable();
    let value = match aggregate {
        Aggregate::Minimum => *sorted.first()?,
        Aggregate::LowerQuartile => quantile(&sorted, 1)?,
        Aggregate::Median => quantile(&sorted, 2)?,
        Aggregate::UpperQuartile => quantile(&sorted, 3)?,
        Aggregate::Maximum => *sorted.last()?,
        Aggregate::Mean => quotient(sum(sorted.iter().copied())?, Decimal::from(sorted.len()))?,
        Aggregate::Count | Aggregate::RatioOfSums => return None,
    };
    Some(value.normalize())
}

/// A quartile by definition 7 of Hyndman and Fan (1996), that of R and of spreadsheets: the place is that part of the way
/// from the first to the last, and what lies between two places is taken from both.
pub(super) fn quantile(sorted: &[Decimal], quarters: usize) -> Option<Decimal> {
    let way = sorted.len().checked_sub(1)? * quarters;
    let below = *sorted.get(way / 4)?;
    match way % 4 {
        0 => Some(below),
        rest => {
            let step = sorted.get(way / 4 + 1)?.checked_sub(below)?;
            below.checked_add(step.checked_mul(Decimal::new(25 * i64::try_from(rest).ok()?, 2))?)
        }
    }
}

fn sum(mut numbers: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    numbers.try_fold(Decimal::ZERO, Decimal::checked_add)
}

/// What has to be said under the table: the rules, and what they left out.
fn notes(columns: &[Column], values: &[Values<'_>], summaries: &[Summary], asked: &[Aggregate]) -> Vec<Names> {
    let mut notes = vec![rules(summaries)];
    let all: BTreeSet<bool> =
        values.iter().flat_map(|one| &one.used).map(|one| matches!(one.value, Value::Range { .. })).collect();
    if all.contains(&true) {
        notes.push(Names::new(
            "Hvor en kommune har et spænd, er der regnet én gang med alle nedre og én gang med alle øvre ender, og \
             resultatet er selv et spænd",
            "Where a municipality has a range, the statistic is reckoned once from all lower and once from all upper \
             ends, and is a range itself",
        ));
    }
    if asked.contains(&Aggregate::RatioOfSums) && !summaries.iter().any(|one| one.aggregate == Aggregate::RatioOfSums) {
        notes.push(Names::new(
            "Forhold af summer findes kun for kolonner, hvor tæller og nævner er kendt, som dem pr. 1.000 børn",
            "Ratios of sums exist only for columns with a known numerator and denominator, such as those per 1,000 \
             children",
        ));
    }
    for (column, values) in columns.iter().zip(values) {
        notes.extend(column_notes(column, values));
    }
    notes
}

/// The rules of the statistics that stand in the table.
fn rules(summaries: &[Summary]) -> Names {
    let has = |wanted: &[Aggregate]| summaries.iter().any(|one| wanted.contains(&one.aggregate));
    let mut rules = Names::new(
        "Statistik: kun danske kommuner, hver med den værdi, som cellen viser",
        "Statistics: Danish municipalities only, each with the value that its cell shows",
    );
    let mut add = |da: &str, en: &str| {
        rules.da += &format!("; {da}");
        rules.en += &format!("; {en}");
    };
    if has(&[Aggregate::LowerQuartile, Aggregate::Median, Aggregate::UpperQuartile]) {
        add(
            "median og kvartiler efter Hyndman og Fans definition 7 som i R og regneark",
            "median and quartiles by Hyndman and Fan's definition 7, as in R and spreadsheets",
        );
    }
    if has(&[Aggregate::Mean]) {
        add(
            "gennemsnittet er uvægtet: hver kommune tæller lige meget",
            "the mean is unweighted: every municipality counts alike",
        );
    }
    if has(&[Aggregate::RatioOfSums]) {
        add(
            "forholdet af summer er alle tællere lagt sammen delt med alle nævnere: hvert barn tæller lige meget",
            "the ratio of sums is all numerators by all denominators: every child counts alike",
        );
    }
    rules
}

/// What has to be said of one column's statistics.
fn column_notes(column: &Column, values: &Values<'_>) -> Vec<Names> {
    let title = Names::new(present::column_title(column, Lang::Da), present::column_title(column, Lang::En));
    let mut notes = Vec::new();
    let mut add = |da: String, en: String| {
        notes.push(Names { da: format!("»{}«: {da}", title.da), en: format!("“{}”: {en}", title.en) })
    };
    if let Some(mixed) = values.mixed {
        let (da, en) = match mixed {
            Mixed::Status => ("status", "status"),
            Mixed::Unit => ("enhed", "unit"),
            Mixed::Statistic => ("opgørelse", "statistic"),
            Mixed::Scope => ("afgrænsning", "scope"),
            Mixed::Period => ("tid", "time"),
        };
        add(
            format!("ingen statistik, fordi kommunernes tal er af forskellig {da}"),
            format!("no statistic, because the municipalities' figures differ in {en}"),
        );
        return notes;
    }
    if values.in_parts > 0 && !values.used.is_empty() {
        add(
            format!(
                "ikke med i statistikken, fordi cellen viser dele og intet samlet tal: {} af kommunerne",
                values.in_parts
            ),
            format!(
                "left out of the statistics, because the cell shows parts and no total: {} of the municipalities",
                values.in_parts
            ),
        );
    }
    // What is reckoned is of the years of what it was reckoned from.
    if let (None, None, Some((first, last))) = (column.time, column.derived, values.years()) {
        add(
            format!("tallene i statistikken er fra {first}–{last}"),
            format!("the figures in the statistics are of {first}–{last}"),
        );
    }
    notes
}
