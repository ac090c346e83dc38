//! What is looked for, as the search engine takes it.
//!
//! Takes a [`Sought`] and a field, gives what finds it and what it is [`Worth`]. A word as it was typed counts for most, then its other
//! forms, then a part of a compound or the parts of one standing apart, then a word that may stand for it. All of them
//! are as rare as the word that was asked for, however rare they are themselves: a rare synonym must not outweigh the
//! word. So [`Terms`] keeps how often each of them is to count as occurring.

use std::{collections::HashMap, sync::Arc};

use tantivy::{
    Searcher, Term,
    query::{Bm25StatisticsProvider, FuzzyTermQuery},
    schema::Field,
};

use super::{How, Sought};
use crate::index::{
    analysis::{self, Analysis},
    standing::Counts,
    worth::{All, Worth},
};

/// What another form counts for beside the form that was typed.
const INFLECTED: f32 = 0.8;
/// A part of a compound, and a compound's parts standing apart.
const PART: f32 = 0.4;
/// Those parts beside each other count for so much more.
const NEAR: f32 = 0.2;
/// How many words may stand between them: “udgifter til alle anbringelser”.
const BETWEEN: u32 = 3;
/// A word of the same root: “underrette” for “underretning”.
const KIN: f32 = 0.6;
/// A compound of two words that were typed side by side.
const JOINED: f32 = 0.7;
/// A word that may stand for another, times its own weight.
const SYNONYM: f32 = 0.45;
/// A word that only resembles the one that was typed.
const RESEMBLING: f32 = 0.4;

/// Of several ways in which a word stands in a passage the best counts, and so much of the others.
const TIE: f32 = 0.1;

/// How often terms are to count as occurring.
pub(in crate::index) type Frequencies = HashMap<Term, u64>;

/// Says what finds are worth.
pub(in crate::index) struct Terms<'a> {
    searcher: &'a Searcher,
    pub counts: Arc<Counts>,
    pub frequencies: Frequencies,
}

impl<'a> Terms<'a> {
    pub fn new(searcher: &'a Searcher, counts: Arc<Counts>) -> Self {
        Terms { searcher, counts, frequencies: Frequencies::new() }
    }

    /// What a thing is worth in a field.
    pub fn worth(&mut self, field: Field, sought: &Sought) -> tantivy::Result<Worth> {
        let [word] = sought.words.as_slice() else { return Ok(self.row(field, sought)) };
        let word = &*word.analysis;
        match sought.how {
            How::Exact => Ok(Worth::Term(Term::from_field_text(field, &word.exact()))),
            How::Prefix => Ok(prefix(field, word)),
            How::Fuzzy(letters) => Ok(resembling(field, word, letters)),
            How::Phrase(_) => Ok(forms(field, word)),
            How::Word => self.word(field, sought, word),
        }
    }

    /// A word in all the ways in which it may stand.
    fn word(&mut self, field: Field, sought: &Sought, word: &Analysis) -> tantivy::Result<Worth> {
        if word.function || word.form.starts_with(|c: char| c.is_ascii_digit()) {
            let stem = Term::from_field_text(field, &word.stem);
            let mut ways = vec![Worth::Term(stem.clone())];
            let alike = synonyms(field, sought, &mut ways);
            self.count_alike(&stem, &alike)?;
            return Ok(Worth::Best(0.0, ways));
        }
        if let Some(instead) = &sought.instead {
            return Ok(self.worth(field, instead)?.times(RESEMBLING));
        }
        let stem = Term::from_field_text(field, &word.stem);
        let part = Term::from_field_text(field, &analysis::part(&word.stem));
        let mut alike = vec![Term::from_field_text(field, &word.exact()), part.clone()];
        let mut ways = vec![forms(field, word), Worth::Term(part).times(PART)];
        for compound in &sought.joined {
            let compound = Term::from_field_text(field, compound);
            ways.push(Worth::Term(compound.clone()).times(JOINED));
            alike.push(compound);
        }
        for kin in &sought.kin {
            let kin = Term::from_field_text(field, kin);
            if self.counts.frequency(self.searcher, &kin)? > 0 {
                ways.push(Worth::Term(kin.clone()).times(KIN));
                alike.push(kin);
            }
        }
        let singles: Vec<&str> = singles(word).collect();
        if singles.len() > 1 {
            ways.push(apart(field, &singles));
        }
        alike.extend(synonyms(field, sought, &mut ways));
        self.count_alike(&stem, &alike)?;
        Ok(Worth::Best(TIE, ways))
    }

    /// Words in a row.
    fn row(&self, field: Field, sought: &Sought) -> Worth {
        let words = sought.words.iter().map(|word| &word.analysis);
        let terms = words.map(|word| if sought.how == How::Exact { word.exact() } else { word.stem.clone() });
        let between = if let How::Phrase(between) = sought.how { between } else { 0 };
        row(terms.map(|term| Term::from_field_text(field, &term)).collect(), between)
    }

