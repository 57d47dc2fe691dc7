//! Asked on the fast track when the talks have failed.

use crate::case::command::ProposedTerm;
use crate::ids::{PartyId, RepresentativeId};
use crate::personal::Personal;
use crate::text::{LongText, ShortText};

/// 出具小额纠纷调解意见书.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueOpinion {
    /// What should be done.
    pub terms: Vec<ProposedTerm>,
    /// The law it rests on, and why.
    pub ground: Personal<LongText>,
    /// Random text for the hash.
    pub salt: Personal<ShortText>,
}

/// 接受意见书.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptOpinion {
    /// Which, as its number among the versions says.
    pub version: u32,
    /// Who accepts.
    pub party: PartyId,
    /// Who declares it for the party, if not whoever calls.
    pub representative: Option<RepresentativeId>,
}

/// 不接受意见书.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclineOpinion {
    /// Which, as its number among the versions says.
    pub version: u32,
    /// Who does not accept.
    pub party: PartyId,
    /// Why, if told.
    pub reason: Option<Personal<LongText>>,
}
