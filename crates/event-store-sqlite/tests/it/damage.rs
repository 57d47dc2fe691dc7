//! A flipped bit anywhere is told, never served.

use crate::support::{Place, begin, log, open_at, streams};
use event_store::{EventStore, Position, ReadError, Revision};
use event_store_sqlite::CheckOnOpen;
use std::fs;

#[tokio::test]
async fn a_flipped_byte_in_an_event_is_detected_and_named() {
    let place = Place::filled(30).await;
    let mut bytes = fs::read(place.file()).expect("bytes");
    let needle = br#"{"seed":"s20/1"}"#;
    let at =
        bytes.windows(needle.len()).position(|window| window == needle).expect("the payload is in the file");
    bytes[at + 9] ^= 1;
    fs::write(place.file(), bytes).expect("a damaged file");

    let store = place.store();
    let reason = "the event at position 62 does not match its checksum".to_owned();
    let damaged = Err(ReadError::Damaged { reason });
    let name = crate::support::stream("s20");
    assert_eq!(store.read_stream(&name, Revision(0), 10).await, damaged);
    assert_eq!(store.read_stream_backward(&name, 10).await, damaged);
    assert_eq!(store.read_log(Position::START, 1000).await.map(|page| page.events), damaged);
    assert_eq!(store.verify(|_| {}).map(|_| Vec::new()), damaged);
    let before = store.read_log(Position::START, 61).await.map(|page| page.events.len());
    assert_eq!(before, Ok(61), "what is whole is still served");
}

/// Every 127th byte of the file, one bit each: opened without any check, the log is either exactly the truth or an error.
#[tokio::test]
async fn a_flipped_bit_anywhere_never_changes_the_log() {
    let place = Place::filled(40).await;
    let truth = log(&place.store()).await.expect("the log is whole");
    let bytes = fs::read(place.file()).expect("bytes");
    let mut told = 0;
    for at in (0..bytes.len()).step_by(127) {
        let path = damaged_copy(&place, &bytes, at);
        let Ok(store) = open_at(&path, CheckOnOpen::Never) else {
            told += 1;
            continue;
        };
        match log(&store).await {
            Ok(served) => assert!(served == truth, "a bit flipped at {at} was served as truth"),
            Err(_) => told += 1,
        }
    }
    assert!(told > 25, "only {told} flips were noticed: the test flips nothing of importance");
}

/// The indexes too: checked at open, no flip can hide the end of a stream.
#[tokio::test]
async fn a_flipped_bit_anywhere_never_changes_a_stream_once_the_file_was_checked() {
    let place = Place::filled(40).await;
    let store = place.store();
    let all = log(&store).await.expect("the log is whole");
    let truth = streams(&store, &all).await.expect("the streams are whole");
    drop(store);
    let bytes = fs::read(place.file()).expect("bytes");
    for at in (0..bytes.len()).step_by(131) {
        let path = damaged_copy(&place, &bytes, at);
        if let Ok(store) = open_at(&path, CheckOnOpen::Always)
            && let Ok(served) = streams(&store, &all).await
        {
            assert!(served == truth, "a bit flipped at {at} was served as truth");
        }
    }
}

/// What was acknowledged and synced before the last commit cannot vanish from a damaged write-ahead log without a word.
#[tokio::test]
async fn a_flipped_bit_in_the_write_ahead_log_never_drops_more_than_its_last_commit() {
    let place = Place::new();
    let store = place.store();
    for index in 0..12 {
        begin(&store, &format!("s{index}"), 2).await;
    }
    let (file, wal) = (fs::read(place.file()).expect("bytes"), fs::read(place.wal()).expect("bytes"));
    let truth = log(&store).await.expect("the log is whole");
    drop(store);
    let frames = wal.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let (mut refused, mut shortened) = (0, 0);
    for at in (0..frames).step_by(509) {
        let path = place.path("copy.db");
        fs::write(&path, &file).expect("a copy");
        let mut damaged = wal.clone();
        damaged[at] ^= 1 << (at % 8);
        fs::write(place.path("copy.db-wal"), damaged).expect("a damaged copy");
        match open_at(&path, CheckOnOpen::Never) {
            Err(_) => refused += 1,
            Ok(store) => {
                let served = log(&store).await.expect("what is recovered is whole");
                assert!(truth.starts_with(&served), "a bit flipped at {at} changed the log");
                assert!(
                    served.len() + 2 * 2 >= truth.len(),
                    "a bit flipped at {at} dropped {} events",
                    truth.len() - served.len()
                );
                shortened += usize::from(served.len() < truth.len());
            }
        }
    }
    assert!(
        refused > 10 && shortened > 0,
        "{refused} refused, {shortened} shortened: the test flips nothing of importance"
    );
}

fn damaged_copy(place: &Place, bytes: &[u8], at: usize) -> std::path::PathBuf {
    let path = place.path("copy.db");
    for suffix in ["-wal", "-shm"] {
        // Of the copy before; the first has none.
        let _absent = fs::remove_file(place.path(&format!("copy.db{suffix}")));
    }
    let mut damaged = bytes.to_vec();
    damaged[at] ^= 1 << (at % 8);
    fs::write(&path, damaged).expect("a damaged copy");
    path
}
