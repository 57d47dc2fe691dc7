//! The contract, by hand: all of it but two promises this engine cannot keep and three the suite has no lever for.
//!
//! `an_event_id_is_used_once_in_the_whole_log` and `an_append_is_all_or_nothing` are left out: both want an id that stands in
//! another stream to be refused, and the server has no index of ids. What remains of them is tested in `appending.rs`.
//!
//! `a_held_append_is_never_overtaken` and `a_transaction_that_began_early_stands_where_it_commits` are left out because an append is one
//! message to the leader: there is no transaction a client could hold open. `a_restored_log_lives_another_life` is left out because
//! backups are the cluster's own; what an operator does after one is tested in `identity.rs`. The clock is the server's: only what can
//! be seen from outside is asked of it.

use crate::cluster::{Cluster, Trouble};
use async_trait::async_trait;
use event_store::EventStore;
use event_store::contract::{self, Bench, Probe};
use std::sync::Arc;

#[async_trait]
impl Bench for Cluster {
    async fn open(&self) -> Arc<dyn EventStore> {
        self.store().await
    }

    fn probe(&self) -> &dyn Probe {
        self
    }
}

#[async_trait]
impl Probe for Cluster {
    /// One of the coming appends is written and its answer lost, or not written and never answered, or given up by the leader.
    async fn cut(&self) -> bool {
        let troubles = [Trouble::WrittenButAnswerLost, Trouble::CommitTimeout, Trouble::NotWrittenInSilence];
        self.log.order(troubles[self.log.appends() % troubles.len()]);
        true
    }
}

macro_rules! promises {
    ($($name:ident)+) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let cluster = Cluster::of(1);
                contract::in_time(contract::$name(&cluster)).await;
                assert_eq!(cluster.log.forbidden_calls(), 0, "a subscription or a batch append was asked for");
            }
        )+
    };
}

promises! {
    a_new_stream_begins_at_revision_zero
    a_stream_grows_from_its_exact_revision
    a_wrong_expectation_is_told_where_the_stream_stands
    an_expectation_beyond_any_number_is_a_conflict
    a_conflict_leaves_other_streams_alone
    the_same_call_again_gets_the_first_answer
    the_same_call_again_gets_the_first_answer_after_later_appends
    the_same_call_many_times_at_once_is_written_once
    a_repeat_of_a_part_is_refused
    an_event_id_is_used_once_in_an_append
    an_empty_log_reads_as_empty
    a_stream_reads_from_a_revision_and_up_to_a_limit
    a_stream_reads_backward_from_its_end
    a_long_stream_reads_whole
    the_log_pages_without_overlap_or_gap
    bytes_come_back_as_they_were
    following_an_empty_log_says_so_and_wakes_on_the_first_event
    following_starts_behind_the_stored_position
    following_moves_the_checkpoint_with_every_page
    news_are_what_the_log_holds
    a_hundred_reconnects_lose_and_double_nothing
    positions_follow_commit_order_under_many_writers
    a_jumping_clock_loses_nothing_and_never_runs_backwards_in_the_log
    a_concurrent_history_is_linearisable
    a_full_line_refuses_loses_nothing_and_recovers
    exactly_one_of_many_racing_appends_wins
    an_append_beyond_the_limits_is_refused_and_writes_nothing
    an_append_at_the_limit_is_taken
    a_random_history_reads_like_its_model
    reopening_keeps_every_event_and_the_incarnation
    reopening_still_recognises_a_repeat
}
