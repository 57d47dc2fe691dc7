//! Which life of the log this is.

use crate::cluster::Cluster;
use crate::support::{append, append_until_taken, stream};
use event_store::contract::events;
use event_store::{AppendError, EventStore, Expected, Position, ReadError};
use event_store_kurrent::{KurrentEventStore, OpenError};

/// Nodes that start together on an empty cluster agree.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_that_start_together_find_one_incarnation() {
    let cluster = Cluster::of(3);
    let opening: Vec<_> =
        (0..12).map(|_| tokio::spawn(KurrentEventStore::connect(cluster.options()))).collect();
    let mut found = Vec::new();
    for one in opening {
        found.push(one.await.expect("no panic").expect("the store opens").incarnation());
    }
    found.dedup();
    assert_eq!(found.len(), 1);
    assert_eq!(cluster.log.length("hejie:identity"), 1);
}

/// After a restore the operator begins a new life, and every node opened from then on tells it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restored_cluster_gets_a_new_incarnation() {
    let cluster = Cluster::of(1);
    let old = cluster.store().await.incarnation();
    assert_eq!(cluster.store().await.incarnation(), old);
    let new = KurrentEventStore::begin_new_incarnation(cluster.options()).await.expect("the cluster answers");
    assert_ne!(new, old);
    assert_eq!(cluster.store().await.incarnation(), new);
}

/// The data directories were exchanged behind a running node: it stops instead of mixing two logs.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_exchanged_behind_the_connection_is_not_used() {
    let mut cluster = Cluster::of(1);
    let store = cluster.store().await;
    append(&*store, &stream("a"), Expected::NoStream, events("a", 2)).await;
    cluster.kill(0);
    let down = store.read_log(Position::START, 10).await;
    assert!(matches!(down, Err(ReadError::Unavailable { .. })), "{down:?}");
    cluster.log.lose_everything();
    cluster.restart(0);
    let other = cluster.store().await;
    append_until_taken(&*other, &stream("x"), 0).await;
    let read = store.read_log(Position::START, 10).await;
    assert!(matches!(read, Err(ReadError::Damaged { .. })), "{read:?}");
    let append = store.append(&stream("b"), Expected::NoStream, events("b", 1)).await;
    assert!(matches!(append, Err(AppendError::Unavailable { .. })), "nothing was sent: {append:?}");
    assert_eq!(cluster.log.length("hejie:contract-b"), 0);
}

/// Something else in the identity's place is named at the start.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_identity_that_is_none_stops_the_start() {
    let cluster = Cluster::of(1);
    cluster.log.write_foreign("hejie:identity");
    let opened = KurrentEventStore::connect(cluster.options()).await;
    assert!(matches!(opened.err(), Some(OpenError::Damaged(_))));
}
