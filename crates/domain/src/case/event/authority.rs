//! An institution asks itself how far it will go. Class K6, for the institution and the mediator alone: everybody else learns that an answer
//! is awaited, and by when.

use crate::deadline::Deadline;
use crate::ids::{PartyId, RepresentativeId, UserId};
use crate::money::Fen;
use crate::personal::{Personal, personal_fields};
use crate::text::LongText;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// 机构内部授权申请. The mediation goes on, and so does its clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorityRequested {
    /// 1, 2, 3 … within the case.
    pub request: u32,
    /// The institution.
    pub party: PartyId,
    /// The account that asks.
    pub asked_by: UserId,
    /// The agent it asks for, where an agent asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub representative: Option<RepresentativeId>,
    /// Up to how much it would settle, fen.
    pub ceiling: Fen,
    /// On which terms.
    pub terms: Personal<LongText>,
    /// Until when the head office answers.
    pub answer_by: Deadline,
}

/// 机构内部授权答复. What an agent may sign is still said by his written authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorityAnswered {
    /// Which request.
    pub request: u32,
    /// The account that answers.
    pub answered_by: UserId,
    /// Up to how much the institution will settle, fen; absent: it refuses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Fen>,
    /// Why, or on which terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Personal<LongText>>,
    /// Its last day, legal date.
    pub due_date: NaiveDate,
    /// After that.
    pub late: bool,
}

personal_fields! {
    AuthorityRequested { terms }
    AuthorityAnswered { reason }
}
