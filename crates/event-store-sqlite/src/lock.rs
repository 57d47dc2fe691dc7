//! One process at a time: an operating-system lock on a file beside the database.
//!
//! SQLite's own locks would let a second process write between our transactions; positions and heads kept in memory would lie.
//! The lock dies with its process, so nothing is left to clean up after a crash.

use crate::OpenError;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// Held as long as the store is open.
#[derive(Debug)]
pub(crate) struct LockFile {
    _file: File,
}

impl LockFile {
    pub(crate) fn take(database: &Path) -> Result<Self, OpenError> {
        let path = beside(database, ".lock");
        let io = |source| OpenError::Io { path: path.clone(), source };
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(io)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(OpenError::InUse { path: database.to_owned(), lock: path }),
            Err(TryLockError::Error(source)) => Err(OpenError::Io { path, source }),
        }
    }
}

/// `path` with `suffix` appended to its file name, as SQLite names its own neighbours.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
