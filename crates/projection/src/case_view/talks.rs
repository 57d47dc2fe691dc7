//! Proposals and sealed bids of a case (class K6): for those they are addressed to, the mediator and the centre.

use chrono::{DateTime, Utc};
use domain::case::{BidOutcome, Proposer, Term};
use domain::classification::ProposalAnswer;
use domain::deadline::Deadline;
use domain::ids::PartyId;
use domain::personal::Personal;
use domain::text::LongText;
use serde::{Deserialize, Serialize};

/// How a proposal stands. Whether its last day is past the reader sees from that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ProposalState {
    /// Not everybody has answered.
    Open,
    /// Everybody it was made to accepted.
    Accepted,
    /// Somebody objected or made a counter-proposal.
    Declined,
    /// Taken back.
    Withdrawn,
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalView {
    /// 1, 2, 3 … within the case.
    pub proposal: u32,
    /// Whose it is.
    pub by: Proposer,
    /// To whom it was made.
    pub to: Vec<PartyId>,
    /// The proposal it answers, when it is a counter-proposal.
    pub replies_to: Option<u32>,
    /// What is proposed; wording sealed.
    pub terms: Vec<Term>,
    /// When it was made, UTC.
    pub made_at: DateTime<Utc>,
    /// The last day on which it can be accepted.
    pub answer_by: Deadline,
    /// How it stands.
    pub state: ProposalState,
    /// Answers so far, oldest first.
    pub answers: Vec<ProposalAnswerView>,
}

/// An answer to a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalAnswerView {
    /// Who.
    pub party: PartyId,
    /// What.
    pub answer: ProposalAnswer,
    /// Why, sealed.
    pub reason: Option<Personal<LongText>>,
    /// When, UTC.
    pub answered_at: DateTime<Utc>,
}

/// A round of sealed bids. What was bid is in no view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidRoundView {
    /// 1, 2, 3 … within the case.
    pub round: u32,
    /// Who bids the most it would pay.
    pub payer: PartyId,
    /// Who bids the least it would take.
    pub payee: PartyId,
    /// Where between the two bids the sum lies, 0 the payee's, 100 the payer's.
    pub split_percent: u8,
    /// The last day to bid.
    pub commit_by: Deadline,
    /// Who has bid, and what binds them to it.
    pub bids: Vec<CommitmentView>,
    /// The last day to reveal, once both have bid.
    pub reveal_by: Option<Deadline>,
    /// Who has revealed already.
    pub revealed: Vec<PartyId>,
    /// How it ended.
    pub outcome: Option<BidOutcome>,
}

/// What binds a bidder to a bid without telling it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitmentView {
    /// Who.
    pub party: PartyId,
    /// The hash.
    pub commitment: String,
    /// The key to which the other side seals its bid.
    pub key: String,
}
