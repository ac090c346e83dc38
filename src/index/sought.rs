//! A word that is looked for: which entries of the index have it, and which words of a passage are it.
//!
//! Takes the words of a query's [`Text`], gives queries for the search engine and what each word matched. This is the
//! one place that knows what it means for a word to be found.

use tantivy::{
    Term,
    query::{BooleanQuery, BoostQuery, FuzzyTermQuery, PhraseQuery, Query, TermQuery},
    schema::{Field, IndexRecordOption},
};

use super::{
    danish::{self, Word},
    hit::Matched,
    query::Text,
};

/// A word that only resembles the one that was typed counts for less.
const RESEMBLING: f32 = 0.5;

/// One word that is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sought {
    pub folded: String,
    pub stem: String,
    how: How,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Word,
    Prefix,
    Fuzzy(u8),
}

impl Sought {
    /// The words of a text.
    pub fn of(text: &Text) -> Vec<Sought> {
        let how = match text {
            Text::Word(_) | Text::Phrase(..) => How::Word,
            Text::Prefix(_) => How::Prefix,
            Text::Fuzzy(_, letters) => How::Fuzzy(*letters),
        };
        let words = danish::stemmed(text.words()).into_iter();
        words.map(|(word, stem)| Sought { folded: word.folded, stem, how }).collect()
    }

    /// How a word of a passage is this one, where it is.
    pub fn found(&self, word: &Word, stem: &str) -> Option<Matched> {
        if word.folded == self.folded {
            return Some(Matched::Exact);
        }
        match self.how {
            How::Prefix if word.folded.starts_with(&self.folded) => Some(Matched::Exact),
            _ if stem == self.stem => Some(Matched::Inflected),
            How::Fuzzy(letters) if strsim::osa_distance(stem, &self.stem) <= usize::from(letters) => {
                Some(Matched::Spelling)
            }
            _ => None,
        }
    }

    fn query(&self, field: Field) -> Box<dyn Query> {
        let stem = Term::from_field_text(field, &self.stem);
        let exact = Box::new(TermQuery::new(stem.clone(), IndexRecordOption::WithFreqs));
        let more: Box<dyn Query> = match self.how {
            How::Word => return exact,
            // The index holds stems, which are shorter than what many a prefix begins.
            How::Prefix => Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(field, &self.folded), 0, true)),
            How::Fuzzy(letters) => Box::new(FuzzyTermQuery::new(stem, letters, true)),
        };
        Box::new(BooleanQuery::union(vec![exact, Box::new(BoostQuery::new(more, RESEMBLING))]))
    }
}

/// The entries in which a text stands in a field.
pub(super) fn stands(field: Field, text: &Text) -> Box<dyn Query> {
    let sought = Sought::of(text);
    match sought.as_slice() {
        [one] => one.query(field),
        several => {
            let terms = several.iter().map(|one| Term::from_field_text(field, &one.stem)).collect();
            let mut phrase = PhraseQuery::new(terms);
            if let Text::Phrase(_, between) = text {
                phrase.set_slop(*between);
            }
            Box::new(phrase)
        }
    }
}
