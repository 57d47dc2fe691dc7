//! Periods and the day on which they end.
//!
//! The day of the starting event is not counted (Civil Code 201, Civil Procedure Law 85). A period in days,
//! months or years that ends on a rest day ends on the first day after the rest days (Civil Code 203).
//! A month or year ends on the day of the same number, or on the last day of a shorter month (Civil Code 202).
//! Working days skip rest days while counting, so they never end on one.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::HolidayTable;

/// A length of legal time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "unit", content = "n", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Period {
    /// Days of the calendar, rest days included.
    CalendarDays(u16),
    /// Days on which offices work, make-up weekends included.
    WorkingDays(u16),
    /// Months, to the day of the same number.
    Months(u16),
    /// Years, to the day of the same month and number.
    Years(u16),
}

impl Period {
    /// The period as a Chinese paper writes it: `30日`, `3个工作日`, `6个月`, `2年`.
    pub fn in_chinese(self) -> String {
        match self {
            Period::CalendarDays(n) => format!("{n}日"),
            Period::WorkingDays(n) => format!("{n}个工作日"),
            Period::Months(n) => format!("{n}个月"),
            Period::Years(n) => format!("{n}年"),
        }
    }

    /// The period in English: `30 days`, `3 working days`, `6 months`, `1 year`.
    pub fn in_english(self) -> String {
        let (n, unit) = match self {
            Period::CalendarDays(n) => (n, "day"),
            Period::WorkingDays(n) => (n, "working day"),
            Period::Months(n) => (n, "month"),
            Period::Years(n) => (n, "year"),
        };
        format!("{n} {unit}{}", if n == 1 { "" } else { "s" })
    }
}

/// Where a period ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// The last day of the period; it ends with that day.
    pub due_date: NaiveDate,
    /// The rest day on which the period would have ended, when it moved.
    pub rolled_from: Option<NaiveDate>,
    /// Whether the result rests on days whose holiday notice has not been published.
    pub provisional: bool,
}

/// Counts a period from the legal date of its starting event, which itself is not counted.
///
/// Total: a period that would end after the last day chrono can write ends on that day. A period of zero
/// ends on the starting day, or on the first working day after it.
pub fn count(period: Period, start: NaiveDate, table: &HolidayTable) -> Counted {
    let end = match period {
        Period::CalendarDays(n) => start.checked_add_days(Days::new(u64::from(n))),
        Period::Months(n) => start.checked_add_months(Months::new(u32::from(n))),
        Period::Years(n) => start.checked_add_months(Months::new(u32::from(n) * 12)),
        Period::WorkingDays(n) => return count_working_days(n, start, table),
    };
    let end = end.unwrap_or(NaiveDate::MAX);
    let (due_date, provisional) = first_working_day_from(end, table);
    let rolled_from = (due_date != end).then_some(end);
    Counted { due_date, rolled_from, provisional }
}

fn count_working_days(n: u16, start: NaiveDate, table: &HolidayTable) -> Counted {
    let mut provisional = false;
    let mut day = start;
    for _ in 0..n {
        let next = day.succ_opt().unwrap_or(NaiveDate::MAX);
        let (working, unsure) = first_working_day_from(next, table);
        day = working;
        provisional |= unsure;
    }
    if n == 0 {
        (day, provisional) = first_working_day_from(start, table);
    }
    Counted { due_date: day, rolled_from: None, provisional }
}

/// The first working day on or after `day`, and whether any day looked at awaits its notice.
fn first_working_day_from(mut day: NaiveDate, table: &HolidayTable) -> (NaiveDate, bool) {
    let mut provisional = !table.is_settled(day);
    while table.is_rest_day(day) {
        let Some(next) = day.succ_opt() else { break };
        day = next;
        provisional |= !table.is_settled(day);
    }
    (day, provisional)
}
