//! The same share at other places: `0,7 pct. af de 0-17-årige er anbragt (Nyborg 0,8, landet 1,0)`.
//!
//! Takes the readings of a sentence, gives a number right behind a place's name that of the share ahead of it in the
//! sentence. Refuses a number with a noun of its own, one of another size, and one that a word of another indicator, a
//! date or a sum of money stands ahead of.

use rust_decimal::Decimal;

use super::{Reader, Reading, count::foreign_noun};
use crate::{
    figure::{
        Unit,
        vocabulary::{Hit, Role},
    },
    pattern::Pattern,
    quantity::{Measure, Quantity},
    span::Span,
};

/// The farthest that the number may stand behind the share, in bytes.
const REACH: usize = 130;
/// How many times as large the share of one place may be as that of another.
const MUCH: u32 = 6;

/// From a place's name to its number.
static TO_NUMBER: Pattern = Pattern::new(
    r"(?i)^(?:\s+kommune)?:?\s+(?:(?:under\s+ét|som\s+helhed)\s+)?(?:(?:har|havde|er|var|ligger|lå|når|nåede|kom|oppe|nede|helt|kun|blot|på|med|op|ned|til|brugte|bruger|og|dermed)\s+)*(?:ca\.\s+|knap\s+|godt\s+|omkring\s+)?$",
);
/// What leads from a share to the next place.
static LISTS: Pattern = Pattern::new(r"(?i)^\s*(?:,|,?\s(?:og|samt|mens|mod))\s*(?:i\s+)?$");
/// The country, a region, all the others.
static COUNTRY: Pattern = Pattern::new(
    r"(?i)(?:\b(?:hele\s+)?landet|\bpå\s+landsplan|\blandsplan|\blands(?:gennemsnit|tal|resultat)(?:tet|let)?|\bregionen|\bgennemsnittet|\bnabokommunerne|\bdanmark|\bsverige)(?:\s+(?:under\s+ét|som\s+helhed|i\s+alt))?\s*(?:\(|:|\s(?:er|var|på|har|havde|ligger\s+på|lå\s+på)\s)?\s*$",
);
/// What says that something else is told.
static OTHER: Pattern = Pattern::new(
    r"(?i)\.\s+\p{Lu}|\b(?:antal\w*|sager|kroner|kr\.|mio\.|årsværk|stillinger|procentpoint|stig\w*|steg|fald\w*|vokse\w*|flere|færre)\b|§|\d{4}",
);
/// Where the number ends.
static ENDS: Pattern = Pattern::new(
    r"^(?:\s*(?:%|pct\.?|procent))?(?:\s*[,;)]|\.(?:\s|$)|\s*$|\s+(?:og|samt|mens|mod|men|i\s+(?:19|20)\d\d)\b)",
);

impl Reader<'_> {
    /// Shares of other places.
    pub(super) fn places_beside(&self, readings: &mut [Option<Reading>]) {
        let quantities = &self.sentence.scan.quantities;
        for index in 1..readings.len() {
            let free = readings[index]
                .is_none_or(|one| quantities[index].measure == Measure::Bare && one.unit != Unit::Percent);
            let Some(left) = readings[index - 1].filter(|left| free && left.unit == Unit::Percent) else { continue };
            if self.is_of_place(left, &quantities[index - 1], &quantities[index]) {
                let confidence = left.confidence - 0.12;
                readings[index] = Some(Reading { confidence, rule: "indicator: the share of another place", ..left });
            }
        }
    }

    /// `brugte Skive 29 %, Viborg 41 % og Randers 36 % af midlerne`: shares of places whose words stand with the last.
    pub(super) fn places_ahead(&self, readings: &mut [Option<Reading>]) {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        for index in (1..readings.len()).rev() {
            let (a, b) = (&quantities[index - 1], &quantities[index]);
            let Some(right) = readings[index].filter(|right| right.unit == Unit::Percent) else { continue };
            let both = a.measure == Measure::Percent && b.measure == Measure::Percent && a.span.end <= b.span.start;
            let place =
                self.sentence.places.iter().find(|place| a.span.end <= place.start && place.end <= b.span.start);
            let listed = both
                && place.is_some_and(|place| {
                    LISTS.is_match(&text[a.span.end..place.start]) && TO_NUMBER.is_match(&text[place.end..b.span.start])
                });
            if listed && readings[index - 1].is_none() {
                let confidence = right.confidence - 0.12;
                readings[index - 1] =
                    Some(Reading { confidence, rule: "indicator: the share of another place", ..right });
            }
        }
    }

    /// Whether a number is the same share somewhere else.
    fn is_of_place(&self, left: Reading, a: &Quantity, b: &Quantity) -> bool {
        let text = self.sentence.text;
        if a.span.end > b.span.start || b.span.start - a.span.end > REACH || !ENDS.is_match(&text[b.span.end..]) {
            return false;
        }
        let gap = Span::new(a.span.end, b.span.start);
        let place = self.sentence.places.iter().rev().find(|place| gap.contains(**place));
        let named = place.is_some_and(|place| TO_NUMBER.is_match(&text[place.end..b.span.start]))
            || COUNTRY.is_match(gap.of(text));
        let alike =
            |one: Decimal, other: Decimal| one.checked_mul(Decimal::from(MUCH)).is_some_and(|most| most >= other);
        let size = alike(a.value.low(), b.value.low()) && alike(b.value.low(), a.value.low());
        let share = b.measure == Measure::Percent || b.measure == Measure::Bare && !foreign_noun(&text[b.span.end..]);
        let other = |hit: &Hit| {
            let speaks = matches!(hit.role, Role::Trigger | Role::Counted) && hit.indicator.is_some();
            speaks && gap.contains(hit.span) && hit.indicator != Some(left.indicator)
        };
        let percent = b.value.high() <= Decimal::ONE_HUNDRED && a.measure != Measure::PercentPoint;
        named && size && share && percent && !OTHER.is_match(gap.of(text)) && !self.sentence.hits.iter().any(other)
    }
}
