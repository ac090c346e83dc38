//! The order in which a page is read.
//!
//! Takes the words of a page and its ruling lines, gives its blocks: paragraphs, headings and tables, column after
//! column. Refuses nothing: what fits no pattern is read from top to bottom.

use super::{
    aligned,
    columns::bands,
    glyphs::Rule,
    rows::{Row, median, rows},
    ruled::{self, Rules},
    words::Placed,
};
use crate::document::pagination::is_page_number;

/// A piece of a page; words by their place in the page's list.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    /// Lines that follow each other closely.
    Paragraph(Vec<Vec<usize>>),
    /// Lines set larger or bolder than the text, with their size.
    Heading { lines: Vec<Vec<usize>>, size: f32, bold: bool },
    /// Rows of cells.
    Table(Vec<Vec<Vec<usize>>>),
}

/// What the whole document's text looks like, to tell what stands out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Body {
    /// The size of most of the text.
    pub size: f32,
    /// Whether most of the text is bold, so that bold says nothing.
    pub bold: bool,
}

/// The blocks of some words that run in one direction; words of ruled tables are replaced by stand-ins at the end.
pub(super) fn blocks(words: &mut Vec<Placed>, rules: impl Iterator<Item = Rule>, body: Body) -> Vec<Block> {
    let rules = Rules::of(rules);
    let tables = ruled::tables(&rules, words);
    let mut free = vec![true; words.len()];
    for id in tables.iter().flat_map(|table| table.rows.iter().flatten().flatten()) {
        free[*id] = false;
    }
    let mut ids: Vec<usize> = (0..words.len()).filter(|id| free[*id]).collect();
    for (number, table) in tables.iter().enumerate() {
        ids.push(words.len());
        let (size, baseline) = (body.size, table.bbox.y1);
        let text = String::new();
        words.push(Placed { text, bbox: table.bbox, baseline, size, bold: false, table: Some(number) });
    }
    let page = Page { words, tables: &tables, across: &rules.across, body };
    let mut out = Vec::new();
    page.region(ids, 0, &mut out);
    out
}

struct Page<'a> {
    words: &'a [Placed],
    tables: &'a [ruled::Table],
    across: &'a [Rule],
    body: Body,
}

/// How often a column may itself be set in columns.
const DEEPEST: usize = 3;

impl Page<'_> {
    /// A region from top to bottom: tables across it, columns between them, running text.
    fn region(&self, ids: Vec<usize>, depth: usize, out: &mut Vec<Block>) {
        let rows = rows(ids, self.words);
        let mut start = 0;
        for table in aligned::tables(&rows, self.words, self.across) {
            self.columns(&rows[start..table.rows.start], depth, out);
            start = table.rows.end;
            out.push(Block::Table(table.cells));
        }
        self.columns(&rows[start..], depth, out);
    }

    fn columns(&self, rows: &[Row], depth: usize, out: &mut Vec<Block>) {
        let mut start = 0;
        if depth < DEEPEST {
            for band in bands(rows, self.words) {
                self.text(&rows[start..band.rows.start], out);
                start = band.rows.end;
                let ids = rows[band.rows].iter().flat_map(|row| row.words.iter().copied());
                let (left, right): (Vec<usize>, Vec<usize>) = ids.partition(|id| self.words[*id].bbox.x0 < band.gutter);
                self.region(left, depth + 1, out);
                self.region(right, depth + 1, out);
            }
        }
        self.text(&rows[start..], out);
    }

    /// Rows of one column: paragraphs where the distance grows, headings where the type does.
    fn text(&self, rows: &[Row], out: &mut Vec<Block>) {
        let leading = self.leading(rows);
        let mut above: Option<&Row> = None;
        for row in rows {
            if let Some(table) = row.table(self.words) {
                out.push(Block::Table(self.tables[table].rows.clone()));
                above = None;
                continue;
            }
            let close = above.is_some_and(|above| {
                let apart = row.baseline - above.baseline;
                apart < leading * 1.25 * (row.size / self.body.size).max(1.0) && (row.size / above.size - 1.0).abs() < 0.12
            });
            self.line(row, close, out);
            above = Some(row);
        }
    }

    fn leading(&self, rows: &[Row]) -> f32 {
        let steps = rows.windows(2).map(|pair| (pair[1].baseline - pair[0].baseline) / pair[1].size);
        let usual = median(steps.filter(|step| (0.8..2.5).contains(step)).collect()).unwrap_or(1.2);
        usual * self.body.size
    }

    fn line(&self, row: &Row, close: bool, out: &mut Vec<Block>) {
        let text = row.text(self.words);
        let number = is_page_number(&text);
        let heading = !number && self.is_heading(row, &text);
        let (size, bold) = (row.size, row.words.iter().all(|id| self.words[*id].bold));
        match out.last_mut() {
            Some(Block::Paragraph(lines)) if close && !heading && !number => lines.push(row.words.clone()),
            Some(Block::Heading { lines, size: above, bold: was }) if close && heading && *above == size && *was == bold => {
                lines.push(row.words.clone());
            }
            _ if heading => out.push(Block::Heading { lines: vec![row.words.clone()], size, bold }),
            _ => out.push(Block::Paragraph(vec![row.words.clone()])),
        }
    }

    fn is_heading(&self, row: &Row, text: &str) -> bool {
        let bold = !self.body.bold && row.words.iter().all(|id| self.words[*id].bold);
        let larger = row.size > 1.12 * self.body.size;
        let short = text.len() <= 160 && !text.ends_with([',', ';', '.']);
        (bold || larger) && short && text.chars().filter(|c| c.is_alphabetic()).count() >= 2
    }
}