    /// What it is worth that two things stand near each other, where both are single words.
    pub fn near(&self, field: Field, one: &Sought, other: &Sought) -> Option<Worth> {
        let ([one], [other]) = (one.words.as_slice(), other.words.as_slice()) else { return None };
        let terms = [one, other].map(|word| Term::from_field_text(field, &word.analysis.stem));
        (terms[0] != terms[1]).then(|| row(terms.into(), BETWEEN).times(NEAR))
    }

    /// Lets terms count as occurring as often as a word does; where it does not, as often as the most frequent of them.
    fn count_alike(&mut self, word: &Term, alike: &[Term]) -> tantivy::Result<()> {
        let mut count = self.counts.frequency(self.searcher, word)?;
        if count == 0 {
            for term in alike {
                count = count.max(self.counts.frequency(self.searcher, term)?);
            }
        }
        for term in alike {
            let known = self.frequencies.entry(term.clone()).or_insert(count);
            *known = count.max(*known);
        }
        Ok(())
    }
}

/// Adds what may stand for a thing, and gives its terms.
fn synonyms(field: Field, sought: &Sought, ways: &mut Vec<Worth>) -> Vec<Term> {
    let mut all = Vec::new();
    for synonym in &sought.synonyms {
        let terms: Vec<Term> = synonym.stems.iter().map(|stem| Term::from_field_text(field, stem)).collect();
        all.extend(terms.iter().cloned());
        ways.push(row(terms, 0).times(SYNONYM * synonym.weight));
    }
    all
}

/// The stems of a compound's parts that are no compounds themselves.
pub(super) fn singles(word: &Analysis) -> impl Iterator<Item = &str> {
    let inside = |one: &analysis::Part, other: &analysis::Part| {
        one.range.start <= other.range.start && other.range.end <= one.range.end && one.range != other.range
    };
    let single = move |one: &&analysis::Part| !word.parts.iter().any(|other| inside(one, other));
    word.parts.iter().filter(single).map(|part| part.stem.as_str())
}

fn row(mut terms: Vec<Term>, between: u32) -> Worth {
    if terms.len() == 1 { Worth::Term(terms.swap_remove(0)) } else { Worth::Row(terms, between) }
}

/// A word in all its forms, the one that was typed above the others.
fn forms(field: Field, word: &Analysis) -> Worth {
    let stem = Worth::Term(Term::from_field_text(field, &word.stem));
    let exact = word.exact();
    if exact == word.stem {
        return stem;
    }
    let exact = Worth::Once(Term::from_field_text(field, &exact));
    let (must, should) = (vec![stem.times(INFLECTED)], vec![exact.times(1.0 - INFLECTED)]);
    Worth::All(All { must, should, ..All::default() })
}

/// The parts of a compound somewhere in the text, each by itself or in another compound, and better near each other.
fn apart(field: Field, parts: &[&str]) -> Worth {
    let term = |text: &str| Term::from_field_text(field, text);
    // Together they count for what a part counts for.
    let share = PART / parts.len() as f32;
    let any = |stem: &&str| {
        let part = Worth::Term(term(&analysis::part(stem))).times(share * PART);
        Worth::Best(0.0, vec![Worth::Term(term(stem)).times(share), part])
    };
    let forwards: Vec<Term> = parts.iter().map(|stem| term(stem)).collect();
    let backwards = forwards.iter().rev().cloned().collect();
    let near = [forwards, backwards].map(|terms| row(terms, BETWEEN).times(share * NEAR));
    Worth::All(All { must: parts.iter().map(any).collect(), should: near.into(), ..All::default() })
}

/// Words that begin like this one.
fn prefix(field: Field, word: &Analysis) -> Worth {
    let beginning = Term::from_field_text(field, &word.exact());
    Worth::Engine(Arc::new(FuzzyTermQuery::new_prefix(beginning, 0, true)))
}

/// The word in all its forms, and words that so many letters tell from it.
fn resembling(field: Field, word: &Analysis, letters: u8) -> Worth {
    let fuzzy = FuzzyTermQuery::new(Term::from_field_text(field, &word.exact()), letters, true);
    Worth::Any(vec![forms(field, word), Worth::Engine(Arc::new(fuzzy)).times(RESEMBLING)])
}

/// A searcher in which some terms count as occurring as often as others.
pub(in crate::index) struct Counted<'a> {
    pub searcher: &'a Searcher,
    pub frequencies: &'a Frequencies,
    pub counts: &'a Counts,
}

impl Bm25StatisticsProvider for Counted<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.counts.length(self.searcher, field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.searcher.num_docs())
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        self.frequencies.get(term).map_or_else(|| self.counts.frequency(self.searcher, term), |&count| Ok(count))
    }
}
