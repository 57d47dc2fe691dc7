//! A consent is taken back at any time; leaving mediation is a step of its own.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::ConsentMatter;

#[test]
fn a_consent_taken_back_is_gone() {
    let story = given(rights_told())
        .when(applicant(), on("2026-10-14 12:00"), revoke(APPLICANT, ConsentMatter::Online))
        .then_events([Event::ConsentRevoked(ConsentRevoked {
            party: APPLICANT,
            matter: ConsentMatter::Online,
        })]);
    assert_eq!(story.filed().dossier.without_consent(ConsentMatter::Online), [APPLICANT]);
}

#[test]
fn a_consent_can_be_given_again() {
    let matter = ConsentMatter::Online;
    let story = given(rights_told())
        .and(applicant(), on("2026-10-14 12:00"), revoke(APPLICANT, matter))
        .and(applicant(), on("2026-10-14 13:00"), consent_of(APPLICANT, &[matter]));
    assert!(story.filed().dossier.without_consent(matter).is_empty());
}

#[test]
fn taking_back_what_was_never_given_changes_nothing() {
    given(consented())
        .when(applicant(), on("2026-10-14 12:00"), revoke(APPLICANT, ConsentMatter::SensitiveData))
        .then_nothing();
}

refusals! {
    nothing_is_taken_back_from_an_effective_agreement:
        given(effective()).when(applicant(), on("2026-10-22 09:00"), revoke(APPLICANT, ConsentMatter::Online))
        => Rejection::WrongStage {
            stage: StageName::Effective,
            allowed: vec![
                StageName::ConsentPending,
                StageName::MediatorSelection,
                StageName::MediatorOffered,
                StageName::InMediation,
                StageName::Signing,
            ],
        };
    the_bank_takes_nothing_back_for_the_applicant:
        given(consented()).when(agent(), on("2026-10-14 12:00"), revoke(APPLICANT, ConsentMatter::Online))
        => Rejection::NotActingFor { party: APPLICANT };
    leaving_mediation_is_no_revocation:
        given(consented()).when(applicant(), on("2026-10-14 12:00"), revoke(APPLICANT, ConsentMatter::Mediate))
        => Rejection::MediateIsNotRevoked;
}
