//! Children, young people and families counted by what they get: a place outside the home, a preventive measure, a
//! notification of concern.
//!
//! Takes a bare number, gives its [`Reading`] where the words of its clause tie it to a service, in whatever order:
//! `12 børn bor i familiepleje`, `i familiepleje er der 12`, `Familiepleje: 12 børn`. The words are rows of
//! `services.tsv`. Refuses a number with a noun of its own that is no group of children or families, one whose clause
//! counts who asks or waits, and one between whom and the service there is a “no”.

use std::{collections::HashMap, sync::LazyLock};

use rust_decimal::Decimal;

use super::{Reader, Reading, count::foreign_noun};
use crate::{
    figure::{RuleName, Unit, vocabulary::Role},
    pattern::{Regex, Words},
    quantity::{Measure, Quantity, Value},
    span::Span,
};

/// How far behind the group the service may stand, in bytes.
const BEHIND: usize = 90;
/// How far ahead of the number.
const AHEAD: usize = 70;
/// The least that a lone number in brackets behind a service may be, lest it be a footnote's mark.
const NO_MARK: u32 = 10;

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
struct Table {
    /// The services; a sentence without any is done with.
    services: (Vec<Kind>, Words),
    /// Nouns that are one of them where the text speaks of it.
    nouns: (Vec<Kind>, Words),
    /// What speaks against a count.
    against: (Vec<Kind>, Words),
    /// The light words, and whether they are verbs.
    light: HashMap<&'static str, bool>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let table = include_str!("../../reference/services.tsv");
    let (mut services, mut nouns, mut against, mut light) = (Vec::new(), Vec::new(), Vec::new(), HashMap::new());
    for line in table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1) {
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
static GROUP: LazyLock<Regex> = LazyLock::new(|| {
    let own = r"(?:af\s+(?:vores|kommunens|byens|de|disse|alle)\s+)?";
    let adjective = r"(?:(?-i:\p{Ll}[\p{Ll}-]*(?:e|små))\s+){0,2}";
    let group = r"(?:børn\s+(?:og|eller)\s+unge|børns?|unges?|piger|drenge|søskende|familier|familiers|forældre|personer|forløb|indsatser|foranstaltninger|tiltag|ordninger|ophold)";
    Regex::new(&format!(r"(?i)^\s+(?:{own}{adjective}{group}\b|af\s+(?:børnene|familierne|de\s+unge)\b)"))
        .expect("a pattern")
});
/// What may stand between a number and its noun.
static ADJECTIVES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s+(?:(?-i:\p{Ll}[\p{Ll}-]*(?:e|små))\s+){0,2}").expect("a pattern"));
/// The rule by which a group is part of the count before it.
const PART: RuleName = "indicator: part of the count before";
/// The rule by which somebody who has a place outside the home is counted; the word for it says which place.
pub(crate) const PLACED: RuleName = "indicator: who is placed";
/// `, fordelt på `: from a count to the groups that it consists of; and from group to group.
static PARTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:heraf|hvoraf|deraf|fordelt\s+på|fordele[rs]\s+sig\s+på|fordelte\s+sig\s+på|dækker\s+over)\s+(?:er\s+|var\s+|de\s+)?$").expect("a pattern")
});
static NEXT_PART: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)^\s+\p{L}+(?:,|\s+og)\s+$").expect("a pattern"));
/// `12 af dem bor hos `: some of those told before.
static OF_THEM: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)^\s+af\s+(?:dem|disse)\b").expect("a pattern"));
/// `og på `: ahead of the next place of a row.
static IN_ROW: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^[\s,]*(?:og\s+)?(?P<at>(?:i|på|hos)\s+)?$").expect("a pattern"));
/// `flyttes fra `: who leaves a place.
static MOVES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:flytte[srt]?|flyttede|hjemtage[srt]?|hjemtaget)\b").expect("a pattern"));
/// Where the clause ends ahead of a number, and behind it.
static LEFT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[;:)]|\.\s|\((?P<benign>antal\))?|\s[–-]\s|,|\b(?:mens|men|heraf|hvoraf|hvorimod|hvor)\b")
        .expect("a pattern")
});
static RIGHT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[;:(]|\.\s|\s[–-]\s|,(?P<who>\s+(?:der|som)\b)?|\b(?:mens|men|mod|heraf|hvoraf|hvorimod)\b|\bog\s+(?:i|på|hos|der|\d)").expect("a pattern")
});

