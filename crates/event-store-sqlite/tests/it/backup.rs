//! Copies of a running store.

use crate::support::{Place, begin, log, open_at};
use event_store::EventStore;
use event_store_sqlite::{BackupError, CheckOnOpen, backup, restore, verify_copy};

#[tokio::test]
async fn a_backup_holds_everything_up_to_one_moment_and_lives_its_own_life() {
    let place = Place::new();
    let store = place.store();
    begin(&store, "before", 5).await;
    let incarnation = store.backup_to(&place.path("backup.db")).expect("the backup is made");
    begin(&store, "after", 5).await;

    let copy = open_at(&place.path("backup.db"), CheckOnOpen::Always).expect("the backup opens");
    assert_eq!(copy.incarnation(), incarnation);
    assert_ne!(copy.incarnation(), store.incarnation(), "positions of the original mean nothing in the copy");
    let (all, kept) = (log(&store).await.expect("whole"), log(&copy).await.expect("whole"));
    assert_eq!(kept, all[..5]);
    begin(&copy, "goes-on", 1).await;
    assert!(!place.path("backup.db.partial").exists());
}

#[tokio::test]
async fn a_backup_never_overwrites() {
    let place = Place::filled(1).await;
    let store = place.store();
    std::fs::write(place.path("precious"), b"precious").expect("a file");
    let error = store.backup_to(&place.path("precious")).expect_err("it is refused");
    assert!(matches!(error, BackupError::Exists(_)), "{error}");
    assert_eq!(std::fs::read(place.path("precious")).expect("it is still there"), b"precious");
    let error = store.backup_to(&place.path("no/such/directory/backup.db")).expect_err("it is refused");
    assert!(matches!(error, BackupError::Copy(_)), "{error}");
}

#[tokio::test]
async fn the_same_backup_restored_twice_lives_two_lives() {
    let place = Place::filled(4).await;
    let backup = place.path("backup.db");
    place.store().backup_to(&backup).expect("the backup is made");
    let mut lives = vec![place.store().incarnation()];
    for name in ["one.db", "two.db"] {
        let incarnation = restore(&backup, &place.path(name)).expect("the backup is restored");
        let restored = open_at(&place.path(name), CheckOnOpen::Always).expect("it opens");
        assert_eq!(restored.incarnation(), incarnation);
        assert_eq!(log(&restored).await.expect("whole"), log(&place.store()).await.expect("whole"));
        lives.push(incarnation);
    }
    lives.sort_unstable_by_key(|life| life.0);
    lives.dedup();
    assert_eq!(lives.len(), 3);
}

#[tokio::test]
async fn a_restore_refuses_what_is_no_backup_and_never_overwrites() {
    let place = Place::filled(1).await;
    let backup = place.path("backup.db");
    place.store().backup_to(&backup).expect("the backup is made");
    let occupied = restore(&backup, &place.file());
    assert!(matches!(occupied, Err(BackupError::Exists(_))), "{occupied:?}");

    std::fs::write(place.path("new.db-wal"), b"of the store that was here before").expect("a file");
    let haunted = restore(&backup, &place.path("new.db"));
    assert!(matches!(haunted, Err(BackupError::Exists(_))), "{haunted:?}");

    for content in
        [&b""[..], b"not a database, but long enough to be looked at by SQLite, one would think, and more"]
    {
        std::fs::write(place.path("false.db"), content).expect("a file");
        let refused = restore(&place.path("false.db"), &place.path("target.db"));
        assert!(matches!(refused, Err(BackupError::Copy(_))), "{refused:?}");
        assert!(!place.path("target.db").exists() && !place.path("target.db.partial").exists());
    }
}

#[tokio::test]
async fn a_store_another_handle_writes_to_is_copied_without_its_lock() {
    let place = Place::new();
    let store = place.store();
    begin(&store, "before", 5).await;
    let writing = tokio::spawn({
        let store = std::sync::Arc::clone(&store);
        async move {
            for stream in 0..200 {
                begin(&store, &format!("beside-{stream}"), 1).await;
            }
        }
    });
    store.changed(event_store::Position::counter(20)).await;
    let copied = {
        let (source, target) = (place.file(), place.path("copy.db"));
        tokio::task::spawn_blocking(move || backup(&source, &target)).await.expect("no panic")
    };
    writing.await.expect("appends go on meanwhile");

    let mut seen = Vec::new();
    let verified = verify_copy(&place.path("copy.db"), |events| seen.extend_from_slice(events));
    let verified = verified.expect("the copy is whole");
    assert_eq!(verified.incarnation, copied.expect("the copy is made"));
    assert!(verified.events >= 21, "what was acknowledged before is in it: {verified:?}");
    let all = log(&store).await.expect("whole");
    assert_eq!(seen, all[..seen.len()], "a copy is a beginning of the log");
    assert_eq!(verified.head, seen.last().expect("events").position);
}

#[tokio::test]
async fn a_closed_store_is_copied_too_and_a_missing_one_is_named() {
    let place = Place::filled(3).await;
    backup(&place.file(), &place.path("copy.db")).expect("the copy is made");
    let verified = verify_copy(&place.path("copy.db"), |_| {}).expect("the copy is whole");
    assert_eq!(verified.events, 9);
    let missing = backup(&place.path("nowhere.db"), &place.path("other.db")).expect_err("there is none");
    assert!(missing.to_string().contains("nowhere.db"), "{missing}");
    assert!(!place.path("nowhere.db").exists(), "looking for a store makes none");
}

#[tokio::test]
async fn a_copy_with_a_flipped_byte_is_found_out() {
    let place = Place::filled(40).await;
    backup(&place.file(), &place.path("copy.db")).expect("the copy is made");
    let mut bytes = std::fs::read(place.path("copy.db")).expect("the copy");
    let middle = bytes.windows(7).rposition(|window| window == b"\"seed\":").expect("a payload");
    bytes[middle + 9] ^= 1;
    std::fs::write(place.path("copy.db"), bytes).expect("the copy can be changed");
    let verdict = verify_copy(&place.path("copy.db"), |_| {});
    assert!(matches!(verdict, Err(event_store::ReadError::Damaged { .. })), "{verdict:?}");
}
