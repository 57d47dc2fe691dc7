//! The mediation goes on, and so does its clock.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::SuspensionReason;
use domain::deadline::Basis;

fn later() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-26 09:00")
}

#[test]
fn the_period_is_longer_by_the_days_that_did_not_count() {
    given(suspended()).when(mediator(), later(), resume_mediation()).then(|events| {
        let [Event::MediationResumed(resumed)] = events else { panic!("{events:?}") };
        assert_eq!(resumed.paused_days, 11);
        // The thirty days ended on 11 November; eleven more end on Sunday the 22nd.
        let mediate_by = resumed.mediate_by.as_ref().expect("a new end");
        rolls(mediate_by, "2026-11-22", "2026-11-23", Basis::Moj33);
    });
}

#[test]
fn a_clock_that_never_stopped_stays_as_it_is() {
    let sham =
        SuspendMediation { reason: SuspensionReason::SuspectedSham, agreed_by: vec![], ..suspend_mediation() };
    given(rights_told().and(mediator(), on("2026-10-15 09:00"), sham))
        .when(mediator(), later(), resume_mediation())
        .then(|events| {
            let [Event::MediationResumed(resumed)] = events else { panic!("{events:?}") };
            assert_eq!((resumed.paused_days, resumed.mediate_by.is_none()), (0, true));
        });
}

#[test]
fn a_clock_that_stands_for_an_appraisal_as_well_stands_on() {
    given(appraising().and(mediator(), on("2026-10-16 09:00"), suspend_mediation()))
        .and(mediator(), later(), resume_mediation())
        .when(mediator(), on("2026-10-27 09:00"), receive_appraisal())
        .then(|events| {
            let [Event::AppraisalReceived(received)] = events else { panic!("{events:?}") };
            assert_eq!(received.paused_days, 12);
            ends(received.mediate_by.as_ref().expect("a new end"), "2026-11-23", Basis::Moj33);
        });
}

refusals! {
    nothing_is_resumed_after_the_mediation:
        given(effective()).when(mediator(), on("2026-10-22 09:00"), resume_mediation())
        => Rejection::WrongStage { stage: StageName::Effective, allowed: vec![StageName::InMediation] };
    what_goes_on_is_not_resumed:
        given(rights_told()).when(mediator(), later(), resume_mediation()) => Rejection::NotSuspended;
}
