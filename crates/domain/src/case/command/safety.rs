//! Asked about what people need and what they may have to fear.

use crate::classification::{RiskIndicator, RiskRecipient, ScreeningFinding, SpecialNeed};
use crate::ids::PartyId;
use crate::personal::Personal;
use crate::text::{LongText, ShortText};
use chrono::NaiveDate;

/// 记录特殊需求.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordSpecialNeeds {
    /// Whose.
    pub party: PartyId,
    /// Which.
    pub needs: Personal<Vec<SpecialNeed>>,
    /// In words.
    pub remark: Option<Personal<ShortText>>,
}

/// 安全与力量失衡筛查.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreenRisk {
    /// Who may be at a disadvantage or in danger.
    pub party: PartyId,
    /// What was found.
    pub finding: Personal<ScreeningFinding>,
    /// What it was found by.
    pub indicators: Personal<Vec<RiskIndicator>>,
    /// What is done about it.
    pub measures: Option<Personal<ShortText>>,
}

/// 报告风险.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRisk {
    /// To whom.
    pub to: RiskRecipient,
    /// When, legal date.
    pub reported_on: NaiveDate,
    /// What.
    pub facts: Personal<LongText>,
}
