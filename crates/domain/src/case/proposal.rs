//! Proposals (调解方案) and offers between the parties: what is on offer, to whom, until when, and what became of it.

use crate::case::event::{ProposalAnswered, ProposalMade};
use crate::classification::ProposalAnswer;
use crate::deadline::Deadline;
use crate::ids::{MediatorId, PartyId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Whose proposal it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Proposer {
    /// A party's, or an agent's for it.
    Party(PartyId),
    /// The mediator's.
    Mediator(MediatorId),
}

/// How a proposal stands. Expiry is no status: it follows from the last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProposalStatus {
    /// These have accepted; the others have still to answer.
    Open(BTreeSet<PartyId>),
    /// Everybody it was addressed to accepted.
    Accepted,
    /// Somebody objected or made a counter-proposal.
    Declined,
    /// Taken back.
    Withdrawn,
}

impl ProposalStatus {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Open(_) => "OPEN",
            Self::Accepted => "ACCEPTED",
            Self::Declined => "DECLINED",
            Self::Withdrawn => "WITHDRAWN",
        }
    }
}

/// A proposal and how it stands; its terms are in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// 1, 2, 3 … within the case.
    pub number: u32,
    /// Whose it is.
    pub by: Proposer,
    /// Who may answer it.
    pub to: Vec<PartyId>,
    /// The last day on which it can be accepted.
    pub answer_by: Deadline,
    /// How it stands.
    pub status: ProposalStatus,
}

impl Proposal {
    /// The proposal as it was made.
    #[must_use]
    pub fn made(event: &ProposalMade) -> Self {
        Self {
            number: event.proposal,
            by: event.by,
            to: event.to.clone(),
            answer_by: event.answer_by.clone(),
            status: ProposalStatus::Open(BTreeSet::new()),
        }
    }

    /// Records an answer.
    pub fn answered(&mut self, event: &ProposalAnswered) {
        let ProposalStatus::Open(accepted) = &mut self.status else { return };
        match event.answer {
            ProposalAnswer::Accept => {
                accepted.insert(event.party);
                if self.to.iter().all(|party| accepted.contains(party)) {
                    self.status = ProposalStatus::Accepted;
                }
            }
            ProposalAnswer::Object | ProposalAnswer::Counter => self.status = ProposalStatus::Declined,
        }
    }

    /// Whether it can still be answered on `today`.
    #[must_use]
    pub fn is_open(&self, today: NaiveDate) -> bool {
        matches!(self.status, ProposalStatus::Open(_)) && !self.answer_by.is_over(today)
    }
}
