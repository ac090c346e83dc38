//! What `nogletal evaluate` prints for people: a table for each question, and the misses.
//!
//! Takes how the documents came out, prints it. Refuses nothing.

use std::io::Write as _;

use serde_json::Value;

use super::{
    super::{
        Context,
        exit::Outcome,
        output::Output,
        terminal::{plain, table},
    },
    Evaluated,
};
use crate::{
    evaluation::{Annotation, Calibration, FIELDS, Miss, Rates, Score},
    figure::Record,
    present::Lang,
};

/// Prints it all, with up to so many misses.
pub(super) fn print(evaluated: &Evaluated, misses: usize, context: &Context, output: &mut Output) -> Outcome<()> {
    let (score, lang) = (&evaluated.score, context.lang);
    writeln!(
        output,
        "{}: {} · {}: {} · {}: {}/{}",
        lang.pick("Annoterede nøgletal", "Annotated figures"),
        score.gold,
        lang.pick("fundne nøgletal", "figures found"),
        score.predictions,
        lang.pick("fælder udløst", "traps sprung"),
        score.sprung,
        score.traps
    )?;
    for (failures, what) in [
        (
            &evaluated.unread,
            lang.pick("Ikke læst, nøgletallene regnes for overset", "Not read, the figures count as missed"),
        ),
        (&evaluated.partly, lang.pick("Kun læst delvist", "Read in part only")),
    ] {
        let names: Vec<&str> = failures.iter().map(|failure| failure.doc.as_str()).collect();
        if !names.is_empty() {
            writeln!(output, "{what}: {}", plain(&names.join(", ")))?;
        }
    }
    for part in [levels, fields, indicators] {
        write!(output, "\n{}", part(score, lang, output))?;
    }
    write!(output, "\n{}", reliability(&score.calibration, lang, output))?;
    for miss in score.misses.iter().take(misses) {
        writeln!(output, "{}", miss_line(miss, lang))?;
    }
    Ok(())
}

fn percent(rate: f64) -> String {
    format!("{:.1} %", rate * 100.0)
}

fn levels(score: &Score, lang: Lang, output: &Output) -> String {
    let level = |name: &str, rates: Rates| {
        [name.to_owned(), percent(rates.precision), percent(rates.recall), format!("{:.3}", rates.f1)]
    };
    let rows = [
        level(lang.pick("fundet (sted og værdi)", "found (place and value)"), score.found),
        level(lang.pick("typet (og indikator og enhed)", "typed (and indicator and unit)"), score.typed),
        level(lang.pick("fuldt (og alt andet)", "full (and all else)"), score.full),
    ];
    table(output, ["", lang.pick("Præcision", "Precision"), lang.pick("Genkaldelse", "Recall"), "F1"], rows)
}

fn fields(score: &Score, lang: Lang, output: &Output) -> String {
    let rows = FIELDS.iter().zip(score.fields).map(|(field, rate)| [(*field).to_owned(), percent(rate)]);
    table(output, [lang.pick("Felt", "Field"), lang.pick("Rigtigt, af de fundne", "Right, of the found")], rows)
}

fn indicators(score: &Score, lang: Lang, output: &Output) -> String {
    let rows = score.indicators.iter().map(|(code, tally)| {
        let counts = [tally.right, tally.predictions, tally.gold, tally.sprung].map(|count| count.to_string());
        std::iter::once(code.clone()).chain(counts)
    });
    let head = [
        lang.pick("Indikator", "Indicator"),
        lang.pick("Typet", "Typed"),
        lang.pick("Fundne", "Found"),
        lang.pick("Annoterede", "Annotated"),
        lang.pick("Fælder", "Traps"),
    ];
    table(output, head, rows)
}

/// The reliability table, and what it comes to.
fn reliability(calibration: &Calibration, lang: Lang, output: &Output) -> String {
    let rows = calibration.bins.iter().map(|bin| {
        [
            format!("{:.1}–{:.1}", bin.from, bin.from + 0.1),
            bin.figures.to_string(),
            percent(bin.confidence),
            percent(bin.accuracy),
        ]
    });
    let head = [
        lang.pick("Sikkerhed", "Confidence"),
        lang.pick("Nøgletal", "Figures"),
        lang.pick("Lovet", "Promised"),
        lang.pick("Rigtige", "Right"),
    ];
    let mut text = table(output, head, rows);
    text += &format!(
        "{}: {} ({}: {})\n{}: {:.3}\n",
        lang.pick("Forventet kalibreringsfejl", "Expected calibration error"),
        percent(calibration.expected_error),
        lang.pick("deraf lovet for meget", "of it promised too much"),
        percent(calibration.overconfidence),
        lang.pick("Brier-score (0 er bedst)", "Brier score (0 is best)"),
        calibration.brier
    );
    if let Some(part) = calibration.discrimination {
        let words = lang.pick("Et rigtigt tal er sikrere end et forkert", "A right figure is surer than a wrong one");
        text += &format!("{words}: {}\n", percent(part));
    }
    text
}

/// One miss on one line: what is wrong, where, and the words.
fn miss_line(miss: &Miss, lang: Lang) -> String {
    let of_gold = |gold: &Annotation| {
        let words = gold.quote.as_deref().or(gold.number.as_deref()).unwrap_or_default();
        let indicator = gold.fields.get("indicator").and_then(Value::as_str).unwrap_or_default();
        format!("{}: {indicator} {} “{}”", gold.doc, gold.number.as_deref().unwrap_or_default(), plain(words))
    };
    let of_record = |record: &Record| {
        format!("{}:{}: {} {} “{}”", record.doc, record.start, record.indicator, record.number, plain(&record.quote))
    };
    match miss {
        Miss::Missed(gold) => format!("{} {}", lang.pick("overset", "missed"), of_gold(gold)),
        Miss::False(record) => format!("{} {}", lang.pick("ikke et nøgletal", "no figure"), of_record(record)),
        Miss::Wrong(_, record, fields) => {
            format!("{} ({}) {}", lang.pick("forkert", "wrong"), fields.join(", "), of_record(record))
        }
    }
}
