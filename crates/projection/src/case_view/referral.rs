//! The parts of a case's document that courts and other centres leave.

use chrono::{DateTime, NaiveDate, Utc};
use domain::case::{ReferredMaterial, UndisputedFact};
use domain::classification::{ReferralKind, ReferralOutcome, TransferReason, TrialProcedure};
use domain::court_number::CourtCaseNumber;
use domain::ids::CentreId;
use domain::money::Fen;
use domain::personal::Personal;
use domain::text::{LongText, ShortText};
use serde::{Deserialize, Serialize};

/// A court's referral.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralView {
    /// Code of the court.
    pub court: String,
    /// Number of its letter.
    pub referral_no: ShortText,
    /// Number of its case.
    pub court_case_no: Option<CourtCaseNumber>,
    /// Before or after docketing.
    pub kind: ReferralKind,
    /// How the suit is tried.
    pub procedure: Option<TrialProcedure>,
    /// 案由.
    pub cause_of_action: ShortText,
    /// Legal date of the letter.
    pub sent_on: NaiveDate,
    /// Legal date on which it came.
    pub received_on: NaiveDate,
    /// The amount in suit, fen.
    pub amount: Option<Fen>,
    /// What came with it; titles sealed.
    pub materials: Vec<ReferredMaterial>,
    /// The judge; sealed.
    pub judge: Option<Personal<ShortText>>,
    /// Number of the receipt, once signed.
    pub receipt_no: Option<ShortText>,
    /// Legal date of the receipt.
    pub receipt_signed_on: Option<NaiveDate>,
    /// What the court was told at the end.
    pub report: Option<ReportView>,
}

/// The report to the court.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportView {
    /// How it ended.
    pub outcome: ReferralOutcome,
    /// Basics and reason; sealed.
    pub report: Personal<LongText>,
    /// Conduct that raised costs; sealed.
    pub costly_conduct: Option<Personal<LongText>>,
    /// Matters to flag; sealed.
    pub to_flag: Option<Personal<LongText>>,
    /// Facts nobody disputes, those every party has signed last; sealed.
    pub undisputed: Vec<UndisputedFact>,
    /// The version of the record of undisputed facts that went with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts_record: Option<u32>,
    /// How many of the materials went back.
    pub materials_returned: u32,
    /// Legal date.
    pub reported_on: NaiveDate,
}

/// How far an offer to another centre got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TransferState {
    /// The receiving centre is asked.
    Proposed,
    /// It said no.
    Declined,
    /// The federation is asked.
    Disputed,
}

impl TransferState {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Proposed => "PROPOSED",
            Self::Declined => "DECLINED",
            Self::Disputed => "DISPUTED",
        }
    }
}

/// An open offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferView {
    /// The owner.
    pub from: CentreId,
    /// Who should have it.
    pub to: CentreId,
    /// Why.
    pub reason: TransferReason,
    /// In words; sealed.
    pub wording: Personal<LongText>,
    /// How far it got.
    pub state: TransferState,
    /// When it was made, UTC.
    pub proposed_at: DateTime<Utc>,
}

/// A centre that had the case before: its court stays competent (CPLI 352), its number an alias.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerCentreView {
    /// Which.
    pub centre: CentreId,
    /// The number the case had there.
    pub case_no: Option<ShortText>,
    /// Until when, UTC.
    pub until: DateTime<Utc>,
}
