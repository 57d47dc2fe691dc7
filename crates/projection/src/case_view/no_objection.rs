//! 无异议调解方案: a proposal that becomes an agreement when nobody objects (class K6), as it is shown.

use chrono::{DateTime, NaiveDate, Utc};
use domain::case::Term;
use domain::classification::{NoObjectionEnding, ServiceMethod};
use domain::deadline::Deadline;
use domain::ids::PartyId;
use domain::money::Fen;
use domain::personal::Personal;
use domain::text::{LongText, ShortText};
use serde::{Deserialize, Serialize};

/// How such a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NoObjectionState {
    /// Somebody may still object, or was not served.
    Open,
    /// Nobody objected: it is the agreement in force.
    Agreed,
    /// Somebody objected, and the mediation has failed.
    Objected,
    /// Silence made nothing of it.
    Ended,
}

/// The latest proposal of this kind; wording sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoObjectionView {
    /// Its place among the versions of the agreement.
    pub version: u32,
    /// Number of the agreement it may become.
    pub agreement_no: ShortText,
    /// The terms; wording sealed.
    pub terms: Vec<Term>,
    /// Sum of what is to be paid or refunded, fen.
    pub settled_fen: Fen,
    /// Random text that makes the hash unguessable, sealed.
    pub salt: Personal<ShortText>,
    /// SHA-256 of the canonical bytes, hexadecimal.
    pub hash: String,
    /// Legal date on which it was made.
    pub proposed_on: NaiveDate,
    /// Who was served, oldest first, each with its own time to object.
    pub served: Vec<NoObjectionServiceView>,
    /// How it stands.
    pub state: NoObjectionState,
    /// The objection.
    pub objection: Option<ObjectionToProposalView>,
    /// Why silence made nothing of it; none where the mediator was replaced.
    pub cause: Option<NoObjectionEnding>,
}

/// The service on one party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoObjectionServiceView {
    /// Who.
    pub party: PartyId,
    /// How.
    pub method: ServiceMethod,
    /// Legal date.
    pub served_on: NaiveDate,
    /// T07.
    pub object_by: Deadline,
}

/// An objection to such a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionToProposalView {
    /// Whose.
    pub party: PartyId,
    /// Why, where the party said so; sealed.
    pub reason: Option<Personal<LongText>>,
    /// When, UTC.
    pub objected_at: DateTime<Utc>,
}

impl NoObjectionView {
    /// Whether somebody may still object, or was not served.
    pub(crate) fn is_open(&self) -> bool {
        self.state == NoObjectionState::Open
    }
}
