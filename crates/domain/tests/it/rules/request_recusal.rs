//! A party or the mediator asks that the mediator step aside; a consumer's first request suffices.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::deadline::Basis;
use domain::ids::MediatorId;
use domain::mediator::MediatorFacts;
use uuid::Uuid;

#[test]
fn a_consumers_first_request_suffices_and_the_choice_opens_again() {
    given(open())
        .when(applicant(), on("2026-10-19 15:00"), request_recusal(Some(APPLICANT)))
        .then(|events| {
            let [Event::RecusalRequested(_), Event::RecusalDecided(decided), Event::MediatorReplaced(_)] = events
            else {
                panic!("{events:?}")
            };
            assert_eq!((decided.granted, decided.on_request_of), (true, Some(APPLICANT)));
        })
        .when(mediator(), on("2026-10-19 15:01"), notify_rights())
        .then_rejected(Rejection::NotInvolved);
}

#[test]
fn a_consumers_second_request_is_for_the_director() {
    let next = MediatorId(Uuid::from_u128(0xC9));
    let other = MediatorFacts { id: next, ..unbound() };
    given(offered().and(applicant(), on("2026-10-14 10:00"), request_recusal(Some(APPLICANT))))
        .and(clerk(), on("2026-10-14 11:00"), OfferMediator { mediator: other, ..offer_mediator() })
        .when(
            applicant(),
            on("2026-10-14 12:00"),
            RequestRecusal { mediator: next, ..request_recusal(Some(APPLICANT)) },
        )
        .then(|events| assert!(matches!(events, [Event::RecusalRequested(_)]), "{events:?}"));
}

#[test]
fn the_banks_request_is_for_the_director_within_two_working_days() {
    given(open()).when(agent(), on("2026-10-19 15:00"), request_recusal(Some(BANK))).then(|events| {
        let [Event::RecusalRequested(asked)] = events else { panic!("{events:?}") };
        ends(&asked.decide_by, "2026-10-21", Basis::Practice);
    });
}

#[test]
fn where_the_rules_bind_nobody_a_consumer_asks_the_director_too() {
    given(open())
        .under(|rules| rules.recusal_on_request_is_binding = false)
        .when(applicant(), on("2026-10-19 15:00"), request_recusal(Some(APPLICANT)))
        .then(|events| assert!(matches!(events, [Event::RecusalRequested(_)]), "{events:?}"));
}

#[test]
fn a_mediator_asks_to_step_aside() {
    given(open())
        .when(mediator(), on("2026-10-19 15:00"), request_recusal(None))
        .then(|events| assert!(matches!(events, [Event::RecusalRequested(_)]), "{events:?}"));
}

refusals! {
    staff_ask_for_a_party_or_not_at_all:
        given(open()).when(clerk(), on("2026-10-19 15:00"), request_recusal(None)) => Rejection::NothingGiven;
    nobody_asks_for_another_party:
        given(open()).when(agent(), on("2026-10-19 15:00"), request_recusal(Some(APPLICANT)))
        => Rejection::NotActingFor { party: APPLICANT };
    only_who_sits_is_recused:
        given(open()).when(agent(), on("2026-10-19 15:00"), RequestRecusal {
            mediator: SECONDED,
            ..request_recusal(Some(BANK))
        }) => Rejection::MediatorNotOnPanel;
    a_request_waits_for_its_decision:
        given(open().and(agent(), on("2026-10-19 15:00"), request_recusal(Some(BANK))))
            .when(mediator(), on("2026-10-19 15:10"), request_recusal(None))
        => Rejection::RecusalPending;
}
