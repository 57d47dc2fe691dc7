//! Proposals and sealed bids.

use super::Moment;
use crate::case_view::{
    BidRoundView, CaseView, CommitmentView, ProposalAnswerView, ProposalState, ProposalView,
};
use domain::case::{BidCommitted, BidRevealed, BiddingClosed, BiddingOpened, ProposalAnswered, ProposalMade};
use domain::classification::ProposalAnswer;

pub(super) fn made(view: &mut CaseView, event: &ProposalMade, moment: &Moment<'_>) {
    view.proposals.push(ProposalView {
        proposal: event.proposal,
        by: event.by,
        to: event.to.clone(),
        replies_to: event.replies_to,
        terms: event.terms.clone(),
        made_at: moment.at(),
        answer_by: event.answer_by.clone(),
        state: ProposalState::Open,
        answers: Vec::new(),
    });
}

pub(super) fn answered(view: &mut CaseView, event: &ProposalAnswered, moment: &Moment<'_>) {
    let Some(proposal) = proposal(view, event.proposal) else { return };
    proposal.answers.push(ProposalAnswerView {
        party: event.party,
        answer: event.answer,
        reason: event.reason.clone(),
        answered_at: moment.at(),
    });
    if proposal.state != ProposalState::Open {
        return;
    }
    match event.answer {
        ProposalAnswer::Accept => {
            let accepts = |party| proposal.answers.iter().any(|answer| answer.party == party);
            if proposal.to.iter().copied().all(accepts) {
                proposal.state = ProposalState::Accepted;
            }
        }
        ProposalAnswer::Object | ProposalAnswer::Counter => proposal.state = ProposalState::Declined,
    }
}

pub(super) fn withdrawn(view: &mut CaseView, number: u32) {
    if let Some(proposal) = proposal(view, number) {
        proposal.state = ProposalState::Withdrawn;
    }
}

pub(super) fn opened(view: &mut CaseView, event: &BiddingOpened) {
    view.bid_rounds.push(BidRoundView {
        round: event.round,
        payer: event.payer,
        payee: event.payee,
        split_percent: event.split_percent,
        commit_by: event.commit_by.clone(),
        bids: Vec::new(),
        reveal_by: None,
        revealed: Vec::new(),
        outcome: None,
    });
}

pub(super) fn committed(view: &mut CaseView, event: &BidCommitted) {
    if let Some(round) = round(view, event.round) {
        round.bids.push(CommitmentView {
            party: event.party,
            commitment: event.commitment.clone(),
            key: event.key.clone(),
        });
        round.reveal_by = event.reveal_by.clone();
    }
}

pub(super) fn revealed(view: &mut CaseView, event: &BidRevealed) {
    if let Some(round) = round(view, event.round) {
        round.revealed.push(event.party);
    }
}

pub(super) fn closed(view: &mut CaseView, event: &BiddingClosed) {
    if let Some(round) = round(view, event.round) {
        round.outcome = Some(event.outcome.clone());
    }
}

fn proposal(view: &mut CaseView, number: u32) -> Option<&mut ProposalView> {
    view.proposals.iter_mut().find(|proposal| proposal.proposal == number)
}

fn round(view: &mut CaseView, number: u32) -> Option<&mut BidRoundView> {
    view.bid_rounds.iter_mut().find(|round| round.round == number)
}
