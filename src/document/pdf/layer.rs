//! How good a text is that some program recognised.
//!
//! Takes the words of a page, gives the share of them that a reader would take for words and numbers, which is what
//! tells a good layer over a scan from a poor one. Refuses to judge what the words mean.

use super::words::Placed;
use crate::document::{language, ocr::looks_like_digit};

/// The most that words of a layer are believed: it does not say how sure its program was of them.
const CERTAIN: f32 = 0.95;
/// What is left of the belief in a word that does not look like one.
const ODD: f32 = 0.5;
/// Running words from which on their kind tells.
const RUNNING: usize = 40;

/// The share of the words that look like words and numbers, 0 to 1; halved where hardly one of many is among the
/// commonest words of any language, as when each letter stands for another.
pub(super) fn rating<'a>(words: impl Iterator<Item = &'a Placed>) -> f32 {
    let (mut all, mut right, mut running, mut common) = (0, 0, 0, 0);
    for word in words {
        all += 1;
        right += usize::from(looks_right(&word.text));
        if word.text.len() > 1 && word.text.chars().all(char::is_lowercase) {
            running += 1;
            common += usize::from(language::is_common(&word.text));
        }
    }
    let share = if all == 0 { 1.0 } else { right as f32 / all as f32 };
    if running >= RUNNING && common * 12 < running { share / 2.0 } else { share }
}

/// How far a word of a layer is to be believed.
pub(super) fn confidence(word: &Placed, rating: f32) -> f32 {
    rating.min(CERTAIN) * if looks_right(&word.text) { 1.0 } else { ODD }
}

/// Whether a word looks like one: letters with a vowel among them, or a number in one of its forms.
fn looks_right(word: &str) -> bool {
    let word = word.trim_matches(|c: char| c.is_ascii_punctuation() || "–—”“»«’…•§½·²³¹€£°".contains(c));
    word.is_empty() || word.split(['-', '/', '–', '.', ',', ':', '@', '&', '+', '\'', '’']).all(is_right)
}

/// The same of a part of a word.
fn is_right(part: &str) -> bool {
    let digits = part.chars().filter(char::is_ascii_digit).count();
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    match (letters, digits) {
        (_, 0) => letters == part.chars().count() && is_word(part, letters),
        (0, _) => part.chars().all(|c| c.is_ascii_digit() || matches!(c, '%' | '½' | '(' | ')' | '*')),
        // “12b”, “A4” and “kap3”, but not “2O18” or “l2”.
        _ => {
            let before = part.trim_start_matches(|c: char| c.is_ascii_digit());
            let after = part.trim_start_matches(char::is_alphabetic);
            let whole = |rest: &str, kind: fn(char) -> bool| !rest.is_empty() && rest.chars().all(kind);
            let parted = before != part && whole(before, char::is_alphabetic)
                || after != part && whole(after, |c| c.is_ascii_digit());
            parted && !part.contains(looks_like_digit)
        }
    }
}

fn is_word(part: &str, letters: usize) -> bool {
    let capitals = part.chars().filter(|c| c.is_uppercase()).count();
    let cased = capitals == letters || capitals == 0 || capitals == 1 && part.starts_with(char::is_uppercase);
    let vowel = part.contains(|c: char| "aeiouyæøåäöüéAEIOUYÆØÅÄÖÜÉ".contains(c));
    let stutter = part.chars().zip(part.chars().skip(1)).zip(part.chars().skip(2)).any(|((a, b), c)| a == b && b == c);
    // Abbreviations have no vowel: “kr”, “stk”, “DKK”.
    cased && (vowel || letters <= 4) && !stutter && letters <= 40
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_numbers_look_right_and_broken_ones_do_not() {
        for right in [
            "børn",
            "Kommune,",
            "1.250",
            "12,5",
            "(2018)",
            "§",
            "52",
            "6-12-årige",
            "kr.",
            "27.00.00-P05-1-19",
            "A4",
            "½",
            "og/eller",
            "–",
            "3.b",
            "kap3",
            "SKP",
            "post@by.dk",
            "100%",
        ] {
            assert!(looks_right(right), "{right}");
        }
        for odd in ["2O18", "l2", "b0rn", "k□mmune", "rådgiuerrrr", "sTøTte", "1.25O", "x~y", "I2B", "rndgvrkstn"] {
            assert!(!looks_right(odd), "{odd}");
        }
    }
}
