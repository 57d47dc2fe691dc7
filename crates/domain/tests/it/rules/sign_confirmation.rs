//! Both sides apply together.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-22 10:00")
}

#[test]
fn the_application_is_joint_when_everybody_signed() {
    let one = given(prepared()).and(applicant(), now(), sign_confirmation(APPLICANT));
    assert_eq!(status(&one), ConfirmationStatus::Preparing);
    let both = one.when(agent(), now(), sign_confirmation(BANK)).then_events([
        Event::ConfirmationApplicationSigned(ConfirmationApplicationSigned { party: BANK, representative: None }),
    ]);
    assert_eq!(status(&both), ConfirmationStatus::JointlySigned);
}

fn status(story: &Story) -> ConfirmationStatus {
    let Stage::Effective { settlement, .. } = &story.filed().stage else { panic!("not effective") };
    settlement.confirmation.status
}

refusals! {
    an_agent_applies_to_the_court_only_with_special_authorisation:
        given(prepared().and(applicant(), on("2026-10-22 09:30"), AppointRepresentative {
            authority: Authority { special: false, ..authority() }, ..appoint_representative()
        })).when(lawyer(), on("2026-10-22 10:00"), sign_confirmation(APPLICANT))
        => Rejection::SpecialAuthorisationMissing;
    nothing_is_signed_before_the_agreement_is_effective:
        given(signed()).when(applicant(), on("2026-10-20 13:00"), sign_confirmation(APPLICANT))
        => Rejection::WrongStage { stage: StageName::Signing, allowed: vec![StageName::Effective] };
    the_bank_does_not_sign_for_the_applicant:
        given(prepared()).when(agent(), now(), sign_confirmation(APPLICANT))
        => Rejection::NotActingFor { party: APPLICANT };
    nothing_is_signed_that_was_not_prepared:
        given(effective()).when(applicant(), now(), sign_confirmation(APPLICANT))
        => Rejection::ConfirmationStep { status: "NOT_REQUESTED".to_owned() };
    nothing_is_signed_after_the_window:
        given(prepared()).when(applicant(), on("2026-11-20 00:00"), sign_confirmation(APPLICANT))
        => Rejection::ConfirmationTooLate { due: day("2026-11-19") };
    nobody_signs_the_application_twice:
        given(prepared().and(applicant(), now(), sign_confirmation(APPLICANT)))
            .when(applicant(), now(), sign_confirmation(APPLICANT))
        => Rejection::AlreadySigned;
}
