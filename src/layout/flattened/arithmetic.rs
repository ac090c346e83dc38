//! Placing the numbers of a flattened table's rows in its columns, by count and by the table's own sums.
//!
//! Takes rows of tokens and the number of columns, gives for each row a span for every column (empty for none), or
//! `None` for a row that cannot be placed. A full row places itself. A short one goes where a total proves it; a row that
//! fills all the columns known from the header goes to the left.

use rust_decimal::Decimal;

use super::{
    Row,
    identities::Promises,
    tokens::{Sort, Token},
    value,
};
use crate::span::Span;

/// The spans of a row's columns.
pub(super) type Placed = Vec<Span>;

/// How many short rows of one group are tried in every way; more are not believed.
const TRIED: usize = 4;

/// Places rows in `width` columns, of which the first `known` have heads that are certain, by what the heads promise.
pub(in crate::layout) fn place(
    text: &str,
    rows: &[Row],
    known: usize,
    width: usize,
    promises: &Promises,
) -> Vec<Option<Placed>> {
    let mut out: Vec<Option<Placed>> = rows.iter().map(|row| full(text, row, known, width)).collect();
    promises.settle(text, rows, width, &mut out);
    let mut group: Vec<usize> = Vec::new();
    let mut last_total: Option<usize> = None;
    for index in 0..rows.len() {
        if !is_total(rows[index].label.of(text)) {
            group.push(index);
            continue;
        }
        if out[index].is_some() {
            let sums = sums(text, &out, &group, width);
            if let Some(total) = &mut out[index] {
                with_signs(text, total, &sums);
            }
            settle(text, rows, &mut out, &group, last_total, index, width);
        } else {
            out[index] = total_by_sums(text, rows, &out, &group, index, width);
            if out[index].is_none() {
                // “Færre anbragte i alt” sounds like a total but is a row of its own: the next total may place it.
                group.push(index);
                continue;
            }
        }
        last_total = Some(index);
        group.clear();
    }
    out
}

pub(in crate::layout) fn is_total(label: &str) -> bool {
    let label = label.to_lowercase();
    label.contains("i alt")
        || label.contains("ialt")
        || label.starts_with("samlet")
        || label.contains("total")
        || label.starts_with("netto")
        || label == "sum"
}

pub(super) fn empty(at: usize) -> Span {
    Span::new(at, at)
}

/// What a token puts into a column: a dash puts nothing.
pub(super) fn cell(token: &Token) -> Span {
    if token.sort == Sort::Dash { empty(token.span.start) } else { token.span }
}

/// A row that fills every column, dashes counted; or one that fills those known from the header, the rest empty.
fn full(text: &str, row: &Row, known: usize, width: usize) -> Option<Placed> {
    let mut cells: Vec<Span> = row.tokens.iter().map(cell).collect();
    if cells.len() < width {
        // `66-510.000 -`: behind the columns known from the header a glued sign may be a dash of its own, which fills
        // one column more. Among the years it is a minus.
        let glued: Vec<usize> = (known..row.tokens.len()).filter(|&at| row.tokens[at].sort == Sort::Glued).collect();
        if cells.len() + glued.len() == width {
            for &at in glued.iter().rev() {
                let span = row.tokens[at].span;
                let sign = text[span.start..].chars().next().map_or(1, char::len_utf8);
                cells[at] = Span::new(span.start + sign, span.end);
                cells.insert(at, empty(span.start));
            }
        }
    }
    let end = row.tokens.last()?.span.end;
    let dash_after = row.tokens.get(known).is_none_or(|token| token.sort == Sort::Dash);
    if width > known && cells.len() >= known && cells.len() < width && dash_after {
        cells.truncate(known);
        cells.resize(width, empty(end));
    }
    (cells.len() == width).then_some(cells)
}

fn number(text: &str, span: Span) -> Decimal {
    value(text, span).unwrap_or_default()
}

fn column_sum(text: &str, rows: &[&Placed], column: usize) -> Decimal {
    rows.iter().map(|cells| number(text, cells[column])).sum()
}

/// Places the short rows of a group so that its total comes out in every column, if just one way does.
fn settle(
    text: &str,
    rows: &[Row],
    out: &mut [Option<Placed>],
    group: &[usize],
    before: Option<usize>,
    total: usize,
    width: usize,
) {
    let short: Vec<usize> = group
        .iter()
        .copied()
        .filter(|&index| out[index].is_none() && !rows[index].tokens.is_empty() && rows[index].tokens.len() < width)
        .collect();
    if short.is_empty() || short.len() > TRIED {
        return;
    }
    let fits: Vec<Vec<Placed>> = (0..1_usize << short.len())
        .map(|ways| {
            short
                .iter()
                .enumerate()
                .map(|(bit, &index)| aligned(&rows[index], width, ways >> bit & 1 == 1))
                .collect::<Vec<_>>()
        })
        .filter(|tried| {
            let mut group_rows: Vec<&Placed> = group.iter().filter_map(|&index| out[index].as_ref()).collect();
            group_rows.extend(tried.iter());
            adds_up(text, &group_rows, before.and_then(|index| out[index].as_ref()), out[total].as_ref(), width)
        })
        .collect();
    if let [only] = fits.as_slice() {
        for (index, cells) in short.into_iter().zip(only) {
            out[index] = Some(cells.clone());
        }
    }
}

