//! The archives that were opened last, kept open.
//!
//! Takes the way to an archive, gives it opened: documents are read one by one and an archive's in a row, and finding
//! its directory anew for each of thousands, or unpacking the archive around it, would take most of the time. Refuses
//! to keep more than a few, and to believe that a file on disk is as it was: its size and time of change are asked.

use std::{
    collections::HashMap,
    io::Cursor,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::SystemTime,
};

use super::{Holder, Member, Stream, open_file, too_deep, unreadable};
use crate::{Error, ErrorKind, Result, document::Limits};

/// How many stay open: an archive in an archive needs both.
const KEPT: usize = 3;

/// Which archive it is: a file in a state, and the way inside it.
#[derive(Clone, PartialEq, Eq)]
struct Key {
    path: PathBuf,
    changed: Option<SystemTime>,
    length: u64,
    members: Vec<String>,
}

/// An archive with its directory.
struct Opened {
    holder: Holder,
    members: HashMap<String, usize>,
}

/// The last first.
static SHELF: Mutex<Vec<(Key, Arc<Mutex<Opened>>)>> = Mutex::new(Vec::new());

/// What a panic left is no worse than what a damaged archive gives.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The bytes of a member, outermost name first; `name` is for messages.
pub(super) fn member(path: &Path, members: &[String], name: &str, limits: &Limits) -> Result<Vec<u8>> {
    let Some((last, outer)) = members.split_last() else { return Err(absent(name)) };
    if outer.len() >= limits.nesting {
        return Err(too_deep(name, limits));
    }
    let opened = opened(path, outer, name, limits)?;
    let mut opened = locked(&opened);
    let index = opened.members.get(last).copied().ok_or_else(|| absent(name))?;
    opened.holder.get(&Member { name: last.clone(), index }, name, limits)
}

/// An archive, from the shelf or put there.
fn opened(path: &Path, members: &[String], name: &str, limits: &Limits) -> Result<Arc<Mutex<Opened>>> {
    let metadata = std::fs::metadata(path).map_err(|cause| unreadable(name).caused_by(cause))?;
    let key = Key {
        path: path.to_owned(),
        changed: metadata.modified().ok(),
        length: metadata.len(),
        members: members.to_vec(),
    };
    if let Some(opened) = taken(&key) {
        return Ok(opened);
    }
    let stream: Box<dyn Stream> = match members {
        [] => open_file(path).map_err(|cause| unreadable(name).caused_by(cause))?,
        members => Box::new(Cursor::new(member(path, members, name, limits)?)),
    };
    let mut holder = Holder::open(stream, name, limits)?.ok_or_else(|| absent(name))?;
    let members = holder.list(name, limits).members.into_iter().map(|member| (member.name, member.index)).collect();
    let opened = Arc::new(Mutex::new(Opened { holder, members }));
    let mut shelf = locked(&SHELF);
    shelf.insert(0, (key, Arc::clone(&opened)));
    shelf.truncate(KEPT);
    Ok(opened)
}

/// What is on the shelf comes to its front.
fn taken(key: &Key) -> Option<Arc<Mutex<Opened>>> {
    let mut shelf = locked(&SHELF);
    let at = shelf.iter().position(|(one, _)| one == key)?;
    let found = shelf.remove(at);
    let opened = Arc::clone(&found.1);
    shelf.insert(0, found);
    Some(opened)
}

fn absent(name: &str) -> Error {
    Error::new(ErrorKind::Unreadable, format!("{name} is not in the archive any more"))
        .hint("name the archive to see what it holds")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::package::packed;

    #[test]
    fn an_archive_that_changed_is_opened_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sager.zip");
        let read = |member: &str| super::member(&path, &[member.to_owned()], "x", &Limits::default());
        std::fs::write(&path, packed(&[("a.txt", b"et"), ("b.txt", b"to")])).unwrap();
        assert_eq!((read("a.txt").unwrap(), read("b.txt").unwrap()), (b"et".to_vec(), b"to".to_vec()));
        std::fs::write(&path, packed(&[("a.txt", b"noget andet")])).unwrap();
        assert_eq!(read("a.txt").unwrap(), b"noget andet");
        assert_eq!(read("b.txt").unwrap_err().kind(), ErrorKind::Unreadable);
    }
}
