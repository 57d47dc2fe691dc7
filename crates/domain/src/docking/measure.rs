//! Whether a court has kept a target: counted in working days, told as met, missed or still running.

use crate::calendar::{HolidayTable, Period, count};
use chrono::NaiveDate;

/// How a step stands against its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measured {
    /// 达标: done no later than the last day of the target.
    Met,
    /// 未达标: done later, or not done and the last day is over.
    Missed,
    /// 进行中: not done, and the last day is not over.
    Running,
}

/// How a step that began on `since` and was done on `done`, if it was, stands on `today` against `within` working days.
#[must_use]
pub fn measure(
    since: NaiveDate,
    done: Option<NaiveDate>,
    within: u16,
    table: &HolidayTable,
    today: NaiveDate,
) -> Measured {
    let last = count(Period::WorkingDays(within), since, table).due_date;
    match done {
        Some(done) if done <= last => Measured::Met,
        None if today <= last => Measured::Running,
        Some(_) | None => Measured::Missed,
    }
}
