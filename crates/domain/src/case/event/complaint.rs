//! Complaints against a mediator: kept apart from the case, and read by no mediator.

use crate::classification::{ComplaintGround, ComplaintMeasure};
use crate::deadline::Deadline;
use crate::ids::{MediatorId, PartyId};
use crate::personal::{Personal, personal_fields};
use crate::text::LongText;
use serde::{Deserialize, Serialize};

/// 投诉调解员. For the director and the party that complains; in nobody else's timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComplaintFiled {
    /// 1, 2, 3 … within the case.
    pub complaint: u32,
    /// Who complains.
    pub party: PartyId,
    /// About whom.
    pub mediator: MediatorId,
    /// For what (PML 15).
    pub grounds: Vec<ComplaintGround>,
    /// What happened, in the party's words.
    pub text: Personal<LongText>,
    /// Until when the director decides.
    pub decide_by: Deadline,
}

/// 投诉处理决定. Read by the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComplaintDecided {
    /// Which.
    pub complaint: u32,
    /// What is done about it.
    pub measure: ComplaintMeasure,
    /// Why.
    pub reason: Personal<LongText>,
    /// After its last day.
    pub late: bool,
}

personal_fields! {
    ComplaintFiled { text }
    ComplaintDecided { reason }
}
