//! What is on the table is signed, byte for byte, by those entitled to.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{ConsentMatter, SignatureMethod};
use domain::deadline::Timer;
use domain::ids::PartyId;
use uuid::Uuid;

const NOBODY: PartyId = PartyId(Uuid::from_u128(0xFF));

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-20 10:00")
}

#[test]
fn a_party_signs() {
    given(drafted()).when(applicant(), now(), sign_as_applicant()).then_events([Event::AgreementSigned(
        AgreementSigned {
            version: 1,
            signer: Signer::Party(APPLICANT),
            method: SignatureMethod::Electronic,
            special_authorisation: false,
            evidence: sign_as_applicant().evidence,
            hash: hash(),
            signed_at: now(),
        },
    )]);
}

#[test]
fn an_agent_with_special_authorisation_signs_for_the_bank() {
    given(drafted()).when(agent(), now(), sign_as_bank()).then_stage(StageName::Signing);
}

#[test]
fn a_clerk_takes_down_a_signature_by_hand_without_a_consent_to_sign_electronically() {
    let story = drafted().and(applicant(), now(), revoke(APPLICANT, ConsentMatter::ElectronicSignature));
    given(story)
        .when(clerk(), now(), sign(Signer::Party(APPLICANT), SignatureMethod::Fingerprint))
        .then_stage(StageName::Signing);
}

#[test]
fn the_last_day_of_the_window_is_in_time() {
    given(drafted())
        .when(applicant(), on("2026-10-27 23:59"), sign_as_applicant())
        .then_stage(StageName::Signing);
}

refusals! {
    nothing_is_signed_that_is_not_on_the_table:
        given(closed_session()).when(applicant(), now(), sign_as_applicant())
        => Rejection::WrongStage { stage: StageName::InMediation, allowed: vec![StageName::Signing] };
    an_old_version_is_not_signed:
        given(drafted().and(mediator(), on("2026-10-20 09:30"), draft_agreement()))
            .when(applicant(), now(), sign_as_applicant())
        => Rejection::VersionNotCurrent { current: 2 };
    another_text_is_not_signed:
        given(drafted()).when(applicant(), now(), SignAgreement { hash: sha(), ..sign_as_applicant() })
        => Rejection::HashMismatch { expected: hash() };
    nothing_is_signed_after_the_window:
        given(drafted()).when(applicant(), on("2026-10-28 00:00"), sign_as_applicant())
        => Rejection::DeadlinePassed { timer: Timer::Signing, due: day("2026-10-27") };
    nobody_signs_for_the_mediator:
        given(drafted()).when(clerk(), now(), sign_as_mediator()) => Rejection::NotInvolved;
    nobody_signs_as_another_mediator:
        given(drafted())
            .when(mediator(), now(), sign(Signer::Mediator(SECONDED), SignatureMethod::Handwritten))
        => Rejection::NotInvolved;
    nobody_signs_for_the_other_side:
        given(drafted()).when(agent(), now(), sign_as_applicant())
        => Rejection::NotActingFor { party: APPLICANT };
    nobody_makes_an_electronic_signature_for_another:
        given(drafted()).when(clerk(), now(), sign_as_applicant())
        => Rejection::NotActingFor { party: APPLICANT };
    nobody_unknown_signs:
        given(drafted()).when(clerk(), now(), sign(Signer::Party(NOBODY), SignatureMethod::Handwritten))
        => Rejection::PartyUnknown { party: NOBODY };
    an_agent_settles_only_with_special_authorisation:
        given(drafted()).when(agent(), now(), SignAgreement { special_authorisation: false, ..sign_as_bank() })
        => Rejection::SpecialAuthorisationMissing;
    nobody_signs_electronically_without_consent:
        given(drafted().and(applicant(), now(), revoke(APPLICANT, ConsentMatter::ElectronicSignature)))
            .when(applicant(), now(), sign_as_applicant())
        => Rejection::ConsentMissing {
            matter: ConsentMatter::ElectronicSignature,
            parties: vec![APPLICANT],
        };
    nobody_signs_twice:
        given(signed()).when(applicant(), on("2026-10-20 13:00"), sign_as_applicant())
        => Rejection::AlreadySigned;
}
