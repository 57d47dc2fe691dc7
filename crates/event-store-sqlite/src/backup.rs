//! A copy of a running store, and the way back.

use crate::lock::beside;
use crate::reader::Readers;
use crate::{OpenError, SqliteEventStore, SqliteOptions, reader, schema};
use event_store::{Incarnation, ReadError};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
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
        write_copy(target, |partial| read_into(self.readers(), partial))
    }
}

/// Copies the store at `source` as it is at one moment, also while another process has it open and appends to it; see
/// [`SqliteEventStore::backup_to`]. Run it as the user the store belongs to: SQLite keeps files beside it.
///
/// A store that nobody has open is opened for the while, so that what a crash left is looked at before it is copied.
///
/// # Errors
/// See [`BackupError`].
pub fn backup(source: &Path, target: &Path) -> Result<Incarnation, BackupError> {
    let failed = |error: &dyn std::error::Error| BackupError::Copy(error.to_string());
    if !source.exists() {
        return Err(BackupError::Copy(format!("{}: there is no event store", source.display())));
    }
    match SqliteEventStore::open(SqliteOptions::new(source)) {
        Ok(store) => {
            let made = store.backup_to(target);
            store.close();
            made
        }
        // Readers of other processes see what was committed, and keep it in place while they read.
        Err(OpenError::InUse { .. }) => write_copy(target, |partial| {
            let readers = Readers::new(source.to_owned());
            let whole = readers
                .with(|connection| schema::is_intact(connection).map_err(|error| reader::read_error(&error)));
            match whole {
                Ok(true) => read_into(&readers, partial),
                Ok(false) => {
                    Err(BackupError::Copy(format!("{} is not a whole event store", source.display())))
                }
                Err(error) => Err(failed(&error)),
            }
        }),
        Err(error) => Err(failed(&error)),
    }
}

fn read_into(readers: &Readers, partial: &Path) -> Result<Incarnation, BackupError> {
    let copied = readers.with(|source| copy(source, partial).map_err(|error| reader::read_error(&error)));
    copied.map_err(|error| match error {
        ReadError::Unavailable { reason } | ReadError::Damaged { reason } => BackupError::Copy(reason),
    })
}

/// Copies a backup to where a store shall be opened from; `target` must not exist. The restored store begins a life of its own, also
/// when the same backup is restored twice: checkpoints of readers from before then stop them instead of misleading them.
///
/// # Errors
/// See [`BackupError`].
pub fn restore(backup: &Path, target: &Path) -> Result<Incarnation, BackupError> {
    // What the old store left behind would be taken for the new one's.
    let left_behind = beside(target, "-wal");
    if fs::metadata(&left_behind).is_ok_and(|file| file.len() > 0) {
        return Err(BackupError::Exists(left_behind));
    }
    write_copy(target, |partial| {
        let failed = |error: rusqlite::Error| BackupError::Copy(format!("{}: {error}", backup.display()));
        let source = Connection::open_with_flags(backup, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(failed)?;
        if !schema::is_intact(&source).map_err(failed)? {
            return Err(BackupError::Copy(format!("{} is not a whole event store", backup.display())));
        }
        copy(&source, partial).map_err(failed)
    })
}

/// Makes a copy under another name and gives it its own when it is whole and on the disk: what bears the name of a backup is one.
fn write_copy(
    target: &Path,
    make: impl FnOnce(&Path) -> Result<Incarnation, BackupError>,
) -> Result<Incarnation, BackupError> {
    if target.exists() {
        return Err(BackupError::Exists(target.to_owned()));
    }
    let partial = beside(target, ".partial");
    remove(&partial);
    let finished = make(&partial).and_then(|incarnation| {
        let io = |source| BackupError::Io { path: target.to_owned(), source };
        File::open(&partial).and_then(|file| file.sync_all()).map_err(io)?;
        fs::rename(&partial, target).map_err(io)?;
        if let Some(directory) =
            target.parent().filter(|directory| cfg!(unix) && !directory.as_os_str().is_empty())
        {
            File::open(directory).and_then(|directory| directory.sync_all()).map_err(io)?;
        }
        Ok(incarnation)
    });
    if finished.is_err() {
        remove(&partial);
    }
    finished
}

/// Of a copy that was broken off. Mostly there is none.
fn remove(partial: &Path) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let _absent = fs::remove_file(beside(partial, suffix));
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
