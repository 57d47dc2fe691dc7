//! The thirty days passed and nothing was filed.

use crate::story::{actors::*, cases::*, commands::*, referrals::*, *};
use domain::case::*;
use domain::classification::TrialProcedure;
use domain::deadline::Timer;

/// T10 ends with 2026-11-19.
fn after() -> chrono::DateTime<chrono::Utc> {
    on("2026-11-20 00:00")
}

#[test]
fn whatever_was_not_filed_lapses_and_it_is_kept_how_far_it_had_come() {
    let given_up = prepared().and(agent(), on("2026-10-22 10:00"), abandon_confirmation());
    let stories = [
        (effective(), ConfirmationStatus::NotRequested),
        (prepared(), ConfirmationStatus::Preparing),
        (jointly_signed(), ConfirmationStatus::JointlySigned),
        (given_up, ConfirmationStatus::Abandoned),
    ];
    for (story, was) in stories {
        let due = day("2026-11-19");
        let lapsed = Event::ConfirmationLapsed(ConfirmationLapsed { due, was });
        let story = given(story).when(the_house(), after(), LapseConfirmation).then_events([lapsed]);
        let settlement = story.filed().settlement().expect("it is in force");
        assert_eq!(settlement.confirmation.status, ConfirmationStatus::Lapsed);
        given(story).when(the_house(), after(), LapseConfirmation).then_nothing();
    }
}

#[test]
fn a_clerk_may_say_it_too() {
    given(effective()).when(clerk(), after(), LapseConfirmation).then_stage(StageName::Effective);
}

refusals! {
    nothing_lapses_on_the_last_day:
        given(effective()).when(the_house(), on("2026-11-19 23:59"), LapseConfirmation)
        => Rejection::PeriodRunning { timer: Timer::T10, due: day("2026-11-19") };
    what_is_with_the_court_does_not_lapse:
        given(filed_at_court()).when(the_house(), after(), LapseConfirmation)
        => Rejection::ConfirmationStep { status: "FILED".to_owned() };
    what_the_court_let_go_has_not_lapsed:
        given(filed_at_court().and(court(), on("2026-11-04 09:00"), court_lets_withdraw()))
            .when(clerk(), after(), LapseConfirmation)
        => Rejection::ConfirmationStep { status: "WITHDRAWN".to_owned() };
    nothing_lapses_that_never_could_be_confirmed:
        given(settled_for_court(entrustment(TrialProcedure::Ordinary))).when(the_house(), after(), LapseConfirmation)
        => Rejection::EntrustedNotConfirmed;
    nothing_lapses_before_there_is_an_agreement:
        given(signed()).when(the_house(), on("2026-10-21 09:00"), LapseConfirmation)
        => Rejection::WrongStage { stage: StageName::Signing, allowed: vec![StageName::Effective] };
}
