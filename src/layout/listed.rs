//! Lists of labels with one bare amount each below a line that says what the amounts are in: `Udgifter, mio. kr.`, then
//! `Plejefamilier: 31,2`.
//!
//! Takes consecutive lines and the one above them, gives the [`Table`] that they are, without heads. Refuses lists of
//! fewer than three lines, numbers with a unit of their own, and lists below a line that states no unit of money: a
//! sentence is read better as one.

use std::sync::LazyLock;

use super::table::{Cell, Origin, Table, cover};
use crate::{
    pattern::Regex,
    quantity::{Measure, stated_scale},
    span::Span,
};

/// The fewest lines, and the most that are read.
const FEWEST: usize = 3;
const LINES: usize = 60;

static LINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:[-–•*▪]\s+)?(?P<label>\p{L}[^:\n]{1,60}?)\s*:\s+(?P<number>[-–−+]?\d[\d.]*(?:,\d+)?)\s*$")
        .expect("a pattern")
});

/// The list that begins at the first of some lines, and how many lines it takes.
pub(super) fn table(text: &str, above: Span, lines: &[Span]) -> Option<(Table, usize)> {
    let first = lines.first()?.of(text);
    if !first.contains(':') || !first.trim_end().ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    stated_scale(above.of(text)).filter(|scale| scale.measure == Measure::Money)?;
    let rows: Vec<Vec<Cell>> = lines.iter().take(LINES).map_while(|line| row(text, *line)).collect();
    let taken = rows.len();
    let table = || Table { span: cover(&lines[..taken]).trimmed(text), rows, origin: Origin::Listed };
    (taken >= FEWEST).then(|| (table(), taken))
}

fn row(text: &str, line: Span) -> Option<Vec<Cell>> {
    let found = LINE.captures(line.of(text))?;
    let cell = |name: &str| {
        let one = found.name(name)?;
        Some(Cell { span: Span::new(one.start(), one.end()).shifted(line.start) })
    };
    Some(vec![cell("label")?, cell("number")?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::blocks::lines;

    fn of(text: &str) -> Vec<String> {
        let lines = lines(text);
        let row = |row: &Vec<Cell>| row.iter().map(|cell| cell.span.of(text)).collect::<Vec<_>>().join(";");
        table(text, lines[0], &lines[1..]).map_or_else(Vec::new, |(table, _)| table.rows.iter().map(row).collect())
    }

    #[test]
    fn amounts_below_their_unit() {
        assert_eq!(
            of("Udgifter (mio. kr.):\n- Pleje: 31,2\n- Skole: 12,4\n- Andet: -0,8\nDet er alt."),
            ["Pleje;31,2", "Skole;12,4", "Andet;-0,8"]
        );
    }

    #[test]
    fn counts_sentences_and_short_lists_are_none() {
        assert!(of("Børn efter type\nPleje: 31\nSkole: 12\nAndet: 8").is_empty());
        assert!(of("Udgifter (mio. kr.)\nPleje: 31,2\nSkole: 12,4").is_empty());
        assert!(of("Udgifter (mio. kr.)\nPleje: 31,2 mio. kr.\nSkole: 12,4\nAndet: 8").is_empty());
    }
}
