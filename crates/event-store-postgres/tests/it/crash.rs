//! Servers and connections that die under load: nothing acknowledged is lost, nothing is written twice.

use crate::cluster::Cluster;
use crate::support::{Database, begin, check, insist, log, stream, write, write_until};
use event_store::contract::{self, Call, Client, History, event};
use event_store::{AppendError, EventStore, Expected, ReadError};
use event_store_postgres::{PgEventStore, PgOptions};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const WRITERS: u64 = 12;

fn writers(
    store: &Arc<PgEventStore>,
    appends: u64,
) -> Vec<tokio::task::JoinHandle<Vec<(event_store::NewEvent, event_store::Appended)>>> {
    (0..WRITERS).map(|writer| tokio::spawn(write(Arc::clone(store), format!("w{writer}"), appends))).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_crashes_again_and_again_under_load_loses_nothing_acknowledged() {
    const APPENDS: u64 = 300;
    let cluster = Arc::new(Cluster::start(""));
    let database = Database::on(&cluster).await;
    let store = database.store().await;
    let incarnation = store.incarnation();
    let load = writers(&store, APPENDS);
    for crash in 1..=3_u64 {
        store.changed(event_store::Position::counter(crash * WRITERS * APPENDS / 4)).await;
        let cluster = Arc::clone(&cluster);
        tokio::task::spawn_blocking(move || cluster.control(&["restart", "-m", "immediate"]))
            .await
            .expect("the server comes back");
    }
    let mut acknowledged = Vec::new();
    for writer in load {
        acknowledged.extend(writer.await.expect("no panic"));
    }
    check(&log(&store).await.expect("whole"), &acknowledged);
    assert_eq!(store.incarnation(), incarnation);
    drop(store);
    let reopened = database.store().await;
    assert_eq!(reopened.incarnation(), incarnation);
    check(&log(&reopened).await.expect("whole"), &acknowledged);
}

/// Clients of so many nodes on few contested streams while the server is killed again and again: what they were answered could have
/// come from a server that does one thing at a time, and everything acknowledged is in the log once.
async fn a_history_under_crashes_is_linearisable(nodes: usize) {
    const CLIENTS: usize = 6;
    let cluster = Arc::new(Cluster::start(""));
    let database = Database::on(&cluster).await;
    let mut stores = Vec::new();
    for _ in 0..nodes {
        stores.push(database.store().await);
    }
    let history = History::default();
    // Three crashes, each among calls that are under way; more, should none of them have met an append.
    for crash in 0..12_u64 {
        if crash >= 3 && history.calls().iter().any(Call::is_in_doubt) {
            break;
        }
        let before = stores[0].head().await.expect("the server is there");
        let mut clients: tokio::task::JoinSet<()> = (0..CLIENTS)
            .map(|number| {
                let store: Arc<dyn EventStore> = Arc::<PgEventStore>::clone(&stores[number % nodes]);
                let name = format!("r{crash} c{number}");
                Client::new(store, history.clone(), &name, number as u64 + 7 * crash).work(40)
            })
            .collect();
        stores[0].changed(event_store::Position::counter(before.commit + 20 + crash)).await;
        let cluster = Arc::clone(&cluster);
        tokio::task::spawn_blocking(move || cluster.control(&["restart", "-m", "immediate"]))
            .await
            .expect("the server comes back");
        while let Some(client) = clients.join_next().await {
            client.expect("a client does not fail");
        }
    }
    contract::insist_on(&history, &*stores[0]).await;
    assert!(
        history.calls().iter().any(Call::is_in_doubt),
        "no crash ever met an append: the load proves nothing"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_history_of_one_node_under_crashes_is_linearisable() {
    a_history_under_crashes_is_linearisable(1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_history_of_three_nodes_under_crashes_is_linearisable() {
    a_history_under_crashes_is_linearisable(3).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_killed_at_random_lose_and_double_nothing() {
    const KILLS: usize = 25;
    let database = Database::new().await;
    let store = database.store().await;
    let enough = Arc::new(AtomicBool::new(false));
    let load: Vec<_> = (0..WRITERS)
        .map(|writer| {
            tokio::spawn(write_until(Arc::clone(&store), format!("w{writer}"), Arc::clone(&enough)))
        })
        .collect();
    let person = database.person("hejie").await;
    let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
               WHERE datname = current_database() AND application_name = 'hejie' ORDER BY random() LIMIT 1";
    let mut killed = 0;
    // The load goes on until the last kill: however fast the machine, each of them meets writers at work.
    while killed < KILLS {
        let before = store.head().await.map_or(0, |head| head.commit);
        killed += person.query(sql, &[]).await.expect("a kill").len();
        store.changed(event_store::Position::counter(before + 20)).await;
    }
    enough.store(true, Ordering::SeqCst);
    let mut acknowledged = Vec::new();
    for writer in load {
        acknowledged.extend(writer.await.expect("no panic"));
    }
    check(&log(&store).await.expect("whole"), &acknowledged);
}

#[tokio::test]
async fn a_store_whose_server_is_away_says_so_and_recovers_by_itself() {
    let cluster = Cluster::start("");
    let database = Database::on(&cluster).await;
    let options = PgOptions { patience: Duration::ZERO, ..database.options() };
    let store = PgEventStore::connect(options).await.expect("the store opens");
    begin(&store, "before", 1).await;
    cluster.control(&["stop", "-m", "fast"]);
    let refused = loop {
        // The first call after the loss may still have been sent.
        match store.append(&stream("a"), Expected::NoStream, vec![event("a")]).await {
            Err(AppendError::Unknown) => {}
            other => break other,
        }
    };
    assert!(matches!(refused, Err(AppendError::Unavailable { .. })), "{refused:?}");
    assert!(matches!(store.head().await, Err(ReadError::Unavailable { .. })));
    cluster.control(&["start"]);
    let (appended, _) = insist(&store, &stream("a"), Expected::NoStream, &[event("a")]).await;
    assert_eq!(appended.position, event_store::Position::counter(2));
    assert_eq!(log(&store).await.expect("whole").len(), 2);
}
