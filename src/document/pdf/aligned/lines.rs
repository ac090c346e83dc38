//! The lines of a table without lines between its cells, and which of them make one row.
//!
//! Takes lines with their words in cells, gives rows. Refuses to make one row of two rows of numbers.

use super::{
    super::{glyphs::Rule, rows::median, words::Placed},
    pieces::is_number,
};

/// A line of the page with its words in their columns; the label comes first.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub cells: Vec<Vec<usize>>,
    pub top: f32,
    pub baseline: f32,
    pub size: f32,
    /// Whether it stands over the columns and not in them.
    pub head: bool,
    /// Whether a head in it stands over several columns, whose own heads follow below.
    pub spanning: bool,
}

impl Line {
    fn has_cells(&self) -> bool {
        self.cells[1..].iter().any(|cell| !cell.is_empty())
    }

    fn has_numbers(&self, words: &[Placed]) -> bool {
        self.cells[1..].iter().any(|cell| !cell.is_empty() && is_number(cell, words))
    }

    fn has_label(&self) -> bool {
        !self.cells[0].is_empty()
    }

    /// Takes the words of the next line of the same row.
    pub(super) fn join(&mut self, below: Line) {
        for (cell, more) in self.cells.iter_mut().zip(below.cells) {
            cell.extend(more);
        }
        (self.baseline, self.size) = (below.baseline, below.size);
    }
}

/// How lines of one row are told from rows.
pub(super) struct Tight<'a> {
    words: &'a [Placed],
    rules: &'a [Rule],
    /// Whether most rows have a rule between them; then lines are of one row where there is none.
    ruled: bool,
    /// The usual distance between two rows of numbers.
    pitch: f32,
    /// Where the longest label ends.
    end: f32,
}

impl<'a> Tight<'a> {
    pub(super) fn of(lines: &[Line], words: &'a [Placed], rules: &'a [Rule]) -> Self {
        let rows = lines.windows(2).filter(|pair| pair.iter().all(|line| line.has_numbers(words) && !line.head));
        let both: Vec<&[Line]> = rows.collect();
        let parted = both.iter().filter(|pair| has_rule(rules, &pair[0], &pair[1])).count();
        let pitch = median(both.iter().map(|pair| pair[1].baseline - pair[0].baseline).collect()).unwrap_or(f32::MAX);
        let ends = lines.iter().filter(|line| line.has_cells()).filter_map(|line| line.cells[0].last());
        let end = ends.map(|id| words[*id].bbox.x1).fold(f32::MIN, f32::max);
        Tight { words, rules, ruled: !both.is_empty() && parted * 5 >= both.len() * 4, pitch, end }
    }

    /// The rows of the table: the lines of one row joined.
    pub(super) fn joined(&self, lines: Vec<Line>) -> Vec<Line> {
        let begins: Vec<bool> = (0..lines.len()).map(|at| self.begins_below(&lines, at)).collect();
        let mut out: Vec<Line> = Vec::new();
        for (line, begins) in lines.into_iter().zip(begins) {
            match out.last_mut() {
                Some(above) if !begins && self.belong_together(above, &line) => above.join(line),
                _ => out.push(line),
            }
        }
        out
    }

    fn belong_together(&self, above: &Line, below: &Line) -> bool {
        let head = above.head && below.head;
        if above.spanning != below.spanning {
            return false;
        }
        // Two rows of numbers are two rows.
        if above.has_numbers(self.words) && below.has_numbers(self.words) && !head {
            return false;
        }
        if self.ruled || has_rule(self.rules, above, below) {
            return !has_rule(self.rules, above, below);
        }
        if head {
            return self.is_close(above, below) || self.goes_on_in_cells(above, below);
        }
        if above.head {
            return !below.has_cells() && self.is_close(above, below) && self.is_lower(&below.cells[0]);
        }
        if above.has_cells() && below.has_cells() {
            let close = self.is_close(above, below);
            // A row may have no numbers: then only its distance says that it is one.
            let both = above.has_label() && below.has_label();
            return if both {
                close && self.is_lower(&below.cells[0])
            } else {
                close || self.goes_on_in_cells(above, below)
            };
        }
        let apart = below.baseline - above.baseline;
        if self.pitch > 1.3 * below.size && self.pitch < f32::MAX && apart < 0.85 * self.pitch {
            return true;
        }
        let close =
            self.is_close(above, below) && (!below.has_label() || !above.has_label() || self.is_full(above, below));
        let follows =
            below.has_label() && !below.has_cells() && apart < 1.5 * below.size && self.is_lower(&below.cells[0]);
        let ends = self.is_close(above, below) && !above.has_cells() && self.is_lower(&below.cells[0]);
        follows || ends || close && !(below.has_label() && below.has_cells())
    }

    /// Whether a label without numbers begins a row whose numbers stand beside its last line.
    fn begins_below(&self, lines: &[Line], at: usize) -> bool {
        let Some((line, next)) = lines.get(at).zip(lines.get(at + 1)) else { return false };
        let alone = !line.has_cells() && !line.head && !self.is_lower(&line.cells[0]);
        alone
            && next.has_label()
            && next.has_cells()
            && self.is_lower(&next.cells[0])
            && !has_rule(self.rules, line, next)
            && self.is_close(line, next)
    }

    /// Whether a line without numbers goes on with the label of the table's last row.
    pub(super) fn is_wrapped(&self, above: &Line, below: &Line) -> bool {
        let apart = below.baseline - above.baseline;
        let known = self.pitch < f32::MAX || self.is_lower(&below.cells[0]);
        known && apart < 1.5 * below.size && self.is_full(above, below) && self.belong_together(above, below)
    }

    /// Whether lines stand closer than rows.
    fn is_close(&self, above: &Line, below: &Line) -> bool {
        let apart = below.baseline - above.baseline;
        let usual = if self.pitch < f32::MAX { self.pitch } else { 1.45 * below.size };
        apart < usual - 0.1 * below.size
    }

    /// Whether each cell of a line goes on with the one above it, in lower case.
    fn goes_on_in_cells(&self, above: &Line, below: &Line) -> bool {
        let filled = || above.cells.iter().zip(&below.cells).filter(|(_, below)| !below.is_empty());
        below.baseline - above.baseline < 1.5 * below.size
            && filled().all(|(above, _)| !above.is_empty())
            && filled().any(|(_, below)| self.is_lower(below))
    }

    /// Whether the next word would not have stood in the label above.
    fn is_full(&self, above: &Line, below: &Line) -> bool {
        let Some((last, first)) = above.cells[0].last().zip(below.cells[0].first()) else { return false };
        let next = self.words[*first].bbox;
        self.words[*last].bbox.x1 + next.x1 - next.x0 > self.end || self.is_lower(&below.cells[0])
    }

    fn is_lower(&self, cell: &[usize]) -> bool {
        cell.first().is_some_and(|id| self.words[*id].text.starts_with(char::is_lowercase))
    }
}

fn has_rule(across: &[Rule], above: &Line, below: &Line) -> bool {
    let (from, to) = (above.baseline - 0.2 * above.size, below.top + 0.4 * below.size);
    let first = across.partition_point(|rule| rule.y0 < from);
    across[first..].iter().take_while(|rule| rule.y0 <= to).any(|rule| rule.x1 - rule.x0 > 20.0)
}
