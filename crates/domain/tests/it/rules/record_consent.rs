//! Consents are given apart, and silence is none; the last one to mediate opens the choice of a mediator.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{AuthorityScope, ConsentMatter, DeclarationForm};
use domain::deadline::Basis;
use domain::ids::PartyId;
use uuid::Uuid;

const MEDIATE: &[ConsentMatter] = &[ConsentMatter::Mediate];
const NOBODY: PartyId = PartyId(Uuid::from_u128(0xFF));

#[test]
fn the_first_consent_waits_for_the_second() {
    given(notified())
        .when(applicant(), on("2026-10-13 09:00"), consent_of(APPLICANT, MEDIATE))
        .then_stage(StageName::ConsentPending);
}

#[test]
fn the_last_consent_to_mediate_opens_the_choice_of_a_mediator_for_two_working_days() {
    given(notified().and(applicant(), on("2026-10-13 09:00"), consent_of(APPLICANT, MEDIATE)))
        .when(agent(), on("2026-10-16 10:00"), consent_of(BANK, MEDIATE))
        .then(|events| {
            let [Event::ConsentGiven(given)] = events else { panic!("{events:?}") };
            ends(given.choose_mediator_by.as_ref().unwrap(), "2026-10-20", Basis::Om10);
        });
    assert_eq!(consented().case().stage_name(), StageName::MediatorSelection);
}

#[test]
fn each_matter_is_a_consent_of_its_own() {
    let matters = [ConsentMatter::Online, ConsentMatter::Recording, ConsentMatter::Online];
    let given_to = |matter| {
        Event::ConsentGiven(ConsentGiven {
            representative: None,
            party: APPLICANT,
            matter,
            form: DeclarationForm::Electronic,
            choose_mediator_by: None,
            centre_appoints: false,
            memorandum: None,
        })
    };
    given(notified())
        .when(applicant(), on("2026-10-13 09:00"), consent_of(APPLICANT, &matters))
        .then_events([given_to(ConsentMatter::Online), given_to(ConsentMatter::Recording)]);
}

#[test]
fn the_choice_is_left_to_the_centre_with_the_consent_to_mediate_alone() {
    given(notified()).when(applicant(), on("2026-10-13 09:00"), consent_of(APPLICANT, FOR_VIDEO)).then(
        |events| {
            for event in events {
                let Event::ConsentGiven(given) = event else { panic!("{event:?}") };
                assert_eq!(given.centre_appoints, given.matter == ConsentMatter::Mediate);
            }
        },
    );
}

#[test]
fn a_consent_given_before_changes_nothing() {
    given(consented())
        .when(applicant(), on("2026-10-14 09:00"), consent_of(APPLICANT, FOR_VIDEO))
        .then_nothing();
}

#[test]
fn an_applicant_consents_before_the_respondent_is_told() {
    given(accepted())
        .when(applicant(), on("2026-10-12 10:30"), consent_of(APPLICANT, FOR_VIDEO))
        .then_stage(StageName::ConsentPending);
}

#[test]
fn an_account_the_centre_opened_for_a_party_speaks_for_it() {
    given(notified())
        .when(applicant_at_the_counter(), on("2026-10-13 09:00"), consent_of(APPLICANT, MEDIATE))
        .then_stage(StageName::ConsentPending);
}

#[test]
fn a_late_answer_is_still_an_answer() {
    given(notified().and(applicant(), on("2026-10-13 09:00"), consent_of(APPLICANT, MEDIATE)))
        .when(agent(), on("2026-10-26 10:00"), consent_of(BANK, MEDIATE))
        .then_stage(StageName::MediatorSelection);
}

#[test]
fn a_guardian_consents_for_the_ward() {
    let story = guarded().and(clerk(), on("2026-10-12 10:00"), accept_case()).and(
        clerk(),
        on("2026-10-12 11:00"),
        notify_respondent(),
    );
    given(story).when(guardian(), on("2026-10-13 09:00"), consent_of(APPLICANT, FOR_VIDEO)).then(|events| {
        let [Event::ConsentGiven(given), ..] = events else { panic!("{events:?}") };
        assert_eq!(given.representative, Some(GUARDIAN));
    });
}

refusals! {
    an_agent_consents_only_where_the_authority_says_so:
        given(notified().and(applicant(), on("2026-10-12 12:00"), AppointRepresentative {
            authority: Authority { scope: vec![AuthorityScope::Receive], ..authority() }, ..appoint_representative()
        })).when(lawyer(), on("2026-10-13 09:00"), consent_of(APPLICANT, FOR_VIDEO))
        => Rejection::AuthorityTooNarrow { needed: AuthorityScope::Consent };
    nobody_consents_before_acceptance:
        given(filed()).when(applicant(), on("2026-10-12 09:30"), consent_of(APPLICANT, MEDIATE))
        => Rejection::WrongStage {
            stage: StageName::Submitted,
            allowed: vec![
                StageName::ConsentPending,
                StageName::MediatorSelection,
                StageName::MediatorOffered,
                StageName::InMediation,
                StageName::Signing,
            ],
        };
    the_bank_does_not_consent_for_the_applicant:
        given(notified()).when(agent(), on("2026-10-13 09:00"), consent_of(APPLICANT, MEDIATE))
        => Rejection::NotActingFor { party: APPLICANT };
    the_mediator_consents_for_nobody:
        given(assigned()).when(mediator(), on("2026-10-14 12:00"), consent_of(APPLICANT, MEDIATE))
        => Rejection::NotActingFor { party: APPLICANT };
    nobody_consents_for_somebody_unknown:
        given(notified()).when(clerk(), on("2026-10-13 09:00"), consent_of(NOBODY, MEDIATE))
        => Rejection::PartyUnknown { party: NOBODY };
    a_respondent_consents_to_nothing_it_was_not_told:
        given(accepted()).when(agent(), on("2026-10-12 10:30"), consent_of(BANK, MEDIATE))
        => Rejection::RespondentNotNotified;
    a_consent_says_to_what:
        given(notified()).when(applicant(), on("2026-10-13 09:00"), consent_of(APPLICANT, &[]))
        => Rejection::NothingGiven;
    nobody_consents_to_more_than_there_is:
        given(notified())
            .when(applicant(), on("2026-10-13 09:00"), consent_of(APPLICANT, &[ConsentMatter::Online; 21]))
        => Rejection::TooMany { limit: 20 };
    a_person_is_bound_by_silence_only_after_saying_so_apart_from_everything_else:
        given(closed_session()).when(applicant(), on("2026-10-20 08:00"), consent_of(APPLICANT, &[
            ConsentMatter::NoObjection, ConsentMatter::Recording,
        ])) => Rejection::ConsentNotExpress { matter: ConsentMatter::NoObjection };
    a_person_says_so_in_writing:
        given(closed_session()).when(clerk(), on("2026-10-20 08:00"), RecordConsent {
            form: DeclarationForm::Oral, ..consent_of(APPLICANT, &[ConsentMatter::NoObjection])
        }) => Rejection::ConsentNotExpress { matter: ConsentMatter::NoObjection };
}
