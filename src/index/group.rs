//! Hits by document: the best passage of each, and how many there are.

use std::collections::{HashMap, hash_map::Entry};

use serde::Serialize;
use tantivy::{DocAddress, Searcher};

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
        let at: Vec<DocAddress> = places.iter().map(|(_, at)| *at).collect();
        let documents = keys_of(&self.searcher, &at).map_err(|cause| damaged(&self.index.path, cause))?;
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
}

/// The keys of the documents that some entries belong to.
pub(super) fn keys_of(searcher: &Searcher, entries: &[DocAddress]) -> tantivy::Result<Vec<String>> {
    let segments = searcher.segment_readers().iter();
    let columns: Vec<_> =
        segments.map(|segment| segment.fast_fields().str("document")).collect::<tantivy::Result<_>>()?;
    let mut names = HashMap::new();
    let mut documents = Vec::with_capacity(entries.len());
    for at in entries {
        let segment = at.segment_ord;
        let Some(column) = &columns[segment as usize] else { continue };
        let ordinal = column.term_ords(at.doc_id).next().unwrap_or_default();
        let name = match names.entry((segment, ordinal)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let mut name = String::new();
                column.ord_to_str(ordinal, &mut name)?;
                new.insert(name)
            }
        };
        documents.push(name.clone());
    }
    Ok(documents)
}
