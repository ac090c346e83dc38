//! `nogletal status`: what the index holds.

use std::io::Write as _;

use clap::ValueEnum;
use serde::Serialize;

use super::{
    Context, GUIDE, IndexPath,
    exit::{ExitCode, Outcome},
    output::Output,
    terminal::{plain, table},
};
use crate::{
    document::Outcome as Ending,
    index::{FORMAT_VERSION, Status},
    present::{capital, outcome},
    reference::Reference,
};

/// The forms of `nogletal status`.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    Text,
    Json,
}

/// The arguments of `nogletal status`.
#[derive(clap::Args)]
#[command(before_help = "Example:\n  nogletal status", after_help = GUIDE)]
pub(super) struct Args {
    #[command(flatten)]
    index: IndexPath,
    /// The form
    #[arg(long, default_value = "text")]
    format: Form,
}

#[derive(Serialize)]
struct Json<'a> {
    index: String,
    format: u32,
    #[serde(flatten)]
    status: &'a Status,
}

/// Prints what the index holds.
pub(super) fn run(args: &Args, context: &Context) -> Outcome {
    let status = args.index.open(context)?.status()?;
    let mut output = context.output()?;
    match args.format {
        Form::Text => text(&status, context, &mut output)?,
        Form::Json => {
            let index = args.index.path.display().to_string();
            serde_json::to_writer_pretty(&mut output, &Json { index, format: FORMAT_VERSION, status: &status })?;
            writeln!(output)?;
        }
    }
    output.finish()?;
    Ok(ExitCode::Done)
}

fn text(status: &Status, context: &Context, output: &mut Output) -> Outcome<()> {
    let lang = context.lang;
    if let Some(written) = &status.written {
        let (when, version) = (&written.when, &written.version);
        writeln!(output, "{} {when}, nogletal {version}", lang.pick("Skrevet", "Written"))?;
    }
    if let Some(catalogue) = status.written.as_ref().and_then(|written| written.catalogue.as_ref()) {
        writeln!(output, "{} {}", lang.pick("Med kataloget", "With the catalogue"), plain(&catalogue.file))?;
    }
    for folder in &status.folders {
        writeln!(output, "{} {}", lang.pick("Fra", "From"), plain(folder))?;
    }
    let count = |ending| status.documents.get(&ending).copied().unwrap_or_default();
    let row = |ending| [outcome(ending, lang).to_owned(), count(ending).to_string()];
    let mut rows = vec![row(Ending::Read), row(Ending::Partly), row(Ending::Failed)];
    if status.stale > 0 {
        rows.push([lang.pick("forældet", "stale").to_owned(), status.stale.to_string()]);
    }
    if status.foreign > 0 {
        let label = lang.pick("med dele på andre sprog", "with parts in other languages");
        rows.push([label.to_owned(), status.foreign.to_string()]);
    }
    write!(output, "\n{}", table(output, [lang.pick("Dokumenter", "Documents"), ""], rows))?;
    let catalogue = &Reference::builtin().catalogue;
    let known = catalogue.all().iter().filter_map(|indicator| {
        let count = status.figures.get(&indicator.code)?;
        Some([indicator.name(lang.is_danish()).to_owned(), indicator.code.to_string(), count.to_string()])
    });
    // Those of a catalogue that is not in use have no name here.
    let foreign = status.figures.iter().filter(|(code, _)| catalogue.get(code.as_str()).is_none());
    let foreign = foreign.map(|(code, count)| ["–".to_owned(), code.to_string(), count.to_string()]);
    let rows: Vec<[String; 3]> = known.chain(foreign).collect();
    let header = [lang.pick("Nøgletal", "Figures"), lang.pick("Kode", "Code"), ""];
    write!(output, "\n{}", table(output, header, rows))?;
    for ending in [Ending::Partly, Ending::Failed] {
        if let Some(failures) = status.failures.get(&ending) {
            let rows = failures.iter().map(|failure| [failure.doc.clone(), failure.reason.clone()]);
            write!(
                output,
                "\n{}",
                table(output, [capital(outcome(ending, lang)).as_str(), lang.pick("Grund", "Reason")], rows)
            )?;
        }
    }
    Ok(())
}
