//! What the database itself refuses, and which databases are refused.

use crate::cluster::{self, Cluster};
use crate::support::{Database, begin, log, stream};
use event_store::contract::event;
use event_store::{AppendError, EventStore, Expected};
use event_store_postgres::{OpenError, PgEventStore, PgOptions};

const CHANGES: [&str; 7] = [
    "UPDATE hejie.events SET payload = ''",
    "UPDATE hejie.events SET payload = '' WHERE position = 99",
    "DELETE FROM hejie.events WHERE position = 1",
    "TRUNCATE hejie.events",
    "DELETE FROM hejie.head",
    "TRUNCATE hejie.store",
    "UPDATE hejie.head SET one = true",
];

#[tokio::test]
async fn events_cannot_be_updated_or_deleted_by_their_owner() {
    let database = Database::new().await;
    let store = database.store().await;
    begin(&store, "a", 3).await;
    let owner = database.person("hejie").await;
    for role in ["origin", "replica"] {
        owner
            .batch_execute(&format!("SET session_replication_role = {role}"))
            .await
            .expect("a superuser may");
        for sql in CHANGES {
            let error = owner.batch_execute(sql).await.expect_err("the statement is refused");
            let message = error.as_db_error().map(|error| error.message().to_owned()).unwrap_or_default();
            assert!(message.contains("is refused"), "{sql}: {message}");
        }
    }
    assert_eq!(log(&store).await.expect("the log is whole").len(), 3);
}

#[tokio::test]
async fn the_service_role_can_append_and_read_and_nothing_else() {
    let database = Database::new().await;
    let owner_store = database.store().await;
    begin(&owner_store, "a", 1).await;
    let owner = database.person("hejie").await;
    owner.batch_execute(include_str!("../../sql/service-role.sql")).await.expect("the script runs");

    let service =
        PgEventStore::connect(database.options_of("hejie_service")).await.expect("the service opens");
    begin(&service, "b", 2).await;
    assert_eq!(log(&service).await.expect("it reads"), log(&owner_store).await.expect("the owner reads"));
    let person = database.person("hejie_service").await;
    let others = [
        "INSERT INTO hejie.events SELECT 99, 'case-x', 0, gen_random_uuid(), 't', 0, '', '', 0",
        "UPDATE hejie.store SET version = 0",
        "CREATE TABLE hejie.other ()",
        "ALTER TABLE hejie.events DISABLE TRIGGER ALL",
        "DROP TABLE hejie.events",
    ];
    for sql in CHANGES.into_iter().chain(others) {
        assert!(person.batch_execute(sql).await.is_err(), "the service may not: {sql}");
    }
    assert_eq!(log(&service).await.expect("the log is whole").len(), 3);
    // The contested way takes the lock of the head, which the role must be allowed to.
    contend(&service, &owner_store).await;
}

/// Two nodes on one stream, until both have met the other's writes.
async fn contend(one: &PgEventStore, other: &PgEventStore) {
    let to = stream("contested");
    for round in 0..20 {
        let expected = match round {
            0 => Expected::NoStream,
            next => Expected::Exact(event_store::Revision(next - 1)),
        };
        let (first, second) = tokio::join!(
            one.append(&to, expected, vec![event(&format!("one {round}"))]),
            other.append(&to, expected, vec![event(&format!("other {round}"))]),
        );
        assert!(first.is_ok() != second.is_ok(), "exactly one wins: {first:?}, {second:?}");
    }
}

#[tokio::test]
async fn tables_whose_refusals_were_dropped_are_not_opened() {
    let database = Database::new().await;
    begin(&*database.store().await, "a", 1).await;
    let owner = database.person("hejie").await;
    owner
        .batch_execute("ALTER TABLE hejie.events DISABLE TRIGGER events_are_final")
        .await
        .expect("an owner may");
    let refused = PgEventStore::connect(database.options()).await.err().expect("the store is refused");
    assert!(matches!(refused, OpenError::Damaged { .. }), "{refused}");
}

#[tokio::test]
async fn tables_of_a_newer_version_are_not_opened() {
    let database = Database::new().await;
    drop(database.store().await);
    let owner = database.person("hejie").await;
    owner.batch_execute("UPDATE hejie.store SET version = 99").await.expect("an owner may");
    let refused = PgEventStore::connect(database.options()).await.err().expect("the store is refused");
    assert!(matches!(refused, OpenError::Newer { found: 99, .. }), "{refused}");
}

#[tokio::test]
async fn a_server_that_does_not_sync_is_refused_unless_that_is_accepted() {
    let cluster = Cluster::start("fsync = off\n");
    let database = Database::on(&cluster).await;
    let refused = PgEventStore::connect(database.options()).await.err().expect("the server is refused");
    assert!(matches!(refused, OpenError::Unsuitable { .. }), "{refused}");
    assert!(refused.to_string().contains("fsync is off"), "{refused}");
    let options = PgOptions { accept_unsafe_server: true, ..database.options() };
    begin(&PgEventStore::connect(options).await.expect("accepted"), "a", 1).await;
}

#[tokio::test]
async fn a_database_in_another_encoding_is_refused() {
    let database = Database::new().await;
    let owner = database.person("hejie").await;
    owner
        .batch_execute("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
        .await
        .expect("a database");
    let text = format!("host={} user=hejie dbname=latin", cluster::shared().socket());
    let options = PgOptions::parse(&text).expect("these are options");
    let refused = PgEventStore::connect(options).await.err().expect("the database is refused");
    assert!(refused.to_string().contains("UTF8"), "{refused}");
}

#[tokio::test]
async fn an_event_type_the_database_cannot_hold_is_refused_before_it_harms_its_neighbours() {
    let database = Database::new().await;
    let store = database.store().await;
    let mut odd = event("odd");
    odd.event_type = "case.\0.v1".into();
    let to = stream("odd");
    let (odd, _) = tokio::join!(store.append(&to, Expected::NoStream, vec![odd]), begin(&store, "even", 1));
    assert!(matches!(odd, Err(AppendError::TooLarge { .. })), "{odd:?}");
}

#[tokio::test]
async fn a_closed_store_takes_nothing_and_still_reads() {
    let database = Database::new().await;
    let store = database.store().await;
    begin(&store, "a", 2).await;
    store.close().await;
    store.close().await;
    let answer = store.append(&stream("b"), Expected::NoStream, vec![event("late")]).await;
    assert_eq!(answer, Err(AppendError::Unavailable { reason: "the event store is closed".to_owned() }));
    assert_eq!(log(&store).await.expect("reading works").len(), 2);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named_without_the_password() {
    let options =
        PgOptions::parse("host=/nowhere user=hejie password=secret dbname=events").expect("options");
    let refused = PgEventStore::connect(options).await.err().expect("nobody answers");
    let text = refused.to_string();
    assert!(text.contains("/nowhere") && text.contains("events") && !text.contains("secret"), "{text}");
}
