//! `nogletal tables`: a document's tables as the tool read them.

mod drawing;

use std::{io::Write as _, path::PathBuf};

use serde::Serialize;

use super::{
    Context, GUIDE,
    exit::{ExitCode, Outcome},
    output::Output,
    reference::Form,
    terminal,
    text::read,
};
use crate::{
    document::{Document, PageNumber},
    layout::{self, Layout},
    present,
    span::BoundingBox,
};

/// The arguments of `nogletal tables`.
#[derive(clap::Args)]
#[command(before_help = "Example:\n  nogletal tables budget.pdf --format csv", after_help = GUIDE)]
pub(super) struct Args {
    /// The document
    file: PathBuf,
    /// The form
    #[arg(long, default_value = "text")]
    format: Form,
    /// Also draw what was seen on the pages (words, lines, cells) as an SVG picture
    #[arg(long, value_name = "FILE.svg")]
    debug: Option<PathBuf>,
}

/// A table as it is printed.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Table<'a> {
    page: Option<PageNumber>,
    bbox: Option<BoundingBox>,
    rows: Vec<Vec<&'a str>>,
    /// The cells with something in them.
    cells: Vec<Cell<'a>>,
}

/// A cell with where it stands and what stands around it.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Cell<'a> {
    row: usize,
    column: usize,
    text: &'a str,
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    bbox: Option<BoundingBox>,
    /// The heads of its column, the upper first.
    above: Vec<&'a str>,
    /// The labels of its row, the group's first.
    beside: Vec<&'a str>,
}

/// Prints the tables, one after another.
pub(super) fn run(args: &Args, context: &Context) -> Outcome {
    let document = read(&args.file, context)?;
    let tables = tables(&document);
    let mut output = context.output()?;
    match args.format {
        Form::Text => text(&tables, context, &mut output)?,
        Form::Csv => csv(&tables, &mut output)?,
        Form::Json => {
            serde_json::to_writer(&mut output, &serde_json::json!({ "tables": tables }))?;
            writeln!(output)?;
        }
    }
    output.finish()?;
    if let Some(path) = &args.debug {
        let mut picture = Output::open(Some(path))?;
        drawing::draw(&document, &tables, &mut picture)?;
        picture.finish()?;
    }
    if tables.is_empty() && !context.quiet {
        context.log.remark(context.lang.pick("ingen tabeller fundet", "no tables found"));
    }
    Ok(ExitCode::found(!tables.is_empty()))
}

/// The tables of the layout: tabbed, spaced and those that lie flattened in running text.
fn tables(document: &Document) -> Vec<Table<'_>> {
    let set = |table: &layout::Table| Table {
        page: document.page_at(table.span.start).map(|page| page.number),
        bbox: document.bbox(table.span),
        rows: table.rows.iter().map(|row| row.iter().map(|cell| cell.span.of(&document.text)).collect()).collect(),
        cells: cells(document, table),
    };
    Layout::of(document).tables().map(|(_, table)| set(table)).collect()
}

fn cells<'a>(document: &'a Document, table: &layout::Table) -> Vec<Cell<'a>> {
    let mut out = Vec::new();
    for (row, heads) in table.heads(&document.text).into_iter().enumerate() {
        for (column, heads) in heads.into_iter().enumerate() {
            let span = table.rows[row][column].span;
            if !span.is_empty() {
                out.push(Cell {
                    row,
                    column,
                    text: span.of(&document.text),
                    start: document.offsets.to_file(&document.text, span.start),
                    end: document.offsets.to_file(&document.text, span.end),
                    bbox: document.bbox(span),
                    above: heads.above,
                    beside: heads.beside,
                });
            }
        }
    }
    out
}

fn text(tables: &[Table<'_>], context: &Context, output: &mut Output) -> Outcome<()> {
    for (index, table) in tables.iter().enumerate() {
        let title = format!("{} {}", context.lang.pick("Tabel", "Table"), index + 1);
        let gap = if index > 0 { "\n" } else { "" };
        writeln!(output, "{gap}{}", present::place(&title, table.page, context.lang))?;
        let rows = table.rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()));
        write!(output, "{}", terminal::table(output, [], rows))?;
    }
    Ok(())
}

/// Tables of different widths in one file, an empty line between them.
fn csv(tables: &[Table<'_>], output: &mut Output) -> Outcome<()> {
    for (index, table) in tables.iter().enumerate() {
        if index > 0 {
            writeln!(output)?;
        }
        let mut csv = csv::WriterBuilder::new().flexible(true).from_writer(&mut *output);
        for row in &table.rows {
            csv.write_record(row)?;
        }
        csv.flush()?;
    }
    Ok(())
}
