//! Whose a cell is: the municipality that its row, its column or the title names.
//!
//! Takes a cell's row and column, gives the municipality, the document's own where none is named. Refuses a place that a
//! row only works with (`Fælles modtagelse med Nyborg`), and “andre kommuner” among others than municipalities.

use super::{Reader, columns::Column};
use crate::{
    figure::{MunicipalityCode, owner, trace::told, whose::OWN},
    pattern::Pattern,
};

static NATION: Pattern = Pattern::new(r"(?i)\bland(?:et|ets|s\p{L}+)\b|\bdanmark|\bkommuner\b|\bnational");

/// A row or a column beside those of municipalities that is of several: `Fyn`, `Regionens snit`, `Naboer`.
static SEVERAL: Pattern = Pattern::new(
    r"(?i)^(?:hele\s+)?(?:fyn|sjælland|jylland|region\p{L}*|gennemsnit\p{L}*|gns|snit|middel|median|nabo\p{L}*|(?:de\s+)?(?:øvrige|andre)|sammenligning\p{L}*|klyngen?)\b",
);

/// A line that ends with a number of its own has told it: `Hele landet: 31 procent` is no title of what follows.
static TOLD: Pattern = Pattern::new(r"(?i):\s*\d+(?:,\d+)?\s*(?:procent|pct\.?|%)$");

/// A sentence that only holds a number of elsewhere against its own: `1,6 pct. mod 1,0 pct. i hele landet.`
static BESIDE: Pattern =
    Pattern::new(r"(?i)\b(?:mod|end|mens)\b[^.;]{0,20}\d(?:[^.;]|pct\.){0,40}\b(?:i|på|for)\b[^.;]{0,40}\.$");

/// The country or a group of municipalities that a head or a label names and nothing else: `Landet`, `Region Midtjylland`.
fn wider(text: &str) -> Option<MunicipalityCode> {
    static COUNTRY: Pattern = Pattern::new(
        r"(?i)^(?:hele\s+)?(?:landet|danmark|landsplan|landsgennemsnit(?:tet)?|landstal(?:let)?|landsresultat(?:et)?)(?:\s+som\s+helhed|\s+i\s+alt)?[:*]?$",
    );
    static GROUP: Pattern = Pattern::new(
        r"(?i)^(?:region(?:en)?(?:\s+\p{Lu}\p{L}+)?|(?:sammenlignings|klynge|nabo)(?:gruppe|kommuner)\p{L}*|klyngen)[:*]?$",
    );
    let text = text.trim();
    let country = COUNTRY.is_match(text).then_some(MunicipalityCode::DENMARK);
    country.or_else(|| GROUP.is_match(text).then_some(MunicipalityCode::GROUP))
}

impl Reader<'_> {
    /// Whether the labels or the heads are names of municipalities.
    pub(super) fn names_places(&self) -> bool {
        // A count is no municipality's number.
        let words = |text: &str| text.contains(char::is_alphabetic);
        let place = |text: &str| {
            words(text) && self.reference.municipalities.find(text).is_some_and(|code| code.is_municipality())
        };
        let mut heads = self.table.rows.iter().take(2).flatten().map(|cell| cell.span.of(self.text()));
        self.labels.iter().any(|label| place(label)) || heads.any(place)
    }

    /// A municipality named by the row, the column or the title; else the document's own.
    pub(super) fn owner(&self, row: usize, head: Option<&Column>) -> Option<MunicipalityCode> {
        let own = || self.facts.owner.clone().or_else(|| self.facts.surveyed.asked.clone());
        // A name at the start of a label stands where sentences begin; in a label it is a place all the same.
        let find =
            |text: &str| self.named(text).or_else(|| self.reference.municipalities.find(text)).or_else(|| wider(text));
        let near = [self.label(row)].into_iter().chain(head.map(|head| head.text.as_str()));
        let near = near.into_iter().filter_map(find).find(|code| self.compares || *code != MunicipalityCode::GROUP);
        let several = || {
            let beside = [self.label(row)].into_iter().chain(head.map(|head| head.text.as_str()));
            let group = self.compares && beside.into_iter().any(|text| SEVERAL.is_match(text));
            group.then_some(MunicipalityCode::GROUP)
        };
        // A law named above a table makes it no country's.
        // “Faxe” alone above a table is whose it is.
        let alone = |title: &str| {
            let words = title.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic)).count();
            self.reference.municipalities.find(title).filter(|code| words == 1 && code.is_municipality())
        };
        let titled = |title: &&str| {
            if TOLD.is_match(title) || BESIDE.is_match(title) {
                return None;
            }
            self.named(title)
                .or_else(|| alone(title))
                .filter(|code| *code != MunicipalityCode::DENMARK || NATION.is_match(title))
        };
        // A sentence further up tells of others: only what is right above the table is its title whatever it looks like.
        let mut titles = self.titles.iter().take(1).chain(self.titles.iter().skip(1).filter(|one| !one.ends_with('.')));
        told("owner: named by the row or the column", near)
            .or_else(|| told("owner: several municipalities", several()))
            .or_else(|| told("owner: named above the table", titles.find_map(titled)))
            .or_else(|| told(OWN, own()))
    }

    /// The one place that a text names, unless it is somebody to work with.
    fn named(&self, text: &str) -> Option<MunicipalityCode> {
        self.asked.place.of(text, |text| {
            let mentions = owner::mentions(text);
            let [only] = mentions.as_slice() else { return None };
            let before = text[..only.span.start].trim_end();
            let word = before.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
            (!matches!(word.as_str(), "med" | "fra" | "til")).then(|| only.code.clone())
        })
    }
}
