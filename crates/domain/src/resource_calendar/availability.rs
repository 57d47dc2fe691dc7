//! When a resource can be had: hours of the week, less the times it is away.

use super::Interval;
use crate::calendar::legal_date;
use chrono::{DateTime, Datelike, TimeDelta, Utc, Weekday};
use serde::{Deserialize, Serialize};

/// Hours of one day of the week, minutes after midnight in Asia/Shanghai.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weekly {
    /// The day.
    pub day: Weekday,
    /// First minute, 0 to 1439.
    pub from_minute: u16,
    /// The first minute that no longer belongs to it, 1 to 1440.
    pub to_minute: u16,
}

/// A time of absence: leave, repair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Away {
    /// When.
    pub time: Interval,
}

/// When a resource can be had.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Availability {
    /// Hours of the week; none stated means always.
    pub weekly: Vec<Weekly>,
    /// Less these.
    pub away: Vec<Away>,
}

impl Availability {
    /// Whether every part of it makes sense: no window is empty or ends after its day.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.weekly.iter().all(|hours| hours.from_minute < hours.to_minute && hours.to_minute <= 1440)
            && self.away.iter().all(|away| away.time.from < away.time.to)
    }

    /// Whether the resource can be had for all of `time`: inside one window of the week, and not away.
    #[must_use]
    pub fn covers(&self, time: &Interval) -> bool {
        let open = self.weekly.is_empty() || self.weekly.iter().any(|hours| hours.cover(time));
        open && !self.away.iter().any(|away| away.time.overlaps(time))
    }
}

impl Weekly {
    fn cover(&self, time: &Interval) -> bool {
        let day = legal_date(time.from);
        let start = minutes_after_midnight(time.from);
        let length = (time.to - time.from).num_minutes();
        day.weekday() == self.day
            && start >= i64::from(self.from_minute)
            && start + length <= i64::from(self.to_minute)
    }
}

/// Minutes since midnight in Asia/Shanghai.
fn minutes_after_midnight(at: DateTime<Utc>) -> i64 {
    let midnight = legal_date(at).and_time(chrono::NaiveTime::MIN).and_utc() - TimeDelta::hours(8);
    (at - midnight).num_minutes()
}
