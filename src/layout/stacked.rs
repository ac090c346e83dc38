//! Tables whose cells stand one to a line, as the text of a web page gives them.
//!
//! Takes lines, gives the [`Table`] that begins at the first: heads, then rows of a label and as many numbers as there
//! are heads, rows without numbers that head a group among them; or labels with one amount each. A row with fewer
//! numbers has lost its empty cells and is believed only where a total places them. Refuses lines whose heads and cells
//! do not come out even: nothing would say what the numbers are.

mod apart;
mod boxes;
mod heads;
mod lines;

use self::{
    heads::Heads,
    lines::{Sort, cells, sort},
};
use super::{
    flattened::{self, arithmetic, identities::Promises, tokens},
    table::{Cell, Origin, Table},
};
use crate::span::Span;

/// The most lines before the first number: a bound, so that a long list is not read again from each of its lines.
const ZONE: usize = 40;
/// The most lines between two numbers: a group's label and a row's, broken over lines.
const LABELS: usize = 6;
/// The most numbers in a row of lines.
const NUMBERS: usize = 60;
/// How many rows decide what the table's grid is.
const TRIED: usize = 8;

/// Lines of words, and the lines of numbers that follow them.
struct Group {
    words: Vec<Span>,
    numbers: Vec<Span>,
    /// How many lines both take.
    taken: usize,
}

/// The fewest numbers that make lines with blank ones between them cells of one table.
const APART: usize = 4;

/// Chunks of lines, those put together that are cells with blank lines between them: some of the pages that are turned to
/// text have every cell as a paragraph.
pub(super) fn joined(text: &str, chunks: Vec<Vec<Span>>) -> Vec<Vec<Span>> {
    let is_number = |chunk: &[Span]| {
        let [line] = chunk else { return false };
        matches!(sort(line.trimmed(text).of(text)), Sort::Number | Sort::Dash)
    };
    let is_cell = |chunk: &[Span]| match chunk {
        [line] => sort(line.trimmed(text).of(text)) != Sort::Text,
        _ => false,
    };
    let mut out: Vec<Vec<Span>> = Vec::new();
    let mut at = 0;
    while at < chunks.len() {
        let boxes = chunks[at..].iter().take_while(|chunk| boxes::is_box(text, chunk)).count();
        if boxes >= boxes::FEWEST {
            out.push(chunks[at..at + boxes].concat());
            at += boxes;
            continue;
        }
        let parts = apart::table(text, &chunks[at..]);
        if parts > 0 {
            out.push(chunks[at..at + parts].concat());
            at += parts;
            continue;
        }
        let run = chunks[at..].iter().take_while(|chunk| is_cell(chunk)).count();
        let cells = &chunks[at..at + run];
        let last = cells.iter().rposition(|chunk| is_number(chunk)).map_or(0, |last| last + 1);
        if cells.iter().filter(|chunk| is_number(chunk)).count() >= APART {
            out.push(cells[..last].concat());
            at += last;
        } else {
            out.extend_from_slice(&chunks[at..at + run.max(1)]);
            at += run.max(1);
        }
    }
    out
}

/// The table that begins at the first of some lines, and how many lines it takes.
pub(super) fn table(text: &str, lines: &[Span]) -> Option<(Table, usize)> {
    if let Some(found) = boxes::table(text, lines) {
        return Some(found);
    }
    let first = group(text, lines, ZONE)?;
    let mut groups = vec![first];
    let mut at = groups[0].taken;
    more(text, lines, &mut at, &mut groups, TRIED);
    let width = width(&groups)?;
    let zone = lines::dated(text, cells(text, &groups[0].words));
    let labels: Vec<usize> = groups[1..].iter().map(|group| group.words.len()).collect();
    let heads = heads::resolve(text, zone, width, &labels, &groups)?;
    more(text, lines, &mut at, &mut groups, usize::MAX);
    build(text, &groups, &heads, width)
}

/// Reads on until there are so many groups, or something else than words and numbers.
fn more(text: &str, lines: &[Span], at: &mut usize, groups: &mut Vec<Group>, count: usize) {
    while groups.len() < count
        && let Some(mut next) = group(text, &lines[*at..], LABELS)
    {
        *at += next.taken;
        next.words = cells(text, &next.words);
        groups.push(next);
    }
}

