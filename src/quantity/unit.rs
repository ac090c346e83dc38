//! Scale words, currency, percent and lengths of time that stand with a number; and units stated once for a table.
//!
//! Takes the text right after a number, gives what belongs to it. `1.000 kr.` is a scale where a header says
//! “beløb i 1.000 kr.”, and an amount elsewhere.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::Measure;
use crate::{
    pattern::{Pattern, Regex},
    reference::lexicon::{UNITS, alternation, of_kind, value_of},
};

/// A unit stated for many numbers at once: in a table's title, header or lead-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// What to multiply each number by.
    pub factor: Decimal,
    /// Money, percent or nothing.
    pub measure: Measure,
}

/// What belongs to a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Suffix {
    /// How many bytes it takes after the number.
    pub len: usize,
    /// What to multiply by.
    pub factor: Decimal,
    /// What it makes of the number.
    pub measure: Measure,
    /// Whether a scale word is among it: only then may the number have a decimal point.
    pub scaled: bool,
}

fn words(kinds: &[&str]) -> String {
    alternation(of_kind(&UNITS, kinds))
}

static MONEY: LazyLock<Regex> = LazyLock::new(|| {
    let (scale, thousand, currency) = (words(&["scale"]), words(&["thousand"]), words(&["currency"]));
    Regex::new(&format!(
        r"(?i)^\s{{0,2}}(?:(?P<scale>{scale}|{thousand})(?:\s{{0,2}}(?:(?:{currency})(?:,-)?|,-))?|(?:{currency})(?:,-)?|,-)"
    ))
    .expect("a pattern")
});

static PERCENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?i)^\s?(?:(?P<points>{})|{})", words(&["points"]), words(&["percent"]))).expect("a pattern")
});

static TIME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i)^\s+(?:(?P<weeks>{})|(?P<months>{})|(?P<days>{})\b)",
        words(&["weeks"]),
        words(&["months"]),
        words(&["days"])
    ))
    .expect("a pattern")
});

static TIMES: Pattern = Pattern::new(
    r"(?i)^\s+(?:(?P<yearly>årlige)\s+)?(?:gange?|opfølgninger|tilsyn|tilsynsbesøg|besøg)\b(?:\s+(?:(?:om|i|pr\.?|hvert|i\s+løbet\s+af|på|(?:i\s+)?det\s+første)\s+)?(?:et\s+)?(?:(?P<year>året|år|årligt)|(?P<month>måneden|måned|månedligt)|(?P<quarter>kvartalet|kvartal))\b)?",
);

/// What belongs to the number that ends where `after` begins.
pub(super) fn suffix(after: &str) -> Option<Suffix> {
    if let Some(found) = PERCENT.captures(after) {
        let measure = if found.name("points").is_some() { Measure::PercentPoint } else { Measure::Percent };
        return Some(Suffix { len: found[0].len(), factor: Decimal::ONE, measure, scaled: true });
    }
    money(after)
}

fn money(after: &str) -> Option<Suffix> {
    let found = MONEY.captures(after)?;
    let scale = found.name("scale");
    let factor = scale.and_then(|word| factor_of(word.as_str())).unwrap_or(Decimal::ONE);
    Some(Suffix { len: found[0].len(), factor, measure: Measure::Money, scaled: scale.is_some() })
}

/// The factor of a scale word, however it is spaced.
fn factor_of(word: &str) -> Option<Decimal> {
    let word = word.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    value_of(&UNITS, "scale", &word).or_else(|| value_of(&UNITS, "thousand", &word))
}

/// A length of time right after a number: its measure, without its own length (the noun stays outside the number).
pub(super) fn time(after: &str) -> Option<Measure> {
    let found = TIME.captures(after)?;
    Some(match (found.name("weeks"), found.name("months")) {
        (Some(_), _) => Measure::Weeks,
        (None, Some(_)) => Measure::Months,
        (None, None) => Measure::Days,
    })
}

/// `gange om året` right after a number.
pub(super) fn times(after: &str) -> Option<(Measure, u32)> {
    let found = TIMES.captures(after)?;
    // “to tilsyn om året”, “to årlige tilsyn”
    let yearly = found.name("year").or(found.name("yearly")).map(|_| 1);
    let times = yearly.or(found.name("month").map(|_| 12)).or(found.name("quarter").map(|_| 4))?;
    Some((Measure::PerYear, times))
}

