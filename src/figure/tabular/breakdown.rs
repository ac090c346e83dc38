//! What a cell is broken down by: the type of placement, the profession, the scenario, the row's own words.
//!
//! Takes a cell's row, column and group, gives [`Dimensions`]. Refuses a label that is a date as the item.

use std::{borrow::Cow, sync::LazyLock};

use super::{
    Reader,
    cells::is_dated,
    columns::{Column, Header},
    meaning::Meaning,
};
use crate::{
    figure::{Dimensions, Statistic, dimensions, money, trace::told},
    pattern::Regex,
};

/// A section's mark, and whom its scenario is for: `Scenarie 1: Børn`, `B. Kun unge`, `Variant Lille (Børn)`.
static SECTION: LazyLock<Regex> = LazyLock::new(|| {
    let kind = r"(?:scenari[eo]|model|variant|alternativ|spor|udgave|version)";
    let mark = format!(r"(?:{kind}\s+(?:\d{{1,2}}|[a-d]|\p{{L}}+)\s*[:.)(–-]|(?:[a-d]|\d{{1,2}})\s*[:.)])");
    let group = r"(?:de\s+\S+-årige|små\s?børn\p{L}*|skolebørn\p{L}*|børn(?:\s+og\s+unge)?|unge|samlet|begge|kombineret|fælles)";
    Regex::new(&format!(r"(?i)^\W*{mark}\s*(?:(?:kun|samtlige|alle)\s+)?(?P<name>{group})\b")).expect("a pattern")
});
/// The scenario that each row stands under: `Scenarie 1: Børn`, in the label of its section's first row.
pub(super) fn sections(labels: &[&str]) -> Vec<Option<&'static str>> {
    let named = |label: &&str| {
        let found = SECTION.captures(label)?;
        dimensions::group(&found["name"])
    };
    let running = labels.iter().scan(None, |open, label| {
        *open = named(label).or(*open);
        Some(*open)
    });
    running.collect()
}

/// The scenario of a label that is nothing else: `A: Børn`, `Børn og unge`.
fn alone(label: &str) -> Option<&'static str> {
    let name = label.split_once(':').map_or(label, |(_, name)| name).trim().to_lowercase();
    matches!(name.as_str(), "børn" | "unge" | "børn og unge" | "begge").then(|| dimensions::group(&name)).flatten()
}

impl Reader<'_> {
    /// The breakdown of a cell.
    pub(super) fn dims(
        &self,
        row: usize,
        head: Option<&Column>,
        header: &Header,
        meaning: &Meaning,
        code: &str,
    ) -> Dimensions {
        let label = self.label(row);
        let mut dims = Dimensions::new();
        if matches!(code, "placements" | "unit_cost" | "follow_up_interval" | "budget" | "expenditure" | "deficit") {
            // “Netværk” alone is where a child lives, in a row; in a sentence it may be anybody's.
            let bare = |text: &str| matches!(text, "Netværk" | "Slægt").then_some("network_foster");
            let named = |text: &str| {
                let named = dimensions::named(text, "placement_type").last().map(|one| one.value);
                named.or_else(|| bare(text.trim_end_matches([':', '*'])))
            };
            let group = || self.groups[row].and_then(named);
            // “Heraf under 12 år” is a part, and of no type.
            let part =
                self.wholes[row] != row || head.is_some_and(|head| head.text.to_lowercase().starts_with("heraf"));
            let total = (!part && matches!(code, "placements" | "unit_cost") && meaning.total
                || !part && code == "placements" && meaning.statistic != Statistic::Share && named(label).is_none())
            .then_some("total");
            let column = || head.and_then(|head| named(&head.text));
            // “Regnskab” in a row is of what the line above the rows names.
            let above = || {
                let near = self.headings.last().into_iter().chain(self.titles.first()).copied();
                self.account(row).and_then(|_| near.into_iter().find_map(named))
            };
            let value = told("breakdown: the row's label", named(label))
                .or_else(|| told("breakdown: the column's head", column()))
                .or_else(|| told("breakdown: the group of rows", group()))
                .or_else(|| told("breakdown: a total", total))
                .or_else(|| told("breakdown: what stands above the table", above()));
            if let Some(value) = value {
                dimensions::set(&mut dims, "placement_type", value);
            }
        }
        let column = head.map_or("", |head| head.text.as_str());
        if code == "staff"
            && let Some(named) = told(
                "breakdown: the word for the profession",
                [label, column].iter().find_map(|text| dimensions::named(text, "profession").last().copied()),
            )
        {
            dimensions::set(&mut dims, "profession", named.value);
        }
        if self.facts.scenarios
            && let Some(scenario) = told(
                "breakdown: the scenario named nearest",
                alone(label).or(self.sections[row]).or_else(|| self.scenario(header)).or_else(|| self.under()),
            )
        {
            dimensions::set(&mut dims, "scenario", scenario);
        }
        if meaning.unit.is_money() {
            money::tell(&mut dims, &self.money_words(label, head, header));
        }
        let item = label.trim_end_matches(['*', ' ', ':']);
        let named = || super::further::is_name(self, meaning.indicator, item);
        if !item.is_empty() && item.len() <= 120 && !is_dated(item) && !named() {
            dims.insert(Cow::Borrowed("item"), Cow::Owned(item.to_owned()));
        }
        dims
    }

    /// The words that may tell an amount's kind: its row and column, then the captions and the innermost heading.
    fn money_words<'t>(&'t self, label: &'t str, head: Option<&'t Column>, header: &'t Header) -> money::Words<'t> {
        let column = head.map_or("", |head| head.text.as_str());
        let captions = [header.stub.as_str()].into_iter().chain(self.titles.iter().copied());
        let headings = self.headings.last().copied().into_iter().chain(self.facts.amounts(self.document));
        let wider = captions.chain(headings).collect();
        money::Words { ahead: label, behind: column, sentence: "", wider }
    }

    /// The scenario of the heading or the title that marks the table's section: `B. Kun unge`.
    fn under(&self) -> Option<&'static str> {
        let above = self.headings.iter().rev().chain(&self.titles).copied();
        above.into_iter().find_map(|title| sections(&[title])[0])
    }

    /// The scenario that the header's stub or a title names: `Børn`, `Unge:`, `Børn og Unge`.
    fn scenario(&self, header: &Header) -> Option<&'static str> {
        let plain = dimensions::children_or_youth;
        let stub = header.stub.as_str();
        plain(stub).or_else(|| {
            self.titles.iter().chain(self.headings.last()).find_map(|title| {
                let named = dimensions::named(title, "scenario").last().map(|one| one.value);
                let model = || self.facts.models(self.document).named(title);
                named.or_else(model).or_else(|| plain(title).filter(|_| title.len() <= 60))
            })
        })
    }
}
