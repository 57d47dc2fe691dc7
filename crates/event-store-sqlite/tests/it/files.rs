//! Files that are not a store, or not one of ours, or not whole.

use crate::support::{Place, begin, log, open_at};
use event_store::EventStore;
use event_store_sqlite::{CheckOnOpen, OpenError, SqliteEventStore, SqliteOptions};
use rusqlite::Connection;
use std::fs;

fn refusal(place: &Place) -> OpenError {
    SqliteEventStore::open(place.options()).err().expect("the file is refused")
}

#[tokio::test]
async fn a_missing_file_is_created_with_its_directories() {
    let place = Place::new();
    let path = place.path("of/the/centre/events.db");
    let store = SqliteEventStore::open(SqliteOptions { wal_bytes: 0, ..SqliteOptions::new(&path) })
        .expect("it opens");
    begin(&store, "a", 1).await;
    assert!(path.exists());
}

#[tokio::test]
async fn an_empty_file_is_a_new_store() {
    let place = Place::new();
    fs::write(place.file(), b"").expect("a file");
    begin(&place.store(), "a", 1).await;
    assert_eq!(log(&place.store()).await.expect("the log is whole").len(), 1);
}

#[test]
fn a_file_of_something_else_is_refused_and_left_alone() {
    let place = Place::new();
    for content in [
        &b"\0"[..],
        b"%PDF-1.7 not a database",
        &[0; 8192],
        &[0xff; 5000],
        b"SQLite format 3",
        b"SQLite format 3\0",
    ] {
        fs::write(place.file(), content).expect("a file");
        let error = refusal(&place);
        assert!(matches!(error, OpenError::NotAStore { .. }), "{error}");
        assert!(error.to_string().contains("events.db is not an event store"), "{error}");
        assert_eq!(fs::read(place.file()).expect("it is still there"), content);
    }
}

#[test]
fn a_directory_is_refused() {
    let place = Place::new();
    fs::create_dir(place.file()).expect("a directory");
    assert!(refusal(&place).to_string().contains("events.db"));
}

#[test]
fn a_database_of_another_program_is_refused_and_left_alone() {
    let place = Place::new();
    let other = Connection::open(place.file()).expect("a database");
    other
        .execute_batch("CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('mine')")
        .expect("a table");
    drop(other);
    let before = fs::read(place.file()).expect("bytes");
    let error = refusal(&place);
    assert!(matches!(error, OpenError::NotAStore { .. }), "{error}");
    assert!(error.to_string().contains("another program"), "{error}");
    assert_eq!(fs::read(place.file()).expect("bytes"), before);
}

/// A file of version 1 is one without the links; its rows keep their checksums.
#[tokio::test]
async fn a_store_from_before_the_chain_opens_and_goes_on_chained() {
    let place = Place::filled(3).await;
    let before = log(&place.store()).await.expect("the log is whole");
    let shell = Connection::open(place.file()).expect("a shell opens the file");
    shell
        .execute_batch("ALTER TABLE events DROP COLUMN previous; PRAGMA user_version = 1")
        .expect("the file as version 1 made it");
    drop(shell);

    let store = place.store();
    assert_eq!(log(&store).await.expect("the log is whole"), before, "every event is as it was");
    assert!(before.iter().all(|event| event.previous.is_none()), "and shown as not chained");
    let mut chained = event_store::contract::event("chained");
    chained.previous = Some([5; 32]);
    let stream = crate::support::stream("after");
    store.append(&stream, event_store::Expected::NoStream, vec![chained]).await.expect("it is taken");
    drop(store);
    let after = log(&place.store()).await.expect("the log is whole");
    assert_eq!(after.last().and_then(|event| event.previous), Some([5; 32]));
    assert_eq!(after[..before.len()], before[..]);
}

#[tokio::test]
async fn a_store_of_a_newer_version_is_refused_by_name() {
    let place = Place::filled(1).await;
    let shell = Connection::open(place.file()).expect("a shell opens the file");
    shell.pragma_update(None, "user_version", 7).expect("a version");
    drop(shell);
    let error = refusal(&place);
    assert!(matches!(error, OpenError::Newer { found: 7, .. }), "{error}");
    assert!(error.to_string().contains("use a newer version"), "{error}");
}