impl Reader<'_> {
    /// Who gets a service.
    pub(super) fn served(&self, quantity: &Quantity) -> Option<Reading> {
        let (text, behind) = (self.sentence.text, &self.sentence.text[quantity.span.end..]);
        let group = GROUP.find(behind).map(|group| quantity.span.end + group.end());
        let whole = !quantity.span.of(text).contains(',') && quantity.value != Value::Exact(Decimal::ONE);
        if !whole || group.is_none() && foreign_noun(behind) || self.services().is_empty() {
            return None;
        }
        if let Some(reading) = self.children_concerned(quantity, group) {
            return Some(reading);
        }
        let clause = self.clause(quantity.span);
        let (kind, word) = self
            .service_behind(quantity.span, group, clause)
            .or_else(|| self.service_ahead(quantity.span, group.is_some(), clause))
            .or_else(|| self.service_bracketed(quantity))?;
        if self.speaks_against(clause, Kind::Against) {
            return None;
        }
        let (code, rule): (_, RuleName) = match kind {
            Kind::Placed | Kind::Kin => ("placements", PLACED),
            Kind::Notified => ("notifications", "indicator: whom it is about"),
            _ => ("preventive_measures", "indicator: who is helped"),
        };
        let reading = self.reading(self.index(code)?, Measure::Bare, word, 0.8, rule);
        let persons =
            kind == Kind::Notified || kind == Kind::Helped && group.is_some_and(|end| !is_measure(&text[..end]));
        Some(if persons { Reading { unit: Unit::Persons, ..reading } } else { reading })
    }

    /// `12 unge modtager efterværn`: a preventive measure, more than the recipients of anything.
    pub(super) fn measure_received(&self, quantity: &Quantity) -> Option<Reading> {
        let bare = quantity.measure == Measure::Bare;
        self.served(quantity).filter(|reading| bare && Some(reading.indicator) == self.index("preventive_measures"))
    }

    /// `I 2017 kom der 12 henvendelser`, in a text about notifications: a noun that means them there.
    pub(super) fn noun_of_topic(&self, quantity: &Quantity) -> Option<Reading> {
        let text = self.sentence.text;
        let adjectives =
            ADJECTIVES.find(&text[quantity.span.end..]).filter(|_| quantity.value != Value::Exact(Decimal::ONE))?;
        let from = quantity.span.end + adjectives.end();
        let end = text.floor_char_boundary((from + 40).min(text.len()));
        let found = find(&TABLE.nouns, &text[from..end]);
        let (kind, noun) = found.into_iter().filter(|(_, noun)| noun.start == 0).max_by_key(|(_, noun)| noun.end)?;
        let Kind::Noun(code) = kind else { return None };
        let indicator = self.index(code)?;
        let topic = self.sentence.topic;
        let words = || self.sentence.hits.iter().chain(self.sentence.heading_hits);
        let spoken = topic.subject.is_some_and(|subject| subject.indicator == indicator)
            || topic.spoken.is_some_and(|(index, _)| index == indicator)
            || words().any(|hit| hit.indicator == Some(indicator) && hit.role == Role::Trigger);
        let clause = self.clause(quantity.span);
        let whole = !quantity.span.of(text).contains(',') && !self.speaks_against(clause, Kind::Against);
        let rule = "indicator: a noun of the topic";
        (spoken && whole).then(|| self.reading(indicator, Measure::Bare, noun.shifted(from), 0.7, rule))
    }

    /// `131 anbragte, fordelt på 84 børn og 47 unge`, `heraf tre spæde børn`: groups that a count before them consists of.
    pub(super) fn groups_of_count(&self, readings: &mut [Option<Reading>]) {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        for index in 1..readings.len() {
            let (a, b) = (&quantities[index - 1], &quantities[index]);
            let Some(left) = readings[index - 1].filter(|_| a.span.end <= b.span.start) else { continue };
            let group = |one: &Quantity| one.measure == Measure::Bare && GROUP.is_match(&text[one.span.end..]);
            let counts = ["placements", "preventive_measures", "notifications"];
            let gap = &text[a.span.end..b.span.start];
            let part = PARTS.is_match(gap) || left.rule == PART && group(a) && NEXT_PART.is_match(gap);
            if readings[index].is_none()
                && a.measure == Measure::Bare
                && group(b)
                && part
                && counts.contains(&self.catalogue.all()[left.indicator].code.as_str())
            {
                readings[index] = Some(Reading { rule: PART, confidence: left.confidence - 0.08, ..left });
            }
        }
    }

    /// The words of services in the sentence, the longest first of those that begin together.
    fn services(&self) -> &[(Kind, Span)] {
        self.services.get_or_init(|| {
            let mut found = find(&TABLE.services, self.sentence.text);
            found.sort_by_key(|(_, span)| (span.start, std::cmp::Reverse(span.len())));
            found
        })
    }

    /// Whether a word that speaks against a count stands in a part of the sentence; the “uden” of “uden for hjemmet” is
    /// a service's.
    fn speaks_against(&self, part: Span, kind: Kind) -> bool {
        let of_service = |word: Span| self.services().iter().any(|(_, service)| service.contains(word));
        let found = find(&TABLE.against, part.of(self.sentence.text));
        found.into_iter().any(|(one, word)| one == kind && !of_service(word.shifted(part.start)))
    }

    /// Whether a word is one of a service that tells of whom it is said: a kin's home only beside words of placement.
    fn serves(&self, kind: Kind) -> bool {
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
    fn clause(&self, number: Span) -> Span {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        // “Aflastning: 12”: the colon right ahead ties the label to its number.
        let ahead = text[..number.start].trim_end().trim_end_matches([':', '(']);
        let index = quantities.partition_point(|one| one.span.start < number.start);
        let before = index.checked_sub(1).map_or(0, |before| quantities[before].span.end.min(ahead.len()));
        let borders = LEFT.captures_iter(&ahead[before..]).filter(|border| border.name("benign").is_none());
        let left = borders.last().and_then(|border| border.get(0)).map_or(before, |end| before + end.end());
        let next = quantities.get(index + 1).map_or(text.len(), |next| next.span.start.max(number.end));
        let borders = RIGHT.captures_iter(&text[number.end..next]);
        let right = borders.filter(|border| border.name("who").is_none()).find_map(|border| border.get(0));
        Span::new(left, right.map_or(next, |end| number.end + end.start()))
    }

    /// `12 børn bor i familiepleje`; without a group nothing but light words may stand between: `12 bor hos plejefamilier`.
    fn service_behind(&self, number: Span, group: Option<usize>, clause: Span) -> Option<(Kind, Span)> {
        let them = OF_THEM.find(&self.sentence.text[number.end..]).map(|them| number.end + them.end());
        let from = group.or(them).unwrap_or(number.end).min(clause.end);
        let behind = Span::new(from, clause.end);
        let (kind, word) =
            self.services().iter().copied().find(|(kind, span)| behind.contains(*span) && self.serves(*kind))?;
        let gap = Span::new(from, word.start);
        // “12 børn fra plejefamilier” are theirs; who moves from one was placed there.
        let from_there =
            gap.of(self.sentence.text).trim_end().ends_with("fra") && !MOVES.is_match(gap.of(self.sentence.text));
        let near = gap.len() <= BEHIND && !from_there && !self.speaks_against(gap, Kind::Not);
        (near && (group.is_some() || self.light(gap).is_some())).then_some((kind, word))
    }

    /// `I familiepleje er der 12`, `Efterværn gives til 12 unge`, `Familiepleje: 12 børn`.
    fn service_ahead(&self, number: Span, group: bool, clause: Span) -> Option<(Kind, Span)> {
        let ahead = Span::new(clause.start, number.start);
        let services = self.services().iter().rev().copied();
        let (kind, word) = services.clone().find(|(kind, span)| ahead.contains(*span) && self.serves(*kind))?;
        // Of two words in one place the longer is meant.
        let word =
            services.filter(|(_, span)| span.contains(word)).map(|(_, span)| span).max_by_key(|span| span.len())?;
        let gap = Span::new(word.end, number.start);
        let (said, between) = (word.of(self.sentence.text), gap.of(self.sentence.text).trim());
        // “Vi har anbragt 12 børn”, “efterværn til 12 unge”, “, på opholdssted 12”.
        let own = TABLE.light.get(said.to_lowercase().as_str()) == Some(&true);
        let given = kind == Kind::Helped && between.ends_with("til") && group;
        let row = clause.start > 0 && between.is_empty() && self.in_row(Span::new(clause.start, word.start));
        let tied = own || given || row || between.ends_with(':');
        (gap.len() <= AHEAD && self.light(gap).is_some_and(|verb| verb || tied)).then_some((kind, word))
    }

    /// `og på `: whether the words ahead of a service begin the next one of a row; without a preposition it may be the next
    /// price of one.
    fn in_row(&self, ahead: Span) -> bool {
        let money = || self.sentence.scan.quantities.iter().any(|other| other.measure == Measure::Money);
        IN_ROW.captures(ahead.of(self.sentence.text)).is_some_and(|found| found.name("at").is_some() || !money())
    }

    /// `familiebehandling (96)`.
    fn service_bracketed(&self, quantity: &Quantity) -> Option<(Kind, Span)> {
        let text = self.sentence.text;
        let open = text[..quantity.span.start].strip_suffix('(')?.trim_end().len();
        let much = quantity.value.low() >= Decimal::from(NO_MARK) && text[quantity.span.end..].starts_with(')');
        let word = self.services().iter().rev().find(|(kind, span)| *kind == Kind::Helped && span.end == open)?;
        much.then_some(*word)
    }

    /// Whether nothing but light words stands in a part of the sentence, and whether a verb is among them.
    fn light(&self, part: Span) -> Option<bool> {
        let text = self.sentence.text;
        let (mut at, mut verb) = (part.start, false);
        while at < part.end {
            let rest = text[at..part.end].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ','));
            at = part.end - rest.len();
            if let Some(date) = self.sentence.scan.dates.iter().find(|date| date.span.start == at) {
                at = date.span.end;
                continue;
            }
            let word = rest.split(|c: char| c.is_whitespace() || matches!(c, ':' | ',')).next().unwrap_or_default();
            if !word.is_empty() {
                verb |= *TABLE.light.get(word.to_lowercase().as_str())?;
            }
            at += word.len();
        }
        Some(verb)
    }

    /// `Underretningerne handlede om 602 børn`: whom notifications are about.
    fn children_concerned(&self, quantity: &Quantity, group: Option<usize>) -> Option<Reading> {
        let notifications = self.index("notifications")?;
        let noun = Span::new(quantity.span.end + 1, group?);
        let ahead =
            self.services().iter().filter(|(kind, span)| *kind == Kind::Concerns && span.end <= quantity.span.start);
        let near = |span: Span| self.light(Span::new(span.end, quantity.span.start)).is_some();
        let spoken = self.sentence.topic.spoken.is_some_and(|(index, _)| index == notifications)
            || ahead.clone().any(|(_, span)| span.of(self.sentence.text).to_lowercase().starts_with("underret"))
            || self
                .sentence
                .hits
                .iter()
                .chain(self.sentence.heading_hits)
                .any(|hit| hit.indicator == Some(notifications));
        let maybe = self.speaks_against(self.clause(quantity.span), Kind::Against);
        if !spoken || maybe || !ahead.clone().any(|(_, span)| near(*span)) {
            return None;
        }
        let reading = self.reading(notifications, Measure::Bare, noun, 0.82, "indicator: whom it is about");
        Some(Reading { unit: Unit::Persons, ..reading })
    }
}

fn find((kinds, words): &(Vec<Kind>, Words), text: &str) -> Vec<(Kind, Span)> {
    words.find(text).into_iter().map(|(index, span)| (kinds[index], span)).collect()
}

/// Whether a text ends with a noun that measures are counted by, not those who get them.
fn is_measure(text: &str) -> bool {
    ["forløb", "indsatser", "foranstaltninger", "tiltag", "ordninger", "ophold"].iter().any(|noun| text.ends_with(noun))
}
