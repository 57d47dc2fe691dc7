//! When a mediation stood still, or its clock did.

use chrono::NaiveDate;
use domain::case::DocumentRef;
use domain::classification::SuspensionReason;
use domain::ids::PartyId;
use domain::personal::Personal;
use domain::text::{LongText, ShortText};
use serde::{Deserialize, Serialize};

/// A time in which the mediation stood still.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PauseView {
    /// Why.
    pub reason: SuspensionReason,
    /// In words, sealed.
    pub wording: Option<Personal<ShortText>>,
    /// Who agreed.
    pub agreed_by: Vec<PartyId>,
    /// Whether the mediation period stopped.
    pub clock_stops: bool,
    /// First day, legal date.
    pub since: NaiveDate,
    /// Legal date on which it went on; none while it stands.
    pub resumed_on: Option<NaiveDate>,
}

/// An appraisal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppraisalView {
    /// 1, 2, 3 ….
    pub appraisal: u32,
    /// Who appraises.
    pub appraiser: ShortText,
    /// What is asked, sealed.
    pub question: Personal<LongText>,
    /// First day that does not count, legal date.
    pub since: NaiveDate,
    /// Legal date on which it came or was given up; none while it is waited for.
    pub received_on: Option<NaiveDate>,
    /// The opinion; none when it was given up.
    pub document: Option<DocumentRef>,
}
