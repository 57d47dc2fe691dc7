//! Event ids: the same call again, a part of it, and ids that are taken.

use super::{Bench, append, event, events, exact, ids, read, read_all, stream};
use crate::{AppendError, Expected, Revision};
use std::sync::Arc;

/// A repeat at once gets the first answer, marked as not fresh.
pub async fn the_same_call_again_gets_the_first_answer(bench: &dyn Bench) {
    let store = bench.open().await;
    for (expected, seed) in [(Expected::NoStream, "first"), (exact(2), "second")] {
        let first = append(&*store, &stream("a"), expected, events(seed, 3)).await;
        let again = append(&*store, &stream("a"), expected, events(seed, 3)).await;
        assert!(!again.fresh, "a repeat is not fresh");
        assert_eq!(crate::Appended { fresh: true, ..again }, first, "a repeat gets the first answer");
    }
    assert_eq!(read(&*store, &stream("a")).await.len(), 6, "a repeat writes nothing");
}

/// The same holds when the stream has moved on.
pub async fn the_same_call_again_gets_the_first_answer_after_later_appends(bench: &dyn Bench) {
    let store = bench.open().await;
    let first = append(&*store, &stream("a"), Expected::NoStream, events("first", 2)).await;
    append(&*store, &stream("a"), exact(1), events("second", 2)).await;
    append(&*store, &stream("b"), Expected::NoStream, events("elsewhere", 2)).await;
    append(&*store, &stream("a"), exact(3), events("third", 2)).await;
    let head = store.head().await;
    let again = append(&*store, &stream("a"), Expected::NoStream, events("first", 2)).await;
    assert_eq!(again, crate::Appended { fresh: false, ..first });
    assert_eq!(store.head().await, head, "a late repeat writes nothing");
}

/// A caller that retries in parallel with itself still writes once.
pub async fn the_same_call_many_times_at_once_is_written_once(bench: &dyn Bench) {
    let store = bench.open().await;
    let calls: Vec<_> = (0..24)
        .map(|_| {
            let store = Arc::clone(&store);
            tokio::spawn(
                async move { append(&*store, &stream("a"), Expected::NoStream, events("only", 2)).await },
            )
        })
        .collect();
    let mut fresh = 0;
    for call in calls {
        let appended = call.await.expect("every repeat is answered");
        assert_eq!(appended.revision, Revision(1), "every repeat gets the same answer");
        fresh += usize::from(appended.fresh);
    }
    assert_eq!(fresh, 1, "exactly one of the calls was the first");
    assert_eq!(read(&*store, &stream("a")).await.len(), 2);
}

/// When some but not all events of a call are stored where it would put them, it is another call: a conflict.
pub async fn a_repeat_of_a_part_is_refused(bench: &dyn Bench) {
    let store = bench.open().await;
    append(&*store, &stream("a"), Expected::NoStream, vec![event("one"), event("two")]).await;
    let head = store.head().await;
    let parts = [
        ("another second event", vec![event("one"), event("other")]),
        ("another first event", vec![event("other"), event("two")]),
        ("another order", vec![event("two"), event("one")]),
        ("a longer call", vec![event("one"), event("two"), event("three")]),
        ("one event from elsewhere in the stream", vec![event("two")]),
    ];
    for (what, events) in parts {
        let answer = store.append(&stream("a"), Expected::NoStream, events).await;
        assert_eq!(answer, Err(AppendError::Conflict { actual: Some(Revision(1)) }), "{what}");
    }
    assert_eq!(store.head().await, head, "a repeat of a part writes nothing");
}

/// An id stored in one stream cannot be stored in another, nor again in the same.
pub async fn an_event_id_is_used_once_in_the_whole_log(bench: &dyn Bench) {
    let store = bench.open().await;
    append(&*store, &stream("a"), Expected::NoStream, vec![event("unique")]).await;
    let elsewhere = store.append(&stream("b"), Expected::NoStream, vec![event("unique")]).await;
    assert_eq!(elsewhere, Err(AppendError::EventIdTaken), "the same id in another stream");
    let later = store.append(&stream("a"), exact(0), vec![event("unique")]).await;
    assert_eq!(later, Err(AppendError::EventIdTaken), "the same id later in the stream");
    let both = store.append(&stream("a"), Expected::NoStream, vec![event("other")]).await;
    assert_eq!(
        both,
        Err(AppendError::Conflict { actual: Some(Revision(0)) }),
        "the expectation is checked first"
    );
    assert_eq!(read_all(&*store).await.len(), 1);
}

/// The same id twice in one append is refused as a whole.
pub async fn an_event_id_is_used_once_in_an_append(bench: &dyn Bench) {
    let store = bench.open().await;
    let twice = vec![event("one"), event("twice"), event("twice")];
    assert_eq!(store.append(&stream("a"), Expected::NoStream, twice).await, Err(AppendError::EventIdTaken));
    assert!(ids(&read_all(&*store).await).is_empty(), "nothing of it was written");
}
