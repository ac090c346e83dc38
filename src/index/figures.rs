//! The figures that the index holds.
//!
//! Takes what is [`Wanted`], gives records by document and place, read one by one as they are asked for.

use tantivy::query::BooleanQuery;

use super::{Index, schema::Class, search::Filter};
use crate::{Result, figure::Record};

/// Which figures are wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// What they must have.
    pub filter: Filter,
    /// The least confidence.
    pub confidence: f64,
    /// Also those whose digits the document lost.
    pub lost: bool,
}

impl Wanted {
    /// Whether a record is confident enough, and has its digits where they are asked for.
    pub fn takes(&self, record: &Record) -> bool {
        record.confidence >= self.confidence && (self.lost || record.value.is_some())
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
