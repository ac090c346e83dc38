//! The order in which a page is read.
//!
//! Takes the words of a page and its ruling lines, gives its blocks: paragraphs, headings and tables, column after
//! column. Refuses nothing: what fits no pattern is read from top to bottom.

use super::{
    aligned::{self, Aligned},
    columns::bands,
    glyphs::{Mark, Rule},
    rows::{Row, median, rows},
    ruled::{self, Rules},
    words::Placed,
};
use crate::{document::pagination::is_page_number, span::BoundingBox};

/// A piece of a page; words by their place in the page's list.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    /// Lines that follow each other closely.
    Paragraph(Vec<Vec<usize>>),
    /// Lines set larger or bolder than the text, with their size, or tagged as a heading of a level.
    Heading { lines: Vec<Vec<usize>>, size: f32, bold: bool, level: Option<u8> },
    /// A footnote, its mark the first word.
    Note(Vec<Vec<usize>>),
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
        let mark = Mark::None;
        words.push(Placed {
            text,
            bbox: table.bbox,
            baseline,
            size,
            bold: false,
            mark,
            table: Some(number),
            confidence: 1.0,
        });
    }
    let page = Page { words, tables: &tables, across: &rules.across, body };
    let mut out = Vec::new();
    page.region(ids, 0, &mut out);
    out
}

/// The blocks of some of a page's words, without regard to its lines.
pub(super) fn plain(ids: Vec<usize>, words: &[Placed], body: Body) -> Vec<Block> {
    let mut out = Vec::new();
    Page { words, tables: &[], across: &[], body }.region(ids, 0, &mut out);
    out
}

impl Block {
    /// Its lines one after another, whatever it is.
    pub(super) fn into_lines(self) -> Vec<Vec<usize>> {
        match self {
            Block::Paragraph(lines) | Block::Note(lines) | Block::Heading { lines, .. } => lines,
            Block::Table(rows) => rows.into_iter().map(|row| row.concat()).collect(),
        }
    }
}

struct Page<'a> {
    words: &'a [Placed],
    tables: &'a [ruled::Table],
    across: &'a [Rule],
    body: Body,
}

/// Whether a line is a heading by its number alone: “2.1 Økonomi”. One number may count the items of a list.
fn is_numbered(text: &str) -> bool {
    let Some((number, title)) = text.split_once(' ') else { return false };
    let parts = || number.trim_end_matches('.').split('.');
    parts().count() >= 2
        && parts().all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
        && title.starts_with(char::is_uppercase)
        && title.split(' ').count() <= 10
        && !title.ends_with(|c: char| c.is_ascii_digit() || ".,;:…".contains(c))
}

/// How a line stands to the one before it.
#[derive(Clone, Copy)]
struct Beside {
    /// As near as lines of one paragraph.
    close: bool,
    /// There is none: it is the first of its column.
    first: bool,
    /// The one before fills the column.
    full: bool,
}

/// How often a column may itself be set in columns.
const DEEPEST: usize = 3;

