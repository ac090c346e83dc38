//! Whose figure: which of the places around a number it is about.
//!
//! Takes the places named in a sentence and what the paragraph, the headings and the document say, gives a code with the
//! rule that chose it. Refuses to choose where nothing is named: such a figure has no owner.

use std::sync::LazyLock;

use super::{MunicipalityCode, RuleName, carried::Carried, facts::Facts, owner::Mention, prose::Reading};
use crate::{layout::Block, pattern::Regex, quantity::Quantity, span::Span};

/// The longest block that is a paragraph, in bytes; a longer one is a page of a transcript, and what was named a page
/// ago says nothing.
const PARAGRAPH: usize = 2_500;

/// A sentence that sets a goal.
static GOAL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)\bmål(?:et|ene|sætning\w*)?\b").expect("a pattern"));

/// A beginning that goes on about what the sentence before was about.
static TAKES_UP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:de|det|dem|heraf|deraf|af\s+(?:dem|disse)|tallet|bag\s+tallene|gruppen|resten)\b")
        .expect("a pattern")
});

/// Words that take up several numbers of the sentence before.
static BOTH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:tallene|henholdsvis|hhv\.|de\s+(?:to|tre|fire)\s+kommuner|de\s+tilsvarende|sagstallene|andelene)\b",
    )
    .expect("a pattern")
});

/// The places of a sentence, and which number is about which.
pub(super) struct Owners<'a> {
    /// The sentence.
    pub text: &'a str,
    /// The places it names, with spans in it.
    pub mentions: &'a [Mention],
    /// Its numbers.
    pub quantities: &'a [Quantity],
    /// What they are figures of.
    pub readings: &'a [Option<Reading>],
}

