//! How often a case is looked at again: lengths of time and frequencies.
//!
//! Takes a quantity that is one, gives it the reading of a follow-up where a word of following up stands in its sentence
//! or was the last one spoken of; a visit or a talk is one only where it is a child's or a family's and comes in a rhythm.
//! Refuses how long something lasts, and meetings of those who only manage cases.

use std::sync::LazyLock;

use super::{Reader, Reading};
use crate::{
    figure::vocabulary::{Hit, Role},
    pattern::Regex,
    quantity::Quantity,
};

/// `i de første fire måneder`, `varer seks uger`: how long something lasts.
static LASTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:i|over|gennem|varer|varede|løber\s+over|de\s+(?:første|seneste|sidste|næste|kommende))\s+$")
        .expect("a pattern")
});
/// Whose visits and talks are follow-ups; the law prescribes them for children placed.
static CHILD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:børn|barn|unge\b|ung\b|familie|forældre|anbragt|anbringelse|pleje|netværkspleje|opholdssted|sager|sagen|handleplan|foranstaltning|loven\b|lovens\b|serviceloven)")
        .expect("a pattern")
});
/// A meeting with the family itself.
static WITH_FAMILY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bmødes\s+(?:\p{L}+\s+){0,2}(?:familien?|barnet|forældrene|den\s+unge)\b|\b(?:familien?|barnet|forældrene|den\s+unge)(?:\s+\p{L}+){0,3}\s+mødes\b").expect("a pattern")
});
/// What is looked at is money, or work itself; or who comes is no caseworker.
static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:økonomi|budget|forbrug|udgift|regnskab|statistik|nøgletal|ledelsesinformation|supervision|nyhedsbrev|udvalget|styregruppe|samvær|weekend|aflastning\s+hver|kursus|undervis|udbetal|søskende|lederne|chefmøde|netværksmøde)")
        .expect("a pattern")
});

/// How far behind a word of visits its rhythm may stand, in bytes.
const REACH: usize = 110;

impl Reader<'_> {
    pub(super) fn duration(&self, quantity: &Quantity) -> Option<Reading> {
        let text = self.sentence.text;
        let follow_up = self.index("follow_up_interval")?;
        let before = &text[..quantity.span.start];
        if LASTS.is_match(before) {
            return None;
        }
        // “Samtaler holdes to gange om året, og sagerne følges op hver måned”: a trigger behind the number in another
        // clause is of what comes next.
        let apart = |hit: &Hit| {
            let gap = hit.span.start.checked_sub(quantity.span.end).map(|_| &text[quantity.span.end..hit.span.start]);
            gap.is_some_and(|gap| gap.contains(", og ") || gap.contains([';', ':']))
        };
        let of = |hit: &&Hit| hit.indicator == Some(follow_up) && hit.role == Role::Trigger && !apart(hit);
        if let Some(hit) = self.sentence.hits.iter().filter(of).min_by_key(|hit| self.cost(quantity.span, hit.span)) {
            return Some(self.reading(follow_up, quantity.measure, hit.span, 0.85, "indicator: follow-up"));
        }
        if let Some(hit) = self.visit(quantity, follow_up) {
            return Some(self.reading(follow_up, quantity.measure, hit.span, 0.75, "indicator: seen again"));
        }
        let carried = self.sentence.topic.spoken.is_some_and(|(indicator, _)| indicator == follow_up);
        let ahead = before.to_lowercase();
        let rhythmic =
            ["hver", "herefter", "efter", "rytme", "første gang", "derefter"].iter().any(|word| ahead.contains(word))
                || quantity.rules.contains(&"number: rhythm");
        (carried && rhythmic)
            .then(|| self.reading(follow_up, quantity.measure, quantity.span, 0.7, "indicator: follow-up goes on"))
    }

    /// `Anbragte børn besøges hver 8. uge`: the word by which a child or a family is seen in a rhythm.
    fn visit(&self, quantity: &Quantity, follow_up: usize) -> Option<Hit> {
        let text = self.sentence.text;
        let ours = CHILD.is_match(text) || self.sentence.topic.spoken.is_some_and(|(index, _)| index == follow_up);
        if !recurs(quantity, text) || !ours || OTHERWISE.is_match(text) {
            return None;
        }
        let near = |hit: &&Hit| {
            let gap = quantity.span.start.checked_sub(hit.span.end).map(|_| &text[hit.span.end..quantity.span.start]);
            let ahead = gap.is_some_and(|gap| gap.len() <= REACH && !gap.contains([';', ':']));
            // “to tilsyn om året”, “to årlige tilsyn”: what is counted.
            let counted = hit.span.start.checked_sub(quantity.span.end).is_some_and(|gap| gap <= 10);
            // “Hver ottende uge sætter rådgiver og plejefamilie sig sammen”: the rhythm opens the clause.
            let behind =
                hit.span.start.checked_sub(quantity.span.end).map(|_| &text[quantity.span.end..hit.span.start]);
            let opens = behind.is_some_and(|gap| gap.len() <= REACH / 2 && !gap.contains([',', ';', ':', '.']));
            hit.indicator == Some(follow_up) && hit.role == Role::Weak && (ahead || counted || opens)
        };
        self.sentence.hits.iter().rev().find(near).copied()
    }

    /// Whether a meeting that else speaks against a follow-up is one with the family.
    pub(super) fn meets_family(&self, hit: &Hit) -> bool {
        hit.span.of(self.sentence.text).to_lowercase().starts_with("møde") && WITH_FAMILY.is_match(self.sentence.text)
    }
}

/// Whether a length of time is said to come again and again.
fn recurs(quantity: &Quantity, text: &str) -> bool {
    let recurring = ["number: rhythm", "number: every nth", "unit: times a year", "unit: of the rhythm before"];
    quantity.rules.iter().any(|rule| recurring.contains(rule))
        || text[quantity.span.end..].split_whitespace().nth(1).is_some_and(|word| word.starts_with("mellemrum"))
}
