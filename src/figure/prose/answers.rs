//! Answers to a questionnaire: who answered, and the shares that go on about what they said.
//!
//! Takes a quantity, says whether its sentence counts people or municipalities who answered, whether it stands in a
//! survey, or only tells whom a questionnaire was sent to. Refuses those who answered something else than questions of a
//! survey.

use std::sync::LazyLock;

use super::{Reader, Reading};
use crate::{
    figure::Unit,
    pattern::Regex,
    quantity::{Measure, Quantity},
};

/// `97 forældre svarede`, `31 af 36 rådgivere har svaret`.
static ANSWERED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s+(?:(?:ud\s+)?af\s+(?:de\s+|vores\s+)?(?P<of>\d+)\s+)?(?P<who>\p{L}+)(?:\s+\p{L}+){0,2}?\s+(?:svarede|besvarede|udfyldte|har\s+(?:svaret|besvaret|udfyldt))\b").expect("a pattern")
});
/// Words of a questionnaire in the sentence itself.
static QUESTIONS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:spørgeskema|rundspørge|undersøgelse|skemaet)").expect("a pattern"));
/// `31 af `: the first of two, ahead of the second.
static FIRST: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\d\s+(?:ud\s+)?af\s+(?:de\s+|vores\s+)?$").expect("a pattern"));
/// `sendte et spørgeskema til samtlige `: those who were asked.
static SENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:send(?:t|te|er|es)|udsend\p{L}*)\b[^.;]{0,60}\btil\s+(?:\p{L}+\s+){0,3}$").expect("a pattern")
});

impl Reader<'_> {
    /// Whether the sentence stands in a survey: the document's, or the one that the sentence before told of.
    pub(super) fn in_survey(&self) -> bool {
        let survey = self.index("survey_response");
        self.sentence.survey || self.sentence.topic.spoken.is_some_and(|(index, _)| Some(index) == survey)
    }

    /// The reading of a count of those who answered.
    pub(super) fn answered(&self, quantity: &Quantity) -> Option<Reading> {
        let (before, after) = self.sentence.text.split_at(quantity.span.start);
        let after = &after[quantity.span.len()..];
        let found = ANSWERED.captures(after)?;
        let paired = found.name("of").is_some() || FIRST.is_match(before);
        // In a survey's own report small numbers are marks of footnotes, and its municipalities have a rule of their own.
        let told = !self.sentence.survey && (self.in_survey() || QUESTIONS.is_match(self.sentence.text));
        if !paired && !told {
            return None;
        }
        let unit = if found["who"].to_lowercase().contains("kommun") { Unit::Municipalities } else { Unit::Responses };
        let survey = self.index("survey_response")?;
        let reading = self.reading(survey, Measure::Bare, quantity.span, 0.8, "indicator: so many answered");
        Some(Reading { unit, ..reading })
    }

    /// Whether those that a number counts were only asked.
    pub(super) fn only_asked(&self, quantity: &Quantity) -> bool {
        SENT.is_match(&self.sentence.text[..quantity.span.start])
    }
}
