//! Placing a short row of a flattened table by what its own cells must satisfy: the change is the last count less the
//! first, and the change times the price of one is the effect.
//!
//! Takes the header, gives its [`Promises`]; takes rows and where they stand so far, places some that nothing else placed.
//! A row is believed only where one single way to fill the columns breaks no promise and keeps at least one. Refuses rows
//! that leave more than [`GAPS`] cells empty, and tables whose heads promise nothing.

use super::{
    Row,
    arithmetic::{Placed, cell, empty},
    value,
};
use crate::{
    layout::table::Cell,
    pattern::{Pattern, Regex},
    span::Span,
};

/// How many cells of a row may be empty without a dash.
const GAPS: usize = 2;

static CHANGE: Pattern =
    Pattern::new(r"(?i)^Δ|^\+/-|^(?:samlet\s+)?(?:ændring|til/?-?afgang|udvikling|forskel|difference)\b");
static PRICE: Pattern = Pattern::new(
    r"(?i)\bpr\.\s+(?:sag|år|plads|anbringelse|barn)|^(?:gennemsnits|enheds)?(?:pris|takst)\b|^(?:gennemsnits|enheds)udgift",
);
static EFFECT: Pattern = Pattern::new(r"(?i)^(?:økonomisk\s+)?effekt|^virkning|^besparelse");

/// The columns of a header that have to do with each other, counted without the labels. The first count is in the first.
#[derive(Debug, Default)]
pub(in crate::layout) struct Promises {
    /// The last count.
    last: usize,
    change: Option<usize>,
    price: Option<usize>,
    effect: Option<usize>,
}

impl Promises {
    /// What the heads behind the first `known` columns promise.
    pub(super) fn of(text: &str, header: &[Cell], known: usize) -> Self {
        let find = |pattern: &Regex| {
            (known..header.len() - 1).find(|&column| pattern.is_match(header[column + 1].span.of(text)))
        };
        Promises { last: known - 1, change: find(&CHANGE), price: find(&PRICE), effect: find(&EFFECT) }
    }

    /// Places the rows that are not placed yet and can stand in one way only.
    pub(super) fn settle(&self, text: &str, rows: &[Row], width: usize, out: &mut [Option<Placed>]) {
        if self.change.is_none() {
            return;
        }
        for (row, placed) in rows.iter().zip(out).filter(|(_, placed)| placed.is_none()) {
            let mut ways = ways(row, width).filter(|cells| self.kept(text, cells).is_some_and(|kept| kept > 0));
            *placed = ways.next().filter(|_| ways.next().is_none());
        }
    }

    /// How many promises a row keeps; `None` where it breaks one.
    fn kept(&self, text: &str, cells: &[Span]) -> Option<usize> {
        let number = |column: Option<usize>| value(text, cells[column?]);
        let mut kept = 0;
        let Some(change) = number(self.change) else { return Some(0) };
        let (first, last) = (number(Some(0)), number(Some(self.last)));
        if first.is_some() || last.is_some() {
            // What is not there yet, or no more, is none.
            if last.unwrap_or_default() - first.unwrap_or_default() != change {
                return None;
            }
            kept += 1;
        }
        if let (Some(price), Some(effect)) = (number(self.price), number(self.effect)) {
            // The sign depends on whether the column counts costs or savings.
            if change.checked_mul(price)?.abs() != effect.abs() {
                return None;
            }
            kept += 1;
        }
        Some(kept)
    }
}

/// All ways to set a row's tokens into the columns, in their order.
fn ways(row: &Row, width: usize) -> impl Iterator<Item = Placed> {
    let cells: Vec<Span> = row.tokens.iter().map(cell).collect();
    let gaps = width.saturating_sub(cells.len());
    let gap = empty(row.label.end);
    let first = if (1..=GAPS).contains(&gaps) { 0..width } else { 0..0 };
    let pairs = first
        .flat_map(move |one| (if gaps == GAPS { one + 1..width } else { one..one + 1 }).map(move |two| (one, two)));
    pairs.map(move |(one, two)| {
        let mut cells = cells.clone();
        cells.insert(one, gap);
        if two != one {
            cells.insert(two, gap);
        }
        cells
    })
}
