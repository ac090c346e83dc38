//! Lines that say of each number when or where it is: `Anbragte  2019: 61  2020: 58`, `Løn: 900 (2024), 950 (2025)`,
//! `Plejefamilie  Nyborg 43  Fyn 55`.
//!
//! Takes consecutive lines, gives the [`Table`] that they are: the years or the places are its heads, what stands before
//! them or on the line above is a row's label, and a line of words above that heads a group. Refuses a lone line, unless
//! three years stand ahead of their numbers, lines whose heads differ, and lines with more words than these: a sentence is read better
//! as one.

use std::sync::LazyLock;

use super::table::{Cell, Origin, Table, cover};
use crate::{pattern::Regex, span::Span};

/// The most lines of a table, and the most bytes of a line and of a label.
const LINES: usize = 60;
const LINE: usize = 300;
const LABEL: usize = 80;
/// The fewest numbers of a lone line.
const ALONE: usize = 3;

const NUMBER: &str = r"(?P<number>[-–−+]?\d+(?:\.\d{3})*(?:,\d+)?(?:\s?(?:%|pct\.?))?|[-–−])";

/// A year ahead of its number: `2019: 61`, `2021 (skøn): 58`.
static AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"\b(?P<head>(?:19|20)\d\d(?:\s?\(\p{{L}}[\p{{L}}. ]{{1,14}}\))?)\s*:\s*{NUMBER}"))
        .expect("a pattern")
});
/// A year in brackets behind its number: `900 (2024)`.
static BEHIND: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"{NUMBER}\s*\((?P<head>(?:19|20)\d\d)\)")).expect("a pattern"));
/// A place or an answer ahead of its number: `Nyborg 43`.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"^(?P<head>\p{{Lu}}[\p{{L}} .-]{{0,24}}?):?\s+{NUMBER}$")).expect("a pattern")
});
/// Bare numbers behind a label, as many as the heads that another line has said.
static BARE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"(?:^|[,;/|\s]\s*){NUMBER}(?:\s*[,;/|]?\s*$|\b)")).expect("a pattern"));

/// A line with a label, perhaps none, and numbers below their heads.
struct Row {
    label: Span,
    heads: Vec<Span>,
    numbers: Vec<Span>,
}

