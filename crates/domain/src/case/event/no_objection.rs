//! 无异议调解方案认可: a proposal that becomes an agreement when nobody objects to it in time (MDR2016; domain §1.9). Class K6 until then.

use crate::case::term::Term;
use crate::classification::{NoObjectionEnding, ServiceMethod};
use crate::deadline::Deadline;
use crate::ids::PartyId;
use crate::money::Fen;
use crate::personal::{Personal, personal_fields};
use crate::text::{LongText, ShortText};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// 提出无异议调解方案. Every party consented to the mechanism before; the text is worded like an agreement, and is one if nobody objects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoObjectionProposed {
    /// Its place among the versions of the agreement: 1, 2, 3 …
    pub version: u32,
    /// Number of the agreement it may become.
    pub agreement_no: ShortText,
    /// The terms, validated.
    pub terms: Vec<Term>,
    /// Sum of what is to be paid or refunded, fen.
    pub settled_fen: Fen,
    /// Random text that makes the hash unguessable after an erasure.
    pub salt: Personal<ShortText>,
    /// SHA-256 of the canonical bytes, 64 lower-case hexadecimal digits.
    pub hash: String,
    /// Legal date on which it was made; nobody was served before.
    pub proposed_on: NaiveDate,
}

/// 送达无异议调解方案. A party has it in writing; its time to object begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoObjectionServed {
    /// Which version.
    pub version: u32,
    /// Who was served.
    pub party: PartyId,
    /// How.
    pub method: ServiceMethod,
    /// Legal date of service.
    pub served_on: NaiveDate,
    /// Receipt or other reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Personal<ShortText>>,
    /// T07: until when this party may object.
    pub object_by: Deadline,
}

/// 提出书面异议. The mediation has failed (E11).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoObjectionObjected {
    /// To which version.
    pub version: u32,
    /// Who objects.
    pub party: PartyId,
    /// Why, where the party says so; it need not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Personal<LongText>>,
}

/// 无异议调解方案失效. Silence will make nothing of it; the mediation goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoObjectionEnded {
    /// Which version.
    pub version: u32,
    /// Why.
    pub cause: NoObjectionEnding,
    /// Whose consent was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
}

personal_fields! {
    NoObjectionProposed { terms, salt }
    NoObjectionServed { evidence }
    NoObjectionObjected { reason }
    NoObjectionEnded {}
}
