//! The moment of a crash, taken as a copy of the files while others write.

use crate::support::{Place, log, open_at, stream};
use event_store::contract::event;
use event_store::{EventStore, Expected, Position, Revision};
use event_store_sqlite::{CheckOnOpen, SqliteEventStore, SqliteOptions};
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

const WRITERS: u64 = 16;
const APPENDS: u64 = 40;

/// Appends one by one and notes what was acknowledged.
async fn write(store: Arc<SqliteEventStore>, writer: u64, acknowledged: Arc<AtomicU64>) {
    let mut expected = Expected::NoStream;
    for index in 0..APPENDS {
        let event = event(&format!("{writer} {index}"));
        let appended =
            store.append(&stream(&format!("w{writer}")), expected, vec![event]).await.expect("taken");
        acknowledged.fetch_max(appended.position.commit, Ordering::SeqCst);
        expected = Expected::Exact(Revision(index));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_copied_in_the_middle_of_writing_open_to_a_prefix_with_every_acknowledged_event() {
    let place = Place::new();
    // Room for all of it, so that no checkpoint runs: a crash freezes both files in one moment, copying them does not.
    let store =
        SqliteEventStore::open(SqliteOptions { wal_bytes: 16 << 20, ..place.options() }).expect("it opens");
    let acknowledged = Arc::new(AtomicU64::new(0));
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| tokio::spawn(write(Arc::clone(&store), writer, Arc::clone(&acknowledged))))
        .collect();
    for round in 1..=5_u64 {
        store.changed(Position::counter(round * 100)).await;
        let promised = acknowledged.load(Ordering::SeqCst);
        let path = place.path(&format!("crash{round}.db"));
        fs::copy(place.file(), &path).expect("a copy");
        fs::copy(place.wal(), place.path(&format!("crash{round}.db-wal"))).expect("a copy");
        let survivor = open_at(&path, CheckOnOpen::Always).expect("the copy opens");
        let events = log(&survivor).await.expect("the log has no hole");
        assert!(
            events.len() as u64 >= promised,
            "{} events survived, {promised} were acknowledged",
            events.len()
        );
        assert_eq!(survivor.incarnation(), store.incarnation());
        assert_eq!(survivor.verify(|_| {}), Ok(events.len() as u64));
    }
    for writer in writers {
        writer.await.expect("a writer does not fail");
    }
}

#[tokio::test]
async fn a_write_ahead_log_torn_at_any_length_opens_to_a_prefix() {
    let place = Place::new();
    let store = place.store();
    for index in 0..12 {
        crate::support::begin(&store, &format!("s{index}"), 2).await;
    }
    let (file, wal) = (fs::read(place.file()).expect("bytes"), fs::read(place.wal()).expect("bytes"));
    let truth = log(&store).await.expect("the log is whole");
    let frames = wal.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let mut lengths: Vec<usize> = Vec::new();
    for length in (32..=frames).step_by(1500).chain([frames]) {
        let path = place.path("torn.db");
        fs::write(&path, &file).expect("a copy");
        fs::write(place.path("torn.db-wal"), &wal[..length]).expect("a torn copy");
        // The first transaction creates the tables; before it there is nothing, and the store is new.
        let survivor = open_at(&path, CheckOnOpen::Always).expect("a torn end is no damage");
        let events = log(&survivor).await.expect("the log has no hole");
        assert!(truth.starts_with(&events), "torn at {length}");
        lengths.push(events.len());
    }
    assert!(lengths.is_sorted(), "a longer log holds more: {lengths:?}");
    assert_eq!(lengths.last(), Some(&truth.len()));
}
