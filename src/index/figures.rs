//! The figures that the index holds.
//!
//! Takes what is [`Wanted`], gives records by document and place, read one by one as they are asked for; those of the
//! documents that something was decided about are as decided.

use tantivy::query::{BooleanQuery, Occur};

use super::{Index, compile::exactly, schema::Class, search::Filter, worth::Worth};
use crate::{Result, figure::Record, reference::Reference};

/// Which figures are wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// What they must have.
    pub filter: Filter,
    /// The least confidence.
    pub confidence: f64,
    /// Also those whose digits the document lost.
    pub lost: bool,
    /// Also those of further indicators that are not asked for by name.
    pub further: bool,
}

impl Wanted {
    /// Whether a record is confident enough, has its digits and is one of a main indicator, where nothing else is asked
    /// for.
    pub fn takes(&self, record: &Record) -> bool {
        let further = || Reference::in_use().catalogue.is_further(&record.indicator);
        record.confidence >= self.confidence
            && (self.lost || record.value.is_some())
            && (self.further || self.filter.indicators.contains(&record.indicator) || !further())
    }
}

impl Filter {
    /// Whether a figure has what is asked for; for figures that are in no index.
    pub fn takes(&self, record: &Record) -> bool {
        fn free<T>(list: &[T], has: impl Fn(&T) -> bool) -> bool {
            list.is_empty() || list.iter().any(has)
        }
        free(&self.municipalities, |code| record.municipality.as_ref() == Some(code))
            && free(&self.years, |&year| record.period.is_some_and(|period| period.touches(year)))
            && free(&self.indicators, |code| record.indicator == *code)
            && free(&self.documents, |named| [&record.doc, &record.document_id].contains(&named))
    }
}

impl Index {
    /// The figures that are wanted, by document and then by place.
    pub fn records(&self, wanted: &Wanted) -> Result<impl Iterator<Item = Result<Record>>> {
        let searcher = self.searcher()?;
        let settled = self.settled(&searcher)?;
        let mut filters = self.filters(&searcher, &wanted.filter)?;
        filters.push(self.of_class(Class::Figure));
        let mut parts = vec![(Occur::Must, Worth::all(filters).finds())];
        parts.extend(settled.keys().map(|key| (Occur::MustNot, exactly(self.fields.document, key))));
        let found = self.in_order(&searcher, &BooleanQuery::new(parts))?;
        let decided = self.decided_figures(&searcher, &settled, &wanted.filter)?;
        let undecided = found.into_iter().map(move |at| self.stored::<Record>(&searcher, at));
        Ok(in_turn(undecided, decided).filter(|record| record.as_ref().map_or(true, |record| wanted.takes(record))))
    }
}

/// Two rows of records, each by document and place, as one.
fn in_turn(stored: impl Iterator<Item = Result<Record>>, decided: Vec<Record>) -> impl Iterator<Item = Result<Record>> {
    let (mut stored, mut decided) = (stored.peekable(), decided.into_iter().peekable());
    std::iter::from_fn(move || {
        let first = |one: &Record, other: &Record| (&one.doc, one.start) <= (&other.doc, other.start);
        match (stored.peek(), decided.peek()) {
            (Some(Ok(one)), Some(other)) if !first(one, other) => decided.next().map(Ok),
            (Some(_), _) => stored.next(),
            (None, _) => decided.next().map(Ok),
        }
    })
}
