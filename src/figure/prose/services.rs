//! What children, young people and families get, as words: where they are placed, which measure they have.
//!
//! Takes a sentence, gives its words of `services.tsv`, the clause that a number stands in, and whether nothing but light
//! words stands between two places. Refuses a sentence without a service before it looks any closer.

use std::{collections::HashMap, sync::LazyLock};

use super::Reader;
use crate::{
    figure::vocabulary::Role,
    pattern::{Pattern, Regex, Words},
    reference::lexicon::lines,
    span::Span,
};

/// What a word of the table says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Placed,
    Kin,
    Helped,
    Notified,
    Concerns,
    Noun(&'static str),
    Against,
    Not,
}

/// The rows of the table, each kind where it is asked for.
pub(super) struct Table {
    /// The services; a sentence without any is done with.
    pub services: (Vec<Kind>, Words),
    /// Nouns that are one of them where the text speaks of it.
    pub nouns: (Vec<Kind>, Words),
    /// What speaks against a count.
    pub against: (Vec<Kind>, Words),
    /// The light words, and whether they are verbs.
    pub light: HashMap<&'static str, bool>,
}

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let (mut services, mut nouns, mut against, mut light) = (Vec::new(), Vec::new(), Vec::new(), HashMap::new());
    for line in lines(include_str!("../../reference/services.tsv")).skip(1) {
        match line.split_once('\t') {
            Some(("placed", word)) => services.push((Kind::Placed, word)),
            Some(("kin", word)) => services.push((Kind::Kin, word)),
            Some(("helped", word)) => services.push((Kind::Helped, word)),
            Some(("notified", word)) => services.push((Kind::Notified, word)),
            Some(("concerns", word)) => services.push((Kind::Concerns, word)),
            Some(("ophold", word)) => nouns.push((Kind::Noun("placements"), word)),
            Some(("indsats", word)) => nouns.push((Kind::Noun("preventive_measures"), word)),
            Some(("henvendelse", word)) => nouns.push((Kind::Noun("notifications"), word)),
            Some(("against", word)) => against.push((Kind::Against, word)),
            Some(("not", word)) => against.push((Kind::Not, word)),
            Some(("verb", word)) => drop(light.insert(word, true)),
            Some(("link", word)) => drop(light.entry(word).or_insert(false)),
            _ => panic!("no kind of service in reference line “{line}”"),
        }
    }
    let finder = |rows: Vec<(Kind, &'static str)>| {
        let (kinds, words): (Vec<Kind>, Vec<&str>) = rows.into_iter().unzip();
        (kinds, Words::new(words))
    };
    Table { services: finder(services), nouns: finder(nouns), against: finder(against), light }
});

/// Children, young people, families behind a number: `12 af kommunens børn`, `12 nye unge`, `12 af dem`.
pub(super) static GROUP: LazyLock<Regex> = LazyLock::new(|| {
    let own = r"(?:af\s+(?:vores|kommunens|byens|de|disse|alle)\s+)?";
    let adjective = r"(?:(?-i:\p{Ll}[\p{Ll}-]*(?:e|små))\s+){0,2}";
    let group = r"(?:børn\s+(?:og|eller)\s+unge|børns?|unges?|piger|drenge|søskende|familier|familiers|forældre|personer|forløb|indsatser|foranstaltninger|tiltag|ordninger|ophold)";
    Regex::new(&format!(r"(?i)^\s+(?:{own}{adjective}{group}\b|af\s+(?:børnene|familierne|de\s+unge)\b)"))
        .expect("a pattern")
});
/// Where the clause ends ahead of a number, and behind it.
static LEFT: Pattern = Pattern::new(
    r"(?i)[;:)]|\.\s|\((?P<benign>antal\))?|\s[–-]\s|,(?P<who>\s+(?:der|som|hvor)\b)?|\b(?:mens|men|heraf|hvoraf|hvorimod)\b",
);
static RIGHT: Pattern = Pattern::new(
    r"(?i)[;:(]|\.\s|\s[–-]\s|,(?P<who>\s+(?:der|som)\b)?|\b(?:mens|men|mod|heraf|hvoraf|hvorimod)\b|\bog\s+(?:i|på|hos|der|\d)",
);

