//! What a party needs is recorded by the house, sealed, and replaced when it changes.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::ids::PartyId;
use uuid::Uuid;

const NOBODY: PartyId = PartyId(Uuid::from_u128(0xFF));

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-12 10:00")
}

#[test]
fn the_record_keeps_the_codes_sealed_like_a_name() {
    given(filed()).when(clerk(), now(), record_special_needs()).then(|events| {
        let [Event::SpecialNeedsRecorded(recorded)] = events else { panic!("{events:?}") };
        assert_eq!(recorded.needs, record_special_needs().needs);
        assert!(events[0].encode().is_err(), "clear codes would be written");
    });
}

#[test]
fn a_mediator_may_record_what_comes_up_in_a_session() {
    given(open()).when(mediator(), on("2026-10-19 14:30"), record_special_needs()).then_stage(StageName::InMediation);
}

refusals! {
    a_case_that_ended_needs_nothing:
        given(withdrawn()).when(clerk(), on("2026-10-14 09:00"), record_special_needs())
        => Rejection::WrongStage {
            stage: StageName::Terminated,
            allowed: vec![
                StageName::Submitted, StageName::Supplementing, StageName::ConsentPending,
                StageName::MediatorSelection, StageName::MediatorOffered, StageName::InMediation,
                StageName::Signing, StageName::Effective,
            ],
        };
    a_party_does_not_write_the_houses_records:
        given(filed()).when(applicant(), now(), record_special_needs())
        => Rejection::NotActingFor { party: APPLICANT };
    nobody_unknown_needs_something:
        given(filed()).when(clerk(), now(), RecordSpecialNeeds { party: NOBODY, ..record_special_needs() })
        => Rejection::PartyUnknown { party: NOBODY };
    a_record_names_a_need:
        given(filed()).when(clerk(), now(), RecordSpecialNeeds { needs: secret(vec![]), ..record_special_needs() })
        => Rejection::NothingGiven;
}
