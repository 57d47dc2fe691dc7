//! What holds for every period from every day.

use chrono::{Days, NaiveDate};
use domain::calendar::{HolidayTable, Period, count};
use proptest::prelude::*;

fn any_period() -> impl Strategy<Value = Period> {
    prop_oneof![
        (0..800_u16).prop_map(Period::CalendarDays),
        (0..400_u16).prop_map(Period::WorkingDays),
        (0..60_u16).prop_map(Period::Months),
        (0..25_u16).prop_map(Period::Years),
    ]
}

fn lengthened(period: Period) -> Period {
    match period {
        Period::CalendarDays(n) => Period::CalendarDays(n + 1),
        Period::WorkingDays(n) => Period::WorkingDays(n + 1),
        Period::Months(n) => Period::Months(n + 1),
        Period::Years(n) => Period::Years(n + 1),
    }
}

/// Days from 2015, before the table begins, to 2035, after it ends.
fn any_start() -> impl Strategy<Value = NaiveDate> {
    (0..7300_u64).prop_map(|n| super::day("2015-01-01") + Days::new(n))
}

/// Every day chrono can write.
fn any_day_at_all() -> impl Strategy<Value = NaiveDate> {
    let span = NaiveDate::MAX.signed_duration_since(NaiveDate::MIN).num_days().unsigned_abs();
    prop_oneof![0..=span, Just(0), Just(span), span - 40..=span].prop_map(|n| NaiveDate::MIN + Days::new(n))
}

proptest! {
    #[test]
    fn no_period_ends_on_a_rest_day(start in any_start(), period in any_period()) {
        let table = HolidayTable::builtin();
        let counted = count(period, start, table);
        prop_assert!(table.is_working_day(counted.due_date));
        if let Some(rolled_from) = counted.rolled_from {
            prop_assert!(rolled_from < counted.due_date);
            let between = rolled_from.iter_days().take_while(|day| *day < counted.due_date);
            prop_assert!(between.into_iter().all(|day| table.is_rest_day(day)));
        }
    }

    #[test]
    fn a_later_start_never_ends_earlier(start in any_start(), period in any_period(), later in 1..400_u64) {
        let table = HolidayTable::builtin();
        let first = count(period, start, table).due_date;
        prop_assert!(first <= count(period, start + Days::new(later), table).due_date);
    }

    #[test]
    fn a_longer_period_never_ends_earlier(start in any_start(), period in any_period()) {
        let table = HolidayTable::builtin();
        prop_assert!(count(period, start, table).due_date <= count(lengthened(period), start, table).due_date);
    }

    #[test]
    fn an_end_is_its_own_end(start in any_start(), period in any_period()) {
        let table = HolidayTable::builtin();
        let counted = count(period, start, table);
        prop_assert_eq!(counted, count(period, start, table));
        let again = count(Period::CalendarDays(0), counted.due_date, table);
        prop_assert_eq!((again.due_date, again.rolled_from), (counted.due_date, None));
    }

    #[test]
    fn working_days_are_counted_one_by_one(start in any_start(), n in 1..60_u16) {
        let table = HolidayTable::builtin();
        let counted = count(Period::WorkingDays(n), start, table);
        let days = start.iter_days().skip(1).take_while(|day| *day <= counted.due_date);
        prop_assert_eq!(days.filter(|day| table.is_working_day(*day)).count(), usize::from(n));
    }

    #[test]
    fn counting_is_total(start in any_day_at_all(), period in any_period()) {
        let counted = count(period, start, HolidayTable::builtin());
        prop_assert!(counted.due_date >= start);
    }
}

#[test]
fn the_longest_periods_end_at_the_last_day_that_can_be_written() {
    let near_the_end = NaiveDate::MAX - Days::new(10);
    for period in [
        Period::CalendarDays(u16::MAX),
        Period::WorkingDays(u16::MAX),
        Period::Months(u16::MAX),
        Period::Years(u16::MAX),
    ] {
        let counted = count(period, near_the_end, HolidayTable::builtin());
        assert_eq!(counted.due_date, NaiveDate::MAX, "{period:?}");
        assert!(counted.provisional);
    }
}

#[test]
fn periods_travel_as_unit_and_number() {
    let vectors = [
        (Period::CalendarDays(30), r#"{"unit":"CALENDAR_DAYS","n":30}"#, "30日", "30 days"),
        (Period::WorkingDays(1), r#"{"unit":"WORKING_DAYS","n":1}"#, "1个工作日", "1 working day"),
        (Period::Months(6), r#"{"unit":"MONTHS","n":6}"#, "6个月", "6 months"),
        (Period::Years(2), r#"{"unit":"YEARS","n":2}"#, "2年", "2 years"),
    ];
    for (period, json, chinese, english) in vectors {
        assert_eq!(serde_json::to_string(&period).unwrap(), json);
        assert_eq!(serde_json::from_str::<Period>(json).unwrap(), period);
        assert_eq!((period.in_chinese().as_str(), period.in_english().as_str()), (chinese, english));
    }
}
