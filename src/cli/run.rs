//! `nogletal run`: indexes a folder, prints the comparison table and writes the report.

use std::path::PathBuf;

use super::{
    Context, GUIDE, IndexPath, Languages,
    clock::today,
    compare::{self, World},
    done::Done,
    exit::{ExitCode, Outcome},
    index::{Reports, Round},
    manner::Manner,
    metrics::measured,
    report,
};
use crate::{
    comparison::{Query, tables},
    present::RENDERERS,
    reference::Reference,
};

/// The arguments of `nogletal run`.
#[derive(clap::Args)]
#[command(before_help = "Example:\n  nogletal run documents/", after_help = GUIDE)]
pub(super) struct Args {
    /// The folder with the documents
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    index: IndexPath,
    #[command(flatten)]
    languages: Languages,
    #[command(flatten)]
    manner: Manner,
    /// The folder of the report
    #[arg(long, value_name = "PATH", default_value = "report")]
    out: PathBuf,
    #[command(flatten)]
    reports: Reports,
}

/// Does everything in one go. The report comes before the table, so that a reader who has enough of the table after a
/// few lines still gets it.
pub(super) fn run(args: &Args, context: &Context) -> Outcome {
    // Decisions that cannot be read are better heard of before the documents are read than after.
    context.ledger()?;
    measured(args.reports.metrics.as_deref(), &args.index.path, |done| all(args, context, done))
}

fn all(args: &Args, context: &Context, done: &mut Option<Done>) -> Outcome {
    let round = Round {
        folders: std::slice::from_ref(&args.folder),
        listed: &[],
        index: &args.index.path,
        limits: args.languages.limits(),
        manner: &args.manner,
        reports: &args.reports,
        alone: false,
    };
    let indexed = done.insert(round.carry_out(context)?).exit_code();
    if indexed == ExitCode::Interrupted {
        return Ok(indexed);
    }
    let world = World::of(&args.index.open(context)?)?;
    let mut tables = tables(&world.records, &Query::default(), &world.coverage, Reference::in_use());
    for table in &mut tables {
        table.date = Some(today()?);
    }
    let page = report::write(&world, &tables, &args.out, context.lang)?;
    let mut printed = ExitCode::NothingFound;
    if let Some(overview) = tables.first() {
        printed = compare::print(overview, RENDERERS[0], context)?;
    }
    if !context.quiet {
        context.log.remark(&format!("{}: {}", context.lang.pick("rapport", "report"), page.display()));
    }
    Ok(indexed.merge(printed))
}
