//! The words that compounds are made of.
//!
//! Takes `stems.txt` and `whole.txt`, the names of the municipalities, and the frequent words of an index. Says whether a piece of a word is the first or the last part of a compound, and how sure that is. Refuses
//! pieces of fewer than three letters, and words that only look like compounds.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, LazyLock},
};

use super::{
    compound, fold,
    stem::{forms, is_deed, is_listed, of_deed, stem},
};
use crate::reference::{Reference, lexicon::lines};

/// How many letters a word of an index must have to be a part.
const LONG: usize = 5;

/// A part of a compound, as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Known {
    /// The stem that it is found by.
    pub stem: String,
    /// How many bytes of the piece are the word itself, without what links it to the next.
    pub length: usize,
    /// What it costs to take it for a part; less is better.
    pub cost: f32,
    /// Whether it is found by; a word of two letters only lets the rest be found.
    pub shown: bool,
}

/// What is known of the parts of compounds.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    /// Words as they stand before another part, with their stems.
    first: HashMap<String, String>,
    /// Stems of words that may stand last.
    last: HashSet<String>,
    /// Those of them that end in -else.
    deeds: HashSet<String>,
    /// Stems of words that are never taken apart.
    whole: HashSet<String>,
    /// Words that hold sentences together.
    function: HashSet<&'static str>,
    /// Stems that an index added.
    added: HashSet<String>,
    /// What the words begin with; most places in a word are settled by that.
    beginnings: HashSet<[char; 3]>,
}

/// What links a part to the next, with what it costs.
const LINKS: [(&str, f32); 4] = [("", 0.0), ("s", 0.05), ("e", 0.5), ("er", 0.7)];
/// What it costs that a link is missing where there always is one.
const UNLINKED: f32 = 1.0;

/// What is too short for a part, or says too little, but lets the rest be found: before another part, and last.
const SILENT: [&str; 14] =
    ["års", "år", "by", "it", "el", "tv", "sø", "ø", "bo", "ny", "over", "under", "efter", "gen"];
const SILENT_LAST: [&str; 3] = ["år", "by", "id"];

static BUILTIN: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
    let words = |table: &'static str| lines(table).flat_map(|line| line.split(' ')).filter(|word| !word.is_empty());
    let mut lexicon = Lexicon::default();
    for word in words(include_str!("../../reference/stems.txt")) {
        match (word.strip_prefix('-'), word.strip_suffix('-')) {
            (Some(last), _) => lexicon.ends(last),
            (_, Some(first)) => drop(lexicon.first.insert(first.to_owned(), stem(first))),
            _ => lexicon.add(word),
        }
        lexicon.beginnings.extend(beginning(word.trim_start_matches('-')));
    }
    // “børn” begins otherwise than the stem of the family that it belongs to.
    lexicon.beginnings.extend(forms().filter_map(beginning));
    lexicon.whole = words(include_str!("../../reference/whole.txt")).map(stem).collect();
    for one in Reference::in_use().municipalities.all() {
        let name = fold::fold(&one.name.to_lowercase(), false);
        lexicon.whole.insert(stem(&name));
        lexicon.beginnings.extend(beginning(&name));
        lexicon.first.entry(name.clone()).or_insert(name);
    }
    lexicon.function = words(include_str!("../../reference/function_words.txt")).collect();
    Arc::new(lexicon)
});

impl Lexicon {
    /// What ships with the program.
    pub fn builtin() -> Arc<Lexicon> {
        BUILTIN.clone()
    }

    /// With the frequent words of an index that are none of ours nor made of ours.
    pub fn knowing(mut self, words: &[String]) -> Self {
        let letters = |word: &&String| word.chars().count() >= LONG && word.chars().all(char::is_alphabetic);
        let is_new = |word: &&String| !self.knows(word) && compound::split(word, &self).parts.is_empty();
        let new: Vec<&String> = words.iter().filter(letters).filter(is_new).collect();
        for word in new {
            self.added.insert(stem(word));
            self.beginnings.extend(beginning(word));
            self.add(word);
        }
        self
    }

    /// Whether a stem is known from an index only.
    pub fn is_added(&self, stem: &str) -> bool {
        self.added.contains(stem)
    }

    fn add(&mut self, word: &str) {
        self.ends(word);
        self.first.insert(word.to_owned(), stem(word));
    }

    /// Takes up a word that may stand last.
    fn ends(&mut self, word: &str) {
        self.last.insert(stem(word));
        if of_deed(word).is_some() {
            self.deeds.insert(stem(word));
        }
    }

    /// Whether a word holds sentences together.
    pub fn is_function(&self, word: &str) -> bool {
        self.function.contains(word)
    }

