//! Proposals and answers.

use super::ProposedTerm;
use crate::ids::PartyId;
use crate::personal::Personal;
use crate::text::LongText;

/// 提出调解方案.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MakeProposal {
    /// For which party; none when the mediator proposes.
    pub by: Option<PartyId>,
    /// To whom; empty for every other party.
    pub to: Vec<PartyId>,
    /// The proposal it answers, when it is a counter-proposal.
    pub replies_to: Option<u32>,
    /// What is proposed.
    pub terms: Vec<ProposedTerm>,
    /// How many calendar days it stands; as the rule set says when absent.
    pub stands_days: Option<u16>,
}

/// 答复调解方案. A counter-proposal is made with [`MakeProposal`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerProposal {
    /// Which.
    pub proposal: u32,
    /// For which party.
    pub party: PartyId,
    /// Accepted, or not.
    pub accept: bool,
    /// Why not.
    pub reason: Option<Personal<LongText>>,
}

/// 撤回调解方案.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WithdrawProposal {
    /// Which.
    pub proposal: u32,
}
