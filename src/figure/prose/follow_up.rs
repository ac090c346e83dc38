//! How often a case is looked at again: lengths of time and frequencies.
//!
//! Takes a quantity that is one, gives it the reading of a follow-up where a word of following up stands in its sentence
//! or was the last one spoken of. What comes again beside a child or a case and whoever looks after it is a follow-up
//! too, by whatever verb, and so is the time between two visits. Refuses how long something lasts, a clause about
//! anything else that comes again, and meetings of those who only manage cases.

use std::sync::LazyLock;

use super::{AS_BEFORE, Reader, Reading, count::foreign_noun};
use crate::{
    figure::{
        Unit,
        topic::Subject,
        vocabulary::{Hit, Role},
    },
    pattern::{Pattern, Regex, Words},
    quantity::{Measure, Quantity},
    reference::lexicon::kinds,
    span::Span,
};

/// What a word beside a time that comes again says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Child,
    Case,
    Carer,
    Money,
    Other,
}

/// The rows of `rhythms.tsv`.
static RHYTHMS: LazyLock<(Vec<Kind>, Words)> = LazyLock::new(|| {
    kinds(include_str!("../../reference/rhythms.tsv"), |name| {
        Some(match name {
            "child" => Kind::Child,
            "case" => Kind::Case,
            "carer" => Kind::Carer,
            "money" => Kind::Money,
            "other" => Kind::Other,
            _ => return None,
        })
    })
});

/// `i de første fire måneder`, `varer seks uger`: how long something lasts.
static LASTS: Pattern = Pattern::new(
    r"(?i)\b(?:i|over|gennem|varer|varede|løber\s+over|de\s+(?:første|seneste|sidste|næste|kommende))\s+$",
);
/// A meeting with the family itself, or in which a case is looked at.
static WITH_FAMILY: LazyLock<Regex> = LazyLock::new(|| {
    let they = r"(?:familien?|familierne|barnet|børnene|forældrene|den\s+unge|de\s+unge)";
    let who = r"(?:familien?|familierne|barn|barnet|børn|børnene|plejefamili\p{L}*|plejeforældre\p{L}*|forældrene|den\s+unge|de\s+unge|(?:deres|sin)\s+(?:\p{L}*rådgiver|sagsbehandler))";
    Regex::new(&format!(
        r"(?i)\bmøde[rs]?\s+(?:\p{{L}}+\s+){{0,2}}{who}\b|\b{they}(?:\s+\p{{L}}+){{0,3}}\s+møde[rs]?\b|\b(?:møde|møder)\s+med\s+(?:deres|sin)\s+\p{{L}}*rådgiver|\bsag(?:en|er|erne)?\b[^.;]{{0,30}}\b(?:op|drøftes|gennemgås|vendes)\s+på\b"
    ))
    .expect("a pattern")
});
/// `fire måneder mellem besøgene`, `seks uger imellem`, `tre måneder uden et besøg`: the time between two of them.
static BETWEEN: Pattern = Pattern::new(
    r"(?i)^\s+\p{L}+\s+(?:(?:i?mellem|uden)\b|siden\s+sidst)|^\s+\p{L}+,?\s+(?:før|inden|til)\s+[^.;:]{0,50}\b(?:igen|næste\s+gang)\b",
);
/// `Kadencen er 6 uger`, `et interval på otte uger`.
static CADENCE: Pattern = Pattern::new(
    r"(?i)\b(?:\p{L}*(?:kadence|frekvens|interval|hyppighed|rytme|rytmen|standard)\p{L}*)\b[^.;:,]{0,40}(?::\s*(?:hver(?:t)?\s+)?)?$",
);
/// `Børn i familiepleje: hver `: a label and its number.
static LABEL: Pattern = Pattern::new(r"(?i):\s*(?:hvert?\s+)?$");
/// The time that a rhythm's number is of, behind it: `. uge`.
static STEP: Pattern = Pattern::new(r"^\.?\s+\p{L}+");
/// `gik der fire måneder mellem besøgene`: between what two times lie, wherever it is said.
static BETWEEN_VISITS: Pattern = Pattern::new(
    r"(?i)^\s+\p{L}+\s+(?:mellem|uden)\s+(?:(?:et|en|to|de|hvert|hver|enkelte|deres)\s+){0,2}(?:opfølgning|besøg|tilsyn|samtale|kontakt|gange?)\p{L}*",
);
/// `må ligge urørt i mere end `: how long nobody looks at a case.
static UNTOUCHED: Pattern =
    Pattern::new(r"(?i)\b(?:urørt|uberørt|uset|uden\s+(?:opfølgning|besøg|kontakt|tilsyn))\b[^.;:,]{0,25}$");

/// How far behind a word of visits its rhythm may stand, in bytes.
const REACH: usize = 110;
/// More often than that nobody follows up, nor after as many weeks or months.
const MOST: u32 = 52;

