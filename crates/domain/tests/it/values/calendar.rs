//! Legal dates and the ends of periods, after the vectors a lawyer would try.

use chrono::{DateTime, Utc};
use domain::calendar::{HolidayTable, Period, count, in_shanghai, legal_date, parse_date, parse_instant};
use domain::invalid::Invalid;

use super::day;

fn instant(text: &str) -> DateTime<Utc> {
    parse_instant(text).unwrap()
}

/// Counts with the shipped table and gives the last day, and the day it rolled from, if any.
#[track_caller]
fn ends(period: Period, start: &str, due: &str, rolled_from: Option<&str>) {
    let counted = count(period, day(start), HolidayTable::builtin());
    assert_eq!(
        (counted.due_date, counted.rolled_from),
        (day(due), rolled_from.map(day)),
        "{period:?} {start}"
    );
    assert!(!counted.provisional, "{period:?} from {start} is provisional");
}

#[test]
fn the_legal_day_ends_at_sixteen_hours_utc() {
    assert_eq!(legal_date(instant("2026-10-15T15:59:59.999Z")), day("2026-10-15"));
    assert_eq!(legal_date(instant("2026-10-15T16:00:00Z")), day("2026-10-16"));
    assert_eq!(legal_date(instant("2026-12-31T23:59:59+08:00")), day("2026-12-31"));
    assert_eq!(legal_date(instant("2026-12-31T16:00:00Z")), day("2027-01-01"));
}

#[test]
fn the_legal_date_exists_at_both_ends_of_time() {
    assert_eq!(legal_date(DateTime::<Utc>::MAX_UTC), DateTime::<Utc>::MAX_UTC.date_naive());
    assert_eq!(legal_date(DateTime::<Utc>::MIN_UTC), DateTime::<Utc>::MIN_UTC.date_naive());
}

#[test]
fn instants_are_shown_with_the_offset_of_shanghai() {
    assert_eq!(in_shanghai(instant("2026-10-15T16:00:00Z")), "2026-10-16T00:00:00+08:00");
    assert_eq!(in_shanghai(instant("2026-10-15T09:00:00.250+08:00")), "2026-10-15T09:00:00.250+08:00");
    assert!(in_shanghai(DateTime::<Utc>::MIN_UTC).ends_with("+08:00"));
    assert!(in_shanghai(DateTime::<Utc>::MAX_UTC).ends_with("+00:00"));
}

#[test]
fn thirty_days_that_end_on_a_saturday_end_on_monday() {
    ends(Period::CalendarDays(30), "2026-10-15", "2026-11-16", Some("2026-11-14"));
}

#[test]
fn thirty_days_that_end_on_a_working_day_stay() {
    ends(Period::CalendarDays(30), "2026-01-05", "2026-02-04", None);
}

#[test]
fn thirty_days_that_end_in_the_spring_festival_end_after_it() {
    ends(Period::CalendarDays(30), "2026-01-20", "2026-02-24", Some("2026-02-19"));
}

#[test]
fn three_working_days_step_over_the_weekend() {
    ends(Period::WorkingDays(3), "2026-11-20", "2026-11-25", None);
}

#[test]
fn six_months_from_a_31st_end_with_february_and_roll_provisionally() {
    let counted = count(Period::Months(6), day("2026-08-31"), HolidayTable::builtin());
    assert_eq!(counted.due_date, day("2027-03-01"));
    assert_eq!(counted.rolled_from, Some(day("2027-02-28")));
    assert!(counted.provisional, "no notice for 2027 is in the table");
}

#[test]
fn months_end_on_the_day_of_the_same_number_or_the_last() {
    ends(Period::Months(1), "2024-01-31", "2024-02-29", None);
    ends(Period::Months(1), "2023-01-31", "2023-02-28", None);
    ends(Period::Months(1), "2023-03-31", "2023-05-04", Some("2023-04-30"));
    ends(Period::Months(1), "2026-02-28", "2026-03-30", Some("2026-03-28"));
    ends(Period::Months(12), "2024-02-29", "2025-02-28", None);
}

#[test]
fn years_from_a_leap_day_end_on_the_28th() {
    ends(Period::Years(1), "2024-02-29", "2025-02-28", None);
    ends(Period::Years(2), "2024-02-29", "2026-02-28", None);
    ends(Period::Years(4), "2020-02-29", "2024-02-29", None);
    ends(Period::Years(2), "2023-11-20", "2025-11-20", None);
}

