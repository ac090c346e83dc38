//! Counts and prices that a budget rests on.
//!
//! Takes the part of the sentence around a number, says whether it is what a budget was made with: `I budgettet indgår 84
//! anbragte`, `der var regnet med 39`, `28 i budgettet`. Refuses a number with an observation of its own behind the
//! budget's word: `Budgettet er opbrugt, og der er nu 54`.

use std::sync::LazyLock;

use super::{Around, RuleName, words::pattern};
use crate::pattern::{Pattern, Regex};

/// A budget, or what is reckoned with.
static BASIS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"budget\p{L}*(?:\s+(?:for\s+)?(?:19|20)\d\d)?|(?:havde|er|var|blev)\s+(?:[\p{L}.]+\s+){0,3}(?:regnet\s+med|lagt\s+til\s+grund|lagt\s+ind|indregnet|forudsat)|der\s+(?:er|var)\s+(?:penge|plads|lagt\s+op)\s+til",
    )
});
/// What is said of a budget itself, or observed behind it.
static OBSERVED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"nu\b|i\s+dag\b|opbrugt|brugt\b|brugte|forbrug\p{L}*|overskr\p{L}*|overhold\p{L}*|række?r?\b|rakte|holde[rt]?\b|holdt|pres\p{L}*|endte|ender|blev\b|boede|bor\b|viste|viser|fordi|skyldes|over\b|under\b|end\b|opfølgning\p{L}*|forventes|ventes|forventer|venter|skønnes|anslås",
    )
});
/// The rule of a number that a budget was made with.
pub(in super::super) const AS_BUDGETED: RuleName = "status: as budgeted";

/// The number has a verb of its own: `14,6 blev brugt`.
static TOLD_BEHIND: Pattern = Pattern::new(
    r"(?i)^\s+(?:[\p{L}-]+\s+){0,2}(?:blev|er|var|bor|boede|var\s+der)\s+(?:\p{L}+\s+)?(?:brugt|anbragt|besat|ansat|nået)",
);
/// From one number of a budget to the next: `48 pladser a `, `30 i familiepleje og `.
static JOINED: Pattern =
    Pattern::new(r"(?i)^\D*\d[\d.,]*\s+[^\d.,;]{1,40}\s(?:a|à|og|samt|til(?:\s+en\s+pris\s+(?:på|af))?)\s+$");
static BEHIND: Pattern = Pattern::new(
    r"(?i)^\s+(?:(?P<word>\p{L}+)\s+)?(?:budgetteret\b|i\s+(?:det\s+)?(?:oprindelige\s+|vedtagne\s+)?budget(?:tet)?\b)|^,\s+(?:der|som)\s+(?:er|var|blev)\s+(?:budgetteret|regnet|lagt\s+ind)\b",
);

impl Around<'_> {
    /// Whether the budget was made with the number.
    pub(super) fn is_basis(&self) -> bool {
        let ahead = self.part_ahead();
        let basis = BASIS.find_iter(ahead).last().is_some_and(|found| {
            let (before, since) = (&ahead[..found.start()], &ahead[found.end()..]);
            let compared = found.as_str().contains("end ") || before.trim_end().to_lowercase().ends_with("af");
            let next = !since.contains(|c: char| c.is_ascii_digit()) || JOINED.is_match(since);
            !compared && next && !OBSERVED.is_match(since) && !since.contains(';')
        });
        basis && !TOLD_BEHIND.is_match(&self.text[self.span.end..]) || self.budgeted_behind()
    }

    /// `28 budgetteret`, `25 i budgettet`; of `33 mod budgetteret 28` the second.
    fn budgeted_behind(&self) -> bool {
        let behind = &self.text[self.span.end..];
        BEHIND.captures(behind).is_some_and(|found| {
            let word = found.name("word").map_or("", |word| word.as_str());
            !["mod", "end", "hvor", "af"].contains(&word)
        })
    }
}
