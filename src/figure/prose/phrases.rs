//! Words that decide because they stand right at the number: `overskrides med 4 mio. kr.`, `4 mio. kr. for meget`.
//!
//! Takes a quantity, gives its [`Reading`] where the catalogue has such words for it, right ahead or right behind.
//! Refuses words with anything but a hedge, a year or a small word between them and the number.

use std::sync::LazyLock;

use super::{Reader, Reading};
use crate::{
    figure::{
        RuleName,
        vocabulary::{Hit, Role},
    },
    pattern::Regex,
    quantity::Quantity,
    reference::{
        Takes,
        lexicon::{HEDGES, alternation},
    },
    span::Span,
};

/// The rule.
pub(super) const AT_IT: RuleName = "indicator: words right at it";

/// The farthest that such words may stand from their number, in bytes.
const NEAR: usize = 45;

/// A year between the words and the number, or how often the amount comes.
const WHEN: &str = r"(?:(?:i|for|fra)\s+(?:19|20)\d\d|i\s+år|i\s+alt|om\s+året|årligt|pr\.\s+år|på\s+årsbasis|sammenlagt|samlet|netto)";

static AHEAD_GAP: LazyLock<Regex> = LazyLock::new(|| {
    let hedges = alternation(HEDGES.iter().copied());
    let small = r"op\s+til|ikke\s+mindre\s+end|mellem|fra|til|på|med|for|hele|yderligere|dermed|altså|således|derfor|fortsat|stadig|dog|med\s+andre\s+ord|i\s+størrelsesordenen|kr\.?";
    Regex::new(&format!(r"(?i)^\s*(?:(?:{WHEN}|{small}|{hedges})\s+)*$")).expect("a pattern")
});
static BEHIND_GAP: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"(?i)^(?:\s+{WHEN})?(?:\s+{WHEN})?\s+$")).expect("a pattern"));

impl Reader<'_> {
    /// What the words right ahead or right behind say; of several the longest.
    pub(super) fn phrased(&self, quantity: &Quantity, takes: Takes) -> Option<Reading> {
        let fits = |hit: &&Hit| {
            let of = hit.indicator.is_some_and(|index| self.catalogue.all()[index].takes(takes));
            of && self.right_at(hit, quantity.span) && !self.is_yardstick(hit)
        };
        let hit = self.sentence.hits.iter().filter(fits).max_by_key(|hit| hit.span.len())?;
        // “Trækkes lønnen fra, er kommunen i minus med”: what is left of a gain when its cost is paid.
        let net = hit.indicator == self.index("deficit") && self.is_net(quantity);
        let indicator = if net { self.index("net_change") } else { hit.indicator };
        Some(self.reading(indicator?, quantity.measure, hit.span, 0.88, AT_IT))
    }

    /// Whether words stand right ahead of a number, or right behind it, as their role says.
    pub(super) fn right_at(&self, hit: &Hit, number: Span) -> bool {
        let (gap, pattern) = match hit.role {
            Role::Ahead if hit.span.end <= number.start => (Span::new(hit.span.end, number.start), &AHEAD_GAP),
            Role::Behind if number.end <= hit.span.start => (Span::new(number.end, hit.span.start), &BEHIND_GAP),
            _ => return false,
        };
        gap.len() <= NEAR && pattern.is_match(gap.of(self.sentence.text))
    }
}
