//! 无争议事实记载: facts all parties accept, as they are shown.

use chrono::{DateTime, NaiveDate, Utc};
use domain::case::UndisputedFact;
use domain::classification::SignatureMethod;
use domain::ids::{PartyId, RepresentativeId};
use domain::personal::Personal;
use domain::text::LongText;
use serde::{Deserialize, Serialize};

/// How far a record of undisputed facts has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FactsState {
    /// Somebody has still to sign.
    Open,
    /// Everybody has signed: it can be used in suit.
    Complete,
    /// Somebody refused, or the case was closed before.
    Abandoned,
}

/// The latest version of the record (K8); facts and reason sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndisputedFactsView {
    /// 1, 2, 3 … within the case.
    pub version: u32,
    /// The facts, in the order of their numbers.
    pub facts: Vec<UndisputedFact>,
    /// Who agreed to having them written down.
    pub agreed_by: Vec<PartyId>,
    /// When it was written, UTC.
    pub drafted_at: DateTime<Utc>,
    /// How far it has come.
    pub state: FactsState,
    /// Signatures so far, oldest first.
    pub signatures: Vec<FactsSignatureView>,
    /// Legal date of the last signature.
    pub complete_on: Option<NaiveDate>,
    /// Who refused; none where the case was closed before everybody had signed.
    pub refused_by: Option<PartyId>,
    /// Why, sealed.
    pub refusal: Option<Personal<LongText>>,
}

/// A signature on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactsSignatureView {
    /// Whose.
    pub party: PartyId,
    /// Who signed for the party.
    pub representative: Option<RepresentativeId>,
    /// How.
    pub method: SignatureMethod,
    /// When, UTC.
    pub signed_at: DateTime<Utc>,
}
