//! Each party accepts the facts by itself, or through somebody who may bind it; with the last signature they can be used in suit.

use crate::story::{actors::*, cases::*, commands::*, referrals::*, *};
use domain::case::*;
use domain::classification::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-20 15:00")
}

/// An applicant whose lawyer may do anything but settle.
fn with_a_narrow_lawyer() -> Story {
    let authority = Authority { special: false, ..authority() };
    closed_session()
        .and(applicant(), on("2026-10-19 17:00"), AppointRepresentative { authority, ..appoint_representative() })
        .and(mediator(), on("2026-10-20 09:00"), terminate_mediation())
        .and(mediator(), on("2026-10-20 10:00"), record_undisputed_facts())
}

#[test]
fn it_is_complete_when_the_last_party_has_signed() {
    given(facts_written()).when(applicant(), now(), sign_facts(APPLICANT)).then(|events| {
        let [Event::UndisputedFactsSigned(signed)] = events else { panic!("{events:?}") };
        assert!(!signed.complete);
    });
    given(facts_half_signed()).when(agent(), now(), sign_facts(BANK)).then(|events| {
        let [Event::UndisputedFactsSigned(signed)] = events else { panic!("{events:?}") };
        assert!(signed.complete && signed.representative.is_none());
    });
}

#[test]
fn a_signature_on_paper_is_entered_by_a_clerk() {
    let paper = SignUndisputedFacts { method: SignatureMethod::Handwritten, ..sign_facts(APPLICANT) };
    given(facts_written()).when(clerk(), now(), paper).then_stage(StageName::Terminated);
}

#[test]
fn what_everybody_signed_goes_with_the_report_to_the_court() {
    given(facts_for_court()).when(clerk(), on("2026-10-21 09:00"), report()).then(|events| {
        let [Event::ReferralReported(reported)] = events else { panic!("{events:?}") };
        assert_eq!(reported.facts_record, Some(1));
    });
    given(failed_for_court()).when(clerk(), on("2026-10-21 09:00"), report()).then(|events| {
        let [Event::ReferralReported(reported)] = events else { panic!("{events:?}") };
        assert_eq!(reported.facts_record, None);
    });
}

#[test]
fn what_waits_for_a_signature_is_abandoned_when_the_case_is_closed() {
    given(facts_half_signed()).when(clerk(), on("2026-10-26 09:00"), CloseCase).then(|events| {
        let [Event::UndisputedFactsAbandoned(abandoned), Event::CaseClosed(_)] = events else {
            panic!("{events:?}")
        };
        assert_eq!((abandoned.version, abandoned.party), (1, None));
    });
    given(facts_complete()).when(clerk(), on("2026-10-26 09:00"), CloseCase).then(|events| {
        assert!(matches!(events, [Event::CaseClosed(_)]), "{events:?}");
    });
}

refusals! {
    nobody_signs_twice:
        given(facts_half_signed()).when(applicant(), now(), sign_facts(APPLICANT)) => Rejection::AlreadySigned;
    nobody_signs_for_the_other_side:
        given(facts_written()).when(applicant(), now(), sign_facts(BANK))
        => Rejection::NotActingFor { party: BANK };
    nobody_of_the_centre_signs_electronically_for_a_party:
        given(facts_written()).when(clerk(), now(), sign_facts(APPLICANT))
        => Rejection::NotActingFor { party: APPLICANT };
    an_agent_admits_facts_with_special_authorisation_only:
        given(with_a_narrow_lawyer()).when(lawyer(), now(), sign_facts(APPLICANT))
        => Rejection::SpecialAuthorisationMissing;
    there_is_something_to_sign:
        given(failed()).when(applicant(), now(), sign_facts(APPLICANT)) => Rejection::FactsNotOpen { version: 1 };
    the_latest_version_is_signed:
        given(facts_written()).when(applicant(), now(), SignUndisputedFacts { version: 2, ..sign_facts(APPLICANT) })
        => Rejection::FactsNotOpen { version: 2 };
    what_was_refused_is_signed_by_nobody:
        given(facts_half_signed().and(agent(), on("2026-10-20 12:00"), refuse_facts(BANK)))
            .when(agent(), now(), sign_facts(BANK))
        => Rejection::FactsNotOpen { version: 1 };
    nothing_is_signed_when_the_case_is_closed:
        given(facts_half_signed().and(clerk(), on("2026-10-26 09:00"), CloseCase))
            .when(agent(), on("2026-10-26 10:00"), sign_facts(BANK))
        => Rejection::WrongStage {
            stage: StageName::Closed, allowed: vec![StageName::Effective, StageName::Terminated],
        };
}
