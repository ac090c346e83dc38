//! The tables of `docs/paalidelighed.md`: what was said, and what came true.
//!
//! Takes looks with the confidence that they have from a model fitted without their document, gives the page with its
//! tables between the markers. Refuses a page without markers.

use std::{collections::BTreeMap, fmt::Write as _, fs};

use nogletal::evaluation::Calibration;

use crate::{
    looks::{Look, UNSEEN},
    path,
};

/// The page.
pub const DOCS: &str = "docs/paalidelighed.md";
const BEGIN: &str = "<!-- tabeller: skrevet af NOGLETAL_FIT=1 cargo test --test calibration -->\n";
const END: &str = "<!-- slut på tabeller -->\n";

type Said<'a> = (&'a Look, f64);

/// The calibration of looks, by what the model or (`raw`) the rules themselves say.
fn calibration<'a>(said: impl Iterator<Item = &'a Said<'a>>, raw: bool) -> Calibration {
    Calibration::of(said.flat_map(|(look, confidence)| {
        let confidence = if raw { look.said } else { *confidence };
        (0..look.figures).map(move |at| (confidence, at < look.right))
    }))
}

/// The expected calibration error of all looks, and of those at documents that are still unseen.
pub fn errors(said: &[Said<'_>]) -> [(&'static str, f64); 2] {
    let unseen = said.iter().filter(|(look, _)| look.look == UNSEEN);
    [
        ("all first looks", calibration(said.iter(), false).expected_error),
        ("documents still unseen", calibration(unseen, false).expected_error),
    ]
}

/// The page with the tables of now.
pub fn with_tables(said: &[Said<'_>]) -> String {
    let page = fs::read_to_string(path(DOCS)).expect("the page");
    let (before, rest) = page.split_once(BEGIN).expect("a first marker");
    let (_, after) = rest.split_once(END).expect("a last marker");
    format!("{before}{BEGIN}{}{END}{after}", tables(said))
}

fn tables(said: &[Said<'_>]) -> String {
    let mut text = String::new();
    let whole = calibration(said.iter(), false);
    let _ = writeln!(
        text,
        "\n{} nøgletal i {} dokumenter, hvert dokument målt uden at være med i tilpasningen.\n\n\
         | Sikkerhed | Nøgletal | Sagt | Rigtige |\n|---|---:|---:|---:|",
        whole.bins.iter().map(|bin| bin.figures).sum::<usize>(),
        documents(said.iter()),
    );
    for bin in &whole.bins {
        let range = format!("{}–{}", decimal(bin.from, 1), decimal(bin.from + 0.1, 1));
        let _ =
            writeln!(text, "| {range} | {} | {} | {} |", bin.figures, percent(bin.confidence), percent(bin.accuracy));
    }
    text += &before_and_after(said);
    text += &by_indicator(said);
    text
}

/// For each look, what the confidence was worth before and after.
fn before_and_after(said: &[Said<'_>]) -> String {
    let mut text =
        "\n| Første blik | Dokumenter | Nøgletal | Rigtige | Kalibreringsfejl før | efter | Brier før | efter \
                    | Skelner før | efter |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
            .to_owned();
    let mut looks: Vec<&str> = said.iter().map(|(look, _)| look.look.as_str()).collect();
    looks.sort_unstable();
    looks.dedup();
    for name in looks.into_iter().map(Some).chain([None]) {
        let chosen = || said.iter().filter(move |(look, _)| name.is_none_or(|name| look.look == name));
        let (raw, now) = (calibration(chosen(), true), calibration(chosen(), false));
        let (figures, right) = counts(chosen());
        let label = match name {
            Some(UNSEEN) => "dokumenter, som stadig er usete".to_owned(),
            Some(commit) => format!("reglerne i {commit}"),
            None => "**alle**".to_owned(),
        };
        let told = |one: &Calibration| decimal(one.discrimination.unwrap_or(0.5), 3);
        let _ = writeln!(
            text,
            "| {label} | {} | {figures} | {} | {} | {} | {} | {} | {} | {} |",
            documents(chosen()),
            percent(right as f64 / figures.max(1) as f64),
            decimal(raw.expected_error, 3),
            decimal(now.expected_error, 3),
            decimal(raw.brier, 3),
            decimal(now.brier, 3),
            told(&raw),
            told(&now),
        );
    }
    text
}

fn by_indicator(said: &[Said<'_>]) -> String {
    let mut indicators: BTreeMap<&str, Vec<Said<'_>>> = BTreeMap::new();
    for (look, confidence) in said {
        let measured = look.evidence.iter().find_map(|term| term.strip_prefix("measures "));
        indicators.entry(measured.unwrap_or_default()).or_default().push((look, *confidence));
    }
    let mut text = "\n| Indikator | Nøgletal | Sagt | Rigtige |\n|---|---:|---:|---:|\n".to_owned();
    for (indicator, said) in indicators {
        let (figures, right) = counts(said.iter());
        let sum: f64 = said.iter().map(|(look, confidence)| confidence * look.figures as f64).sum();
        let _ = writeln!(
            text,
            "| `{indicator}` | {figures} | {} | {} |",
            percent(sum / figures as f64),
            percent(right as f64 / figures as f64)
        );
    }
    text.push('\n');
    text
}

fn counts<'a>(said: impl Iterator<Item = &'a Said<'a>>) -> (usize, usize) {
    said.fold((0, 0), |(figures, right), (look, _)| (figures + look.figures, right + look.right))
}

fn documents<'a>(said: impl Iterator<Item = &'a Said<'a>>) -> usize {
    let mut documents: Vec<&str> = said.map(|(look, _)| look.document.as_str()).collect();
    documents.sort_unstable();
    documents.dedup();
    documents.len()
}

fn decimal(number: f64, places: usize) -> String {
    format!("{number:.places$}").replace('.', ",")
}

fn percent(part: f64) -> String {
    format!("{:.0} %", part * 100.0)
}
