//! What the discourse is about now: the topic that numbers without words of their own are figures of.
//!
//! Takes what headings, lead-ins and sentences speak of, in their order, and gives a [`Topic`] to the sentence that
//! follows. A heading or a lead word sets it, a sentence with words or figures of another indicator changes it, one that
//! counts something the catalogue does not know ends it, and so does a stretch that says nothing of it. Refuses to
//! choose where a heading names two indicators.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{
    Dimensions, Figure, RuleName, Unit,
    carried::Told,
    prose::{AS_BEFORE, IN_ORDER, Reading, TOPICAL, foreign_noun},
    surveyed::{asked_municipalities, asks},
    vocabulary::{Hit, Role},
};
use crate::{
    pattern::Regex,
    quantity::{Measure, Period, Quantity, Value},
    reference::{Catalogue, Takes},
};

/// How many sentences may say nothing of a topic before it is over.
const SILENCE: u8 = 2;
/// How many sentences may say nothing of those who were asked before it is no longer about them.
const ANSWERS_REACH: u8 = 3;
/// The longest lead word, in bytes: `Anbragte.`, `Nye underretninger:`
const LEAD_WORD: usize = 40;

/// `Distrikt Syd: 27,8`, `– I alt 340 (361)`: a line that is a label and its number.
static LABEL_LINE: LazyLock<Regex> = LazyLock::new(|| {
    let label = r"(?:\p{L}[^:.!?\d]{1,50}:|\p{L}[\p{L}-]*(?:\s\p{L}[\p{L}-]*){0,2})\s+";
    Regex::new(&format!(r"^(?:[-–•*]\s*)?{label}(?:ca\.\s*)?\d[\d.,]*(?:\s*\([^()]{{1,40}}\))?[.,;]?$"))
        .expect("a pattern")
});

/// What counts are counts of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Subject {
    /// The indicator's place in the catalogue.
    pub indicator: usize,
    /// What its counts are in.
    pub unit: Unit,
    /// Whether a heading or a lead-in set it, not a figure.
    pub titled: bool,
    /// The count told last.
    pub last: Option<Value>,
    /// Whether a share was told after it, so that a small number may be another share.
    pub shared: bool,
    /// Whether it is counted in years of care, which have fractions: `74,5 helårsanbragte`.
    pub by_year: bool,
}

impl Subject {
    /// A subject of which nothing is known but what is counted.
    pub(super) fn of(indicator: usize, unit: Unit) -> Self {
        Subject { indicator, unit, titled: false, last: None, shared: false, by_year: false }
    }
}

/// The amount of money told last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount {
    /// The place in the catalogue of what it is an amount of.
    pub indicator: usize,
    /// Its value.
    pub value: Value,
    /// What its scale multiplies by, where it is known.
    pub factor: Option<Decimal>,
}

/// What is told of a topic.
#[derive(Clone, Debug, Default)]
pub(super) struct Topic {
    /// The indicator spoken of last, with its unit.
    pub spoken: Option<(usize, Unit)>,
    /// What a number without a noun counts.
    pub subject: Option<Subject>,
    /// What was counted before staff were, who are often told of beside their cases.
    pub beside: Option<Subject>,
    /// What an amount without words of its own is one of.
    pub amount: Option<Amount>,
    /// What a percentage without words of its own is a share of.
    pub share: Option<usize>,
    /// The breakdowns of the figures that the last sentence with any had, in order.
    pub row: Vec<Dimensions>,
    /// Whether the sentence is one of several lines that are a label and a number each.
    pub labelled: bool,
    /// Whether those who have cases were named in a sentence before.
    pub staffed: bool,
    /// Whether something else was told of since the heading.
    pub ended: bool,
    /// What those are who were asked and are counted, where it was said.
    pub respondents: Option<Unit>,
    /// When they were asked.
    pub asked_in: Option<Period>,
    silence: u8,
    /// For how many sentences more those are spoken of who were asked.
    asked: u8,
}

/// Whether sentences are a list of labels and numbers.
pub(super) fn is_label_line(sentence: &str) -> bool {
    sentence.len() <= 100 && LABEL_LINE.is_match(sentence)
}

/// Whether numbers without a noun can be of an indicator: those that whole passages are about, and staff.
pub(super) fn has_passages(index: usize, catalogue: &Catalogue) -> bool {
    let one = &catalogue.all()[index];
    one.is_topic() || one.code.as_str() == "staff"
}

