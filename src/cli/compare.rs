//! `nogletal compare`: comparison tables.

use std::path::Path;

use super::{Context, GUIDE, IndexPath, exit::Outcome};
use crate::{Error, ErrorKind, index::Index};

/// The arguments of `nogletal compare`.
#[derive(clap::Args)]
#[command(before_help = "Example:\n  nogletal compare --indicator caseload", after_help = GUIDE)]
pub(super) struct Args {
    #[command(flatten)]
    index: IndexPath,
}

/// Prints the comparison.
pub(super) fn run(args: &Args, context: &Context) -> Outcome {
    table(&args.index.path, context)
}

/// SEAM: the comparison table of everything in an index, on the output. `Index::records` gives the figures.
pub(super) fn table(index: &Path, _context: &Context) -> Outcome {
    Index::open(index)?;
    Err(Error::new(ErrorKind::Usage, "comparison tables are not joined yet").into())
}

/// SEAM: the report of everything in an index, into the folder `out`.
pub(super) fn report(_index: &Path, _out: &Path, _context: &Context) -> Outcome {
    Ok(super::exit::ExitCode::Done)
}
