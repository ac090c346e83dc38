//! Times ahead of a number that are not its own: left behind in brackets, told of the number before, or of what came of it.
//!
//! Takes a number and the times ahead of it in its sentence, gives the one that may still hold. Refuses a time that what
//! follows leaves: `i 2021 blev der ansat to, og siden er tallet 87`.

use super::{Context, FIRST_SINCE, SINCE};
use crate::{pattern::Pattern, quantity::DateMention, span::Span};

/// Right ahead of what is so instead: `ikke 25, som udvalget besluttede i 2022, men 31`.
static CONTRAST: Pattern = Pattern::new(r"(?i)^,\s+men\s+(?:\p{L}+\s+){0,2}$");
/// From a time to what came of it at another: `i 2021 blev der ansat to, og siden er tallet 87`.
static LATER: Pattern = Pattern::new(
    r"(?i)\bhvorefter\b|(?:,|\bog)\s+(?:herefter|derefter)\b|\bog\s+(?:har\s+siden|siden\s+har|er\s+siden|siden\s+er)\b",
);
/// From the time of a change's first number to its second: `fra 131 i 2019 til 117`.
static CAME_TO: Pattern = Pattern::new(r"(?i)^\s+til\s+(?:\p{L}+\.?\s+){0,2}$");
/// Behind what is for the time after: `1,3 mio. kr. i 2023 og 1,1 mio. kr. årligt derefter`.
static THEREAFTER: Pattern = Pattern::new(r"(?i)^\s+(?:(?:årligt|om\s+året|i\s+årene)\s+)?(?:derefter|herefter)\b");

/// Whether a time in brackets is left behind: `(2 ophold i 2019) og en pris på 3 mio.`; not `Sagstal (2019): 33`.
fn leaves_brackets(before: &str, gap: &str) -> bool {
    let closes = gap.find(')').is_some_and(|at| !gap[..at].contains('('));
    let alone = gap.starts_with(')') && before.trim_end().trim_end_matches(" i").ends_with('(');
    closes && !alone
}

impl Context<'_> {
    /// The nearest time ahead of a number; not one in brackets that are closed before it: `141 (2020: 150), heraf 79`.
    pub(super) fn led_by(&self, span: Span) -> Option<&DateMention> {
        let left =
            |date: &&DateMention| leaves_brackets(&self.text[..date.span.start], &self.text[date.span.end..span.start]);
        let mut ahead = self.times.iter().rev().filter(|date| date.span.end <= span.start);
        let nearest = ahead.next()?;
        // Behind such brackets only a time that says its own year still holds.
        let dated = |date: &&DateMention| date.span.of(self.text).contains("20");
        if left(&nearest) { ahead.find(|date| !left(date)).filter(dated) } else { Some(nearest) }
    }

    /// Whether the text has turned from a time before it comes to a number. “hvor modellen har været i drift siden 2013, har
    /// rådgiverne 18 sager”: a beginning is no time of what is now.
    pub(super) fn is_left(&self, date: &DateMention, number: Span) -> bool {
        let (before, gap) = (&self.text[..date.span.start], &self.text[date.span.end..number.start]);
        gap.starts_with(',') && SINCE.is_match(before)
            || FIRST_SINCE.is_match(before)
            || LATER.is_match(gap)
            || THEREAFTER.is_match(&self.text[number.end..])
    }

    /// Whether a time is that of the number before it, by the words from the time to the next number.
    pub(super) fn is_of_number_before(&self, gap: &str, previous: usize) -> bool {
        previous > 0 && CONTRAST.is_match(gap)
            || CAME_TO.is_match(gap) && self.ended_by(previous).is_some_and(|first| self.opens_change(first))
    }

    /// The number that ends at a place.
    fn ended_by(&self, end: usize) -> Option<usize> {
        self.scan.quantities.iter().position(|one| one.span.end == end)
    }
}
