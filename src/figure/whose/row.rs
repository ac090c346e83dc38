//! Places in a row and numbers in a row: `I Struer og Lemvig er den 31 henholdsvis 27`, `61 og 55 pct. i hhv. A og B`.
//!
//! Takes a sentence's places and numbers, gives the place that has a number's rank. Refuses rows of different lengths,
//! and numbers that do not follow each other directly: `30 sager i 2015 og 24 i 2018` are two years of both.

use super::Owners;
use crate::{
    figure::{MunicipalityCode, owner::Mention},
    pattern::Pattern,
};

/// From one place of a row to the next.
static PLACES: Pattern =
    Pattern::new(r"(?i)^\s*(?:,|,?\s*(?:og|samt|henholdsvis|hhv\.))\s*(?:i\s+)?(?:henholdsvis\s+|hhv\.\s+)?$");
/// From one number of a row to the next: at most a noun and a hedge between them.
static NUMBERS: Pattern = Pattern::new(
    r"(?ix)^\s*(?:\p{L}[\p{L}-]*\.?\s*)?
          (?:,|,?\s*(?:og|samt|mod|henholdsvis|hhv\.|respektive))\s*
          (?:(?:henholdsvis|hhv\.|ca\.|cirka|knap|godt|omkring|på|til)\s+)*$",
);
/// From the numbers to the places that they are in.
static IN: Pattern = Pattern::new(
    r"(?i)^(?:[^,;:.\d]|\bpr\.){0,60}\b(?:i|hos|for)\s+(?:henholdsvis\s+|hhv\.\s+|kommunerne\s+|nabokommunerne\s+)*$",
);

impl Owners<'_> {
    /// The place of a number's rank, where as many places stand in a row as numbers.
    pub(super) fn in_row(&self, index: usize) -> Option<&Mention> {
        let places: Vec<&Mention> =
            self.mentions.iter().filter(|mention| mention.code != MunicipalityCode::GROUP).collect();
        if places.len() < 2 {
            return None;
        }
        let joined =
            |pair: &[&Mention]| PLACES.is_match(&self.text[pair[0].span.end..pair[1].span.start.max(pair[0].span.end)]);
        let mut first = 0;
        while first < places.len() {
            let more = places[first..].windows(2).take_while(|pair| joined(pair)).count();
            let row = &places[first..=first + more];
            let found =
                if more > 0 { self.told_ahead(index, row).or_else(|| self.told_behind(index, row)) } else { None };
            if found.is_some() {
                return found;
            }
            first += more + 1;
        }
        None
    }

    /// The row of places stands ahead of its numbers, and no other place before them.
    fn told_ahead<'m>(&self, index: usize, row: &[&'m Mention]) -> Option<&'m Mention> {
        let from = row.last()?.span.end;
        let next = self.mentions.iter().find(|mention| mention.span.start >= from);
        let to = next.map_or(self.text.len(), |next| next.span.start);
        let inside = |at: &usize| {
            let span = self.quantities[*at].span;
            span.start >= from && span.end <= to
        };
        let read = (0..self.quantities.len()).filter(|at| self.readings[*at].is_some());
        let numbers: Vec<usize> = read.filter(inside).collect();
        let all = || (0..self.quantities.len()).filter(inside).collect::<Vec<usize>>();
        [numbers, all()].into_iter().find_map(|numbers| self.ranked(index, &numbers, row))
    }

    /// The numbers stand ahead of the places that they are in.
    fn told_behind<'m>(&self, index: usize, row: &[&'m Mention]) -> Option<&'m Mention> {
        let to = row.first()?.span.start;
        let last = (0..self.quantities.len()).rev().find(|at| self.quantities[*at].span.end <= to)?;
        let first = (last + 1).checked_sub(row.len())?;
        let tied = IN.is_match(&self.text[self.quantities[last].span.end..to]);
        let numbers: Vec<usize> = (first..=last).filter(|_| tied).collect();
        self.ranked(index, &numbers, row)
    }

    /// The place that a number has among as many numbers as there are places, all of one kind and right after each other.
    fn ranked<'m>(&self, index: usize, numbers: &[usize], row: &[&'m Mention]) -> Option<&'m Mention> {
        let rank = numbers.iter().position(|at| *at == index)?;
        let adjacent = |pair: &[usize]| {
            let (a, b) = (&self.quantities[pair[0]], &self.quantities[pair[1]]);
            let same = |a: &super::Reading, b: &super::Reading| a.indicator == b.indicator;
            let kind = match (&self.readings[pair[0]], &self.readings[pair[1]]) {
                (Some(a), Some(b)) => same(a, b),
                _ => a.measure == b.measure,
            };
            kind && pair[1] == pair[0] + 1 && NUMBERS.is_match(&self.text[a.span.end..b.span.start])
        };
        (numbers.len() == row.len() && numbers.windows(2).all(adjacent)).then(|| row[rank])
    }
}
