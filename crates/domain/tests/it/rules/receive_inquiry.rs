//! A court asks what lies behind an agreement it has to do with.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-27 09:00")
}
/// What the centre says on a day about the paper of some court.
fn on_paper(received_on: &str) -> ReceiveInquiry {
    let matter = court_number("（2026）粤0604执77号");
    ReceiveInquiry { matter, received_on: Some(day(received_on)), ..receive_inquiry() }
}
fn fifty() -> Story {
    (0..50).fold(docketed(), |story, _| story.and(court(), now(), receive_inquiry()))
}

#[test]
fn the_centre_has_three_working_days_to_answer() {
    given(docketed()).when(court(), now(), receive_inquiry()).then(|events| {
        let [Event::CourtInquiryReceived(asked)] = events else { panic!("{events:?}") };
        assert_eq!((asked.inquiry, asked.received_on), (1, day("2026-10-27")));
        assert_eq!(asked.answer_by.due_date, day("2026-10-30"));
    });
}

#[test]
fn a_paper_counts_from_the_day_it_came_and_may_come_from_any_court() {
    let second = docketed().and(court(), now(), receive_inquiry());
    given(second).when(clerk(), now(), on_paper("2026-10-23")).then(|events| {
        let [Event::CourtInquiryReceived(asked)] = events else { panic!("{events:?}") };
        assert_eq!((asked.inquiry, asked.matter.court()), (2, "粤0604"));
        assert_eq!(asked.answer_by.due_date, day("2026-10-28"));
    });
}

#[test]
fn what_a_court_sends_itself_came_today() {
    let earlier = ReceiveInquiry { received_on: Some(day("2026-10-20")), ..receive_inquiry() };
    given(docketed()).when(court(), now(), earlier).then(|events| {
        let [Event::CourtInquiryReceived(asked)] = events else { panic!("{events:?}") };
        assert_eq!(asked.received_on, day("2026-10-27"));
    });
}

#[test]
fn a_court_asks_about_a_case_that_was_closed_too() {
    let closed = confirmed()
        .and(agent(), on("2026-11-05 10:00"), report_performance())
        .and(clerk(), on("2026-11-05 11:00"), CloseCase);
    given(closed).when(court(), on("2026-12-01 09:00"), receive_inquiry()).then_stage(StageName::Closed);
}

refusals! {
    a_court_asks_for_its_own_matters:
        given(docketed()).when(court(), now(), on_paper("2026-10-27"))
        => Rejection::NumberOfAnotherCourt { court: "粤0104".to_owned() };
    a_court_that_was_not_applied_to_learns_nothing:
        given(effective()).when(court(), now(), receive_inquiry()) => Rejection::NotInvolved;
    a_paper_did_not_come_tomorrow:
        given(docketed()).when(clerk(), now(), on_paper("2026-10-28"))
        => Rejection::DateInFuture { date: day("2026-10-28") };
    fifty_inquiries_are_enough:
        given(fifty()).when(court(), now(), receive_inquiry()) => Rejection::TooMany { limit: 50 };
}
