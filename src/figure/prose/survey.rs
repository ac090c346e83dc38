//! Answers to a questionnaire: who answered, and the shares that hold an opinion.
//!
//! Takes a quantity, gives it the reading of an answer: by a verb of answering or of opinion beside it anywhere, and
//! wherever a survey is told of also by standing for some of those who answered. Refuses those who were only asked, and
//! in a survey what another rate, a movement or a noun of its own speaks for.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{Reader, Reading};
use crate::{
    figure::{Unit, surveyed::asks},
    pattern::{Pattern, Regex},
    quantity::{Measure, Quantity},
    reference::lexicon::{OPINIONS, alternation},
    span::Span,
};

/// What those who were asked do or are.
static OPINION: LazyLock<String> = LazyLock::new(|| {
    let verbs = alternation(OPINIONS.iter().copied());
    let knows = r"(?:ved|vidste),?\s+(?:at|hv\p{L}+)";
    let would = r"(?:vil|ville|kan|kunne)\s+(?:gerne\s+)?(?:anbefale|tænke\s+sig)";
    let has = r"har\s+(?:\p{L}+\s+){0,2}?(?:svaret|angivet|oplyst|tillid|sat\s+kryds|oplevet)";
    let is = r"(?:(?:er|var)\s+(?:\p{L}+\s+){0,3}?)?(?:u?tilfredse?|u?enige?|u?trygge?|overbevist\p{L}*)";
    format!(r"(?:(?:{verbs})|{knows}|{would}|{has}|{is}|(?:er|var)\s+(?:glade|stolte|ensomme|bekymrede))\b")
});

/// `af forældrene `, `(12) af de adspurgte `: what may stand between a number and the verb that it is the subject of.
const SUBJECT: &str = r"(?:\s+\(\d+[^()]{0,6}\))?(?:\s+[–-])?(?:\s+[\p{L}-]+){0,6}?\s+";

/// How far into a sentence the share may stand that it is about, in bytes.
const SUBJECT_AHEAD: usize = 40;

