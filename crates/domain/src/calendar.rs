//! Counting time as the law counts it: legal dates, rest days, working days, periods.

mod holiday_table;
mod period;

pub use holiday_table::{HolidayTable, HolidayTableError, HolidayTableProblem, NoticeLine};
pub use period::{Counted, Period, count};

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, SecondsFormat, TimeDelta, Utc};

use crate::invalid::Invalid;

/// China keeps one time, eight hours ahead of UTC, without daylight saving since 1992.
const SHANGHAI_AHEAD: TimeDelta = TimeDelta::hours(8);

/// The legal date of an instant: the civil day in Asia/Shanghai, which ends at 16:00 UTC.
///
/// Total: at the far end of representable time the UTC date stands in.
pub fn legal_date(at: DateTime<Utc>) -> NaiveDate {
    let utc = at.naive_utc();
    utc.checked_add_signed(SHANGHAI_AHEAD).unwrap_or(utc).date()
}

/// The first instant of a legal date, UTC.
///
/// Total: at the far end of representable time midnight UTC stands in.
pub fn start_of_legal_day(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    midnight.checked_sub_signed(SHANGHAI_AHEAD).unwrap_or(midnight).and_utc()
}

/// An instant as clerks read it: RFC 3339 with the offset of Shanghai.
///
/// Total: at the far end of representable time it is written in UTC.
pub fn in_shanghai(at: DateTime<Utc>) -> String {
    let is_there = at.naive_utc().checked_add_signed(SHANGHAI_AHEAD).is_some();
    match FixedOffset::east_opt(28_800).filter(|_| is_there) {
        Some(shanghai) => at.with_timezone(&shanghai).to_rfc3339_opts(SecondsFormat::AutoSi, false),
        None => at.to_rfc3339(),
    }
}

/// Reads a day written as `YYYY-MM-DD`, no other spelling.
///
/// # Errors
/// `date-invalid` for another spelling or a day that does not exist, `date-out-of-range` before 1900 or
/// after 2199.
pub fn parse_date(text: &str) -> Result<NaiveDate, Invalid> {
    let date = iso_date(text).ok_or(Invalid::DateInvalid)?;
    if (1900..2200).contains(&date.year()) { Ok(date) } else { Err(Invalid::DateOutOfRange) }
}

/// Reads an instant written after RFC 3339 with its offset.
///
/// # Errors
/// `time-invalid` for another spelling or a time that does not exist, `date-out-of-range` when the legal
/// date lies before 1900 or after 2199.
pub fn parse_instant(text: &str) -> Result<DateTime<Utc>, Invalid> {
    let at = DateTime::parse_from_rfc3339(text).map_err(|_| Invalid::TimeInvalid)?.with_timezone(&Utc);
    if (1900..2200).contains(&legal_date(at).year()) { Ok(at) } else { Err(Invalid::DateOutOfRange) }
}

/// The day written as exactly `YYYY-MM-DD` in ASCII digits, if it exists.
fn iso_date(text: &str) -> Option<NaiveDate> {
    let is_shaped = text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !is_shaped {
        return None;
    }
    let year = text.get(..4)?.parse().ok()?;
    let month = text.get(5..7)?.parse().ok()?;
    let day = text.get(8..)?.parse().ok()?;
    NaiveDate::from_ymd_opt(year, month, day)
}