#[test]
fn a_leap_day_is_a_day_like_any_other() {
    ends(Period::CalendarDays(1), "2024-02-28", "2024-02-29", None);
    ends(Period::CalendarDays(2), "2024-02-28", "2024-03-01", None);
}

#[test]
fn a_make_up_saturday_is_a_day_on_which_a_period_can_end() {
    // 14 February 2026 is a worked Saturday before the Spring Festival, 28 February one after it.
    ends(Period::CalendarDays(4), "2026-02-10", "2026-02-14", None);
    ends(Period::CalendarDays(8), "2026-02-20", "2026-02-28", None);
    ends(Period::WorkingDays(1), "2026-02-13", "2026-02-14", None);
    ends(Period::WorkingDays(2), "2026-02-13", "2026-02-24", None);
    ends(Period::WorkingDays(5), "2026-02-20", "2026-02-28", None);
}

#[test]
fn working_days_step_over_the_golden_week() {
    ends(Period::WorkingDays(1), "2026-09-30", "2026-10-08", None);
    ends(Period::WorkingDays(3), "2026-09-30", "2026-10-10", None);
    ends(Period::WorkingDays(4), "2026-09-30", "2026-10-12", None);
}

#[test]
fn the_lengthened_spring_festival_of_2020_holds() {
    ends(Period::CalendarDays(15), "2020-01-15", "2020-02-03", Some("2020-01-30"));
}

#[test]
fn a_period_of_nothing_ends_on_its_day_or_the_next_working_day() {
    ends(Period::CalendarDays(0), "2026-11-20", "2026-11-20", None);
    ends(Period::CalendarDays(0), "2026-11-21", "2026-11-23", Some("2026-11-21"));
    ends(Period::WorkingDays(0), "2026-11-21", "2026-11-23", None);
}

#[test]
fn only_what_rests_on_unpublished_days_is_provisional() {
    let provisional = |period, start| count(period, day(start), HolidayTable::builtin()).provisional;
    assert!(!provisional(Period::CalendarDays(30), "2026-11-28"), "ends on 28 December 2026");
    assert!(provisional(Period::CalendarDays(30), "2026-11-29"), "29 December awaits the notice for 2027");
    assert!(provisional(Period::CalendarDays(30), "2026-12-10"));
    assert!(provisional(Period::WorkingDays(5), "2026-12-25"));
    assert!(provisional(Period::Years(3), "2026-11-20"));
    assert!(!provisional(Period::CalendarDays(3), "2025-12-28"), "the notice for 2026 is in the table");
}

#[test]
fn a_year_without_notice_knows_weekends_and_fixed_holidays() {
    let ends = |days, start| count(Period::CalendarDays(days), day(start), HolidayTable::builtin()).due_date;
    assert_eq!(ends(1, "2026-12-31"), day("2027-01-04"), "New Year on Friday, then a weekend");
    assert_eq!(ends(30, "2027-09-01"), day("2027-10-04"), "National Day on Friday to Sunday");
    assert_eq!(ends(1, "2029-04-30"), day("2029-05-03"), "two days of Labour Day since 2025");
    assert_eq!(ends(1, "2017-04-30"), day("2017-05-02"), "one day before that");
}

#[test]
fn dates_are_read_in_one_spelling_only() {
    assert_eq!(parse_date("2024-02-29"), Ok(day("2024-02-29")));
    for text in
        ["2023-02-29", "2026-13-01", "2026-1-1", "2026/01/01", "+026-01-01", "2026-01-01 ", "", "二〇二六-01"]
    {
        assert_eq!(parse_date(text), Err(Invalid::DateInvalid), "{text:?}");
    }
    for text in ["1899-12-31", "2200-01-01", "0001-01-01", "9999-12-31"] {
        assert_eq!(parse_date(text), Err(Invalid::DateOutOfRange), "{text:?}");
    }
}

#[test]
fn instants_need_their_offset() {
    assert_eq!(parse_instant("2026-10-15T09:00:00+08:00"), parse_instant("2026-10-15T01:00:00Z"));
    for text in
        ["2026-10-15T09:00:00", "2026-10-15", "2026-02-30T09:00:00Z", "2026-10-15T24:00:00Z", "", "morgen"]
    {
        assert_eq!(parse_instant(text), Err(Invalid::TimeInvalid), "{text:?}");
    }
    assert_eq!(parse_instant("1899-12-31T00:00:00Z"), Err(Invalid::DateOutOfRange));
    assert_eq!(parse_instant("2199-12-31T16:00:00Z"), Err(Invalid::DateOutOfRange));
}
