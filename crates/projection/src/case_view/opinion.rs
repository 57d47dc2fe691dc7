//! The fast track of a case and the mediator's opinion at its end (class K6 until it is accepted).

use chrono::{DateTime, Utc};
use domain::case::{BoundBy, Term};
use domain::deadline::Deadline;
use domain::ids::PartyId;
use domain::money::Fen;
use domain::personal::Personal;
use domain::text::{LongText, ShortText};
use serde::{Deserialize, Serialize};

/// How an opinion stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OpinionState {
    /// The customer has not answered.
    Open,
    /// Every customer accepted in time: it is in force, and binds the institutions.
    Accepted,
    /// A customer did not accept: it was advice.
    Declined,
    /// Nobody answered in time; silence is no acceptance.
    Lapsed,
    /// Whoever issued it left the panel before it was answered.
    Void,
}

/// What an answer, or none, brings with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SilenceMeans {
    /// 视为不接受.
    NotAccepted,
}

/// An opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionView {
    /// Counted with the drafts of an agreement: 1, 2, 3 ….
    pub version: u32,
    /// Its number.
    pub opinion_no: ShortText,
    /// What should be done; wording sealed.
    pub terms: Vec<Term>,
    /// Sum of what is to be paid or refunded, fen.
    pub settled_fen: Fen,
    /// The law it rests on, and why, sealed.
    pub ground: Personal<LongText>,
    /// What binds each respondent, if the customer accepts.
    pub bound: Vec<BoundBy>,
    /// Random text that makes the hash unguessable, sealed.
    pub salt: Personal<ShortText>,
    /// SHA-256 of the canonical bytes, hexadecimal.
    pub hash: String,
    /// When it was issued, UTC.
    pub issued_at: DateTime<Utc>,
    /// The last day on which it can be accepted.
    pub accept_by: Deadline,
    /// What silence means.
    pub silence: SilenceMeans,
    /// How it stands.
    pub state: OpinionState,
    /// Customers who accepted.
    pub accepted_by: Vec<PartyId>,
    /// The customer who did not.
    pub declined_by: Option<PartyId>,
    /// Why not, if told, sealed.
    pub reason: Option<Personal<LongText>>,
}
