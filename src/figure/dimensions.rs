//! Breakdowns: placement type, profession, scenario, and the item paid for.
//!
//! Takes the words around a quantity, gives [`Dimensions`]. The words are rows of `breakdowns.tsv`; the nearest in the
//! clause wins, the noun that the number counts before all others.

use std::{borrow::Cow, sync::LazyLock};

use super::Dimensions;
use crate::{
    pattern::{Pattern, Words},
    reference::lexicon::lines,
    span::Span,
};

struct Word {
    dimension: &'static str,
    value: &'static str,
    literal: usize,
}

/// The words of the breakdowns, and what finds them.
static WORDS: LazyLock<(Vec<Word>, Words)> = LazyLock::new(|| {
    let rows = lines(include_str!("../reference/breakdowns.tsv")).skip(1).map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [dimension, value, word] = fields[..] else { panic!("not three fields in reference line “{line}”") };
        (Word { dimension, value, literal: word.len() }, word)
    });
    let (words, written): (Vec<Word>, Vec<&str>) = rows.unzip();
    (words, Words::new(written))
});

/// The values of a breakdown that come from a fixed list, in its order; none where documents name the parts.
pub(crate) fn values(dimension: &str) -> Vec<&'static str> {
    let mut values: Vec<&'static str> = Vec::new();
    for word in WORDS.0.iter().filter(|word| word.dimension == dimension) {
        if !values.contains(&word.value) {
            values.push(word.value);
        }
    }
    values
}

/// A word of a breakdown in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// Its value.
    pub value: &'static str,
    /// Where it stands.
    pub span: Span,
    literal: usize,
}

/// The words of one dimension in a text, in order, none inside another.
pub(crate) fn named(text: &str, dimension: &str) -> Vec<Named> {
    let (words, finder) = &*WORDS;
    let found = finder.find(text).into_iter().map(|(index, span)| (&words[index], span));
    let mut found: Vec<Named> = found
        .filter(|(word, _)| word.dimension == dimension)
        .map(|(word, span)| Named { value: word.value, span, literal: word.literal })
        .collect();
    found.sort_by_key(|one| (one.span.start, std::cmp::Reverse((one.span.len(), one.literal))));
    let mut kept: Vec<Named> = Vec::new();
    for one in found {
        if kept.last().is_none_or(|last| last.span.end <= one.span.start) {
            kept.push(one);
        }
    }
    either(text, &mut kept);
    kept
}

/// `i plejefamilie eller netværkspleje`, `på institution og opholdssted`: the two together are families, and no part of them is meant alone.
fn either(text: &str, words: &mut [Named]) {
    static OR: Pattern = Pattern::new(r"(?i)^\s+eller\s+(?:i\s+)?$");
    static JOINED: Pattern = Pattern::new(r"(?i)^\s*(?:og|eller|/)\s*(?:på\s+)?$");
    for index in 1..words.len() {
        let (a, b) = (words[index - 1], words[index]);
        // “institution og opholdssted” is one of the two kinds of care that a family is held against.
        let away = (a.value, b.value) == ("institution", "residential_home");
        if away && JOINED.is_match(&text[a.span.end..b.span.start]) {
            words[index].value = "institution";
        }
        let family = [a.value, b.value].iter().all(|value| ["foster_family", "network_foster"].contains(value));
        if family && OR.is_match(&text[a.span.end..b.span.start]) {
            (words[index - 1].value, words[index].value) = ("foster_family", "foster_family");
        }
    }
}

/// The value of a dimension nearest to a number: behind it in its clause first, then ahead of it.
pub(crate) fn nearest(text: &str, dimension: &str, number: Span, clause: Span) -> Option<&'static str> {
    let inside = clause.of(text);
    let words = named(inside, dimension);
    let (from, to) = (number.start - clause.start, number.end.min(clause.end) - clause.start);
    let behind = words.iter().find(|word| word.span.start >= to).filter(|word| word.span.start - to <= 90);
    let mut ahead = words.iter().rposition(|word| word.span.end <= from);
    // “institution eller opholdssted: 24”: of two in one breath the first names them.
    while let Some(at) = ahead.filter(|at| *at > 0)
        && inside[words[at - 1].span.end..words[at].span.start].trim() == "eller"
    {
        ahead = Some(at - 1);
    }
    let ahead = ahead.map(|at| &words[at]);
    behind.or(ahead).map(|word| word.value)
}

/// The value that a preposition ties to a number right behind it: `420.000 kr. for en plejefamilie`.
pub(crate) fn right_behind(text: &str, dimension: &str, end: usize) -> Option<&'static str> {
    static TIED: Pattern = Pattern::new(
        r"(?i)^\s+(?:(?:uger?|måned(?:er)?|dag|kvartal|gange?|om\s+året|årligt|i\s+gennemsnit|i\s+(?:19|20)\d\d)\s+)*(?:for|på|til|i|hos)\s+(?:(?:en|et|de|den|det)\s+)?(?:plads\s+(?:på|i|hos)\s+(?:(?:en|et)\s+)?)?",
    );
    let tied = TIED.find(&text[end..])?;
    let rest = &text[end + tied.end()..];
    let rest = &rest[..rest.floor_char_boundary(40)];
    named(rest, dimension).first().filter(|one| one.span.start == 0).map(|one| one.value)
}

/// Sets one dimension.
pub(crate) fn set(dims: &mut Dimensions, dimension: &'static str, value: &'static str) {
    dims.insert(Cow::Borrowed(dimension), Cow::Borrowed(value));
}

/// Children, young people or both, in plain words.
pub(super) fn children_or_youth(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    match (text.contains("børn"), text.contains("unge")) {
        (true, true) => Some("combined"),
        (true, false) => Some("children"),
        (false, true) => Some("youth"),
        _ => None,
    }
}

/// The scenario that a name stands for: `Børn og unge`, `Kun unge`, `Samlet`.
pub(super) fn group(name: &str) -> Option<&'static str> {
    /// How a scenario for both is called.
    const BOTH: [&str; 4] = ["samlet", "begge", "kombineret", "fælles"];
    let both = || BOTH.iter().any(|word| name.to_lowercase().starts_with(word));
    children_or_youth(name).or_else(|| both().then_some("combined"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_spelled_out_further_wins() {
        let values = |text: &str| named(text, "placement_type").iter().map(|one| one.value).collect::<Vec<_>>();
        assert_eq!(values("i netværksplejefamilier"), ["network_foster"]);
        assert_eq!(values("handicapinstitutioner"), ["disability_institution"]);
        assert_eq!(values("plejefamilier og opholdssteder"), ["foster_family", "residential_home"]);
        assert_eq!(values("i plejefamilie eller netværkspleje"), ["foster_family", "foster_family"]);
        assert_eq!(values("i plejefamilie, i netværkspleje"), ["foster_family", "network_foster"]);
        assert_eq!(values("på opholdssted eller i netværkspleje"), ["residential_home", "network_foster"]);
        assert_eq!(named("på børne- og ungeområdet", "scenario")[0].value, "combined");
    }

    #[test]
    fn behind_the_number_before_ahead_of_it() {
        let text = "heraf 21 i plejefamilie, 9 på institution";
        let nine = Span::new(text.find('9').expect("9"), text.find('9').expect("9") + 1);
        assert_eq!(nearest(text, "placement_type", nine, Span::new(8, text.len())), Some("institution"));
    }
}
