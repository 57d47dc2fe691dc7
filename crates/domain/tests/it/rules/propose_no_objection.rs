//! A proposal that silence makes an agreement: only among parties who all agreed to that before, with a text a court finds clear.

use crate::story::{actors::*, cases::*, commands::*, referrals::*, *};
use domain::case::*;
use domain::classification::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-20 15:00")
}

#[test]
fn it_is_worded_and_numbered_like_an_agreement() {
    given(silence_agreed_to()).when(mediator(), now(), propose_no_objection()).then(|events| {
        let [Event::NoObjectionProposed(proposed)] = events else { panic!("{events:?}") };
        assert_eq!((proposed.version, proposed.proposed_on), (1, day("2026-10-20")));
        assert_eq!(proposed.agreement_no.as_str(), "粤广州金调字〔2026〕1号-协1");
        assert_eq!((proposed.settled_fen, proposed.hash.len()), (yuan(5_000), 64));
    });
}

#[test]
fn a_draft_after_it_has_the_next_number() {
    let withdrawn = silence_proposed().and(mediator(), now(), WithdrawNoObjection { version: 1 });
    given(withdrawn).when(mediator(), on("2026-10-20 16:00"), draft_agreement()).then(|events| {
        let [Event::AgreementDrafted(drafted)] = events else { panic!("{events:?}") };
        assert_eq!(drafted.version, 2);
    });
}

refusals! {
    every_party_consented_to_the_mechanism_before:
        given(closed_session().and(agent(), on("2026-10-20 08:00"), consent_of(BANK, &[ConsentMatter::NoObjection])))
            .when(mediator(), now(), propose_no_objection())
        => Rejection::ConsentMissing { matter: ConsentMatter::NoObjection, parties: vec![APPLICANT] };
    a_consent_that_was_taken_back_counts_for_nothing:
        given(silence_agreed_to().and(applicant(), on("2026-10-20 08:30"), revoke(APPLICANT, ConsentMatter::NoObjection)))
            .when(mediator(), now(), propose_no_objection())
        => Rejection::ConsentMissing { matter: ConsentMatter::NoObjection, parties: vec![APPLICANT] };
    a_centre_may_do_without_it:
        given(silence_agreed_to()).under(|rules| rules.no_objection = false)
            .when(mediator(), now(), propose_no_objection())
        => Rejection::NoObjectionOff;
    only_the_mediator_makes_it:
        given(silence_agreed_to()).when(clerk(), now(), propose_no_objection()) => Rejection::NotInvolved;
    one_at_a_time:
        given(silence_proposed()).when(mediator(), now(), propose_no_objection())
        => Rejection::NoObjectionOpen { version: 1 };
    not_beside_a_text_that_is_signed:
        given(silence_agreed_to().and(mediator(), on("2026-10-20 09:00"), draft_agreement()))
            .when(mediator(), now(), propose_no_objection())
        => Rejection::WrongStage { stage: StageName::Signing, allowed: vec![StageName::InMediation] };
    its_terms_are_as_clear_as_an_agreements:
        given(silence_agreed_to()).when(mediator(), now(), ProposeNoObjection {
            terms: vec![clause(payment(5_000, "2026-10-19"))], ..propose_no_objection()
        }) => Rejection::TermUnclear { clauses: vec![UnclearClause { clause: 1, problem: TermProblem::DateInPast(day("2026-10-19")) }] };
    nobody_who_cannot_act_is_bound_by_silence:
        given(silence_agreed_to().and(clerk(), on("2026-10-20 08:30"), record_capacity()))
            .when(mediator(), now(), propose_no_objection())
        => Rejection::GuardianMissing { parties: vec![APPLICANT] };
    not_while_the_case_is_offered_to_another_centre:
        given(silence_agreed_to().and(clerk(), on("2026-10-20 08:30"), propose_transfer()))
            .when(mediator(), now(), propose_no_objection())
        => Rejection::TransferOpen;
    not_before_the_parties_have_met:
        given(rights_told()
            .and(applicant(), on("2026-10-14 12:00"), consent_of(APPLICANT, &[ConsentMatter::NoObjection]))
            .and(agent(), on("2026-10-14 12:00"), consent_of(BANK, &[ConsentMatter::NoObjection])))
            .when(mediator(), on("2026-10-14 15:00"), propose_no_objection())
        => Rejection::NoSessionHeld;
}
