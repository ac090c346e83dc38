//! The sign of a net: whether a table counts a net saving as a plus.
//!
//! Takes a table's figures, turns the sign of its net changes where the table's own arithmetic says that they are the
//! saving less the investment (`Effekt i alt 6,5`, `Investering 1,8`, `Nettoeffekt 4,7`), so that a cost is positive.
//! Refuses to turn a sign without such rows: most tables count a cost as a plus.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Read, meaning::Meaning};
use crate::figure::Check;

/// What a column has come to, by the rows above its net.
#[derive(Default)]
struct Column {
    invested: Sum,
    saved: Sum,
}

/// A total, or the rows that have none yet.
#[derive(Default)]
struct Sum {
    value: Decimal,
    total: bool,
}

impl Sum {
    fn add(&mut self, value: Decimal, meaning: &Meaning) {
        match (meaning.total, self.total) {
            (true, _) => *self = Sum { value, total: true },
            (false, true) => {}
            (false, false) => self.value += value,
        }
    }
}

/// Settles the signs of a table's net changes, so that a cost is positive.
pub(super) fn settle(found: &mut [Read]) {
    let mut columns: BTreeMap<usize, Column> = BTreeMap::new();
    let mut nets: Vec<(usize, Option<bool>)> = Vec::new();
    for (at, (number, meaning, figure)) in found.iter().enumerate() {
        let column = columns.entry(number.column).or_default();
        match figure.indicator.as_str() {
            "investment" => column.invested.add(number.value, meaning),
            "saving" => column.saved.add(number.value, meaning),
            "net_change" => {
                nets.push((at, turned(column, number.value)));
                *column = Column::default();
            }
            _ => {}
        }
    }
    let votes = |way: bool| nets.iter().filter(|(_, turned)| *turned == Some(way)).count();
    let turn = votes(true) > votes(false);
    for (at, own) in nets {
        let figure = &mut found[at].2;
        if turn {
            figure.value = figure.value.map(|value| -value);
            figure.rules.push("sign: a net saving is negative");
        }
        if own.is_some() {
            figure.checks.push(Check::new("investment and saving", own == Some(turn)));
        }
    }
}

/// Whether a net counts a saving as a plus: the saving less the investment, and not the other way round.
fn turned(column: &Column, net: Decimal) -> Option<bool> {
    let (invested, saved) = (column.invested.value, column.saved.value);
    if invested.is_zero() || saved.is_zero() {
        return None;
    }
    let cost = invested.abs() - saved.abs();
    match (net == cost, net == -cost) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ => None,
    }
}
