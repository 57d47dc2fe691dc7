//! Those who stand for a party, as a case's document shows them.

use chrono::{DateTime, Utc};
use domain::case::{Affiliation, Authority};
use domain::classification::{CapacityBasis, LegalCapacity, RepresentativeKind};
use domain::ids::{PartyId, RepresentativeId, UserId};
use domain::personal::Personal;
use domain::text::{PersonName, Phone, ShortText};
use serde::{Deserialize, Serialize};

/// Somebody who acts or acted for a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepresentativeView {
    /// Who.
    pub representative: RepresentativeId,
    /// For whom.
    pub party: PartyId,
    /// What the representative is.
    pub kind: RepresentativeKind,
    /// Name, sealed.
    pub name: Personal<PersonName>,
    /// Number of the practising certificate or another paper, sealed.
    pub licence: Option<Personal<ShortText>>,
    /// Where to reach the representative, sealed.
    pub phone: Option<Personal<Phone>>,
    /// The account the representative acts by.
    pub account: Option<UserId>,
    /// Law firm, employer, former institution.
    pub ties: Vec<Affiliation>,
    /// How far it reaches; the paper's title sealed.
    pub authority: Authority,
    /// When appointed, UTC.
    pub appointed_at: DateTime<Utc>,
    /// When revoked, UTC.
    pub revoked_at: Option<DateTime<Utc>>,
    /// Why revoked, sealed.
    pub reason: Option<Personal<ShortText>>,
}

/// A person's legal capacity, where it is on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapacityView {
    /// Whose.
    pub party: PartyId,
    /// Which.
    pub capacity: LegalCapacity,
    /// How it is known.
    pub basis: CapacityBasis,
    /// In words, sealed.
    pub remark: Option<Personal<ShortText>>,
}
