//! The files below the folders that were named, in sorted order.
//!
//! Takes paths, gives a [`Found`] for each file and a reason for each that cannot be looked at. Refuses a path that is
//! not there: a folder that failed to mount must not empty the index.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::{Error, ErrorKind, Result, document::Source};

/// A file, the folder that led to it, and the name that records will use.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub source: Source,
    pub root: PathBuf,
}

/// What a walk came upon.
#[derive(Debug, Default)]
pub(super) struct Walk {
    pub found: Vec<Found>,
    /// Files and folders that the system does not show, with the reason.
    pub hidden: Vec<(PathBuf, String)>,
}

/// Walks the folders, leaving out what lies below `except`.
pub(super) fn walk(folders: &[PathBuf], except: Option<&Path>) -> Result<Walk> {
    let mut walk = Walk::default();
    for folder in folders {
        let root = folder.canonicalize().map_err(|cause| {
            Error::new(ErrorKind::Missing, format!("{} is not there", folder.display())).caused_by(cause)
        })?;
        let prefix = if folders.len() > 1 { root.file_name().map(PathBuf::from) } else { None };
        let builder = WalkBuilder::new(&root)
            .standard_filters(false)
            .hidden(true)
            .add_custom_ignore_filename(".nogletalignore")
            .sort_by_file_path(Path::cmp)
            .build();
        for entry in builder {
            match entry {
                Ok(entry) if except.is_some_and(|except| entry.path().starts_with(except)) => {}
                Ok(entry) if entry.path().is_file() => {
                    walk.found.push(found(entry.into_path(), &root, prefix.as_deref()))
                }
                Ok(_) => {}
                Err(error) => walk.hidden.push((place(&error).unwrap_or_else(|| root.clone()), error.to_string())),
            }
        }
    }
    Ok(walk)
}

fn found(path: PathBuf, root: &Path, prefix: Option<&Path>) -> Found {
    let below = match path.strip_prefix(root) {
        Ok(below) if below.components().next().is_some() => below.to_owned(),
        // The file itself was named.
        _ => path.file_name().map(PathBuf::from).unwrap_or_default(),
    };
    let named = prefix.filter(|_| root != path).map_or_else(|| below.clone(), |prefix| prefix.join(&below));
    let parts: Vec<_> = named.iter().map(|part| part.to_string_lossy()).collect();
    Found { source: Source { name: parts.join("/"), path }, root: root.to_owned() }
}

/// The path that an error is about.
fn place(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.clone()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folders: &[PathBuf]) -> Vec<String> {
        let walk = walk(folders, None).expect("a walk");
        walk.found.into_iter().map(|found| found.source.name).collect()
    }

    #[test]
    fn names_are_relative_and_several_folders_stand_in_front() {
        let dir = tempfile::tempdir().expect("a folder");
        for name in ["a/x.txt", "a/b/y.txt", "c/x.txt"] {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
            std::fs::write(path, "tekst").expect("a file");
        }
        let below = |name: &str| dir.path().join(name);
        assert_eq!(names(&[below("a")]), ["b/y.txt", "x.txt"]);
        assert_eq!(names(&[below("a"), below("c")]), ["a/b/y.txt", "a/x.txt", "c/x.txt"]);
        assert_eq!(names(&[below("c/x.txt")]), ["x.txt"]);
    }

    #[test]
    fn a_folder_that_is_not_there_is_refused() {
        let error = walk(&[PathBuf::from("/no/such/folder")], None).expect_err("nothing there");
        assert_eq!(error.kind(), ErrorKind::Missing);
    }
}
