//! Run-on tables whose heads are words, and whose rows are labels or years: `Kilde Skole Politi I alt Antal 2020 40 12 52`.
//!
//! Takes lines of a row each, or a paragraph whose lines are lost, gives the tables in it. A head begins with a capital;
//! there must be as many heads as the rows have numbers, the words above the labels perhaps before them. Where the border
//! between the last head and the first label is not a line's end, a column that adds up the others finds it. Refuses heads
//! and cells that do not come out even, and tables of one row.

use rust_decimal::Decimal;

use super::{
    super::table::{Cell, Origin, Table},
    Row, arithmetic,
    columns::{border, complete, heads, joined, segments},
    identities::Promises,
    tokens::{self, Sort, Token},
    value,
};
use crate::span::Span;

/// How many rows decide what the table's grid is.
const TRIED: usize = 6;
/// The most words of a row's label, and of the heads.
pub(super) const WORDS: usize = 24;

/// Words, and the numbers that follow them.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) words: Vec<Span>,
    pub(super) numbers: Vec<Token>,
}

/// The table whose heads are the first of some lines and whose rows are those that follow, and how many lines it takes.
pub(in crate::layout) fn lined(text: &str, lines: &[Span]) -> Option<(Table, usize)> {
    if !lines[1..].iter().take(2).all(|line| is_dense(line.of(text))) || lines.len() < 3 {
        return None;
    }
    let tried = heads(text, lines[0])?;
    let read = |line: &Span| row(text, *line);
    let first: Vec<Group> = lines[1..].iter().take(TRIED).map_while(read).collect();
    let joined = joined(text, &tried);
    let (heads, width) = [tried, joined]
        .into_iter()
        .find_map(|heads| Some((width(text, &first, heads.len())?, heads)))
        .map(|(width, heads)| (heads, width))?;
    let rows: Vec<Group> = lines[1..].iter().map_while(read).collect();
    if heads.len() == width && !complete(text, &heads, &rows) {
        return None;
    }
    let taken = 1 + rows.len();
    build(text, &heads, rows, width).map(|table| (table, taken))
}

/// A label and the numbers at the end of a line.
fn row(text: &str, line: Span) -> Option<Group> {
    let tokens = bracketed(text, tokens::tokens(text, line));
    let numbers = tokens.iter().rev().take_while(|token| !token.is_word()).count();
    let (words, numbers) = tokens.split_at(tokens.len() - numbers);
    let few = words.len() <= WORDS && numbers.len() >= 2;
    few.then(|| Group { words: words.iter().map(|token| token.span).collect(), numbers: numbers.to_vec() })
}

/// Tokens of which a bracket with a number in it is part of the number before it: `140 (11,2)`; and words of no number
/// behind such a one are an empty cell: `71 (9,8) oplyses senere`.
fn bracketed(text: &str, tokens: impl Iterator<Item = Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    for token in tokens {
        let bracket = token.is_word() && is_bracket(token.span.of(text));
        match out.last_mut() {
            Some(last) if bracket && !last.is_word() => last.span = last.span.cover(token.span),
            _ => out.push(token),
        }
    }
    let last = out.iter().rposition(|token| token.span.of(text).ends_with(')') && !token.is_word());
    if let Some(last) = last.filter(|last| out.len() > last + 1 && out[last + 1..].iter().all(|token| token.is_word()))
    {
        let words = out[last + 1].span.cover(out[out.len() - 1].span);
        out.truncate(last + 1);
        out.push(Token { span: words, sort: Sort::Dash });
    }
    out
}

/// Whether a word is a number in brackets.
fn is_bracket(word: &str) -> bool {
    let inner = word.strip_prefix('(').and_then(|word| word.strip_suffix(')'));
    inner.is_some_and(|inner| {
        inner.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '–'))
            && inner.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '+' | '-' | '–' | '%'))
    })
}

