//! The index's files, so that others than whoever wrote them can search.
//!
//! Takes a folder, gives the search engine its directory. The engine's own would write files that only their owner
//! may read, and would refuse to open an index on a disk that cannot be written to.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
    error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError},
};

/// A folder of index files with the permissions that the user's other files have.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    engine: MmapDirectory,
    home: PathBuf,
}

impl Shared {
    /// The files in a folder that is there.
    pub fn open(home: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Shared { engine: MmapDirectory::open(home)?, home: home.to_owned() })
    }
}

impl Directory for Shared {
    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let place = self.home.join(path);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let hidden = place.with_file_name(format!("{name}.{}.part", std::process::id()));
        let mut file = File::create(&hidden)?;
        file.write_all(data)?;
        file.sync_all()?;
        fs::rename(&hidden, place)
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
        self.engine.open_write(path)
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