    /// Whether a word, in whatever form, is one of ours.
    pub fn knows(&self, word: &str) -> bool {
        is_listed(word) || self.first.contains_key(word) || self.last.contains(&stem(word))
    }

    /// Whether a word is not to be taken apart.
    pub fn is_whole(&self, word: &str) -> bool {
        self.function.contains(word) || {
            let stem = stem(word);
            self.whole.contains(&stem) || self.last.contains(&stem)
        }
    }

    /// Whether a part could begin like this.
    pub fn begins(&self, rest: &str) -> bool {
        beginning(rest).is_none_or(|beginning| self.beginnings.contains(&beginning))
            || SILENT.iter().chain(&SILENT_LAST).any(|word| rest.starts_with(word))
    }

    /// A piece that another part follows.
    pub fn first(&self, piece: &str) -> Option<Known> {
        if SILENT.contains(&piece) {
            return Some(Known { stem: String::new(), length: piece.len(), cost: 1.5, shown: false });
        }
        LINKS.iter().find_map(|(link, cost)| {
            let word = piece.strip_suffix(link).filter(|word| long_enough(word))?;
            let stem = self.first.get(word)?;
            let unlinked = if link.is_empty() && takes_s(word) { UNLINKED } else { 0.0 };
            Some(Known { stem: stem.clone(), length: word.len(), cost: cost + unlinked + short(word), shown: true })
        })
    }

    /// A piece that ends the word, in any form.
    pub fn last(&self, piece: &str) -> Option<Known> {
        let stem = stem(piece);
        let silent = SILENT_LAST.contains(&stem.as_str());
        // The stem of “holdelse” is that of “hold”, which is another word.
        let ends = match of_deed(piece) {
            Some(_) => self.deeds.contains(&stem) || is_deed(piece),
            None => self.last.contains(&stem),
        };
        if !(silent || ends && long_enough(piece)) {
            return None;
        }
        let cost = if silent { 1.2 } else { short(&stem) };
        Some(Known { cost, length: piece.len(), shown: !silent, stem })
    }
}

/// Whether a word is always linked to the next by -s-: “regnskabsår” has no “sår” in it.
fn takes_s(word: &str) -> bool {
    ["skab", "hed", "dom", "else", "ion", "ning", "ling", "tet"].iter().any(|ending| word.ends_with(ending))
}

fn beginning(word: &str) -> Option<[char; 3]> {
    let mut letters = word.chars();
    Some([letters.next()?, letters.next()?, letters.next()?])
}

fn long_enough(word: &str) -> bool {
    word.chars().nth(2).is_some()
}

/// Short words turn up in long ones by chance.
fn short(word: &str) -> f32 {
    match word.chars().count() {
        ..=3 => 0.7,
        4 => 0.15,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_in_their_forms() {
        let lexicon = Lexicon::builtin();
        let first = |piece: &str| lexicon.first(piece).map(|known| (known.stem, known.length));
        assert_eq!(first("sags"), Some(("sag".to_owned(), 3)));
        assert_eq!(first("børne"), Some(("barn".to_owned(), 6)));
        assert_eq!(first("xyz"), None);
        assert_eq!(lexicon.last("udgifterne").map(|known| known.stem), Some("udgift".to_owned()));
        assert!(lexicon.last("og").is_none() && lexicon.last("lig").is_none());
    }

    #[test]
    fn frequent_words_of_an_index_join_in() {
        let more = Lexicon::clone(&Lexicon::builtin()).knowing(&["kvalbik".to_owned(), "dagen".to_owned()]);
        assert!(!Lexicon::builtin().knows("kvalbik") && more.knows("kvalbik") && !more.is_added("dag"));
        let [ours, theirs] = [&Lexicon::builtin(), &more].map(|one| compound::split("hverdagskvalbikken", one));
        assert_eq!((ours.parts.len(), theirs.parts.len()), (0, 2));
        assert_eq!(ours.stem, theirs.stem, "the stem of a word does not depend on the index");
    }

    #[test]
    fn every_word_that_is_kept_whole_would_be_split() {
        let mut lexicon = Lexicon::clone(&Lexicon::builtin());
        lexicon.whole.clear();
        let idle = |word: &&str| compound::split(word, &lexicon).parts.is_empty();
        let words = lines(include_str!("../../reference/whole.txt")).flat_map(|line| line.split(' '));
        assert_eq!(words.filter(idle).collect::<Vec<_>>().join(" "), "");
    }

    #[test]
    fn the_lists_say_each_word_once() {
        for table in [
            include_str!("../../reference/stems.txt"),
            include_str!("../../reference/whole.txt"),
            include_str!("../../reference/function_words.txt"),
        ] {
            let mut seen = HashSet::new();
            for word in lines(table).flat_map(|line| line.split(' ')) {
                assert!(seen.insert(word), "{word} twice");
            }
        }
    }
}
