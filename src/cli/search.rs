//! `nogletal search`: finds passages.

use std::{collections::BTreeSet, io::Write as _};

use super::{
    Context, IndexPath,
    exit::{ExitCode, Outcome},
    filters::Filters,
    language::municipality,
    output::Output,
    records::Form,
    terminal::{highlight, plain, width, wrap},
};
use crate::{
    index::{Hit, Matched, Search},
    present,
};

const EXAMPLE: &str = "Examples:
  nogletal search anbragte børn --municipality Herning
  nogletal search '\"færre sager\" rådgiver OR socialrådgiver -budget' --year 2015-2019";

const LANGUAGE: &str = "The query:
  færre sager        both words, in any form (sag, sagerne) and any spelling (Aabenraa, Åbenrå)
  \"færre sager\"      the words next to each other
  barn OR ung        either (also ELLER)
  -budget            without this word

The guide, in Danish: docs/brugervejledning.md";

/// The arguments of `nogletal search`.
#[derive(clap::Args)]
#[command(before_help = EXAMPLE, after_help = LANGUAGE)]
pub(super) struct Args {
    /// What to look for
    #[arg(required = true)]
    query: Vec<String>,
    #[command(flatten)]
    index: IndexPath,
    #[command(flatten)]
    filters: Filters,
    /// The most hits [default: all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// The form
    #[arg(long, default_value = "text")]
    format: Form,
}

/// Prints the hits, best first.
pub(super) fn run(args: &Args, context: &Context) -> Outcome {
    let index = args.index.open(context)?;
    let search = Search { query: args.query.join(" "), filter: args.filters.resolve()?, limit: args.limit };
    let hits = index.search(&search)?;
    let mut output = context.output()?;
    match args.format {
        Form::Text => text(&hits, context, &mut output)?,
        Form::Jsonl => {
            for hit in &hits {
                serde_json::to_writer(&mut output, hit)?;
                writeln!(output)?;
            }
        }
        Form::Csv => csv(&hits, &mut output)?,
    }
    output.finish()?;
    if !context.quiet {
        context.log.remark(&summary(&hits, context));
    }
    Ok(ExitCode::found(!hits.is_empty()))
}

fn summary(hits: &[Hit], context: &Context) -> String {
    let documents: BTreeSet<&str> = hits.iter().map(|hit| hit.document_id.as_str()).collect();
    let count = |count: usize, danish: [&str; 2], english: [&str; 2]| {
        let index = usize::from(count != 1);
        format!("{count} {}", context.lang.pick(danish[index], english[index]))
    };
    let passages = count(hits.len(), ["tekststykke", "tekststykker"], ["passage", "passages"]);
    let documents = count(documents.len(), ["dokument", "dokumenter"], ["document", "documents"]);
    format!("{passages} {} {documents}", context.lang.pick("i", "in"))
}

fn text(hits: &[Hit], context: &Context, output: &mut Output) -> Outcome<()> {
    let width = width(output);
    let (open, close) = highlight(output.is_coloured());
    for (index, hit) in hits.iter().enumerate() {
        if index > 0 {
            writeln!(output)?;
        }
        let mut source = present::place(&plain(&hit.doc), hit.page, context.lang);
        if hit.municipality.is_some() {
            source.push_str(&format!(" · {}", municipality(hit.municipality.as_ref(), context.lang)));
        }
        if let Some(year) = hit.year {
            source.push_str(&format!(" · {year}"));
        }
        writeln!(output, "{source}")?;
        if !hit.heading.is_empty() {
            writeln!(output, "{}", wrap(&plain(&hit.heading.join(" › ")), width, 2))?;
        }
        writeln!(output, "{}", wrap(&hit.snippet.render(open, close, plain), width, 4))?;
    }
    Ok(())
}

fn csv(hits: &[Hit], output: &mut Output) -> Outcome<()> {
    let mut csv = csv::Writer::from_writer(output);
    csv.write_record([
        "doc",
        "document_id",
        "page",
        "start",
        "end",
        "text",
        "snippet",
        "score",
        "heading",
        "municipality",
        "year",
        "matched",
        "figures",
    ])?;
    for hit in hits {
        let matched: Vec<&str> = hit
            .matched
            .iter()
            .map(|how| match how {
                Matched::Exact => "exact",
                Matched::Inflected => "inflected",
            })
            .collect();
        csv.write_record([
            hit.doc.as_str(),
            &hit.document_id,
            &hit.page.map(|page| page.to_string()).unwrap_or_default(),
            &hit.start.to_string(),
            &hit.end.to_string(),
            &hit.text,
            &hit.snippet.html(),
            &hit.score.to_string(),
            &hit.heading.join(" > "),
            hit.municipality.as_ref().map(|code| code.as_str()).unwrap_or_default(),
            &hit.year.map(|year| year.to_string()).unwrap_or_default(),
            &matched.join(" "),
            &hit.figures.join(" "),
        ])?;
    }
    csv.flush()?;
    Ok(())
}
