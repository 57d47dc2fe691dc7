//! What the file itself refuses, whoever asks.

use crate::support::{Place, begin, log, stream};
use event_store::contract::event;
use event_store::{AppendError, EventStore, Expected};
use event_store_sqlite::{OpenError, SqliteEventStore};
use rusqlite::Connection;

#[tokio::test]
async fn events_cannot_be_updated_or_deleted_by_anyone() {
    let place = Place::filled(2).await;
    let shell = Connection::open(place.file()).expect("a shell opens the file");
    let table = [
        ("UPDATE events SET payload = x'00' WHERE position = 1", "events are never updated"),
        ("UPDATE events SET position = 99 WHERE position = 1", "events are never updated"),
        ("DELETE FROM events WHERE position = 6", "events are never deleted"),
        ("DELETE FROM events", "events are never deleted"),
    ];
    for (sql, refusal) in table {
        let error = shell.execute(sql, ()).expect_err("the statement is refused");
        assert!(error.to_string().contains(refusal), "{sql}: {error}");
    }
    drop(shell);
    assert_eq!(log(&place.store()).await.expect("the log is whole").len(), 6);
}

#[tokio::test]
async fn a_file_whose_refusals_were_dropped_is_not_opened() {
    let place = Place::filled(1).await;
    let shell = Connection::open(place.file()).expect("a shell opens the file");
    shell.execute_batch("DROP TRIGGER events_are_never_deleted").expect("a person may do anything to a file");
    drop(shell);
    let error = SqliteEventStore::open(place.options()).err().expect("the store is refused");
    assert!(matches!(error, OpenError::Damaged { .. }), "{error}");
}

#[tokio::test]
async fn a_second_opening_is_refused_with_the_name_of_the_file() {
    let place = Place::new();
    let store = place.store();
    let error = SqliteEventStore::open(place.options()).err().expect("the second opening is refused");
    assert!(matches!(error, OpenError::InUse { .. }));
    let text = error.to_string();
    assert!(text.contains("events.db is open in another process"), "{text}");
    begin(&store, "still-works", 1).await;
    store.close();
    place.store();
}

#[cfg(unix)]
#[tokio::test]
async fn another_way_to_the_same_file_meets_the_same_lock() {
    let place = Place::new();
    let _store = place.store();
    std::os::unix::fs::symlink(place.file(), place.path("alias.db")).expect("a symbolic link");
    let alias = event_store_sqlite::SqliteOptions::new(place.path("alias.db"));
    let error = SqliteEventStore::open(alias).err().expect("the alias is refused");
    assert!(matches!(error, OpenError::InUse { .. }), "{error}");
}

#[tokio::test]
async fn a_closed_store_takes_nothing_and_still_reads() {
    let place = Place::new();
    let store = place.store();
    begin(&store, "a", 2).await;
    store.close();
    store.close();
    let answer = store.append(&stream("b"), Expected::NoStream, vec![event("late")]).await;
    assert_eq!(answer, Err(AppendError::Unavailable { reason: "the event store is closed".to_owned() }));
    assert_eq!(log(&store).await.expect("reading works").len(), 2);
    assert_eq!(store.failure(), None, "closing is no failure");
}
