//! Who stands for a party, who cannot stand for himself, and who comes in later.

use crate::case::event::{DocumentRef, FiledParty};
use crate::classification::{
    AuthorityScope, CapacityBasis, LegalCapacity, RepresentativeKind, ServiceMethod,
};
use crate::deadline::Deadline;
use crate::identity::Uscc;
use crate::ids::{PartyId, RepresentativeId, UserId};
use crate::money::Fen;
use crate::personal::{Personal, personal_fields};
use crate::text::{PersonName, Phone, ShortText};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What an agent may do, how far, and how long (授权委托书): matters and powers are named (CPL 62).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authority {
    /// The matters, at least one.
    pub scope: Vec<AuthorityScope>,
    /// 特别授权: without it nobody settles or applies to a court for another (CPL 62; CPLI 351).
    pub special: bool,
    /// The most the agent may bind the party to pay, fen; absent: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Fen>,
    /// First legal date on which it holds.
    pub valid_from: NaiveDate,
    /// Last legal date on which it holds; absent: until it is revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// The paper it stands on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}

/// An institution a representative belongs to or comes from: conflicts of interest are judged by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affiliation {
    /// Code of the legal person.
    pub legal_person: Uscc,
    /// The group, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<ShortText>,
}

/// 委托代理人或法定代理人. Somebody acts for a party from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepresentativeAppointed {
    /// Names the representative within the case.
    pub representative: RepresentativeId,
    /// For whom.
    pub party: PartyId,
    /// What the representative is.
    pub kind: RepresentativeKind,
    /// Name.
    pub name: Personal<PersonName>,
    /// Number of the practising certificate, or of another paper that shows the capacity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<Personal<ShortText>>,
    /// Where to reach the representative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Personal<Phone>>,
    /// The account the representative acts by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<UserId>,
    /// Law firm, employer, former institution.
    pub ties: Vec<Affiliation>,
    /// How far it reaches.
    pub authority: Authority,
}

/// 变更代理权限. The authority of a representative is another one from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorityChanged {
    /// Whose.
    pub representative: RepresentativeId,
    /// How far it reaches now.
    pub authority: Authority,
}

/// 解除委托. A representative acts no more; what was done before stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepresentativeRevoked {
    /// Who.
    pub representative: RepresentativeId,
    /// Of which party.
    pub party: PartyId,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Personal<ShortText>>,
}

/// 民事行为能力. What a person can do in law by himself, as far as the centre knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapacityRecorded {
    /// Whose.
    pub party: PartyId,
    /// Which.
    pub capacity: LegalCapacity,
    /// How it is known.
    pub basis: CapacityBasis,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Personal<ShortText>>,
}

/// 追加当事人. A party comes into a case that is under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyJoined {
    /// Who, on which side.
    pub party: FiledParty,
    /// Why.
    pub reason: Personal<ShortText>,
    /// Who agreed: every party there was, once the case was accepted.
    pub agreed_by: Vec<PartyId>,
    /// How a respondent that joins after the notice was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<ServiceMethod>,
    /// T03: until when it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<Deadline>,
}

personal_fields! {
    Authority { document }
    RepresentativeAppointed { name, licence, phone, authority }
    AuthorityChanged { authority }
    RepresentativeRevoked { reason }
    CapacityRecorded { remark }
    PartyJoined { party, reason }
}
