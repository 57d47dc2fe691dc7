//! A consent is taken back at any time; leaving mediation is a step of its own.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{ConsentMatter, NoObjectionEnding};
use domain::deadline::Timer;

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

#[test]
fn whoever_takes_back_the_consent_to_be_bound_by_silence_before_the_end_ends_the_proposal() {
    let at = on("2026-10-28 23:00");
    let revoked = revoke(APPLICANT, ConsentMatter::NoObjection);
    let story = given(silence_served()).when(applicant(), at, revoked).then(|events| {
        let [Event::ConsentRevoked(_), Event::NoObjectionEnded(ended)] = events else { panic!("{events:?}") };
        assert_eq!((ended.cause, ended.party), (NoObjectionEnding::ConsentRevoked, Some(APPLICANT)));
    });
    let last = fire_timer(Timer::T07, "2026-10-28");
    given(story).when(the_house(), on("2026-10-29 00:10"), last).then_nothing();
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
    what_silence_has_made_an_agreement_is_not_revoked_any_more:
        given(silence_served())
            .when(applicant(), on("2026-10-29 00:00"), revoke(APPLICANT, ConsentMatter::NoObjection))
        => Rejection::DeadlinePassed { timer: Timer::T07, due: day("2026-10-28") };
}
