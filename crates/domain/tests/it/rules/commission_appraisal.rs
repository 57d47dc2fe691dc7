//! An appraisal with everybody's agreement; its time does not count.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::deadline::Timer;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-15 09:00")
}

#[test]
fn the_mediation_may_go_on_beyond_its_day_while_an_appraisal_is_waited_for() {
    let late = ScheduleSession { starts_at: on("2026-11-30 09:00"), ..schedule_session() };
    given(appraising()).when(mediator(), on("2026-11-20 09:00"), late).then_stage(StageName::InMediation);
}

refusals! {
    nothing_is_appraised_after_the_mediation:
        given(effective()).when(mediator(), on("2026-10-22 09:00"), commission_appraisal())
        => Rejection::WrongStage { stage: StageName::Effective, allowed: vec![StageName::InMediation] };
    one_appraisal_at_a_time:
        given(appraising()).when(mediator(), now(), commission_appraisal())
        => Rejection::AppraisalPending { appraisal: 1 };
    it_is_too_late_after_the_period:
        given(rights_told()).when(mediator(), on("2026-11-12 09:00"), commission_appraisal())
        => Rejection::DeadlinePassed { timer: Timer::T05a, due: day("2026-11-11") };
    everybody_agrees_to_an_appraisal:
        given(rights_told()).when(mediator(), now(),
            CommissionAppraisal { agreed_by: vec![APPLICANT], ..commission_appraisal() })
        => Rejection::PauseNotUnanimous { missing: vec![BANK] };
}
