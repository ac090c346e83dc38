//! Each type's part of all placements, in percent, from counts.
//!
//! Takes columns of counts by type; gives a column for every type of which some municipality has a share. A share is made
//! only from counts of one document, one time and one status that are complete: together they are the total that the
//! document gives, or, where it gives none, all types of the catalogue are among them, and their sum is said to be the
//! total. Refuses ranges, types with two counts, and types that do not add up.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Derived, Ratio, quotient};
use crate::{
    comparison::{Cell, Column, Comparison, Empty, Measure, Names, Observation, Part, Role, scope},
    figure::{Statistic, Status, Unit, dimension_values},
    present::{self, Lang},
    quantity::{Period, Value},
};

/// The breakdown that shares are made of.
const TYPE: &str = "placement_type";

/// Adds the columns of shares.
pub(super) fn add(table: &mut Comparison) {
    let types = dimension_values(TYPE);
    let mut index = 0;
    while index < table.columns.len() {
        let last = last_of_its_kind(&table.columns, index);
        if let Some(last) = last {
            let made = shares(table, index..=last, &types);
            index = last + made.len();
            for (column, cells) in made.into_iter().rev() {
                table.columns.insert(last + 1, column);
                table.rows.iter_mut().zip(cells).for_each(|(row, cell)| row.cells.insert(last + 1, cell));
            }
        }
        index += 1;
    }
}

/// Where the columns end that count the same things at the same time as the one at `index`, which is the first of them;
/// `None` where no shares are made of it.
fn last_of_its_kind(columns: &[Column], index: usize) -> Option<usize> {
    let first = &columns[index];
    let counts = |one: &Column| one.measure == Measure::Amount && one.derived.is_none();
    let is_placements = first.unit == Some(Unit::Placements);
    if !is_placements || !counts(first) {
        return None;
    }
    let same = columns[index..].iter().take_while(|one| counts(one) && one.is_of(first) && one.unit == first.unit);
    Some(index + same.count() - 1)
}

/// The columns of shares with their cells, one a row.
fn shares(
    table: &Comparison,
    columns: std::ops::RangeInclusive<usize>,
    types: &[&'static str],
) -> Vec<(Column, Vec<Cell>)> {
    let base = &table.columns[*columns.start()];
    let made: Vec<Result<BTreeMap<&str, Observation>, Empty>> =
        table.rows.iter().map(|row| of_row(&row.cells[columns.clone()], base, table, types)).collect();
    let some = |kind: &&&'static str| made.iter().flatten().any(|shares| shares.contains_key(**kind));
    let column = |kind: &&'static str| {
        let column = Column {
            measure: Measure::Share,
            unit: Some(Unit::Percent),
            derived: Some(Derived::ShareOfTypes),
            part: Some(Part { breakdown: TYPE.to_owned(), value: Some((*kind).to_owned()) }),
            ..base.clone()
        };
        let cell = |one: &Result<BTreeMap<&str, Observation>, Empty>| match one {
            Err(reason) => Cell::without(*reason),
            Ok(shares) => match shares.get(*kind) {
                Some(share) => Cell { observations: vec![share.clone()], ..Cell::default() },
                None => Cell::without(Empty::NotMentioned),
            },
        };
        (column, made.iter().map(cell).collect())
    };
    types.iter().filter(some).map(column).collect()
}

/// In which document, of what status and for when something is said.
type Said<'a> = (&'a str, Status, Option<Period>);

/// One municipality's shares by type, the latest that are complete.
fn of_row<'t>(
    cells: &[Cell],
    base: &Column,
    table: &Comparison,
    types: &[&'t str],
) -> Result<BTreeMap<&'t str, Observation>, Empty> {
    let mut sets: Vec<(Said<'_>, Vec<&Observation>)> = Vec::new();
    let found = cells.iter().flat_map(|cell| &cell.observations).filter(|one| one.statistic == Statistic::Level);
    for one in found {
        for source in one.sources.iter().filter_map(|number| table.source(*number)) {
            let said = (source.figure.document_id.as_str(), one.status, one.period);
            match sets.iter_mut().find(|(other, _)| *other == said) {
                Some((_, values)) => values.push(one),
                None => sets.push((said, vec![one])),
            }
        }
    }
    if sets.is_empty() {
        return Err(cells.iter().find_map(|cell| cell.empty).unwrap_or(Empty::TypesMissing));
    }
    let complete = sets.iter().filter_map(|(key, values)| Some((key, Types::of(values, types)?)));
    let best = complete
        .max_by_key(|((_, status, period), _)| (std::cmp::Reverse(base.phase.rank(*status)), period.map(Period::last)));
    let (_, found) = best.ok_or(Empty::TypesMissing)?;
    found.shares()
}

/// The counts of all types, which are the total together.
struct Types<'t, 'a> {
    counts: BTreeMap<&'t str, (Decimal, &'a Observation)>,
    total: Decimal,
    /// Whether no document gives the total.
    summed: bool,
}

impl<'t, 'a> Types<'t, 'a> {
    fn of(values: &[&'a Observation], types: &[&'t str]) -> Option<Self> {
        let mut counts: BTreeMap<&str, (Decimal, &Observation)> = BTreeMap::new();
        let mut totals = Vec::new();
        for one in values {
            let mut parts = scope::parts(&one.dims).into_owned();
            parts.remove("item").filter(|_| !parts.contains_key(TYPE)).map(|item| parts.insert("item".into(), item));
            let kind = parts.remove(TYPE);
            // A part of a type, such as those of one age, is no count of it.
            if !parts.is_empty() {
                continue;
            }
            let Value::Exact(count) = one.value else { return None };
            match kind {
                None => totals.push(count),
                Some(kind) => {
                    let kind = types.iter().find(|one| **one == kind)?;
                    if counts.insert(kind, (count, one)).is_some_and(|(other, _)| other != count) {
                        return None;
                    }
                }
            }
        }
        let total = counts.values().try_fold(Decimal::ZERO, |sum, (count, _)| sum.checked_add(*count))?;
        let summed = totals.is_empty() && counts.len() == types.len();
        let holds = summed || (counts.len() > 1 && totals.contains(&total));
        holds.then_some(Types { counts, total, summed })
    }

    fn shares(&self) -> Result<BTreeMap<&'t str, Observation>, Empty> {
        let share = |(kind, (count, one)): (&&'t str, &(Decimal, &Observation))| {
            let hundred = count.checked_mul(Decimal::ONE_HUNDRED).ok_or(Empty::NotReckoned)?;
            let value = Value::Exact(quotient(hundred, self.total).ok_or(Empty::NotReckoned)?);
            let (numerator, denominator) = (Value::Exact(*count), Value::Exact(self.total));
            let computed = |lang: Lang| {
                let written = |value| present::written(value, Unit::Count, false, lang);
                let summed =
                    if self.summed { lang.pick(" (summen af typerne)", " (the sum of the types)") } else { "" };
                format!("{} / {}{summed} × 100", written(numerator), written(denominator))
            };
            let share = Observation {
                role: Role::Value,
                statistic: Statistic::Share,
                value,
                unit: Unit::Percent,
                findings: Vec::new(),
                computed: Some(Names::new(computed(Lang::Da), computed(Lang::En))),
                ratio: Some(Ratio { numerator, denominator, factor: 100 }),
                ..(*one).clone()
            };
            Ok((*kind, share))
        };
        self.counts.iter().map(share).collect()
    }
}
