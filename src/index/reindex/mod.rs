//! Bringing the index up to date with folders.
//!
//! Takes folders and an index, reads what changed side by side, writes it in a fixed order, and gives a [`Summary`]. A
//! document that cannot be read never stops the run: it is kept with its reason. Refuses to work beside another writer,
//! and to empty the index because a folder has vanished.

mod budget;
mod known;
mod list;
mod listed;
mod look;
mod plan;
mod preview;
mod survey;
#[cfg(test)]
mod tests;
mod vanished;

use std::{
    num::NonZeroUsize,
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
    time::{Duration, Instant},
};

use tantivy::TantivyDocument;

pub use budget::Budget;
use known::Known;
pub use plan::Missing;
use plan::{Job, Plan, Wishes, plan, unopened};
pub use preview::{Preview, preview};
use survey::Survey;
pub use vanished::Vanished;

use super::{Index, home, lock::Lock, manifest::Entry, others, summary::Summary, writer::Writer};
use crate::{
    Result,
    document::{Limits, Memory, Texts},
    isolation::Isolation,
    pipeline::READER_VERSION,
    progress::{Event, Progress},
    queue::{self, Weighed},
    reference::Reference,
};

/// Documents between commits where nobody says otherwise: few enough that a long run that is broken off keeps most of
/// what it did.
pub const COMMIT_EVERY: NonZeroUsize = NonZeroUsize::new(1024).unwrap();
/// The longest between commits, since documents may be slow.
const COMMIT_WITHIN: Duration = Duration::from_secs(60);

/// How to go about it.
pub struct Options<'a> {
    /// The bounds for each document.
    pub limits: Limits,
    /// What the run as a whole may take.
    pub budget: Budget,
    /// What is looked up.
    pub reference: &'a Reference,
    /// Who wants to know how far it has come.
    pub progress: &'a dyn Progress,
    /// Where documents are read.
    pub isolation: &'a Isolation,
    /// Documents between commits: what a run that is killed has to do again.
    pub commit_every: NonZeroUsize,
    /// Whether every file is hashed, although its size and time of change are as they were.
    pub verify: bool,
    /// What is to be done about documents that are no longer found.
    pub missing: Missing,
    /// Asked whether the documents of a folder that has vanished are to leave the index.
    pub let_go: &'a (dyn Fn(&Vanished) -> bool + Sync),
    /// What is to be read beside the folders: files, folders and documents inside files. Nothing leaves the index because
    /// it is not among them.
    pub listed: &'a [PathBuf],
    /// Set from outside to break off after the documents in hand.
    pub interrupted: &'a AtomicBool,
}

impl<'a> Options<'a> {
    /// As most runs are: quiet, with what the machine has, until they are done.
    pub fn new(isolation: &'a Isolation, progress: &'a dyn Progress, interrupted: &'a AtomicBool) -> Self {
        Options {
            limits: Limits::default(),
            budget: Budget::default(),
            reference: Reference::in_use(),
            progress,
            isolation,
            commit_every: COMMIT_EVERY,
            verify: false,
            missing: Missing::default(),
            let_go: &|_| false,
            listed: &[],
            interrupted,
        }
    }

    fn wishes(&self) -> Wishes {
        Wishes { verify: self.verify, missing: self.missing, all_languages: self.limits.all_languages }
    }
}

/// Brings the index in `path` up to date with the folders, and makes it where there is none.
pub fn reindex(folders: &[PathBuf], path: &Path, options: &Options<'_>) -> Result<Summary> {
    let mut survey = options.budget.run(|| Survey::of(folders, path, options.limits));
    // Before anything is made: a folder that is not there must leave nothing behind.
    if !home(path).exists()
        && let Some(error) = survey.roots.iter_mut().find_map(|root| root.lost.take())
    {
        return Err(error);
    }
    let _lock = Lock::take(path)?;
    let index = Index::open_or_create(path)?;
    // A run that was killed when all was committed has not come to this, and one that was broken off has yet to.
    if index.header()?.is_some_and(|header| !header.unfinished) {
        index.remember_words()?;
    }
    if survey.add(options.listed, path, || index.known()).is_err() {
        // A list of files that is damaged is done without, as below.
        index.unlist_files();
        survey.add(options.listed, path, || index.known())?;
    }
    let plan = options.budget.run(|| index.plan(&survey, options.wishes()))?;
    if let Some(error) = plan.unknown.and_then(|number| survey.roots[number].lost.take()) {
        return Err(error);
    }
    if let Some(vanished) = plan.vanished.as_ref().filter(|vanished| !(options.let_go)(vanished)) {
        return Err(vanished.error());
    }
    let unreached = std::mem::take(&mut survey.unreached);
    drop(survey);
    let mut summary = Summary::default();
    for failure in plan.failed.values().chain(&unreached) {
        options.progress.tell(&Event::unreached(failure));
    }
    summary.unchanged = plan.unchanged;
    summary.failed = plan.failed.values().cloned().chain(unreached).collect();
    if !plan.changes_nothing() || index.header()?.is_none() {
        Run { index: &index, writer: Writer::new(&index, options.budget.engine)?, options, summary: &mut summary }
            .carry_out(plan)?;
    }
    summary.failed.sort_by(|a, b| a.doc.cmp(&b.doc));
    index.remember_words()?;
    index.list_files()?;
    if options.verify {
        index.forget_texts()?;
    }
    // What another version left behind is of no use once this one has a commit.
    for other in others(path) {
        let _ = std::fs::remove_dir_all(other);
    }
    Ok(summary)
}

