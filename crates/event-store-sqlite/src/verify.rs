//! Looking at every byte: for an operator's doubt, a nightly job, and what is to be restored from.

use crate::reader::Readers;
use crate::{SqliteEventStore, reader, schema};
use event_store::{Incarnation, Position, ReadError, RecordedEvent};
use rusqlite::Connection;
use std::path::Path;

/// Events looked at before `progress` is told.
const STEP: usize = 1000;

/// What a copy was found to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    /// Which life of the log it is.
    pub incarnation: Incarnation,
    /// Position of the last event.
    pub head: Position,
    /// How many events there are.
    pub events: u64,
}

impl SqliteEventStore {
    /// Verifies the structure of the file and that its indexes agree with the events; the events' checksums are verified by reading.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] with the first finding, or [`ReadError::Unavailable`].
    pub fn check_structure(&self) -> Result<(), ReadError> {
        check(self.readers())
    }

    /// Verifies the structure of the file, that its indexes agree with the events, and the checksum of every event. Reads see damage to
    /// what they touch by themselves; only this sees damage that hides something, such as an index that lost its last entry.
    ///
    /// Appends go on meanwhile. Blocks for about a second per 200,000 events; `progress` hears the position reached. Returns the
    /// number of events.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] with the first finding, or [`ReadError::Unavailable`].
    pub fn verify(&self, mut progress: impl FnMut(Position)) -> Result<u64, ReadError> {
        let known = self.known_head();
        let walked = walk(self.readers(), known, |events| {
            if let Some(last) = events.last() {
                progress(last.position);
            }
        })?;
        Ok(walked.1)
    }
}

/// Verifies a copy that nobody has open, as [`SqliteEventStore::verify`] does, without changing a byte of it. `see` is shown every
/// event, some at a time, in order.
///
/// # Errors
/// See [`SqliteEventStore::verify`].
pub fn verify_copy(path: &Path, see: impl FnMut(&[RecordedEvent])) -> Result<Verified, ReadError> {
    let readers = Readers::new(path.to_owned());
    let damaged = |reason: &str| ReadError::Damaged { reason: format!("{}: {reason}", path.display()) };
    let incarnation = readers.with(|connection| {
        if !schema::is_intact(connection).map_err(|error| reader::read_error(&error))? {
            return Err(damaged("its tables or the refusals of change are not those of this version"));
        }
        let incarnation = schema::incarnation(connection).map_err(|error| reader::read_error(&error))?;
        incarnation.ok_or_else(|| damaged("its own name is unreadable"))
    })?;
    let (head, events) = walk(&readers, Position::START, see)?;
    Ok(Verified { incarnation, head, events })
}

fn check(readers: &Readers) -> Result<(), ReadError> {
    readers.with(|connection| match structure(connection) {
        Ok(None) => Ok(()),
        Ok(Some(reason)) => Err(ReadError::Damaged { reason }),
        Err(error) => Err(reader::read_error(&error)),
    })
}

/// Position of the last event, and how many there are.
fn walk(
    readers: &Readers,
    known: Position,
    mut see: impl FnMut(&[RecordedEvent]),
) -> Result<(Position, u64), ReadError> {
    check(readers)?;
    let (mut after, mut events) = (Position::START, 0);
    loop {
        let chunk = readers.log(after, STEP, known)?;
        events += chunk.events.len() as u64;
        if let Some(last) = chunk.events.last() {
            after = last.position;
        }
        see(&chunk.events);
        if !chunk.more {
            return Ok((after, events));
        }
    }
}

/// The first thing wrong with the file's structure or its indexes.
pub(crate) fn structure(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let verdict: String = connection.query_row("PRAGMA integrity_check(1)", (), |row| row.get(0))?;
    Ok((verdict != "ok").then_some(verdict))
}
