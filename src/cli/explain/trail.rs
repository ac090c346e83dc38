//! The rules that were tried on a number, as lines: those that fit with what they say, those that do not in a run.
//!
//! Takes the steps in order, gives text; and which rule gave a figure each of its fields. Refuses nothing.

use super::super::{
    language::municipality,
    terminal::{plain, wrap},
};
use crate::{
    figure::{Record, RuleName, Step, Verdict, rule},
    present::{self, Lang},
};

/// Where the names of rules begin in a line.
const NAMES: usize = 18;

/// The steps, numbered; steps of one kind that do not fit share a line.
pub(super) fn steps(steps: &[Step], lang: Lang, width: usize) -> String {
    let mut text = String::new();
    let mut from = 0;
    while from < steps.len() {
        let run = run(&steps[from..]);
        let here = &steps[from..from + run];
        text.push_str(&match here {
            [step] if step.verdict != Verdict::No => decided(from + 1, step, lang, width),
            _ => missed(from + 1, here, lang, width),
        });
        from += run;
    }
    text
}

/// How many steps one line takes: those of a kind that do not fit, else one.
fn run(steps: &[Step]) -> usize {
    let first = &steps[0];
    let same = |step: &&Step| step.verdict == Verdict::No && kind(step.rule) == kind(first.rule);
    steps.iter().take_while(same).count().max(1)
}

/// The kind of a rule: what its name has before the colon.
fn kind(rule: &str) -> &str {
    rule.split_once(": ").map_or(rule, |(kind, _)| kind)
}

/// Rules that do not fit: their names, each once.
fn missed(first: usize, steps: &[Step], lang: Lang, width: usize) -> String {
    let mut names: Vec<String> = Vec::new();
    for step in steps {
        let name = step.rule.split_once(": ").map_or(step.rule, |(_, name)| name);
        let name = format!("{name}{}", word(step));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let numbers = if steps.len() == 1 { first.to_string() } else { format!("{first}–{}", first + steps.len() - 1) };
    let line = format!("{}: {}", kind(steps[0].rule), names.join("; "));
    line_of(&numbers, lang.pick("nej", "no"), &line, width)
}

/// A rule that decides: its name, the word it hung on, and what it says.
fn decided(number: usize, step: &Step, lang: Lang, width: usize) -> String {
    let verdict = match step.verdict {
        Verdict::Against if kind(step.rule) == "confidence" => lang.pick("sænker", "lowers"),
        Verdict::Against => lang.pick("imod", "refuses"),
        Verdict::Yes => lang.pick("ja", "yes"),
        Verdict::No => lang.pick("nej", "no"),
    };
    let says = rule(step.rule).map(|note| format!(" – {}", lang.pick(note.danish, note.english))).unwrap_or_default();
    line_of(&number.to_string(), verdict, &format!("{}{}{says}", step.rule, word(step)), width)
}

/// The word that a rule hung on, quoted behind a blank.
fn word(step: &Step) -> String {
    step.word.as_deref().map(|word| format!(" “{}”", plain(word))).unwrap_or_default()
}

/// A line that goes on below its own beginning.
fn line_of(numbers: &str, verdict: &str, rest: &str, width: usize) -> String {
    let wrapped = wrap(rest, width, NAMES);
    format!("{numbers:>8}  {verdict:<7} {}\n", wrapped.trim_start())
}

/// A rule's name and what it says, below it where one line is too short.
pub(super) fn noted(name: &str, says: &str, width: usize) -> String {
    wrap(&format!("{name} – {says}"), width, 4).trim_start().to_owned()
}

/// The rule that gave a number its indicator and the one that took it away again, where that is why it is none.
pub(super) fn taken_away(tried: &[Step]) -> Option<(RuleName, RuleName)> {
    let given = tried.iter().rposition(|step| step.verdict == Verdict::Yes && kind(step.rule) == "indicator")?;
    let taken = tried[given..].iter().find(|step| step.verdict == Verdict::Against)?;
    Some((tried[given].rule, taken.rule))
}

/// A field of a figure: what it is called, what it holds, and the rules that gave it.
pub(super) type Field = (&'static str, String, Vec<String>);

/// The fields of a figure with their rules: those of its record, where it has none the last that fitted.
pub(super) fn fields(record: &Record, tried: &[Step], lang: Lang) -> Vec<Field> {
    let of = |kinds: &[&str]| -> Vec<String> {
        record.rules.iter().filter(|rule| kinds.contains(&kind(rule))).cloned().collect()
    };
    // Records of tables do not name all rules, and one that was overruled by a norm names the one before.
    let last = |wanted: &str| -> Vec<String> {
        let gave = |step: &&Step| step.verdict == Verdict::Yes && kind(step.rule) == wanted;
        tried.iter().rfind(gave).map(|step| step.rule.to_owned()).into_iter().collect()
    };
    let number = ["table", "number", "unit", "sign", "recognised by OCR", "doubtful digits"];
    let dims: Vec<String> = record.dims.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let given = |step: &&Step| step.verdict == Verdict::Yes && kind(step.rule) == "breakdown";
    let breakdowns = tried.iter().filter(given).map(|step| step.rule.to_owned()).collect();
    let all = [
        (lang.pick("værdi", "value"), present::value(record, lang), of(&number)),
        (lang.pick("type", "indicator"), record.indicator.to_string(), of(&["indicator"])),
        (lang.pick("statistik", "statistic"), record.statistic.to_string(), last("statistic")),
        (lang.pick("kommune", "municipality"), municipality(record.municipality.as_ref(), lang), last("owner")),
        (
            lang.pick("periode", "period"),
            record.period.map_or_else(|| "–".to_owned(), |period| present::period(period, lang)),
            last("period"),
        ),
        ("status", present::status(record.status, lang).to_owned(), of(&["status"])),
        (lang.pick("opdeling", "breakdown"), dims.join(", "), breakdowns),
    ];
    all.into_iter().filter(|(_, value, _)| !value.is_empty() && value != "–").collect()
}

/// How sure the number was by each rule that said so: the last that gave it its indicator, and what lowered it then.
pub(super) fn confidences(tried: &[Step]) -> Vec<(RuleName, f64)> {
    let given = |step: &Step| kind(step.rule) == "indicator" && step.confidence.is_some();
    let last = tried.iter().rposition(given).unwrap_or(0);
    tried[last..].iter().filter_map(|step| Some((step.rule, step.confidence?))).collect()
}
