//! Percentages that are none of ours: of sick leave, prices, the population.
//!
//! Takes a percentage, says whether a word of another rate stands closer to it than any word of the catalogue, or whether
//! the clause that it stands in has a subject of its own. Refuses nothing in a sentence that has no such word.

use std::sync::LazyLock;

use super::Reader;
use crate::{
    figure::vocabulary::{Hit, Role},
    pattern::{Pattern, Words},
    quantity::Quantity,
    reference::lexicon::RATES,
    span::Span,
};

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(RATES.iter().copied()));
/// Where the clause begins that a number stands in.
static BORDER: Pattern = Pattern::new(r"(?i);|\.\s|\b(?:mens|hvorimod)\b");
/// `mens huslejen steg `: a thing of its own that moved.
static SUBJECT: Pattern = Pattern::new(
    r"(?i)(?:;|\b(?:mens|hvorimod))\s+(?P<noun>\p{L}+(?:en|et|ne))\s+(?:er\s+(?:steget|faldet|vokset)|steg|faldt|stiger|falder|voksede|fik|havde)\b[^;]*$",
);
/// What such a subject may be and still be ours.
static OURS: Pattern = Pattern::new(
    r"(?i)^(?:stigningen|faldet|væksten|udviklingen|andelen|antallet|tallet|niveauet|\p{L}*gennemsnittet|landet|kommunen|kommunerne|resten|udgiften|prisen)$",
);

/// How far ahead of the percentage the word may stand, and how far behind, in bytes.
const AHEAD: usize = 100;
const BEHIND: usize = 40;

impl Reader<'_> {
    /// Whether a percentage is of something else than the catalogue's.
    pub(super) fn of_another_rate(&self, quantity: &Quantity) -> bool {
        let (text, number) = (self.sentence.text, quantity.span);
        let mut from = text.ceil_char_boundary(number.start.saturating_sub(AHEAD));
        let mut to = text.floor_char_boundary((number.end + BEHIND).min(text.len()));
        if self.another_subject(Span::new(from, number.start)) {
            return true;
        }
        if let Some(border) = BORDER.find_iter(&text[from..number.start]).last() {
            from += border.end();
        }
        if let Some(border) = text[number.end..to].find([',', ';', ':']) {
            to = number.end + border;
        }
        let found = |part: Span| WORDS.find(part.of(text)).into_iter().map(move |(_, word)| word.shifted(part.start));
        let ahead = found(Span::new(from, number.start)).max_by_key(|word| word.end);
        let behind = found(Span::new(number.end, to)).min_by_key(|word| word.start);
        let gaps =
            [ahead.map(|word| Span::new(word.end, number.start)), behind.map(|word| Span::new(number.end, word.start))];
        gaps.into_iter().flatten().any(|gap| !self.speaks(gap))
    }

    /// Whether a word of the catalogue stands in a part of the sentence.
    fn speaks(&self, part: Span) -> bool {
        let of = |hit: &Hit| matches!(hit.role, Role::Trigger | Role::Counted | Role::Weak) && part.contains(hit.span);
        self.sentence.hits.iter().any(of)
    }

    fn another_subject(&self, ahead: Span) -> bool {
        let found = SUBJECT.captures(ahead.of(self.sentence.text));
        found.and_then(|found| found.name("noun")).is_some_and(|noun| {
            let after = Span::new(ahead.start + noun.start(), ahead.end);
            !OURS.is_match(noun.as_str()) && !self.speaks(after)
        })
    }
}
