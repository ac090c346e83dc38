//! Passages like a given one, or like a given document.
//!
//! Takes a document of the index by its name or content hash, with a place in it or without, gives what finds passages
//! with the same characteristic words, itself left out. Which words those are is settled here, since the engine's own
//! more-like-this cuts equals at random. Refuses a document that the index does not hold, and a place
//! where no passage is.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use tantivy::{Searcher, Term};

use super::{
    Index,
    compile::exactly,
    damaged,
    decided::at_place,
    excluded::Excluded,
    schema::{Class, StoredPassage},
    standing::frequency,
    worth::Worth,
};
use crate::{Error, ErrorKind, Result};

/// How many characteristic words are looked for.
const WORDS: usize = 25;

impl Index {
    /// What finds passages like a document or a place in one, and what finds that one itself.
    pub(super) fn like(&self, searcher: &Searcher, named: &str) -> Result<(Worth, Vec<Excluded>)> {
        // A document's own name may end like a place.
        let place = named.rsplit_once(':').and_then(|(name, offset)| Some((name, offset.parse::<usize>().ok()?)));
        let (keys, offset) = match (self.keys(searcher, named), place) {
            (Ok(keys), _) => (keys, None),
            (Err(_), Some((name, offset))) => (self.keys(searcher, name)?, Some(offset)),
            (Err(error), None) => return Err(error),
        };
        let mut texts = Vec::new();
        let mut itself = Vec::new();
        for key in &keys {
            for passage in self.of_document::<StoredPassage>(searcher, Class::Passage, key)? {
                if offset.is_none_or(|offset| (passage.start..passage.end).contains(&offset)) {
                    if offset.is_some() {
                        let own = Excluded(Arc::new(at_place(self.fields, key, passage.start)));
                        itself.push(own);
                    }
                    texts.push(passage.text);
                }
            }
            if offset.is_none() {
                itself.push(Excluded(exactly(self.fields.document, key).into()));
            }
        }
        if texts.is_empty() {
            return Err(Error::new(ErrorKind::Missing, format!("the index has no passage at {named}"))
                .hint("places are bytes, as the start and end of hits and figures give them"));
        }
        Ok((Worth::Any(self.characteristic(searcher, &texts)?), itself))
    }

    /// What finds the words that say most about some passages: those that are frequent in them and rare elsewhere,
    /// equals by the alphabet, so that the same index always answers the same. A word that only they have finds nothing.
    fn characteristic(&self, searcher: &Searcher, texts: &[String]) -> Result<Vec<Worth>> {
        let analyzers = self.analyzers()?;
        let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
        for text in texts {
            let words = analyzers.lend(|analyzer| analyzer.words(text));
            let words = words.iter().map(|word| &word.analysis).filter(|word| word.is_inflected());
            let mut here = BTreeSet::new();
            for word in words {
                let count = counts.entry(word.stem.clone()).or_default();
                count.words += 1;
                count.passages += u64::from(here.insert(word.stem.as_str()));
            }
        }
        let all = searcher.num_docs() as f32;
        let mut weighed = Vec::new();
        for (stem, count) in counts {
            let term = Term::from_field_text(self.fields.text, &stem);
            let passages = frequency(searcher, &term).map_err(|cause| damaged(&self.path, cause))?;
            if passages > count.passages {
                weighed.push((count.words as f32 * (1.0 + all / passages as f32).ln(), term));
            }
        }
        weighed.sort_by(|(one, a), (other, b)| other.total_cmp(one).then_with(|| a.cmp(b)));
        weighed.truncate(WORDS);
        let most = weighed.first().map_or(1.0, |(weight, _)| *weight);
        Ok(weighed.into_iter().map(|(weight, term)| Worth::Term(term).times(weight / most)).collect())
    }
}

/// How often a word stands in the passages that others must be like.
#[derive(Default)]
struct Counts {
    words: u64,
    /// In how many of them it stands.
    passages: u64,
}
