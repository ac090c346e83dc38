//! Lists whose lines hold a number and the earlier one in brackets: `Skoler 231 (188)`.
//!
//! Takes consecutive lines and what stands above them, gives the [`Table`] that they are: a column for what is and one for
//! what was, under the dates that tell when. These stand in the first bracket (`231 (2017: 188)`), in a title (`2018
//! (2017)`), or in a lead that speaks of brackets. Refuses lists of fewer than three lines, and brackets of which nothing
//! tells what they are.

use super::table::{Cell, Origin, Table, cover};
use crate::{pattern::Pattern, quantity::find_dates, span::Span};

/// The fewest lines, and the most that are read.
const FEWEST: usize = 3;
const LINES: usize = 60;

static LINE: Pattern = Pattern::new(
    r"^\s*(?:[-–•*▪]\s+|[a-zæøå\d]{1,2}[.)]\s+)?(?P<label>\p{L}[^:()\n]{1,60}?)[:,]?\s+(?P<now>[-–−+]?\d[\d.]*(?:,\d+)?)\s*\((?:(?P<year>(?:19|20)\d\d):\s*)?(?P<then>[-–−+]?\d[\d.]*(?:,\d+)?)\)[.,;]?\s*$",
);
/// A year with the one before it in brackets, as a title has them.
static YEARS: Pattern = Pattern::new(r"\b(?P<now>(?:19|20)\d\d)\s*\((?P<then>(?:19|20)\d\d)(?:\s+i\s+parentes)?\)");

/// The times of the two columns, where the text says them.
struct Times {
    now: Option<Span>,
    then: Span,
}

/// The list that begins at the first of some lines, and how many lines it takes.
pub(super) fn table(text: &str, above: &[Span], lines: &[Span]) -> Option<(Table, usize)> {
    let first = *lines.first()?;
    if !first.of(text).trim_end().trim_end_matches(['.', ',', ';']).ends_with(')') {
        return None;
    }
    let rows: Vec<[Span; 3]> = lines.iter().take(LINES).map_while(|line| row(text, *line)).collect();
    if rows.len() < FEWEST {
        return None;
    }
    let taken = rows.len();
    let own = LINE.captures(first.of(text)).and_then(|found| {
        let year = found.name("year")?;
        Some(Times { now: None, then: Span::new(year.start(), year.end()).shifted(first.start) })
    });
    let Times { now, then } = own.or_else(|| above.iter().find_map(|above| led(text, *above)))?;
    let empty = Span::new(first.start, first.start);
    let heads = [empty, now.unwrap_or(empty), then];
    let cells = |row: [Span; 3]| row.map(|span| Cell { span }).to_vec();
    let rows = std::iter::once(heads).chain(rows).map(cells).collect();
    Some((Table { span: cover(&lines[..taken]).trimmed(text), rows, origin: Origin::Listed }, taken))
}

fn row(text: &str, line: Span) -> Option<[Span; 3]> {
    let found = LINE.captures(line.of(text))?;
    let part = |name: &str| found.name(name).map(|one| Span::new(one.start(), one.end()).shifted(line.start));
    Some([part("label")?, part("now")?, part("then")?])
}

/// The times that what stands above a list says: of the brackets the date that is nearest before the word for them.
fn led(text: &str, above: Span) -> Option<Times> {
    let words = above.of(text);
    if let Some(found) = YEARS.captures(words) {
        let part = |name: &str| found.name(name).map(|one| Span::new(one.start(), one.end()).shifted(above.start));
        return Some(Times { now: part("now"), then: part("then")? });
    }
    let brackets = words.rfind("parentes")?;
    let dates: Vec<Span> =
        find_dates(words).into_iter().filter(|date| date.period.is_some()).map(|date| date.span).collect();
    if dates.is_empty() {
        // “I parentes skønnet fra budgetrevision 1” says what they are without a date.
        return super::double::told(text, above).map(|then| Times { now: None, then });
    }
    let then = *dates.iter().rev().find(|date| date.end <= brackets)?;
    // “Året før i parentes” says whose the other date is, not when the brackets are.
    let clause = words[then.end..brackets].to_lowercase();
    if ["før", "forrige", "sidste", "foregående"].iter().any(|word| clause.contains(word)) {
        return None;
    }
    let now = dates.iter().find(|date| **date != then).map(|date| date.shifted(above.start));
    Some(Times { now, then: then.shifted(above.start) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::blocks::lines;

    fn of(text: &str) -> Vec<String> {
        let lines = lines(text);
        let row = |row: &Vec<Cell>| row.iter().map(|cell| cell.span.of(text)).collect::<Vec<_>>().join(";");
        table(text, &[lines[0]], &lines[1..]).map_or_else(Vec::new, |(table, _)| table.rows.iter().map(row).collect())
    }

    #[test]
    fn the_brackets_time_is_said_once() {
        assert_eq!(
            of("Afsender\na) Skoler 31 (2017: 28)\nb) Politi 12 (14)\nc) Andre, 9 (7)"),
            [";;2017", "Skoler;31;28", "Politi;12;14", "Andre;9;7"]
        );
        assert_eq!(
            of(
                "Den 1. maj 2020 så det sådan ud (tal fra 1. maj 2018 i parentes):\n- Pleje: 31 (28)\n- Døgn: 12 (14)\n- Sum: 43 (42)"
            ),
            [";1. maj 2020;1. maj 2018", "Pleje;31;28", "Døgn;12;14", "Sum;43;42"]
        );
        assert_eq!(of("Børn 2021 (2020)\nPleje 31 (28)\nDøgn 12 (14)\nSum 43 (42)")[0], ";2021;2020");
    }

    #[test]
    fn brackets_of_which_nothing_is_said_are_none() {
        assert!(of("Hold og deltagere\nMandag 31 (28)\nTirsdag 12 (14)\nOnsdag 43 (42)").is_empty());
        assert!(of("Børn 2021, året før i parentes\nPleje 31 (28)\nDøgn 12 (14)\nSum 43 (42)").is_empty());
        assert!(of("Børn 2021 (2020)\nPleje 31 (28)\nDøgn 12 (14)").is_empty());
    }
}
