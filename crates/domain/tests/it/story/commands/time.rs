//! What the clock and the calendar ask.

use crate::story::day;
use domain::case::{FireTimer, FollowUpPerformance, RecomputeDeadline};
use domain::deadline::Timer;

pub(crate) fn fire_timer(timer: Timer, due: &str) -> FireTimer {
    FireTimer { timer, due_date: day(due) }
}

pub(crate) fn follow_up_performance(due_on: &str) -> FollowUpPerformance {
    FollowUpPerformance { due_on: day(due_on) }
}

pub(crate) fn recompute_deadline(timer: Timer, due: &str) -> RecomputeDeadline {
    RecomputeDeadline { timer, due_date: day(due) }
}
