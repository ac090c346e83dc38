//! The stem that the forms of a word share.
//!
//! Takes a folded word, gives its stem: from the families of `families.tsv` where a word changes more than its ending
//! (barn, børn), by Snowball's Danish rules otherwise. The rules take off `-lig` and `-ig` too, which makes `farlig` of
//! `far` and `tidlig` of `tid`; those endings are put back. Never fails: a word without endings is its own stem.

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use frostem::{Algorithm, Stemmer};

use crate::reference::lexicon::lines;

/// The stems of the forms in the table, and which of them are forms of a verb.
struct Families {
    stems: HashMap<&'static str, String>,
    verbs: HashSet<&'static str>,
}

static FAMILIES: LazyLock<Families> = LazyLock::new(|| {
    let mut families = Families { stems: HashMap::new(), verbs: HashSet::new() };
    for line in lines(include_str!("../../reference/families.tsv")).skip(1) {
        let mut fields = line.split('\t');
        let (Some(kind), Some(lemma), Some(forms), None) = (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            panic!("not kind, lemma and forms in reference line “{line}”");
        };
        let stem = if kind == "own" { lemma.to_owned() } else { by_rules(lemma) };
        for form in forms.split(' ') {
            assert!(
                families.stems.insert(form, stem.clone()).is_none(),
                "“{form}” has two stems in the reference data"
            );
            if kind == "verb" {
                families.verbs.insert(form);
            }
        }
    }
    // The s of “indsats” and “proces” is no genitive.
    let words = lines(include_str!("../../reference/stems.txt")).flat_map(|line| line.split(' '));
    for word in words.filter(|word| word.ends_with('s')) {
        families.stems.entry(word).or_insert_with(|| word.to_owned());
    }
    families
});

/// What stands before a verb and makes another verb, whose forms change as its own do.
const PARTICLES: [&str; 34] = [
    "af", "an", "be", "bi", "bort", "efter", "er", "for", "fore", "fra", "frem", "gen", "gennem", "hen", "ind", "med",
    "mis", "mod", "ned", "om", "op", "over", "på", "sam", "sammen", "til", "tilbage", "ud", "und", "under", "ved",
    "vide", "videre", "vedlige",
];

/// The stem of a folded word.
pub(super) fn stem(word: &str) -> String {
    let word = word.split_once('\'').map_or(word, |(before, _)| before);
    // A verb has no genitive: “lås” is no form of “ligge”.
    let genitive = || word.strip_suffix('s').filter(|word| !FAMILIES.verbs.contains(word)).and_then(listed);
    listed(word).or_else(genitive).unwrap_or_else(|| by_rules(word))
}

/// Whether a word is a form in the families.
pub(super) fn is_listed(word: &str) -> bool {
    FAMILIES.stems.contains_key(word)
}

/// The verb's stem in a noun of what is done: `anbring` of `anbringelserne`.
pub(super) fn of_deed(word: &str) -> Option<&str> {
    let (verb, ending) = word.rsplit_once("else")?;
    ["", "n", "r", "rne", "s", "ns", "rs", "rnes"].contains(&ending).then_some(verb)
}

/// Whether a word is what is done by a verb with a particle that we know: `overskridelse`.
pub(super) fn is_deed(word: &str) -> bool {
    let Some(deed) = of_deed(word) else { return false };
    let verb = |particle: &&str| deed.strip_prefix(*particle).map(|verb| format!("{verb}e"));
    PARTICLES.iter().filter_map(verb).any(|verb| FAMILIES.verbs.contains(verb.as_str()))
}

/// All forms in the families.
pub(super) fn forms() -> impl Iterator<Item = &'static str> {
    FAMILIES.stems.keys().copied()
}

fn listed(word: &str) -> Option<String> {
    if let Some(stem) = FAMILIES.stems.get(word) {
        return Some(stem.clone());
    }
    PARTICLES.iter().find_map(|particle| {
        let verb = word.strip_prefix(particle).filter(|verb| FAMILIES.verbs.contains(verb))?;
        Some(format!("{particle}{}", FAMILIES.stems[verb]))
    })
}

