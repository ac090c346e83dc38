//! Figures whose digits the document lost: “Vurderes at koste ca. kr.”, “steg fra til i 2019”, “xx mio. kr.”
//!
//! Takes a sentence with its numbers, gives the places where a number must have stood, as quantities among them, so that
//! the same rules tell what they are of; takes a table's cell, gives what its unit alone measures. Refuses statements of
//! a unit (“i kr.”, “Udgift, mio. kr.”), vague amounts (“mange kr.”), and a unit whose number stands behind it.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{Figure, prose::Reading};
use crate::{
    pattern::Regex,
    quantity::{Measure, Quantity, Scan, Value},
    reference::lexicon::{HEDGES, LOST, STOPS},
    span::Span,
};

const UNIT: &str = r"(?:(?P<percent>pct\b\.?|procent\b|%)|(?P<money>(?:(?:mio|mia|mill)\b\.?\s*)?(?:kr\b\.?|kroner\b)|(?:mio|mia|mill)\.))";

fn pattern(parts: &str) -> Regex {
    Regex::new(&format!("(?i){}", parts.replace("UNIT", UNIT))).expect("a pattern")
}

/// What a writer leaves where a number is to come, with its unit.
static HOLDER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:\b(?:x{2,}(?:[.,]x+)*|(?-i:X))\b|_{2,}|\?{2,}|\[(?:beløb|antal|tal|pct\.?|procent|x+|\.{2,3}|…|indsæt[^\]\n]{0,24})\]|(?P<dots>\.{3}|…))(?:\s*UNIT)?",
    )
});
/// `fra til`, and `fra 120 til i 2019`.
static FROM_TO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?P<from>fra)\s+(?P<till>til)\b(?:\s+ca\.?)?\s*(?:UNIT|i\s+(?:19|20)\d\d|[.,;]|og\b|$)|\d\s+(?P<to>til)\s+i\s+(?:19|20)\d\d",
    )
});
/// `ca. sager pr. rådgiver`: a hedge before what is counted.
static ABOUT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?P<about>ca\.?|cirka)\s+(?:sager|børn|unge|familier|underretninger|anbringelser|anbragte|årsværk|rådgivere|socialrådgivere|sagsbehandlere|elever|foranstaltninger)\b",
    )
});
static ALONE: LazyLock<Regex> = LazyLock::new(|| pattern("UNIT"));
static CELL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:ca\.?\s*)?(?:x{2,}(?:[.,]x+)*|_{2,}|\?{2,}|\[[^\]\n]{1,16}\])?\s*UNIT?$"));

/// The rule that every figure without digits carries.
const RULE: &str = "number: digits lost";
/// How sure a figure without its number can be.
const SUREST: f64 = 0.5;

/// A sentence's numbers with those among them that it lost, and which these are; nothing where it lost none.
pub(super) fn gaps(text: &str, ahead: &str, scan: &Scan) -> Option<(Scan, Vec<usize>)> {
    let mut found: Vec<(Span, Measure)> = Vec::new();
    if text.contains(['[', '_', '?', 'X', '…']) || text.contains("xx") || text.contains("...") {
        let held = HOLDER.captures_iter(text).map(|one| (span(&one, 0), measure(&one), one.name("dots").is_some()));
        // Three dots alone only say that the text goes on.
        let missing = held.filter(|(_, measure, dots)| !dots || *measure != Measure::Bare);
        found.extend(missing.map(|(span, measure, _)| (span, measure)));
    }
    if text.contains("til") {
        found.extend(from_to(text, scan));
    }
    found.extend(ABOUT.captures_iter(text).filter_map(|one| Some((named(&one, "about")?, Measure::Bare))));
    for one in ALONE.captures_iter(text) {
        let (unit, measure) = (span(&one, 0), measure(&one));
        if is_expected(text, ahead, unit, measure) {
            found.push((unit, measure));
        }
    }
    found.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    found.dedup_by(|later, earlier| later.0.overlaps(earlier.0));
    let taken = |span: Span| {
        let quantities = scan.quantities.iter().map(|one| one.span);
        quantities.chain(scan.dates.iter().map(|one| one.span)).any(|other| other.overlaps(span))
    };
    found.retain(|(span, _)| !taken(*span));
    (!found.is_empty()).then(|| among(text, scan, &found))
}

