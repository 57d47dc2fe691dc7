//! What institutions asked their head offices for (K6): for the institution and the mediator; everybody else sees that an answer is awaited.

use chrono::{DateTime, Utc};
use domain::deadline::Deadline;
use domain::ids::{PartyId, RepresentativeId};
use domain::money::Fen;
use domain::personal::Personal;
use domain::text::LongText;
use serde::{Deserialize, Serialize};

/// A request for authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorityRequestView {
    /// 1, 2, 3 … within the case.
    pub request: u32,
    /// The institution.
    pub party: PartyId,
    /// The agent it was asked for.
    pub representative: Option<RepresentativeId>,
    /// Up to how much it would settle, fen.
    pub ceiling: Fen,
    /// On which terms, sealed.
    pub terms: Personal<LongText>,
    /// When, UTC.
    pub requested_at: DateTime<Utc>,
    /// Until when the head office answers.
    pub answer_by: Deadline,
    /// The answer.
    pub answer: Option<AuthorityAnswerView>,
}

/// What the head office said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorityAnswerView {
    /// Up to how much the institution will settle, fen; none: it refuses.
    pub ceiling: Option<Fen>,
    /// Why, or on which terms, sealed.
    pub reason: Option<Personal<LongText>>,
    /// When, UTC.
    pub answered_at: DateTime<Utc>,
    /// After its last day.
    pub late: bool,
}
