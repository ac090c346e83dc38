//! Figures in tables: a cell means what its row, its column and its title say together.
//!
//! Takes a table with what stands around it, gives a figure for every cell with a number that the catalogue knows.
//! Refuses a cell whose row, column and title name no indicator, and a unit that no reading makes sense of. A total that
//! is the sum of its column carries a check, and so do its parts.

mod about;
mod around;
mod asked;
mod breakdown;
mod cells;
mod columns;
mod deviation;
mod effects;
mod follow_up;
mod further;
mod indicator;
mod lost;
mod magnitude;
mod meaning;
mod net;
mod owner;
mod period;
mod status;
mod sums;
mod units;

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use rust_decimal::Decimal;

pub(super) use self::around::Surroundings;
use self::{
    asked::Asked,
    cells::{Number, is_dated, number},
    columns::{Column, Header},
    magnitude::Magnitudes,
    meaning::{Meaning, TOTAL},
    period::dated,
};
use super::{
    Figure, MunicipalityCode, Status, Unit,
    facts::Facts,
    trace,
    vocabulary::{Hit, Role},
    whose,
};
use crate::{
    document::Document,
    layout::{Cell, Origin, Table},
    pattern::Known,
    quantity::{LARGEST, Value},
    reference::{Account, Reference, Takes, account},
    span::Span,
};

/// A number with what it means and the figure made of it.
type Read = (Number, Meaning, Figure);

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
    let labels: Vec<&str> = (0..table.rows.len()).map(|row| label(text, table, row)).collect();
    let mut reader = Reader {
        document,
        reference,
        facts,
        table,
        sections: breakdown::sections(&labels),
        groups: groups(text, table),
        wholes: wholes(&labels),
        totals: Vec::new(),
        effects: Vec::new(),
        elsewhere: Vec::new(),
        deviates: false,
        labels,
        compares: false,
        mixed: false,
        passage: None,
        titles: around.titles(text),
        introductions: around.introductions(text),
        inherited: around.inherited(text),
        note: around.note(text),
        headings: around.headings(text),
        asked: Asked::default(),
        magnitudes: Magnitudes::default(),
    };
    let _known = Known::parts(reader.texts().into_iter());
    reader.totals = sums::totals(&reader);
    reader.elsewhere = (0..reader.labels.len()).map(|row| reader.is_elsewhere(row)).collect();
    reader.deviates = deviation::all(&reader);
    reader.effects = effects::rows(&reader, &about::openings(text, around));
    reader.compares = reader.names_places();
    reader.mixed = reader.counts_several();
    reader.passage = about::topic(&reader, around);
    let mut found = reader.read(stops);
    let lost = lost::figures(&reader, &found);
    deviation::settle(&mut found, &reader);
    net::settle(&mut found);
    sums::check(&mut found, &reader);
    found.iter_mut().for_each(|(_, _, figure)| magnitude::check(figure));
    found.iter().for_each(|(_, _, figure)| trace::checked(figure));
    found.into_iter().map(|(_, _, figure)| figure).chain(lost).collect()
}

/// The row that each row is a part of: the last one that does not begin with “heraf”.
fn wholes(labels: &[&str]) -> Vec<usize> {
    let part = |label: &str| {
        let label = label.trim_start_matches(['-', '–', '•', ' ']).to_lowercase();
        ["heraf", "deraf", "hvoraf", "herunder"].iter().any(|word| label.starts_with(word))
    };
    let running = labels.iter().enumerate().scan(0, |whole, (row, label)| {
        *whole = if part(label) { *whole } else { row };
        Some(*whole)
    });
    running.collect()
}

/// The label of the group that each row stands under: that of the last row before it without anything else.
fn groups<'t>(text: &'t str, table: &Table) -> Vec<Option<&'t str>> {
    let running = table.rows.iter().scan(None, |open, row| {
        let first = row[0].span.of(text);
        if row.len() > 1 && row[1..].iter().all(|cell| cell.span.is_empty()) {
            *open = (!first.is_empty()).then_some(first);
            return Some(None);
        }
        if TOTAL.is_match(first) {
            *open = None;
        }
        Some(*open)
    });
    running.collect()
}