impl Reader<'_> {
    /// `varer seks uger`: how long something lasts, unless nobody looks at a case meanwhile.
    pub(super) fn lasts(&self, quantity: &Quantity) -> bool {
        let (before, after) = self.around(quantity);
        LASTS.is_match(before) && !UNTOUCHED.is_match(before) && !BETWEEN.is_match(after)
    }

    /// `Budgettet følges op hver måned`: what is looked at is money.
    pub(super) fn looks_at_money(&self, quantity: &Quantity) -> bool {
        let clause = self.clause(quantity.span);
        self.tells_of(clause, Kind::Money) && !self.tells_of(clause, Kind::Child) && !self.tells_of(clause, Kind::Case)
    }

    /// A word for following up, the nearest.
    pub(super) fn followed_up(&self, quantity: &Quantity) -> Option<Reading> {
        let (text, follow_up) = (self.sentence.text, self.index("follow_up_interval")?);
        // “Samtaler holdes to gange om året, og sagerne følges op hver måned”: a trigger behind the number in another
        // clause is of what comes next.
        let apart = |hit: &Hit| {
            let gap = hit.span.start.checked_sub(quantity.span.end).map(|_| &text[quantity.span.end..hit.span.start]);
            gap.is_some_and(|gap| gap.contains(", og ") || gap.contains([';', ':']))
        };
        let of = |hit: &&Hit| hit.indicator == Some(follow_up) && hit.role == Role::Trigger && !apart(hit);
        let hit = self.sentence.hits.iter().filter(of).min_by_key(|hit| self.cost(quantity.span, hit.span))?;
        Some(self.reading(follow_up, quantity.measure, hit.span, 0.85, "indicator: follow-up"))
    }

    /// Somebody who is visited or seen so often.
    pub(super) fn seen_again(&self, quantity: &Quantity) -> Option<Reading> {
        let follow_up = self.index("follow_up_interval")?;
        let hit = self.visit(quantity, follow_up)?;
        Some(self.reading(follow_up, quantity.measure, hit.span, 0.75, "indicator: seen again"))
    }

    /// A rhythm where follow-ups were spoken of last.
    pub(super) fn follow_up_goes_on(&self, quantity: &Quantity) -> Option<Reading> {
        let follow_up = self.index("follow_up_interval")?;
        let ahead = self.around(quantity).0.to_lowercase();
        let rhythmic =
            ["hver", "herefter", "efter", "rytme", "første gang", "derefter"].iter().any(|word| ahead.contains(word))
                || quantity.rules.contains(&"number: how often, in words");
        let carried = self.sentence.topic.spoken.is_some_and(|(index, _)| index == follow_up);
        (carried && rhythmic)
            .then(|| self.reading(follow_up, quantity.measure, quantity.span, 0.7, "indicator: follow-up goes on"))
    }

    /// A time that comes again, or lies between two visits, in a clause about children or cases: whatever its verb is,
    /// unless the clause tells of something else.
    pub(super) fn comes_again(&self, quantity: &Quantity) -> Option<Reading> {
        let (text, follow_up) = (self.sentence.text, self.index("follow_up_interval")?);
        let (before, after) = (&text[..quantity.span.start], &text[quantity.span.end..]);
        let between = BETWEEN.is_match(after) && quantity.measure != Measure::PerYear;
        // “Kommunen sætter hvert år 90 mio. kr. af”: only a visit is said to come every year.
        let yearly = quantity.measure == Measure::Months
            && quantity.span.of(text).ends_with(" år")
            && !quantity.span.of(text).contains("halve");
        let rhythm = between || recurs(quantity, text) || CADENCE.is_match(before) || UNTOUCHED.is_match(before);
        if !rhythm || self.is_of_other(quantity) {
            return None;
        }
        let whole = Span::new(0, text.len());
        let seen = || {
            let part = self.clause(quantity.span);
            self.sentence.hits.iter().any(|hit| hit.indicator == Some(follow_up) && part.contains(hit.span))
        };
        let case = || self.tells_of(whole, Kind::Case) && !quantity.rules.contains(&"number: how often, in words");
        let child =
            || self.tells_of(whole, Kind::Child) || self.tells_of(whole, Kind::Case) || self.passage_of_children();
        let cared =
            || seen() || self.tells_of(whole, Kind::Carer) || CADENCE.is_match(before) || LABEL.is_match(before);
        let untouched = || UNTOUCHED.is_match(before);
        let visits = between && BETWEEN_VISITS.is_match(after) && (self.sentence.field || self.passage_of_children());
        if yearly && !seen() {
            return None;
        }
        let said = self.spoke_of(follow_up) || visits || case() || child() && (untouched() || cared());
        said.then(|| self.reading(follow_up, quantity.measure, quantity.span, 0.68, "indicator: comes again"))
    }

    /// Whether the clause of a rhythm tells of something else that comes again, or the rhythm is the adjective of such.
    fn is_of_other(&self, quantity: &Quantity) -> bool {
        let text = self.sentence.text;
        let after = &text[quantity.span.end..];
        // The dot of “hver 14. dag” ends no clause.
        let step = STEP.find(after).map_or(0, |step| step.end());
        let clause = self.clause(Span::new(quantity.span.start, quantity.span.end + step));
        // “et ugentligt møde”: its noun is what comes again.
        let noun = || {
            let adjective =
                ["lig", "ligt", "lige", "vis", "vise"].iter().any(|end| quantity.span.of(text).ends_with(end));
            adjective
                && foreign_noun(after)
                && !self.sentence.hits.iter().any(|hit| hit.span.start == quantity.span.end + 1)
        };
        self.tells_of(clause, Kind::Other) || self.tells_of(clause, Kind::Money) || noun()
    }

    /// Whether a part of the sentence has a word of a kind.
    fn tells_of(&self, part: Span, kind: Kind) -> bool {
        let (kinds, words) = &*RHYTHMS;
        words.find(self.sentence.text).into_iter().any(|(index, span)| kinds[index] == kind && part.contains(span))
    }

    /// Whether children placed, or their measures, were spoken of last.
    fn passage_of_children(&self) -> bool {
        let children = ["placements", "preventive_measures", "caseload"];
        let spoken = self.sentence.topic.spoken.map(|(index, _)| index).or(self.sentence.passage);
        spoken.is_some_and(|index| children.contains(&self.catalogue.all()[index].code.as_str()))
    }

    /// Whether follow-ups were spoken of last, or stand in the heading.
    fn spoke_of(&self, follow_up: usize) -> bool {
        let headed = |hit: &Hit| hit.indicator == Some(follow_up) && hit.role == Role::Trigger;
        match self.sentence.topic.spoken {
            Some((index, _)) => index == follow_up,
            None => self.sentence.heading_hits.iter().any(headed),
        }
    }

    /// `hver 4. uge ved akutte anbringelser, hver 8. uge ved stabile`: a rhythm behind a follow-up of the sentence.
    pub(super) fn rhythm_as_before(&self, readings: &[Option<Reading>], index: usize) -> Option<Reading> {
        let (follow_up, quantity) = (self.index("follow_up_interval")?, &self.sentence.scan.quantities[index]);
        let left = readings[..index].iter().rev().flatten().next()?;
        let again = left.indicator == follow_up && recurs(quantity, self.sentence.text) && !self.is_of_other(quantity);
        again.then(|| self.reading(follow_up, quantity.measure, quantity.span, 0.66, AS_BEFORE))
    }

    /// Whether a bare number behind a rhythm can be another: `28 kommuner svarer “hver 3. måned”, elleve “hver 6. uge”`
    /// counts municipalities, and so does whoever holds himself to it.
    pub(super) fn is_rhythm_again(&self, readings: &[Option<Reading>], index: usize) -> bool {
        let after = &self.sentence.text[self.sentence.scan.quantities[index].span.end..];
        let answers = |reading: &Reading| Some(reading.indicator) == self.index("survey_response");
        !self.in_survey() && !after.starts_with(" sig") && !readings[..index].iter().flatten().any(answers)
    }

    /// What a bare number counts where follow-ups were told last: `Lovens krav er seks.`
    pub(super) fn follow_ups_told(&self, quantity: &Quantity) -> Option<Subject> {
        let follow_up = self.index("follow_up_interval")?;
        let (index, unit) = self.sentence.topic.spoken.filter(|_| !self.in_survey())?;
        let after = &self.sentence.text[quantity.span.end..];
        let times = after.starts_with(" gange") && unit == Unit::PerYear;
        let fits = quantity.value.high() <= MOST.into() && (times || !foreign_noun(after));
        (index == follow_up && fits).then_some(Subject::of(follow_up, unit))
    }

    /// `Anbragte børn besøges hver 8. uge`: the word by which a child or a family is seen in a rhythm.
    fn visit(&self, quantity: &Quantity, follow_up: usize) -> Option<Hit> {
        let text = self.sentence.text;
        let whole = Span::new(0, text.len());
        let ours = || self.tells_of(whole, Kind::Child) || self.tells_of(whole, Kind::Case) || self.spoke_of(follow_up);
        if !recurs(quantity, text) || !ours() || self.is_of_other(quantity) {
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
    let recurring = [
        "number: how often, in words",
        "number: every nth week or month",
        "unit: times a year",
        "unit: of the rhythm before",
    ];
    quantity.rules.iter().any(|rule| recurring.contains(rule))
        || text[quantity.span.end..].split_whitespace().nth(1).is_some_and(|word| word.starts_with("mellemrum"))
}
