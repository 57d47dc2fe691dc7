//! One side will not join, so there is no application.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-22 10:00")
}

#[test]
fn a_party_that_will_not_join_ends_the_preparation_and_may_think_again() {
    let story = given(prepared()).when(agent(), now(), abandon_confirmation()).then_stage(StageName::Effective);
    let settlement = story.filed().settlement().expect("it is in force");
    assert_eq!(settlement.confirmation.status, ConfirmationStatus::Abandoned);
    given(story).when(applicant(), on("2026-10-23 09:00"), prepare_confirmation()).then_stage(StageName::Effective);
}

#[test]
fn the_centre_says_it_for_a_party_that_phoned() {
    given(prepared()).when(clerk(), now(), abandon_confirmation()).then_stage(StageName::Effective);
}

refusals! {
    nothing_is_given_up_before_the_agreement_is_effective:
        given(signed()).when(agent(), on("2026-10-20 13:00"), abandon_confirmation())
        => Rejection::WrongStage { stage: StageName::Signing, allowed: vec![StageName::Effective] };
    nobody_gives_up_for_the_other_side:
        given(prepared()).when(applicant(), now(), abandon_confirmation())
        => Rejection::NotActingFor { party: BANK };
    what_nobody_asked_for_is_not_given_up:
        given(effective()).when(agent(), now(), abandon_confirmation())
        => Rejection::ConfirmationStep { status: "NOT_REQUESTED".to_owned() };
    what_all_have_signed_is_not_given_up_by_one:
        given(jointly_signed()).when(agent(), on("2026-10-23 09:00"), abandon_confirmation())
        => Rejection::ConfirmationStep { status: "JOINTLY_SIGNED".to_owned() };
}
