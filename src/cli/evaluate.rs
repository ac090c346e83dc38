//! `nogletal evaluate`: how right the figures are, on documents that people annotated.

use std::{collections::BTreeMap, io::Write as _, path::PathBuf};

use clap::ValueEnum;
use serde_json::{Value, json};

use super::{
    Context, GUIDE,
    batch::read_in_order,
    exit::{ExitCode, Outcome},
    output::Output,
    terminal::{plain, table},
};
use crate::{
    Error, ErrorKind, Result,
    document::{Limits, Source, sources},
    evaluation::{Annotation, FIELDS, Miss, Rates, Score, Scorer, annotations},
    figure::Record,
    index::{Failure, Wanted},
    isolation::Isolation,
    pipeline::Reading,
    reference::Reference,
};

/// The forms of `nogletal evaluate`.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    Text,
    Json,
}

/// The arguments of `nogletal evaluate`.
#[derive(clap::Args)]
#[command(
    before_help = "Example:\n  nogletal evaluate figures.jsonl --docs documents/ --traps traps.jsonl --misses 20",
    after_help = GUIDE
)]
pub(super) struct Args {
    /// The annotated figures, one JSON object a line
    #[arg(value_name = "GOLD.jsonl")]
    gold: PathBuf,
    /// The folder of the documents
    #[arg(long, value_name = "DIR")]
    docs: PathBuf,
    /// Annotated numbers that are no figures, one JSON object a line
    #[arg(long, value_name = "FILE")]
    traps: Option<PathBuf>,
    /// Of files that differ in their extension only, the one to read
    #[arg(long, value_name = "EXTENSION", default_value = "txt")]
    ext: String,
    /// Show up to so many figures that were missed, are none, or are wrong in a field
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    misses: usize,
    /// The form
    #[arg(long, default_value = "text")]
    format: Form,
}

/// Reads the annotated documents and prints how their figures came out.
pub(super) fn run(args: &Args, context: &Context) -> Outcome {
    let gold = annotations(&args.gold)?;
    let traps = args.traps.as_deref().map(annotations).transpose()?.unwrap_or_default();
    let (score, code) = evaluate(args, &gold, &traps, context)?;
    let mut output = context.output()?;
    match args.format {
        Form::Text => text(&score, args.misses, context, &mut output)?,
        Form::Json => {
            serde_json::to_writer(&mut output, &as_json(&score, args.misses))?;
            writeln!(output)?;
        }
    }
    output.finish()?;
    Ok(code)
}

/// Scores the documents that anything is annotated in; one that cannot be read is named, and its figures are misses.
fn evaluate(args: &Args, gold: &[Annotation], traps: &[Annotation], context: &Context) -> Outcome<(Score, ExitCode)> {
    let mut scorer = Scorer::new(gold, traps);
    let documents = located(args, scorer.documents())?;
    let (limits, wanted) = (Limits::default(), Wanted::default());
    let mut code = ExitCode::Done;
    let keep = |source: &Source, isolation: &Isolation| isolation.read(source, &limits, Reference::builtin());
    read_in_order(
        &documents,
        |(_, source)| source,
        context,
        keep,
        |(doc, source), reading| {
            match reading {
                Ok(Reading { document, mut records, .. }) => {
                    records.retain(|record| wanted.takes(record));
                    records.sort_by_key(|record| record.start);
                    scorer.add(doc, Some(&document), &records)?;
                }
                Err(error) => {
                    let failure = Failure { doc: source.name.clone(), reason: error.one_line() };
                    context.log.failure(&failure, true);
                    code = ExitCode::SomeUnread;
                    scorer.add(doc, None, &[])?;
                }
            }
            Ok(())
        },
    )?;
    Ok((scorer.finish(), code))
}

/// The files of the annotated documents: named as they are, or without their extension.
fn located<'a>(args: &Args, docs: impl Iterator<Item = &'a str>) -> Result<Vec<(&'a str, Source)>> {
    let mut files: BTreeMap<String, Source> = BTreeMap::new();
    for source in sources(std::slice::from_ref(&args.docs))?.into_iter().flatten() {
        let stem = source.name.rsplit_once('.').map(|(stem, _)| stem.to_owned());
        let chosen = source.name.ends_with(&format!(".{}", args.ext.trim_start_matches('.')));
        if let Some(stem) = stem.filter(|stem| chosen || !files.contains_key(stem)) {
            files.insert(stem, source.clone());
        }
        files.insert(source.name.clone(), source);
    }
    docs.map(|doc| match files.get(doc) {
        Some(source) => Ok((doc, source.clone())),
        None => Err(Error::new(ErrorKind::Missing, format!("{doc} is annotated, but not in {}", args.docs.display()))
            .hint("`--docs` is the folder of the documents; their names stand in the annotations as `doc`")),
    })
    .collect()
}

