//! Confidential records of the centre (K5), as a case's document shows them to staff and mediator.

use chrono::{DateTime, NaiveDate, Utc};
use domain::classification::{RiskIndicator, RiskRecipient, ScreeningFinding, SpecialNeed};
use domain::ids::PartyId;
use domain::personal::Personal;
use domain::text::{LongText, ShortText};
use serde::{Deserialize, Serialize};

/// What a party needs in order to take part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialNeedsView {
    /// Whose.
    pub party: PartyId,
    /// Which, sealed.
    pub needs: Personal<Vec<SpecialNeed>>,
    /// In words, sealed.
    pub remark: Option<Personal<ShortText>>,
    /// When recorded, UTC.
    pub recorded_at: DateTime<Utc>,
}

/// A look at safety and balance of power.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreeningView {
    /// Who may be at a disadvantage or in danger.
    pub party: PartyId,
    /// What was found, sealed.
    pub finding: Personal<ScreeningFinding>,
    /// What it was found by, sealed.
    pub indicators: Personal<Vec<RiskIndicator>>,
    /// What is done about it, sealed.
    pub measures: Option<Personal<ShortText>>,
    /// When, UTC.
    pub screened_at: DateTime<Utc>,
}

/// A danger that was reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskReportView {
    /// To whom.
    pub to: RiskRecipient,
    /// When, legal date.
    pub reported_on: NaiveDate,
    /// What, sealed.
    pub facts: Personal<LongText>,
}
