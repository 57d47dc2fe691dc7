//! What the clock writes today.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::deadline::Timer;

/// The end of a period says when the next rung is asked.
pub(super) fn since_rungs_have_days() -> Vec<(&'static str, Story)> {
    let ended = notified().and(the_house(), on("2026-10-20 00:00"), fire_timer(Timer::T03, "2026-10-19"));
    vec![("escalates", ended)]
}
