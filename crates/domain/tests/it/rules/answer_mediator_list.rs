//! Each party strikes and ranks once; the last answer decides.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::AssignmentBasis;
use domain::deadline::Timer;
use domain::ids::MediatorId;
use domain::mediator::MediatorFacts;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-15 09:00")
}

/// Who came out, in order, and who is asked.
fn outcome(applicants: AnswerMediatorList, banks: AnswerMediatorList) -> (MediatorListClosed, Story) {
    let story = listed().and(applicant(), now(), applicants).and(agent(), now(), banks);
    let closed = story.history().iter().find_map(|event| {
        if let Event::MediatorListClosed(closed) = event { Some(closed.clone()) } else { None }
    });
    (closed.expect("a result"), story)
}

fn order(closed: &MediatorListClosed) -> Vec<MediatorId> {
    closed.order.iter().map(|placed| placed.mediator).collect()
}

#[test]
fn the_fewest_points_win_and_a_struck_name_is_out() {
    let (closed, story) = outcome(
        answer_list(APPLICANT, &[MEDIATOR], &[FREE[0], FREE[1]]),
        answer_list(BANK, &[FREE[2]], &[FREE[1], FREE[0]]),
    );
    // Both have 1 + 2 points, the same worst place, the same wait and load: the smaller id.
    assert_eq!(order(&closed), [FREE[0], FREE[1], MEDIATOR, FREE[2]]);
    assert_eq!((closed.order[0].points, closed.order[0].worst), (3, 2));
    assert_eq!((closed.order[2].struck, closed.order[3].struck), (1, 1));
    assert_eq!(closed.chosen, [FREE[0]]);
    assert_eq!(story.case().stage_name(), StageName::MediatorOffered);
    let Some(Event::MediatorOffered(offered)) = story.history().last() else { panic!("no offer") };
    assert_eq!((offered.basis, offered.chosen_by_parties), (Some(AssignmentBasis::List), true));
}

#[test]
fn of_equal_points_the_better_worst_place_wins() {
    let (closed, _) = outcome(
        answer_list(APPLICANT, &[], &[MEDIATOR, FREE[0], FREE[1], FREE[2]]),
        answer_list(BANK, &[], &[FREE[2], FREE[0], MEDIATOR, FREE[1]]),
    );
    // 1 + 3 and 2 + 2: whom nobody places third comes first.
    assert_eq!(closed.chosen, [FREE[0]]);
}

#[test]
fn of_equals_who_waited_longest_wins() {
    let mut list = list_of_four();
    list[3].waiting_since = day("2026-08-01");
    let story = choosing().and(clerk(), on("2026-10-14 09:00"), SendMediatorList { mediators: list });
    let story = story.and(applicant(), now(), answer_list(APPLICANT, &[], &[]));
    given(story).when(agent(), now(), answer_list(BANK, &[], &[])).then(|events| {
        let [_, Event::MediatorListClosed(closed), _] = events else { panic!("{events:?}") };
        assert_eq!(closed.chosen, [FREE[2]]);
    });
}

#[test]
fn who_can_no_longer_be_had_is_passed_over_and_the_result_says_why() {
    let mut now_on_roster = list_of_four();
    now_on_roster[1].facts = MediatorFacts { active: false, ..MediatorFacts::new(FREE[0]) };
    now_on_roster[2].load = 4;
    let last = AnswerMediatorList { mediators: now_on_roster, ..answer_list(BANK, &[], &[FREE[0], FREE[1]]) };
    let (closed, _) = outcome(answer_list(APPLICANT, &[], &[FREE[0], FREE[1]]), last);
    assert_eq!(closed.chosen, [MEDIATOR]);
    let reasons: Vec<_> = closed.order.iter().map(|placed| placed.unavailable.clone()).collect();
    assert_eq!(reasons[2], [NotProposed::Inactive]);
    assert_eq!(reasons[3], [NotProposed::LoadCapReached { load: 4, cap: 4 }]);
}

#[test]
fn when_nobody_is_left_the_centre_appoints() {
    let last = AnswerMediatorList { mediators: vec![], ..answer_list(BANK, &[], &[]) };
    let (closed, story) = outcome(answer_list(APPLICANT, &[], &[]), last);
    assert_eq!(closed.chosen, []);
    given(story).when(clerk(), now(), offer_mediator()).then(|events| {
        let [Event::MediatorOffered(offered)] = events else { panic!("{events:?}") };
        assert_eq!(offered.basis, Some(AssignmentBasis::ListExhausted));
    });
}

#[test]
fn the_same_answer_again_changes_nothing() {
    let answer = answer_list(APPLICANT, &[MEDIATOR], &[FREE[0]]);
    given(listed().and(applicant(), now(), answer.clone())).when(applicant(), now(), answer).then_nothing();
}

refusals! {
    answers_belong_to_the_choice:
        given(offered()).when(applicant(), now(), answer_list(APPLICANT, &[], &[]))
        => Rejection::WrongStage { stage: StageName::MediatorOffered, allowed: vec![StageName::MediatorSelection] };
    without_a_list_there_is_nothing_to_answer:
        given(choosing()).when(applicant(), now(), answer_list(APPLICANT, &[], &[])) => Rejection::ListNotOpen;
    an_answer_is_not_taken_back:
        given(listed().and(applicant(), now(), answer_list(APPLICANT, &[MEDIATOR], &[])))
            .when(applicant(), now(), answer_list(APPLICANT, &[FREE[0]], &[]))
        => Rejection::ListAlreadyAnswered;
    an_answer_after_the_last_day_is_too_late:
        given(listed()).when(applicant(), on("2026-10-17 09:00"), answer_list(APPLICANT, &[], &[]))
        => Rejection::DeadlinePassed { timer: Timer::T04, due: day("2026-10-16") };
    more_than_one_of_four_is_not_struck:
        given(listed()).when(applicant(), now(), answer_list(APPLICANT, &[MEDIATOR, FREE[0]], &[]))
        => Rejection::TooManyStrikes { limit: 1 };
    nobody_is_struck_and_ranked:
        given(listed()).when(applicant(), now(), answer_list(APPLICANT, &[MEDIATOR], &[MEDIATOR]))
        => Rejection::MediatorTwice;
    only_names_of_the_list_are_ranked:
        given(listed()).when(applicant(), now(), answer_list(APPLICANT, &[], &[SECONDED])) => Rejection::NotOnList;
}
