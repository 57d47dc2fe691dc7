//! Copies of a running store.

use crate::support::{Place, begin, log, open_at};
use event_store::EventStore;
use event_store_sqlite::{BackupError, CheckOnOpen, restore};

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
