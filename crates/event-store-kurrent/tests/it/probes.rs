//! What the client was seen to do when a cluster is in trouble, and that the engine lives through it.
//!
//! One more trap, a TLS provider installed by somebody else, is tried among the unit tests: it spoils a whole process.

use crate::cluster::{Cluster, Trouble};
use crate::support::{append, append_until_taken, ids_of, read_all, stream};
use event_store::contract::{self, Client, History, event, events};
use event_store::{AppendError, EventStore, Expected, Follow, FollowItem, Position, Revision};
use event_store_kurrent::{KurrentEventStore, OpenError};
use std::sync::Arc;
use std::time::Duration;

/// P1. The client keeps calling the dead address; a new one is built, and it finds the new leader.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_leader_that_dies_is_replaced_and_nothing_acknowledged_is_lost() {
    let mut cluster = Cluster::of(3);
    let store = cluster.store().await;
    let mut acknowledged = Vec::new();
    for round in 0..3_usize {
        acknowledged.push(append_until_taken(&*store, &stream("a"), round as u64).await);
        cluster.kill(round % 3);
        cluster.log.elect((round + 1) % 3);
        acknowledged.push(append_until_taken(&*store, &stream(&format!("b{round}")), 0).await);
        cluster.restart(round % 3);
    }
    let stored = ids_of(&read_all(&*store).await);
    assert_eq!(stored.len(), 6, "each append is stored once");
    assert!(acknowledged.iter().all(|id| stored.contains(id)), "an acknowledged event is gone");
}

/// P1 under load, from three nodes of ours: whatever leader dies in the middle of what, the answers could have come from a store that
/// does one thing at a time, and the log holds each acknowledged append once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_history_of_three_nodes_whose_leaders_die_is_linearisable() {
    let mut cluster = Cluster::of(3);
    let history = History::default();
    let watching = cluster.store().await;
    for round in 0..3_usize {
        let mut waiting = Vec::new();
        for number in 0..6 {
            let store: Arc<dyn EventStore> = cluster.store().await;
            waiting.push(Client::new(store, history.clone(), &format!("r{round} c{number}"), number));
        }
        let before = cluster.log.appends();
        let mut clients: tokio::task::JoinSet<()> =
            waiting.into_iter().map(|client| client.work(20)).collect();
        // Six clients make far more appends than this: the leader dies among them.
        cluster.log.appends_reach(before + 30).await;
        cluster.kill(round);
        cluster.log.elect((round + 1) % 3);
        cluster.restart(round);
        while let Some(client) = clients.join_next().await {
            client.expect("a client does not fail");
        }
    }
    contract::insist_on(&history, &*watching).await;
}

/// P1 for readers: they need no second call by hand.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_follower_goes_on_when_the_leader_dies() {
    let mut cluster = Cluster::of(2);
    let store = cluster.store().await;
    append(&*store, &stream("a"), Expected::NoStream, events("before", 3)).await;
    let mut follow = Follow::new(store.clone(), Position::START, 10);
    let mut seen = Vec::new();
    loop {
        match follow.next().await {
            Ok(FollowItem::Event(event)) => seen.push(event.event_id),
            Ok(FollowItem::CaughtUp(_)) if seen.len() == 3 => {
                cluster.kill(0);
                cluster.log.elect(1);
                let writer = cluster.store().await;
                append(&*writer, &stream("b"), Expected::NoStream, events("after", 2)).await;
            }
            Ok(FollowItem::CaughtUp(_)) if seen.len() == 5 => break,
            Ok(FollowItem::Progress(_) | FollowItem::CaughtUp(_)) => {}
            // The first read after the death may say so; the follower may be asked again.
            Err(error) => assert!(matches!(error, event_store::ReadError::Unavailable { .. }), "{error}"),
        }
    }
    assert_eq!(seen, ids_of(&read_all(&*store).await));
}