impl Reader<'_> {
    /// The words of services in the sentence, the longest first of those that begin together.
    pub(super) fn services(&self) -> &[(Kind, Span)] {
        self.services.get_or_init(|| {
            let mut found = find(&TABLE.services, self.sentence.text);
            found.sort_by_key(|(_, span)| (span.start, std::cmp::Reverse(span.len())));
            found
        })
    }

    /// Whether a word that speaks against a count stands in a part of the sentence; the “uden” of “uden for hjemmet” is
    /// a service's.
    pub(super) fn speaks_against(&self, part: Span, kind: Kind) -> bool {
        let of_service = |word: Span| self.services().iter().any(|(_, service)| service.contains(word));
        let found = find(&TABLE.against, part.of(self.sentence.text));
        found.into_iter().any(|(one, word)| one == kind && !of_service(word.shifted(part.start)))
    }

    /// Whether a word is one of a service that tells of whom it is said: a kin's home only beside words of placement.
    pub(super) fn serves(&self, kind: Kind) -> bool {
        let placements = self.index("placements");
        let spoken = || {
            let words = || self.sentence.hits.iter().chain(self.sentence.heading_hits);
            self.sentence.topic.spoken.is_some_and(|(index, _)| Some(index) == placements)
                || self.sentence.passage == placements
                || self.services().iter().any(|(kind, _)| *kind == Kind::Placed)
                || words().any(|hit| hit.indicator == placements && hit.role == Role::Trigger)
        };
        match kind {
            Kind::Placed | Kind::Helped | Kind::Notified => true,
            Kind::Kin => spoken(),
            _ => false,
        }
    }

    /// The clause of a number: up to the borders around it, or the numbers beside it.
    pub(super) fn clause(&self, number: Span) -> Span {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        // “Aflastning: 12”: the colon right ahead ties the label to its number.
        let ahead = text[..number.start].trim_end().trim_end_matches([':', '(']);
        let index = quantities.partition_point(|one| one.span.start < number.start);
        let before = index.checked_sub(1).map_or(0, |before| quantities[before].span.end.min(ahead.len()));
        let borders = LEFT
            .captures_iter(&ahead[before..])
            .filter(|border| border.name("benign").or(border.name("who")).is_none());
        let left = borders.last().and_then(|border| border.get(0)).map_or(before, |end| before + end.end());
        let next = quantities.get(index + 1).map_or(text.len(), |next| next.span.start.max(number.end));
        let borders = RIGHT.captures_iter(&text[number.end..next]);
        let right = borders.filter(|border| border.name("who").is_none()).find_map(|border| border.get(0));
        Span::new(left, right.map_or(next, |end| number.end + end.start()))
    }

    /// Whether nothing but light words stands in a part of the sentence, and whether a verb is among them.
    pub(super) fn light(&self, part: Span) -> Option<bool> {
        let text = self.sentence.text;
        let (mut at, mut verb) = (part.start, false);
        while at < part.end {
            let rest = text[at..part.end].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ','));
            at = part.end - rest.len();
            if let Some(date) = self.sentence.scan.dates.iter().find(|date| date.span.start == at) {
                at = date.span.end;
                continue;
            }
            if let Some(place) = self.sentence.places.iter().find(|place| place.start == at && !place.is_empty()) {
                at = place.end;
                continue;
            }
            let word = rest.split(|c: char| c.is_whitespace() || matches!(c, ':' | ',')).next().unwrap_or_default();
            if !word.trim_end_matches('.').is_empty() {
                let lower = word.to_lowercase();
                verb |= *TABLE.light.get(lower.as_str()).or_else(|| TABLE.light.get(lower.trim_end_matches('.')))?;
            }
            at += word.len();
        }
        Some(verb)
    }
}

pub(super) fn find((kinds, words): &(Vec<Kind>, Words), text: &str) -> Vec<(Kind, Span)> {
    words.find(text).into_iter().map(|(index, span)| (kinds[index], span)).collect()
}
