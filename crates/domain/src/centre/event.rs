//! What can happen to a centre.

use crate::centre::CentreTerms;
use crate::ids::CentreId;
use crate::personal::personal_fields;
use crate::text::ShortText;
use crate::wire::events;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// 设立调解中心.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CentreEstablished {
    /// The centre: division code of its city.
    pub centre: CentreId,
    /// Short name of the city, used in numbers.
    pub city: ShortText,
    /// Prefix shared by the courts of the city.
    pub court_prefix: String,
    /// The first version of its terms: 1.
    pub version: u32,
    /// The legal date from which it is open.
    pub effective_from: NaiveDate,
    /// Name, form, numbers, rules.
    pub terms: CentreTerms,
}

/// 变更调解中心. The whole terms as they are from the day on, not only what changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CentreAmended {
    /// The centre.
    pub centre: CentreId,
    /// One more than the version before.
    pub version: u32,
    /// The legal date from which they count.
    pub effective_from: NaiveDate,
    /// Name, form, numbers, rules.
    pub terms: CentreTerms,
    /// Why; about the centre, never about a person.
    pub reason: ShortText,
}

personal_fields! {
    CentreEstablished {}
    CentreAmended {}
}

events! {
    /// Everything that can have happened to a centre.
    pub enum CentreEvent {
        CentreEstablished => "centre.established.v1",
        CentreAmended => "centre.amended.v1",
    }
}
