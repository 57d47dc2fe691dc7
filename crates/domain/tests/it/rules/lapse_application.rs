//! Whoever supplies nothing in time counts as having withdrawn, once the centre says so.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{Remedy, Termination};
use domain::deadline::Timer;

#[test]
fn the_day_after_the_last_day_the_application_counts_as_withdrawn() {
    given(supplementing()).when(clerk(), on("2026-10-20 00:00"), LapseApplication).then_events([
        Event::ApplicationLapsed(ApplicationLapsed { due: day("2026-10-19") }),
        Event::MediationTerminated(MediationTerminated {
            code: Termination::Withdrawn,
            reason: None,
            remedies: Remedy::ALL.to_vec(),
        }),
    ]);
}

refusals! {
    nothing_lapses_that_was_not_asked_for:
        given(filed()).when(clerk(), on("2026-10-30 09:00"), LapseApplication)
        => Rejection::WrongStage { stage: StageName::Submitted, allowed: vec![StageName::Supplementing] };
    nothing_lapses_on_the_last_day:
        given(supplementing()).when(clerk(), on("2026-10-19 23:59"), LapseApplication)
        => Rejection::PeriodRunning { timer: Timer::T02, due: day("2026-10-19") };
    a_longer_time_runs_to_its_own_end:
        given(supplementing().and(clerk(), on("2026-10-15 09:00"), extend_supplement()))
            .when(clerk(), on("2026-10-20 09:00"), LapseApplication)
        => Rejection::PeriodRunning { timer: Timer::T02, due: day("2026-10-26") };
}
