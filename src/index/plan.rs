//! What a run has to do: which documents are new or stale, which only lie elsewhere, which are gone.
//!
//! Takes the files that were found and the entries of the index, gives a [`Plan`]. Size and time of change are the
//! first look; where they moved, the content's hash decides. Refuses to drop a document that lies outside the folders
//! of this run, or that may only be out of sight.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::manifest::{Entry, File, Place};
use crate::document::{self, DocumentId, Limits, Source};

/// A file that was found, with the folder that led to it and the path that stays the same from run to run.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub source: Source,
    pub root: PathBuf,
    pub path: PathBuf,
}

/// What a run came upon.
#[derive(Debug)]
pub(super) struct Survey {
    /// The folders that were named, without links.
    pub roots: Vec<PathBuf>,
    pub files: Vec<Placed>,
    /// Whether everything below the folders could be seen.
    pub complete: bool,
    /// The bounds for each document.
    pub limits: Limits,
}

impl Survey {
    /// Whether a file that was not found belongs to this run and is really gone. What lay in an archive that was found
    /// is gone from it, whatever else could not be seen.
    fn misses(&self, file: &File, seen: &HashSet<&Path>) -> bool {
        let path = Path::new(&file.path);
        let taken_out = !file.members.is_empty() && seen.contains(path);
        self.roots.iter().any(|root| path.starts_with(root))
            && match path.try_exists() {
                Ok(there) => !there || self.complete || taken_out,
                Err(_) => false,
            }
    }
}

/// A document that has to be read.
#[derive(Debug)]
pub(super) struct Job {
    pub key: String,
    pub source: Source,
    pub files: Vec<File>,
    /// Keys of documents that are gone since this one lies where they did; they leave when it comes.
    pub replaces: Vec<String>,
}

/// What a run has to do.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Documents to be read, by name.
    pub read: Vec<Job>,
    /// Entries that only have other files than before.
    pub moved: Vec<Entry>,
    /// Files that cannot be opened, with the reason.
    pub hidden: Vec<(File, String)>,
    /// Keys of documents whose content is nowhere any more.
    pub gone: Vec<String>,
    /// The names of those that left no file behind.
    pub removed: Vec<String>,
    /// Entries that this run came upon and leaves as they are, moved ones included.
    pub unchanged: Vec<Entry>,
}

/// A file and where it really lies, whatever its path is encoded in.
struct Located {
    file: File,
    path: PathBuf,
    here: bool,
}

/// Compares what was found in the named folders with what the index holds.
pub(super) fn plan(survey: &Survey, entries: Vec<Entry>, all_languages: bool) -> Plan {
    let mut plan = Plan::default();
    let paths: Vec<_> = survey.files.iter().map(|one| one.path.to_string_lossy()).collect();
    let places = survey.files.iter().zip(&paths);
    let found: HashSet<Place> = places.map(|(one, path)| (path.as_ref(), one.source.members.as_slice())).collect();
    let seen: HashSet<&Path> = survey.files.iter().map(|one| one.path.as_path()).collect();
    let mut groups = look(survey, &entries, &mut plan.hidden);
    for (key, file) in entries.iter().flat_map(|entry| entry.files.iter().map(move |file| (&entry.key, file))) {
        if !found.contains(&file.place()) && !survey.misses(file, &seen) {
            let path = PathBuf::from(&file.path);
            groups.entry(key.clone()).or_default().push(Located { file: file.clone(), path, here: false });
        }
    }
    let mut known: HashMap<String, Entry> = entries.into_iter().map(|entry| (entry.key.clone(), entry)).collect();
    for (key, mut located) in groups {
        located.sort_by(|a, b| (&a.file.name, a.file.place()).cmp(&(&b.file.name, b.file.place())));
        let stale = |entry: &Entry| entry.passing || entry.is_stale(all_languages);
        decide(&mut plan, key, located, &mut known, stale);
    }
    plan.read.sort_by(|a, b| a.source.name.cmp(&b.source.name));
    plan.hidden.retain(|(file, reason)| match known.remove(&unopened(file)) {
        Some(entry) if entry.files == [file.clone()] && entry.reasons == [reason.clone()] => {
            plan.unchanged.push(entry);
            false
        }
        _ => true,
    });
    let mut gone: Vec<Entry> = known.into_values().collect();
    gone.sort_by(|a, b| a.name().cmp(b.name()));
    let removed = gone.iter().filter(|entry| !entry.files.iter().any(|file| found.contains(&file.place())));
    plan.removed = removed.map(|entry| entry.name().to_owned()).collect();
    replace(&mut plan.read, &gone);
    plan.gone = gone.into_iter().map(|entry| entry.key).collect();
    plan
}

/// Lets each document that is gone be replaced by the first that lies where it did: one commit must not show a file both
/// as it was and as it is.
fn replace(read: &mut [Job], gone: &[Entry]) {
    let files = read.iter().enumerate().flat_map(|(at, job)| job.files.iter().map(move |file| (file.place(), at)));
    let at: HashMap<Place, usize> = files.collect();
    let first = |entry: &Entry| entry.files.iter().filter_map(|file| at.get(&file.place()).copied()).min();
    let replaced: Vec<_> = gone.iter().filter_map(|entry| Some((first(entry)?, &entry.key))).collect();
    for (at, key) in replaced {
        read[at].replaces.push(key.clone());
    }
}

