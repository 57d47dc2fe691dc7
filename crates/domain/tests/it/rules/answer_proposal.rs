//! A proposal is answered by those it was made to, while it stands.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-15 09:00")
}
fn proposed() -> Story {
    rights_told().and(mediator(), on("2026-10-14 15:00"), make_proposal())
}
fn status(story: &Story) -> ProposalStatus {
    let Stage::InMediation { assignment, .. } = &story.filed().stage else { panic!("not in mediation") };
    assignment.talks.proposals[0].status.clone()
}

#[test]
fn everybody_accepts_and_the_mediator_drafts_without_a_session() {
    let story = proposed().and(applicant(), now(), accept_proposal(APPLICANT));
    assert!(matches!(status(&story), ProposalStatus::Open(_)));
    let story = story.and(agent(), now(), accept_proposal(BANK));
    assert_eq!(status(&story), ProposalStatus::Accepted);
    story.when(mediator(), now(), draft_agreement()).then_stage(StageName::Signing);
}

#[test]
fn accepting_twice_changes_nothing() {
    given(proposed().and(applicant(), now(), accept_proposal(APPLICANT)))
        .when(applicant(), now(), accept_proposal(APPLICANT))
        .then_nothing();
}

#[test]
fn an_objection_ends_the_proposal_and_not_the_mediation() {
    let story = given(proposed()).when(agent(), now(), object_to_proposal(BANK)).accepted();
    assert_eq!(status(&story), ProposalStatus::Declined);
    assert_eq!(story.case().stage_name(), StageName::InMediation);
}

#[test]
fn the_last_day_is_early_enough_to_accept() {
    given(proposed()).when(agent(), on("2026-10-21 23:59"), accept_proposal(BANK)).accepted();
}

refusals! {
    the_day_after_the_last_is_too_late:
        given(proposed()).when(agent(), on("2026-10-22 00:00"), accept_proposal(BANK))
        => Rejection::ProposalExpired { proposal: 1, due: day("2026-10-21") };
    nobody_accepts_an_own_offer:
        given(rights_told().and(agent(), now(), offer_of_bank())).when(agent(), now(), accept_proposal(BANK))
        => Rejection::ProposalNotAddressed { party: BANK };
    an_objection_says_why:
        given(proposed()).when(agent(), now(), AnswerProposal { reason: None, ..object_to_proposal(BANK) })
        => Rejection::ObjectionReasonMissing;
    a_withdrawn_proposal_is_not_accepted:
        given(proposed().and(mediator(), now(), WithdrawProposal { proposal: 1 }))
            .when(agent(), now(), accept_proposal(BANK))
        => Rejection::ProposalNotOpen { proposal: 1, status: "WITHDRAWN".to_owned() };
    a_party_answers_for_itself:
        given(proposed()).when(applicant(), now(), accept_proposal(BANK))
        => Rejection::NotActingFor { party: BANK };
}
