//! What an append may hold.

use super::{Bench, append, event, events, read_all, stream};
use crate::{AppendError, Expected, Limits, NewEvent, Position};

/// No event, too many, too large alone, too large together: each refused before anything is written.
pub async fn an_append_beyond_the_limits_is_refused_and_writes_nothing(bench: &dyn Bench) {
    let store = bench.open().await;
    let limits = store.limits();
    let table = [
        ("no event", Vec::new()),
        ("too many events", events("many", limits.max_batch_events + 1)),
        ("one event too large", vec![event("small"), sized("large", limits.max_event_bytes + 1)]),
        ("too large together", together(limits, limits.max_append_bytes + 1)),
    ];
    for (what, events) in table {
        let answer = store.append(&stream("a"), Expected::NoStream, events).await;
        assert!(matches!(answer, Err(AppendError::TooLarge { .. })), "{what} was answered {answer:?}");
    }
    assert_eq!(store.head().await, Ok(Position::START), "a refused append writes nothing");
}

/// Exactly at the limit is within it.
pub async fn an_append_at_the_limit_is_taken(bench: &dyn Bench) {
    let store = bench.open().await;
    let limits = store.limits();
    append(&*store, &stream("a"), Expected::NoStream, events("many", limits.max_batch_events)).await;
    append(&*store, &stream("b"), Expected::NoStream, vec![sized("large", limits.max_event_bytes)]).await;
    append(&*store, &stream("c"), Expected::NoStream, together(limits, limits.max_append_bytes)).await;
    let all = read_all(&*store).await;
    let largest = all.iter().map(|event| event.payload.len()).max();
    assert!(largest > Some(limits.max_event_bytes / 2), "the large event came back whole");
}

/// An event of exactly so many bytes.
fn sized(seed: &str, bytes: usize) -> NewEvent {
    let mut event = event(seed);
    let other = event.metadata.len() + event.event_type.len();
    assert!(bytes > other, "a store that takes no event of {bytes} bytes is of no use");
    event.payload = vec![b'x'; bytes - other];
    event
}

/// Events of the largest size, and one for the rest, that sum up to exactly so many bytes.
fn together(limits: Limits, bytes: usize) -> Vec<NewEvent> {
    let mut events = Vec::new();
    let mut left = bytes;
    while left > limits.max_event_bytes + 1000 {
        events.push(sized(&format!("part {left}"), limits.max_event_bytes));
        left -= limits.max_event_bytes;
    }
    // The rest in halves, so that neither part is too large nor too small to be an event.
    events.push(sized("one half", left / 2));
    events.push(sized("other half", left - left / 2));
    events
}
