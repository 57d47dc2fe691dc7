//! When a mediation stands still, or its clock does: suspension and appraisal.

use crate::case::event::DocumentRef;
use crate::classification::SuspensionReason;
use crate::deadline::Deadline;
use crate::ids::PartyId;
use crate::personal::{Personal, personal_fields};
use crate::text::{LongText, ShortText};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// 中止调解.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediationSuspended {
    /// Why.
    pub reason: SuspensionReason,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<Personal<ShortText>>,
    /// Who agreed to it.
    pub agreed_by: Vec<PartyId>,
    /// Whether the mediation period stops: only where every party agreed.
    pub clock_stops: bool,
    /// First day that does not count, legal date.
    pub since: NaiveDate,
}

/// 恢复调解.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediationResumed {
    /// What was waited for, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<Personal<ShortText>>,
    /// Calendar days that did not count.
    pub paused_days: u16,
    /// T05 as it runs on; nothing where it never stopped, or still stands for an appraisal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mediate_by: Option<Deadline>,
}

/// 委托鉴定、评估. Its time is not counted in the mediation period (OM2021 26). Class K2.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppraisalCommissioned {
    /// 1, 2, 3 … within the case.
    pub appraisal: u32,
    /// Who appraises.
    pub appraiser: ShortText,
    /// What is asked.
    pub question: Personal<LongText>,
    /// All parties.
    pub agreed_by: Vec<PartyId>,
    /// First day that does not count, legal date.
    pub since: NaiveDate,
}

/// 收到鉴定、评估意见, or it will not come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppraisalReceived {
    /// Which.
    pub appraisal: u32,
    /// The opinion; nothing when it was given up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
    /// Calendar days that did not count.
    pub paused_days: u16,
    /// T05 as it runs on; nothing where it still stands for a suspension.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mediate_by: Option<Deadline>,
}

personal_fields! {
    MediationSuspended { wording }
    MediationResumed { wording }
    AppraisalCommissioned { question }
    AppraisalReceived { document }
}