/// P2. A client whose first connection failed is dead for good; it is never the one that is kept.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cluster_that_comes_up_later_is_found() {
    let mut cluster = Cluster::of(1);
    cluster.kill(0);
    let opening = tokio::spawn(KurrentEventStore::connect(cluster.options()));
    // Time for a few attempts to fail; what follows holds with none as well.
    let failed = tokio::time::timeout(Duration::from_millis(200), std::future::pending::<()>()).await;
    assert!(failed.is_err() && !opening.is_finished(), "there is nothing to connect to");
    cluster.restart(0);
    let store = opening.await.expect("no panic").expect("the store opens when the cluster is there");
    append(&*store, &stream("a"), Expected::NoStream, events("a", 2)).await;

    cluster.kill(0);
    for index in 0..5 {
        let refused =
            store.append(&stream("b"), Expected::NoStream, vec![event(&format!("down {index}"))]).await;
        let told = matches!(refused, Err(AppendError::Unknown | AppendError::Unavailable { .. }));
        assert!(told, "an append to a dead cluster was answered {refused:?}");
    }
    cluster.restart(0);
    append_until_taken(&*store, &stream("c"), 0).await;
}

/// Nobody is made to wait for ever for a cluster that is not there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cluster_that_never_comes_up_is_named_in_time() {
    let mut cluster = Cluster::of(2);
    cluster.kill(0);
    cluster.kill(1);
    let mut options = cluster.options();
    options.deadlines.open = Duration::from_millis(300);
    let opened = KurrentEventStore::connect(options).await;
    assert!(matches!(opened.err(), Some(OpenError::Away(_))));
}

/// P3. The same address, a new process.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_single_node_that_restarts_is_used_again() {
    let mut cluster = Cluster::of(1);
    let store = cluster.store().await;
    for round in 0..4 {
        append_until_taken(&*store, &stream("a"), round).await;
        cluster.kill(0);
        cluster.restart(0);
    }
    let own = store.read_stream(&stream("a"), Revision(0), 10).await;
    let own = match own {
        // The last restart may have broken this read's connection.
        Err(_) => store.read_stream(&stream("a"), Revision(0), 10).await,
        whole => whole,
    };
    assert_eq!(own.expect("the stream can be read").len(), 4);
}

/// P4. Reads that the server ends early with "all well" are neither the end of the log nor an endless loop, and no subscription,
/// which would be one, is ever asked for.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_cut_short_is_not_taken_for_the_end() {
    let cluster = Cluster::of(1);
    let store = cluster.store().await;
    let mut expected = Expected::NoStream;
    for part in 0..4 {
        let appended = append(&*store, &stream("a"), expected, events(&format!("part {part}"), 25)).await;
        expected = Expected::Exact(appended.revision);
    }
    let head = store.head().await;
    for trouble in [Trouble::ReadCutShort, Trouble::ReadEmptied, Trouble::ReadCutShort] {
        cluster.log.order(trouble);
        let whole = store.read_stream(&stream("a"), Revision(0), usize::MAX).await.expect("it can be read");
        assert_eq!(whole.len(), 100, "{trouble:?}: a part of a stream was given out as the whole");
        cluster.log.order(trouble);
        let whole = store.read_stream_backward(&stream("a"), usize::MAX).await.expect("it can be read");
        assert_eq!(whole.len(), 100, "{trouble:?}: a part of a stream was given out as the whole");
        cluster.log.order(trouble);
        let page = store.read_log(Position::START, 1000).await.expect("the log can be read");
        assert_eq!(
            (page.events.len(), page.at_end),
            (100, true),
            "{trouble:?}: a part of the log as the whole"
        );
        cluster.log.order(trouble);
        assert_eq!(cluster.store().await.head().await, head, "{trouble:?}: another head");
    }
    for _ in 0..20 {
        cluster.log.order(Trouble::ReadEmptied);
    }
    let never = store.read_stream(&stream("a"), Revision(0), 10).await;
    assert!(matches!(never, Err(event_store::ReadError::Unavailable { .. })), "{never:?}");
    assert_eq!(cluster.log.forbidden_calls(), 0);
}

/// P5. Nothing is ever read "from the end on": what is written while nobody is connected is seen.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_written_while_a_follower_is_cut_off_is_seen() {
    let mut cluster = Cluster::of(2);
    let (store, writer) = (cluster.store().await, cluster.store().await);
    let waiting = tokio::spawn({
        let store = store.clone();
        async move {
            let mut follow = Follow::new(store, Position::START, 10);
            loop {
                // Errors while the leader is away are the caller's to repeat.
                if let Ok(FollowItem::Event(event)) = follow.next().await {
                    return event.event_id;
                }
            }
        }
    });
    // Both are connected and have seen an empty log; now the connection breaks before any event came.
    cluster.kill(0);
    cluster.log.elect(1);
    append_until_taken(&*writer, &stream("a"), 0).await;
    let first = waiting.await.expect("the follower does not panic");
    assert_eq!(Some(&first), ids_of(&read_all(&*store).await).first());
}