/// What Snowball leaves, with the adjective's ending put back.
fn by_rules(word: &str) -> String {
    thread_local!(static SNOWBALL: RefCell<Stemmer> = RefCell::new(Stemmer::new(Algorithm::Danish)));
    let stem = SNOWBALL.with_borrow_mut(|snowball| snowball.stem(word).into_owned());
    let Some(rest) = word.strip_prefix(&stem) else { return stem };
    // “kvalitet” loses an ending that “kvaliteter” has not got.
    if let Some((before, ending)) = word.rsplit_once("itet")
        && ["", "s", "en", "ens", "er", "ers", "erne", "ernes"].contains(&ending)
    {
        return format!("{before}itet");
    }
    // “fattig” loses its second t as well.
    let doubled = rest.strip_prefix(|c| stem.ends_with(c)).filter(|rest| rest.starts_with("ig"));
    let ending = ["elig", "lig", "ig"].into_iter().find(|ending| doubled.unwrap_or(rest).starts_with(ending));
    match ending {
        Some(ending) => {
            let length = stem.len() + rest.len() - doubled.unwrap_or(rest).len() + ending.len();
            word[..length].to_owned()
        }
        None => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn together(words: &str) {
        let stems: Vec<_> = words.split(' ').map(stem).collect();
        assert!(stems.iter().all(|stem| *stem == stems[0]), "{words}: {stems:?}");
    }

    fn apart(words: &str) {
        let stems: HashSet<_> = words.split(' ').map(stem).collect();
        assert_eq!(stems.len(), words.split(' ').count(), "{words}: {stems:?}");
    }

    #[test]
    fn a_word_and_its_forms() {
        for words in [
            "anbringelse anbringelser anbringelserne anbringe anbringer anbragt anbragte anbragtes",
            "barn barnet børn børnene børns børnenes",
            "kommune kommunen kommuner kommunernes kommunens",
            "by byen byer byerne byernes",
            "uge uger ugen ugerne",
            "år året årene årets",
            "ung unge unges ungt yngre",
            "stor stort store større største",
            "krone kroner kr",
            "plejefamilie plejefamilier plejefamilien plejefamiliernes",
            "risiko risikoen risici",
            "undersøgelse undersøgelsen undersøgelser",
            "myndighed myndigheden myndigheder",
            "indsats indsatsen indsatser indsatserne",
            "proces processen processer",
            "kvalitet kvaliteten kvaliteter kvaliteternes",
            "finansiere finansierer finansierede finansieret finansierende",
        ] {
            together(words);
        }
    }

    #[test]
    fn a_verb_changes_behind_its_particle_too() {
        together("foretage foretager foretog foretaget");
        together("afgive afgiver afgav afgivet");
        together("overstige overstiger oversteg oversteget");
        together("genfinde genfandt genfundet");
        assert_eq!(stem("rygtog"), "rygtog", "no particle, no verb");
    }

    #[test]
    fn words_of_another_meaning_stay_apart() {
        for words in [
            "far fare farlig får",
            "tid tidlig",
            "tal tale",
            "ven venlig",
            "mål måling",
            "led leder ledelse ledig",
            "hel held",
            "bo bøde",
            "lov lovede",
            "læge lege",
            "liv leve",
            "køn ko",
            "ende endelig",
            "vold volde",
        ] {
            apart(words);
        }
    }

    #[test]
    fn adjectives_keep_their_ending_in_every_form() {
        together("tidlig tidligt tidlige tidligere tidligst");
        together("farlig farlige farligt farligere");
        together("fattig fattige fattigt");
        together("bolig boligen boliger boligerne");
    }

    proptest::proptest! {
        #[test]
        fn any_word_has_a_stem(word in "[a-zæøå']{1,20}|\\PC{1,8}") {
            let _ = stem(&word);
        }
    }
}
