//! What an institution's people at the table ask their head office for (机构内部授权申请): the answer is awaited by a day of its own.

use crate::case::event::AuthorityRequested;
use crate::deadline::Deadline;
use crate::ids::{PartyId, UserId};

/// A request for authority; what it asks for is for people to read, not for rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorityRequest {
    /// 1, 2, 3 … within the case.
    pub number: u32,
    /// The institution.
    pub party: PartyId,
    /// The account that asked; another one answers.
    pub asked_by: UserId,
    /// Until when the head office answers.
    pub answer_by: Deadline,
    /// It did.
    pub answered: bool,
}

impl AuthorityRequest {
    pub(super) fn of(event: &AuthorityRequested) -> Self {
        Self {
            number: event.request,
            party: event.party,
            asked_by: event.asked_by.clone(),
            answer_by: event.answer_by.clone(),
            answered: false,
        }
    }
}
