//! Lists that break a number down, a line to each part: a label, a count and its share (`Skoler 605 26 %`).
//!
//! Takes consecutive lines, gives the [`Table`] that they are: no heads, a column of counts, a column of shares. The
//! shares must be those of the counts, which shows what the two numbers are. Refuses lists of fewer than three lines.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::table::{Cell, Origin, Table, cover};
use crate::{pattern::Regex, quantity::parse_digits, span::Span};

/// The most lines of a list, a bound on what is read again where it is none.
const LINES: usize = 60;
/// The fewest lines whose shares can bear out their counts.
const FEWEST: usize = 3;

static LINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^\s*(?:[-–•*]\s+)?(?P<label>\p{L}[^\d%:]{1,60}?)[:,]?\s+(?P<count>\d[\d.]*)[,;]?\s*(?:[-–/]\s*)?(?P<share>\(?\d{1,3}(?:,\d+)?\s?(?:%|pct\.?|procent)\)?)[.,;]?\s*$",
    )
    .expect("a pattern")
});

/// A line's label, count and share.
struct Part {
    spans: [Span; 3],
    count: Decimal,
    share: Decimal,
}

/// The list that begins at the first of some lines, and how many lines it takes.
pub(super) fn table(text: &str, lines: &[Span]) -> Option<(Table, usize)> {
    let parts: Vec<Part> = lines.iter().take(LINES).map_while(|line| part(text, *line)).collect();
    if parts.len() < FEWEST || !borne_out(&parts) {
        return None;
    }
    let taken = parts.len();
    let rows = parts.iter().map(|part| part.spans.iter().map(|&span| Cell { span }).collect()).collect();
    Some((Table { span: cover(&lines[..taken]).trimmed(text), rows, origin: Origin::Shares }, taken))
}

fn part(text: &str, line: Span) -> Option<Part> {
    let words = line.of(text);
    if !words.contains('%') && !words.contains("pct") && !words.contains("procent") {
        return None;
    }
    let found = LINE.captures(words)?;
    let span = |name: &str| {
        let one = found.name(name)?;
        Some(Span::new(one.start(), one.end()).shifted(line.start))
    };
    let share = span("share")?;
    let bare = share.of(text).trim_matches(['(', ')']);
    let share_span = Span::new(share.start + usize::from(share.of(text).starts_with('(')), share.end);
    let share_span = Span::new(share_span.start, share_span.start + bare.len());
    let digits = bare.trim_end_matches(|c: char| !c.is_ascii_digit());
    let count = span("count")?;
    Some(Part {
        spans: [span("label")?, count, share_span],
        count: parse_digits(count.of(text))?,
        share: parse_digits(digits)?,
    })
}

/// Whether the shares are those of the counts, as far as they are rounded; the whole may stand among its parts.
fn borne_out(parts: &[Part]) -> bool {
    let whole = parts.iter().filter(|part| part.share == Decimal::ONE_HUNDRED).map(|part| part.count).max();
    let sum = parts.iter().filter(|part| part.share != Decimal::ONE_HUNDRED).map(|part| part.count).sum();
    let whole = whole.unwrap_or(sum);
    let near = |part: &Part| (part.count * Decimal::ONE_HUNDRED - part.share * whole).abs() <= whole + Decimal::ONE;
    !whole.is_zero() && parts.iter().all(near)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::blocks::lines;

    fn rows(text: &str) -> Vec<String> {
        let lines = lines(text);
        let row = |row: &Vec<Cell>| row.iter().map(|cell| cell.span.of(text)).collect::<Vec<_>>().join(";");
        table(text, &lines).map_or_else(Vec::new, |(table, _)| table.rows.iter().map(row).collect())
    }

    #[test]
    fn counts_with_their_shares() {
        assert_eq!(
            rows("Skoler 50 50 %\nPoliti 30 30 %\nAndre 20 20 %\nSlut."),
            ["Skoler;50;50 %", "Politi;30;30 %", "Andre;20;20 %"]
        );
        assert_eq!(rows("- Skoler: 21 (40 pct.)\n- Andre: 31 (60 pct.)\n- I alt: 52 (100 pct.)").len(), 3);
    }

    #[test]
    fn shares_of_something_else_make_no_list() {
        assert!(rows("Skoler 50 5 %\nPoliti 30 30 %\nAndre 20 20 %").is_empty());
        assert!(rows("Skoler 50 50 %\nPoliti 50 50 %").is_empty());
        assert!(rows("Skoler 50\nPoliti 30\nAndre 20").is_empty());
    }
}
