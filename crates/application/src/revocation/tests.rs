//! What is withdrawn, and from when on.

use super::{
    AccessStanding, NumberedRevocation, OtherReaders, Revocation, RevocationAct, RevocationDesk,
    RevocationError, Revocations,
};
use async_trait::async_trait;
use domain::ids::UserId;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use uuid::Uuid;

fn account(name: &str) -> UserId {
    UserId::parse(name).unwrap()
}

fn entry(id: u128, act: RevocationAct, at_s: i64) -> Revocation {
    let (account, reason) = (account("clerk-7"), "left".to_owned());
    Revocation { id: Uuid::from_u128(id), account, act, reason, by: None, at_us: at_s * 1_000_000 }
}

fn refused(revocations: &Revocations, issued_s: u64) -> bool {
    revocations.standing(&account("clerk-7"), issued_s, 0) == AccessStanding::Withdrawn
}

#[tokio::test]
async fn tokens_of_before_are_refused_and_tokens_of_after_are_not() {
    let place = tempfile::tempdir().unwrap();
    let revocations = Revocations::open(place.path(), OtherReaders::None).await.unwrap();
    assert!(!refused(&revocations, 1_000));
    revocations.enter(entry(1, RevocationAct::Tokens, 1_000)).await.unwrap();
    assert!(refused(&revocations, 999) && refused(&revocations, 1_000));
    assert!(!refused(&revocations, 1_001));
    let outside = revocations.standing(&account("clerk-7"), 1_030, 30);
    assert_eq!(outside, AccessStanding::Withdrawn, "the issuer's clock may be ahead");
    assert_eq!(revocations.standing(&account("clerk-8"), 1, 30), AccessStanding::Stands);
}

#[tokio::test]
async fn a_barred_account_has_no_token_until_every_bar_is_lifted_and_none_of_before_comes_back() {
    let place = tempfile::tempdir().unwrap();
    let revocations = Revocations::open(place.path(), OtherReaders::None).await.unwrap();
    revocations.enter(entry(1, RevocationAct::Account, 1_000)).await.unwrap();
    revocations.enter(entry(2, RevocationAct::Account, 1_001)).await.unwrap();
    assert!(refused(&revocations, 9_000));
    revocations.enter(entry(3, RevocationAct::Lifting(Uuid::from_u128(1)), 2_000)).await.unwrap();
    assert!(refused(&revocations, 9_000), "the other one stands");
    revocations.enter(entry(4, RevocationAct::Lifting(Uuid::from_u128(2)), 2_001)).await.unwrap();
    assert!(refused(&revocations, 900) && refused(&revocations, 1_500) && !refused(&revocations, 2_002));

    let listed = revocations.page(None, None, 10);
    let numbers: Vec<u64> = listed.iter().map(|listed| listed.number).collect();
    assert_eq!(numbers, [2, 1], "the newest first, liftings beside what they lift");
    assert_eq!(listed[1].lifting.as_ref().map(|lifting| lifting.id), Some(Uuid::from_u128(3)));
    assert_eq!(revocations.page(None, Some(2), 10).len(), 1);
    assert!(revocations.page(Some(&account("clerk-8")), None, 10).is_empty());
}

#[tokio::test]
async fn the_list_outlives_the_process_and_is_shared_with_a_command_beside_it() {
    let place = tempfile::tempdir().unwrap();
    let server = Revocations::open(place.path(), OtherReaders::None).await.unwrap();
    let command = Revocations::open(place.path(), OtherReaders::Maybe).await.unwrap();
    let begun = std::time::Instant::now();
    command.enter(entry(1, RevocationAct::Account, 1_000)).await.unwrap();
    assert!(begun.elapsed() >= super::FRESH, "whoever has not read it by then believes itself no longer");
    assert!(refused(&server, 9_000) || !server.is_fresh());
    server.hear().await.unwrap();
    assert!(refused(&server, 9_000));
    command.enter(entry(1, RevocationAct::Account, 1_000)).await.unwrap();
    drop(server);
    let again = Revocations::open(place.path(), OtherReaders::None).await.unwrap();
    assert!(refused(&again, 9_000));
    assert_eq!(again.page(None, None, 10).len(), 1, "the same again is entered once");
}

/// A list that can be away, and be put back to an older day.
#[derive(Default)]
struct Elsewhere {
    away: AtomicBool,
    entries: Mutex<Vec<Revocation>>,
}

#[async_trait]
impl RevocationDesk for Elsewhere {
    async fn enter(&self, entry: Revocation) -> Result<(), RevocationError> {
        self.entries.lock().unwrap().push(entry);
        Ok(())
    }

    async fn from(&self, number: u64, limit: u32) -> Result<Vec<NumberedRevocation>, RevocationError> {
        if self.away.load(Ordering::SeqCst) {
            return Err(RevocationError::Unreadable("away".to_owned()));
        }
        let entries = self.entries.lock().unwrap();
        let numbered = (1..).zip(entries.iter().cloned());
        let numbered = numbered.map(|(number, entry)| NumberedRevocation { number, entry });
        Ok(numbered.filter(|entry| entry.number >= number).take(limit as usize).collect())
    }
}

#[tokio::test]
async fn a_list_that_cannot_be_read_for_a_second_leaves_nobody_known() {
    let desk = Arc::new(Elsewhere::default());
    let revocations = Revocations::over(Arc::clone(&desk) as _, OtherReaders::Maybe).await.unwrap();
    let stands = || revocations.standing(&account("clerk-7"), 1_000, 0);
    desk.away.store(true, Ordering::SeqCst);
    assert_eq!(stands(), AccessStanding::Stands, "what was read just now is believed");
    while stands() == AccessStanding::Stands {
        assert!(revocations.age() < Duration::from_secs(2));
        tokio::task::yield_now().await;
    }
    assert_eq!(stands(), AccessStanding::Unknown);
    assert!(!revocations.becomes_fresh().await);
    desk.away.store(false, Ordering::SeqCst);
    revocations.hear().await.unwrap();
    assert_eq!(stands(), AccessStanding::Stands);
}

#[tokio::test]
async fn a_list_put_back_to_an_older_day_is_not_believed() {
    let desk = Arc::new(Elsewhere::default());
    let revocations = Revocations::over(Arc::clone(&desk) as _, OtherReaders::None).await.unwrap();
    for id in 1..=2_500 {
        desk.entries.lock().unwrap().push(entry(id, RevocationAct::Tokens, 1_000));
    }
    revocations.hear().await.unwrap();
    assert_eq!(revocations.page(None, None, 5_000).len(), 2_500, "read page by page");
    desk.entries.lock().unwrap().truncate(2_000);
    assert!(revocations.hear().await.is_err());
}
