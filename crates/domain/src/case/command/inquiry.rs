//! Asked when a court wants to know what lies behind an agreement.

use crate::case::event::DocumentRef;
use crate::classification::InquiryPurpose;
use crate::court_number::CourtCaseNumber;
use crate::personal::Personal;
use crate::text::LongText;
use chrono::NaiveDate;

/// 收到法院核实函: sent by the court, or entered by the centre from its paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiveInquiry {
    /// The court's matter it is asked for; it names the court.
    pub matter: CourtCaseNumber,
    /// What for.
    pub purpose: InquiryPurpose,
    /// What it wants to know.
    pub question: Personal<LongText>,
    /// Legal date on which the paper reached the centre; today when nothing is said, as with whatever a court sends itself.
    pub received_on: Option<NaiveDate>,
}

/// 答复法院核实函.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerInquiry {
    /// Which.
    pub inquiry: u32,
    /// What the centre says.
    pub answer: Personal<LongText>,
    /// What goes with it.
    pub documents: Vec<DocumentRef>,
}
