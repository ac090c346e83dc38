//! Small word lists: number words, units, hedges, abbreviations, and words that are no noun.
//!
//! Takes the tables beside this file, gives them as slices and as alternations for patterns. Refuses, at load, a row of
//! the wrong shape.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use rust_decimal::Decimal;

use crate::pattern::Words;

/// A word, its kind and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The word in lower case.
    pub word: &'static str,
    /// What sort of word.
    pub kind: &'static str,
    /// What it is worth.
    pub value: Decimal,
}

/// The words of a table of kinds, a kind and its words in each row, with what finds them.
pub(crate) fn kinds<K>(table: &'static str, kind: impl Fn(&str) -> Option<K>) -> (Vec<K>, Words)
where
    K: Copy,
{
    let rows = lines(table).skip(1).flat_map(|line| {
        let row = line.split_once('\t').and_then(|(name, words)| Some((kind(name)?, words)));
        let (kind, words) = row.unwrap_or_else(|| panic!("no kind and words in reference line “{line}”"));
        words.split(", ").map(move |word| (kind, word))
    });
    let (kinds, words): (Vec<K>, Vec<&str>) = rows.unzip();
    (kinds, Words::new(words))
}

/// The lines of a table that are no remarks.
pub(crate) fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().map(str::trim_end).filter(|line| !line.starts_with('#') && !line.is_empty())
}

fn entries(table: &'static str) -> Vec<Entry> {
    lines(table)
        .skip(1)
        .map(|line| {
            let mut fields = line.split('\t');
            let entry = (|| {
                let (word, kind) = (fields.next()?, fields.next()?);
                Some(Entry { word, kind, value: fields.next()?.parse().ok()? })
            })();
            entry.unwrap_or_else(|| panic!("not word, kind and value in reference line “{line}”"))
        })
        .collect()
}

/// Number words: `cardinal`, `tens`, `ordinal`, `part`.
pub static NUMERALS: LazyLock<Vec<Entry>> = LazyLock::new(|| entries(include_str!("numerals.tsv")));

/// Units: `scale`, `thousand`, `currency`, `percent`, `points`, `weeks`, `months`.
pub static UNITS: LazyLock<Vec<Entry>> = LazyLock::new(|| entries(include_str!("units.tsv")));

/// Words right before a unit without a number: whether a number must have stood there.
pub static LOST: LazyLock<HashMap<&'static str, bool>> = LazyLock::new(|| {
    let row = |line: &'static str| line.split_once('\t').unwrap_or_else(|| panic!("not word and kind in “{line}”"));
    lines(include_str!("lost.tsv")).skip(1).map(row).map(|(word, kind)| (word, kind == "expected")).collect()
});

/// Words right before a number that make it approximate.
pub static HEDGES: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("hedges.txt")).collect());

/// Words behind a number that are no noun it could count.
pub static STOPS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| lines(include_str!("stops.txt")).collect());

/// Abbreviations whose dot ends no sentence, with the dot.
pub static ABBREVIATIONS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lines(include_str!("abbreviations.txt")).collect());

/// What the columns of answers to a question are headed by.
pub static ANSWERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("answers.txt")).collect());

/// Verbs of those who were asked.
pub static OPINIONS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("opinions.txt")).collect());

/// Words that begin the head of a column.
pub static HEADS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("heads.txt")).collect());

/// What percentages are of that no indicator is.
pub static RATES: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("rates.txt")).collect());

/// Words for what is counted and is no indicator.
pub static OTHERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lines(include_str!("others.txt")).collect());

/// Words that do not tell one key figure from another, each with the indicator that it says nothing in, or `all`.
pub static NEUTRAL: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let row =
        |line: &'static str| line.split_once('\t').unwrap_or_else(|| panic!("not indicator and word in “{line}”"));
    lines(include_str!("neutral.tsv")).skip(1).map(row).collect()
});

/// The words as one alternation, longest first, white space of any kind between their parts; a word that ends with a
/// letter must end there in the text too.
pub fn alternation<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut words: Vec<&str> = words.into_iter().collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let pattern = |word: &&str| {
        let border = if word.ends_with(char::is_alphanumeric) { r"\b" } else { "" };
        regex::escape(word).replace(' ', r"\s+") + border
    };
    words.iter().map(pattern).collect::<Vec<_>>().join("|")
}

/// The words of some kinds.
pub fn of_kind<'a>(entries: &'a [Entry], kinds: &'a [&str]) -> impl Iterator<Item = &'static str> + 'a {
    entries.iter().filter(|entry| kinds.contains(&entry.kind)).map(|entry| entry.word)
}

/// The value of a word among entries of a kind.
pub fn value_of(entries: &[Entry], kind: &str, word: &str) -> Option<Decimal> {
    entries.iter().find(|entry| entry.kind == kind && entry.word == word).map(|entry| entry.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_twice() {
        for table in [&*NUMERALS, &*UNITS] {
            let mut seen = HashSet::new();
            assert!(table.iter().all(|entry| seen.insert(entry.word)));
        }
        let mut seen = HashSet::new();
        assert!(HEDGES.iter().chain(ABBREVIATIONS.iter()).all(|word| *word == "ca." || seen.insert(word)));
    }

    #[test]
    fn abbreviations_end_with_a_dot() {
        assert!(ABBREVIATIONS.iter().all(|word| word.ends_with('.')));
    }
}
