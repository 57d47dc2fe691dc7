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

/// Nothing against another relation, whichever it is.
fn waived_by(by: domain::ids::PartyId) -> WaiveConflict {
    WaiveConflict { about: None, ..waive_conflict(by) }
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
fn another_relation_everybody_waived_does_not_bar() {
    given(offered().and(clerk(), on("2026-10-14 09:30"), waived_by(APPLICANT)))
        .and(clerk(), on("2026-10-14 09:40"), waived_by(BANK))
        .when(mediator(), on("2026-10-14 10:00"), disclosing(&[RecusalGround::OtherRelation]))
        .then(|events| {
            let [Event::AssignmentAccepted(accepted)] = events else { panic!("{events:?}") };
            assert_eq!(accepted.disclosed, [RecusalGround::OtherRelation]);
        });
}

#[test]
fn another_relation_need_only_be_told_where_the_rules_say_so() {
    given(offered())
        .under(|rules| rules.other_relation_needs_waiver = false)
        .when(mediator(), on("2026-10-14 10:00"), disclosing(&[RecusalGround::OtherRelation]))
        .then_stage(StageName::InMediation);
}

#[test]
fn every_ground_that_cannot_be_waived_bars() {
    let waivable = [RecusalGround::OtherRelation, RecusalGround::RelatedInstitution];
    for ground in RecusalGround::ALL.iter().filter(|ground| !waivable.contains(ground)) {
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
        => Rejection::ConflictOfInterest { findings: vec![ConflictFinding::new(
            RecusalGround::HomeInstitution,
            Some(BANK),
            Trigger::EmployedBy { legal_person: bank(), left_on: None },
        )] };
    another_relation_needs_everybodys_waiver:
        given(offered().and(clerk(), on("2026-10-14 09:30"), waived_by(APPLICANT)))
            .when(mediator(), on("2026-10-14 10:00"), disclosing(&[RecusalGround::OtherRelation]))
        => Rejection::WaiverMissing { ground: RecusalGround::OtherRelation, parties: vec![BANK] };
    a_mediator_suspended_since_the_offer_does_not_serve:
        given(offered())
            .when(mediator(), on("2026-10-14 10:00"), now(MediatorFacts { active: false, ..unbound() }))
        => Rejection::MediatorInactive;
    a_disclosed_interest_bars:
        given(offered())
            .when(mediator(), on("2026-10-14 10:00"), disclosing(&[RecusalGround::Interest]))
        => Rejection::DisclosureBars { grounds: vec![RecusalGround::Interest] };
}