/// A short row set against the left or the right edge.
fn aligned(row: &Row, width: usize, right: bool) -> Placed {
    let cells: Vec<Span> = row.tokens.iter().map(cell).collect();
    let gap = row.label.end;
    let fill = std::iter::repeat_n(empty(gap), width - cells.len());
    if right { fill.chain(cells).collect() } else { cells.into_iter().chain(fill).collect() }
}

/// Whether a total is the sum of its group, or of the total before it and the group, added or taken away.
fn adds_up(text: &str, group: &[&Placed], before: Option<&Placed>, total: Option<&Placed>, width: usize) -> bool {
    let Some(total) = total else { return false };
    let each = |of: &dyn Fn(usize) -> Decimal| (0..width).all(|column| of(column) == number(text, total[column]));
    let sum = |column: usize| column_sum(text, group, column);
    let base = |column: usize| before.map_or(Decimal::ZERO, |cells| number(text, cells[column]));
    each(&sum)
        || before.is_some()
            && (each(&|column| base(column) + sum(column)) || each(&|column| base(column) - sum(column)))
}

/// What the placed rows of a group sum up to in each column; `None` where none of them has a number.
fn sums(text: &str, out: &[Option<Placed>], group: &[usize], width: usize) -> Vec<Option<Decimal>> {
    let rows: Vec<&Placed> = group.iter().filter_map(|&index| out[index].as_ref()).collect();
    let filled = |column: usize| rows.iter().any(|cells| !cells[column].is_empty());
    (0..width).map(|column| filled(column).then(|| column_sum(text, &rows, column))).collect()
}

/// `4-2.700.000`: what was taken for a dash between two cells is the minus of the second where the column's sum has it.
fn with_signs(text: &str, total: &mut Placed, sums: &[Option<Decimal>]) {
    for (cell, sum) in total.iter_mut().zip(sums).filter(|(cell, _)| !cell.is_empty()) {
        let minus = text[..cell.start].chars().next_back().filter(|sign| matches!(sign, '-' | '–' | '−'));
        if let (Some(minus), Some(sum)) = (minus, sum)
            && number(text, *cell) == -sum
        {
            *cell = Span::new(cell.start - minus.len_utf8(), cell.end);
        }
    }
}

/// A total with fewer cells than columns: its numbers go to columns whose sums they are, in their order, if just one way
/// does.
fn total_by_sums(
    text: &str,
    rows: &[Row],
    out: &[Option<Placed>],
    group: &[usize],
    total: usize,
    width: usize,
) -> Option<Placed> {
    if group.iter().filter(|&&index| out[index].is_some()).count() < 2 {
        return None;
    }
    let tokens: Vec<&Token> = rows[total].tokens.iter().filter(|token| token.sort != Sort::Dash).collect();
    let wanted: Vec<Decimal> = tokens.iter().map(|token| value(text, token.span)).collect::<Option<_>>()?;
    let columns = only_way(&wanted, &sums(text, out, group, width))?;
    let mut placed = vec![empty(rows[total].label.end); width];
    for (token, column) in tokens.into_iter().zip(columns) {
        placed[column] = token.span;
    }
    Some(placed)
}

/// The columns that numbers go to, each to one with its value, from left to right; `None` where no way does, or several:
/// where the leftmost way is the rightmost too, there is no third.
fn only_way(wanted: &[Decimal], sums: &[Option<Decimal>]) -> Option<Vec<usize>> {
    let fits = |number: &Decimal, column: usize| sums[column].as_ref() == Some(number);
    let (mut from_left, mut from_right) = (0..sums.len(), (0..sums.len()).rev());
    let leftmost: Option<Vec<usize>> =
        wanted.iter().map(|number| from_left.find(|&column| fits(number, column))).collect();
    let rightmost: Option<Vec<usize>> =
        wanted.iter().rev().map(|number| from_right.find(|&column| fits(number, column))).collect();
    let (leftmost, rightmost) = (leftmost?, rightmost?);
    leftmost.iter().eq(rightmost.iter().rev()).then_some(leftmost)
}
