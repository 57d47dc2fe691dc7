//! A copy of a running store.

use crate::{SqliteEventStore, reader, schema};
use event_store::{Incarnation, ReadError};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// Why no backup was made. Whatever was begun is removed.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is a file already; a backup never overwrites.
    #[error("{} exists already", .0.display())]
    Exists(PathBuf),
    /// The store could not be read, or the copy not be written.
    #[error("the copy failed: {0}")]
    Copy(String),
    /// The file system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

impl SqliteEventStore {
    /// Copies the store as it is at one moment to `target`, which must not exist, while appends go on. The copy begins a life of its
    /// own (another incarnation), because the original goes on handing out positions that the copy will hand out differently.
    /// Blocks as long as the disk needs; the write-ahead log grows meanwhile.
    ///
    /// # Errors
    /// See [`BackupError`].
    pub fn backup_to(&self, target: &Path) -> Result<Incarnation, BackupError> {
        if target.exists() {
            return Err(BackupError::Exists(target.to_owned()));
        }
        // Under another name until it is whole: what bears the name of a backup is one.
        let partial = crate::lock::beside(target, ".partial");
        let copied = self.copy_to(&partial);
        let finished = copied.and_then(|incarnation| {
            let io = |source| BackupError::Io { path: target.to_owned(), source };
            File::open(&partial).and_then(|file| file.sync_all()).map_err(io)?;
            fs::rename(&partial, target).map_err(io)?;
            Ok(incarnation)
        });
        if finished.is_err() {
            for suffix in ["", "-wal", "-shm", "-journal"] {
                // Mostly not there; the first error is the one worth telling.
                let _absent = fs::remove_file(crate::lock::beside(&partial, suffix));
            }
        }
        finished
    }

    fn copy_to(&self, partial: &Path) -> Result<Incarnation, BackupError> {
        self.readers()
            .with(|source| copy(source, partial).map_err(|error| reader::read_error(&error)))
            .map_err(|error| match error {
                ReadError::Unavailable { reason } | ReadError::Damaged { reason } => {
                    BackupError::Copy(reason)
                }
            })
    }
}

fn copy(source: &Connection, partial: &Path) -> rusqlite::Result<Incarnation> {
    let mut copy = Connection::open(partial)?;
    // One step is one read transaction: a consistent moment, whatever is appended meanwhile.
    let outcome = Backup::new(source, &mut copy)?.step(-1)?;
    if outcome != StepResult::Done {
        return Err(rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY),
            None,
        ));
    }
    // Out of write-ahead mode, so that the copy is one file; opening it as a store puts it back.
    copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    let incarnation = schema::renew_incarnation(&copy)?;
    copy.close().map_err(|(_, error)| error)?;
    Ok(incarnation)
}
