//! Whoever cannot act by himself is known from the age in the identity document, or recorded by the centre on a paper.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::*;
use domain::ids::PartyId;
use uuid::Uuid;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-12 10:00")
}

/// What filing says of a depositor with this number.
fn filed_with(number: &str) -> Option<LegalCapacity> {
    let parties = vec![born(number), bank_branch()];
    let command = FileApplication { parties, ..file_application() };
    let outcome = nothing().when(clerk(), on("2026-10-12 09:00"), command);
    let events = outcome.answer().expect("it is filed").to_vec();
    events.into_iter().find_map(|event| {
        if let Event::CapacityRecorded(recorded) = event { Some(recorded.capacity) } else { None }
    })
}

#[test]
fn the_age_in_the_document_decides_on_the_day_of_filing() {
    assert_eq!(filed_with("440104200810121007"), None, "eighteen today");
    assert_eq!(filed_with("440104200810131002"), Some(LegalCapacity::Limited), "eighteen tomorrow");
    assert_eq!(filed_with("440104201810121001"), Some(LegalCapacity::Limited), "eight today");
    assert_eq!(filed_with("440104201810131007"), Some(LegalCapacity::None), "eight tomorrow");
}

#[test]
fn a_person_who_becomes_able_needs_the_guardian_no_more() {
    let able = RecordCapacity {
        capacity: LegalCapacity::Full,
        basis: CapacityBasis::SelfSupporting,
        ..record_capacity()
    };
    let story = guarded().and(clerk(), now(), able);
    assert!(story.filed().dossier.representatives.is_empty());
}

#[test]
fn what_is_known_is_not_recorded_again() {
    let story = filed().and(clerk(), now(), record_capacity());
    given(story).when(clerk(), now(), record_capacity()).then_nothing();
}

refusals! {
    a_case_that_ended_asks_no_more:
        given(withdrawn()).when(clerk(), on("2026-10-14 09:00"), record_capacity())
        => Rejection::WrongStage {
            stage: StageName::Terminated,
            allowed: vec![
                StageName::Submitted, StageName::Supplementing, StageName::ConsentPending,
                StageName::MediatorSelection, StageName::MediatorOffered, StageName::InMediation,
                StageName::Signing, StageName::Effective,
            ],
        };
    a_bank_has_no_age:
        given(filed()).when(clerk(), now(), RecordCapacity { party: BANK, ..record_capacity() })
        => Rejection::CapacityOfPersons { party: BANK };
    nobody_unknown_is_under_age:
        given(filed()).when(clerk(), now(), RecordCapacity {
            party: PartyId(Uuid::from_u128(0xFF)), ..record_capacity()
        }) => Rejection::PartyUnknown { party: PartyId(Uuid::from_u128(0xFF)) };
}
