//! What a party tells the mediator alone: written by a mediator, or by the party itself, never by staff.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::ids::PartyId;
use uuid::Uuid;

const NOBODY: PartyId = PartyId(Uuid::from_u128(0xFF));

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-19 15:00")
}

fn handed_in() -> RecordCaucus {
    RecordCaucus { session: None, ..record_caucus() }
}

fn many() -> Story {
    (0..500).fold(open(), |story, _| story.and(agent(), now(), handed_in()))
}

#[test]
fn a_mediator_records_whom_he_spoke_with() {
    given(open()).when(mediator(), now(), record_caucus()).then(|events| {
        let [Event::CaucusRecorded(recorded)] = events else { panic!("{events:?}") };
        assert_eq!((recorded.caucus, recorded.party), (1, BANK));
        assert_eq!(recorded.by, Proposer::Mediator(MEDIATOR));
        assert!(events[0].encode().is_err(), "the clear text would be written");
    });
}

#[test]
fn a_party_hands_in_what_only_the_mediators_are_to_read() {
    given(open()).when(agent(), now(), handed_in()).then(|events| {
        let [Event::CaucusRecorded(recorded)] = events else { panic!("{events:?}") };
        assert_eq!(recorded.by, Proposer::Party(BANK));
    });
}

refusals! {
    nothing_is_told_in_confidence_before_a_mediator_works:
        given(consented()).when(agent(), on("2026-10-14 09:00"), handed_in())
        => Rejection::WrongStage {
            stage: StageName::MediatorSelection, allowed: vec![StageName::InMediation, StageName::Signing] };
    staff_takes_nothing_down_in_confidence:
        given(open()).when(clerk(), now(), record_caucus()) => Rejection::NotOneself { party: BANK };
    nobody_speaks_for_the_other_side:
        given(open()).when(applicant(), now(), record_caucus()) => Rejection::NotActingFor { party: BANK };
    nobody_unknown_was_spoken_with:
        given(open()).when(mediator(), now(), RecordCaucus { party: NOBODY, ..record_caucus() })
        => Rejection::PartyUnknown { party: NOBODY };
    nothing_was_said_in_an_unknown_session:
        given(open()).when(mediator(), now(), RecordCaucus { session: Some(OTHER_SESSION), ..record_caucus() })
        => Rejection::SessionUnknown;
    five_hundred_records_are_enough:
        given(many()).when(agent(), now(), handed_in()) => Rejection::TooMany { limit: 500 };
}
