//! What can be asked about a court's referral.

use super::FileApplication;
use crate::case::event::{ReferredMaterial, UndisputedFact};
use crate::centre::CentreFacts;
use crate::classification::{ReferralKind, TrialProcedure};
use crate::court_number::CourtCaseNumber;
use crate::ids::PartyId;
use crate::money::Fen;
use crate::personal::Personal;
use crate::text::{LongText, ShortText};
use chrono::NaiveDate;

/// 登记法院委派、委托.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterReferral {
    /// The dispute itself.
    pub application: FileApplication,
    /// The centre it is sent to.
    pub centre: CentreFacts,
    /// Code of the court.
    pub court: String,
    /// Number of the court's letter.
    pub referral_no: ShortText,
    /// Number of the court's case.
    pub court_case_no: Option<CourtCaseNumber>,
    /// Before or after docketing.
    pub kind: ReferralKind,
    /// How the suit is tried.
    pub procedure: Option<TrialProcedure>,
    /// 案由.
    pub cause_of_action: ShortText,
    /// Legal date of the letter.
    pub sent_on: NaiveDate,
    /// Legal date on which it reached the centre.
    pub received_on: NaiveDate,
    /// The amount in suit, fen.
    pub amount: Option<Fen>,
    /// What came with it.
    pub materials: Vec<ReferredMaterial>,
    /// The judge and how to reach him or her.
    pub judge: Option<Personal<ShortText>>,
}

/// 签收法院移送材料.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignReferralReceipt {
    /// Number reserved for the receipt.
    pub receipt_no: ShortText,
}

/// 向法院复函.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportReferral {
    /// Basics and reason.
    pub report: Personal<LongText>,
    /// Conduct that raised the other side's costs.
    pub costly_conduct: Option<Personal<LongText>>,
    /// Matters the court should know of.
    pub to_flag: Option<Personal<LongText>>,
    /// Facts nobody disputes.
    pub undisputed: Vec<UndisputedFact>,
    /// Who agreed to these facts being told.
    pub facts_agreed_by: Vec<PartyId>,
    /// How many of the materials go back.
    pub materials_returned: u32,
}
