//! What can happen to the published statistics of a year.

use crate::personal::personal_fields;
use crate::text::ShortText;
use crate::wire::events;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A table as the public gets it: small numbers suppressed, and what it was computed from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedTable {
    /// Version of the definitions.
    pub definitions: u32,
    /// The log it was computed from.
    pub log: String,
    /// The place in that log up to which it counts.
    pub position: String,
    /// The figures: total, by month, by centre, by business; `null` where a number is suppressed.
    pub figures: Value,
}

impl PublishedTable {
    /// Whether another table tells the public the same.
    #[must_use]
    pub fn says_what(&self, other: &Self) -> bool {
        self.definitions == other.definitions && self.figures == other.figures
    }
}

/// 公布年度统计. The table of a year that is over, as it was given to the public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatisticsPublished {
    /// Which year.
    pub year: i32,
    /// The table.
    pub table: PublishedTable,
    /// Legal date.
    pub on: NaiveDate,
}

/// 重述年度统计. A further edition takes the place of the one before, which stays readable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatisticsRestated {
    /// Which year.
    pub year: i32,
    /// 2, 3 …
    pub edition: u32,
    /// The table.
    pub table: PublishedTable,
    /// Why.
    pub reason: ShortText,
    /// Legal date.
    pub on: NaiveDate,
}

personal_fields! {
    StatisticsPublished {}
    StatisticsRestated {}
}

events! {
    /// Everything that can have happened to the published statistics of a year.
    pub enum PublicationEvent {
        StatisticsPublished => "publication.statistics-published.v1",
        StatisticsRestated => "publication.statistics-restated.v1",
    }
}
