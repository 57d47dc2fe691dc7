//! What is stored and cannot be what was written is told, never served.

use crate::support::{Database, begin, log, stream};
use event_store::{AppendError, EventStore, Expected, Position, ReadError, Revision};
use event_store_postgres::renew_incarnation;

/// What a disk, or a person with every right, could do to the rows.
async fn harm(database: &Database, sql: &str) {
    let owner = database.person("hejie").await;
    let around = format!(
        "ALTER TABLE hejie.events DISABLE TRIGGER events_are_final; {sql}; ALTER TABLE hejie.events ENABLE ALWAYS TRIGGER events_are_final"
    );
    owner.batch_execute(&around).await.expect("an owner may do anything");
}

#[tokio::test]
async fn a_changed_column_is_detected_and_named() {
    let table = [
        "payload = set_byte(payload, 3, get_byte(payload, 3) # 1)",
        "metadata = ''",
        "event_type = 'contract.happened.v2'",
        "recorded_at_us = recorded_at_us # 4",
        "event_id = gen_random_uuid()",
        "checksum = checksum # 8",
        "previous = decode(repeat('07', 32), 'hex')",
        "position = 1002",
    ];
    for change in table {
        let database = Database::new().await;
        let store = database.store().await;
        begin(&store, "a", 3).await;
        harm(&database, &format!("UPDATE hejie.events SET {change} WHERE position = 2")).await;
        let read = store.read_stream(&stream("a"), Revision(0), 10).await;
        let Err(ReadError::Damaged { reason }) = read else { panic!("{change} was served as truth") };
        assert!(reason.contains("does not match its checksum"), "{reason}");
        assert!(matches!(log(&store).await, Err(ReadError::Damaged { .. })), "{change}");
        let before = store.read_log(Position::START, 1).await.map(|page| page.events.len());
        assert!(before == Ok(1), "what is whole is still served: {before:?}");
    }
}

#[tokio::test]
async fn a_vanished_event_is_missed() {
    for (gone, missing) in [(1, "position 1"), (2, "position 2"), (3, "after position 2")] {
        let database = Database::new().await;
        let store = database.store().await;
        begin(&store, "a", 3).await;
        assert_eq!(log(&store).await.expect("whole").len(), 3);
        harm(&database, &format!("DELETE FROM hejie.events WHERE position = {gone}")).await;
        let Err(ReadError::Damaged { reason }) = log(&store).await else {
            panic!("a log without its event {gone} was served as truth")
        };
        assert!(reason.contains(missing), "{reason}");
    }
}

#[tokio::test]
async fn a_log_that_was_replaced_under_a_running_node_is_neither_read_nor_written() {
    let database = Database::new().await;
    let store = database.store().await;
    begin(&store, "a", 1).await;
    let before = store.incarnation();
    let renewed = renew_incarnation(&database.options()).await.expect("the owner may");
    assert_ne!(renewed, before);
    drop_connections(&database).await;
    let answer = loop {
        // The death of a connection is noticed at its next use at the latest.
        match store.append(&stream("b"), Expected::NoStream, event_store::contract::events("b", 1)).await {
            Err(AppendError::Unknown) => {}
            other => break other,
        }
    };
    assert!(
        matches!(&answer, Err(AppendError::Unavailable { reason }) if reason.contains("restored or replaced")),
        "{answer:?}"
    );
    assert!(matches!(store.head().await, Err(ReadError::Damaged { .. })));
    let reopened = database.store().await;
    assert_eq!(reopened.incarnation(), renewed);
    assert_eq!(log(&reopened).await.expect("whole").len(), 1);
}

#[tokio::test]
async fn a_log_that_lost_its_acknowledged_tail_is_refused() {
    let database = Database::new().await;
    let store = database.store().await;
    begin(&store, "a", 3).await;
    harm(&database, "DELETE FROM hejie.events WHERE position = 3").await;
    drop_connections(&database).await;
    let refused = loop {
        if let Err(ReadError::Damaged { reason }) = store.head().await {
            break reason;
        }
    };
    assert!(refused.contains("but 3 was acknowledged"), "{refused}");
}

async fn drop_connections(database: &Database) {
    let person = database.person("hejie").await;
    let sql = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
               WHERE datname = current_database() AND application_name = 'hejie'";
    person.query(sql, &[]).await.expect("connections are ended");
}
