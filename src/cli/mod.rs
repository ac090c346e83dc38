//! The command line: what can be typed, and what is printed.
//!
//! Takes the arguments, gives an exit code. Data goes to standard output or to `--output`; summaries, progress and
//! errors go to standard error. One file is one command; nothing else in the program prints.

mod batch;
mod catalogue;
mod check;
mod clock;
mod compare;
mod difference;
mod done;
mod evaluate;
mod exit;
mod explain;
mod figures;
mod files_from;
mod filters;
mod findings;
mod guard;
mod index;
mod language;
mod log;
mod manner;
mod metadata;
mod metrics;
mod output;
mod progress;
mod records;
mod reference;
mod report;
mod review;
mod run;
mod search;
mod shell;
mod since;
mod status;
mod tables;
mod teller;
mod terminal;
mod text;
mod watch;

use std::{
    ffi::OsString,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

use clap::{Parser, Subcommand};

use crate::{
    Error, ErrorKind, Result,
    decision::Ledger,
    document::Limits,
    index::{Budget, Index},
    isolation::{self, CHILD, Isolation, Pool},
    panics,
    present::{self, Lang},
};
use exit::{ExitCode, Outcome, Stop};
use log::{Log, LogFormat};
use output::Output;

/// Where decisions are kept unless `--decisions` says otherwise.
const LEDGER: &str = "decisions.jsonl";

/// Where every help page points for more.
const GUIDE: &str = "The guide, in Danish: docs/brugervejledning.md";

/// Key figures about vulnerable children and young people out of Danish municipalities' documents.
#[derive(Parser)]
#[command(
    name = "nogletal",
    version,
    before_help = "Example:\n  nogletal run documents/",
    after_help = GUIDE,
    arg_required_else_help = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: Global,
}

#[derive(clap::Args)]
struct Global {
    /// The language of tables and summaries [default: from the locale, else da]
    #[arg(long, global = true, value_name = "LANGUAGE")]
    lang: Option<Lang>,
    /// Print no summary and no progress; documents that cannot be read are still named
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Write to a file, whole or not at all, instead of standard output
    #[arg(long, short, global = true, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Indicators of your own: a file that adds some or changes those of the program, as the guide shows
    #[arg(long, global = true, value_name = "FILE")]
    catalogue: Option<PathBuf>,
    /// The decisions about figures (see `nogletal review`) [default: decisions.jsonl, where it is there]
    #[arg(long, global = true, value_name = "FILE")]
    decisions: Option<PathBuf>,
    /// The form of what goes to standard error
    #[arg(long, global = true, value_name = "FORM", default_value = "text")]
    log_format: LogFormat,
}

#[derive(Subcommand)]
enum Command {
    /// Index a folder, print the comparison table and write the report: everything in one go
    Run(run::Args),
    /// Bring the index up to date with folders
    Index(index::Args),
    /// Show what the index holds
    Status(status::Args),
    /// Search the text of all documents
    Search(search::Args),
    /// Print key figures, of files read now or of the index
    Figures(figures::Args),
    /// Compare municipalities
    Compare(Box<compare::Args>),
    /// Go through figures by doubt: accept, correct, reject, once and for all
    Review(review::Args),
    /// Print a document's text as the tool read it
    Text(text::Args),
    /// Print a document's tables as the tool read them
    Tables(tables::Args),
    /// Say why a number is, or is not, a figure
    Explain(explain::Args),
    /// Measure the figures against documents that people annotated
    Evaluate(evaluate::Args),
    /// List the indicators
    Indicators(reference::IndicatorArgs),
    /// List the municipalities
    Municipalities(reference::MunicipalityArgs),
    /// Print completions for a shell
    Completions(shell::CompletionArgs),
    /// Print the manual page
    Man(shell::ManArgs),
}

/// What every command works with.
struct Context {
    lang: Lang,
    quiet: bool,
    output: Option<PathBuf>,
    decisions: Option<PathBuf>,
    /// What was typed, for a shell.
    command: String,
    log: Log,
}

impl Context {
    /// Says when documents were read without the protection of a child process.
    fn warn(&self, isolation: &Isolation) {
        if let Some(trouble) = isolation.trouble() {
            self.log.remark(&format!(
                "{}: {trouble}",
                self.lang.pick(
                    "advarsel: dokumenter blev læst uden beskyttelse mod nedbrud",
                    "warning: documents were read without protection against crashes"
                )
            ));
        }
    }

    /// Says that decisions were not applied, since the documents have changed.
    fn warn_of_stale(&self, stale: usize) {
        if stale > 0 {
            let what = present::stale(stale, self.lang);
            self.log.remark(&format!("{}: {what}", self.lang.pick("advarsel", "warning")));
        }
    }

    /// What was decided about figures: in the file that was named, or in the usual one where it is there.
    fn ledger(&self) -> Result<Ledger> {
        match &self.decisions {
            Some(path) => Ledger::open(path),
            None if Path::new(LEDGER).exists() => Ledger::open(Path::new(LEDGER)),
            None => Ok(Ledger::empty(Path::new(LEDGER))),
        }
    }

    fn output(&self) -> Outcome<Output> {
        Ok(Output::open(self.output.as_deref())?)
    }
}

