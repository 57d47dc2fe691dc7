//! Other people's events, positions, and what is never given out as truth.

use crate::cluster::{Cluster, Trouble};
use crate::support::{append, ids_of, read_all, stream};
use event_store::contract::{event, events};
use event_store::{EventStore, Expected, Position, ReadError, Revision};
use event_store_kurrent::KurrentEventStore;

/// A shared cluster: system events, links, another prefix. They are not seen, not counted, and do not hide an event of ours.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_what_stands_under_the_prefix_is_the_log() {
    let cluster = Cluster::of(1);
    let store = cluster.store().await;
    let mut options = cluster.options();
    options.stream_prefix = "hejie.other".to_owned();
    let other = KurrentEventStore::connect(options).await.expect("the cluster answers");
    assert_ne!(store.incarnation(), other.incarnation(), "two prefixes are two logs");

    foreign(&cluster, 1300);
    assert_eq!(store.head().await, Ok(Position::START), "nothing of ours is there yet");
    let page = store.read_log(Position::START, 5).await.expect("the log can be read");
    assert_eq!((page.events.len(), page.safe_through, page.at_end), (0, Position::START, true));

    for index in 0..7 {
        let name = stream(&format!("s{index}"));
        append(&*store, &name, Expected::NoStream, events(&format!("ours {index}"), 2)).await;
        append(&*other, &name, Expected::NoStream, events(&format!("theirs {index}"), 3)).await;
        foreign(&cluster, 90);
    }
    let all = read_all(&*store).await;
    let wanted: Vec<_> =
        (0..7).flat_map(|index| events(&format!("ours {index}"), 2)).map(|event| event.event_id).collect();
    assert_eq!(ids_of(&all), wanted);
    assert_eq!(store.head().await, Ok(all[13].position), "the head is the last event of ours");
    assert_eq!(other.head().await.map(|head| head > all[13].position), Ok(true));

    for size in [1, 3, 13, 14, 15] {
        let (mut seen, mut after) = (Vec::new(), Position::START);
        loop {
            let page = store.read_log(after, size).await.expect("the log can be read");
            assert!(page.at_end || page.safe_through > after, "a page moved nothing");
            assert!(
                page.safe_through <= all[13].position,
                "a checkpoint beyond the head would stop its reader"
            );
            seen.extend(page.events);
            after = page.safe_through;
            if page.at_end {
                break;
            }
        }
        assert_eq!(seen, all, "pages of {size}");
    }
}

/// The stretch behind our last event is looked at once, not again with every wake-up.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_stretch_of_others_is_looked_at_once() {
    let cluster = Cluster::of(1);
    let store = cluster.store().await;
    let ours = append(&*store, &stream("a"), Expected::NoStream, vec![event("ours")]).await;
    foreign(&cluster, 3000);
    let first = reads_of(&cluster, &*store, ours.position).await;
    let second = reads_of(&cluster, &*store, ours.position).await;
    assert!(first >= 6 && second <= 2, "{first} reads at first, {second} the second time");
    let next = append(&*store, &stream("b"), Expected::NoStream, vec![event("next")]).await;
    let page = store.read_log(ours.position, 10).await.expect("the log can be read");
    assert_eq!(page.events.first().map(|event| event.position), Some(next.position));
}

/// A checkpoint from a log that went further must not make this log look as long.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_checkpoint_ahead_of_the_log_stays_ahead_of_its_head() {
    let cluster = Cluster::of(1);
    let store = cluster.store().await;
    let last = append(&*store, &stream("a"), Expected::NoStream, events("a", 3)).await;
    let ahead =
        Position { commit: last.position.commit + 1_000_000, prepare: last.position.commit + 1_000_000 };
    let page = store.read_log(ahead, 10).await.expect("the log can be read");
    assert_eq!((page.events.len(), page.safe_through, page.at_end), (0, ahead, true));
    assert_eq!(store.head().await, Ok(last.position));
    let next = append(&*store, &stream("a"), Expected::Exact(Revision(2)), vec![event("next")]).await;
    assert!(next.fresh, "a bogus checkpoint makes no new event look old");
}

/// Another node's events wake a reader that waits here.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn events_of_another_node_wake_a_waiting_reader() {
    let cluster = Cluster::of(1);
    let (here, there) = (cluster.store().await, cluster.store().await);
    for round in 0..5 {
        let head = here.head().await.expect("the log can be read");
        let waiting = tokio::spawn({
            let here = here.clone();
            async move { here.changed(head).await }
        });
        append(&*there, &stream(&format!("s{round}")), Expected::NoStream, vec![event(&format!("{round}"))])
            .await;
        waiting.await.expect("the reader wakes");
    }
}

/// A gap in a stream, a server that tells no positions: an error that says which, never a shorter truth.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_what_was_written_is_never_given_out() {
    let cluster = Cluster::of(1);
    let store = cluster.store().await;
    append(&*store, &stream("a"), Expected::NoStream, events("a", 10)).await;
    cluster.log.order(Trouble::ReadWithGap);
    let up = store.read_stream(&stream("a"), Revision(0), 100).await;
    assert!(matches!(&up, Err(ReadError::Damaged { reason }) if reason.contains("revision 2")), "{up:?}");
    cluster.log.order(Trouble::ReadWithGap);
    let down = store.read_stream_backward(&stream("a"), 100).await;
    assert!(matches!(down, Err(ReadError::Damaged { .. })), "{down:?}");
    cluster.log.order(Trouble::NoPositions);
    let old = store.read_stream(&stream("a"), Revision(0), 100).await;
    assert!(matches!(&old, Err(ReadError::Unavailable { reason }) if reason.contains("too old")), "{old:?}");
}

fn foreign(cluster: &Cluster, count: usize) {
    for index in 0..count {
        let name = ["$stats-0.0.0.0", "$ce-hejie:contract", "orders-1", "hej:contract-a", "hejie:identity2"]
            [index % 5];
        cluster.log.write_foreign(name);
    }
}

async fn reads_of(cluster: &Cluster, store: &dyn EventStore, after: Position) -> usize {
    let before = cluster.log.reads();
    let page = store.read_log(after, 10).await.expect("the log can be read");
    assert!(page.at_end && page.events.is_empty());
    cluster.log.reads() - before
}
