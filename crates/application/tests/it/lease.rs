//! Who of several nodes acts, and that the others wait for it instead of acting themselves.

use crate::conflict_watch::{a_case_in_mediation, declares_shares, suspensions};
use crate::house::{always, open, open_on};
use crate::in_mediation::BANK;
use application::{ConflictWatch, Epoch, House, LeaseDesk, LeaseError, Stewardship};
use async_trait::async_trait;
use event_store::EventStore;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A lease that runs out when a test says so.
struct Desk {
    store: Arc<dyn EventStore>,
    held: Mutex<(Option<String>, u64)>,
    away: Mutex<bool>,
}

impl Desk {
    fn of(house: &House) -> Arc<Self> {
        let store = Arc::clone(house.store());
        Arc::new(Self { store, held: Mutex::new((None, 0)), away: Mutex::new(false) })
    }

    fn run_out(&self) {
        self.held.lock().unwrap().0 = None;
    }
}

#[async_trait]
impl LeaseDesk for Desk {
    async fn take(&self, holder: &str, _: Duration) -> Result<Option<Epoch>, LeaseError> {
        if *self.away.lock().unwrap() {
            return Err(LeaseError("away".to_owned()));
        }
        let mut held = self.held.lock().unwrap();
        if held.0.is_none() {
            *held = (Some(holder.to_owned()), held.1 + 1);
        }
        Ok((held.0.as_deref() == Some(holder)).then_some(Epoch(held.1)))
    }

    async fn give_back(&self, holder: &str, _: Epoch) -> Result<(), LeaseError> {
        let mut held = self.held.lock().unwrap();
        if held.0.as_deref() == Some(holder) {
            held.0 = None;
        }
        Ok(())
    }

    fn fenced(&self, _: Epoch) -> Arc<dyn EventStore> {
        Arc::clone(&self.store)
    }
}

const TERM: Duration = Duration::from_millis(600);

#[tokio::test]
async fn one_acts_at_a_time_and_the_next_when_it_is_handed_over_or_runs_out() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    let desk = Desk::of(&house);
    let first = Stewardship::start(desk.clone(), TERM, Arc::clone(&house)).await.unwrap();
    let second = Stewardship::start(desk.clone(), TERM, Arc::clone(&house)).await.unwrap();
    let acts = |steward: &Stewardship| steward.acting().borrow().is_some();
    assert!(acts(&first) && !acts(&second));

    let mut next = second.acting();
    first.stop().await;
    next.changed().await.unwrap();
    assert!(acts(&second));

    // Somebody else was faster: whoever learns it acts no more.
    desk.run_out();
    assert_eq!(desk.take("another", TERM).await.unwrap(), Some(Epoch(3)));
    next.changed().await.unwrap();
    assert!(!acts(&second));
}

#[tokio::test]
async fn who_cannot_ask_acts_no_more_when_the_lease_has_run_out_and_again_when_it_can() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    let desk = Desk::of(&house);
    let steward = Stewardship::start(desk.clone(), TERM, Arc::clone(&house)).await.unwrap();
    *desk.away.lock().unwrap() = true;
    let away = std::time::Instant::now();
    let mut acting = steward.acting();
    assert!(acting.borrow_and_update().is_some());
    acting.changed().await.unwrap();
    assert!(acting.borrow().is_none());
    let took = away.elapsed();
    assert!(took >= TERM / 2, "{took:?}: it gave up while the lease was still its own");
    *desk.away.lock().unwrap() = false;
    acting.changed().await.unwrap();
    assert!(acting.borrow().is_some());
}

#[tokio::test]
async fn a_node_that_stands_by_answers_a_change_of_the_roster_when_the_other_has_scanned() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let house = Arc::new(open(here.path()));
    let case = a_case_in_mediation(&house).await;
    let standing_by = Arc::new(open_on(there.path(), Arc::clone(house.store())));
    let (_turn, acting) = tokio::sync::watch::channel(None);
    let _one = ConflictWatch::start(Arc::clone(&house), always(&house), here.path()).unwrap();
    let _other = ConflictWatch::start(Arc::clone(&standing_by), acting, there.path()).unwrap();
    declares_shares(&standing_by, "here", BANK).await;
    assert_eq!(
        suspensions(&standing_by, case).await,
        1,
        "the scan is in the log when the change is answered"
    );
}

#[tokio::test]
async fn what_nobody_did_the_next_does_when_it_takes_over() {
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    let case = a_case_in_mediation(&house).await;
    let (turn, acting) = tokio::sync::watch::channel(None);
    let _watch = ConflictWatch::start(Arc::clone(&house), acting, directory.path()).unwrap();
    let before = house.store().head().await.unwrap();
    let taking_over = async {
        // The change is in the log before anybody may act on it.
        house.store().changed(before).await;
        assert_eq!(suspensions(&house, case).await, 0);
        turn.send_replace(Some(Arc::clone(&house)));
    };
    let ((), ()) = tokio::join!(declares_shares(&house, "here", BANK), taking_over);
    assert_eq!(suspensions(&house, case).await, 1);
}