static STATED: Pattern = Pattern::new(
    r"(?xi) (?P<tkr> (?:\b|\()(?:1\.000|1000|1\ 000|tusinde?)\s*(?:kr\b\.?|kroner) | \bt\.\s?kr\b\.? | \b[tk]kr\b\.? | \bi\s+hele\s+tusinde? )
              | (?P<mio> \b(?:mio\.?|mill\.|millioner)\s*(?:kr\b\.?|kroner)? )
              | (?P<mia> \b(?:mia\.?|milliarder)\s*(?:kr\b\.?|kroner)? )
              | (?P<kr> \b(?:hele\s+)?(?:kr\b\.?|kroner) )
              | (?P<pct> \b(?:pct\b\.?|procent) | % )",
);

/// The unit that a title, a header or a stub states: `Mio. kr.`, `(beløb i 1.000 kr.)`, `pct.`. A number before the
/// word makes it an amount of its own, not a statement.
///
/// ```
/// use nogletal::quantity::stated_scale;
/// assert_eq!(stated_scale("Tabel 2: Udgifter, 1.000 kr.").unwrap().factor.to_string(), "1000");
/// assert_eq!(stated_scale("Der blev brugt 6 mio. kr."), None);
/// ```
pub fn stated_scale(text: &str) -> Option<Scale> {
    let mut first = None;
    for found in STATED.captures_iter(text) {
        let whole = found.get(0)?;
        // “i 2021 (mio. kr.)”: in brackets of its own it says nothing of the number before it.
        let bracketed = whole.as_str().starts_with('(') || text[..whole.start()].ends_with('(');
        let before = text[..whole.start()].trim_end_matches([' ', '\u{a0}']);
        if !bracketed && before.ends_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        let money = |power: u32| Scale { factor: Decimal::from(10_u64.pow(power)), measure: Measure::Money };
        let scale = match ["tkr", "mio", "mia", "kr"].iter().position(|name| found.name(name).is_some()) {
            Some(0) => money(3),
            Some(1) => money(6),
            Some(2) => money(9),
            Some(_) => money(0),
            None => Scale { factor: Decimal::ONE, measure: Measure::Percent },
        };
        // “Kroner og år (1.000 kr.)”: what the kroner are counted in says more than that they are kroner.
        if scale != money(0) {
            return first.filter(|_| scale.measure != Measure::Money).or(Some(scale));
        }
        first = first.or(Some(scale));
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(after: &str) -> Option<(String, Measure, &str)> {
        suffix(after).map(|suffix| (suffix.factor.to_string(), suffix.measure, &after[..suffix.len]))
    }

    #[test]
    fn what_belongs_to_a_number() {
        for (after, factor, measure, taken) in [
            (" mio. kr. i 2019", "1000000", Measure::Money, " mio. kr."),
            (" mio kr og", "1000000", Measure::Money, " mio kr"),
            (" milliard kroner til", "1000000000", Measure::Money, " milliard kroner"),
            (" mia. til", "1000000000", Measure::Money, " mia."),
            (" kr. pr. sag", "1", Measure::Money, " kr."),
            (",- om året", "1", Measure::Money, ",-"),
            (" t.kr. mere", "1000", Measure::Money, " t.kr."),
            (" % af", "1", Measure::Percent, " %"),
            ("%-point", "1", Measure::PercentPoint, "%-point"),
            (" pct. af", "1", Measure::Percent, " pct."),
        ] {
            assert_eq!(of(after), Some((factor.to_owned(), measure, taken)), "{after}");
        }
        for after in [" sager pr. rådgiver", " krævende sager", " miles", ", og så", ""] {
            assert_eq!(of(after), None, "{after}");
        }
    }

    #[test]
    fn units_stated_once() {
        for (text, factor) in [
            ("Mio. kr.", "1000000"),
            ("(beløb i 1.000 kr.)", "1000"),
            ("Budget 2024 (1.000 kr.)", "1000"),
            ("i hele kr.", "1"),
            ("t.kr.", "1000"),
            ("Udgifter i 2021 (mio. kr.)", "1000000"),
        ] {
            assert_eq!(stated_scale(text).map(|scale| scale.factor.to_string()).as_deref(), Some(factor), "{text}");
        }
        for text in ["Der blev brugt 6 mio. kr.", "sagstal pr. rådgiver", "krav"] {
            assert_eq!(stated_scale(text), None, "{text}");
        }
    }
}
