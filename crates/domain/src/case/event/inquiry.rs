//! 法院核实: a court asks what lies behind an agreement, and the centre answers (CPLI 356).

use crate::case::event::DocumentRef;
use crate::classification::InquiryPurpose;
use crate::court_number::CourtCaseNumber;
use crate::deadline::Deadline;
use crate::personal::{Personal, personal_fields};
use crate::text::LongText;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// 收到法院核实函. For the court that asks and the centre (K8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourtInquiryReceived {
    /// 1, 2, 3 … within the case.
    pub inquiry: u32,
    /// The court's matter it is asked for; it names the court.
    pub matter: CourtCaseNumber,
    /// What for.
    pub purpose: InquiryPurpose,
    /// What it wants to know.
    pub question: Personal<LongText>,
    /// Legal date on which it reached the centre.
    pub received_on: NaiveDate,
    /// T19.
    pub answer_by: Deadline,
}

/// 答复法院核实函. Read by the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourtInquiryAnswered {
    /// Which.
    pub inquiry: u32,
    /// What the centre says.
    pub answer: Personal<LongText>,
    /// What goes with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<DocumentRef>,
    /// Its last day, legal date.
    pub due_date: NaiveDate,
    /// After that.
    pub late: bool,
}

personal_fields! {
    CourtInquiryReceived { question }
    CourtInquiryAnswered { answer, documents }
}