/// The table that begins at the first of some lines, and how many lines it takes.
pub(super) fn table(text: &str, lines: &[Span]) -> Option<(Table, usize)> {
    if !lines.iter().take(3).any(|line| may_be(line.of(text))) {
        return None;
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut groups: Vec<(usize, Span)> = Vec::new();
    let mut words: Vec<Span> = Vec::new();
    let mut taken = 0;
    for (at, &line) in lines.iter().enumerate().take(LINES) {
        let heads = rows.first().map(|row| row.heads.as_slice());
        let Some(mut row) = row(text, line, heads) else {
            let next = |after: usize| {
                lines.get(at + after).is_some_and(|line| read(text, *line).is_some_and(|row| row.label.is_empty()))
            };
            if words.len() < 2 && is_label(line.of(text)) && (next(1) || words.is_empty() && next(2)) {
                words.push(line.trimmed(text));
                continue;
            }
            break;
        };
        if row.label.is_empty() {
            row.label = words.pop()?;
        }
        groups.extend(words.drain(..).map(|group| (rows.len(), group)));
        rows.push(row);
        taken = at + 1;
    }
    let alone = |row: &Row| {
        answers(text, row) || {
            row.numbers.len() >= ALONE && is_year(row.heads[0].of(text)) && row.heads[0].start < row.numbers[0].start
        }
    };
    let enough = rows.len() >= 2 || rows.first().is_some_and(alone);
    enough.then(|| (built(&rows, &groups, cover(&lines[..taken]).trimmed(text)), taken))
}

/// A look at a line's letters: most lines have neither a year nor a gap ahead of a number.
fn may_be(line: &str) -> bool {
    line.len() <= LINE
        && line.contains(|c: char| c.is_ascii_digit())
        && (line.contains(": ") || line.contains('(') || line.contains("  "))
}

/// A line as a row below the heads that are known, where any are.
fn row(text: &str, line: Span, heads: Option<&[Span]>) -> Option<Row> {
    if !may_be(line.of(text)) {
        return None;
    }
    let Some(heads) = heads else { return read(text, line) };
    let same = |row: &Row| {
        let year = |head: &Span| head.of(text).split(' ').next().unwrap_or_default().to_owned();
        row.heads.len() == heads.len() && row.heads.iter().zip(heads).all(|(a, b)| year(a) == year(b))
    };
    read(text, line).filter(same).or_else(|| bare(text, line, heads))
}

fn read(text: &str, line: Span) -> Option<Row> {
    if !may_be(line.of(text)) {
        return None;
    }
    dated(text, line, &AHEAD)
        .or_else(|| dated(text, line, &BEHIND).filter(|row| led(text, row)))
        .or_else(|| named(text, line))
}

/// Whether a colon parts a row's label from its numbers.
fn led(text: &str, row: &Row) -> bool {
    text[row.label.end..row.numbers[0].start].trim_start().starts_with(':')
}

/// A row whose heads are years.
fn dated(text: &str, line: Span, pattern: &Regex) -> Option<Row> {
    let words = line.of(text);
    let (mut heads, mut numbers) = (Vec::new(), Vec::new());
    let (mut first, mut end) = (None, 0);
    for found in pattern.captures_iter(words) {
        let (whole, head, number) = (found.get(0)?, found.name("head")?, found.name("number")?);
        let between = &words[end..whole.start()];
        if first.is_some()
            && !between.chars().all(|c| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '/' | '-' | '–'))
        {
            return None;
        }
        first.get_or_insert(whole.start());
        end = whole.end();
        heads.push(Span::new(head.start(), head.end()).shifted(line.start));
        numbers.push(Span::new(number.start(), number.end()).shifted(line.start));
    }
    let label = label(text, Span::new(line.start, line.start + first?))?;
    let ascending = heads.windows(2).all(|pair| pair[0].of(text)[..4] < pair[1].of(text)[..4]);
    let ended = words[end..].trim().trim_end_matches(['.', ';', ',']).is_empty();
    (numbers.len() >= 2 && ascending && ended).then_some(Row { label, heads, numbers })
}

/// A row whose heads are names, runs of spaces or tabs between them.
fn named(text: &str, line: Span) -> Option<Row> {
    let cells = super::spaced::parted(text, line);
    // “Ja 9   Nej 3”: the label stands on the line above.
    let headed = cells.first().is_some_and(|first| NAMED.is_match(first.of(text)));
    let label = if headed { Span::new(line.start, line.start) } else { label(text, *cells.first()?)? };
    let cells = cells.get(usize::from(!headed)..).filter(|cells| cells.len() >= 2)?;
    let (mut heads, mut numbers) = (Vec::new(), Vec::new());
    for cell in cells {
        let found = NAMED.captures(cell.of(text))?;
        let part = |name: &str| found.name(name).map(|one| Span::new(one.start(), one.end()).shifted(cell.start));
        heads.push(part("head")?);
        numbers.push(part("number")?);
    }
    Some(Row { label, heads, numbers })
}

/// A label with as many bare numbers behind it as there are heads: `Netto: 865, -840, -1.275`.
fn bare(text: &str, line: Span, heads: &[Span]) -> Option<Row> {
    let words = line.of(text);
    let colon = words.find(':')?;
    let label = label(text, Span::new(line.start, line.start + colon))?;
    let mut numbers = Vec::new();
    let mut from = line.start + colon + 1;
    for part in words[colon + 1..].split_inclusive([' ', '\t', ';', '/', '|']) {
        let span = Span::new(from, from + part.len());
        from = span.end;
        let number = part.trim_end_matches(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '–' | '−' | '%'));
        if number.trim().is_empty() {
            continue;
        }
        let number = Span::new(span.start, span.start + number.len()).trimmed(text);
        BARE.is_match(number.of(text)).then(|| numbers.push(number))?;
    }
    (numbers.len() == heads.len() && !label.is_empty()).then(|| Row { label, heads: heads.to_vec(), numbers })
}