/// Whether an indicator has no counts, so that its bare numbers are percentages.
pub(super) fn is_rate(index: usize, catalogue: &Catalogue) -> bool {
    catalogue.all()[index].takes == [Takes::Percent]
}

impl Topic {
    /// The topic under a heading, or behind a lead-in, with these words.
    pub(super) fn titled<'h>(hits: impl Iterator<Item = &'h Hit>, catalogue: &Catalogue) -> Self {
        let named = |hit: &Hit| hit.indicator.filter(|_| hit.role == Role::Trigger);
        let mut named: Vec<usize> = hits.filter_map(named).filter(|index| has_passages(*index, catalogue)).collect();
        named.dedup();
        let subject = match named[..] {
            // A heading that names a team does not number it.
            [only] if catalogue.all()[only].code.as_str() != "staff" => {
                Some(Subject { titled: true, ..Subject::of(only, catalogue.all()[only].unit) })
            }
            _ => None,
        };
        Topic { subject, ..Topic::default() }
    }

    /// Whether those are spoken of who were asked.
    pub(super) fn asked(&self) -> bool {
        self.asked > 0
    }

    /// Begins with a heading, or a sentence, that says whether somebody was asked.
    pub(super) fn ask(&mut self, text: &str) {
        if asks(text) {
            self.asked = ANSWERS_REACH;
        }
    }

    /// Whether a sentence tells of those who were asked, goes on about them, or turns to something else.
    fn survey(&mut self, heard: &Told<'_>, catalogue: &Catalogue) {
        let survey = |reading: &Reading| catalogue.all()[reading.indicator].code.as_str() == "survey_response";
        let read = || heard.readings.iter().flatten();
        let turned = || {
            heard
                .hits
                .iter()
                .any(|hit| hit.role == Role::Trigger && hit.indicator.is_some_and(|index| is_rate(index, catalogue)))
        };
        self.asked = match self.asked {
            told if read().next().is_none() && !turned() => told.saturating_sub(1),
            told if told > 0 && read().any(survey) => ANSWERS_REACH,
            _ => 0,
        };
        let counted = |reading: &&Reading| survey(reading) && reading.unit != Unit::Percent;
        self.respondents = read().find(counted).map(|reading| reading.unit).or(self.respondents);
        if asks(heard.text) {
            self.respondents = asked_municipalities(heard.text).then_some(Unit::Municipalities).or(self.respondents);
            self.asked_in = heard.scan.dates.iter().find_map(|date| date.period).or(self.asked_in);
        }
        self.ask(heard.text);
    }

    /// Takes in a sentence.
    pub(super) fn hear(&mut self, heard: &Told<'_>, catalogue: &Catalogue) {
        self.survey(heard, catalogue);
        self.speak(heard, catalogue);
        self.told(heard);
        let caseload = |index: usize| catalogue.all()[index].code.as_str() == "caseload";
        self.staffed |= heard.hits.iter().any(|hit| hit.role == Role::Need && hit.indicator.is_some_and(caseload));
        if heard.text.len() <= LEAD_WORD && heard.text.ends_with(['.', '?', ':']) && heard.scan.quantities.is_empty() {
            let lead = Topic::titled(heard.hits.iter(), catalogue);
            self.subject = lead.subject;
            self.row.clear();
            return;
        }
        if let Some(subject) = self.counted(heard, catalogue) {
            let staff = catalogue.all()[subject.indicator].code.as_str() == "staff";
            self.beside = if staff { self.beside_staff(heard, catalogue) } else { None };
            self.subject = Some(subject);
            self.silence = 0;
        } else if heard.readings.iter().flatten().next().is_none() && !self.named(heard, catalogue) {
            self.silence += 1;
        }
        let counts_other = self.counts_other(heard);
        if self.silence > SILENCE || counts_other || self.speaks_of_other(heard, catalogue) {
            self.subject = None;
        }
        self.ended |= counts_other;
        if self.silence > SILENCE {
            (self.amount, self.share, self.beside) = (None, None, None);
        }
    }

    /// The amount and the percentage told last; one that was not read is of something else, and ends what was told.
    fn told(&mut self, heard: &Told<'_>) {
        let figures = || heard.scan.quantities.iter().zip(heard.readings).rev();
        if let Some((quantity, reading)) = figures().find(|(quantity, _)| quantity.measure == Measure::Money) {
            let factor = quantity.factor(heard.text);
            self.amount = reading.map(|one| Amount { indicator: one.indicator, value: quantity.value, factor });
        }
        let percent = |quantity: &Quantity, reading: &Option<Reading>| {
            quantity.measure.is_percent() || reading.is_some_and(|reading| reading.unit == Unit::Percent)
        };
        if let Some((_, reading)) = figures().find(|(quantity, reading)| percent(quantity, reading)) {
            self.share = reading.map(|one| one.indicator);
        }
    }

    /// The indicator spoken of last, in a figure or in a word.
    fn speak(&mut self, heard: &Told<'_>, catalogue: &Catalogue) {
        // A visit or a talk alone does not make follow-ups of what the next sentence says comes again.
        // Nor does one who says something answer a questionnaire.
        let recurs = |hit: &Hit| {
            hit.indicator.is_some_and(|index| {
                let one = &catalogue.all()[index];
                one.takes(Takes::Duration) || one.code.as_str() == "survey_response"
            })
        };
        let word = |role: Role| {
            heard.hits.iter().rev().find(|hit| hit.role == role && (role == Role::Trigger || !recurs(hit)))
        };
        let own = || heard.own.iter().rev().find(|hit| hit.own && hit.role == Role::Trigger);
        let word = own().or_else(|| word(Role::Trigger)).or_else(|| word(Role::Weak));
        let spoken = word.and_then(|hit| hit.indicator);
        let read = heard.readings.iter().rev().flatten().next().map(|reading| (reading.indicator, reading.unit));
        self.spoken = read
            .or(spoken.map(|index| (index, catalogue.all()[index].unit)))
            .or(self.spoken.filter(|_| heard.hits.iter().all(|hit| hit.role == Role::Need) && heard.text.len() < 160));
    }

    /// What other figures of a sentence on staff count, or what was counted before it.
    fn beside_staff(&self, heard: &Told<'_>, catalogue: &Catalogue) -> Option<Subject> {
        let caseload = |index: usize| catalogue.all()[index].code.as_str() == "caseload";
        let figures = heard.scan.quantities.iter().zip(heard.readings).rev();
        let here = figures.filter_map(|(quantity, reading)| Some((quantity, (*reading)?)));
        let here = here.filter(|(quantity, reading)| caseload(reading.indicator) && quantity.measure == Measure::Bare);
        let here =
            here.map(|(quantity, one)| Subject { last: Some(quantity.value), ..Subject::of(one.indicator, one.unit) });
        here.chain(self.subject).chain(self.beside).find(|subject| caseload(subject.indicator))
    }

    /// What the last figure of a sentence counts.
    fn counted(&self, heard: &Told<'_>, catalogue: &Catalogue) -> Option<Subject> {
        let figures = heard.scan.quantities.iter().zip(heard.readings);
        let mut subject = None;
        for (quantity, reading) in figures.filter_map(|(quantity, reading)| Some((quantity, (*reading)?))) {
            if !has_passages(reading.indicator, catalogue) {
                continue;
            }
            let same = subject.or(self.subject).filter(|known: &Subject| known.indicator == reading.indicator);
            let share = reading.unit == Unit::Percent && !is_rate(reading.indicator, catalogue);
            let counted = quantity.measure == Measure::Bare || is_rate(reading.indicator, catalogue);
            subject = Some(Subject {
                indicator: reading.indicator,
                unit: match same {
                    Some(known) if share => known.unit,
                    _ if share => catalogue.all()[reading.indicator].unit,
                    _ => reading.unit,
                },
                titled: same.is_some_and(|known| known.titled),
                last: if counted { Some(quantity.value) } else { same.and_then(|known| known.last) },
                shared: share,
                by_year: heard.text.contains("helår") || same.is_some_and(|known| known.by_year),
            });
        }
        subject.or_else(|| self.announced(heard, catalogue))
    }

    /// `Antallet af anbragte er faldet.`: a sentence without numbers that says what the next ones count.
    fn announced(&self, heard: &Told<'_>, catalogue: &Catalogue) -> Option<Subject> {
        let counts = |hit: &&Hit| hit.role == Role::Trigger;
        let mut named: Vec<usize> = heard.hits.iter().filter(counts).filter_map(|hit| hit.indicator).collect();
        named.dedup();
        match named[..] {
            [only]
                if has_passages(only, catalogue)
                    && heard.scan.quantities.iter().all(|one| named_before(heard, one)) =>
            {
                let titled = heard.text.ends_with(':');
                Some(Subject { titled, ..Subject::of(only, catalogue.all()[only].unit) })
            }
            _ => None,
        }
    }

    fn named(&self, heard: &Told<'_>, catalogue: &Catalogue) -> bool {
        let subject = self.subject.map(|subject| subject.indicator);
        heard.hits.iter().any(|hit| {
            hit.indicator.is_some() && hit.indicator == subject && has_passages(hit.indicator.unwrap_or(0), catalogue)
        })
    }

    /// Whether a sentence counts something else last: a number with a noun that the catalogue does not know.
    fn counts_other(&self, heard: &Told<'_>) -> bool {
        let subject = self.subject.map(|subject| subject.indicator);
        let figures = heard.scan.quantities.iter().zip(heard.readings).rev();
        // “Det er tre slags hjælp, der fylder” goes on.
        let few = |one: &Quantity| one.value.high() < Decimal::TEN;
        let mut bare =
            figures.filter(|(one, _)| one.measure == Measure::Bare && !few(one) && !named_before(heard, one));
        bare.next().is_some_and(|(quantity, reading)| {
            let own = |hit: &Hit| {
                let counted = hit.role == Role::Counted && hit.span.start == quantity.span.end + 1;
                counted && hit.indicator.is_some() && hit.indicator == subject
            };
            reading.is_none() && foreign_noun(&heard.text[quantity.span.end..]) && !heard.hits.iter().any(own)
        })
    }

    /// Whether a sentence without figures has words of another indicator.
    fn speaks_of_other(&self, heard: &Told<'_>, catalogue: &Catalogue) -> bool {
        let Some(subject) = self.subject else { return false };
        let other = |hit: &Hit| {
            hit.role == Role::Trigger
                && hit.indicator.is_some_and(|index| index != subject.indicator && has_passages(index, catalogue))
        };
        heard.readings.iter().flatten().next().is_none() && heard.hits.iter().any(other)
    }

    /// Remembers the breakdowns of a sentence's figures, for a later row of as many numbers.
    pub(super) fn remember(&mut self, told: Vec<Dimensions>) {
        if !told.is_empty() {
            self.row = told;
        }
    }

    /// Gives a figure that has its indicator from the topic the topic's breakdown, where its own words have none: that of
    /// the number in the same place, of the one before it, or of the one that the sentence before began with.
    pub(super) fn break_down(&self, figure: &mut Figure, rule: RuleName, told_here: &[Figure]) {
        let told = match rule {
            IN_ORDER => self.row.get(told_here.len()),
            TOPICAL => self.row.first().filter(|first| self.row.iter().all(|other| same_type(first, other))),
            AS_BEFORE => told_here.last().map(|left| &left.dims),
            _ => None,
        };
        for (dimension, value) in told.into_iter().flatten() {
            let known = figure.dims.get(dimension).is_some_and(|known| known != "total");
            let staff = figure.indicator.as_str() == "staff";
            let carried = matches!(dimension.as_ref(), "placement_type" | "scenario")
                || dimension.as_ref() == "profession" && staff;
            if (rule == IN_ORDER || !known) && carried {
                figure.dims.insert(dimension.clone(), value.clone());
            }
        }
    }
}

/// `fra de to byer`: a number of things that were named before counts nothing.
fn named_before(heard: &Told<'_>, quantity: &Quantity) -> bool {
    let ahead = heard.text[..quantity.span.start].trim_end();
    // “for en enkelt måned” counts nothing either.
    quantity.is_one_in_words()
        || quantity.measure == Measure::Bare
            && ["de", "De", "begge", "alle"].contains(&ahead.rsplit(' ').next().unwrap_or(""))
}

/// Whether two figures have one placement type, or the second has none of its own, so that a number after both has it too.
fn same_type(one: &Dimensions, other: &Dimensions) -> bool {
    let of = |dims: &Dimensions| dims.get("placement_type").cloned();
    of(one) == of(other) || of(other).is_none()
}
