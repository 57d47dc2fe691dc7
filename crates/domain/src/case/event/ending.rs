//! Withdrawal, termination, closing.

use crate::classification::Remedy;
use crate::classification::Termination;
use crate::deadline::Deadline;
use crate::ids::PartyId;
use crate::personal::Personal;
use crate::personal::personal_fields;
use crate::text::LongText;
use serde::{Deserialize, Serialize};

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
    ApplicationWithdrawn { reason }
    MediationTerminated { reason }
    CaseClosed {}
}
