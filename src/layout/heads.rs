//! What stands above and beside a table's cells.
//!
//! Takes a table, gives each cell its heads: those of its column from the upper to the lower row, and the labels of its
//! row, the group's before its own. Refuses to tell heads from data by anything but what stands in them: a row whose
//! columns hold words or years is a row of heads.

use super::table::{Table, is_head, is_number_like};

/// What stands above and beside a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heads<'a> {
    /// The heads of its column, the upper first.
    pub above: Vec<&'a str>,
    /// The labels of its row, the group's first.
    pub beside: Vec<&'a str>,
}

/// The heads of each cell, row by row; a head and a label have none.
pub(super) fn heads<'a>(table: &Table, text: &'a str) -> Vec<Vec<Heads<'a>>> {
    let mut above: Vec<Vec<&str>> = Vec::new();
    let (mut group, mut closed) = (None, true);
    let mut spanning = "";
    let cells = |row: usize| table.rows[row].iter().map(|cell| cell.span.of(text)).collect::<Vec<&str>>();
    let mut out = Vec::new();
    for at in 0..table.rows.len() {
        let row = cells(at);
        let lone = row.len() > 1 && row[1..].iter().all(|cell| cell.is_empty());
        if lone {
            group = Some(row[0]).filter(|label| !label.is_empty());
        } else if is_head(&row) {
            // Heads after data begin anew.
            if closed {
                above = vec![Vec::new(); row.len()];
            }
            let upper = table.rows.get(at + 1).is_some() && is_head(&cells(at + 1));
            add(&mut above, &row, upper);
        }
        let data = !lone && !is_head(&row);
        closed = data || closed && lone;
        // A label that several rows share stands in the first of them.
        let shared = data && row[0].is_empty() && row.get(1).is_some_and(|next| is_label(next));
        spanning = if shared { spanning } else { row[0] };
        let labels = row.iter().take_while(|cell| !is_number_like(cell)).count();
        let heads = |column: usize| {
            if !data || column == 0 {
                return Heads::default();
            }
            let own = row[1..labels.clamp(1, column)].iter().copied();
            let beside = [spanning].into_iter().chain(own).filter(|label| !label.is_empty());
            let above = above.get(column).cloned().unwrap_or_default();
            Heads { above, beside: group.into_iter().chain(beside).collect() }
        };
        out.push((0..row.len()).map(heads).collect());
    }
    out
}

fn is_label(cell: &str) -> bool {
    cell.contains(char::is_alphabetic) && !is_number_like(cell)
}

/// Adds a row of heads. One that spans several columns stands in the first of them: where heads follow below, the empty
/// ones behind it belong to it.
fn add<'a>(above: &mut Vec<Vec<&'a str>>, row: &[&'a str], upper: bool) {
    above.resize(row.len().max(above.len()), Vec::new());
    let mut spanning = "";
    for (column, cell) in row.iter().enumerate().skip(1) {
        spanning = if cell.is_empty() { spanning } else { cell };
        let head = if cell.is_empty() && upper { spanning } else { cell };
        if !head.is_empty() {
            above[column].push(head);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{blocks::lines, table::tabbed};

    fn path(text: &str, row: usize, column: usize) -> String {
        let lines = lines(text);
        let heads = heads(&tabbed(text, &lines)[0], text);
        let Heads { above, beside } = &heads[row][column];
        format!("{} / {}", above.join(" · "), beside.join(" · "))
    }

    const BUDGET: &str = "\tRegnskab\t\tBudget\n\t2021\t2022\t2023\nAnbringelser\t\t\nPlejefamilier\t12\t13\t14\n\tNye\tFærre\t\nI alt\t1\t2\t3";

    #[test]
    fn a_head_over_two_columns_is_both_columns_head() {
        assert_eq!(path(BUDGET, 3, 2), "Regnskab · 2022 / Anbringelser · Plejefamilier");
        assert_eq!(path(BUDGET, 3, 3), "Budget · 2023 / Anbringelser · Plejefamilier");
    }

    #[test]
    fn a_label_that_rows_share_is_each_ones_label() {
        let text = "Distrikt\tOrdning\tBørn\nNord\tStøtte\t41\n\tAflastning\t18";
        assert_eq!(path(text, 2, 2), "Børn / Nord · Aflastning");
        assert_eq!(path(text, 2, 1), "Ordning / Nord");
    }

    #[test]
    fn heads_below_data_begin_anew_and_heads_have_none() {
        assert_eq!(path(BUDGET, 5, 2), "Færre / Anbringelser · I alt");
        assert_eq!(path(BUDGET, 0, 1), " / ");
    }
}