/// How many columns most of the rows have, where the heads come out even: a year before the numbers is the label's.
fn width(text: &str, rows: &[Group], heads: usize) -> Option<usize> {
    let counts: Vec<usize> = rows.iter().map(|row| row.numbers.len()).collect();
    let agree = |width: usize| counts.iter().filter(|count| **count == width).count();
    let most = counts.iter().copied().max_by_key(|width| (agree(*width), *width))?;
    // A row of differences below rows of years has no year of its own.
    let labelled = rows.iter().all(|row| match row.numbers.len() {
        count if count == most => is_year(text, row.numbers[0]),
        count => count + 1 == most && agree(most) >= 2,
    });
    let width = if labelled { most - 1 } else { most };
    (agree(most) >= 2 && width >= 2 && (heads == width || heads == width + 1)).then_some(width)
}

/// The table of heads and rows.
fn build(text: &str, heads: &[Span], groups: Vec<Group>, width: usize) -> Option<Table> {
    let rows: Vec<Row> = groups.into_iter().filter_map(|group| labelled(text, group, width)).collect();
    let placed = arithmetic::place(text, &rows, width, width, &Promises::default());
    if placed.iter().flatten().count() < 2 {
        return None;
    }
    let columns = &heads[heads.len() - width..];
    let stub = if heads.len() > width { heads[0] } else { Span::new(heads[0].start, heads[0].start) };
    let cell = |span: Span| Cell { span };
    let mut table: Vec<Vec<Cell>> = vec![std::iter::once(stub).chain(columns.iter().copied()).map(cell).collect()];
    for (row, cells) in rows.iter().zip(placed) {
        let Some(cells) = cells else { continue };
        table.push(std::iter::once(row.label).chain(cells).map(cell).collect());
    }
    let span = table.iter().flatten().map(|cell| cell.span).reduce(Span::cover)?;
    Some(Table { span, rows: table, origin: Origin::Flattened })
}

/// A row with its label, to which a year before as many numbers as there are columns belongs.
fn labelled(text: &str, group: Group, width: usize) -> Option<Row> {
    let Group { words, mut numbers } = group;
    let mut label = words.first().zip(words.last()).map(|(first, last)| first.cover(*last));
    if numbers.len() == width + 1 && is_year(text, numbers[0]) {
        let year = numbers.remove(0).span;
        let marks = text[year.end..].bytes().take_while(|byte| *byte == b'*').count();
        let year = Span::new(year.start, year.end + marks);
        label = Some(label.map_or(year, |label| label.cover(year)));
    }
    Some(Row { label: label?, tokens: numbers })
}

pub(super) fn is_year(text: &str, token: Token) -> bool {
    let digits = token.span.of(text);
    !token.is_word() && digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// Whether a text has two numbers beside each other: a look at its bytes, for most text has none.
fn is_dense(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(3).any(|three| {
        matches!(three[0], b'0'..=b'9' | b'%' | b'*' | b')')
            && three[1] == b' '
            && matches!(three[2], b'0'..=b'9' | b'-' | b'(')
    })
}

/// The tables in a paragraph whose lines are lost.
pub(super) fn run_on(text: &str, span: Span) -> Vec<Table> {
    if !is_dense(span.of(text)) {
        return Vec::new();
    }
    let groups = groups(text, span);
    let mut out = Vec::new();
    let mut at = 0;
    while at < groups.len() {
        match at_group(text, &groups[at..]) {
            Some((table, taken)) => {
                out.push(table);
                at += taken;
            }
            None => at += 1,
        }
    }
    out
}

/// Words and numbers by turns; of the words before a number no more than a table's heads and a label can be.
fn groups(text: &str, span: Span) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut words: Vec<Span> = Vec::new();
    for token in tokens::tokens(text, span) {
        if token.is_word() {
            // “Budget 2018 Regnskab 2018”: a year alone between words is its head's.
            let dated = |group: &Group| matches!(group.numbers[..], [only] if is_year(text, only));
            if words.is_empty()
                && let Some(group) = groups.pop_if(|group| dated(group))
            {
                words.extend(group.words);
                words.push(group.numbers[0].span);
            }
            words.push(token.span);
        } else if let Some(open) = groups.last_mut().filter(|_| words.is_empty()) {
            open.numbers.push(token);
        } else {
            groups.push(Group { words: std::mem::take(&mut words), numbers: vec![token] });
        }
    }
    groups
}

