//! Tables whose cells are parted by runs of spaces, as letters and text files set them.
//!
//! Takes consecutive lines, gives the [`Table`] that they are: heads, rows of a label and aligned numbers, lines of words
//! alone among them, which head a group or begin the label that the next line ends. Refuses running text, and two lines
//! of a label and one number: they could be a letter's top.

use super::table::{Cell, Origin, Table, cover, even, is_number_like};
use crate::span::Span;

/// The fewest rows of a label and one number that are a table.
const PAIRS: usize = 3;
/// The longest line of words alone among rows, in bytes.
const LONE: usize = 50;
/// How many rows show where a column begins and ends.
const ALIGNED: usize = 8;
/// How far a cell may begin or end from the others of its column, in letters.
const NEAR: usize = 2;

/// How many lines are rows parted by runs of spaces: heads, perhaps a line with the unit between rules, then numbers.
pub(super) fn run(text: &str, lines: &[Span]) -> usize {
    let direct = rows(text, lines, false);
    if direct > 0 {
        return if direct >= 2 { direct } else { 0 };
    }
    let headed = lines.len() > 2 && is_heads(lines[0].of(text));
    let ruled = headed && is_ruled(lines[1].of(text));
    let from = (if ruled { 2 } else { 1 }).min(lines.len());
    let below = &lines[from..];
    let pairs = || below.iter().take_while(|line| is_pair(line.of(text))).count();
    match if headed { rows(text, below, true) } else { 0 } {
        count if count >= 2 => from + count,
        0 if headed && is_pair_of_heads(lines[0].of(text)) => match pairs() {
            count if count >= PAIRS => from + count,
            _ => 0,
        },
        _ => 0,
    }
}

/// How many lines are rows of numbers, lines of words among them; a line of words begins only what has heads.
fn rows(text: &str, lines: &[Span], headed: bool) -> usize {
    let mut count = 0;
    while let Some(line) = lines.get(count) {
        let next = || lines.get(count + 1).is_some_and(|next| is_spaced(next.of(text)));
        // A rule among the rows parts off their total.
        let ruled = (headed || count > 0) && is_rule(line.of(text));
        let row =
            is_spaced(line.of(text)) || (headed || count > 0) && is_lone(line.of(text)) && next() || ruled && next();
        if !row {
            break;
        }
        count += 1;
    }
    count
}

/// Whether a line can be a row whose cells are parted by runs of spaces: a label, then at least two aligned numbers.
fn is_spaced(line: &str) -> bool {
    if !line.contains("  ") {
        return false;
    }
    let cells = cells(line, 0);
    cells.len() >= 3 && cells.iter().skip(1).filter(|span| is_number_like(span.of(line))).count() >= 2
}

/// Whether a line among rows is words alone: a group's label, or a label's first half.
fn is_lone(line: &str) -> bool {
    let words = line.trim();
    words.len() <= LONE
        && words.starts_with(char::is_alphabetic)
        && !words.contains("  ")
        && !words.ends_with(['.', ':', ';', '!', '?'])
        && !words.contains(|c: char| c.is_ascii_digit())
}

/// Whether a line is a label and one number, a run of spaces between them.
fn is_pair(line: &str) -> bool {
    if !line.contains("  ") {
        return false;
    }
    let cells = cells(line, 0);
    matches!(cells.as_slice(), [label, number]
        if label.of(line).starts_with(char::is_alphabetic) && is_number_like(number.of(line)))
}

/// Whether a line is two heads, a run of spaces between them.
fn is_pair_of_heads(line: &str) -> bool {
    cells(line, 0).len() == 2
}

/// Whether a line may be heads parted by runs of spaces: short ones, and no sentence.
fn is_heads(line: &str) -> bool {
    if !line.contains("  ") {
        return false;
    }
    let cells = cells(line, 0);
    let longest = if cells.len() > 2 { 45 } else { 30 };
    cells.len() >= 2
        && cells.iter().all(|cell| cell.len() <= longest)
        && !line.trim_end().ends_with(['.', ':', ';', ','])
}

/// Whether a line has nothing but rules, and words between them: `---- mio. kr. ----`.
fn is_ruled(line: &str) -> bool {
    let line = line.trim();
    line.len() > 3 && ["--", "==", "__", "––"].iter().any(|rule| line.starts_with(rule) && line.ends_with(rule))
}

