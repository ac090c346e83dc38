//! `nogletal evaluate`: how right the figures are, on documents that people annotated.

mod text;

use std::{collections::BTreeMap, io::Write as _, path::PathBuf};

use clap::ValueEnum;
use serde_json::{Value, json};

use super::{
    Context, GUIDE,
    batch::read_in_order,
    exit::{ExitCode, Outcome},
};
use crate::{
    Error, ErrorKind, Result,
    document::{Limits, Source, sources},
    evaluation::{Annotation, FIELDS, Miss, Rates, Score, Scorer, annotated_figures, annotated_traps},
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
    let gold = annotated_figures(&args.gold)?;
    let traps = args.traps.as_deref().map(annotated_traps).transpose()?.unwrap_or_default();
    name_unknown(&gold, context);
    let evaluated = evaluate(args, &gold, &traps, context)?;
    let mut output = context.output()?;
    match args.format {
        Form::Text => text::print(&evaluated, args.misses, context, &mut output)?,
        Form::Json => {
            serde_json::to_writer(&mut output, &as_json(&evaluated, args.misses))?;
            writeln!(output)?;
        }
    }
    output.finish()?;
    Ok(if evaluated.unread.is_empty() { ExitCode::Done } else { ExitCode::SomeUnread })
}

/// Names the annotated indicators that the catalogue does not have: a slip of the pen would count as a figure missed.
fn name_unknown(gold: &[Annotation], context: &Context) {
    let mut unknown: BTreeMap<&str, usize> = BTreeMap::new();
    let codes = gold.iter().filter_map(|one| one.fields.get("indicator").and_then(Value::as_str));
    for code in codes.filter(|code| Reference::in_use().catalogue.get(code).is_none()) {
        *unknown.entry(code).or_default() += 1;
    }
    for (code, figures) in unknown {
        let (has_none, missed) = (
            context.lang.pick("kataloget har ingen indikator", "the catalogue has no indicator"),
            context.lang.pick("annoterede nøgletal, der regnes for overset", "annotated figures that count as missed"),
        );
        context.log.remark(&format!("{has_none} {code}; {missed}: {figures}"));
    }
}

/// How the annotated documents came out.
struct Evaluated {
    score: Score,
    /// The documents that could not be read: all their figures are misses.
    unread: Vec<Failure>,
    /// Those with something missing: figures that stand there are misses too.
    partly: Vec<Failure>,
}

/// Scores the documents that anything is annotated in; one that cannot be read, or not whole, is named.
fn evaluate(args: &Args, gold: &[Annotation], traps: &[Annotation], context: &Context) -> Outcome<Evaluated> {
    let mut scorer = Scorer::new(gold, traps);
    let documents = located(args, scorer.documents())?;
    let (limits, wanted) = (Limits::default(), Wanted::default());
    let (mut unread, mut partly) = (Vec::new(), Vec::new());
    let keep = |source: &Source, isolation: &Isolation| isolation.read(source, &limits, Reference::in_use());
    read_in_order(
        &documents,
        |(_, source)| source,
        context,
        keep,
        |(doc, source), reading| {
            match reading {
                Ok(Reading { document, mut records, .. }) => {
                    partly.extend(Failure::partly(&document, &source.name));
                    records.retain(|record| wanted.takes(record));
                    records.sort_by_key(|record| record.start);
                    scorer.add(doc, Some(&document), &records)?;
                }
                Err(error) => {
                    unread.push(Failure { doc: source.name.clone(), reason: error.one_line() });
                    scorer.add(doc, None, &[])?;
                }
            }
            Ok(())
        },
    )?;
    unread.iter().for_each(|failure| context.log.failure(failure, true));
    partly.iter().for_each(|failure| context.log.failure(failure, false));
    Ok(Evaluated { score: scorer.finish(), unread, partly })
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

fn as_json(Evaluated { score, unread, partly }: &Evaluated, misses: usize) -> Value {
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
    let failure = |failure: &Failure| json!({"doc": failure.doc, "reason": failure.reason});
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
        "unread": unread.iter().map(failure).collect::<Vec<_>>(),
        "partly_read": partly.iter().map(failure).collect::<Vec<_>>(),
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
