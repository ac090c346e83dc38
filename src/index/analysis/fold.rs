//! One spelling for every way of writing a word.
//!
//! Takes a word as it stands in the text, gives its normal form (composed, lower case, without what a line break or a
//! converter put inside it) and its folded form (`aa` as `å`, `ae` as `æ`, `oe` as `ø`, accents off), and where each
//! byte of the folded form came from. Folding goes one way, from two letters to one, so `får` and `far` stay apart:
//! `far` has nothing to fold. Where the two letters are two sounds (`skemaet`, `boede`, `dataansvarlig`) the caller
//! says so and they stay, because there the joined letter may be another word's: `bøde`.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

const SOFT_HYPHEN: char = '\u{ad}';

/// Pairs of letters and the one letter that they stand for.
const DIGRAPHS: [(char, char, char); 3] = [('a', 'a', 'å'), ('a', 'e', 'æ'), ('o', 'e', 'ø')];

/// Writes the normal form: a hyphen inside a word stays, one before a line break goes with the break.
pub(super) fn normal(raw: &str, out: &mut String) {
    out.clear();
    if raw.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        out.push_str(raw);
        out.make_ascii_lowercase();
        return;
    }
    if raw.chars().all(|c| matches!(c, '\u{c0}'..='\u{17f}') || c.is_ascii_alphanumeric()) {
        raw.chars().for_each(|c| out.extend(c.to_lowercase()));
        return;
    }
    clusters(raw).for_each(|(_, cluster)| out.extend(letters(cluster)));
}

/// The letters of a base with its marks; none for what only a converter wrote.
fn letters(cluster: &str) -> impl Iterator<Item = char> {
    let apostrophe = |c| if matches!(c, '’' | '´' | '`') { '\'' } else { c };
    let hyphen = |c| if matches!(c, '\u{2010}' | '\u{2011}') { '-' } else { c };
    let broken = cluster.len() > 1 && cluster.starts_with(['-', '\u{2010}']);
    let kept = if broken { "" } else { cluster };
    kept.nfkc()
        .filter(|&c| c != SOFT_HYPHEN && !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .map(apostrophe)
        .map(hyphen)
}

/// Each base letter with the marks on it, and a hyphen with the line break behind it.
fn clusters(raw: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &raw[at..];
        let first = rest.chars().next()?;
        let hyphen = matches!(first, '-' | '\u{2010}');
        let goes_on = |c: char| if hyphen { c.is_whitespace() } else { is_combining_mark(c) };
        let tail = &rest[first.len_utf8()..];
        let length = first.len_utf8() + tail.find(|c| !goes_on(c)).unwrap_or(tail.len());
        let start = at;
        at += length;
        Some((start, &rest[..length]))
    })
}

/// Whether a normal form has letters that may be folded into one.
pub(super) fn has_digraph(normal: &str) -> bool {
    DIGRAPHS.iter().any(|(first, second, _)| {
        let mut letters = normal.chars().peekable();
        std::iter::from_fn(|| letters.next().map(|c| c == *first && letters.peek() == Some(second))).any(|pair| pair)
    })
}

/// The folded form of a normal form; `apart` where its pairs of letters are two sounds.
pub(super) fn fold(normal: &str, apart: bool) -> String {
    folded(normal.chars().map(|c| ((), c)), apart).map(|(_, c)| c).collect()
}

/// Where each byte of the folded form stands in the word as written, and its end.
pub(super) fn places(raw: &str, apart: bool) -> Vec<usize> {
    let letters = clusters(raw).flat_map(|(at, cluster)| letters(cluster).map(move |c| (at, c)));
    let bytes = folded(letters, apart).flat_map(|(at, c)| std::iter::repeat_n(at, c.len_utf8()));
    bytes.chain([raw.len()]).collect()
}

fn folded<T>(letters: impl Iterator<Item = (T, char)>, apart: bool) -> impl Iterator<Item = (T, char)> {
    let mut letters = letters.peekable();
    std::iter::from_fn(move || {
        let (at, c) = letters.next()?;
        let pair = |next: char| DIGRAPHS.iter().find(|(first, second, _)| (*first, *second) == (c, next));
        match letters.peek().and_then(|(_, next)| pair(*next)) {
            Some((.., joined)) if !apart => {
                letters.next();
                Some((at, *joined))
            }
            _ => Some((at, bare(c))),
        }
    })
}

/// A letter without the accent that Danish may leave out, and the neighbours' letters as ours.
fn bare(c: char) -> char {
    match c {
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'á' | 'à' | 'â' => 'a',
        'ó' | 'ò' | 'ô' => 'o',
        'í' | 'ì' | 'î' => 'i',
        'ú' | 'ù' | 'ü' => 'u',
        'ä' => 'æ',
        'ö' => 'ø',
        other => other,
    }
}

/// Whether the pair is the end of a stem and the beginning of an ending, as in `skemaet` and `risikoen`.
pub(super) fn before_an_ending(normal: &str) -> bool {
    const ENDINGS: [&str; 8] = ["n", "ns", "t", "ts", "r", "rs", "rne", "rnes"];
    ENDINGS.iter().any(|ending| {
        normal.strip_suffix(ending).is_some_and(|rest| rest.len() > 3 && (rest.ends_with("ae") || rest.ends_with("oe")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(raw: &str) -> String {
        let mut out = String::new();
        normal(raw, &mut out);
        fold(&out, false)
    }

    #[test]
    fn one_word_in_many_spellings() {
        for raw in ["Aabenraa", "ÅBENRÅ", "Åbenraa", "A\u{30a}benra\u{30a}", "Aaben\u{ad}raa", "Aaben-\n  raa"] {
            assert_eq!(of(raw), "åbenrå", "{raw}");
        }
        assert_eq!((of("Naestved"), of("KOEGE"), of("Göteborg")), ("næstved".into(), "køge".into(), "gøteborg".into()));
        assert_eq!(
            (of("idé"), of("sags-behandler"), of("SFO’er")),
            ("ide".into(), "sags-behandler".into(), "sfo'er".into())
        );
    }

    #[test]
    fn what_is_two_words_stays_two() {
        assert_ne!(of("får"), of("far"));
        assert_ne!(of("læse"), of("lase"));
        assert_eq!(fold("boede", true), "boede");
        assert!(before_an_ending("risikoen") && before_an_ending("skemaerne"));
        assert!(!before_an_ending("koege") && !before_an_ending("moede"));
        assert!(has_digraph("koege") && !has_digraph("kage"));
    }

    #[test]
    fn every_byte_knows_where_it_came_from() {
        let raw = "Aaben-\nra\u{30a}den";
        let places = places(raw, false);
        assert_eq!(of(raw), "åbenråden");
        assert_eq!(places.len(), "åbenråden".len() + 1);
        assert_eq!(&raw[places["åbenrå".len()]..], "den");
        assert_eq!(&raw[places["åb".len()]..], "en-\nra\u{30a}den");
    }

    proptest::proptest! {
        #[test]
        fn places_fit_the_folded_form(raw in "([aeoåæøAÅ\u{30a}\u{ad}é’-]|\\PC){0,12}") {
            let (mut out, places) = (String::new(), places(&raw, false));
            normal(&raw, &mut out);
            proptest::prop_assert_eq!(places.len(), fold(&out, false).len() + 1);
            proptest::prop_assert!(places.is_sorted() && places.iter().all(|&at| raw.is_char_boundary(at)));
        }
    }
}
