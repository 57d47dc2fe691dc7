//! One process at a time: an operating-system lock on a file beside the database.
//!
//! SQLite's own locks would let a second process write between our transactions; positions and heads kept in memory would lie.
//! The lock dies with its process, so nothing is left to clean up after a crash.
//!
//! The file also holds a mark while the store is open: how long the write-ahead log is at least. A log that was deleted or cut off
//! between a crash and the next start looks by itself like one that ended there; against the mark it does not.

use crate::OpenError;
use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Held as long as the store is open.
#[derive(Debug)]
pub(crate) struct LockFile {
    file: File,
}

/// Takes the mark away at a clean close.
#[derive(Debug)]
pub(crate) struct Mark {
    file: File,
}

impl LockFile {
    pub(crate) fn take(database: &Path) -> Result<Self, OpenError> {
        let path = beside(database, ".lock");
        let io = |source| OpenError::Io { path: path.clone(), source };
        let file =
            File::options().create(true).truncate(false).read(true).write(true).open(&path).map_err(io)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { file }),
            Err(TryLockError::WouldBlock) => Err(OpenError::InUse { path: database.to_owned(), lock: path }),
            Err(TryLockError::Error(source)) => Err(OpenError::Io { path, source }),
        }
    }

    /// How long the write-ahead log was at least when a process died with the store open; 0 after a clean close, and for what is no
    /// mark: a process that died while it wrote one had appended nothing.
    pub(crate) fn marked(&mut self) -> io::Result<u64> {
        let mut text = String::new();
        self.file.seek(SeekFrom::Start(0))?;
        match self.file.read_to_string(&mut text) {
            Ok(_) => Ok(text.strip_suffix('\n').and_then(|bytes| bytes.parse().ok()).unwrap_or(0)),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => Ok(0),
            Err(error) => Err(error),
        }
    }

    /// Says, before the first append, how long the write-ahead log is. It never shrinks while the store is open.
    pub(crate) fn mark(&mut self, wal_bytes: u64) -> io::Result<Mark> {
        self.file.set_len(0)?;
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(format!("{wal_bytes}\n").as_bytes())?;
        self.file.sync_all()?;
        Ok(Mark { file: self.file.try_clone()? })
    }
}

impl Mark {
    /// From now on the write-ahead log may be shortened.
    pub(crate) fn lift(self) -> io::Result<()> {
        self.file.set_len(0)?;
        self.file.sync_all()
    }
}

/// `path` with `suffix` appended to its file name, as SQLite names its own neighbours.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
