//! `nogletal status`: what the index holds.

use std::{collections::BTreeMap, io::Write as _};

use clap::ValueEnum;
use indicatif::DecimalBytes;
use serde::Serialize;

use super::{
    Context, GUIDE, IndexPath,
    exit::{ExitCode, Outcome},
    output::Output,
    terminal::{plain, table},
};
use crate::{
    Result,
    decision::{Tally, Verdict},
    document::Outcome as Ending,
    figure::Record,
    finding::{Kind, findings},
    index::{FORMAT_VERSION, Index, Status, Wanted},
    present::{self, Lang, capital, outcome},
    reference::Reference,
};

/// The last runs that are listed; JSON has all that are remembered.
const RUNS: usize = 5;

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
    decisions: Tally,
    findings: BTreeMap<Kind, usize>,
}

/// Prints what the index holds.
pub(super) fn run(args: &Args, context: &Context) -> Outcome {
    let index = args.index.open(context)?;
    let (status, decisions) = (index.status()?, index.standing()?.tally());
    let findings = disagreeing(&index)?;
    let mut output = context.output()?;
    match args.format {
        Form::Text => text(&status, decisions, &findings, context, &mut output)?,
        Form::Json => {
            let index = args.index.path.display().to_string();
            serde_json::to_writer_pretty(
                &mut output,
                &Json { index, format: FORMAT_VERSION, status: &status, decisions, findings },
            )?;
            writeln!(output)?;
        }
    }
    output.finish()?;
    Ok(ExitCode::Done)
}

/// How much of each kind does not agree among the figures.
fn disagreeing(index: &Index) -> Result<BTreeMap<Kind, usize>> {
    let records: Vec<Record> = index.records(&Wanted { further: true, ..Wanted::default() })?.collect::<Result<_>>()?;
    let mut counts = BTreeMap::from(Kind::ALL.map(|kind| (kind, 0)));
    findings(&records, Reference::in_use()).iter().for_each(|one| *counts.entry(one.kind).or_default() += 1);
    Ok(counts)
}

/// How many figures were decided how; what is out of the ordinary only where there is some.
pub(super) fn decisions(tally: Tally, lang: Lang) -> Vec<[String; 2]> {
    let usual =
        [(Verdict::Accept, tally.accepted), (Verdict::Correct, tally.corrected), (Verdict::Reject, tally.rejected)];
    let usual = usual.map(|(verdict, count)| [present::verdict(verdict, lang).to_owned(), count.to_string()]);
    let further = [
        (lang.pick("forældet", "stale"), tally.stale),
        (lang.pick("om dokumenter, der ikke er her", "about documents that are not here"), tally.dormant),
        (lang.pick("uenighed", "disputed"), tally.disputed),
    ];
    let further = further.into_iter().filter(|(_, count)| *count > 0);
    usual.into_iter().chain(further.map(|(what, count)| [what.to_owned(), count.to_string()])).collect()
}

fn text(
    status: &Status,
    tally: Tally,
    findings: &BTreeMap<Kind, usize>,
    context: &Context,
    output: &mut Output,
) -> Outcome<()> {
    let lang = context.lang;
    origin(status, lang, output)?;
    documents(status, lang, output)?;
    figures(status, lang, output)?;
    runs(status, lang, output)?;
    if tally != Tally::default() {
        let header = [lang.pick("Afgørelser", "Decisions"), ""];
        write!(output, "\n{}", table(output, header, decisions(tally, lang)))?;
    }
    let rows = findings.iter().filter(|(_, count)| **count > 0);
    let rows: Vec<_> = rows.map(|(kind, count)| [present::kind(*kind, lang).to_owned(), count.to_string()]).collect();
    if !rows.is_empty() {
        write!(output, "\n{}", table(output, [lang.pick("Stemmer ikke", "Does not agree"), ""], rows))?;
    }
    for ending in [Ending::Partly, Ending::Failed] {
        if let Some(failures) = status.failures.get(&ending) {
            let rows = failures.iter().map(|failure| [failure.doc.clone(), failure.reason.clone()]);
            let header = [&capital(outcome(ending, lang)), lang.pick("Grund", "Reason")];
            write!(output, "\n{}", table(output, header, rows))?;
        }
    }
    Ok(())
}

/// When it was written, by what and from what, and what it takes.
fn origin(status: &Status, lang: Lang, output: &mut Output) -> Outcome<()> {
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
    let size = DecimalBytes(status.bytes).to_string();
    let size = if lang.is_danish() { size.replace('.', ",") } else { size };
    writeln!(output, "{} {size}", lang.pick("Fylder", "Takes"))?;
    Ok(())
}

fn documents(status: &Status, lang: Lang, output: &mut Output) -> Outcome<()> {
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
    Ok(())
}

fn figures(status: &Status, lang: Lang, output: &mut Output) -> Outcome<()> {
    let catalogue = &Reference::in_use().catalogue;
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
    Ok(())
}

/// The last runs.
fn runs(status: &Status, lang: Lang, output: &mut Output) -> Outcome<()> {
    let runs = status.written.as_ref().map(|written| written.runs.as_slice()).unwrap_or_default();
    if runs.is_empty() {
        return Ok(());
    }
    let shown = &runs[runs.len().saturating_sub(RUNS)..];
    let rows = shown.iter().map(|run| [run.number.to_string(), run.when.to_string(), run.documents.to_string()]);
    let header = [
        lang.pick("Kørsel", "Run"),
        lang.pick("Hvornår", "When"),
        lang.pick("Dokumenter, den rørte", "Documents it touched"),
    ];
    write!(output, "\n{}", table(output, header, rows))?;
    Ok(())
}
