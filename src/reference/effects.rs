//! Words of tables that set what is spent against what is saved.
//!
//! Takes a label, a title or a note, gives the kinds of [`Effect`] words in it with their places, by the rows of
//! `effects.tsv`. What they make of a table is not decided here.

use std::sync::LazyLock;

use crate::{pattern::Words, span::Span};

/// What a word of such a table says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// That there is to be less of something.
    Less,
    /// That something costs.
    Cost,
    /// That a row is the net of others.
    Net,
    /// That a sign stands for money saved.
    Gain,
    /// That a sign stands for money spent.
    Outlay,
    /// That a table may be such a one.
    Title,
    /// That every row of a table saves.
    Saves,
    /// That labels are measures.
    Measure,
}

static WORDS: LazyLock<(Vec<Effect>, Words)> = LazyLock::new(|| {
    let lines = include_str!("effects.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1);
    let row = |line: &'static str| {
        let (kind, word) =
            line.split_once('\t').unwrap_or_else(|| panic!("not kind and word in reference line “{line}”"));
        let kind = match kind {
            "less" => Effect::Less,
            "cost" => Effect::Cost,
            "net" => Effect::Net,
            "gain" => Effect::Gain,
            "outlay" => Effect::Outlay,
            "title" => Effect::Title,
            "saves" => Effect::Saves,
            "measure" => Effect::Measure,
            _ => panic!("no such kind in reference line “{line}”"),
        };
        (kind, word)
    };
    let (kinds, words): (Vec<_>, Vec<_>) = lines.map(row).unzip();
    (kinds, Words::new(words))
});

/// The words in a text, each with its kind and its place.
///
/// ```
/// use nogletal::reference::{Effect, effects};
/// assert!(effects("Færre køb af ydelser").any(|(effect, span)| effect == Effect::Less && span.start == 0));
/// assert_eq!(effects("Antal anbragte").count(), 0);
/// ```
pub fn effects(text: &str) -> impl Iterator<Item = (Effect, Span)> {
    let (kinds, words) = &*WORDS;
    words.find(text).into_iter().map(|(index, span)| (kinds[index], span))
}

/// Whether a text has a word of a kind.
pub fn has_effect(text: &str, wanted: Effect) -> bool {
    effects(text).any(|(effect, _)| effect == wanted)
}
