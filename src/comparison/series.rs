//! Breaks in a series: a year whose value is not of the same kind as the one before it.
//!
//! Takes a table with years across, marks every value that breaks its row's series and says under the table where and
//! how. A break is a value of another status, statistic, unit, part or kind of money, or one whose own sentence says that
//! it is counted in another way. Refuses to mend one: the values stand as the documents give them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Cell, Column, Comparison, Names, Observation, Phase, scope};
use crate::{figure::Dimensions, pattern::Pattern};

/// How a value differs from the one that it would be compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Break {
    /// One came to be, the other is planned, or they are planned in other ways.
    Status,
    /// One is a mean, the other the lowest.
    Statistic,
    /// They are counted in other units.
    Unit,
    /// One is of a part that the other is not of.
    Scope,
    /// They are of other kinds of money: prices of other years, once against yearly, gross against net.
    Money,
    /// The document says that it counts in another way than before.
    Method,
}

impl Break {
    /// What is different, in words.
    fn names(self) -> Names {
        let (da, en) = match self {
            Break::Status => ("anden status", "another status"),
            Break::Statistic => ("anden opgørelse", "another statistic"),
            Break::Unit => ("anden enhed", "another unit"),
            Break::Scope => ("anden afgrænsning", "another scope"),
            Break::Money => (
                "anden slags beløb (prisniveau, engangs eller årligt, brutto eller netto)",
                "another kind of amount (price level, one-off or yearly, gross or net)",
            ),
            Break::Method => (
                "dokumentet skriver, at der tælles på en anden måde",
                "the document says that it counts in another way",
            ),
        };
        Names::new(da, en)
    }
}

/// How two cells' values differ in kind; nothing where one can be taken from the other.
pub(super) fn differ(one: &Cell, other: &Cell) -> Vec<Break> {
    let (Some(a), Some(b)) = (one.leads().next(), other.leads().next()) else { return Vec::new() };
    let parts = |cell: &Cell| {
        let mut parts: Vec<Dimensions> = cell.leads().map(|lead| scope::breakdown(&lead.dims)).collect();
        parts.sort();
        parts
    };
    let differences = [
        (Break::Status, a.status != b.status),
        (Break::Statistic, a.statistic != b.statistic),
        (Break::Unit, a.unit != b.unit),
        (Break::Scope, parts(one) != parts(other)),
        (Break::Money, !scope::same_kind(&a.dims, &b.dims)),
    ];
    differences.into_iter().filter(|(_, differs)| *differs).map(|(kind, _)| kind).collect()
}

/// Marks the breaks of every row, and says under the table which there are.
pub(super) fn mark(comparison: &mut Comparison) {
    let mut found: BTreeMap<Break, Vec<(Names, u16)>> = BTreeMap::new();
    let all = series(&comparison.columns);
    let sources = &comparison.sources;
    let recounted = |one: &Observation| {
        let mut own = one.sources.iter().filter_map(|number| sources.get(number.checked_sub(1)?));
        own.any(|source| says_recounted(&source.figure.quote))
    };
    for row in comparison.rows.iter_mut().filter(|row| row.is_one_place()) {
        for years in &all {
            let is_filled = |at: usize| row.cells[at].leads().next().is_some();
            let filled: Vec<(u16, usize)> = years.iter().filter(|(_, at)| is_filled(*at)).copied().collect();
            for pair in filled.windows(2) {
                let (before, (year, at)) = (pair[0].1, pair[1]);
                let mut breaks = differ(&row.cells[before], &row.cells[at]);
                breaks.extend(row.cells[at].leads().any(recounted).then_some(Break::Method));
                for kind in &breaks {
                    found.entry(*kind).or_default().push((row.names.clone(), year));
                }
                let leads = row.cells[at].observations.iter_mut().filter(|one| one.is_lead());
                leads.for_each(|one| one.breaks.clone_from(&breaks));
            }
        }
    }
    comparison.notes.extend(note(&found));
}

