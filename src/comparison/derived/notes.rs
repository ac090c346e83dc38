//! The rules by which something was reckoned, for the foot of the table.
//!
//! Takes what was asked for and what came of it; adds a note for each rule that was used, with the files and recommendations
//! behind it, and one for what was asked for and could not be made.

use std::collections::BTreeSet;

use super::{Derived, Reckoning};
use crate::{
    comparison::{Comparison, Names},
    present::{self, Lang},
    quantity::Period,
    reference::norms::{self, Norm},
};

/// Adds the notes on reckoned columns and on rounding.
pub(super) fn add(table: &mut Comparison, asked: &Reckoning) {
    let has = |wanted: fn(&Derived) -> bool| table.columns.iter().filter_map(|one| one.derived.as_ref()).any(wanted);
    let mut notes = Vec::new();
    if let Some(prices) = &asked.prices {
        let made = has(|one| matches!(one, Derived::Prices { .. } | Derived::PerCapita { prices: Some(_), .. }));
        notes.push(if made { fixed_prices(prices.year, prices.index.name()) } else { nothing("--prices") });
    }
    if let Some(per_capita) = &asked.per_capita {
        let made = has(|one| matches!(one, Derived::PerCapita { .. }));
        notes.push(if made { divided(per_capita.population.name()) } else { nothing("--per-1000") });
    }
    if asked.shares {
        notes.push(if has(|one| matches!(one, Derived::ShareOfTypes)) { shares() } else { nothing("--shares") });
    }
    if asked.norm {
        let held = norms_of(table);
        notes.push(if held.is_empty() { nothing("--norm") } else { recommended(&held) });
    }
    if !table.summaries.is_empty() || has(|one| !matches!(one, Derived::Norm | Derived::Difference)) {
        notes.push(rounding());
    }
    table.notes.extend(notes);
}

fn fixed_prices(year: u16, file: &str) -> Names {
    Names::new(
        format!(
            "{year}-priser: beløbet gange prisindekset for {year}, delt med indekset for det år, hvis priser dokumentet \
             siger, at beløbet er i, ellers beløbets eget år; prisindeks: {file}"
        ),
        format!(
            "{year} prices: the amount times the price index of {year}, by the index of the year whose prices the document \
             says that it is in, else of its own year; price index: {file}"
        ),
    )
}

fn divided(file: &str) -> Names {
    Names::new(
        format!(
            "Pr. indbygger: delt med folketallet på den første dag i tallets kvartal, ellers i dets år; antal er pr. 1.000, \
             beløb pr. person; folketal: {file}"
        ),
        format!(
            "Per inhabitant: divided by the population on the first day of the figure's quarter, else of its year; counts are \
             per 1,000, amounts per person; population: {file}"
        ),
    )
}

fn shares() -> Names {
    Names::new(
        "Beregnede andele: en types antal delt med det samlede antal, kun hvor typerne i ét dokument, for én tid, tilsammen \
         giver det",
        "Reckoned shares: a type's count by the total, only where the types of one document, for one time, add up to it",
    )
}

fn recommended(norms: &[&Norm]) -> Names {
    let written = |lang: Lang| {
        let one = |norm: &&Norm| {
            let value = present::written(norm.value, norm.unit, false, lang);
            let time = present::period(Period { start: norm.from, end: norm.until }, lang);
            let from = if norm.until.is_none() { lang.pick("fra ", "from ") } else { "" };
            format!("{value} {from}{time} ({}: {})", norm.body, norm.source)
        };
        norms.iter().map(one).collect::<Vec<_>>().join("; ")
    };
    Names::new(
        format!("Norm: den, der gjaldt på tallets tid: {}", written(Lang::Da)),
        format!("Norm: the one that held at the figure's time: {}", written(Lang::En)),
    )
}

/// The norms that the columns' cells hold.
fn norms_of(table: &Comparison) -> Vec<&'static Norm> {
    let with_norm = table.columns.iter().filter(|column| column.derived == Some(Derived::Norm));
    let indicators: BTreeSet<_> = with_norm.map(|column| &column.indicator).collect();
    indicators.into_iter().flat_map(norms::of).collect()
}

fn nothing(flag: &str) -> Names {
    Names::new(
        format!("{flag}: ingen kolonne i tabellen kan beregnes sådan"),
        format!("{flag}: no column of the table can be reckoned so"),
    )
}

fn rounding() -> Names {
    Names::new(
        "Beregnede tal vises med én decimal, under 1 med to cifre og i hele kroner, afrundet til nærmeste (det halve væk fra \
         nul); filerne til andre programmer har indtil seks decimaler",
        "Reckoned figures are shown with one decimal, below 1 with two digits and in whole kroner, rounded to the nearest \
         (halves away from zero); files for other programs have up to six decimals",
    )
}
