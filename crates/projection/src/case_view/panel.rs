//! Who mediates, what was disclosed and waived, who asked for a recusal.

use chrono::{DateTime, Utc};
use domain::case::ConflictFinding;
use domain::classification::{DeclarationForm, RecusalGround};
use domain::deadline::Deadline;
use domain::ids::{MediatorId, PartyId};
use domain::mediator::RosterTerm;
use domain::personal::Personal;
use domain::text::LongText;
use serde::{Deserialize, Serialize};

/// One mediator asked or at work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatView {
    /// Who.
    pub mediator: MediatorId,
    /// Presides where three mediate.
    pub presides: bool,
    /// Took the case.
    pub accepted: bool,
    /// What he or she disclosed in this case.
    pub disclosed: Vec<DisclosureView>,
    /// Barred for now: neither acts nor reads.
    pub suspended: Option<SuspensionView>,
    /// The term in the roster, as the case knows it: outside of it nobody acts or reads.
    #[serde(default, skip_serializing_if = "is_open")]
    pub term: RosterTerm,
}

fn is_open(term: &RosterTerm) -> bool {
    *term == RosterTerm::default()
}

/// A disclosure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisclosureView {
    /// Which ground it would be.
    pub ground: RecusalGround,
    /// In relation to which party.
    pub about: Option<PartyId>,
    /// In words, sealed.
    pub wording: Option<Personal<LongText>>,
    /// When, UTC.
    pub disclosed_at: DateTime<Utc>,
}

/// Why somebody is suspended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuspensionView {
    /// What bars.
    pub findings: Vec<ConflictFinding>,
    /// Off the roster, suspended on it, or past the term.
    pub inactive: bool,
    /// Since when, UTC.
    pub suspended_at: DateTime<Utc>,
}

/// One party's waiver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaiverView {
    /// For whom.
    pub mediator: MediatorId,
    /// Of which ground.
    pub ground: RecusalGround,
    /// In relation to which party.
    pub about: Option<PartyId>,
    /// By whom.
    pub by: PartyId,
    /// In which form.
    pub form: DeclarationForm,
    /// When, UTC.
    pub waived_at: DateTime<Utc>,
}

/// A recusal somebody asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecusalView {
    /// Of whom.
    pub mediator: MediatorId,
    /// By which party; none: by the mediator.
    pub by: Option<PartyId>,
    /// On which ground.
    pub ground: RecusalGround,
    /// In words, sealed.
    pub wording: Option<Personal<LongText>>,
    /// When, UTC.
    pub requested_at: DateTime<Utc>,
    /// T08.
    pub decide_by: Deadline,
    /// Granted or not, once decided.
    pub granted: Option<bool>,
    /// Why, sealed; none when it followed by rule.
    pub reason: Option<Personal<LongText>>,
    /// When, UTC; none as well where somebody was replaced before a decision.
    pub decided_at: Option<DateTime<Utc>>,
}
