//! A session moves to another time, judged like the first one.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::ConsentMatter;
use domain::deadline::Basis;
use domain::resource_calendar::ReleaseReason;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-15 09:00")
}

#[test]
fn a_session_moves_and_the_notice_is_counted_anew() {
    given(scheduled()).when(clerk(), now(), reschedule_session()).then(|events| {
        let [Event::SessionRescheduled(moved)] = events else { panic!("{events:?}") };
        assert_eq!((moved.session, moved.starts_at), (SESSION, on("2026-10-26 14:00")));
        ends(&moved.notice, "2026-10-20", Basis::Practice);
    });
}

#[test]
fn an_adjourned_session_goes_on_and_its_time_adds_up() {
    let story = given(open())
        .and(mediator(), on("2026-10-19 15:00"), adjourn_session())
        .and(mediator(), on("2026-10-19 15:10"), reschedule_session())
        .and(mediator(), on("2026-10-26 14:00"), open_session());
    story.when(mediator(), on("2026-10-26 15:30"), close_session()).then(|events| {
        let [Event::SessionClosed(closed)] = events else { panic!("{events:?}") };
        assert_eq!(closed.duration_s, 3_600 + 5_400);
    });
}

#[test]
fn what_was_held_for_the_old_time_is_given_back_and_the_new_time_booked() {
    let planned = ScheduleSession { reservation: Some(reservation(1)), ..schedule_session() };
    let moved = RescheduleSession { reservation: Some(reservation(2)), ..reschedule_session() };
    let story = rights_told().and(mediator(), on("2026-10-14 15:00"), planned).and(clerk(), now(), moved);
    let fate = |booking| fate_of_booking(story.case(), reservation(booking).booking);
    assert_eq!(fate(1), BookingFate::Release(ReleaseReason::Moved));
    assert_eq!(fate(2), BookingFate::Book);
    assert_eq!(fate(3), BookingFate::Unknown);
}

refusals! {
    nothing_moves_before_the_mediation:
        given(offered()).when(clerk(), now(), reschedule_session())
        => Rejection::WrongStage { stage: StageName::MediatorOffered, allowed: vec![StageName::InMediation] };
    an_unknown_session_does_not_move:
        given(scheduled())
            .when(clerk(), now(), RescheduleSession { session: OTHER_SESSION, ..reschedule_session() })
        => Rejection::SessionUnknown;
    a_session_that_goes_on_does_not_move:
        given(open()).when(mediator(), on("2026-10-19 15:00"), reschedule_session())
        => Rejection::SessionNotScheduled;
    nothing_moves_into_the_past:
        given(scheduled()).when(clerk(), now(), RescheduleSession { starts_at: now(), ..reschedule_session() })
        => Rejection::SessionInPast;
    nothing_moves_beyond_the_period:
        given(scheduled()).when(clerk(), now(), RescheduleSession {
            starts_at: on("2026-11-12 09:00"),
            ..reschedule_session()
        }) => Rejection::AfterMediationPeriod { due: day("2026-11-11") };
    nothing_moves_online_without_consent:
        given(scheduled().and(agent(), now(), revoke(BANK, ConsentMatter::Online)))
            .when(clerk(), now(), reschedule_session())
        => Rejection::ConsentMissing { matter: ConsentMatter::Online, parties: vec![BANK] };
    a_short_notice_is_waived_anew:
        given(scheduled()).when(clerk(), now(), RescheduleSession {
            starts_at: on("2026-10-16 09:00"),
            ..reschedule_session()
        }) => Rejection::NoticeTooShort { earliest: day("2026-10-20"), not_waived_by: vec![APPLICANT, BANK] };
}