/// The words and numbers that follow each other from the first of some lines.
fn group(text: &str, lines: &[Span], most: usize) -> Option<Group> {
    let sorted = |span: &Span| (span.trimmed(text), sort(span.trimmed(text).of(text)));
    let is_words = |(_, sort): &(Span, Sort)| matches!(sort, Sort::Words | Sort::Time);
    let words: Vec<Span> = lines.iter().take(most + 1).map(sorted).take_while(is_words).map(|(span, _)| span).collect();
    if words.is_empty() || words.len() > most {
        return None;
    }
    let is_number = |(_, sort): &(Span, Sort)| matches!(sort, Sort::Number | Sort::Dash);
    let numbers = lines[words.len()..].iter().take(NUMBERS).map(sorted).take_while(is_number);
    let numbers: Vec<Span> = numbers.map(|(span, _)| span).collect();
    let taken = words.len() + numbers.len();
    (!numbers.is_empty()).then_some(Group { words, numbers, taken })
}

/// How many numbers most rows have; two rows that agree are enough, or all there are.
fn width(groups: &[Group]) -> Option<usize> {
    let counts: Vec<usize> = groups.iter().map(|group| group.numbers.len()).collect();
    let agree = |width: &usize| counts.iter().filter(|count| *count == width).count();
    counts.iter().copied().max_by_key(|width| (agree(width), *width))
}

/// The table of the groups, as far as they fit: heads, groups' labels, rows.
fn build(text: &str, groups: &[Group], heads: &Heads, width: usize) -> Option<(Table, usize)> {
    let mut rows: Vec<flattened::Row> = Vec::new();
    // The labels that stand before a row's own, by the row.
    let mut above: Vec<Option<Span>> = Vec::new();
    let mut taken = 0;
    for (index, group) in groups.iter().enumerate() {
        let words = if index == 0 { &heads.labels } else { &group.words };
        let (label, before) = words.split_last()?;
        if before.len() > heads.texts.max(1) || index > 0 && heads.begins_anew(text, words, group) {
            break;
        }
        taken += group.taken;
        let label = if heads.texts > 1 { words[0] } else { *label };
        let whole = group.numbers.len().is_multiple_of(width);
        for (part, numbers) in group.numbers.chunks(if whole { width } else { NUMBERS }).enumerate() {
            let at = numbers[0].start;
            let label = if part == 0 { label } else { Span::new(at, at) };
            rows.push(flattened::Row { label, tokens: numbers.iter().map(|span| token(text, *span)).collect() });
            above.push(before.first().copied().filter(|_| part == 0 && heads.texts == 1));
        }
    }
    let placed = arithmetic::place(text, &rows, width, width, &Promises::default());
    let full = placed.iter().flatten().count();
    // A head of years or amounts makes one row a table.
    if full * 2 < rows.len() || full < heads.enough {
        return None;
    }
    let cell = |span: Span| Cell { span };
    let mut table: Vec<Vec<Cell>> = heads.rows().into_iter().map(|row| row.into_iter().map(cell).collect()).collect();
    for ((row, group), cells) in rows.iter().zip(above).zip(placed) {
        if let Some(group) = group {
            let empty = Span::new(group.end, group.end);
            table.push(std::iter::once(group).chain(std::iter::repeat_n(empty, width)).map(cell).collect());
        }
        let Some(cells) = cells else { continue };
        table.push(std::iter::once(row.label).chain(cells).map(cell).collect());
    }
    let all = table.iter().flatten().map(|cell| cell.span);
    let span = all.reduce(Span::cover)?;
    Some((Table { span, rows: table, origin: Origin::Stacked }, taken))
}

