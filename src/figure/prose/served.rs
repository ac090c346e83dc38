//! Children, young people and families counted by what they get: a place outside the home, a preventive measure, a
//! notification of concern.
//!
//! Takes a bare number, gives its [`Reading`] where the words of its clause tie it to a service, in whatever order:
//! `12 børn bor i familiepleje`, `i familiepleje er der 12`, `Familiepleje: 12 børn`. The words are rows of
//! `services.tsv`. Refuses a number with a noun of its own that is no group of children or families, one whose clause
//! counts who asks or waits, and one between whom and the service there is a “no”.

use rust_decimal::Decimal;

use super::{
    Reader, Reading,
    count::foreign_noun,
    services::{GROUP, Kind, TABLE},
};
use crate::{
    figure::{RuleName, Unit},
    pattern::Pattern,
    quantity::{Measure, Quantity, Value},
    span::Span,
};

/// How far behind the group the service may stand, in bytes.
const BEHIND: usize = 90;
/// How much a label may say of its service, in bytes.
const LABEL: usize = 50;
/// How far ahead of the number.
const AHEAD: usize = 70;
/// The least that a lone number in brackets behind a service may be, lest it be a footnote's mark.
const NO_MARK: u32 = 10;

/// The rule by which somebody who has a place outside the home is counted; the word for it says which place.
pub(crate) const PLACED: RuleName = "indicator: who is placed";
/// `12 af dem bor hos `: some of those told before.
static OF_THEM: Pattern = Pattern::new(r"(?i)^\s+af\s+(?:dem|disse)\b");
/// `og på `: ahead of the next place of a row.
static IN_ROW: Pattern = Pattern::new(r"(?i)^[\s,]*(?:og\s+)?(?P<at>(?:i|på|hos)\s+)?$");
/// `flyttes fra `: who leaves a place.
static MOVES: Pattern = Pattern::new(r"(?i)\b(?:flytte[srt]?|flyttede|hjemtage[srt]?|hjemtaget)\b");

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
        if let Some(label) = self.label(ahead) {
            return Some(label);
        }
        let services = self.services().iter().rev().copied();
        let (kind, word) = services.clone().find(|(kind, span)| ahead.contains(*span) && self.serves(*kind))?;
        // Of two words in one place the longer is meant.
        let word =
            services.filter(|(_, span)| span.contains(word)).map(|(_, span)| span).max_by_key(|span| span.len())?;
        let gap = Span::new(word.end, number.start);
        let (said, between) = (word.of(self.sentence.text), gap.of(self.sentence.text).trim());
        // “Vi har anbragt 12 børn”, “efterværn til 12 unge”, “, på opholdssted 12”.
        let own = TABLE.light.get(said.to_lowercase().as_str()) == Some(&true);
        let given = kind == Kind::Helped && (between.ends_with("til") || between.ends_with("for")) && group;
        let row = clause.start > 0 && between.is_empty() && self.in_row(Span::new(clause.start, word.start));
        let tied = own || given || row || between.ends_with(':');
        (gap.len() <= AHEAD && self.light(gap).is_some_and(|verb| verb || tied)).then_some((kind, word))
    }

    /// `Kontaktperson for den unge alene: `: a label that begins with a service, whatever it says of it.
    fn label(&self, ahead: Span) -> Option<(Kind, Span)> {
        let label =
            Span::new(ahead.start, ahead.start + ahead.of(self.sentence.text).trim_end().strip_suffix(':')?.len());
        let (kind, word) =
            self.services().iter().copied().find(|(kind, span)| label.contains(*span) && self.serves(*kind))?;
        let begins = self.light(Span::new(label.start, word.start)).is_some();
        (begins && label.end - word.end <= LABEL).then_some((kind, word))
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

/// Whether a text ends with a noun that measures are counted by, not those who get them.
fn is_measure(text: &str) -> bool {
    ["forløb", "indsatser", "foranstaltninger", "tiltag", "ordninger", "ophold"].iter().any(|noun| text.ends_with(noun))
}
