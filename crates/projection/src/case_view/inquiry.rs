//! What a court asked about a case, and what it was told.

use chrono::NaiveDate;
use domain::case::DocumentRef;
use domain::classification::InquiryPurpose;
use domain::court_number::CourtCaseNumber;
use domain::deadline::Deadline;
use domain::personal::Personal;
use domain::text::LongText;
use serde::{Deserialize, Serialize};

/// A court's inquiry 核实函 (K8); question and answer sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourtInquiryView {
    /// 1, 2, 3 … within the case.
    pub inquiry: u32,
    /// Code of the court.
    pub court: String,
    /// Its matter.
    pub matter: CourtCaseNumber,
    /// What for.
    pub purpose: InquiryPurpose,
    /// What it wants to know.
    pub question: Personal<LongText>,
    /// Legal date on which it reached the centre.
    pub received_on: NaiveDate,
    /// T19.
    pub answer_by: Deadline,
    /// The answer, once there is one.
    pub answer: Option<InquiryAnswerView>,
}

/// What the centre answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InquiryAnswerView {
    /// In words.
    pub text: Personal<LongText>,
    /// What went with it; titles sealed.
    pub documents: Vec<DocumentRef>,
    /// Legal date.
    pub answered_on: NaiveDate,
    /// After its last day.
    pub late: bool,
}