/// To four decimals, as scores are told.
fn rounded(rate: f64) -> f64 {
    format!("{rate:.4}").parse().unwrap_or(rate)
}

fn as_json(score: &Score, misses: usize) -> Value {
    let rates = |rates: Rates| json!({"precision": rounded(rates.precision), "recall": rounded(rates.recall), "f1": rounded(rates.f1)});
    let fields: serde_json::Map<String, Value> =
        FIELDS.iter().zip(score.fields).map(|(field, rate)| ((*field).to_owned(), rounded(rate).into())).collect();
    let indicators: serde_json::Map<String, Value> = score
        .indicators
        .iter()
        .map(|(code, tally)| {
            let counts = json!({"gold": tally.gold, "predictions": tally.predictions, "typed": tally.right, "traps_sprung": tally.sprung});
            (code.clone(), counts)
        })
        .collect();
    let misses: Vec<Value> = score.misses.iter().take(misses).map(miss_json).collect();
    json!({
        "gold": score.gold,
        "predictions": score.predictions,
        "found": rates(score.found),
        "typed": rates(score.typed),
        "full": rates(score.full),
        "field_accuracy": fields,
        "traps": {"total": score.traps, "sprung": score.sprung},
        "outside_catalogue": score.outside,
        "indicators": indicators,
        "calibration": score.calibration,
        "misses": misses,
    })
}

fn miss_json(miss: &Miss) -> Value {
    match miss {
        Miss::Missed(gold) => json!({"kind": "missed", "gold": gold}),
        Miss::False(record) => json!({"kind": "false", "got": record}),
        Miss::Wrong(gold, record, fields) => json!({"kind": "wrong", "fields": fields, "gold": gold, "got": record}),
    }
}

fn text(score: &Score, misses: usize, context: &Context, output: &mut Output) -> Outcome<()> {
    let lang = context.lang;
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
    let percent = |rate: f64| format!("{:.1} %", rate * 100.0);
    let level = |name: &str, rates: Rates| {
        [name.to_owned(), percent(rates.precision), percent(rates.recall), format!("{:.3}", rates.f1)]
    };
    let rows = [
        level(lang.pick("fundet (sted og værdi)", "found (place and value)"), score.found),
        level(lang.pick("typet (og indikator og enhed)", "typed (and indicator and unit)"), score.typed),
        level(lang.pick("fuldt (og alt andet)", "full (and all else)"), score.full),
    ];
    let head = ["", lang.pick("Præcision", "Precision"), lang.pick("Genkaldelse", "Recall"), "F1"];
    write!(output, "\n{}", table(output, head, rows))?;
    let rows = FIELDS.iter().zip(score.fields).map(|(field, rate)| [(*field).to_owned(), percent(rate)]);
    let head = [lang.pick("Felt", "Field"), lang.pick("Rigtigt, af de fundne", "Right, of the found")];
    write!(output, "\n{}", table(output, head, rows))?;
    let rows = score.indicators.iter().map(|(code, tally)| {
        [
            code.clone(),
            tally.right.to_string(),
            tally.predictions.to_string(),
            tally.gold.to_string(),
            tally.sprung.to_string(),
        ]
    });
    let head = [
        lang.pick("Indikator", "Indicator"),
        lang.pick("Typet", "Typed"),
        lang.pick("Fundne", "Found"),
        lang.pick("Annoterede", "Annotated"),
        lang.pick("Fælder", "Traps"),
    ];
    write!(output, "\n{}", table(output, head, rows))?;
    let rows = score.calibration.bins.iter().map(|bin| {
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
    write!(output, "\n{}", table(output, head, rows))?;
    let error = percent(score.calibration.expected_error);
    writeln!(output, "{} {error}", lang.pick("Forventet kalibreringsfejl:", "Expected calibration error:"))?;
    for miss in score.misses.iter().take(misses) {
        writeln!(output, "{}", miss_line(miss, context))?;
    }
    Ok(())
}

/// One miss on one line: what is wrong, where, and the words.
fn miss_line(miss: &Miss, context: &Context) -> String {
    let lang = context.lang;
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
