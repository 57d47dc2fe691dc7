//! Asked about the conduct of a mediator.

use crate::classification::{ComplaintGround, ComplaintMeasure};
use crate::ids::{MediatorId, PartyId};
use crate::personal::Personal;
use crate::text::LongText;

/// 投诉调解员.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileComplaint {
    /// Who complains.
    pub party: PartyId,
    /// About whom.
    pub mediator: MediatorId,
    /// For what.
    pub grounds: Vec<ComplaintGround>,
    /// What happened.
    pub text: Personal<LongText>,
}

/// 处理投诉.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecideComplaint {
    /// Which.
    pub complaint: u32,
    /// What is done about it.
    pub measure: ComplaintMeasure,
    /// Why.
    pub reason: Personal<LongText>,
}
