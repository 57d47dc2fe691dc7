//! Answers that never came: nobody may guess, and the same call again finds out.

use crate::cluster::Cluster;
use crate::support::{Database, begin, insist, log, stream};
use event_store::contract::event;
use event_store::{AppendError, EventStore, Expected, Revision};
use event_store_postgres::{PgEventStore, PgOptions};
use std::sync::Arc;
use tokio_postgres::Client;

/// Waits until a backend of the engine is held up by `event` (a kind of wait) and returns its process id.
async fn waiting_for(person: &Client, event: &str) -> i32 {
    let sql =
        "SELECT pid FROM pg_stat_activity WHERE application_name = 'hejie' AND datname = current_database()
               AND wait_event = $1 AND query LIKE '%append%'";
    loop {
        if let Some(row) = person.query_opt(sql, &[&event]).await.expect("activity can be read") {
            return row.get(0);
        }
    }
}

fn appending(
    store: &Arc<PgEventStore>,
) -> tokio::task::JoinHandle<Result<event_store::Appended, AppendError>> {
    let store = Arc::clone(store);
    tokio::spawn(async move { store.append(&stream("a"), Expected::NoStream, vec![event("a")]).await })
}

#[tokio::test]
async fn a_connection_killed_before_the_commit_leaves_the_outcome_unknown_and_nothing_written() {
    let database = Database::new().await;
    let store = database.store().await;
    let person = database.person("hejie").await;
    let holder = database.person("hejie").await;
    holder.batch_execute("BEGIN; SELECT 1 FROM hejie.head FOR UPDATE").await.expect("a lock");
    let append = appending(&store);
    let backend = waiting_for(&person, "transactionid").await;
    person.execute("SELECT pg_terminate_backend($1)", &[&backend]).await.expect("a kill");
    assert_eq!(append.await.expect("no panic"), Err(AppendError::Unknown));
    holder.batch_execute("COMMIT").await.expect("released");
    let (again, _) = insist(&store, &stream("a"), Expected::NoStream, &[event("a")]).await;
    assert!(again.fresh, "nothing had been written");
    assert_eq!(log(&store).await.expect("whole").len(), 1);
}

/// A commit that waits for a synchronous standby that never comes; `end` ends the wait. Returns the answers of the call and of its
/// repetition after the standby is no longer asked for.
async fn with_missing_standby(
    end: &str,
) -> (Result<event_store::Appended, AppendError>, event_store::Appended) {
    let cluster = Cluster::start("");
    let database = Database::on(&cluster).await;
    let store = database.store().await;
    begin(&store, "before", 1).await;
    let person = database.person("hejie").await;
    for sql in ["ALTER SYSTEM SET synchronous_standby_names = 'absent'", "SELECT pg_reload_conf()"] {
        person.batch_execute(sql).await.expect("a setting");
    }
    let writer = database.person("hejie").await;
    // Backends hear of a new setting one by one.
    while shown(&writer).await != "absent" {}
    let append = appending(&store);
    let backend = waiting_for(&person, "SyncRep").await;
    person.execute(&format!("SELECT {end}($1)"), &[&backend]).await.expect("an end to the wait");
    let answer = append.await.expect("no panic");
    for sql in ["ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()"] {
        person.batch_execute(sql).await.expect("a setting");
    }
    let (again, _) = insist(&store, &stream("a"), Expected::NoStream, &[event("a")]).await;
    assert_eq!(log(&store).await.expect("whole").len(), 2);
    (answer, again)
}

async fn shown(person: &Client) -> String {
    person.query_one("SHOW synchronous_standby_names", &[]).await.expect("a setting").get(0)
}

#[tokio::test]
async fn a_connection_killed_after_the_commit_leaves_the_outcome_unknown_and_the_repeat_is_recognised() {
    let (answer, again) = with_missing_standby("pg_terminate_backend").await;
    assert_eq!(answer, Err(AppendError::Unknown));
    assert!(!again.fresh, "it had been written");
}

#[tokio::test]
async fn a_commit_that_stopped_waiting_for_its_standby_is_not_acknowledged() {
    let (answer, again) = with_missing_standby("pg_cancel_backend").await;
    assert_eq!(answer, Err(AppendError::Unknown), "the server answers with success and a warning");
    assert!(!again.fresh);
}

#[tokio::test]
async fn a_statement_that_takes_too_long_writes_nothing_and_says_so() {
    let database = Database::new().await;
    let options =
        PgOptions { statement_timeout: std::time::Duration::from_millis(200), ..database.options() };
    let store = PgEventStore::connect(options).await.expect("the store opens");
    let holder = database.person("hejie").await;
    holder.batch_execute("BEGIN; SELECT 1 FROM hejie.head FOR UPDATE").await.expect("a lock");
    let answer = store.append(&stream("a"), Expected::NoStream, vec![event("a")]).await;
    assert!(matches!(answer, Err(AppendError::Unavailable { .. })), "{answer:?}");
    holder.batch_execute("COMMIT").await.expect("released");
    let (again, unknown) = insist(&store, &stream("a"), Expected::NoStream, &[event("a")]).await;
    assert!(again.fresh && unknown == 0 && again.revision == Revision(0));
}

#[tokio::test]
async fn a_full_queue_refuses_at_once_and_forgets_nobody_in_it() {
    let database = Database::new().await;
    let store =
        PgEventStore::connect(PgOptions { queue_limit: 4, ..database.options() }).await.expect("it opens");
    let person = database.person("hejie").await;
    let holder = database.person("hejie").await;
    holder.batch_execute("BEGIN; SELECT 1 FROM hejie.head FOR UPDATE").await.expect("a lock");
    let first = appending(&store);
    waiting_for(&person, "transactionid").await;
    let calls: Vec<_> = (0..10)
        .map(|index| {
            let store = Arc::clone(&store);
            let (to, new) = (stream(&format!("q{index}")), event(&format!("q {index}")));
            tokio::spawn(async move { store.append(&to, Expected::NoStream, vec![new]).await })
        })
        .collect();
    // The tasks run in order on this one thread; the refused ones end without the lock.
    let mut answers = Vec::new();
    let mut waiting = Vec::new();
    for (index, call) in calls.into_iter().enumerate() {
        if index < 4 { waiting.push(call) } else { answers.push(call.await.expect("no panic")) }
    }
    let full = AppendError::Unavailable { reason: "the queue of the writer is full".to_owned() };
    assert!(answers.iter().all(|answer| *answer == Err(full.clone())), "{answers:?}");
    holder.batch_execute("COMMIT").await.expect("released");
    assert!(first.await.expect("no panic").is_ok());
    for call in waiting {
        assert!(call.await.expect("no panic").is_ok());
    }
    assert_eq!(log(&store).await.expect("whole").len(), 5);
}
