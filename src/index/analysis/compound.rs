//! Compounds and the parts they are made of.
//!
//! Takes a folded word and a [`Lexicon`], gives the parts with where each stands in the word, and the shorter compounds
//! inside it: `døgninstitutionsanbringelse` has `døgn`, `institution`, `anbringelse`, and `døgninstitution`. Refuses to
//! split where a piece is unknown: a word that is half understood stays whole.

use std::ops::Range;

use super::{
    lexicon::{Known, Lexicon},
    stem::stem,
};

/// No Danish word is longer, and what is longer is no word.
const LONGEST: usize = 80;

/// A word inside a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::index) struct Part {
    /// Where it stands in the folded word.
    pub range: Range<usize>,
    /// The stem that it is found by.
    pub stem: String,
}

/// The cheapest way to read a word from some place to its end.
#[derive(Clone)]
struct Reading {
    cost: f32,
    known: Known,
    next: usize,
}

/// What a word is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Split {
    /// The parts in order, then the compounds inside it; nothing for a word that is none.
    pub parts: Vec<Part>,
    /// The word's own stem, in which the last part is stemmed as it is alone.
    pub stem: String,
}

/// The parts and the stem of a word.
pub(super) fn split(word: &str, lexicon: &Lexicon) -> Split {
    let none = || Split { parts: Vec::new(), stem: stem(word) };
    if word.len() > LONGEST || !word.chars().all(char::is_alphabetic) || lexicon.is_whole(word) {
        return none();
    }
    let readings = readings(word, lexicon);
    let (Some((last, known)), true) = (readings.last(), readings.len() > 1) else { return none() };
    // What an index adds may change what a word is made of, not what its forms are.
    let stem = if lexicon.is_added(&known.stem) { stem(word) } else { format!("{}{}", &word[..*last], known.stem) };
    let mut parts: Vec<Part> = readings
        .iter()
        .filter(|(_, known)| known.shown)
        .map(|(at, known)| Part { range: *at..at + known.length, stem: known.stem.clone() })
        .collect();
    let single = parts.len();
    for from in 0..single {
        for to in from + 1..single {
            let range = parts[from].range.start..parts[to].range.end;
            if range != (0..word.len()) {
                let before = &word[range.start..parts[to].range.start];
                parts.push(Part { stem: format!("{before}{}", parts[to].stem), range });
            }
        }
    }
    Split { parts, stem }
}

