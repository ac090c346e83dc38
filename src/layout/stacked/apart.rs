//! Tables with a cell to a line whose heads and rows are paragraphs of their own: the heads, a blank line, the first row.
//!
//! Takes chunks of lines, gives how many from the first are one table's. Refuses heads that do not come out even with the
//! first row's numbers, and rows of another width: a list of words above some numbers is no table.

use super::lines::{Sort, cells, sort};
use crate::span::Span;

/// The fewest numbers in a row, and the most lines of heads.
const FEWEST: usize = 2;
const HEADS: usize = 24;

/// How many chunks from the first are the heads and the rows of one table; none where they are not.
pub(super) fn table(text: &str, chunks: &[Vec<Span>]) -> usize {
    let [heads, rows, more @ ..] = chunks else { return 0 };
    let Some(heads) = words(text, heads) else { return 0 };
    let Some(width) = width(text, rows).filter(|width| heads == *width || heads == width + 1) else { return 0 };
    2 + more.iter().take_while(|chunk| self::width(text, chunk) == Some(width)).count()
}

/// How many cells some lines are, where all of them are words or years.
fn words(text: &str, chunk: &[Span]) -> Option<usize> {
    let lines: Vec<Span> = chunk.iter().take(HEADS + 1).map(|line| line.trimmed(text)).collect();
    let is_head = |line: &Span| {
        let line = line.of(text);
        !line.contains(['\t', '|']) && matches!(sort(line), Sort::Words | Sort::Time)
    };
    let all = (FEWEST..=HEADS).contains(&lines.len()) && lines.iter().all(is_head);
    all.then(|| cells(text, &lines).len())
}

/// How many numbers follow the label that some lines begin with.
fn width(text: &str, chunk: &[Span]) -> Option<usize> {
    let mut sorts = chunk.iter().map(|line| sort(line.trimmed(text).of(text)));
    matches!(sorts.next()?, Sort::Words | Sort::Time).then_some(())?;
    let numbers = sorts.take_while(|sort| matches!(sort, Sort::Number | Sort::Dash)).count();
    (numbers >= FEWEST).then_some(numbers)
}
