//! `nogletal index`: brings the index up to date with folders, and tells people and machines what it did.

use std::{
    collections::BTreeMap,
    io::Write as _,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::{
    Context, GUIDE, IndexPath, Languages, catalogue, children,
    difference::{Counts, Difference},
    exit::{self, ExitCode},
    log::Level,
    manner::{self, Manner},
    metrics::measured,
    teller::Teller,
    terminal::plain,
};
use crate::{
    document::{Limits, Outcome},
    index::{self, Index, Options, Summary},
    isolation::Isolation,
    present::{Lang, outcome},
    progress::{Progress, Silent},
};

/// Whether the user wants to stop; the documents in hand are finished and committed.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// The arguments of `nogletal index`.
#[derive(clap::Args)]
#[command(before_help = "Example:\n  nogletal index documents/", after_help = GUIDE)]
pub(super) struct Args {
    /// The folders; names of documents are relative to them
    #[arg(value_name = "DIR", required = true)]
    folders: Vec<PathBuf>,
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
    pub index: &'a Path,
    pub limits: Limits,
    pub manner: &'a Manner,
    pub reports: &'a Reports,
}

/// Brings the index up to date.
pub(super) fn run(args: &Args, context: &Context) -> exit::Outcome {
    let round = Round {
        folders: &args.folders,
        index: &args.index.path,
        limits: args.languages.limits(),
        manner: &args.manner,
        reports: &args.reports,
    };
    if args.dry_run {
        return round.preview(context);
    }
    measured(args.reports.metrics.as_deref(), &args.index.path, |done| {
        Ok(done.insert(round.carry_out(context)?).exit_code())
    })
}

impl Round<'_> {
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
        let counts =
            Difference::open(self.reports.diff.as_deref()).and_then(|file| file.write(self.index, teller.run()));
        let summary = read?;
        let done = Done { summary, figures: counts?, run: teller.run(), time: begun.elapsed() };
        if !context.quiet {
            context.log.put(&done.words(context.lang), Level::Info, "finished", done.fields());
        }
        Ok(done)
    }

    fn read(&self, teller: &Teller<'_>, context: &Context) -> crate::Result<Summary> {
        let isolation = children(self.manner.budget());
        let summary = index::reindex(self.folders, self.index, &self.options(&isolation, teller));
        context.warn(&isolation);
        summary
    }

    fn options<'o>(&self, isolation: &'o Isolation, progress: &'o dyn Progress) -> Options<'o> {
        let budget = self.manner.budget();
        Options {
            limits: Limits { memory: self.limits.memory.min(budget.whole), ..self.limits },
            budget,
            commit_every: self.manner.commit_every,
            verify: self.manner.verify,
            missing: self.manner.missing(),
            let_go: &manner::asked,
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
        json!({"version": env!("CARGO_PKG_VERSION"), "index": self.index, "folders": self.folders})
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

/// What a run did to documents and figures.
pub(super) struct Done {
    summary: Summary,
    pub figures: Counts,
    run: Option<u32>,
    time: Duration,
}

impl Done {
    pub fn exit_code(&self) -> ExitCode {
        let unread = if self.summary.failed.is_empty() { ExitCode::Done } else { ExitCode::SomeUnread };
        if self.summary.interrupted { unread.merge(ExitCode::Interrupted) } else { unread }
    }

    /// How many documents became what.
    pub fn documents(&self) -> [(&'static str, usize); 5] {
        let Summary { read, unchanged, partly, failed, removed, .. } = &self.summary;
        [
            ("read", *read),
            ("unchanged", *unchanged),
            ("partial", partly.len()),
            ("failed", failed.len()),
            ("removed", *removed),
        ]
    }

    /// The summary for programs.
    fn fields(&self) -> Value {
        let documents: BTreeMap<&str, usize> = self.documents().into();
        json!({
            "documents": documents,
            "figures": self.figures,
            "seconds": (self.time.as_secs_f64() * 1000.0).round() / 1000.0,
            "interrupted": self.summary.interrupted,
            "run": self.run,
        })
    }

    /// The same for people; what became of the figures only where the index is another.
    fn words(&self, lang: Lang) -> String {
        let summary = &self.summary;
        let documents = counts(&[
            (outcome(Outcome::Read, lang), summary.read),
            (lang.pick("uændret", "unchanged"), summary.unchanged),
            (outcome(Outcome::Partly, lang), summary.partly.len()),
            (outcome(Outcome::Failed, lang), summary.failed.len()),
            (lang.pick("fjernet", "removed"), summary.removed),
        ]);
        let broken = if summary.interrupted { lang.pick(" · afbrudt", " · interrupted") } else { "" };
        let documents = format!("{}: {documents}{broken}", lang.pick("dokumenter", "documents"));
        let Some(run) = self.run else { return documents };
        let figures = counts(&[
            (lang.pick("nye", "new"), self.figures.appeared),
            (lang.pick("ændret", "changed"), self.figures.changed),
            (lang.pick("væk", "gone"), self.figures.gone),
        ]);
        let (what, of) = (lang.pick("nøgletal", "figures"), lang.pick("kørsel", "run"));
        format!("{documents}\n{what}: {figures} ({of} {run}, {})", time(self.time, lang))
    }
}

fn counts(counts: &[(&str, usize)]) -> String {
    let counts: Vec<String> = counts.iter().map(|(what, count)| format!("{what} {count}")).collect();
    counts.join(" · ")
}

/// How long something took, for a person: `4.2 s`, `3 min. 20 s`, `2 h 5 min.`.
pub(super) fn time(time: Duration, lang: Lang) -> String {
    let (seconds, hours) = (time.as_secs(), lang.pick("t.", "h"));
    match seconds {
        0..10 if time.subsec_nanos() > 0 => {
            let text = format!("{:.1} s", time.as_secs_f64());
            if lang.is_danish() { text.replace('.', ",") } else { text }
        }
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min. {} s", seconds / 60, seconds % 60),
        _ => format!("{} {hours} {} min.", seconds / 3600, seconds / 60 % 60),
    }
}
