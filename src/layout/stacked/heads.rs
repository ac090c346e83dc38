//! The lines before a table's first number: which are heads of columns, which a group's label, which the first row's.
//!
//! Takes the cells of words, the number of columns and how many cells of words stand before the rows that follow; gives
//! [`Heads`]. Refuses cells that do not come out even.

use super::{
    Group,
    lines::{self, Sort},
};
use crate::span::Span;

/// What stands above a table's numbers.
pub(super) struct Heads {
    /// What stands above the labels.
    stub: Option<Span>,
    /// The heads that span several columns each.
    upper: Vec<Span>,
    /// The columns' heads; none for a list.
    columns: Vec<Span>,
    /// The first row's label, a group's before it.
    pub(super) labels: Vec<Span>,
    /// How many cells of words each row has.
    pub(super) texts: usize,
    /// How many rows make it a table.
    pub(super) enough: usize,
}

impl Heads {
    /// The rows of heads; one that spans several columns stands in the first of them.
    pub(super) fn rows(&self) -> Vec<Vec<Span>> {
        let Some(first) = self.columns.first() else { return Vec::new() };
        let empty = Span::new(first.start, first.start);
        let stub = self.stub.unwrap_or(empty);
        if self.upper.is_empty() {
            return vec![std::iter::once(stub).chain(self.columns.iter().copied()).collect()];
        }
        let width = self.columns.len() / self.upper.len();
        let spread =
            self.upper.iter().flat_map(|head| std::iter::once(*head).chain(std::iter::repeat_n(empty, width - 1)));
        vec![
            std::iter::once(stub).chain(spread).collect(),
            std::iter::once(empty).chain(self.columns.iter().copied()).collect(),
        ]
    }

    /// Whether the words before a row are the heads of another table.
    pub(super) fn begins_anew(&self, text: &str, words: &[Span], group: &Group) -> bool {
        let amounts = group.numbers.iter().all(|number| lines::is_amount(number.of(text)));
        self.columns.is_empty() && (words.len() > 1 || !amounts)
    }
}

/// The heads among the cells of words before the first number.
pub(super) fn resolve(text: &str, zone: Vec<Span>, width: usize, labels: &[usize], groups: &[Group]) -> Option<Heads> {
    let columns = groups[0].numbers.len();
    if !columns.is_multiple_of(width) {
        return None;
    }
    let is_head = |span: &Span| lines::is_head(span.of(text));
    let amounts = groups.iter().flat_map(|group| &group.numbers).all(|number| lines::is_amount(number.of(text)));
    if zone.len() == 1 {
        let list = width == 1 && columns == 1 && amounts;
        return list.then(|| Heads {
            stub: None,
            upper: Vec::new(),
            columns: Vec::new(),
            labels: zone,
            texts: 1,
            enough: 2,
        });
    }
    let texts = labels.first().copied().filter(|count| *count > 1 && labels.iter().all(|other| other == count));
    if let Some(texts) = texts.filter(|texts| zone.len() == width + 2 * texts) {
        let labels = zone[texts + width..].to_vec();
        let columns = zone[texts..texts + width].to_vec();
        return Some(Heads { stub: Some(zone[0]), upper: Vec::new(), columns, labels, texts, enough: 2 });
    }
    if let Some(heads) = spanned(text, &zone, width) {
        return Some(heads);
    }
    let grouped = labels.contains(&2);
    let at = |from: usize| {
        let columns = zone[from..from + width].to_vec();
        let stub = (from > 0).then(|| zone[0]);
        let years = width > 1 && columns.iter().all(is_head);
        let labels = zone[from + width..].to_vec();
        // One column says little: its head must be one by its own words.
        let is_time = |span: &Span| lines::sort(span.of(text)) == Sort::Time;
        // A year beside years is a column whose cells are lost.
        let clear = (width > 1 || is_head(&columns[0])) && !(from > 0 && is_time(&zone[0]) && is_time(&columns[0]));
        let enough = if years { 1 } else { 2 };
        clear.then_some(Heads { stub, upper: Vec::new(), columns, labels, texts: 1, enough })
    };
    // A label over its years, then one number for each: the label is the only row's.
    let years = |span: &Span| lines::is_dated(span.of(text));
    if groups.len() == 1 && width > 1 && zone.len() == width + 1 && !years(&zone[0]) && zone[1..].iter().all(years) {
        let (labels, columns) = (vec![zone[0]], zone[1..].to_vec());
        return Some(Heads { stub: None, upper: Vec::new(), columns, labels, texts: 1, enough: 1 });
    }
    match zone.len().checked_sub(width)? {
        1 => at(0),
        2 if grouped && zone[..width].iter().all(is_head) && !is_head(&zone[width]) => at(0),
        2 => at(1),
        3 if grouped => at(1),
        _ => None,
    }
}

/// Heads over heads: the lower ones come again below each of the upper ones.
fn spanned(text: &str, zone: &[Span], width: usize) -> Option<Heads> {
    let label = zone.len().checked_sub(1)?;
    let lower = &zone[label.checked_sub(width)?..label];
    // A footnote's mark or a unit may stand with one of them.
    let same = |a: &Span, b: &Span| a.of(text).starts_with(b.of(text)) || b.of(text).starts_with(a.of(text));
    let again =
        |part: &usize| width.is_multiple_of(*part) && (0..width - part).all(|at| same(&lower[at], &lower[at + part]));
    let part = (2..=width / 2).find(again)?;
    let uppers = width / part;
    let upper = &zone[(label - width).checked_sub(uppers)?..label - width];
    let stub = (label - width - uppers).checked_sub(1).map(|at| zone[at]);
    let few = label - width - uppers <= 2;
    few.then(|| Heads {
        stub,
        upper: upper.to_vec(),
        columns: lower.to_vec(),
        labels: zone[label..].to_vec(),
        texts: 1,
        enough: 2,
    })
}
