//! A mediator tells what may touch fairness, and neither acts nor reads until every party has waived it.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::RecusalGround;
use domain::ids::PartyId;
use uuid::Uuid;

#[test]
fn a_disclosure_before_accepting_stops_the_mediator() {
    let story = given(offered()).when(mediator(), on("2026-10-14 10:00"), disclose_conflict()).then(|events| {
        let [Event::MediatorDisclosed(_), Event::AssignmentSuspended(suspended)] = events else {
            panic!("{events:?}")
        };
        let finding =
            ConflictFinding::new(RecusalGround::OtherRelation, Some(APPLICANT), Trigger::Disclosed);
        assert_eq!((&suspended.findings, suspended.inactive), (&vec![finding], false));
    });
    story
        .when(mediator(), on("2026-10-14 10:01"), accept_assignment())
        .then_rejected(Rejection::NotInvolved);
}

#[test]
fn a_disclosure_at_work_stops_the_mediator_and_the_work() {
    let story = open().and(mediator(), on("2026-10-19 14:30"), disclose_conflict());
    let findings = vec![ConflictFinding::new(
        RecusalGround::OtherRelation,
        Some(APPLICANT),
        Trigger::Disclosed,
    )];
    story
        .clone()
        .when(mediator(), on("2026-10-19 14:31"), close_session())
        .then_rejected(Rejection::NotInvolved);
    story
        .when(clerk(), on("2026-10-19 14:31"), cancel_session())
        .then_rejected(Rejection::AssignmentSuspended { findings });
}

#[test]
fn who_need_only_tell_another_relation_goes_on_where_the_rules_say_so() {
    given(assigned())
        .under(|rules| rules.other_relation_needs_waiver = false)
        .when(mediator(), on("2026-10-14 11:00"), disclose_conflict())
        .then(|events| assert!(matches!(events, [Event::MediatorDisclosed(_)]), "{events:?}"));
}

#[test]
fn the_same_disclosure_again_changes_nothing() {
    let waived = offered()
        .and(mediator(), on("2026-10-14 10:00"), disclose_conflict())
        .and(applicant(), on("2026-10-14 10:10"), waive_conflict(APPLICANT))
        .and(agent(), on("2026-10-14 10:20"), waive_conflict(BANK));
    given(waived).when(mediator(), on("2026-10-14 10:30"), disclose_conflict()).then_nothing();
}

refusals! {
    nobody_discloses_for_the_mediator:
        given(offered()).when(clerk(), on("2026-10-14 10:00"), disclose_conflict()) => Rejection::NotInvolved;
    a_disclosure_names_a_party_of_the_case:
        given(offered()).when(mediator(), on("2026-10-14 10:00"), DiscloseConflict {
            about: Some(PartyId(Uuid::from_u128(0xFF))),
            ..disclose_conflict()
        }) => Rejection::PartyUnknown { party: PartyId(Uuid::from_u128(0xFF)) };
    nothing_is_disclosed_before_anybody_was_asked:
        given(consented()).when(clerk(), on("2026-10-14 10:00"), disclose_conflict())
        => Rejection::WrongStage {
            stage: StageName::MediatorSelection,
            allowed: vec![StageName::MediatorOffered, StageName::InMediation, StageName::Signing],
        };
}
