//! What lies in the folders of a run: the first look, at names, sizes and times.
//!
//! Takes the folders that were named, gives a [`Survey`] of their files, archives unopened. Refuses nothing: what cannot
//! be reached is a failure of its own, and a folder that is not there is kept for whoever knows what was in it.

use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

use rayon::prelude::*;

use super::list::Plain;
use crate::{
    Error, ErrorKind,
    document::{Limits, Source, files},
    index::{Failure, manifest::File},
};

/// A change within so many nanoseconds before a look may be followed by another one at the same time: the coarsest disks
/// in use know the time to two seconds.
const TICK: i64 = 2_000_000_000;

/// What a run came upon.
pub(super) struct Survey {
    pub roots: Vec<Root>,
    /// The files, each once.
    pub files: Vec<Placed>,
    by_path: HashMap<String, usize>,
    /// What could not be reached.
    pub unreached: Vec<Failure>,
    /// The bounds for each document.
    pub limits: Limits,
    real: HashSet<PathBuf>,
}

/// A folder or file that was named.
pub(super) struct Root {
    /// Its path without links and dots, so that it is the same however it was typed.
    pub path: PathBuf,
    /// Why there is nothing, where it is not there.
    pub lost: Option<Error>,
}

/// A file that was found.
pub(super) struct Placed {
    pub source: Source,
    root: usize,
    /// The path that stays the same from run to run; in one that is no Unicode the odd letters are replaced.
    pub path: String,
    size: u64,
    modified: i64,
    /// Why it cannot be looked at.
    pub problem: Option<std::io::Error>,
}

impl Survey {
    /// Looks at all files of the folders, but for those of the index itself.
    pub fn of(folders: &[PathBuf], index: &Path, limits: Limits) -> Survey {
        let own = index.canonicalize().ok();
        let roots: Vec<Root> = folders.iter().map(|typed| Root { path: real(typed), lost: None }).collect();
        let real = roots.iter().map(|root| root.path.clone()).collect();
        let mut survey =
            Survey { roots, files: Vec::new(), by_path: HashMap::new(), unreached: Vec::new(), limits, real };
        let mut found = Vec::new();
        for (number, one) in files(folders) {
            match one {
                Ok(source) => found.push((number, source)),
                Err((_, error)) if error.kind() == ErrorKind::Missing => survey.roots[number].lost = Some(error),
                Err((doc, error)) => survey.unreached.push(Failure { doc, reason: error.one_line() }),
            }
        }
        let placed = |(root, source): (usize, Source)| {
            let path = place(&source, &folders[root], &survey.roots[root].path);
            own.as_ref().is_none_or(|own| !path.starts_with(own)).then(|| Placed::look(source, root, &path))
        };
        let placed: Vec<Placed> = found.into_par_iter().filter_map(placed).collect();
        survey.take(placed);
        survey
    }

    /// Takes in files, each once.
    pub(super) fn take(&mut self, placed: Vec<Placed>) {
        for one in placed {
            // Folders inside one another show a file twice. Something inside an archive may be named beside it.
            let known = self.by_path.contains_key(&one.path);
            if !known || !one.source.members.is_empty() {
                self.by_path.entry(one.path.clone()).or_insert(self.files.len());
                self.files.push(one);
            }
        }
    }

    /// Counts what is in and under a path as seen by this run, whatever its folder is called by.
    pub(super) fn cover(&mut self, path: PathBuf) {
        self.real.insert(path);
    }

    /// The number of the file at a path.
    pub fn at(&self, path: &str) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    /// Whether a path lies in or under what was named.
    pub fn covers(&self, path: &Path) -> bool {
        path.ancestors().any(|above| self.real.contains(above))
    }

    /// A file as the manifest keeps it, or a document in it.
    pub fn file(&self, number: usize, source: &Source, siblings: usize) -> File {
        let Placed { root, path, size, modified, .. } = &self.files[number];
        File {
            name: source.name.clone(),
            path: path.clone(),
            members: source.members.clone(),
            root: self.roots[*root].path.to_string_lossy().into_owned(),
            size: *size,
            modified: *modified,
            fresh: now().saturating_sub(*modified) < TICK,
            siblings,
        }
    }

    /// The number of the file that a document of the index lies in, where it is as it was by its name, size and time.
    pub fn same(&self, file: &File) -> Option<usize> {
        let number = self.unmoved(&file.path, &file.root, file.size, file.modified).filter(|_| !file.fresh)?;
        let found = &self.files[number].source;
        let named = match file.members.as_slice() {
            [] => file.name == found.name,
            members => members.iter().fold(found.clone(), |outer, member| outer.member(member)).name == file.name,
        };
        named.then_some(number)
    }

    /// The same of a document in a file of its own.
    pub fn same_plain(&self, plain: &Plain) -> Option<usize> {
        let number = self.unmoved(plain.path(), plain.root(), plain.size, plain.modified)?;
        (plain.name() == self.files[number].source.name).then_some(number)
    }

    fn unmoved(&self, path: &str, root: &str, size: u64, modified: i64) -> Option<usize> {
        let number = self.at(path)?;
        let found = &self.files[number];
        let same = found.problem.is_none()
            && (found.size, found.modified) == (size, modified)
            && found.source.members.is_empty()
            && self.roots[found.root].path.as_os_str() == root
            // Two names that are no Unicode may look alike.
            && !path.contains(char::REPLACEMENT_CHARACTER);
        same.then_some(number)
    }
}

impl Placed {
    pub(super) fn look(source: Source, root: usize, path: &Path) -> Placed {
        let (size, modified, problem) = match source.path.metadata() {
            Ok(metadata) => (metadata.len(), metadata.modified().map_or(0, nanoseconds), None),
            Err(problem) => (0, 0, Some(problem)),
        };
        Placed { source, root, path: path.to_string_lossy().into_owned(), size, modified, problem }
    }
}

/// Nanoseconds since 1970, before it too.
fn nanoseconds(time: SystemTime) -> i64 {
    let whole = |duration: std::time::Duration| i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX);
    time.duration_since(UNIX_EPOCH).map_or_else(|before| -whole(before.duration()), whole)
}

fn now() -> i64 {
    nanoseconds(SystemTime::now())
}

/// A path without links and dots; of one that is not there, as far as it is.
pub(super) fn real(typed: &Path) -> PathBuf {
    let whole = std::path::absolute(typed).unwrap_or_else(|_| typed.to_owned());
    let there = |above: &Path| Some(above.canonicalize().ok()?.join(whole.strip_prefix(above).ok()?));
    let path = whole.ancestors().find_map(there).unwrap_or_else(|| whole.clone());
    // Joining nothing leaves a slash behind.
    path.components().collect()
}

/// A file's path from the folder that led to it.
pub(super) fn place(source: &Source, typed: &Path, root: &Path) -> PathBuf {
    match source.path.strip_prefix(typed) {
        Ok(below) if !below.as_os_str().is_empty() => root.join(below),
        Ok(_) => root.to_owned(),
        // A member of an archive that was named itself.
        Err(_) => real(&source.path),
    }
}
