//! `nogletal compare`: comparison tables.

use std::{io::Write as _, path::PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::{
    Context, GUIDE, IndexPath,
    clock::today,
    exit::{ExitCode, Outcome},
    output::Output,
    since,
    terminal::columns,
};
use crate::{
    Error, ErrorKind, Result,
    comparison::{Comparison, Coverage, Covered, Imprint, Query, Spec, compare},
    document,
    figure::Record,
    index::{Entry, Index, Wanted},
    present::{RENDERERS, Renderer, Style, renderer},
    reference::Reference,
};

/// The columns of a table that no terminal shows.
const WIDTH: usize = 100;

const EXAMPLES: &str = "Examples:
  nogletal compare
  nogletal compare --indicator caseload,investment --municipality Roskilde,657
  nogletal compare --indicator placements --by-year --format csv --output anbringelser.csv
  nogletal compare --indicator placements --summary --per-1000 0-17 --population folk1a.csv
  nogletal compare --status actual,target --print-spec > table.toml
  nogletal compare --spec table.toml";

/// The arguments of `nogletal compare`.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES, after_help = GUIDE)]
pub(super) struct Args {
    #[command(flatten)]
    index: IndexPath,
    /// A file that says what the table is to be; flags go before it
    #[arg(long = "spec", value_name = "FILE", help_heading = "Form")]
    file: Option<PathBuf>,
    /// Print the file that says the same as the flags, and make no table
    #[arg(long, help_heading = "Form")]
    print_spec: bool,
    #[command(flatten)]
    spec: Spec,
    /// Only what has changed since a run of `nogletal index` (its number, a day such as 2026-03-01, or last), or from
    /// another index (its folder), and why
    #[arg(long, value_name = "RUN", help_heading = "Form")]
    since: Option<String>,
    /// The form
    #[arg(long, default_value = RENDERERS[0].name(), value_parser = forms(), help_heading = "Form")]
    format: &'static dyn Renderer,
}

/// The forms that tables come in.
fn forms() -> impl TypedValueParser<Value = &'static dyn Renderer> {
    PossibleValuesParser::new(RENDERERS.iter().map(|one| one.name()))
        .map(|name| renderer(&name).unwrap_or(RENDERERS[0]))
}

/// Everything that tables are made of.
pub(super) struct World {
    /// The figures, those whose digits were lost among them.
    pub records: Vec<Record>,
    /// What was read.
    pub coverage: Coverage,
}

impl World {
    /// What an index holds.
    pub fn of(index: &Index) -> Result<World> {
        let wanted = Wanted { lost: true, further: true, ..Wanted::default() };
        let records = index.records(&wanted)?.collect::<Result<_>>()?;
        let documents = index.entries()?.into_iter().map(covered).collect();
        let decisions = index.standing()?.tally();
        Ok(World { records, coverage: Coverage { documents, decisions } })
    }
}

pub(super) fn covered(entry: Entry) -> Covered {
    let name = entry.name().to_owned();
    let named = || Reference::in_use().municipalities.in_name(&name);
    let unread = entry.outcome == document::Outcome::Failed;
    let municipality = entry.municipality.or_else(|| if unread { named() } else { None });
    let Entry { outcome, reasons, mentioned, metadata, year, .. } = entry;
    let imprint =
        Imprint { title: metadata.title.map(|one| one.value), author: metadata.author.map(|one| one.value), year };
    Covered { document: name, outcome, reasons, municipality, mentioned, imprint }
}

/// Prints the comparison.
pub(super) fn run(args: &Args, context: &Context) -> Outcome {
    let spec = match &args.file {
        Some(file) => Spec::read(file)?.overridden(&args.spec)?,
        None => args.spec.clone(),
    };
    let reference = Reference::in_use();
    if args.print_spec {
        Query::of(&spec, reference)?;
        let mut output = context.output()?;
        output.write_all(spec.written()?.as_bytes())?;
        return Ok(output.finish().map(|()| ExitCode::Done)?);
    }
    // An index says which catalogue it was made with, before an indicator of that catalogue is called unknown.
    let index = args.index.open(context)?;
    let query = Query::of(&spec, reference)?;
    if let Some(since) = &args.since {
        return since::print(since, (&index, &args.index.path), &query, args.format, context);
    }
    let World { records, coverage } = World::of(&index)?;
    let table = compare(&records, &query, &coverage, reference);
    let table = Comparison { command: Some(context.command.clone()), date: Some(today()?), ..table };
    print(&table, args.format, context)
}

/// Prints a table in a form; whether it says anything.
pub(super) fn print(table: &Comparison, form: &dyn Renderer, context: &Context) -> Outcome {
    let mut output = context.output()?;
    if form.is_binary() && output.is_terminal() {
        let message = format!("a terminal cannot show the form {}", form.name());
        let hint = format!("write it to a file: --format {} --output table.{}", form.name(), form.extension());
        return Err(Error::new(ErrorKind::Usage, message).hint(hint).into());
    }
    let style = style(context, &output);
    form.render(table, &style, &mut output)?;
    output.finish()?;
    let mut cells = table.rows.iter().flat_map(|row| &row.cells);
    Ok(ExitCode::found(cells.any(|cell| cell.empty.is_none())))
}

pub(super) fn style(context: &Context, output: &Output) -> Style {
    Style { lang: context.lang, width: columns(output).unwrap_or(WIDTH), coloured: output.is_coloured() }
}
