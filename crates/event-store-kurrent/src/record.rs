//! An event as the cluster keeps it, there and back.

use crate::failure::Fault;
use event_store::{NewEvent, Position, RecordedEvent, Revision, StreamName};
use eventstore::EventData;
use serde_json::value::RawValue;

/// Ready to be sent. Bytes that are JSON are marked as such, so that the cluster's own tools can show them; they are never changed.
pub(crate) fn proposed(event: &NewEvent) -> EventData {
    let data =
        json(event).unwrap_or_else(|| EventData::binary(&event.event_type, event.payload.clone().into()));
    data.id(event.event_id).metadata(event.metadata.clone().into())
}

fn json(event: &NewEvent) -> Option<EventData> {
    let text = std::str::from_utf8(&event.payload).ok()?;
    let raw: &RawValue = serde_json::from_str(text).ok()?;
    // Blanks around the value would be lost.
    (raw.get().len() == text.len()).then(|| EventData::json(&event.event_type, &raw).ok()).flatten()
}

/// As the port knows it.
pub(crate) fn recorded(stream: StreamName, event: eventstore::RecordedEvent) -> Result<RecordedEvent, Fault> {
    let position = position(event.position).ok_or_else(|| {
        Fault::NotDone("the server does not tell positions when a stream is read: it is too old".to_owned())
    })?;
    let ticks = event.metadata.get("created").and_then(|ticks| ticks.parse::<i64>().ok());
    let ticks = ticks.ok_or_else(|| Fault::Damaged(format!("{stream} {}: no time", event.revision)))?;
    Ok(RecordedEvent {
        position,
        stream,
        revision: Revision(event.revision),
        event_id: event.id,
        event_type: event.event_type.into(),
        // The client's own `created` is cut to whole seconds; the server counts in units of 100 ns.
        recorded_at_us: ticks / 10,
        metadata: event.custom_metadata.into(),
        payload: event.data.into(),
    })
}

/// The port's position; `None` where the server told none.
pub(crate) fn position(told: eventstore::Position) -> Option<Position> {
    let untold = told == eventstore::Position::start() || told == eventstore::Position::end();
    (!untold).then_some(Position { commit: told.commit, prepare: told.prepare })
}