/// The columns that are one series, with their years: those of one indicator, unit and way of measuring. Plans are none:
/// each year's is made anew.
fn series(columns: &[Column]) -> Vec<Vec<(u16, usize)>> {
    let mut series: Vec<(&Column, Vec<(u16, usize)>)> = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let Some(time) = column.time.filter(|time| time.is_single()) else { continue };
        if column.derived.is_some() || column.phase == Phase::Planned {
            continue;
        }
        let kind = |one: &Column| (one.indicator.clone(), one.measure, one.unit, one.phase);
        match series.iter_mut().find(|(first, _)| kind(first) == kind(column)) {
            Some((_, years)) => years.push((time.first, at)),
            None => series.push((column, vec![(time.first, at)])),
        }
    }
    let sorted = |(_, mut years): (&Column, Vec<(u16, usize)>)| {
        years.sort_unstable();
        years
    };
    series.into_iter().map(sorted).collect()
}

/// Where the breaks are, in a sentence.
fn note(found: &BTreeMap<Break, Vec<(Names, u16)>>) -> Option<Names> {
    let list = |pick: fn(&Names) -> &str| {
        let each = found.iter().map(|(kind, places)| {
            let places: Vec<String> = places.iter().map(|(name, year)| format!("{} {year}", pick(name))).collect();
            format!("{}: {}", pick(&kind.names()), places.join(", "))
        });
        each.collect::<Vec<_>>().join("; ")
    };
    (!found.is_empty()).then(|| Names {
        da: format!("‖ Brud i serien, ikke det samme som året før – {}", list(|names| &names.da)),
        en: format!("‖ Break in the series, not the same as the year before – {}", list(|names| &names.en)),
    })
}

/// What says that a number is counted otherwise than before: a new way of counting, or that the years do not compare.
static RECOUNTED: Pattern = Pattern::new(
    r"(?i)\b(?:ny|nye|ændret|ændrede|anden|omlagt|omlagte)\s+(?:opgørelses(?:metode|måde|praksis|principper)r?|tællemåder?|registrerings(?:praksis|metode)|konterings(?:praksis|regler)|beregningsmetoder?|definition(?:er)?)\b|\b(?:opgørelses(?:metoden|måden|praksis|principperne)|tællemåden|registreringspraksis|konteringspraksis|konteringsreglerne|beregningsmetoden|definitionen)\s+(?:er|blev|har|skiftede)\s+(?:siden\s+|derfor\s+|fra\s+\d{4}\s+|i\s+\d{4}\s+)?(?:ændret|omlagt|ny\b|blevet\s+ændret)|\b(?:opgøres|tælles|registreres|konteres)\s+(?:nu\s+|fra\s+\d{4}\s+|siden\s+\d{4}\s+)?(?:anderledes|på\s+en\s+(?:ny|anden)\s+måde)\b|\bikke\s+(?:direkte\s+|umiddelbart\s+|længere\s+)?(?:sammenlignes|sammenlignelig[et]?)\s+med\s+(?:tallene\s+(?:for|fra)\s+|tal\s+(?:for|fra)\s+)?(?:tidligere|foregående|forrige|sidste|året\s+før|årene\s+før|(?:19|20)\d\d)|\bdatabrud(?:det)?\b|\bbrud\s+i\s+(?:tids|data)?serien\b",
);
/// What takes it back: no break, no new way.
static DENIED: Pattern = Pattern::new(
    r"(?i)\b(?:ingen|intet|uden|hverken|ikke)\s+(?:et\s+|nogen\s+|nye?\s+|tale\s+om\s+)?(?:et\s+)?(?:databrud|brud|ny|nye|ændret|ændrede|ændringer)\b|\b(?:er|blev)\s+ikke\s+(?:blevet\s+)?(?:ændret|omlagt)|\bikke\s+(?:opgøres|tælles|registreres|konteres)",
);