impl Index {
    /// What a run has to do. A list of files that turns out to be damaged is done without.
    fn plan(&self, survey: &Survey, wishes: Wishes) -> Result<Plan> {
        plan(survey, || self.known(), wishes).or_else(|_| {
            self.unlist_files();
            plan(survey, || self.known(), wishes)
        })
    }

    /// Where the texts lie that need not be read again.
    fn texts(&self) -> Texts {
        Texts::new(home(&self.path).join(format!("texts-{READER_VERSION}")))
    }

    /// Lets go of texts that belong to no document, or that another version read.
    fn forget_texts(&self) -> Result<()> {
        let texts = self.texts();
        let wanted: std::collections::HashSet<String> =
            self.known()?.map(|known| Ok(Known::from(known?).key)).collect::<Result<_>>()?;
        texts.names().filter(|name| !wanted.contains(name)).for_each(|name| texts.forget(&name));
        texts.forget_siblings();
        Ok(())
    }
}

/// A run that has something to do.
struct Run<'a, 'o> {
    index: &'a Index,
    writer: Writer<'a>,
    options: &'a Options<'o>,
    summary: &'a mut Summary,
}

impl Run<'_, '_> {
    fn carry_out(mut self, plan: Plan) -> Result<()> {
        let options = self.options;
        let all = self.read(&plan.read)?;
        self.summary.interrupted = !all;
        if all {
            self.finish(&plan)?;
        }
        // The last documents may have been committed before it was known that they are the last.
        if self.writer.dirty || self.index.header()?.is_none_or(|header| header.unfinished && all) {
            self.commit(!all)?;
        }
        self.writer.close()?;
        let texts = self.index.texts();
        if all {
            let replaced = plan.read.iter().flat_map(|job| &job.replaces);
            plan.gone.iter().chain(replaced).for_each(|key| texts.forget(key));
            plan.removed.iter().for_each(|doc| options.progress.tell(&Event::Removed { doc }));
        }
        texts.forget_siblings();
        Ok(())
    }

    /// Reads documents side by side, and writes them in the order of their names; whether that came to its end.
    fn read(&mut self, jobs: &[Job]) -> Result<bool> {
        let Options { progress, budget, interrupted, commit_every, .. } = *self.options;
        progress.begin(jobs.len());
        let (index, options) = (self.index, self.options);
        let (mut waiting, mut committed) = (0, Instant::now());
        let all = queue::in_order(
            jobs.len(),
            budget.jobs,
            interrupted,
            |number| Read::of(&jobs[number], index, options),
            |read| {
                let Read { entry, entries, replaces, .. } = read?;
                self.summary.count(&entry);
                replaces.iter().try_for_each(|key| self.writer.remove(key))?;
                self.writer.put(&entry, entries)?;
                waiting += 1;
                if waiting >= commit_every.get() || committed.elapsed() >= COMMIT_WITHIN {
                    self.commit(true)?;
                    (waiting, committed) = (0, Instant::now());
                }
                Ok(())
            },
        );
        progress.end();
        all
    }

    /// What takes no reading.
    fn finish(&mut self, plan: &Plan) -> Result<()> {
        for (file, reason) in &plan.hidden {
            let entry = Entry::failed(unopened(file), vec![file.clone()], reason.clone());
            self.options.progress.tell(&Event::ended(&entry, None));
            self.summary.count(&entry);
            self.writer.put(&entry, Vec::new())?;
        }
        for (key, files) in plan.moved.iter().chain(&plan.settled) {
            if let Some(entry) = self.index.entry(key)? {
                self.writer.put_entry(&Entry { files: files.clone(), ..entry })?;
            }
        }
        plan.gone.iter().try_for_each(|key| self.writer.remove(key))?;
        self.summary.removed = plan.removed.len();
        Ok(())
    }

    /// Makes what was done so far visible.
    fn commit(&mut self, unfinished: bool) -> Result<()> {
        let (run, documents) = self.writer.commit(unfinished)?;
        self.options.progress.tell(&Event::Committed { run, documents });
        Ok(())
    }
}

/// A document as it was read; its pages and words are let go before the next is read.
struct Read<'a> {
    entry: Entry,
    entries: Vec<TantivyDocument>,
    replaces: &'a [String],
}

impl<'a> Read<'a> {
    fn of(job: &'a Job, index: &Index, options: &Options<'_>) -> Weighed<Result<Self>> {
        let Options { progress, isolation, limits, reference, .. } = options;
        progress.open(&job.source.name);
        let begun = Instant::now();
        let mut weight = 0;
        let memory = Memory { texts: index.texts(), id: job.key.parse().ok() };
        let read = match isolation.read_kept(&job.source, limits, reference, Some(&memory)) {
            Ok(reading) => {
                // Should the file have changed since it was hashed, it is what was read that counts.
                let key = reading.document.id.to_string();
                weight = reading.document.text.len();
                let entry = Entry::read(key, job.files.clone(), &reading, limits.all_languages);
                index.documents(&reading, &entry.key).map(|entries| (entry, entries))
            }
            Err(error) => Ok((Entry::unread(job.key.clone(), job.files.clone(), &error), Vec::new())),
        };
        if let Ok((entry, _)) = &read {
            progress.tell(&Event::ended(entry, Some(begun.elapsed())));
        }
        progress.advance(&job.source.name);
        Weighed { result: read.map(|(entry, entries)| Read { entry, entries, replaces: &job.replaces }), weight }
    }
}
