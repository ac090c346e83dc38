//! Many queries, one table: `nogletal search --queries`.
//!
//! Takes a file with a query a line, gives a row for each hit, and one for each query without any, so that no question
//! goes missing. A broken query is named with its line and has a row with what is wrong; the others go on.

use std::path::Path;

use serde::Serialize;

use super::{Args, Form, rows, rows::Rows};
use crate::{
    Error, ErrorKind,
    cli::{
        Context,
        exit::{ExitCode, Outcome},
    },
    document::decoded,
    index::{Hit, Index},
};

/// The columns before a hit's own.
const QUERY: [&str; 6] = ["number", "id", "query", "hits", "rank", "error"];

/// A query of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    /// Which line it stands on.
    line: usize,
    /// Which query of the file it is.
    number: usize,
    id: String,
    query: String,
}

/// What is said of a query, and of one hit.
#[derive(Serialize)]
struct Row<'a> {
    number: usize,
    id: &'a str,
    query: &'a str,
    /// How many passages there are, those beyond a limit and those that say the same as others included.
    hits: usize,
    rank: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(flatten)]
    hit: Option<Hit>,
}

impl Row<'_> {
    fn flat(&self) -> Vec<rows::Cell> {
        let mut cells = vec![
            self.number.into(),
            self.id.into(),
            self.query.into(),
            self.hits.into(),
            self.rank.map_or(rows::Cell::Empty, Into::into),
            self.error.as_deref().unwrap_or_default().into(),
        ];
        match &self.hit {
            Some(hit) => cells.extend(rows::flat(hit)),
            None => cells.extend(rows::HIT.map(|_| rows::Cell::Empty)),
        }
        cells
    }
}

/// Prints the hits of all queries.
pub(super) fn run(args: &Args, file: &Path, index: &Index, context: &Context) -> Outcome {
    let asked = read(file)?;
    let form = match args.format {
        // A table of many queries has too many columns for a terminal.
        Form::Text => Form::Csv,
        Form::Bibtex => return cite(args, &asked, file, index, context),
        form => form,
    };
    let mut table = Rows::open(form, &[&QUERY[..], &rows::HIT].concat(), context)?;
    let (mut found, mut broken) = (0, 0);
    for one in &asked {
        let row =
            |hits, rank, error, hit| Row { number: one.number, id: &one.id, query: &one.query, hits, rank, error, hit };
        let mut write = |row: Row<'_>| table.write(&row, || row.flat());
        let mut hits = match index.find(&args.search(&one.query)?) {
            Ok(hits) => hits,
            Err(error) => {
                broken += 1;
                write(row(0, None, Some(first_line(&error)), None))?;
                context.log.error(&one.located(error, file));
                continue;
            }
        };
        super::say_respelled(&hits, Some(&one.place(file)), context);
        let total = hits.total();
        for (rank, hit) in (1..).zip(&mut hits) {
            found += 1;
            write(row(total, Some(rank), None, Some(hit?)))?;
        }
        if total == 0 {
            write(row(0, None, None, None))?;
        }
    }
    table.finish()?;
    if !context.quiet {
        let (queries, lang) = (asked.len(), context.lang);
        context.log.remark(&match broken {
            0 => {
                format!("{found} {} {queries} {}", lang.pick("fund for", "hits for"), lang.pick("søgninger", "queries"))
            }
            broken => format!(
                "{found} {} {queries} {}, {broken} {}",
                lang.pick("fund for", "hits for"),
                lang.pick("søgninger", "queries"),
                lang.pick("kunne ikke forstås", "could not be understood")
            ),
        });
    }
    Ok(code(found, broken, asked.len()))
}

/// Prints the documents that any of the queries finds.
fn cite(args: &Args, asked: &[Asked], file: &Path, index: &Index, context: &Context) -> Outcome {
    let (mut found, mut broken) = (0, 0);
    let mut all = Vec::new();
    for one in asked {
        match index.find(&args.search(&one.query)?) {
            Ok(hits) => {
                super::say_respelled(&hits, Some(&one.place(file)), context);
                all.push(hits);
            }
            Err(error) => {
                broken += 1;
                context.log.error(&one.located(error, file));
            }
        }
    }
    super::bibtex::print(all.into_iter().flatten().inspect(|_| found += 1), index, context)?;
    Ok(code(found, broken, asked.len()))
}

fn code(found: usize, broken: usize, queries: usize) -> ExitCode {
    match broken {
        0 => ExitCode::found(found > 0),
        broken if broken == queries => ExitCode::Failed,
        _ => ExitCode::SomeUnread,
    }
}

impl Asked {
    fn place(&self, file: &Path) -> String {
        format!("{}, line {}", file.display(), self.line)
    }

    /// An error with the file and the line.
    fn located(&self, error: Error, file: &Path) -> Error {
        let located = Error::new(error.kind(), format!("{}: {error}", self.place(file)));
        match error.advice() {
            Some(hint) => located.hint(hint),
            None => located,
        }
    }
}

fn first_line(error: &Error) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}

/// The queries of a file.
fn read(file: &Path) -> Outcome<Vec<Asked>> {
    let bytes = std::fs::read(file).map_err(|cause| {
        let kind = if file.exists() { ErrorKind::Unreadable } else { ErrorKind::Missing };
        Error::new(kind, format!("{} cannot be read", file.display())).caused_by(cause)
    })?;
    let asked = parse(&decoded(&bytes));
    if asked.is_empty() {
        return Err(Error::new(ErrorKind::Usage, format!("{} has no query", file.display()))
            .hint("one query a line; a name and a tab may stand before it, # before remarks")
            .into());
    }
    Ok(asked)
}

fn parse(text: &str) -> Vec<Asked> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let asked = (1..).zip(lines).map(|(number, (line, text))| {
        let (id, query) = text.split_once('\t').unwrap_or(("", text));
        Asked { line, number, id: id.trim().to_owned(), query: query.trim().to_owned() }
    });
    asked.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_query_with_or_without_a_name() {
        let asked =
            |line, number, id: &str, query: &str| Asked { line, number, id: id.to_owned(), query: query.to_owned() };
        assert_eq!(
            parse("# spørgsmål\nfærre sager\r\n\n s1\tsagstal:<=20 \n#2\n"),
            [asked(2, 1, "", "færre sager"), asked(4, 2, "s1", "sagstal:<=20")]
        );
    }
}
