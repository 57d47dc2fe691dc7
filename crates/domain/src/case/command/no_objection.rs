//! A proposal that becomes an agreement when nobody objects.

use super::ProposedTerm;
use crate::classification::ServiceMethod;
use crate::ids::PartyId;
use crate::personal::Personal;
use crate::text::{LongText, ShortText};
use chrono::NaiveDate;

/// 提出无异议调解方案.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposeNoObjection {
    /// Its terms.
    pub terms: Vec<ProposedTerm>,
    /// Random text that makes the hash unguessable.
    pub salt: Personal<ShortText>,
}

/// 送达无异议调解方案.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServeNoObjection {
    /// Which version.
    pub version: u32,
    /// Who was served.
    pub party: PartyId,
    /// How.
    pub method: ServiceMethod,
    /// Legal date of service; today when absent.
    pub served_on: Option<NaiveDate>,
    /// Receipt or other reference.
    pub evidence: Option<Personal<ShortText>>,
}

/// 对无异议调解方案提出书面异议.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectToProposal {
    /// To which version.
    pub version: u32,
    /// For which party.
    pub party: PartyId,
    /// Why, where the party says so.
    pub reason: Option<Personal<LongText>>,
}

/// 撤回无异议调解方案.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WithdrawNoObjection {
    /// Which version.
    pub version: u32,
}
