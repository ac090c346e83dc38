//! Tables that are drawn with lines.
//!
//! Takes a page's ruling lines and its words, gives the tables that the lines frame, with the words of every cell.
//! Refuses frames without columns, and charts, whose fields are mostly empty.

use std::collections::BTreeMap;

use super::{
    glyphs::Rule,
    rows::{Row, is_value, rows},
    words::Placed,
};
use crate::span::BoundingBox;

/// A table with the words of its cells, in reading order, by their place in the page's list.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    pub bbox: BoundingBox,
    pub rows: Vec<Vec<Vec<usize>>>,
}

/// How far apart two lines may lie and still meet.
const NEAR: f32 = 2.0;
/// More crossings than this are a drawing and no table.
const MOST: usize = 2_000_000;

/// The ruling lines of a page, those that continue each other joined.
#[derive(Clone, Debug, Default)]
pub(super) struct Rules {
    pub across: Vec<Rule>,
    down: Vec<Rule>,
}

impl Rules {
    pub(super) fn of(rules: impl Iterator<Item = Rule>) -> Self {
        let (across, down): (Vec<Rule>, Vec<Rule>) = rules.partition(|rule| rule.x1 - rule.x0 >= rule.y1 - rule.y0);
        let turned = |rule: Rule| Rule { x0: rule.y0, y0: rule.x0, x1: rule.y1, y1: rule.x1 };
        let down = joined(down.into_iter().map(turned).collect()).into_iter().map(turned).collect();
        Rules { across: joined(across), down }
    }
}

/// Lines at the same height that touch each other, as one.
fn joined(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    let mut out: Vec<Rule> = Vec::new();
    for level in rules.chunk_by_mut(|a, b| b.y0 - a.y0 < 1.0) {
        level.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let first = out.len();
        for rule in level {
            match out[first..].last_mut() {
                Some(last) if rule.x0 <= last.x1 + NEAR => last.x1 = last.x1.max(rule.x1),
                _ => out.push(*rule),
            }
        }
    }
    out
}

/// The tables that the lines frame.
pub(super) fn tables(rules: &Rules, words: &[Placed]) -> Vec<Table> {
    if rules.across.len().saturating_mul(rules.down.len()) > MOST {
        return Vec::new();
    }
    let mut tables: Vec<Table> = Vec::new();
    for (across, down) in frames(rules) {
        let Some(grid) = Grid::of(across, down) else { continue };
        let table = grid.fill(words);
        let inside = |other: &Table| overlap(other.bbox, grid.bbox());
        if let Some(table) = table.filter(|_| !tables.iter().any(inside)) {
            tables.push(table);
        }
    }
    tables
}

fn overlap(a: BoundingBox, b: BoundingBox) -> bool {
    a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1
}

/// The lines that hang together, frame by frame, the larger first.
fn frames(rules: &Rules) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut parent: Vec<usize> = (0..rules.across.len() + rules.down.len()).collect();
    fn root(parent: &mut [usize], mut at: usize) -> usize {
        while parent[at] != at {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        at
    }
    for (i, across) in rules.across.iter().enumerate() {
        for (j, down) in rules.down.iter().enumerate() {
            let meet = (across.x0 - NEAR..=across.x1 + NEAR).contains(&down.x0)
                && (down.y0 - NEAR..=down.y1 + NEAR).contains(&across.y0);
            if meet {
                let (a, b) = (root(&mut parent, i), root(&mut parent, rules.across.len() + j));
                parent[a] = b;
            }
        }
    }
    let mut frames: BTreeMap<usize, (Vec<Rule>, Vec<Rule>)> = Default::default();
    for (i, across) in rules.across.iter().enumerate() {
        frames.entry(root(&mut parent, i)).or_default().0.push(*across);
    }
    for (j, down) in rules.down.iter().enumerate() {
        frames.entry(root(&mut parent, rules.across.len() + j)).or_default().1.push(*down);
    }
    let mut frames: Vec<_> = frames.into_values().collect();
    frames.sort_by_key(|(across, down)| std::cmp::Reverse(across.len() + down.len()));
    frames
}

/// The lines of one frame and the borders that they make.
struct Grid {
    across: Vec<Rule>,
    down: Vec<Rule>,
    xs: Vec<f32>,
    ys: Vec<f32>,
}

impl Grid {
    fn of(across: Vec<Rule>, down: Vec<Rule>) -> Option<Self> {
        // A table without a line at its sides ends where the lines across end.
        let ends = across.iter().flat_map(|rule| [rule.x0, rule.x1]);
        let xs = borders(down.iter().map(|rule| rule.x0).chain(extremes(ends)));
        let ends = down.iter().flat_map(|rule| [rule.y0, rule.y1]);
        let ys = borders(across.iter().map(|rule| rule.y0).chain(extremes(ends)));
        let work = xs.len() * ys.len() * (across.len() + down.len());
        (xs.len() >= 3 && ys.len() >= 3 && work <= 10 * MOST).then_some(Grid { across, down, xs, ys })
    }

    fn bbox(&self) -> BoundingBox {
        let (x1, y1) = (self.xs[self.xs.len() - 1], self.ys[self.ys.len() - 1]);
        BoundingBox { x0: self.xs[0], y0: self.ys[0], x1, y1 }
    }

