//! What was probably meant by a word that occurs nowhere.
//!
//! Takes a [`Sought`] and the words of an index, gives the word that is spelt nearly like it and occurs. Refuses to guess
//! at words that occur in any form, as part of a compound or by a synonym, at short words, at numbers, and where words
//! are taken as typed. The first letter is hardly ever the wrong one, and stays.

use std::collections::BTreeMap;

use tantivy::{Searcher, Term, query::FuzzyTermQuery, schema::Field};

use super::{How, Sought, terms::singles};
use crate::index::{
    analysis::{self, Analyzer},
    standing::{Counts, frequency_in},
};

/// How many letters a word must have: of shorter ones too many are alike.
const LONG: usize = 5;
/// How many it must have for two of them to be wrong.
const LONGER: usize = 8;

impl Sought {
    /// Lets the word that is spelt most nearly like this one stand for it, where it occurs nowhere in a field.
    pub fn respell(
        &mut self,
        searcher: &Searcher,
        counts: &Counts,
        field: Field,
        analyzer: &mut Analyzer,
    ) -> tantivy::Result<()> {
        let [word] = self.words.as_slice() else { return Ok(()) };
        let form = &word.analysis.form;
        let letters = if form.chars().all(char::is_alphabetic) { form.chars().count() } else { 0 };
        if self.how != How::Word || letters < LONG || self.is_function() || self.occurs(searcher, counts, field)? {
            return Ok(());
        }
        // A word may occur only in forms that are further from this one than its stem is; a stem has fewer letters to
        // tell it from others.
        let stem = &word.analysis.stem;
        let ways = [(analysis::exact(form), letters), (stem.clone(), stem.chars().count() - 1)];
        for wrong in 1..=2 {
            let least = if wrong == 1 { LONG } else { LONGER };
            for (way, _) in ways.iter().filter(|(_, letters)| *letters >= least) {
                if let Some(nearest) = nearest(searcher, field, way, wrong)? {
                    let words = analyzer.asked(&nearest);
                    let instead = Sought { synonyms: Vec::new(), ..Sought::new(&words, &nearest, How::Word) };
                    self.instead = Some(Box::new(instead));
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// The word as typed and the one that stands for it, where it was found nowhere.
    pub fn respelled(&self) -> Option<(&str, &str)> {
        let instead = self.instead.as_deref()?;
        Some((self.typed.first()?, instead.typed.first()?))
    }

    /// Whether the word occurs: in some form, as a part or in parts, or by what may stand for it.
    fn occurs(&self, searcher: &Searcher, counts: &Counts, field: Field) -> tantivy::Result<bool> {
        let occurs = |text: &str| -> tantivy::Result<bool> {
            Ok(counts.frequency(searcher, &Term::from_field_text(field, text))? > 0)
        };
        let anyhow = |stem: &str| -> tantivy::Result<bool> { Ok(occurs(stem)? || occurs(&analysis::part(stem))?) };
        let all = |stems: &mut dyn Iterator<Item = &str>| -> tantivy::Result<bool> {
            for stem in stems {
                if !anyhow(stem)? {
                    return Ok(false);
                }
            }
            Ok(true)
        };
        for word in &self.words {
            let apart = singles(&word.analysis).count() > 1 && all(&mut singles(&word.analysis))?;
            if anyhow(&word.analysis.stem)? || apart {
                return Ok(true);
            }
        }
        for synonym in &self.synonyms {
            if all(&mut synonym.stems.iter().map(String::as_str))? {
                return Ok(true);
            }
        }
        for word in self.joined.iter().chain(&self.kin) {
            if occurs(word)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The most frequent of the words that so many letters tell from this one, given and compared as terms of one kind:
/// forms or stems. Equals by the alphabet.
fn nearest(searcher: &Searcher, field: Field, word: &str, letters: u8) -> tantivy::Result<Option<String>> {
    let asked = FuzzyTermQuery::new(Term::from_field_text(field, word), letters, true);
    let kind = word.find(char::is_alphabetic).map_or("", |at| &word[..at]);
    let first = word[kind.len()..].chars().next();
    let mut alike: BTreeMap<String, u64> = BTreeMap::new();
    let automaton = asked.automaton()?;
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().search(&automaton).into_stream()?;
        while let Some((term, entries)) = terms.next() {
            if let Some(found) = std::str::from_utf8(term).ok().and_then(|term| term.strip_prefix(kind))
                && found.chars().next() == first
                && found.chars().all(char::is_alphabetic)
            {
                *alike.entry(found.to_owned()).or_default() += frequency_in(segment, &index, entries)?;
            }
        }
    }
    // Of equals the last is taken, so the alphabet is gone through from its end.
    Ok(alike.into_iter().rev().max_by_key(|(_, count)| *count).map(|(form, _)| form))
}