static HOLDS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!("(?i)^{SUBJECT}{}", *OPINION)).expect("a pattern"));
/// `føler 58 pct. sig inddraget`, `svarede 76 pct.`, `ville 33 anbefale`: the verb ahead.
static HELD: LazyLock<Regex> = LazyLock::new(|| {
    let verbs = alternation(OPINIONS.iter().copied().filter(|verb| !verb.contains(' ')));
    let light = r"(?:hele|kun|knap|godt|over|under|ca\.|cirka|omkring|blot|næsten|mindst|også|dog|altså)";
    Regex::new(&format!(r"(?i)\b(?:(?:{verbs})|ville)\s+(?:{light}\s+)*$")).expect("a pattern")
});
/// `97 forældre svarede`, `31 af 36 rådgivere har svaret`, `151 vendte tilbage`.
static ANSWERED: Pattern = Pattern::new(
    r"(?i)^\s+(?:(?:ud\s+)?af\s+(?:de\s+|vores\s+|i\s+alt\s+)*(?P<of>\d+)\s+)?(?:(?-i:\p{Ll})\p{L}*(?:\s+\p{L}+){0,3}?,?\s+)??(?:(?:og\s+\d+\s+\p{L}+\s+)?(?:svarede|besvarede)|udfyldte|returnerede|vendte\s+tilbage|kom\s+retur|deltog|medvirkede|har\s+(?:\p{L}+\s+){0,2}?(?:svaret|besvaret|udfyldt|returneret|deltaget)|besvaret)\b",
);
/// `svarede 49`, `I undersøgelsen deltog 35 rådgivere`.
static ANSWERING: Pattern = Pattern::new(
    r"(?i)\b(?:svarede|besvaret\s+af|deltog|deltager|medvirkede|svar\s+(?:(?:er\s+)?(?:kommet|indkommet|modtaget)\s+)?fra|besvarelser\s+fra|svarene\s+fra|udfyldt\s+af)\s+(?:(?:i\s+alt|kun|knap|godt|ca\.|cirka|omkring|samlet)\s+)*$",
);
/// Words of a questionnaire in the sentence itself.
static QUESTIONS: Pattern = Pattern::new(
    r"(?i)\b(?:spørgeskema|rundspørge|undersøgelse|skemaet|måling|(?:\p{L}+)?(?:bruger|trivsels|tilfredsheds|forældre|unge|børne|medarbejder|familie)(?:undersøgelse|måling))",
);
/// Whose opinions are asked for.
const WHOSE: &str = r"(?:\p{L}*forældre(?:ne)?|familier(?:ne)?|\p{L}*familier(?:ne)?|unge|børn(?:ene)?|\p{L}*rådgiver(?:e|ne)|medarbejder(?:e|ne)|\p{L}*ledere?(?:ne)?|lærer(?:e|ne)|pædagoger(?:ne)?|kommuner(?:ne)?|borger(?:e|ne))";
/// ` af forældrene mener`: nobody knows but by asking.
static BELIEVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?i)^\s+af\s+(?:\p{{L}}+\s+){{0,2}}?{WHOSE}\s+(?:mener|mente|synes|syntes|føler|følte|oplever|oplevede|vurderer|vurderede)\b")).expect("a pattern")
});
/// `, der oplever`, behind those who do.
static WHO_BELIEVE: Pattern = Pattern::new(
    r"(?i)^,?\s+(?:der|som)\s+(?:mener|mente|synes|syntes|føler|følte|oplever|oplevede|vurderer|vurderede)\b",
);
static PEOPLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"(?i)\b{WHOSE}\b[^.;:]{{0,30}}$")).expect("a pattern"));
/// `en svarprocent på 81`: the share of those asked who answered.
static RESPONSE_RATE: Pattern = Pattern::new(r"(?i)\b(?:svar|besvarelses|deltager)procent(?:en)?\b[^.;:]{0,40}$");
/// `på en skala fra 1 til 5`, `hvor 1 er mindst tilfreds`: what an answer is worth.
static SCALE: Pattern = Pattern::new(r"(?i)\bskala|\bscore|\bhvor\s+1\s+er\b");
/// `31 af `: the first of two, ahead of the second.
static FIRST: Pattern = Pattern::new(r"(?i)\d\s+(?:ud\s+)?af\s+(?:de\s+|vores\s+)?$");
/// `sendte et spørgeskema til samtlige `: those who were asked.
static SENT: Pattern =
    Pattern::new(r"(?i)\b(?:send(?:t|te|er|es)|udsend\p{L}*)\b[^.;]{0,60}\btil\s+(?:\p{L}+\s+){0,3}$");
/// `22 kommuner fik et spørgeskema`: the same, as the subject.
static WERE_SENT: Pattern = Pattern::new(
    r"(?i)^\s+[\p{L}-]+\s+(?:fik|modtog|har\s+fået|blev\s+(?:spurgt|inviteret|bedt)|er\s+blevet\s+(?:spurgt|bedt))\b[^.;,]{0,40}(?:skema|rundspørge|spurgt|bedt|inviteret)",
);
/// `31 af 36 rådgivere svarede`: the second of the two were asked.
static ALL_ASKED: Pattern = Pattern::new(r"(?i)^(?:\s+\p{L}+)?\s+(?:svarede|besvarede|vendte\s+tilbage|deltog)\b");
/// `to har sat kryds`, `6 at de ikke har`: behind a number that stands for some of those who answered.
static SOME: Pattern = Pattern::new(
    r"(?i)^\s+(?:(?:andre|af\s+(?:dem|disse|de\s+adspurgte))\s+)?(?:har|havde|vil|ville|kan|kunne|at|ja|nej|delvist|slet|ikke|hverken)\b",
);
/// What a percentage in a survey's report is when it is no share of answers.
static NO_SHARE: Pattern = Pattern::new(
    r"(?i)\b(?:\p{L}*fravær|vakance|personaleomsætning|stillingsprocent|budget|udgift|kr\.|kroner|mio\.|priser|segreger|ungdomsuddannelse)",
);
/// A movement: `faldet med 8 pct.`, `8 % færre sygedage`.
static MOVEMENT: Pattern = Pattern::new(r"(?i)\b(?:med|stigning\s+på|fald\s+på)\s+(?:\p{L}+\s+)?$");
/// A verb of opinion anywhere in the sentence.
static HELD_ANYWHERE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"(?i)\b{}", *OPINION)).expect("a pattern"));
/// What an amount or a count comes to: no share of its own.
static AMOUNTS: Pattern = Pattern::new(r"(?i)\bsvarer?(?:ende)?\s+til\s+(?:\p{L}+\s+)?$");
static COMPARED: Pattern = Pattern::new(r"(?i)^\s+(?:færre|flere|mere|mindre|højere|lavere)\b");
static MUNICIPALITIES: Pattern = Pattern::new(r"(?i)kommuner");