    /// Puts each word into its cell; of merged cells the first takes all.
    fn fill(&self, words: &[Placed]) -> Option<Table> {
        let (columns, lines) = (self.xs.len() - 1, self.ys.len() - 1);
        let owners = self.owners();
        let mut cells: Vec<Vec<usize>> = vec![Vec::new(); columns * lines];
        for (id, word) in words.iter().enumerate() {
            let (x, y) = ((word.bbox.x0 + word.bbox.x1) / 2.0, word.bbox.middle());
            let column = self.xs.partition_point(|border| *border <= x).checked_sub(1).filter(|c| *c < columns);
            let line = self.ys.partition_point(|border| *border <= y).checked_sub(1).filter(|l| *l < lines);
            if let (Some(column), Some(line)) = (column, line) {
                cells[owners[line * columns + column]].push(id);
            }
        }
        let rows: Vec<Vec<Vec<usize>>> = cells.chunks(columns).flat_map(|row| split(row, words)).collect();
        let filled = rows.iter().flatten().filter(|cell| !cell.is_empty()).count();
        let used = |column: usize| rows.iter().any(|row| !row[column].is_empty());
        let kept: Vec<usize> = (0..columns).filter(|column| used(*column)).collect();
        let rows: Vec<Vec<Vec<usize>>> = rows
            .into_iter()
            .filter(|row| row.iter().any(|cell| !cell.is_empty()))
            .map(|row| kept.iter().map(|column| row[*column].clone()).collect())
            .collect();
        let dense = filled * 10 >= rows.len() * kept.len() * 3;
        let parted = rows.iter().filter(|row| row.iter().any(|cell| holds_columns(cell, words))).count();
        let whole = parted < 2 || 2 * parted < rows.len();
        (kept.len() >= 2 && rows.len() >= 2 && dense && whole).then(|| Table { bbox: self.bbox(), rows })
    }

    /// For each cell, the cell that its words go to: itself, or the first of those it is merged with.
    fn owners(&self) -> Vec<usize> {
        let (columns, lines) = (self.xs.len() - 1, self.ys.len() - 1);
        let middle = |borders: &[f32], at: usize| (borders[at] + borders[at + 1]) / 2.0;
        let wall_left = |column: usize, line: usize| {
            let y = middle(&self.ys, line);
            self.down.iter().any(|rule| (rule.x0 - self.xs[column]).abs() < 2.0 * NEAR && rule.y0 <= y && y <= rule.y1)
        };
        let wall_above = |column: usize, line: usize| {
            let x = middle(&self.xs, column);
            self.across.iter().any(|rule| (rule.y0 - self.ys[line]).abs() < 2.0 * NEAR && rule.x0 <= x && x <= rule.x1)
        };
        let mut owners: Vec<usize> = Vec::with_capacity(columns * lines);
        for line in 0..lines {
            for column in 0..columns {
                let owner = if column > 0 && !wall_left(column, line) {
                    owners[line * columns + column - 1]
                } else if line > 0 && !wall_above(column, line) {
                    owners[(line - 1) * columns + column]
                } else {
                    line * columns + column
                };
                owners.push(owner);
            }
        }
        owners
    }
}

/// Whether a cell holds a label and a number far from it: then only some of the table's columns are drawn.
fn holds_columns(cell: &[usize], words: &[Placed]) -> bool {
    rows(cell.to_vec(), words).iter().any(|line| {
        line.words.windows(2).any(|pair| {
            let (left, right) = (&words[pair[0]], &words[pair[1]]);
            is_value(&right.text) && right.bbox.x0 - left.bbox.x1 > 3.0 * right.size
        })
    })
}

fn extremes(values: impl Iterator<Item = f32>) -> [f32; 2] {
    values.fold([f32::MAX, f32::MIN], |[least, most], value| [least.min(value), most.max(value)])
}

/// Places in order, those that lie close together as one.
fn borders(places: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut places: Vec<f32> = places.filter(|place| place.is_finite()).collect();
    places.sort_by(f32::total_cmp);
    places.dedup_by(|b, a| *b - *a < 2.0 * NEAR);
    places
}

/// A row whose cells hold several rows of numbers, since only its columns are drawn, taken apart; else itself, with
/// the words of each cell in reading order.
fn split(row: &[Vec<usize>], words: &[Placed]) -> Vec<Vec<Vec<usize>>> {
    let lines: Vec<Row> = rows(row.concat(), words);
    let columns: BTreeMap<usize, usize> =
        row.iter().enumerate().flat_map(|(column, cell)| cell.iter().map(move |id| (*id, column))).collect();
    let column_of = |id: usize| columns.get(&id).copied().unwrap_or(0);
    let numeric = |line: &Row| {
        let values = line.words.iter().filter(|id| column_of(**id) > 0);
        values.clone().count() > 0 && values.clone().all(|id| is_value(&words[*id].text))
    };
    let labelled = |line: &Row| line.words.iter().any(|id| column_of(*id) == 0);
    if row.len() >= 2
        && lines.len() >= 2
        && lines.len() <= 200
        && lines.iter().all(|line| numeric(line) && labelled(line))
    {
        let cells = |line: &Row| {
            let mut cells = vec![Vec::new(); row.len()];
            line.words.iter().for_each(|id| cells[column_of(*id)].push(*id));
            cells
        };
        return lines.iter().map(cells).collect();
    }
    let in_order = |cell: &Vec<usize>| rows(cell.clone(), words).into_iter().flat_map(|line| line.words).collect();
    vec![row.iter().map(in_order).collect()]
}
