//! Streams set aside because one of their events could not be read: listed, counted, and left out of the views from there on.
//!
//! What an operator has decided about one is kept in a table of its own: it does not follow from the log, so it takes no part in the
//! comparison with a rebuild, and is carried over by one.

mod retry;

pub use retry::{Retried, RetryError, retry_parked};

use chrono::{DateTime, Utc};
use event_store::{Position, RecordedEvent};
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

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
CREATE TABLE IF NOT EXISTS parked_discards (
    stream       TEXT    PRIMARY KEY,
    revision     INTEGER NOT NULL,
    reason       TEXT    NOT NULL,
    discarded_us INTEGER NOT NULL
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
    /// Set once somebody has decided that the views go on without it.
    pub discarded: Option<Discarded>,
}

/// The decision that the views go on without a stream. It speaks of the event that cannot be read today: when the stream is parked at
/// another one, it is an alarm again.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Discarded {
    /// Why, in the words of whoever decided it; names no personal data.
    pub reason: String,
    /// When, UTC.
    pub at: DateTime<Utc>,
}

/// How many streams are parked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct ParkedCounts {
    /// Those somebody has to look at.
    pub(crate) alarming: usize,
    /// Those somebody has looked at and discarded.
    pub(crate) discarded: usize,
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
    let sql = "SELECT p.stream, p.revision, p.commit_pos, p.prepare_pos, p.reason, p.skipped, d.reason, d.discarded_us
               FROM parked_v1 p LEFT JOIN parked_discards d ON d.stream = p.stream AND d.revision = p.revision
               ORDER BY p.commit_pos, p.prepare_pos";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map((), |row| {
        let number = |index| row.get::<_, i64>(index).map(i64::cast_unsigned);
        let discarded = match (row.get(6)?, row.get::<_, Option<i64>>(7)?) {
            (Some(reason), Some(us)) => {
                Some(Discarded { reason, at: DateTime::from_timestamp_micros(us).unwrap_or_default() })
            }
            _ => None,
        };
        Ok(Parked {
            stream: row.get(0)?,
            revision: number(1)?,
            position: Position { commit: number(2)?, prepare: number(3)? },
            reason: row.get(4)?,
            skipped: number(5)?,
            discarded,
        })
    })?;
    rows.collect()
}

/// How many there are of each kind.
pub(crate) fn counts(connection: &Connection) -> rusqlite::Result<ParkedCounts> {
    let parked = list(connection)?;
    let discarded = parked.iter().filter(|parked| parked.discarded.is_some()).count();
    Ok(ParkedCounts { alarming: parked.len() - discarded, discarded })
}

/// Takes a stream out of those that are set aside.
pub(crate) fn unpark(connection: &Connection, stream: &str) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM parked_v1 WHERE stream = ?1")?.execute([stream])?;
    Ok(())
}

/// Forgets decisions about streams that are not parked any more, or are parked at another event.
pub(crate) fn forget_settled(connection: &Connection) -> rusqlite::Result<()> {
    let sql = "DELETE FROM parked_discards AS d WHERE NOT EXISTS
               (SELECT 1 FROM parked_v1 p WHERE p.stream = d.stream AND p.revision = d.revision)";
    connection.prepare_cached(sql)?.execute(())?;
    Ok(())
}

/// Keeps the decision that the views go on without a parked stream; false when it is not parked. A later decision takes the place of an
/// earlier one.
pub(crate) fn discard(
    connection: &Connection,
    stream: &str,
    discarded: &Discarded,
) -> rusqlite::Result<bool> {
    let sql = "SELECT revision FROM parked_v1 WHERE stream = ?1";
    let revision: Option<i64> =
        connection.prepare_cached(sql)?.query_row([stream], |row| row.get(0)).optional()?;
    let Some(revision) = revision else { return Ok(false) };
    let sql = "INSERT OR REPLACE INTO parked_discards (stream, revision, reason, discarded_us) VALUES (?1, ?2, ?3, ?4)";
    let values = (stream, revision, &discarded.reason, discarded.at.timestamp_micros());
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(true)
}

/// Takes over the decisions kept in another file, about streams that are parked here at the same event.
pub(crate) fn carry_discards(connection: &Connection, from: &Path) -> rusqlite::Result<()> {
    let source = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    source.busy_timeout(Duration::from_secs(5))?;
    let parked = if holds_decisions(&source)? { list(&source)? } else { Vec::new() };
    for earlier in parked {
        let sql = "SELECT count(*) FROM parked_v1 WHERE stream = ?1 AND revision = ?2";
        let same: i64 = connection
            .prepare_cached(sql)?
            .query_row((&earlier.stream, earlier.revision.cast_signed()), |row| row.get(0))?;
        if let Some(discarded) = earlier.discarded.filter(|_| same > 0) {
            discard(connection, &earlier.stream, &discarded)?;
        }
    }
    Ok(())
}

/// Whether a file has the table of decisions; one that was last written before there were any has not.
pub(crate) fn holds_decisions(connection: &Connection) -> rusqlite::Result<bool> {
    let sql = "SELECT count(*) FROM sqlite_schema WHERE name IN ('parked_v1', 'parked_discards')";
    Ok(connection.query_row(sql, (), |row| row.get::<_, i64>(0))? == 2)
}
