//! Queue, groups and the write-ahead log under load.

use crate::support::{Place, begin, log, stream};
use event_store::contract::event;
use event_store::{AppendError, EventStore, Expected, Position};
use event_store_sqlite::{SqliteEventStore, SqliteOptions};
use rusqlite::Connection;
use std::sync::Arc;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_queue_refuses_at_once_and_what_it_took_is_written() {
    let place = Place::new();
    let store =
        SqliteEventStore::open(SqliteOptions { queue_limit: 4, ..place.options() }).expect("it opens");
    // Somebody's shell holds the write lock: the writer stands still and the queue fills.
    let shell = Connection::open(place.file()).expect("a shell opens the file");
    shell.execute_batch("BEGIN IMMEDIATE").expect("the shell gets the lock");
    let calls: Vec<_> = (0..40)
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
    // At most one group is in the writer's hands and four wait, so most calls are answered while the lock is held.
    let mut refused = 0;
    let mut waiting = calls;
    while refused < 32 {
        let (answer, _, rest) = futures_first(waiting).await;
        assert_eq!(
            answer.expect("an append does not panic"),
            Err(AppendError::Unavailable { reason: "the queue of the writer is full".to_owned() })
        );
        refused += 1;
        waiting = rest;
    }
    shell.execute_batch("ROLLBACK").expect("the shell lets go");
    drop(shell);
    let mut taken = 0;
    for call in waiting {
        taken += usize::from(call.await.expect("an append does not panic").is_ok());
    }
    assert!(taken >= 4, "what was queued is written: {taken}");
    assert_eq!(log(&store).await.expect("the log is whole").len(), taken, "what was refused is not");
}

/// The first of several tasks to end, and the others.
async fn futures_first<T>(
    mut tasks: Vec<tokio::task::JoinHandle<T>>,
) -> (Result<T, tokio::task::JoinError>, usize, Vec<tokio::task::JoinHandle<T>>) {
    use std::future::poll_fn;
    use std::pin::Pin;
    use std::task::Poll;
    let (index, answer) = poll_fn(|context| {
        for (index, task) in tasks.iter_mut().enumerate() {
            if let Poll::Ready(answer) = Pin::new(task).poll(context) {
                return Poll::Ready((index, answer));
            }
        }
        Poll::Pending
    })
    .await;
    drop(tasks.swap_remove(index));
    (answer, index, tasks)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_write_ahead_log_begins_anew_instead_of_growing_for_ever() {
    let place = Place::new();
    let store = place.store();
    let limit = place.options().wal_bytes;
    let mut written = 0;
    for index in 0..2000 {
        let mut large = event(&format!("large {index}"));
        large.payload = vec![b'x'; 6000];
        written += large.payload.len() as u64;
        store.append(&stream(&format!("s{index}")), Expected::NoStream, vec![large]).await.expect("taken");
    }
    let size = std::fs::metadata(place.wal()).expect("a write-ahead log").len();
    assert!(
        written > 20 * limit && size < 8 * limit,
        "{written} bytes written, a log of {size}, due at {limit}"
    );
    assert_eq!(log(&store).await.expect("the log is whole").len(), 2000);
    drop(store);
    assert_eq!(place.store().verify(|_| {}), Ok(2000));
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
