//! Figures in tables: a cell means what its row, its column and its title say together.
//!
//! Takes a table with what stands around it, gives a figure for every cell with a number that the catalogue knows.
//! Refuses a cell whose row, column and title name no indicator, and a unit that no reading makes sense of. A total that
//! is the sum of its column carries a check, and so do its parts.

mod columns;
mod further;
mod meaning;
mod sums;

use std::{borrow::Cow, collections::BTreeMap, sync::LazyLock};

use rust_decimal::Decimal;

use self::{
    columns::{Column, Header},
    meaning::Meaning,
};
use super::{Dimensions, Figure, MunicipalityCode, Statistic, Status, Unit, dimensions, facts::Facts};
use crate::{
    document::Document,
    layout::{BlockKind, Layout, Origin, Table},
    pattern::Regex,
    quantity::{Measure, Scale, Value, find_dates, parse_digits, scan, stated_scale},
    reference::Reference,
    span::Span,
};

/// What stands around a table.
pub(super) struct Surroundings<'a> {
    /// The document's blocks.
    pub layout: &'a Layout,
    /// The table's place among them.
    pub index: usize,
    /// The sentence that introduced it, where one ended with a colon.
    pub lead: Option<Span>,
}

/// How far above a table its title may begin, in bytes.
const TITLE: usize = 420;

impl Surroundings<'_> {
    /// The titles above the table, nearest first: short blocks right above it, the end of a long one.
    fn titles<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let table = self.layout.blocks[self.index].span.start;
        let mut out = Vec::new();
        for block in self.layout.blocks[..self.index].iter().rev().take(3) {
            if table - block.span.end > TITLE || matches!(block.kind, BlockKind::Table(_)) {
                break;
            }
            let sentences = crate::layout::sentences(text, block.span);
            let last = sentences.last().copied().unwrap_or(block.span);
            out.push(last.of(text));
            if block.span.len() > TITLE {
                break;
            }
        }
        if let Some(lead) = self.lead.filter(|lead| lead.end <= table && table - lead.end <= TITLE) {
            let lead = lead.of(text);
            if !out.contains(&lead) {
                out.push(lead);
            }
        }
        out
    }

    /// The note under the table.
    fn note<'t>(&self, text: &'t str) -> &'t str {
        let next = self
            .layout
            .blocks
            .get(self.index + 1)
            .filter(|block| matches!(block.kind, BlockKind::Paragraph) && block.span.len() < TITLE);
        next.map_or("", |block| block.span.of(text))
    }
}

/// A number in a cell.
struct Number {
    row: usize,
    column: usize,
    span: Span,
    value: Decimal,
    /// The unit that stands in the cell itself.
    unit: Option<Scale>,
    approx: bool,
}

/// The number that a cell holds, if it holds one and nothing else to speak of.
fn number(text: &str, span: Span) -> Option<(Span, Decimal, Option<Scale>, bool)> {
    let cell = span.of(text);
    let bare = cell.trim_end_matches(['*', '¹', '²', '³', ')']).trim_end();
    let closed = if cell.starts_with('(') && cell.ends_with(')') { cell } else { bare };
    let inner = closed.trim_start_matches('(').trim_end_matches(')');
    if let Some(value) = parse_digits(inner.trim()) {
        let value = if closed.starts_with('(') { -value.abs() } else { value };
        return Some((Span::new(span.start, span.start + closed.len()), value, None, false));
    }
    let found = scan(cell);
    let [only] = found.quantities.as_slice() else { return None };
    let Value::Exact(value) = only.value else { return None };
    let rest = cell.len() - only.span.len();
    let scale = match only.measure {
        Measure::Money | Measure::Percent | Measure::PercentPoint => {
            Some(Scale { factor: Decimal::ONE, measure: only.measure })
        }
        Measure::Days | Measure::Weeks | Measure::Months => Some(Scale { factor: Decimal::ONE, measure: only.measure }),
        Measure::Bare => None,
        Measure::PerYear => return None,
    };
    (rest <= 12).then_some((only.span.shifted(span.start), value, scale, only.approx))
}

/// Whether a cell is a year or a date, and so a head rather than a number.
fn is_dated(cell: &str) -> bool {
    let dates = find_dates(cell);
    dates.iter().any(|date| date.period.is_some() && date.span.len() * 2 >= cell.trim_end_matches('*').len())
}