impl Page<'_> {
    /// A region from top to bottom: columns of running text, and what stands between them.
    fn region(&self, ids: Vec<usize>, depth: usize, out: &mut Vec<Block>) {
        let rows = rows(ids, self.words);
        let tables = aligned::tables(&rows, self.words, self.across);
        let bands = if depth < DEEPEST { bands(&rows, self.words, &tables) } else { Vec::new() };
        // Most regions are one column, whose tables are known by now.
        if bands.is_empty() {
            return self.column(&rows, tables, out);
        }
        let mut start = 0;
        for band in bands {
            let above = &rows[start..band.rows.start];
            self.column(above, aligned::tables(above, self.words, self.across), out);
            start = band.rows.end;
            let ids = rows[band.rows].iter().flat_map(|row| row.words.iter().copied());
            let (left, right): (Vec<usize>, Vec<usize>) = ids.partition(|id| self.words[*id].bbox.x0 < band.gutter);
            self.region(left, depth + 1, out);
            self.region(right, depth + 1, out);
        }
        let below = &rows[start..];
        self.column(below, aligned::tables(below, self.words, self.across), out);
    }

    /// One column from top to bottom: its tables, and text between them.
    fn column(&self, rows: &[Row], tables: Vec<Aligned>, out: &mut Vec<Block>) {
        let mut start = 0;
        for table in tables {
            self.text(&rows[start..table.rows.start], out);
            start = table.rows.end;
            out.push(Block::Table(table.cells));
        }
        self.text(&rows[start..], out);
    }

    /// Running text: paragraphs where the distance grows, headings where the type does.
    fn text(&self, rows: &[Row], out: &mut Vec<Block>) {
        let leading = self.leading(rows);
        let extent = rows.iter().map(|row| row.bbox).reduce(BoundingBox::cover);
        let width = extent.map_or(0.0, |bbox| bbox.x1 - bbox.x0);
        let mut above: Option<&Row> = None;
        for row in rows {
            if let Some(table) = row.table(self.words) {
                out.push(Block::Table(self.tables[table].rows.clone()));
                above = None;
                continue;
            }
            let close = above.is_some_and(|above| {
                let apart = row.baseline - above.baseline;
                apart < leading * 1.25 * (row.size / self.body.size).max(1.0)
                    && (row.size / above.size - 1.0).abs() < 0.12
            });
            // A line that does not fill its column ends a heading, though the next one may look the same.
            let full = above.is_some_and(|above| above.bbox.x1 - above.bbox.x0 > 0.6 * width);
            self.line(row, Beside { close, first: above.is_none(), full }, out);
            above = Some(row);
        }
    }

    fn leading(&self, rows: &[Row]) -> f32 {
        let steps = rows.windows(2).map(|pair| (pair[1].baseline - pair[0].baseline) / pair[1].size);
        let usual = median(steps.filter(|step| (0.8..2.5).contains(step)).collect()).unwrap_or(1.2);
        usual * self.body.size
    }

    fn line(&self, row: &Row, beside: Beside, out: &mut Vec<Block>) {
        let text = row.text(self.words);
        let number = is_page_number(&text);
        let heading = !number && (self.is_heading(row, &text) || !beside.close && is_numbered(&text));
        let (size, bold) = (row.size, row.words.iter().all(|id| self.words[*id].bold));
        let close = beside.close || beside.first && self.goes_on(out.last(), &text);
        let same = beside.close && (beside.full || text.starts_with(char::is_lowercase));
        match out.last_mut() {
            Some(Block::Paragraph(lines)) if close && !heading && !number => lines.push(row.words.clone()),
            Some(Block::Heading { lines, size: above, bold: was, .. })
                if same && heading && *above == size && *was == bold =>
            {
                lines.push(row.words.clone());
            }
            _ if heading => out.push(Block::Heading { lines: vec![row.words.clone()], size, bold, level: None }),
            _ => out.push(Block::Paragraph(vec![row.words.clone()])),
        }
    }

    /// Whether a sentence that the column before broke off goes on with this line.
    fn goes_on(&self, before: Option<&Block>, line: &str) -> bool {
        let Some(Block::Paragraph(lines)) = before else { return false };
        let last = lines.last().and_then(|line| line.last()).map(|id| self.words[*id].text.as_str());
        last.is_some_and(|word| !word.ends_with(['.', ':', '?', '!', ';'])) && line.starts_with(char::is_lowercase)
    }

    fn is_heading(&self, row: &Row, text: &str) -> bool {
        let bold = !self.body.bold && row.words.iter().all(|id| self.words[*id].bold);
        let larger = row.size > 1.12 * self.body.size;
        let short = text.len() <= 160 && !text.ends_with([',', ';', '.']);
        (bold || larger) && short && text.chars().filter(|c| c.is_alphabetic()).count() >= 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_numbers_make_a_heading_and_one_an_item() {
        assert!(is_numbered("2.1 Økonomi og opfølgning") && is_numbered("1.1.2. Skole"));
        for text in [
            "2. Børn i plejefamilie",
            "2.1 mio. kr.",
            "1.250 Anbringelser",
            "2.1 Mål ..... 7",
            "2.1 Udvalget vedtog planen.",
        ] {
            assert!(!is_numbered(text), "{text}");
        }
    }
}
