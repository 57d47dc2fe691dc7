//! The behaviour every engine must show.
//!
//! An engine implements [`Bench`] over a fresh, empty store and writes `event_store::contract_tests!(its bench);` in its integration
//! tests: every promise below becomes a test of its own there. A broken promise panics with a sentence that says which one.
#![allow(
    clippy::panic,
    clippy::expect_used,
    reason = "test code, shipped as a feature so that every engine runs the same; a panic is how a test fails"
)]

mod clients;
mod concurrency;
mod durability;
mod expectation;
mod following;
mod held;
mod history;
mod identity;
mod limits;
mod model;
mod pressure;
mod probe;
mod reading;
mod time;

pub use clients::*;
pub use concurrency::*;
pub use durability::*;
pub use expectation::*;
pub use following::*;
pub use held::*;
pub use history::*;
pub use identity::*;
pub use limits::*;
pub use model::*;
pub use pressure::*;
pub use probe::*;
pub use reading::*;
pub use time::*;

use crate::{Appended, EventStore, Expected, NewEvent, Position, RecordedEvent, Revision, StreamName};
use async_trait::async_trait;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// One store of the engine under test, empty when first opened.
#[async_trait]
pub trait Bench: Send + Sync {
    /// Opens the store. Called again only after every earlier handle is dropped, and then opens the same store.
    async fn open(&self) -> Arc<dyn EventStore>;

    /// What the suite may do to the engine beside using it. Without it those promises are held to what can be seen from outside.
    fn probe(&self) -> &dyn Probe {
        &Unprobed
    }
}

/// Makes every promise of the contract a `#[tokio::test]` of the calling module.
///
/// The expression is evaluated once a test and must give a bench of its own each time; it may `.await`.
#[macro_export]
macro_rules! contract_tests {
    ($bench:expr) => {
        $crate::each_promise! { [$crate::contract_tests] @each $bench; }
        $crate::each_probed_promise! { [$crate::contract_tests] @each $bench; }
    };
    (@each $bench:expr; $($name:ident)+) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let bench = $bench;
                $crate::contract::in_time($crate::contract::$name(&bench)).await;
            }
        )+
    };
}

/// Hands the names of all promises to another macro, behind what that macro wants first.
#[doc(hidden)]
#[macro_export]
macro_rules! each_promise {
    ([$($then:tt)+] $($first:tt)*) => {
        $($then)+! { $($first)*
            a_new_stream_begins_at_revision_zero
            a_stream_grows_from_its_exact_revision
            a_wrong_expectation_is_told_where_the_stream_stands
            an_expectation_beyond_any_number_is_a_conflict
            an_append_is_all_or_nothing
            a_conflict_leaves_other_streams_alone
            the_same_call_again_gets_the_first_answer
            the_same_call_again_gets_the_first_answer_after_later_appends
            the_same_call_many_times_at_once_is_written_once
            a_repeat_of_a_part_is_refused
            an_event_id_is_used_once_in_the_whole_log
            an_event_id_is_used_once_in_an_append
            an_empty_log_reads_as_empty
            a_stream_reads_from_a_revision_and_up_to_a_limit
            a_stream_reads_backward_from_its_end
            a_long_stream_reads_whole
            the_log_pages_without_overlap_or_gap
            bytes_come_back_as_they_were
            the_link_to_the_event_before_comes_back_or_stays_absent
            following_an_empty_log_says_so_and_wakes_on_the_first_event
            following_starts_behind_the_stored_position
            following_moves_the_checkpoint_with_every_page
            news_are_what_the_log_holds
            a_hundred_reconnects_lose_and_double_nothing
            positions_follow_commit_order_under_many_writers
            a_concurrent_history_is_linearisable
            a_full_line_refuses_loses_nothing_and_recovers
            exactly_one_of_many_racing_appends_wins
            an_append_beyond_the_limits_is_refused_and_writes_nothing
            an_append_at_the_limit_is_taken
            a_random_history_reads_like_its_model
            reopening_keeps_every_event_and_the_incarnation
            reopening_still_recognises_a_repeat
        }
    };
}

