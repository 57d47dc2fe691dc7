//! What is on the table is signed, byte for byte, by those entitled to.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{AuthorityScope, ConsentMatter, SignatureMethod};
use domain::money::Fen;
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
            representative: None,
            method: SignatureMethod::Electronic,
            special_authorisation: false,
            evidence: sign_as_applicant().evidence,
            scan_sha256: None,
            hash: hash(),
            signed_at: now(),
            certificate: None,
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

/// The agreement on the table has the bank pay 8,600 yuan and more; both sides have agents.
fn with_agents() -> Story {
    drafted()
        .and(applicant(), on("2026-10-20 09:10"), appoint_representative())
        .and(agent(), on("2026-10-20 09:20"), appoint_employee())
}

fn under(change: impl FnOnce(&mut Authority)) -> Story {
    let mut authority = authority();
    change(&mut authority);
    with_agents()
        .and(applicant(), on("2026-10-20 09:30"), ChangeAuthority { authority: authority.clone(), ..change_authority() })
        .and(
            agent(),
            on("2026-10-20 09:30"),
            ChangeAuthority { representative: EMPLOYEE, authority },
        )
}

fn owed_by_the_bank() -> Fen {
    let story = drafted();
    let Stage::Signing { agreement, .. } = &story.filed().stage else { panic!("not signing") };
    let owed = agreement.obligations.iter().filter(|owed| owed.obligor == BANK);
    Fen::sum(owed.filter_map(Obligation::outstanding)).expect("a sum")
}

fn by_employee() -> SignAgreement {
    SignAgreement { representative: Some(EMPLOYEE), ..sign_as_bank() }
}

#[test]
fn an_agent_with_an_account_signs_for_the_party_and_is_named_in_the_record() {
    given(with_agents()).when(lawyer(), now(), sign_as_applicant()).then(|events| {
        let [Event::AgreementSigned(signed)] = events else { panic!("{events:?}") };
        assert_eq!((signed.representative, signed.special_authorisation), (Some(LAWYER), true));
    });
}

#[test]
fn the_bank_hands_in_what_its_agent_without_an_account_signed() {
    given(with_agents()).when(agent(), now(), by_employee()).then_stage(StageName::Signing);
}

#[test]
fn a_party_with_an_agent_still_signs_by_itself() {
    given(with_agents()).when(applicant(), now(), sign_as_applicant()).then_stage(StageName::Signing);
}

#[test]
fn a_guardian_signs_for_the_ward_without_any_paper() {
    let story = drafted()
        .and(clerk(), now(), record_capacity())
        .and(clerk(), now(), appoint_guardian());
    given(story).when(guardian(), now(), sign_as_applicant()).then_stage(StageName::Signing);
}

refusals! {
    an_agent_on_record_without_special_authorisation_does_not_settle:
        given(under(|authority| authority.special = false)).when(lawyer(), now(), sign_as_applicant())
        => Rejection::SpecialAuthorisationMissing;
    an_agent_signs_nothing_before_the_authority_begins:
        given(under(|authority| authority.valid_from = day("2026-10-21"))).when(agent(), now(), by_employee())
        => Rejection::AuthorityNotInForce { valid_from: day("2026-10-21"), valid_to: Some(day("2026-11-30")) };
    an_agent_who_may_not_settle_does_not_sign:
        given(under(|authority| authority.scope = vec![AuthorityScope::Attend]))
            .when(lawyer(), now(), sign_as_applicant())
        => Rejection::AuthorityTooNarrow { needed: AuthorityScope::Settle };
    an_agent_promises_no_more_than_the_ceiling:
        given(under(|authority| authority.ceiling = Some(yuan(100)))).when(agent(), now(), by_employee())
        => Rejection::CeilingExceeded { ceiling: yuan(100), amount: owed_by_the_bank() };
    an_organisation_with_agents_on_record_says_who_signs:
        given(with_agents()).when(agent(), now(), sign_as_bank())
        => Rejection::RepresentativeNotNamed { party: BANK };
    an_agent_of_the_other_side_is_not_named:
        given(with_agents()).when(agent(), now(), SignAgreement { representative: Some(LAWYER), ..sign_as_bank() })
        => Rejection::RepresentativeUnknown { representative: LAWYER };
    a_party_does_not_sign_as_its_agent:
        given(with_agents())
            .when(applicant(), now(), SignAgreement { representative: Some(LAWYER), ..sign_as_applicant() })
        => Rejection::NotActingFor { party: APPLICANT };
    a_ward_does_not_sign:
        given(drafted().and(clerk(), now(), record_capacity())).when(applicant(), now(), sign_as_applicant())
        => Rejection::GuardianActs { party: APPLICANT };
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
    a_paper_that_was_signed_is_scanned:
        given(drafted()).when(clerk(), now(), SignAgreement {
            scan_sha256: None,
            ..sign(Signer::Party(APPLICANT), SignatureMethod::Fingerprint)
        }) => Rejection::ScanMissing;
    a_scan_is_named_by_its_hash:
        given(drafted()).when(clerk(), now(), SignAgreement {
            scan_sha256: Some("scan.pdf".to_owned()),
            ..sign(Signer::Party(APPLICANT), SignatureMethod::Seal)
        }) => Rejection::HashMalformed;
    an_electronic_signature_has_no_scan:
        given(drafted()).when(applicant(), now(), SignAgreement { scan_sha256: Some(sha()), ..sign_as_applicant() })
        => Rejection::ScanNotNeeded;
    what_was_sent_back_is_not_signed:
        given(drafted().and(clerk(), on("2026-10-20 09:30"), review_returned())).when(applicant(), on("2026-10-20 11:00"), sign_as_applicant())
        => Rejection::AgreementReturned { version: 1 };
    nobody_signs_twice:
        given(signed()).when(applicant(), on("2026-10-20 13:00"), sign_as_applicant())
        => Rejection::AlreadySigned;
    nobody_signs_while_the_mediator_is_suspended:
        given(drafted().and(clerk(), on("2026-10-20 09:10"), scan_conflicts()))
            .when(applicant(), on("2026-10-20 10:00"), sign_as_applicant())
        => Rejection::AssignmentSuspended { findings: vec![ConflictFinding::new(
            domain::classification::RecusalGround::HomeInstitution,
            Some(BANK),
            Trigger::EmployedBy { legal_person: bank(), left_on: None },
        )] };
}
