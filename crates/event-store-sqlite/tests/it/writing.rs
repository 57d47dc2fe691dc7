//! Queue, groups and the write-ahead log under load.

use crate::support::{Place, begin, log, stream};
use event_store::contract::event;
use event_store::{AppendError, EventStore, Expected, Position};
use event_store_sqlite::{SqliteEventStore, SqliteOptions};
use rusqlite::Connection;
use std::sync::Arc;
use tokio::task::JoinSet;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_queue_refuses_at_once_and_what_it_took_is_written() {
    let place = Place::new();
    let store =
        SqliteEventStore::open(SqliteOptions { queue_limit: 4, ..place.options() }).expect("it opens");
    // Somebody's shell holds the write lock: the writer stands still and the queue fills.
    let shell = Connection::open(place.file()).expect("a shell opens the file");
    shell.execute_batch("BEGIN IMMEDIATE").expect("the shell gets the lock");
    let mut calls = JoinSet::new();
    for index in 0..40 {
        let store = Arc::clone(&store);
        calls.spawn(async move {
            store
                .append(&stream(&format!("s{index}")), Expected::NoStream, vec![event(&format!("e{index}"))])
                .await
        });
    }
    // At most four are in the writer's hands and four wait, so the others are answered while the lock is held.
    let (mut refused, mut taken) = (0, 0);
    while refused < 32 {
        match calls.join_next().await.expect("calls are left").expect("an append does not panic") {
            Err(AppendError::Unavailable { reason }) if reason == "the queue of the writer is full" => {
                refused += 1
            }
            other => assert!(other.is_err(), "an append was acknowledged that cannot be written: {other:?}"),
        }
    }
    shell.execute_batch("ROLLBACK").expect("the shell lets go");
    drop(shell);
    while let Some(answer) = calls.join_next().await {
        taken += usize::from(answer.expect("an append does not panic").is_ok());
    }
    assert!(taken >= 4, "what was queued is written: {taken}");
    assert_eq!(log(&store).await.expect("the log is whole").len(), taken, "what was refused is not");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_write_ahead_log_begins_anew_instead_of_growing_for_ever() {
    let place = Place::new();
    let store = place.store();
    let limit = place.options().wal_bytes;
    let mut written = 0;
    for index in 0..600 {
        let mut large = event(&format!("large {index}"));
        large.payload = vec![b'x'; 6000];
        written += large.payload.len() as u64;
        store.append(&stream(&format!("s{index}")), Expected::NoStream, vec![large]).await.expect("taken");
    }
    let size = std::fs::metadata(place.wal()).expect("a write-ahead log").len();
    assert!(
        written > 6 * limit && size < 4 * limit,
        "{written} bytes written, a log of {size}, due at {limit}"
    );
    assert_eq!(log(&store).await.expect("the log is whole").len(), 600);
    drop(store);
    assert_eq!(place.store().verify(|_| {}), Ok(600));
}

#[tokio::test]
async fn dropping_the_last_handle_answers_and_keeps_what_was_queued() {
    let place = Place::new();
    let store = place.store();
    begin(&store, "first", 1).await;
    let calls: Vec<_> = (0..50)
        .map(|index| {
            let store = Arc::clone(&store);
            tokio::spawn(async move {
                store
                    .append(
                        &stream(&format!("s{index}")),
                        Expected::NoStream,
                        vec![event(&format!("e{index}"))],
                    )
                    .await
            })
        })
        .collect();
    drop(store);
    for call in calls {
        assert!(call.await.expect("an append does not panic").is_ok());
    }
    assert_eq!(place.store().head().await, Ok(Position::counter(51)));
}
