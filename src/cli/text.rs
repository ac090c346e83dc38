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
    document::{self, AsideKind, Document, Limits, Page, PageNumber, Source, Word},
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
    /// Compare the numbers on every page of a PDF with a second reading, not only on pages in doubt
    #[arg(long)]
    second_look: bool,
}

#[derive(Serialize)]
struct PageLine<'a> {
    page: Option<PageNumber>,
    width: Option<f32>,
    height: Option<f32>,
    /// Without what stands aside; the words have all.
    text: &'a str,
    words: Vec<WordLine<'a>>,
    quality: f32,
}

#[derive(Serialize)]
struct WordLine<'a> {
    text: &'a str,
    bbox: BoundingBox,
    /// Why search and figures pass over it, where they do.
    #[serde(skip_serializing_if = "Option::is_none")]
    aside: Option<AsideKind>,
}

/// Prints the text.
pub(super) fn run(args: &Args, context: &Context) -> Outcome {
    if args.metadata {
        return metadata::run(&args.file, args.format, context);
    }
    let limits = Limits { second_look: args.second_look, ..Limits::default() };
    let document = read_within(&args.file, &limits, context)?;
    let mut output = context.output()?;
    match args.format {
        // Not even a line break is added: offsets count in exactly this.
        Form::Text => output.write_all(document.printed().as_bytes())?,
        Form::Jsonl => {
            for line in lines(&document, &document.printed()) {
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
    read_within(path, &Limits::default(), context)
}

fn read_within(path: &Path, limits: &Limits, context: &Context) -> Result<Document> {
    let source = source(path)?;
    let document = document::read(&source, limits)?;
    complain(&document, &source.name, context);
    Ok(document)
}

/// Says what is missing of a document.
pub(super) fn complain(document: &Document, name: &str, context: &Context) {
    if let Some(failure) = Failure::partly(document, name) {
        context.log.failure(&failure, false);
    }
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
fn lines<'a>(document: &'a Document, printed: &'a str) -> Vec<PageLine<'a>> {
    if document.pages.is_empty() {
        let text = printed;
        return vec![PageLine { page: None, width: None, height: None, text, words: Vec::new(), quality: 1.0 }];
    }
    let word = |word: &Word| WordLine {
        text: word.span.of(printed),
        bbox: word.bbox,
        aside: document.aside_at(word.span.start).map(|aside| aside.kind),
    };
    let line = |page: &Page| PageLine {
        page: Some(page.number),
        width: page.size.map(|(width, _)| width),
        height: page.size.map(|(_, height)| height),
        text: page.span.of(&document.text).trim(),
        words: page.words.iter().map(word).collect(),
        quality: page.quality,
    };
    document.pages.iter().map(line).collect()
}
