//! `nogletal search`: finds passages.

mod batch;
mod bibtex;
mod rows;
mod text;

use std::{io::Write as _, path::PathBuf};

use clap::ValueEnum;

use super::{
    Context, IndexPath,
    exit::{ExitCode, Outcome},
    filters::Filters,
};
use crate::{
    Error, ErrorKind,
    index::{Counted, Found, Index, Search},
};
use rows::Rows;

const EXAMPLE: &str = "Examples:
  nogletal search anbragte børn --municipality Herning
  nogletal search '\"færre sager\" rådgiver OR socialrådgiver -budget' --year 2015-2019
  nogletal search 'sagstal:<=20 kommune:Herning,Aalborg år:2016..2019'
  nogletal search --queries spørgsmål.txt --format xlsx --output fund.xlsx";

const LANGUAGE: &str = "The query:
  færre sager          the words in any form, spelling or compound, and their synonyms (--exact: as typed);
                       passages with both first, and with one where these are few
  \"færre sager\"        the words next to each other; \"færre sager\"~5: at most five others between
  barn OR ung          either; also AND, NOT, and OG, ELLER, IKKE; ( ) group
  -budget              without this word
  anbring*, sagstl~1   what begins like this; what one letter tells from this, or two (~2)
  kommune:Herning      also region:, år:2016..2019, type:pdf, titel:, side:, dokument:, status:
  sagstal:<=20         a figure's value: <= < > >=, 20..25, >5mio; indicators by code or name
  anbringelser:        any figure of it

Everything about it, in Danish: docs/soegning.md
The guide, in Danish: docs/brugervejledning.md";

/// The forms of hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Text,
    Jsonl,
    Csv,
    /// A workbook
    Xlsx,
    /// The documents of the hits, to be cited
    Bibtex,
}

/// The arguments of `nogletal search`.
#[derive(clap::Args)]
#[command(before_help = EXAMPLE, after_help = LANGUAGE)]
pub(super) struct Args {
    /// What to look for
    #[arg(required_unless_present_any = ["like", "queries"])]
    query: Vec<String>,
    #[command(flatten)]
    index: IndexPath,
    #[command(flatten)]
    filters: Filters,
    /// Like this document of the index, or the passage at a place in it
    #[arg(long, value_name = "DOC[:OFFSET]")]
    like: Option<String>,
    /// One table of the hits of many queries, as CSV unless --format says otherwise: a query a line, a name and a tab
    /// before it if you like, # before remarks
    #[arg(long, value_name = "FILE", conflicts_with_all = ["query", "like", "group", "facets"])]
    queries: Option<PathBuf>,
    /// The most hits, of each query [default: all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Documents instead of passages: the best passage of each, and how many there are
    #[arg(long)]
    group: bool,
    /// Passages that say the same as hits of their own, and not as further places of the best of them
    #[arg(long)]
    no_fold: bool,
    /// Words just as they were typed: no other forms, no parts of compounds, no synonyms
    #[arg(long)]
    exact: bool,
    /// How the hits spread over municipalities, regions, years, documents' kinds, indicators and statuses
    #[arg(long, conflicts_with = "group")]
    facets: bool,
    /// The form
    #[arg(long, default_value = "text")]
    format: Form,
}

impl Args {
    /// The search that a query makes; the one way to it, for one query and for many.
    fn search(&self, query: &str) -> Outcome<Search> {
        Ok(Search {
            query: query.to_owned(),
            like: self.like.clone(),
            filter: self.filters.resolve()?,
            limit: self.limit,
            unfolded: self.no_fold,
            exact: self.exact,
        })
    }
}

/// Prints the hits, best first.
pub(super) fn run(args: &Args, context: &Context) -> Outcome {
    let index = args.index.open(context)?;
    let code = carry_out(args, &index, context)?;
    context.warn_of_stale(index.stale()?);
    Ok(code)
}

