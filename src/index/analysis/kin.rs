//! Words of the same root: what is done, and the doing of it.
//!
//! Takes the stem of a word, gives the stems that a verb and its noun in -ing or -ation would have: `underret` for
//! `underretning`, and the other way round. Whether there are such words is for the index to say. Refuses short stems,
//! in which an ending is more often a part of the word: `ordning` is of no verb “orde”.

/// Endings of nouns, with the fewest letters of what stands before them. The verbs in -ere lose that ending as stems.
const NOUNS: [(&str, usize); 4] = [("ering", 4), ("ation", 5), ("ning", 6), ("ing", 6)];

/// The stems of words with the same root.
pub(super) fn kin(stem: &str) -> Vec<String> {
    let verbs = NOUNS.iter().filter_map(|(ending, least)| {
        let verb = stem.strip_suffix(ending)?;
        (letters(verb) >= *least).then(|| single(verb).to_owned())
    });
    let nouns = NOUNS.iter().filter(|(_, least)| letters(stem) >= *least).map(|(ending, _)| format!("{stem}{ending}"));
    // “indstille” has the stem “indstil”, its noun both letters.
    let doubled = stem.chars().last().filter(|last| !"aeiouyæøå".contains(*last) && letters(stem) >= 6);
    let doubled = doubled.map(|last| format!("{stem}{last}ing"));
    verbs.chain(nouns).chain(doubled).collect()
}

fn letters(word: &str) -> usize {
    word.chars().count()
}

/// Without the second of two equal letters at the end, as stems are.
fn single(word: &str) -> &str {
    let mut letters = word.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some(before)) if last == before => &word[..word.len() - last.len_utf8()],
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::stem::stem, *};

    fn akin(one: &str, other: &str) -> bool {
        let both = [(one, other), (other, one)].map(|(one, other)| kin(&stem(one)).contains(&stem(other)));
        assert_eq!(both[0], both[1], "{one} {other}");
        both[0]
    }

    #[test]
    fn what_is_done_and_the_doing_of_it() {
        for (verb, noun) in [
            ("underrette", "underretninger"),
            ("investerer", "investeringen"),
            ("evaluerede", "evaluering"),
            ("behandler", "behandling"),
            ("rådgive", "rådgivning"),
            ("indstiller", "indstillingen"),
            ("koordineres", "koordination"),
            ("opnormere", "opnormeringer"),
        ] {
            assert!(akin(verb, noun), "{verb} {noun}");
        }
    }

    #[test]
    fn what_only_ends_alike() {
        for (one, other) in
            [("ord", "ordning"), ("ret", "retning"), ("tal", "taling"), ("stat", "station"), ("lev", "levering")]
        {
            assert!(!akin(one, other), "{one} {other}");
        }
    }
}