/// The figures of a table, as far as `stops` allows: it is told where the next one stands, and how many there are.
pub(super) fn figures(
    document: &Document,
    reference: &Reference,
    facts: &Facts,
    table: &Table,
    around: &Surroundings<'_>,
    stops: &mut dyn FnMut(usize, usize) -> bool,
) -> Vec<Figure> {
    let text = document.text.as_str();
    let titles = around.titles(text);
    let note = around.note(text);
    let labels: Vec<&str> = (0..table.rows.len()).map(|row| label(text, table, row)).collect();
    let sections = sections(&labels);
    let headings = headings(text, around);
    let reader = Reader { document, reference, facts, table, labels, sections, titles, note, headings };
    let mut header = Header::default();
    let mut found: Vec<(Number, Meaning, Figure)> = Vec::new();
    // What the rows since the last header or total were about: a total is about the same.
    let mut group: BTreeMap<usize, Meaning> = BTreeMap::new();
    'rows: for row in 0..table.rows.len() {
        if reader.is_header(row) {
            header = header.extended(&reader, row);
            group.clear();
            continue;
        }
        header.close();
        for column in 0..table.rows[row].len() {
            if stops(table.rows[row][column].span.start, found.len()) {
                break 'rows;
            }
            let Some(number) = reader.number(row, column) else { continue };
            let head = header.column(column);
            let Some(meaning) = meaning::of(&reader, row, head, &header, &number, group.get(&column)) else { continue };
            let figure = reader.figure(&number, head, &header, &meaning);
            if !meaning.total {
                group.insert(column, meaning.clone());
            }
            found.push((number, meaning, figure));
        }
    }
    sums::check(&mut found);
    found.into_iter().map(|(_, _, figure)| figure).collect()
}

fn headings<'t>(text: &'t str, around: &Surroundings<'_>) -> Vec<&'t str> {
    around.layout.blocks[around.index].headings.iter().map(|heading| heading.of(text)).collect()
}

/// What the first cell of a row says; a row may be a year's, but any other number there is no label.
fn label<'t>(text: &'t str, table: &Table, row: usize) -> &'t str {
    let span = table.rows[row][0].span;
    let first = span.of(text);
    if number(text, span).is_some() && !is_dated(first) { "" } else { first }
}

/// The scenario that each row stands under: `Scenarie 1: Børn`, in the label of its section's first row.
fn sections(labels: &[&str]) -> Vec<Option<&'static str>> {
    let named = |label: &&str| {
        let found = SECTION.captures(label)?;
        plain_scenario(&found["name"])
            .or_else(|| found["name"].to_lowercase().starts_with("samlet").then_some("combined"))
    };
    let running = labels.iter().scan(None, |open, label| {
        *open = named(label).or(*open);
        Some(*open)
    });
    running.collect()
}

