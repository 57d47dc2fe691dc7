//! A court's inquiry (核实函), as rules know it.

use crate::case::event::CourtInquiryReceived;
use crate::deadline::Deadline;

/// An inquiry; what it asks is in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourtInquiry {
    /// 1, 2, 3 … within the case.
    pub number: u32,
    /// T19: until when it is answered.
    pub answer_by: Deadline,
    /// It is.
    pub answered: bool,
}

impl CourtInquiry {
    pub(super) fn of(event: &CourtInquiryReceived) -> Self {
        Self { number: event.inquiry, answer_by: event.answer_by.clone(), answered: false }
    }
}
