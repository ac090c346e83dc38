//! `nogletal index`: brings the index up to date with folders, and tells people and machines what it did.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
    time::Instant,
};

use serde_json::{Value, json};

use super::{
    Context, GUIDE, IndexPath, Languages, catalogue, children,
    difference::{Counts, Difference},
    done::{Done, counts},
    exit::{self, ExitCode, Stop},
    files_from::FilesFrom,
    log::Level,
    manner::{self, Manner},
    metrics::measured,
    teller::Teller,
    terminal::plain,
    watch::{Watch, Watcher, state},
};
use crate::{
    document::{Limits, Outcome},
    index::{self, Index, Options, Summary},
    isolation::Isolation,
    present::outcome,
    progress::{Progress, Silent},
};

/// Whether the user wants to stop; the documents in hand are finished and committed.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// The arguments of `nogletal index`.
#[derive(clap::Args)]
#[command(before_help = "Example:\n  nogletal index documents/", after_help = GUIDE)]
pub(super) struct Args {
    /// The folders; names of documents are relative to them
    #[arg(value_name = "DIR", required_unless_present = "files_from")]
    folders: Vec<PathBuf>,
    #[command(flatten)]
    list: FilesFrom,
    #[command(flatten)]
    index: IndexPath,
    #[command(flatten)]
    languages: Languages,
    #[command(flatten)]
    manner: Manner,
    #[command(flatten)]
    reports: Reports,
    /// Say what would be done, and do nothing
    #[arg(long, conflicts_with = "diff")]
    dry_run: bool,
    #[command(flatten)]
    watch: Watch,
}

/// The files in which a run tells what it did.
#[derive(clap::Args, Default)]
pub(super) struct Reports {
    /// Write the figures that appeared, changed or went to a file: .csv or .jsonl
    #[arg(long, value_name = "FILE")]
    diff: Option<PathBuf>,
    /// Write how it ended and what the index holds to a file in Prometheus' text format
    #[arg(long, value_name = "FILE")]
    pub metrics: Option<PathBuf>,
}

/// A run over folders.
pub(super) struct Round<'a> {
    pub folders: &'a [PathBuf],
    pub listed: &'a [PathBuf],
    pub index: &'a Path,
    pub limits: Limits,
    pub manner: &'a Manner,
    pub reports: &'a Reports,
    /// Whether nobody is there to be asked.
    pub alone: bool,
}

/// Brings the index up to date.
pub(super) fn run(args: &Args, context: &Context) -> exit::Outcome {
    let listed = args.list.names()?;
    let round = Round {
        folders: &args.folders,
        listed: &listed,
        index: &args.index.path,
        limits: args.languages.limits(),
        manner: &args.manner,
        reports: &args.reports,
        alone: args.watch.watch,
    };
    if args.dry_run {
        return round.preview(context);
    }
    if !args.watch.watch {
        return round.measured(context);
    }
    break_off_when_asked();
    let written = [Some(args.index.path.as_path()), args.reports.diff.as_deref(), args.reports.metrics.as_deref()];
    let own: Vec<&Path> = written.into_iter().flatten().collect();
    let watcher = Watcher { poll: args.watch.poll, interrupted: &INTERRUPTED, context };
    watcher.follow(|| state(&args.folders, &own), || round.measured(context))
}

