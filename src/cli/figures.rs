//! `nogletal figures`: key figures, of files read now or of the index.

use std::{io::Write as _, path::PathBuf};

use clap::ValueEnum;
use rayon::prelude::*;

use super::{
    Context, GUIDE, IndexPath,
    exit::{ExitCode, Outcome},
    filters::Filters,
    output::Output,
    progress::Bar,
    terminal::table,
};
use crate::{
    document::{Limits, Source},
    figure::Record,
    index::{Failure, Index, Wanted, walk::sources},
    pipeline,
    progress::Progress as _,
    reference::Reference,
};

/// Documents that are read before their figures are printed: what bounds the memory.
const CHUNK: usize = 32;

/// The forms of `nogletal figures`.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    Text,
    Jsonl,
    Csv,
}

/// The arguments of `nogletal figures`.
#[derive(clap::Args)]
#[command(
    before_help = "Examples:\n  nogletal figures strategi.pdf\n  nogletal figures --indicator caseload --format csv --output sagstal.csv",
    after_help = GUIDE
)]
pub(super) struct Args {
    /// Files and folders to read now, without an index
    #[arg(value_name = "FILE|DIR")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    index: IndexPath,
    #[command(flatten)]
    filters: Filters,
    /// Only figures that are at least this likely to be right, 0 to 1
    #[arg(long, value_name = "CONFIDENCE", default_value_t = 0.0)]
    min_confidence: f64,
    /// Also figures whose digits the document lost
    #[arg(long)]
    include_lost: bool,
    /// The form
    #[arg(long, default_value = "text")]
    format: Form,
}

/// Prints the figures by document and place.
pub(super) fn run(args: &Args, context: &Context) -> Outcome {
    let wanted = Wanted { filter: args.filters.resolve()?, confidence: args.min_confidence, lost: args.include_lost };
    let mut printer = Printer::new(args.format, context)?;
    let code = if args.paths.is_empty() {
        for record in Index::open(&args.index.path)?.records(&wanted)? {
            printer.print(record?)?;
        }
        ExitCode::Done
    } else {
        read(args, &wanted, context, &mut printer)?
    };
    let found = printer.finish(context)?;
    Ok(code.merge(ExitCode::found(found)))
}

