//! Choosing a mediator.

use crate::case::ranking::Candidate;
use crate::ids::{MediatorId, PartyId, RepresentativeId};

/// 选定调解员, by one party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChooseMediator {
    /// Which party.
    pub party: PartyId,
    /// Who declares it for the party, if not the party itself.
    pub representative: Option<RepresentativeId>,
    /// Whom, the presider first, as the roster knows them; nobody: the choice is left to the centre.
    pub mediators: Vec<Candidate>,
}

/// 送交候选名单.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendMediatorList {
    /// Who stands on it, as the roster knows them.
    pub mediators: Vec<Candidate>,
}

/// 划除与排序.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerMediatorList {
    /// Which party.
    pub party: PartyId,
    /// Who declares it for the party, if not the party itself.
    pub representative: Option<RepresentativeId>,
    /// Whom it does not want.
    pub struck: Vec<MediatorId>,
    /// Whom it would rather have, the most wanted first.
    pub ranked: Vec<MediatorId>,
    /// Everybody on the list as the roster knows them now: the last answer decides.
    pub mediators: Vec<Candidate>,
}

/// 结束名单: the time is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloseMediatorList {
    /// Everybody on the list as the roster knows them now.
    pub mediators: Vec<Candidate>,
}