/// Whether a sentence says that its number is counted in another way than before.
fn says_recounted(sentence: &str) -> bool {
    RECOUNTED.is_match(sentence) && !DENIED.is_match(sentence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        comparison::{
            Across, Coverage, Query, compare,
            sample::{Make, money, placed, records},
        },
        figure::{
            IndicatorCode,
            Status::{Actual, Forecast},
        },
        reference::Reference,
    };

    /// The breaks that show in the first row, and the note.
    fn breaks<const N: usize>(indicator: &'static str, made: [Make; N]) -> (Vec<(u16, Vec<Break>)>, Vec<Names>) {
        let query = Query { across: Across::Years(IndicatorCode(indicator.into())), ..Query::default() };
        let table = compare(records(made).leak(), &query, &Coverage::default(), Reference::in_use());
        let years = table.columns.iter().map(|column| column.time.expect("a year").first);
        let cells = years.zip(&table.rows[0].cells);
        let found = cells.flat_map(|(year, cell)| cell.leads().map(move |lead| (year, lead.breaks.clone())));
        (found.filter(|(_, breaks)| !breaks.is_empty()).collect(), table.notes)
    }

    fn year(value: &str, year: &str) -> Make {
        placed("265", value, Actual).period(year)
    }

    #[test]
    fn a_series_of_one_kind_has_no_break() {
        let (found, notes) = breaks("placements", [year("41", "2018"), year("38", "2019"), year("35", "2021")]);
        assert_eq!((found, notes), (vec![], vec![]));
    }

    #[test]
    fn a_forecast_after_an_account_breaks_the_series() {
        let plan = placed("265", "33", Forecast).period("2020");
        let (found, notes) = breaks("placements", [year("41", "2018"), year("38", "2019"), plan]);
        assert_eq!(found, [(2020, vec![Break::Status])]);
        assert_eq!(notes[0].da, "‖ Brud i serien, ikke det samme som året før – anden status: Roskilde 2020");
    }

    #[test]
    fn a_part_after_a_whole_and_the_whole_again() {
        let part = year("30", "2019").dim("age_group", "12-17");
        let (found, _) = breaks("placements", [year("41", "2018"), part, year("38", "2020")]);
        assert_eq!(found, [(2019, vec![Break::Scope]), (2020, vec![Break::Scope])]);
        let total = year("41", "2018").dim("placement_type", "total");
        assert_eq!(breaks("placements", [total, year("38", "2019")]).0, [], "the total is the whole");
    }

    #[test]
    fn money_in_other_prices_breaks_and_unsaid_prices_do_not() {
        let spent = |year: &str, prices: &str| {
            let made = money("265", "expenditure", "5000000", Actual).period(year);
            if prices.is_empty() { made } else { made.dim("price_level", prices) }
        };
        let (found, _) = breaks("expenditure", [spent("2019", "2019"), spent("2020", "2020"), spent("2021", "")]);
        assert_eq!(found, [(2020, vec![Break::Money])]);
    }

    #[test]
    fn another_way_of_counting_by_its_own_sentence() {
        let said = year("38", "2019").quote("Efter en ny opgørelsesmetode var der 38 anbragte i 2019.", "38");
        assert_eq!(breaks("placements", [year("41", "2018"), said]).0, [(2019, vec![Break::Method])]);
    }

    #[test]
    fn what_says_that_it_is_counted_otherwise() {
        for sentence in [
            "Opgørelsesmetoden er ændret, så der nu er 120 anbragte.",
            "I 2020 var der 88 sager, men tallet kan ikke sammenlignes med tidligere år.",
            "De 88 sager er ikke direkte sammenlignelige med tallene for 2018.",
            "Efterværn tælles fra 2019 på en ny måde, og der er 71.",
            "Der er databrud i 2021, hvor der er 140 underretninger.",
            "Tallet 64 bygger på ændret registreringspraksis.",
        ] {
            assert!(says_recounted(sentence), "{sentence}");
        }
        for sentence in [
            "Opgørelsesmetoden er ikke ændret, og der er 120 anbragte.",
            "De 88 sager kan ikke sammenlignes med andre kommuners.",
            "Der er ikke brud i serien, som viser 71.",
            "Der er en ny rådgiver til 88 sager.",
            "Udgiften på 12 mio. kr. opgøres hvert år på samme måde.",
            "Sammenlignet med tidligere år er de 140 underretninger mange.",
        ] {
            assert!(!says_recounted(sentence), "{sentence}");
        }
    }
}
