//! What else a reader means who asks for a word.
//!
//! Takes `synonyms.tsv`, gives for the stems of a word or of words in a row the stems that may stand for them, each
//! with its weight. A wider word finds the narrower, not the other way round. Refuses, at load, a row of the wrong
//! shape. The table's words go through the same analyzer as every text, so any form of them is known.

use std::{collections::HashMap, sync::LazyLock};

use super::Analyzer;
use crate::reference::lexicon::lines;

/// A word or words in a row that may stand for others.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::index) struct Synonym {
    /// Its stems in order.
    pub stems: Vec<String>,
    /// How much it counts beside the word that was asked for.
    pub weight: f32,
}

/// All of them, by the stems of what was asked for.
#[derive(Debug, Default)]
pub(in crate::index) struct Synonyms {
    by_stems: HashMap<Vec<String>, Vec<Synonym>>,
    /// The most words in a row that have any.
    longest: usize,
}

static BUILTIN: LazyLock<Synonyms> = LazyLock::new(|| {
    let mut analyzer = Analyzer::default();
    let mut synonyms = Synonyms::default();
    for line in lines(include_str!("../../reference/synonyms.tsv")).skip(1) {
        let mut fields = line.split('\t');
        let (Some(kind @ ("same" | "narrower")), Some(Ok(weight)), Some(words), None) =
            (fields.next(), fields.next().map(str::parse), fields.next(), fields.next())
        else {
            panic!("not kind, weight and words in reference line “{line}”");
        };
        let members: Vec<Vec<String>> = words.split(", ").map(|words| analyzer.stems(words)).collect();
        let askers = if kind == "same" { members.len() } else { 1 };
        for asker in 0..askers {
            let others = members.iter().enumerate().filter(|(other, _)| *other != asker).map(|(_, stems)| stems);
            synonyms.add(&members[asker], others, weight);
        }
    }
    synonyms
});

impl Synonyms {
    /// What ships with the program.
    pub fn builtin() -> &'static Synonyms {
        &BUILTIN
    }

    fn add<'a>(&mut self, asked: &[String], others: impl Iterator<Item = &'a Vec<String>>, weight: f32) {
        self.longest = self.longest.max(asked.len());
        let list = self.by_stems.entry(asked.to_vec()).or_default();
        for stems in others.filter(|stems| *stems != asked) {
            match list.iter_mut().find(|one| one.stems == *stems) {
                Some(known) => known.weight = known.weight.max(weight),
                None => list.push(Synonym { stems: stems.clone(), weight }),
            }
        }
    }

    /// What may stand for a word, or for words in a row, by their stems.
    pub fn of(&self, stems: &[String]) -> &[Synonym] {
        self.by_stems.get(stems).map_or(&[], Vec::as_slice)
    }

    /// How many of the words at the beginning belong together as one that has synonyms; none where only the first has.
    pub fn run(&self, stems: &[String]) -> Option<usize> {
        (2..=self.longest.min(stems.len())).rev().find(|&length| self.by_stems.contains_key(&stems[..length]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &str) -> Vec<String> {
        let stems = Analyzer::default().stems(words);
        Synonyms::builtin().of(&stems).iter().map(|one| one.stems.join(" ")).collect()
    }

    fn finds(asked: &str, found: &str) -> bool {
        of(asked).contains(&Analyzer::default().stems(found).join(" "))
    }

    #[test]
    fn any_form_finds_the_others() {
        assert!(finds("sagsbehandlerne", "rådgiver") && finds("socialrådgivere", "sagsbehandler"));
        assert!(finds("plejefamilier", "familiepleje") && finds("caseload", "sagstallet"));
        assert!(finds("anbragt uden for hjemmet", "døgnophold") && finds("slægtspleje", "slægt og netværk"));
    }

    #[test]
    fn the_wider_word_finds_the_narrower_only() {
        assert!(finds("anbringelse", "plejefamilie"));
        assert!(!finds("plejefamilie", "anbringelse"));
        assert!(of("bordtennis").is_empty());
    }

    #[test]
    fn words_in_a_row_are_one() {
        let stems = Analyzer::default().stems("anbragte uden for hjemmet i 2019");
        assert_eq!(Synonyms::builtin().run(&stems), Some(4));
        assert_eq!(Synonyms::builtin().run(&stems[1..]), None);
    }

    #[test]
    fn weights_are_shares() {
        let all = Synonyms::builtin().by_stems.values().flatten();
        assert!(all.clone().count() > 100);
        for one in all {
            assert!(0.0 < one.weight && one.weight < 1.0 && !one.stems.is_empty());
        }
    }
}
