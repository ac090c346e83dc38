//! What a run has to do: which documents are new or stale, which only lie elsewhere, which are gone.
//!
//! Takes the files that were found and what the index knows, gives a [`Plan`]. Files whose size and time of change are
//! as they were cost no more than that; where they moved, the content's hash decides. What is known is read as a stream
//! and only what may change is held. Refuses to drop a document that lies outside the folders of this run, or that may
//! only be out of sight.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    path::Path,
    sync::Arc,
};

use super::{
    known::{Known, Stream},
    list::Remembered,
    look::{Looked, look},
    survey::Survey,
    vanished::{self, Vanished},
};
use crate::{
    Result,
    document::{Outcome, Source},
    index::{
        Failure,
        manifest::{File, Place},
    },
};

/// What is to be done about documents that are no longer found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Missing {
    /// They leave the index, unless a whole folder is gone: that stops the run.
    #[default]
    Ask,
    /// They stay.
    Keep,
    /// They leave the index.
    Remove,
}

/// How the files are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Wishes {
    /// See [`Options::verify`](super::Options::verify).
    pub verify: bool,
    /// See [`Options::missing`](super::Options::missing).
    pub missing: Missing,
    /// See [`Limits::all_languages`](crate::document::Limits::all_languages).
    pub all_languages: bool,
}

/// A document that has to be read.
#[derive(Debug)]
pub(super) struct Job {
    pub key: String,
    pub source: Source,
    pub files: Vec<File>,
    /// Keys of what lay in its files before, which goes as soon as this comes.
    pub replaces: Vec<String>,
}

/// What a run has to do.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Documents to be read, by name.
    pub read: Vec<Job>,
    /// Documents that only have other files than before, which these are.
    pub moved: Vec<(String, Vec<File>)>,
    /// Documents whose files can be told by their times from now on; worth writing where something else is written.
    pub settled: Vec<(String, Vec<File>)>,
    /// Files that cannot be opened, with the reason.
    pub hidden: Vec<(File, String)>,
    /// Keys of documents whose content is nowhere any more.
    pub gone: Vec<String>,
    /// The names of those that left no file behind.
    pub removed: Vec<String>,
    /// Documents that this run came upon and leaves as they are, moved ones included.
    pub unchanged: usize,
    /// Those that could not be read then and are not tried again, by key.
    pub failed: BTreeMap<String, Failure>,
    /// What has vanished, where that has to be asked about.
    pub vanished: Option<Vanished>,
    /// The number of a folder that is not there and never was, as far as the index knows.
    pub unknown: Option<usize>,
}

impl Plan {
    /// Whether the index is left as it is.
    pub fn changes_nothing(&self) -> bool {
        [self.read.len(), self.moved.len(), self.hidden.len(), self.gone.len()] == [0; 4]
    }

    /// Counts a document that stays as it is.
    fn leave(&mut self, known: &Known) {
        match known.outcome {
            Outcome::Failed => {
                let failure = Failure { doc: known.name().to_owned(), reason: known.reasons.join("; ") };
                self.failed.insert(known.key.clone(), failure);
            }
            Outcome::Read | Outcome::Partly => self.unchanged += 1,
        }
    }

    /// Gives documents that are gone to those that take their places; the keys of the others.
    fn replace(&mut self, gone: &[&Known]) -> Vec<String> {
        if gone.is_empty() {
            return Vec::new();
        }
        let places = |(number, job): (usize, &Job)| {
            let places: Vec<_> = job.files.iter().map(|file| (file.path.clone(), file.members.clone())).collect();
            places.into_iter().map(move |place| (place, number))
        };
        let jobs: HashMap<_, usize> = self.read.iter().enumerate().flat_map(places).collect();
        let mut others = Vec::new();
        for known in gone {
            let job = known.files.iter().find_map(|file| jobs.get(&(file.path.clone(), file.members.clone())));
            match job {
                Some(number) => self.read[*number].replaces.push(known.key.clone()),
                None => others.push(known.key.clone()),
            }
        }
        others
    }

    /// Takes that back.
    fn reconsider(&mut self, known: &Known) {
        match known.outcome {
            Outcome::Failed => drop(self.failed.remove(&known.key)),
            Outcome::Read | Outcome::Partly => self.unchanged -= 1,
        }
    }
}

/// A file and where it really lies, whatever its path is encoded in.
#[derive(Clone, Copy)]
struct Located<'a> {
    file: &'a File,
    path: &'a Path,
    here: bool,
}

