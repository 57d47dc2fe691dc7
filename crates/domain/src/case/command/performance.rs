//! What is asked about the performance of an agreement in force.

use crate::classification::{DefaultGround, EnforcementTitle};
use crate::court_number::CourtCaseNumber;
use crate::ids::{PartyId, RepresentativeId};
use crate::money::Fen;
use crate::personal::Personal;
use crate::text::{LongText, ShortText};
use chrono::NaiveDate;

/// 报告履行.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportPerformance {
    /// Which obligation.
    pub seq: u32,
    /// How much, fen; absent for conduct.
    pub amount: Option<Fen>,
    /// Legal date of performance.
    pub performed_on: NaiveDate,
    /// Reference of the proof.
    pub proof: Personal<ShortText>,
}

/// 确认收款.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmReceipt {
    /// Which obligation.
    pub seq: u32,
    /// The creditor.
    pub party: PartyId,
}

/// 督促履行.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UrgePerformance {
    /// Which obligation.
    pub seq: u32,
    /// The party that asks for it; staff may leave it out.
    pub asked_by: Option<PartyId>,
    /// How, and what was answered.
    pub wording: Option<Personal<LongText>>,
}

/// 记录违约.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclareDefault {
    /// Which obligation.
    pub seq: u32,
    /// The party that says so; staff may leave it out.
    pub asked_by: Option<PartyId>,
    /// How it shows.
    pub ground: DefaultGround,
    /// The creditor calls in the instalments to come, as the clause allows.
    pub accelerate: bool,
}

/// 免除义务.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaiveObligation {
    /// Which obligation.
    pub seq: u32,
    /// The creditor.
    pub party: PartyId,
    /// Who declares it for the creditor.
    pub representative: Option<RepresentativeId>,
    /// Reference of the declaration.
    pub declaration: Personal<ShortText>,
}

/// 登记强制执行.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordEnforcement {
    /// Who applied.
    pub party: PartyId,
    /// The number under which the court enforces.
    pub court_case_no: CourtCaseNumber,
    /// Legal date of the application.
    pub applied_on: NaiveDate,
    /// Which obligations.
    pub seqs: Vec<u32>,
    /// The paper it rests on; the first on record that covers them when absent.
    pub title: Option<EnforcementTitle>,
}

/// 记录回访.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFollowUp {
    /// Who was asked.
    pub party: PartyId,
    /// Legal date.
    pub called_on: NaiveDate,
    /// From 1 to 5.
    pub satisfaction: Option<u8>,
    /// What the party said.
    pub remarks: Option<Personal<LongText>>,
    /// The party wants the centre to look after the performance no more.
    pub no_further: bool,
}
