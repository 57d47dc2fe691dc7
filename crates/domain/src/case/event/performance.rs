//! What follows the agreement: performed, received, urged, defaulted, waived, enforced, asked about.

use crate::case::follow_up::FollowUpStep;
use crate::case::settlement::Obligation;
use crate::classification::{DefaultGround, EnforcementTitle};
use crate::court_number::CourtCaseNumber;
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
    /// 当场履行: complete no later than the agreement took effect.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub immediate: bool,
    /// Legal date from which the limitation of the rest begins anew: paying a part is consent to pay (LIM 14).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limitation_interrupted_on: Option<NaiveDate>,
    /// Reference of the proof.
    pub proof: Personal<ShortText>,
}

/// 确认收款. The creditor has received what was reported so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptConfirmed {
    /// Which obligation.
    pub seq: u32,
    /// The creditor.
    pub party: PartyId,
    /// What it has received in all, fen; absent for conduct.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received: Option<Fen>,
}

/// 督促履行 (PML 31).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PerformanceUrged {
    /// Which obligation.
    pub seq: u32,
    /// Who is urged.
    pub obligor: PartyId,
    /// Who asked for it; absent when the centre does it by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<PartyId>,
    /// Legal date.
    pub urged_on: NaiveDate,
    /// How, and what was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<Personal<LongText>>,
}

/// 违约.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObligationDefaulted {
    /// Which obligation.
    pub seq: u32,
    /// How it shows.
    pub ground: DefaultGround,
    /// Legal date.
    pub defaulted_on: NaiveDate,
    /// What is owed under it, fen; absent for conduct.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outstanding: Option<Fen>,
    /// The instalments to come fall due at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acceleration: Option<Acceleration>,
}

/// 加速到期.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceleration {
    /// Obligations that another one replaces.
    pub supersedes: Vec<u32>,
    /// The one in their place.
    pub obligation: Obligation,
}

/// 免除. The creditor gives up what is left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObligationWaived {
    /// Which obligation.
    pub seq: u32,
    /// The creditor.
    pub party: PartyId,
    /// What it gives up, fen; absent for conduct.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_up: Option<Fen>,
    /// Reference of its declaration.
    pub declaration: Personal<ShortText>,
}

/// 申请强制执行 by a title on record (CPL 206, 235, 249).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnforcementRecorded {
    /// Who applied.
    pub party: PartyId,
    /// The number under which the court enforces.
    pub court_case_no: CourtCaseNumber,
    /// Legal date of the application.
    pub applied_on: NaiveDate,
    /// Which obligations.
    pub seqs: Vec<u32>,
    /// The paper it rests on.
    pub title: EnforcementTitle,
}

/// 履行跟进. A day of T20 has come and nothing was reported: the obligor is reminded or is to be urged, or the parties are to be called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpFellDue {
    /// Which obligation.
    pub seq: u32,
    /// Who owes it.
    pub obligor: PartyId,
    /// What is done.
    pub step: FollowUpStep,
    /// The legal date on which that was owed: the true one, also when this was recorded later.
    pub on_day: NaiveDate,
}

/// 回访.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpRecorded {
    /// Who was asked.
    pub party: PartyId,
    /// Legal date.
    pub called_on: NaiveDate,
    /// From 1 to 5; absent when it was not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub satisfaction: Option<u8>,
    /// What the party said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<Personal<LongText>>,
    /// The party wants the centre to look after the performance no more.
    pub no_further: bool,
}

personal_fields! {
    ObligationPerformed { proof }
    ReceiptConfirmed {}
    PerformanceUrged { wording }
    ObligationDefaulted {}
    ObligationWaived { declaration }
    EnforcementRecorded {}
    FollowUpRecorded { remarks }
    FollowUpFellDue {}
}
