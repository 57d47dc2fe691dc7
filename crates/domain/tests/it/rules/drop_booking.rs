//! What was held for a planning that nobody finished is given up, before it is given to others.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::ids::BookingId;
use domain::resource_calendar::ReleaseReason;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-14 15:00")
}

fn dropped() -> Story {
    rights_told().and(the_house(), now(), drop_booking())
}

fn late() -> ScheduleSession {
    ScheduleSession { reservation: Some(reservation(0xB1)), ..schedule_session() }
}

#[test]
fn a_booking_is_given_up_once_and_can_then_be_released() {
    let story = dropped();
    assert_eq!(
        fate_of_booking(story.case(), drop_booking().booking),
        BookingFate::Release(ReleaseReason::NotPlanned)
    );
    story.when(the_house(), now(), drop_booking()).then_nothing();
}

#[test]
fn a_booking_that_came_true_is_not_given_up() {
    rights_told().and(mediator(), now(), late()).when(the_house(), now(), drop_booking()).then_nothing();
}

#[test]
fn another_planning_is_not_concerned() {
    let other = Reservation { booking: BookingId(uuid::Uuid::from_u128(7)), ..reservation(0xB1) };
    dropped()
        .when(mediator(), now(), ScheduleSession { reservation: Some(other), ..schedule_session() })
        .then_stage(StageName::InMediation);
}

#[test]
fn a_planning_that_comes_too_late_is_refused_for_good() {
    dropped().when(mediator(), now(), late()).then_rejected(Rejection::BookingDropped);
}

refusals! {
    nobody_but_the_house_gives_a_booking_up:
        given(rights_told()).when(clerk(), now(), drop_booking()) => Rejection::NotInvolved;
}