/// A table with everything that is needed to read its cells.
struct Reader<'a> {
    document: &'a Document,
    reference: &'a Reference,
    facts: &'a Facts,
    table: &'a Table,
    /// What each row says that it is about.
    labels: Vec<&'a str>,
    /// The scenario that each row stands under.
    sections: Vec<Option<&'static str>>,
    titles: Vec<&'a str>,
    note: &'a str,
    headings: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    fn text(&self) -> &'a str {
        self.document.text.as_str()
    }

    fn cell(&self, row: usize, column: usize) -> &'a str {
        self.table.rows[row][column].span.of(self.text())
    }

    fn label(&self, row: usize) -> &'a str {
        self.labels[row]
    }

    /// A row without numbers whose cells are years, dates or words: the heads of the columns.
    fn is_header(&self, row: usize) -> bool {
        let cells = &self.table.rows[row];
        let filled = cells.iter().skip(1).filter(|cell| !cell.span.is_empty()).count();
        let numbers = (1..cells.len()).filter(|&column| self.number(row, column).is_some()).count();
        filled > 0 && numbers == 0
    }

    fn number(&self, row: usize, column: usize) -> Option<Number> {
        let span = self.table.rows[row][column].span;
        if column == 0 || span.is_empty() || is_dated(span.of(self.text())) {
            return None;
        }
        let (span, value, unit, approx) = number(self.text(), span)?;
        Some(Number { row, column, span, value, unit, approx })
    }

    /// The unit of a cell: its own, its row's, its column's, the header's, the title's.
    fn scale(&self, number: &Number, head: Option<&Column>, header: &Header) -> Option<Scale> {
        let stub = header.stub.as_str();
        let column = head.map_or("", |head| head.text.as_str());
        let stated = || {
            [self.label(number.row), column, stub].into_iter().chain(self.titles.iter().copied()).find_map(stated_scale)
        };
        number.unit.or_else(stated)
    }

    /// The unit of a figure: the indicator's own, percent, or what the answers to a questionnaire are counted in.
    fn unit(&self, indicator: usize, measure: Measure, row: usize, head: Option<&Column>) -> Unit {
        let own = self.reference.catalogue.all()[indicator].unit;
        if measure.is_percent() || own != Unit::Percent {
            return if measure.is_percent() { Unit::Percent } else { own };
        }
        let said = [self.label(row), head.map_or("", |head| head.text.as_str())];
        let municipalities = said.iter().chain(&self.titles).any(|text| text.to_lowercase().contains("kommuner"));
        if municipalities { Unit::Municipalities } else { Unit::Responses }
    }

    fn figure(&self, number: &Number, head: Option<&Column>, header: &Header, meaning: &Meaning) -> Figure {
        let code = self.reference.catalogue.all()[meaning.indicator].code.clone();
        let label = self.label(number.row);
        let run = || header.run().filter(|_| meaning.statistic == Statistic::Change);
        let period = dated(label)
            .or_else(|| head.and_then(|head| head.period))
            .or_else(run)
            .or_else(|| self.titles.iter().chain(self.headings.last()).find_map(|title| dated(title)));
        let surveyed = self.facts.survey.filter(|_| code.as_str() == "survey_response");
        let period = surveyed.or(period);
        let (status, status_rule) = meaning::status(self, number.row, head, header, code.as_str(), period);
        let row = self.table.row_span(number.row);
        let owner = if status == Status::Norm { Some(MunicipalityCode::DENMARK) } else { self.owner(number.row, head) };
        let mut rules = vec!["number: table cell", meaning.rule, meaning.unit_rule, status_rule];
        if self.table.origin == Origin::Flattened {
            rules.insert(0, "table: flattened");
        }
        Figure {
            span: number.span,
            quote: row,
            page: self.document.page_at(number.span.start).map(|page| page.number),
            cell: Some((number.row + 1, number.column + 1)),
            statistic: meaning.statistic,
            municipality: owner,
            value: Some(Value::Exact(meaning.value)),
            approx: number.approx,
            unit: meaning.unit,
            period,
            status,
            dims: self.dims(number.row, head, header, meaning, code.as_str()),
            confidence: meaning.confidence - if self.table.origin == Origin::Flattened { 0.08 } else { 0.0 },
            indicator: code,
            rules,
            checks: Vec::new(),
        }
    }

    /// A municipality named by the row, the column or the title; else the document's own.
    fn owner(&self, row: usize, head: Option<&Column>) -> Option<MunicipalityCode> {
        let own = || self.facts.owner.clone().or_else(|| self.facts.survey.map(|_| MunicipalityCode::DENMARK));
        let named = |text: &str| {
            let mentions = super::owner::mentions(text);
            match mentions.as_slice() {
                [only] => Some(only.code.clone()),
                _ => None,
            }
        };
        let column = head.and_then(|head| named(&head.text));
        // A name at the start of a label stands where sentences begin; in a label it is a place all the same.
        named(self.label(row))
            .or_else(|| self.reference.municipalities.find(self.label(row)))
            .or(column)
            .or_else(|| head.and_then(|head| self.reference.municipalities.find(&head.text)))
            .or_else(|| self.titles.iter().find_map(|title| named(title)))
            .or_else(own)
    }

    fn dims(&self, row: usize, head: Option<&Column>, header: &Header, meaning: &Meaning, code: &str) -> Dimensions {
        let label = self.label(row);
        let mut dims = Dimensions::new();
        if matches!(code, "placements" | "unit_cost")
            || matches!(code, "budget" | "expenditure") && !dimensions::named(label, "placement_type").is_empty()
        {
            let named = |text: &str| dimensions::named(text, "placement_type").last().map(|one| one.value);
            let total = (code == "placements" && meaning.total
                || code == "placements" && meaning.statistic != Statistic::Share && named(label).is_none())
            .then_some("total");
            if let Some(value) = named(label).or_else(|| head.and_then(|head| named(&head.text))).or(total) {
                dimensions::set(&mut dims, "placement_type", value);
            }
        }
        if code == "staff"
            && let Some(named) = dimensions::named(label, "profession").last()
        {
            dimensions::set(&mut dims, "profession", named.value);
        }
        if self.facts.scenarios
            && let Some(scenario) = alone(label).or(self.sections[row]).or_else(|| self.scenario(header))
        {
            dimensions::set(&mut dims, "scenario", scenario);
        }
        let item = label.trim_end_matches(['*', ' ', ':']);
        if !item.is_empty() && item.len() <= 120 && !is_dated(item) {
            dims.insert(Cow::Borrowed("item"), Cow::Owned(item.to_owned()));
        }
        dims
    }

    /// The scenario that the header's stub or a title names: `Børn`, `Unge:`, `Børn og Unge`.
    fn scenario(&self, header: &Header) -> Option<&'static str> {
        let plain = plain_scenario;
        let stub = header.stub.as_str();
        plain(stub).or_else(|| {
            self.titles.iter().chain(self.headings.last()).find_map(|title| {
                let named = dimensions::named(title, "scenario").last().map(|one| one.value);
                named.or_else(|| plain(title).filter(|_| title.len() <= 60))
            })
        })
    }
}

/// The scenario of a label that is nothing else: `A: Børn`, `Børn og unge`.
fn alone(label: &str) -> Option<&'static str> {
    let name = label.split_once(':').map_or(label, |(_, name)| name).trim().to_lowercase();
    matches!(name.as_str(), "børn" | "unge" | "børn og unge" | "begge")
        .then(|| plain_scenario(&name).unwrap_or("combined"))
}

static SECTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:scenarie|model|alternativ)\s+(?:\d+|[a-c])\s*[:–-]\s*(?P<name>\p{L}+(?:\s+og\s+unge)?)")
        .expect("a pattern")
});

/// Children, young people or both, in plain words.
fn plain_scenario(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    match (text.contains("børn"), text.contains("unge")) {
        (true, true) => Some("combined"),
        (true, false) => Some("children"),
        (false, true) => Some("youth"),
        _ => None,
    }
}

/// The one date of a text.
fn dated(text: &str) -> Option<crate::quantity::Period> {
    let dates: Vec<_> = find_dates(text).into_iter().filter_map(|date| date.period).collect();
    match dates.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}
