//! The time beside an event: for people, and never in the way of order.

use super::{Bench, Dice, append, event, exact, read_all, stream};
use crate::{Appended, Clock, EventStore, Expected, NewEvent, StreamName};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

const WRITERS: u64 = 16;
const APPENDS: u64 = 25;

const DAY_US: i64 = 86_400_000_000;

/// 2027-01-15 08:00 UTC.
const NOON_US: i64 = 1_800_000_000_000_000;

/// A clock that stands on the right day, the day before or the day after, by lot at each look, and moves on a millisecond.
fn jumping() -> (Clock, Arc<AtomicI64>) {
    let dice = Mutex::new(Dice(0x00c1_0c4d));
    let (looks, latest) = (AtomicU64::new(0), Arc::new(AtomicI64::new(0)));
    let told = Arc::clone(&latest);
    let clock = Clock::of(move || {
        let day = dice.lock().map_or(0, |mut dice| dice.below(3) as i64 - 1);
        let now = NOON_US + day * DAY_US + 1000 * looks.fetch_add(1, Ordering::SeqCst) as i64;
        told.fetch_max(now, Ordering::SeqCst);
        now
    });
    (clock, latest)
}

/// The clock jumps a day back and forth while many append and repeat themselves: positions rise, nothing is lost or written twice, a
/// repeat is recognised across every jump and after reopening, and no event was recorded before the one in front of it.
pub async fn a_jumping_clock_loses_nothing_and_never_runs_backwards_in_the_log(bench: &dyn Bench) {
    let (clock, latest) = jumping();
    let probed = bench.probe().open_with_clock(clock).await;
    let obeys = probed.is_some();
    let store = match probed {
        Some(store) => store,
        None => bench.open().await,
    };
    let writers: Vec<_> =
        (0..WRITERS).map(|writer| tokio::spawn(write(Arc::clone(&store), writer))).collect();
    let mut calls = Vec::new();
    for writer in writers {
        calls.extend(writer.await.expect("a writer does not fail"));
    }
    insist_on_order(&*store, calls.len()).await;
    if obeys {
        let last = read_all(&*store).await.last().map_or(0, |event| event.recorded_at_us);
        assert!(last > NOON_US, "the engine does not look at the clock it was given");
        assert!(last <= latest.load(Ordering::SeqCst), "a time was written that no clock has told");
    }
    drop(store);

    // As if the day had never been: the clock of the next start is behind the whole log.
    let behind = bench.probe().open_with_clock(Clock::of(|| NOON_US - 2 * DAY_US)).await;
    let store = match behind {
        Some(store) => store,
        None => bench.open().await,
    };
    for (to, expected, new, first) in &calls {
        let again = append(&*store, to, *expected, vec![new.clone()]).await;
        assert_eq!(again, Appended { fresh: false, ..*first }, "a repeat was not recognised after a jump");
    }
    append(&*store, &stream("behind"), Expected::NoStream, vec![event("behind")]).await;
    insist_on_order(&*store, calls.len() + 1).await;
}

type Call = (StreamName, Expected, NewEvent, Appended);

async fn write(store: Arc<dyn EventStore>, writer: u64) -> Vec<Call> {
    let to = stream(&format!("w{writer}"));
    let mut calls = Vec::new();
    for index in 0..APPENDS {
        let expected = index.checked_sub(1).map_or(Expected::NoStream, exact);
        let new = event(&format!("writer {writer} append {index}"));
        let first = append(&*store, &to, expected, vec![new.clone()]).await;
        assert!(first.fresh, "a first call is told it is a repeat");
        let again = append(&*store, &to, expected, vec![new.clone()]).await;
        assert_eq!(again, Appended { fresh: false, ..first }, "a repeat was not recognised");
        calls.push((to.clone(), expected, new, first));
    }
    calls
}

async fn insist_on_order(store: &dyn EventStore, count: usize) {
    let log = read_all(store).await;
    assert_eq!(log.len(), count, "every acknowledged event is stored once");
    assert!(log.windows(2).all(|pair| pair[0].position < pair[1].position), "positions are unique and rise");
    let backwards = log.windows(2).find(|pair| pair[0].recorded_at_us > pair[1].recorded_at_us);
    assert!(backwards.is_none(), "an event was recorded before the one in front of it: {backwards:?}");
}
