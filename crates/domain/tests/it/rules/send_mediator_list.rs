//! The centre sends names that every party could have.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::deadline::Basis;
use domain::mediator::MediatorFacts;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-14 09:00")
}

#[test]
fn each_of_two_parties_may_strike_one_of_four_and_has_two_working_days_anew() {
    given(choosing()).when(clerk(), on("2026-10-15 16:00"), send_mediator_list()).then(|events| {
        let [Event::MediatorListSent(sent)] = events else { panic!("{events:?}") };
        assert_eq!((sent.needed, sent.strikes, sent.mediators.len()), (1, 1, 4));
        ends(&sent.answer_by, "2026-10-19", Basis::Om10);
    });
}

#[test]
fn while_a_list_is_out_the_parties_may_still_agree_on_somebody() {
    let story = listed().and(applicant(), now(), choose_mediator(APPLICANT));
    given(story).when(agent(), now(), choose_mediator(BANK)).then_stage(StageName::MediatorOffered);
}

refusals! {
    a_list_follows_the_consents:
        given(notified()).when(clerk(), now(), send_mediator_list())
        => Rejection::WrongStage { stage: StageName::ConsentPending, allowed: vec![StageName::MediatorSelection] };
    one_list_at_a_time:
        given(listed()).when(clerk(), now(), send_mediator_list()) => Rejection::ListAlreadySent;
    two_names_leave_nothing_to_strike:
        given(choosing()).when(clerk(), now(), SendMediatorList { mediators: free(&[MEDIATOR, FREE[0]]) })
        => Rejection::ListSize { least: 3, most: 9 };
    nobody_stands_on_it_twice:
        given(choosing()).when(clerk(), now(), SendMediatorList { mediators: free(&[MEDIATOR, FREE[0], MEDIATOR]) })
        => Rejection::MediatorTwice;
    nobody_who_is_suspended_stands_on_it:
        given(choosing()).when(clerk(), now(), SendMediatorList {
            mediators: vec![
                candidate(MediatorFacts { active: false, ..unbound() }),
                free(&[FREE[0]]).remove(0),
                free(&[FREE[1]]).remove(0),
            ],
        })
        => Rejection::MediatorInactive;
}
