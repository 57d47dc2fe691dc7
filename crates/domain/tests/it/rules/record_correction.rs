//! After closing nothing is overwritten: a correction stands beside the minutes.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-19 17:00")
}

fn asked() -> Story {
    closed_session().and(applicant(), now(), request_correction())
}

#[test]
fn a_request_that_is_followed_makes_a_new_version() {
    given(asked()).when(mediator(), now(), record_correction()).then(|events| {
        let [Event::CorrectionRecorded(corrected)] = events else { panic!("{events:?}") };
        assert_eq!((corrected.version, corrected.answers), (2, Some(1)));
    });
}

#[test]
fn a_request_that_is_not_followed_is_answered_and_leaves_the_version() {
    let answer = RecordCorrection { text: None, ..record_correction() };
    given(asked()).when(mediator(), now(), answer).then(|events| {
        let [Event::CorrectionRecorded(corrected)] = events else { panic!("{events:?}") };
        assert_eq!((corrected.version, corrected.text.is_none()), (1, true));
    });
}

#[test]
fn minutes_can_still_be_corrected_while_the_agreement_is_signed() {
    given(drafted().and(applicant(), on("2026-10-20 09:30"), request_correction()))
        .when(mediator(), on("2026-10-20 10:00"), record_correction())
        .then_stage(StageName::Signing);
}

refusals! {
    nothing_is_corrected_before_a_mediator_works:
        given(consented()).when(clerk(), now(), record_correction())
        => Rejection::WrongStage {
            stage: StageName::MediatorSelection, allowed: vec![StageName::InMediation, StageName::Signing] };
    a_session_that_goes_on_is_not_corrected:
        given(open()).when(mediator(), on("2026-10-19 15:00"), record_correction()) => Rejection::SessionNotClosed;
    only_a_request_that_waits_is_answered:
        given(asked().and(mediator(), now(), record_correction())).when(mediator(), now(), record_correction())
        => Rejection::CorrectionNotRequested { request: 1 };
    a_correction_says_something:
        given(closed_session()).when(mediator(), now(),
            RecordCorrection { answers: None, text: None, ..record_correction() })
        => Rejection::NothingGiven;
}
