//! Confidential records of the centre (K5): what people need, what they may have to fear. Sealed, and never shown to a party or a court.

use crate::classification::{RiskIndicator, RiskRecipient, ScreeningFinding, SpecialNeed};
use crate::ids::PartyId;
use crate::personal::{Personal, personal_fields};
use crate::text::{LongText, ShortText};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// 特殊需求. What a party needs in order to take part; replaces what was recorded for that party before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialNeedsRecorded {
    /// Whose.
    pub party: PartyId,
    /// Which; health is sensitive (PIPL 28), so the codes are sealed like names.
    pub needs: Personal<Vec<SpecialNeed>>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Personal<ShortText>>,
}

/// 安全与力量失衡筛查.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskScreened {
    /// Who may be at a disadvantage or in danger.
    pub party: PartyId,
    /// What was found.
    pub finding: Personal<ScreeningFinding>,
    /// What it was found by.
    pub indicators: Personal<Vec<RiskIndicator>>,
    /// What is done about it, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measures: Option<Personal<ShortText>>,
}

/// 风险报告. A danger of violence or crime was reported (PML 25), the exception to secrecy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskReported {
    /// To whom.
    pub to: RiskRecipient,
    /// When, legal date.
    pub reported_on: NaiveDate,
    /// What was reported.
    pub facts: Personal<LongText>,
}

personal_fields! {
    SpecialNeedsRecorded { needs, remark }
    RiskScreened { finding, indicators, measures }
    RiskReported { facts }
}