/// What stands before the first head, without what parts it from there: no sentence, and no number of its own.
fn label(text: &str, before: Span) -> Option<Span> {
    let words = before.of(text).trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '|'));
    let label = Span::new(before.start, before.start + words.len()).trimmed(text);
    let ended = |(at, _): (usize, &str)| label.of(text)[at + 2..].starts_with(char::is_uppercase);
    let short = label.len() <= LABEL && !label.of(text).match_indices(". ").any(ended);
    (short && (label.is_empty() || label.of(text).contains(char::is_alphabetic))).then_some(label)
}

/// Whether a line may be the label of the numbers below it, or head a group of such.
fn is_label(line: &str) -> bool {
    let line = line.trim();
    let begins = line.starts_with(char::is_alphabetic) || line.ends_with('?');
    line.len() <= LABEL && begins && !line.ends_with(['.', '!', ';', ','])
}

/// Whether the heads are what a questionnaire may be answered with.
fn answers(text: &str, row: &Row) -> bool {
    let yes_or_no = |head: &Span| matches!(head.of(text).to_lowercase().as_str(), "ja" | "nej" | "ved ikke");
    row.heads.iter().filter(|head| yes_or_no(head)).count() >= 2
}

fn is_year(head: &str) -> bool {
    head.starts_with("19") || head.starts_with("20")
}

fn built(rows: &[Row], groups: &[(usize, Span)], span: Span) -> Table {
    let empty = Span::new(span.start, span.start);
    let heads = &rows[0].heads;
    let line = |first: Span, rest: &[Span]| {
        std::iter::once(first).chain(rest.iter().copied()).map(|span| Cell { span }).collect()
    };
    let mut table: Vec<Vec<Cell>> = vec![line(empty, heads)];
    for (at, row) in rows.iter().enumerate() {
        for (_, group) in groups.iter().filter(|(before, _)| *before == at) {
            table.push(line(*group, &vec![Span::new(group.end, group.end); heads.len()]));
        }
        table.push(line(row.label, &row.numbers));
    }
    Table { span, rows: table, origin: Origin::Listed }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::blocks::lines;

    fn of(text: &str) -> Vec<String> {
        let row = |row: &Vec<Cell>| row.iter().map(|cell| cell.span.of(text)).collect::<Vec<_>>().join("|");
        table(text, &lines(text)).map_or_else(Vec::new, |(table, _)| table.rows.iter().map(row).collect())
    }

    #[test]
    fn years_ahead_of_their_numbers() {
        assert_eq!(
            of("Børn, 1. maj   2019: 61   2020: 58\nHeraf i pleje  2019: 40 %  2020: 44 %\nSlut."),
            ["|2019|2020", "Børn, 1. maj|61|58", "Heraf i pleje|40 %|44 %"]
        );
        assert_eq!(
            of("Henvendelser: 2017: 12; 2018: 15; 2019 (skøn): 18."),
            ["|2017|2018|2019 (skøn)", "Henvendelser|12|15|18"]
        );
    }

    #[test]
    fn labels_above_their_numbers_and_groups_above_these() {
        assert_eq!(
            of("Model A\nLøn\n2019: 900\t2020: 950\nFærre køb\n2019: -\t2020: -700"),
            ["|2019|2020", "Model A||", "Løn|900|950", "Færre køb|-|-700"]
        );
    }

    #[test]
    fn years_behind_and_then_none() {
        assert_eq!(
            of("Løn: 1.300 (2024), 900 (2025)\nMindre køb: -435, -1.740\nNetto: 865 / -840"),
            ["|2024|2025", "Løn|1.300|900", "Mindre køb|-435|-1.740", "Netto|865|-840"]
        );
    }

    #[test]
    fn places_ahead_of_their_numbers() {
        assert_eq!(
            of("Pleje     Nyborg 43   Fyn 55\nSkole     Nyborg 4    Fyn 7"),
            ["|Nyborg|Fyn", "Pleje|43|55", "Skole|4|7"]
        );
    }

    #[test]
    fn sentences_and_other_lines_are_none() {
        for text in [
            "I 2019: 12 og i 2020: 14 og så videre.",
            "Møde: Mandag 10   Onsdag 12",
            "Telefon 2019: 64 74 00 01",
            "Vi fik 12 (2019), 14 (2020) og 15 (2021) henvendelser.",
            "Børn 2019: 12, 2020: 14",
        ] {
            assert!(of(text).is_empty(), "{text}: {:?}", of(text));
        }
    }
}