/// What the first cell of a row says, or the second where the first only numbers the row; a row may be a year's, but any
/// other number there is no label.
fn label<'t>(text: &'t str, table: &Table, row: usize) -> &'t str {
    let cells = &table.rows[row];
    let first = cells[0].span.of(text).trim_end_matches(['¹', '²', '³', '†', '‡']);
    let counts = |span: Span| number(text, span).is_some() && !is_dated(span.of(text));
    if !first.is_empty() && !counts(cells[0].span) && !is_code(first) {
        return first;
    }
    let words = |cell: &&Cell| cell.span.of(text).contains(char::is_alphabetic) && number(text, cell.span).is_none();
    let second = cells.get(1).filter(|_| cells.len() > 2).filter(words).map(|cell| cell.span.of(text));
    second.unwrap_or(if counts(cells[0].span) { "" } else { first })
}

/// Whether a cell only numbers a row: `BF-1`, `4a`.
fn is_code(cell: &str) -> bool {
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    cell.len() <= 8 && letters <= 3 && cell.contains(|c: char| c.is_ascii_digit()) && !is_dated(cell)
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
    /// The label of the group that each row stands under.
    groups: Vec<Option<&'a str>>,
    /// The row that each row is a part of, by “heraf”; else itself.
    wholes: Vec<usize>,
    /// The label of the total that adds each row up, where it does.
    totals: Vec<Option<&'a str>>,
    /// Whether all its amounts are over or under a budget.
    deviates: bool,
    /// Whether each row is of a service that is none of ours.
    elsewhere: Vec<bool>,
    /// What each row's amounts are, where the table sets what is spent against what is saved.
    effects: Vec<Option<&'static str>>,
    /// Whether it holds municipalities against each other.
    compares: bool,
    /// Whether its rows count different things, so that its title cannot say what each counts.
    mixed: bool,
    /// The indicator that the text above is about, where the rows only break it down.
    passage: Option<usize>,
    titles: Vec<&'a str>,
    /// What stands above the table at length.
    introductions: Vec<&'a str>,
    /// What stood above an earlier table with the same heads.
    inherited: Vec<&'a str>,
    note: &'a str,
    headings: Vec<&'a str>,
    /// What its texts were asked before.
    asked: Asked,
    magnitudes: Magnitudes,
}

