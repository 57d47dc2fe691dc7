//! One holder at a time, epochs that only rise, and a log that refuses whoever holds an old one.

use crate::cluster::Cluster;
use application::{Epoch, LeaseDesk};
use event_store::contract::event;
use event_store::{AppendError, EventStore, Expected, Position, StreamName};
use event_store_postgres::{PgEventStore, PgOptions};
use house_postgres::{Log, SharedLease};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// Longer than any test.
const LONG: Duration = Duration::from_secs(600);
/// Over when it is looked at again.
const SHORT: Duration = Duration::from_millis(1);

fn options(cluster: &Cluster) -> PgOptions {
    PgOptions::parse(&format!("host={} user=hejie dbname=postgres", cluster.socket())).unwrap()
}

/// A node: the log, and the lease beside it.
async fn node(cluster: &Cluster) -> (Arc<PgEventStore>, SharedLease) {
    let log = PgEventStore::connect(options(cluster)).await.unwrap();
    let lease =
        SharedLease::connect(&options(cluster), "house", Log::Beside(Arc::clone(&log))).await.unwrap();
    (log, lease)
}

/// Takes the lease as soon as it has run out.
async fn insist(lease: &SharedLease, holder: &str, term: Duration) -> Epoch {
    for _ in 0..100_000 {
        if let Some(epoch) = lease.take(holder, term).await.unwrap() {
            return epoch;
        }
    }
    panic!("the lease never ran out");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_held_by_one_renewed_by_its_holder_and_free_when_given_back() {
    let cluster = Cluster::start("");
    let ((_, one), (_, two)) = (node(&cluster).await, node(&cluster).await);
    assert_eq!(one.take("one", LONG).await.unwrap(), Some(Epoch(1)));
    assert_eq!(two.take("two", LONG).await.unwrap(), None);
    assert_eq!(one.take("one", LONG).await.unwrap(), Some(Epoch(1)), "renewed");
    two.give_back("two", Epoch(1)).await.unwrap();
    assert_eq!(two.take("two", LONG).await.unwrap(), None, "nobody gives back what another holds");
    one.give_back("one", Epoch(1)).await.unwrap();
    assert_eq!(two.take("two", LONG).await.unwrap(), Some(Epoch(2)));
    assert_eq!(one.take("one", LONG).await.unwrap(), None);
    for forbidden in ["UPDATE hejie_lease.leases SET epoch = 1", "DELETE FROM hejie_lease.leases"] {
        let said = cluster.psql("postgres", forbidden).expect_err("it is refused");
        assert!(said.contains("an epoch only rises"), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_want_it_no_two_ever_hold_the_same_epoch() {
    let cluster = Cluster::start("");
    let mut nodes = Vec::new();
    for _ in 0..6 {
        nodes.push(node(&cluster).await);
    }
    let contending = nodes.into_iter().enumerate().map(|(number, (_log, lease))| {
        tokio::spawn(async move {
            let holder = format!("holder-{number}");
            let mut held = Vec::new();
            for _ in 0..60 {
                held.extend(lease.take(&holder, SHORT).await.unwrap());
            }
            (holder, held)
        })
    });
    let mut holders: BTreeMap<Epoch, String> = BTreeMap::new();
    for contender in contending.collect::<Vec<_>>() {
        let (holder, held) = contender.await.unwrap();
        assert!(held.is_sorted(), "{holder}: {held:?}");
        for epoch in held {
            let other = holders.insert(epoch, holder.clone());
            assert!(other.is_none_or(|other| other == holder), "epoch {epoch} was held twice");
        }
    }
    assert!(holders.len() > 10, "it hardly passed on: {holders:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_holds_an_old_epoch_is_refused_and_its_neighbours_are_not() {
    let cluster = Cluster::start("");
    let ((log, old), (_, new)) = (node(&cluster).await, node(&cluster).await);
    let stale = insist(&old, "old", SHORT).await;
    let (stream, other) = (StreamName::compose("case", "a"), StreamName::compose("case", "b"));
    let written = old.fenced(stale).append(&stream, Expected::NoStream, vec![event("first")]).await.unwrap();
    let epoch = insist(&new, "new", LONG).await;
    assert!(epoch > stale);

    let expected = Expected::Exact(written.revision);
    let fenced = old.fenced(stale);
    let (refused, neighbour) = tokio::join!(
        fenced.append(&stream, expected, vec![event("late")]),
        log.append(&other, Expected::NoStream, vec![event("neighbour")]),
    );
    let Err(AppendError::Unavailable { reason }) = refused else { panic!("{refused:?}") };
    assert!(reason.contains("has passed on"), "{reason}");
    neighbour.unwrap();
    new.fenced(epoch).append(&stream, expected, vec![event("second")]).await.unwrap();
    // A holder that learns of it later than the log does not even get a repeat acknowledged under its old epoch.
    let again = old.fenced(stale).append(&stream, expected, vec![event("second")]).await;
    assert!(matches!(again, Err(AppendError::Unavailable { .. })), "{again:?}");
    assert_eq!(log.read_log(Position::START, 10).await.unwrap().events.len(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_written_under_a_lease_is_committed_before_the_lease_passes_on_or_not_at_all() {
    let cluster = Cluster::start("");
    let ((log, old), (_, new)) = (node(&cluster).await, node(&cluster).await);
    let mut last = Position::START;
    for round in 0..20 {
        let epoch = insist(&old, "old", SHORT).await;
        let stream = StreamName::compose("case", &format!("round-{round}"));
        let fenced = old.fenced(epoch);
        let (appended, next) = tokio::join!(
            fenced.append(&stream, Expected::NoStream, vec![event(&format!("round {round}"))]),
            insist(&new, "new", SHORT),
        );
        // Both may be: then the event stands before whatever the next holder writes.
        let stream = StreamName::compose("case", &format!("next-{round}"));
        if let Ok(after) =
            new.fenced(next).append(&stream, Expected::NoStream, vec![event(&format!("next {round}"))]).await
        {
            last = last.max(after.position);
            if let Ok(appended) = appended {
                assert!(appended.position < after.position, "{appended:?} {after:?}");
            }
        }
    }
    assert!(last > Position::START && log.head().await.unwrap() >= last);
}
