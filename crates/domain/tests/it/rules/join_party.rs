//! A party comes in later: freely before acceptance, afterwards with everybody's agreement.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{ConsentMatter, DeclarationForm};
use domain::deadline::Basis;
use domain::ids::PartyId;
use uuid::Uuid;

const NOBODY: PartyId = PartyId(Uuid::from_u128(0xFF));

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-14 15:00")
}

fn early() -> JoinParty {
    JoinParty { agreed_by: vec![], consent: None, ..join_party() }
}

fn minor() -> JoinParty {
    JoinParty {
        party: FiledParty { party: NEWCOMER, account: None, ..born("440104201101011002") },
        ..join_party()
    }
}

#[test]
fn before_acceptance_a_party_comes_in_without_being_asked_for() {
    given(filed()).when(clerk(), on("2026-10-12 10:00"), early()).then_stage(StageName::Submitted);
}

#[test]
fn a_minor_who_comes_in_before_acceptance_bars_it_until_the_guardian_is_known() {
    let early = JoinParty { agreed_by: vec![], consent: None, ..minor() };
    given(filed().and(clerk(), on("2026-10-12 10:00"), early))
        .when(clerk(), on("2026-10-12 11:00"), accept_case())
        .then_rejected(Rejection::GuardianMissing { parties: vec![NEWCOMER] });
}

#[test]
fn whoever_joins_the_mediation_consents_to_it_and_is_told_the_rights() {
    let story = rights_told().and(clerk(), now(), join_party());
    assert!(story.filed().dossier.consents.contains(&(NEWCOMER, ConsentMatter::Mediate)));
    given(story)
        .when(mediator(), on("2026-10-19 14:00"), notify_rights())
        .then(|events| {
            let [Event::RightsNotified(told)] = events else { panic!("{events:?}") };
            assert_eq!(told.parties, [APPLICANT, BANK, NEWCOMER]);
        });
}

#[test]
fn a_session_waits_until_the_newcomer_was_told_the_rights() {
    given(scheduled().and(clerk(), now(), join_party()))
        .when(mediator(), on("2026-10-19 14:00"), open_session())
        .then_rejected(Rejection::RightsNotNotified);
}

#[test]
fn a_respondent_who_joins_after_the_notice_has_its_own_time_to_answer() {
    let joins = JoinParty { consent: None, ..join_branch() };
    given(notified()).when(clerk(), on("2026-10-14 15:00"), joins).then(|events| {
        let [Event::PartyJoined(joined)] = events else { panic!("{events:?}") };
        ends(joined.answer_by.as_ref().expect("a time to answer"), "2026-10-21", Basis::Practice);
    });
}

#[test]
fn the_consent_of_everybody_includes_the_newcomers() {
    let story = notified().and(clerk(), on("2026-10-12 15:00"), JoinParty { consent: None, ..join_party() });
    let story = story
        .and(applicant(), on("2026-10-13 09:00"), consent_of(APPLICANT, FOR_VIDEO))
        .and(agent(), on("2026-10-13 10:00"), consent_of(BANK, FOR_VIDEO));
    assert_eq!(story.case().stage_name(), StageName::ConsentPending);
    given(story)
        .when(clerk(), on("2026-10-13 11:00"), consent_of(NEWCOMER, FOR_VIDEO))
        .then_stage(StageName::MediatorSelection);
}

#[test]
fn a_new_institution_is_a_tie_that_conflicts_are_judged_by() {
    let story = filed().and(clerk(), on("2026-10-12 10:00"), JoinParty { agreed_by: vec![], ..join_branch() });
    assert_eq!(story.filed().dossier.ties.iter().filter(|tie| tie.legal_person == bank()).count(), 2);
}

refusals! {
    nobody_joins_while_the_agreement_is_signed:
        given(drafted()).when(clerk(), on("2026-10-20 10:00"), join_party())
        => Rejection::WrongStage {
            stage: StageName::Signing,
            allowed: vec![
                StageName::Submitted, StageName::Supplementing, StageName::ConsentPending,
                StageName::MediatorSelection, StageName::MediatorOffered, StageName::InMediation,
            ],
        };
    nobody_joins_twice:
        given(filed()).when(clerk(), on("2026-10-12 10:00"), JoinParty { party: depositor(), ..early() })
        => Rejection::AlreadyParty;
    an_institution_does_not_join_twice:
        given(filed()).when(clerk(), on("2026-10-12 10:00"), JoinParty {
            party: FiledParty { party: NEWCOMER, ..bank_branch() }, ..early()
        }) => Rejection::AlreadyParty;
    a_branch_of_the_respondent_does_not_join_the_applicant:
        given(filed()).when(clerk(), on("2026-10-12 10:00"), JoinParty {
            party: FiledParty { side: Side::Applicant, ..join_branch().party }, ..early()
        }) => Rejection::SamePartyOnBothSides;
    a_case_holds_fifty_parties:
        (4..52).fold(filed(), |story, number| {
            let party = FiledParty { party: PartyId(Uuid::from_u128(number)), ..join_party().party };
            story.and(clerk(), on("2026-10-12 10:00"), JoinParty { party, ..early() })
        }).when(clerk(), on("2026-10-12 10:00"), early()) => Rejection::TooMany { limit: 50 };
    after_acceptance_everybody_agrees:
        given(rights_told()).when(clerk(), now(), JoinParty { agreed_by: vec![BANK], ..join_party() })
        => Rejection::JoinderNotUnanimous { missing: vec![APPLICANT] };
    nobody_unknown_agrees:
        given(rights_told()).when(clerk(), now(), JoinParty { agreed_by: vec![NOBODY], ..join_party() })
        => Rejection::PartyUnknown { party: NOBODY };
    whoever_joins_the_others_consents_as_they_did:
        given(consented()).when(clerk(), now(), JoinParty { consent: None, ..join_party() })
        => Rejection::JoinderConsentMissing;
    whoever_joins_the_respondents_is_told_as_they_were:
        given(notified()).when(clerk(), on("2026-10-13 09:00"), JoinParty { method: None, ..join_branch() })
        => Rejection::JoinderNoticeMissing;
    a_minor_consents_to_nothing:
        given(rights_told()).when(clerk(), now(), JoinParty {
            consent: Some(DeclarationForm::Oral), ..minor()
        }) => Rejection::GuardianMissing { parties: vec![NEWCOMER] };
    nobody_joins_who_was_not_served_with_what_waits_for_objections:
        given(silence_served()).when(clerk(), on("2026-10-22 09:00"), join_party())
        => Rejection::NoObjectionOpen { version: 1 };
}
