//! Expected revisions and whole appends.

use super::{Bench, append, event, events, exact, ids, read, read_all, stream};
use crate::{AppendError, Expected, Revision};

/// The first append to a stream gets revision 0 and says so.
pub async fn a_new_stream_begins_at_revision_zero(bench: &dyn Bench) {
    let store = bench.open().await;
    let appended = append(&*store, &stream("a"), Expected::NoStream, events("first", 3)).await;
    assert_eq!(appended.first_revision, Revision(0), "the first event of a stream has revision 0");
    assert_eq!(appended.revision, Revision(2), "the answer names the revision of the last event");
    assert!(appended.fresh, "a first write is fresh");
    let stored = read(&*store, &stream("a")).await;
    let revisions: Vec<u64> = stored.iter().map(|event| event.revision.0).collect();
    assert_eq!(revisions, [0, 1, 2], "revisions count from 0 without gaps");
    assert_eq!(stored[2].position, appended.position, "the answer names the position of the last event");
    assert_eq!(store.head().await, Ok(appended.position), "the head is the last event's position");
}

/// `Exact` of the last revision appends behind it.
pub async fn a_stream_grows_from_its_exact_revision(bench: &dyn Bench) {
    let store = bench.open().await;
    let first = append(&*store, &stream("a"), Expected::NoStream, events("first", 2)).await;
    let second = append(&*store, &stream("a"), exact(1), events("second", 2)).await;
    assert_eq!((second.first_revision, second.revision), (Revision(2), Revision(3)));
    assert!(second.position > first.position, "a later append has a later position");
    assert_eq!(read(&*store, &stream("a")).await.len(), 4);
}

/// Every kind of wrong expectation is a conflict that names the truth, and nothing is written.
pub async fn a_wrong_expectation_is_told_where_the_stream_stands(bench: &dyn Bench) {
    let store = bench.open().await;
    append(&*store, &stream("a"), Expected::NoStream, events("first", 3)).await;
    let head = store.head().await;
    let at = Some(Revision(2));
    let table = [
        ("a", Expected::NoStream, at),
        ("a", exact(0), at),
        ("a", exact(1), at),
        ("a", exact(3), at),
        ("a", exact(99), at),
        ("absent", exact(0), None),
        ("absent", exact(7), None),
    ];
    for (index, (id, expected, actual)) in table.into_iter().enumerate() {
        let answer = store.append(&stream(id), expected, vec![event(&format!("refused {index}"))]).await;
        assert_eq!(answer, Err(AppendError::Conflict { actual }), "{expected:?} on {id}");
    }
    assert_eq!(store.head().await, head, "a conflict writes nothing");
    assert!(read(&*store, &stream("absent")).await.is_empty(), "a conflict creates no stream");
}

/// Numbers from outside (an `If-Match` header) may be absurd; they are conflicts, not crashes.
pub async fn an_expectation_beyond_any_number_is_a_conflict(bench: &dyn Bench) {
    let store = bench.open().await;
    append(&*store, &stream("a"), Expected::NoStream, events("first", 1)).await;
    for absurd in [u64::MAX, u64::MAX - 1, i64::MAX as u64, i64::MAX as u64 - 1, i64::MAX as u64 + 1] {
        let answer = store.append(&stream("a"), exact(absurd), events("absurd", 2)).await;
        assert_eq!(answer, Err(AppendError::Conflict { actual: Some(Revision(0)) }), "expecting {absurd}");
        let read = store.read_stream(&stream("a"), Revision(absurd), 10).await;
        assert_eq!(read, Ok(Vec::new()), "reading from {absurd}");
    }
}

/// When one event of an append cannot be stored, none is.
pub async fn an_append_is_all_or_nothing(bench: &dyn Bench) {
    let store = bench.open().await;
    append(&*store, &stream("a"), Expected::NoStream, vec![event("taken")]).await;
    let head = store.head().await;
    let mixed = vec![event("good one"), event("good two"), event("taken"), event("good three")];
    let answer = store.append(&stream("b"), Expected::NoStream, mixed).await;
    assert_eq!(answer, Err(AppendError::EventIdTaken));
    assert!(read(&*store, &stream("b")).await.is_empty(), "a refused append left some of its events behind");
    assert_eq!(store.head().await, head, "a refused append moved the head");
    let again =
        append(&*store, &stream("b"), Expected::NoStream, vec![event("good one"), event("good two")]).await;
    assert_eq!(again.revision, Revision(1), "ids of a refused append are free");
}

/// Appends that are refused do not disturb those that arrive with them.
pub async fn a_conflict_leaves_other_streams_alone(bench: &dyn Bench) {
    let store = bench.open().await;
    append(&*store, &stream("contested"), Expected::NoStream, vec![event("contested")]).await;
    let mut calls = Vec::new();
    for index in 0..60 {
        let store = std::sync::Arc::clone(&store);
        calls.push(tokio::spawn(async move {
            let fresh = events(&format!("neighbour {index}"), 1 + index % 3);
            match index % 4 {
                0 => (false, store.append(&stream("contested"), Expected::NoStream, fresh).await),
                1 => (false, store.append(&stream(&format!("x{index}")), exact(5), fresh).await),
                _ => (true, store.append(&stream(&format!("n{index}")), Expected::NoStream, fresh).await),
            }
        }));
    }
    for call in calls {
        let (should_pass, answer) = call.await.expect("an append does not panic");
        assert_eq!(answer.is_ok(), should_pass, "among refused neighbours: {answer:?}");
    }
    let all = read_all(&*store).await;
    let mut distinct = ids(&all);
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(distinct.len(), all.len(), "every event is stored once");
    let expected: usize = 1 + (0..60).filter(|index| index % 4 > 1).map(|index| 1 + index % 3).sum::<usize>();
    assert_eq!(all.len(), expected, "exactly the accepted events are stored");
}
