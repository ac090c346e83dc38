//! Bringing the index up to date with folders.
//!
//! Takes folders and an index, reads what changed on all cores, writes it in a fixed order, and gives a [`Summary`]. A
//! document that cannot be read never stops the run: it is kept with its reason. Refuses to work beside another writer.

use std::{
    num::NonZeroUsize,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
    time::Instant,
};

use rayon::prelude::*;
use tantivy::TantivyDocument;

use super::{
    Index,
    manifest::Entry,
    others,
    plan::{Job, Placed, Plan, Survey, plan, unopened},
    summary::{Failure, Summary},
    writer::Writer,
};
use crate::{
    Error, ErrorKind, Result,
    document::{Limits, Outcome, Source, sources},
    isolation::Isolation,
    pipeline::Reading,
    progress::{Event, Progress},
    reference::Reference,
};

/// Documents that are read before their entries are written: what bounds the memory.
const CHUNK: usize = 32;
/// Documents between commits where nobody says otherwise: few enough that a long run that is broken off keeps most of
/// what it did.
pub const COMMIT_EVERY: NonZeroUsize = NonZeroUsize::new(1024).unwrap();

/// How to go about it.
pub struct Options<'a> {
    /// The bounds for each document.
    pub limits: Limits,
    /// What is looked up.
    pub reference: &'a Reference,
    /// Who wants to know how far it has come.
    pub progress: &'a dyn Progress,
    /// Where documents are read.
    pub isolation: &'a Isolation,
    /// Documents between commits: what a run that is killed has to do again.
    pub commit_every: NonZeroUsize,
    /// Set from outside to break off after the documents in hand.
    pub interrupted: &'a AtomicBool,
}

/// Brings the index in `path` up to date with the folders, and makes it where there is none.
pub fn reindex(folders: &[PathBuf], path: &Path, options: &Options<'_>) -> Result<Summary> {
    let mut summary = Summary::default();
    // Before anything is made: a folder that is not there must leave nothing behind.
    let survey = survey(folders, path, options.limits, &mut summary)?;
    let index = Index::open_or_create(path)?;
    let mut writer = Writer::new(&index)?;
    for failure in &summary.failed {
        options.progress.tell(&Event::unreached(failure));
    }
    let plan = plan(&survey, index.entries()?, options.limits.all_languages);
    carry_out(plan, &mut writer, options, &mut summary)?;
    summary.failed.sort_by(|a, b| a.doc.cmp(&b.doc));
    if writer.dirty || index.header()?.is_none() {
        commit(&mut writer, options)?;
    }
    writer.close()?;
    if summary.read > 0 {
        index.remember_words()?;
    }
    // What another version left behind is of no use once this one has a commit.
    for other in others(path) {
        let _ = std::fs::remove_dir_all(other);
    }
    Ok(summary)
}

/// The files of the folders, without those of the index itself.
fn survey(folders: &[PathBuf], path: &Path, limits: Limits, summary: &mut Summary) -> Result<Survey> {
    let own = path.canonicalize().ok();
    let found = sources(folders)?;
    // Paths without links and dots, so that a folder is the same however it was typed.
    let roots: Vec<(&PathBuf, PathBuf)> =
        folders.iter().filter_map(|one| Some((one, one.canonicalize().ok()?))).collect();
    let named = roots.iter().map(|(_, root)| root.clone()).collect();
    let mut survey = Survey { roots: named, files: Vec::new(), complete: true, limits };
    for one in found {
        match one {
            Ok(source) => {
                let (root, path) = placed(&source, &roots);
                if own.as_ref().is_none_or(|own| !path.starts_with(own)) {
                    survey.files.push(Placed { source, root, path });
                }
            }
            Err((doc, error)) => {
                survey.complete = false;
                summary.failed.push(Failure { doc, reason: error.one_line() });
            }
        }
    }
    Ok(survey)
}

