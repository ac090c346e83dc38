//! Figures whose digits the document lost: “Vurderes at koste ca. kr.”
//!
//! Takes a sentence, gives a figure without a value for each currency that stands without a number. Refuses statements
//! of a unit (“i kr.”, “mio. kr.” as a column's head) and amounts whose number stands behind the currency.

use std::sync::LazyLock;

use super::{
    Dimensions, Figure, MunicipalityCode, Statistic, Status, Unit,
    vocabulary::{Hit, Role},
};
use crate::{
    document::Document,
    layout::Joined,
    pattern::Regex,
    quantity::Scan,
    reference::{Reference, Takes},
    span::Span,
};

static ALONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?P<before>[\p{L}.,)]+)\s+(?P<lost>(?:ca\.?\s+)?(?:mio\.?\s+|mia\.?\s+)?kr\b\.?)(?P<after>\s*,?-?\s*\d)?",
    )
    .expect("a pattern")
});

/// Words before a currency that make it a statement of the unit, or part of an amount in words.
const UNIT_WORDS: [&str; 10] = ["i", "hele", "beløb", "mio.", "mio", "mia.", "mia", "t.", "millioner", "kr."];

/// A sentence in its place.
pub(super) struct Place<'a> {
    /// The document.
    pub document: &'a Document,
    /// Where the sentence stands.
    pub span: Span,
    /// The sentence with broken words mended.
    pub joined: &'a Joined<'a>,
    /// Whose document it is.
    pub owner: Option<&'a MunicipalityCode>,
}

impl Place<'_> {
    /// The figures without digits in the sentence.
    pub(super) fn figures(&self, reference: &Reference, scan: &Scan, hits: &[Hit]) -> Vec<Figure> {
        let text = self.joined.text.as_ref();
        let mut out = Vec::new();
        for found in ALONE.captures_iter(text) {
            let (Some(before), Some(lost)) = (found.name("before"), found.name("lost")) else { continue };
            let span = Span::new(lost.start(), lost.end());
            let amount = found.name("after").is_some()
                || scan.quantities.iter().any(|one| one.span.overlaps(Span::new(before.start(), lost.end())));
            if amount || UNIT_WORDS.contains(&before.as_str().to_lowercase().as_str()) {
                continue;
            }
            let money = |hit: &&Hit| {
                hit.indicator.is_some_and(|index| reference.catalogue.all()[index].takes(Takes::Money))
                    && matches!(hit.role, Role::Trigger | Role::Weak)
            };
            let distance = |hit: &&Hit| {
                if hit.span.end <= span.start {
                    span.start - hit.span.end
                } else {
                    hit.span.start.saturating_sub(span.end) + 20
                }
            };
            let Some(indicator) = hits.iter().filter(money).min_by_key(distance).and_then(|hit| hit.indicator) else {
                continue;
            };
            let indicator = &reference.catalogue.all()[indicator];
            out.push(Figure {
                span: self.joined.original(span).shifted(self.span.start),
                quote: self.span,
                page: self.document.page_at(self.span.start + span.start).map(|page| page.number),
                cell: None,
                indicator: indicator.code.clone(),
                statistic: Statistic::Level,
                municipality: self.owner.cloned(),
                value: None,
                approx: lost.as_str().to_lowercase().starts_with("ca"),
                unit: Unit::Dkk,
                period: None,
                status: if indicator.code.as_str() == "saving" { Status::Forecast } else { Status::Target },
                dims: Dimensions::new(),
                confidence: 0.5,
                rules: vec!["number: digits lost", "indicator: nearest trigger"],
                checks: Vec::new(),
            });
        }
        out
    }
}
