//! Every party waives for itself; the last of them lets the mediator go on.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::RecusalGround;
use domain::ids::{MediatorId, PartyId};
use uuid::Uuid;

fn disclosed() -> Story {
    offered().and(mediator(), on("2026-10-14 10:00"), disclose_conflict())
}

/// A waiver of R6 for the mediator of the sister institution, before anybody is asked.
fn for_the_sister(by: PartyId) -> WaiveConflict {
    WaiveConflict {
        mediator: SECONDED,
        ground: RecusalGround::RelatedInstitution,
        about: Some(BANK),
        ..waive_conflict(by)
    }
}

#[test]
fn the_last_waiver_lets_the_mediator_go_on() {
    let one = given(disclosed())
        .when(applicant(), on("2026-10-14 10:10"), waive_conflict(APPLICANT))
        .then(|events| assert!(matches!(events, [Event::ConflictWaived(_)]), "{events:?}"));
    one.when(agent(), on("2026-10-14 10:20"), waive_conflict(BANK))
        .then(|events| {
            assert!(matches!(events, [Event::ConflictWaived(_), Event::AssignmentResumed(_)]), "{events:?}");
        })
        .when(mediator(), on("2026-10-14 10:30"), accept_assignment())
        .then_stage(StageName::InMediation);
}

#[test]
fn a_mediator_of_a_sister_institution_is_asked_once_everybody_waived_it() {
    let offer = OfferMediator { mediator: of_group("某集团"), ..offer_mediator() };
    let one = consented().and(applicant(), on("2026-10-14 09:00"), for_the_sister(APPLICANT));
    let answer = one.clone().when(clerk(), on("2026-10-14 09:05"), offer.clone());
    assert_eq!(answer.answer().map_err(Rejection::code).err(), Some("conflict-of-interest"));
    one.and(clerk(), on("2026-10-14 09:10"), for_the_sister(BANK))
        .when(clerk(), on("2026-10-14 09:20"), offer)
        .then_stage(StageName::MediatorOffered);
}

#[test]
fn a_waiver_for_one_relation_does_not_cover_another() {
    let about_the_bank = |by| WaiveConflict { about: Some(BANK), ..waive_conflict(by) };
    let story = disclosed()
        .and(applicant(), on("2026-10-14 10:10"), about_the_bank(APPLICANT))
        .and(agent(), on("2026-10-14 10:20"), about_the_bank(BANK));
    story
        .when(mediator(), on("2026-10-14 10:30"), accept_assignment())
        .then_rejected(Rejection::NotInvolved);
}

#[test]
fn a_waiver_given_twice_changes_nothing() {
    given(disclosed().and(applicant(), on("2026-10-14 10:10"), waive_conflict(APPLICANT)))
        .when(applicant(), on("2026-10-14 10:20"), waive_conflict(APPLICANT))
        .then_nothing();
}

refusals! {
    employment_by_the_bank_is_not_waived:
        given(offered()).when(applicant(), on("2026-10-14 10:00"), WaiveConflict {
            ground: RecusalGround::HomeInstitution,
            ..waive_conflict(APPLICANT)
        }) => Rejection::GroundNotWaivable { ground: RecusalGround::HomeInstitution };
    nobody_waives_for_another_party:
        given(disclosed()).when(applicant(), on("2026-10-14 10:10"), waive_conflict(BANK))
        => Rejection::NotActingFor { party: BANK };
    a_waiver_names_a_party_of_the_case:
        given(disclosed()).when(applicant(), on("2026-10-14 10:10"), WaiveConflict {
            about: Some(PartyId(Uuid::from_u128(0xFF))),
            mediator: MediatorId(Uuid::from_u128(1)),
            ..waive_conflict(APPLICANT)
        }) => Rejection::PartyUnknown { party: PartyId(Uuid::from_u128(0xFF)) };
    nothing_is_waived_before_mediators_are_chosen:
        given(notified()).when(applicant(), on("2026-10-13 09:00"), waive_conflict(APPLICANT))
        => Rejection::WrongStage {
            stage: StageName::ConsentPending,
            allowed: vec![
                StageName::MediatorSelection,
                StageName::MediatorOffered,
                StageName::InMediation,
                StageName::Signing,
            ],
        };
}