/// Runs the program.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> std::process::ExitCode {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    if arguments.get(1).is_some_and(|first| first == CHILD) {
        if let Some(file) = arguments.get(2)
            && catalogue::adopt(Path::new(file)).is_err()
        {
            return ExitCode::Failed.number().into();
        }
        return isolation::serve();
    }
    let alone = arguments.get(1).is_some_and(|first| first == guard::ALONE);
    if alone {
        arguments.remove(1);
        guard::alone();
    }
    let Arguments { command, global } = match Arguments::try_parse_from(&arguments) {
        Ok(arguments) => arguments,
        Err(message) => {
            // Help goes to standard output and is no failure.
            let _ = message.print();
            return if message.use_stderr() { ExitCode::Failed.number() } else { 0 }.into();
        }
    };
    let Global { lang, quiet, output, decisions, catalogue, log_format } = global;
    let lang = lang.unwrap_or_else(language::of_locale);
    let command_line = shell::quoted(&arguments);
    let context = Context { lang, quiet, output, decisions, command: command_line, log: Log::new(log_format) };
    if let Some(Err(error)) = catalogue.as_deref().map(catalogue::adopt) {
        context.log.error(&error);
        return ExitCode::Failed.number().into();
    }
    let guarded = if command.prints_one_document() && !alone { guard::carry_out(&arguments) } else { None };
    if let Some(Ok(code)) = guarded {
        return code.into();
    }
    // Even a defect keeps to the exit codes and the log's form: who runs this every night must not have to know of panics.
    panics::hush();
    let carried_out = || match guarded {
        Some(crash) => crash.map(|_| ExitCode::Failed),
        None => command.carry_out(&context),
    };
    let ended = catch_unwind(AssertUnwindSafe(carried_out)).unwrap_or_else(|_| {
        let error = Error::new(ErrorKind::Defect, "the command failed in a way it should not");
        let error = panics::last().into_iter().fold(error, Error::caused_by);
        Err(Stop::Error(error.hint("please report it; if the index is damaged, delete it and index again")))
    });
    let code = match ended {
        Ok(code) => code,
        Err(Stop::BrokenPipe) => ExitCode::Done,
        Err(Stop::Error(error)) => {
            context.log.error(&error);
            ExitCode::Failed
        }
    };
    code.number().into()
}

impl Command {
    /// Whether all that it does is to read a document and print what is in it.
    fn prints_one_document(&self) -> bool {
        matches!(self, Command::Text(_) | Command::Tables(_) | Command::Explain(_))
    }

    fn carry_out(&self, context: &Context) -> Outcome {
        match self {
            Command::Run(args) => run::run(args, context),
            Command::Index(args) => index::run(args, context),
            Command::Status(args) => status::run(args, context),
            Command::Search(args) => search::run(args, context),
            Command::Figures(args) => figures::run(args, context),
            Command::Compare(args) => compare::run(args, context),
            Command::Review(args) => review::run(args, context),
            Command::Text(args) => text::run(args, context),
            Command::Tables(args) => tables::run(args, context),
            Command::Explain(args) => explain::run(args, context),
            Command::Evaluate(args) => evaluate::run(args, context),
            Command::Indicators(args) => reference::indicators(args, context),
            Command::Municipalities(args) => reference::municipalities(args, context),
            Command::Completions(args) => shell::completions(args, context),
            Command::Man(args) => shell::man(args, context),
        }
    }
}

/// Documents are read in child processes, which run this program.
fn children(budget: Budget) -> Isolation {
    let program = std::env::current_exe().unwrap_or_else(|_| "nogletal".into());
    let arguments = std::iter::once(OsString::from(CHILD)).chain(catalogue::named().map(OsString::from));
    Isolation::Children(Pool::new(program, arguments).sharing(budget.share))
}

/// What figures are taken from.
#[derive(clap::Args)]
struct Languages {
    /// Take figures from pages in other languages than Danish too
    #[arg(long)]
    all_languages: bool,
}

impl Languages {
    fn limits(&self) -> Limits {
        Limits { all_languages: self.all_languages, ..Limits::default() }
    }
}

/// The index that most commands work on.
#[derive(clap::Args)]
struct IndexPath {
    /// The folder of the index
    #[arg(long = "index", value_name = "PATH", default_value = "index")]
    path: PathBuf,
}

impl IndexPath {
    /// The index under the decisions, after a word on its catalogue where that is not the one in use.
    fn open(&self, context: &Context) -> Result<Index> {
        // A ledger that cannot be read is the better thing to hear of first: it is a person's work.
        self.ruled_by(context.ledger()?, context)
    }

    /// The same under decisions that are at hand.
    fn ruled_by(&self, ledger: Ledger, context: &Context) -> Result<Index> {
        let index = Index::open(&self.path)?.ruled_by(ledger);
        if let Some(remark) = catalogue::differs(&index, &self.path, context.lang)? {
            context.log.remark(&remark);
        }
        Ok(index)
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_declaration_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_help_opens_with_an_example_and_ends_with_the_guide() {
        let command = Arguments::command();
        for one in command.get_subcommands().chain([&command]) {
            let help = one.clone().render_long_help().to_string();
            let name = one.get_name();
            assert!(help.starts_with("Example"), "{name}: {help}");
            assert!(help.lines().nth(1).is_some_and(|line| line.trim_start().starts_with("nogletal ")), "{name}");
            assert!(help.trim_end().ends_with("docs/brugervejledning.md"), "{name}");
        }
    }
}
