//! What stands under every table: what was read, whom it covers, what was left out, and by which program.

use super::{
    Lang,
    cell::VERIFIED,
    danish, mark,
    words::{self, words},
};
use std::collections::BTreeMap;

use crate::{
    comparison::{Cell, Comparison, Coverage, SourceNumber},
    document::{Outcome, PageNumber},
    quantity::Period,
};

/// The lines under a table.
pub(super) fn lines(comparison: &Comparison, lang: Lang) -> Vec<String> {
    let words = words(lang);
    let mut lines = Vec::new();
    let coverage = &comparison.coverage;
    if !coverage.documents.is_empty() {
        lines.push(format!("{}: {}", words.documents, documents(coverage, lang)));
        lines.push(format!("{}: {}", words.covered, coverage.covered().len()));
    }
    if comparison.without_owner > 0 {
        lines.push(format!("{} {}", comparison.without_owner, words.without_owner));
    }
    lines.extend(mark::legend(comparison, lang).into_iter().map(|(mark, text)| format!("{mark}: {text}")));
    if comparison.without_year > 0 {
        lines.push(format!("{} {}", comparison.without_year, words.without_year));
    }
    lines.extend(comparison.notes.iter().map(|note| words::named(note, lang).to_owned()));
    lines.extend(decisions(comparison, lang));
    lines.extend(precision(comparison, lang));
    lines.push(made(comparison, lang));
    if let Some(command) = &comparison.command {
        lines.push(format!("{}: {command}", words.made_again));
    }
    lines
}

/// How many of the values that show are to be expected right: the mean of how likely each is.
fn precision(comparison: &Comparison, lang: Lang) -> Option<String> {
    // A value that stands in two columns, as it is and per inhabitant, is one value of its document.
    let mut likely: BTreeMap<&[SourceNumber], f64> = BTreeMap::new();
    let shown = comparison.rows.iter().flat_map(|row| &row.cells).flat_map(Cell::shown);
    for one in shown.filter(|one| !one.sources.is_empty()) {
        likely.insert(&one.sources, if one.verified { 1.0 } else { one.confidence });
    }
    if likely.is_empty() {
        return None;
    }
    let count = likely.len();
    let percent = (100.0 * likely.values().sum::<f64>() / count as f64).round();
    let of = if count == 1 { lang.pick("vist tal", "figure shown") } else { lang.pick("viste tal", "figures shown") };
    Some(format!("{}: {percent}{} {} {count} {of}", words(lang).precision, words(lang).percent, lang.pick("af", "of")))
}

/// The program, its version, and the day where it is known.
fn made(comparison: &Comparison, lang: Lang) -> String {
    let by = format!("{} nogletal {}", words(lang).made_by, comparison.version);
    match comparison.date {
        Some(date) => format!("{by}, {}", danish::period(Period::at(date), lang)),
        None => by,
    }
}

/// What the mark of verified values means, and which decisions are not as everybody would expect.
fn decisions(comparison: &Comparison, lang: Lang) -> Vec<String> {
    let tally = comparison.coverage.decisions;
    let mut values =
        comparison.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| cell.shown().chain(cell.contradicting()));
    let mut lines = Vec::new();
    if values.any(|one| one.verified) {
        lines.push(format!("{VERIFIED}: {}", words(lang).verified));
    }
    if tally.stale > 0 {
        lines.push(stale(tally.stale, lang));
    }
    if tally.disputed > 0 {
        lines.push(disputed(tally.disputed, lang));
    }
    lines
}

/// That decisions are not applied, because their documents have changed.
pub fn stale(count: usize, lang: Lang) -> String {
    let one = lang.pick(
        "afgørelse er ikke brugt, fordi dokumentet er ændret",
        "decision is not applied, because its document has changed",
    );
    let more = lang.pick(
        "afgørelser er ikke brugt, fordi dokumenterne er ændret",
        "decisions are not applied, because their documents have changed",
    );
    format!("{count} {}; {} `nogletal review`", if count == 1 { one } else { more }, lang.pick("se", "see"))
}

/// That people disagree about figures.
fn disputed(count: usize, lang: Lang) -> String {
    let one = lang.pick(
        "tal er der afgjort forskelligt om; den seneste afgørelse gælder",
        "figure is decided otherwise by different people; the latest decision holds",
    );
    let more = lang.pick(one, "figures are decided otherwise by different people; the latest decision holds");
    format!("{count} {}; {} `nogletal review`", if count == 1 { one } else { more }, lang.pick("se", "see"))
}

/// How many documents ended how: `5 læst, 1 delvist læst`.
pub fn documents(coverage: &Coverage, lang: Lang) -> String {
    let counted = [Outcome::Read, Outcome::Partly, Outcome::Failed].map(|outcome| (coverage.count(outcome), outcome));
    let counts = counted.iter().filter(|(count, _)| *count > 0);
    counts.map(|(count, outcome)| format!("{count} {}", words::outcome(*outcome, lang))).collect::<Vec<_>>().join(", ")
}

/// Something and its page: `notat.pdf, s. 3`; the thing alone where there are no pages.
pub fn place(what: &str, page: Option<PageNumber>, lang: Lang) -> String {
    match page {
        Some(page) => format!("{what}, {}\u{a0}{page}", words(lang).page),
        None => what.to_owned(),
    }
}
