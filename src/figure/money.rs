//! Kinds of money: one-off, yearly or over several years; gross or net; at which year's prices.
//!
//! Takes the words beside an amount and those that hold for more than it (a caption, a heading), gives breakdowns:
//! `recurrence`, `basis`, `price_level`. Refuses to tell what no word says: an amount without one has no kind.

use std::{borrow::Cow, sync::LazyLock};

use super::{Dimensions, status::pattern};
use crate::{
    pattern::{Pattern, Regex},
    span::Span,
};

/// What a word says of how often an amount is spent or saved.
static RECURRENCES: LazyLock<[(&str, Regex); 3]> = LazyLock::new(|| {
    [
        (
            "accumulated",
            pattern(
                r"over\s+(?:en\s+)?(?:de\s+)?(?:(?:kommende|næste|første|seneste)\s+)?(?:\d+|to|tre|fire|fem|seks|ti)(?:-årig\p{L}*\s+periode|\s+år)|i\s+(?:\p{L}*perioden|perioden|årene|løbet\s+af\s+(?:de\s+)?(?:\p{L}+\s+)?(?:\d+|to|tre|fire|fem)\s+år)|akkumulere\p{L}*|opsparet|samlet\s+over|i\s+alt\s+over",
            ),
        ),
        (
            "once",
            pattern(
                r"[ée]ngangs\p{L}*|engangs\p{L}*|én\s+gang\s+for\s+alle|i\s+anskaffelse|anskaffelses\p{L}*|etableringsudgift\p{L}*|anlægsudgift\p{L}*",
            ),
        ),
        (
            "yearly",
            pattern(
                r"årligt|årlige?\b|om\s+året|pr\.?\s+år\b|hvert\s+år|per\s+år\b|helårs(?:effekt|virkning|udgift|besparelse)\p{L}*|varige?\b|varigt\b",
            ),
        ),
    ]
});
static BASES: LazyLock<[(&str, Regex); 2]> =
    LazyLock::new(|| [("gross", pattern(r"brutto\p{L}*")), ("net", pattern(r"netto\p{L}*"))]);
static PRICES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<before>20\d\d)\s*-?\s*(?:p/?l\b|pris(?:er|niveau|-\s*og\s+lønniveau)|pl-niveau)|(?:p/?l(?:-niveau)?|prisniveau|pris-\s*og\s+lønniveau)\s*:?\s*(?P<behind>20\d\d)|(?P<current>løbende\s+priser)|(?P<fixed>faste\s+priser)",
    )
});
/// A sentence about every amount of its document: `Alle beløb er i 2023-priser.`
static STATEMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:alle\s+(?:beløb|tal|priser|udgifter)|beløbene|tallene)\s+(?:i\s+\p{L}+\s+)?(?:er|står|opgøres|angives|vises)\b[^.;\n]{0,60}",
    )
});
/// What an amount's words end at: the next one's begin.
static NEXT: Pattern = Pattern::new(r"(?i)[;,]|\b(?:og|samt|men|mens|mod|hvoraf|heraf)\b");
static OWN: Pattern = Pattern::new(r"(?i)[;,]|\bog\s+der\b");

/// How far the words of an amount may stand from it, in bytes.
const NEAR: usize = 90;

/// The words around an amount.
pub(super) struct Words<'a> {
    /// Ahead of it, from the amount before.
    pub ahead: &'a str,
    /// Behind it, to the next amount.
    pub behind: &'a str,
    /// The sentence, whose year of prices holds for all its amounts.
    pub sentence: &'a str,
    /// Captions and headings, the nearest first.
    pub wider: Vec<&'a str>,
}

/// What a document says of all its amounts.
pub(super) fn statement(text: &str) -> Option<Span> {
    STATEMENT
        .find_iter(text)
        .find(|found| price_level(found.as_str()).is_some())
        .map(|found| Span::new(found.start(), found.end()))
}

/// Tells the kinds of an amount.
pub(super) fn tell(dims: &mut Dimensions, words: &Words<'_>) {
    let behind = &words.behind[..words.behind.floor_char_boundary(NEAR)];
    let behind = NEXT.find(behind).map_or(behind, |next| &behind[..next.start()]);
    let ahead = &words.ahead[words.ahead.ceil_char_boundary(words.ahead.len().saturating_sub(NEAR))..];
    let ahead = OWN.find_iter(ahead).last().map_or(ahead, |last| &ahead[last.end()..]);
    let near = [behind, ahead];
    let mut set = |dimension: &'static str, value: Cow<'static, str>| {
        dims.insert(Cow::Borrowed(dimension), value);
    };
    if let Some(value) = near.iter().find_map(|text| first(&*RECURRENCES, text)) {
        set("recurrence", value.into());
    }
    if let Some(value) = near.iter().chain(&words.wider).find_map(|text| only(&*BASES, text)) {
        set("basis", value.into());
    }
    let stated = near.iter().chain([&words.sentence]).chain(&words.wider);
    if let Some(value) = stated.into_iter().find_map(|text| price_level(text)) {
        set("price_level", value);
    }
}

/// The first of the kinds that a text names.
fn first(kinds: &'static [(&'static str, Regex)], text: &str) -> Option<&'static str> {
    kinds.iter().find(|(_, words)| words.is_match(text)).map(|(name, _)| *name)
}

/// The kind that a text names when it names only one.
fn only(kinds: &'static [(&'static str, Regex)], text: &str) -> Option<&'static str> {
    let mut named = kinds.iter().filter(|(_, words)| words.is_match(text)).map(|(name, _)| *name);
    named.next().filter(|_| named.next().is_none())
}

/// The year whose prices a text states, `current` for those of each year, `fixed` for one that it does not name.
fn price_level(text: &str) -> Option<Cow<'static, str>> {
    let found = PRICES.captures(text)?;
    let year = found.name("before").or_else(|| found.name("behind"));
    Some(match (year, found.name("current")) {
        (Some(year), _) => year.as_str().to_owned().into(),
        (None, Some(_)) => "current".into(),
        (None, None) => "fixed".into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(ahead: &str, behind: &str, wider: &str) -> String {
        let mut dims = Dimensions::new();
        tell(&mut dims, &Words { ahead, behind, sentence: "", wider: vec![wider] });
        dims.iter().map(|(key, value)| format!("{key}={value} ")).collect::<String>().trim_end().to_owned()
    }

    #[test]
    fn kinds_by_the_words_beside() {
        for (ahead, behind, wanted) in [
            ("Der afsættes ", " årligt til rådgivere", "recurrence=yearly"),
            ("en engangsbevilling på ", " til lokaler", "recurrence=once"),
            ("Der er afsat ", " over fire år", "recurrence=accumulated"),
            ("Den årlige gevinst er ", ".", "recurrence=yearly"),
            ("Nettoudgiften er ", " i 2023-p/l", "basis=net price_level=2023"),
            ("Bruttoudgiften er ", " (PL 2022)", "basis=gross price_level=2022"),
            ("Udgiften er ", " i løbende priser", "price_level=current"),
            ("Der afsættes ", " i 2020 og ", ""),
            ("Der spares ", ", og årligt bruges ", ""),
            ("Budgettet for året 2023 er ", "", ""),
        ] {
            assert_eq!(told(ahead, behind, ""), wanted, "{ahead}…{behind}");
        }
    }

    #[test]
    fn captions_speak_for_prices_and_not_for_recurrence() {
        assert_eq!(told("", "", "Udgifter, netto, 1.000 kr. (2022-priser)"), "basis=net price_level=2022");
        assert_eq!(told("", "", "Årlige udgifter, brutto og netto"), "");
    }
}
