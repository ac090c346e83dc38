//! The files that were asked for.
//!
//! Takes the paths that a user named, gives the documents in and under them in a fixed order: an archive is a folder,
//! and what is attached to an e-mail lies beside it. Hidden files are passed over, `.nogletalignore` is obeyed, and
//! links are followed but never in a circle. Refuses a path that is not there; what cannot be reached on the way is a
//! failure of its own, and the walk goes on.

use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};
use rayon::prelude::*;

use super::{Limits, Source, container};
use crate::{Error, ErrorKind, Result};

/// A document to read, or the name of what could not be reached and why.
pub type Found = Result<Source, (String, Error)>;

/// The documents in and under the paths, in order. A path that does not exist is an error for the whole.
pub fn sources(paths: &[PathBuf]) -> Result<Vec<Found>> {
    if let Some(path) = paths.iter().find(|path| !is_there(path)) {
        named(path, &slashed(path))?;
    }
    let documents = |(_, found): (usize, Found)| match found {
        Ok(source) => expand(source).into_iter().map(Ok).collect(),
        Err(failure) => vec![Err(failure)],
    };
    Ok(files(paths).into_par_iter().flat_map_iter(documents).collect())
}

/// The files in and under the paths, archives among them as they are, each with the number of the path that led to it.
pub(crate) fn files(paths: &[PathBuf]) -> Vec<(usize, Found)> {
    let prefixes = prefixes(paths);
    let mut all = Vec::new();
    for (number, (path, prefix)) in paths.iter().zip(&prefixes).enumerate() {
        let mut found = Vec::new();
        let name = slashed(path);
        if path.is_dir() {
            walk(path, prefix, &mut found);
        } else if is_there(path) {
            found.push(Ok(Source::file(path, name)));
        } else {
            found.push(named(path, &name).map_err(|error| (name, error)));
        }
        all.extend(found.into_iter().map(|one| (number, one)));
    }
    all
}

/// One source for each document that a file holds. What was named inside an archive may be an archive itself.
pub(crate) fn expand(source: Source) -> Vec<Source> {
    container::expand(source, &Limits::default())
}

/// Whether a path leads to something on disk, be it a link to nowhere.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// The document that a path means, a file or a member of one (`archive.zip!/inner.pdf`), to be called `name`, which
/// ends as the path does.
pub fn named(path: &Path, name: &str) -> Result<Source> {
    container::named(path, name, &Limits::default()).ok_or_else(|| {
        let inside = path.to_string_lossy().contains(container::INSIDE);
        Error::new(ErrorKind::Missing, format!("{} does not exist", path.display())).hint(if inside {
            "check the spelling; `nogletal text` with the archive alone says how its documents are named"
        } else {
            "check the spelling, and the folder that you are in"
        })
    })
}

/// What each folder's files are called by before their path in it: nothing for one folder, the folder's own name for
/// several, or the path as typed where two folders have the same name.
fn prefixes(paths: &[PathBuf]) -> Vec<String> {
    if paths.iter().filter(|path| is_folder(path)).count() < 2 {
        return vec![String::new(); paths.len()];
    }
    let names: Vec<String> = paths.iter().map(|path| own_name(path)).collect();
    let mut sorted: Vec<&String> =
        names.iter().zip(paths).filter(|(_, path)| is_folder(path)).map(|(name, _)| name).collect();
    sorted.sort_unstable();
    let distinct = sorted.windows(2).all(|pair| pair[0] != pair[1]);
    let chosen = |(name, path): (&String, &PathBuf)| if distinct { name.clone() } else { slashed(path) };
    names.iter().zip(paths).map(chosen).map(|name| format!("{}/", name.trim_end_matches('/'))).collect()
}

/// Whether a path is a folder, or one that has gone: what lies in the others keeps its name.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || !is_there(path) && !path.to_string_lossy().contains(container::INSIDE)
}

fn own_name(path: &Path) -> String {
    let named = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    // `.` and `..` have a name only once they are resolved.
    named(path).or_else(|| named(&path.canonicalize().ok()?)).unwrap_or_else(|| slashed(path))
}

fn slashed(path: &Path) -> String {
    let name = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { name.into_owned() } else { name.replace(std::path::MAIN_SEPARATOR, "/") }
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<Found>) {
    let name_of = |path: &Path| format!("{prefix}{}", slashed(path.strip_prefix(folder).unwrap_or(path)));
    let walk = WalkBuilder::new(folder)
        .standard_filters(false)
        .hidden(true)
        .follow_links(true)
        .add_custom_ignore_filename(".nogletalignore")
        .sort_by_file_name(Ord::cmp)
        .build();
    for entry in walk {
        match entry {
            Ok(entry) => {
                if let Some(cause) = entry.error() {
                    let name = name_of(&entry.path().join(".nogletalignore"));
                    let error =
                        Error::new(ErrorKind::Unreadable, format!("{name} cannot be obeyed")).caused_by(cause.clone());
                    found.push(Err((name, error.hint("its lines follow the rules of .gitignore"))));
                }
                if is_file(&entry) {
                    found.push(Ok(Source::file(entry.path(), name_of(entry.path()))));
                }
            }
            Err(error) => found.extend(failure(error, folder, name_of).map(Err)),
        }
    }
}

fn is_file(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_file())
}

/// What could not be reached. A link back to a folder above is nothing that is missing: its files are found there.
fn failure(error: ignore::Error, folder: &Path, name_of: impl Fn(&Path) -> String) -> Option<(String, Error)> {
    let mut path = folder.to_path_buf();
    let mut inner = &error;
    loop {
        match inner {
            ignore::Error::WithPath { path: at, err } => {
                path.clone_from(at);
                inner = err;
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => inner = err,
            ignore::Error::Loop { .. } => return None,
            _ => break,
        }
    }
    let name = name_of(&path);
    let name = if path == folder { folder.display().to_string() } else { name };
    let broken = path.is_symlink() && !path.exists();
    let message =
        if broken { format!("{name} is a link to a file that is not there") } else { format!("{name} cannot be read") };
    let hint = if broken { "remove the link, or put back what it points to" } else { "check that you may read it" };
    Some((name, Error::new(ErrorKind::Unreadable, message).caused_by(reason(inner)).hint(hint)))
}

/// The system's own words, without the path that the message already names.
fn reason(error: &ignore::Error) -> String {
    match error.io_error().map(std::io::Error::kind) {
        Some(std::io::ErrorKind::PermissionDenied) => "permission denied".to_owned(),
        Some(std::io::ErrorKind::NotFound) => "no such file".to_owned(),
        _ => error.to_string(),
    }
}
/// A path as the system has it: not every one is Unicode.
pub(super) mod path {
    use std::{
        ffi::{OsStr, OsString},
        path::{Path, PathBuf},
    };

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
        let name: &OsStr = path.as_os_str();
        name.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PathBuf, D::Error> {
        OsString::deserialize(deserializer).map(PathBuf::from)
    }
}
