//! The file in which a follower of the log keeps what it took in: derived, node-local, made again from the log when it is lost.
//!
//! What changed and how far the log was seen are one transaction. Whatever is taken in gets a number that rises. Rows that are deleted are
//! overwritten, and the write-ahead log is cut after a forgetting: of somebody who was erased no page may be left behind.

use crate::group_writer::cut_log;
use domain::ids::CaseId;
use event_store::{Incarnation, Position};
use rusqlite::{Connection, OptionalExtension};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Overwritten rows are zeroed: a digest of somebody erased must not be left in a free page.
const SETTINGS: &str = "
    PRAGMA journal_mode=WAL;
    PRAGMA synchronous=NORMAL;
    PRAGMA secure_delete=ON;
    PRAGMA busy_timeout=250;
";
/// What every follower keeps beside its own tables.
const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS parked(case_id BLOB NOT NULL PRIMARY KEY, reason TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS checkpoint(
        incarnation TEXT NOT NULL PRIMARY KEY,
        commit_pos INTEGER NOT NULL,
        prepare_pos INTEGER NOT NULL,
        next_seq INTEGER NOT NULL
    ) STRICT;
";
/// The checkpoint is written at least this often while nothing else changes; less is seen again after a restart, which does no harm.
const SAVE_EVERY: u64 = 1_000;

/// Why a follower cannot start.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {reason}")]
pub struct FollowerFileError {
    /// Which file cannot be used.
    pub path: PathBuf,
    /// Why.
    pub reason: String,
}

/// The tables of one follower.
pub(crate) struct Tables {
    /// Rises with every change of them; a file of another version is made again from the log.
    pub(crate) version: i64,
    /// Makes what is missing.
    pub(crate) make: &'static str,
    /// Takes away what is there, of this version or of another.
    pub(crate) remove: &'static str,
    /// Empties them: another life of the log began.
    pub(crate) empty: &'static str,
}

/// The file while it is written.
pub(crate) struct FollowerFile {
    connection: Connection,
    incarnation: String,
    saved: Position,
    next: u64,
    /// A transaction is open: something changed since the last checkpoint.
    changed: bool,
    /// Something was deleted that must not be found again: the write-ahead log is to be cut.
    forgot: bool,
}

impl FollowerFile {
    /// Opens or makes the file. What belongs to another life of the log is forgotten: everything is seen again.
    ///
    /// # Errors
    /// When the file cannot be used.
    pub(crate) fn open(
        path: &Path,
        incarnation: Incarnation,
        tables: &Tables,
    ) -> Result<Self, FollowerFileError> {
        let incarnation = incarnation.to_string();
        let opened = Connection::open(path).and_then(|connection| {
            connection.execute_batch(SETTINGS)?;
            let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
            if version != tables.version {
                connection.execute_batch(tables.remove)?;
                connection.execute_batch("DROP TABLE IF EXISTS parked; DROP TABLE IF EXISTS checkpoint;")?;
                connection.pragma_update(None, "user_version", tables.version)?;
            }
            connection.execute_batch(SCHEMA)?;
            connection.execute_batch(tables.make)?;
            let (saved, next) = stored(&connection, &incarnation, tables.empty)?;
            // A forgetting whose log was not cut before the process ended is finished here.
            cut_log(&connection)?;
            Ok((connection, saved, next))
        });
        let (connection, saved, next) =
            opened.map_err(|error| FollowerFileError { path: path.to_owned(), reason: error.to_string() })?;
        Ok(Self { connection, incarnation, saved, next, changed: false, forgot: false })
    }

    /// Everything up to here was seen.
    pub(crate) const fn position(&self) -> Position {
        self.saved
    }

    /// For questions.
    pub(crate) const fn connection(&self) -> &Connection {
        &self.connection
    }

    /// For changes: they are written with the next [`FollowerFile::save`].
    pub(crate) fn change(&mut self) -> rusqlite::Result<&Connection> {
        if !self.changed {
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
            self.changed = true;
        }
        Ok(&self.connection)
    }

    /// The number of what is taken in next.
    pub(crate) const fn next(&self) -> u64 {
        self.next
    }

    /// That number was given.
    pub(crate) const fn given(&mut self) {
        self.next += 1;
    }

    /// Something was deleted that must not be found again, not even in the write-ahead log.
    pub(crate) const fn forgot(&mut self) {
        self.forgot = true;
    }

    /// Writes what changed and how far the log was seen.
    ///
    /// # Errors
    /// When the file cannot be written, or still holds what was forgotten; the same again does it.
    pub(crate) fn save(&mut self, position: Position) -> rusqlite::Result<()> {
        let ahead = position.commit.saturating_sub(self.saved.commit);
        if self.changed || ahead >= SAVE_EVERY {
            self.change()?;
            let sql = "INSERT INTO checkpoint (incarnation, commit_pos, prepare_pos, next_seq) VALUES (?1, ?2, ?3, ?4)
                       ON CONFLICT DO UPDATE SET commit_pos = excluded.commit_pos, prepare_pos = excluded.prepare_pos,
                       next_seq = excluded.next_seq";
            let (commit, prepare) = (position.commit.cast_signed(), position.prepare.cast_signed());
            let values = (&self.incarnation, commit, prepare, self.next.cast_signed());
            self.connection.prepare_cached(sql)?.execute(values)?;
            self.connection.execute_batch("COMMIT")?;
            self.changed = false;
            self.saved = position;
        }
        if self.forgot {
            // The old page images still lie in the write-ahead log; fold it in and cut the file.
            cut_log(&self.connection)?;
            self.forgot = false;
        }
        Ok(())
    }

    /// Sets a case aside.
    pub(crate) fn park(&mut self, case: CaseId, reason: &str) -> rusqlite::Result<()> {
        let sql = "INSERT OR REPLACE INTO parked (case_id, reason) VALUES (?1, ?2)";
        self.change()?.prepare_cached(sql)?.execute((case.0.as_bytes(), reason))?;
        Ok(())
    }

    /// A case is not set aside any more.
    pub(crate) fn unpark(&mut self, case: CaseId) -> rusqlite::Result<()> {
        let sql = "DELETE FROM parked WHERE case_id = ?1";
        self.change()?.prepare_cached(sql)?.execute([case.0.as_bytes()])?;
        Ok(())
    }

    /// The cases that are set aside.
    pub(crate) fn parked(&self) -> rusqlite::Result<Vec<CaseId>> {
        let mut select = self.connection.prepare_cached("SELECT case_id FROM parked")?;
        let rows = select.query_map([], |row| row.get::<_, [u8; 16]>(0).map(case_of))?;
        rows.collect()
    }
}

/// A case from the bytes of its id.
pub(crate) const fn case_of(bytes: [u8; 16]) -> CaseId {
    CaseId(Uuid::from_bytes(bytes))
}

/// How far this life of the log was seen, and the next number; what another life left is dropped.
fn stored(connection: &Connection, incarnation: &str, empty: &str) -> rusqlite::Result<(Position, u64)> {
    let sql = "SELECT commit_pos, prepare_pos, next_seq FROM checkpoint WHERE incarnation = ?1";
    let found = connection
        .query_row(sql, [incarnation], |row| {
            let (commit, prepare, next): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let position = Position { commit: commit.cast_unsigned(), prepare: prepare.cast_unsigned() };
            Ok((position, next.cast_unsigned()))
        })
        .optional()?;
    if let Some(found) = found {
        return Ok(found);
    }
    connection.execute_batch(empty)?;
    connection.execute_batch("DELETE FROM parked; DELETE FROM checkpoint;")?;
    Ok((Position::START, 1))
}
