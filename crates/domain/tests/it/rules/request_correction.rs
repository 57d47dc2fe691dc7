//! Whoever finds the minutes wrong says so, and it is kept.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::ids::PartyId;
use uuid::Uuid;

const NOBODY: PartyId = PartyId(Uuid::from_u128(0xFF));

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-19 17:00")
}

fn asked_often() -> Story {
    (0..50).fold(closed_session(), |story, _| story.and(applicant(), now(), request_correction()))
}

#[test]
fn requests_are_numbered_within_the_session() {
    given(closed_session())
        .and(applicant(), now(), request_correction())
        .when(agent(), now(), RequestCorrection { party: BANK, ..request_correction() })
        .then(|events| {
            let [Event::CorrectionRequested(asked)] = events else { panic!("{events:?}") };
            assert_eq!((asked.request, asked.party), (2, BANK));
        });
}

refusals! {
    nothing_is_corrected_before_a_mediator_works:
        given(consented()).when(applicant(), now(), request_correction())
        => Rejection::WrongStage {
            stage: StageName::MediatorSelection, allowed: vec![StageName::InMediation, StageName::Signing] };
    a_session_that_goes_on_has_no_minutes_to_correct:
        given(open()).when(applicant(), on("2026-10-19 15:00"), request_correction())
        => Rejection::SessionNotClosed;
    nobody_asks_for_somebody_unknown:
        given(closed_session()).when(clerk(), now(), RequestCorrection { party: NOBODY, ..request_correction() })
        => Rejection::PartyUnknown { party: NOBODY };
    fifty_requests_are_enough:
        given(asked_often()).when(applicant(), now(), request_correction()) => Rejection::TooMany { limit: 50 };
}
