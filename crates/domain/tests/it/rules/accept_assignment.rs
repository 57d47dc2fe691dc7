//! The mediator who was asked declares what may touch fairness; the scan runs again.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::RecusalGround;
use domain::ids::MediatorId;
use domain::mediator::MediatorFacts;
use domain::occasion::{Actor, Role};

fn disclosing(disclosed: &[RecusalGround]) -> AcceptAssignment {
    AcceptAssignment {
        disclosed: disclosed.to_vec(),
        disclosure: Some(secret_long("曾与申请人同住一个小区。")),
        ..accept_assignment()
    }
}

/// The same person, whose register entry has changed since the offer.
fn now(facts: MediatorFacts) -> AcceptAssignment {
    AcceptAssignment { mediator: MediatorFacts { id: MEDIATOR, ..facts }, ..accept_assignment() }
}

#[test]
fn a_mediator_takes_the_case() {
    let story = given(offered())
        .when(mediator(), on("2026-10-14 10:00"), accept_assignment())
        .then_stage(StageName::InMediation);
    assert_eq!(story.filed().stage.mediator(), Some(MEDIATOR));
}

#[test]
fn another_relation_is_disclosed_and_does_not_bar() {
    given(offered())
        .when(mediator(), on("2026-10-14 10:00"), disclosing(&[RecusalGround::OtherRelation]))
        .then(|events| {
            let [Event::AssignmentAccepted(accepted)] = events else { panic!("{events:?}") };
            assert_eq!(accepted.disclosed, [RecusalGround::OtherRelation]);
        });
}

#[test]
fn every_other_disclosed_ground_bars() {
    for ground in RecusalGround::ALL.iter().filter(|ground| **ground != RecusalGround::OtherRelation) {
        let grounds = [RecusalGround::OtherRelation, *ground];
        given(offered())
            .when(mediator(), on("2026-10-14 10:00"), disclosing(&grounds))
            .then_rejected(Rejection::DisclosureBars { grounds: vec![*ground] });
    }
}

refusals! {
    nobody_takes_a_case_that_was_not_offered:
        given(assigned()).when(mediator(), on("2026-10-14 12:00"), accept_assignment())
        => Rejection::WrongStage {
            stage: StageName::InMediation,
            allowed: vec![StageName::MediatorOffered],
        };
    the_clerk_does_not_take_it_for_the_mediator:
        given(offered()).when(clerk(), on("2026-10-14 10:00"), accept_assignment()) => Rejection::NotInvolved;
    a_clerk_with_the_mediators_claim_does_not_take_it:
        given(offered())
            .when(Actor { role: Role::Clerk, centre: Some(guangzhou()), ..mediator() },
                on("2026-10-14 10:00"), accept_assignment())
        => Rejection::NotInvolved;
    a_mediator_answers_with_the_own_entry:
        given(offered()).when(mediator(), on("2026-10-14 10:00"), AcceptAssignment {
            mediator: MediatorFacts { id: MediatorId(uuid::Uuid::from_u128(9)), ..unbound() },
            ..accept_assignment()
        }) => Rejection::NotInvolved;
    a_conflict_that_arose_since_the_offer_bars:
        given(offered()).when(mediator(), on("2026-10-14 10:00"), now(once_employed(None)))
        => Rejection::ConflictOfInterest { findings: vec![ConflictFinding {
            ground: RecusalGround::HomeInstitution,
            party: BANK,
            effect: Effect::Barred,
        }] };
    a_mediator_suspended_since_the_offer_does_not_serve:
        given(offered())
            .when(mediator(), on("2026-10-14 10:00"), now(MediatorFacts { active: false, ..unbound() }))
        => Rejection::MediatorInactive;
    a_disclosed_interest_bars:
        given(offered())
            .when(mediator(), on("2026-10-14 10:00"), disclosing(&[RecusalGround::Interest]))
        => Rejection::DisclosureBars { grounds: vec![RecusalGround::Interest] };
}