fn token(text: &str, span: Span) -> tokens::Token {
    let dash = sort(span.of(text)) == Sort::Dash;
    tokens::Token { span, sort: if dash { tokens::Sort::Dash } else { tokens::Sort::Number } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(Vec<String>, usize)> {
        let mut start = 0;
        let mut lines = Vec::new();
        for line in text.split('\n') {
            lines.push(Span::new(start, start + line.len()));
            start += line.len() + 1;
        }
        let (table, taken) = table(text, &lines)?;
        let row = |row: &Vec<Cell>| {
            row.iter().map(|cell| cell.span.of(text).replace('\n', " ")).collect::<Vec<_>>().join("|")
        };
        Some((table.rows.iter().map(row).collect(), taken))
    }

    fn rows(text: &str) -> Vec<String> {
        found(text).expect("a table").0
    }

    #[test]
    fn years_then_labels_with_as_many_numbers() {
        let (rows, taken) =
            found("2024\n2025\n2026\nPuljen\n2 mio.\n5 mio.\n- 1 mio.\nDet er et forslag.").expect("a table");
        assert_eq!(rows, ["|2024|2025|2026", "Puljen|2 mio.|5 mio.|- 1 mio."]);
        assert_eq!(taken, 7);
    }

    #[test]
    fn labels_with_one_amount_each() {
        let rows = rows("Familiehus\n0,2 mio.\nTidlig opsporing\ni dagtilbud\n1 mio. kr.\nResten følger.");
        assert_eq!(rows, ["Familiehus|0,2 mio.", "Tidlig opsporing i dagtilbud|1 mio. kr."]);
    }

    #[test]
    fn heads_of_words_and_labels_that_are_dates() {
        let rows = rows("Måned\nÅbne\nsager\nSager pr.\nmedarbejder\n01-02-2021\n410\n41,0\n01-03-2021\n396\n39,6");
        assert_eq!(rows, ["Måned|Åbne sager|Sager pr. medarbejder", "01-02-2021|410|41,0", "01-03-2021|396|39,6"]);
    }

    #[test]
    fn groups_without_numbers_and_heads_broken_over_lines() {
        let text = "Døgntilbud\nR-2020\nBO 1\n2021\nÆndring\ni %\nOpholdssteder\nPladser\n12\n15\n25%\nPris i 1.000 kr.\n900\n990\n10%\nInstitutioner\nPladser\n8\n6\n-25%\nPris i 1.000 kr.\n1.400\n1.470\n5%\nUdgifter i\nmio. kr.\n22,0\n23,7\n8%";
        assert_eq!(
            rows(text),
            [
                "Døgntilbud|R-2020|BO 1 2021|Ændring i %",
                "Opholdssteder|||",
                "Pladser|12|15|25%",
                "Pris i 1.000 kr.|900|990|10%",
                "Institutioner|||",
                "Pladser|8|6|-25%",
                "Pris i 1.000 kr.|1.400|1.470|5%",
                "Udgifter i mio. kr.|22,0|23,7|8%",
            ]
        );
    }

    #[test]
    fn a_row_that_lost_a_cell_is_placed_by_the_sums_or_left_out() {
        let text = "2023\n2024\n2025\nLøn\n100\n200\n300\nKurser\n50\n60\nI alt\n100\n250\n360\nAndet\n7";
        assert_eq!(rows(text), ["|2023|2024|2025", "Løn|100|200|300", "Kurser||50|60", "I alt|100|250|360"]);
    }

    #[test]
    fn rows_of_years_and_columns_of_text() {
        let years = "År\nAnbragte\nUdgift i mio. kr.\n2019\n120\n45,2\n2020\n118\n46,0";
        assert_eq!(rows(years), ["År|Anbragte|Udgift i mio. kr.", "2019|120|45,2", "2020|118|46,0"]);
        let texts = "Indsats\nMålgruppe\nBeløb\nKontaktperson\nUnge\n1,2\nAflastning\nFamilier\n0,8\nLejre\nBørn\n0,1";
        assert_eq!(rows(texts), ["Indsats|Beløb", "Kontaktperson|1,2", "Aflastning|0,8", "Lejre|0,1"]);
    }

    #[test]
    fn heads_over_heads_that_come_again() {
        let text = "Børn med underretning\n2018\n2017\nI alt\nDrenge\nPiger\nI alt\nDrenge\nPiger\nFørste gang\n30\n18\n12\n28\n15\n13\nFlere gange\n9\n5\n4\n8\n6\n2";
        assert_eq!(
            rows(text),
            [
                "Børn med underretning|2018|||2017||",
                "|I alt|Drenge|Piger|I alt|Drenge|Piger",
                "Første gang|30|18|12|28|15|13",
                "Flere gange|9|5|4|8|6|2",
            ]
        );
    }

    #[test]
    fn a_run_of_years_without_end_is_no_table() {
        assert_eq!(found(&"2024\n".repeat(100)), None);
    }

    #[test]
    fn what_does_not_come_out_even_is_no_table() {
        assert_eq!(found("Sager\n12\nMøder\n4\nSlut."), None);
        assert_eq!(found("Der er afsat midler.\n2 mio.\nDet er nok.\n3 mio."), None);
        assert_eq!(found("Tilbud\nPladser\nNord\n12\n4\nSyd\n3\n5\n6\nVest\n1"), None);
    }
}