/// The table that begins with the words of the first group, and how many groups it takes.
fn at_group(text: &str, groups: &[Group]) -> Option<(Table, usize)> {
    let words = on_line(text, since_sentence(text, &groups[0].words), groups[0].numbers.len());
    if let Some(rows) = years(text, &groups[0].numbers) {
        let width = rows[0].numbers.len() - 1;
        let heads = segments(text, words);
        let even = heads.len() == width || heads.len() == width + 1;
        return even.then(|| build(text, &heads, rows, width)).flatten().map(|table| (table, 1));
    }
    let begins = |group: &&Group| group.words[0].of(text).starts_with(|c: char| !c.is_lowercase());
    let is_row = |group: &&Group| group.numbers.len() >= 2 && group.words.len() <= WORDS && begins(group);
    // The first row's words are the heads too, and more than a label may have.
    let tried = groups[..1].iter().chain(groups[1..].iter().take(TRIED).take_while(is_row));
    let first: Vec<Group> = tried.cloned().collect();
    let width = first.first().and_then(|one| {
        width(text, &first, one.numbers.len()).or_else(|| width(text, &first, one.numbers.len() - 1))
    })?;
    // The heads are settled before the rest is read, so that no group is read again and again.
    let heads = border(text, words, &first, width)?;
    let mut rows = vec![groups[0].clone()];
    rows.extend(groups[1..].iter().take_while(is_row).cloned());
    let taken = rows.len();
    let label = words.iter().position(|word| heads.last().is_some_and(|last| word.start >= last.end))?;
    rows[0].words = words[label..].to_vec();
    build(text, &heads, rows, width).map(|table| (table, taken))
}

/// The words of the line that the numbers stand on, where these alone can be the heads of so many numbers: what stands on
/// the line above is a title.
fn on_line<'w>(text: &str, words: &'w [Span], width: usize) -> &'w [Span] {
    let broken = |pair: &[Span]| text[pair[0].end..pair[1].start].contains('\n');
    let Some(at) = words.windows(2).rposition(broken) else { return words };
    let line = &words[at + 1..];
    if segments(text, line).len() > width { line } else { words }
}

/// The words behind the last that ends a sentence or leads in.
fn since_sentence<'w>(text: &str, words: &'w [Span]) -> &'w [Span] {
    let last = words.split_last().map_or(&[][..], |(_, before)| before);
    let ends = |word: &Span| {
        let word = word.of(text);
        word.ends_with([':', '!', '?', ';'])
            || word.ends_with('.') && word.len() > 5 && !word[..word.len() - 1].contains('.')
    };
    &words[last.iter().rposition(ends).map_or(0, |at| at + 1)..]
}

