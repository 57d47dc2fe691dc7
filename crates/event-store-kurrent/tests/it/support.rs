//! Small steps the tests share.

use event_store::contract::event;
use event_store::{
    AppendError, Appended, EventStore, Expected, NewEvent, Position, RecordedEvent, Revision, StreamName,
};
use uuid::Uuid;

/// A stream of the suite's category.
pub(crate) fn stream(id: &str) -> StreamName {
    StreamName::parse(&format!("contract-{id}")).expect("a stream name")
}

/// Appends and insists.
pub(crate) async fn append(
    store: &dyn EventStore,
    to: &StreamName,
    expected: Expected,
    events: Vec<NewEvent>,
) -> Appended {
    store.append(to, expected, events).await.expect("the append is taken")
}

/// Appends the event number `revision` of a stream as a caller does who obeys the port: the same call again while the outcome is
/// unknown or the store is away. Returns the event's id.
pub(crate) async fn append_until_taken(store: &dyn EventStore, to: &StreamName, revision: u64) -> Uuid {
    let expected = revision.checked_sub(1).map_or(Expected::NoStream, |last| Expected::Exact(Revision(last)));
    let event = event(&format!("{to} {revision}"));
    for _ in 0..50 {
        match store.append(to, expected, vec![event.clone()]).await {
            Ok(appended) => {
                assert_eq!(appended.revision, Revision(revision));
                return event.event_id;
            }
            Err(error) => {
                let passing = matches!(error, AppendError::Unknown | AppendError::Unavailable { .. });
                assert!(passing, "an append with the right expectation was refused: {error}");
            }
        }
    }
    unreachable!("fifty times in vain: the engine does not come back")
}

/// The whole log, page by page; errors of a passing trouble are repeated.
pub(crate) async fn read_all(store: &dyn EventStore) -> Vec<RecordedEvent> {
    let (mut all, mut after, mut failures) = (Vec::new(), Position::START, 0);
    loop {
        match store.read_log(after, 100).await {
            Ok(page) => {
                all.extend(page.events);
                after = page.safe_through;
                if page.at_end {
                    return all;
                }
            }
            Err(error) => {
                failures += 1;
                assert!(failures < 20, "the log cannot be read: {error}");
            }
        }
    }
}

/// The ids, in order.
pub(crate) fn ids_of(events: &[RecordedEvent]) -> Vec<Uuid> {
    events.iter().map(|event| event.event_id).collect()
}