/// The pieces of the cheapest way to read a word, each with where it begins; one piece for a word that is no compound.
fn readings(word: &str, lexicon: &Lexicon) -> Vec<(usize, Known)> {
    let mut best: Vec<Option<Reading>> = vec![None; word.len() + 1];
    let borders: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    for &from in borders.iter().rev().filter(|&&from| lexicon.begins(&word[from..])) {
        let ends = lexicon.last(&word[from..]).map(|known| Reading { cost: 1.0 + known.cost, known, next: word.len() });
        let goes_on = borders.iter().filter(|&&next| next > from).filter_map(|&next| {
            let rest = best[next].as_ref()?;
            let known = lexicon.first(&word[from..next])?;
            Some(Reading { cost: 1.0 + known.cost + rest.cost, known, next })
        });
        best[from] = ends.into_iter().chain(goes_on).min_by(|a, b| a.cost.total_cmp(&b.cost));
    }
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(reading) = best.get_mut(at).and_then(Option::take) {
        found.push((at, reading.known));
        at = reading.next;
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::reference::lexicon::lines;

    fn parts_of(word: &str) -> Vec<&str> {
        split(word, &Lexicon::builtin()).parts.into_iter().map(|part| &word[part.range]).collect()
    }

    #[test]
    fn parts_with_every_link() {
        assert_eq!(parts_of("sagsbehandler"), ["sag", "behandler"]);
        assert_eq!(parts_of("plejefamilier"), ["pleje", "familier"]);
        assert_eq!(parts_of("anbringelsesudgifterne"), ["anbringelse", "udgifterne"]);
        assert_eq!(
            parts_of("døgninstitutionsanbringelse"),
            ["døgn", "institution", "anbringelse", "døgninstitution", "institutionsanbringelse"]
        );
    }

    #[test]
    fn the_last_part_keeps_its_family() {
        let stem = |word: &str| split(word, &Lexicon::builtin()).stem;
        assert_eq!(stem("plejebørnene"), stem("plejebarn"));
        assert_eq!(stem("regnskabsåret"), stem("regnskabsår"));
        assert_eq!(stem("anbringelsesudgifter"), stem("anbringelsesudgiften"));
    }

    /// Of the parts that a careful reader sees, and of those that are given, the share that is right, in percent:
    /// precision and recall.
    #[expect(clippy::print_stdout, reason = "the figures are for whoever changes the lists")]
    fn measured<'a>(words: impl Iterator<Item = (&'a str, HashSet<&'a str>)>) -> (f64, f64) {
        let (mut right, mut given, mut wanted) = (0, 0, 0);
        for (word, wants) in words {
            let gives: HashSet<&str> = parts_of(word).into_iter().filter(|part| !made_of_others(part, word)).collect();
            if wants != gives {
                println!("{word}: wanted {wants:?}, given {gives:?}");
            }
            right += wants.intersection(&gives).count();
            given += gives.len();
            wanted += wants.len();
        }
        let share = |of: usize| 100.0 * right as f64 / of as f64;
        println!("precision {:.1} %, recall {:.1} % of {wanted} parts", share(given), share(wanted));
        (share(given), share(wanted))
    }

    #[test]
    fn our_own_compounds_come_apart() {
        let words = lines(include_str!("compounds.tsv")).map(|line| line.split_once('\t').unwrap_or((line, "")));
        let (precision, recall) = measured(words.map(|(word, parts)| (word, parts.split_whitespace().collect())));
        assert!(precision > 98.0 && recall > 95.0, "{precision} {recall}");
    }

    /// Words that somebody chose and took apart who had not seen the lists.
    #[test]
    fn compounds_that_nobody_tuned_to_come_apart() {
        let table = include_str!("../../../tests/relevance/compounds.tsv").to_lowercase();
        let words = table.lines().skip(1).filter_map(|line| {
            let (word, rest) = line.split_once('\t')?;
            let parts = rest.split('\t').next()?.split('|').filter(|part| *part != "-");
            Some((word, parts.map(|part| part.split('+').next().unwrap_or(part)).collect()))
        });
        let (precision, recall) = measured(words);
        assert!(precision > 90.0 && recall > 80.0, "{precision} {recall}");
    }

    fn made_of_others(part: &str, word: &str) -> bool {
        let at = word.find(part).expect("a part of the word");
        let inside = |other: &Part| at <= other.range.start && other.range.end <= at + part.len();
        split(word, &Lexicon::builtin()).parts.iter().filter(|other| inside(other)).count() > 1
    }

    #[test]
    fn a_link_that_is_always_there_belongs_to_the_part_before_it() {
        assert_eq!(parts_of("selskabsår"), ["selskab"]);
        assert_eq!(parts_of("undersøgelsessager"), ["undersøgelse", "sager"]);
        assert_eq!(parts_of("anbringelsested"), ["anbringelse", "sted"], "written wrong, and still two words");
    }

    #[test]
    fn what_is_done_is_one_part_with_its_particle() {
        assert_eq!(parts_of("fristoverskridelserne"), ["frist", "overskridelserne"]);
        assert_eq!(parts_of("projektgennemførelse"), ["projekt", "gennemførelse"]);
        assert_eq!(parts_of("aftaleholdelse"), [""; 0], "no word that we know");
    }

    #[test]
    fn what_only_looks_like_a_compound() {
        for word in [
            "tidlig",
            "institution",
            "forældre",
            "kommune",
            "kommunal",
            "anbringelse",
            "myndighed",
            "afdeling",
            "roskilde",
        ] {
            assert!(parts_of(word).is_empty(), "{word}: {:?}", parts_of(word));
        }
    }
}