/// The scan with the gaps in their places.
fn among(text: &str, scan: &Scan, found: &[(Span, Measure)]) -> (Scan, Vec<usize>) {
    let mut scan = scan.clone();
    scan.quantities.extend(found.iter().map(|&(span, measure)| Quantity {
        span,
        value: Value::Exact(Decimal::ZERO),
        measure,
        approx: is_hedged(&text[..span.start]) || is_hedged(span.of(text)),
        pair: None,
        rules: vec![RULE],
    }));
    scan.quantities.sort_by_key(|one| one.span);
    let lost = |one: &Quantity| one.rules == [RULE];
    let indices = (0..scan.quantities.len()).filter(|index| lost(&scan.quantities[*index])).collect();
    (scan, indices)
}

/// Whether a gap's reading stands on more than words somewhere before it: “Model X er valgt” counts nothing.
pub(super) fn is_believed(text: &str, scan: &Scan, readings: &[Option<Reading>], index: usize) -> bool {
    let gap = &scan.quantities[index];
    let marks = gap.measure == Measure::Bare && !gap.span.of(text).starts_with(char::is_lowercase);
    let word = text[gap.span.end..].split_whitespace().next().unwrap_or_default();
    let noun = |reading: Reading| {
        matches!(reading.rule, "indicator: counted noun" | "indicator: a further one") && !STOPS.contains(word)
    };
    !marks || readings[index].is_some_and(noun)
}

/// The figure as one that has no value. Of `fra til i 2019` only the second is of that year.
pub(super) fn blank(figure: Figure, text: &str) -> Figure {
    let earlier = figure.span.of(text).eq_ignore_ascii_case("fra");
    let period = figure.period.filter(|_| !earlier);
    Figure { value: None, period, confidence: figure.confidence.min(SUREST), ..figure }
}

/// What a cell measures that holds a unit, or a writer's marks, and no number.
pub(super) fn cell(text: &str) -> Option<Measure> {
    CELL.captures(text.trim()).filter(|one| !span(one, 0).is_empty()).map(|one| measure(&one))
}

fn span(found: &crate::pattern::Captures<'_>, group: usize) -> Span {
    found.get(group).map_or(Span::default(), |one| Span::new(one.start(), one.end()))
}

fn named(found: &crate::pattern::Captures<'_>, group: &str) -> Option<Span> {
    found.name(group).map(|one| Span::new(one.start(), one.end()))
}

fn measure(found: &crate::pattern::Captures<'_>) -> Measure {
    match (found.name("money"), found.name("percent")) {
        (Some(_), _) => Measure::Money,
        (None, Some(_)) => Measure::Percent,
        // “[beløb]” says itself what is missing.
        (None, None) if found.get(0).is_some_and(|whole| whole.as_str().to_lowercase().contains("beløb")) => {
            Measure::Money
        }
        (None, None) => Measure::Bare,
    }
}

/// Both numbers of `fra til`, the second of `fra 120 til i 2019`.
fn from_to(text: &str, scan: &Scan) -> Vec<(Span, Measure)> {
    let mut out = Vec::new();
    for one in FROM_TO.captures_iter(text) {
        let measure = measure(&one);
        out.extend([named(&one, "from"), named(&one, "till")].into_iter().flatten().map(|span| (span, measure)));
        if let Some(to) = named(&one, "to") {
            let before = scan.quantities.iter().rev().find(|one| one.span.end <= to.start);
            let ahead = |one: &&Quantity| text[..one.span.start].trim_end();
            let fra = |ahead: &str| {
                ahead.get(ahead.len().saturating_sub(3)..).is_some_and(|end| end.eq_ignore_ascii_case("fra"))
            };
            let from = before.filter(|one| fra(ahead(one)));
            out.extend(from.filter(|one| text[one.span.end..to.start].trim().is_empty()).map(|one| (to, one.measure)));
        }
    }
    out
}

