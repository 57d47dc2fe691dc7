//! Copies of a running store.

use crate::support::{Place, begin, log, open_at};
use event_store::EventStore;
use event_store_sqlite::{BackupError, CheckOnOpen};

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
