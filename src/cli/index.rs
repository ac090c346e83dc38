//! `nogletal index`: brings the index up to date with folders.

use std::{
    num::NonZeroUsize,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use super::{
    Context, GUIDE, IndexPath, Languages, catalogue, children,
    exit::{self, ExitCode},
    progress::Bar,
};
use crate::{
    document::{Limits, Outcome},
    index::{self, Index, Options, Summary},
    present::{Lang, outcome},
    reference::Reference,
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
    /// Documents between commits: what a run that is killed has to do again
    #[arg(long, value_name = "N", default_value_t = index::COMMIT_EVERY)]
    commit_every: NonZeroUsize,
}

/// Brings the index up to date.
pub(super) fn run(args: &Args, context: &Context) -> exit::Outcome {
    update(&args.folders, &args.index.path, args.languages.limits(), args.commit_every, context)
}

/// Brings an index up to date and says what happened.
pub(super) fn update(
    folders: &[PathBuf],
    path: &Path,
    limits: Limits,
    commit_every: NonZeroUsize,
    context: &Context,
) -> exit::Outcome {
    // Without a handler an interruption still leaves the last commit intact; only the newest work is lost.
    let _ = ctrlc::set_handler(|| {
        if INTERRUPTED.swap(true, Ordering::Relaxed) {
            #[expect(clippy::exit, reason = "whoever asks twice does not want to wait for the documents in hand")]
            std::process::exit(ExitCode::Interrupted.number().into());
        }
    });
    if let Ok(index) = Index::open(path)
        && let Some(remark) = catalogue::changes(&index, context.lang)?
    {
        context.log.remark(&remark);
    }
    let isolation = children();
    let options = Options {
        limits,
        reference: Reference::in_use(),
        progress: &Bar::new(context.quiet),
        isolation: &isolation,
        commit_every,
        interrupted: &INTERRUPTED,
    };
    let summary = index::reindex(folders, path, &options)?;
    context.warn(&isolation);
    for failure in &summary.partly {
        context.log.failure(failure, false);
    }
    for failure in &summary.failed {
        context.log.failure(failure, true);
    }
    if !context.quiet {
        context.log.summary(&words(&summary, context.lang), &summary);
    }
    let unread = if summary.failed.is_empty() { ExitCode::Done } else { ExitCode::SomeUnread };
    Ok(if summary.interrupted { unread.merge(ExitCode::Interrupted) } else { unread })
}

fn words(summary: &Summary, lang: Lang) -> String {
    let counts = [
        (outcome(Outcome::Read, lang), summary.read),
        (lang.pick("uændret", "unchanged"), summary.unchanged),
        (outcome(Outcome::Partly, lang), summary.partly.len()),
        (outcome(Outcome::Failed, lang), summary.failed.len()),
        (lang.pick("fjernet", "removed"), summary.removed),
    ];
    let counts = counts.map(|(what, count)| format!("{what} {count}"));
    let broken = if summary.interrupted { lang.pick(" · afbrudt", " · interrupted") } else { "" };
    format!("{}: {}{broken}", lang.pick("dokumenter", "documents"), counts.join(" · "))
}
