//! What a table without words of its own counts: what the text above it or the document's title is about.
//!
//! Takes a table, gives the indicator. Refuses a table whose labels may count anything, and one whose title counts
//! something that the catalogue does not know: only years, places and totals, or parts that their shares bear out, are
//! sure to break down what was spoken of.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{Reader, Surroundings, meaning::TOTAL};
use crate::{
    figure::vocabulary::Role,
    layout::{BlockKind, Origin},
    pattern::Words,
    quantity::{MONTHS, find_dates},
    reference::lexicon::{ANSWERS, OTHERS},
};

static OTHER: LazyLock<Words> = LazyLock::new(|| Words::new(OTHERS.iter().chain(ANSWERS.iter()).copied()));

/// The fewest parts that are everything.
const FEWEST: usize = 3;
/// The longest title of a document, in bytes, and among how many blocks it is looked for.
const TITLE: usize = 160;
const BLOCKS: usize = 3;

/// The indicator that a table is about by what stands around it.
pub(super) fn topic(reader: &Reader<'_>, around: &Surroundings<'_>) -> Option<usize> {
    if is_series(reader) {
        return around.passage.or_else(|| titled(reader, around).filter(|_| !names_other(reader)));
    }
    let listed = matches!(reader.table.origin, Origin::Shares | Origin::Listed) && counts(reader);
    let broken_down = listed || adds_up(reader) && !names_other(reader);
    if !broken_down || of_other(reader) {
        return None;
    }
    around.passage.or_else(|| titled(reader, around))
}

/// Whether a list of parts stands under words for something that the catalogue does not know.
pub(super) fn of_other(reader: &Reader<'_>) -> bool {
    let other = |text: &&str| !OTHER.find(text).is_empty() && reader.hits(text).is_empty();
    reader.table.origin == Origin::Shares && reader.titles.first().is_some_and(other)
}

/// Whether its heads, its title or the heading above it speak of what the catalogue does not know.
fn names_other(reader: &Reader<'_>) -> bool {
    let heads = reader.table.rows[0].iter().map(|cell| cell.span.of(reader.text()));
    let near = reader.titles.first().copied().into_iter().chain(reader.headings.last().copied());
    heads.chain(near).any(|text| !OTHER.find(text).is_empty())
}

/// Whether its rows are shares in one column that are everything together: parts of what was spoken of.
pub(super) fn adds_up(reader: &Reader<'_>) -> bool {
    let rows: Vec<_> = (0..reader.labels.len()).map(|row| reader.amounts(row)).filter(|row| !row.is_empty()).collect();
    let parts = || rows.iter().map(|row| row[0].1).filter(|value| *value != Decimal::ONE_HUNDRED);
    let off = (parts().sum::<Decimal>() - Decimal::ONE_HUNDRED).abs();
    rows.len() >= FEWEST
        && rows.iter().all(|row| row.len() == 1)
        && off <= Decimal::ONE
        && parts().all(|part| !part.is_sign_negative())
}

/// Whether its rows are years, places and totals: what they count is what the text above counts.
fn is_series(reader: &Reader<'_>) -> bool {
    let labels = &reader.labels;
    let mut data = (0..labels.len()).filter(|&row| !reader.amounts(row).is_empty()).map(|row| labels[row]);
    let place = |label: &str| reader.reference.municipalities.find(label).is_some();
    data.all(|label| {
        let dated = || !find_dates(label).is_empty() || MONTHS.contains(&label.trim().to_lowercase().as_str());
        !label.contains(char::is_alphabetic) || dated() || TOTAL.is_match(label) || place(label)
    })
}

/// Whether every row counts: two numbers each, none with a unit of money or a fraction.
fn counts(reader: &Reader<'_>) -> bool {
    let rows = (0..reader.labels.len()).map(|row| reader.amounts(row)).filter(|amounts| !amounts.is_empty());
    let mut rows = rows.peekable();
    rows.peek().is_some() && rows.all(|amounts| amounts.len() == 2 && amounts[0].1.is_integer())
}

/// The short blocks that the document begins with: its title is among them.
pub(super) fn openings<'t>(text: &'t str, around: &Surroundings<'_>) -> Vec<&'t str> {
    let blocks = around.layout.blocks.iter().take(BLOCKS.min(around.index));
    let short = blocks.filter(|block| block.span.len() <= TITLE && !matches!(block.kind, BlockKind::Table(_)));
    short.map(|block| block.span.of(text)).collect()
}

/// The one indicator that the document's title names.
fn titled(reader: &Reader<'_>, around: &Surroundings<'_>) -> Option<usize> {
    let catalogue = reader.reference.catalogue.all();
    openings(reader.text(), around).into_iter().find_map(|title| {
        let hits = reader.hits(title);
        let hits = hits.iter().filter(|hit| matches!(hit.role, Role::Trigger | Role::Counted));
        let mut named: Vec<usize> = hits.filter_map(|hit| hit.indicator).collect();
        named.dedup();
        let [only] = named[..] else { return None };
        catalogue[only].is_topic().then_some(only)
    })
}
