//! Performance, withdrawal, termination, closing.

use crate::classification::Remedy;
use crate::classification::Termination;
use crate::deadline::Deadline;
use crate::ids::PartyId;
use crate::money::Fen;
use crate::personal::Personal;
use crate::personal::personal_fields;
use crate::text::LongText;
use crate::text::ShortText;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// 履行.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObligationPerformed {
    /// Which obligation.
    pub seq: u32,
    /// How much, fen; absent for conduct.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Fen>,
    /// Legal date of performance.
    pub performed_on: NaiveDate,
    /// True when this completes it.
    pub complete: bool,
    /// True when it completes or comes after the due date.
    pub late: bool,
    /// Reference of the proof.
    pub proof: Personal<ShortText>,
}

/// 撤回申请.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationWithdrawn {
    /// By whom.
    pub party: PartyId,
    /// The parties settled by themselves.
    pub self_settled: bool,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Personal<LongText>>,
}

/// 终止调解.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediationTerminated {
    /// Why.
    pub code: Termination,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Personal<LongText>>,
    /// Other ways told to the parties (PML 26).
    pub remedies: Vec<Remedy>,
}

/// 结案归档前关闭.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseClosed {
    /// T22: archive by then.
    pub archive_by: Deadline,
}

personal_fields! {
    ObligationPerformed { proof }
    ApplicationWithdrawn { reason }
    MediationTerminated { reason }
    CaseClosed {}
}
