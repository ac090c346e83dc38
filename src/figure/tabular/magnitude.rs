//! A unit that contradicts the amounts under it, settled by what is plausible, and said.
//!
//! Takes the unit stated for a cell and how large the amounts of its column are, gives what to multiply by, and the rule
//! where that is not what is stated. Refuses to settle what is only unusual: there the stated unit holds, or the doubt
//! shows in the confidence.

use std::{cell::OnceCell, collections::BTreeMap};

use rust_decimal::Decimal;

use super::{Reader, cells::Number};
use crate::figure::{Check, Figure, MunicipalityCode, RuleName};

/// `468.699` under “Mio. kr.” is 468,699 millions: its comma is an English point.
const ENGLISH_POINT: RuleName = "unit: a thousand times smaller than stated, by magnitude";
/// `48.699.000` under “1.000 kr.” is written out.
const WRITTEN_OUT: RuleName = "unit: kroner, not thousands as stated, by magnitude";
/// The same as the first, where the amount could still be that of a whole country.
const UNCERTAIN: RuleName = "unit: stated in millions, not certain by magnitude";

/// In kroner, what no table about children and young people is believed to hold: a choice, far above what the largest
/// municipality spends on them.
const MOST: i64 = 20_000_000_000;

/// How much less certain a value is whose unit only may be the stated one.
const DOUBT: f64 = 0.3;

/// What a table's columns hold, once it was asked.
#[derive(Debug, Default)]
pub(super) struct Magnitudes(OnceCell<BTreeMap<usize, Decimal>>);

impl Magnitudes {
    /// The largest amount without a unit of its own in a column.
    fn largest(&self, reader: &Reader<'_>, column: usize) -> Decimal {
        let columns = self.0.get_or_init(|| {
            let mut largest: BTreeMap<usize, Decimal> = BTreeMap::new();
            for row in 1..reader.table.rows.len() {
                for column in 1..reader.table.rows[row].len() {
                    let Some(number) = reader.number(row, column).filter(|number| number.unit.is_none()) else {
                        continue;
                    };
                    let most = largest.entry(column).or_default();
                    *most = number.value.abs().max(*most);
                }
            }
            largest
        });
        columns.get(&column).copied().unwrap_or_default()
    }
}

/// What to multiply a number by, and the rule where that is not what is stated.
pub(super) fn factor(reader: &Reader<'_>, number: &Number, stated: Decimal) -> (Decimal, Option<RuleName>) {
    let (thousand, million) = (Decimal::from(1_000), Decimal::from(1_000_000));
    if number.unit.is_some() {
        return (stated, None);
    }
    let largest = reader.magnitudes.largest(reader, number.column).max(number.value.abs());
    let too_much = largest.checked_mul(stated).is_none_or(|amount| amount >= Decimal::from(MOST));
    let written = number.span.of(reader.text());
    let grouped = written.contains('.') && !written.contains(',');
    match (too_much, grouped) {
        (true, _) if stated == million => (thousand, Some(ENGLISH_POINT)),
        (true, _) if stated == thousand => (Decimal::ONE, Some(WRITTEN_OUT)),
        // The whole country does spend thousands of millions.
        (false, true)
            if stated == million
                && number.value.abs() >= thousand
                && reader.owner(number.row, None) != Some(MunicipalityCode::DENMARK) =>
        {
            (thousand, Some(UNCERTAIN))
        }
        _ => (stated, None),
    }
}

/// Says of a figure whose unit contradicts the stated one that it does.
pub(super) fn check(figure: &mut Figure) {
    if figure.rules.iter().any(|rule| [ENGLISH_POINT, WRITTEN_OUT, UNCERTAIN].contains(rule)) {
        figure.checks.push(Check::new("stated unit", false));
    }
    if figure.rules.contains(&UNCERTAIN) {
        figure.confidence = (figure.confidence - DOUBT).max(0.05);
    }
}