/// P6. The first call after the leader moved is refused; it is repeated with the same ids and the same expectation, once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_leader_that_moves_costs_no_caller_an_error() {
    let cluster = Cluster::of(3);
    let store = cluster.store().await;
    let mut expected = Expected::NoStream;
    for round in 0..6_usize {
        cluster.log.elect(round % 3);
        let appended = append(&*store, &stream("a"), expected, events(&format!("round {round}"), 2)).await;
        assert!(appended.fresh, "a first write is fresh, whoever leads");
        expected = Expected::Exact(appended.revision);
        cluster.log.elect((round + 2) % 3);
        let read = store.read_stream(&stream("a"), Revision(0), 100).await;
        assert_eq!(read.map(|events| events.len()), Ok((round + 1) * 2), "reads follow the leader, too");
    }
    assert!(cluster.log.refusals() >= 6, "nobody was asked who does not lead: the test tries nothing");
    assert_eq!(cluster.log.appends(), 7, "the identity and six appends reached the log, each once");
}

/// P7. A leader that holds its sockets open and does nothing: the deadline is ours, and the next call goes elsewhere.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_leader_that_stalls_is_left() {
    let mut cluster = Cluster::of(3);
    let store = cluster.store().await;
    append(&*store, &stream("a"), Expected::NoStream, vec![event("before")]).await;
    cluster.freeze(0);
    cluster.log.elect(1);
    let begun = std::time::Instant::now();
    let stalled = store.append(&stream("b"), Expected::NoStream, vec![event("stalled")]).await;
    assert_eq!(stalled, Err(AppendError::Unknown), "sent, and never answered");
    assert!(begun.elapsed() < Duration::from_secs(8), "the deadline of the append is 1.5 s");
    let again = store.append(&stream("b"), Expected::NoStream, vec![event("stalled")]).await;
    assert!(again.is_ok(), "the next call goes to the new leader: {again:?}");
    cluster.thaw(0);
    assert_eq!(cluster.log.length("hejie:contract-b"), 1, "the stalled one was stored once");
    assert_eq!(read_all(&*store).await.len(), 2);
}

/// Deadlines hold while a call is on its way, and what came of it is found out by the same call again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_append_without_an_answer_is_unknown_and_the_same_call_tells() {
    let table = [
        (Trouble::WrittenButAnswerLost, false),
        (Trouble::WrittenInSilence, false),
        (Trouble::NotWrittenInSilence, true),
        (Trouble::CommitTimeout, true),
    ];
    let cluster = Cluster::of(1);
    let store = cluster.store().await;
    for (index, (trouble, fresh)) in table.into_iter().enumerate() {
        let (to, call) = (stream(&format!("a{index}")), events(&format!("call {index}"), 3));
        cluster.log.order(trouble);
        let lost = store.append(&to, Expected::NoStream, call.clone()).await;
        assert_eq!(lost, Err(AppendError::Unknown), "{trouble:?}");
        let told =
            store.append(&to, Expected::NoStream, call.clone()).await.expect("the same call is answered");
        assert_eq!((told.revision, told.fresh), (Revision(2), fresh), "{trouble:?}");
        let stored = store.read_stream(&to, Revision(0), 10).await.expect("it can be read");
        assert_eq!(stored.len(), 3, "{trouble:?}: written once");
        assert_eq!(stored[2].position, told.position, "{trouble:?}");
    }
}

/// One build for everybody: a hundred callers that lose the same connection do not ask the cluster a hundred times.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_connection_is_built_anew_once_for_everybody() {
    let mut cluster = Cluster::of(2);
    let store = cluster.store().await;
    let before = cluster.log.gossips();
    cluster.kill(0);
    cluster.log.elect(1);
    let calls: Vec<_> = (0..100)
        .map(|index| {
            let store = store.clone();
            tokio::spawn(async move { append_until_taken(&*store, &stream(&format!("s{index}")), 0).await })
        })
        .collect();
    for call in calls {
        call.await.expect("every append is taken in the end");
    }
    let built = cluster.log.gossips() - before;
    assert!((1..=10).contains(&built), "{built} times asked for the members");
    assert_eq!(read_all(&*store).await.len(), 100, "each is stored once");
}
