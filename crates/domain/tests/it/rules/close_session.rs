//! A session ends with minutes, or with a recording everybody accepted in their place.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{ConsentMatter, SessionResult};
use domain::deadline::Basis;
use domain::ids::PartyId;
use uuid::Uuid;

const NOBODY: PartyId = PartyId(Uuid::from_u128(0xFF));

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
            next_step: None,
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

#[test]
fn the_next_step_carries_its_last_day() {
    let command = CloseSession {
        result: SessionResult::Continue,
        next_step: Some(next_step()),
        ..close_session()
    };
    given(open()).when(mediator(), end(), command).then(|events| {
        let [Event::SessionClosed(closed)] = events else { panic!("{events:?}") };
        let step = closed.next_step.as_ref().expect("a next step");
        assert_eq!(step.who, NextActor::Party(BANK));
        rolls(&step.by, "2026-10-24", "2026-10-26", Basis::Practice);
    });
}

#[test]
fn statements_are_the_record_of_a_session_in_writing() {
    let command = CloseSession { record: SessionRecord::Exchange {}, ..close_session() };
    given(exchanging())
        .and(agent(), on("2026-10-15 09:00"), post_statement(Some(BANK)))
        .when(mediator(), end(), command)
        .then_stage(StageName::InMediation);
}

refusals! {
    only_a_session_in_writing_is_its_own_record:
        given(open()).when(mediator(), end(), CloseSession { record: SessionRecord::Exchange {}, ..close_session() })
        => Rejection::NotAnExchange;
    nobody_unknown_has_something_to_do:
        given(open()).when(mediator(), end(), CloseSession {
            next_step: Some(NextStepPlan { who: NextActor::Party(NOBODY), ..next_step() }), ..close_session() })
        => Rejection::PartyUnknown { party: NOBODY };
    a_next_step_takes_ninety_days_at_most:
        given(open()).when(mediator(), end(), CloseSession {
            next_step: Some(NextStepPlan { days: Some(91), ..next_step() }), ..close_session() })
        => Rejection::DaysOutOfRange { longest: 90 };
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
