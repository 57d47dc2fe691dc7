//! What a person had corrected reads right from then on, in every stage; what was signed stays what it was.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::*;
use domain::correction::CorrectedValue;
use domain::identity::{IdentityDocument, IdentityKind};
use domain::ids::{PartyId, SubjectId};
use domain::personal::Personal;
use domain::text::{PersonName, Phone};
use uuid::Uuid;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-26 10:00")
}

fn nobody() -> PartyId {
    PartyId(Uuid::from_u128(0xFF))
}

fn document(number: &str) -> CorrectPartyData {
    let document = IdentityDocument::parse(IdentityKind::ResidentId, number, day("2026-10-12")).unwrap();
    CorrectPartyData { value: CorrectedValue::Document(secret(document)), ..correct_party_data() }
}

/// Whether the correction says that a signed agreement keeps its words.
fn stands(story: Story, at: &str) -> bool {
    let outcome = story.when(director(), on(at), correct_party_data());
    let Ok([Event::PartyDataCorrected(corrected)]) = outcome.answer() else {
        panic!("{:?}", outcome.answer())
    };
    assert_eq!(corrected.value, correct_party_data().value);
    corrected.agreement_stands
}

#[test]
fn a_correction_takes_effect_in_every_stage_and_says_whether_a_signed_agreement_stands() {
    for (story, expected) in [
        (filed(), false),
        (open(), false),
        (drafted(), false),
        (signed(), true),
        (effective(), true),
        (confirmed(), true),
        (case_closed(), true),
        (withdrawn(), false),
        (refused(), false),
    ] {
        let stage = story.case().stage_name();
        assert_eq!(stands(story, "2027-06-01 10:00"), expected, "{stage:?}");
    }
}

#[test]
fn one_request_corrects_once() {
    let story = effective().and(director(), now(), correct_party_data());
    given(story).when(director(), now(), correct_party_data()).then_nothing();
}

#[test]
fn a_corrected_document_shows_who_cannot_act_alone() {
    let story = filed().and(director(), on("2026-10-12 10:00"), document("440104201810121001"));
    assert_eq!(story.filed().dossier.parties[0].capacity, LegalCapacity::Limited);
    // The other way round somebody has to look at the papers.
    let again = CorrectPartyData {
        request: domain::ids::DataRequestId(Uuid::from_u128(1)),
        ..document("440104199001011005")
    };
    let story = story.and(director(), on("2026-10-12 11:00"), again);
    assert_eq!(story.filed().dossier.parties[0].capacity, LegalCapacity::Limited);
}

refusals! {
    nobody_but_the_director_who_approved_corrects:
        given(effective()).when(clerk(), now(), correct_party_data()) => Rejection::NotActingFor { party: APPLICANT };
    nobody_unknown_is_corrected:
        given(effective()).when(director(), now(), CorrectPartyData { party: nobody(), ..correct_party_data() })
        => Rejection::PartyUnknown { party: nobody() };
    what_stands_in_the_public_register_of_a_bank_is_corrected_there:
        given(effective()).when(director(), now(), CorrectPartyData {
            party: BANK,
            value: CorrectedValue::Phone(secret(Phone::parse("13800000001").unwrap())),
            ..correct_party_data()
        }) => Rejection::FieldNotPersonal { party: BANK };
    nothing_is_sealed_under_somebody_elses_key:
        given(effective()).when(director(), now(), CorrectPartyData {
            value: CorrectedValue::Name(Personal::clear(
                SubjectId(Uuid::from_u128(0xFE)), PersonName::parse("陈晓明").unwrap(),
            )),
            ..correct_party_data()
        }) => Rejection::FieldNotPersonal { party: APPLICANT };
}
