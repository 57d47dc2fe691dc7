//! A session is planned with notice, inside the period, online only with everybody's consent.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{ConsentMatter, SessionMode};
use domain::deadline::Basis;

fn at(start: &str) -> ScheduleSession {
    ScheduleSession { starts_at: on(start), ..schedule_session() }
}

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-14 15:00")
}

#[test]
fn three_working_days_of_notice_are_kept() {
    given(rights_told()).when(mediator(), now(), schedule_session()).then(|events| {
        let [Event::SessionScheduled(planned)] = events else { panic!("{events:?}") };
        assert_eq!((planned.session, planned.starts_at), (SESSION, on("2026-10-19 14:00")));
        ends(&planned.notice, "2026-10-19", Basis::Practice);
    });
}

#[test]
fn the_notice_can_be_waived_by_all() {
    let tomorrow =
        ScheduleSession { notice_waived_by: vec![BANK, APPLICANT], ..at("2026-10-15 09:00") };
    given(rights_told()).when(mediator(), now(), tomorrow).then(|events| {
        let [Event::SessionScheduled(planned)] = events else { panic!("{events:?}") };
        assert_eq!(planned.notice_waived_by, [BANK, APPLICANT]);
    });
}

#[test]
fn a_waiver_nobody_needs_is_not_recorded() {
    let waived = ScheduleSession { notice_waived_by: vec![APPLICANT, BANK], ..schedule_session() };
    given(rights_told()).when(mediator(), now(), waived).then(|events| {
        let [Event::SessionScheduled(planned)] = events else { panic!("{events:?}") };
        assert!(planned.notice_waived_by.is_empty());
    });
}

#[test]
fn a_session_may_take_place_on_the_last_day_of_the_period() {
    given(rights_told()).when(mediator(), now(), at("2026-11-11 17:00")).then_stage(StageName::InMediation);
}

#[test]
fn a_session_on_site_needs_no_consent_to_meet_online() {
    let on_site = ScheduleSession { mode: SessionMode::OnSite, ..schedule_session() };
    given(rights_told().and(agent(), now(), revoke(BANK, ConsentMatter::Online)))
        .when(mediator(), now(), on_site)
        .then_stage(StageName::InMediation);
}

#[test]
fn a_session_takes_a_quarter_of_an_hour_to_eight_hours() {
    for (planned_minutes, refused) in [(14, true), (15, false), (480, false), (481, true)] {
        let planned = ScheduleSession { planned_minutes, ..schedule_session() };
        let outcome = given(rights_told()).when(mediator(), now(), planned);
        assert_eq!(outcome.answer().err(), refused.then_some(&Rejection::SessionLength));
    }
}

refusals! {
    nothing_is_planned_without_a_mediator:
        given(offered()).when(clerk(), now(), schedule_session())
        => Rejection::WrongStage {
            stage: StageName::MediatorOffered,
            allowed: vec![StageName::InMediation],
        };
    one_session_is_planned_at_a_time:
        given(scheduled())
            .when(mediator(), now(), ScheduleSession { session: OTHER_SESSION, ..schedule_session() })
        => Rejection::SessionStillLive;
    nothing_is_planned_while_a_session_goes_on:
        given(open()).when(mediator(), on("2026-10-19 15:00"), ScheduleSession {
            session: OTHER_SESSION,
            ..at("2026-10-26 14:00")
        }) => Rejection::SessionStillLive;
    a_session_has_a_sensible_length:
        given(rights_told()).when(mediator(), now(), ScheduleSession { planned_minutes: 0, ..schedule_session() })
        => Rejection::SessionLength;
    a_session_does_not_begin_now:
        given(rights_told()).when(mediator(), now(), ScheduleSession { starts_at: now(), ..schedule_session() })
        => Rejection::SessionInPast;
    nobody_meets_by_video_without_everybodys_consent:
        given(rights_told().and(agent(), now(), revoke(BANK, ConsentMatter::Online)))
            .when(mediator(), now(), schedule_session())
        => Rejection::ConsentMissing { matter: ConsentMatter::Online, parties: vec![BANK] };
    nobody_meets_by_phone_without_everybodys_consent:
        given(rights_told().and(agent(), now(), revoke(BANK, ConsentMatter::Online)))
            .when(mediator(), now(), ScheduleSession { mode: SessionMode::Phone, ..schedule_session() })
        => Rejection::ConsentMissing { matter: ConsentMatter::Online, parties: vec![BANK] };
    a_session_lies_inside_the_mediation_period:
        given(rights_told()).when(mediator(), now(), at("2026-11-12 09:00"))
        => Rejection::AfterMediationPeriod { due: day("2026-11-11") };
    a_short_notice_is_waived_by_everybody_or_not_at_all:
        given(rights_told()).when(mediator(), now(), ScheduleSession {
            notice_waived_by: vec![APPLICANT],
            ..at("2026-10-16 09:00")
        }) => Rejection::NoticeTooShort { earliest: day("2026-10-19"), not_waived_by: vec![BANK] };
    where_notice_cannot_be_waived_a_waiver_does_not_help:
        given(rights_told()).under(|rules| rules.session_notice_waivable = false)
            .when(mediator(), now(), ScheduleSession {
                notice_waived_by: vec![APPLICANT, BANK],
                ..at("2026-10-16 09:00")
            })
        => Rejection::NoticeTooShort { earliest: day("2026-10-19"), not_waived_by: vec![APPLICANT, BANK] };
    a_session_is_planned_with_the_hour_of_everybody_who_is_needed:
        given(rights_told()).when(mediator(), now(), ScheduleSession {
            reservation: Some(Reservation { resources: vec![], ..reservation(1) }),
            ..schedule_session()
        }) => Rejection::BookingDropped;
    a_session_in_writing_is_opened_and_not_planned:
        given(rights_told()).when(mediator(), on("2026-10-14 15:00"),
            ScheduleSession { mode: SessionMode::Asynchronous, ..schedule_session() })
        => Rejection::ExchangeHasNoHour;
}
