//! One writer at a time.
//!
//! Takes the folder of an index, gives the [`Lock`] that lets its holder write. Refuses it while another process has it,
//! and says which one. The system lets go of the lock of a process that is dead, so that nothing is left to be cleared
//! away; what its file says is for people.

use std::{
    fs::{self, File, TryLockError},
    io::{Read as _, Seek as _, Write as _},
    path::Path,
};

use serde::{Deserialize, Serialize};

use super::{other_writer, unwritten};
use crate::{Error, ErrorKind, Result, decision::Moment};

/// The file that is locked.
const FILE: &str = "writer.lock";

/// The right to write an index, until it is dropped.
#[derive(Debug)]
pub(super) struct Lock(File);

/// Who holds it.
#[derive(Serialize, Deserialize)]
struct Holder {
    process: u32,
    since: Moment,
}

impl Lock {
    /// Takes the lock of an index, whose folder is made where there is none.
    pub fn take(path: &Path) -> Result<Self> {
        let mut file = fs::create_dir_all(path)
            .and_then(|()| File::options().read(true).write(true).create(true).truncate(false).open(path.join(FILE)))
            .map_err(|cause| not_made(path, cause))?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(other_writer(path, &holder(&mut file))),
            // Some network drives know no locks; then the engine's own has to do.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        let holder = Holder { process: std::process::id(), since: Moment::now() };
        let written =
            file.set_len(0).and_then(|()| file.rewind()).and_then(|()| writeln!(file, "{}", serde_json::json!(holder)));
        written.map_err(|cause| unwritten(path, cause))?;
        Ok(Lock(file))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.0.set_len(0);
    }
}

/// Who holds the lock, in words; it may be writing its name just now.
fn holder(file: &mut File) -> String {
    let mut text = String::new();
    let _ = file.read_to_string(&mut text);
    match serde_json::from_str::<Holder>(&text) {
        Ok(Holder { process, since }) => format!("process {process} since {since}"),
        Err(_) => "another process".to_owned(),
    }
}

fn not_made(path: &Path, cause: std::io::Error) -> Error {
    Error::new(ErrorKind::Output, format!("the index in {} cannot be written", path.display()))
        .caused_by(cause)
        .hint("check that you may write there, and that the disk is not full")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_refused_by_name_and_a_dead_holder_is_no_holder() {
        let dir = tempfile::tempdir().expect("a folder");
        let lock = Lock::take(dir.path()).expect("the lock");
        let error = Lock::take(dir.path()).expect_err("held");
        assert_eq!(error.kind(), ErrorKind::Locked);
        assert!(error.to_string().contains(&format!("process {}", std::process::id())), "{error}");
        drop(lock);
        // What a process leaves behind that was killed.
        fs::write(dir.path().join(FILE), r#"{"process":1,"since":"2026-01-01T00:00:00Z"}"#).expect("a file");
        Lock::take(dir.path()).expect("free again");
    }
}
