//! What goes on beside the sessions while a mediator is at work: proposals, sealed bids, an opinion at the end.

use crate::case::bidding::{BidOutcome, BidRound, BidStatus};
use crate::case::event::{BidCommitted, BidRevealed, BiddingClosed, BiddingOpened};
use crate::case::event::{NoObjectionProposed, NoObjectionServed};
use crate::case::event::{OpinionAccepted, ProposalAnswered, ProposalMade, ProposalWithdrawn};
use crate::case::no_objection::NoObjection;
use crate::case::opinion::Opinion;
use crate::case::proposal::{Proposal, ProposalStatus};
use crate::case::rejection::Rejection;

/// The negotiations of one case under one mediator.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Talks {
    /// In the order they were made.
    pub proposals: Vec<Proposal>,
    /// Rounds of sealed bids, in order; at most the last one is not closed.
    pub rounds: Vec<BidRound>,
    /// A proposal that waits for objections.
    pub no_objection: Option<NoObjection>,
    /// The mediator's opinion, while it waits for the customer.
    pub opinion: Option<Opinion>,
}

impl Talks {
    /// A proposal by its number.
    #[must_use]
    pub fn proposal(&self, number: u32) -> Option<&Proposal> {
        self.proposals.iter().find(|proposal| proposal.number == number)
    }

    /// A round by its number.
    #[must_use]
    pub fn round(&self, number: u32) -> Option<&BidRound> {
        self.rounds.iter().find(|round| round.number == number)
    }

    /// Whether the parties have agreed on something that a draft can be made of.
    #[must_use]
    pub fn agreed(&self) -> bool {
        let accepted = self.proposals.iter().any(|it| it.status == ProposalStatus::Accepted);
        let matched =
            |round: &BidRound| matches!(round.status, BidStatus::Closed(BidOutcome::Matched { .. }));
        accepted || self.rounds.iter().any(matched)
    }

    /// No text waits for an answer or an objection.
    pub(super) fn nothing_pending(&self) -> Result<(), Rejection> {
        match &self.no_objection {
            None => self.no_opinion(),
            Some(open) => Err(Rejection::NoObjectionOpen { version: open.version }),
        }
    }

    /// The talks are over when the mediator has said an opinion; what remains is the customer's answer to it.
    pub(super) fn no_opinion(&self) -> Result<(), Rejection> {
        match &self.opinion {
            None => Ok(()),
            Some(opinion) => Err(Rejection::OpinionPending { due: opinion.accept_by.due_date }),
        }
    }

    pub(super) fn opinion_accepted(&mut self, event: &OpinionAccepted) {
        if let Some(opinion) = &mut self.opinion {
            opinion.accepted.insert(event.party);
        }
    }

    pub(super) fn made(&mut self, event: &ProposalMade) {
        self.proposals.push(Proposal::made(event));
    }

    pub(super) fn answered(&mut self, event: &ProposalAnswered) {
        if let Some(proposal) = self.proposals.iter_mut().find(|it| it.number == event.proposal) {
            proposal.answered(event);
        }
    }

    pub(super) fn withdrawn(&mut self, event: &ProposalWithdrawn) {
        if let Some(proposal) = self.proposals.iter_mut().find(|it| it.number == event.proposal) {
            proposal.status = ProposalStatus::Withdrawn;
        }
    }

    pub(super) fn opened(&mut self, event: &BiddingOpened) {
        self.rounds.push(BidRound::opened(event));
    }

    pub(super) fn committed(&mut self, event: &BidCommitted) {
        self.of_round(event.round, |round| round.committed(event));
    }

    pub(super) fn revealed(&mut self, event: &BidRevealed) {
        self.of_round(event.round, |round| round.revealed(event));
    }

    pub(super) fn closed(&mut self, event: &BiddingClosed) {
        self.of_round(event.round, |round| round.status = BidStatus::Closed(event.outcome.clone()));
    }

    pub(super) fn proposed(&mut self, event: &NoObjectionProposed) {
        self.no_objection = Some(NoObjection::of(event));
    }

    pub(super) fn served(&mut self, event: &NoObjectionServed) {
        if let Some(open) = self.no_objection.as_mut().filter(|open| open.version == event.version) {
            open.serve(event);
        }
    }

    fn of_round(&mut self, number: u32, change: impl FnOnce(&mut BidRound)) {
        if let Some(round) = self.rounds.iter_mut().find(|round| round.number == number) {
            change(round);
        }
    }
}
