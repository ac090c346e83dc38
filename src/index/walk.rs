//! The files below the paths that were named, in sorted order.
//!
//! Stands in for `document::sources`, which has the same signature, until that is joined.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::{Error, ErrorKind, Result, document::Source};

/// A file to read, or the name of what could not be reached and why.
pub(crate) type Found = Result<Source, (String, Error)>;

/// The files in and under the paths, in order. A path that does not exist is an error for the whole.
pub(crate) fn sources(paths: &[PathBuf]) -> Result<Vec<Found>> {
    if let Some(absent) = paths.iter().find(|path| path.symlink_metadata().is_err()) {
        return Err(Error::new(ErrorKind::Missing, format!("{} does not exist", absent.display()))
            .hint("check the spelling, and the folder that you are in"));
    }
    let several = paths.iter().filter(|path| path.is_dir()).count() > 1;
    let mut found = Vec::new();
    for path in paths {
        let prefix = path.file_name().filter(|_| several && path.is_dir()).map(Path::new);
        for entry in WalkBuilder::new(path).standard_filters(false).hidden(true).sort_by_file_name(Ord::cmp).build() {
            match entry {
                Ok(entry) if entry.path().is_file() => {
                    found.push(Ok(source(entry.into_path(), path, prefix)));
                }
                Ok(_) => {}
                Err(error) => {
                    let name = path.display().to_string();
                    let failed = Error::new(ErrorKind::Unreadable, format!("something in {name} cannot be read"));
                    found.push(Err((name, failed.caused_by(error))));
                }
            }
        }
    }
    Ok(found)
}

fn source(path: PathBuf, root: &Path, prefix: Option<&Path>) -> Source {
    let below = path.strip_prefix(root).unwrap_or(&path);
    let below = if below.as_os_str().is_empty() { &path } else { below };
    let named = prefix.map_or_else(|| below.to_owned(), |prefix| prefix.join(below));
    let parts: Vec<_> = named.iter().map(|part| part.to_string_lossy()).collect();
    Source { name: parts.join("/"), path }
}