/// Whether a line is nothing but a rule.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() > 3 && line.chars().all(|c| matches!(c, '-' | '=' | '_' | '–' | ' '))
}

/// The cells of a line, as runs of spaces or tabs part them.
pub(super) fn parted(text: &str, line: Span) -> Vec<Span> {
    let whole = line.of(text);
    let tabs =
        whole.split('\t').map(|part| Span::new(0, part.len()).shifted(part.as_ptr() as usize - text.as_ptr() as usize));
    tabs.flat_map(|part| cells(part.of(text), part.start)).collect()
}

/// The cells of a line parted by at least two spaces or by a row of dots, counted from `base`.
fn cells(line: &str, base: usize) -> Vec<Span> {
    let mut cells = Vec::new();
    let mut start = None;
    let mut blanks = 0;
    let mut end = 0;
    let dotted = |at: usize| {
        line[at..].starts_with("...")
            || line[..=at].ends_with("...")
            || line[at..].starts_with("..") && line[..at].ends_with('.')
    };
    for (at, c) in line.char_indices() {
        if c == '.' && dotted(at) {
            blanks += 2;
            continue;
        }
        if c == ' ' || c == '\u{a0}' {
            blanks += 1;
            continue;
        }
        if blanks >= 2
            && let Some(begun) = start.take()
        {
            cells.push(Span::new(base + begun, base + end));
        }
        start.get_or_insert(at);
        blanks = 0;
        end = at + c.len_utf8();
    }
    if let Some(begun) = start {
        cells.push(Span::new(base + begun, base + end));
    }
    cells
}

/// The table of consecutive lines whose cells are parted by spaces.
pub(super) fn table(text: &str, all: &[Span]) -> Table {
    let row = |line: &Span| cells(line.of(text), line.start).into_iter().map(|span| Cell { span }).collect();
    let lines: Vec<Span> = all.iter().copied().filter(|line| !is_ruled(line.of(text))).collect();
    let mut rows: Vec<Vec<Cell>> = lines.iter().map(row).collect();
    unstick(text, &lines, &mut rows);
    place(text, &lines, &mut rows);
    let mut table = even(mended(text, rows), Origin::Spaces, cover(all));
    // What stands between the rules is said of all columns, and stands above the labels.
    let ruled = all.iter().find(|line| is_ruled(line.of(text)) && !is_rule(line.of(text)));
    if let Some(stub) = table.rows[0].first_mut().filter(|stub| stub.span.is_empty())
        && let Some(words) = ruled.map(|line| line.trimmed(text))
    {
        stub.span = words;
    }
    table
}

/// Puts the cells of rows that have fewer than others below those of the full rows, by where they begin or end.
fn place(text: &str, lines: &[Span], rows: &mut [Vec<Cell>]) {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let column = |line: Span, at: usize| text[line.start..at].chars().count();
    let edges = |line: Span, cell: &Cell| [column(line, cell.span.start), column(line, cell.span.end)];
    let full = lines.iter().zip(rows.iter()).filter(|(_, cells)| cells.len() == width);
    let full: Vec<Vec<[usize; 2]>> =
        full.take(ALIGNED).map(|(line, cells)| cells.iter().map(|cell| edges(*line, cell)).collect()).collect();
    let short = |cells: &&mut Vec<Cell>| cells.len() > 1 && cells.len() < width;
    for (line, cells) in lines.iter().zip(rows).filter(|(_, cells)| short(cells)) {
        let off = |cell: [usize; 2], at: usize| {
            let each = full.iter().map(|row| row[at][0].abs_diff(cell[0]).min(row[at][1].abs_diff(cell[1])));
            each.min().unwrap_or(usize::MAX)
        };
        let mut from = 0;
        let mut places = Vec::new();
        for cell in cells.iter() {
            let own = edges(*line, cell);
            let Some(at) = (from..width).min_by_key(|&at| off(own, at)).filter(|&at| off(own, at) <= NEAR) else {
                break;
            };
            places.push(at);
            from = at + 1;
        }
        if places.len() == cells.len() {
            let mut end = line.start;
            let filled = |at: usize| {
                let own = places.iter().position(|place| *place == at).map(|own| cells[own]);
                let cell = own.unwrap_or(Cell { span: Span::new(end, end) });
                end = cell.span.end;
                cell
            };
            *cells = (0..width).map(filled).collect();
        }
    }
}

