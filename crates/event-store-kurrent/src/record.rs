//! An event as the cluster keeps it, there and back.

use crate::failure::Fault;
use event_store::{NewEvent, Position, RecordedEvent, Revision, StreamName};
use eventstore::EventData;
use serde_json::value::RawValue;

/// Ready to be sent. Bytes that are JSON are marked as such, so that the cluster's own tools can show them; they are never changed.
pub(crate) fn proposed(event: &NewEvent) -> EventData {
    let data =
        json(event).unwrap_or_else(|| EventData::binary(&event.event_type, event.payload.clone().into()));
    data.id(event.event_id).metadata(beside(event).into())
}

/// The cluster has no column for the link, so it is the last field of the metadata; metadata that is no object gets it behind.
fn beside(event: &NewEvent) -> Vec<u8> {
    let mut metadata = event.metadata.clone();
    if let Some(previous) = &event.previous {
        let is_object = metadata.pop_if(|last| *last == b'}').is_some();
        metadata.extend_from_slice(LINK.as_bytes());
        metadata.extend_from_slice(hex::encode(previous).as_bytes());
        metadata.extend_from_slice(if is_object { b"\"}" } else { b"\"" });
    }
    metadata
}

/// Takes the link out of the metadata again; both are as they were handed in.
fn apart(mut metadata: Vec<u8>) -> (Vec<u8>, Option<[u8; 32]>) {
    let is_object = metadata.ends_with(b"\"}");
    let end = metadata.len() - usize::from(is_object);
    let start = end.checked_sub(LINK.len() + 64 + 1);
    let link = start.and_then(|start| {
        let digits = metadata[start..end].strip_prefix(LINK.as_bytes())?.strip_suffix(b"\"")?;
        let mut link = [0; 32];
        hex::decode_to_slice(digits, &mut link).ok().map(|()| (start, link))
    });
    let Some((start, link)) = link else { return (metadata, None) };
    metadata.truncate(start);
    if is_object {
        metadata.push(b'}');
    }
    (metadata, Some(link))
}

const LINK: &str = ",\"$previous\":\"";

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
    let (metadata, previous) = apart(event.custom_metadata.into());
    Ok(RecordedEvent {
        position,
        stream,
        revision: Revision(event.revision),
        event_id: event.id,
        event_type: event.event_type.into(),
        // The client's own `created` is cut to whole seconds; the server counts in units of 100 ns.
        recorded_at_us: ticks / 10,
        metadata,
        payload: event.data.into(),
        previous,
    })
}

/// The port's position; `None` where the server told none.
pub(crate) fn position(told: eventstore::Position) -> Option<Position> {
    let untold = told == eventstore::Position::start() || told == eventstore::Position::end();
    (!untold).then_some(Position { commit: told.commit, prepare: told.prepare })
}

#[cfg(test)]
mod tests {
    use super::{apart, beside};
    use event_store::NewEvent;

    #[test]
    fn a_link_goes_into_the_metadata_and_comes_out_again() {
        for metadata in [&b"{\"actor\":\"a\"}"[..], b"{}", b"", b"}", b"\xff\"", b"{\"a\":{}}"] {
            for previous in [None, Some([0; 32]), Some([0xab; 32])] {
                let mut event = event_store::contract::event("one");
                (event.metadata, event.previous) = (metadata.to_vec(), previous);
                let NewEvent { metadata, previous, .. } = event.clone();
                assert_eq!(apart(beside(&event)), (metadata, previous));
            }
        }
    }

    #[test]
    fn metadata_with_a_link_is_still_json() {
        let mut event = event_store::contract::event("one");
        event.previous = Some([7; 32]);
        let value: serde_json::Value = serde_json::from_slice(&beside(&event)).unwrap();
        assert_eq!(value["$previous"], "07".repeat(32));
    }
}
