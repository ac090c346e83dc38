//! `nogletal figures`: key figures, of files read now or of the index.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use super::{
    Context, GUIDE, IndexPath, Languages,
    batch::read_in_order,
    exit::{ExitCode, Outcome},
    filters::Filters,
    findings,
    records::{Form, Printer},
};
use crate::{
    Result,
    comparison::confidence,
    decision::{Decision, Ledger, Present, Settlement, Standing},
    document::{Limits, Source, sources},
    figure::Record,
    finding::findings,
    index::{Failure, Index, Wanted},
    isolation::Isolation,
    notice::Weight,
    pipeline::Reading,
    reference::Reference,
};

/// The arguments of `nogletal figures`.
#[derive(clap::Args)]
#[command(
    before_help = "Examples:\n  nogletal figures strategi.pdf\n  nogletal figures --indicator caseload --format csv --output sagstal.csv\n  nogletal figures strategi.pdf --findings",
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
    #[arg(long, value_name = "CONFIDENCE", default_value = "0", value_parser = confidence)]
    min_confidence: f64,
    #[command(flatten)]
    languages: Languages,
    /// Also figures whose digits the document lost
    #[arg(long)]
    include_lost: bool,
    /// Also the further indicators: refunds, volumes, processing times, prices a day …
    #[arg(long)]
    further: bool,
    /// Compare the numbers on every page of a PDF with a second reading, not only on pages in doubt
    #[arg(long, requires = "paths")]
    second_look: bool,
    /// What does not agree among the figures, instead of the figures: contradictions, sums, percentages and changes
    #[arg(long)]
    findings: bool,
    /// The form
    #[arg(long, default_value = "text")]
    format: Form,
}

/// Prints the figures by document and place.
pub(super) fn run(args: &Args, context: &Context) -> Outcome {
    let index = if args.paths.is_empty() { Some(args.index.open(context)?) } else { None };
    let wanted = Wanted {
        filter: args.filters.resolve()?,
        confidence: args.min_confidence,
        lost: args.include_lost,
        further: args.further,
    };
    if args.findings {
        let mut records = Vec::new();
        let code = each(args, index.as_ref(), &wanted, context, &mut |record| {
            records.push(record);
            Ok(())
        })?;
        let found = findings(&records, Reference::in_use());
        findings::print(&found, args.format, context)?;
        return Ok(code.merge(ExitCode::found(!found.is_empty())));
    }
    let mut printer = Printer::new(args.format, context)?;
    let code = each(args, index.as_ref(), &wanted, context, &mut |record| printer.print(record))?;
    let found = printer.finish(context)?;
    if !found && !context.quiet {
        context.log.remark(context.lang.pick("ingen nøgletal fundet", "no figures found"));
    }
    Ok(code.merge(ExitCode::found(found)))
}

/// Hands over each wanted figure as it was decided, of the files named or else of the index.
fn each(
    args: &Args,
    index: Option<&Index>,
    wanted: &Wanted,
    context: &Context,
    take: &mut dyn FnMut(Record) -> Outcome<()>,
) -> Outcome {
    let Some(index) = index else { return read(args, wanted, context, take) };
    for record in index.records(wanted)? {
        take(record?)?;
    }
    context.warn_of_stale(index.stale()?);
    Ok(ExitCode::Done)
}

/// Hands over the figures of files as they lie on disk, as they were decided.
fn read(args: &Args, wanted: &Wanted, context: &Context, take: &mut dyn FnMut(Record) -> Outcome<()>) -> Outcome {
    let ledger = context.ledger()?;
    let decisions = ledger.by_document();
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
    let limits = Limits { second_look: args.second_look, ..args.languages.limits() };
    let keep = |source: &Source, isolation: &Isolation| one(source, &limits, wanted, &decisions, isolation);
    let mut read = Vec::new();
    read_in_order(
        &files,
        |source| source,
        context,
        keep,
        |source, reading| {
            match reading {
                Ok(Kept { id, records, remarks, partly }) => {
                    if !context.quiet {
                        remarks.iter().for_each(|remark| context.log.remark(&format!("{}: {remark}", source.name)));
                    }
                    partly.iter().for_each(|failure| context.log.failure(failure, false));
                    records.into_iter().try_for_each(&mut *take)?;
                    read.push((id, source.name.clone()));
                }
                Err(error) => fail(Failure { doc: source.name.clone(), reason: error.one_line() }),
            }
            Ok(())
        },
    )?;
    context.warn_of_stale(stale(&ledger, &read)?);
    Ok(code)
}

/// How many decisions are about files that were read, but had another content.
fn stale(ledger: &Ledger, read: &[(String, String)]) -> Result<usize> {
    let decided: BTreeSet<&str> = ledger.decisions().iter().map(|decision| decision.figure.doc.as_str()).collect();
    // A file may be named by more or by less than its path in the folder that was indexed.
    let ends =
        |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
    let names = |name: &str| decided.iter().copied().filter(|doc| ends(doc, name) || ends(name, doc)).collect();
    let documents: Vec<Present<'_>> = read.iter().map(|(id, name)| Present { id, names: names(name) }).collect();
    Ok(Standing::of(ledger, &documents, |_| Ok(Vec::new()))?.tally().stale)
}

/// What is kept of a file: its pages and words are let go.
struct Kept {
    /// The hash of its content.
    id: String,
    /// The wanted figures in order.
    records: Vec<Record>,
    /// What is worth knowing of it.
    remarks: Vec<String>,
    /// What is missing of it.
    partly: Option<Failure>,
}

fn one(
    source: &Source,
    limits: &Limits,
    wanted: &Wanted,
    decisions: &BTreeMap<&str, Vec<&Decision>>,
    isolation: &Isolation,
) -> Result<Kept> {
    let Reading { document, records, .. } = isolation.read(source, limits, Reference::in_use())?;
    let id = document.id.to_string();
    let decided = decisions.get(id.as_str()).map(Vec::as_slice).unwrap_or_default();
    let mut records = Settlement::of(records, decided, &source.name).figures;
    records.retain(|record| wanted.takes(record) && wanted.filter.takes(record));
    let notices = document.notices.iter().filter(|notice| notice.weight == Weight::Remark);
    let remarks = notices.map(|notice| notice.message.clone()).collect();
    Ok(Kept { id, records, remarks, partly: Failure::partly(&document, &source.name) })
}