/// Prints the figures of files as they lie on disk.
fn read(args: &Args, wanted: &Wanted, context: &Context, printer: &mut Printer) -> Outcome {
    let mut code = ExitCode::Done;
    let mut fail = |failure: Failure| {
        context.log.failure(&failure, true);
        code = ExitCode::SomeUnread;
    };
    let mut files: Vec<Source> = Vec::new();
    for found in sources(&args.paths)? {
        match found {
            Ok(source) => files.push(source),
            Err((doc, error)) => fail(Failure { doc, reason: error.one_line() }),
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let bar = Bar::new(context.quiet);
    bar.begin(files.len());
    for chunk in files.chunks(CHUNK) {
        let readings: Vec<_> = chunk
            .par_iter()
            .map(|source| {
                let reading = pipeline::read(source, &Limits::default(), Reference::builtin());
                bar.advance(&source.name);
                reading
            })
            .collect();
        for (source, reading) in chunk.iter().zip(readings) {
            match reading {
                Ok(mut reading) => {
                    reading.records.sort_by_key(|record| record.start);
                    for record in reading.records.into_iter().filter(|record| wanted.takes(record)) {
                        printer.print(record)?;
                    }
                }
                Err(error) => fail(Failure { doc: source.name.clone(), reason: error.one_line() }),
            }
        }
    }
    bar.end();
    Ok(code)
}

/// Prints records in a form, one by one.
enum Printer {
    Text { rows: Vec<Record>, output: Output },
    Jsonl { output: Output, found: bool },
    Csv { csv: csv::Writer<Output>, found: bool },
}

impl Printer {
    fn new(form: Form, context: &Context) -> Outcome<Self> {
        let output = context.output()?;
        Ok(match form {
            Form::Text => Printer::Text { rows: Vec::new(), output },
            Form::Jsonl => Printer::Jsonl { output, found: false },
            Form::Csv => {
                let mut csv = csv::Writer::from_writer(output);
                csv.write_record(COLUMNS)?;
                Printer::Csv { csv, found: false }
            }
        })
    }

    fn print(&mut self, record: Record) -> Outcome<()> {
        match self {
            Printer::Text { rows, .. } => rows.push(record),
            Printer::Jsonl { output, found } => {
                *found = true;
                serde_json::to_writer(&mut *output, &record)?;
                writeln!(output)?;
            }
            Printer::Csv { csv, found } => {
                *found = true;
                csv.write_record(flat(&record))?;
            }
        }
        Ok(())
    }

    /// Hands everything over; whether there was anything.
    fn finish(self, context: &Context) -> Outcome<bool> {
        let (output, found) = match self {
            Printer::Text { rows, mut output } => {
                let found = !rows.is_empty();
                if found {
                    write!(output, "{}", text(rows, context, &output))?;
                }
                (output, found)
            }
            Printer::Jsonl { output, found } => (output, found),
            Printer::Csv { csv, found } => (csv.into_inner().map_err(csv::IntoInnerError::into_error)?, found),
        };
        output.finish()?;
        Ok(found)
    }
}

fn text(records: Vec<Record>, context: &Context, output: &Output) -> String {
    let language = context.language;
    let header = [
        language.pick("Kommune", "Municipality"),
        language.pick("Nøgletal", "Indicator"),
        language.pick("Værdi", "Value"),
        language.pick("Enhed", "Unit"),
        language.pick("Periode", "Period"),
        "Status",
        language.pick("Kilde", "Source"),
    ];
    let catalogue = &Reference::builtin().catalogue;
    let rows = records.into_iter().map(|record| {
        let indicator = catalogue.get(record.indicator.as_str());
        [
            language.municipality(record.municipality.as_ref()),
            indicator.map_or(record.indicator.as_str(), |one| one.name(language.is_danish())).to_owned(),
            language.value(&record),
            record.unit.to_string(),
            record.period.map(|period| period.to_string()).unwrap_or_default(),
            record.status.to_string(),
            format!("{}{}", record.doc, language.page(record.page)),
        ]
    });
    table(output, header, rows)
}

const COLUMNS: [&str; 23] = [
    "id",
    "doc",
    "document_id",
    "page",
    "cell",
    "start",
    "end",
    "bbox",
    "number",
    "quote",
    "indicator",
    "statistic",
    "municipality",
    "value_low",
    "value_high",
    "approx",
    "unit",
    "period",
    "status",
    "dims",
    "confidence",
    "rules",
    "checks",
];

/// A record with one text a column.
fn flat(record: &Record) -> [String; COLUMNS.len()] {
    let dims: Vec<String> = record.dims.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let checks: Vec<String> = record
        .checks
        .iter()
        .map(|check| format!("{}: {}", check.name, if check.holds { "holds" } else { "fails" }))
        .collect();
    let edges = record.bbox.map(|b| format!("{:.1} {:.1} {:.1} {:.1}", b.x0, b.y0, b.x1, b.y1));
    [
        record.id.clone(),
        record.doc.clone(),
        record.document_id.clone(),
        record.page.map(|page| page.to_string()).unwrap_or_default(),
        record.cell.clone().unwrap_or_default(),
        record.start.to_string(),
        record.end.to_string(),
        edges.unwrap_or_default(),
        record.number.clone(),
        record.quote.clone(),
        record.indicator.to_string(),
        record.statistic.to_string(),
        record.municipality.as_ref().map(ToString::to_string).unwrap_or_default(),
        record.value.map(|value| value.low().normalize().to_string()).unwrap_or_default(),
        record.value.map(|value| value.high().normalize().to_string()).unwrap_or_default(),
        record.approx.to_string(),
        record.unit.to_string(),
        record.period.map(|period| period.to_string()).unwrap_or_default(),
        record.status.to_string(),
        dims.join("; "),
        record.confidence.to_string(),
        record.rules.join(" "),
        checks.join("; "),
    ]
}
