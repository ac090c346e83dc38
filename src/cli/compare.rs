//! `nogletal compare`: comparison tables.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::{
    Context, GUIDE, IndexPath,
    exit::{ExitCode, Outcome},
    filters::confidence,
    output::Output,
    terminal::columns,
};
use crate::{
    Error, ErrorKind, Result,
    comparison::{Asked, Comparison, Coverage, Covered, Query, compare},
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
  nogletal compare --indicator placements --by-year --format csv --output anbringelser.csv";

/// The arguments of `nogletal compare`.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES, after_help = GUIDE)]
pub(super) struct Args {
    #[command(flatten)]
    index: IndexPath,
    /// The columns: codes or names of indicators with commas between, or all [default: the main table]
    #[arg(long, value_name = "CODES")]
    indicator: Option<String>,
    /// The rows: names or codes of municipalities with commas between [default: all]
    #[arg(long, value_name = "NAMES")]
    municipality: Option<String>,
    /// Only figures for a year, 2018, or for several, 2013..2016
    #[arg(long, value_name = "YEARS")]
    year: Option<String>,
    /// Only figures that are: actual, budget, forecast, target, norm
    #[arg(long, value_name = "STATUSES")]
    status: Option<String>,
    /// Only figures that are a: level, mean, min, max, share, change
    #[arg(long, value_name = "STATISTICS")]
    statistic: Option<String>,
    /// Only figures that are at least this likely to be right, 0 to 1
    #[arg(long, value_name = "CONFIDENCE", default_value = "0", value_parser = confidence)]
    min_confidence: f64,
    /// The years of one indicator across
    #[arg(long)]
    by_year: bool,
    /// The form
    #[arg(long, default_value = RENDERERS[0].name(), value_parser = forms())]
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

fn covered(entry: Entry) -> Covered {
    let document = entry.name().to_owned();
    Covered { document, outcome: entry.outcome, reasons: entry.reasons, municipality: entry.municipality }
}

/// Prints the comparison.
pub(super) fn run(args: &Args, context: &Context) -> Outcome {
    let asked = Asked {
        indicator: args.indicator.as_deref(),
        municipality: args.municipality.as_deref(),
        year: args.year.as_deref(),
        status: args.status.as_deref(),
        statistic: args.statistic.as_deref(),
        min_confidence: args.min_confidence,
        by_year: args.by_year,
    };
    let reference = Reference::in_use();
    let index = args.index.open(context)?;
    let query = Query::parse(&asked, reference)?;
    let World { records, coverage } = World::of(&index)?;
    print(&compare(&records, &query, &coverage, reference), args.format, context)
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

fn style(context: &Context, output: &Output) -> Style {
    Style { lang: context.lang, width: columns(output).unwrap_or(WIDTH) }
}
