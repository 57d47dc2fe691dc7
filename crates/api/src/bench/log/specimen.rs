//! What is written: an event as the house writes them, about half a kilobyte with what stands beside it.

use event_store::{NewEvent, StreamName};
use std::sync::Arc;
use uuid::Uuid;

/// Events of one stream before the next begins: a case of usual length.
pub(super) const STREAM_EVENTS: u64 = 20;

/// The wire name of the event.
pub(super) const EVENT_TYPE: &str = "case.consent-given.v1";

/// A consent, the last one missing: it sets a deadline.
pub(super) const PAYLOAD: &[u8] = br#"{"party":"0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b","matter":"MEDIATE","form":"ELECTRONIC","choose_mediator_by":{"timer":"T04","period":{"unit":"CALENDAR_DAYS","n":5},"legal_start_date":"2026-09-21","due_date":"2026-09-28","rolled_from":"2026-09-26","basis":"PRACTICE","rule_set_version":1,"holiday_table":"2026-1","provisional":false}}"#;

/// What stands beside it.
pub(super) const METADATA: &[u8] = br#"{"actor":{"user":"0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b","role":"party","party":"0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b"},"occurred_at":"2026-09-21T02:03:04.567890Z","command":"0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b","digest":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}"#;

/// The stream a writer's `number`th event goes to. Names rise with time, as those of cases do, and are as long; the id beside it is
/// what the ids of the events follow from.
pub(super) fn stream(writer: u64, number: u64) -> (StreamName, Uuid) {
    let case = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{writer} {number}").as_bytes());
    let tail = case.simple().to_string().split_off(12);
    (StreamName::compose("case", &format!("bench~{number:012x}{tail}")), case)
}

/// The event of a case at a revision.
pub(super) fn event(event_type: &Arc<str>, case: &Uuid, revision: u64, previous: [u8; 32]) -> NewEvent {
    NewEvent {
        event_id: Uuid::new_v5(case, &revision.to_le_bytes()),
        event_type: Arc::clone(event_type),
        metadata: METADATA.to_vec(),
        payload: PAYLOAD.to_vec(),
        previous: Some(previous),
    }
}

#[cfg(test)]
mod tests {
    use super::{EVENT_TYPE, METADATA, PAYLOAD};
    use domain::case::Event;
    use domain::wire::Metadata;

    #[test]
    fn the_event_is_one_the_house_reads_and_would_write_the_same() {
        let event = Event::decode(EVENT_TYPE, PAYLOAD).unwrap();
        assert_eq!(String::from_utf8(event.encode().unwrap()).unwrap(), String::from_utf8_lossy(PAYLOAD));
        let metadata = Metadata::decode(EVENT_TYPE, METADATA).unwrap();
        assert_eq!(serde_json::to_string(&metadata).unwrap(), String::from_utf8_lossy(METADATA));
    }
}
