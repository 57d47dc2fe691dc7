//! From a path to a verified store: lock, look, create or check, then start the threads.

mod file;

use crate::checkpoint::{Checkpoints, LOCK_WAIT};
use crate::failure::Failure;
use crate::lock::{LockFile, beside};
use crate::options::{CheckOnOpen, SqliteOptions};
use crate::wal::{self, WalHeader};
use crate::{row, schema, verify};
use event_store::{Incarnation, ReadError};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// SQLite's default page: several usual events fit into one, and a commit that touches few pages stays small.
const PAGE_BYTES: u64 = 4096;

/// Pages kept in the writer's memory, in KiB: the inner pages of both indexes up to tens of millions of events.
const WRITER_CACHE_KIB: i64 = 16 * 1024;

/// Why a store could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process holds it, or this one does already.
    #[error("the event store {} is open in another process (lock file {}); stop that process first", path.display(), lock.display())]
    InUse {
        /// The database.
        path: PathBuf,
        /// The file that is locked.
        lock: PathBuf,
    },
    /// The file exists and is something else.
    #[error("{} is not an event store: {reason}", path.display())]
    NotAStore {
        /// The file.
        path: PathBuf,
        /// What speaks against it.
        reason: String,
    },
    /// Written by a newer version of this program.
    #[error("the event store {} has format {found}, this program knows up to {known}: use a newer version", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The format found.
        found: i32,
        /// The newest one known.
        known: i32,
    },
    /// The file is a store, but not whole.
    #[error("the event store {} is damaged: {reason}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What and where.
        reason: String,
    },
    /// The file system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// SQLite refused, for another reason than those above.
    #[error("the event store {}: {source}", path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What it said.
        source: rusqlite::Error,
    },
}

/// The end of the log: where to count on from, and before when nothing may be recorded any more.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Last {
    pub(crate) position: u64,
    pub(crate) recorded_at_us: i64,
}

/// A store that passed every check, with the writer's connection and its helper thread.
pub(crate) struct Opened {
    pub(crate) path: PathBuf,
    pub(crate) lock: LockFile,
    pub(crate) connection: Connection,
    pub(crate) checkpoints: Checkpoints,
    pub(crate) incarnation: Incarnation,
    pub(crate) last: Last,
}

/// Opens or creates the store. Nothing is changed in a file that is not ours.
pub(crate) fn open(options: &SqliteOptions, failure: &Arc<Failure>) -> Result<Opened, OpenError> {
    let path = file::settle(&options.path)?;
    let mut lock = LockFile::take(&path)?;
    let wal_path = beside(&path, "-wal");
    let io = |source| OpenError::Io { path: wal_path.clone(), source };
    if let Some(reason) = wal::shortened(&wal_path, lock.marked().map_err(io)?).map_err(io)? {
        return Err(OpenError::Damaged { path, reason });
    }
    let wal = wal::header(&wal_path).map_err(io)?;
    file::look(&path, wal)?;
    if wal == WalHeader::Frames
        && let Some(reason) = wal::lost_commits(&wal_path).map_err(io)?
    {
        return Err(OpenError::Damaged { path, reason });
    }
    let (mut connection, incarnation, last) =
        check_in(&path, wal, options).map_err(|problem| problem.at(&path))?;
    if let Err(error) = wal::fill(&wal_path, options.wal_bytes) {
        tracing::warn!(%error, "the write-ahead log could not be filled ahead; commits will be slower");
    }
    file::sync_directory(&path)?;
    let mark = wal::length(&wal_path).and_then(|bytes| lock.mark(bytes)).inspect_err(|error| {
        tracing::warn!(%error, "the store could not be marked as open: a write-ahead log lost after a crash would not be missed");
    });
    let limit = (options.wal_bytes / PAGE_BYTES).max(64);
    let checkpoints = Checkpoints::start(&mut connection, &path, limit, mark.ok(), failure)?;
    Ok(Opened { path, lock, connection, checkpoints, incarnation, last })
}

/// Why the file's content was not accepted.
enum Problem {
    Sqlite(rusqlite::Error),
    NotAStore(String),
    Newer(i32),
    Damaged(String),
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(error.to_string()),
            Some(ErrorCode::NotADatabase) => Self::NotAStore(error.to_string()),
            _ => Self::Sqlite(error),
        }
    }
}

impl Problem {
    fn at(self, path: &Path) -> OpenError {
        let path = path.to_owned();
        match self {
            Self::Sqlite(source) => OpenError::Sqlite { path, source },
            Self::NotAStore(reason) => OpenError::NotAStore { path, reason },
            Self::Newer(found) => OpenError::Newer { path, found, known: schema::VERSION },
            Self::Damaged(reason) => OpenError::Damaged { path, reason },
        }
    }
}

