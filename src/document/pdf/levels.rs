//! How deep each heading lies.
//!
//! Takes the headings of a document with what marks them, gives their levels: as tagged, else as numbered, else the
//! larger the type the higher, and bold above light of the same size. Refuses nothing.

use crate::{document::Heading, span::Span};

/// A heading with what its level comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marked {
    pub span: Span,
    pub size: f32,
    pub bold: bool,
    /// The level that the document tags it with.
    pub level: Option<u8>,
}

/// The lowest level.
const LOWEST: usize = 6;

/// The headings with their levels.
pub(super) fn levels(text: &str, headings: &[Marked]) -> Vec<Heading> {
    let rank = |one: &Marked| ((one.size * 2.0).round() as u32, one.bold);
    let mut ranks: Vec<(u32, bool)> = headings.iter().map(rank).collect();
    ranks.sort_unstable_by(|a, b| b.cmp(a));
    ranks.dedup();
    let depth = |one: &Marked| depth(one.span.of(text));
    // The shallowest number of each look: “2.1” lies one below “2” only where both look alike.
    let shallowest: Vec<usize> = ranks
        .iter()
        .map(|look| headings.iter().filter(|one| rank(one) == *look).filter_map(depth).min().unwrap_or(1))
        .collect();
    let level = |one: &Marked| {
        let place = ranks.iter().position(|look| *look == rank(one)).unwrap_or(0);
        place + 1 + depth(one).map_or(0, |depth| depth - shallowest[place])
    };
    let heading = |one: &Marked| {
        let level = one.level.map_or_else(|| level(one), usize::from);
        Heading { span: one.span, level: level.clamp(1, LOWEST) as u8 }
    };
    headings.iter().map(heading).collect()
}

/// How many numbers a heading begins with: 1 in “2 Baggrund” and “2. Baggrund”, 2 in “2.1 Økonomi”.
fn depth(heading: &str) -> Option<usize> {
    let number = heading.split_whitespace().next()?.trim_end_matches('.');
    let parts: Vec<&str> = number.split('.').collect();
    let counted = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.iter().all(counted).then_some(parts.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(headings: &[(&str, f32, bool)]) -> Vec<u8> {
        let text: String = headings.iter().map(|(text, ..)| *text).collect();
        let mut start = 0;
        let marked: Vec<Marked> = headings
            .iter()
            .map(|(text, size, bold)| {
                start += text.len();
                Marked { span: Span::new(start - text.len(), start), size: *size, bold: *bold, level: None }
            })
            .collect();
        levels(&text, &marked).iter().map(|heading| heading.level).collect()
    }

    #[test]
    fn levels_follow_size_and_weight() {
        assert_eq!(of(&[("a", 18.0, false), ("b", 12.0, false), ("c", 12.0, true), ("d", 18.1, false)]), [1, 3, 2, 1]);
    }

    #[test]
    fn levels_follow_numbers_where_headings_look_alike() {
        let alike = |text| (text, 12.0, true);
        assert_eq!(of(&[alike("1 Mål"), alike("1.1 Børn"), alike("1.1.2 Skole"), alike("2. Midler")]), [1, 2, 3, 1]);
        assert_eq!(of(&[("Plan", 18.0, true), alike("1.1 Børn"), alike("1.2 Unge")]), [1, 2, 2]);
        assert_eq!(of(&[alike("2023 og frem"), alike("12.000 kr.")]), [1, 1]);
    }
}