#[tokio::test]
async fn a_truncated_file_is_refused_at_every_length() {
    let place = Place::filled(60).await;
    let whole = fs::read(place.file()).expect("bytes");
    for length in (1..whole.len()).step_by(1021) {
        let path = place.path("short.db");
        fs::write(&path, &whole[..length]).expect("a shorter file");
        match open_at(&path, CheckOnOpen::Never) {
            Err(OpenError::NotAStore { .. } | OpenError::Damaged { .. }) => {}
            Err(other) => assert!(other.to_string().contains("short.db"), "{other}"),
            Ok(store) => assert!(
                log(&store).await.is_err(),
                "{length} of {} bytes were served as a store",
                whole.len()
            ),
        }
    }
}

#[tokio::test]
async fn a_garbage_write_ahead_log_is_refused_because_it_may_have_held_events() {
    let place = Place::filled(2).await;
    for garbage in [&b"garbage"[..], &[0xa5; 40_000]] {
        fs::write(place.wal(), garbage).expect("garbage");
        let error = refusal(&place);
        assert!(matches!(error, OpenError::Damaged { .. }), "{error}");
        assert!(error.to_string().contains("write-ahead log"), "{error}");
    }
    fs::write(place.wal(), vec![0; 40_000]).expect("zeros, as they are filled in ahead");
    assert_eq!(log(&place.store()).await.expect("the log is whole").len(), 6);
}

#[tokio::test]
async fn an_empty_file_beside_a_full_write_ahead_log_is_refused() {
    let place = Place::new();
    let store = place.store();
    begin(&store, "a", 3).await;
    fs::copy(place.wal(), place.path("other.db-wal")).expect("a copy");
    fs::write(place.path("other.db"), b"").expect("an empty file");
    let error = open_at(&place.path("other.db"), CheckOnOpen::Never).err().expect("it is refused");
    assert!(error.to_string().contains("is empty, but its write-ahead log"), "{error}");
}

#[tokio::test]
async fn a_clean_close_leaves_an_empty_write_ahead_log() {
    let place = Place::new();
    let store = place.store();
    let incarnation = store.incarnation();
    begin(&store, "a", 3).await;
    assert!(fs::metadata(place.wal()).expect("a write-ahead log").len() > 0);
    drop(store);
    assert_eq!(fs::metadata(place.wal()).map_or(0, |file| file.len()), 0);
    assert_eq!(place.store().incarnation(), incarnation);
}

/// A process that died with the store open, as three files: the database, its write-ahead log and the lock file.
async fn died_open(place: &Place, name: &str) -> std::path::PathBuf {
    let store = place.store();
    begin(&store, "a", 3).await;
    let path = place.path(name);
    for suffix in ["", "-wal", ".lock"] {
        let from = place
            .file()
            .with_file_name(format!("{}{suffix}", place.file().file_name().expect("a name").display()));
        fs::copy(from, place.path(&format!("{name}{suffix}"))).expect("a copy");
    }
    path
}

#[tokio::test]
async fn a_write_ahead_log_deleted_or_cut_off_after_a_crash_is_missed() {
    let place = Place::new();
    let path = died_open(&place, "died.db").await;
    let wal = place.path("died.db-wal");
    let whole = fs::read(&wal).expect("bytes");
    for length in [None, Some(0), Some(32 + 4120), Some(whole.len() - 1)] {
        match length {
            None => fs::remove_file(&wal).expect("it was there"),
            Some(length) => fs::write(&wal, &whole[..length]).expect("a shorter one"),
        }
        let error = open_at(&path, CheckOnOpen::Always).err().expect("it is refused");
        assert!(error.to_string().contains("deleted or cut off"), "{length:?}: {error}");
    }
    fs::write(&wal, &whole).expect("it is put back");
    let survivor = open_at(&path, CheckOnOpen::Always).expect("nothing is lost");
    assert_eq!(survivor.head().await.expect("a head").commit, 3);
}

#[tokio::test]
async fn a_write_ahead_log_deleted_after_a_clean_close_is_not_missed() {
    let place = Place::new();
    let path = died_open(&place, "closed.db").await;
    drop(open_at(&path, CheckOnOpen::Always).expect("it opens after the crash"));
    if place.path("closed.db-wal").exists() {
        fs::remove_file(place.path("closed.db-wal")).expect("nothing stands in it");
    }
    let again = open_at(&path, CheckOnOpen::Always).expect("everything stands in the database");
    assert_eq!(again.head().await.expect("a head").commit, 3);
}