fn carry_out(args: &Args, index: &Index, context: &Context) -> Outcome {
    if let Some(queries) = &args.queries {
        return batch::run(args, queries, index, context);
    }
    let search = args.search(&args.query.join(" "))?;
    if args.facets {
        return facets(&search, args.format, index, context);
    }
    if args.group {
        return groups(&search, args, index, context);
    }
    let mut found = find(&search, index, context)?;
    let mut summary = text::Summary::default();
    match args.format {
        Form::Text => {
            let mut output = context.output()?;
            for hit in &mut found {
                let hit = hit?;
                text::hit(&hit, None, context, summary.hits > 0, &mut output)?;
                summary.count(&hit);
            }
            output.finish()?;
        }
        Form::Bibtex => {
            let hits = found.by_ref().inspect(|hit| hit.iter().for_each(|hit| summary.count(hit)));
            bibtex::print(hits, index, context)?;
        }
        form => {
            let mut rows = Rows::open(form, &rows::HIT, context)?;
            for hit in &mut found {
                let hit = hit?;
                rows.write(&hit, || rows::flat(&hit))?;
                summary.count(&hit);
            }
            rows.finish()?;
        }
    }
    summary.print(found.total(), context);
    Ok(ExitCode::found(summary.hits > 0))
}

/// What a search finds; says which words were looked for in the place of others.
fn find<'a>(search: &Search, index: &'a Index, context: &Context) -> Outcome<Found<'a>> {
    let found = index.find(search)?;
    say_respelled(&found, None, context);
    Ok(found)
}

/// Says which words occur nowhere and what was looked for in their place; in a file of queries, of which line.
fn say_respelled(found: &Found<'_>, line: Option<&str>, context: &Context) {
    let lang = context.lang;
    for (typed, instead) in found.respelled().filter(|_| !context.quiet) {
        let what = lang.pick("søgte også efter", "looked for");
        let (no, too) = (lang.pick("ingen", "no"), lang.pick("", " too"));
        let line = line.map(|line| format!("{line}: ")).unwrap_or_default();
        context.log.remark(&format!("{line}{no} “{typed}”; {what} “{instead}”{too}"));
    }
}

/// Prints the documents with the best passages.
fn groups(search: &Search, args: &Args, index: &Index, context: &Context) -> Outcome {
    let found = find(search, index, context)?;
    let total = found.total();
    let groups = found.by_document(args.limit)?;
    let mut summary = text::Summary::default();
    groups.iter().for_each(|group| summary.count(&group.best));
    match args.format {
        Form::Text => {
            let mut output = context.output()?;
            for (number, group) in groups.iter().enumerate() {
                text::hit(&group.best, Some(group.passages), context, number > 0, &mut output)?;
            }
            output.finish()?;
        }
        Form::Bibtex => bibtex::print(groups.into_iter().map(|group| Ok(group.best)), index, context)?,
        form => {
            let mut rows = Rows::open(form, &[&rows::HIT[..], &["passages"]].concat(), context)?;
            for group in &groups {
                rows.write(group, || rows::flat(&group.best).into_iter().chain([group.passages.into()]).collect())?;
            }
            rows.finish()?;
        }
    }
    summary.print_documents(total, context);
    Ok(ExitCode::found(summary.hits > 0))
}

/// Prints how the hits spread.
fn facets(search: &Search, form: Form, index: &Index, context: &Context) -> Outcome {
    let found = find(search, index, context)?;
    let facets = found.facets()?;
    match form {
        Form::Text => {
            let mut output = context.output()?;
            text::facets(&facets, context, &mut output)?;
            output.finish()?;
        }
        Form::Jsonl => {
            let mut output = context.output()?;
            serde_json::to_writer(&mut output, &facets)?;
            writeln!(output)?;
            output.finish()?;
        }
        Form::Bibtex => return Err(Error::new(ErrorKind::Usage, "facets cannot be cited").into()),
        form => {
            let mut rows = Rows::open(form, &["facet", "value", "passages"], context)?;
            for (name, counts) in facets.named() {
                for Counted { value, passages } in counts {
                    let row = || vec![name.into(), value.as_str().into(), (*passages).into()];
                    rows.write(&(), row)?;
                }
            }
            rows.finish()?;
        }
    }
    Ok(ExitCode::found(facets.passages > 0))
}
