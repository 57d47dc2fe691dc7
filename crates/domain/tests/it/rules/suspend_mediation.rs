//! A mediation stands still, its clock only by everybody's agreement.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{SuspensionReason, Termination};
use domain::deadline::Timer;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-15 09:00")
}

fn by_the_house(reason: SuspensionReason) -> SuspendMediation {
    SuspendMediation { reason, agreed_by: vec![], ..suspend_mediation() }
}

#[test]
fn by_everybodys_wish_the_clock_stops_too() {
    given(rights_told()).when(mediator(), now(), suspend_mediation()).then(|events| {
        let [Event::MediationSuspended(suspended)] = events else { panic!("{events:?}") };
        assert!(suspended.clock_stops);
        assert_eq!(suspended.since, day("2026-10-15"));
    });
}

#[test]
fn a_suspected_sham_stops_the_mediation_and_not_the_clock() {
    given(rights_told())
        .and(mediator(), now(), by_the_house(SuspensionReason::SuspectedSham))
        .when(mediator(), on("2026-11-12 09:00"), terminate(Termination::PeriodExpired))
        .then_stage(StageName::Terminated);
}

#[test]
fn while_the_clock_stands_nothing_expires() {
    given(suspended())
        .when(mediator(), on("2026-11-12 09:00"), terminate(Termination::PeriodExpired))
        .then_rejected(Rejection::ClockStands);
}

#[test]
fn nothing_is_planned_while_the_mediation_stands_still() {
    given(suspended()).when(mediator(), now(), schedule_session()).then_rejected(Rejection::MediationStands {
        reason: SuspensionReason::PartiesAsk,
    });
}

#[test]
fn a_party_may_leave_while_the_mediation_stands_still() {
    given(suspended()).when(agent(), now(), refuse_mediation()).then_stage(StageName::Terminated);
}

refusals! {
    nothing_is_suspended_after_the_mediation:
        given(effective()).when(mediator(), on("2026-10-22 09:00"), suspend_mediation())
        => Rejection::WrongStage { stage: StageName::Effective, allowed: vec![StageName::InMediation] };
    what_stands_still_is_not_suspended:
        given(suspended()).when(mediator(), now(), suspend_mediation())
        => Rejection::MediationStands { reason: SuspensionReason::PartiesAsk };
    a_session_is_ended_first:
        given(scheduled()).when(mediator(), now(), suspend_mediation()) => Rejection::SessionStillLive;
    it_is_too_late_after_the_period:
        given(rights_told()).when(mediator(), on("2026-11-12 09:00"), suspend_mediation())
        => Rejection::DeadlinePassed { timer: Timer::T05a, due: day("2026-11-11") };
    everybody_asks_or_nobody_does:
        given(rights_told()).when(mediator(), now(), by_the_house(SuspensionReason::PartiesAsk))
        => Rejection::PauseNotUnanimous { missing: vec![APPLICANT, BANK] };
}
