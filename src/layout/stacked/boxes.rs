//! Key figures in boxes: a number and its label on lines of their own, a blank line between the boxes.
//!
//! Takes lines, gives the [`Table`] that they are: a label and a number in each row, whichever stands first. Refuses a lone
//! box, and boxes that do not all have the same order: nothing would say which label is a number's.

use super::lines::{Sort, sort};
use crate::{
    layout::table::{Cell, Origin, Table},
    span::Span,
};

/// The fewest boxes.
pub(super) const FEWEST: usize = 2;
/// The longest label, in bytes.
const LABEL: usize = 60;
/// The most lines that a box has: a number, and a label of two.
const LINES: usize = 3;

/// Whether lines without a blank one among them are a box.
pub(super) fn is_box(text: &str, lines: &[Span]) -> bool {
    row(text, lines).is_some()
}

/// The table of the boxes that begin at the first of some lines, and how many lines it takes.
pub(super) fn table(text: &str, lines: &[Span]) -> Option<(Table, usize)> {
    let mut rest = lines;
    let boxes = std::iter::from_fn(|| {
        let (lines, after) = rest.split_at(together(text, rest));
        rest = after;
        Some((row(text, lines)?, lines.len()))
    });
    let (rows, taken): (Vec<[Span; 2]>, Vec<usize>) = boxes.unzip();
    let ordered = |first: bool| rows.iter().all(|[label, number]| (label.start < number.start) == first);
    if rows.len() < FEWEST || !(ordered(true) || ordered(false)) {
        return None;
    }
    let span = rows.iter().flatten().copied().reduce(Span::cover)?;
    let rows = rows.into_iter().map(|row| row.map(|span| Cell { span }).to_vec()).collect();
    Some((Table { span, rows, origin: Origin::Stacked }, taken.into_iter().sum()))
}

/// How many lines stand together at the beginning, or one more than a box has: every line of a long list is asked.
fn together(text: &str, lines: &[Span]) -> usize {
    let beside = |pair: &[Span]| text[pair[0].end..pair[1].start].matches('\n').count() < 2;
    lines.len().min(1 + lines.windows(2).take(LINES).take_while(|pair| beside(pair)).count())
}

/// The label and the number of a box.
fn row(text: &str, lines: &[Span]) -> Option<[Span; 2]> {
    let trimmed: Vec<Span> = lines.iter().take(LINES + 1).map(|line| line.trimmed(text)).collect();
    let sorts: Vec<Sort> = trimmed.iter().map(|line| sort(line.of(text))).collect();
    let words = |sorts: &[Sort]| (1..=2).contains(&sorts.len()) && sorts.iter().all(|sort| *sort == Sort::Words);
    let label = |lines: &[Span]| lines.iter().copied().reduce(Span::cover).filter(|label| label.len() <= LABEL);
    match sorts.as_slice() {
        [before @ .., Sort::Number] if words(before) => Some([label(&trimmed[..before.len()])?, *trimmed.last()?]),
        [Sort::Number, after @ ..] if words(after) => Some([label(&trimmed[1..])?, trimmed[0]]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::blocks::lines;

    fn of(text: &str) -> Vec<String> {
        let lines: Vec<Span> = lines(text).into_iter().filter(|line| !line.is_empty()).collect();
        let row = |row: &Vec<Cell>| row.iter().map(|cell| cell.span.of(text)).collect::<Vec<_>>().join("|");
        table(text, &lines).map_or_else(Vec::new, |(table, _)| table.rows.iter().map(row).collect())
    }

    #[test]
    fn a_label_and_a_number_either_way_round() {
        assert_eq!(
            of("Børn\n112\n\nSager pr.\nmedarbejder\n27,5\n\nTak."),
            ["Børn|112", "Sager pr.\nmedarbejder|27,5"]
        );
        assert_eq!(of("112\nBørn\n\n61 %\nAndel i pleje"), ["Børn|112", "Andel i pleje|61 %"]);
    }

    #[test]
    fn a_lone_box_and_boxes_without_order_are_none() {
        assert!(of("Børn\n112\n\nDet er mange børn.").is_empty());
        assert!(of("Børn\n112\n\n27\nSager").is_empty());
        assert!(of("Børn\n112\nSager\n27").is_empty());
    }
}
