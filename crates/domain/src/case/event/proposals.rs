//! Proposals and the answers to them. Class K6: for those they are addressed to, the mediator and the centre; never for a court.

use crate::case::proposal::Proposer;
use crate::case::term::Term;
use crate::classification::ProposalAnswer;
use crate::deadline::Deadline;
use crate::ids::PartyId;
use crate::personal::Personal;
use crate::personal::personal_fields;
use crate::text::LongText;
use serde::{Deserialize, Serialize};

/// 提出调解方案. Open to those it is addressed to until its last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalMade {
    /// 1, 2, 3 … within the case.
    pub proposal: u32,
    /// Whose it is.
    pub by: Proposer,
    /// Who may see and answer it, beside whoever made it.
    pub to: Vec<PartyId>,
    /// The proposal it answers, when it is a counter-proposal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replies_to: Option<u32>,
    /// What is proposed, validated like the clauses of an agreement.
    pub terms: Vec<Term>,
    /// The last day on which it can be accepted.
    pub answer_by: Deadline,
}

/// 答复调解方案. Once all addressees accepted, the parties agree and the mediator drafts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalAnswered {
    /// Which.
    pub proposal: u32,
    /// Who answers.
    pub party: PartyId,
    /// What.
    pub answer: ProposalAnswer,
    /// Why, for an objection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Personal<LongText>>,
}

/// 撤回调解方案.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalWithdrawn {
    /// Which.
    pub proposal: u32,
}

personal_fields! {
    ProposalMade { terms }
    ProposalAnswered { reason }
    ProposalWithdrawn {}
}