/// Whether a number must have stood before a unit.
fn is_expected(text: &str, ahead: &str, unit: Span, measure: Measure) -> bool {
    let (before, after) = (text[..unit.start].trim_end(), &text[unit.end..]);
    let behind = after.trim_start_matches([' ', '\u{a0}', ',', '-', '.']);
    // “kr. 250.000”, “kr. og øre”, “pct. point”, “kr.-beløb”
    if behind.starts_with(|c: char| c.is_ascii_digit())
        || ["og øre", "point"].iter().any(|word| behind.starts_with(word))
        || after.starts_with(['-', '/'])
        || before.get(before.len().saturating_sub(7)..).is_some_and(|end| end.eq_ignore_ascii_case("fra til"))
    {
        return false;
    }
    if before.is_empty() {
        let cut_off = ahead.trim_end().ends_with(|c: char| c.is_ascii_digit());
        return measure == Measure::Percent && behind.starts_with("af ") && !cut_off;
    }
    if let Some(label) = before.strip_suffix(':') {
        return !label.to_lowercase().ends_with("enhed");
    }
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default().to_lowercase();
    match LOST.get(word.as_str()) {
        Some(expected) => *expected,
        // “Kompetenceudvikling af alle rådgivere kr.”: an item whose price is gone; a head is shorter, or says “pr.”
        None => {
            let scaled = unit.of(text).to_lowercase().starts_with('m');
            let words = before.split_whitespace().count();
            let item = words >= 2 && !before.contains("pr.") && word.ends_with(char::is_alphabetic);
            measure == Measure::Money && behind.trim().is_empty() && !scaled && item
        }
    }
}

fn is_hedged(before: &str) -> bool {
    let before = before.trim_end().to_lowercase();
    HEDGES.iter().any(|hedge| before.strip_suffix(hedge).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::scan;

    fn lost(text: &str) -> Vec<(&str, Measure)> {
        let Some((scan, indices)) = gaps(text, "", &scan(text)) else { return Vec::new() };
        indices.iter().map(|index| (scan.quantities[*index].span.of(text), scan.quantities[*index].measure)).collect()
    }

    #[test]
    fn numbers_that_are_missing() {
        use Measure::{Bare, Money, Percent};
        for (text, wanted) in [
            ("Det ventes at koste ca kr.", vec![("kr.", Money)]),
            ("Der afsættes ca. mio. kr. i 2024 og kr. årligt fra 2025.", vec![("mio. kr.", Money), ("kr.", Money)]),
            ("Indsatsen giver en besparelse på kr. årligt.", vec![("kr.", Money)]),
            ("Antallet steg fra til i 2019.", vec![("fra", Bare), ("til", Bare)]),
            ("Andelen steg fra til pct. i 2019.", vec![("fra", Percent), ("til", Percent)]),
            ("Antallet steg fra 120 til i 2019.", vec![("til", Bare)]),
            ("pct. af børnene bor i plejefamilie.", vec![("pct.", Percent)]),
            ("Gevinsten er xx mio. kr. om året.", vec![("xx mio. kr.", Money)]),
            ("Der afsættes [beløb] til formålet.", vec![("[beløb]", Money)]),
            ("Rådgiverne har X sager hver.", vec![("X", Bare)]),
            ("Puljen er på ___ kr.", vec![("___ kr.", Money)]),
            ("En rådgiver har ca. sager.", vec![("ca.", Bare)]),
            ("Kursus for alle rådgivere kr.", vec![("kr.", Money)]),
            ("Investering i alt: kr.", vec![("kr.", Money)]),
        ] {
            assert_eq!(lost(text), wanted, "{text}");
        }
    }

    #[test]
    fn units_that_miss_nothing() {
        for text in [
            "Beløb i mio. kr.",
            "Alle tal er i kr. og øre.",
            "Antal kr. pr. barn",
            "Udgift kr.",
            "Udgift, mio. kr.",
            "Udgifterne opgøres i pct. af budgettet.",
            "En stigning på 2 pct. point",
            "Der er brugt mange kr.",
            "Prisen er kr. 250.000.",
            "Der er sparet 3 mio. kr. i 2020.",
            "Børn fra tilbud i byen.",
            "Toget kører fra Vejle til i morgen.",
            "Model X er valgt, og X-bussen kører.",
            "Det koster en krone for hver ti kr.",
        ] {
            let found = lost(text);
            assert!(found.iter().all(|(word, _)| *word == "X"), "{text}: {found:?}");
        }
    }
}
