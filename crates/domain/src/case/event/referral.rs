//! 诉调对接: a court brings a dispute, the centre signs for it and reports at the end.

use crate::classification::{ReferralKind, ReferralOutcome, TrialProcedure};
use crate::court_number::CourtCaseNumber;
use crate::deadline::Deadline;
use crate::ids::PartyId;
use crate::money::Fen;
use crate::personal::{Personal, personal_fields};
use crate::text::{LongText, ShortText};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One thing that came with the court's letter and goes back with the report (SM2016 21, 26).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferredMaterial {
    /// What it is.
    pub title: Personal<ShortText>,
}

/// 收到法院委派或委托. It opens with the application; T01r takes the place of T01.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourtReferralReceived {
    /// Code of the court, e.g. `粤0104`.
    pub court: String,
    /// Number of the court's letter.
    pub referral_no: ShortText,
    /// Number of the court's case; every entrusted suit has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub court_case_no: Option<CourtCaseNumber>,
    /// Before or after docketing.
    pub kind: ReferralKind,
    /// How the suit is tried, when it was docketed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<TrialProcedure>,
    /// 案由, in the court's words.
    pub cause_of_action: ShortText,
    /// Legal date of the letter.
    pub sent_on: NaiveDate,
    /// Legal date on which it reached the centre.
    pub received_on: NaiveDate,
    /// The amount in suit, fen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Fen>,
    /// What came with it.
    pub materials: Vec<ReferredMaterial>,
    /// The judge and how to reach him or her.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judge: Option<Personal<ShortText>>,
    /// T01r.
    pub accept_by: Deadline,
}

/// 签收. The mediation period of a referred dispute starts (SM2016 27; OM2021 24).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralReceiptSigned {
    /// Number of the receipt.
    pub receipt_no: ShortText,
    /// T05b, T05c or T05d.
    pub mediate_by: Deadline,
}

/// A fact both sides accept, usable in the suit because all agreed to it (OM2021 18, 22).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndisputedFact {
    /// The fact.
    pub fact: Personal<LongText>,
}

/// 调解情况复函. The court learns how it ended (OM2021 21); what was said in confidence has no place in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralReported {
    /// How it ended.
    pub outcome: ReferralOutcome,
    /// Basics and reason.
    pub report: Personal<LongText>,
    /// Conduct that raised the other side's costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub costly_conduct: Option<Personal<LongText>>,
    /// Matters the court should know of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_flag: Option<Personal<LongText>>,
    /// Facts nobody disputes.
    pub undisputed: Vec<UndisputedFact>,
    /// Who agreed to these facts being told.
    pub facts_agreed_by: Vec<PartyId>,
    /// How many of the materials went back.
    pub materials_returned: u32,
    /// The record of undisputed facts that goes with it, by its version: one every party has signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts_record: Option<u32>,
}

personal_fields! {
    ReferredMaterial { title }
    CourtReferralReceived { materials, judge }
    ReferralReceiptSigned {}
    UndisputedFact { fact }
    ReferralReported { report, costly_conduct, to_flag, undisputed }
}
