//! A record of facts nobody disputes.

use crate::case::event::UndisputedFact;
use crate::classification::SignatureMethod;
use crate::ids::{PartyId, RepresentativeId};
use crate::personal::Personal;
use crate::text::{LongText, ShortText};

/// 起草无争议事实记载.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordUndisputedFacts {
    /// The facts, in the order of their numbers.
    pub facts: Vec<UndisputedFact>,
    /// Who agreed to having them written down.
    pub agreed_by: Vec<PartyId>,
}

/// 签署无争议事实记载.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignUndisputedFacts {
    /// Which version.
    pub version: u32,
    /// For which party.
    pub party: PartyId,
    /// Who signs for the party, if not the party itself.
    pub representative: Option<RepresentativeId>,
    /// How.
    pub method: SignatureMethod,
    /// Scan or other reference.
    pub evidence: Personal<ShortText>,
}

/// 拒绝无争议事实记载.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefuseUndisputedFacts {
    /// Which version.
    pub version: u32,
    /// For which party.
    pub party: PartyId,
    /// Why.
    pub reason: Personal<LongText>,
}
