//! The figures that the index holds.
//!
//! Takes what is [`Wanted`], gives records by document and place, read one by one as they are asked for.

use tantivy::query::BooleanQuery;

use super::{Index, schema::Class, search::Filter};
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
        let further = || Reference::builtin().catalogue.is_further(&record.indicator);
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
        let query = BooleanQuery::new(self.filters(&searcher, Class::Figure, &wanted.filter)?);
        let found = self.in_order(&searcher, &query)?;
        Ok(found
            .into_iter()
            .map(move |at| self.stored::<Record>(&searcher, at))
            .filter(|record| record.as_ref().map_or(true, |record| wanted.takes(record))))
    }
}
