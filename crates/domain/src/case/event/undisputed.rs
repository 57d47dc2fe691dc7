//! 无争议事实记载: facts all parties accept, written down once the mediation has ended (SZR 73; MDR2016). Class K8: for the parties and the
//! centre, and once every party has signed for a court; whoever has them there need not prove them again.

use crate::case::event::UndisputedFact;
use crate::classification::SignatureMethod;
use crate::ids::{PartyId, RepresentativeId};
use crate::personal::{Personal, personal_fields};
use crate::text::{LongText, ShortText};
use serde::{Deserialize, Serialize};

/// 起草无争议事实记载. A new version takes the place of one that nobody has finished, its signatures with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndisputedFactsDrafted {
    /// 1, 2, 3 … within the case.
    pub version: u32,
    /// The facts, in the order of their numbers.
    pub facts: Vec<UndisputedFact>,
    /// Who agreed to having them written down: every party.
    pub agreed_by: Vec<PartyId>,
}

/// 签署无争议事实记载. A party, or somebody who may bind it, accepts the facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndisputedFactsSigned {
    /// Which version.
    pub version: u32,
    /// Whose signature it is.
    pub party: PartyId,
    /// Who signed for the party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub representative: Option<RepresentativeId>,
    /// How.
    pub method: SignatureMethod,
    /// Scan or other reference.
    pub evidence: Personal<ShortText>,
    /// It was the last one missing: from now on the record can be used in suit.
    pub complete: bool,
}

/// 无争议事实记载作废. A party does not accept the facts, or the case was closed before everybody had signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndisputedFactsAbandoned {
    /// Which version.
    pub version: u32,
    /// Who refused; absent: nobody did, the case was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
    /// Why, in words of whoever refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Personal<LongText>>,
}

personal_fields! {
    UndisputedFactsDrafted { facts }
    UndisputedFactsSigned { evidence }
    UndisputedFactsAbandoned { reason }
}
