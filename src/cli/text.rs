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
};
use crate::{
    Error, ErrorKind, Result,
    document::{self, Document, Limits, Page, PageNumber, Source},
    index::Failure,
    span::BoundingBox,
};

/// The forms of `nogletal text`.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    Text,
    Jsonl,
}

/// The arguments of `nogletal text`.
#[derive(clap::Args)]
#[command(before_help = "Example:\n  nogletal text strategi.pdf", after_help = GUIDE)]
pub(super) struct Args {
    /// The document
    file: PathBuf,
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
    if let Some(failure) = Failure::partly(&document, &source.name) {
        context.log.failure(&failure, false);
    }
    Ok(document)
}

/// A document that was named, as records would call it.
pub(super) fn source(path: &Path) -> Result<Source> {
    if path.exists() && !path.is_file() {
        return Err(Error::new(ErrorKind::Missing, format!("{} is no file", path.display())));
    }
    let mut source = document::named(path, &path.to_string_lossy())?;
    let file = source.path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let bare = Source::file(&source.path, file);
    source.name = source.members.iter().fold(bare, |outer, member| outer.member(member)).name;
    Ok(source)
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
