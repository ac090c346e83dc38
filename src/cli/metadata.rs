//! `nogletal text --metadata`: what a document says about itself, and where it says so.

use std::{io::Write as _, path::Path};

use serde::Serialize;

use super::{
    Context,
    exit::{ExitCode, Outcome},
    language::municipality,
    output::Output,
    terminal::table,
    text::{Form, complain, source},
};
use crate::{
    document::{DocumentType, Kind, Language, Limits, Metadata, Origin, Stated},
    figure::MunicipalityCode,
    pipeline::{self, Reading},
    present::{self, Lang},
    reference::Reference,
};

/// What is known of a document, as one object.
#[derive(Serialize)]
struct Json<'a> {
    doc: &'a str,
    document_id: String,
    kind: Kind,
    pages: usize,
    #[serde(flatten)]
    metadata: &'a Metadata,
    municipality: Option<&'a MunicipalityCode>,
    year: Option<u16>,
    languages: Vec<Language>,
}

/// Prints what a document says about itself.
pub(super) fn run(path: &Path, form: Form, context: &Context) -> Outcome {
    let source = source(path)?;
    let reading = pipeline::read(&source, &Limits::default(), Reference::in_use())?;
    complain(&reading.document, &source.name, context);
    let mut output = context.output()?;
    match form {
        Form::Text => write!(output, "{}", text(&reading, context.lang, &output))?,
        Form::Jsonl => {
            serde_json::to_writer(&mut output, &object(&reading))?;
            writeln!(output)?;
        }
    }
    output.finish()?;
    Ok(ExitCode::Done)
}

fn object(reading: &Reading) -> Json<'_> {
    let document = &reading.document;
    let mut languages: Vec<Language> = document.foreign.iter().map(|one| one.language).collect();
    languages.sort_unstable();
    languages.dedup();
    Json {
        doc: &reading.source.name,
        document_id: document.id.to_string(),
        kind: document.kind,
        pages: document.pages.len(),
        metadata: &document.metadata,
        municipality: reading.municipality.as_ref(),
        year: reading.year,
        languages,
    }
}

/// A row for each value that is there.
fn text(reading: &Reading, lang: Lang, output: &Output) -> String {
    fn row<T>(label: &str, value: Option<&Stated<T>>, lang: Lang, show: impl Fn(&T) -> String) -> Option<[String; 3]> {
        value.map(|stated| [label.to_owned(), show(&stated.value), origin(stated.origin, lang).to_owned()])
    }
    let Metadata { title, date, author, kind, case_number } = &reading.document.metadata;
    let found = [
        row(lang.pick("Titel", "Title"), title.as_ref(), lang, String::clone),
        row(lang.pick("Dato", "Date"), date.as_ref(), lang, |date| present::period(*date, lang)),
        row(lang.pick("Forfatter", "Author"), author.as_ref(), lang, String::clone),
        row(lang.pick("Type", "Type"), kind.as_ref(), lang, |kind| type_name(*kind, lang).to_owned()),
        row(lang.pick("Sagsnummer", "Case number"), case_number.as_ref(), lang, String::clone),
        reading.municipality.as_ref().map(|code| {
            let whole = lang.pick("hele teksten", "the whole text");
            [lang.pick("Kommune", "Municipality").to_owned(), municipality(Some(code), lang), whole.to_owned()]
        }),
    ];
    let header = ["", "", lang.pick("Kilde", "Source")];
    table(output, header, found.into_iter().flatten())
}

fn origin(origin: Origin, lang: Lang) -> &'static str {
    match origin {
        Origin::Properties => lang.pick("filens egenskaber", "the file's properties"),
        Origin::FirstPage => lang.pick("teksten", "the text"),
        Origin::FileName => lang.pick("filnavnet", "the file's name"),
    }
}

pub(super) fn type_name(kind: DocumentType, lang: Lang) -> &'static str {
    match kind {
        DocumentType::Strategy => lang.pick("strategi", "strategy"),
        DocumentType::Memo => lang.pick("notat", "memo"),
        DocumentType::Agenda => lang.pick("dagsorden", "agenda"),
        DocumentType::Minutes => lang.pick("referat", "minutes"),
        DocumentType::Budget => "budget",
        DocumentType::BudgetFollowUp => lang.pick("budgetopfølgning", "budget follow-up"),
        DocumentType::BusinessCase => "business case",
        DocumentType::Evaluation => lang.pick("evaluering", "evaluation"),
        DocumentType::ManagementInformation => lang.pick("ledelsesinformation", "management information"),
    }
}
