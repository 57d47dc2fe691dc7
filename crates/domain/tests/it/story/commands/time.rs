//! What the clock and the calendar ask.

use crate::story::day;
use domain::case::{FireTimer, RecomputeDeadline};
use domain::deadline::Timer;

pub(crate) fn fire_timer(timer: Timer, due: &str) -> FireTimer {
    FireTimer { timer, due_date: day(due) }
}

pub(crate) fn recompute_deadline(timer: Timer, due: &str) -> RecomputeDeadline {
    RecomputeDeadline { timer, due_date: day(due) }
}