impl Owners<'_> {
    /// The owner of the quantity at an index: the sentence's, the paragraph's, the heading's, the document's.
    pub(super) fn resolve(
        &self,
        index: usize,
        block: &Block,
        carried: &Carried,
        facts: &Facts,
    ) -> (Option<MunicipalityCode>, RuleName) {
        let paragraph = carried.owner.as_ref();
        if let Some(code) = self.taken_up(index, &carried.places) {
            return (Some(code), "owner: in the order of the sentence before");
        }
        if let Some(code) = self.of(index) {
            // “de svenske socialrådgivere” in a paragraph about Borås are those of Borås.
            let there = paragraph.filter(|place| code == MunicipalityCode::SWEDEN && place.as_str().starts_with("SE-"));
            return (Some(there.cloned().unwrap_or(code)), "owner: named in the sentence");
        }
        // “De handlede om 79.000 børn” goes on about the country.
        if carried.country && TAKES_UP.is_match(self.text) {
            return (Some(MunicipalityCode::DENMARK), "owner: the country, as before");
        }
        // A goal is the document's own, wherever its model comes from.
        let goal = GOAL.is_match(self.text);
        if let Some(code) = paragraph.filter(|_| block.span.len() < PARAGRAPH && !goal) {
            return (Some(code.clone()), "owner: named in the paragraph");
        }
        if goal && facts.owner.is_some() {
            return (facts.owner.clone(), "owner: the document's own goal");
        }
        let named = |heading: &Span| match facts.mentions_in(*heading) {
            [only] => Some(only.code.clone()),
            _ => None,
        };
        if let Some(code) = block.headings.iter().rev().find_map(named) {
            return (Some(code), "owner: named in the heading");
        }
        match &facts.owner {
            Some(code) => (Some(code.clone()), "owner: the document's own"),
            None if facts.surveyed => (Some(MunicipalityCode::DENMARK), "owner: a survey of the country"),
            None => (None, "owner: not named"),
        }
    }

    /// `Året før var tallene 41 og 33`: as many numbers as the sentence before named places, in their order.
    fn taken_up(&self, index: usize, earlier: &[MunicipalityCode]) -> Option<MunicipalityCode> {
        let numbers = (0..self.quantities.len()).filter(|&at| self.readings[at].is_some());
        let rank = numbers.clone().position(|at| at == index)?;
        let same = self.mentions.is_empty() && earlier.len() >= 2 && numbers.count() == earlier.len();
        (same && BOTH.is_match(self.text)).then(|| earlier[rank].clone())
    }

    fn of(&self, index: usize) -> Option<MunicipalityCode> {
        let span = self.quantities[index].span;
        let code = |mention: &Mention| mention.code.clone();
        if let Some(paired) = self.respectively(index) {
            return Some(paired);
        }
        let next = self
            .quantities
            .iter()
            .find(|other| other.span.start >= span.end)
            .map_or(self.text.len(), |other| other.span.start);
        let behind = self.mentions.iter().find(|mention| {
            mention.span.start >= span.end && mention.span.start < next && self.attached(span, mention)
        });
        if let Some(mention) = behind {
            return Some(code(self.specified(mention)));
        }
        let ahead = self.mentions.iter().rev().find(|mention| mention.span.end <= span.start);
        if let Some(mention) = ahead {
            return Some(code(self.within(mention)));
        }
        let far = self.mentions.iter().find(|mention| {
            mention.span.start >= span.end && !self.text[span.end..mention.span.start].contains([';', ':'])
        });
        far.filter(|mention| {
            mention.code.is_municipality() && self.mentions.len() == 1 && mention.span.start - span.end <= 90
        })
        .map(code)
    }

    /// `57 % i Danmark`: a place that a preposition ties to the number, in the same clause.
    fn attached(&self, span: Span, mention: &Mention) -> bool {
        let gap = &self.text[span.end..mention.span.start];
        let group = !mention.code.is_municipality() && !mention.code.as_str().starts_with("SE-");
        let tied = ["i", "hos", "på", "for", "af"]
            .iter()
            .any(|word| gap.trim_end().to_lowercase().rsplit(' ').next() == Some(word))
            || group && gap.len() < 40;
        tied && gap.len() <= 80
            && !gap.contains([',', ';', ':'])
            && !gap.ends_with(" og i ")
            && !gap.ends_with(" og på ")
            && !gap.contains(" mens ")
            && !gap.contains(" - ")
            && !gap.contains(" – ")
            && !gap.contains(" mod ")
    }

    /// `i Sverige (Borås Kommune)`: what stands in brackets behind a place says which.
    fn specified<'m>(&'m self, mention: &'m Mention) -> &'m Mention {
        let next = self.mentions.iter().find(|next| next.span.start >= mention.span.end);
        match next.filter(|next| self.text[mention.span.end..next.span.start].trim() == "(") {
            Some(next) => next,
            None => mention,
        }
    }

    /// `Borås i Sverige`: a country that only says where the place before it lies.
    fn within<'m>(&'m self, mention: &'m Mention) -> &'m Mention {
        let abroad = mention.code == MunicipalityCode::SWEDEN;
        let place = self.mentions.iter().rev().find(|place| place.span.end <= mention.span.start);
        let lies = |place: &Mention| {
            place.code.as_str().starts_with("SE-") && self.text[place.span.end..mention.span.end].len() <= 20
        };
        place.filter(|place| abroad && lies(place)).unwrap_or(mention)
    }

    /// `Fredericia og Hedensted ligger på 6,1 pct. henholdsvis 4,4 pct.`: as many places in a row as numbers.
    fn respectively(&self, index: usize) -> Option<MunicipalityCode> {
        let numbers: Vec<usize> = (0..self.quantities.len()).filter(|&at| self.readings[at].is_some()).collect();
        let places: Vec<&Mention> = self.mentions.iter().filter(|mention| mention.code.is_municipality()).collect();
        let rank = numbers.iter().position(|&at| at == index)?;
        let joined = |pair: &[&Mention]| matches!(self.text[pair[0].span.end..pair[1].span.start].trim(), "og" | ",");
        let in_row = places.len() >= 2 && places.len() == numbers.len() && places.windows(2).all(joined);
        let ahead = places.last()?.span.end <= self.quantities[*numbers.first()?].span.start;
        (in_row && ahead).then(|| places[rank].code.clone())
    }
}
