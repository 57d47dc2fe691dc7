//! Minutes are read by everybody, then signed, or not signed for a reason; both are kept.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::ReadBack;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-19 17:00")
}

fn as_applicant() -> SignMinutes {
    sign_minutes(Signer::Party(APPLICANT))
}

fn corrected() -> Story {
    closed_session().and(applicant(), now(), request_correction()).and(mediator(), now(), record_correction())
}

/// The same session with a recording in place of minutes.
fn recorded() -> Story {
    let matter = &[domain::classification::ConsentMatter::RecordingAsMinutes];
    let record = SessionRecord::Recording { sha256: sha() };
    open()
        .and(applicant(), on("2026-10-19 14:10"), consent_of(APPLICANT, matter))
        .and(agent(), on("2026-10-19 14:10"), consent_of(BANK, matter))
        .and(mediator(), on("2026-10-19 16:30"), CloseSession { record, ..close_session() })
}

#[test]
fn a_party_signs_what_was_read_aloud() {
    given(closed_session()).when(applicant(), now(), as_applicant()).then(|events| {
        let [Event::MinutesSigned(signed)] = events else { panic!("{events:?}") };
        assert_eq!((signed.version, signed.read_back), (1, ReadBack::ReadAloud));
    });
}

#[test]
fn a_refusal_to_sign_is_kept_with_its_reason_and_stops_nothing() {
    given(closed_session())
        .and(agent(), now(), refuse_minutes(Signer::Party(BANK)))
        .when(mediator(), on("2026-10-20 09:00"), draft_agreement())
        .then_stage(StageName::Signing);
}

#[test]
fn after_a_correction_everybody_signs_anew() {
    let again = SignMinutes { version: 2, ..as_applicant() };
    given(closed_session())
        .and(applicant(), now(), as_applicant())
        .and(mediator(), now(), sign_minutes(Signer::Mediator(MEDIATOR)))
        .and(mediator(), now(), RecordCorrection { answers: None, ..record_correction() })
        .when(applicant(), now(), again)
        .then_stage(StageName::InMediation);
}

refusals! {
    nothing_is_signed_before_a_mediator_works:
        given(consented()).when(applicant(), now(), as_applicant())
        => Rejection::WrongStage {
            stage: StageName::MediatorSelection, allowed: vec![StageName::InMediation, StageName::Signing] };
    an_unknown_session_has_no_minutes:
        given(closed_session()).when(applicant(), now(), SignMinutes { session: OTHER_SESSION, ..as_applicant() })
        => Rejection::SessionUnknown;
    minutes_exist_once_the_session_is_closed:
        given(open()).when(applicant(), on("2026-10-19 15:00"), as_applicant()) => Rejection::SessionNotClosed;
    a_recording_is_not_signed:
        given(recorded()).when(applicant(), now(), as_applicant()) => Rejection::NoMinutes;
    nobody_signs_a_version_that_was_corrected:
        given(corrected()).when(applicant(), now(), as_applicant())
        => Rejection::MinutesNotCurrent { current: 2 };
    nobody_signs_twice:
        given(closed_session().and(applicant(), now(), as_applicant())).when(applicant(), now(), as_applicant())
        => Rejection::AlreadySigned;
    nobody_signs_for_the_other_side:
        given(closed_session()).when(agent(), now(), as_applicant())
        => Rejection::NotActingFor { party: APPLICANT };
    nobody_signs_for_the_mediator:
        given(closed_session()).when(applicant(), now(), sign_minutes(Signer::Mediator(MEDIATOR)))
        => Rejection::NotInvolved;
}