/// Compares what was found in the named folders with what the index knows, which is streamed at most twice.
pub(super) fn plan<'a>(survey: &Survey, known: impl Fn() -> Result<Stream<'a>>, wishes: Wishes) -> Result<Plan> {
    let mut planner = Planner { survey, wishes, plan: Plan::default(), open: vec![true; survey.files.len()] };
    let mut rest = planner.settle(known()?)?;
    let looked = look(survey, &planner.open, &rest, wishes.verify);
    if !looked.is_empty() || !rest.is_empty() {
        planner.recall(known()?, &looked, &mut rest)?;
    }
    planner.decide(&looked, &rest);
    Ok(planner.plan)
}

/// Whether documents are stale that have nearly everything in common, asked once for each kind of them.
#[derive(Default)]
struct Staleness(Option<(Arc<Known>, bool)>);

impl Staleness {
    fn of(&mut self, like: &Arc<Known>, all_languages: bool) -> bool {
        match &self.0 {
            Some((last, stale)) if Arc::ptr_eq(last, like) => *stale,
            _ => self.0.insert((like.clone(), like.is_stale(all_languages))).1,
        }
    }
}

struct Planner<'a> {
    survey: &'a Survey,
    wishes: Wishes,
    plan: Plan,
    /// Which files have to be looked at more closely.
    open: Vec<bool>,
}

