//! The sign of a net: whether a table counts a net saving as a plus.
//!
//! Takes a table's figures, turns the sign of its net changes where the table's own arithmetic says that they are the
//! saving less the investment (`Effekt i alt 6,5`, `Investering 1,8`, `Nettoeffekt 4,7`), so that a cost is positive, and
//! says of each net whether it comes out. Refuses to turn a sign without such rows: most tables count a cost as a plus;
//! and to call a net wrong in a table none of whose nets comes out.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Read, meaning::Meaning, sums};

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
    rows: Vec<usize>,
}

impl Sum {
    fn add(&mut self, at: usize, value: Decimal, meaning: &Meaning) {
        match (meaning.total, self.total) {
            (true, _) => *self = Sum { value, total: true, rows: vec![at] },
            (false, true) => {}
            (false, false) => {
                self.value += value;
                self.rows.push(at);
            }
        }
    }
}

/// A net with what it should be, a cost counted as a plus.
struct Net {
    at: usize,
    value: Decimal,
    cost: Decimal,
    rows: Vec<usize>,
    /// Whether both are there, and not a dash for one.
    both: bool,
}

impl Net {
    fn of(column: &Column, at: usize, value: Decimal) -> Option<Self> {
        let (invested, saved) = (&column.invested, &column.saved);
        let rows: Vec<usize> = invested.rows.iter().chain(&saved.rows).copied().collect();
        let both = !invested.value.is_zero() && !saved.value.is_zero();
        let cost = invested.value.abs() - saved.value.abs();
        (!rows.is_empty()).then_some(Net { at, value, cost, rows, both })
    }

    /// Whether it counts a saving as a plus: the saving less the investment, and not the other way round.
    fn turned(&self) -> Option<bool> {
        match (self.value == self.cost, self.value == -self.cost) {
            (true, false) if self.both => Some(false),
            (false, true) if self.both => Some(true),
            _ => None,
        }
    }

    fn holds(&self, turn: bool) -> bool {
        self.value == if turn { -self.cost } else { self.cost }
    }
}

/// Settles the signs of a table's net changes, so that a cost is positive.
pub(super) fn settle(found: &mut [Read]) {
    let mut columns: BTreeMap<usize, Column> = BTreeMap::new();
    let (mut nets, mut all): (Vec<Net>, Vec<usize>) = Default::default();
    for (at, (number, meaning, figure)) in found.iter().enumerate() {
        let column = columns.entry(number.column).or_default();
        match figure.indicator.as_str() {
            "investment" => column.invested.add(at, number.value, meaning),
            "saving" => column.saved.add(at, number.value, meaning),
            "net_change" => {
                all.push(at);
                nets.extend(Net::of(column, at, number.value));
                *column = Column::default();
            }
            _ => {}
        }
    }
    let votes = |way: bool| nets.iter().filter(|net| net.turned() == Some(way)).count();
    let turn = votes(true) > votes(false);
    for at in all.into_iter().filter(|_| turn) {
        let figure = &mut found[at].2;
        figure.value = figure.value.map(|value| -value);
        figure.rules.push("sign: a net saving is negative");
    }
    // A column that lacks a row which the others have was not read whole.
    let rows = nets.iter().map(|net| net.rows.len()).max().unwrap_or_default();
    let understood = nets.iter().any(|net| net.both && net.holds(turn));
    for net in nets.iter().filter(|net| net.holds(turn) || understood && net.both && net.rows.len() == rows) {
        let cost = if turn { -net.cost } else { net.cost };
        sums::mark(found, "investment and saving", net.at, &net.rows, cost, net.holds(turn));
    }
}
