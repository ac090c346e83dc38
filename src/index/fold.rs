//! Passages that say the same: a note that stands in two agendas is one hit, with its other places.
//!
//! Takes a passage's words, gives marks that passages with nearly the same words share, mostly; and folds hits by them.
//! Two passages say the same when they belong to the same municipality, nearly all runs of three words are the same, and
//! every number is: a note whose caseload was corrected is news. Short passages are alike by chance, and stay apart.

use std::collections::BTreeSet;

use tantivy::{
    DocAddress,
    collector::DocSetCollector,
    query::{BooleanQuery, Query},
};

use super::{
    analysis::Found as Word,
    compile::number,
    damaged,
    hit::{Hit, Place},
    schema::StoredPassage,
    search::Found,
};
use crate::Result;

/// How many words a passage must have.
const SHORTEST: usize = 12;
/// How many of the runs of two passages must be the same.
const SAME: f64 = 0.8;
/// Marks of a passage; what is 90 % the same shares one of them in 93 of 100 cases.
const MARKS: usize = 2;
/// Least hashes that make a mark.
const HASHES: usize = 3;

/// The marks of a text's words (MinHash in bands); none for a short one.
pub(super) fn marks(words: &[Word]) -> Vec<u64> {
    if words.len() < SHORTEST {
        return Vec::new();
    }
    let runs = runs(words);
    let least = |seed: u64| runs.iter().map(|&run| mixed(run ^ mixed(seed))).min().unwrap_or_default();
    let mark = |band: usize| (0..HASHES).fold(0, |mark, row| mixed(mark ^ least((band * HASHES + row) as u64 + 1)));
    (0..MARKS).map(mark).collect()
}

/// The runs of three words, hashed.
fn runs(words: &[Word]) -> BTreeSet<u64> {
    let hash = |word: &Word| {
        // FNV-1a: the same on every machine and in every version, since the index keeps it.
        word.analysis
            .form
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    };
    let hashes: Vec<u64> = words.iter().map(hash).collect();
    hashes.windows(3).map(|run| run.iter().fold(0, |all, &one| mixed(all ^ one))).collect()
}

/// All bits of a number spread over all others (the end of MurmurHash3).
fn mixed(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    bits = (bits ^ (bits >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    bits ^ (bits >> 33)
}

/// Whether the words of two texts say the same.
fn same(one: &[Word], other: &[Word]) -> bool {
    fn numbers(words: &[Word]) -> impl Iterator<Item = &str> {
        words
            .iter()
            .map(|word| word.analysis.form.as_str())
            .filter(|form| form.starts_with(|c: char| c.is_ascii_digit()))
    }
    if !numbers(one).eq(numbers(other)) {
        return false;
    }
    let (one, other) = (runs(one), runs(other));
    let shared = one.intersection(&other).count();
    shared as f64 >= SAME * (one.len() + other.len() - shared) as f64
}

impl Found<'_> {
    /// The other passages of the search that say what a hit says; they are hits no more.
    pub(super) fn fold(&mut self, hit: &Hit, at: DocAddress) -> Result<Vec<Place>> {
        let analyzers = self.index.analyzers()?;
        let words = |text: &str| analyzers.lend(|analyzer| analyzer.words(text));
        let field = self.index.fields.alike;
        let marked = BooleanQuery::union(hit.alike.iter().map(|&mark| number(field, mark)).collect());
        let mut others = if hit.alike.is_empty() { Vec::new() } else { self.entries(&marked)? };
        others.retain(|other| *other != at && !self.folded.contains(other));
        if others.is_empty() {
            return Ok(Vec::new());
        }
        let own = words(&hit.text);
        let mut alike = Vec::new();
        for other in others {
            let passage: StoredPassage = self.index.stored(&self.searcher, other)?;
            if passage.municipality == hit.municipality && same(&words(&passage.text), &own) {
                alike.push((other, passage.place()));
            }
        }
        if alike.is_empty() {
            return Ok(Vec::new());
        }
        let found = self.entries(&BooleanQuery::intersection(vec![Box::new(marked), self.worth.finds()]))?;
        alike.retain(|(other, _)| found.contains(other));
        self.folded.extend(alike.iter().map(|(other, _)| *other));
        let mut also: Vec<Place> = alike.into_iter().map(|(_, place)| place).collect();
        also.sort_by(|one, other| (&one.doc, one.start).cmp(&(&other.doc, other.start)));
        Ok(also)
    }

    /// The entries that a query finds, in order.
    fn entries(&self, query: &dyn Query) -> Result<Vec<DocAddress>> {
        let found = self.searcher.search(query, &DocSetCollector).map_err(|cause| damaged(&self.index.path, cause))?;
        let mut found: Vec<DocAddress> = found.into_iter().collect();
        found.sort_unstable();
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::analysis::Analyzer, *};

    const NOTE: &str = "Forvaltningen indstiller, at antallet af sager pr. rådgiver sænkes fra 32 til 25, og at der \
        ansættes fire rådgivere i familieafdelingen fra næste år, så børnene mødes tidligere og oftere af den samme rådgiver.";

    fn words(text: &str) -> Vec<Word> {
        Analyzer::default().words(text)
    }

    fn marks(text: &str) -> Vec<u64> {
        super::marks(&words(text))
    }

    fn same(one: &str, other: &str) -> bool {
        super::same(&words(one), &words(other))
    }

    #[test]
    fn another_layout_and_a_word_more_change_nothing() {
        assert!(same(NOTE, &NOTE.replace(' ', "\n  ")));
        assert!(same(NOTE, &NOTE.replace("indstiller", "indstiller derfor")));
        assert_eq!(marks(NOTE), marks(&NOTE.replace(' ', "\n  ").to_uppercase()));
    }

    #[test]
    fn another_number_or_another_half_is_another_passage() {
        assert!(!same(NOTE, &NOTE.replace("25", "24")));
        let (half, _) = NOTE.split_at(NOTE.find("og at der").expect("there"));
        assert!(!same(
            NOTE,
            &format!("{half} og at sagen derefter sendes i høring hos organisationerne inden sommer.")
        ));
    }

    #[test]
    fn short_passages_are_alike_by_chance() {
        assert!(marks("Udvalget tager orienteringen til efterretning.").is_empty());
    }
}
