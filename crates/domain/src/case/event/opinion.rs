//! The opinion on a small dispute. Class K6 until it is accepted, K7 from then on.

use crate::case::fast_track::BoundBy;
use crate::case::term::Term;
use crate::deadline::Deadline;
use crate::ids::{PartyId, RepresentativeId};
use crate::money::Fen;
use crate::personal::{Personal, personal_fields};
use crate::text::{LongText, ShortText};
use serde::{Deserialize, Serialize};

/// 出具小额纠纷调解意见书. The institutions are bound by their memoranda if the customer accepts in time; otherwise it is advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionIssued {
    /// Counted with the drafts of an agreement: 1, 2, 3 ….
    pub version: u32,
    /// Number of the opinion: the case number and the version.
    pub opinion_no: ShortText,
    /// What should be done, validated like the clauses of an agreement.
    pub terms: Vec<Term>,
    /// Sum of what is to be paid or refunded, fen.
    pub settled_fen: Fen,
    /// The law it rests on, and why.
    pub ground: Personal<LongText>,
    /// What binds each respondent.
    pub bound: Vec<BoundBy>,
    /// Random text that makes the hash unguessable after an erasure.
    pub salt: Personal<ShortText>,
    /// SHA-256 of the canonical bytes, 64 lower-case hexadecimal digits.
    pub hash: String,
    /// The last day on which the customer can accept it; silence is no acceptance.
    pub accept_by: Deadline,
}

/// 消费者接受意见书.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionAccepted {
    /// Which.
    pub version: u32,
    /// Who accepts.
    pub party: PartyId,
    /// Who declared it for the party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub representative: Option<RepresentativeId>,
}

/// 消费者不接受意见书. The termination follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionDeclined {
    /// Which.
    pub version: u32,
    /// Who does not accept.
    pub party: PartyId,
    /// Why, if told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Personal<LongText>>,
}

personal_fields! {
    OpinionIssued { terms, ground, salt }
    OpinionAccepted {}
    OpinionDeclined { reason }
}
