//! A session ends with minutes, or with a recording everybody accepted in their place.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{ConsentMatter, SessionResult};

fn end() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-19 16:30")
}

fn with_recording(sha256: String) -> CloseSession {
    CloseSession { record: SessionRecord::Recording { sha256 }, ..close_session() }
}

fn for_recording() -> Story {
    let matter = &[ConsentMatter::RecordingAsMinutes];
    open()
        .and(applicant(), on("2026-10-19 14:10"), consent_of(APPLICANT, matter))
        .and(agent(), on("2026-10-19 14:10"), consent_of(BANK, matter))
}

#[test]
fn two_and_a_half_hours_are_nine_thousand_seconds() {
    given(open()).when(mediator(), end(), close_session()).then_events([Event::SessionClosed(
        SessionClosed {
            session: SESSION,
            closed_at: end(),
            duration_s: 9_000,
            record: close_session().record,
            result: SessionResult::Agreed,
        },
    )]);
}

#[test]
fn a_recording_stands_in_for_minutes_with_everybodys_consent() {
    given(for_recording()).when(mediator(), end(), with_recording(sha())).then_stage(StageName::InMediation);
}

#[test]
fn another_session_follows_one_that_is_continued() {
    let again = ScheduleSession {
        session: OTHER_SESSION,
        starts_at: on("2026-10-26 09:00"),
        ..schedule_session()
    };
    given(open())
        .and(mediator(), end(), CloseSession { result: SessionResult::Continue, ..close_session() })
        .when(mediator(), end(), again)
        .then_stage(StageName::InMediation);
}

refusals! {
    nothing_closes_after_the_mediation:
        given(effective()).when(mediator(), on("2026-10-22 09:00"), close_session())
        => Rejection::WrongStage { stage: StageName::Effective, allowed: vec![StageName::InMediation] };
    an_unknown_session_does_not_close:
        given(open()).when(mediator(), end(), CloseSession { session: OTHER_SESSION, ..close_session() })
        => Rejection::SessionUnknown;
    only_an_open_session_closes:
        given(scheduled()).when(mediator(), end(), close_session()) => Rejection::SessionNotOpen;
    a_session_closes_once:
        given(closed_session()).when(mediator(), end(), close_session()) => Rejection::SessionNotOpen;
    a_recording_is_named_by_its_hash:
        given(for_recording()).when(mediator(), end(), with_recording("abc".to_owned()))
        => Rejection::HashMalformed;
    a_recording_replaces_no_minutes_without_everybodys_consent:
        given(open().and(applicant(), on("2026-10-19 14:10"),
            consent_of(APPLICANT, &[ConsentMatter::RecordingAsMinutes])))
            .when(mediator(), end(), with_recording(sha()))
        => Rejection::ConsentMissing { matter: ConsentMatter::RecordingAsMinutes, parties: vec![BANK] };
}
