//! The figures of a document: sentences and tables in their order, each with the context that the ones before it set.
//!
//! Takes a [`Document`] and its [`Layout`], gives an [`Extraction`]. The only place that walks the blocks; what it carries
//! from one to the next is a [`Passage`]. Refuses to go on beyond its [`Bounds`], and says in a notice where it stopped.

use std::time::Instant;

use super::{
    Figure, MunicipalityCode, RuleName, confidence,
    facts::Facts,
    passage::Passage,
    recognised,
    said::{self, Source},
    tabular, trace,
};
use crate::{
    document::Document,
    layout::{Block, BlockKind, Cell, Layout, Table, sentences},
    notice::Notice,
    quantity::Period,
    reference::{
        Reference,
        lexicon::{NUMERALS, value_of},
    },
    span::Span,
};

/// What was found in a document.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// Its figures, in order; those whose digits were lost among them.
    pub figures: Vec<Figure>,
    /// Whose document it is, where it says so.
    pub municipality: Option<MunicipalityCode>,
    /// The year it was written, where it says so.
    pub year: Option<u16>,
    /// When it was written, where its head or its end says so.
    pub written: Option<Period>,
    /// What was left out.
    pub notices: Vec<Notice>,
}

/// How long a document may be looked at, and how many figures it may have.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// When to stop.
    pub deadline: Option<Instant>,
    /// How many figures to stop at: more is no document but a data set, or worse.
    pub figures: usize,
    /// Whether parts in other languages than Danish are looked at too.
    pub all_languages: bool,
}

impl Bounds {
    fn reached(self, figures: usize) -> bool {
        figures >= self.figures || self.deadline.is_some_and(|deadline| Instant::now() > deadline)
    }
}

/// The rule that leaves out parts in other languages.
pub(super) const ANOTHER_LANGUAGE: RuleName = "place: another language";

/// Finds the figures of a document.
///
/// Stops at its bounds, and says in a notice where.
pub fn extract(document: &Document, layout: &Layout, reference: &Reference, bounds: Bounds) -> Extraction {
    let facts = Facts::of(document, layout, reference);
    let source = Source { document, reference, facts: &facts };
    let mut walk = Walk { source, passage: Passage::default(), figures: Vec::new(), bounds, late: None };
    for (index, block) in layout.blocks.iter().enumerate() {
        match &block.kind {
            _ if walk.late.is_some() => break,
            BlockKind::Heading(_) => walk.passage.begin_heading(block.span.of(&document.text), reference),
            BlockKind::Paragraph => walk.paragraph(block),
            BlockKind::Table(table) => {
                walk.table(layout, index, table);
                walk.cells(block, table);
            }
        }
    }
    let notices = walk.late.map(|at| late(document, at)).into_iter().collect();
    let mut figures = walk.figures;
    figures.sort_by_key(|figure| figure.span);
    figures.dedup_by_key(|figure| figure.span);
    figures.retain(|figure| {
        let _heard = trace::hear(trace::is_in(figure.span));
        let foreign = !bounds.all_languages && document.foreign_at(figure.span.start).is_some();
        !foreign || !trace::against(ANOTHER_LANGUAGE, true)
    });
    confidence::calibrate(&mut figures);
    recognised::doubt(&mut figures, document, layout);
    Extraction { figures, municipality: facts.owner.clone(), year: facts.year(), written: facts.written, notices }
}

/// What is said of a document whose end no rule saw.
fn late(document: &Document, at: usize) -> Notice {
    let percent = at * 100 / document.text.len().max(1);
    Notice::partial(format!(
        "figures were looked for in the first {percent} % of the text only: the limit of time or of figures for one \
         document was reached"
    ))
}

struct Walk<'a> {
    source: Source<'a>,
    /// What one sentence leaves for the next.
    passage: Passage,
    figures: Vec<Figure>,
    bounds: Bounds,
    /// Where the bounds stopped it.
    late: Option<usize>,
}

impl<'a> Walk<'a> {
    fn text(&self) -> &'a str {
        &self.source.document.text
    }

    /// Whether the bounds stop it at a place in the text, where so many figures wait to join the others.
    fn stops(&mut self, at: usize, waiting: usize) -> bool {
        if self.late.is_none() && self.bounds.reached(self.figures.len() + waiting) {
            self.late = Some(at);
        }
        self.late.is_some()
    }

    fn paragraph(&mut self, block: &Block) {
        let text = self.text();
        let parts = sentences(text, block.span);
        self.passage.begin_paragraph(text, block, &parts, self.source.reference);
        for sentence in parts {
            self.sentence(sentence, block, false);
            self.passage.end_sentence(text, sentence, &self.source.reference.catalogue);
        }
    }

    /// The cells of a table that are numbers.
    fn table(&mut self, layout: &Layout, index: usize, table: &Table) {
        let Source { document, reference, facts } = self.source;
        let (lead, passage) = (self.passage.lead(), self.passage.about());
        let around = tabular::Surroundings { layout, index, lead, passage };
        let mut stops = |at, found| self.stops(at, found);
        let found = tabular::figures(document, reference, facts, table, &around, &mut stops);
        self.figures.extend(found);
    }

    /// Its cells that are words: a row label may count staff (`4 sagsbehandlere + 1 teamkoord.`), a long cell is running
    /// text.
    fn cells(&mut self, block: &Block, table: &Table) {
        let text = self.text();
        for row in table.rows.iter().filter(|row| row.first().is_some_and(|label| !label.span.is_empty())) {
            let numbered = row.iter().skip(1).any(|cell| cell.span.of(text).contains(|c: char| c.is_ascii_digit()));
            for label in counting_labels(text, row).filter(|_| numbered) {
                self.passage.begin_cell();
                self.sentence(label, block, true);
            }
            for cell in running_cells(text, row).filter(|cell| !numbered || *cell != row[0].span) {
                self.passage.begin_cell();
                for sentence in sentences(text, cell) {
                    self.sentence(sentence, block, false);
                }
            }
        }
    }

    fn sentence(&mut self, span: Span, block: &Block, label: bool) {
        if !self.stops(span.start, 0) {
            let found = said::figures(self.source, span, block, &mut self.passage, label);
            self.figures.extend(found);
        }
    }
}

/// The labels of a row that may count something; where the first cell numbers the row, its label is the second.
fn counting_labels<'r>(text: &'r str, row: &'r [Cell]) -> impl Iterator<Item = Span> + 'r {
    row.iter().take(2).map(|cell| cell.span).filter(|span| {
        let words = span.of(text);
        words.contains(' ') && words.contains(char::is_alphabetic) && words.split_whitespace().any(may_count)
    })
}

/// Whether a word has digits, or is a number's.
fn may_count(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit()) || value_of(&NUMERALS, "cardinal", &word.to_lowercase()).is_some()
}

/// The cells of a row that are running text.
fn running_cells<'r>(text: &'r str, row: &'r [Cell]) -> impl Iterator<Item = Span> + 'r {
    let running = |span: &Span| span.len() > 60 && span.of(text).split_whitespace().count() > 8;
    row.iter().map(|cell| cell.span).filter(running)
}
