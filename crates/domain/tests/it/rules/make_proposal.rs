//! Proposals are made by a party or the mediator, stand until a day, and may answer one another.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::ProposalAnswer;
use domain::deadline::Basis;
use domain::ids::PartyId;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-14 15:00")
}
const NOBODY: PartyId = PartyId(uuid::Uuid::from_u128(0xFF));

#[test]
fn a_proposal_of_the_mediator_goes_to_both_and_stands_five_working_days() {
    given(rights_told()).when(mediator(), now(), make_proposal()).then(|events| {
        let [Event::ProposalMade(made)] = events else { panic!("{events:?}") };
        assert_eq!((made.proposal, made.by), (1, Proposer::Mediator(MEDIATOR)));
        assert_eq!(made.to, [APPLICANT, BANK]);
        ends(&made.answer_by, "2026-10-21", Basis::Practice);
    });
}

#[test]
fn a_party_says_how_long_its_offer_stands() {
    let offer = MakeProposal { stands_days: Some(10), ..offer_of_bank() };
    given(rights_told()).when(agent(), now(), offer).then(|events| {
        let [Event::ProposalMade(made)] = events else { panic!("{events:?}") };
        assert_eq!(made.to, [APPLICANT]);
        rolls(&made.answer_by, "2026-10-24", "2026-10-26", Basis::Practice);
    });
}

#[test]
fn a_counter_proposal_declines_the_one_it_answers() {
    let counter = MakeProposal { by: Some(APPLICANT), replies_to: Some(1), ..make_proposal() };
    let story = given(rights_told().and(agent(), now(), offer_of_bank())).when(applicant(), now(), counter);
    let story = story.then(|events| {
        let [Event::ProposalAnswered(answer), Event::ProposalMade(made)] = events else { panic!("{events:?}") };
        assert_eq!((answer.proposal, answer.answer), (1, ProposalAnswer::Counter));
        assert_eq!((made.proposal, made.replies_to), (2, Some(1)));
    });
    let Stage::InMediation { assignment, .. } = &story.filed().stage else { panic!("not in mediation") };
    assert_eq!(assignment.talks.proposals[0].status, ProposalStatus::Declined);
}

fn twenty_offers() -> Story {
    (0..20).fold(rights_told(), |story, _| story.and(agent(), now(), offer_of_bank()))
}

refusals! {
    a_proposal_belongs_to_the_mediation:
        given(consented()).when(agent(), now(), offer_of_bank())
        => Rejection::WrongStage { stage: StageName::MediatorSelection, allowed: vec![StageName::InMediation] };
    nobody_proposes_to_oneself:
        given(rights_told()).when(agent(), now(), MakeProposal { to: vec![BANK], ..offer_of_bank() })
        => Rejection::ProposalNotAddressed { party: BANK };
    a_proposal_goes_to_parties_of_the_case:
        given(rights_told()).when(agent(), now(), MakeProposal { to: vec![NOBODY], ..offer_of_bank() })
        => Rejection::PartyUnknown { party: NOBODY };
    a_clerk_says_for_whom:
        given(rights_told()).when(clerk(), now(), make_proposal())
        => Rejection::NothingGiven;
    an_unclear_clause_is_named:
        given(rights_told()).when(agent(), now(), MakeProposal {
            terms: vec![clause(payment(5_000, "2026-10-13"))], ..offer_of_bank()
        })
        => Rejection::TermUnclear { clauses: vec![UnclearClause { clause: 1, problem: TermProblem::DateInPast(day("2026-10-13")) }] };
    a_proposal_does_not_stand_for_ever:
        given(rights_told()).when(agent(), now(), MakeProposal { stands_days: Some(91), ..offer_of_bank() })
        => Rejection::ProposalStandsTooLong { longest: 90 };
    no_flood_of_proposals:
        given(twenty_offers()).when(agent(), now(), offer_of_bank())
        => Rejection::TooMany { limit: 20 };
    a_counter_proposal_answers_a_proposal:
        given(rights_told()).when(applicant(), now(), MakeProposal {
            by: Some(APPLICANT), replies_to: Some(3), ..make_proposal()
        })
        => Rejection::ProposalUnknown { proposal: 3 };
    an_accepted_proposal_is_not_countered:
        given(rights_told().and(agent(), now(), offer_of_bank()).and(applicant(), now(), accept_proposal(APPLICANT)))
            .when(applicant(), now(), MakeProposal { by: Some(APPLICANT), replies_to: Some(1), ..make_proposal() })
        => Rejection::ProposalNotOpen { proposal: 1, status: "ACCEPTED".to_owned() };
    an_expired_proposal_is_not_countered:
        given(rights_told().and(agent(), now(), offer_of_bank()))
            .when(applicant(), on("2026-10-22 00:00"), MakeProposal { by: Some(APPLICANT), replies_to: Some(1), ..make_proposal() })
        => Rejection::ProposalExpired { proposal: 1, due: day("2026-10-21") };
    a_mediator_answers_no_proposal:
        given(rights_told().and(agent(), now(), offer_of_bank()))
            .when(mediator(), now(), MakeProposal { replies_to: Some(1), ..make_proposal() })
        => Rejection::ProposalOfMediator;
}
