//! Tables whose savings are written as a plus: `Færre døgn 450`, `Løn 300`, `Netto -150`.
//!
//! Takes the rows' amounts and what adds them up, says which rows are saved and which spent, where a net is the one less
//! the other in every column and words say which is which. Refuses nets that come out in more than one way, and tables
//! of which no row says that there is to be less of something.

use rust_decimal::Decimal;

use super::{Amounts, Effect, begins, signs::voted};

/// The most rows above a net that are tried on either side.
const TRIED: usize = 6;

/// What each row is: `parts` are the rows that each row adds up.
pub(super) fn rows(
    labels: &[&str],
    amounts: &[Amounts],
    parts: &[Option<Vec<usize>>],
) -> Option<Vec<Option<&'static str>>> {
    let net = (0..labels.len()).rfind(|&row| begins(labels[row], Effect::Net) && amounts[row].len() >= 2)?;
    let inner: Vec<usize> = parts.iter().flatten().flatten().copied().collect();
    let above: Vec<usize> = (0..net).filter(|row| !amounts[*row].is_empty() && !inner.contains(row)).collect();
    if !(2..=TRIED).contains(&above.len()) {
        return None;
    }
    let mut ways = (1..(1_u32 << above.len()) - 1).filter(|way| comes_out(*way, &above, amounts, net));
    let (way, None) = (ways.next()?, ways.next()) else { return None };
    // “Besparelse” says on which side of the net the savings are, “Løn” on which the costs.
    let mut said =
        above.iter().enumerate().filter_map(|(at, &row)| Some(voted(labels[row], true)? == (way >> at & 1 == 1)));
    let costs = said.next()?;
    if said.any(|other| other != costs) || !above.iter().any(|&row| voted(labels[row], true) == Some(false)) {
        return None;
    }
    let mut named = vec![None; labels.len()];
    named[net] = Some("net_change");
    for (at, &row) in above.iter().enumerate() {
        let code = if (way >> at & 1 == 1) == costs { "investment" } else { "saving" };
        let own = parts[row].iter().flatten().copied().chain([row]);
        own.for_each(|row| named[row] = Some(code));
    }
    Some(named)
}

/// Whether the rows of a way taken together, less the others, are the net in every column.
fn comes_out(way: u32, above: &[usize], amounts: &[Amounts], net: usize) -> bool {
    let of = |row: usize, column: usize| {
        amounts[row].iter().find(|(at, _)| *at == column).map_or(Decimal::ZERO, |(_, value)| *value)
    };
    amounts[net].iter().all(|&(column, value)| {
        let side = |at: usize| if way >> at & 1 == 1 { Decimal::ONE } else { Decimal::NEGATIVE_ONE };
        let sum: Decimal = above.iter().enumerate().map(|(at, &row)| side(at) * of(row, column)).sum();
        sum == value
    })
}
