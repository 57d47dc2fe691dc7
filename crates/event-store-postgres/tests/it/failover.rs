//! The primary dies, its synchronous standby is promoted: nothing acknowledged is lost.

use crate::cluster::Cluster;
use crate::support::{Database, check, log, write};
use event_store::{EventStore, Position};
use event_store_postgres::PgEventStore;
use std::sync::Arc;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_promoted_standby_holds_everything_acknowledged_and_takes_over() {
    const WRITERS: u64 = 8;
    const APPENDS: u64 = 200;
    let primary = Arc::new(Cluster::start(""));
    let database = Database::on(&primary).await;
    drop(database.store().await);
    let standby = Arc::new(Cluster::standby_of(&primary, "standby"));
    let person = database.person("hejie").await;
    for sql in ["ALTER SYSTEM SET synchronous_standby_names = 'standby'", "SELECT pg_reload_conf()"] {
        person.batch_execute(sql).await.expect("a setting");
    }
    let synchronous =
        "SELECT 1 FROM pg_stat_replication WHERE application_name = 'standby' AND sync_state = 'sync'";
    while person.query_opt(synchronous, &[]).await.expect("state can be read").is_none() {}

    let mut options = database.options();
    options.config.host_path(standby.socket());
    let store = PgEventStore::connect(options).await.expect("the store opens on the primary");
    let load: Vec<_> = (0..WRITERS)
        .map(|writer| tokio::spawn(write(Arc::clone(&store), format!("w{writer}"), APPENDS)))
        .collect();
    store.changed(Position::counter(WRITERS * APPENDS / 2)).await;
    let (dying, rising) = (Arc::clone(&primary), Arc::clone(&standby));
    tokio::task::spawn_blocking(move || {
        dying.control(&["stop", "-m", "immediate"]);
        rising.control(&["promote"]);
    })
    .await
    .expect("the standby is promoted");
    let mut acknowledged = Vec::new();
    for writer in load {
        acknowledged.extend(writer.await.expect("no panic"));
    }
    check(&log(&store).await.expect("whole"), &acknowledged);
    let elsewhere = database.moved_to(&standby).store().await;
    assert_eq!(elsewhere.incarnation(), store.incarnation());
    check(&log(&elsewhere).await.expect("whole"), &acknowledged);
}