/// `I Vejle er det `: the same elsewhere.
static IS_IT: Pattern =
    Pattern::new(r"(?i)\b(?:er|var|gælder|ligger|lå)\s+(?:det|tallet|andelen)\s+(?:\p{L}+\s+){0,2}$");

impl Reader<'_> {
    /// Whether the sentence stands in a survey: the document's, or the one that the sentence before told of.
    pub(super) fn in_survey(&self) -> bool {
        let survey = self.index("survey_response");
        let topic = self.sentence.topic;
        self.sentence.survey || topic.asked() || topic.spoken.is_some_and(|(index, _)| Some(index) == survey)
    }

    /// The reading of a count of those who answered.
    pub(super) fn answered(&self, quantity: &Quantity) -> Option<Reading> {
        let (before, after) = self.sentence.text.split_at(quantity.span.start);
        let after = &after[quantity.span.len()..];
        if begins_another(after) || self.is_on_a_scale() {
            return None;
        }
        let told = self.asks();
        let found = ANSWERED.captures(after);
        let paired = found.as_ref().is_some_and(|found| found.name("of").is_some());
        let answered = found.is_some() && (paired || told) || told && ANSWERING.is_match(before);
        let believed = answered || (self.in_survey() || after.starts_with(" af kommunerne")) && holds(after);
        believed.then(|| self.answer(quantity, 0.8, "indicator: so many answered"))?
    }

    /// The reading of a bare number that stands for some of those who answered.
    pub(super) fn some_of_them(&self, quantity: &Quantity) -> Option<Reading> {
        let (before, after) = self.sentence.text.split_at(quantity.span.start);
        let after = &after[quantity.span.len()..];
        // “synes 1 at”: the mark of a footnote between a verb and its clause.
        let held = HELD.is_match(before);
        let mark = held && after.starts_with(" at ") || begins_another(after) || quantity.is_one_in_words();
        let stands = (SOME.is_match(after) || held) && !mark;
        (self.in_survey() && stands).then(|| self.answer(quantity, 0.68, "indicator: some of those who answered"))?
    }

    /// Whether the numbers of a sentence are what answers are worth.
    pub(super) fn is_on_a_scale(&self) -> bool {
        SCALE.is_match(self.sentence.text)
    }

    /// Whether those are asked whom a sentence speaks of: in a survey, or by a questionnaire of its own.
    pub(super) fn asks(&self) -> bool {
        self.in_survey() || QUESTIONS.is_match(self.sentence.text) || asks(self.sentence.text)
    }

    /// The reading of the share that answered: `en svarprocent på 81`.
    pub(super) fn response_rate(&self, quantity: &Quantity) -> Option<Reading> {
        let ahead = &self.sentence.text[..quantity.span.start];
        let rate = quantity.value.high() <= Decimal::ONE_HUNDRED && RESPONSE_RATE.is_match(ahead);
        let survey = self.index("survey_response")?;
        rate.then(|| self.reading(survey, Measure::Percent, quantity.span, 0.8, "indicator: so many answered"))
    }

    /// The reading of a percentage of those who hold an opinion, whatever else the sentence speaks of.
    pub(super) fn opinion(&self, quantity: &Quantity) -> Option<Reading> {
        let (before, after) = self.sentence.text.split_at(quantity.span.start);
        let after_number = &after[quantity.span.len()..];
        if quantity.measure != Measure::Percent {
            return None;
        }
        let by_nature = BELIEVE.is_match(after_number) || WHO_BELIEVE.is_match(after_number) && PEOPLE.is_match(before);
        if !(by_nature || self.asks()) {
            return None;
        }
        let believes = by_nature || holds(after_number) || HELD.is_match(before);
        believes.then(|| self.answer(quantity, 0.78, "indicator: an opinion"))?
    }

    /// The reading of a percentage in a survey that nothing else speaks for.
    pub(super) fn share_of_answers(&self, quantity: &Quantity) -> Option<Reading> {
        let text = self.sentence.text;
        let (before, after) = (&text[..quantity.span.start], &text[quantity.span.end..]);
        let other = NO_SHARE.is_match(text)
            || MOVEMENT.is_match(before)
            || COMPARED.is_match(after)
            || AMOUNTS.is_match(before) && !HELD_ANYWHERE.is_match(before);
        let told = before.len() <= if self.sentence.survey || self.sentence.topic.asked() { SUBJECT_AHEAD } else { 10 }
            || HELD_ANYWHERE.is_match(text);
        // “I Vejle er det hver femte” goes on with the share told before, not with a survey told elsewhere.
        let spoken = self.sentence.topic.spoken.filter(|(_, unit)| *unit == Unit::Percent);
        let goes_on = spoken.is_some_and(|(told, _)| Some(told) != self.index("survey_response"));
        let goes_on = goes_on && !self.sentence.topic.asked() && IS_IT.is_match(before);
        let share = self.in_survey() && told && !other && !goes_on && quantity.measure == Measure::Percent;
        share.then(|| self.answer(quantity, 0.66, "indicator: a share of answers"))?
    }

    pub(super) fn answer(&self, quantity: &Quantity, confidence: f64, rule: super::RuleName) -> Option<Reading> {
        let survey = self.index("survey_response")?;
        let reading = self.reading(survey, quantity.measure, quantity.span, confidence, rule);
        let counted = quantity.measure == Measure::Bare;
        Some(if counted { Reading { unit: self.who_answered(quantity.span), ..reading } } else { reading })
    }

    /// Whether those that a number stands for are municipalities or people: by the words behind it, else as told before.
    pub(super) fn who_answered(&self, number: Span) -> Unit {
        let text = self.sentence.text;
        let mut words =
            text[number.end..].split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
        let named = words.find(|word| word.len() > 4 && !matches!(*word, "alle" | "disse" | "vores"));
        let topic = self.sentence.topic;
        let told = topic.respondents.or(topic.spoken.map(|(_, unit)| unit));
        match named {
            Some(word) if word.to_lowercase().contains("kommun") => Unit::Municipalities,
            _ if told == Some(Unit::Responses) => Unit::Responses,
            _ if told == Some(Unit::Municipalities) || MUNICIPALITIES.is_match(text) => Unit::Municipalities,
            _ => Unit::Responses,
        }
    }

    /// Whether those that a number counts were only asked.
    pub(super) fn only_asked(&self, quantity: &Quantity) -> bool {
        let (before, after) = self.sentence.text.split_at(quantity.span.start);
        let sent = SENT.is_match(before) || WERE_SENT.is_match(&after[quantity.span.len()..]);
        sent || FIRST.is_match(before) && ALL_ASKED.is_match(&after[quantity.span.len()..])
    }
}

/// `… i snit 3 De har svaret`: a capital begins another sentence, whose border a conversion lost.
pub(super) fn begins_another(after: &str) -> bool {
    after.trim_start().starts_with(char::is_uppercase)
}

/// Whether a verb of answering or opinion follows a number that can be its subject; `svarer til` only compares.
fn holds(after: &str) -> bool {
    HOLDS.find(after).is_some_and(|verb| !after[verb.end()..].trim_start().starts_with("til "))
}
