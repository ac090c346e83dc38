//! Hits by document: the best passage of each, and how many there are.

use std::collections::HashMap;

use serde::Serialize;
use tantivy::DocAddress;

use super::{damaged, hit::Hit, search::Found};
use crate::Result;

/// A document that was found.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Its best passage.
    #[serde(flatten)]
    pub best: Hit,
    /// How many of its passages were found.
    pub passages: usize,
}

impl Found<'_> {
    /// The documents with the best passages, at most so many of them.
    pub fn by_document(self, limit: Option<usize>) -> Result<Vec<Group>> {
        let places = self.best(None)?;
        let documents = self.documents(&places).map_err(|cause| damaged(&self.index.path, cause))?;
        let mut groups: Vec<((f32, DocAddress), usize)> = Vec::new();
        let mut known = HashMap::new();
        for (place, document) in places.into_iter().zip(documents) {
            let group = *known.entry(document).or_insert_with(|| {
                groups.push((place, 0));
                groups.len() - 1
            });
            groups[group].1 += 1;
        }
        groups.truncate(limit.unwrap_or(groups.len()));
        let (places, counts): (Vec<_>, Vec<_>) = groups.into_iter().unzip();
        Ok(self.hits(places)?.into_iter().zip(counts).map(|(best, passages)| Group { best, passages }).collect())
    }

    /// The document that each place belongs to.
    fn documents(&self, places: &[(f32, DocAddress)]) -> tantivy::Result<Vec<String>> {
        let columns: Vec<_> = self
            .searcher
            .segment_readers()
            .iter()
            .map(|segment| segment.fast_fields().str("document"))
            .collect::<tantivy::Result<_>>()?;
        let mut names = HashMap::new();
        let mut documents = Vec::with_capacity(places.len());
        for (_, at) in places {
            let segment = at.segment_ord;
            let Some(column) = &columns[segment as usize] else { continue };
            let ordinal = column.term_ords(at.doc_id).next().unwrap_or_default();
            let name = match names.entry((segment, ordinal)) {
                std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
                std::collections::hash_map::Entry::Vacant(new) => {
                    let mut name = String::new();
                    column.ord_to_str(ordinal, &mut name)?;
                    new.insert(name)
                }
            };
            documents.push(name.clone());
        }
        Ok(documents)
    }
}