impl Planner<'_> {
    /// Whether a document is as it was, as far as names, sizes and times say.
    fn is_settled(&self, known: &Known) -> bool {
        !self.wishes.verify
            && known.document_id().is_some()
            && !known.is_stale(self.wishes.all_languages)
            && known.files.iter().all(|file| self.survey.same(file).is_some())
    }

    /// Counts the documents that are as they were, closes the files all of whose documents are, and gives the others
    /// that concern this run.
    fn settle(&mut self, stream: Stream<'_>) -> Result<Vec<Known>> {
        let mut rest = Vec::new();
        // Of an archive that was indexed in part some documents are missing.
        let mut seen = HashMap::<usize, usize>::new();
        let mut stale = Staleness::default();
        for one in stream {
            let one = one?;
            if let Remembered::Plain(plain) = &one
                && !self.wishes.verify
                && !stale.of(&plain.like, self.wishes.all_languages)
                && let Some(number) = self.survey.same_plain(plain)
            {
                self.plan.unchanged += 1;
                self.open[number] = false;
                continue;
            }
            let known = Known::from(one);
            if self.is_settled(&known) {
                self.plan.leave(&known);
                for file in &known.files {
                    let Some(number) = self.survey.same(file) else { continue };
                    let left = seen.entry(number).or_insert(file.siblings);
                    *left = left.saturating_sub(1);
                    self.open[number] = *left > 0;
                }
            } else if known.files.iter().any(|file| self.concerns(file)) {
                rest.push(known);
            }
        }
        Ok(rest)
    }

    fn concerns(&self, file: &File) -> bool {
        self.survey.at(&file.path).is_some() || self.survey.covers(Path::new(&file.path))
    }

    /// Adds what turns out to be concerned: documents with the content of a file that was looked at, and those in
    /// archives that were not settled as a whole.
    fn recall(&mut self, stream: Stream<'_>, looked: &[Looked], rest: &mut Vec<Known>) -> Result<()> {
        let keys: HashSet<&str> = looked.iter().filter_map(|one| one.content.as_deref().ok()).collect();
        let held: HashSet<String> = rest.iter().map(|known| known.key.clone()).collect();
        for known in stream {
            let known = Known::from(known?);
            let opened = |file: &File| self.survey.at(&file.path).is_some_and(|number| self.open[number]);
            if held.contains(&known.key) || !keys.contains(known.key.as_str()) && !known.files.iter().any(opened) {
                continue;
            }
            if self.is_settled(&known) {
                self.plan.reconsider(&known);
            }
            rest.push(known);
        }
        Ok(())
    }

    fn decide(&mut self, looked: &[Looked], rest: &[Known]) {
        let mut groups = BTreeMap::<&str, Vec<Located<'_>>>::new();
        for Looked { file, path, content } in looked {
            match content {
                Ok(key) => groups.entry(key).or_default().push(Located { file, path, here: true }),
                Err(reason) => self.plan.hidden.push((file.clone(), reason.clone())),
            }
        }
        let places: HashSet<Place<'_>> = looked.iter().map(|one| one.file.place()).collect();
        let mut missing = Vec::new();
        for (known, file) in rest.iter().flat_map(|known| known.files.iter().map(move |file| (known, file))) {
            let path = Path::new(&file.path);
            if places.contains(&file.place()) {
                continue;
            } else if self.is_gone(file) {
                missing.push(path);
            } else {
                let here = self.survey.at(&file.path).is_some();
                groups.entry(&known.key).or_default().push(Located { file, path, here });
            }
        }
        if self.wishes.missing == Missing::Ask {
            self.plan.vanished = vanished::find(self.survey, &missing);
        }
        self.plan.unknown = self.survey.roots.iter().position(|root| {
            let mut files = rest.iter().flat_map(|known| &known.files);
            root.lost.is_some() && !files.any(|file| Path::new(&file.path).starts_with(&root.path))
        });
        let mut rest: HashMap<&str, &Known> = rest.iter().map(|known| (known.key.as_str(), known)).collect();
        for (key, located) in groups {
            self.decide_one(key, located, rest.remove(key));
        }
        self.plan.read.sort_by(|a, b| a.source.name.cmp(&b.source.name));
        self.leave_hidden(&mut rest);
        let mut gone: Vec<&Known> = rest.into_values().collect();
        gone.sort_by_key(|known| (known.name(), &known.key));
        let left = |known: &&&Known| !known.files.iter().any(|file| places.contains(&file.place()));
        self.plan.removed = gone.iter().filter(left).map(|known| known.name().to_owned()).collect();
        self.plan.gone = self.plan.replace(&gone);
    }

    /// Whether a document that was not come upon belongs to this run and is really gone. What lay in an archive that was
    /// opened is gone from it, whatever else could not be seen.
    fn is_gone(&self, file: &File) -> bool {
        let path = Path::new(&file.path);
        if let Some(number) = self.survey.at(&file.path) {
            return self.open[number];
        }
        self.wishes.missing != Missing::Keep
            && self.survey.covers(path)
            && path.try_exists().is_ok_and(|there| !there || self.survey.unreached.is_empty())
    }

    /// What has to be done about one content.
    fn decide_one(&mut self, key: &str, mut located: Vec<Located<'_>>, known: Option<&Known>) {
        located.sort_by_key(|one| (&one.file.name, one.file.place()));
        let here = located.iter().any(|one| one.here);
        let stale = known.is_some_and(|known| here && known.is_stale(self.wishes.all_languages));
        let is_as = |known: &Known| {
            known.files.len() == located.len() && known.files.iter().zip(&located).all(|(old, new)| new.file.is_as(old))
        };
        let files = || located.iter().map(|one| one.file.clone()).collect();
        match known {
            // Records carry the name of the first file, so another name means reading again.
            Some(known) if !stale && known.name() == located[0].file.name => {
                if here {
                    self.plan.leave(known);
                }
                if !is_as(known) {
                    self.plan.moved.push((key.to_owned(), files()));
                } else if known.files.iter().zip(&located).any(|(old, new)| old.fresh && !new.file.fresh) {
                    self.plan.settled.push((key.to_owned(), files()));
                }
            }
            Some(known) if !here && is_as(known) => {}
            _ => self.plan.read.push(job(key, files(), located[0].path)),
        }
    }

    /// Files that still cannot be opened for the same reason are left as they are.
    fn leave_hidden(&mut self, rest: &mut HashMap<&str, &Known>) {
        let mut hidden = std::mem::take(&mut self.plan.hidden);
        hidden.retain(|(file, reason)| match rest.remove(unopened(file).as_str()) {
            Some(known) if file.is_as(&known.files[0]) && known.reasons.iter().eq([reason]) => {
                self.plan.leave(known);
                false
            }
            _ => true,
        });
        self.plan.hidden = hidden;
    }
}

/// The key of a file that cannot be opened.
pub(super) fn unopened(file: &File) -> String {
    let inside: String = file.members.iter().map(|member| format!("!/{member}")).collect();
    format!("path:{}{inside}", file.path)
}

fn job(key: &str, files: Vec<File>, path: &Path) -> Job {
    let source = Source { path: path.to_owned(), members: files[0].members.clone(), name: files[0].name.clone() };
    Job { key: key.to_owned(), source, files, replaces: Vec::new() }
}
