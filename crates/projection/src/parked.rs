//! Streams set aside because one of their events could not be read: listed, counted, and left out of the views from there on.

use event_store::{Position, RecordedEvent};
use rusqlite::Connection;
use std::collections::HashSet;

pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS parked_v1 (
    stream      TEXT    PRIMARY KEY,
    revision    INTEGER NOT NULL,
    commit_pos  INTEGER NOT NULL,
    prepare_pos INTEGER NOT NULL,
    reason      TEXT    NOT NULL,
    skipped     INTEGER NOT NULL,
    last_seen   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
";

/// A stream that was set aside.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Parked {
    /// Which stream.
    pub stream: String,
    /// The event that could not be read, its place in the stream.
    pub revision: u64,
    /// The same, its place in the log.
    pub position: Position,
    /// Why; names no personal data.
    pub reason: String,
    /// Later events of the stream that were passed over.
    pub skipped: u64,
}

/// Sets a stream aside.
pub(crate) fn park(connection: &Connection, event: &RecordedEvent, reason: &str) -> rusqlite::Result<()> {
    let sql = "INSERT INTO parked_v1 (stream, revision, commit_pos, prepare_pos, reason, skipped, last_seen)
               VALUES (?1, ?2, ?3, ?4, ?5, 0, ?2)";
    let values = (
        event.stream.as_str(),
        event.revision.0.cast_signed(),
        event.position.commit.cast_signed(),
        event.position.prepare.cast_signed(),
        reason,
    );
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Counts a later event of a parked stream, once.
pub(crate) fn skip(connection: &Connection, event: &RecordedEvent) -> rusqlite::Result<()> {
    let sql =
        "UPDATE parked_v1 SET skipped = skipped + 1, last_seen = ?2 WHERE stream = ?1 AND last_seen < ?2";
    connection.prepare_cached(sql)?.execute((event.stream.as_str(), event.revision.0.cast_signed()))?;
    Ok(())
}

/// Names of the parked streams.
pub(crate) fn names(connection: &Connection) -> rusqlite::Result<HashSet<String>> {
    connection.prepare_cached("SELECT stream FROM parked_v1")?.query_map((), |row| row.get(0))?.collect()
}

/// All parked streams, oldest first.
pub(crate) fn list(connection: &Connection) -> rusqlite::Result<Vec<Parked>> {
    let sql = "SELECT stream, revision, commit_pos, prepare_pos, reason, skipped FROM parked_v1
               ORDER BY commit_pos, prepare_pos";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map((), |row| {
        let number = |index| row.get::<_, i64>(index).map(i64::cast_unsigned);
        Ok(Parked {
            stream: row.get(0)?,
            revision: number(1)?,
            position: Position { commit: number(2)?, prepare: number(3)? },
            reason: row.get(4)?,
            skipped: number(5)?,
        })
    })?;
    rows.collect()
}