/// The folder that led to a file, and the file's path from there.
fn placed(source: &Source, roots: &[(&PathBuf, PathBuf)]) -> (PathBuf, PathBuf) {
    let below = |(typed, root): &(&PathBuf, PathBuf)| {
        let below = source.path.strip_prefix(typed).ok()?;
        // Joining nothing would leave a slash behind the name of a file that was named itself.
        Some((root.clone(), if below.as_os_str().is_empty() { root.clone() } else { root.join(below) }))
    };
    roots.iter().find_map(below).unwrap_or_else(|| (source.path.clone(), source.path.clone()))
}

fn carry_out(plan: Plan, writer: &mut Writer<'_>, options: &Options<'_>, summary: &mut Summary) -> Result<()> {
    for entry in &plan.unchanged {
        match entry.outcome {
            Outcome::Failed => {
                options.progress.tell(&Event::ended(entry, None));
                summary.count(entry);
            }
            Outcome::Read | Outcome::Partly => summary.unchanged += 1,
        }
    }
    read(&plan.read, writer, options, summary)?;
    if summary.interrupted {
        return Ok(());
    }
    for (file, reason) in plan.hidden {
        let entry = Entry::failed(unopened(&file), vec![file], reason);
        options.progress.tell(&Event::ended(&entry, None));
        summary.count(&entry);
        writer.put(&entry, Vec::new())?;
    }
    for entry in &plan.moved {
        writer.put_entry(entry)?;
    }
    for key in &plan.gone {
        writer.remove(key)?;
    }
    for doc in &plan.removed {
        options.progress.tell(&Event::Removed { doc });
    }
    summary.removed = plan.removed.len();
    Ok(())
}

/// Makes what was done so far visible.
fn commit(writer: &mut Writer<'_>, options: &Options<'_>) -> Result<()> {
    let (run, documents) = writer.commit()?;
    options.progress.tell(&Event::Committed { run, documents });
    Ok(())
}

/// Reads documents on all cores, a chunk at a time, and writes them in the order of their names.
fn read(jobs: &[Job], writer: &mut Writer<'_>, options: &Options<'_>, summary: &mut Summary) -> Result<()> {
    options.progress.begin(jobs.len());
    let mut uncommitted = 0;
    for chunk in jobs.chunks(CHUNK.min(options.commit_every.get())) {
        if options.interrupted.load(Ordering::Relaxed) {
            summary.interrupted = true;
            break;
        }
        let entries: Vec<_> = chunk
            .par_iter()
            .map(|job| {
                options.progress.open(&job.source.name);
                let begun = Instant::now();
                let entries = one(job, writer, options);
                if let Ok((entry, _)) = &entries {
                    options.progress.tell(&Event::ended(entry, Some(begun.elapsed())));
                }
                options.progress.advance(&job.source.name);
                entries
            })
            .collect();
        for (job, one) in chunk.iter().zip(entries) {
            let (entry, entries) = one?;
            for key in &job.replaces {
                writer.remove(key)?;
            }
            summary.count(&entry);
            writer.put(&entry, entries)?;
        }
        uncommitted += chunk.len();
        if uncommitted >= options.commit_every.get() {
            commit(writer, options)?;
            uncommitted = 0;
        }
    }
    options.progress.end();
    Ok(())
}

/// Reads one document; its pages and words are let go before the next is read.
fn one(job: &Job, writer: &Writer<'_>, options: &Options<'_>) -> Result<(Entry, Vec<TantivyDocument>)> {
    let (key, files) = (job.key.clone(), job.files.clone());
    let reading = options.isolation.read(&job.source, &options.limits, options.reference);
    match reading.and_then(|reading| as_hashed(reading, job)) {
        Ok(reading) => {
            let entries = writer.entries(&reading, &job.key)?;
            Ok((Entry::read(key, files, &reading, options.limits.all_languages), entries))
        }
        Err(error) => Ok((Entry::unread(key, files, &error), Vec::new())),
    }
}

/// A reading of the content that the document is known by: a figure must not name a file's hash that it is not in.
fn as_hashed(reading: Reading, job: &Job) -> Result<Reading> {
    if reading.document.id.to_string() == job.key {
        return Ok(reading);
    }
    let message = format!("{} was changed while it was being read; the next run reads it", job.source.name);
    Err(Error::new(ErrorKind::Unreadable, message))
}
