//! One append inside the group's transaction: expectation, repeat, insert.

use super::Answer;
use crate::queue::Job;
use crate::row::{self, Place, to_sql};
use event_store::{AppendError, Appended, Expected, NewEvent, Position, Revision};
use rusqlite::{Connection, ErrorCode, OptionalExtension};

/// Decides and writes one append. The outer error means the transaction cannot go on; a refusal of this append alone is inside.
pub(super) fn append(
    connection: &Connection,
    last: &mut u64,
    now_us: i64,
    job: &Job,
) -> rusqlite::Result<Answer> {
    let actual = head_of(connection, job)?;
    let holds = match job.expected {
        Expected::NoStream => actual.is_none(),
        Expected::Exact(revision) => actual == Some(revision),
    };
    if !holds {
        let repeat = repeat_of(connection, actual, job)?;
        return Ok(repeat.ok_or(AppendError::Conflict { actual }));
    }
    // A lone insert is all-or-nothing by itself; only several need a way back that spares the neighbours in the group.
    if let [event] = job.events.as_slice() {
        let first = job.expected.first_revision();
        return Ok(match insert(connection, *last + 1, first, now_us, job, event)? {
            Inserted::Yes => {
                *last += 1;
                Ok(fresh(job, *last))
            }
            Inserted::IdTaken => Err(AppendError::EventIdTaken),
        });
    }
    insert_all(connection, last, now_us, job)
}

fn insert_all(connection: &Connection, last: &mut u64, now_us: i64, job: &Job) -> rusqlite::Result<Answer> {
    connection.prepare_cached("SAVEPOINT one_append")?.execute(())?;
    let mut position = *last;
    let mut revision = job.expected.first_revision();
    for event in &job.events {
        position += 1;
        if let Inserted::IdTaken = insert(connection, position, revision, now_us, job, event)? {
            connection.prepare_cached("ROLLBACK TO one_append")?.execute(())?;
            connection.prepare_cached("RELEASE one_append")?.execute(())?;
            return Ok(Err(AppendError::EventIdTaken));
        }
        revision = revision.next();
    }
    connection.prepare_cached("RELEASE one_append")?.execute(())?;
    *last = position;
    Ok(Ok(fresh(job, position)))
}

/// Where the stream stands, this transaction included.
fn head_of(connection: &Connection, job: &Job) -> rusqlite::Result<Option<Revision>> {
    connection
        .prepare_cached("SELECT revision FROM events WHERE stream = ?1 ORDER BY revision DESC LIMIT 1")?
        .query_row((job.stream.as_str(),), |row| row.get::<_, i64>(0))
        .optional()
        .map(|found| found.and_then(|revision| u64::try_from(revision).ok()).map(Revision))
}

/// The first answer to this very call, if all of it is stored exactly where it would be put.
fn repeat_of(
    connection: &Connection,
    actual: Option<Revision>,
    job: &Job,
) -> rusqlite::Result<Option<Appended>> {
    let first = job.expected.first_revision();
    let end = last_revision(job);
    if actual.is_none_or(|actual| actual < end) {
        return Ok(None);
    }
    let mut statement = connection.prepare_cached(
        "SELECT event_id, position FROM events WHERE stream = ?1 AND revision BETWEEN ?2 AND ?3 ORDER BY revision",
    )?;
    let mut rows = statement.query((job.stream.as_str(), to_sql(first.0), to_sql(end.0)))?;
    let mut position = 0;
    for event in &job.events {
        let Some(row) = rows.next()? else { return Ok(None) };
        if row.get::<_, [u8; 16]>(0)? != *event.event_id.as_bytes() {
            return Ok(None);
        }
        position = row.get::<_, i64>(1)?;
    }
    let position = Position::counter(u64::try_from(position).unwrap_or_default());
    Ok(Some(Appended { first_revision: first, revision: end, position, fresh: false }))
}

enum Inserted {
    Yes,
    IdTaken,
}

fn insert(
    connection: &Connection,
    position: u64,
    revision: Revision,
    now_us: i64,
    job: &Job,
    event: &NewEvent,
) -> rusqlite::Result<Inserted> {
    let place = Place { position, stream: job.stream.as_str(), revision: revision.0, recorded_at_us: now_us };
    let written = connection
        .prepare_cached(
            "INSERT INTO events (position, stream, revision, event_id, event_type, recorded_at_us, metadata, payload, checksum, previous)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute((
            to_sql(position),
            place.stream,
            to_sql(revision.0),
            event.event_id.as_bytes(),
            &*event.event_type,
            now_us,
            event.metadata.as_slice(),
            event.payload.as_slice(),
            row::checksum_of(&place, event),
            event.previous.as_ref().map(<[u8; 32]>::as_slice),
        ));
    match written {
        Ok(_) => Ok(Inserted::Yes),
        // Position and revision were checked: of the unique keys only the event id can be another's, unless the file is damaged.
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
            if id_is_stored(connection, event)? { Ok(Inserted::IdTaken) } else { Err(error) }
        }
        Err(error) => Err(error),
    }
}

fn id_is_stored(connection: &Connection, event: &NewEvent) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM events WHERE event_id = ?1")?
        .exists((event.event_id.as_bytes(),))
}

fn last_revision(job: &Job) -> Revision {
    let more = (job.events.len() as u64).saturating_sub(1);
    Revision(job.expected.first_revision().0.saturating_add(more))
}

fn fresh(job: &Job, position: u64) -> Appended {
    Appended {
        first_revision: job.expected.first_revision(),
        revision: last_revision(job),
        position: Position::counter(position),
        fresh: true,
    }
}
