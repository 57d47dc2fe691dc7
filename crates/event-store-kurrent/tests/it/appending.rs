//! What the server's way of judging repeats means for an append, and what it refuses.

use crate::cluster::{Cluster, Trouble};
use crate::support::{append, read_all, stream};
use event_store::contract::{event, events};
use event_store::{AppendError, EventStore, Expected, Revision};
use std::sync::Arc;

/// What is left of "all or nothing" where ids elsewhere are not looked at: every refusal there is writes nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_append_writes_none_of_its_events() {
    let cluster = Cluster::of(1);
    let store = cluster.store().await;
    append(&*store, &stream("a"), Expected::NoStream, vec![event("first")]).await;
    let head = store.head().await;
    let mut too_large = events("large", 2);
    too_large[1].payload = vec![b'x'; store.limits().max_event_bytes + 1];
    let refused = [
        ("a conflict", Expected::NoStream, events("conflict", 3)),
        ("an id twice", Expected::Exact(Revision(0)), vec![event("one"), event("twice"), event("twice")]),
        ("too large", Expected::Exact(Revision(0)), too_large),
    ];
    for (what, expected, call) in refused {
        let answer = store.append(&stream("a"), expected, call).await;
        assert!(answer.is_err(), "{what} was taken");
        assert_eq!(store.head().await, head, "{what} wrote something");
    }
    assert_eq!(cluster.log.length("hejie:contract-a"), 1);
}

/// The known gap, written down so that it is noticed when a server closes it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_id_that_stands_in_another_stream_is_taken_again() {
    let cluster = Cluster::of(1);
    let store = cluster.store().await;
    append(&*store, &stream("a"), Expected::NoStream, vec![event("same")]).await;
    let elsewhere = append(&*store, &stream("b"), Expected::NoStream, vec![event("same")]).await;
    let later = append(&*store, &stream("a"), Expected::Exact(Revision(0)), vec![event("same")]).await;
    assert!(elsewhere.fresh && later.fresh);
    assert_eq!(read_all(&*store).await.len(), 3);
}

/// Two nodes carry out one command at once with different bytes: the one whose bytes are not stored learns it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bytes_of_another_node_are_not_taken_for_ours() {
    let cluster = Cluster::of(1);
    let store = cluster.store().await;
    cluster.log.order(Trouble::WrittenByAnother);
    let second = append(&*store, &stream("a"), Expected::NoStream, events("command", 2)).await;
    assert!(!second.fresh, "the answer names events of another node");
    let stored = store.read_stream(&stream("a"), Revision(0), 10).await.expect("it can be read");
    assert!(stored.iter().all(|event| event.payload == b"{\"by\":2}"));
}

/// A busy node left the append alone: that is no unknown outcome.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_busy_node_is_away_and_nothing_is_unknown() {
    let cluster = Cluster::of(1);
    let store = cluster.store().await;
    cluster.log.order(Trouble::Busy);
    let busy = store.append(&stream("a"), Expected::NoStream, vec![event("busy")]).await;
    assert!(matches!(busy, Err(AppendError::Unavailable { .. })), "{busy:?}");
    assert_eq!(cluster.log.length("hejie:contract-a"), 0);
    append(&*store, &stream("a"), Expected::NoStream, vec![event("busy")]).await;
}

/// The server's own limit is told as one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_append_the_server_finds_too_large_is_too_large() {
    let cluster = Cluster::of(1);
    let mut options = cluster.options();
    options.limits.max_event_bytes = 3 << 20;
    options.limits.max_append_bytes = 3 << 20;
    let store = event_store_kurrent::KurrentEventStore::connect(options).await.expect("the cluster answers");
    let mut large = event("large");
    large.payload = vec![b'x'; 2 << 20];
    let answer = store.append(&stream("a"), Expected::NoStream, vec![large]).await;
    assert!(matches!(answer, Err(AppendError::TooLarge { .. })), "{answer:?}");
}

/// More appends at once than may be under way are refused at once, and nothing of them is written.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_line_says_so() {
    let cluster = Cluster::of(1);
    let mut options = cluster.options();
    options.max_in_flight = 2;
    let store = event_store_kurrent::KurrentEventStore::connect(options).await.expect("the cluster answers");
    cluster.log.order(Trouble::NotWrittenInSilence);
    cluster.log.order(Trouble::NotWrittenInSilence);
    let before = cluster.log.appends();
    let held: Vec<_> = (0..2)
        .map(|index| {
            let store = Arc::clone(&store);
            tokio::spawn(async move {
                store.append(&stream(&format!("held{index}")), Expected::NoStream, vec![event("held")]).await
            })
        })
        .collect();
    crate::wait::until("both to be under way", || (cluster.log.troubles_left() == 0).then_some(())).await;
    let refused = store.append(&stream("c"), Expected::NoStream, vec![event("third")]).await;
    assert!(
        matches!(&refused, Err(AppendError::Unavailable { reason }) if reason.contains("under way")),
        "{refused:?}"
    );
    assert_eq!(cluster.log.appends(), before, "none of them reached the log");
    for call in held {
        assert_eq!(call.await.expect("no panic"), Err(AppendError::Unknown));
    }
    append(&*store, &stream("c"), Expected::NoStream, vec![event("third")]).await;
}
