//! Reading, on connections of its own: a reader never waits for the writer and never holds it up.
//!
//! Reads run on the calling task, in chunks, without a thread hop: in-process, a case of twenty events takes some tens of
//! microseconds, about as long as waking another thread. A long read gives way to other tasks after every chunk.

use crate::row;
use event_store::{Position, ReadError, RecordedEvent, Revision, StreamName};
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags, Params};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// Connections kept when idle: as many as threads are likely to read at once.
const IDLE_KEPT: usize = 8;

/// Most bytes one chunk gathers beyond its first event.
const CHUNK_BYTES: usize = 1 << 20;

/// Events of one chunk, and whether the log or stream held more when it was read.
pub(crate) struct Chunk {
    pub(crate) events: Vec<RecordedEvent>,
    pub(crate) bytes: usize,
    pub(crate) more: bool,
}

/// The pool of reading connections. It opens one when none is idle, so its size follows the number of threads that read.
pub(crate) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path, idle: Mutex::new(Vec::new()) }
    }

    /// Revisions from `from` upwards.
    pub(crate) fn stream_up(
        &self,
        stream: &StreamName,
        from: Revision,
        limit: usize,
    ) -> Result<Chunk, ReadError> {
        let sql = select("WHERE stream = ?1 AND revision >= ?2 ORDER BY revision LIMIT ?3");
        let values = (stream.as_str(), row::to_sql(from.0), one_more(limit));
        let mut next = from;
        self.chunk(&sql, values, limit, Some(stream), |event| {
            let expected = std::mem::replace(&mut next, event.revision.next());
            (event.revision != expected).then(|| format!("revision {expected} of stream {stream} is missing"))
        })
    }

    /// Revisions from `from` downwards.
    pub(crate) fn stream_down(
        &self,
        stream: &StreamName,
        from: Revision,
        limit: usize,
    ) -> Result<Chunk, ReadError> {
        let sql = select("WHERE stream = ?1 AND revision <= ?2 ORDER BY revision DESC LIMIT ?3");
        let values = (stream.as_str(), row::to_sql(from.0), one_more(limit));
        let mut above: Option<Revision> = None;
        let chunk = self.chunk(&sql, values, limit, Some(stream), |event| {
            let gap = above.is_some_and(|above| event.revision.next() != above);
            above = Some(event.revision);
            gap.then(|| format!("the revision above {} of stream {stream} is missing", event.revision))
        })?;
        match chunk.events.last() {
            Some(last) if !chunk.more && last.revision != Revision(0) => Err(ReadError::Damaged {
                reason: format!("the revision below {} of stream {stream} is missing", last.revision),
            }),
            _ => Ok(chunk),
        }
    }

    /// The log after `after`, which held at least everything up to `known`.
    pub(crate) fn log(&self, after: Position, limit: usize, known: Position) -> Result<Chunk, ReadError> {
        let sql = select("WHERE position > ?1 ORDER BY position LIMIT ?2");
        let mut last = after.commit;
        let chunk = self.chunk(&sql, (row::to_sql(after.commit), one_more(limit)), limit, None, |event| {
            let expected = std::mem::replace(&mut last, event.position.commit).saturating_add(1);
            (event.position.commit != expected)
                .then(|| format!("the event at position {expected} is missing"))
        })?;
        if !chunk.more && last < known.commit {
            return Err(ReadError::Damaged {
                reason: format!("the events after position {last} are missing"),
            });
        }
        Ok(chunk)
    }

    /// Lends a connection to `work`; one that failed is thrown away.
    pub(crate) fn with<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => self.connect().map_err(|error| read_error(&error))?,
        };
        let outcome = work(&connection)?;
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_KEPT {
            idle.push(connection);
        }
        Ok(outcome)
    }

    fn connect(&self) -> rusqlite::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags)?;
        crate::open::configure(&connection)?;
        Ok(connection)
    }

    /// Rows of one query, each verified by its checksum and by `gap`, which names what is missing before an event.
    fn chunk(
        &self,
        sql: &str,
        values: impl Params,
        limit: usize,
        known: Option<&StreamName>,
        mut gap: impl FnMut(&RecordedEvent) -> Option<String>,
    ) -> Result<Chunk, ReadError> {
        self.with(|connection| {
            let mut statement: CachedStatement<'_> =
                connection.prepare_cached(sql).map_err(|error| read_error(&error))?;
            let mut rows = statement.query(values).map_err(|error| read_error(&error))?;
            let mut chunk = Chunk { events: Vec::new(), bytes: 0, more: false };
            while let Some(row) = rows.next().map_err(|error| read_error(&error))? {
                if chunk.events.len() >= limit || chunk.bytes > CHUNK_BYTES {
                    chunk.more = true;
                    break;
                }
                let event = row::decode(row, known)?;
                if let Some(reason) = gap(&event) {
                    return Err(ReadError::Damaged { reason });
                }
                chunk.bytes += event.payload.len() + event.metadata.len();
                chunk.events.push(event);
            }
            Ok(chunk)
        })
    }
}

fn select(tail: &str) -> String {
    format!("SELECT {} FROM events {tail}", row::COLUMNS)
}

/// One row beyond the limit tells whether there is more.
fn one_more(limit: usize) -> i64 {
    row::to_sql(limit as u64).saturating_add(1)
}

/// What a failed read means for the caller.
pub(crate) fn read_error(error: &rusqlite::Error) -> ReadError {
    let damaged =
        matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase));
    let reason = error.to_string();
    if damaged { ReadError::Damaged { reason } } else { ReadError::Unavailable { reason } }
}
