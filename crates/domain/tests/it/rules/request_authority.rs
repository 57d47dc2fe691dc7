//! Whoever sits at the table for an institution asks its head office how far to go.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::deadline::Timer;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-19 15:00")
}
fn fifty() -> Story {
    (1..=50).fold(open(), |story, request| {
        story.and(agent(), now(), request_authority()).and(
            head_office(),
            now(),
            AnswerAuthority { request, ..answer_authority() },
        )
    })
}

#[test]
fn the_head_office_has_three_working_days_and_the_mediation_goes_on() {
    let story = given(open()).when(agent(), now(), request_authority());
    story.then(|events| {
        let [Event::AuthorityRequested(asked)] = events else { panic!("{events:?}") };
        assert_eq!((asked.request, asked.party, asked.ceiling), (1, BANK, yuan(6_000)));
        assert_eq!((&asked.asked_by, asked.representative), (&agent().user, None));
        assert_eq!(asked.answer_by.due_date, day("2026-10-22"));
    });
    let mediate_by = |story: &Story| story.filed().stage.accepted().unwrap().mediate_by.clone();
    assert_eq!(mediate_by(&authority_awaited()), mediate_by(&open()), "its clock does not wait");
    authority_awaited().when(mediator(), on("2026-10-19 16:30"), close_session()).accepted();
}

#[test]
fn an_answer_that_does_not_come_is_asked_for_by_the_clerk_and_then_by_the_director() {
    let fire = |at| (on(at), fire_timer(Timer::Authority, "2026-10-22"));
    let (at, late) = fire("2026-10-23 00:00");
    let asked = given(authority_awaited()).when(the_house(), at, late).accepted();
    let (at, later) = fire("2026-10-26 00:00");
    asked.when(the_house(), at, later).then(|events| {
        let [Event::DeadlineEscalated(escalated)] = events else { panic!("{events:?}") };
        assert_eq!(escalated.asked, domain::occasion::Role::Director);
    });
}

refusals! {
    a_customer_has_no_head_office:
        given(open()).when(applicant(), now(), RequestAuthority { party: APPLICANT, ..request_authority() })
        => Rejection::AuthorityOfInstitutions { party: APPLICANT };
    the_centre_does_not_ask_for_the_bank:
        given(open()).when(clerk(), now(), request_authority()) => Rejection::NotOneself { party: BANK };
    one_request_at_a_time:
        given(authority_awaited()).when(agent(), now(), request_authority())
        => Rejection::AuthorityRequestPending { request: 1 };
    fifty_are_enough:
        given(fifty()).when(agent(), now(), request_authority()) => Rejection::TooMany { limit: 50 };
}
