//! What the clock and the calendar ask of a case. Only the house itself does.

use crate::deadline::Timer;
use chrono::NaiveDate;

/// 期限提醒与届满: a day has come on which something may be owed about a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FireTimer {
    /// Which period.
    pub timer: Timer,
    /// Its last day, legal date.
    pub due_date: NaiveDate,
}

/// 跟进履行: a day of T20 has come for what is to be performed by `due_on`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpPerformance {
    /// The last day of the obligations, legal date.
    pub due_on: NaiveDate,
}

/// 重新计算期限: the holiday table is another than the one a period was computed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecomputeDeadline {
    /// Which period.
    pub timer: Timer,
    /// Its last day as it was told, legal date.
    pub due_date: NaiveDate,
}
