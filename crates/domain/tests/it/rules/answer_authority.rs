//! The head office answers its people, and never anybody himself.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::occasion::Actor;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-20 09:00")
}
/// The head office sits at the table itself.
fn asked_from_above() -> Story {
    open().and(head_office(), on("2026-10-19 15:00"), request_authority())
}
fn colleague() -> Actor {
    Actor { user: domain::ids::UserId::parse("u-colleague").unwrap(), ..head_office() }
}

#[test]
fn authority_is_granted_up_to_a_sum_and_its_period_ends() {
    let story = given(authority_awaited()).when(head_office(), now(), answer_authority());
    story.then(|events| {
        let [Event::AuthorityAnswered(answer)] = events else { panic!("{events:?}") };
        assert_eq!((answer.request, answer.ceiling, answer.late), (1, Some(yuan(5_500)), false));
        assert_eq!(answer.answered_by, head_office().user);
    });
    let answered = authority_awaited().and(head_office(), now(), answer_authority());
    let running = &answered.filed().dossier.running;
    assert!(running.iter().all(|it| it.timer != domain::deadline::Timer::Authority), "{running:?}");
}

#[test]
fn a_refusal_after_the_last_day_is_kept_as_late() {
    let refusal = AnswerAuthority { ceiling: None, ..answer_authority() };
    given(authority_awaited()).when(head_office(), on("2026-10-23 09:00"), refusal).then(|events| {
        let [Event::AuthorityAnswered(answer)] = events else { panic!("{events:?}") };
        assert_eq!((answer.ceiling, answer.late), (None, true));
    });
}

#[test]
fn a_colleague_answers_where_the_head_office_asks_itself() {
    given(asked_from_above()).when(colleague(), now(), answer_authority()).accepted();
}

refusals! {
    the_branch_does_not_answer_for_its_head_office:
        given(authority_awaited()).when(agent(), now(), answer_authority())
        => Rejection::NotHeadOffice { party: BANK };
    the_centre_has_no_part_in_it:
        given(authority_awaited()).when(director(), now(), answer_authority())
        => Rejection::NotHeadOffice { party: BANK };
    nobody_answers_himself:
        given(asked_from_above()).when(head_office(), now(), answer_authority())
        => Rejection::AuthorityOwnRequest;
    nobody_asked:
        given(open()).when(head_office(), on("2026-10-19 15:00"), answer_authority())
        => Rejection::AuthorityNotPending { request: 1 };
    it_was_answered_once:
        given(authority_awaited().and(head_office(), now(), answer_authority()))
            .when(head_office(), now(), answer_authority())
        => Rejection::AuthorityNotPending { request: 1 };
}
