//! `nogletal text`: a document's text as the tool read it, which is what all offsets count in.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use clap::ValueEnum;
use serde::Serialize;

use super::{
    Context, GUIDE,
    exit::{ExitCode, Outcome},
    metadata,
};
use crate::{
    Error, ErrorKind, Result,
    document::{self, Document, Limits, Page, PageNumber, Source},
    index::Failure,
    span::BoundingBox,
};

/// The forms of `nogletal text`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Form {
    Text,
    Jsonl,
}

/// The arguments of `nogletal text`.
#[derive(clap::Args)]
#[command(before_help = "Example:\n  nogletal text strategi.pdf", after_help = GUIDE)]
pub(super) struct Args {
    /// The document
    file: PathBuf,
    /// What the document says about itself instead: title, date, type and the like, and where it says so
    #[arg(long)]
    metadata: bool,
    /// The form
    #[arg(long, default_value = "text")]
    format: Form,
}

#[derive(Serialize)]
struct PageLine<'a> {
    page: Option<PageNumber>,
    width: Option<f32>,
    height: Option<f32>,
    text: &'a str,
    words: Vec<WordLine<'a>>,
    quality: f32,
}

#[derive(Serialize)]
struct WordLine<'a> {
    text: &'a str,
    bbox: BoundingBox,
}

/// Prints the text.
pub(super) fn run(args: &Args, context: &Context) -> Outcome {
    if args.metadata {
        return metadata::run(&args.file, args.format, context);
    }
    let document = read(&args.file, context)?;
    let mut output = context.output()?;
    match args.format {
        // Not even a line break is added: offsets count in exactly this.
        Form::Text => output.write_all(document.text.as_bytes())?,
        Form::Jsonl => {
            for line in lines(&document) {
                serde_json::to_writer(&mut output, &line)?;
                writeln!(output)?;
            }
        }
    }
    output.finish()?;
    Ok(ExitCode::Done)
}

/// Reads a file that was named, and says what is missing of it.
pub(super) fn read(path: &Path, context: &Context) -> Result<Document> {
    let source = source(path)?;
    let document = document::read(&source, &Limits::default())?;
    complain(&document, &source.name, context);
    Ok(document)
}

/// Says what is missing of a document.
pub(super) fn complain(document: &Document, name: &str, context: &Context) {
    if let Some(failure) = Failure::partly(document, name) {
        context.log.failure(&failure, false);
    }
}

/// A file that was named, as records would call it.
pub(super) fn source(path: &Path) -> Result<Source> {
    if !path.is_file() {
        let what = if path.exists() { "is no file" } else { "does not exist" };
        return Err(Error::new(ErrorKind::Missing, format!("{} {what}", path.display())));
    }
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok(Source { path: path.to_owned(), name })
}

/// One line a page; one for all where the format has none.
fn lines(document: &Document) -> Vec<PageLine<'_>> {
    let text = document.text.as_str();
    if document.pages.is_empty() {
        return vec![PageLine { page: None, width: None, height: None, text, words: Vec::new(), quality: 1.0 }];
    }
    let line = |page: &Page| PageLine {
        page: Some(page.number),
        width: page.size.map(|(width, _)| width),
        height: page.size.map(|(_, height)| height),
        text: page.span.of(text),
        words: page.words.iter().map(|word| WordLine { text: word.span.of(text), bbox: word.bbox }).collect(),
        quality: page.quality,
    };
    document.pages.iter().map(line).collect()
}
