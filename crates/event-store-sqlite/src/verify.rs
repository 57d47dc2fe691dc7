//! Looking at every byte: for an operator's doubt and a nightly job.

use crate::{SqliteEventStore, reader};
use event_store::{Position, ReadError};
use rusqlite::Connection;

/// Events looked at before `progress` is told.
const STEP: usize = 1000;

impl SqliteEventStore {
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
        self.readers().with(|connection| match structure(connection) {
            Ok(None) => Ok(()),
            Ok(Some(reason)) => Err(ReadError::Damaged { reason }),
            Err(error) => Err(reader::read_error(&error)),
        })?;
        let (mut after, mut events) = (Position::START, 0);
        loop {
            let chunk = self.readers().log(after, STEP, known)?;
            events += chunk.events.len() as u64;
            if let Some(last) = chunk.events.last() {
                after = last.position;
            }
            progress(after);
            if !chunk.more {
                return Ok(events);
            }
        }
    }
}

/// The first thing wrong with the file's structure or its indexes.
pub(crate) fn structure(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let verdict: String = connection.query_row("PRAGMA integrity_check(1)", (), |row| row.get(0))?;
    Ok((verdict != "ok").then_some(verdict))
}