/// Rows of a year and as many numbers each, the years in a row: `2019 96 7 2020 94 9`.
fn years(text: &str, numbers: &[Token]) -> Option<Vec<Group>> {
    let is_year = |at: usize| is_year(text, numbers[at]);
    let year = |at: usize| value(text, numbers[at].span);
    let width = (2..numbers.len()).find(|&at| is_year(at))?;
    let even = width >= 3 && numbers.len().is_multiple_of(width) && is_year(0);
    let next = |pair: usize| {
        let (from, to) = (year(pair * width), year((pair + 1) * width));
        is_year((pair + 1) * width) && from.zip(to).is_some_and(|(from, to)| (from - to).abs() == Decimal::ONE)
    };
    let rows = numbers.len() / width;
    (even && rows >= 2 && (0..rows - 1).all(next))
        .then(|| numbers.chunks(width).map(|row| Group { words: Vec::new(), numbers: row.to_vec() }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(table: &Table, text: &str) -> Vec<String> {
        let row = |row: &Vec<Cell>| row.iter().map(|cell| cell.span.of(text)).collect::<Vec<_>>().join("|");
        table.rows.iter().map(row).collect()
    }

    fn run_on_of(text: &str) -> Vec<String> {
        run_on(text, Span::new(0, text.len())).iter().flat_map(|table| rows(table, text)).collect()
    }

    fn lined_of(text: &str) -> Option<(Vec<String>, usize)> {
        let mut start = 0;
        let mut lines = Vec::new();
        for line in text.split('\n') {
            lines.push(Span::new(start, start + line.len()));
            start += line.len() + 1;
        }
        lined(text, &lines).map(|(table, taken)| (rows(&table, text), taken))
    }

    #[test]
    fn a_line_of_heads_above_lines_of_rows() {
        let text = "Kilde Skole Politi Andre kommuner I alt\nAntal 2020 40 12 8 60\nAndel 2020 66,7 % 20,0 % 13,3 % 100 %\nAntal 2021 44 10 6 60\nFlest kommer altså fra skolerne.";
        let (rows, taken) = lined_of(text).expect("a table");
        assert_eq!(
            rows,
            [
                "Kilde|Skole|Politi|Andre kommuner|I alt",
                "Antal 2020|40|12|8|60",
                "Andel 2020|66,7 %|20,0 %|13,3 %|100 %",
                "Antal 2021|44|10|6|60",
            ]
        );
        assert_eq!(taken, 4);
    }

    #[test]
    fn years_are_heads_too_and_rows() {
        let (rows, _) = lined_of("Type 2019 2020\nPlejefamilie 41 44\nOpholdssted 18 15").expect("a table");
        assert_eq!(rows, ["Type|2019|2020", "Plejefamilie|41|44", "Opholdssted|18|15"]);
        let (rows, _) = lined_of("År Anbragte Underretninger\n2019 41 310\n2020* 44 330").expect("a table");
        assert_eq!(rows, ["År|Anbragte|Underretninger", "2019|41|310", "2020*|44|330"]);
    }

    #[test]
    fn lines_that_do_not_come_out_even_are_no_table() {
        assert_eq!(lined_of("Type 2019 2020\nPlejefamilie 41 44 46\nOpholdssted 18 15 12"), None);
        assert_eq!(lined_of("Mødet holdes.\nTirsdag 10 14\nTorsdag 12 17"), None);
        assert_eq!(lined_of("Kontakt\nTelefon 64 74 00 01\nFax 64 74 00 02"), None);
    }

    #[test]
    fn a_total_finds_the_border_between_heads_and_labels() {
        let text = "Spørgsmål Ja Nej Ved ikke I alt Har I et loft? 9 13 1 23 Bruger I en model? 17 5 1 23 Sidder I på skolerne? 11 10 - 21";
        assert_eq!(
            run_on_of(text),
            [
                "Spørgsmål|Ja|Nej|Ved ikke|I alt",
                "Har I et loft?|9|13|1|23",
                "Bruger I en model?|17|5|1|23",
                "Sidder I på skolerne?|11|10||21",
            ]
        );
    }

    #[test]
    fn rows_of_years_in_a_running_line() {
        let text = "Udviklingen er: År Anbragte Heraf i netværk Udgift (mio. kr.) 2014 96 7 58,1 2015 94 9 57,9 2016* 89 - 54,0 og så videre";
        assert_eq!(
            run_on_of(text),
            ["År|Anbragte|Heraf i netværk|Udgift (mio. kr.)", "2014|96|7|58,1", "2015|94|9|57,9", "2016*|89||54,0"]
        );
    }

    #[test]
    fn ages_are_heads_and_a_row_may_have_no_year() {
        let text = "Alder Ufødte 0-2 år 3-17 år Sum\n2020 10 20 30 60\n2021 12 20 40 72\n+/- 2 0 10 12";
        let (rows, _) = lined_of(text).expect("a table");
        assert_eq!(rows, ["Alder|Ufødte|0-2 år|3-17 år|Sum", "2020|10|20|30|60", "2021|12|20|40|72", "+/-|2|0|10|12"]);
    }

    #[test]
    fn quarters_are_heads() {
        let text =
            "Henvendelser pr. kvartal 1. kvt. 2. kvt. 3. kvt. 4. kvt. I alt 2020 10 9 8 12 39 2021 12 11 9 13 45";
        assert_eq!(
            run_on_of(text),
            [
                "Henvendelser pr. kvartal|1. kvt.|2. kvt.|3. kvt.|4. kvt.|I alt",
                "2020|10|9|8|12|39",
                "2021|12|11|9|13|45",
            ]
        );
    }

    #[test]
    fn prose_is_no_table() {
        for text in [
            "Der var 12 14 møder i 2019 og 16 17 i 2020.",
            "Ring på 64 74 00 01 eller 64 74 00 02 mellem kl. 10 og 12",
            "Kommunen Har Mange Navne 12 14 og Flere Til 15 16",
        ] {
            assert!(run_on_of(text).is_empty(), "{text}: {:?}", run_on_of(text));
        }
    }
}