/// The key of a file that cannot be opened.
pub(super) fn unopened(file: &File) -> String {
    let inside: String = file.members.iter().map(|member| format!("!/{member}")).collect();
    format!("path:{}{inside}", file.path)
}

/// The files that were found, by content. Known files keep their hash as long as size and time of change stay.
fn look(survey: &Survey, entries: &[Entry], hidden: &mut Vec<(File, String)>) -> BTreeMap<String, Vec<Located>> {
    let known: HashMap<Place, (&File, &str)> = entries
        .iter()
        .filter(|entry| !entry.passing)
        .filter_map(|entry| entry.document_id().map(|id| (entry, id)))
        .flat_map(|(entry, id)| entry.files.iter().map(move |file| (file.place(), (file, id))))
        .collect();
    let looked: Vec<_> = survey
        .files
        .par_iter()
        .map(|placed| {
            let (file, problem) = file(placed);
            let content = match (problem, known.get(&file.place())) {
                (Some(problem), _) => Err(unread(&placed.source, &problem)),
                (None, Some((old, id))) if old.size == file.size && old.modified == file.modified => {
                    Ok((*id).to_owned())
                }
                (None, _) => hash(&placed.source, &survey.limits),
            };
            (file, content)
        })
        .collect();
    let mut groups = BTreeMap::<String, Vec<Located>>::new();
    let mut seen = HashSet::new();
    for (placed, (file, content)) in survey.files.iter().zip(looked) {
        // Folders inside one another show a file twice.
        if !seen.insert((&placed.path, &placed.source.members)) {
            continue;
        }
        let path = placed.source.path.clone();
        match content {
            Ok(key) => groups.entry(key).or_default().push(Located { file, path, here: true }),
            Err(reason) => hidden.push((file, reason)),
        }
    }
    groups
}

/// What has to be done about one content.
fn decide(
    plan: &mut Plan,
    key: String,
    located: Vec<Located>,
    known: &mut HashMap<String, Entry>,
    stale: impl Fn(&Entry) -> bool,
) {
    let here = located.iter().any(|one| one.here);
    let files: Vec<File> = located.iter().map(|one| one.file.clone()).collect();
    let path = located.into_iter().next().map(|one| one.path).unwrap_or_default();
    match known.remove(&key) {
        Some(entry) if entry.files == files => {
            if here && stale(&entry) {
                plan.read.push(job(key, files, path));
            } else if here {
                plan.unchanged.push(entry);
            }
        }
        // Records carry the name of the first file, so another name means reading again.
        Some(entry) if entry.name() == files[0].name && (!here || !stale(&entry)) => {
            let entry = Entry { files, ..entry };
            plan.moved.push(entry.clone());
            if here {
                plan.unchanged.push(entry);
            }
        }
        _ => plan.read.push(job(key, files, path)),
    }
}

fn job(key: String, files: Vec<File>, path: PathBuf) -> Job {
    let source = Source { path, members: files[0].members.clone(), name: files[0].name.clone() };
    Job { key, source, files, replaces: Vec::new() }
}

/// A file as the manifest keeps it, and why it cannot be looked at where it cannot.
fn file(placed: &Placed) -> (File, Option<std::io::Error>) {
    let (size, modified, problem) = match placed.source.path.metadata() {
        Ok(metadata) => {
            let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            let nanoseconds = since.and_then(|since| i64::try_from(since.as_nanos()).ok());
            (metadata.len(), nanoseconds.unwrap_or_default(), None)
        }
        Err(problem) => (0, 0, Some(problem)),
    };
    let file = File {
        name: placed.source.name.clone(),
        path: placed.path.to_string_lossy().into_owned(),
        members: placed.source.members.clone(),
        root: placed.root.to_string_lossy().into_owned(),
        size,
        modified,
    };
    (file, problem)
}

/// The SHA-256 of a document; of a file a piece at a time. The error is why it cannot be looked at.
fn hash(source: &Source, limits: &Limits) -> Result<String, String> {
    if !source.members.is_empty() {
        return document::hash(source, limits).map(|id| id.to_string()).map_err(|error| error.one_line());
    }
    hash_file(&source.path).map_err(|cause| unread(source, &cause))
}

fn hash_file(path: &Path) -> std::io::Result<String> {
    let mut file = std::fs::File::open(path)?;
    let mut hash = Sha256::new();
    let mut piece = vec![0; 64 << 10];
    loop {
        match std::io::Read::read(&mut file, &mut piece)? {
            0 => return Ok(DocumentId(hash.finalize().into()).to_string()),
            length => hash.update(&piece[..length]),
        }
    }
}

fn unread(source: &Source, cause: &std::io::Error) -> String {
    format!("{} cannot be read: {cause}", source.name)
}
