//! One event as a row: its checksum, and the way back.

use event_store::{NewEvent, Position, ReadError, RecordedEvent, Revision, StreamName};
use tokio_postgres::Row;
use uuid::Uuid;

/// The columns [`decode`] expects, in order.
pub(crate) const COLUMNS: &str =
    "position, stream, revision, event_id, event_type, recorded_at_us, metadata, payload, checksum, previous";

/// What the checksum covers beside the event itself.
pub(crate) struct Place<'a> {
    pub(crate) stream: &'a str,
    pub(crate) revision: u64,
    pub(crate) recorded_at_us: i64,
}

/// Set in the checksum of a row whose time stands at the end of what is summed up; rows from before version 3 have it in the middle.
/// No position and no CRC reaches this bit.
const TIME_AT_THE_END: i64 = 1 << 62;

/// CRC-32 over every column but the position, lengths first so that bytes cannot move from one column to the next unseen.
///
/// The position is counted inside the database, which stores this number combined with it by exclusive or: a flipped bit of the
/// position is seen like any other. The time comes last, so that the database, should it have to repeat a later one, can carry the sum
/// over from the one to the other without knowing the rest. Not a defence against people, who could recompute it.
fn checksum(
    place: &Place<'_>,
    time_at_the_end: bool,
    id: &Uuid,
    event_type: &str,
    metadata: &[u8],
    payload: &[u8],
    previous: Option<&[u8]>,
) -> i64 {
    let mut crc = crc32fast::Hasher::new();
    let time = place.recorded_at_us.to_le_bytes();
    crc.update(&place.revision.to_le_bytes());
    if !time_at_the_end {
        crc.update(&time);
    }
    let mut head = [0_u8; 48];
    head[0..16].copy_from_slice(id.as_bytes());
    head[16..24].copy_from_slice(&(place.stream.len() as u64).to_le_bytes());
    head[24..32].copy_from_slice(&(event_type.len() as u64).to_le_bytes());
    head[32..40].copy_from_slice(&(metadata.len() as u64).to_le_bytes());
    head[40..48].copy_from_slice(&(payload.len() as u64).to_le_bytes());
    crc.update(&head);
    crc.update(place.stream.as_bytes());
    crc.update(event_type.as_bytes());
    crc.update(metadata);
    crc.update(payload);
    // Nothing for an absent link: rows from before there was a chain keep their checksum.
    if let Some(previous) = previous {
        crc.update(previous);
    }
    if time_at_the_end {
        crc.update(&time);
        return i64::from(crc.finalize()) | TIME_AT_THE_END;
    }
    i64::from(crc.finalize())
}

/// The checksum of an event about to be written.
pub(crate) fn checksum_of(place: &Place<'_>, event: &NewEvent) -> i64 {
    checksum(
        place,
        true,
        &event.event_id,
        &event.event_type,
        &event.metadata,
        &event.payload,
        event.previous.as_ref().map(|link| &link[..]),
    )
}

/// A counter as PostgreSQL stores it. Larger ones (only an `Exact` from outside can be) match nothing that is stored.
pub(crate) fn to_sql(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A stored counter; a negative one can only be damage and becomes one that matches nothing.
pub(crate) fn from_sql(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// The event of a row, verified. `known` is the stream the caller asked for, which spares a copy of its name.
pub(crate) fn decode(row: &Row, known: Option<&StreamName>) -> Result<RecordedEvent, ReadError> {
    let unreadable = |error: tokio_postgres::Error| ReadError::Damaged {
        reason: format!("an event is unreadable: {error}"),
    };
    let position: i64 = row.try_get(0).map_err(unreadable)?;
    match columns(row, position, known) {
        Ok(Some(event)) => Ok(event),
        Ok(None) => Err(ReadError::Damaged {
            reason: format!("the event at position {position} does not match its checksum"),
        }),
        Err(error) => Err(ReadError::Damaged {
            reason: format!("the event at position {position} is unreadable: {error}"),
        }),
    }
}

/// `None` when the row is readable but is not what was written.
fn columns(
    row: &Row,
    position: i64,
    known: Option<&StreamName>,
) -> Result<Option<RecordedEvent>, tokio_postgres::Error> {
    let stream_text: &str = row.try_get(1)?;
    let revision: i64 = row.try_get(2)?;
    let event_id: Uuid = row.try_get(3)?;
    let event_type: &str = row.try_get(4)?;
    let recorded_at_us: i64 = row.try_get(5)?;
    let metadata: &[u8] = row.try_get(6)?;
    let payload: &[u8] = row.try_get(7)?;
    let stored: i64 = row.try_get(8)?;
    let link: Option<&[u8]> = row.try_get(9)?;
    let (Ok(counter), Ok(revision)) = (u64::try_from(position), u64::try_from(revision)) else {
        return Ok(None);
    };
    let place = Place { stream: stream_text, revision, recorded_at_us };
    let told = stored ^ position;
    let time_at_the_end = told & TIME_AT_THE_END != 0;
    if checksum(&place, time_at_the_end, &event_id, event_type, metadata, payload, link) != told {
        return Ok(None);
    }
    let Ok(previous) = link.map(<[u8; 32]>::try_from).transpose() else { return Ok(None) };
    let stream = match known {
        Some(name) if name.as_str() == stream_text => name.clone(),
        _ => match StreamName::parse(stream_text) {
            Ok(name) => name,
            Err(_) => return Ok(None),
        },
    };
    Ok(Some(RecordedEvent {
        position: Position::counter(counter),
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
