//! A planned session does not take place.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

#[test]
fn another_session_can_be_planned_after_a_cancellation() {
    let again = ScheduleSession {
        session: OTHER_SESSION,
        starts_at: on("2026-10-20 09:00"),
        ..schedule_session()
    };
    given(scheduled())
        .and(clerk(), on("2026-10-15 09:00"), cancel_session())
        .when(mediator(), on("2026-10-15 10:00"), again)
        .then_stage(StageName::InMediation);
}

refusals! {
    nothing_is_cancelled_after_the_mediation:
        given(effective()).when(clerk(), on("2026-10-22 09:00"), cancel_session())
        => Rejection::WrongStage { stage: StageName::Effective, allowed: vec![StageName::InMediation] };
    an_unknown_session_is_not_cancelled:
        given(scheduled())
            .when(clerk(), on("2026-10-15 09:00"), CancelSession { session: OTHER_SESSION, ..cancel_session() })
        => Rejection::SessionUnknown;
    a_session_that_goes_on_is_not_cancelled:
        given(open()).when(clerk(), on("2026-10-19 15:00"), cancel_session()) => Rejection::SessionNotScheduled;
    a_session_is_cancelled_once:
        given(scheduled().and(clerk(), on("2026-10-15 09:00"), cancel_session()))
            .when(clerk(), on("2026-10-15 10:00"), cancel_session())
        => Rejection::SessionNotScheduled;
}
