//! What is looked for: which entries of the index have it, and which words of a passage are it.
//!
//! Takes a query's [`Text`], gives one [`Sought`] for each thing that it asks for: a word, or words in a row that are
//! one. Queries for the search engine are made in `terms`, the words of a passage are compared in `found`; these are the
//! places that know what it means for a word to be found.

mod found;
mod spelling;
mod terms;

use super::{
    analysis::{Analyzer, Found, Synonym, Synonyms},
    query::Text,
};

pub(super) use found::Matching;
pub(super) use terms::{Counted, Frequencies, Terms};

/// One thing that is looked for.
#[derive(Clone, Debug)]
pub(super) struct Sought {
    /// Its words; more than one where they stand in a row.
    words: Vec<Found>,
    /// The words as typed.
    typed: Vec<String>,
    how: How,
    /// What may stand for it.
    synonyms: Vec<Synonym>,
    /// The stems of the compounds that it makes with the word beside it.
    joined: Vec<String>,
    /// The stems of words with the same root.
    kin: Vec<String>,
    /// What stands for a word that occurs nowhere.
    instead: Option<Box<Sought>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// The words in any form, beside each other.
    Word,
    /// Just as they were typed.
    Exact,
    /// With at most so many others between them.
    Phrase(u32),
    Prefix,
    Fuzzy(u8),
}

/// How much may stand for a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Breadth {
    /// Its forms, parts of compounds, synonyms.
    #[default]
    Broad,
    /// Its forms.
    Forms,
    /// Nothing but itself.
    Exact,
}

impl Sought {
    /// What a text asks for.
    pub fn of(text: &Text, breadth: Breadth, analyzer: &mut Analyzer) -> Vec<Sought> {
        let words = analyzer.asked(text.words());
        let word = match breadth {
            Breadth::Broad => How::Word,
            Breadth::Forms => How::Phrase(0),
            Breadth::Exact => How::Exact,
        };
        let how = match text {
            Text::Words(_) => return several(&words, text.words(), word, analyzer),
            Text::Word(_) => word,
            Text::Phrase(_, 0) if breadth == Breadth::Exact => How::Exact,
            Text::Phrase(_, between) => How::Phrase(*between),
            Text::Prefix(_) => How::Prefix,
            Text::Fuzzy(_, letters) => How::Fuzzy(*letters),
        };
        if words.is_empty() { Vec::new() } else { vec![Sought::new(&words, text.words(), how)] }
    }

    fn new(words: &[Found], text: &str, how: How) -> Self {
        let stems: Vec<String> = words.iter().map(|word| word.analysis.stem.clone()).collect();
        let synonyms = if how == How::Word { Synonyms::builtin().of(&stems).to_vec() } else { Vec::new() };
        let kin = match words {
            [word] if how == How::Word => word.analysis.kin(),
            _ => Vec::new(),
        };
        let typed = words.iter().map(|word| word.span.of(text).to_lowercase()).collect();
        Sought { words: words.to_vec(), typed, how, synonyms, joined: Vec::new(), kin, instead: None }
    }

    /// Whether it only holds a sentence together.
    fn is_function(&self) -> bool {
        self.words.iter().all(|word| word.analysis.function)
    }
}

/// The words side by side, each a thing by itself; what stands for several of them stands for each. Words that only hold
/// a sentence together are left out, unless there is nothing else.
fn several(words: &[Found], text: &str, how: How, analyzer: &mut Analyzer) -> Vec<Sought> {
    let mut sought: Vec<Sought> = words.iter().map(|word| Sought::new(std::slice::from_ref(word), text, how)).collect();
    if how == How::Word {
        let stems: Vec<String> = words.iter().map(|word| word.analysis.stem.clone()).collect();
        for at in 0..stems.len() {
            let run = Synonyms::builtin().run(&stems[at..]).map_or(0..0, |length| at..at + length);
            let synonyms = Synonyms::builtin().of(&stems[run.clone()]);
            sought[run].iter_mut().for_each(|one| one.synonyms.extend_from_slice(synonyms));
        }
        join(&mut sought, analyzer);
    }
    if sought.iter().any(|one| !one.is_function()) {
        sought.retain(|one| !one.is_function());
    }
    sought
}

/// Two words side by side may be one compound in a text: “anbringelse udgift” asks for `anbringelsesudgift` too.
fn join(sought: &mut [Sought], analyzer: &mut Analyzer) {
    for at in 1..sought.len() {
        let (before, after) = sought.split_at_mut(at);
        let (Some(first), second) = (before.last_mut(), &mut after[0]) else { continue };
        let ([one], [other]) = (first.words.as_slice(), second.words.as_slice()) else { continue };
        if [one, other]
            .iter()
            .any(|word| word.analysis.function || !word.analysis.form.starts_with(char::is_alphabetic))
        {
            continue;
        }
        let joined = ["", "s", "e"].map(|link| format!("{}{link}{}", one.analysis.form, other.analysis.form));
        let stems: Vec<String> = joined.iter().flat_map(|word| analyzer.stems(word)).collect();
        first.joined.extend(stems.iter().cloned());
        second.joined.extend(stems);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Vec<Vec<String>> {
        let sought = Sought::of(&Text::Words(query.to_owned()), Breadth::Broad, &mut Analyzer::default());
        sought.into_iter().map(|one| one.words.iter().map(|word| word.analysis.form.clone()).collect()).collect()
    }

    #[test]
    fn words_that_say_something_and_words_that_are_one() {
        assert_eq!(asked("antal sager i kommunen"), [["antal"], ["sager"], ["kommunen"]]);
        assert_eq!(asked("børn anbragt uden for hjemmet"), [["børn"], ["anbragt"], ["hjemmet"]]);
        assert_eq!(asked("og til"), [["og"], ["til"]]);
        assert_eq!(asked("investering 1,25 mio. kr."), [["investering"], ["1250000"], ["kr"]]);
    }

    #[test]
    fn what_stands_for_several_words_stands_for_each() {
        let sought = Sought::of(
            &Text::Words("børn anbragt uden for hjemmet".to_owned()),
            Breadth::Broad,
            &mut Analyzer::default(),
        );
        let stands = Analyzer::default().stems("døgnophold");
        let has = |one: &Sought| one.synonyms.iter().any(|synonym| synonym.stems == stands);
        assert_eq!(sought.iter().map(has).collect::<Vec<_>>(), [false, true, true]);
    }

    #[test]
    fn words_side_by_side_may_be_a_compound() {
        let sought =
            Sought::of(&Text::Words("anbringelse udgift".to_owned()), Breadth::Broad, &mut Analyzer::default());
        let compound = Analyzer::default().stems("anbringelsesudgifter");
        assert!(sought.iter().all(|one| one.joined.contains(&compound[0])), "{sought:?}");
        let exact = Sought::of(&Text::Words("anbringelse udgift".to_owned()), Breadth::Exact, &mut Analyzer::default());
        assert!(exact.iter().all(|one| one.joined.is_empty() && one.synonyms.is_empty()));
    }
}
