//! The index's files, so that others than whoever wrote them can search.
//!
//! Takes a folder, gives the search engine its directory. The engine's own would write files that only their owner
//! may read, and would refuse to open an index on a disk that cannot be written to.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory, TerminatingWrite,
    WatchCallback, WatchHandle, WritePtr,
    error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError},
};

/// A folder of index files with the permissions that the user's other files have.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    engine: MmapDirectory,
    home: PathBuf,
    trouble: Trouble,
}

/// Writes a file that has its name only when it is whole, and on the disk by then.
pub(super) fn replace(place: &Path, data: &[u8]) -> io::Result<()> {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let half = place.with_file_name(format!("{name}.{}{PART}", std::process::id()));
    let written = File::create(&half).and_then(|mut file| {
        file.write_all(data)?;
        file.sync_all()
    });
    written.and_then(|()| fs::rename(&half, place)).inspect_err(|_| {
        // A disk that is full is not to be fuller for what could not be written.
        let _ = fs::remove_file(&half);
    })
}

/// How files end that are not whole yet.
const PART: &str = ".part";

/// Deletes what a writer that was killed left half written; for whoever holds its lock.
pub(super) fn sweep(home: &Path) {
    for file in fs::read_dir(home).into_iter().flatten().flatten() {
        if file.file_name().to_string_lossy().ends_with(PART) {
            // What cannot be deleted now goes with the next run.
            let _ = fs::remove_file(file.path());
        }
    }
}

/// Why a file could not be written: the engine writes on a thread of its own, and only says that this one ended.
#[derive(Clone, Debug, Default)]
pub(super) struct Trouble(Arc<Mutex<Option<io::Error>>>);

impl Trouble {
    /// What happened first since it was last asked.
    pub fn take(&self) -> Option<io::Error> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn note<T>(&self, done: io::Result<T>) -> io::Result<T> {
        done.map_err(|cause| {
            let told = io::Error::new(cause.kind(), cause.to_string());
            self.0.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(cause);
            told
        })
    }
}

/// A file that is being written.
struct Noted {
    file: WritePtr,
    trouble: Trouble,
}

impl io::Write for Noted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.trouble.note(self.file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.trouble.note(self.file.flush())
    }
}

impl TerminatingWrite for Noted {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        self.trouble.note(self.file.terminate_ref(token))
    }
}

impl Shared {
    /// The files in a folder that is there.
    pub fn open(home: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Shared { engine: MmapDirectory::open(home)?, home: home.to_owned(), trouble: Trouble::default() })
    }

    /// Where it is noted why a file could not be written.
    pub fn trouble(&self) -> Trouble {
        self.trouble.clone()
    }
}

impl Directory for Shared {
    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.trouble.note(replace(&self.home.join(path), data))?;
        // What a commit replaces is deleted as soon as it is there, so it has to outlive a power cut by then.
        if path == Path::new("meta.json") { self.sync_directory() } else { Ok(()) }
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.engine.acquire_lock(lock) {
            // The lock only keeps a writer from tidying up while the files are being opened. Who may not write cannot
            // have it, and can still read: at worst a file is gone, and the search says so.
            Err(LockError::IoError(cause)) if lock.filepath == META_LOCK.filepath && forbidden(&cause) => {
                Ok(DirectoryLock::from(Box::new(())))
            }
            other => other,
        }
    }

    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.engine.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.engine.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.engine.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let file = self.engine.open_write(path).inspect_err(|error| {
            if let OpenWriteError::IoError { io_error, .. } = error {
                let _ = self.trouble.note::<()>(Err(io::Error::new(io_error.kind(), io_error.to_string())));
            }
        })?;
        Ok(WritePtr::new(Box::new(Noted { file, trouble: self.trouble.clone() })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.engine.atomic_read(path)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.engine.sync_directory()
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.engine.watch(callback)
    }
}

fn forbidden(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn files_can_be_read_by_those_who_can_read_the_users_other_files() {
        let dir = tempfile::tempdir().expect("a folder");
        let mode = |name: &str| fs::metadata(dir.path().join(name)).expect("a file").permissions().mode();
        File::create(dir.path().join("other")).expect("a file");
        let shared = Shared::open(dir.path()).expect("a directory");
        shared.atomic_write(Path::new("meta.json"), b"{}").expect("written");
        assert_eq!(mode("meta.json"), mode("other"));
        assert_eq!(fs::read_dir(dir.path()).expect("a folder").count(), 2);
    }
}