fn check_in(
    path: &Path,
    wal: WalHeader,
    options: &SqliteOptions,
) -> Result<(Connection, Incarnation, Last), Problem> {
    let mut connection = connect(path)?;
    if is_new(&connection)? {
        connection.pragma_update(None, "page_size", PAGE_BYTES as i64)?;
        set_up(&connection)?;
        schema::create(&mut connection)?;
    } else {
        let version = check_format(&connection)?;
        set_up(&connection)?;
        if version == 1 {
            schema::upgrade(&mut connection)?;
        }
        if !schema::is_intact(&connection)? {
            return Err(Problem::Damaged(
                "its tables or the refusals of change are not those of this version".to_owned(),
            ));
        }
        if must_check(path, wal, options.check_on_open) {
            structure(&connection)?;
        }
    }
    let incarnation = schema::incarnation(&connection)?;
    let incarnation = incarnation.ok_or_else(|| Problem::Damaged("its own name is unreadable".to_owned()))?;
    let last = last_event(&connection)?;
    Ok((connection, incarnation, last))
}

/// A connection that may write.
pub(crate) fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    configure(&connection)?;
    // Nothing may switch the refusals off or write to the schema, not even by mistake.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // Every commit and every checkpoint reaches the disk.
    connection.pragma_update(None, "synchronous", "FULL")?;
    // macOS only: its fsync leaves data in the disk's own cache.
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    Ok(connection)
}

/// What holds for readers and writers alike.
pub(crate) fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(LOCK_WAIT)?;
    // The last connection to close would checkpoint by itself, also after a failed sync, when nothing must be touched.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    // One plan a statement. Without it SQLite compiles a query anew for other values, which cost more than running it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // Checks each page's cells as it is read: damage becomes an error, not a wrong answer.
    connection.pragma_update(None, "cell_size_check", true)?;
    Ok(())
}

/// No table and no name of ours: never used, or the process died before the first transaction.
fn is_new(connection: &Connection) -> rusqlite::Result<bool> {
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", (), |row| row.get(0))?;
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    Ok(tables == 0 && application == 0)
}

/// The format of a file of ours.
fn check_format(connection: &Connection) -> Result<i32, Problem> {
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if application != schema::APPLICATION_ID {
        return Err(Problem::NotAStore("it is a database of another program".to_owned()));
    }
    let version: i32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    match version {
        found if found > schema::VERSION => Err(Problem::Newer(found)),
        found @ 1..=schema::VERSION => Ok(found),
        found => Err(Problem::Damaged(format!("format {found} never existed"))),
    }
}

/// Checkpoints are ours to start; the write-ahead log never shrinks under the writer.
fn set_up(connection: &Connection) -> Result<(), Problem> {
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if mode != "wal" {
        return Err(Problem::NotAStore(format!("the file system does not allow a write-ahead log ({mode})")));
    }
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    connection.pragma_update(None, "journal_size_limit", -1)?;
    connection.pragma_update(None, "cache_size", -WRITER_CACHE_KIB)?;
    connection.set_prepared_statement_cache_capacity(32);
    Ok(())
}

fn must_check(path: &Path, wal: WalHeader, when: CheckOnOpen) -> bool {
    match when {
        CheckOnOpen::Never => false,
        CheckOnOpen::Always => true,
        CheckOnOpen::AfterCrashUpTo(bytes) => {
            wal == WalHeader::Frames && fs::metadata(path).is_ok_and(|file| file.len() <= bytes)
        }
    }
}

fn structure(connection: &Connection) -> Result<(), Problem> {
    match verify::structure(connection)? {
        None => Ok(()),
        Some(reason) => Err(Problem::Damaged(reason)),
    }
}

/// The event to count on from; its row must be whole.
fn last_event(connection: &Connection) -> Result<Last, Problem> {
    let sql = format!("SELECT {} FROM events ORDER BY position DESC LIMIT 1", row::COLUMNS);
    let last = connection.query_row(&sql, (), |row| Ok(row::decode(row, None))).optional()?;
    match last {
        None => Ok(Last::default()),
        Some(Ok(event)) => Ok(Last { position: event.position.commit, recorded_at_us: event.recorded_at_us }),
        Some(Err(ReadError::Damaged { reason } | ReadError::Unavailable { reason })) => {
            Err(Problem::Damaged(reason))
        }
    }
}
