//! The suite passes an honest engine and fails every dishonest one.

use crate::memory::{Fault, MemoryBench};
use event_store::contract::{self, Bench};
use std::future::Future;

mod honest {
    use crate::memory::{Fault, MemoryBench};

    event_store::contract_tests!(MemoryBench::new(Fault::Nothing));
}

/// Runs a promise against an engine with `fault` and insists that it fails.
async fn breaks<F, P>(fault: Fault, promise: F)
where
    F: FnOnce(MemoryBench) -> P,
    P: Future<Output = ()> + Send + 'static,
{
    let outcome = tokio::spawn(promise(MemoryBench::new(fault))).await;
    assert!(outcome.is_err_and(|error| error.is_panic()), "an engine that {fault:?} passed");
}

macro_rules! broken {
    ($($test:ident: $fault:ident breaks $promise:ident;)+) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                breaks(Fault::$fault, |bench| async move {
                    let bench: &dyn Bench = &bench;
                    contract::$promise(bench).await;
                })
                .await;
            }
        )+
    };
}

broken! {
    forgetting_repeats_is_seen: ForgetsRepeats breaks the_same_call_again_gets_the_first_answer;
    forgetting_repeats_is_seen_under_concurrency: ForgetsRepeats breaks the_same_call_many_times_at_once_is_written_once;
    taking_ids_twice_is_seen: TakesIdsTwice breaks an_event_id_is_used_once_in_the_whole_log;
    taking_ids_twice_in_one_append_is_seen: TakesIdsTwice breaks an_event_id_is_used_once_in_an_append;
    ignoring_expectations_is_seen: IgnoresExpectations breaks a_wrong_expectation_is_told_where_the_stream_stands;
    two_winners_of_a_race_are_seen: IgnoresExpectations breaks exactly_one_of_many_racing_appends_wins;
    a_partial_repeat_taken_is_seen: IgnoresExpectations breaks a_repeat_of_a_part_is_refused;
    a_false_actual_revision_is_seen: LiesAboutTheStream breaks a_wrong_expectation_is_told_where_the_stream_stands;
    half_an_append_is_seen: KeepsHalfOfARefusedAppend breaks an_append_is_all_or_nothing;
    swapped_positions_are_seen: SwapsPositions breaks positions_follow_commit_order_under_many_writers;
    overtaking_a_held_append_is_seen: LetsOthersOvertake breaks a_held_append_is_never_overtaken;
    sorting_by_the_beginning_is_seen: SortsByBeginning breaks a_transaction_that_began_early_stands_where_it_commits;
    a_refusal_that_wrote_is_seen: RefusesAndWrites breaks a_full_line_refuses_loses_nothing_and_recovers;
    a_restored_name_is_seen: KeepsItsNameWhenRestored breaks a_restored_log_lives_another_life;
    two_winners_in_a_history_are_seen: IgnoresExpectations breaks a_concurrent_history_is_linearisable;
    a_forgotten_repeat_in_a_history_is_seen: ForgetsRepeats breaks a_concurrent_history_is_linearisable;
    time_running_backwards_is_seen: FollowsItsClockBack breaks a_jumping_clock_loses_nothing_and_never_runs_backwards_in_the_log;
    an_end_too_early_is_seen: SaysTheEndTooEarly breaks the_log_pages_without_overlap_or_gap;
    an_event_passed_over_is_seen: PassesOverAnEvent breaks the_log_pages_without_overlap_or_gap;
    repaired_bytes_are_seen: RepairsBytes breaks bytes_come_back_as_they_were;
    missing_limits_are_seen: TakesAnySize breaks an_append_beyond_the_limits_is_refused_and_writes_nothing;
    forgetting_on_reopening_is_seen: ForgetsOnReopening breaks reopening_keeps_every_event_and_the_incarnation;
    a_history_that_forgets_repeats_is_seen: ForgetsRepeats breaks a_random_history_reads_like_its_model;
    a_history_that_passes_over_an_event_is_seen: PassesOverAnEvent breaks a_random_history_reads_like_its_model;
    a_history_that_ignores_expectations_is_seen: IgnoresExpectations breaks a_random_history_reads_like_its_model;
    forgetting_a_repeat_on_reopening_is_seen: ForgetsOnReopening breaks reopening_still_recognises_a_repeat;
}

/// In memory nothing takes time: what is not done after a thousand turns of every task never will be.
#[tokio::test]
async fn sleeping_through_a_write_is_seen() {
    for (fault, wakes) in [(Fault::Nothing, true), (Fault::SleepsThroughWrites, false)] {
        let promise = tokio::spawn(async move {
            let bench = MemoryBench::new(fault);
            contract::following_an_empty_log_says_so_and_wakes_on_the_first_event(&bench).await;
        });
        for _ in 0..1000 {
            tokio::task::yield_now().await;
        }
        assert_eq!(promise.is_finished(), wakes, "an engine that {fault:?}");
        promise.abort();
    }
}
