//! A complaint against a mediator, as rules know it.

use crate::case::event::ComplaintFiled;
use crate::deadline::Deadline;
use crate::ids::{MediatorId, PartyId};

/// A complaint; what it says is in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// 1, 2, 3 … within the case.
    pub number: u32,
    /// Who complains.
    pub party: PartyId,
    /// About whom.
    pub mediator: MediatorId,
    /// Until when it is decided.
    pub decide_by: Deadline,
    /// It is.
    pub decided: bool,
}

impl Complaint {
    pub(super) fn of(event: &ComplaintFiled) -> Self {
        Self {
            number: event.complaint,
            party: event.party,
            mediator: event.mediator,
            decide_by: event.decide_by.clone(),
            decided: false,
        }
    }
}
