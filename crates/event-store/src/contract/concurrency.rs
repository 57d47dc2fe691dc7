//! Many writers at once.

use super::{Bench, append, event, exact, ids, read, read_all, stream};
use crate::{AppendError, EventStore, Expected, Follow, FollowItem, Position, RecordedEvent, Revision};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

const WRITERS: u64 = 64;
const APPENDS: u64 = 12;
const CONTESTED: u64 = 8;

/// What one acknowledged append knows: the turn it was called, the turn it was answered, and its place.
struct Witness {
    called: u64,
    answered: u64,
    position: Position,
    id: Uuid,
}

/// 64 writers, own streams and contested ones, while a follower reads along: positions are unique and equal to commit order, the
/// follower misses nothing and sees nothing twice, and every stream is in order.
pub async fn positions_follow_commit_order_under_many_writers(bench: &dyn Bench) {
    let store = bench.open().await;
    let clock = Arc::new(AtomicU64::new(0));
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| tokio::spawn(write(Arc::clone(&store), Arc::clone(&clock), writer)))
        .collect();
    let total = usize::try_from(WRITERS * APPENDS).expect("a small number");
    let follower = tokio::spawn(follow_until(Arc::clone(&store), total));
    let mut witnesses = Vec::new();
    for writer in writers {
        witnesses.extend(writer.await.expect("a writer does not fail"));
    }
    let seen = follower.await.expect("the follower does not fail");
    let log = read_all(&*store).await;
    assert_eq!(ids(&seen), ids(&log), "the follower saw another log than is stored");
    assert_eq!(log.len(), total, "every acknowledged event is stored once");
    assert!(log.windows(2).all(|pair| pair[0].position < pair[1].position), "positions are unique and rise");
    check_places(&witnesses, &log);
    check_order(&witnesses);
    check_streams(&*store, &log).await;
}

async fn write(store: Arc<dyn EventStore>, clock: Arc<AtomicU64>, writer: u64) -> Vec<Witness> {
    let mut witnesses = Vec::new();
    let mut own = Expected::NoStream;
    for index in 0..APPENDS {
        let event = event(&format!("writer {writer} append {index}"));
        let called = clock.fetch_add(1, Ordering::SeqCst);
        let appended = if index % 3 == 2 {
            append_contested(&*store, &stream(&format!("contested{}", (writer + index) % CONTESTED)), &event)
                .await
        } else {
            let appended = append(&*store, &stream(&format!("own{writer}")), own, vec![event.clone()]).await;
            own = Expected::Exact(appended.revision);
            appended
        };
        let answered = clock.fetch_add(1, Ordering::SeqCst);
        witnesses.push(Witness { called, answered, position: appended.position, id: event.event_id });
    }
    witnesses
}

/// Tries again from wherever the stream stands until it wins.
async fn append_contested(
    store: &dyn EventStore,
    to: &crate::StreamName,
    event: &crate::NewEvent,
) -> crate::Appended {
    let mut expected = Expected::NoStream;
    loop {
        match store.append(to, expected, vec![event.clone()]).await {
            Ok(appended) => return appended,
            Err(AppendError::Conflict { actual }) => {
                expected = actual.map_or(Expected::NoStream, Expected::Exact)
            }
            Err(error) => panic!("an append under contention failed: {error}"),
        }
    }
}

async fn follow_until(store: Arc<dyn EventStore>, total: usize) -> Vec<RecordedEvent> {
    let mut follow = Follow::new(store, Position::START, 50);
    let mut seen: Vec<RecordedEvent> = Vec::new();
    while seen.len() < total {
        match follow.next().await.expect("a follower can read while others write") {
            FollowItem::Event(event) => seen.push(*event),
            FollowItem::Progress(position) | FollowItem::CaughtUp(position) => {
                assert!(
                    seen.last().is_none_or(|last| last.position <= position),
                    "progress before its own events"
                );
            }
        }
    }
    seen
}

fn check_places(witnesses: &[Witness], log: &[RecordedEvent]) {
    let stored: HashMap<Uuid, Position> = log.iter().map(|event| (event.event_id, event.position)).collect();
    for witness in witnesses {
        assert_eq!(
            stored.get(&witness.id),
            Some(&witness.position),
            "an answer named another place than the log"
        );
    }
}

/// Whatever was answered before another was called stands before it.
fn check_order(witnesses: &[Witness]) {
    for earlier in witnesses {
        for later in witnesses.iter().filter(|later| earlier.answered < later.called) {
            assert!(
                earlier.position < later.position,
                "an append called after another was answered stands before it"
            );
        }
    }
}

async fn check_streams(store: &dyn EventStore, log: &[RecordedEvent]) {
    let mut streams: HashMap<_, Vec<RecordedEvent>> = HashMap::new();
    for event in log {
        streams.entry(event.stream.clone()).or_default().push(event.clone());
    }
    for (name, events) in streams {
        let in_order = events.iter().zip(0..).all(|(event, revision)| event.revision == Revision(revision));
        assert!(in_order, "the revisions of {name} are out of order or with gaps in the log");
        assert_eq!(read(store, &name).await, events, "{name} read alone differs from the log");
    }
}

/// Of many appends with the same expectation exactly one is written, the others learn where the stream stands.
pub async fn exactly_one_of_many_racing_appends_wins(bench: &dyn Bench) {
    let store = bench.open().await;
    for round in 0..10_u64 {
        let expected = round.checked_sub(1).map_or(Expected::NoStream, exact);
        let calls: Vec<_> = (0..32)
            .map(|racer| {
                let store = Arc::clone(&store);
                let event = event(&format!("round {round} racer {racer}"));
                tokio::spawn(async move { store.append(&stream("race"), expected, vec![event]).await })
            })
            .collect();
        let mut winners = 0;
        for call in calls {
            match call.await.expect("an append does not panic") {
                Ok(appended) => {
                    assert!(appended.fresh && appended.revision == Revision(round));
                    winners += 1;
                }
                Err(error) => assert_eq!(error, AppendError::Conflict { actual: Some(Revision(round)) }),
            }
        }
        assert_eq!(winners, 1, "exactly one of the racers wins");
    }
    assert_eq!(read(&*store, &stream("race")).await.len(), 10);
}