impl<'a> Reader<'a> {
    fn text(&self) -> &'a str {
        self.document.text.as_str()
    }

    /// The texts that every cell is asked of, in the order in which they lie in the document.
    fn texts(&self) -> Vec<&'a str> {
        let above = [&self.titles, &self.introductions, &self.headings].into_iter().flatten().copied();
        let mut texts: Vec<&str> = above.chain([self.table.span.of(self.text()), self.note]).collect();
        texts.sort_by_key(|text| text.as_ptr());
        texts.dedup_by(|later, earlier| later.as_ptr() < earlier.as_bytes().as_ptr_range().end);
        texts
    }

    /// The catalogue's words in one of the table's texts.
    fn hits(&self, text: &str) -> Rc<[Hit]> {
        self.asked.hits.of(text, |text| self.reference.vocabulary().hits(text).into())
    }

    /// Every cell with a number that means something, row by row.
    fn read(&self, stops: &mut dyn FnMut(usize, usize) -> bool) -> Vec<Read> {
        let mut header = Header::default();
        let mut found: Vec<Read> = Vec::new();
        // What the rows since the last header or total were about: a total is about the same.
        let mut group: BTreeMap<usize, Meaning> = BTreeMap::new();
        for row in 0..self.table.rows.len() {
            if self.is_header(row) {
                let _heard = trace::hear(trace::is_in(self.table.row_span(row)));
                trace::against("cell: in a row of heads", true);
                header = header.extended(self, row);
                group.clear();
                continue;
            }
            header.close();
            let mut before: Option<Meaning> = None;
            for column in 0..self.table.rows[row].len() {
                if stops(self.table.rows[row][column].span.start, found.len()) {
                    return found;
                }
                let _heard = trace::hear(trace::is_in(self.table.rows[row][column].span));
                let Some(number) = trace::told("number: table cell", self.number(row, column)) else { continue };
                let head = header.column(column);
                let (header, above, before_it) = (&header, group.get(&column), before.as_ref());
                let cell = meaning::Cell { reader: self, number: &number, head, header, above, before: before_it };
                let Some(meaning) = cell.meaning() else { continue };
                let figure = self.figure(&number, head, header, &meaning);
                if !meaning.total {
                    group.insert(column, meaning.clone());
                }
                before = Some(meaning.clone());
                found.push((number, meaning, figure));
            }
        }
        found
    }

    /// Whether the labels name several indicators that are counted.
    fn counts_several(&self) -> bool {
        let named = self.labels.iter().flat_map(|label| self.hits(label).to_vec());
        let counted = named.filter(|hit| matches!(hit.role, Role::Counted | Role::Trigger));
        let counted = counted.filter_map(|hit| hit.indicator);
        let counted: BTreeSet<usize> =
            counted.filter(|index| self.reference.catalogue.all()[*index].takes(Takes::Count)).collect();
        counted.len() > 1
    }

    /// What a row is among a budget's rows: `Regnskab`, `Budget`, `Afvigelse` below one another.
    fn account(&self, row: usize) -> Option<Account> {
        let label = self.label(row);
        let over = |cell: &Cell| cells::deviates(cell.span.of(self.text()));
        if self.deviates || self.table.rows[row].iter().skip(1).any(over) {
            return Some(Account::Deviation);
        }
        let word = label.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        account(label).filter(|_| account(word).is_some() || label.split_whitespace().count() <= 3)
    }

    /// What a head's short form is said to stand for above the table or below it: `B16 = vedtaget budget`.
    fn defined(&self, head: &str) -> Option<Account> {
        let code =
            head.split_whitespace().last().filter(|word| word.len() >= 2 && word.starts_with(char::is_uppercase))?;
        let code = code.trim_end_matches('*');
        let texts = self.introductions.iter().chain(&self.titles).copied().chain([self.note]);
        texts.into_iter().find_map(|text| {
            let meaning = text.match_indices(code).find_map(|(at, _)| {
                let rest = text[at + code.len()..].trim_start();
                rest.strip_prefix(['=', ':'])
            })?;
            let end = meaning.find([';', ',', '\n', ')']).unwrap_or(meaning.len());
            account(&meaning[..end])
        })
    }

    /// The note that explains a mark.
    fn footnote(&self, mark: &str) -> Option<&'a str> {
        if mark.is_empty() {
            return None;
        }
        let mut lines = self.note.lines().map(str::trim);
        lines.find(|line| line.strip_prefix(mark).is_some_and(|rest| !rest.starts_with('*')))
    }

    /// Whether a row's amounts are another service's: its label says so, else its group, the title or a heading.
    fn is_elsewhere(&self, row: usize) -> bool {
        let label = self.label(row);
        let above =
            self.groups[row].into_iter().chain(self.titles.first().copied()).chain(self.headings.iter().rev().copied());
        self.reference.area().other_service(label, Span::new(label.len(), label.len()), above)
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
        if value.abs() > Decimal::from(LARGEST) {
            return None;
        }
        Some(Number { row, column, span, value, unit, approx })
    }

    /// The numbers of a row with their columns.
    fn amounts(&self, row: usize) -> Vec<(usize, Decimal)> {
        let columns = 1..self.table.rows[row].len();
        columns.filter_map(|column| Some((column, self.number(row, column)?.value))).collect()
    }

    fn figure(&self, number: &Number, head: Option<&Column>, header: &Header, meaning: &Meaning) -> Figure {
        let code = self.reference.catalogue.all()[meaning.indicator].code.clone();
        let period = self.period(number.row, head, header, meaning);
        let surveyed = self.facts.surveyed.month.filter(|_| code.as_str() == "survey_response");
        let period = surveyed.or(period);
        trace::decided(meaning.unit_rule);
        trace::decided(meaning.statistic_rule());
        let (status, status_rule) = status::status(self, number.row, head, header, code.as_str(), period);
        trace::decided(status_rule);
        let period = period.or_else(|| {
            trace::told("period: of the document's figures", self.facts.holds(code.as_str(), status, None, None))
        });
        let row = self.table.row_span(number.row);
        let asked = || self.facts.surveyed.asked.clone();
        let owner = if meaning.unit == Unit::Municipalities && self.facts.has_own() {
            // Municipalities that answered a municipality's own questionnaire are not it.
            trace::decided(whose::ANSWERING);
            asked().or(Some(MunicipalityCode::GROUP))
        } else if code.as_str() == "survey_response" && self.facts.surveyed.asked.is_some() {
            trace::decided(whose::ANSWERING);
            asked()
        } else if status == Status::Norm {
            trace::decided(whose::PRESCRIBED);
            Some(MunicipalityCode::DENMARK)
        } else {
            self.owner(number.row, head)
        };
        let doubt = if self.table.origin == Origin::Flattened { 0.08 } else { 0.0 };
        trace::doubt("confidence: a table without lines", meaning.confidence, doubt);
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
            confidence: meaning.confidence - doubt,
            said: 0.0,
            indicator: code,
            rules,
            checks: Vec::new(),
        }
    }
}
