//! One event as a row: its checksum, and the way back.

use event_store::{NewEvent, Position, ReadError, RecordedEvent, Revision, StreamName};
use rusqlite::Row;
use uuid::Uuid;

/// The columns [`decode`] expects, in order.
pub(crate) const COLUMNS: &str =
    "position, stream, revision, event_id, event_type, recorded_at_us, metadata, payload, checksum, previous";

/// What the checksum covers beside the event itself.
pub(crate) struct Place<'a> {
    pub(crate) position: u64,
    pub(crate) stream: &'a str,
    pub(crate) revision: u64,
    pub(crate) recorded_at_us: i64,
}

/// CRC-32 over every column, lengths first so that bytes cannot move from one column to the next unseen.
///
/// Not a defence against people, who could recompute it; a defence against disks, cables and memory: every flip of up to three
/// bits, and all but one in four thousand million of the rest, is seen on every read.
pub(crate) fn checksum(
    place: &Place<'_>,
    id: &Uuid,
    event_type: &str,
    metadata: &[u8],
    payload: &[u8],
    previous: Option<&[u8; 32]>,
) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    let mut head = [0_u8; 72];
    head[0..8].copy_from_slice(&place.position.to_le_bytes());
    head[8..16].copy_from_slice(&place.revision.to_le_bytes());
    head[16..24].copy_from_slice(&place.recorded_at_us.to_le_bytes());
    head[24..40].copy_from_slice(id.as_bytes());
    head[40..48].copy_from_slice(&(place.stream.len() as u64).to_le_bytes());
    head[48..56].copy_from_slice(&(event_type.len() as u64).to_le_bytes());
    head[56..64].copy_from_slice(&(metadata.len() as u64).to_le_bytes());
    head[64..72].copy_from_slice(&(payload.len() as u64).to_le_bytes());
    crc.update(&head);
    crc.update(place.stream.as_bytes());
    crc.update(event_type.as_bytes());
    crc.update(metadata);
    crc.update(payload);
    // Nothing for an absent link: rows from before there was a chain keep their checksum.
    if let Some(previous) = previous {
        crc.update(previous);
    }
    crc.finalize()
}

/// The checksum of an event about to be written.
pub(crate) fn checksum_of(place: &Place<'_>, event: &NewEvent) -> u32 {
    checksum(
        place,
        &event.event_id,
        &event.event_type,
        &event.metadata,
        &event.payload,
        event.previous.as_ref(),
    )
}

/// A counter as SQLite stores it. Larger ones (only an `Exact` from outside can be) match nothing that is stored.
pub(crate) fn to_sql(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The event of a row, verified.
///
/// `known` is the stream the caller asked for, which spares a copy of its name.
pub(crate) fn decode(row: &Row<'_>, known: Option<&StreamName>) -> Result<RecordedEvent, ReadError> {
    let position: i64 = row.get(0).map_err(|error| damaged(None, &error))?;
    match columns(row, position, known) {
        Ok(Some(event)) => Ok(event),
        Ok(None) => Err(ReadError::Damaged {
            reason: format!("the event at position {position} does not match its checksum"),
        }),
        Err(error) => Err(damaged(Some(position), &error)),
    }
}

/// `None` when the row is readable but is not what was written.
fn columns(
    row: &Row<'_>,
    position: i64,
    known: Option<&StreamName>,
) -> rusqlite::Result<Option<RecordedEvent>> {
    let stream_text = row.get_ref(1)?.as_str()?;
    let revision: i64 = row.get(2)?;
    let event_id = Uuid::from_bytes(row.get(3)?);
    let event_type = row.get_ref(4)?.as_str()?;
    let recorded_at_us: i64 = row.get(5)?;
    let metadata = row.get_ref(6)?.as_blob()?;
    let payload = row.get_ref(7)?.as_blob()?;
    let stored: i64 = row.get(8)?;
    let previous: Option<[u8; 32]> = row.get(9)?;
    let (Ok(position), Ok(revision)) = (u64::try_from(position), u64::try_from(revision)) else {
        return Ok(None);
    };
    let place = Place { position, stream: stream_text, revision, recorded_at_us };
    if i64::from(checksum(&place, &event_id, event_type, metadata, payload, previous.as_ref())) != stored {
        return Ok(None);
    }
    let stream = match known {
        Some(name) if name.as_str() == stream_text => name.clone(),
        _ => match StreamName::parse(stream_text) {
            Ok(name) => name,
            Err(_) => return Ok(None),
        },
    };
    Ok(Some(RecordedEvent {
        position: Position::counter(position),
        stream,
        revision: Revision(revision),
        event_id,
        event_type: event_type.into(),
        recorded_at_us,
        metadata: metadata.to_vec(),
        payload: payload.to_vec(),
        previous,
    }))
}

fn damaged(position: Option<i64>, error: &rusqlite::Error) -> ReadError {
    let reason = match position {
        Some(position) => format!("the event at position {position} is unreadable: {error}"),
        None => format!("an event without a readable position: {error}"),
    };
    ReadError::Damaged { reason }
}
