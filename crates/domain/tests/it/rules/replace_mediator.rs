//! Somebody leaves the panel and the choice opens again.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::ids::MediatorId;
use domain::mediator::MediatorFacts;
use domain::occasion::Actor;
use uuid::Uuid;

const SECOND: MediatorId = MediatorId(Uuid::from_u128(0xC8));
const THIRD: MediatorId = MediatorId(Uuid::from_u128(0xC9));

fn panel_of(others: [MediatorId; 2]) -> OfferMediator {
    OfferMediator {
        co_mediators: others.map(MediatorFacts::new).to_vec(),
        number_agreed_by: vec![APPLICANT, BANK],
        ..offer_mediator()
    }
}

fn takes(story: Story, id: MediatorId) -> Story {
    let by = Actor { mediator: Some(id), ..mediator() };
    let accept = AcceptAssignment { mediator: MediatorFacts::new(id), ..accept_assignment() };
    story.and(by, on("2026-10-14 10:00"), accept)
}

#[test]
fn an_agreement_not_in_force_is_void_when_the_mediator_leaves() {
    let story = given(signed())
        .when(director(), on("2026-10-20 13:00"), replace_mediator())
        .then_stage(StageName::MediatorSelection);
    story
        .when(clerk(), on("2026-10-20 13:10"), seal_agreement())
        .then_rejected(Rejection::WrongStage {
            stage: StageName::MediatorSelection,
            allowed: vec![StageName::Signing],
        });
}

#[test]
fn three_mediate_once_all_three_took_the_case() {
    let asked = consented().and(clerk(), on("2026-10-14 09:00"), panel_of([SECOND, THIRD]));
    let two = takes(takes(asked, MEDIATOR), SECOND);
    assert_eq!(two.case().stage_name(), StageName::MediatorOffered);
    assert_eq!(takes(two, THIRD).case().stage_name(), StageName::InMediation);
}

#[test]
fn who_stays_on_the_panel_need_not_accept_again() {
    let asked = consented().and(clerk(), on("2026-10-14 09:00"), panel_of([SECOND, THIRD]));
    let at_work = takes(takes(takes(asked, MEDIATOR), SECOND), THIRD);
    let fourth = MediatorId(Uuid::from_u128(0xCA));
    let story = at_work
        .and(director(), on("2026-10-15 09:00"), ReplaceMediator { mediator: THIRD, ..replace_mediator() })
        .and(clerk(), on("2026-10-15 10:00"), panel_of([SECOND, fourth]));
    let by = Actor { mediator: Some(fourth), ..mediator() };
    let accept = AcceptAssignment { mediator: MediatorFacts::new(fourth), ..accept_assignment() };
    story.when(by, on("2026-10-15 11:00"), accept).then_stage(StageName::InMediation);
}

#[test]
fn one_of_three_who_is_barred_stops_alone_and_the_work_waits() {
    let asked = consented().and(clerk(), on("2026-10-14 09:00"), panel_of([SECOND, THIRD]));
    let at_work = takes(takes(takes(asked, MEDIATOR), SECOND), THIRD);
    let employed = MediatorFacts { id: SECOND, revision: 1, ..once_employed(None) };
    let story = at_work.and(clerk(), on("2026-10-14 11:00"), ScanConflicts { mediator: employed });
    let by = |id| Actor { mediator: Some(id), ..mediator() };
    let asks = |id| story.clone().when(by(id), on("2026-10-14 12:00"), notify_rights());
    assert_eq!(asks(SECOND).answer().err(), Some(&Rejection::NotInvolved));
    assert_eq!(asks(THIRD).answer().map_err(Rejection::code).err(), Some("assignment-suspended"));
}

refusals! {
    only_who_sits_is_replaced:
        given(open()).when(director(), on("2026-10-19 15:00"), ReplaceMediator {
            mediator: SECONDED,
            ..replace_mediator()
        }) => Rejection::MediatorNotOnPanel;
}