/// The same for the promises that prove little without a lever (see [`Probe`]): only an engine's own tests hold it to them.
#[doc(hidden)]
#[macro_export]
macro_rules! each_probed_promise {
    ([$($then:tt)+] $($first:tt)*) => {
        $($then)+! { $($first)*
            a_held_append_is_never_overtaken
            a_transaction_that_began_early_stands_where_it_commits
            a_jumping_clock_loses_nothing_and_never_runs_backwards_in_the_log
            a_restored_log_lives_another_life
        }
    };
}

/// A promise, to be kept on a bench of its own; a broken one panics with a sentence.
pub type Promise = for<'a> fn(&'a dyn Bench) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

macro_rules! listed {
    ($($name:ident)+) => {
        vec![$((stringify!($name), (|bench| Box::pin($name(bench))) as Promise)),+]
    };
}

/// Every promise that can be tried from outside, with its name, for whoever wants to hold a store to them outside of a test.
#[must_use]
pub fn promises() -> Vec<(&'static str, Promise)> {
    each_promise! { [listed] }
}

/// Fails with a sentence instead of hanging when an engine sleeps through something.
pub async fn in_time(promise: impl Future<Output = ()>) {
    let done = tokio::time::timeout(Duration::from_secs(120), promise).await;
    assert!(
        done.is_ok(),
        "the promise was not kept within two minutes: an append, a read or a wake-up never came"
    );
}

/// An event whose id is a function of `seed`.
#[must_use]
pub fn event(seed: &str) -> NewEvent {
    NewEvent {
        event_id: Uuid::new_v5(&Uuid::NAMESPACE_OID, seed.as_bytes()),
        event_type: "contract.happened.v1".into(),
        metadata: br#"{"actor":"contract"}"#.to_vec(),
        payload: format!(r#"{{"seed":"{seed}"}}"#).into_bytes(),
        previous: None,
    }
}

/// Several of them.
#[must_use]
pub fn events(seed: &str, count: usize) -> Vec<NewEvent> {
    (0..count).map(|index| event(&format!("{seed}/{index}"))).collect()
}

fn stream(id: &str) -> StreamName {
    StreamName::parse(&format!("contract-{id}")).expect("the suite's own names are stream names")
}

fn exact(revision: u64) -> Expected {
    Expected::Exact(Revision(revision))
}

/// Appends and insists.
async fn append(
    store: &dyn EventStore,
    to: &StreamName,
    expected: Expected,
    events: Vec<NewEvent>,
) -> Appended {
    match store.append(to, expected, events).await {
        Ok(appended) => appended,
        Err(error) => {
            panic!("an append to {to} with the right expectation {expected:?} was refused: {error}")
        }
    }
}

/// A whole stream, insisting that it can be read.
async fn read(store: &dyn EventStore, from: &StreamName) -> Vec<RecordedEvent> {
    match store.read_stream(from, Revision(0), usize::MAX).await {
        Ok(events) => events,
        Err(error) => panic!("{from} could not be read: {error}"),
    }
}

/// The whole log, page by page.
async fn read_all(store: &dyn EventStore) -> Vec<RecordedEvent> {
    let mut all = Vec::new();
    let mut after = Position::START;
    loop {
        let page = store.read_log(after, 100).await.expect("the log can be read");
        assert!(page.at_end || page.safe_through > after, "a page that is not the last one moved nothing");
        after = page.safe_through;
        all.extend(page.events);
        if page.at_end {
            return all;
        }
    }
}

fn ids(events: &[RecordedEvent]) -> Vec<Uuid> {
    events.iter().map(|event| event.event_id).collect()
}

/// A small generator with a fixed seed: the same run every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        // xorshift64, Marsaglia 2003.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}
