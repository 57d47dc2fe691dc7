//! The director decides on a recusal, with a reason, within T08.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

fn asked() -> Story {
    open().and(agent(), on("2026-10-19 15:00"), request_recusal(Some(BANK)))
}

#[test]
fn a_recusal_that_is_granted_opens_the_choice_again_and_keeps_what_was_done() {
    let story = given(asked())
        .when(director(), on("2026-10-20 09:00"), decide_recusal(true))
        .then_stage(StageName::MediatorSelection);
    let next = domain::mediator::MediatorFacts {
        id: domain::ids::MediatorId(uuid::Uuid::from_u128(0xC9)),
        ..unbound()
    };
    let by = domain::occasion::Actor { mediator: Some(next.id), ..mediator() };
    let story = story
        .and(clerk(), on("2026-10-20 10:00"), OfferMediator { mediator: next.clone(), ..offer_mediator() })
        .and(by, on("2026-10-20 11:00"), AcceptAssignment { mediator: next, ..accept_assignment() });
    let Stage::InMediation { assignment, .. } = &story.filed().stage else { panic!("not in mediation") };
    assert_eq!((assignment.sessions.len(), assignment.rights_notified), (1, false));
}

#[test]
fn who_was_recused_is_not_asked_again() {
    given(asked().and(director(), on("2026-10-20 09:00"), decide_recusal(true)))
        .when(clerk(), on("2026-10-20 10:00"), offer_mediator())
        .then_rejected(Rejection::MediatorDeclined);
}

#[test]
fn a_recusal_that_is_not_granted_leaves_the_mediator_at_work() {
    given(asked())
        .when(director(), on("2026-10-20 09:00"), decide_recusal(false))
        .then(|events| assert!(matches!(events, [Event::RecusalDecided(_)]), "{events:?}"))
        .when(mediator(), on("2026-10-20 09:10"), close_session())
        .then_stage(StageName::InMediation);
}

#[test]
fn a_decision_after_t08_says_that_it_is_late() {
    given(asked()).when(director(), on("2026-10-22 09:00"), decide_recusal(false)).then(|events| {
        let [Event::RecusalDecided(decided)] = events else { panic!("{events:?}") };
        assert!(decided.late);
    });
}

refusals! {
    nothing_is_decided_that_nobody_asked_for:
        given(open()).when(director(), on("2026-10-19 15:00"), decide_recusal(true))
        => Rejection::RecusalNotRequested;
}