impl Round<'_> {
    /// Brings an index up to date, with its metrics.
    fn measured(&self, context: &Context) -> exit::Outcome {
        measured(self.reports.metrics.as_deref(), self.index, |done| {
            Ok(done.insert(self.carry_out(context)?).exit_code())
        })
    }

    /// Brings an index up to date and says what happened.
    pub fn carry_out(&self, context: &Context) -> exit::Outcome<Done> {
        break_off_when_asked();
        if let Ok(index) = Index::open(self.index)
            && let Some(remark) = catalogue::changes(&index, context.lang)?
        {
            context.log.remark(&remark);
        }
        if !context.quiet {
            context.log.event(Level::Info, "started", self.described());
        }
        let begun = Instant::now();
        // Better heard of before the documents are read than after.
        drop(Difference::open(self.reports.diff.as_deref())?);
        let teller = Teller::new(context);
        let read = self.read(&teller, context);
        teller.end();
        // What was committed before the run failed is told too: the next run will not come upon it.
        let figures = self.differences(teller.run(), context);
        let summary = read?;
        let done = Done { summary, figures: figures?, run: teller.run(), time: begun.elapsed() };
        if !context.quiet {
            context.log.put(&done.words(context.lang), Level::Info, "finished", done.fields());
        }
        Ok(done)
    }

    /// What the run did to the figures. That it cannot be told is a remark where nobody asked for a file of it.
    fn differences(&self, run: Option<u32>, context: &Context) -> exit::Outcome<Option<Counts>> {
        let counts = Difference::open(self.reports.diff.as_deref()).and_then(|file| file.write(self.index, run));
        match counts {
            Err(Stop::Error(error)) if self.reports.diff.is_none() => {
                context.log.remark(&error.one_line());
                Ok(None)
            }
            counts => counts.map(Some),
        }
    }

    fn read(&self, teller: &Teller<'_>, context: &Context) -> crate::Result<Summary> {
        let isolation = children(self.manner.budget());
        let summary = index::reindex(self.folders, self.index, &self.options(&isolation, teller));
        context.warn(&isolation);
        summary
    }

    fn options<'o>(&'o self, isolation: &'o Isolation, progress: &'o dyn Progress) -> Options<'o> {
        let budget = self.manner.budget();
        Options {
            limits: Limits { memory: self.limits.memory.min(budget.whole), ..self.limits },
            budget,
            commit_every: self.manner.commit_every,
            verify: self.manner.verify,
            missing: self.manner.missing(),
            let_go: if self.alone { &|_| false } else { &manner::asked },
            listed: self.listed,
            ..Options::new(isolation, progress, &INTERRUPTED)
        }
    }

    /// Says what a run would do: on standard output, since that is what was asked for.
    fn preview(&self, context: &Context) -> exit::Outcome {
        let preview = index::preview(self.folders, self.index, &self.options(&Isolation::InProcess, &Silent))?;
        let mut output = context.output()?;
        let lang = context.lang;
        let parts = [
            (lang.pick("læses", "would read"), &preview.read),
            (lang.pick("flyttes", "would move"), &preview.moved),
            (lang.pick("fjernes", "would remove"), &preview.removed),
        ];
        for (what, docs) in parts {
            docs.iter().try_for_each(|doc| writeln!(output, "{what}: {}", plain(doc)))?;
        }
        output.finish()?;
        preview.failed.iter().for_each(|failure| context.log.failure(failure, true));
        if let Some(vanished) = preview.vanished {
            return Err(vanished.error().into());
        }
        if !context.quiet {
            let [read, moved, removed] = parts.map(|(what, docs)| (what, docs.len()));
            let unchanged = (lang.pick("uændret", "unchanged"), preview.unchanged);
            let failed = (outcome(Outcome::Failed, lang), preview.failed.len());
            context.log.remark(&counts(&[read, moved, removed, unchanged, failed]));
        }
        Ok(ExitCode::Done)
    }

    fn described(&self) -> Value {
        json!({"version": env!("CARGO_PKG_VERSION"), "index": self.index, "folders": self.folders, "listed": self.listed.len()})
    }
}

/// Without a handler an interruption still leaves the last commit intact; only the newest work is lost.
fn break_off_when_asked() {
    let _ = ctrlc::set_handler(|| {
        if INTERRUPTED.swap(true, Ordering::Relaxed) {
            #[expect(clippy::exit, reason = "whoever asks twice does not want to wait for the documents in hand")]
            std::process::exit(ExitCode::Interrupted.number().into());
        }
    });
}
