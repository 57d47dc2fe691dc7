//! Asked about those who stand for a party, and about parties that come in later.

use crate::case::event::{Affiliation, Authority, FiledParty};
use crate::classification::{
    CapacityBasis, DeclarationForm, LegalCapacity, RepresentativeKind, ServiceMethod,
};
use crate::ids::{PartyId, RepresentativeId, UserId};
use crate::personal::Personal;
use crate::text::{PersonName, Phone, ShortText};

/// 委托代理人、登记法定代理人.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointRepresentative {
    /// Names the representative.
    pub representative: RepresentativeId,
    /// For whom.
    pub party: PartyId,
    /// What the representative is.
    pub kind: RepresentativeKind,
    /// Name.
    pub name: Personal<PersonName>,
    /// Number of the practising certificate or another paper.
    pub licence: Option<Personal<ShortText>>,
    /// Where to reach the representative.
    pub phone: Option<Personal<Phone>>,
    /// The account the representative acts by.
    pub account: Option<UserId>,
    /// Law firm, employer, former institution, with the register's facts.
    pub ties: Vec<Affiliation>,
    /// How far it reaches.
    pub authority: Authority,
}

/// 变更代理权限.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeAuthority {
    /// Whose.
    pub representative: RepresentativeId,
    /// How far it reaches from now on.
    pub authority: Authority,
}

/// 解除委托.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevokeRepresentative {
    /// Who.
    pub representative: RepresentativeId,
    /// Why.
    pub reason: Option<Personal<ShortText>>,
}

/// 记录民事行为能力.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordCapacity {
    /// Whose.
    pub party: PartyId,
    /// Which.
    pub capacity: LegalCapacity,
    /// How it is known.
    pub basis: CapacityBasis,
    /// In words.
    pub remark: Option<Personal<ShortText>>,
}

/// 追加当事人.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinParty {
    /// Who, on which side; institutions with the register's facts.
    pub party: FiledParty,
    /// Why.
    pub reason: Personal<ShortText>,
    /// Who agreed.
    pub agreed_by: Vec<PartyId>,
    /// How a respondent was told, when the others were told before.
    pub method: Option<ServiceMethod>,
    /// In which form the newcomer agrees to mediate; needed once the others have all agreed.
    pub consent: Option<DeclarationForm>,
}