/// Labels that were broken over two lines put together; the end of a label below its numbers goes without its line.
fn mended(text: &str, rows: Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
    let mut out: Vec<Vec<Cell>> = Vec::new();
    let mut open: Option<Span> = None;
    for mut row in rows {
        let goes_on = row[0].span.of(text).starts_with(char::is_lowercase);
        if row.len() == 1 {
            if !goes_on {
                out.extend(open.take().map(|span| vec![Cell { span }]));
                open = Some(row[0].span);
            }
            continue;
        }
        match open.take() {
            Some(first) if goes_on => row[0].span = first.cover(row[0].span),
            Some(group) => out.push(vec![Cell { span: group }]),
            None => {}
        }
        out.push(row);
    }
    out
}

/// Parts a number from the long label that it stands only one blank behind, where it ends below the column's others.
fn unstick(text: &str, lines: &[Span], rows: &mut [Vec<Cell>]) {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let end = |line: Span, cell: Span| text[line.start..cell.end].chars().count();
    let full = lines.iter().zip(rows.iter()).filter(|(_, cells)| cells.len() == width && width > 1);
    let ends: Vec<usize> = full.take(ALIGNED).map(|(line, cells)| end(*line, cells[1].span)).collect();
    for (line, cells) in lines.iter().zip(rows).filter(|(_, cells)| cells.len() + 1 == width) {
        let label = cells[0].span;
        let Some(at) = label.of(text).rfind(' ') else { continue };
        let number = Span::new(label.start + at + 1, label.end);
        if is_number_like(number.of(text)) && ends.contains(&end(*line, number)) {
            cells[0].span = Span::new(label.start, number.start).trimmed(text);
            cells.insert(1, Cell { span: number });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::blocks::lines;

    /// The rows of the table that a text begins with, cells parted by bars.
    fn of(text: &str) -> Vec<String> {
        let lines = lines(text);
        let taken = run(text, &lines);
        if taken == 0 {
            return Vec::new();
        }
        let row = |row: &Vec<Cell>| row.iter().map(|cell| cell.span.of(text)).collect::<Vec<_>>().join("|");
        table(text, &lines[..taken]).rows.iter().map(row).collect()
    }

    #[test]
    fn spaces_part_cells_where_numbers_align() {
        assert!(is_spaced("Plejefamilier      61    58    55"));
        assert!(!is_spaced("Et notat  med dobbelte  mellemrum"));
        assert_eq!(
            of("           2016   2017\nNord         50     41\nI alt        61     58"),
            ["|2016|2017", "Nord|50|41", "I alt|61|58"]
        );
    }

    #[test]
    fn labels_over_two_lines_and_groups() {
        let text = "Mio. kr.        2021   2022\nRådgivere i\nungeafdelingen   2,4    4,8\nKurser           0,3    0,3\nTilbud til børn\nAflastning       1,0    1,2";
        assert_eq!(
            of(text),
            [
                "Mio. kr.|2021|2022",
                "Rådgivere i\nungeafdelingen|2,4|4,8",
                "Kurser|0,3|0,3",
                "Tilbud til børn||",
                "Aflastning|1,0|1,2",
            ]
        );
    }

    #[test]
    fn a_number_one_blank_behind_a_long_label_is_its_column() {
        let heads = "                2021   2022   2023\nKurser           300    300    300\n";
        let of_row = |row: &str| of(&format!("{heads}{row}")).remove(2);
        assert_eq!(of_row("Nedlagt tilbud -1200   -1400  -1500"), "Nedlagt tilbud|-1200|-1400|-1500");
        assert_eq!(of_row("Team 2                  -400   -500"), "Team 2||-400|-500");
    }

    #[test]
    fn running_text_and_a_letters_top_are_none() {
        assert!(of("Notat               4. maj 2020\nSag nr.             12").is_empty());
        assert!(of("Børn og unge\ni kommunen   12    14").is_empty());
    }
}
