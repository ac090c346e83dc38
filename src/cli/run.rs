//! `nogletal run`: indexes a folder, prints the comparison table and writes the report.

use std::path::PathBuf;

use super::{
    Context, GUIDE, IndexPath, compare,
    exit::{ExitCode, Outcome},
    index::update,
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
    /// The folder of the report
    #[arg(long, value_name = "PATH", default_value = "report")]
    out: PathBuf,
}

/// Does everything in one go.
pub(super) fn run(args: &Args, context: &Context) -> Outcome {
    let indexed = update(std::slice::from_ref(&args.folder), &args.index.path, context)?;
    if indexed == ExitCode::Interrupted {
        return Ok(indexed);
    }
    let printed = compare::table(&args.index.path, context)?;
    let reported = compare::report(&args.index.path, &args.out, context)?;
    Ok(indexed.merge(printed).merge(reported))
}
